//! Texts that mean something: names and lines that are not blank, addresses, and closed sets of
//! words stored as TEXT. Parsed at the border, so that nothing inside needs to ask again.

use std::fmt;

/// Why a piece of text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// Nothing but white space.
    #[error("blank")]
    Blank,
    /// More characters than fit.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// Not of the form that is needed, an e-mail address for example.
    #[error("malformed")]
    Malformed,
    /// A control character in it, or a sign that turns the direction of what follows: what is
    /// read would not be what is stored.
    #[error("a control character")]
    Control,
    /// Only characters that show nothing.
    #[error("nothing to be seen")]
    Unseen,
}

/// Text of 1 to `N` characters, trimmed, of which something can be seen; without control characters
/// but line feeds, and without signs that turn the direction of what follows. Where it is `ONE_LINE`
/// a line feed is a blank: names stand in headers of letters, in cells and in file names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NonBlank<const N: usize, const ONE_LINE: bool = false>(String);

/// A line of 1 to `N` characters.
pub type OneLine<const N: usize> = NonBlank<N, true>;
/// One line: a name, a title.
pub type Line = OneLine<120>;
/// A few sentences.
pub type Paragraph = NonBlank<2000>;

impl<const N: usize, const ONE_LINE: bool> NonBlank<N, ONE_LINE> {
    /// Trims and checks.
    pub fn parse(raw: &str) -> Result<Self, TextRefusal> {
        let line_end = if ONE_LINE { " " } else { "\n" };
        let unix = raw.replace("\r\n", line_end).replace(['\r', '\n'], line_end);
        let trimmed = unix.trim();
        if trimmed.is_empty() {
            return Err(TextRefusal::Blank);
        }
        if trimmed.chars().any(|c| c.is_control() && c != '\n' || turns_direction(c)) {
            return Err(TextRefusal::Control);
        }
        if trimmed.chars().all(|c| c.is_whitespace() || shows_nothing(c)) {
            return Err(TextRefusal::Unseen);
        }
        if trimmed.chars().count() > N {
            return Err(TextRefusal::TooLong(N));
        }
        Ok(Self(trimmed.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const N: usize, const ONE_LINE: bool> fmt::Display for NonBlank<N, ONE_LINE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const N: usize, const ONE_LINE: bool> TryFrom<String> for NonBlank<N, ONE_LINE> {
    type Error = TextRefusal;
    fn try_from(raw: String) -> Result<Self, TextRefusal> {
        Self::parse(&raw)
    }
}

impl<const N: usize, const ONE_LINE: bool> From<NonBlank<N, ONE_LINE>> for String {
    fn from(text: NonBlank<N, ONE_LINE>) -> Self {
        text.0
    }
}

/// Embeddings, overrides and isolates: whoever writes from right to left needs none of them in a
/// field, and with them a text can look like another.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Marks of directions and joints, fillers, selectors and tags: next to others they have their use.
fn shows_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a character cannot be seen, or turns what stands around it.
pub fn is_unseen(c: char) -> bool {
    c.is_control() || turns_direction(c) || shows_nothing(c)
}

/// What was typed, to be quoted: what cannot be seen, or turns what stands around it, by its number.
pub fn spelled(typed: &str) -> String {
    let spell = |c: char| {
        if is_unseen(c) { format!("U+{:04X}", u32::from(c)) } else { c.to_string() }
    };
    typed.chars().map(spell).collect()
}

/// Whether a text names an address of the web, as far as mail programs and chats make links of what
/// looks like one, wide letters included. An e-mail address is none.
pub fn names_web_address(text: &str) -> bool {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let narrow: String = text.chars().map(narrow).map(|c| c.to_ascii_lowercase()).collect();
    let in_host = |c: char| c.is_ascii_alphanumeric() || "-._@".contains(c);
    narrow.contains("://")
        || narrow.contains("href")
        || narrow.split(|c| !in_host(c)).any(is_host_name)
}

fn is_host_name(word: &str) -> bool {
    let labels: Vec<&str> = word.trim_matches(['.', '-', '_']).split('.').collect();
    let is_top = |label: &&str| label.len() > 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
    !word.contains('@')
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
        && labels.last().is_some_and(is_top)
}

/// An e-mail address as mail servers take it: `local@domain`, no display name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Checks the form; whether anyone reads mail there only sending shows.
    pub fn parse(raw: &str) -> Result<Self, TextRefusal> {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            return Err(TextRefusal::Blank);
        }
        if trimmed.len() > 254 {
            return Err(TextRefusal::TooLong(254));
        }
        let (local, domain) = trimmed.split_once('@').ok_or(TextRefusal::Malformed)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && local
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let domain_ok = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && label.len() <= 63
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            });
        if local_ok && domain_ok {
            Ok(Self(trimmed.to_owned()))
        } else {
            Err(TextRefusal::Malformed)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EmailAddress {
    /// Addresses stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// A closed set of words, stored as TEXT: gives `code()`, `from_code`, `ALL`, `Display`,
/// `TryFrom<String>` and serde by code.
#[macro_export]
macro_rules! __word_enum {
    ($(#[$doc:meta])* $vis:vis enum $name:ident {
        $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All of them, in the order of the plan or of the work.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word it is stored and sent as.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The member with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::domain::text::UnknownWord;
            fn try_from(code: String) -> ::std::result::Result<Self, Self::Error> {
                Self::from_code(&code).ok_or($crate::domain::text::UnknownWord)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let code = String::deserialize(deserializer)?;
                Self::from_code(&code)
                    .ok_or_else(|| serde::de::Error::custom($crate::domain::text::UnknownWord))
            }
        }
    };
}
pub use crate::__word_enum as word_enum;

/// A stored word that is no member of its set: the row was not written by this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a word outside its closed set")]
pub struct UnknownWord;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_no_name() {
        assert_eq!(Line::parse(" \u{3000}\n"), Err(TextRefusal::Blank));
        assert_eq!(Line::parse(" 招标科 ").expect("a name").as_str(), "招标科");
        assert_eq!(Line::parse(&"长".repeat(121)), Err(TextRefusal::TooLong(120)));
    }

    #[test]
    fn what_cannot_be_seen_or_looks_like_something_else_is_no_name() {
        for control in ["a\u{0}b", "\u{1b}[31m红", "甲\u{202e}乙", "\u{2066}甲\u{2069}"] {
            assert_eq!(Line::parse(control), Err(TextRefusal::Control), "{control:?}");
        }
        for unseen in ["\u{200b}", "\u{feff} \u{2060}\u{3164}", "\u{fe0f}"] {
            assert_eq!(Line::parse(unseen), Err(TextRefusal::Unseen), "{unseen:?}");
        }
        assert_eq!(spelled("a\u{202e}b\u{200b}\n"), "aU+202EbU+200BU+000A");
        // Next to letters they are needed: Mongolian joins by them, Uyghur and emoji, too.
        for needed in ["ᠮᠣᠩᠭᠣᠯ\u{180e}ᠠ", "مى\u{200c}خ\u{200f}", "❤\u{fe0f}"] {
            assert!(Line::parse(needed).is_ok(), "{needed:?}");
        }
    }

    #[test]
    fn addresses_that_no_server_takes_are_refused() {
        for good in ["a@b.cn", "li.si+x@mail.example.com"] {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "a",
            "@b.cn",
            "a@b",
            "a b@c.cn",
            "a@-b.cn",
            "a@b..cn",
            ".a@b.cn",
            "张@b.cn",
            "a@b.cn\nBcc: x@y.cn",
        ] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
    }
}
