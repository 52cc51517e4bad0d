//! How one reader sees every page, and the switches that change it: language and size of print.
//! A switch never loses what was typed: where a page has a form, it posts the form along.

use maud::{Markup, html};

use super::{OfficeShell, Page};
use crate::domain::lang::{Lang, Text, words};
use crate::web::parts::MAIN_FORM;
use crate::web::paths;

words! {
    LARGE_PRINT = "大字版",
                  "Large print";
    NORMAL_PRINT = "标准字号",
                   "Normal print";
}

/// Size of print a reader asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Print {
    /// 标准
    #[default]
    Normal,
    /// 适老大字
    Large,
}

impl Print {
    /// Its name in addresses and cookies.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
        }
    }

    /// The size of a name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "normal" => Some(Self::Normal),
            "large" => Some(Self::Large),
            _ => None,
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::Normal,
        }
    }

    fn switch_label(self) -> Text {
        match self {
            Self::Normal => NORMAL_PRINT,
            Self::Large => LARGE_PRINT,
        }
    }
}

/// How one reader sees every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Language of the interface.
    pub lang: Lang,
    /// Size of print.
    pub print: Print,
}

impl View {
    /// Both choices, as they ride in a respondent's address.
    pub fn query(self) -> String {
        query(&[("lang", self.lang.tag()), ("print", self.print.tag())])
    }

    /// An address with both choices; bare where they are what it shows anyway.
    pub fn at(self, path: &str) -> String {
        if self == Self::default() { path.to_owned() } else { format!("{path}?{}", self.query()) }
    }

    /// A text in the reader's language.
    pub fn t(self, text: Text) -> &'static str {
        text.to(self.lang)
    }
}

/// Where a respondent's switches of language and print lead. Respondents have no cookie, so both
/// choices ride in the address.
#[derive(Clone, Copy, Debug)]
pub enum Switch<'a> {
    /// The page holds the main form: it is posted to this path, which draws it again.
    Form(&'a str),
    /// Nothing is typed here: a link to this path.
    Link(&'a str),
}

/// What a switch changes.
#[derive(Clone, Copy)]
pub(super) enum Change {
    Lang,
    Print,
}

impl Change {
    fn apply(self, view: View) -> View {
        match self {
            Self::Lang => View { lang: view.lang.other(), ..view },
            Self::Print => View { print: view.print.other(), ..view },
        }
    }

    /// The label, and the language it is written in where that is not the page's.
    fn label(self, view: View) -> (&'static str, Option<&'static str>) {
        match (self, view.lang.other()) {
            (Self::Lang, Lang::Zh) => ("中文", Some(Lang::Zh.tag())),
            (Self::Lang, Lang::En) => ("English", Some(Lang::En.tag())),
            (Self::Print, _) => (view.t(view.print.other().switch_label()), None),
        }
    }
}

/// A switch of the office: it comes back to the page shown, with what was typed.
pub(super) fn office_switch(shell: &OfficeShell, page: &Page, change: Change) -> Markup {
    let next = change.apply(shell.view);
    let changed = match change {
        Change::Lang => ("lang", next.lang.tag()),
        Change::Print => ("print", next.print.tag()),
    };
    let action = format!("{}?{}", paths::VIEW, query(&[changed, ("page", &shell.here)]));
    let (label, lang) = change.label(shell.view);
    if page.has_form {
        form_switch(&action, label, lang)
    } else {
        html! {
            form method="post" action=(action) { button.quiet lang=[lang] { (label) } }
        }
    }
}

/// A switch of a respondent's page.
pub(super) fn respondent_switch(view: View, switch: Switch<'_>, change: Change) -> Markup {
    let next = change.apply(view);
    let choice = next.query();
    let (label, lang) = change.label(view);
    match switch {
        Switch::Form(path) => form_switch(&format!("{path}?{choice}"), label, lang),
        Switch::Link(path) => html! {
            a.quiet href={ (path) "?" (choice) } lang=[lang] { (label) }
        },
    }
}

/// Posts the main form as it stands. A form with files sends their names only, as text: the
/// address that draws the page again reads plain pairs.
fn form_switch(action: &str, label: &str, lang: Option<&str>) -> Markup {
    html! {
        button.quiet form=(MAIN_FORM) formmethod="post" formaction=(action)
            formenctype="application/x-www-form-urlencoded" formnovalidate lang=[lang] { (label) }
    }
}

/// Stands before the switches of a form in an office page. Enter presses the first button a form
/// owns, wherever it stands: without this one it would change the language.
pub(super) fn enter_sends() -> Markup {
    html! { button.unseen form=(MAIN_FORM) tabindex="-1" aria-hidden="true" {} }
}

/// Stands before the switches of a respondent's form. A ballot is handed in once, so Enter in a
/// line of text presses a button that does nothing.
pub(super) fn enter_rests() -> Markup {
    html! { button.unseen form=(MAIN_FORM) tabindex="-1" aria-hidden="true" disabled {} }
}

pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
