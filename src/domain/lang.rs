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
