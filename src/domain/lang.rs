//! The two languages of the interface and the texts in them. A word without a translation does
//! not compile.

use std::fmt;

/// A language of the interface: Chinese first, English the complete second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 简体中文, the language of law.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The BCP 47 tag, as in `<html lang>` and in questionnaire documents.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag or of its short form.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "zh-CN" | "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// The BCP 47 tag of a language that the interface does not speak, in canonical writing: `ug`,
/// `mn-Mong`. Small enough to be copied along with whatever is shown in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    bytes: [u8; Tag::LONGEST],
    length: u8,
}

/// Text that is no such tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the tag of a further language")]
pub struct NotATag;

impl Tag {
    /// Characters of the longest tag.
    pub const LONGEST: usize = 16;

    /// Reads a tag: a language of two or three letters, then at most two parts of two to eight
    /// letters or digits. Chinese and English are the interface's own and no further languages.
    pub fn parse(raw: &str) -> Result<Self, NotATag> {
        let mut written = String::new();
        for (at, part) in raw.split('-').enumerate() {
            let fits = match at {
                0 => (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()),
                1 | 2 => {
                    (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
                }
                _ => false,
            };
            if !fits {
                return Err(NotATag);
            }
            if at > 0 {
                written.push('-');
            }
            match (at, part.len()) {
                (1.., 2) => written.push_str(&part.to_ascii_uppercase()),
                (1.., 4) => {
                    written.push_str(&part[..1].to_ascii_uppercase());
                    written.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => written.push_str(&part.to_ascii_lowercase()),
            }
        }
        let is_own = Lang::from_tag(&written).is_some();
        let mut bytes = [0; Self::LONGEST];
        let place = bytes.get_mut(..written.len()).filter(|_| !is_own).ok_or(NotATag)?;
        place.copy_from_slice(written.as_bytes());
        let length = u8::try_from(written.len()).map_err(|_| NotATag)?;
        Ok(Self { bytes, length })
    }

    /// The tag.
    ///
    /// # Panics
    /// Never: it was read from text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).expect("letters and digits")
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Tag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for Tag {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Text {
    /// The text in one language.
    pub fn to(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

impl fmt::Display for Text {
    /// The Chinese text, for places that know no reader.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.zh)
    }
}

/// What English puts to a noun after a number: nothing after one, `s` after any other. Chinese counts
/// without it.
pub fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Declares words: a constant for a fixed text, a function for one with arguments. 中文 first,
/// English on the line below.
///
/// ```
/// use wenlian::domain::lang::{Lang, words};
/// words! {
///     SIGN_IN = "登录",
///               "Sign in";
///     waiting(count: u64) = "{count} 件待办",
///                           "{count} waiting";
/// }
/// assert_eq!(SIGN_IN.to(Lang::En), "Sign in");
/// assert_eq!(waiting(Lang::Zh, 3), "3 件待办");
/// ```
#[macro_export]
macro_rules! __words {
    () => {};
    ($name:ident = $zh:literal, $en:literal; $($rest:tt)*) => {
        pub const $name: $crate::domain::lang::Text =
            $crate::domain::lang::Text { zh: $zh, en: $en };
        $crate::__words!($($rest)*);
    };
    ($name:ident($($arg:ident: $type:ty),+) = $zh:literal, $en:literal; $($rest:tt)*) => {
        pub fn $name(lang: $crate::domain::lang::Lang, $($arg: $type),+) -> String {
            match lang {
                $crate::domain::lang::Lang::Zh => format!($zh),
                $crate::domain::lang::Lang::En => format!($en),
            }
        }
        $crate::__words!($($rest)*);
    };
}
pub use crate::__words as words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_counts_one_thing_and_several_things() {
        words! { waiting(count: usize, s: &str) = "{count} 件", "{count} thing{s}"; }
        let said = |count| waiting(Lang::En, count, plural(count));
        assert_eq!([0, 1, 2].map(said), ["0 things", "1 thing", "2 things"]);
    }

    #[test]
    fn a_tag_is_written_in_one_way_and_is_never_a_language_of_the_interface() {
        let written = |raw: &str| Tag::parse(raw).map(|tag| tag.to_string());
        assert_eq!(written("UG").as_deref(), Ok("ug"));
        assert_eq!(written("mn-mong").as_deref(), Ok("mn-Mong"));
        assert_eq!(written("kk-arab-cn").as_deref(), Ok("kk-Arab-CN"));
        for none in [
            "",
            "zh",
            "zh-CN",
            "ZH-cn",
            "en",
            "x",
            "mn-",
            "mn_Mong",
            "蒙文",
            "a-b",
            "kk-arab-cn-x1",
        ] {
            assert_eq!(written(none), Err(NotATag), "{none}");
        }
        assert_eq!(written("abc-defghijk-lmnopqrs"), Err(NotATag), "too long");
    }
}
