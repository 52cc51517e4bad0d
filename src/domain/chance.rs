//! The one source of chance. It draws from the operating system and has no seed: tokens, ids,
//! keys and permutations must not be reproducible by anyone (`anonymity`, decision 15).

use rand::TryRng;
use rand::rngs::SysRng;

/// Randomness of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chance;

impl Chance {
    /// Fills an array with random bytes.
    ///
    /// # Panics
    /// When the operating system gives no randomness; nothing secret may be made then.
    pub fn bytes<const N: usize>(self) -> [u8; N] {
        let mut bytes = [0; N];
        SysRng.try_fill_bytes(&mut bytes).expect("the operating system provides randomness");
        bytes
    }

    /// A number below `bound`, each equally likely.
    ///
    /// # Panics
    /// When `bound` is 0.
    pub fn below(self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("usize fits in 64 bits");
        assert!(bound > 0, "there is no number below 0");
        // Draws from the uneven tail are thrown away, so that no number is favoured.
        let tail = u64::MAX - u64::MAX % bound;
        loop {
            let draw = u64::from_le_bytes(self.bytes());
            if draw < tail {
                return usize::try_from(draw % bound).expect("below a usize");
            }
        }
    }

    /// Puts the elements into an order that says nothing about the one they came in
    /// (Fisher and Yates).
    pub fn shuffle<T>(self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
