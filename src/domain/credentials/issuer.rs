//! The issuer: one RSA key per pool that stamps blinded messages unseen (RSABSSA-SHA384-PSS-
//! Deterministic, RFC 9474), and the public half everybody checks ballots with. The RSA is
//! OpenSSL's, with its own blinding against timing; what it draws it draws from the operating
//! system, as `Chance` does.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use openssl::bn::BigNum;
use openssl::error::ErrorStack;
use openssl::md::Md;
use openssl::pkey::{PKey, PKeyRef, Private, Public};
use openssl::pkey_ctx::PkeyCtx;
use openssl::rsa::{Padding, Rsa, RsaRef};
use openssl::sha::sha384;
use openssl::sign::RsaPssSaltlen;
use zeroize::Zeroizing;

use super::ballot::Message;
use super::fingerprint::KeyId;
use super::pss::{self, PssSalt};
use super::{byte_values, hash};

/// Bits of the modulus: Privacy Pass token type 2. Unlinkability does not depend on it, forgery
/// matters only until the pool has opened.
const MODULUS_BITS: u32 = 2048;
/// Bytes of a blinded message, a blind signature and a signature.
pub const SIGNATURE_BYTES: usize = 256;

/// Why the issuer did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum IssuerFailure {
    /// These bytes hold no RSA key of 2048 bits with the exponent 65537.
    #[error("not an issuer key")]
    NotAKey,
    /// No blinded message for this key: not as long as the modulus, or outside 2 to n−2. Such a
    /// number would be signed as itself or as its negative.
    #[error("not a blinded message")]
    NotBlinded,
    /// The result does not lead back to what was signed. It is withheld: a faulty private
    /// operation gives the key away.
    #[error("the private operation went wrong")]
    Fault,
    /// OpenSSL has failed: no memory, no randomness.
    #[error("OpenSSL: {0}")]
    Library(#[from] ErrorStack),
}

byte_values! {
    /// A finished signature: ordinary RSASSA-PSS with SHA-384 and a salt of 48 bytes.
    Signature: 256;
}

/// The public half of an issuer key.
#[derive(Clone)]
pub struct IssuerPublic {
    spki: Vec<u8>,
    checker: Arc<Mutex<PssChecker>>,
}

impl IssuerPublic {
    /// Reads a SubjectPublicKeyInfo in DER. Only OpenSSL's own writing of it is taken, so that one
    /// key has one key id.
    pub fn from_spki(spki: &[u8]) -> Result<Self, IssuerFailure> {
        let rsa = Rsa::public_key_from_der(spki).map_err(|_| IssuerFailure::NotAKey)?;
        let canonical = rsa.public_key_to_der()?;
        if canonical != spki || rsa.size() * 8 != MODULUS_BITS || *rsa.e() != exponent()? {
            return Err(IssuerFailure::NotAKey);
        }
        let key = PKey::from_rsa(rsa)?;
        let checker = PssChecker::of(&key)?;
        Ok(Self { spki: canonical, checker: Arc::new(Mutex::new(checker)) })
    }

    /// The key as SubjectPublicKeyInfo in DER.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// The hash that names this key.
    pub fn key_id(&self) -> KeyId {
        KeyId::from(hash(&[&self.spki]))
    }

    /// Whether `signature` is this issuer's on `message`.
    pub fn verify(&self, message: &Message, signature: &Signature) -> bool {
        let mut checker = self.checker.lock().unwrap_or_else(PoisonError::into_inner);
        checker.verify(message.as_bytes(), signature.as_bytes())
    }
}

impl fmt::Debug for IssuerPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IssuerPublic({})", self.key_id().fingerprint())
    }
}

/// An issuer key: whoever holds it can make ballots, but cannot tell whose any ballot is.
pub struct IssuerKey {
    private: Rsa<Private>,
    public: IssuerPublic,
}

impl IssuerKey {
    /// Draws a new key.
    pub fn generate() -> Result<Self, IssuerFailure> {
        Self::new(Rsa::generate_with_e(MODULUS_BITS, &*exponent()?)?)
    }

    /// Reads a key from the bytes `to_der` gave.
    pub fn from_der(der: &[u8]) -> Result<Self, IssuerFailure> {
        let private = Rsa::private_key_from_der(der).map_err(|_| IssuerFailure::NotAKey)?;
        if !private.check_key().unwrap_or(false) {
            return Err(IssuerFailure::NotAKey);
        }
        Self::new(private)
    }

    fn new(private: Rsa<Private>) -> Result<Self, IssuerFailure> {
        let public = IssuerPublic::from_spki(&private.public_key_to_der()?)?;
        Ok(Self { private, public })
    }

    /// The private key in DER, for the keys directory.
    pub fn to_der(&self) -> Result<Zeroizing<Vec<u8>>, IssuerFailure> {
        Ok(Zeroizing::new(self.private.private_key_to_der()?))
    }

    /// The public half.
    pub fn public(&self) -> &IssuerPublic {
        &self.public
    }

    /// Whether `blinded` may be signed at all: as long as the modulus and within 2 to n−2. Asked
    /// before a token is spent on it.
    pub fn takes(&self, blinded: &[u8]) -> Result<(), IssuerFailure> {
        check_range(&self.private, blinded)
    }

    /// BlindSign of RFC 9474, section 4.3: stamps a message without seeing it. The same blinded
    /// message gives the same bytes again.
    pub fn sign_blinded(&self, blinded: &[u8]) -> Result<[u8; SIGNATURE_BYTES], IssuerFailure> {
        let signed = private_operation(&self.private, blinded)?;
        signed.try_into().map_err(|_| IssuerFailure::Fault)
    }

    /// The plain path: the server signs a message it knows, with a salt that is given. The result
    /// is exactly what unblinding would have given for this message and salt.
    pub fn sign_message(
        &self,
        message: &Message,
        salt: &PssSalt,
    ) -> Result<Signature, IssuerFailure> {
        let encoded = pss::encode(message.as_bytes(), salt, SIGNATURE_BYTES * 8);
        self.sign_blinded(&encoded).map(Signature::from)
    }
}

impl fmt::Debug for IssuerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IssuerKey({})", self.public.key_id().fingerprint())
    }
}

fn exponent() -> Result<BigNum, ErrorStack> {
    BigNum::from_u32(65537)
}

fn check_range(key: &RsaRef<Private>, input: &[u8]) -> Result<(), IssuerFailure> {
    let number = BigNum::from_slice(input)?;
    let mut highest = key.n().to_owned()?;
    highest.sub_word(2)?;
    let as_long_as_modulus = u32::try_from(input.len()) == Ok(key.size());
    if as_long_as_modulus && number >= BigNum::from_u32(2)? && number <= highest {
        Ok(())
    } else {
        Err(IssuerFailure::NotBlinded)
    }
}

/// The RSA private operation on a number, with the check that the result leads back to it.
fn private_operation(key: &RsaRef<Private>, input: &[u8]) -> Result<Vec<u8>, IssuerFailure> {
    check_range(key, input)?;
    let mut signed = vec![0; input.len()];
    let written = key.private_encrypt(input, &mut signed, Padding::NONE)?;
    let mut back = vec![0; input.len()];
    let returned = key.public_decrypt(&signed, &mut back, Padding::NONE)?;
    if written == input.len() && returned == input.len() && back == input {
        Ok(signed)
    } else {
        Err(IssuerFailure::Fault)
    }
}

/// A key that is set up to check PSS signatures. OpenSSL searches its providers for each part of
/// that; it is done once.
struct PssChecker(PkeyCtx<Public>);

impl PssChecker {
    fn of(key: &PKeyRef<Public>) -> Result<Self, ErrorStack> {
        let mut checker = PkeyCtx::new(key)?;
        checker.verify_init()?;
        checker.set_rsa_padding(Padding::PKCS1_PSS)?;
        checker.set_signature_md(Md::sha384())?;
        checker.set_rsa_mgf1_md(Md::sha384())?;
        let salt_length = i32::try_from(pss::SALT_BYTES).expect("48");
        checker.set_rsa_pss_saltlen(RsaPssSaltlen::custom(salt_length))?;
        Ok(Self(checker))
    }

    fn verify(&mut self, message: &[u8], signature: &[u8]) -> bool {
        // OpenSSL reports a malformed signature as an error; it is one more kind of "no".
        self.0.verify(&sha384(message), signature).unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use openssl::bn::{BigNumContext, BigNumRef};
    use openssl::hash::MessageDigest;
    use openssl::rsa::RsaPrivateKeyBuilder;

    use super::super::ballot::Nonce;
    use super::super::browser::{Client, number, public_of};
    use super::super::token::PoolCode;
    use super::super::vector::Vector;
    use super::*;
    use crate::domain::chance::Chance;

    fn message(issuer: &IssuerPublic) -> Message {
        let pool = "7K2M0QXW".parse::<PoolCode>().expect("a code");
        Message::new(pool, &Nonce::from(Chance.bytes()), issuer.key_id())
    }

    #[test]
    fn the_example_of_rfc_9474_comes_out_step_by_step() {
        let vector = Vector::read();
        let public = public_of(&vector.key);
        let salt = PssSalt::try_from(&vector.salt[..]).expect("a salt");
        let encoded = pss::encode(&vector.msg, &salt, 4096);

        let mut ctx = BigNumContext::new().expect("memory");
        let mut factor = BigNum::new().expect("memory");
        factor.mod_inverse(&number(&vector.inv), public.n(), &mut ctx).expect("coprime");
        let client = Client::blind(&encoded, &factor, &public);
        assert_eq!(client.blinded, vector.blinded_msg);

        let blind_signature = private_operation(&vector.key, &client.blinded).expect("signed");
        assert_eq!(blind_signature, vector.blind_sig);
        assert_eq!(client.unblind(&blind_signature, &public), vector.sig);

        // The plain path skips blinding and ends at the same bytes.
        assert_eq!(private_operation(&vector.key, &encoded).expect("signed"), vector.sig);

        let key = PKey::from_rsa(public).expect("a key");
        let mut checker = PssChecker::of(&key).expect("a checker");
        assert!(checker.verify(&vector.msg, &vector.sig));
        let mut altered = vector.sig.clone();
        altered[100] ^= 1;
        assert!(!checker.verify(&vector.msg, &altered));
        assert!(checker.verify(&vector.msg, &vector.sig), "a no leaves nothing behind");
    }

    #[test]
    fn a_message_stamped_unseen_verifies_and_no_other_does() {
        let issuer = IssuerKey::generate().expect("a key");
        let public = public_of(&issuer.private);
        let message = message(issuer.public());
        let encoded = pss::encode(message.as_bytes(), &PssSalt::from(Chance.bytes()), 2048);
        let mut factor = BigNum::new().expect("memory");
        public.n().rand_range(&mut factor).expect("chance");
        let client = Client::blind(&encoded, &factor, &public);

        let blind_signature = issuer.sign_blinded(&client.blinded).expect("signed");
        assert_eq!(issuer.sign_blinded(&client.blinded).expect("again"), blind_signature);
        let signature = Signature::try_from(&client.unblind(&blind_signature, &public)[..])
            .expect("as long as n");
        assert!(issuer.public().verify(&message, &signature));

        let still_blind = Signature::from(blind_signature);
        assert!(!issuer.public().verify(&message, &still_blind));
        let another_message = super::tests::message(issuer.public());
        assert!(!issuer.public().verify(&another_message, &signature));
        let another_issuer = IssuerKey::generate().expect("a key");
        assert!(!another_issuer.public().verify(&message, &signature));
    }

    #[test]
    fn the_plain_path_signs_the_same_bytes_for_the_same_salt() {
        let issuer = IssuerKey::generate().expect("a key");
        let message = message(issuer.public());
        let salt = PssSalt::from(Chance.bytes());
        let signature = issuer.sign_message(&message, &salt).expect("signed");
        assert_eq!(issuer.sign_message(&message, &salt).expect("signed"), signature);
        assert!(issuer.public().verify(&message, &signature));

        let other = issuer.sign_message(&message, &PssSalt::from(Chance.bytes())).expect("signed");
        assert_ne!(other, signature);
        assert!(issuer.public().verify(&message, &other));
        let mut flipped = *signature.as_bytes();
        flipped[255] ^= 1;
        assert!(!issuer.public().verify(&message, &Signature::from(flipped)));
        assert!(!issuer.public().verify(&message, &Signature::from([0xff; 256])));
    }

    #[test]
    fn a_salt_of_another_length_is_no_signature_of_ours() {
        let issuer = IssuerKey::generate().expect("a key");
        let message = message(issuer.public());
        let key = PKey::from_rsa(issuer.private.clone()).expect("a key");
        let sign = |salt_length| {
            let mut signer = openssl::sign::Signer::new(MessageDigest::sha384(), &key)?;
            signer.set_rsa_padding(Padding::PKCS1_PSS)?;
            signer.set_rsa_pss_saltlen(RsaPssSaltlen::custom(salt_length))?;
            signer.sign_oneshot_to_vec(message.as_bytes())
        };
        let verifies = |signature: Result<Vec<u8>, ErrorStack>| {
            let signature = Signature::try_from(&signature.expect("signed")[..]).expect("2048");
            issuer.public().verify(&message, &signature)
        };
        assert!(verifies(sign(48)), "OpenSSL's own PSS is ours");
        assert!(!verifies(sign(32)));
    }

    #[test]
    fn numbers_that_would_be_signed_as_themselves_are_refused() {
        let issuer = IssuerKey::generate().expect("a key");
        let below_modulus = |by: u32| {
            let mut edge = issuer.private.n().to_owned().expect("memory");
            edge.sub_word(by).expect("below");
            edge.to_vec_padded(256).expect("fits")
        };
        let small =
            |value: u32| BigNum::from_u32(value).and_then(|n| n.to_vec_padded(256)).expect("fits");
        let refused = [
            small(0),
            small(1),
            below_modulus(1),
            below_modulus(0),
            vec![0xff; 256],
            vec![2; 255],
            vec![0, 2],
            Vec::new(),
            [vec![0], vec![2; 256]].concat(),
        ];
        for wrong in refused {
            assert!(matches!(issuer.sign_blinded(&wrong), Err(IssuerFailure::NotBlinded)));
            assert!(issuer.takes(&wrong).is_err());
        }
        for edge in [small(2), below_modulus(2)] {
            assert!(issuer.takes(&edge).is_ok());
            assert!(issuer.sign_blinded(&edge).is_ok());
        }
    }

    #[test]
    fn a_result_that_does_not_lead_back_is_withheld() {
        let issuer = IssuerKey::generate().expect("a key");
        let part = |number: &BigNumRef| number.to_owned().expect("memory");
        let (n, e) = (part(issuer.private.n()), part(issuer.private.e()));
        let (right, mut wrong) = (part(issuer.private.d()), part(issuer.private.d()));
        wrong.add_word(2).expect("memory");
        let sign_with = |d: BigNum| {
            let key = RsaPrivateKeyBuilder::new(part(&n), part(&e), d).expect("numbers").build();
            private_operation(&key, &[1; 256])
        };
        assert!(sign_with(right).is_ok());
        assert!(matches!(sign_with(wrong), Err(IssuerFailure::Fault)));
    }

    #[test]
    fn a_key_survives_its_files_and_nothing_else_is_a_key() {
        let issuer = IssuerKey::generate().expect("a key");
        let der = issuer.to_der().expect("DER");
        let again = IssuerKey::from_der(&der).expect("the same key");
        assert_eq!(again.public().key_id(), issuer.public().key_id());
        let public = IssuerPublic::from_spki(issuer.public().spki()).expect("the same key");
        assert_eq!(public.key_id(), issuer.public().key_id());

        let mut damaged = der.to_vec();
        damaged[400] ^= 1;
        assert!(IssuerKey::from_der(&damaged).is_err());
        assert!(IssuerKey::from_der(&der[..der.len() - 1]).is_err());
        assert!(IssuerKey::from_der(issuer.public().spki()).is_err());
        let longer = [issuer.public().spki(), &[0]].concat();
        assert!(IssuerPublic::from_spki(&longer).is_err());

        let short = Rsa::generate(1024).and_then(|key| key.private_key_to_der()).expect("DER");
        assert!(matches!(IssuerKey::from_der(&short), Err(IssuerFailure::NotAKey)));
        let exponent_3 = BigNum::from_u32(3).expect("memory");
        let odd = Rsa::generate_with_e(2048, &exponent_3)
            .and_then(|key| key.private_key_to_der())
            .expect("DER");
        assert!(matches!(IssuerKey::from_der(&odd), Err(IssuerFailure::NotAKey)));
    }
}
