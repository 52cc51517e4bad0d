//! What people type back from paper and mail: codes and passphrases. Whatever the keyboard or the
//! copying did that changes no meaning (full width, case, blanks, hyphens, O for 0) is forgiven
//! here and nowhere else. The same file writes the codes, so that both directions agree.

use zeroize::Zeroizing;

use super::id::{CROCKFORD, crockford_value};

/// The ASCII form of a full-width character; any other character as it is.
pub fn half_width(typed: char) -> char {
    match typed {
        '\u{3000}' => ' ',
        // The full-width block repeats ASCII from `!` to `~` at a fixed distance.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(typed) - 0xfee0).unwrap_or(typed),
        other => other,
    }
}

/// Characters that only part a code: white space, hyphens and dashes, and the invisible ones that
/// mail programs and chats put into copied text.
pub fn is_separator(typed: char) -> bool {
    typed.is_whitespace()
        || matches!(typed, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(typed, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The characters that carry meaning, in half width.
pub fn meaningful(typed: &str) -> impl Iterator<Item = char> {
    typed.chars().map(half_width).filter(|character| !is_separator(*character))
}

/// Reads exactly `LENGTH` Crockford characters, five bits each, the first the highest.
pub fn read_crockford<const LENGTH: usize>(typed: &str) -> Option<u128> {
    const { assert!(LENGTH * 5 <= 128, "the bits fit in 128") };
    let mut bits = 0;
    let mut length = 0;
    for character in meaningful(typed) {
        bits = bits << 5 | u128::from(crockford_value(character)?);
        length += 1;
        if length > LENGTH {
            return None;
        }
    }
    (length == LENGTH).then_some(bits)
}

/// Writes the lowest bits as `LENGTH` Crockford characters, the highest first. In a wiped string,
/// because most codes are secrets.
pub fn write_crockford<const LENGTH: usize>(bits: u128) -> Zeroizing<String> {
    const { assert!(LENGTH * 5 <= 128, "the bits fit in 128") };
    let mut text = Zeroizing::new(String::with_capacity(LENGTH));
    for place in (0..LENGTH).rev() {
        let digit = (bits >> (place * 5)).to_le_bytes()[0] & 31;
        text.push(char::from(CROCKFORD[usize::from(digit)]));
    }
    text
}

/// The same code in groups of four, as it is printed: `7K2M-0QXW`.
pub fn in_fours(code: &str) -> Zeroizing<String> {
    // The whole length at once: a string that grows leaves copies of itself behind.
    let mut text = Zeroizing::new(String::with_capacity(code.len() + code.len() / 4));
    for (place, character) in code.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_what_it_wrote() {
        for bits in [0, 1, 0x00ff_ffff_ffff, (1 << 100) - 1] {
            assert_eq!(read_crockford::<20>(&write_crockford::<20>(bits)), Some(bits));
        }
        assert_eq!(*in_fours(&write_crockford::<8>(31)), "0000-000Z");
    }

    #[test]
    fn writing_habits_change_nothing() {
        for typed in
            ["7k2m0qxw", " 7K2M 0QXW ", "7K2M-OQXW", "７Ｋ２Ｍ－０ｑｘｗ", "7K2M—0QX\u{200b}W"]
        {
            assert_eq!(read_crockford::<8>(typed), read_crockford::<8>("7K2M0QXW"), "{typed}");
        }
        assert_eq!(read_crockford::<4>("1lIｌ"), Some(0b00001_00001_00001_00001));
        assert_eq!(read_crockford::<4>("1lI２"), Some(0b00001_00001_00001_00010));
    }

    #[test]
    fn what_is_no_code_stays_none() {
        for typed in ["", "7K2M0QX", "7K2M0QXW7", "7K2M0QXU", "7K2M0QX问", "7K2M_0QXW"] {
            assert_eq!(read_crockford::<8>(typed), None, "{typed}");
        }
    }
}
