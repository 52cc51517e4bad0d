//! The one size of all ballots of a questionnaire version. A length is the last thing a sealed
//! ballot could tell: answers with a long text would stand out.

/// Bytes before the answers: layout, nonce, salt, signature, length of the answers.
pub const HEADER_BYTES: usize = 1 + 32 + 32 + 256 + 4;
/// The answers are longer than the questionnaire allows at its worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("answers longer than a ballot holds")]
pub struct TooLong;

/// The one size to which every ballot of a questionnaire version is filled up: the bytes before
/// sealing, a multiple of 1 KiB up to 64 KiB. The length of a ballot then says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BallotSize {
    kibibytes: u8,
}

impl BallotSize {
    /// The size for a questionnaire whose longest possible answers, as canonical JSON after
    /// escaping, take so many bytes.
    pub fn for_answers(worst_case_bytes: usize) -> Result<Self, TooLong> {
        let needed = worst_case_bytes.checked_add(HEADER_BYTES).ok_or(TooLong)?;
        Self::from_kibibytes(needed.div_ceil(1024)).ok_or(TooLong)
    }

    /// A size as it was stored.
    pub fn from_kibibytes(kibibytes: usize) -> Option<Self> {
        let kibibytes = u8::try_from(kibibytes).ok().filter(|size| (1..=64).contains(size))?;
        Some(Self { kibibytes })
    }

    /// The size in KiB.
    pub fn kibibytes(self) -> u8 {
        self.kibibytes
    }

    /// The size in bytes.
    pub fn bytes(self) -> usize {
        usize::from(self.kibibytes) * 1024
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_the_next_whole_kibibyte() {
        let kibibytes = |bytes| BallotSize::for_answers(bytes).map(BallotSize::kibibytes);
        assert_eq!(kibibytes(0), Ok(1));
        assert_eq!(kibibytes(1024 - HEADER_BYTES), Ok(1));
        assert_eq!(kibibytes(1025 - HEADER_BYTES), Ok(2));
        assert_eq!(kibibytes(64 * 1024 - HEADER_BYTES), Ok(64));
        assert_eq!(kibibytes(64 * 1024 - HEADER_BYTES + 1), Err(TooLong));
        assert_eq!(kibibytes(usize::MAX), Err(TooLong));
        assert_eq!(BallotSize::from_kibibytes(0), None);
        assert_eq!(BallotSize::from_kibibytes(65), None);
    }
}
