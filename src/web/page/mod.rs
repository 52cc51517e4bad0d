//! The document around every page: head, header, navigation, footer. Two shells: the office's,
//! with its people and their switches, and the respondent's, which loads a small stylesheet of its
//! own and knows nobody. Pages hand in finished bodies; nothing here decides or asks.

mod mistakes;
mod shell;
mod view;

use maud::{DOCTYPE, Markup, Render, html};

pub use self::shell::{Flash, NavLink, OfficeShell, PersonBadge, SimulatedBar, office_page};
use self::view::{Change, enter_rests, language_switches, respondent_switch};
pub use self::view::{Print, Switch, View};
use super::parts::Crumb;
use crate::domain::lang::words;
use crate::domain::questionnaires::Language;

words! {
    PRODUCT = "问廉",
              "Wenlian";
    SKIP = "跳到正文",
           "Skip to content";
}

/// How wide the body of a page may grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Lists and dashboards: all there is.
    #[default]
    Wide,
    /// Forms and texts: a line one reads with ease.
    Reading,
    /// Sign-in and the like: a card in the middle.
    Card,
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Reading => "reading",
            Self::Card => "card",
        }
    }
}

/// One page of the office, without its surroundings.
pub struct Page {
    /// Heading and window title.
    pub title: String,
    /// One or two sentences under the heading.
    pub lead: Option<String>,
    /// The way here, outermost first, without the page itself.
    pub crumbs: Vec<Crumb>,
    /// What the page offers as a whole, beside its heading.
    pub actions: Option<Markup>,
    /// How wide it may grow.
    pub width: Width,
    /// The body holds the form with the id `main-form`, whose typed values the switches of
    /// language and print carry along.
    pub has_form: bool,
    /// After so many seconds the browser loads it again, without a script: for a page whose figures
    /// move, and on which nothing is filled in.
    pub again_in: Option<u32>,
    /// Everything below the heading.
    pub body: Markup,
}

impl Page {
    /// A wide page without crumbs or form.
    pub fn new(title: impl Into<String>, body: Markup) -> Self {
        Self {
            title: title.into(),
            lead: None,
            crumbs: Vec::new(),
            actions: None,
            width: Width::Wide,
            has_form: false,
            again_in: None,
            body,
        }
    }

    /// Adds the sentence under the heading.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = Some(lead.into());
        self
    }

    /// Adds one step of the way here.
    #[must_use]
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: href.into() });
        self
    }

    /// Puts buttons beside the heading.
    #[must_use]
    pub fn actions(mut self, actions: Markup) -> Self {
        self.actions = Some(actions);
        self
    }

    /// Sets the width.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// Lets the browser load it again after so many seconds.
    #[must_use]
    pub fn again_in(mut self, seconds: u32) -> Self {
        self.again_in = Some(seconds);
        self
    }

    /// Says that the body holds the main form.
    #[must_use]
    pub fn with_form(mut self) -> Self {
        self.has_form = true;
        self
    }
}

/// The address of a file in `static/`, with its fingerprint.
pub fn asset(name: &str) -> String {
    crate::web::assets::url(name)
}

/// A whole page for a respondent: no navigation, no cookie, nothing from elsewhere. A body that
/// wants a script ends with it.
pub fn respondent_page(view: View, title: &str, body: impl Render) -> Markup {
    respondent_document(view, title, &["respond.css"], body)
}

/// A questionnaire, with the style sheet it needs.
pub fn answering_page(view: View, title: &str, style: &str, body: impl Render) -> Markup {
    respondent_document(view, title, &[style], body)
}

/// The same as [`respondent_page`] for what stands beside the questionnaire: texts, tables, pictures to scan. What only
/// these need is a stylesheet of its own, so that the questionnaire stays small.
pub fn page_beside(view: View, title: &str, body: impl Render) -> Markup {
    respondent_document(view, title, &["respond.css", "beside.css"], body)
}

/// A questionnaire as the office looks at it.
pub fn preview_page(view: View, title: &str, style: &str, body: impl Render) -> Markup {
    respondent_document(view, title, &[style, "beside.css"], body)
}

fn respondent_document(view: View, title: &str, sheets: &[&str], body: impl Render) -> Markup {
    let body = html! {
        a.skip href="#main" { (view.t(SKIP)) }
        main #main tabindex="-1" { (body) }
    };
    document(view, title, sheets, &body)
}

/// The head of a respondent's page: the mark, who asks, the two switches.
pub fn respondent_banner(view: View, office: &str, switch: Option<Switch<'_>>) -> Markup {
    questionnaire_banner(view, office, switch, &[])
}

/// The same above a questionnaire that can be read in further languages.
pub fn questionnaire_banner(
    view: View,
    office: &str,
    switch: Option<Switch<'_>>,
    further: &[Language],
) -> Markup {
    html! {
        header.banner {
            p.brand { (mark()) span { (office) } }
            @if let Some(switch) = switch { p.switches {
                @if matches!(switch, Switch::Form(_)) { (enter_rests()) }
                (language_switches(view, switch, further))
                (respondent_switch(view, switch, Change::Print))
            } }
        }
    }
}

/// A screen that everyone in a room looks at, drawn again every few seconds: by the script beside
/// it, or by the browser where no script runs.
pub fn screen_page(view: View, title: &str, body: impl Render, script: impl Render) -> Markup {
    let again = html! { noscript { meta http-equiv="refresh" content="8"; } };
    let body = html! { main #main { (body) } (script) };
    document_with(view, title, &["screen.css"], &again, &body)
}

fn document(view: View, title: &str, sheets: &[&str], body: &Markup) -> Markup {
    document_with(view, title, sheets, &html! {}, body)
}

fn document_with(view: View, title: &str, sheets: &[&str], head: &Markup, body: &Markup) -> Markup {
    let large = (view.print == Print::Large).then_some("large");
    html! {
        (DOCTYPE)
        html lang=(view.lang.tag()) class=[large] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="format-detection" content="telephone=no";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="icon" type="image/svg+xml" href=(asset("icon.svg"));
                @for sheet in sheets { link rel="stylesheet" href=(asset(sheet)); }
                (head)
            }
            body { (body) }
        }
    }
}

/// The seal: 问 as a gate with a mouth in it.
fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" {
            rect.mark-seal width="32" height="32" rx="5" {}
            path.mark-lines fill="none" stroke-width="2.4"
                d="M8.5 6.5l1.8 2.3M8 12.5V25M13.5 7.5H24V23c0 1.5-.8 2-2 2h-1.5M12.7 13.5h6.6v6.3h-6.6z" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_respondents_switch_keeps_the_other_choice() {
        let view = View { print: Print::Large, ..View::default() };
        let banner = respondent_banner(view, "办公室", Some(Switch::Form("/s/x/plain")));
        let banner = banner.into_string();
        assert!(banner.contains("/s/x/plain?lang=en&amp;print=large"));
        assert!(banner.contains("/s/x/plain?lang=zh-CN&amp;print=normal"));
    }

    #[test]
    fn enter_in_a_field_never_hands_in_a_ballot() {
        let banner = respondent_banner(View::default(), "办公室", Some(Switch::Form("/s/x")));
        let banner = banner.into_string();
        let first = banner.split("form=\"main-form\"").nth(1).expect("a button of the form");
        assert!(first.split('>').next().is_some_and(|tag| tag.ends_with(" disabled")), "{banner}");
    }

    #[test]
    fn a_respondents_page_loads_one_stylesheet_and_nothing_inline() {
        let page = respondent_page(View::default(), "问卷", html! {}).into_string();
        assert_eq!(page.matches("<link rel=\"stylesheet\"").count(), 1);
        for absent in ["style=", "<style", "<script", "<nav", "http"] {
            assert!(!page.contains(absent), "{page}");
        }
    }
}
