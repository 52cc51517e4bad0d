//! What is filled in: first screen, code, questions, one button. The blind page and the plain page
//! draw the same and differ in how it is sent.

use std::borrow::Cow;

use maud::{Markup, html};

use super::bundle::Bundle;
use super::hints::hint_words;
use super::questions::Repeats;
use super::ticket::{self, Ways};
use super::{first, languages, paging, problems, questions, words};
use crate::domain::campaigns::Channel;
use crate::domain::credentials::plain::PageSecret;
use crate::domain::lang::Text;
use crate::domain::questionnaires::Document;
use crate::services::Site;
use crate::services::responses::{CodeFault, Faults, Frozen, Survey};
use crate::web::form::Form;
use crate::web::page::{Switch, View, answering_page, asset, questionnaire_banner};
use crate::web::parts::{self, Style, Tone};
use crate::web::paths;

/// The field of the code.
pub const CODE: &str = "code";
/// The field of the page's hidden number.
pub const NUMBER: &str = "r";

/// A page in the making.
pub struct Sheet<'a> {
    /// How it is seen.
    pub view: View,
    /// What the site says of itself.
    pub site: &'a Site,
    /// The survey.
    pub survey: &'a Survey,
    /// Its questionnaire.
    pub frozen: &'a Frozen,
    /// The questionnaire as it is read in the language of the view.
    pub document: &'a Document,
    /// What was typed.
    pub typed: &'a Form,
    /// What is wrong with it.
    pub faults: &'a Faults,
}

/// A questionnaire in the language that was asked for, as far as it has it.
pub fn read_in(view: View, frozen: &Frozen) -> (View, Cow<'_, Document>) {
    let view = view.offered(&frozen.document);
    let document = match view.further {
        Some(tag) => Cow::Owned(frozen.document.spoken(tag)),
        None => Cow::Borrowed(&frozen.document),
    };
    (view, document)
}

impl Sheet<'_> {
    /// The plain page. The same bytes for everyone in a pool, but for the page's hidden number;
    /// `again` says why it is shown once more.
    pub fn plain(&self, number: &PageSecret, again: Option<Text>) -> Markup {
        let Self { view, .. } = *self;
        let path = paths::survey_plain(self.survey.pool.code);
        let form = html! {
            (parts::hidden(NUMBER, &number.written()))
            (parts::hidden("lang", &view.language()))
            (parts::hidden("print", view.print.tag()))
            (parts::error_summary(view.lang, &self.mistakes()))
            div #cut-off hidden { (parts::notice(Tone::Late, self.ways().malformed(view.lang))) }
            @if let Some(again) = again { (parts::notice(Tone::Late, view.t(again))) }
            (self.asked(&self.code()))
            (parts::actions(parts::button(view.t(words::SEND), Style::Primary)))
            p.help { (view.t(words::IF_NOTHING_HAPPENS)) }
        };
        let body = html! {
            // Where there are mistakes, a browser without script goes to them.
            (parts::form(&format!("{path}#errors"), form))
            script src=(asset(Bundle::of(self.document).plain)) defer {}
        };
        self.page(words::PLAIN_PATH, &html! {}, Switch::Form(&path), &body)
    }

    /// A whole page: `how` answers are sealed, what makes it `stronger`, and the form.
    pub fn page(&self, how: Text, stronger: &Markup, switch: Switch<'_>, form: &Markup) -> Markup {
        let Self { view, survey, document, .. } = *self;
        let title = document.title.to(view.lang);
        let office = survey.campaign.issuer(view.lang);
        let body = html! {
            (questionnaire_banner(view, office, Some(switch), &document.languages))
            div #mismatch hidden { (parts::notice(Tone::Late, view.t(ticket::mismatch(self.frozen)))) }
            (first::first_screen(self, (how, stronger)))
            (form)
            (hint_words(view))
        };
        answering_page(view, title, Bundle::style_of(document), body)
    }

    /// What one hands in `by` and the questions, and what to know before sending.
    pub fn asked(&self, by: &Markup) -> Markup {
        let Self { view, document, .. } = *self;
        html! {
            (paging::for_the_script(view, document))
            (by)
            @if !document.intro.is_blank() { div.note { (languages::intro(view, document)) } }
            (questions::questions(view, document, self.typed, &self.faults.answers, Repeats::Script))
            (parts::notice(Tone::Neutral, html! {
                p { (self.tips()) }
                p { (view.t(words::NOBODY_MAY)) }
            }))
        }
    }

    fn mistakes(&self) -> Vec<(String, String)> {
        let lang = self.view.lang;
        let code = self.faults.code.map(|fault| (CODE.to_owned(), self.fault(fault)));
        let answers = problems::lines(lang, self.document, &self.faults.answers);
        code.into_iter().chain(answers).collect()
    }

    /// The field of the code.
    pub fn code(&self) -> Markup {
        let (view, fault) = (self.view, self.faults.code);
        let typed = Some(self.typed.text(CODE)).filter(|typed| !typed.is_empty());
        let described = if fault.is_some() { "f-code-help f-code-error" } else { "f-code-help" };
        let (label, help) = self.ways().field(view.lang);
        html! {
            div.question .wrong[fault.is_some()] {
                label for="f-code" {
                    (view.t(label)) " " span.required { (view.t(questions::REQUIRED)) }
                }
                p.help #f-code-help { (help) }
                @if self.frozen.has(Channel::Venue) { p.hint #code-said role="status" {} }
                @if let Some(fault) = fault {
                    p.error #f-code-error { (self.fault(fault)) }
                }
                input.code #f-code name=(CODE) value=[typed] maxlength="160"
                    autocomplete="off" autocapitalize="characters" spellcheck="false"
                    aria-invalid=[fault.map(|_| "true")] aria-describedby=(described);
            }
        }
    }

    /// The ways into its pool.
    pub fn ways(&self) -> Ways {
        Ways::of(self.frozen)
    }

    /// What is wrong with a code.
    pub fn fault(&self, fault: CodeFault) -> String {
        self.ways().fault(self.view.lang, fault, &self.survey.campaign.texts.telephone)
    }

    fn tips(&self) -> String {
        let lang = self.view.lang;
        let mut line = words::tips(lang, &self.survey.window.closes_on.to_string());
        let telephone = &self.survey.campaign.texts.tips_to;
        if !telephone.is_empty() {
            line.push_str(&words::tips_to(lang, telephone));
        }
        line.push_str(words::STOP.to(lang));
        line
    }
}
