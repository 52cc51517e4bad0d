//! Questionnaires: drafts that are edited, versions that are frozen.

use super::{Error, Result, Tx};
use crate::domain::id::{PersonId, QuestionnaireId, VersionId};
use crate::domain::questionnaires::{Document, PastDraft, Questionnaire, Version};
use crate::domain::time::Timestamp;

#[derive(sqlx::FromRow)]
struct QuestionnaireRow {
    #[sqlx(try_from = "String")]
    id: QuestionnaireId,
    template: Option<String>,
    draft: String,
    revision: i64,
    retired: bool,
}

impl TryFrom<QuestionnaireRow> for Questionnaire {
    type Error = Error;
    fn try_from(row: QuestionnaireRow) -> Result<Self> {
        let QuestionnaireRow { id, template, draft, revision, retired } = row;
        Ok(Self { id, template, draft: document(&draft)?, revision, retired })
    }
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    #[sqlx(try_from = "String")]
    id: VersionId,
    #[sqlx(try_from = "String")]
    questionnaire: QuestionnaireId,
    number: i64,
    document: String,
    sha256: String,
    published_at: i64,
    #[sqlx(try_from = "String")]
    published_by: PersonId,
}

impl TryFrom<VersionRow> for Version {
    type Error = Error;
    fn try_from(row: VersionRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            questionnaire: row.questionnaire,
            number: row.number,
            document: document(&row.document)?,
            sha256: row.sha256,
            published_at: Timestamp(row.published_at),
            published_by: row.published_by,
        })
    }
}

fn document(json: &str) -> Result<Document> {
    serde_json::from_str(json).map_err(|error| Error::Broken(Box::new(error)))
}

/// All questionnaires in their order, retired ones last.
pub async fn all(tx: &mut Tx) -> Result<Vec<Questionnaire>> {
    let rows = tx
        .all::<QuestionnaireRow, 0>(
            "SELECT id, template, draft, revision, retired FROM questionnaire
             ORDER BY retired, position, id",
            [],
        )
        .await?;
    rows.into_iter().map(Questionnaire::try_from).collect()
}

/// One questionnaire.
pub async fn one(tx: &mut Tx, id: QuestionnaireId) -> Result<Questionnaire> {
    tx.one::<QuestionnaireRow, 1>(
        "SELECT id, template, draft, revision, retired FROM questionnaire WHERE id = $1",
        [id.into()],
    )
    .await?
    .try_into()
}

/// Adds a questionnaire at the end of the list, its draft at revision 1.
pub async fn insert(
    tx: &mut Tx,
    id: QuestionnaireId,
    template: Option<&str>,
    draft: &str,
) -> Result<bool> {
    let added = tx
        .run(
            "INSERT INTO questionnaire (id, template, draft, revision, retired, position)
         SELECT $1, $2, $3, 1, $4, COALESCE(MAX(position), 0) + 1 FROM questionnaire
             WHERE TRUE
         ON CONFLICT (id) DO NOTHING",
            [id.into(), template.map(str::to_owned).into(), draft.into(), false.into()],
        )
        .await?;
    Ok(added == 1)
}

/// Replaces the draft of exactly this revision; `false` when someone else was faster.
pub async fn update_draft(
    tx: &mut Tx,
    id: QuestionnaireId,
    revision: i64,
    draft: &str,
) -> Result<bool> {
    let changed = tx
        .run(
            "UPDATE questionnaire SET draft = $3, revision = revision + 1
             WHERE id = $1 AND revision = $2",
            [id.into(), revision.into(), draft.into()],
        )
        .await?;
    Ok(changed == 1)
}

/// Keeps others from changing or publishing the draft until the transaction ends; `false` when it
/// is not at this revision any more.
pub async fn hold(tx: &mut Tx, id: QuestionnaireId, revision: i64) -> Result<bool> {
    let held = tx
        .run(
            "UPDATE questionnaire SET revision = revision WHERE id = $1 AND revision = $2",
            [id.into(), revision.into()],
        )
        .await?;
    Ok(held == 1)
}

/// Offers it for new campaigns, or not any more.
pub async fn set_retired(tx: &mut Tx, id: QuestionnaireId, retired: bool) -> Result<()> {
    tx.run("UPDATE questionnaire SET retired = $2 WHERE id = $1", [id.into(), retired.into()])
        .await?;
    Ok(())
}

/// All versions of all questionnaires, the oldest first.
pub async fn all_versions(tx: &mut Tx) -> Result<Vec<Version>> {
    let rows = tx
        .all::<VersionRow, 0>(
            "SELECT id, questionnaire, number, document, sha256, published_at, published_by
             FROM questionnaire_version WHERE number > 0 ORDER BY questionnaire, number",
            [],
        )
        .await?;
    rows.into_iter().map(Version::try_from).collect()
}

/// The versions of one questionnaire, the oldest first.
pub async fn versions(tx: &mut Tx, questionnaire: QuestionnaireId) -> Result<Vec<Version>> {
    let rows = tx
        .all::<VersionRow, 1>(
            "SELECT id, questionnaire, number, document, sha256, published_at, published_by
             FROM questionnaire_version WHERE questionnaire = $1 AND number > 0 ORDER BY number",
            [questionnaire.into()],
        )
        .await?;
    rows.into_iter().map(Version::try_from).collect()
}

/// One version.
pub async fn version(tx: &mut Tx, id: VersionId) -> Result<Version> {
    tx.one::<VersionRow, 1>(
        "SELECT id, questionnaire, number, document, sha256, published_at, published_by
         FROM questionnaire_version WHERE id = $1",
        [id.into()],
    )
    .await?
    .try_into()
}

/// A version about to be stored: the document as the very bytes that were hashed.
#[derive(Debug)]
pub struct Frozen<'a> {
    /// Its id.
    pub id: VersionId,
    /// Of which questionnaire.
    pub questionnaire: QuestionnaireId,
    /// Its number there, not taken yet.
    pub number: i64,
    /// The document as JSON.
    pub document: &'a str,
    /// Hex SHA-256 over it.
    pub sha256: &'a str,
    /// Who publishes it.
    pub published_by: PersonId,
}

/// Stores a version; nothing ever changes it.
pub async fn insert_version(tx: &mut Tx, version: &Frozen<'_>, at: Timestamp) -> Result<()> {
    tx.run(
        "INSERT INTO questionnaire_version
             (id, questionnaire, number, document, sha256, published_at, published_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            version.id.into(),
            version.questionnaire.into(),
            version.number.into(),
            version.document.into(),
            version.sha256.into(),
            at.into(),
            version.published_by.into(),
        ],
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    revision: i64,
    what: String,
    place: String,
    saved_at: i64,
    #[sqlx(try_from = "String")]
    saved_by: PersonId,
}

impl From<DraftRow> for PastDraft {
    fn from(row: DraftRow) -> Self {
        let DraftRow { revision, what, place, saved_at, saved_by } = row;
        Self { revision, what, place, saved_at: Timestamp(saved_at), saved_by }
    }
}

/// The states that a draft had and that are kept, the newest first.
pub async fn past_drafts(tx: &mut Tx, questionnaire: QuestionnaireId) -> Result<Vec<PastDraft>> {
    let rows = tx
        .all::<DraftRow, 1>(
            "SELECT revision, what, place, saved_at, saved_by FROM questionnaire_draft
             WHERE questionnaire = $1 ORDER BY revision DESC",
            [questionnaire.into()],
        )
        .await?;
    Ok(rows.into_iter().map(PastDraft::from).collect())
}

/// The draft as it was at a revision, while that is kept.
pub async fn past_draft(
    tx: &mut Tx,
    questionnaire: QuestionnaireId,
    revision: i64,
) -> Result<Document> {
    let (json,) = tx
        .one::<(String,), 2>(
            "SELECT document FROM questionnaire_draft WHERE questionnaire = $1 AND revision = $2",
            [questionnaire.into(), revision.into()],
        )
        .await?;
    document(&json)
}

/// Keeps the state a draft has now.
pub async fn keep_draft(
    tx: &mut Tx,
    questionnaire: QuestionnaireId,
    kept: &PastDraft,
    document: &str,
) -> Result<()> {
    tx.run(
        "INSERT INTO questionnaire_draft
             (questionnaire, revision, document, what, place, saved_at, saved_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            questionnaire.into(),
            kept.revision.into(),
            document.into(),
            kept.what.as_str().into(),
            kept.place.as_str().into(),
            kept.saved_at.into(),
            kept.saved_by.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Forgets the states up to a revision.
pub async fn forget_drafts(tx: &mut Tx, questionnaire: QuestionnaireId, up_to: i64) -> Result<()> {
    tx.run(
        "DELETE FROM questionnaire_draft WHERE questionnaire = $1 AND revision <= $2",
        [questionnaire.into(), up_to.into()],
    )
    .await?;
    Ok(())
}
