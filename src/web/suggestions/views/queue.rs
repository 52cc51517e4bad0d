//! The queue: how many texts stand where, the texts that wait, the items under way.

use maud::{Markup, html};

use super::{in_lang, unit_name, word_of, words};
use crate::domain::lang::Lang;
use crate::domain::people::{Act, Actor};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::suggestions::ItemState;
use crate::domain::suggestions::purge::{DAYS_AFTER_LAST_BATCH, DAYS_AT_MOST};
use crate::services::suggestions::desk::{Filter, Queue, Term, Waiting};
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Column, Field, Pager, Style, Tile, Tone};
use crate::web::paths;

const SIZE: usize = 50;

/// No pool was opened yet.
pub fn nothing_opened(view: View) -> Page {
    Page::new(view.t(words::DESK), parts::empty_state(view.t(words::NOTHING_OPENED), None))
        .lead(view.t(words::DESK_LEAD))
}

/// The desk.
pub fn page(view: View, actor: &Actor, queue: &Queue, filter: Filter, page: usize) -> Page {
    let body = html! {
        (parts::tiles(&tiles(view, queue)))
        p.muted { (words::balance(view.lang, queue.totals.received())) }
        (terms(view, queue))
        (empty_notice(view, queue))
        (parts::panel(view.t(words::TEXTS), html! {
            (narrow(view, queue, filter))
            (texts(view, queue, filter, page))
        }))
        div #items { (parts::panel(view.t(words::ITEMS), items(view, queue))) }
    };
    let name = (queue.campaign.name_zh.clone(), queue.campaign.name_en.clone());
    let mut drawn = Page::new(view.t(words::DESK), body).lead(in_lang(&name, view.lang));
    if actor.may(Act::Distil) {
        let edit =
            parts::link_button(view.t(words::EMPTY_LIST), paths::DESK_EMPTY_LIST, Style::Plain);
        drawn = drawn.actions(edit);
    }
    drawn
}

fn tiles(view: View, queue: &Queue) -> Vec<Tile> {
    let campaign = queue.campaign.id;
    let here = format!("{}?campaign={campaign}", paths::DESK);
    let tile = |label, count: usize, tone, href: Option<&str>| Tile {
        label: view.t(label).to_owned(),
        count: count as u64,
        note: None,
        tone,
        href: href.map(str::to_owned),
    };
    let waits = |count: usize| if count > 0 { Tone::Soon } else { Tone::Good };
    let totals = queue.totals;
    vec![
        tile(words::WAITING, totals.waiting, waits(totals.waiting), Some(&here)),
        tile(
            words::PROPOSED,
            totals.proposed,
            waits(totals.proposed),
            Some(&format!("{here}&state=proposed")),
        ),
        tile(words::DISTILLED, totals.distilled, Tone::Neutral, Some(paths::ITEMS)),
        tile(words::OTHER, totals.other, Tone::Neutral, None),
    ]
}

/// How long raw texts exist, and what was destroyed already.
fn terms(view: View, queue: &Queue) -> Markup {
    let lang = view.lang;
    let line = |term: &Term| {
        let name = (term.name_zh.clone(), term.name_en.clone());
        let name = in_lang(&name, lang).to_owned();
        match term.purged_on {
            Some(day) => words::purged(lang, &name, day),
            None => words::at_most(lang, &name, term.at_most),
        }
    };
    let expired = queue.totals.expired;
    parts::more(
        view.t(words::TERMS),
        html! {
            p { (words::terms(lang, DAYS_AFTER_LAST_BATCH, DAYS_AT_MOST)) }
            ul { @for term in &queue.terms { li { (line(term)) } } }
            @if expired > 0 { p { (words::expired(lang, expired)) } }
        },
    )
}

fn empty_notice(view: View, queue: &Queue) -> Markup {
    let (waiting, proposed) = queue.empty;
    html! {
        @if waiting + proposed > 0 {
            (parts::notice(Tone::Info, html! {
                p {
                    (words::empty_texts(view.lang, waiting, proposed)) " "
                    a href=(paths::desk_empty(queue.campaign.id)) { (view.t(words::EMPTY_TOGETHER)) }
                }
            }))
        }
    }
}

fn narrow(view: View, queue: &Queue, filter: Filter) -> Markup {
    let lang = view.lang;
    let campaigns: Vec<Choice> = queue
        .campaigns
        .iter()
        .map(|known| {
            let name = if lang == Lang::En && !known.name_en.is_empty() {
                &known.name_en
            } else {
                &known.name_zh
            };
            Choice::new(known.id.to_string(), name.as_str())
        })
        .collect();
    let pools: Vec<Choice> = queue
        .pools
        .iter()
        .map(|(id, zh, en)| {
            let name = if lang == Lang::En && !en.is_empty() { en } else { zh };
            Choice::new(id.to_string(), name.as_str())
        })
        .collect();
    let states = [
        Choice::new("received", view.t(words::WAITING)),
        Choice::new("proposed", view.t(words::PROPOSED)),
    ];
    let chosen_pool = filter.pool.map_or_else(String::new, |pool| pool.to_string());
    let chosen_state = if filter.proposed { "proposed" } else { "received" };
    let campaign = Field::new(lang, "campaign", view.t(words::CAMPAIGN))
        .value(queue.campaign.id.to_string())
        .required();
    let pool = Field::new(lang, "pool", view.t(words::POOL))
        .value(chosen_pool)
        .none(view.t(words::ALL_POOLS));
    let state = Field::new(lang, "state", view.t(words::STATE)).value(chosen_state).required();
    parts::filter_form(
        paths::DESK,
        html! {
            (parts::select(&campaign, &campaigns))
            (parts::select(&pool, &pools))
            (parts::select(&state, &states))
            (parts::button(view.t(words::NARROW), Style::Plain))
        },
    )
}

fn texts(view: View, queue: &Queue, filter: Filter, page: usize) -> Markup {
    let lang = view.lang;
    let pages = queue.texts.len().div_ceil(SIZE).max(1);
    let page = page.clamp(1, pages);
    let columns = [
        Column::text(view.t(words::ABOUT)),
        Column::text(view.t(words::AUDIENCE)),
        Column::short(view.t(words::REASON)),
    ];
    let shown = queue.texts.iter().skip((page - 1) * SIZE).take(SIZE);
    let rows: Vec<Vec<Markup>> = shown.map(|text| row(view, text)).collect();
    let at = Pager { page: page as u64, size: SIZE as u64, total: queue.texts.len() as u64 };
    let pool = filter.pool.map_or_else(String::new, |pool| format!("&pool={pool}"));
    let state = if filter.proposed { "proposed" } else { "received" };
    let campaign = queue.campaign.id;
    html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_TEXTS), None)) }
        @else {
            (parts::table(view.t(words::TEXTS), &columns, &rows))
            (parts::pager(lang, at, |page| {
                format!("{}?campaign={campaign}{pool}&state={state}&page={page}", paths::DESK)
            }))
        }
    }
}

/// A text in the list: what it is about, nothing of what it says.
fn row(view: View, text: &Waiting) -> Vec<Markup> {
    let lang = view.lang;
    let answers: Vec<&str> = text.about.iter().map(|(_, answer)| answer.to(lang)).collect();
    let label = if answers.is_empty() {
        view.t(words::ABOUT_NOTHING).to_owned()
    } else {
        answers.join(" · ")
    };
    let audience = text.audience.as_ref();
    vec![
        html! { a href=(paths::desk_text(text.pool, text.id)) { (label) } },
        html! { (audience.map_or(view.t(words::MIXED_AUDIENCE), |name| in_lang(name, lang))) },
        html! { (text.reason.map_or("—", |reason| view.t(reason.text()))) },
    ]
}

fn items(view: View, queue: &Queue) -> Markup {
    let lang = view.lang;
    let columns = [
        Column::text(view.t(words::DISTILLED_TEXT)),
        Column::text(view.t(words::UNIT)),
        Column::text(view.t(words::CATEGORY)),
        Column::short(view.t(words::STATE)),
    ];
    let rows: Vec<Vec<Markup>> = queue
        .items
        .iter()
        .map(|item| {
            let tone = match item.state {
                ItemState::Drafted | ItemState::SentBack => Tone::Soon,
                ItemState::Queued | ItemState::Routed => Tone::Good,
            };
            vec![
                html! { a href=(paths::desk_item(item.id)) { (item.draft.text) } },
                html! { (unit_name(&queue.units, item.draft.unit, lang)) },
                html! { (word_of(&queue.words, WordSet::RiskCategories, &item.draft.category, lang)) },
                parts::badge(view.t(item.state.text()), tone),
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_ITEMS), None)) }
        @else { (parts::table(view.t(words::ITEMS), &columns, &rows)) }
    }
}
