//! Ballots (答卷): what the issuer signs, what a handed-in ballot hashes to, and how it is sealed to
//! the pool's closing key in one fixed size until the opening. Layouts and labels are those of the
//! protocol (`anonymity`, section 5).

use std::fmt;

use zeroize::Zeroizing;

use super::fingerprint::KeyId;
use super::issuer::{IssuerPublic, Signature};
use super::size::{BallotSize, HEADER_BYTES, TooLong};
use super::token::PoolCode;
use super::{byte_values, hash};
use crate::domain::sealing::{OpeningKey, SealingKey};

/// Privacy Pass token type 2, blind RSA of 2048 bits: the first two bytes of a message.
const TOKEN_TYPE: [u8; 2] = [0x00, 0x02];
/// First byte of an opened ballot; another layout takes another number.
const LAYOUT: u8 = 1;
/// What HPKE is told this key is used for.
const PURPOSE: &[u8] = b"wenlian ballot 1";

byte_values! {
    /// The random number a ballot answers for. Its hash is the nullifier.
    secret Nonce: 32;
    /// The random number that keeps anyone from guessing answers from the leaf.
    secret BallotSalt: 32;
    /// H("nf1" ‖ nonce): one ballot for each nonce.
    Nullifier: 32;
    /// The first half of H("chk1" ‖ salt ‖ H(x)): tells the same ballot sent again from another.
    Check: 16;
    /// H("leaf1" ‖ salt ‖ H(x)): published after the opening; its beginning is the receipt.
    Leaf: 32;
}

impl Nonce {
    /// What refuses a second ballot for it.
    pub fn nullifier(&self) -> Nullifier {
        Nullifier(hash(&[b"nf1", self.as_bytes()]))
    }
}

/// What the issuer signs, 98 bytes: token type, nonce, hash of the pool, key id.
pub struct Message([u8; 98]);

impl Message {
    /// Puts the message together.
    pub fn new(pool: PoolCode, nonce: &Nonce, key_id: KeyId) -> Self {
        let mut bytes = [0; 98];
        bytes[..2].copy_from_slice(&TOKEN_TYPE);
        bytes[2..34].copy_from_slice(nonce.as_bytes());
        bytes[34..66].copy_from_slice(&hash(&[b"svc1", &pool.to_bytes()]));
        bytes[66..].copy_from_slice(key_id.as_bytes());
        Self(bytes)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8; 98] {
        &self.0
    }
}

/// A ballot in the open: while it is taken in, and again at the opening.
#[derive(Clone)]
pub struct Ballot {
    /// The number the issuer signed for.
    pub nonce: Nonce,
    /// The number that hides the answers in the leaf.
    pub salt: BallotSalt,
    /// The issuer's signature on the message.
    pub signature: Signature,
    /// The answers as canonical JSON, the very bytes the browser sent.
    pub answers: Zeroizing<String>,
}

impl Ballot {
    /// Whether the issuer of this pool signed for it.
    pub fn is_signed(&self, issuer: &IssuerPublic, pool: PoolCode) -> bool {
        issuer.verify(&Message::new(pool, &self.nonce, issuer.key_id()), &self.signature)
    }

    /// What refuses a second ballot for the same signature.
    pub fn nullifier(&self) -> Nullifier {
        self.nonce.nullifier()
    }

    /// What recognises this ballot when it is sent again.
    pub fn check(&self) -> Check {
        let mut half = [0; 16];
        half.copy_from_slice(&self.salted(b"chk1")[..16]);
        Check(half)
    }

    /// What is published of it after the opening.
    pub fn leaf(&self) -> Leaf {
        Leaf(self.salted(b"leaf1"))
    }

    fn salted(&self, label: &[u8]) -> [u8; 32] {
        hash(&[label, self.salt.as_bytes(), &hash(&[self.answers.as_bytes()])])
    }

    /// Seals it to the pool's closing key, filled up to the version's size.
    pub fn seal(
        &self,
        key: &SealingKey,
        pool: PoolCode,
        size: BallotSize,
    ) -> Result<SealedBallot, TooLong> {
        let open = self.to_bytes(size)?;
        Ok(SealedBallot(key.seal(PURPOSE, &pool.to_bytes(), &open)))
    }

    fn to_bytes(&self, size: BallotSize) -> Result<Zeroizing<Vec<u8>>, TooLong> {
        let length = u32::try_from(self.answers.len()).map_err(|_| TooLong)?;
        if HEADER_BYTES + self.answers.len() > size.bytes() {
            return Err(TooLong);
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(size.bytes()));
        bytes.push(LAYOUT);
        bytes.extend_from_slice(self.nonce.as_bytes());
        bytes.extend_from_slice(self.salt.as_bytes());
        bytes.extend_from_slice(self.signature.as_bytes());
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(self.answers.as_bytes());
        bytes.resize(size.bytes(), 0);
        Ok(bytes)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (layout, rest) = bytes.split_first_chunk::<1>()?;
        let (nonce, rest) = rest.split_first_chunk::<32>()?;
        let (salt, rest) = rest.split_first_chunk::<32>()?;
        let (signature, rest) = rest.split_first_chunk::<256>()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (answers, filling) = rest.split_at_checked(length)?;
        if *layout != [LAYOUT] || filling.iter().any(|byte| *byte != 0) {
            return None;
        }
        Some(Self {
            nonce: Nonce::from(*nonce),
            salt: BallotSalt::from(*salt),
            signature: Signature::from(*signature),
            answers: Zeroizing::new(str::from_utf8(answers).ok()?.to_owned()),
        })
    }
}

impl fmt::Debug for Ballot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ballot(…)")
    }
}

/// Why a staged row did not open. It counts as a spoiled ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unopened {
    /// Sealed to another key or for another pool, or altered since.
    #[error("not sealed to this key and pool, or altered")]
    Sealed,
    /// Opened, but what lies in it is no ballot.
    #[error("what was sealed is no ballot")]
    Malformed,
}

/// A ballot as it is staged: nobody reads it before the opening, all of a version are equally long.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedBallot(Vec<u8>);

impl SealedBallot {
    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Opens it. Signature, nullifier and check are the caller's to compare.
    pub fn open(&self, key: &OpeningKey, pool: PoolCode) -> Result<Ballot, Unopened> {
        let bytes = key.open(PURPOSE, &pool.to_bytes(), &self.0).map_err(|_| Unopened::Sealed)?;
        Ballot::from_bytes(&bytes).ok_or(Unopened::Malformed)
    }
}

impl fmt::Debug for SealedBallot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedBallot(…)")
    }
}

impl From<Vec<u8>> for SealedBallot {
    fn from(stored: Vec<u8>) -> Self {
        Self(stored)
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::super::issuer::IssuerKey;
    use super::super::pss::PssSalt;
    use super::*;
    use crate::domain::chance::Chance;

    fn pool() -> PoolCode {
        "7K2M0QXW".parse().expect("a code")
    }

    fn ballot(answers: &str) -> Ballot {
        Ballot {
            nonce: Nonce::from([1; 32]),
            salt: BallotSalt::from([2; 32]),
            signature: Signature::from([3; 256]),
            answers: Zeroizing::new(answers.to_owned()),
        }
    }

    fn size() -> BallotSize {
        BallotSize::for_answers(3000).expect("short")
    }

    #[test]
    fn a_message_has_the_layout_of_the_protocol() {
        let message = Message::new(pool(), &Nonce::from([7; 32]), KeyId::from([9; 32]));
        let bytes = message.as_bytes();
        assert_eq!(bytes[..2], [0, 2]);
        assert_eq!(bytes[2..34], [7; 32]);
        assert_eq!(bytes[34..66], Sha256::digest(b"svc17K2M0QXW")[..]);
        assert_eq!(bytes[66..], [9; 32]);
    }

    #[test]
    fn marks_hash_what_the_protocol_says() {
        let ballot = ballot(r#"{"q1":"a"}"#);
        let inner = Sha256::digest(br#"{"q1":"a"}"#);
        let expected = |label: &[u8]| Sha256::digest([label, &[2; 32], &inner].concat());
        let nullifier = Sha256::digest([&b"nf1"[..], &[1; 32]].concat());
        assert_eq!(ballot.nullifier().as_bytes()[..], nullifier[..]);
        assert_eq!(ballot.check().as_bytes()[..], expected(b"chk1")[..16]);
        assert_eq!(ballot.leaf().as_bytes()[..], expected(b"leaf1")[..]);
    }

    #[test]
    fn other_answers_keep_the_nullifier_and_change_check_and_leaf() {
        let (one, other) = (ballot(r#"{"q1":"a"}"#), ballot(r#"{"q1":"b"}"#));
        assert_eq!(one.nullifier(), other.nullifier());
        assert_ne!(one.check(), other.check());
        assert_ne!(one.leaf(), other.leaf());
    }

    #[test]
    fn a_ballot_opens_as_it_was_sealed_and_only_with_its_key_and_pool() {
        let key = OpeningKey::draw(Chance);
        let sealed =
            ballot("{\"q1\":\"问廉\"}").seal(&key.sealing(), pool(), size()).expect("fits");
        let opened = sealed.open(&key, pool()).expect("opens");
        assert_eq!(opened.answers.as_str(), "{\"q1\":\"问廉\"}");
        assert_eq!(opened.leaf(), ballot("{\"q1\":\"问廉\"}").leaf());
        assert_eq!(opened.signature, Signature::from([3; 256]));

        let other_pool = "7K2M0QXZ".parse().expect("a code");
        assert_eq!(sealed.open(&key, other_pool).expect_err("other pool"), Unopened::Sealed);
        let other_key = OpeningKey::draw(Chance);
        assert_eq!(sealed.open(&other_key, pool()).expect_err("other key"), Unopened::Sealed);
        for place in [0, 40, sealed.as_bytes().len() - 1] {
            let mut bytes = sealed.as_bytes().to_vec();
            bytes[place] ^= 1;
            let altered = SealedBallot::from(bytes);
            assert_eq!(altered.open(&key, pool()).expect_err("altered"), Unopened::Sealed);
        }
    }

    #[test]
    fn all_ballots_of_a_version_are_equally_long() {
        let key = OpeningKey::draw(Chance).sealing();
        let length = |answers: &str| {
            ballot(answers).seal(&key, pool(), size()).expect("fits").as_bytes().len()
        };
        assert_eq!(length("{}"), length(&"长".repeat(1000)));
        let larger = BallotSize::for_answers(9000).expect("short");
        let sealed = ballot("{}").seal(&key, pool(), larger).expect("fits");
        assert_ne!(sealed.as_bytes().len(), length("{}"));
    }

    #[test]
    fn the_same_ballot_is_sealed_differently_each_time() {
        let key = OpeningKey::draw(Chance).sealing();
        let seal = || ballot("{}").seal(&key, pool(), size()).expect("fits");
        assert_ne!(seal(), seal());
    }

    #[test]
    fn the_worst_case_fits_and_one_byte_more_does_not() {
        let key = OpeningKey::draw(Chance);
        let worst = size().bytes() - HEADER_BYTES;
        let full = ballot(&"x".repeat(worst)).seal(&key.sealing(), pool(), size()).expect("fits");
        assert_eq!(full.open(&key, pool()).expect("opens").answers.len(), worst);
        let over = ballot(&"x".repeat(worst + 1)).seal(&key.sealing(), pool(), size());
        assert_eq!(over.expect_err("one byte too long"), TooLong);
    }

    #[test]
    fn sealed_bytes_that_are_no_ballot_are_told_apart() {
        let key = OpeningKey::draw(Chance);
        let good = ballot("{}").to_bytes(size()).expect("fits");
        let broken = |place: usize, value: u8| {
            let mut bytes = good.to_vec();
            bytes[place] = value;
            SealedBallot(key.sealing().seal(PURPOSE, &pool().to_bytes(), &bytes))
        };
        assert!(broken(0, LAYOUT).open(&key, pool()).is_ok(), "the control is a ballot");
        let (length, answers, filling) = (HEADER_BYTES - 4, HEADER_BYTES, size().bytes() - 1);
        for (place, value) in [(0, 2), (length, 0xff), (answers, 0xff), (filling, 1)] {
            let opened = broken(place, value).open(&key, pool());
            assert_eq!(opened.expect_err("no ballot"), Unopened::Malformed, "{place}");
        }
        let short = SealedBallot(key.sealing().seal(PURPOSE, &pool().to_bytes(), &good[..90]));
        assert_eq!(short.open(&key, pool()).expect_err("no ballot"), Unopened::Malformed);
    }

    #[test]
    fn a_signature_counts_for_one_pool_and_one_nonce() {
        let issuer = IssuerKey::generate().expect("a key");
        let mut ballot = ballot("{}");
        let message = Message::new(pool(), &ballot.nonce, issuer.public().key_id());
        let salt = PssSalt::from(Chance.bytes());
        ballot.signature = issuer.sign_message(&message, &salt).expect("signed");
        assert!(ballot.is_signed(issuer.public(), pool()));
        assert!(!ballot.is_signed(issuer.public(), "7K2M0QXZ".parse().expect("a code")));
        ballot.nonce = Nonce::from([4; 32]);
        assert!(!ballot.is_signed(issuer.public(), pool()));
    }
}
