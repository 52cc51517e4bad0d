//! The discipline officer's key: drawn and shown once at the first sign-in, typed back, then in use.

mod words;

use axum::response::Response;
use maud::html;

use super::campaigns::{PRINT, SHOWN_LEAD, TO_CHECK, typed_back};
use super::error::{Error, Result};
use super::form::Form;
use super::page::{Page, View, Width};
use super::parts::{self, Confirm, Style, Tone};
use super::routes::{Routes, Who};
use super::session::Staff;
use super::{paths, refusals};
use crate::domain::people::Act;
use crate::services::discipline::{self, Standing};
use crate::services::people::{self, Secret};
use crate::services::{self, App};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let officer = Who::May(Act::ReadTips);
    routes
        .get(paths::DISCIPLINE_KEY, officer, get)
        .post(paths::DISCIPLINE_KEY, officer, post)
        .get(paths::DISCIPLINE_KEY_CHECK, officer, get_check)
        .post(paths::DISCIPLINE_KEY_CHECK, officer, post_check)
}

/// Where a person goes after signing in: an officer without a key makes one first.
pub async fn first_page(app: &App, session: &Secret) -> services::Result<&'static str> {
    let signed_in = people::authenticate(app, session.reveal()).await?;
    let Some(actor) = signed_in.map(|signed_in| signed_in.actor) else {
        return Ok(paths::HOME);
    };
    if actor.may(Act::ReadTips) && discipline::standing(app, &actor).await? != Standing::InUse {
        Ok(paths::DISCIPLINE_KEY)
    } else {
        Ok(paths::HOME)
    }
}

async fn get(staff: Staff) -> Result<Response> {
    let standing = discipline::standing(&staff.app, &staff.actor).await?;
    Ok(staff.page(&page(staff.view, standing)))
}

async fn post(staff: Staff) -> Result<Response> {
    let passphrase = discipline::draw(&staff.app, &staff.actor).await?;
    Ok(staff.page(&shown(staff.view, &staff.actor.name, passphrase.expose())))
}

async fn get_check(staff: Staff) -> Result<Response> {
    Ok(staff.page(&check(staff.view, &Form::default())))
}

async fn post_check(staff: Staff, mut form: Form) -> Result<Response> {
    let confirmed = discipline::confirm(&staff.app, &staff.actor, form.text("password")).await;
    match confirmed.map_err(Error::from) {
        Ok(()) => Ok(staff.done(paths::DISCIPLINE_KEY, staff.view.t(words::CONFIRMED))),
        Err(error) => {
            let Some(refusal) = error.refusal() else {
                return Err(error);
            };
            form.fail("password", refusals::sentence(staff.lang(), refusal));
            Ok(staff.mend(&check(staff.view, &form)))
        }
    }
}

fn page(view: View, standing: Standing) -> Page {
    let (tone, said, label) = match standing {
        Standing::None => (Tone::Soon, words::NONE, Some(words::DRAW)),
        Standing::Drawn => (Tone::Soon, words::DRAWN, Some(words::DRAW_AGAIN)),
        Standing::InUse => (Tone::Good, words::IN_USE, None),
    };
    let body = html! {
        (parts::notice(tone, html! { p { (view.t(said)) } }))
        @if standing == Standing::Drawn {
            (parts::actions(parts::link_button(
                view.t(TO_CHECK), paths::DISCIPLINE_KEY_CHECK, Style::Primary)))
        }
        @if let Some(label) = label {
            (parts::confirm(view.lang, &Confirm {
                label: view.t(label),
                question: html! { p { (view.t(words::DRAW_QUESTION)) } },
                action: paths::DISCIPLINE_KEY,
                fields: html! {},
                button: view.t(label),
            }))
        }
    };
    Page::new(view.t(words::TITLE), body).lead(view.t(words::LEAD)).width(Width::Reading)
}

fn shown(view: View, officer: &str, passphrase: &str) -> Page {
    let body = html! {
        (parts::actions(html! {
            (parts::print_button(view.t(PRINT)))
            (parts::link_button(view.t(TO_CHECK), paths::DISCIPLINE_KEY_CHECK, Style::Primary))
        }))
        section.paper.stack {
            h2 { (view.t(words::PAPER_TITLE)) }
            p { (officer) }
            p.quote { code translate="no" { (passphrase) } }
            p { (view.t(words::PAPER_RULE)) }
        }
    };
    Page::new(view.t(words::SHOWN_TITLE), body).lead(view.t(SHOWN_LEAD)).width(Width::Reading)
}

fn check(view: View, form: &Form) -> Page {
    let fields = typed_back(view, form, words::TITLE, paths::DISCIPLINE_KEY);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(paths::DISCIPLINE_KEY_CHECK, fields))
    };
    Page::new(view.t(TO_CHECK), body)
        .crumb(view.t(words::TITLE), paths::DISCIPLINE_KEY)
        .width(Width::Reading)
        .with_form()
}
