//! Whose certificates connections out of the house trust.

use std::sync::Arc;

use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

/// Who vouches for the other side.
#[derive(Clone, Copy)]
pub enum Authorities<'a> {
    /// The public authorities.
    Public,
    /// Those of a PEM file, and the public ones beside them.
    PublicAnd(&'a [u8]),
    /// Those of a PEM file alone.
    Only(&'a [u8]),
}

/// A file of authorities cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a certificate authority cannot be read")]
pub struct BadAuthority;

/// The side of TLS that asks: names are checked, TLS 1.2 is the least.
pub fn asking(authorities: Authorities<'_>) -> Result<Arc<ClientConfig>, BadAuthority> {
    let mut roots = RootCertStore::empty();
    if !matches!(authorities, Authorities::Only(_)) {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    if let Authorities::PublicAnd(pem) | Authorities::Only(pem) = authorities {
        let before = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            roots.add(certificate.map_err(|_| BadAuthority)?).map_err(|_| BadAuthority)?;
        }
        if roots.len() == before {
            return Err(BadAuthority);
        }
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(|_| BadAuthority)?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}
