//! How the server speaks TLS: 1.3 or 1.2, rustls on ring, HTTP/1.1 only. One certificate chain and
//! its key, read from PEM.

use std::sync::Arc;

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::NoServerSessionStorage;
use tokio_rustls::rustls::{self, ServerConfig};

/// Why a certificate and a key cannot be served. Says nothing of what the files hold.
#[derive(Debug, thiserror::Error)]
pub enum TlsRefusal {
    /// No `CERTIFICATE` section, or a broken one.
    #[error("the certificate file holds no readable PEM certificate")]
    Certificate,
    /// No private key section, or a broken one.
    #[error("the key file holds no readable PEM private key")]
    Key,
    /// The two do not belong together, or are of a kind that rustls does not take.
    #[error("the certificate and the key cannot be used together")]
    Unusable(#[source] rustls::Error),
}

/// The configuration for a chain (the server's own certificate first) and its private key.
pub fn tls_config(cert_pem: &[u8], key_pem: &[u8]) -> Result<ServerConfig, TlsRefusal> {
    let chain = CertificateDer::pem_slice_iter(cert_pem)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| TlsRefusal::Certificate)?;
    if chain.is_empty() {
        return Err(TlsRefusal::Certificate);
    }
    // The parser's error may quote a line of the file, which here is the key.
    let key = PrivateKeyDer::from_pem_slice(key_pem).map_err(|_| TlsRefusal::Key)?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(TlsRefusal::Unusable)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // A resumed session says which earlier connection it belongs to, and so would join a code and
    // a ballot that were kept on connections of their own.
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(name: &str) -> (String, String) {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).expect("a certificate");
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    #[test]
    fn a_certificate_and_its_own_key_are_taken() {
        let (certificate, key) = made("localhost");
        let config = tls_config(certificate.as_bytes(), key.as_bytes()).expect("a configuration");
        assert_eq!(config.alpn_protocols, [b"http/1.1".to_vec()]);
    }

    #[test]
    fn files_that_do_not_fit_are_refused_without_quoting_the_key() {
        let (certificate, key) = made("localhost");
        let (_, other_key) = made("localhost");
        let refusal = |cert: &str, key: &str| {
            tls_config(cert.as_bytes(), key.as_bytes()).expect_err("a refusal")
        };
        assert!(matches!(refusal("", &key), TlsRefusal::Certificate));
        assert!(matches!(refusal(&key, &key), TlsRefusal::Certificate));
        assert!(matches!(refusal(&certificate, &certificate), TlsRefusal::Key));
        assert!(matches!(refusal(&certificate, &other_key), TlsRefusal::Unusable(_)));
        let broken = key.replace("-----END", "-----");
        assert!(matches!(refusal(&certificate, &broken), TlsRefusal::Key));
        let secret = key.lines().nth(1).expect("a line of the key");
        assert!(!format!("{:?}", refusal(&certificate, &broken)).contains(secret));
    }
}
