//! What comes with the plan, what of it is there, and the button that loads the rest.

use maud::{Markup, html};

use crate::domain::lang::Text;
use crate::domain::people::{Act, Actor};
use crate::services::setup::Counts;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::setup::words;
use crate::web::{mailing, paths};

/// The page.
pub fn plan(view: View, actor: &Actor, present: Counts) -> Page {
    let shipped = Counts::shipped();
    let columns = [
        Column::text(view.t(words::WHAT)),
        Column::number(view.t(words::SHIPPED)),
        Column::number(view.t(words::PRESENT)),
        Column::number(view.t(words::TO_LOAD)),
    ];
    let row = |what: Text, room: Option<&str>, shipped: usize, present: usize| {
        vec![
            html! {
                @if let Some(href) = room { a href=(href) { (view.t(what)) } }
                @else { (view.t(what)) }
            },
            html! { (shipped) },
            html! { (present) },
            html! { (shipped - present) },
        ]
    };
    let units = actor.may(Act::ManagePeople).then_some(paths::UNITS);
    let made = actor.may(Act::ReadQuestionnaires).then_some(paths::QUESTIONNAIRES);
    let kept = actor.may(Act::ReadQuestionnaires).then_some(paths::BANK);
    let rows: Vec<Vec<Markup>> = vec![
        row(words::UNITS, units, shipped.units, present.units),
        row(words::WORDS, Some(paths::VOCABULARIES), shipped.words, present.words),
        row(words::CALENDAR, Some(paths::CALENDAR), shipped.years, present.years),
        row(words::QUESTIONNAIRES, made, shipped.questionnaires, present.questionnaires),
        row(words::BANK, kept, shipped.bank, present.bank),
    ];
    let body = html! {
        (parts::table(view.t(words::SETUP), &columns, &rows))
        @if present == shipped {
            (parts::notice(Tone::Good, html! { p { (view.t(words::NOTHING_MISSING)) } }))
        } @else {
            (parts::post_button(view.t(words::LOAD), paths::SETUP, Style::Primary))
        }
    };
    let rooms = html! {
        (parts::link_button(view.t(words::EDIT_WORDS), paths::VOCABULARIES, Style::Plain))
        (parts::link_button(view.t(words::EDIT_CALENDAR), paths::CALENDAR, Style::Plain))
        (parts::link_button(view.t(words::EDIT_MAIL), paths::MAIL_PLAN, Style::Plain))
        (parts::link_button(view.t(mailing::MESSAGE_PLAN), paths::MESSAGE_PLAN, Style::Plain))
        (parts::link_button(view.t(mailing::ROBOT), paths::ROBOT, Style::Plain))
    };
    Page::new(view.t(words::SETUP), body).lead(view.t(words::LEAD)).actions(rooms)
}
