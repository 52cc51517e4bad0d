//! The published example of RSABSSA-SHA384-PSS-Deterministic (RFC 9474, appendix A.3), for tests.
//! Of the four variants of the RFC only this one is ours. The two PSSZERO ones encode without a
//! salt, which our encoding cannot do by design; PSS-Randomized is this very arithmetic over a
//! message with 32 random bytes before it, which our messages hold already (their nonce).
//! Its key has 4096 bits, so it exercises the steps below the 2048-bit types.

use openssl::bn::BigNum;
use openssl::pkey::Private;
use openssl::rsa::{Rsa, RsaPrivateKeyBuilder};

/// The example, field by field as the appendix names them.
pub struct Vector {
    /// The signer's key, from p, q, n, e and d.
    pub key: Rsa<Private>,
    pub msg: Vec<u8>,
    pub salt: Vec<u8>,
    pub encoded_msg: Vec<u8>,
    pub inv: Vec<u8>,
    pub blinded_msg: Vec<u8>,
    pub blind_sig: Vec<u8>,
    pub sig: Vec<u8>,
}

impl Vector {
    /// Reads the example.
    pub fn read() -> Self {
        let fields: serde_json::Value =
            serde_json::from_str(include_str!("rfc9474.json")).expect("the example is JSON");
        let number = |name: &str| {
            BigNum::from_hex_str(fields[name].as_str().expect("a field")).expect("hexadecimal")
        };
        let bytes = |name: &str| {
            let length = fields[name].as_str().expect("a field").len() / 2;
            number(name).to_vec_padded(i32::try_from(length).expect("short")).expect("fits")
        };
        let key = RsaPrivateKeyBuilder::new(number("n"), number("e"), number("d"))
            .and_then(|builder| builder.set_factors(number("p"), number("q")))
            .expect("a key")
            .build();
        Self {
            key,
            msg: bytes("msg"),
            salt: bytes("salt"),
            encoded_msg: bytes("encoded_msg"),
            inv: bytes("inv"),
            blinded_msg: bytes("blinded_msg"),
            blind_sig: bytes("blind_sig"),
            sig: bytes("sig"),
        }
    }
}
