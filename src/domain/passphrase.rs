//! Passphrases the program draws for the holders of closing keys (`anonymity`, decision 5): seven
//! words of two pinyin syllables each, which anyone in a Chinese office types without thinking.
//! All syllables have two letters, so blanks carry no meaning and a slip shows in its own word.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::chance::Chance;
use super::typed::meaningful;

/// Words of a passphrase. Two syllables of six bits each make 84 bits.
const WORDS: usize = 7;
/// Letters of a word.
const WORD_LETTERS: usize = 4;
/// Letters of a passphrase without the spaces.
const LETTERS: usize = WORDS * WORD_LETTERS;

/// Syllables of standard pinyin with exactly two letters. Those that read as coarse or unlucky
/// words once joined (ma, bi, ji, si and a few more) are left out; 64 remain, six bits each.
#[rustfmt::skip]
const SYLLABLES: [&str; 64] = [
    "ba", "bo", "bu", "pa", "po", "pu", "me", "mi", "mo", "mu", "fa", "fo", "fu",
    "da", "de", "di", "du", "ta", "te", "ti", "tu", "na", "ne", "ni", "nu",
    "la", "le", "li", "lu", "ga", "ge", "gu", "ka", "ke", "ku", "ha", "he", "hu",
    "ju", "qi", "qu", "xi", "xu", "re", "ru", "za", "ze", "zu", "ca", "ce", "ci", "cu",
    "sa", "su", "ya", "ye", "yi", "yo", "yu", "wa", "wo", "wu", "an", "ai",
];

/// Why typed words are no passphrase. Says nothing about what the right one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPassphrase {
    /// Letters are missing or too many.
    #[error("not {WORDS} words of {WORD_LETTERS} letters")]
    Length,
    /// The word at this place, from 1, is none the program draws: a slip of the finger.
    #[error("word {0} is misspelt")]
    Misspelt(usize),
}

/// A passphrase in its one writing: small letters, words parted by single spaces.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Draws a new passphrase.
    pub fn draw(chance: Chance) -> Self {
        let syllables = (0..WORDS * 2).map(|_| SYLLABLES[chance.below(SYLLABLES.len())]);
        Self::join(syllables.flat_map(str::chars))
    }

    /// Takes what a person typed from paper: any case and width, blanks and hyphens anywhere.
    pub fn parse(typed: &str) -> Result<Self, NotAPassphrase> {
        let mut letters = Zeroizing::new([0_u8; LETTERS]);
        let mut length = 0;
        for character in meaningful(typed) {
            // A character outside ASCII takes a letter's place, so that its word is named.
            let letter = u8::try_from(character.to_ascii_lowercase()).unwrap_or(0);
            *letters.get_mut(length).ok_or(NotAPassphrase::Length)? = letter;
            length += 1;
        }
        if length < LETTERS {
            return Err(NotAPassphrase::Length);
        }
        let known = |syllable: &[u8]| SYLLABLES.iter().any(|known| known.as_bytes() == syllable);
        for (word, place) in letters.chunks_exact(WORD_LETTERS).zip(1..) {
            if !word.chunks_exact(2).all(known) {
                return Err(NotAPassphrase::Misspelt(place));
            }
        }
        Ok(Self::join(letters.iter().copied().map(char::from)))
    }

    fn join(letters: impl Iterator<Item = char>) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(LETTERS + WORDS));
        for (place, letter) in letters.enumerate() {
            if place > 0 && place % WORD_LETTERS == 0 {
                text.push(' ');
            }
            text.push(letter);
        }
        Self(text)
    }

    /// The words, for the page that shows them once and for what is computed from them.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Passphrase {
    /// Takes the same time wherever two passphrases differ.
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Passphrase {}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_passphrase_has_at_least_77_bits() {
        let distinct: HashSet<&str> = SYLLABLES.into_iter().collect();
        assert_eq!(distinct.len(), SYLLABLES.len());
        assert!(distinct.iter().all(|syllable| syllable.len() == WORD_LETTERS / 2));
        // All syllables are equally long, so two passphrases read alike only if they are equal.
        let bits_of_syllable = distinct.len().ilog2();
        let syllables = u32::try_from(WORDS * 2).expect("few");
        assert!(bits_of_syllable * syllables >= 77);
    }

    #[test]
    fn every_syllable_is_drawn() {
        let mut drawn = HashSet::new();
        for _ in 0..200 {
            let passphrase = Passphrase::draw(Chance);
            let letters: Vec<char> = meaningful(passphrase.expose()).collect();
            drawn.extend(letters.chunks_exact(2).map(String::from_iter));
        }
        assert_eq!(drawn.len(), SYLLABLES.len());
    }

    #[test]
    fn it_is_shown_as_words_and_read_back_however_typed() {
        let passphrase = Passphrase::draw(Chance);
        let shown = passphrase.expose().to_owned();
        assert_eq!(shown.split(' ').count(), WORDS);
        let full_width: String =
            shown.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)).collect();
        let full_width = full_width.replace('\u{ff00}', "\u{3000}");
        let habits = [
            shown.clone(),
            shown.to_uppercase(),
            shown.replace(' ', ""),
            shown.replace(' ', "-"),
            format!("  {}\n", shown.replace(' ', "   ")),
            full_width,
        ];
        for typed in habits {
            assert_eq!(Passphrase::parse(&typed), Ok(Passphrase(Zeroizing::new(shown.clone()))));
        }
    }

    #[test]
    fn a_slip_is_named_by_its_word() {
        let good = "muye fudi helu gatu nibo qiwa yizu";
        assert!(Passphrase::parse(good).is_ok());
        for (typed, refusal) in [
            ("muye fudi helu gatv nibo qiwa yizu", NotAPassphrase::Misspelt(4)),
            ("muye fudi helu 嘎土aa nibo qiwa yizu", NotAPassphrase::Misspelt(4)),
            ("muye fudi helu gatu nibo qiwa yiz", NotAPassphrase::Length),
            ("muye fudi helu gatu nibo qiwa yizu ba", NotAPassphrase::Length),
            ("", NotAPassphrase::Length),
        ] {
            assert_eq!(Passphrase::parse(typed), Err(refusal), "{typed}");
        }
        let other = Passphrase::parse("muye fudi helu gatu nibo qiwa yiza").expect("words");
        assert_ne!(Passphrase::parse(good), Ok(other));
    }

    #[test]
    fn a_passphrase_does_not_show_itself_in_logs() {
        assert_eq!(format!("{:?}", Passphrase::draw(Chance)), "Passphrase(…)");
    }
}
