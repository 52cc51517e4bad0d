//! Wrapping a secret under a passphrase (argon2id, RFC 9106), for keys that lie on disk while the
//! passphrase lies with two persons. The cost of guessing stands beside the wrapped secret, so that
//! a later program can raise it.

use zeroize::Zeroizing;

use super::chance::Chance;
use super::passphrase::Passphrase;
use super::sealing::SecretKey;
use super::stretching::Cost;

/// First byte of a wrapped secret; another layout takes another number.
const LAYOUT: u8 = 1;
/// Bytes of the random salt.
const SALT_BYTES: usize = 16;
/// Bytes before the sealed secret: layout, three numbers of the cost, salt.
const HEADER_BYTES: usize = 1 + 3 * 4 + SALT_BYTES;

fn stretch(cost: Cost, passphrase: &Passphrase, salt: &[u8]) -> Option<SecretKey> {
    let mut key = Zeroizing::new([0; 32]);
    cost.argon2()?.hash_password_into(passphrase.expose().as_bytes(), salt, &mut *key).ok()?;
    SecretKey::from_bytes(&*key).ok()
}

/// Why a wrapped secret stayed wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StillWrapped {
    /// The bytes are no wrapped secret of a layout and cost this program knows.
    #[error("not a wrapped secret")]
    Malformed,
    /// Another passphrase, another place than it was wrapped for, or altered bytes.
    #[error("the passphrase does not fit")]
    Passphrase,
}

/// Wraps a secret under a passphrase, bound to the place it belongs to (the pool's code), so that
/// wrapped secrets cannot be exchanged for one another. Takes 64 MiB and a fifth of a second at full
/// cost.
///
/// # Panics
/// When the operating system has no such memory left, or no machine bears the cost.
pub fn wrap(
    cost: Cost,
    secret: &SecretKey,
    passphrase: &Passphrase,
    place: &[u8],
    chance: Chance,
) -> Vec<u8> {
    let mut wrapped = vec![LAYOUT];
    for number in [cost.memory_kib, cost.passes, cost.lanes] {
        wrapped.extend_from_slice(&number.to_be_bytes());
    }
    let salt = chance.bytes::<SALT_BYTES>();
    wrapped.extend_from_slice(&salt);
    let key = stretch(cost, passphrase, &salt).expect("a bearable cost");
    let sealed = key.seal(chance, &[&wrapped, place].concat(), secret.expose());
    wrapped.extend_from_slice(&sealed);
    wrapped
}

/// Unwraps a secret that was wrapped for this place.
pub fn unwrap(
    wrapped: &[u8],
    passphrase: &Passphrase,
    place: &[u8],
) -> Result<SecretKey, StillWrapped> {
    let (header, sealed) = wrapped.split_at_checked(HEADER_BYTES).ok_or(StillWrapped::Malformed)?;
    let (cost, salt) = read_header(header).ok_or(StillWrapped::Malformed)?;
    let key = stretch(cost, passphrase, salt).ok_or(StillWrapped::Malformed)?;
    let secret =
        key.open(&[header, place].concat(), sealed).map_err(|_| StillWrapped::Passphrase)?;
    SecretKey::from_bytes(&secret).map_err(|_| StillWrapped::Malformed)
}

fn read_header(header: &[u8]) -> Option<(Cost, &[u8])> {
    let rest = header.strip_prefix(&[LAYOUT])?;
    let (memory_kib, rest) = rest.split_first_chunk()?;
    let (passes, rest) = rest.split_first_chunk()?;
    let (lanes, salt) = rest.split_first_chunk()?;
    let cost = Cost {
        memory_kib: u32::from_be_bytes(*memory_kib),
        passes: u32::from_be_bytes(*passes),
        lanes: u32::from_be_bytes(*lanes),
    };
    Some((cost, salt))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stretching::Costs;

    const CHEAP: Cost = Costs::REHEARSAL.passphrase;

    #[test]
    fn only_the_passphrase_and_the_place_unwrap() {
        let (secret, passphrase) = (SecretKey::draw(Chance), Passphrase::draw(Chance));
        let wrapped = wrap(CHEAP, &secret, &passphrase, b"pool", Chance);
        assert_eq!(unwrap(&wrapped, &passphrase, b"pool"), Ok(secret));

        let wrong = Passphrase::draw(Chance);
        assert_eq!(unwrap(&wrapped, &wrong, b"pool"), Err(StillWrapped::Passphrase));
        assert_eq!(unwrap(&wrapped, &passphrase, b"loop"), Err(StillWrapped::Passphrase));
    }

    #[test]
    fn no_altered_byte_unwraps() {
        let (secret, passphrase) = (SecretKey::draw(Chance), Passphrase::draw(Chance));
        let wrapped = wrap(CHEAP, &secret, &passphrase, b"pool", Chance);
        for place in 0..wrapped.len() {
            let mut altered = wrapped.clone();
            altered[place] ^= 1;
            assert!(unwrap(&altered, &passphrase, b"pool").is_err(), "{place}");
        }
        for length in 0..wrapped.len() {
            assert!(unwrap(&wrapped[..length], &passphrase, b"pool").is_err(), "{length}");
        }
    }

    #[test]
    fn a_file_that_asks_for_the_whole_machine_is_refused() {
        let passphrase = Passphrase::draw(Chance);
        let mut wrapped = wrap(CHEAP, &SecretKey::draw(Chance), &passphrase, b"", Chance);
        for (place, too_much) in [(1, 0x40), (5, 0x40), (9, 0x40)] {
            let kept = std::mem::replace(&mut wrapped[place], too_much);
            assert_eq!(unwrap(&wrapped, &passphrase, b""), Err(StillWrapped::Malformed));
            wrapped[place] = kept;
        }
        assert!(unwrap(&wrapped, &passphrase, b"").is_ok());
    }

    #[test]
    fn the_cost_stands_beside_what_is_wrapped() {
        let (secret, passphrase) = (SecretKey::draw(Chance), Passphrase::draw(Chance));
        let full = Costs::FULL.passphrase;
        let wrapped = wrap(full, &secret, &passphrase, b"pool", Chance);
        let (cost, _) = read_header(&wrapped[..HEADER_BYTES]).expect("a header");
        assert_eq!(cost, full);
        assert_eq!(unwrap(&wrapped, &passphrase, b"pool"), Ok(secret));
    }

    #[test]
    fn the_same_secret_is_never_wrapped_alike() {
        let (secret, passphrase) = (SecretKey::draw(Chance), Passphrase::draw(Chance));
        let wrapped = || wrap(CHEAP, &secret, &passphrase, b"", Chance);
        assert_ne!(wrapped()[1 + 12..HEADER_BYTES], wrapped()[1 + 12..HEADER_BYTES]);
    }
}
