//! What waits for each unit, and one button that releases it.

use maud::{Markup, html};

use super::{in_lang, item_facts, submit, words};
use crate::domain::id::ItemId;
use crate::domain::lang::plural;
use crate::services::suggestions::Campaign;
use crate::services::suggestions::batches::{ReleaseQueue, UnitQueue};
use crate::services::suggestions::purge::{End, Ended};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Field, Tone};
use crate::web::paths;

/// No pool was opened yet.
pub fn nothing_opened(view: View) -> Page {
    Page::new(view.t(words::RELEASE), parts::empty_state(view.t(words::NOTHING_OPENED), None))
}

/// The release page of a campaign.
pub fn page(
    view: View,
    campaigns: &[Campaign],
    queue: &ReleaseQueue,
    ends: (Option<End>, Option<Ended>),
    form: &Form,
) -> Page {
    let lang = view.lang;
    let others = campaigns.iter().filter(|campaign| campaign.id != queue.campaign.id);
    let ready: Vec<&UnitQueue> =
        queue.units.iter().filter(|unit| unit.is_ready && !unit.is_own).collect();
    let body = html! {
        (parts::error_summary(lang, form.errors()))
        @if queue.units.is_empty() { (parts::empty_state(view.t(words::NOTHING_TO_RELEASE), None)) }
        @if !ready.is_empty() {
            (parts::panel(view.t(words::RELEASE_NOW), release_form(view, queue, &ready, form)))
        }
        @for unit in &queue.units { (waiting(view, queue, unit)) }
        (destroyed(view, ends))
        @for campaign in others {
            p { a href=(paths::release_campaign(campaign.id)) {
                (in_lang(&(campaign.name_zh.clone(), campaign.name_en.clone()), lang))
            } }
        }
    };
    let name = (queue.campaign.name_zh.clone(), queue.campaign.name_en.clone());
    let drawn =
        Page::new(view.t(words::RELEASE), body).lead(in_lang(&name, lang)).width(Width::Reading);
    if ready.is_empty() { drawn } else { drawn.with_form() }
}

/// When what is destroyed: raw texts with the key they are sealed with, and what is not among them.
fn destroyed(view: View, (end, ended): (Option<End>, Option<Ended>)) -> Markup {
    let mut facts = Vec::new();
    if let Some(End { on, at_most }) = end {
        let at_most_said = at_most.to_string();
        let when = if on == at_most {
            words::ends_at(view.lang, &at_most_said)
        } else {
            words::ends_on(view.lang, &on.to_string(), &at_most_said)
        };
        facts.push((view.t(words::RAW_TEXTS), html! { (when) }));
    }
    if let Some(ended) = ended {
        let when = words::ended_on(view.lang, &ended.on.to_string());
        facts.push((view.t(words::RAW_TEXTS_ENDED), html! { (when) }));
    }
    html! {
        @if !facts.is_empty() {
            @let tips = (view.t(words::TIPS), html! { (view.t(words::TIPS_STAY)) });
            (parts::panel(view.t(words::DESTROYED), parts::facts(
                &facts.into_iter().chain([tips]).collect::<Vec<_>>())))
        }
    }
}

fn release_form(view: View, queue: &ReleaseQueue, ready: &[&UnitQueue], form: &Form) -> Markup {
    let lang = view.lang;
    let choices: Vec<Choice> = ready
        .iter()
        .map(|waiting| {
            let count = waiting.items.len();
            let count = words::item_count(lang, count, plural(count));
            Choice::new(waiting.unit.id.to_string(), waiting.unit.name(lang)).help(count)
        })
        .collect();
    let field = Field::new(lang, "unit", view.t(words::TO_UNITS))
        .help(words::due_help(lang, &queue.due_accept.to_string()))
        .values(form.all("unit"))
        .error(form.error("unit"));
    parts::form(
        &paths::release_campaign(queue.campaign.id),
        html! {
            (parts::checkbox_group(&field, &choices))
            (submit(view, words::RELEASE_NOW))
        },
    )
}

fn waiting(view: View, queue: &ReleaseQueue, waiting: &UnitQueue) -> Markup {
    let standing = match (waiting.is_own, waiting.is_ready) {
        (true, _) => parts::badge(view.t(words::OWN_UNIT), Tone::Neutral),
        (false, true) => parts::badge(view.t(words::READY), Tone::Good),
        (false, false) => parts::badge(view.t(words::NOT_READY), Tone::Soon),
    };
    let units: Vec<_> = queue.units.iter().map(|unit| unit.unit.clone()).collect();
    parts::panel_with(
        waiting.unit.name(view.lang),
        standing,
        html! {
            @if !waiting.is_ready { p.muted { (view.t(words::NOT_READY_WHY)) } }
            @if waiting.repeats_itself() {
                (parts::notice(Tone::Soon, html! { p { (view.t(words::REPEATS)) } }))
            }
            @for (item, support) in &waiting.items {
                article.stack {
                    blockquote.quote { (item.draft.text) }
                    (item_facts(view, item, &units, &queue.words))
                    p.muted { (view.t(words::SUPPORT)) (view.colon()) (view.t(support.text())) }
                    (supporting(view, queue, waiting, item.id))
                }
            }
        },
    )
}

/// The units named to support an item, and the way to name them.
fn supporting(view: View, queue: &ReleaseQueue, waiting: &UnitQueue, item: ItemId) -> Markup {
    let chosen = waiting.named.get(&item).into_iter().flatten();
    let names: Vec<&str> = chosen
        .filter_map(|id| queue.names.iter().find(|unit| unit.id == *id))
        .map(|unit| unit.name(view.lang))
        .collect();
    html! {
        p {
            (view.t(words::CO_UNITS)) (view.colon())
            (if names.is_empty() { "—".to_owned() } else { names.join(view.comma()) })
            @if !waiting.is_own {
                " " a href=(paths::item_co_units(item)) { (view.t(words::NAME_CO_UNITS)) }
            }
        }
    }
}
