//! The check page: what was published of a pool, and whether a receipt is in its list. Everyone
//! may read it; it knows nothing that is not in the two files beside it.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::evidence::evidence;
use super::plain::view_in;
use super::{check_words as words, first, who, who_words, words as common};
use crate::domain::campaigns::{Pool, PoolState};
use crate::domain::credentials::receipt::Tracker;
use crate::domain::credentials::token::PoolCode;
use crate::domain::openings::expiry::Expiring;
use crate::domain::openings::published::{Closing, Counts, Identity, Member};
use crate::domain::time::Day;
use crate::services::responses::{self, Survey};
use crate::services::{App, public_check};
use crate::web::campaigns;
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::headers::Download;
use crate::web::page::{Switch, View, asset, page_beside};
use crate::web::parts::{self, Column, Field, Input, Style, Tone};
use crate::web::paths;

/// What the reader learns about a receipt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Unasked,
    Malformed,
    Found,
    NotFound,
}

/// What was published.
pub async fn get(State(app): State<App>, Key(pool): Key<PoolCode>, uri: Uri) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let page = page(&app, view_in(&uri), &survey, &Form::default(), Answer::Unasked).await?;
    Ok(page.into_response())
}

/// Whether a receipt is in the list; or, with a choice of language or print, the page again.
pub async fn post(
    State(app): State<App>,
    Key(pool): Key<PoolCode>,
    uri: Uri,
    form: Form,
) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let opened = matches!(survey.pool.state, PoolState::Opened | PoolState::Joined);
    let answer = match form.text("receipt").parse::<Tracker>() {
        _ if uri.query().is_some() || !opened => Answer::Unasked,
        Err(_) => Answer::Malformed,
        Ok(receipt) if responses::holds(&app, &survey.pool, receipt).await? => Answer::Found,
        Ok(_) => Answer::NotFound,
    };
    let view = if uri.query().is_some() { view_in(&uri) } else { super::plain::view_typed(&form) };
    let status = match answer {
        Answer::Malformed => StatusCode::UNPROCESSABLE_ENTITY,
        Answer::Unasked | Answer::Found | Answer::NotFound => StatusCode::OK,
    };
    Ok((status, page(&app, view, &survey, &form, answer).await?).into_response())
}

/// The list of leaves, as it was hashed.
pub async fn get_leaves(State(app): State<App>, Key(pool): Key<PoolCode>) -> Result {
    let survey = opened(&app, pool).await?;
    if survey.pool.state == PoolState::Joined {
        return to_joint(&app, &survey, paths::check_leaves).await;
    }
    let list = responses::leaves(&app, &survey.pool).await?.to_text();
    Ok(file("leaves.txt", "text/plain; charset=utf-8", list))
}

/// The record of the opening.
pub async fn get_close(State(app): State<App>, Key(pool): Key<PoolCode>) -> Result {
    let survey = opened(&app, pool).await?;
    if survey.pool.state == PoolState::Joined {
        return to_joint(&app, &survey, paths::check_close).await;
    }
    let closing = responses::closing(&app, &survey.pool).await?;
    Ok(file("close.json", "application/json", closing.to_json()))
}

async fn opened(app: &App, pool: PoolCode) -> Result<Arc<Survey>> {
    let survey = responses::survey(app, pool).await?;
    let is_opened = matches!(survey.pool.state, PoolState::Opened | PoolState::Joined);
    if is_opened { Ok(survey) } else { Err(Error::missing()) }
}

/// To the same file of the pool this one was opened with.
async fn to_joint(app: &App, survey: &Survey, file: fn(PoolCode) -> String) -> Result {
    let joint = responses::opened_with(app, &survey.pool).await?;
    Ok(Redirect::to(&file(joint.code)).into_response())
}

fn file(name: &str, kind: &'static str, content: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (Extension(Download), headers, content).into_response()
}

async fn page(
    app: &App,
    view: View,
    survey: &Survey,
    typed: &Form,
    answer: Answer,
) -> Result<Markup> {
    let path = paths::check(survey.pool.code);
    let body = match survey.pool.state {
        PoolState::Opened => {
            let closing = responses::closing(app, &survey.pool).await?;
            let switch = Some(Switch::Form(&path));
            let body = html! {
                (published(view, survey.pool.code, &closing))
                (untaken(view, app, survey).await?)
                (receipt(view, &path, &list(survey.pool.code, &closing), typed, answer))
                p.foot { (view.t(words::PROVES)) }
                script src=(asset("check.js")) defer {}
            };
            (switch, body)
        }
        PoolState::Joined => {
            let joint = responses::opened_with(app, &survey.pool).await?;
            let counts = responses::member(app, &survey.pool).await?;
            let closing = responses::closing(app, &joint).await?;
            let body = html! {
                (joined(view, &joint, &counts))
                (untaken(view, app, survey).await?)
                (receipt(view, &path, &list(joint.code, &closing), typed, answer))
                p.foot { (view.t(words::PROVES)) }
                script src=(asset("check.js")) defer {}
            };
            (Some(Switch::Form(&path)), body)
        }
        PoolState::Destroyed if survey.campaign.cancelled_on.is_some() => {
            let said = campaigns::cancelled(view, &survey.campaign).unwrap_or_default();
            let body = html! { p { (said) } p { (view.t(common::CANCELLED_MEANS)) } };
            (Some(Switch::Link(&path)), parts::notice(Tone::Info, body))
        }
        PoolState::Destroyed => {
            let expired = responses::expired(app, &survey.pool, Expiring::Ballots).await?;
            let said = match expired {
                Some(day) => words::expired(view.lang, &day.to_string()),
                None => view.t(words::DESTROYED).to_owned(),
            };
            (Some(Switch::Link(&path)), parts::notice(Tone::Info, html! { p { (said) } }))
        }
        PoolState::Planned | PoolState::Collecting | PoolState::Opening => {
            let day = survey.window.closes_on.to_string();
            (Some(Switch::Link(&path)), html! { p.lead { (words::not_opened(view.lang, &day)) } })
        }
    };
    let (switch, body) = body;
    let whole = html! {
        (first::top(view, &app.site, survey, switch))
        h1 { (view.t(words::CHECK)) }
        p.lead { (words::check_lead(view.lang, survey.pool.name(view.lang))) }
        @if let Some(moved) = campaigns::extended(view, &survey.campaign) { p { (moved) } }
        @if let Some(added) = campaigns::seats_added(view, &survey.pool) { p { (added) } }
        (body)
        p.foot { a href=(who::address(view, survey.pool.code)) { (view.t(who_words::WHO)) } }
        (evidence(view))
        p.foot {
            (view.t(common::TELEPHONE)) " " (first::telephone(&survey.campaign.texts.telephone))
        }
    };
    Ok(page_beside(view, view.t(words::CHECK), whole))
}

/// That nobody took the auditor's package, where nobody did.
async fn untaken(view: View, app: &App, survey: &Survey) -> Result<Markup> {
    let expired = responses::expired(app, &survey.pool, Expiring::Package).await?;
    let said = |day: Day| html! { p.help { (words::untaken(view.lang, &day.to_string())) } };
    Ok(expired.map(said).unwrap_or_default())
}

fn published(view: View, pool: PoolCode, closing: &Closing) -> Markup {
    let hash = |hash: &str| html! { code translate="no" { (hash) } };
    let mut facts = vec![
        (view.t(words::BALLOTS), html! { (closing.counts.ballots) }),
        (view.t(words::SPOILED), html! { (closing.counts.spoiled) }),
        (view.t(words::LEAVES_HASH), hash(&closing.leaves_sha256)),
    ];
    if let Some(issuer) = &closing.issuer {
        facts.push((view.t(words::KEY_ID), hash(&issuer.key_id)));
    }
    html! {
        @if !closing.members.is_empty() { p { (view.t(words::SEVERAL_AS_ONE)) } }
        (channels(view, &closing.counts))
        (parts::facts(&facts))
        (parts::actions(html! {
            (parts::link_button(view.t(words::LEAVES), &paths::check_leaves(pool), Style::Plain))
            (parts::link_button(view.t(words::CLOSE), &paths::check_close(pool), Style::Plain))
        }))
        (parts::more(view.t(words::COMMAND), html! {
            p { (view.t(words::COMMAND_HOW)) }
            p { code translate="no" { "wenlian check-pool DIR" } }
            p { (view.t(words::COMMAND_CHECKS)) }
            ol {
                @for identity in Identity::ALL { li { (view.t(public_check::words_of(identity))) } }
            }
        }))
    }
}

/// A pool that was opened together with others: where its ballots are, and its counts.
fn joined(view: View, joint: &Pool, member: &Member) -> Markup {
    let counts = &member.counts;
    let way = paths::check(joint.code);
    html! {
        (parts::notice(Tone::Info, html! {
            p { (words::joined(view.lang, joint.name(view.lang))) }
            p { a href=(way) { (view.t(words::TO_JOINT)) } }
        }))
        (channels(view, counts))
        (parts::facts(&[
            (view.t(words::BALLOTS), html! { (counts.ballots) }),
            (view.t(words::SPOILED), html! { (counts.spoiled) }),
            (view.t(words::KEY_ID), html! { code translate="no" { (member.issuer.key_id) } }),
        ]))
    }
}

fn channels(view: View, counts: &Counts) -> Markup {
    let columns = [
        Column::text(view.t(words::CHANNEL)),
        Column::number(view.t(words::INVITED)),
        Column::number(view.t(words::ISSUED)),
    ];
    let row = |name: &str, invited: u64, issued: u64| {
        vec![html! { (name) }, html! { (invited) }, html! { (issued) }]
    };
    let mut rows: Vec<_> = counts
        .channels
        .iter()
        .map(|of| row(view.t(common::channel(of.channel)), of.invited, of.issued))
        .collect();
    rows.push(row(view.t(words::ALL_CHANNELS), counts.invited, counts.issued));
    html! {
        (parts::table(view.t(words::TOTALS), &columns, &rows))
        @if counts.channels.is_empty() { p.help { (view.t(words::NOT_BY_CHANNEL)) } }
        @if let Some(said) = first::at_the_door(view, counts.channels.iter().map(|of| of.channel)) {
            p.help { (said) }
        }
        @if let Some(cards) = &counts.cards {
            p { (words::cards(view.lang, (cards.printed, cards.reprinted, cards.returned))) }
            @if let Some(remark) = counts.remark() {
                p.help { (public_check::said_of(view.lang, remark)) }
            }
        }
    }
}

/// The list a receipt is compared with: where it lies, its hash and how many ballots it holds.
struct List<'a> {
    path: String,
    sha256: &'a str,
    ballots: u64,
}

fn list(pool: PoolCode, closing: &Closing) -> List<'_> {
    let (sha256, ballots) = (&closing.leaves_sha256, closing.counts.ballots);
    List { path: paths::check_leaves(pool), sha256, ballots }
}

fn receipt(view: View, path: &str, list: &List<'_>, typed: &Form, answer: Answer) -> Markup {
    let mistake = (answer == Answer::Malformed).then(|| view.t(words::MALFORMED));
    let field = Field::new(view.lang, "receipt", view.t(words::RECEIPT))
        .help(view.t(words::RECEIPT_HELP))
        .input(Input::Code)
        .value(typed.text("receipt"))
        .error(mistake);
    let form = html! {
        (parts::hidden("lang", view.lang.tag()))
        (parts::hidden("print", view.print.tag()))
        h2 { (view.t(words::YOURS)) }
        @match answer {
            Answer::Found => (parts::notice(Tone::Good, view.t(words::FOUND))),
            Answer::NotFound => (parts::notice(Tone::Late, view.t(words::NOT_FOUND))),
            Answer::Unasked | Answer::Malformed => {}
        }
        (parts::text_field(&field))
        p.help #server-sees { (view.t(words::SERVER_SEES)) }
        p.help #stays-here hidden { (view.t(words::STAYS_HERE)) }
        (parts::actions(parts::button(view.t(words::COMPARE), Style::Primary)))
        (answers(view))
    };
    html! {
        section.prose #compare data-leaves=(list.path) data-sha256=(list.sha256)
            data-ballots=(list.ballots) {
            (parts::form(path, form))
        }
    }
}

/// What the script may say; it only unfolds one of these.
fn answers(view: View) -> Markup {
    let answers = [
        ("waiting", "notice", words::WAITING),
        ("found", "notice good", words::FOUND),
        ("absent", "notice late", words::NOT_FOUND),
        ("malformed", "notice late", words::MALFORMED),
        ("unreachable", "notice late", words::UNREACHABLE),
        ("altered", "notice late", words::ALTERED),
    ];
    html! {
        div aria-live="polite" {
            @for (answer, class, text) in answers {
                p class=(class) data-answer=(answer) hidden { (view.t(text)) }
            }
        }
    }
}
