//! The list of items: narrowed by whose turn it is, state, standing, unit and campaign.

use maud::{Markup, html};

use super::super::badges::{sent_back_words, standing_badge, standing_words, state_badge};
use super::super::items::{AFTER_THIS_WEEK, THIS_WEEK, UNJUDGED};
use super::super::{co_words, meeting_words, watch_words, words};
use super::category_name;
use crate::domain::lang::Text;
use crate::domain::ledger::{LedgerState, Scope, Turn};
use crate::domain::people::{Act, Actor};
use crate::domain::routing::Duty;
use crate::services::ledger::{InList, Ledger, Listed, Names};
use crate::services::tables::{Cell, SheetToWrite};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Column, Field, Leaf, Style, Tone};
use crate::web::paths;

/// The list.
pub fn list(view: View, actor: &Actor, ledger: &Ledger, (filter, leaf): (&Form, Leaf)) -> Page {
    let shown = ledger.items.iter();
    let rows: Vec<Vec<Markup>> = shown.map(|listed| row(view, &ledger.names, listed)).collect();
    let columns = [
        Column::text(view.t(words::NAME)),
        Column::text(view.t(words::UNIT)),
        Column::words(view.t(words::CATEGORY)),
        Column::text(view.t(words::LEVEL)),
        Column::words(view.t(words::STATE)),
        Column::short(view.t(words::DEADLINE)),
        Column::words(view.t(words::STANDING)),
    ];
    let body = html! {
        (filters(view, actor, &ledger.names, filter))
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_ITEMS), None)) }
        @else { div.print-wide { (parts::table(view.t(words::LEDGER), &columns, &rows)) } }
        (parts::pager(view.lang, leaf.among(ledger.total), |number| address(filter, number)))
        @if !rows.is_empty() {
            p.no-print { a href=(workbook(filter)) { (view.t(words::AS_XLSX)) } }
        }
    };
    let page = Page::new(view.t(words::LEDGER), body).lead(view.t(words::LEDGER_LEAD));
    if actor.may(Act::Receive) {
        page.actions(html! {
            (parts::link_button(view.t(words::NEW), paths::LEDGER_NEW, Style::Plain))
            @if let Some(unit) = actor.unit {
                (parts::link_button(
                    view.t(words::OWN_UNIT), &paths::unit_profile(unit), Style::Plain,
                ))
            }
        })
    } else if actor.may(Act::Verify) {
        page.actions(html! {
            @if actor.may(Act::Release) {
                (parts::link_button(view.t(meeting_words::RECORD), paths::LEDGER_RECORD, Style::Plain))
            }
            (parts::link_button(view.t(watch_words::DRAWS), paths::LEDGER_DRAWS, Style::Plain))
        })
    } else {
        page
    }
}

fn workbook(filter: &Form) -> String {
    let mut kept = filter.clone();
    kept.forget("page");
    format!("{}?{}", paths::LEDGER_XLSX, kept.encode())
}

fn address(filter: &Form, page: u64) -> String {
    let mut kept = filter.clone();
    kept.forget("page");
    kept.push("page", page);
    format!("{}?{}", paths::LEDGER, kept.encode())
}

/// What stands in a line, as words: the table dresses them, a workbook takes them as they are.
fn cells(view: View, names: &Names, listed: &Listed) -> [String; 7] {
    let item = &listed.item;
    let unit = names.units.iter().find(|unit| unit.id == item.unit);
    let level = item.level.map_or("—", |level| view.t(level.text()));
    let standing = listed.standing.map(|standing| standing_words(view, standing));
    [
        item.name.clone(),
        unit.map_or("", |unit| unit.name(view.lang)).to_owned(),
        category_name(view, names, &item.category).to_owned(),
        level.to_owned(),
        state(view, item),
        item.deadline.map_or_else(
            || "—".to_owned(),
            |day| {
                let marked =
                    listed.is_provisional.then(|| view.in_brackets(view.t(words::PROVISIONAL)));
                format!("{day}{}", marked.unwrap_or_default())
            },
        ),
        standing.unwrap_or_default(),
    ]
}

/// The state, and what a badge beside it tells.
fn state(view: View, item: &InList) -> String {
    let sent_back = item.sent_back.then(|| view.in_brackets(view.t(sent_back_words(item.state))));
    format!("{}{}", view.t(item.state.text_of(item.duty)), sent_back.unwrap_or_default())
}

fn row(view: View, names: &Names, listed: &Listed) -> Vec<Markup> {
    let item = &listed.item;
    let [name, unit, category, level, _, due, _] = cells(view, names, listed);
    vec![
        html! { a href=(paths::ledger_item(item.id)) { (name) } },
        html! { (unit) @if item.duty == Duty::Co { " " (parts::badge(view.t(Duty::Co.text()), Tone::Neutral)) } },
        html! { (category) },
        html! { (level) },
        html! {
            (state_badge(view, item.state, item.duty))
            @if item.sent_back { " " (parts::badge(view.t(sent_back_words(item.state)), Tone::Soon)) }
        },
        html! { (due) },
        html! { @if let Some(standing) = listed.standing { (standing_badge(view, standing)) } },
    ]
}

const HEADINGS: [Text; 7] = [
    words::NAME,
    words::UNIT,
    words::CATEGORY,
    words::LEVEL,
    words::STATE,
    words::DEADLINE,
    words::STANDING,
];

/// The list as the address narrows it, whole, for a workbook.
pub fn sheet(view: View, ledger: &Ledger, title: String) -> SheetToWrite {
    SheetToWrite {
        name: view.t(words::LEDGER).to_owned(),
        title: Some(title),
        header: HEADINGS
            .iter()
            .chain([&co_words::DUTY])
            .map(|head| view.t(*head).to_owned())
            .collect(),
        rows: ledger
            .items
            .iter()
            .map(|listed| {
                let mut row = cells(view, &ledger.names, listed).map(Cell::from).to_vec();
                row.push(view.t(listed.item.duty.text()).into());
                row
            })
            .collect(),
    }
}

fn filters(view: View, actor: &Actor, names: &Names, filter: &Form) -> Markup {
    let field = |name, label| {
        let field = Field::new(view.lang, name, view.t(label)).value(filter.text(name));
        field.none(view.t(words::ANY))
    };
    let state = |state: &LedgerState| match state {
        LedgerState::Void => Choice::new(state.code(), view.t(words::VOID_OR_EXCUSED)),
        state => Choice::new(state.code(), view.t(state.text())),
    };
    let states: Vec<Choice> = LedgerState::ALL.iter().map(state).collect();
    let turns = Turn::ALL.iter().map(|turn| Choice::new(turn.code(), view.t(turn.text())));
    let turns: Vec<Choice> = turns.collect();
    let standings = [
        Choice::new("late", view.t(words::LATE_ONLY)),
        Choice::new("soon", view.t(words::SOON_ONLY)),
        Choice::new(THIS_WEEK, view.t(words::THIS_WEEK_ONLY)),
        Choice::new(AFTER_THIS_WEEK, view.t(words::AFTER_THIS_WEEK_ONLY)),
        Choice::new(UNJUDGED, view.t(words::UNJUDGED_ONLY)),
    ];
    // A unit of which the person sees nothing is none to ask for, as in figures and forms.
    let scope = Scope::of(actor);
    let units = names.units.iter().filter(|unit| scope.covers(unit.id));
    let units: Vec<Choice> =
        units.map(|unit| Choice::new(unit.id.to_string(), unit.name(view.lang))).collect();
    let campaigns: Vec<Choice> = names
        .campaigns
        .iter()
        .map(|campaign| Choice::new(campaign.id.to_string(), campaign.name(view.lang)))
        .collect();
    parts::filter_form(
        paths::LEDGER,
        html! {
            (parts::select(&field("turn", words::YOUR_TURN), &turns))
            (parts::select(&field("state", words::STATE), &states))
            (parts::select(&field("standing", words::STANDING), &standings))
            (parts::select(&field("unit", words::UNIT), &units))
            (parts::select(&field("campaign", words::CAMPAIGN), &campaigns))
            (parts::actions(parts::button(view.t(words::FILTER), Style::Plain)))
        },
    )
}
