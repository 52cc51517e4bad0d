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
    let is_plain = in_block || kind.has_lines();
    html! {
        @if kind.has_lines() { (rows(view, form, LINES, &LINE_WORDS, &[])) }
        @if kind.has_points() { (points(view, kind, form)) }
        @if is_multiple { (bounds(view, form)) }
        @if kind.has_options() {
            @let marks: &[_] = if is_plain { &[ALONE] } else { &[ALONE, OTHER, FIXED] };
            (rows(view, form, OPTIONS, &OPTION_WORDS, marks))
            @if !is_plain {
                @let shuffle = field(view, form, "shuffle", words::SHUFFLE);
                (parts::tick(&shuffle.help(view.t(words::SHUFFLE_HELP)), "yes"))
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
    let aside = |aside: Aside| {
        let label = match aside {
            Aside::Unsure => words::UNSURE,
            Aside::Unwilling => words::UNWILLING,
        };
        parts::tick(&field(view, form, aside.code(), label), "yes")
    };
    html! {
        @if kind != KindName::Nps { (parts::text_field(&points)) }
        div.columns {
            (end("low_zh", words::LOW_ZH))
            (end("low_en", words::LOW_EN))
            (end("high_zh", words::HIGH_ZH))
            (end("high_en", words::HIGH_EN))
        }
        @for each in Aside::ALL { (aside(each)) }
    }
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

/// A mark in a row: the end of its field's name, what it is called.
type Mark = (&'static str, Text);

const ALONE: Mark = (".alone", words::ALONE);
const OTHER: Mark = (".other", words::OTHER);
const FIXED: Mark = (".fixed", words::FIXED);

/// What rows are called.
struct RowWords {
    id: &'static str,
    title: Text,
    help: Text,
}

const OPTION_WORDS: RowWords =
    RowWords { id: "options-title", title: words::OPTIONS, help: words::OPTIONS_HELP };
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
    columns.extend(marks.iter().map(|(_, label)| Column::text(view.t(*label))));
    let count = of.count(form);
    let table: Vec<Vec<Markup>> = (0..count).map(|at| row(view, form, of, at, marks)).collect();
    html! {
        div.stack role="group" aria-labelledby=(said.id) {
            h2 id=(said.id) { (view.t(said.title)) }
            p.help { (view.t(said.help)) " " (view.t(words::CODE_HELP)) }
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
    let mark = |(part, label): &Mark| {
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
