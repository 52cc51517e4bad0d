//! Sealing: to a public key whose other half is elsewhere (closing keys, HPKE of RFC 9180), and
//! with a key at hand (addresses, texts, sheets, XChaCha20-Poly1305). What is opened must have been
//! sealed for the same purpose and under the same associated data, or it does not open.

mod sender;

use std::fmt;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, Serializable};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::chance::Chance;
use sender::Receiver;

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type EncapsulatedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// Bytes of the encapsulated key before a sealed text.
const ENCAPSULATED_BYTES: usize = 32;
/// Bytes of the random nonce before a text sealed with a secret key.
const NONCE_BYTES: usize = 24;

/// Nothing opened: another key, another purpose or associated data, or altered bytes. Which of
/// them, the mathematics does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("does not open")]
pub struct NotOpened;

/// Bytes that are no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key")]
pub struct NotAKey;

/// The public half of a closing key: seals, never opens.
#[derive(Clone)]
pub struct SealingKey(Arc<Receiver>);

impl SealingKey {
    /// Reads 32 bytes. Points that would make every shared secret zero are no keys.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAKey> {
        let bytes = bytes.try_into().map_err(|_| NotAKey)?;
        Ok(Self(Arc::new(Receiver::from_bytes(bytes)?)))
    }

    /// The 32 bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Seals a text for a purpose, bound to `aad`. It grows by 48 bytes. The one-time key is drawn
    /// from the operating system.
    ///
    /// # Panics
    /// When the operating system gives no randomness.
    pub fn seal(&self, purpose: &[u8], aad: &[u8], text: &[u8]) -> Vec<u8> {
        let once = Zeroizing::new(Chance.bytes());
        let (encapsulated, sealed) = self.0.seal(&once, purpose, aad, text);
        [&encapsulated[..], &sealed].concat()
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey(…)")
    }
}

/// The private half of a closing key: opens what its sealing key sealed.
pub struct OpeningKey(PrivateKey);

impl OpeningKey {
    /// Draws a new pair.
    pub fn draw(chance: Chance) -> Self {
        let material = Zeroizing::new(chance.bytes::<32>());
        Self(X25519HkdfSha256::derive_keypair(&*material).0)
    }

    /// The public half.
    ///
    /// # Panics
    /// Never: a secret key leads to a point of the curve, and of no small order.
    pub fn sealing(&self) -> SealingKey {
        let public = X25519HkdfSha256::sk_to_pk(&self.0).to_bytes();
        SealingKey::from_bytes(&public).expect("a secret key leads to a point of the curve")
    }

    /// The key as a secret, for wrapping.
    pub fn to_secret(&self) -> SecretKey {
        let bytes = Zeroizing::new(<[u8; 32]>::from(self.0.to_bytes()));
        SecretKey(bytes)
    }

    /// The key from an unwrapped secret.
    ///
    /// # Panics
    /// Never: any 32 bytes are a key of X25519.
    pub fn from_secret(secret: &SecretKey) -> Self {
        let key = PrivateKey::from_bytes(secret.expose());
        Self(key.expect("any 32 bytes are a key of X25519"))
    }

    /// Opens a text sealed for this purpose and bound to `aad`.
    pub fn open(
        &self,
        purpose: &[u8],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
        let (encapsulated, sealed) =
            sealed.split_at_checked(ENCAPSULATED_BYTES).ok_or(NotOpened)?;
        let encapsulated = EncapsulatedKey::from_bytes(encapsulated).map_err(|_| NotOpened)?;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.0,
            &encapsulated,
            purpose,
            sealed,
            aad,
        )
        .map(Zeroizing::new)
        .map_err(|_| NotOpened)
    }
}

impl fmt::Debug for OpeningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpeningKey(…)")
    }
}

/// 32 secret bytes that seal and open with the same key. Wiped when dropped.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<[u8; 32]>);

impl SecretKey {
    /// Draws a new key.
    pub fn draw(chance: Chance) -> Self {
        Self(Zeroizing::new(chance.bytes()))
    }

    /// Reads a key file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAKey> {
        bytes.try_into().map(|bytes| Self(Zeroizing::new(bytes))).map_err(|_| NotAKey)
    }

    /// The bytes themselves: for key files, and for nothing that is printed.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals a text bound to `aad`, under a nonce drawn for it. It grows by 40 bytes.
    ///
    /// # Panics
    /// For texts beyond 256 GiB.
    pub fn seal(&self, chance: Chance, aad: &[u8], text: &[u8]) -> Vec<u8> {
        let nonce = chance.bytes::<NONCE_BYTES>();
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: text, aad })
            .expect("a text of less than 256 GiB");
        [&nonce[..], &sealed].concat()
    }

    /// Opens a text bound to `aad`.
    pub fn open(&self, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(NotOpened)?;
        self.cipher()
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad })
            .map(Zeroizing::new)
            .map_err(|_| NotOpened)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&(*self.0).into())
    }
}

impl PartialEq for SecretKey {
    /// Takes the same time wherever two keys differ.
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&*other.0).into()
    }
}

impl Eq for SecretKey {}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hexadecimal: &str) -> Vec<u8> {
        let number = openssl::bn::BigNum::from_hex_str(hexadecimal).expect("hexadecimal");
        let length = i32::try_from(hexadecimal.len() / 2).expect("short");
        number.to_vec_padded(length).expect("fits")
    }

    #[test]
    fn the_example_of_rfc_9180_opens() {
        // Appendix A.2.1, the first encryption: X25519, HKDF-SHA256, ChaCha20-Poly1305, base mode.
        let secret = bytes("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
        let key = OpeningKey::from_secret(&SecretKey::from_bytes(&secret).expect("32 bytes"));
        let encapsulated =
            bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
        let sealed = bytes(
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db\
             21993c62ce81883d2dd1b51a28",
        );
        let opened =
            key.open(b"Ode on a Grecian Urn", b"Count-0", &[encapsulated, sealed].concat());
        assert_eq!(opened.expect("opens")[..], *b"Beauty is truth, truth beauty");
    }

    #[test]
    fn the_example_of_rfc_9180_is_sealed_to_the_same_bytes() {
        let array = |hexadecimal| <[u8; 32]>::try_from(bytes(hexadecimal)).expect("32 bytes");
        // Appendix A.2.1: what its sender draws, and whom it seals to.
        let once = array("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600");
        let receiver = array("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
        let receiver = Receiver::from_bytes(receiver).expect("a key");
        let (encapsulated, sealed) = receiver.seal(
            &Zeroizing::new(once),
            &bytes("4f6465206f6e2061204772656369616e2055726e"),
            b"Count-0",
            b"Beauty is truth, truth beauty",
        );
        let expected = array("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
        assert_eq!(encapsulated, expected);
        let expected = bytes(
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db\
             21993c62ce81883d2dd1b51a28",
        );
        assert_eq!(sealed, expected);
    }

    #[test]
    fn only_the_other_half_opens_and_only_what_was_meant() {
        let key = OpeningKey::draw(Chance);
        let sealed = key.sealing().seal(b"ballot", b"pool", b"text");
        assert_eq!(sealed.len(), 4 + 48);
        assert_eq!(key.open(b"ballot", b"pool", &sealed).expect("opens")[..], *b"text");

        assert!(OpeningKey::draw(Chance).open(b"ballot", b"pool", &sealed).is_err());
        assert!(key.open(b"tip", b"pool", &sealed).is_err());
        assert!(key.open(b"ballot", b"loop", &sealed).is_err());
        for place in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[place] ^= 1;
            assert!(key.open(b"ballot", b"pool", &altered).is_err(), "{place}");
        }
        for length in [0, 31, 32, 47, sealed.len() - 1] {
            assert!(key.open(b"ballot", b"pool", &sealed[..length]).is_err());
        }
    }

    #[test]
    fn a_pair_survives_being_written_down() {
        let key = OpeningKey::draw(Chance);
        let again = OpeningKey::from_secret(&key.to_secret());
        let public = SealingKey::from_bytes(&key.sealing().to_bytes()).expect("a key");
        let sealed = public.seal(b"", b"", b"text");
        assert_eq!(again.open(b"", b"", &sealed).expect("opens")[..], *b"text");
        assert!(SealingKey::from_bytes(&[0; 32]).is_err(), "the point that makes secrets zero");
        let one = [&[1][..], &[0; 31]].concat();
        assert!(SealingKey::from_bytes(&one).is_err(), "another that does");
        let two = [&[2][..], &[0; 31]].concat();
        assert!(SealingKey::from_bytes(&two).is_err(), "not on the curve");
        assert!(SealingKey::from_bytes(&[1; 31]).is_err());
    }

    #[test]
    fn a_secret_key_opens_what_it_sealed_and_nothing_altered() {
        let key = SecretKey::draw(Chance);
        let sealed = key.seal(Chance, b"row 7", "地址".as_bytes());
        assert_eq!(sealed.len(), 6 + 40);
        assert_eq!(key.open(b"row 7", &sealed).expect("opens")[..], *"地址".as_bytes());

        assert!(SecretKey::draw(Chance).open(b"row 7", &sealed).is_err());
        assert!(key.open(b"row 8", &sealed).is_err());
        for place in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[place] ^= 1;
            assert!(key.open(b"row 7", &altered).is_err(), "{place}");
        }
        assert!(key.open(b"row 7", &sealed[..23]).is_err());
    }

    #[test]
    fn the_same_text_is_never_sealed_alike() {
        let key = SecretKey::draw(Chance);
        assert_ne!(key.seal(Chance, b"", b"text"), key.seal(Chance, b"", b"text"));
        let sealing = OpeningKey::draw(Chance).sealing();
        assert_ne!(sealing.seal(b"", b"", b"text"), sealing.seal(b"", b"", b"text"));
    }

    #[test]
    fn keys_do_not_show_themselves_in_logs() {
        let key = SecretKey::from_bytes(&[0x41; 32]).expect("32 bytes");
        assert_eq!(format!("{key:?}"), "SecretKey(…)");
        assert_eq!(format!("{:?}", OpeningKey::from_secret(&key)), "OpeningKey(…)");
        assert_eq!(SecretKey::from_bytes(&[0x41; 31]), Err(NotAKey));
        assert_ne!(key, SecretKey::draw(Chance));
    }
}
