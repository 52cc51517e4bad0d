//! Mobile numbers of mainland China.

use std::fmt;

use super::super::text::TextRefusal;

/// A mobile number of mainland China: eleven digits, the first a 1, the second 3 to 9.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MobileNumber(String);

impl MobileNumber {
    /// Checks eleven digits, with nothing before, between or behind them.
    pub fn parse(raw: &str) -> Result<Self, TextRefusal> {
        let digits = raw.trim();
        if digits.is_empty() {
            return Err(TextRefusal::Blank);
        }
        match digits.as_bytes() {
            [b'1', b'3'..=b'9', rest @ ..]
                if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit) =>
            {
                Ok(Self(digits.to_owned()))
            }
            _ => Err(TextRefusal::Malformed),
        }
    }

    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MobileNumber {
    /// Numbers stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MobileNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_number_has_eleven_digits_and_begins_like_one() {
        assert_eq!(MobileNumber::parse(" 13800138000 ").expect("a number").as_str(), "13800138000");
        assert_eq!(MobileNumber::parse(" "), Err(TextRefusal::Blank));
        for bad in ["12800138000", "1380013800", "138001380000", "0477-8580000", "1380013800a"] {
            assert_eq!(MobileNumber::parse(bad), Err(TextRefusal::Malformed), "{bad}");
        }
    }
}
