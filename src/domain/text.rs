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
}

/// Text of 1 to `N` characters, trimmed, without control characters but line feeds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NonBlank<const N: usize>(String);

/// One line: a name, a title.
pub type Line = NonBlank<120>;
/// A few sentences.
pub type Paragraph = NonBlank<2000>;

impl<const N: usize> NonBlank<N> {
    /// Trims and checks.
    pub fn parse(raw: &str) -> Result<Self, TextRefusal> {
        let unix = raw.replace("\r\n", "\n").replace('\r', "\n");
        let trimmed = unix.trim();
        if trimmed.is_empty() {
            return Err(TextRefusal::Blank);
        }
        if trimmed.chars().any(|c| c.is_control() && c != '\n') {
            return Err(TextRefusal::Malformed);
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

impl<const N: usize> fmt::Display for NonBlank<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const N: usize> TryFrom<String> for NonBlank<N> {
    type Error = TextRefusal;
    fn try_from(raw: String) -> Result<Self, TextRefusal> {
        Self::parse(&raw)
    }
}

impl<const N: usize> From<NonBlank<N>> for String {
    fn from(text: NonBlank<N>) -> Self {
        text.0
    }
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
        assert_eq!(Line::parse("a\u{0}b"), Err(TextRefusal::Malformed));
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
