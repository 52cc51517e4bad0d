//! What the script in the browser does, for tests below it: a message is drawn, blinded, stamped,
//! unblinded and handed in. Blind and Finalize of RFC 9474 on OpenSSL's numbers.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::bn::{BigNum, BigNumContext};
use openssl::rsa::Rsa;
use serde_json::{Value, json};
use wenlian::domain::chance::Chance;
use wenlian::domain::credentials::ballot::{Ballot, BallotSalt, Message, Nonce};
use wenlian::domain::credentials::issuer::{IssuerPublic, SIGNATURE_BYTES, Signature};
use wenlian::domain::credentials::pss::{PssSalt, encode};
use wenlian::domain::credentials::token::PoolCode;
use wenlian::web::paths;
use zeroize::Zeroizing;

use super::{Browser, Reply, TestApp};

/// Bytes as the script writes them.
pub fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// One respondent's script: an envelope, and what takes the stamp out of it.
pub struct Script {
    pool: PoolCode,
    nonce: Nonce,
    salt: BallotSalt,
    blinded: Vec<u8>,
    inverse: BigNum,
    modulus: BigNum,
}

impl Script {
    /// Draws nonce and salt, and blinds the message for the issuer of a pool.
    pub async fn draw(app: &TestApp, pool: PoolCode) -> Self {
        let mut tx = app.app.db.read("test.issuer").await.unwrap();
        let row = wenlian::store::campaigns::pools::by_code(&mut tx, pool).await.unwrap();
        Self::for_issuer(pool, &IssuerPublic::from_spki(&row.issuer_spki.unwrap()).unwrap())
    }

    /// The same for an issuer that is known.
    pub fn for_issuer(pool: PoolCode, issuer: &IssuerPublic) -> Self {
        let nonce = Nonce::from(Chance.bytes());
        let message = Message::new(pool, &nonce, issuer.key_id());
        let encoded = encode(message.as_bytes(), &PssSalt::from(Chance.bytes()), 2048);
        let rsa = Rsa::public_key_from_der(issuer.spki()).unwrap();
        let mut ctx = BigNumContext::new().unwrap();
        let number = |bytes: &[u8]| BigNum::from_slice(bytes).unwrap();
        // The first byte is 0: below every modulus.
        let mut bytes: [u8; SIGNATURE_BYTES] = Chance.bytes();
        bytes[0] = 0;
        let factor = number(&bytes);
        let (mut power, mut blinded) = (BigNum::new().unwrap(), BigNum::new().unwrap());
        let mut inverse = BigNum::new().unwrap();
        power.mod_exp(&factor, rsa.e(), rsa.n(), &mut ctx).unwrap();
        blinded.mod_mul(&number(&encoded), &power, rsa.n(), &mut ctx).unwrap();
        inverse.mod_inverse(&factor, rsa.n(), &mut ctx).unwrap();
        Self {
            pool,
            nonce,
            salt: BallotSalt::from(Chance.bytes()),
            blinded: blinded.to_vec_padded(256).unwrap(),
            inverse,
            modulus: rsa.n().to_owned().unwrap(),
        }
    }

    /// What asks for the stamp.
    pub fn envelope(&self, code: &str) -> Value {
        json!({ "v": 1, "t": code, "b": b64(&self.blinded) })
    }

    /// Asks for the stamp.
    pub async fn issue(&self, browser: &mut Browser, code: &str) -> Reply {
        browser.post_json(&paths::survey_issue(self.pool), &self.envelope(code)).await
    }

    /// Takes the stamp out of its envelope.
    pub fn unblind(&self, reply: &Reply) -> Signature {
        self.unblind_stamp(&reply.bytes)
    }

    /// The same from the bare body of a reply.
    pub fn unblind_stamp(&self, body: &[u8]) -> Signature {
        let reply: Value = serde_json::from_slice(body).unwrap();
        let stamp = URL_SAFE_NO_PAD.decode(reply["s"].as_str().unwrap()).unwrap();
        let mut ctx = BigNumContext::new().unwrap();
        let mut signature = BigNum::new().unwrap();
        let stamp = BigNum::from_slice(&stamp).unwrap();
        signature.mod_mul(&stamp, &self.inverse, &self.modulus, &mut ctx).unwrap();
        let signature = signature.to_vec_padded(256).unwrap();
        Signature::try_from(signature.as_slice()).unwrap()
    }

    /// The ballot with these canonical answers.
    pub fn ballot(&self, signature: Signature, answers: &str) -> Ballot {
        Ballot {
            nonce: self.nonce.clone(),
            salt: self.salt.clone(),
            signature,
            answers: Zeroizing::new(answers.to_owned()),
        }
    }

    /// What hands a ballot in.
    pub fn sent(ballot: &Ballot) -> Value {
        json!({
            "v": 1,
            "n": b64(ballot.nonce.as_bytes()),
            "s": b64(ballot.salt.as_bytes()),
            "z": b64(ballot.signature.as_bytes()),
            "x": ballot.answers.as_str(),
        })
    }

    /// Hands a ballot in.
    pub async fn hand_in(&self, browser: &mut Browser, ballot: &Ballot) -> Reply {
        browser.post_json(&paths::survey_ballot(self.pool), &Self::sent(ballot)).await
    }

    /// Both requests: the receipt.
    pub async fn answer(&self, browser: &mut Browser, code: &str, answers: &str) -> String {
        let stamp = self.issue(browser, code).await.ok();
        let ballot = self.ballot(self.unblind(&stamp), answers);
        let reply = self.hand_in(browser, &ballot).await.ok();
        reply.json()["tracker"].as_str().unwrap().to_owned()
    }
}
