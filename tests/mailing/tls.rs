//! Relays that speak TLS: letters go to the one whose authority is known, and to no other.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio_rustls::TlsAcceptor;
use wenlian::server::tls_config;
use wenlian::services::mail::Mail;
use wenlian::services::worker;

use super::{FIRST_DAY, Launched};
use crate::harness::TestApp;
use crate::harness::relay::{Relay, Tls};

/// An authority of a house of its own, as `--ca-file` names it.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut of = CertificateParams::new(Vec::new()).unwrap();
    of.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(of, KeyPair::generate().unwrap()).unwrap()
}

/// What a relay needs to speak TLS, certified by this authority for this name.
fn certified(name: &str, by: &CertifiedIssuer<'static, KeyPair>) -> TlsAcceptor {
    let key = KeyPair::generate().unwrap();
    let made = CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &**by).unwrap();
    let tls = tls_config(made.pem().as_bytes(), key.serialize_pem().as_bytes()).unwrap();
    TlsAcceptor::from(Arc::new(tls))
}

/// How many of the invitations to twelve people reach the relay.
async fn arrived(relay: &Relay, scheme: &str, authority: Option<&str>) -> usize {
    let url = format!("{scheme}://127.0.0.1:{}{}", relay.port(), query(scheme));
    let mail = Mail::within(Duration::from_secs(2), &url, authority.map(str::as_bytes)).unwrap();
    let app = TestApp::start_with_mail(mail).await;
    let people: Vec<String> = (0..12).map(|place| format!("person.{place}@example.cn")).collect();
    Launched::with(&app, &people).await;
    let before = relay.count();
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    relay.count() - before
}

fn query(scheme: &str) -> &'static str {
    if scheme == "smtp" { "?tls=required" } else { "" }
}

#[tokio::test]
async fn letters_go_to_a_relay_whose_authority_is_known_and_to_no_other() {
    let (own, other) = (authority(), authority());
    let (own_pem, other_pem) = (own.pem(), other.pem());
    for (scheme, in_tls) in [("smtp", Tls::Later as fn(TlsAcceptor) -> Tls), ("smtps", Tls::AtOnce)]
    {
        let relay = Relay::open_in(in_tls(certified("127.0.0.1", &own))).await;
        assert_eq!(arrived(&relay, scheme, Some(&own_pem)).await, 12, "{scheme}");
        // The controls: another authority, the public ones alone, and a certificate of another host.
        assert_eq!(arrived(&relay, scheme, Some(&other_pem)).await, 0, "{scheme}");
        assert_eq!(arrived(&relay, scheme, None).await, 0, "{scheme}");
        let elsewhere = Relay::open_in(in_tls(certified("relay.example.cn", &own))).await;
        assert_eq!(arrived(&elsewhere, scheme, Some(&own_pem)).await, 0, "{scheme}");
    }
    // Nor to one into whose words somebody on the way puts more before they are encrypted.
    let talked_into = Relay::open_in(Tls::TalkedInto(certified("127.0.0.1", &own))).await;
    assert_eq!(arrived(&talked_into, "smtp", Some(&own_pem)).await, 0);
    // And one that speaks no TLS at all hears nothing.
    let bare = Relay::open().await;
    for scheme in ["smtp", "smtps"] {
        assert_eq!(arrived(&bare, scheme, Some(&own_pem)).await, 0, "{scheme}");
    }
}
