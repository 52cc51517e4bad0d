//! Looking a draft over, freezing it, and looking at what was frozen.

use axum::response::Response;

use super::{revision, views, words};
use crate::domain::id::QuestionnaireId;
use crate::domain::questionnaires::Code;
use crate::services::questionnaires::{self, Opened, bank};
use crate::services::{Error, people};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, refusals};

/// What stands between the draft and its publication.
pub async fn get_check(staff: Staff, Key(id): Key<QuestionnaireId>) -> Result<Response> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let bank = behind(&staff, &opened).await?;
    Ok(staff.page(&views::published::check(staff.view, &staff.actor, &opened, &bank, None)))
}

/// Freezes the draft as it was shown.
pub async fn post_publish(
    staff: Staff,
    Key(id): Key<QuestionnaireId>,
    form: Form,
) -> Result<Response> {
    match questionnaires::publish(&staff.app, &staff.actor, id, revision(&form)).await {
        Ok(version) => {
            let said = words::published(staff.lang(), version.number);
            Ok(staff.done(&paths::version(id, version.number), &said))
        }
        Err(Error::Refused(refusal)) => {
            let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
            let why = refusals::sentence(staff.lang(), &refusal);
            let bank = behind(&staff, &opened).await?;
            let page =
                views::published::check(staff.view, &staff.actor, &opened, &bank, Some(&why));
            Ok(staff.mend(&page))
        }
        Err(Error::Stale) => {
            let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
            let why = Some(staff.view.t(words::STALE_CHECK));
            let bank = behind(&staff, &opened).await?;
            let page = views::published::check(staff.view, &staff.actor, &opened, &bank, why);
            Ok(staff.conflict(&page))
        }
        Err(other) => Err(other.into()),
    }
}

/// The questions of the draft of which the bank has a newer version.
async fn behind(staff: &Staff, opened: &Opened) -> Result<Vec<Code>> {
    let draft = &opened.questionnaire.draft;
    let standings = bank::standings(&staff.app, &staff.actor, draft).await?;
    let is_behind = |code: &&Code| standings.get(code).is_some_and(|it| it.is_behind());
    let codes = draft.questions.iter().map(|question| &question.code);
    Ok(codes.filter(is_behind).cloned().collect())
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
