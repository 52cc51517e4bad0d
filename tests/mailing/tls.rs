//! Relays that speak TLS: letters go to the one whose authority is known, and to no other.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio_rustls::TlsAcceptor;
use wenlian::domain::chance::Chance;
use wenlian::domain::id::MailId;
use wenlian::domain::text::{EmailAddress, Line};
use wenlian::domain::time::Timestamp;
use wenlian::server::tls_config;
use wenlian::services::mail::{Letter, Mail, MailFailure, Reason, Sender};
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

/// The way to a relay, with this authority beside the public ones.
fn way(relay: &Relay, scheme: &str, authority: Option<&str>) -> Mail {
    let url = match scheme {
        "smtp" => format!("smtp://127.0.0.1:{}?tls=required", relay.port()),
        _ => format!("{scheme}://127.0.0.1:{}", relay.port()),
    };
    Mail::within(Duration::from_secs(2), &url, authority.map(str::as_bytes)).unwrap()
}

fn letter() -> Letter {
    Letter {
        id: MailId::draw(Chance),
        from: Sender {
            name: Line::parse("市公共资源交易管理局").unwrap(),
            address: EmailAddress::parse("wj@example.gov.cn").unwrap(),
        },
        to: EmailAddress::parse("person.1@example.cn").unwrap(),
        subject: Line::parse("请您填写问卷").unwrap(),
        text: "链接".to_owned(),
        html: "<p>链接</p>".to_owned(),
        stop: None,
        at: Timestamp(1_772_000_000_000),
    }
}

#[tokio::test]
async fn letters_go_to_a_relay_whose_authority_is_known_and_to_no_other() {
    let (own, other) = (authority(), authority());
    let (own_pem, other_pem) = (own.pem(), other.pem());
    let lost = |reason| Err(MailFailure::Away(reason));
    for (scheme, in_tls) in [("smtp", Tls::Later as fn(TlsAcceptor) -> Tls), ("smtps", Tls::AtOnce)]
    {
        let relay = Relay::open_in(in_tls(certified("127.0.0.1", &own))).await;
        assert_eq!(way(&relay, scheme, Some(&own_pem)).send(&letter()).await, Ok(()), "{scheme}");
        assert_eq!(relay.count(), 1);
        // The controls: another authority, the public ones alone, a certificate of another host, and
        // a relay that speaks no TLS at all.
        for stranger in [Some(other_pem.as_str()), None] {
            let sent = way(&relay, scheme, stranger).send(&letter()).await;
            assert_eq!(sent, lost(Reason::Untrusted), "{scheme}");
        }
        let elsewhere = Relay::open_in(in_tls(certified("relay.example.cn", &own))).await;
        let bare = Relay::open().await;
        for (relay, reason) in [(&elsewhere, Reason::Untrusted), (&bare, Reason::NoTls)] {
            let sent = way(relay, scheme, Some(&own_pem)).send(&letter()).await;
            assert_eq!(sent, lost(reason), "{scheme}");
        }
        assert_eq!([relay.count(), elsewhere.count(), bare.count()], [1, 0, 0], "{scheme}");
    }
    // Nor to one into whose words somebody on the way puts more before they are encrypted.
    let talked_into = Relay::open_in(Tls::TalkedInto(certified("127.0.0.1", &own))).await;
    assert!(way(&talked_into, "smtp", Some(&own_pem)).send(&letter()).await.is_err());
    assert_eq!(talked_into.count(), 0);
}

#[tokio::test]
async fn invitations_go_out_over_tls_from_the_first_byte() {
    let own = authority();
    let relay = Relay::open_in(Tls::AtOnce(certified("127.0.0.1", &own))).await;
    let app = TestApp::start_with_mail(way(&relay, "smtps", Some(&own.pem()))).await;
    let people: Vec<String> = (0..12).map(|place| format!("person.{place}@example.cn")).collect();
    Launched::with(&app, &people).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    assert_eq!(relay.count(), 12);
}
