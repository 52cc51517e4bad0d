//! Take my ballot now, answer later, elsewhere: a page that has an envelope stamped before anything
//! is filled in, and gives the stamped ballot away as text, file and picture. It comes back on
//! the page of `taken.rs`, with no code. Between the two visits there is time, and nothing else.

use axum::extract::State;
use axum::http::Uri;
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::outcome::{self, Sent};
use super::plain::view_in;
use super::sheet::Sheet;
use super::ticket::{self, Ways};
use super::{blind_words, first, take_words as words, words as common};
use crate::domain::campaigns::Standing;
use crate::domain::credentials::token::PoolCode;
use crate::services::App;
use crate::services::responses::{self, Faults, Frozen, Survey};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::{Switch, View, asset, page_beside};
use crate::web::parts::{self, MAIN_FORM, Tone};
use crate::web::paths;

/// The page; or why there is nothing to take.
pub async fn get(State(app): State<App>, Key(pool): Key<PoolCode>, uri: Uri) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let (view, path) = (view_in(&uri), paths::survey_take(pool));
    let standing = survey.standing(app.now());
    let (Standing::Open, Some(frozen)) = (standing, survey.frozen()) else {
        return Ok(outcome::closed(view, &app.site, &survey, standing, Sent::Nothing, &path));
    };
    let (typed, faults) = (&Form::default(), &Faults::default());
    let document = &frozen.document;
    let sheet = Sheet { view, site: &app.site, survey: &survey, frozen, document, typed, faults };
    let body = html! {
        (first::top(view, &app.site, &survey, Some(Switch::Link(&path))))
        div #mismatch hidden { (parts::notice(Tone::Late, view.t(ticket::mismatch(frozen)))) }
        h1 { (view.t(words::TAKE)) }
        p.lead { (view.t(words::LEAD)) }
        (waking(view))
        (before(view, &survey))
        (form(&sheet))
        (taken(view))
        div.notice #state tabindex="-1" role="status" hidden {
            p {}
            button.button type="button" hidden { (view.t(blind_words::TRY_NOW)) }
        }
        (parts::more(view.t(common::HOW_TO_CHECK), first::fingerprint(view, &survey)))
        p.foot { a href=(paths::survey(pool)) { (view.t(words::BACK)) } }
        template #words {
            @for (name, sentence) in sentences(view, &survey, frozen) { p id=(name) { (sentence) } }
        }
        script src=(asset("answer.js")) defer {}
        script src=(asset("take.js")) defer {}
    };
    Ok(page_beside(view, view.t(words::TAKE), body).into_response())
}

/// In sight until the script has proved itself; without one no ballot is taken or brought back.
pub fn waking(view: View) -> Markup {
    let body = html! {
        noscript { p { strong { (view.t(blind_words::NO_SCRIPT)) } } }
        p { (view.t(blind_words::NEEDED)) }
    };
    html! { div #waking { (parts::notice(Tone::Info, body)) } }
}

fn before(view: View, survey: &Survey) -> Markup {
    let closes_on = survey.window.closes_on.to_string();
    html! {
        section.prose #before {
            h2 { (view.t(words::BEFORE)) }
            ul {
                li { strong { (view.t(words::SPENT_AT_ONCE)) } }
                li { (view.t(words::WHAT_YOU_GET)) }
                li { (view.t(words::LIKE_CASH)) }
                li { (words::until(view.lang, &closes_on)) }
            }
        }
    }
}

fn form(sheet: &Sheet<'_>) -> Markup {
    let code = sheet.survey.pool.code;
    html! {
        form.form id=(MAIN_FORM) method="dialog" novalidate autocomplete="off"
            data-pool=(code) data-key=(STANDARD.encode(sheet.frozen.issuer().spki()))
            data-issue=(paths::survey_issue(code)) data-taken=(paths::survey_taken(code)) {
            button.unseen tabindex="-1" aria-hidden="true" disabled {}
            fieldset #sheet { (sheet.code()) }
            (parts::actions(html! {
                button.button.primary #take type="button" disabled {
                    (sheet.view.t(words::TAKE_NOW))
                }
            }))
        }
    }
}

/// What the script fills in once the envelope is stamped.
fn taken(view: View) -> Markup {
    html! {
        section.prose #taken tabindex="-1" hidden {
            h2 { (view.t(words::TAKEN)) }
            p { strong { (view.t(words::KEEP_IT)) } }
            div.question {
                label for="ballot" { (view.t(words::BALLOT)) }
                textarea.code #ballot readonly spellcheck="false" {}
                div.actions {
                    button.button #copy type="button" { (view.t(words::COPY)) }
                    a.button #file download=(view.t(words::FILE_NAME)) { (view.t(words::FILE)) }
                }
                p.hint #copied role="status" {}
            }
            p #qr-help { (view.t(words::SCAN)) }
            div #qr role="img" aria-label=(view.t(words::QR)) {}
            p { (view.t(words::HOW_BACK)) }
            (parts::actions(html! {
                button.button.primary #done type="button" { (view.t(words::DONE)) }
            }))
        }
    }
}

fn sentences(view: View, survey: &Survey, frozen: &Frozen) -> Vec<(&'static str, String)> {
    let lang = view.lang;
    let telephone = &survey.campaign.texts.telephone;
    let fixed = [
        ("code-blank", common::CODE_BLANK),
        ("spent-code", common::SPENT),
        ("cancelled", common::CANCELLED),
        ("taking", words::TAKING),
        ("unsent", words::UNSENT),
        ("is-copied", words::COPIED),
        ("wiped", words::WIPED),
    ];
    let mut all = vec![
        ("over", common::over(lang, &survey.window.closes_on.to_string())),
        ("not-yet", common::not_yet(lang, &survey.window.opens_on.to_string())),
        ("fault", words::fault(lang, telephone)),
        ("not-a-code", Ways::of(frozen).malformed(lang)),
        ("unknown-code", common::code_unknown(lang, telephone)),
    ];
    all.extend(fixed.map(|(name, text)| (name, view.t(text).to_owned())));
    all
}
