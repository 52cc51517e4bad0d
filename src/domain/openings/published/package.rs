//! The auditor's package: a credential for each ballot, which anyone can verify with the public key.

use std::collections::HashSet;

use super::super::super::audit::hex;
use super::super::super::credentials::ballot::{Message, Nonce};
use super::super::super::credentials::issuer::{IssuerPublic, Signature};
use super::super::super::credentials::token::PoolCode;
use super::{Counts, Identity, Issuer};

/// The key, if it is the one its id names.
pub(super) fn public_key(issuer: &Issuer) -> Option<IssuerPublic> {
    let key = IssuerPublic::from_spki(&unhex(&issuer.issuer_key)?).ok()?;
    (hex(key.key_id().as_bytes()) == issuer.key_id).then_some(key)
}

pub(super) fn holds(identity: Identity, counts: &Counts, issuer: &Issuer, package: &str) -> bool {
    let lines: Vec<&str> = package.lines().collect();
    match identity {
        Identity::PackageLength => lines.len() as u64 == counts.ballots,
        Identity::Nonces => {
            let nonces: HashSet<&str> =
                lines.iter().map(|line| line.split(' ').next().unwrap_or_default()).collect();
            nonces.len() == lines.len()
        }
        _ => {
            let (Some(key), Ok(pool)) = (public_key(issuer), counts.pool.parse::<PoolCode>())
            else {
                return false;
            };
            lines.iter().all(|line| is_signed(line, pool, &key))
        }
    }
}

fn is_signed(line: &str, pool: PoolCode, key: &IssuerPublic) -> bool {
    let signed = || {
        let (nonce, signature) = line.split_once(' ')?;
        let nonce = Nonce::try_from(unhex(nonce)?.as_slice()).ok()?;
        let signature = Signature::try_from(unhex(signature)?.as_slice()).ok()?;
        Some(key.verify(&Message::new(pool, &nonce, key.key_id()), &signature))
    };
    signed().unwrap_or(false)
}

/// Small hexadecimal digits, the one writing of ours.
fn unhex(digits: &str) -> Option<Vec<u8>> {
    let is_ours = |digit: u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit);
    if !digits.len().is_multiple_of(2) || !digits.bytes().all(is_ours) {
        return None;
    }
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok())
        .collect()
}
