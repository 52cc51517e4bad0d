//! The right to answer, apart from the answer (`anonymity`, sections 3 to 5): tokens reach a seat,
//! the issuer stamps a blinded message unseen, the stamped ballot is handed in sealed. Functions on
//! bytes; the labels inside the hashes are those of the protocol, which the script in the browser
//! and every later auditor compute too.

pub mod ballot;
#[cfg(test)]
mod browser;
pub mod door;
pub mod fingerprint;
pub mod issuer;
pub mod plain;
pub mod pss;
pub mod receipt;
pub mod size;
pub mod token;
#[cfg(test)]
mod vector;

use sha2::{Digest, Sha256};

/// Bytes of another length than this value has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bytes of the wrong length")]
pub struct WrongLength;

/// H of the protocol: SHA-256 over the parts, one after the other. Every use starts with a label
/// of its own, or hashes one kind of thing alone.
fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut state = Sha256::new();
    for part in parts {
        state.update(part);
    }
    state.finalize().into()
}

/// The beginning of a hash, short enough to be compared by eye: fingerprints and receipts.
fn first_80_bits(hash: &[u8; 32]) -> u128 {
    hash[..10].iter().fold(0, |bits, byte| bits << 8 | u128::from(*byte))
}

/// Declares values of a fixed number of bytes. The first form is for values that are stored and
/// compared, the second for secrets, which are wiped; neither shows its bytes to a log.
macro_rules! byte_values {
    () => {};
    ($(#[$doc:meta])* $name:ident: $length:literal; $($rest:tt)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        $crate::domain::credentials::byte_values!(@shared $name: $length);
        $crate::domain::credentials::byte_values!($($rest)*);
    };
    ($(#[$doc:meta])* secret $name:ident: $length:literal; $($rest:tt)*) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(zeroize::Zeroizing<[u8; $length]>);

        $crate::domain::credentials::byte_values!(@shared $name: $length);
        $crate::domain::credentials::byte_values!($($rest)*);
    };
    (@shared $name:ident: $length:literal) => {
        impl $name {
            /// The bytes.
            pub fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl From<[u8; $length]> for $name {
            fn from(bytes: [u8; $length]) -> Self {
                Self(bytes.into())
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = $crate::domain::credentials::WrongLength;
            fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
                let bytes: [u8; $length] =
                    bytes.try_into().map_err(|_| $crate::domain::credentials::WrongLength)?;
                Ok(Self::from(bytes))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}
use byte_values;

#[cfg(test)]
mod tests {
    use super::*;

    byte_values! {
        /// A stored value.
        Stored: 4;
        /// A secret one.
        secret Hidden: 4;
    }

    #[test]
    fn bytes_are_shown_to_nobody_by_mistake() {
        assert_eq!(format!("{:?}", Stored::from([7; 4])), "Stored(…)");
        assert_eq!(format!("{:?}", Hidden::from([7; 4])), "Hidden(…)");
    }

    #[test]
    fn another_length_is_no_value() {
        let stored = Stored::try_from([7_u8; 4].as_slice()).expect("four bytes");
        let hidden = Hidden::try_from([7_u8; 4].as_slice()).expect("four bytes");
        assert_eq!(stored.as_bytes(), hidden.as_bytes());
        assert_eq!(Stored::try_from([7_u8; 5].as_slice()), Err(WrongLength));
        assert!(Hidden::try_from([].as_slice()).is_err());
    }

    #[test]
    fn the_hash_is_sha_256_of_the_parts_together() {
        // FIPS 180-4, the one-block example "abc".
        assert_eq!(hash(&[b"a", b"bc"])[..4], [0xba, 0x78, 0x16, 0xbf]);
        assert_ne!(hash(&[b"a", b"bd"])[..4], [0xba, 0x78, 0x16, 0xbf]);
    }
}
