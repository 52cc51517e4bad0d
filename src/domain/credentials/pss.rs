//! EMSA-PSS with SHA-384 (RFC 8017, section 9.1.1) for a salt that is given. OpenSSL draws the salt
//! itself and lets nobody choose it, but the plain path has to repeat its very ballot when the same
//! page is sent again; so the encoding stands here, and the private operation stays OpenSSL's.

use sha2::{Digest, Sha384};

use super::byte_values;

/// Bytes of a SHA-384 digest.
const DIGEST_BYTES: usize = 48;
/// Bytes of the salt, as RSABSSA-SHA384-PSS has it (RFC 9474, section 5).
pub const SALT_BYTES: usize = 48;

byte_values! {
    /// The salt of a signature. It must look random to whoever opens the signature.
    secret PssSalt: 48;
}

/// The encoded message for a modulus of `modulus_bits`, as long as the modulus.
///
/// # Panics
/// When the modulus is shorter than 784 bits or no whole number of bytes.
pub fn encode(message: &[u8], salt: &PssSalt, modulus_bits: usize) -> Vec<u8> {
    assert!(modulus_bits.is_multiple_of(8), "the modulus is a whole number of bytes");
    let length = modulus_bits / 8;
    let block_length = length - DIGEST_BYTES - 1;

    let digest = Sha384::new()
        .chain_update([0; 8])
        .chain_update(Sha384::digest(message))
        .chain_update(salt.as_bytes())
        .finalize();

    // Data block: zeros, a one, the salt; masked by what the digest expands to.
    let mut encoded = vec![0; block_length - SALT_BYTES - 1];
    encoded.push(1);
    encoded.extend_from_slice(salt.as_bytes());
    for (byte, mask) in encoded.iter_mut().zip(mask(&digest, block_length)) {
        *byte ^= mask;
    }
    // One bit less than the modulus has, so that the number stays below it.
    encoded[0] &= 0x7f;

    encoded.extend_from_slice(&digest);
    encoded.push(0xbc);
    encoded
}

/// MGF1 (RFC 8017, appendix B.2.1).
fn mask(seed: &[u8], length: usize) -> Vec<u8> {
    let mut mask = Vec::with_capacity(length + DIGEST_BYTES);
    for counter in 0_u32.. {
        if mask.len() >= length {
            break;
        }
        let block = Sha384::new().chain_update(seed).chain_update(counter.to_be_bytes());
        mask.extend_from_slice(&block.finalize());
    }
    mask.truncate(length);
    mask
}

#[cfg(test)]
mod tests {
    use super::super::vector::Vector;
    use super::*;

    #[test]
    fn the_encoding_of_rfc_9474_comes_out() {
        let vector = Vector::read();
        let salt = PssSalt::try_from(&vector.salt[..]).expect("a salt");
        assert_eq!(encode(&vector.msg, &salt, 4096), vector.encoded_msg);

        let mut altered = vector.msg.clone();
        altered[0] ^= 1;
        assert_ne!(encode(&altered, &salt, 4096), vector.encoded_msg);
        assert_ne!(encode(&vector.msg, &PssSalt::from([0; 48]), 4096), vector.encoded_msg);
    }
}
