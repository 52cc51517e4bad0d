//! What the browser's script does, for tests of the issuer: Blind and Finalize of RFC 9474 on
//! OpenSSL's numbers.

use openssl::bn::{BigNum, BigNumContext};
use openssl::pkey::{Private, Public};
use openssl::rsa::{Rsa, RsaRef};

/// Bytes as a number.
pub fn number(bytes: &[u8]) -> BigNum {
    BigNum::from_slice(bytes).expect("a number")
}

/// One blinding.
pub struct Client {
    /// What is sent to the issuer.
    pub blinded: Vec<u8>,
    inverse: BigNum,
}

impl Client {
    /// Blind, with a factor that is given.
    pub fn blind(encoded: &[u8], factor: &BigNum, key: &RsaRef<Public>) -> Self {
        let mut ctx = BigNumContext::new().expect("memory");
        let (mut power, mut blinded) =
            (BigNum::new().expect("memory"), BigNum::new().expect("memory"));
        power.mod_exp(factor, key.e(), key.n(), &mut ctx).expect("a power");
        blinded.mod_mul(&number(encoded), &power, key.n(), &mut ctx).expect("a product");
        let mut inverse = BigNum::new().expect("memory");
        inverse.mod_inverse(factor, key.n(), &mut ctx).expect("coprime");
        let size = i32::try_from(key.size()).expect("short");
        Self { blinded: blinded.to_vec_padded(size).expect("below n"), inverse }
    }

    /// Finalize.
    pub fn unblind(&self, blind_signature: &[u8], key: &RsaRef<Public>) -> Vec<u8> {
        let mut ctx = BigNumContext::new().expect("memory");
        let mut signature = BigNum::new().expect("memory");
        signature
            .mod_mul(&number(blind_signature), &self.inverse, key.n(), &mut ctx)
            .expect("a product");
        signature.to_vec_padded(i32::try_from(key.size()).expect("short")).expect("below n")
    }
}

/// The public half, as the page carries it.
pub fn public_of(key: &RsaRef<Private>) -> Rsa<Public> {
    Rsa::public_key_from_der(&key.public_key_to_der().expect("DER")).expect("a key")
}
