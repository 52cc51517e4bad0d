//! Looking a draft over, freezing it, and looking at what was frozen.

use axum::response::Response;

use super::{revision, views, words};
use crate::domain::id::QuestionnaireId;
use crate::services::questionnaires;
use crate::services::{Error, people};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// What stands between the draft and its publication.
pub async fn get_check(staff: Staff, Key(id): Key<QuestionnaireId>) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::published::check(staff.view, &staff.actor, &opened, None)))
}

/// Freezes the draft as it was shown.
pub async fn post_publish(
    staff: Staff,
    Key(id): Key<QuestionnaireId>,
    form: Form,
) -> Result<Response> {
    let refused =
        |why: &str, opened| views::published::check(staff.view, &staff.actor, &opened, Some(why));
    match questionnaires::publish(&staff.app, &staff.actor, id, revision(&form)).await {
        Ok(version) => {
            let said = words::published(staff.lang(), version.number);
            Ok(staff.done(&paths::version(id, version.number), &said))
        }
        Err(Error::Refused(refusal)) => {
            let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
            let why = refusals::sentence(staff.lang(), &refusal);
            Ok(staff.mend(&refused(&why, opened)))
        }
        Err(Error::Stale) => {
            let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
            Ok(staff.conflict(&refused(staff.view.t(words::STALE_CHECK), opened)))
        }
        Err(other) => Err(other.into()),
    }
}

/// A version.
pub async fn get_version(
    staff: Staff,
    Key((id, number)): Key<(QuestionnaireId, i64)>,
) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let version = opened.version(number).ok_or(Error::Missing)?;
    let names = people::names(&staff.app).await?;
    let publisher = names.get(&version.published_by.to_string()).map_or("", String::as_str);
    Ok(staff.page(&views::published::version(staff.view, &opened, version, publisher)))
}
