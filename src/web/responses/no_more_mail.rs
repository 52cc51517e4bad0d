//! The link that stops the mails (RFC 8058): the page asks and does nothing, since mail scanners
//! open every link; its button, and the one-click request of a mail program, do it. The link knows
//! no seat. That the mails were stopped is said to whoever opens a link again that stopped them; a guess
//! is answered like a link that did not.

use axum::extract::State;
use axum::http::Uri;
use axum::response::IntoResponse;
use maud::{Markup, html};

use super::first;
use super::plain::view_in;
use super::words;
use crate::domain::campaigns::Standing;
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::OptOutId;
use crate::services::responses::{self, Survey};
use crate::services::{App, mailing};
use crate::web::campaigns;
use crate::web::error::Result;
use crate::web::form::Key;
use crate::web::page::{Switch, View, page_beside};
use crate::web::parts::{self, Style, Tone};
use crate::web::paths;

/// Asks.
pub async fn get(
    State(app): State<App>,
    Key((pool, id)): Key<(PoolCode, OptOutId)>,
    uri: Uri,
) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let view = view_in(&uri);
    if mailing::has_opted_out(&app, id).await? {
        return Ok(page(view, &app, &survey, id, &done(view)).into_response());
    }
    let ask = html! {
        p.lead { (words::no_more_mail_lead(view.lang, survey.campaign.name(view.lang))) }
        (parts::form(&view.at(&paths::survey_no_more_mail(pool, id)), html! {
            (parts::actions(parts::button(view.t(words::NO_MORE_MAIL), Style::Primary)))
        }))
    };
    Ok(page(view, &app, &survey, id, &ask).into_response())
}

/// Does it, and says so on the spot: mail programs follow no redirect.
pub async fn post(
    State(app): State<App>,
    Key((pool, id)): Key<(PoolCode, OptOutId)>,
    uri: Uri,
) -> Result {
    let survey = responses::survey(&app, pool).await?;
    mailing::opt_out(&app, id).await?;
    let view = view_in(&uri);
    Ok(page(view, &app, &survey, id, &done(view)).into_response())
}

fn done(view: View) -> Markup {
    parts::notice(Tone::Good, html! { p { (view.t(words::NO_MORE_MAIL_DONE)) } })
}

fn page(view: View, app: &App, survey: &Survey, id: OptOutId, body: &Markup) -> Markup {
    let path = paths::survey_no_more_mail(survey.pool.code, id);
    let closes_on = &survey.window.closes_on.to_string();
    let body = html! {
        (first::top(view, &app.site, survey, Some(Switch::Link(&path))))
        h1 { (view.t(words::NO_MORE_MAIL)) }
        (body)
        p.foot {
            @if let Some(cancelled) = campaigns::cancelled(view, &survey.campaign) { (cancelled) }
            @else if survey.standing(app.now()) == Standing::Over { (words::over(view.lang, closes_on)) }
            @else { (view.t(words::NO_MORE_MAIL_SEAT)) }
            " " (view.t(words::NO_MORE_MAIL_WHO))
        }
        p.foot {
            (view.t(words::TELEPHONE)) " " (first::telephone(&survey.campaign.texts.telephone))
        }
    };
    page_beside(view, view.t(words::NO_MORE_MAIL), body)
}
