//! What a draft was before, what is different now, and the way back.

use axum::response::Response;

use super::{revision, views, words};
use crate::domain::id::QuestionnaireId;
use crate::domain::questionnaires::Past;
use crate::services::Error;
use crate::services::{people, questionnaires};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// The states that are kept.
pub async fn get_history(staff: Staff, Key(id): Key<QuestionnaireId>) -> Result<Response> {
    let history = questionnaires::history(&staff.app, &staff.actor, id).await?;
    let names = people::names(&staff.app).await?;
    Ok(staff.page(&views::history::history(staff.view, &history, &names)))
}

/// One of them against the draft of today.
pub async fn get_past(
    staff: Staff,
    Key((id, past)): Key<(QuestionnaireId, String)>,
) -> Result<Response> {
    let before = questionnaires::before(&staff.app, &staff.actor, id, read(&past)?).await?;
    Ok(staff.page(&views::history::past(staff.view, &staff.actor, &before, None)))
}

/// Returns to it.
pub async fn post_restore(
    staff: Staff,
    Key((id, past)): Key<(QuestionnaireId, String)>,
    form: Form,
) -> Result<Response> {
    let past = read(&past)?;
    match questionnaires::restore(&staff.app, &staff.actor, id, revision(&form), past).await {
        Ok(()) => Ok(staff.done(&paths::questionnaire(id), staff.view.t(words::RESTORED))),
        Err(Error::Stale) => {
            let before = questionnaires::before(&staff.app, &staff.actor, id, past).await?;
            let why = Some(words::STALE_PAST);
            Ok(staff.conflict(&views::history::past(staff.view, &staff.actor, &before, why)))
        }
        Err(other) => Err(other.into()),
    }
}

fn read(past: &str) -> Result<Past> {
    Ok(past.parse().map_err(|_| Error::Missing)?)
}
