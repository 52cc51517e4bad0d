//! Seats added after the launch: what would happen, what was proposed, the form of each of the two
//! persons.

use maud::{Markup, html};

use super::super::{later_words as words, words as campaigns};
use super::{second_person, under};
use crate::domain::campaigns::later::{LaterSeats, ballots_needed};
use crate::domain::campaigns::{Audience, Channel, Pool};
use crate::domain::lists::reading::read;
use crate::domain::people::{Act, Actor};
use crate::services::later_seats::Overview;
use crate::web::form::Form;
use crate::web::lists;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Confirm, Field, Input, Style, Tone};
use crate::web::paths;

/// The page.
/// `unconfirmed` is why what waits was not confirmed just now, and how much of it could be.
pub fn page(
    view: View,
    actor: &Actor,
    overview: &Overview,
    (form, unconfirmed): (&Form, Option<(&str, usize)>),
) -> Page {
    let campaign = &overview.campaign;
    let takes_proposal = overview.is_possible
        && actor.may(Act::RunCampaigns)
        && overview.audiences().next().is_some();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some((why, _)) = unconfirmed { (parts::notice(Tone::Late, html! { p { (why) } })) }
        @if !overview.is_possible {
            (parts::notice(Tone::Info, html! { p { (view.t(words::NOT_POSSIBLE)) } }))
        }
        p { (view.t(words::WHAT_HAPPENS)) }
        @for plan in &overview.pools {
            @if let Some(sentence) = added(view, &plan.pool) {
                p { (plan.pool.name(view.lang)) (view.colon()) (sentence) }
            }
        }
        @for audience in overview.at_the_door() { (at_the_door(view, overview, audience)) }
        @if let Some(proposed) = &overview.proposed {
            @let others = unconfirmed.map_or(0, |(_, others)| others);
            (waiting(view, actor, overview, (proposed, others)))
        }
        @if takes_proposal {
            (parts::form(&paths::later_seats(campaign.id), fields(view, overview, form)))
        }
    };
    let page =
        Page::new(view.t(words::TITLE), body).lead(view.t(words::LEAD)).width(Width::Reading);
    let page = if takes_proposal { page.with_form() } else { page };
    under(page, view, campaign)
}

/// How many seats were added to a pool, when, and what that asks of it; nothing if none were.
pub fn added(view: View, pool: &Pool) -> Option<String> {
    let said = published(view, pool)?;
    Some(format!("{said} {}", words::needed(view.lang, ballots_needed(pool.later))))
}

/// The same as respondents read it.
pub fn published(view: View, pool: &Pool) -> Option<String> {
    Some(words::added(view.lang, pool.later, pool.later_on?))
}

/// What can be done instead, where seats are given at the door.
fn at_the_door(view: View, overview: &Overview, audience: &Audience) -> Markup {
    let (campaign, name) = (overview.campaign.id, audience.name(view.lang));
    let (said, label, way) = if audience.channel == Channel::Group {
        let way = paths::group_link(campaign, audience.id);
        (words::group(view.lang, name), words::GROUP_LINK, way)
    } else {
        (words::venue(view.lang, name), words::VENUE_ROOMS, paths::rooms(campaign, audience.id))
    };
    parts::notice(Tone::Info, html! { p { (said) " " a href=(way) { (view.t(label)) } } })
}

fn waiting(
    view: View,
    actor: &Actor,
    overview: &Overview,
    (proposed, others): (&LaterSeats, usize),
) -> Markup {
    let campaign = overview.campaign.id;
    let like = overview.audiences().find(|(_, audience)| audience.id == proposed.audience);
    let mut facts = vec![
        (
            view.t(words::WHOM),
            html! { @if let Some((_, audience)) = like { (audience.name(view.lang)) } },
        ),
        (view.t(words::SEATS), html! { (proposed.seats) }),
    ];
    let by = (overview.names.of(proposed.proposed_by), proposed.proposed_at);
    facts.extend(second_person::facts(view, &proposed.reason, by));
    let label = match others {
        0 => view.t(words::CONFIRM).to_owned(),
        others => words::confirm_rest(view.lang, others),
    };
    let confirm = Confirm {
        label: &label,
        question: html! { p { (view.t(words::WHAT_HAPPENS)) } },
        action: &paths::later_seats_confirm(campaign),
        fields: html! {
            (parts::hidden("id", &proposed.id.to_string()))
            @if others > 0 { (parts::hidden("rest", "yes")) }
        },
        button: &label,
    };
    let body = html! {
        (parts::facts(&facts))
        @if !overview.addresses.is_empty() {
            p { strong { (view.t(words::ADDRESSES)) } }
            ol { @for address in &overview.addresses { li { code { (address) } " " (lists::doubt(view, &read(Channel::Email, address))) } } }
        }
        @if overview.is_possible {
            @let decline = paths::later_seats_decline(campaign);
            (second_person::decide(view, actor, Act::ReadLists, &confirm, &decline))
        }
        @if overview.is_possible && actor.may(Act::RunCampaigns) {
            p.muted { (view.t(second_person::REPLACES)) }
        }
    };
    parts::panel(view.t(words::WAITING), body)
}

fn fields(view: View, overview: &Overview, form: &Form) -> Markup {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).error(form.error(name)).value(form.text(name))
    };
    let choices: Vec<Choice> = overview
        .audiences()
        .map(|(_, audience)| {
            let channel = view.t(campaigns::channel(audience.channel));
            let label = words::whom(view.lang, audience.name(view.lang), channel);
            Choice::new(audience.id.to_string(), label)
        })
        .collect();
    let cards = field("cards", words::CARDS).help(view.t(words::CARDS_HELP)).input(Input::Number);
    let lines = field("lines", words::LINES).help(view.t(words::LINES_HELP));
    let reason = field("reason", second_person::REASON).help(view.t(words::REASON_HELP));
    html! {
        (parts::select(&field("audience", words::WHOM).required(), &choices))
        (parts::text_field(&cards))
        (parts::text_area(&lines, 4))
        (parts::text_field(&reason.limit(120).required()))
        (parts::actions(parts::button(view.t(words::PROPOSE), Style::Primary)))
    }
}
