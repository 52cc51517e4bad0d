//! The questionnaire for a ballot that was taken away before: the blind page with the ballot's text
//! in place of the code. It never asks for an envelope to be stamped, and the same bytes go to
//! everyone in a pool.

use axum::extract::State;
use axum::http::Uri;
use axum::response::IntoResponse;
use maud::{Markup, html};

use super::bundle::Bundle;
use super::outcome::{self, Sent};
use super::plain::view_in;
use super::sheet::{Sheet, read_in};
use super::{blind_page, blind_words, questions, take, take_words, taken_words as words};
use crate::domain::campaigns::Standing;
use crate::domain::credentials::token::PoolCode;
use crate::services::App;
use crate::services::responses::{self, Faults};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::{Switch, View};
use crate::web::paths;

/// The questionnaire; or why it is not open.
pub async fn get(State(app): State<App>, Key(pool): Key<PoolCode>, uri: Uri) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let (view, path) = (view_in(&uri), paths::survey_taken(pool));
    let standing = survey.standing(app.now());
    let (Standing::Open, Some(frozen)) = (standing, survey.frozen()) else {
        return Ok(outcome::closed(view, &app.site, &survey, standing, Sent::Nothing, &path));
    };
    let (view, document) = read_in(view, frozen);
    let document = &document;
    let (typed, faults) = (&Form::default(), &Faults::default());
    let sheet = Sheet { view, site: &app.site, survey: &survey, frozen, document, typed, faults };
    let form = html! {
        (take::waking(view))
        (blind_page::form(&sheet, &ballot(view), words::FORGET_HELP))
        p.foot { a href=(paths::survey(pool)) { (view.t(take_words::BACK)) } }
        (blind_page::for_the_script(&sheet, &sentences(&sheet), Bundle::of(&frozen.document).taken))
    };
    Ok(sheet.page(blind_words::HOW, &html! {}, Switch::Link(&path), &form).into_response())
}

/// The field of the ballot.
fn ballot(view: View) -> Markup {
    html! {
        div.question {
            label for="f-blank" {
                (view.t(words::BLANK)) " " span.required { (view.t(questions::REQUIRED)) }
            }
            p.help #f-blank-help { (view.t(words::BLANK_HELP)) }
            textarea.code #f-blank name="blank" autocomplete="off" spellcheck="false"
                aria-describedby="f-blank-help" {}
            p.hint #blank-said role="status" {}
        }
    }
}

fn sentences(sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    let fixed = [
        ("blank-missing", words::BLANK_MISSING),
        ("blank-good", words::BLANK_GOOD),
        ("blank-elsewhere", words::BLANK_ELSEWHERE),
        ("blank-spoiled", words::BLANK_SPOILED),
        ("spent-code", words::BLANK_USED),
    ];
    let mut all = blind_page::shared_sentences(sheet, words::FORGOTTEN);
    all.extend(fixed.map(|(name, text)| (name, sheet.view.t(text).to_owned())));
    all
}
