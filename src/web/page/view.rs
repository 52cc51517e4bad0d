//! How one reader sees every page, and the switches that change it: language and size of print.
//! A switch never loses what was typed: where a page has a form, it posts the form along.

use maud::{Markup, html};

use super::{OfficeShell, Page};
use crate::domain::lang::{Lang, Tag, Text, words};
use crate::domain::questionnaires::{Document, Language};
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
    /// The further language that a questionnaire is read in. The interface around it speaks `lang`.
    pub further: Option<Tag>,
}

impl View {
    /// What stands between a name and what is said of it.
    pub fn colon(self) -> &'static str {
        match self.lang {
            Lang::Zh => "：",
            Lang::En => ": ",
        }
    }

    /// What stands between the parts of a list.
    pub fn comma(self) -> &'static str {
        match self.lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        }
    }

    /// What is said beside a name.
    pub fn in_brackets(self, said: &str) -> String {
        match self.lang {
            Lang::Zh => format!("（{said}）"),
            Lang::En => format!(" ({said})"),
        }
    }

    /// Both choices, as they ride in a respondent's address.
    pub fn query(self) -> String {
        query(&[("lang", &self.language()), ("print", self.print.tag())])
    }

    /// The tag of the language that a questionnaire is read in.
    pub fn language(self) -> String {
        self.further.map_or_else(|| self.lang.tag().to_owned(), |tag| tag.to_string())
    }

    /// Reads a language, the interface's own or a further one; any other text changes nothing. A
    /// further one stands amid Chinese.
    pub fn speak(&mut self, tag: &str) {
        if let Some(lang) = Lang::from_tag(tag) {
            (self.lang, self.further) = (lang, None);
        } else if let Ok(tag) = Tag::parse(tag) {
            (self.lang, self.further) = (Lang::Zh, Some(tag));
        }
    }

    /// The same for a document: a further language that it does not have is none.
    #[must_use]
    pub fn offered(self, document: &Document) -> Self {
        let further = self.further.filter(|tag| document.language(*tag).is_some());
        Self { further, ..self }
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
            Self::Lang => View { lang: view.lang.other(), further: None, ..view },
            Self::Print => View { print: view.print.other(), ..view },
        }
    }

    /// The label, and the language it is written in where that is not the page's.
    fn label(self, view: View) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Lang => (own_name(view.lang.other()), Some(view.lang.other().tag())),
            Self::Print => (view.t(view.print.other().switch_label()), None),
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
    let (label, lang) = change.label(view);
    switch_to(change.apply(view), switch, label, lang)
}

fn switch_to(next: View, switch: Switch<'_>, label: &str, lang: Option<&str>) -> Markup {
    let choice = next.query();
    match switch {
        Switch::Form(path) => form_switch(&format!("{path}?{choice}"), label, lang),
        Switch::Link(path) => html! {
            a.quiet href={ (path) "?" (choice) } lang=[lang] { (label) }
        },
    }
}

/// The switches to every language that a questionnaire is not read in now. Without further ones
/// this is the one switch of [`Change::Lang`].
pub(super) fn language_switches(view: View, switch: Switch<'_>, further: &[Language]) -> Markup {
    let own = Lang::ALL.into_iter().filter(|lang| view.further.is_some() || *lang != view.lang);
    let others = further.iter().filter(|language| Some(language.tag) != view.further);
    html! {
        @for lang in own {
            @let next = View { lang, further: None, ..view };
            (switch_to(next, switch, own_name(lang), Some(lang.tag())))
        }
        @for language in others {
            @let next = View { lang: Lang::Zh, further: Some(language.tag), ..view };
            (switch_to(next, switch, &language.name, Some(language.tag.as_str())))
        }
    }
}

fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "中文",
        Lang::En => "English",
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
