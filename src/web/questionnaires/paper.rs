//! 审签稿: a questionnaire on paper, to be read and signed before it is used.

use axum::response::Response;

use super::views;
use crate::domain::id::QuestionnaireId;
use crate::services::Error;
use crate::services::questionnaires;
use crate::web::error::Result;
use crate::web::form::Key;
use crate::web::session::Staff;

/// The draft.
pub async fn get_draft(staff: Staff, Key(id): Key<QuestionnaireId>) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::paper::draft(staff.view, &opened)))
}

/// A version.
pub async fn get_version(
    staff: Staff,
    Key((id, number)): Key<(QuestionnaireId, i64)>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let version = opened.version(number).ok_or(Error::Missing)?;
    Ok(staff.page(&views::paper::version(staff.view, &opened, version)))
}
