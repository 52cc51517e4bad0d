//! The fields of a question's conditions, and how to write one.

use maud::{Markup, html};

use super::field;
use crate::domain::lang::Text;
use crate::domain::logic::{MOST_CHARACTERS, Readable, Use, readable};
use crate::domain::questionnaires::{Choice, KindName, Question};
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts;
use crate::web::questionnaires::conditions::{field_of, uses};
use crate::web::questionnaires::{flaws, words};

/// The fields, above a list of what the questions `before` this one offer.
pub fn fields(view: View, kind: KindName, before: &[Question], form: &Form) -> Markup {
    html! {
        div.stack role="group" aria-labelledby="conditions-title" {
            h2 #conditions-title { (view.t(words::CONDITIONS)) }
            p.help { (view.t(words::CONDITIONS_HELP)) }
            (parts::more(view.t(words::HOW_TO_WRITE), how_to_write(view, before)))
            @for purpose in uses(kind) { (condition(view, *purpose, form)) }
            @if uses(kind).contains(&Use::Fit) {
                div.columns {
                    (parts::text_field(
                        &field(view, form, "valid_zh", words::VALID_ZH)
                            .limit(200)
                            .help(view.t(words::VALID_MESSAGE_HELP))
                    ))
                    (parts::text_field(&field(view, form, "valid_en", words::VALID_EN).limit(200)))
                }
            }
        }
    }
}

fn condition(view: View, purpose: Use, form: &Form) -> Markup {
    let help = match purpose {
        Use::Show => words::SHOW_IF_HELP,
        Use::Require => words::REQUIRED_IF_HELP,
        Use::Fit => words::VALID_IF_HELP,
    };
    let field = field(view, form, field_of(purpose), flaws::purpose(purpose));
    parts::text_field(&field.help(view.t(help)).limit(MOST_CHARACTERS))
}

fn how_to_write(view: View, before: &[Question]) -> Markup {
    let examples: [(Text, &str); 8] = [
        (words::EXAMPLE_CHOICE, "unit = 'hall'"),
        (words::EXAMPLE_MANY, "risk contains 'power'"),
        (words::EXAMPLE_SCALE, "service ≤ 2"),
        (words::EXAMPLE_ROW, "met.guide = 'often'"),
        (words::EXAMPLE_ROW, "order.fee = 1"),
        (words::EXAMPLE_BIN, "days ≥ 10"),
        (words::EXAMPLE_SHARE, "share.queue ≥ 30 or share = 'unsure'"),
        (words::EXAMPLE_BOTH, "(service ≤ 2 or not answered(unit)) and count(risk) > 1"),
    ];
    let offered: Vec<_> =
        before.iter().filter_map(|question| Some((question, readable(question).ok()?))).collect();
    html! {
        p { (view.t(words::HOW_EXAMPLES)) }
        ul { @for (what, example) in examples { li { (view.t(what)) " " code { (example) } } } }
        p { (view.t(words::HOW_WIDE)) }
        p { (view.t(words::HOW_OPEN)) }
        h3 { (view.t(words::READABLE)) }
        @if offered.is_empty() { p.muted { (view.t(words::NOTHING_READABLE)) } }
        @else {
            ul {
                @for (question, readable) in &offered {
                    li {
                        code { (question.code.as_str()) } " " (question.text.to(view.lang)) " "
                        (offer(view, readable))
                    }
                }
            }
        }
    }
}

fn offer(view: View, readable: &Readable<'_>) -> Markup {
    let options = |options: &[Choice]| {
        html! {
            @for choice in options {
                " " code { "'" (choice.code.as_str()) "'" } " " (choice.text.to(view.lang))
            }
        }
    };
    let rows = |rows: &[Choice]| {
        html! {
            @for row in rows { " " code { "." (row.code.as_str()) } " " (row.text.to(view.lang)) }
        }
    };
    let instead = |codes: &[&str]| html! { @for code in codes { " " code { "'" (code) "'" } } };
    match readable {
        Readable::One(offered) | Readable::Many(offered, _) => options(offered),
        Readable::Number { low, high, codes } => html! {
            (words::points(view.lang, *low, *high))
            (instead(codes))
        },
        Readable::Bins { cuts, codes, .. } => html! {
            @for cut in cuts { " " code { "≥ " (cut) } }
            (instead(codes))
        },
        Readable::Places { options, places, codes } => html! {
            (rows(options))
            " " (words::points(view.lang, 1, i32::from(*places)))
            (instead(codes))
        },
        Readable::Shares { parts, cuts, codes, .. } => html! {
            (rows(parts))
            @for cut in *cuts { " " code { "≥ " (cut) } }
            (instead(codes))
        },
        Readable::Rows { rows: lines, each } => html! {
            (rows(lines))
            (offer(view, each))
        },
    }
}
