//! What a draft was before: its kept states, what is different now, and the way back.

use super::Opened;
use crate::domain::id::QuestionnaireId;
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::{Document, Edit, KEPT_DRAFTS, Past, PastDraft};
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

/// A questionnaire and the states of its draft that are kept, the newest first.
#[derive(Debug)]
pub struct History {
    /// The questionnaire.
    pub opened: Opened,
    /// The states.
    pub drafts: Vec<PastDraft>,
}

/// A questionnaire and what it was at some time.
#[derive(Debug)]
pub struct Before {
    /// The questionnaire as it is.
    pub opened: Opened,
    /// Which state of it.
    pub past: Past,
    /// What it was.
    pub document: Document,
}

/// A state about to be kept.
pub(super) struct Saved<'a> {
    pub revision: i64,
    pub what: &'a str,
    pub place: String,
    /// The document as JSON.
    pub draft: &'a str,
}

impl<'a> Saved<'a> {
    /// The first state of a draft.
    pub(super) fn created(draft: &'a str) -> Self {
        Self { revision: 1, what: "create", place: String::new(), draft }
    }
}

/// Keeps a state, and forgets the one that is too old for it.
pub(super) async fn keep(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    id: QuestionnaireId,
    saved: Saved<'_>,
) -> Result<()> {
    let Saved { revision, what, place, draft } = saved;
    let (what, saved_at, saved_by) = (what.to_owned(), app.now(), actor.person);
    let kept = PastDraft { revision, what, place, saved_at, saved_by };
    store::questionnaires::keep_draft(tx, id, &kept, draft).await?;
    Ok(store::questionnaires::forget_drafts(tx, id, revision - KEPT_DRAFTS).await?)
}

/// The states of a draft.
pub async fn history(app: &App, actor: &Actor, id: QuestionnaireId) -> Result<History> {
    let opened = super::one(app, actor, id).await?;
    let mut tx = app.db.read("questionnaires.history").await?;
    let drafts = store::questionnaires::past_drafts(&mut tx, id).await?;
    Ok(History { opened, drafts })
}

/// One state that a questionnaire had.
pub async fn before(app: &App, actor: &Actor, id: QuestionnaireId, past: Past) -> Result<Before> {
    let opened = super::one(app, actor, id).await?;
    let document = match past {
        Past::Version(number) => opened.version(number).ok_or(Error::Missing)?.document.clone(),
        Past::Draft(revision) => {
            let mut tx = app.db.read("questionnaires.before").await?;
            store::questionnaires::past_draft(&mut tx, id, revision).await?
        }
    };
    Ok(Before { opened, past, document })
}

/// Makes the draft seen at `revision` what the questionnaire was before. Nothing is lost: what the
/// draft is now stays among the states to return to.
pub async fn restore(
    app: &App,
    actor: &Actor,
    id: QuestionnaireId,
    revision: i64,
    past: Past,
) -> Result<()> {
    require(actor, Act::EditQuestionnaires)?;
    let before = before(app, actor, id, past).await?;
    super::edit(app, actor, id, revision, Edit::Restore(Box::new(before.document))).await
}
