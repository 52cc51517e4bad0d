//! Years, one year at a glance and day by day, how it stands, and the import of its notice.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::field;
use crate::domain::calendar::{CalendarDay, DayKind, Recounted, YearStanding};
use crate::domain::lang::Lang;
use crate::domain::ledger::Media;
use crate::domain::time::Day;
use crate::services::calendar::{Dated, Move, Moves, StoredYear, YearVersion};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Input, Style, Tone};
use crate::web::paths;
use crate::web::setup::words;
use crate::web::words as common;

/// All years.
pub fn years(view: View, years: &[StoredYear], days: &[CalendarDay], form: &Form) -> Page {
    let columns = [
        Column::short(view.t(words::YEAR)),
        Column::short(view.t(words::STANDING_OF_YEAR)),
        Column::number(view.t(words::DAYS_OFF)),
        Column::number(view.t(words::DAYS_WORKED)),
        Column::text(view.t(words::SOURCE)),
    ];
    let row = |stored: &StoredYear| {
        let year = stored.year.year;
        let count = |kind| {
            let own = days.iter().filter(|day| day.day.year() == year && day.kind == kind);
            html! { (own.count()) }
        };
        vec![
            html! { a href=(paths::calendar_year(year)) { (words::year(view.lang, year)) } },
            standing_badge(view, stored.year.standing),
            count(DayKind::Holiday),
            count(DayKind::Makeup),
            html! { (stored.source) },
        ]
    };
    let rows: Vec<Vec<Markup>> = years.iter().map(row).collect();
    let year = field(view, form, "year", words::YEAR)
        .input(Input::Number)
        .range("2000", "2100")
        .required();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if rows.is_empty() {
            (parts::empty_state(view.t(words::NO_YEARS), None))
        } @else {
            (parts::table(view.t(words::EDIT_CALENDAR), &columns, &rows))
        }
        (parts::form(paths::CALENDAR, html! {
            (parts::text_field(&year))
            (parts::actions(parts::button(view.t(words::ADD_YEAR), Style::Plain)))
        }))
    };
    Page::new(view.t(words::EDIT_CALENDAR), body)
        .lead(view.t(words::CALENDAR_LEAD))
        .crumb(view.t(words::SETUP), paths::SETUP)
        .with_form()
}

fn standing_badge(view: View, standing: YearStanding) -> Markup {
    let tone = match standing {
        YearStanding::Published => Tone::Good,
        YearStanding::Provisional => Tone::Soon,
    };
    parts::badge(view.t(standing.text()), tone)
}

/// One year.
pub fn year(
    view: View,
    stored: &StoredYear,
    days: &[CalendarDay],
    versions: &[(YearVersion, String)],
    form: &Form,
) -> Page {
    let year = stored.year.year;
    let facts = [
        (view.t(words::STANDING_OF_YEAR), standing_badge(view, stored.year.standing)),
        (view.t(words::SOURCE), html! { (stored.source) }),
    ];
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::facts(&facts))
        (parts::panel(view.t(words::MONTHS), html! {
            p.help { (view.t(words::LEGEND)) }
            div.months { @for month in 1..=12 { (month_table(view, year, month, days)) } }
        }))
        (parts::panel(view.t(words::ADD_DAY), add_day(view, year, form)))
        (parts::panel(view.t(words::DAYS), day_table(view, stored, days)))
        @if !versions.is_empty() {
            (parts::panel(view.t(words::VERSIONS), version_table(view, year, versions)))
        }
    };
    let actions = html! {
        @let standing = paths::calendar_standing(year);
        (parts::link_button(view.t(words::CHANGE_STANDING), &standing, Style::Plain))
        (parts::link_button(view.t(words::IMPORT), &paths::calendar_import(year), Style::Plain))
    };
    framed(view, words::year(view.lang, year), body).actions(actions).with_form()
}

/// A month as a small table from Monday to Sunday; only days that differ carry a mark.
fn month_table(view: View, year: i32, month: u32, days: &[CalendarDay]) -> Markup {
    let kinds: BTreeMap<Day, DayKind> = days.iter().map(|day| (day.day, day.kind)).collect();
    let own: Vec<Day> = (1..=31).filter_map(|day| Day::of(year, month, day)).collect();
    let lead = own.first().map_or(0, |first| first.weekday_from_monday());
    let blanks = (0..lead).map(|_| None);
    let cells: Vec<Option<Day>> = blanks.chain(own.into_iter().map(Some)).collect();
    let names = match view.lang {
        Lang::Zh => ["一", "二", "三", "四", "五", "六", "日"],
        Lang::En => ["M", "T", "W", "T", "F", "S", "S"],
    };
    html! {
        table.month {
            caption { (words::month(view.lang, month)) }
            thead { tr { @for name in names { th scope="col" { (name) } } } }
            tbody {
                @for week in cells.chunks(7) {
                    tr { @for day in week { (day_cell(*day, &kinds)) } }
                }
            }
        }
    }
}

fn day_cell(day: Option<Day>, kinds: &BTreeMap<Day, DayKind>) -> Markup {
    let Some(day) = day else {
        return html! { td {} };
    };
    let (class, mark) = match kinds.get(&day) {
        Some(DayKind::Holiday) => (Some("off"), "休"),
        Some(DayKind::Makeup) => (Some("worked"), "班"),
        None if day.is_weekend() => (Some("weekend"), ""),
        None => (None, ""),
    };
    html! {
        td class=[class] {
            (day.day_of_month())
            @if !mark.is_empty() { small { (mark) } }
        }
    }
}

fn day_table(view: View, stored: &StoredYear, days: &[CalendarDay]) -> Markup {
    let year = stored.year.year;
    let is_published = stored.year.standing == YearStanding::Published;
    let columns = [
        Column::short(view.t(words::DAY)),
        Column::short(view.t(words::KIND)),
        Column::text(view.t(words::HOLIDAY_NAME)),
        Column::short(view.t(words::MAKE_PLAIN)),
    ];
    let row = |day: &CalendarDay| {
        let date = day.day.to_string();
        vec![
            html! { (date) },
            html! { (view.t(day.kind.text())) },
            html! { (day.name) },
            html! {
                @let label = words::make_plain(view.lang, &date);
                button.button name="day" value=(date) aria-label=(label) {
                    (view.t(words::MAKE_PLAIN))
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = days.iter().map(row).collect();
    html! {
        @if rows.is_empty() {
            p.muted { (view.t(words::NO_DAYS_YET)) }
        } @else {
            // Dates were set by what is published: its days change on a page that says which move.
            form method=(if is_published { "get" } else { "post" }) action=(paths::calendar_plain(year)) {
                (parts::table(view.t(words::DAYS), &columns, &rows))
            }
        }
    }
}

/// What the year said after each change, and the notice it was taken from.
fn version_table(view: View, year: i32, versions: &[(YearVersion, String)]) -> Markup {
    let columns = [
        Column::short(view.t(words::VERSION)),
        Column::text(view.t(words::CHANGED_BY)),
        Column::short(view.t(words::STANDING_OF_YEAR)),
        Column::number(view.t(words::DAYS)),
        Column::text(view.t(words::SOURCE)),
    ];
    let row = |(version, name): &(YearVersion, String)| {
        vec![
            html! { (version.version) },
            html! { (name) " " (version.at.to_minute()) },
            standing_badge(view, version.standing),
            html! { (version.days) },
            html! {
                (version.source)
                @if let Some((name, hash)) = &version.notice {
                    p.muted {
                        a href=(paths::calendar_notice(year, version.version)) { (name) }
                        " · SHA-256 " code { (hash) }
                    }
                }
            },
        ]
    };
    parts::table(view.t(words::VERSIONS), &columns, &versions.iter().map(row).collect::<Vec<_>>())
}

fn add_day(view: View, year: i32, form: &Form) -> Markup {
    let day = field(view, form, "day", words::DAY)
        .help(view.t(words::ADD_DAY_HELP))
        .range(format!("{year}-01-01"), format!("{year}-12-31"))
        .required();
    let kinds: Vec<Choice> =
        DayKind::ALL.iter().map(|kind| Choice::new(kind.code(), view.t(kind.text()))).collect();
    parts::form(
        &paths::calendar_year(year),
        html! {
            (parts::date_field(&day))
            (parts::radio_group(&field(view, form, "kind", words::KIND).required(), &kinds))
            (parts::text_field(&field(view, form, "name", words::HOLIDAY_NAME).limit(120).required()))
            (parts::actions(parts::button(view.t(common::SAVE), Style::Primary)))
        },
    )
}

/// The form of a year's standing.
pub fn standing(view: View, year: i32, form: &Form) -> Page {
    let standings: Vec<Choice> = YearStanding::ALL
        .iter()
        .map(|standing| Choice::new(standing.code(), view.t(standing.text())))
        .collect();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::calendar_standing(year), html! {
            (parts::radio_group(
                &field(view, form, "standing", words::STANDING_OF_YEAR).required(), &standings
            ))
            (source_field(view, form))
            (buttons(view, year))
        }))
    };
    of_year(view, year, view.t(words::CHANGE_STANDING), body)
}

/// The page with the file field: what was wrong with the last file, or what it would move.
pub fn import(
    view: View,
    year: i32,
    form: &Form,
    (mistakes, moves): (&[String], Option<&Moves>),
) -> Page {
    let file = field(view, form, "file", words::FILE).help(view.t(words::FILE_HELP));
    let file = if moves.is_some() { file } else { file.required() };
    let notice = field(view, form, "notice", words::NOTICE_FILE).help(view.t(words::NOTICE_HELP));
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if !mistakes.is_empty() {
            (parts::notice(Tone::Late, html! {
                p { strong { (view.t(words::NOTHING_IMPORTED)) } }
                ul { @for mistake in mistakes { li { (mistake) } } }
            }))
        }
        (parts::file_form(&paths::calendar_import(year), html! {
            (source_field(view, form))
            @if let Some(moves) = moves { (to_confirm(view, form, moves)) }
            @if form.error("looked").is_some() || form.has("looked") {
                (parts::tick(&field(view, form, "looked", words::LOOKED_AT_DAYS).required(), "yes"))
            }
            (parts::file_field(&notice, &Media::endings()))
            (parts::file_field(&file, ".csv,.txt"))
            (buttons(view, year))
        }))
    };
    of_year(view, year, view.t(words::IMPORT), body).lead(view.t(words::IMPORT_LEAD))
}

/// What one day would move, before it is set or made plain; the form goes where it came from.
pub fn moves(view: View, year: i32, form: &Form, (moves, action): (&Moves, &str)) -> Page {
    let sent = ["day", "kind", "name"].into_iter().filter(|name| form.has(name));
    let day = form.text("day");
    let lead = match DayKind::from_code(form.text("kind")) {
        Some(kind) => format!("{day} · {}", view.t(kind.text())),
        None => words::make_plain_question(view.lang, day),
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(action, html! {
            @for name in sent { (parts::hidden(name, form.text(name))) }
            (moved(view, form, moves))
            (buttons(view, year))
        }))
    };
    of_year(view, year, view.t(words::MOVES), body).lead(lead)
}

/// What the days of the file would move, and the file itself, which was read.
fn to_confirm(view: View, form: &Form, moves: &Moves) -> Markup {
    html! {
        @if !moves.moves.is_empty() { (moved(view, form, moves)) }
        (parts::hidden("csv", form.text("csv")))
        p.help { (view.t(words::FILES_AGAIN)) }
    }
}

/// Every date that units were told and that would not be the same, and the tick for it.
fn moved(view: View, form: &Form, moves: &Moves) -> Markup {
    let columns = [
        Column::text(view.t(words::MOVED_WHAT)),
        Column::text(view.t(words::MOVED_UNIT)),
        Column::short(view.t(words::MOVED_FROM)),
        Column::short(view.t(words::MOVED_TO)),
    ];
    let row = |moved: &Move| {
        let unit = moves.units.iter().find(|unit| unit.id == moved.unit);
        let what = match moved.of {
            Dated::Plan(_) => words::MOVED_PLAN,
            Dated::Answer(_) => words::MOVED_ANSWER,
        };
        let to = match moved.to {
            Recounted::Later(day) => day.to_string(),
            Recounted::Kept(day) => words::kept(view.lang, &day.to_string()),
            Recounted::Same => moved.from.to_string(),
        };
        vec![
            html! {
                @match &moved.name {
                    Some(name) => { (name) (view.in_brackets(view.t(what))) },
                    None => (view.t(what)),
                }
            },
            html! { (unit.map_or("—", |unit| unit.name(view.lang))) },
            html! { (moved.from) },
            html! { (to) },
        ]
    };
    let rows: Vec<Vec<Markup>> = moves.moves.iter().map(row).collect();
    html! {
        @if rows.is_empty() { p.muted { (view.t(words::MOVES_NOTHING)) } }
        @else {
            (parts::panel(view.t(words::MOVES), parts::table(view.t(words::MOVES), &columns, &rows)))
        }
        (parts::tick(&field(view, form, "confirmed", words::MOVES_SEEN).required(), "yes"))
    }
}

fn source_field(view: View, form: &Form) -> Markup {
    let source =
        field(view, form, "source", words::SOURCE).help(view.t(words::SOURCE_HELP)).limit(300);
    parts::text_area(&source, 3)
}

fn buttons(view: View, year: i32) -> Markup {
    let to = paths::calendar_year(year);
    parts::actions(html! {
        (parts::button(view.t(common::SAVE), Style::Primary))
        (parts::link_button(view.t(common::CANCEL), &to, Style::Plain))
    })
}

fn of_year(view: View, year: i32, heading: &str, body: Markup) -> Page {
    framed(view, heading.to_owned(), body)
        .crumb(words::year(view.lang, year), paths::calendar_year(year))
        .width(Width::Reading)
        .with_form()
}

fn framed(view: View, heading: String, body: Markup) -> Page {
    Page::new(heading, body)
        .crumb(view.t(words::SETUP), paths::SETUP)
        .crumb(view.t(words::EDIT_CALENDAR), paths::CALENDAR)
}
