//! Questions to be read, not answered: a version, or what someone else saved meanwhile.

use maud::{Markup, html};

use crate::domain::lang::Lang;
use crate::domain::questionnaires::{
    Asides, Choice, Document, Kind, Measure, Measured, Question, Words,
};
use crate::web::page::View;
use crate::web::parts::{self, Tone};
use crate::web::questionnaires::fields::joined;
use crate::web::questionnaires::words;
use crate::web::responses::conditions;
use crate::web::responses::languages::{paragraphs, said};
use crate::web::responses::problems::{number_of, range};

/// All questions of a document, numbered as those who answer see them: what is not answered bears
/// no number, or the conditions below would speak of other questions.
pub fn questions(view: View, document: &Document) -> Markup {
    html! {
        ol.prose {
            @for each in &document.questions {
                @let number = number_of(document, &each.code);
                li value=[number] .unnumbered[number.is_none()] { (question(view, document, each)) }
            }
        }
    }
}

/// The questions of a block, which are counted by themselves.
fn within(view: View, document: &Document, about: &[Question]) -> Markup {
    html! { ol.prose { @for each in about { li { (question(view, document, each)) } } } }
}

/// One question with everything it offers.
pub fn question(view: View, document: &Document, question: &Question) -> Markup {
    html! {
        p {
            strong { (both(view, &question.text)) } " "
            (parts::badge(view.t(words::kind(question.kind_name())), Tone::Neutral)) " "
            code.muted { (question.code.as_str()) }
            @if question.required { " " span.required { (view.t(words::REQUIRED)) } }
        }
        @for lang in written_in(view, &question.help) {
            div.muted lang=(lang.tag()) { (paragraphs(lang, &question.help)) }
        }
        @for sentence in conditions::all(view.lang, document, question) {
            p { em { (sentence) } }
        }
        @for (_, condition) in question.logic.conditions() {
            p { code.muted { (condition) } }
        }
        @if !question.kind.lines().is_empty() { (choices(view, question.kind.lines())) }
        @if let Kind::Multiple { bounds, .. } = question.kind.cell() {
            @for (label, bound) in [(words::LEAST, bounds.least), (words::MOST, bounds.most)] {
                @if let Some(bound) = bound { p { (view.t(label)) " " (bound) } }
            }
        }
        @if !question.options().is_empty() { (choices(view, question.options())) }
        @if let Some(points) = question.kind.points() {
            p {
                (points.first) " " (both(view, points.low)) " – "
                (points.last) " " (both(view, points.high))
                (instead(view, points.asides))
            }
        }
        @match &question.kind {
            Kind::Number { measured, .. } => (limits(view, measured)),
            Kind::Date { measured } => (limits(view, measured)),
            Kind::Time { measured } => (limits(view, measured)),
            Kind::Ranking { places, asides, .. } => p {
                (view.t(words::PLACES)) " " (places) (instead(view, *asides))
            },
            Kind::Shares { total, unit, cuts, asides, .. } => {
                p {
                    (view.t(words::TOTAL)) " " (total) " " (both(view, unit)) (instead(view, *asides))
                }
                @if !cuts.is_empty() { p { (view.t(words::CUTS)) " " (joined(cuts)) } }
            },
            Kind::Blanks { sentence } => p { (both(view, sentence)) },
            Kind::Suggestion { about } => (within(view, document, about)),
            _ => {},
        }
    }
}

/// The languages a text is written in, the reader's own first.
fn written_in(view: View, words: &Words) -> impl Iterator<Item = Lang> {
    let others = Lang::ALL.into_iter().filter(move |lang| *lang != view.lang);
    [view.lang].into_iter().chain(others).filter(|lang| words.written(*lang).is_some())
}

/// A text in all its languages: whoever signs or compares has to see what others will read.
fn both(view: View, words: &Words) -> Markup {
    html! {
        @for (at, lang) in written_in(view, words).enumerate() {
            @if at > 0 { " / " }
            span lang=(lang.tag()) { (said(lang, words)) }
        }
        @for (tag, text) in words.0.iter().filter(|(tag, _)| Lang::from_tag(tag).is_none()) {
            " / " span lang=(tag) dir="auto" { (text) }
        }
    }
}

/// Limits and bins, and what may be said instead.
fn limits<T: Measure>(view: View, measured: &Measured<T>) -> Markup {
    html! {
        p {
            (range(view.lang, measured))
            @if !measured.cuts.is_empty() {
                " " (view.t(words::CUTS)) " " (joined(&measured.cuts))
            }
            (instead(view, measured.asides))
        }
    }
}

/// What may be said instead of an answer.
fn instead(view: View, asides: Asides) -> Markup {
    html! { @for aside in asides.offered() { " · " (view.t(aside.text())) } }
}

fn choices(view: View, options: &[Choice]) -> Markup {
    html! {
        ul {
            @for choice in options {
                li {
                    (both(view, &choice.text)) " " code.muted { (choice.code.as_str()) }
                    @for (is_set, mark) in [
                        (choice.exclusive, words::ALONE),
                        (choice.other, words::OTHER),
                        (choice.moves, words::MOVES),
                    ] { @if is_set { " · " (view.t(mark)) } }
                }
            }
        }
    }
}
