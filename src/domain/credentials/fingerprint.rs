//! What names an issuer key, and the short form of it that people compare: a fingerprint printed in
//! the official notice keeps the server from showing each person a key of their own.

use std::fmt;
use std::str::FromStr;

use super::{byte_values, first_80_bits};
use crate::domain::typed::{in_fours, read_crockford, write_crockford};

byte_values! {
    /// SHA-256 of an issuer's public key (SPKI, DER).
    KeyId: 32;
}

impl KeyId {
    /// The part of it that people compare.
    pub fn fingerprint(self) -> Fingerprint {
        Fingerprint(first_80_bits(&self.0))
    }
}

/// The fingerprint (核验码) of an issuer key: the first 80 bits of its key id, 16 Crockford
/// characters. Printed in notice, mail and poster, for comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u128);

/// Text that is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a fingerprint")]
pub struct NotAFingerprint;

impl Fingerprint {
    /// The 16 characters alone, as in links.
    pub fn compact(self) -> String {
        write_crockford::<16>(self.0).to_string()
    }
}

impl fmt::Display for Fingerprint {
    /// Four groups of four, as on paper.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_fours(&self.compact()))
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;
    fn from_str(typed: &str) -> Result<Self, NotAFingerprint> {
        read_crockford::<16>(typed).map(Self).ok_or(NotAFingerprint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_first_80_bits_of_the_key_id() {
        let mut id = [0xff; 32];
        id[..10].copy_from_slice(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1f]);
        let fingerprint = KeyId::from(id).fingerprint();
        assert_eq!(fingerprint.to_string(), "0000-0000-0000-000Z");
        assert_eq!("oooo oooo oooo oooz".parse(), Ok(fingerprint));
        id[9] = 0x1e;
        assert_ne!(KeyId::from(id).fingerprint(), fingerprint);
        id[9] = 0x1f;
        id[10] = 0;
        assert_eq!(KeyId::from(id).fingerprint(), fingerprint);
    }
}
