//! The plain path: a page without a script sends code and answers in one POST, and the server makes
//! the same rows the browser would have asked for. Everything it needs follows from a hidden number
//! `r` in the page and the code, so that the same page sent again is the same ballot
//! (`anonymity`, section 5). The server does see code and answers together; the page says so.

use std::str::FromStr;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::ballot::{Ballot, BallotSalt, Message, Nonce};
use super::byte_values;
use super::door::PassBits;
use super::issuer::{IssuerFailure, IssuerKey};
use super::pss::PssSalt;
use super::token::{IssueMark, PoolCode, Token};
use crate::domain::audit::hex;
use crate::domain::chance::Chance;

byte_values! {
    /// The hidden number of a plain page, drawn when the page is fetched and stored nowhere.
    secret PageSecret: 32;
}

impl PageSecret {
    /// Draws the number of a new page.
    pub fn draw(chance: Chance) -> Self {
        Self::from(chance.bytes())
    }

    /// The number as the page carries it: 64 hexadecimal digits.
    pub fn written(&self) -> Zeroizing<String> {
        Zeroizing::new(hex(self.as_bytes()))
    }

    /// Everything a plain ballot needs, for this page and this code.
    pub fn derive(&self, pool: PoolCode, token: &Token) -> PlainCredential {
        self.derive_by(pool, &token.compact())
    }

    /// The same by whatever one hands in by, in its one writing.
    ///
    /// # Panics
    /// Never: HKDF gives 255 digests, two are taken at most.
    pub fn derive_by(&self, pool: PoolCode, code: &str) -> PlainCredential {
        let source = Hkdf::<Sha256>::new(None, self.as_bytes());
        let pool = pool.to_bytes();
        let expand = |label: &[u8], output: &mut [u8]| {
            source
                .expand_multi_info(&[label, &pool, code.as_bytes()], output)
                .expect("far less than 255 digests");
        };
        let (mut nonce, mut salt) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        let (mut mark, mut pss_salt) = ([0; 32], Zeroizing::new([0; 48]));
        expand(b"nonce1", &mut *nonce);
        expand(b"salt1", &mut *salt);
        expand(b"bh1", &mut mark);
        expand(b"pss1", &mut *pss_salt);
        PlainCredential {
            mark: IssueMark::from(mark),
            nonce: Nonce::from(*nonce),
            salt: BallotSalt::from(*salt),
            pss_salt: PssSalt::from(*pss_salt),
        }
    }

    /// What a phone would have added to the code of its group, or drawn for its pass of a room; by the
    /// code in its one writing.
    ///
    /// # Panics
    /// Never: HKDF gives 255 digests, a half is taken.
    pub fn pass_bits(&self, pool: PoolCode, code: &str) -> PassBits {
        let mut bits = Zeroizing::new([0; 16]);
        Hkdf::<Sha256>::new(None, self.as_bytes())
            .expand_multi_info(&[b"pass1", &pool.to_bytes(), code.as_bytes()], &mut *bits)
            .expect("less than a digest");
        PassBits::from(*bits)
    }
}

/// Text that is no number of a page of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a page's number")]
pub struct NotAPageSecret;

impl FromStr for PageSecret {
    type Err = NotAPageSecret;
    fn from_str(text: &str) -> Result<Self, NotAPageSecret> {
        if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(NotAPageSecret);
        }
        let mut bytes = Zeroizing::new([0; 32]);
        for (place, byte) in bytes.iter_mut().enumerate() {
            let pair = &text[2 * place..2 * place + 2];
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotAPageSecret)?;
        }
        Ok(Self::from(*bytes))
    }
}

/// What a browser would have drawn for itself.
pub struct PlainCredential {
    /// What the seat remembers of this issue. Not a hash of what is signed: anyone with the opened
    /// ballots could compute that from a signature, and would hold the seat.
    pub mark: IssueMark,
    nonce: Nonce,
    salt: BallotSalt,
    /// Derived from the page's number, never from the nonce: nonces lie in the auditor's package,
    /// and a salt that follows from them would show which ballots came by the plain path.
    pss_salt: PssSalt,
}

impl PlainCredential {
    /// Signs a ballot with these answers, as the script path would have ended.
    pub fn sign(
        &self,
        issuer: &IssuerKey,
        pool: PoolCode,
        answers: Zeroizing<String>,
    ) -> Result<Ballot, IssuerFailure> {
        let message = Message::new(pool, &self.nonce, issuer.public().key_id());
        let signature = issuer.sign_message(&message, &self.pss_salt)?;
        let (nonce, salt) = (self.nonce.clone(), self.salt.clone());
        Ok(Ballot { nonce, salt, signature, answers })
    }
}

#[cfg(test)]
mod tests {
    use hmac::{Hmac, KeyInit, Mac};

    use super::*;

    fn pool() -> PoolCode {
        "7K2M0QXW".parse().expect("a code")
    }

    const CODE: &str = "7K2M0QXW9ABCDEFGHJKM";

    /// HKDF written out for one block (RFC 5869), as an oracle.
    fn one_block(secret: [u8; 32], label: &str) -> Vec<u8> {
        let mac = |key: &[u8], message: &[u8]| {
            let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
            mac.update(message);
            mac.finalize().into_bytes().to_vec()
        };
        let info = format!("{label}7K2M0QXW7K2M0QXW9ABCDEFGHJKM\u{1}");
        mac(&mac(&[0; 32], &secret), info.as_bytes())
    }

    #[test]
    fn the_derivation_is_that_of_the_protocol() {
        let derived = PageSecret::from([5; 32]).derive_by(pool(), CODE);
        assert_eq!(derived.nonce.as_bytes()[..], one_block([5; 32], "nonce1"));
        assert_eq!(derived.salt.as_bytes()[..], one_block([5; 32], "salt1"));
        assert_eq!(derived.mark.as_bytes()[..], one_block([5; 32], "bh1"));
        assert_eq!(derived.pss_salt.as_bytes()[..32], one_block([5; 32], "pss1"));
        let bits = PageSecret::from([5; 32]).pass_bits(pool(), CODE);
        assert_eq!(bits.as_bytes()[..], one_block([5; 32], "pass1")[..16]);
    }

    #[test]
    fn a_page_brings_its_number_back() {
        let page = PageSecret::draw(Chance);
        let back: PageSecret = page.written().parse().expect("its own writing");
        assert_eq!(back.as_bytes(), page.as_bytes());
        for wrong in
            ["", &page.written()[1..], &page.written().replace(|_| true, "G"), &"é".repeat(32)]
        {
            assert!(wrong.parse::<PageSecret>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_same_page_sent_again_is_the_same_ballot() {
        let issuer = IssuerKey::generate().expect("a key");
        let page = PageSecret::draw(Chance);
        let sign = || {
            let answers = Zeroizing::new("{}".to_owned());
            page.derive_by(pool(), CODE).sign(&issuer, pool(), answers).expect("signed")
        };
        let (first, second) = (sign(), sign());
        assert!(first.is_signed(issuer.public(), pool()));
        assert_eq!(first.signature, second.signature);
        assert_eq!(first.nullifier(), second.nullifier());
        assert_eq!(first.check(), second.check());
    }

    #[test]
    fn another_page_pool_or_code_shares_nothing() {
        let page = PageSecret::draw(Chance);
        let here = page.derive_by(pool(), CODE);
        let elsewhere = [
            PageSecret::draw(Chance).derive_by(pool(), CODE),
            page.derive_by("7K2M0QXZ".parse().expect("a code"), CODE),
            page.derive(pool(), &Token::draw(Chance)),
        ];
        for other in elsewhere {
            assert_ne!(here.mark, other.mark);
            assert_ne!(here.nonce.as_bytes(), other.nonce.as_bytes());
            assert_ne!(here.salt.as_bytes(), other.salt.as_bytes());
            assert_ne!(here.pss_salt.as_bytes(), other.pss_salt.as_bytes());
        }
    }

    #[test]
    fn nothing_a_ballot_shows_leads_to_the_seat() {
        use openssl::rsa::{Padding, Rsa};
        let issuer = IssuerKey::generate().expect("a key");
        let derived = PageSecret::draw(Chance).derive_by(pool(), CODE);
        let ballot =
            derived.sign(&issuer, pool(), Zeroizing::new("{}".to_owned())).expect("signed");
        let key = Rsa::public_key_from_der(issuer.public().spki()).expect("a key");
        let mut encoded = [0; 256];
        key.public_decrypt(ballot.signature.as_bytes(), &mut encoded, Padding::NONE)
            .expect("below n");
        // The control is the mark a seat would carry, had the server blinded with the factor 1.
        let control = IssueMark::of_blinded(&encoded);
        let resigned = issuer.sign_blinded(&encoded).expect("signed");
        assert_eq!(&resigned, ballot.signature.as_bytes(), "the control does lead there");
        assert_ne!(derived.mark, control);
    }
}
