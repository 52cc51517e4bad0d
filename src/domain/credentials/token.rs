//! Tokens (答题码): what a mail or a card carries to reach a seat, and the public code of the pool
//! the link leads to. Only a keyed hash of a token is ever stored; the key lies outside the
//! database (`anonymity`, decision 3).

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::fingerprint::Fingerprint;
use super::issuer::SIGNATURE_BYTES;
use super::{byte_values, hash};
use crate::domain::chance::Chance;
use crate::domain::typed::{in_fours, read_crockford, write_crockford};

/// Crockford characters of a token: 100 bits.
const TOKEN_LENGTH: usize = 20;
/// Crockford characters of a pool's code: 40 bits.
const POOL_LENGTH: usize = 8;

/// Text that is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

/// A token: 100 random bits, 20 Crockford characters.
pub struct Token(Zeroizing<u128>);

impl Token {
    /// Draws a new token.
    pub fn draw(chance: Chance) -> Self {
        let bits = Zeroizing::new(u128::from_be_bytes(chance.bytes()));
        Self(Zeroizing::new(*bits >> (128 - 5 * TOKEN_LENGTH)))
    }

    /// The token that begins a keyed hash: what many share is derived, never stored.
    pub(super) fn beginning(hash: &[u8; 32]) -> Self {
        let first = <[u8; 16]>::try_from(&hash[..16]).expect("16 of 32 bytes");
        Self(Zeroizing::new(u128::from_be_bytes(first) >> (128 - 5 * TOKEN_LENGTH)))
    }

    /// Takes what a person typed: any case and width, with or without blanks and hyphens.
    pub fn parse(typed: &str) -> Result<Self, NotAToken> {
        read_crockford::<TOKEN_LENGTH>(typed).map(Zeroizing::new).map(Self).ok_or(NotAToken)
    }

    /// The 20 characters alone: the canonical writing, used in links and hashes.
    pub fn compact(&self) -> Zeroizing<String> {
        write_crockford::<TOKEN_LENGTH>(*self.0)
    }

    /// Five groups of four, as printed in mail and on cards.
    pub fn grouped(&self) -> Zeroizing<String> {
        in_fours(&self.compact())
    }

    /// What the database knows the token by.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn hash(&self, key: &TokenKey) -> TokenHash {
        key.hash(&[self.compact().as_bytes()])
    }

    /// The part of a link the browser keeps to itself: `#{token}.{fingerprint}`.
    pub fn fragment(&self, issuer: Fingerprint) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        text.push('#');
        text.push_str(&self.compact());
        text.push('.');
        text.push_str(&issuer.compact());
        text
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

byte_values! {
    /// HMAC-SHA-256 of a token. It sorts, because a drained queue is written in this order.
    TokenHash: 32;
    /// What a seat remembers of the issue that spent it (`bh`): equal marks are the same issue
    /// sent again, different ones a second attempt.
    IssueMark: 32;
    /// The key of the token hashes, from the lasting keys of the installation.
    secret TokenKey: 32;
}

impl TokenKey {
    /// Draws the key of a new installation.
    pub fn draw(chance: Chance) -> Self {
        Self::from(chance.bytes())
    }

    /// What the database knows something by that reaches a seat.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub(super) fn hash(&self, parts: &[&[u8]]) -> TokenHash {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.as_bytes()).expect("any length is a key");
        for part in parts {
            mac.update(part);
        }
        TokenHash::from(<[u8; 32]>::from(mac.finalize().into_bytes()))
    }
}

impl IssueMark {
    /// The mark of a blinded message: H(b).
    pub fn of_blinded(blinded: &[u8; SIGNATURE_BYTES]) -> Self {
        Self(hash(&[blinded]))
    }

    /// What stands there before any issue, so that issuing changes no row's size.
    pub fn filler(chance: Chance) -> Self {
        Self(chance.bytes())
    }
}

/// Text that is no pool code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a pool code")]
pub struct NotAPoolCode;

/// A pool's public id, the one in its address: 8 Crockford characters. It names the pool inside
/// every message, key and sealed ballot.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct PoolCode(u64);

impl PoolCode {
    /// Draws a new code. 40 bits are few: the caller's unique index decides whether it is free.
    pub fn draw(chance: Chance) -> Self {
        Self(u64::from_be_bytes(chance.bytes()) >> (64 - 5 * POOL_LENGTH))
    }

    /// The canonical writing as bytes, for hashes and associated data.
    pub fn to_bytes(self) -> [u8; POOL_LENGTH] {
        let mut bytes = [0; POOL_LENGTH];
        bytes.copy_from_slice(write_crockford::<POOL_LENGTH>(u128::from(self.0)).as_bytes());
        bytes
    }
}

impl FromStr for PoolCode {
    type Err = NotAPoolCode;
    /// Takes an address that was typed from a poster, too.
    fn from_str(typed: &str) -> Result<Self, NotAPoolCode> {
        let bits = read_crockford::<POOL_LENGTH>(typed).ok_or(NotAPoolCode)?;
        u64::try_from(bits).map(Self).map_err(|_| NotAPoolCode)
    }
}

impl TryFrom<String> for PoolCode {
    type Error = NotAPoolCode;
    fn try_from(text: String) -> Result<Self, NotAPoolCode> {
        text.parse()
    }
}

impl fmt::Display for PoolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write_crockford::<POOL_LENGTH>(u128::from(self.0)))
    }
}

impl fmt::Debug for PoolCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fingerprint::KeyId;
    use super::*;

    #[test]
    fn a_token_is_read_back_however_it_was_typed() {
        let token = Token::draw(Chance);
        let key = TokenKey::draw(Chance);
        let hash = token.hash(&key);
        let printed = token.grouped().to_string();
        assert_eq!(printed.len(), 24);
        let full_width: String = printed
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("full width"))
            .collect();
        let spaced = printed.replace('-', " ").to_lowercase();
        let mistaken = printed.replace('0', "o").replace('1', "l");
        for typed in [printed, full_width, spaced, mistaken, token.compact().to_string()] {
            assert_eq!(Token::parse(&typed).expect("a token").hash(&key), hash, "{typed}");
        }
    }

    #[test]
    fn one_changed_character_or_another_key_is_another_hash() {
        let key = TokenKey::draw(Chance);
        let token = Token::parse("7K2M-0QXW-9ABC-DEFG-HJKM").expect("a token");
        let neighbour = Token::parse("7K2M-0QXW-9ABC-DEFG-HJKN").expect("a token");
        assert_ne!(token.hash(&key), neighbour.hash(&key));
        assert_ne!(token.hash(&key), token.hash(&TokenKey::draw(Chance)));
        assert_eq!(Token::parse("7K2M-0QXW-9ABC-DEFG-HJK").expect_err("too short"), NotAToken);
        assert!(Token::parse("7K2M-0QXW-9ABC-DEFG-HJKMM").is_err());
    }

    #[test]
    fn the_hash_is_hmac_sha_256_over_the_canonical_writing() {
        let token = Token::parse("7k2m 0qxw 9abc defg hjkm").expect("a token");
        let pkey = openssl::pkey::PKey::hmac(&[3; 32]).expect("a key");
        let mut oracle = openssl::sign::Signer::new(openssl::hash::MessageDigest::sha256(), &pkey)
            .expect("HMAC");
        let expected = oracle.sign_oneshot_to_vec(b"7K2M0QXW9ABCDEFGHJKM").expect("HMAC");
        assert_eq!(token.hash(&TokenKey::from([3; 32])).as_bytes()[..], expected);
    }

    #[test]
    fn a_link_has_49_characters_after_the_host() {
        let token = Token::draw(Chance);
        let pool = PoolCode::draw(Chance);
        let fragment = token.fragment(KeyId::from([9; 32]).fingerprint());
        assert_eq!(format!("/s/{pool}{}", *fragment).len(), 49);
        assert_eq!(fragment.as_bytes()[21], b'.');
    }

    #[test]
    fn a_token_does_not_show_itself_in_logs() {
        let token = Token::draw(Chance);
        assert!(!format!("{token:?}").contains(&token.compact()[..4]));
    }

    #[test]
    fn a_pool_code_has_one_canonical_writing() {
        for _ in 0..50 {
            let code = PoolCode::draw(Chance);
            assert_eq!(code.to_string().to_lowercase().parse(), Ok(code));
            assert_eq!(code.to_string().as_bytes(), code.to_bytes());
        }
        assert_eq!("7K2M0QXU".parse::<PoolCode>(), Err(NotAPoolCode));
    }

    #[test]
    fn an_issue_mark_tells_the_same_envelope_from_another() {
        let (first, second) = ([1; 256], [2; 256]);
        assert_eq!(IssueMark::of_blinded(&first), IssueMark::of_blinded(&first));
        assert_ne!(IssueMark::of_blinded(&first), IssueMark::of_blinded(&second));
        assert_ne!(IssueMark::filler(Chance), IssueMark::filler(Chance));
    }
}
