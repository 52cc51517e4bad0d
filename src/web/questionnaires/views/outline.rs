//! Questions to be read, not answered: a version, or what someone else saved meanwhile.

use maud::{Markup, html};

use crate::domain::questionnaires::{Choice, Kind, Question};
use crate::web::page::View;
use crate::web::parts::{self, Tone};
use crate::web::questionnaires::words;
use crate::web::responses::questions::{paragraphs, said};

/// All questions of a list, numbered by their position.
pub fn questions(view: View, list: &[Question]) -> Markup {
    html! {
        ol.prose { @for each in list { li { (question(view, each)) } } }
    }
}

/// One question with everything it offers.
pub fn question(view: View, question: &Question) -> Markup {
    html! {
        p {
            strong { (said(view.lang, &question.text)) } " "
            (parts::badge(view.t(words::kind(question.kind_name())), Tone::Neutral)) " "
            code.muted { (question.code.as_str()) }
            @if question.required { " " span.required { (view.t(words::REQUIRED)) } }
        }
        div.muted { (paragraphs(view.lang, &question.help)) }
        @if !question.kind.lines().is_empty() { (choices(view, question.kind.lines())) }
        @if let Kind::Multiple { bounds, .. } = question.kind.cell() {
            @for (label, bound) in [(words::LEAST, bounds.least), (words::MOST, bounds.most)] {
                @if let Some(bound) = bound { p { (view.t(label)) " " (bound) } }
            }
        }
        @if !question.options().is_empty() { (choices(view, question.options())) }
        @if let Some(points) = question.kind.points() {
            p {
                (points.first) " " (said(view.lang, points.low)) " – "
                (points.last) " " (said(view.lang, points.high))
                @for aside in points.asides.offered() { " · " (view.t(aside.text())) }
            }
        }
        @if let Kind::Suggestion { about } = &question.kind { (questions(view, about)) }
    }
}

fn choices(view: View, options: &[Choice]) -> Markup {
    html! {
        ul {
            @for choice in options {
                li {
                    (said(view.lang, &choice.text)) " " code.muted { (choice.code.as_str()) }
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
