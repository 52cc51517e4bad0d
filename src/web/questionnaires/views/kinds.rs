//! What the form of a question asks of each kind.

use maud::{Markup, html};

use super::field;
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Aside, KindName};
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts::{self, Column, Input, Style, field_id};
use crate::web::questionnaires::fields::{LINES, OPTIONS, Rows, SPARE_ROWS};
use crate::web::questionnaires::words;

/// The fields of a kind. Inside a block there are plain options and nothing else.
pub fn fields(view: View, kind: KindName, in_block: bool, form: &Form) -> Markup {
    let is_multiple = matches!(
        KindName::from_code(form.text("kind")).unwrap_or(kind),
        KindName::Multiple | KindName::MatrixMultiple
    ) || matches!(kind, KindName::Multiple | KindName::MatrixMultiple);
    let is_plain = in_block || kind.has_lines() || kind == KindName::Ranking;
    html! {
        @if kind.has_lines() {
            @let said = if kind == KindName::Shares { &PART_WORDS } else { &LINE_WORDS };
            (rows(view, form, LINES, said, &[]))
        }
        (measured(view, kind, form))
        @if kind.has_points() { (points(view, kind, form)) }
        @if is_multiple { (bounds(view, form)) }
        @if kind.has_options() {
            @let marks: &[_] = match is_plain {
                _ if kind == KindName::Ranking => &[FIXED],
                true => &[ALONE],
                false => &[ALONE, OTHER, FIXED],
            };
            (rows(view, form, OPTIONS, &OPTION_WORDS, marks))
            @if !is_plain || kind == KindName::Ranking {
                @let shuffle = field(view, form, "shuffle", words::SHUFFLE);
                @let moves = if kind == KindName::Ranking { words::SHUFFLE_RANKED_HELP }
                    else { words::SHUFFLE_HELP };
                (parts::tick(&shuffle.help(view.t(moves)), "yes"))
            }
        }
    }
}

fn points(view: View, kind: KindName, form: &Form) -> Markup {
    let points = field(view, form, "points", words::POINTS)
        .help(view.t(words::POINTS_HELP))
        .input(Input::Number)
        .range("3", "10")
        .required();
    let end = |name, label| parts::text_field(&field(view, form, name, label).limit(60));
    html! {
        @if kind != KindName::Nps { (parts::text_field(&points)) }
        div.columns {
            (end("low_zh", words::LOW_ZH))
            (end("low_en", words::LOW_EN))
            (end("high_zh", words::HIGH_ZH))
            (end("high_en", words::HIGH_EN))
        }
        (asides(view, form))
    }
}

/// What numbers, dates, times, shares, rankings and sentences have of their own.
fn measured(view: View, kind: KindName, form: &Form) -> Markup {
    use KindName as K;
    let is_measured = matches!(kind, K::Number | K::Date | K::Time);
    let text = |name, label: Text, help: Option<Text>| {
        let text = field(view, form, name, label);
        parts::text_field(&match help {
            Some(help) => text.help(view.t(help)),
            None => text,
        })
    };
    let number = |name, label: Text, most: &str| {
        let number =
            field(view, form, name, label).input(Input::Number).range("0", most.to_owned());
        parts::text_field(&number.required())
    };
    let said = MeasureWords::of(kind);
    html! {
        @if kind == K::Blanks {
            @let zh = field(view, form, "sentence_zh", words::SENTENCE_ZH).required();
            div.columns {
                (parts::text_area(&zh.help(view.t(words::SENTENCE_HELP)), 3))
                (parts::text_area(&field(view, form, "sentence_en", words::SENTENCE_EN), 3))
            }
        }
        @if kind == K::Ranking { (number("places", words::PLACES, "100")) }
        @if kind == K::Shares { (number("total", words::TOTAL, "1000000")) }
        @if is_measured {
            div.columns {
                (text("from", said.from, Some(said.limit_help)))
                (text("to", said.to, Some(said.limit_help)))
            }
        }
        @if kind == K::Number { (number("decimals", words::DECIMALS, "4")) }
        @if matches!(kind, K::Number | K::Shares) {
            div.columns {
                (text("unit_zh", words::UNIT_ZH, None))
                (text("unit_en", words::UNIT_EN, None))
            }
        }
        @if is_measured || kind == K::Shares { (text("cuts", words::CUTS, Some(said.cuts_help))) }
        @if is_measured || matches!(kind, K::Ranking | K::Shares) { (asides(view, form)) }
    }
}

/// What limits and bins are called.
struct MeasureWords {
    from: Text,
    to: Text,
    limit_help: Text,
    cuts_help: Text,
}

impl MeasureWords {
    fn of(kind: KindName) -> Self {
        match kind {
            KindName::Date => Self {
                from: words::FROM_DATE,
                to: words::TO_DATE,
                limit_help: words::DATE_HELP,
                cuts_help: words::CUTS_DATE_HELP,
            },
            KindName::Time => Self {
                from: words::FROM_TIME,
                to: words::TO_TIME,
                limit_help: words::TIME_HELP,
                cuts_help: words::CUTS_TIME_HELP,
            },
            _ => Self {
                from: words::FROM,
                to: words::TO,
                limit_help: words::LIMIT_HELP,
                cuts_help: words::CUTS_HELP,
            },
        }
    }
}

fn asides(view: View, form: &Form) -> Markup {
    let aside = |aside: Aside| {
        let label = match aside {
            Aside::Unsure => words::UNSURE,
            Aside::Unwilling => words::UNWILLING,
        };
        parts::tick(&field(view, form, aside.code(), label), "yes")
    };
    html! { @for each in Aside::ALL { (aside(each)) } }
}

fn bounds(view: View, form: &Form) -> Markup {
    let bound = |name, label| {
        let bound = field(view, form, name, label).input(Input::Number).range("1", "100");
        parts::text_field(&bound.help(view.t(words::BOUND_HELP)))
    };
    html! {
        div.columns {
            (bound("least", words::LEAST))
            (bound("most", words::MOST))
        }
    }
}

/// A mark in a row: the end of its field's name, what it is called, and what it does.
type Mark = (&'static str, Text, Option<Text>);

const ALONE: Mark = (".alone", words::ALONE, Some(words::ALONE_HELP));
const OTHER: Mark = (".other", words::OTHER, Some(words::OTHER_HELP));
// What it does is said where the order is.
const FIXED: Mark = (".fixed", words::FIXED, None);

/// What rows are called.
struct RowWords {
    id: &'static str,
    title: Text,
    help: Text,
}

const OPTION_WORDS: RowWords =
    RowWords { id: "options-title", title: words::OPTIONS, help: words::OPTIONS_HELP };
const PART_WORDS: RowWords =
    RowWords { id: "parts-title", title: words::PARTS, help: words::PARTS_HELP };
const LINE_WORDS: RowWords =
    RowWords { id: "lines-title", title: words::LINES, help: words::LINES_HELP };

/// Options or lines as rows of a table: text in both languages, code, number, and their marks.
fn rows(view: View, form: &Form, of: Rows, said: &RowWords, marks: &[Mark]) -> Markup {
    let mut columns = vec![
        Column::short(view.t(words::ROW)),
        Column::text(view.t(words::OPTION_ZH)),
        Column::text(view.t(words::OPTION_EN)),
        Column::text(view.t(words::CODE)),
        Column::text(view.t(words::ORDER)),
    ];
    columns.extend(marks.iter().map(|(_, label, _)| Column::text(view.t(*label))));
    let count = of.count(form);
    let table: Vec<Vec<Markup>> = (0..count).map(|at| row(view, form, of, at, marks)).collect();
    html! {
        div.stack role="group" aria-labelledby=(said.id) {
            h2 id=(said.id) { (view.t(said.title)) }
            p.help {
                (view.t(said.help)) " "
                @for (_, _, help) in marks {
                    @if let Some(help) = help { (view.t(*help)) " " }
                }
                (view.t(words::CODE_HELP))
            }
            (parts::table(view.t(said.title), &columns, &table))
            @if count < of.most + SPARE_ROWS {
                (parts::actions(
                    parts::button_naming(view.t(words::MORE_ROWS), Style::Plain, "rows", "more")
                ))
            }
        }
    }
}

fn row(view: View, form: &Form, of: Rows, row: usize, marks: &[Mark]) -> Vec<Markup> {
    let name = |part: &str| format!("{}.{row}{part}", of.name);
    let is_stored = !form.text(&name(".place")).is_empty() && form.error(&name(".code")).is_none();
    let cell = |part: &str, label: Text, limit: usize, class: Option<&str>| {
        let is_fixed = class == Some("code") && is_stored;
        let name = name(part);
        let error = form.error(&name);
        html! {
            input class=[class] id=(field_id(&name)) name=(name) value=(form.text(&name)) maxlength=(limit)
                autocomplete="off" readonly[is_fixed] aria-invalid=[error.map(|_| "true")]
                aria-label=(words::in_row(view.lang, view.t(label), row + 1));
            @if let Some(error) = error { p.error { (error) } }
        }
    };
    let mark = |(part, label, _): &Mark| {
        let name = name(part);
        html! {
            input type="checkbox" name=(name) value="yes" checked[form.has(&name)]
                aria-label=(words::in_row(view.lang, view.t(*label), row + 1));
        }
    };
    let mut cells = vec![
        html! { (row + 1) },
        cell("_zh", words::OPTION_ZH, 200, None),
        cell("_en", words::OPTION_EN, 200, None),
        cell(".code", words::CODE, 40, Some("code")),
        cell(".place", words::ORDER, 3, Some("brief")),
    ];
    cells.extend(marks.iter().map(mark));
    cells
}
