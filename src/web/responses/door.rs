//! At the door of a room: the code on its screen is traded for a pass, by the QR code, by hand, or
//! by the script of the questionnaire and of a kiosk. Nothing is written, nothing is spent, and who
//! asks is not looked at: scanners and previews may open all of it as often as they like.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::outcome::{self, Sent};
use super::plain::{self, view_in, view_typed};
use super::{blind, door_words as words, first};
use crate::domain::campaigns::{Channel, Standing};
use crate::domain::credentials::door::Pass;
use crate::domain::credentials::token::PoolCode;
use crate::services::App;
use crate::services::responses::{self, Entered, Survey};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::page::{Switch, View, page_beside};
use crate::web::parts::{self, Field, Style};
use crate::web::paths;

/// The field of the room's code.
const CODE: &str = "room";

/// What a screen's QR code opens: on to the questionnaire with a pass.
pub async fn get_enter(
    State(app): State<App>,
    Key((pool, code)): Key<(PoolCode, String)>,
    uri: Uri,
) -> Result {
    let survey = of_venue(&app, pool).await?;
    let view = view_in(&uri);
    match responses::enter(&app, &survey, &code).await? {
        Entered::Pass(pass) => on(&survey, &pass),
        Entered::Full => Ok(full(&app, view, &survey)),
        Entered::No => Ok(ask(&app, view, &survey, Some(&code))),
    }
}

/// The page on which a room's code is typed by hand.
pub async fn get_room(State(app): State<App>, Key(pool): Key<PoolCode>, uri: Uri) -> Result {
    let survey = of_venue(&app, pool).await?;
    Ok(ask(&app, view_in(&uri), &survey, None))
}

/// The code that was typed: on to the questionnaire, the plain one where no script runs.
pub async fn post_room(
    State(app): State<App>,
    Key(pool): Key<PoolCode>,
    uri: Uri,
    form: Form,
) -> Result {
    let survey = of_venue(&app, pool).await?;
    if uri.query().is_some() {
        return Ok(ask(&app, view_in(&uri), &survey, None));
    }
    let typed = form.text(CODE);
    match responses::enter(&app, &survey, typed).await? {
        Entered::Pass(pass) if form.text("plain").is_empty() => on(&survey, &pass),
        Entered::Pass(pass) => plain::with_pass(&app, view_typed(&form), &survey, &pass),
        Entered::Full => Ok(full(&app, view_typed(&form), &survey)),
        Entered::No => Ok(ask(&app, view_typed(&form), &survey, Some(typed))),
    }
}

async fn of_venue(app: &App, pool: PoolCode) -> Result<std::sync::Arc<Survey>> {
    let survey = responses::survey(app, pool).await?;
    let is_over = survey.frozen().is_none();
    let has_venue = survey.frozen().is_some_and(|frozen| frozen.has(Channel::Venue));
    if is_over || has_venue { Ok(survey) } else { Err(Error::missing()) }
}

/// The pass travels where a code does: behind the `#`, which no server and no log is sent.
fn on(survey: &Survey, pass: &Pass) -> Result {
    let issuer = survey.pool.fingerprint.ok_or_else(Error::missing)?;
    let fragment = pass.fragment(issuer);
    let there = Zeroizing::new(format!("{}{}", paths::survey(survey.pool.code), *fragment));
    Ok(Redirect::to(&there).into_response())
}

/// All seats of the room are taken, as its screen says too.
fn full(app: &App, view: View, survey: &Survey) -> Response {
    let path = paths::survey_room(survey.pool.code);
    let body = html! {
        (first::top(view, &app.site, survey, Some(Switch::Link(&path))))
        h1 { (view.t(words::ROOM_FULL)) }
        p.lead { (view.t(words::ROOM_FULL_SAID)) }
    };
    (StatusCode::CONFLICT, page_beside(view, view.t(words::ROOM_FULL), body)).into_response()
}

/// The form; or why there is nothing to enter. `wrong` is what did not open the room.
fn ask(app: &App, view: View, survey: &Survey, wrong: Option<&str>) -> Response {
    let path = paths::survey_room(survey.pool.code);
    let standing = survey.standing(app.now());
    if standing != Standing::Open {
        return outcome::closed(view, &app.site, survey, standing, Sent::Nothing, &path);
    }
    let field = Field::new(view.lang, CODE, view.t(words::ROOM_CODE))
        .help(view.t(words::ROOM_LEAD))
        .error(wrong.map(|_| view.t(words::ROOM_WRONG)))
        .value(wrong.unwrap_or_default())
        .required();
    let form = html! {
        (parts::hidden("lang", &view.language()))
        (parts::hidden("print", view.print.tag()))
        (parts::text_field(&field))
        // Where no script runs, what follows the `#` would be lost: on to the plain page at once.
        @if survey.campaign.plain_path { noscript { (parts::hidden("plain", "1")) } }
        (parts::actions(parts::button(view.t(words::ROOM_ENTER), Style::Primary)))
    };
    let body = html! {
        (first::top(view, &app.site, survey, Some(Switch::Form(&path))))
        h1 { (view.t(words::ROOM_TITLE)) }
        (parts::form(&path, form))
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, page_beside(view, view.t(words::ROOM_TITLE), body)).into_response()
}

/// `{v:1, c}` with a room's code, or `{v:1, k}` with a kiosk's key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    v: u8,
    #[serde(default)]
    c: String,
    #[serde(default)]
    k: String,
}

/// The pass.
#[derive(Serialize)]
struct Given {
    v: u8,
    p: String,
}

/// The same for a script.
pub async fn post_pass(
    State(app): State<App>,
    Key(pool): Key<PoolCode>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(asked) = blind::read(&headers, &body, |asked: &Asked| asked.v) else {
        return blind::problem(StatusCode::BAD_REQUEST, "malformed", blind::MALFORMED);
    };
    let (code, key) = (Zeroizing::new(asked.c), Zeroizing::new(asked.k));
    let entered = async {
        let survey = responses::survey(&app, pool).await?;
        let standing = survey.standing(app.now());
        if standing != Standing::Open {
            return Ok(Err(blind::closed(&survey, standing)));
        }
        let entered = if key.is_empty() {
            responses::enter(&app, &survey, &code).await
        } else {
            let pass = responses::kiosk_pass(&app, &survey, &key).await;
            pass.map(|pass| pass.map_or(Entered::No, Entered::Pass))
        };
        entered.map(Ok)
    };
    match entered.await {
        Ok(Ok(Entered::Pass(pass))) => {
            blind::json(&Given { v: blind::VERSION, p: pass.written().as_str().to_owned() })
        }
        Ok(Ok(Entered::Full)) => blind::problem(StatusCode::CONFLICT, "full-code", blind::FULL),
        Ok(Ok(Entered::No)) => {
            blind::problem(StatusCode::UNPROCESSABLE_ENTITY, "no-pass", blind::NO_PASS)
        }
        Ok(Err(closed)) => closed,
        Err(error) => blind::failed(error),
    }
}
