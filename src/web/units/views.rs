//! Pages of units.

use maud::{Markup, html};

use super::words;
use crate::domain::people::{Unit, UnitKind};
use crate::web::form::Form;
use crate::web::import_page::Import;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// All units.
pub fn list(view: View, units: &[Unit]) -> Page {
    let columns = [
        Column::text(view.t(words::NAME_ZH)),
        Column::text(view.t(words::NAME_EN)),
        Column::short(view.t(words::CODE)),
        Column::text(view.t(words::KIND)),
        Column::short(view.t(words::STANDING)),
    ];
    let rows: Vec<Vec<Markup>> = units
        .iter()
        .map(|unit| {
            let standing = if unit.active {
                parts::badge(view.t(words::ACTIVE), Tone::Good)
            } else {
                parts::badge(view.t(words::DEACTIVATED), Tone::Neutral)
            };
            vec![
                html! { a href=(paths::unit(unit.id)) { (unit.name_zh) } },
                html! { (unit.name_en) },
                html! { code { (unit.code) } },
                html! { (view.t(common::unit_kind(unit.kind))) },
                standing,
            ]
        })
        .collect();
    let load = parts::link_button(view.t(words::TO_SETUP), paths::SETUP, Style::Plain);
    let body = html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_UNITS), Some(load))) }
        @else { (parts::table(view.t(words::UNITS), &columns, &rows)) }
    };
    let actions = html! {
        (parts::link_button(view.t(words::NEW_UNIT), paths::UNIT_NEW, Style::Primary))
        (parts::link_button(view.t(words::IMPORT_UNITS), paths::UNITS_IMPORT, Style::Plain))
    };
    Page::new(view.t(words::UNITS), body).lead(view.t(words::LEAD)).actions(actions)
}

/// An empty form.
pub fn new(view: View, form: &Form) -> Page {
    let code = Field::new(view.lang, "code", view.t(words::CODE))
        .help(view.t(words::CODE_HELP))
        .value(form.text("code"))
        .error(form.error("code"))
        .autocomplete("off")
        .required();
    let fields = html! { (parts::text_field(&code)) (fields(view, form)) (buttons(view)) };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::UNIT_NEW, fields))
    };
    framed(view, view.t(words::NEW_UNIT), body)
}

/// A unit's form.
pub fn edit(view: View, unit: &Unit, form: &Form) -> Page {
    let standing =
        Field::new(view.lang, "standing", view.t(words::STANDING)).value(form.text("standing"));
    let standings = [
        Choice::new("active", view.t(words::ACTIVE)),
        Choice::new("deactivated", view.t(words::DEACTIVATED)),
    ];
    let fields = html! {
        (fields(view, form))
        (parts::radio_group(&standing, &standings))
        (buttons(view))
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::unit(unit.id), fields))
    };
    framed(view, &unit.name_zh, body)
}

fn framed(view: View, title: &str, body: Markup) -> Page {
    Page::new(title, body)
        .crumb(view.t(words::UNITS), paths::UNITS)
        .width(Width::Reading)
        .with_form()
}

fn fields(view: View, form: &Form) -> Markup {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label))
            .value(form.text(name))
            .error(form.error(name))
            .autocomplete("off")
    };
    let kinds: Vec<Choice> = UnitKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), view.t(common::unit_kind(*kind))))
        .collect();
    html! {
        (parts::text_field(&field("name_zh", words::NAME_ZH).required()))
        (parts::text_field(&field("name_en", words::NAME_EN).help(view.t(words::NAME_EN_HELP))))
        (parts::radio_group(&field("kind", words::KIND).required(), &kinds))
    }
}

fn buttons(view: View) -> Markup {
    parts::actions(html! {
        (parts::button(view.t(common::SAVE), Style::Primary))
        (parts::link_button(view.t(common::CANCEL), paths::UNITS, Style::Plain))
    })
}

/// The page with the file field, and what was wrong with the last file.
pub fn import(view: View, mistakes: &[String]) -> Page {
    let import = Import {
        title: words::IMPORT_UNITS,
        columns: words::FILE_HELP,
        action: paths::UNITS_IMPORT,
        list: (words::UNITS, paths::UNITS),
    };
    import.page(view, mistakes)
}
