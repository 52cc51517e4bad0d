//! The queue: how many texts stand where, the texts that wait, the items under way.

use maud::{Markup, html};

use super::{in_lang, unit_name, word_of, words};
use crate::domain::people::{Act, Actor};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::suggestions::purge::{DAYS_AFTER_LAST_BATCH, DAYS_AT_MOST};
use crate::domain::suggestions::{AsideReason, ItemState, TextState};
use crate::services::suggestions::Campaign;
use crate::services::suggestions::queue::{EmptyGroup, Filter, Queue, Term, Waiting};
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Column, Field, Pager, Style, Tile, Tone};
use crate::web::paths;
use crate::web::suggestions::filter;

const SIZE: usize = 50;

/// No pool was opened yet.
pub fn nothing_opened(view: View) -> Page {
    Page::new(view.t(words::DESK), parts::empty_state(view.t(words::NOTHING_OPENED), None))
        .lead(view.t(words::DESK_LEAD))
}

/// What of the desk is shown.
pub struct Narrowed<'a> {
    /// Narrowed by this.
    pub filter: &'a Filter,
    /// The fields by which the address asks for what nobody knows.
    pub unknown: &'a [&'static str],
    /// This page of the list.
    pub page: usize,
}

/// The desk.
pub fn page(view: View, actor: &Actor, queue: &Queue, narrowed: &Narrowed<'_>) -> Page {
    let Narrowed { filter, unknown, page } = *narrowed;
    let body = html! {
        (parts::tiles(&tiles(view, queue, filter)))
        p.muted { (words::balance(view.lang, queue.totals.received())) }
        (ended(view, queue))
        (terms(view, queue))
        p.muted {
            (view.t(words::RECUSALS)) (view.colon())
            @for campaign in &queue.shown { " " a href=(paths::desk_recusals(campaign.id)) { (name_of(view, campaign)) } }
        }
        p.muted { a href=(paths::SAMPLE) { (view.t(words::TO_SAMPLE)) } }
        @for group in &queue.empty { (empty_notice(view, queue, group)) }
        (parts::panel(view.t(words::TEXTS), html! {
            @if !unknown.is_empty() { (not_understood(view, unknown)) }
            (narrow(view, queue, filter))
            (texts(view, actor, queue, (filter, page)))
        }))
        div #items { (parts::panel(view.t(words::ITEMS), items(view, queue))) }
    };
    let names = queue.shown.iter().map(|campaign| name_of(view, campaign));
    let mut drawn =
        Page::new(view.t(words::DESK), body).lead(names.collect::<Vec<_>>().join(view.comma()));
    if actor.may(Act::Distil) {
        let edit =
            parts::link_button(view.t(words::EMPTY_LIST), paths::DESK_EMPTY_LIST, Style::Plain);
        drawn = drawn.actions(edit);
    }
    drawn
}

fn name_of(view: View, campaign: &Campaign) -> String {
    in_lang(&(campaign.name_zh.clone(), campaign.name_en.clone()), view.lang).to_owned()
}

fn tiles(view: View, queue: &Queue, filter: &Filter) -> Vec<Tile> {
    let of_campaign = Filter { campaign: filter.campaign, ..Filter::default() };
    let aside = |state| Filter { set_aside: Some(state), ..of_campaign.clone() };
    let tile = |label, count: usize, tone, href: Option<String>| Tile {
        label: view.t(label).to_owned(),
        count: count as u64,
        note: None,
        tone,
        href,
    };
    let waits = |count: usize| if count > 0 { Tone::Soon } else { Tone::Good };
    let totals = queue.totals;
    let mut tiles = vec![
        tile(
            words::WAITING,
            totals.waiting,
            waits(totals.waiting),
            Some(filter::queue(&of_campaign)),
        ),
        tile(
            words::PROPOSED,
            totals.proposed,
            waits(totals.proposed),
            Some(filter::queue(&aside(TextState::Proposed))),
        ),
        tile(words::DISTILLED, totals.distilled, Tone::Neutral, Some(paths::ITEMS.to_owned())),
        tile(
            words::OTHER,
            totals.other,
            Tone::Neutral,
            Some(filter::queue(&aside(TextState::SetAside))),
        ),
    ];
    // Once texts ended, what nothing came of is part of the whole.
    let ended = [
        (words::EXPIRED, totals.expired, Tone::Neutral),
        (words::NEGLECTED, totals.neglected, Tone::Late),
    ];
    let ended = ended.into_iter().filter(|(_, count, _)| *count > 0);
    tiles.extend(ended.map(|(label, count, tone)| tile(label, count, tone, None)));
    tiles
}

/// How long raw texts exist, and what was destroyed already.
fn terms(view: View, queue: &Queue) -> Markup {
    let lang = view.lang;
    let line = |term: &Term| {
        let name = term_name(lang, term);
        match term.purged_on {
            Some(day) => words::purged(lang, &name, day),
            None => match term.earlier {
                Some(day) => words::as_things_stand(lang, &name, day, term.at_most),
                None => words::at_most(lang, &name, term.at_most),
            },
        }
    };
    parts::more(
        view.t(words::TERMS),
        html! {
            p { (words::terms(lang, DAYS_AFTER_LAST_BATCH, DAYS_AT_MOST)) }
            ul { @for term in &queue.terms { li { (line(term)) } } }
        },
    )
}

/// What was destroyed and what remains, once something was.
fn ended(view: View, queue: &Queue) -> Markup {
    let lang = view.lang;
    let gone: Vec<&Term> = queue.terms.iter().filter(|term| term.purged_on.is_some()).collect();
    let totals = &queue.totals;
    let soon = queue.terms.iter().filter(|term| term.earlier.is_some());
    let tone = if totals.neglected > 0 { Tone::Late } else { Tone::Info };
    html! {
        @for term in soon {
            @if let Some(day) = term.earlier {
                p.muted { (words::as_things_stand(lang, &term_name(lang, term), day, term.at_most)) }
            }
        }
        @if !gone.is_empty() {
            (parts::notice(tone, html! {
                @for term in &gone {
                    @if let Some(day) = term.purged_on {
                        p {
                            (words::purged(lang, &term_name(lang, term), day)) "。"
                            @if term.is_unread { (view.t(words::UNSAMPLED)) }
                        }
                    }
                }
                @if gone.len() == queue.terms.len() { p { (words::purged_all(lang, totals.received())) } }
                @if totals.expired > 0 { p { (words::expired(lang, totals.expired)) } }
                @if totals.neglected > 0 { p { (words::neglected(lang, totals.neglected)) } }
            }))
        }
    }
}

fn term_name(lang: crate::domain::lang::Lang, term: &Term) -> String {
    in_lang(&(term.name_zh.clone(), term.name_en.clone()), lang).to_owned()
}

fn empty_notice(view: View, queue: &Queue, group: &EmptyGroup) -> Markup {
    let there = paths::desk_empty(group.campaign.id);
    parts::notice(
        Tone::Info,
        html! {
            p {
                @if queue.shown.len() > 1 { (name_of(view, &group.campaign)) (view.colon()) }
                (words::empty_texts(view.lang, group.waiting, group.proposed)) " "
                a href=(there) { (view.t(words::EMPTY_TOGETHER)) }
            }
        },
    )
}

fn not_understood(view: View, unknown: &[&str]) -> Markup {
    let label = |field: &&str| match *field {
        "campaign" => words::CAMPAIGN,
        "pool" => words::POOL,
        "state" => words::STATE,
        "reason" => words::REASON,
        "category" => words::CHOSEN_CATEGORY,
        "step" => words::CHOSEN_STEP,
        _ => words::CHOSEN_UNIT,
    };
    let labels: Vec<&str> = unknown.iter().map(|field| view.t(label(field))).collect();
    let said = words::not_understood(view.lang, &labels.join(view.comma()));
    parts::notice(Tone::Soon, html! { p { (said) } })
}

fn narrow(view: View, queue: &Queue, filter: &Filter) -> Markup {
    let lang = view.lang;
    let campaigns: Vec<Choice> = queue
        .campaigns
        .iter()
        .map(|known| Choice::new(known.id.to_string(), name_of(view, known)))
        .collect();
    let pools: Vec<Choice> = queue
        .pools
        .iter()
        .map(|(id, zh, en)| {
            let name = in_lang(&(zh.clone(), en.clone()), lang).to_owned();
            Choice::new(id.to_string(), name)
        })
        .collect();
    let states = [
        Choice::new(TextState::Received.code(), view.t(words::WAITING)),
        Choice::new(TextState::Proposed.code(), view.t(words::PROPOSED)),
        Choice::new(TextState::SetAside.code(), view.t(words::SETTLED)),
    ];
    let reasons: Vec<Choice> = AsideReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.code(), view.t(reason.text())))
        .collect();
    let words_of = |set: WordSet| -> Vec<Choice> {
        let of_set = queue.words.iter().filter(|word| word.set == set);
        of_set.map(|word| Choice::new(word.code.as_str(), word.text(lang))).collect()
    };
    let units: Vec<Choice> =
        queue.units.iter().map(|unit| Choice::new(unit.code.as_str(), unit.name(lang))).collect();
    let any = |name, label, all, value: Option<String>| {
        Field::new(lang, name, view.t(label)).value(value.unwrap_or_default()).none(view.t(all))
    };
    let campaign = filter.campaign.map(|id| id.to_string());
    let pool = filter.pool.map(|id| id.to_string());
    let reason = filter.reason.map(|reason| reason.code().to_owned());
    let state = Field::new(lang, "state", view.t(words::STATE))
        .value(filter.set_aside.unwrap_or(TextState::Received).code())
        .required();
    parts::filter_form(
        paths::DESK,
        html! {
            (parts::select(&any("campaign", words::CAMPAIGN, words::ALL_CAMPAIGNS, campaign), &campaigns))
            (parts::select(&any("pool", words::POOL, words::ALL_POOLS, pool), &pools))
            (parts::select(&state, &states))
            @if filter.set_aside.is_some() {
                (parts::select(&any("reason", words::REASON, words::ANY, reason), &reasons))
            }
            (parts::select(
                &any("category", words::CHOSEN_CATEGORY, words::ANY, filter.category.clone()),
                &words_of(WordSet::RiskCategories)))
            (parts::select(
                &any("step", words::CHOSEN_STEP, words::ANY, filter.step.clone()), &words_of(WordSet::Steps)))
            (parts::select(&any("unit", words::CHOSEN_UNIT, words::ANY, filter.unit.clone()), &units))
            (parts::button(view.t(words::NARROW), Style::Plain))
        },
    )
}

/// Where whoever works here begins: with what waits for them. A second reader has nothing to do
/// with a text that waits for an author, nor an author with one that waits for a second reader.
fn begin(view: View, actor: &Actor, first: &Waiting, filter: &Filter) -> Markup {
    let is_theirs = match filter.set_aside {
        Some(TextState::Proposed) => actor.may(Act::Clear),
        Some(_) => true,
        None => actor.may(Act::Distil),
    };
    let proposed = Filter { set_aside: Some(TextState::Proposed), ..Filter::default() };
    let confirm =
        parts::link_button(view.t(words::TO_PROPOSED), &filter::queue(&proposed), Style::Primary);
    html! {
        @if is_theirs {
            p.muted { (view.t(words::ORDER_HELP)) }
            (parts::actions(parts::link_button(view.t(words::START), &address(first, filter), Style::Primary)))
        } @else if actor.may(Act::Clear) {
            p.muted { (view.t(words::WAITS_FOR_AUTHOR)) }
            (parts::actions(html! {
                (confirm)
                (parts::link_button(view.t(words::TO_ITEMS), "#items", Style::Plain))
            }))
        } @else {
            p.muted { (view.t(words::WAITS_FOR_READER)) }
        }
    }
}

fn texts(view: View, actor: &Actor, queue: &Queue, (filter, page): (&Filter, usize)) -> Markup {
    let pages = queue.texts.len().div_ceil(SIZE).max(1);
    let page = page.clamp(1, pages);
    let columns = [
        Column::text(view.t(words::ABOUT)),
        Column::text(view.t(words::AUDIENCE)),
        Column::short(view.t(words::REASON)),
    ];
    let shown: Vec<&Waiting> = queue.texts.iter().skip((page - 1) * SIZE).take(SIZE).collect();
    let groups = shown.chunk_by(|one, other| one.cluster.is_some() && one.cluster == other.cluster);
    let rows: Vec<Vec<Markup>> = groups.map(|group| row(view, group, filter)).collect();
    let at = Pager { page: page as u64, size: SIZE as u64, total: queue.texts.len() as u64 };
    html! {
        @if let Some(first) = queue.texts.first() {
            (begin(view, actor, first, filter))
            (parts::table(view.t(words::TEXTS), &columns, &rows))
            (parts::pager(view.lang, at, |page| filter::page(filter, page)))
        } @else { (parts::empty_state(view.t(words::NO_TEXTS), None)) }
    }
}

fn address(text: &Waiting, filter: &Filter) -> String {
    filter::at(&paths::desk_text(text.pool, text.id), filter)
}

/// A text in the list: what it is about, nothing of what it says. Those that say the same stand in
/// one row that opens.
fn row(view: View, group: &[&Waiting], filter: &Filter) -> Vec<Markup> {
    let (first, others) = (group[0], &group[1..]);
    let together = filter::at(&paths::desk_together(first.pool, first.id), filter);
    let audience = first.audience.as_ref();
    vec![
        html! {
            (link(view, first, filter))
            @if !others.is_empty() {
                (parts::more(&words::and_alike(view.lang, others.len()), html! {
                    p { a href=(together) { (view.t(words::TOGETHER)) } }
                    ul { @for other in others { li { (link(view, other, filter)) } } }
                }))
            }
        },
        html! { (audience.map_or(view.t(words::MIXED_AUDIENCE), |name| in_lang(name, view.lang))) },
        html! { (first.reason.map_or("—", |reason| view.t(reason.text()))) },
    ]
}

fn link(view: View, text: &Waiting, filter: &Filter) -> Markup {
    let answers: Vec<&str> = text.about.iter().map(|(_, answer)| answer.to(view.lang)).collect();
    let label = if answers.is_empty() {
        view.t(words::ABOUT_NOTHING).to_owned()
    } else {
        answers.join(" · ")
    };
    html! { a href=(address(text, filter)) { (label) } }
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
