//! The bank: questions kept for reuse, and their versions.

use super::{Error, Result, Tx};
use crate::domain::id::{BankId, PersonId};
use crate::domain::questionnaires::{BankQuestion, BankVersion};
use crate::domain::time::Timestamp;

#[derive(sqlx::FromRow)]
struct QuestionRow {
    #[sqlx(try_from = "String")]
    id: BankId,
    plan: Option<String>,
    retired: bool,
}

impl QuestionRow {
    fn with(self, versions: Vec<BankVersion>) -> BankQuestion {
        let Self { id, plan, retired } = self;
        BankQuestion { id, plan, retired, versions }
    }
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    #[sqlx(try_from = "String")]
    bank: BankId,
    number: i64,
    question: String,
    made_at: i64,
    #[sqlx(try_from = "String")]
    made_by: PersonId,
}

impl TryFrom<VersionRow> for BankVersion {
    type Error = Error;
    fn try_from(row: VersionRow) -> Result<Self> {
        Ok(Self {
            number: row.number,
            question: serde_json::from_str(&row.question)
                .map_err(|error| Error::Broken(Box::new(error)))?,
            made_at: Timestamp(row.made_at),
            made_by: row.made_by,
        })
    }
}

/// All questions with all their versions, retired ones last.
pub async fn all(tx: &mut Tx) -> Result<Vec<BankQuestion>> {
    let questions = tx
        .all::<QuestionRow, 0>(
            "SELECT id, plan, retired FROM bank_question ORDER BY retired, position, id",
            [],
        )
        .await?;
    let mut versions = tx
        .all::<VersionRow, 0>(
            "SELECT bank, number, question, made_at, made_by FROM bank_version
             ORDER BY bank, number",
            [],
        )
        .await?;
    let mut all = Vec::with_capacity(questions.len());
    for question in questions {
        let (own, others) = versions.into_iter().partition(|version| version.bank == question.id);
        versions = others;
        let own: Vec<VersionRow> = own;
        let own: Result<Vec<_>> = own.into_iter().map(BankVersion::try_from).collect();
        all.push(question.with(own?));
    }
    Ok(all)
}

/// One question with its versions.
pub async fn one(tx: &mut Tx, id: BankId) -> Result<BankQuestion> {
    let question = tx
        .one::<QuestionRow, 1>(
            "SELECT id, plan, retired FROM bank_question WHERE id = $1",
            [id.into()],
        )
        .await?;
    let versions = tx
        .all::<VersionRow, 1>(
            "SELECT bank, number, question, made_at, made_by FROM bank_version
             WHERE bank = $1 ORDER BY number",
            [id.into()],
        )
        .await?;
    let versions: Result<Vec<_>> = versions.into_iter().map(BankVersion::try_from).collect();
    Ok(question.with(versions?))
}

/// Adds a question without a version at the end of the bank.
pub async fn insert(tx: &mut Tx, id: BankId, plan: Option<&str>) -> Result<()> {
    tx.run(
        "INSERT INTO bank_question (id, plan, retired, position)
         SELECT $1, $2, $3, COALESCE(MAX(position), 0) + 1 FROM bank_question",
        [id.into(), plan.map(str::to_owned).into(), false.into()],
    )
    .await?;
    Ok(())
}

/// Adds a version; nothing ever changes it. `false` when someone else was faster with the number.
pub async fn insert_version(
    tx: &mut Tx,
    id: BankId,
    version: &BankVersion,
    question: &str,
) -> Result<bool> {
    let added = tx
        .run(
            "INSERT INTO bank_version (bank, number, question, made_at, made_by)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (bank, number) DO NOTHING",
            [
                id.into(),
                version.number.into(),
                question.into(),
                version.made_at.into(),
                version.made_by.into(),
            ],
        )
        .await?;
    Ok(added == 1)
}

/// Offers it for drafts, or not any more.
pub async fn set_retired(tx: &mut Tx, id: BankId, retired: bool) -> Result<()> {
    tx.run("UPDATE bank_question SET retired = $2 WHERE id = $1", [id.into(), retired.into()])
        .await?;
    Ok(())
}
