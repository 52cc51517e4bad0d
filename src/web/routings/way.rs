//! The page of the way an item went.

use axum::response::Response;
use maud::{Markup, html};

use super::returns_views::decided_for;
use super::views::due_before;
use super::{notice, words};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::people::{Act, Actor};
use crate::domain::routing::{Duty, PartStanding, RoutingState};
use crate::domain::time::Timestamp;
use crate::services::routings::{self, Decision, Leg, Stored, Way};
use crate::web::error::Result;
use crate::web::form::Key;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Moment, Style, Tone};
use crate::web::paths;
use crate::web::session::Staff;

/// The way of one item.
pub async fn get(staff: Staff, Key(id): Key<ItemId>) -> Result<Response> {
    let way = routings::way(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&page(staff.view, &staff.actor, &way)))
}

fn page(view: View, actor: &Actor, way: &Way) -> Page {
    let body = html! {
        p.quote { (way.item.draft.text) }
        (facts(view, way))
        @if actor.may(Act::Release) {
            (parts::actions(parts::link_button(
                view.t(words::CO_UNITS), &paths::item_co_units(way.item.id), Style::Plain,
            )))
        }
        @if way.legs.is_empty() {
            (parts::notice(Tone::Info, html! { p { (view.t(words::WAITS_FOR_BATCH)) } }))
        } @else {
            (parts::panel(view.t(words::WENT_TO), parts::history(&moments(view, actor, way))))
        }
    };
    Page::new(view.t(words::WAY), body)
        .lead(view.t(words::WAY_LEAD))
        .crumb(view.t(words::ITEMS), paths::ITEMS)
        .width(Width::Reading)
}

fn facts(view: View, way: &Way) -> Markup {
    let category = way.category.as_ref().map_or("—", |word| word.text(view.lang));
    let mut facts = vec![
        (view.t(words::CATEGORY), html! { (category) }),
        (
            view.t(words::STATE),
            html! { (view.t(way.item.state.text_of(way.waits_for_decision()))) },
        ),
        (view.t(words::DISTILLED_BY), html! { (way.person(way.item.author)) }),
    ];
    if let Some(reader) = way.item.second_reader {
        facts.push((view.t(words::READ_BY), html! { (way.person(reader)) }));
    }
    for leg in &way.legs {
        if let Some(ledger) = leg.ledger {
            let unit = unit_name(view, way, leg.stored.unit);
            let href = paths::ledger_item(ledger);
            let what = match (leg.stored.duty, &leg.excused) {
                (Duty::Lead, _) => None,
                (Duty::Co, None) => Some(Duty::Co.text()),
                (Duty::Co, Some(_)) => Some(PartStanding::Excused.text()),
            };
            facts.push((
                view.t(words::TO_LEDGER),
                html! {
                    a href=(href) { (unit) }
                    @if let Some(what) = what { (view.in_brackets(view.t(what))) }
                },
            ));
        }
    }
    parts::facts(&facts)
}

fn unit_name(view: View, way: &Way, id: UnitId) -> &str {
    way.unit(id).map_or("—", |unit| unit.name(view.lang))
}

/// A moment with its place in the order of all.
type Placed = (Timestamp, Moment);

fn placed(at: Timestamp, who: impl Into<String>, what: Markup) -> Placed {
    (at, Moment { when: at.to_minute(), who: who.into(), what })
}

/// Everything that happened, in the order it did, whichever unit it was about: a decision stands
/// before the routing it led to.
fn moments(view: View, actor: &Actor, way: &Way) -> Vec<Moment> {
    let mut moments: Vec<Placed> = Vec::new();
    if let Some((at, by)) = way.released {
        moments.push(placed(at, way.person(by), html! { (view.t(words::RELEASED)) }));
    }
    for leg in &way.legs {
        moments.extend(leg_moments(view, actor, way, leg));
    }
    moments.sort_by_key(|(at, _)| *at);
    moments.into_iter().map(|(_, moment)| moment).collect()
}

fn leg_moments(view: View, actor: &Actor, way: &Way, leg: &Leg) -> Vec<Placed> {
    let (lang, stored) = (view.lang, &leg.stored);
    let unit = unit_name(view, way, stored.unit);
    let person = |id: Option<_>| id.map_or_else(String::new, |id| way.person(id).to_owned());
    // What was said when it was routed, whatever moved it since.
    let due = stored.due_before.unwrap_or(stored.due_accept).to_string();
    let routed = match stored.duty {
        Duty::Lead => words::routed_to(lang, unit, &due),
        Duty::Co => words::routed_to_support(lang, unit, &due),
    };
    let may_read = routings::may_read_notice(actor, stored.unit);
    let to_paper = notice::address(stored);
    let what = html! {
        p { (routed) }
        @if may_read { (parts::link_button(view.t(words::NOTICE), &to_paper, Style::Plain)) }
    };
    let mut moments = vec![placed(stored.routed_at, "", what)];
    if let Some(delivery) = leg.delivery {
        let what = html! { (view.t(words::DELIVERED)) };
        moments.push(placed(delivery.at, way.person(delivery.person), what));
    }
    moments.extend(given_back(view, way, leg, unit));
    if let Some(decided) = &leg.decided {
        let what = html! {
            p { (verdict(view, way, stored, decided)) }
            p { (decided.words) }
            @if let Some(due) = due_since(view, stored) { p { (due) } }
        };
        moments.push(placed(decided.at, way.person(decided.person), what));
    }
    moments.extend(taken_on(view, leg, unit, &person(stored.answered_by)));
    if let Some(event) = &leg.excused {
        let what = html! {
            p { (unit) (view.colon()) (view.t(PartStanding::Excused.text())) }
            @if let Some(words) = &event.words { p { (words) } }
        };
        moments.push(placed(event.at, person(event.person), what));
    }
    moments
}

/// What was decided on the return, and for which unit.
fn verdict(view: View, way: &Way, stored: &Stored, decided: &Decision) -> String {
    let to = decided.to.and_then(|to| way.unit(to));
    way.unit(stored.unit).map_or_else(
        || view.t(decided.verdict()).to_owned(),
        |unit| decided_for(view, decided, unit, to),
    )
}

/// That the unit returned it. An old row may not tell when any more; it was before the decision.
fn given_back(view: View, way: &Way, leg: &Leg, unit: &str) -> Option<Placed> {
    let returned = leg.stored.returned.as_ref()?;
    let what = html! {
        p { (words::gave_back(view.lang, unit, view.t(returned.reason.text()))) }
        p { (returned.words) }
        @if let Some(owner) = returned.proposed {
            p { (words::proposed_owner(view.lang, unit_name(view, way, owner))) }
        }
    };
    let who = returned.by.map_or("", |by| way.person(by));
    if let Some(at) = returned.at {
        return Some(placed(at, who, what));
    }
    let before = leg.decided.as_ref().map_or(leg.stored.routed_at, |decided| decided.at);
    let when = view.t(words::TIME_NOT_KEPT).to_owned();
    Some((before, Moment { when, who: who.to_owned(), what }))
}

/// By when the unit answers since it was decided that a return stays with it, where that is later.
fn due_since(view: View, stored: &Stored) -> Option<String> {
    stored.counts_from?;
    let until = words::until_midnight(view.lang, &stored.due_accept.to_string());
    let before = due_before(view, stored)?;
    Some(format!("{}{}{until} {before}", view.t(words::DUE_ACCEPT), view.colon()))
}

/// That the unit has it for good, by its own word or by its silence.
fn taken_on(view: View, leg: &Leg, unit: &str, who: &str) -> Option<Placed> {
    let at = leg.stored.answered_at?;
    let what = match leg.stored.state {
        RoutingState::Accepted => html! { (words::accepted(view.lang, unit)) },
        RoutingState::Deemed => html! {
            p { (words::deemed(view.lang, unit, &leg.stored.due_accept.to_string())) }
            @if leg.delivery.is_none() { p.muted { (view.t(words::NOT_DELIVERED)) } }
        },
        _ => return None,
    };
    Some(placed(at, who, what))
}
