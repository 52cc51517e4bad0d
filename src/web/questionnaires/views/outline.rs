//! Questions to be read, not answered: a version, or what someone else saved meanwhile.

use maud::{Markup, html};

use crate::domain::questionnaires::{Choice, Document, Kind, Question};
use crate::web::page::View;
use crate::web::parts::{self, Tone};
use crate::web::questionnaires::words;
use crate::web::responses::conditions;
use crate::web::responses::questions::{paragraphs, said};

/// All questions of a list of the document, numbered by their position.
pub fn questions(view: View, document: &Document, list: &[Question]) -> Markup {
    html! {
        ol.prose { @for each in list { li { (question(view, document, each)) } } }
    }
}

/// One question with everything it offers.
pub fn question(view: View, document: &Document, question: &Question) -> Markup {
    html! {
        p {
            strong { (said(view.lang, &question.text)) } " "
            (parts::badge(view.t(words::kind(question.kind_name())), Tone::Neutral)) " "
            code.muted { (question.code.as_str()) }
            @if question.required { " " span.required { (view.t(words::REQUIRED)) } }
        }
        div.muted { (paragraphs(view.lang, &question.help)) }
        @for sentence in conditions::all(view.lang, document, question) {
            p { em { (sentence) } }
        }
        @for (_, condition) in question.logic.conditions() {
            p { code.muted { (condition) } }
        }
        @match &question.kind {
            Kind::Single { options } | Kind::Multiple { options } => (choices(view, options)),
            Kind::Scale { points, low, high, unsure } => {
                p {
                    "1 " (said(view.lang, low)) " – " (points) " " (said(view.lang, high))
                    @if *unsure { " · " (view.t(words::UNSURE)) }
                }
            },
            Kind::Suggestion { about } => (questions(view, document, about)),
            Kind::ShortText | Kind::LongText | Kind::Note => {},
        }
    }
}

fn choices(view: View, options: &[Choice]) -> Markup {
    html! {
        ul {
            @for choice in options {
                li {
                    (said(view.lang, &choice.text)) " " code.muted { (choice.code.as_str()) }
                    @if choice.exclusive { " · " (view.t(words::ALONE)) }
                }
            }
        }
    }
}
