//! People's own searches for risk points (附件一).

use super::db::stored_as_text;
use super::ledger::parsed;
use super::{Error, Result, Tx};
use crate::domain::id::{CampaignId, PersonId, SelfCheckId, UnitId};
use crate::domain::self_checks::{SelfCheck, SelfCheckState, SelfPoint, SelfReview};
use crate::domain::time::Day;

stored_as_text!(SelfCheckState);

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(try_from = "String")]
    id: SelfCheckId,
    #[sqlx(try_from = "String")]
    person: PersonId,
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    #[sqlx(try_from = "String")]
    state: SelfCheckState,
    points: String,
    revision: i64,
    handed_in_on: Option<String>,
    opinion: Option<String>,
    reviewed_by: Option<String>,
    reviewed_on: Option<String>,
}

impl TryFrom<Row> for SelfCheck {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |error: serde_json::Error| Error::Broken(error.into());
        let points: Vec<SelfPoint> = serde_json::from_str(&row.points).map_err(unreadable)?;
        let by: Option<PersonId> = parsed(row.reviewed_by)?;
        let on: Option<Day> = parsed(row.reviewed_on)?;
        let said = row.opinion.zip(by).zip(on);
        Ok(Self {
            id: row.id,
            person: row.person,
            campaign: row.campaign,
            unit: row.unit,
            state: row.state,
            points,
            revision: row.revision,
            handed_in_on: parsed(row.handed_in_on)?,
            review: said.map(|((opinion, by), on)| SelfReview { opinion, by, on }),
        })
    }
}

macro_rules! selected {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, campaign, unit, state, points, revision, handed_in_on, opinion,
                    reviewed_by, reviewed_on
             FROM self_check ",
            $rest
        )
    };
}

/// One form.
pub async fn one(tx: &mut Tx, id: SelfCheckId) -> Result<SelfCheck> {
    tx.one::<Row, 1>(selected!("WHERE id = $1"), [id.into()]).await?.try_into()
}

/// A person's form of a campaign.
pub async fn own(tx: &mut Tx, person: PersonId, campaign: CampaignId) -> Result<Option<SelfCheck>> {
    let sql = selected!("WHERE person = $1 AND campaign = $2");
    let row = tx.maybe::<Row, 2>(sql, [person.into(), campaign.into()]).await?;
    row.map(SelfCheck::try_from).transpose()
}

/// The forms of a unit that are handed in, by their day.
pub async fn of_unit(tx: &mut Tx, unit: UnitId) -> Result<Vec<SelfCheck>> {
    let sql = selected!(
        "WHERE unit = $1 AND state IN ('handed_in', 'reviewed') ORDER BY handed_in_on, id"
    );
    let rows = tx.all::<Row, 1>(sql, [unit.into()]).await?;
    rows.into_iter().map(SelfCheck::try_from).collect()
}

/// The forms of a unit that wait for their reviewer.
pub async fn to_review(tx: &mut Tx, unit: UnitId) -> Result<Vec<SelfCheck>> {
    let sql = selected!("WHERE unit = $1 AND state = 'handed_in' ORDER BY handed_in_on, id");
    let rows = tx.all::<Row, 1>(sql, [unit.into()]).await?;
    rows.into_iter().map(SelfCheck::try_from).collect()
}

fn json(points: &[SelfPoint]) -> Result<String> {
    serde_json::to_string(points).map_err(|error| Error::Broken(error.into()))
}

/// Adds a form; `false` when the person has one for the campaign.
pub async fn insert(tx: &mut Tx, check: &SelfCheck) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO self_check (id, person, campaign, unit, state, points, revision,
                 handed_in_on)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7) ON CONFLICT DO NOTHING",
            [
                check.id.into(),
                check.person.into(),
                check.campaign.into(),
                check.unit.into(),
                check.state.into(),
                json(&check.points)?.into(),
                check.handed_in_on.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// Writes a form over the one that was seen; `false` when it is not as it was seen.
pub async fn update(tx: &mut Tx, check: &SelfCheck) -> Result<bool> {
    let review = check.review.as_ref();
    let done = tx
        .run(
            "UPDATE self_check SET unit = $3, state = $4, points = $5, revision = revision + 1,
                 handed_in_on = $6, opinion = $7, reviewed_by = $8, reviewed_on = $9
             WHERE id = $1 AND revision = $2",
            [
                check.id.into(),
                check.revision.into(),
                check.unit.into(),
                check.state.into(),
                json(&check.points)?.into(),
                check.handed_in_on.into(),
                review.map(|review| review.opinion.as_str()).into(),
                review.map(|review| review.by).into(),
                review.map(|review| review.on).into(),
            ],
        )
        .await?;
    Ok(done == 1)
}
