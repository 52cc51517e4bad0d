//! The pages after the button: received, too early, too late, used before.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::ticket::Ways;
use super::{first, words};
use crate::domain::campaigns::Standing;
use crate::domain::credentials::receipt::Tracker;
use crate::services::Site;
use crate::services::responses::Survey;
use crate::web::campaigns;
use crate::web::page::{Switch, View, asset, respondent_page};
use crate::web::parts::{self, Tone};
use crate::web::paths;

/// Whether the reader has just sent answers, which are then lost.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The page was only opened.
    Nothing,
    /// The form was sent.
    Answers,
}

/// The ballot was received.
pub fn thanks(view: View, site: &Site, survey: &Survey, receipt: Tracker) -> Markup {
    let body = html! {
        (first::top(view, site, survey, None))
        (thanks_body(view, survey, &receipt.to_string()))
    };
    respondent_page(view, view.t(words::THANKS), body)
}

/// The same below the banner, for the script to put a receipt into.
pub fn thanks_body(view: View, survey: &Survey, receipt: &str) -> Markup {
    let closes_on = survey.window.closes_on.to_string();
    let check = paths::check(survey.pool.code);
    html! {
        section.thanks {
            p.stamp { (view.t(words::RECEIVED)) }
            h1 { (view.t(words::THANKS)) }
            p { (words::sealed(view.lang, &closes_on)) }
        }
        (parts::notice(Tone::Good, html! {
            h2 { (view.t(words::NEXT)) }
            ul {
                li { (view.t(words::NEXT_FIGURES)) }
                li { (view.t(words::NEXT_TEXTS)) }
                li { (view.t(words::NEXT_CHECK)) " " a href=(check) { (view.t(words::CHECK_PAGE)) } }
            }
        }))
        details.receipt {
            summary { (view.t(words::RECEIPT)) }
            code translate="no" { (receipt) }
            p.help { (view.t(words::RECEIPT_HELP)) }
        }
        p.foot { (view.t(words::NOBODY_MAY)) }
        p.foot { (view.t(words::LEAVE)) }
    }
}

/// Answers are not taken now; `path` is where the page was asked for.
pub fn closed(
    view: View,
    site: &Site,
    survey: &Survey,
    standing: Standing,
    sent: Sent,
    path: &str,
) -> Response {
    let status = match (standing, sent) {
        (Standing::Ahead, Sent::Nothing) => StatusCode::OK,
        (Standing::Ahead, Sent::Answers) => StatusCode::FORBIDDEN,
        _ => StatusCode::GONE,
    };
    let lang = view.lang;
    let is_cancelled = survey.campaign.cancelled_on.is_some();
    let (title, sentence) = match standing {
        _ if is_cancelled => {
            (words::CANCELLED, campaigns::cancelled(view, &survey.campaign).unwrap_or_default())
        }
        Standing::Ahead => {
            (words::NOT_YET, words::not_yet(lang, &survey.window.opens_on.to_string()))
        }
        Standing::Open | Standing::Over => {
            (words::OVER, words::over(lang, &survey.window.closes_on.to_string()))
        }
    };
    let body = html! {
        (first::top(view, site, survey, Some(Switch::Link(path))))
        h1 { (view.t(title)) }
        @if sent == Sent::Answers { (parts::notice(Tone::Late, view.t(words::NOT_SENT))) }
        p.lead { (sentence) }
        @if is_cancelled { p { (view.t(words::CANCELLED_MEANS)) } }
        @if standing != Standing::Ahead {
            p.lead { a href=(paths::check(survey.pool.code)) { (view.t(words::CHECK_PAGE)) } }
            script src=(asset("over.js")) defer {}
        }
        p.lead { (view.t(words::TELEPHONE)) " " (first::telephone(&survey.campaign.texts.telephone)) }
    };
    (status, respondent_page(view, view.t(title), body)).into_response()
}

/// The code was used by another page, or by this one with other answers.
pub fn spent(view: View, site: &Site, survey: &Survey, ways: Ways) -> Markup {
    let title = view.t(ways.spent_in_short());
    let body = html! {
        (first::top(view, site, survey, None))
        h1 { (title) }
        @for sentence in ways.spent(view.lang, &survey.campaign.texts.telephone) {
            p.lead { (sentence) }
        }
    };
    respondent_page(view, title, body)
}
