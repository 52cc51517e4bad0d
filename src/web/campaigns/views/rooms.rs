//! The rooms of a venue.

use maud::{Markup, html};

use super::super::room_words as words;
use super::{cancelling, second_person, under};
use crate::domain::campaigns::rooms::{Room, RoomState};
use crate::domain::people::{Act, Actor};
use crate::domain::time::Day;
use crate::services::rooms::Overview;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Field, Input, Style, Tone};
use crate::web::paths;

/// The page of a venue.
pub fn page(view: View, actor: &Actor, overview: &Overview, form: &Form, today: Day) -> Page {
    let (campaign, audience) = (&overview.campaign, &overview.audience);
    let waits = overview.rooms.iter().any(|room| room.state == RoomState::Proposed);
    let takes_form =
        overview.is_collecting && actor.may(Act::RunCampaigns) && overview.left > 0 && !waits;
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::facts(&[(view.t(words::LEFT), html! { (overview.left) })]))
        @if !overview.is_collecting {
            (parts::notice(Tone::Info, html! {
                @if let Some(said) = cancelling::cancelled(view, campaign) { p { (said) } }
                p { (view.t(words::NOT_NOW)) }
            }))
        }
        @if overview.rooms.is_empty() { (parts::empty_state(view.t(words::NONE_YET), None)) }
        @for room in &overview.rooms { (one(view, actor, overview, room, today)) }
        @if takes_form {
            (parts::form(&paths::rooms(campaign.id, audience.id), fields(view, overview, form)))
        }
    };
    let title = format!("{} · {}", view.t(words::TITLE), audience.name(view.lang));
    let page = Page::new(title, body).lead(view.t(words::LEAD)).width(Width::Reading);
    let page = if takes_form { page.with_form() } else { page };
    under(page, view, campaign)
}

fn fields(view: View, overview: &Overview, form: &Form) -> Markup {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).error(form.error(name)).value(form.text(name))
    };
    let is_further = !overview.rooms.is_empty();
    html! {
        (parts::hidden("seen", &overview.rooms.len().to_string()))
        @if is_further { p.help { (view.t(words::PROPOSE_HELP)) } }
        (parts::text_field(
            &field("name", words::NAME).help(view.t(words::NAME_HELP)).limit(120).required()))
        (parts::text_field(
            &field("seats", words::COUNT).help(view.t(words::COUNT_HELP)).input(Input::Number).required()))
        (parts::actions(parts::button(
            view.t(if is_further { words::PROPOSE } else { words::OPEN }), Style::Primary)))
    }
}

fn one(view: View, actor: &Actor, overview: &Overview, room: &Room, today: Day) -> Markup {
    let (state, tone) = match room.state {
        RoomState::Proposed if overview.is_collecting => (words::WAITS, Tone::Soon),
        RoomState::Open if room.is_open(today) && overview.is_collecting => {
            (words::OPEN_TODAY, Tone::Good)
        }
        RoomState::Open | RoomState::Proposed => (words::PAST, Tone::Neutral),
    };
    let mut facts = vec![
        (view.t(words::STATE), parts::badge(view.t(state), tone)),
        (view.t(words::COUNT), html! { (room.seats) }),
        (view.t(words::DAY), html! { (room.day) }),
        (view.t(words::OPENED_BY), html! { (overview.names.of(room.opened_by)) }),
    ];
    if let Some(by) = room.confirmed_by {
        facts.push((view.t(words::CONFIRMED_BY), html! { (overview.names.of(by)) }));
    }
    let title = format!("{}. {}", room.number, room.name);
    parts::panel(
        &title,
        html! {
            (parts::facts(&facts))
            @match room.state {
                RoomState::Proposed if overview.is_collecting => (waiting(view, actor, overview, room)),
                RoomState::Open if room.is_open(today) && overview.is_collecting
                    && actor.may(Act::RunCampaigns) => (on_the_day(view, overview, room)),
                RoomState::Proposed | RoomState::Open => {}
            }
        },
    )
}

fn waiting(view: View, actor: &Actor, overview: &Overview, room: &Room) -> Markup {
    let of = (overview.campaign.id, overview.audience.id);
    let confirm = Confirm {
        label: view.t(words::CONFIRM),
        question: html! { p { (view.t(words::PROPOSE_HELP)) } },
        action: &paths::room_confirm(of.0, of.1, room.number),
        fields: parts::hidden("seen", &room.seen()),
        button: view.t(words::CONFIRM),
    };
    let decline = paths::room_decline(of.0, of.1, room.number);
    html! {
        p { (view.t(words::PROPOSED)) }
        (second_person::decide(view, actor, Act::HoldPassphrase, &confirm, &decline))
    }
}

fn on_the_day(view: View, overview: &Overview, room: &Room) -> Markup {
    let of = (overview.campaign.id, overview.audience.id);
    let screen = paths::room_screen(of.0, of.1, room.number);
    let kiosk = Confirm {
        label: view.t(words::KIOSK),
        question: html! { p { (view.t(words::KIOSK_QUESTION)) } },
        action: &paths::room_kiosk(of.0, of.1, room.number),
        fields: html! {},
        button: view.t(words::KIOSK),
    };
    html! {
        (parts::actions(parts::link_button(view.t(words::SCREEN), &screen, Style::Primary)))
        (parts::confirm(view.lang, &kiosk))
    }
}
