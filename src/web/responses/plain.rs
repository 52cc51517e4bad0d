//! The plain path: a page that needs no script, and the one POST that carries code and answers.
//! Opening a page spends nothing and looks no code up; neither do the switches of language and
//! print, which send the form here to be drawn again.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::outcome::{self, Sent};
use super::sheet::{CODE, NUMBER, Sheet, read_in};
use super::ticket::Ways;
use super::words;
use crate::domain::campaigns::Standing;
use crate::domain::credentials::door::Pass;
use crate::domain::credentials::plain::PageSecret;
use crate::domain::credentials::token::PoolCode;
use crate::domain::lang::Text;
use crate::domain::typed::in_fours;
use crate::services::responses::{self, Faults, Outcome, Plain, Survey};
use crate::services::{self, App};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::page::{Print, View};
use crate::web::paths;
use crate::web::session::view_of;

/// How a respondent asked to see a page: the address says it, nothing else.
pub fn view_in(uri: &Uri) -> View {
    view_of(&HeaderMap::new(), uri)
}

/// The questionnaire, for a code to be typed or moved in from the link.
pub async fn get(State(app): State<App>, Key(pool): Key<PoolCode>, uri: Uri) -> Result {
    let survey = offered(&app, pool).await?;
    let shown = Shown { app: &app, view: view_in(&uri), survey: &survey, typed: &Form::default() };
    Ok(shown.sheet(StatusCode::OK, &Faults::default(), None, Sent::Nothing))
}

/// The questionnaire with the pass of a room in it, for a browser that runs no script: what follows
/// the `#` would not come along.
pub fn with_pass(app: &App, view: View, survey: &Survey, pass: &Pass) -> Result {
    if !survey.campaign.plain_path {
        return Err(Error::missing());
    }
    let typed = with_code(Form::default(), pass);
    let shown = Shown { app, view, survey, typed: &typed };
    Ok(shown.sheet(StatusCode::OK, &Faults::default(), None, Sent::Nothing))
}

/// A form with a pass in the field of the code.
fn with_code(mut form: Form, pass: &Pass) -> Form {
    form.forget(CODE);
    form.push(CODE, in_fours(&pass.written()).as_str());
    form
}

/// Code and answers; or, with a choice of language or print in the address, the form as it stands.
pub async fn post(
    State(app): State<App>,
    Key(pool): Key<PoolCode>,
    uri: Uri,
    form: Form,
) -> Result {
    let survey = offered(&app, pool).await?;
    let mut shown = Shown { app: &app, view: view_in(&uri), survey: &survey, typed: &form };
    if uri.query().is_some() {
        return Ok(shown.sheet(StatusCode::OK, &Faults::default(), None, Sent::Answers));
    }
    shown.view = view_typed(&form);
    let page = Plain { number: form.text(NUMBER), code: form.text(CODE), pairs: form.pairs() };
    let outcome = responses::hand_in(&app, &survey, page).await;
    if matches!(outcome, Ok(Outcome::Closed(_)))
        && let Some(stopped) = responses::stopped(&app, &survey).await
    {
        shown.survey = &stopped;
        return Ok(shown.closed(Standing::Over, Sent::Answers));
    }
    Ok(match outcome {
        Ok(Outcome::Taken(receipt)) => {
            outcome::thanks(shown.view, &app.site, &survey, receipt).into_response()
        }
        Ok(Outcome::Wanting(faults)) => {
            let typed;
            if let Some(pass) = &faults.pass {
                typed = with_code(form.clone(), pass);
                shown.typed = &typed;
            }
            shown.again(StatusCode::UNPROCESSABLE_ENTITY, &faults, words::NOT_HANDED_IN)
        }
        Ok(Outcome::Spent) => {
            let frozen = survey.frozen().ok_or_else(Error::missing)?;
            let page = outcome::spent(shown.view, &app.site, &survey, Ways::of(frozen));
            (StatusCode::CONFLICT, page).into_response()
        }
        Ok(Outcome::Closed(standing)) => shown.closed(standing, Sent::Answers),
        Err(services::Error::Busy) => {
            let (status, none) = (StatusCode::SERVICE_UNAVAILABLE, Faults::default());
            let mut page = shown.again(status, &none, words::TRY_AGAIN);
            page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            page
        }
        Err(other) => return Err(other.into()),
    })
}

/// The survey, if it may be answered without a script.
async fn offered(app: &App, pool: PoolCode) -> Result<Arc<Survey>> {
    let survey = responses::survey(app, pool).await?;
    if survey.campaign.plain_path { Ok(survey) } else { Err(Error::missing()) }
}

/// The language and print of the page a form was sent from.
pub fn view_typed(form: &Form) -> View {
    let print = Print::from_tag(form.text("print")).unwrap_or_default();
    let mut view = View { print, ..View::default() };
    view.speak(form.text("lang"));
    view
}

/// A survey as one respondent sees it, with what was typed so far.
struct Shown<'a> {
    app: &'a App,
    view: View,
    survey: &'a Survey,
    typed: &'a Form,
}

impl Shown<'_> {
    /// The questionnaire again, and why.
    fn again(&self, status: StatusCode, faults: &Faults, why: Text) -> Response {
        self.sheet(status, faults, Some(why), Sent::Answers)
    }

    /// The questionnaire with everything typed; or why it is not open.
    fn sheet(
        &self,
        status: StatusCode,
        faults: &Faults,
        again: Option<Text>,
        sent: Sent,
    ) -> Response {
        let Self { app, view, survey, typed } = *self;
        let standing = survey.standing(app.now());
        let (Standing::Open, Some(frozen)) = (standing, survey.frozen()) else {
            return self.closed(standing, sent);
        };
        // A page keeps its number for as long as it is the same page.
        let number = typed.text(NUMBER).parse();
        let number = number.unwrap_or_else(|_| PageSecret::draw(app.chance));
        let (view, document) = read_in(view, frozen);
        let document = &document;
        let sheet = Sheet { view, site: &app.site, survey, frozen, document, typed, faults };
        (status, sheet.plain(&number, again)).into_response()
    }

    fn closed(&self, standing: Standing, sent: Sent) -> Response {
        let path = paths::survey_plain(self.survey.pool.code);
        outcome::closed(self.view, &self.app.site, self.survey, standing, sent, &path)
    }
}
