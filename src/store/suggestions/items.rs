//! Distilled items, the texts they come from and the remarks on their way.

use std::collections::HashMap;

use crate::domain::id::{CampaignId, ItemId, PersonId, TextId, UnitId};
use crate::domain::suggestions::{Distilled, ItemAct, ItemState, Support};
use crate::domain::text::UnknownWord;
use crate::domain::time::Timestamp;
use crate::store::{Error, Result, Stretch, Tx};

/// What an author writes.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The distilled text.
    pub text: Distilled,
    /// Which of the four categories, or other.
    pub category: String,
    /// Which of the ten key areas.
    pub area: Option<String>,
    /// Which of the seven aspects.
    pub aspect: Option<String>,
    /// The unit it is to go to.
    pub unit: UnitId,
}

/// A distilled item.
#[derive(Clone, Debug)]
pub struct Item {
    /// Id.
    pub id: ItemId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Where it stands.
    pub state: ItemState,
    /// What was written.
    pub draft: Draft,
    /// Who wrote it as it is.
    pub author: PersonId,
    /// Who cleared it.
    pub second_reader: Option<PersonId>,
    /// How many raised it, as frozen at the release.
    pub support: Option<Support>,
    /// Counts changes.
    pub revision: i64,
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    #[sqlx(try_from = "String")]
    id: ItemId,
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    state: ItemState,
    text: String,
    category: String,
    area: Option<String>,
    aspect: Option<String>,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    #[sqlx(try_from = "String")]
    author: PersonId,
    second_reader: Option<String>,
    support: Option<String>,
    revision: i64,
}

impl TryFrom<ItemRow> for Item {
    type Error = Error;
    fn try_from(row: ItemRow) -> Result<Self> {
        let broken = |_| Error::Broken(Box::new(UnknownWord));
        let draft = Draft {
            text: Distilled::try_from(row.text).map_err(broken)?,
            category: row.category,
            area: row.area,
            aspect: row.aspect,
            unit: row.unit,
        };
        Ok(Self {
            id: row.id,
            campaign: row.campaign,
            state: row.state,
            draft,
            author: row.author,
            second_reader: row.second_reader.and_then(|person| person.parse().ok()),
            support: row.support.and_then(|band| Support::from_code(&band)),
            revision: row.revision,
        })
    }
}

/// The items of a campaign.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Item>> {
    let rows = tx
        .all::<ItemRow, 1>(
            "SELECT id, campaign, state, text, category, area, aspect, unit, author, second_reader,
                 support, revision
             FROM item WHERE campaign = $1 ORDER BY id",
            [campaign.into()],
        )
        .await?;
    rows.into_iter().map(Item::try_from).collect()
}

const QUEUED: &str = "SELECT id, campaign, state, text, category, area, aspect, unit, author,
        second_reader, support, revision
     FROM item WHERE campaign = $1 AND state = 'queued' ORDER BY id";

/// The cleared items of a campaign that were not released.
pub async fn queued(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Item>> {
    let rows = tx.all::<ItemRow, 1>(QUEUED, [campaign.into()]).await?;
    rows.into_iter().map(Item::try_from).collect()
}

const QUEUED_LINEAGE: &str = "SELECT l.item, CAST(COUNT(*) AS BIGINT) AS texts
     FROM item i JOIN lineage l ON l.item = i.id
     WHERE i.campaign = $1 AND i.state = 'queued' GROUP BY l.item";

/// How many raw texts stand behind each of them.
pub async fn queued_lineage(tx: &mut Tx, campaign: CampaignId) -> Result<HashMap<ItemId, usize>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        item: ItemId,
        texts: i64,
    }
    let rows = tx.all::<Row, 1>(QUEUED_LINEAGE, [campaign.into()]).await?;
    let texts = |row: &Row| usize::try_from(row.texts).unwrap_or(usize::MAX);
    Ok(rows.iter().map(|row| (row.item, texts(row))).collect())
}

/// Cleared items of a campaign, but for those of a unit of one's own or that one keeps out of. What
/// one's own unit was given or is to support is asked for once, and most readers keep out of nothing;
/// of the others each item is asked by value, since PostgreSQL reads all of them first where it is
/// asked whether there is one.
macro_rules! cleared {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM item i
             WHERE i.campaign = $1 AND i.state IN ('queued', 'routed') AND i.unit <> $2
               AND i.id NOT IN (SELECT r.item FROM routing r WHERE r.unit = $2)
               AND i.id NOT IN (SELECT n.item FROM item_co_unit n WHERE n.unit = $2)
               AND (NOT EXISTS (SELECT 1 FROM unit_recusal u
                                WHERE u.campaign = $1 AND u.person = $3)
                    OR (0 = (SELECT COUNT(*) FROM unit_recusal u
                             WHERE u.campaign = $1 AND u.person = $3 AND u.unit = i.unit)
                        AND 0 = (SELECT COUNT(*) FROM routing r JOIN unit_recusal u
                                 ON u.unit = r.unit AND u.campaign = $1 AND u.person = $3
                                 WHERE r.item = i.id)
                        AND 0 = (SELECT COUNT(*) FROM item_co_unit n JOIN unit_recusal u
                                 ON u.unit = n.unit AND u.campaign = $1 AND u.person = $3
                                 WHERE n.item = i.id))) ",
            $rest
        )
    };
}

const CLEARED: &str = concat!(
    "SELECT i.id, i.campaign, i.state, i.text, i.category, i.area, i.aspect, i.unit, i.author,
            i.second_reader, i.support, i.revision
     FROM (",
    cleared!("i.id AS id", "ORDER BY i.id LIMIT $4 OFFSET $5"),
    ") AS page CROSS JOIN item i WHERE i.id = page.id ORDER BY i.id"
);
const CLEARED_COUNT: &str = cleared!("CAST(COUNT(*) AS BIGINT) AS count", "");

/// Every text of a list, with how many values it takes: for whoever looks at their plans.
pub fn statements() -> [(&'static str, usize); 4] {
    [(CLEARED, 5), (CLEARED_COUNT, 3), (QUEUED, 1), (QUEUED_LINEAGE, 1)]
}

/// For whom cleared items are listed.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Who.
    pub person: PersonId,
    /// Their unit.
    pub unit: Option<UnitId>,
}

impl Reader {
    fn own(self) -> String {
        self.unit.map_or_else(String::new, |unit| unit.to_string())
    }
}

/// A part of the cleared items of a campaign, for a reader they are no concern of.
pub async fn cleared(
    tx: &mut Tx,
    campaign: CampaignId,
    by: Reader,
    part: Stretch,
) -> Result<Vec<Item>> {
    let (count, after) = (part.count.into(), part.after.into());
    let values = [campaign.into(), by.own().into(), by.person.into(), count, after];
    let rows = tx.all::<ItemRow, 5>(CLEARED, values).await?;
    rows.into_iter().map(Item::try_from).collect()
}

/// How many those are.
pub async fn count_cleared(tx: &mut Tx, campaign: CampaignId, by: Reader) -> Result<i64> {
    #[derive(sqlx::FromRow)]
    struct Count {
        count: i64,
    }
    let values = [campaign.into(), by.own().into(), by.person.into()];
    Ok(tx.one::<Count, 3>(CLEARED_COUNT, values).await?.count)
}

/// What was decided about an item: as text to be compared with others.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Decided {
    /// The item.
    #[sqlx(try_from = "String")]
    pub id: ItemId,
    /// The distilled text.
    pub text: String,
    /// Which of the five categories.
    pub category: String,
    /// Which of the ten key areas.
    pub area: Option<String>,
    /// The unit it went to: the one that kept it, where one did.
    #[sqlx(try_from = "String")]
    pub unit: UnitId,
}

/// The decisions of a campaign, and those of all others that were released.
pub async fn decided(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Decided>> {
    tx.all::<Decided, 1>(
        "SELECT i.id, i.text, i.category, i.area,
             COALESCE((SELECT r.unit FROM routing r WHERE r.item = i.id AND r.duty = 'lead'
                       AND r.state IN ('accepted', 'deemed', 'upheld', 'adjudicated')
                       ORDER BY r.routed_at DESC, r.id LIMIT 1), i.unit) AS unit
         FROM item i WHERE i.campaign = $1 OR i.state = 'routed' ORDER BY i.id",
        [campaign.into()],
    )
    .await
}

/// One item.
pub async fn one(tx: &mut Tx, item: ItemId) -> Result<Item> {
    let row = tx
        .one::<ItemRow, 1>(
            "SELECT id, campaign, state, text, category, area, aspect, unit, author, second_reader,
                 support, revision
             FROM item WHERE id = $1",
            [item.into()],
        )
        .await?;
    Item::try_from(row)
}

/// Adds an item, to be cleared.
pub async fn insert(
    tx: &mut Tx,
    id: ItemId,
    campaign: CampaignId,
    draft: &Draft,
    author: PersonId,
) -> Result<()> {
    tx.run(
        "INSERT INTO item (id, campaign, state, text, category, area, aspect, unit, author, revision)
         VALUES ($1, $2, 'drafted', $3, $4, $5, $6, $7, $8, 1)",
        [
            id.into(),
            campaign.into(),
            draft.text.as_str().into(),
            draft.category.as_str().into(),
            draft.area.clone().into(),
            draft.aspect.clone().into(),
            draft.unit.into(),
            author.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Writes an item anew; `false` when someone was faster.
pub async fn revise(
    tx: &mut Tx,
    id: ItemId,
    revision: i64,
    draft: &Draft,
    author: PersonId,
) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE item SET state = 'drafted', text = $3, category = $4, area = $5, aspect = $6,
                 unit = $7, author = $8, second_reader = NULL, revision = revision + 1
             WHERE id = $1 AND revision = $2",
            [
                id.into(),
                revision.into(),
                draft.text.as_str().into(),
                draft.category.as_str().into(),
                draft.area.clone().into(),
                draft.aspect.clone().into(),
                draft.unit.into(),
                author.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// Clears an item or sends it back; `false` when someone was faster.
pub async fn judge(
    tx: &mut Tx,
    id: ItemId,
    revision: i64,
    state: ItemState,
    reader: Option<PersonId>,
) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE item SET state = $3, second_reader = $4, revision = revision + 1
             WHERE id = $1 AND revision = $2",
            [id.into(), revision.into(), state.into(), reader.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Marks a cleared item as released, with its support as it is told from now on; `false` when
/// someone was faster.
pub async fn release(tx: &mut Tx, id: ItemId, support: Support) -> Result<bool> {
    let done = tx
        .run(
            "UPDATE item SET state = 'routed', support = $2, revision = revision + 1
             WHERE id = $1 AND state = 'queued'",
            [id.into(), support.into()],
        )
        .await?;
    Ok(done == 1)
}

/// Removes an item that never left the desk, with all that was said about it.
pub async fn delete(tx: &mut Tx, id: ItemId) -> Result<()> {
    tx.run("DELETE FROM lineage WHERE item = $1", [id.into()]).await?;
    tx.run("DELETE FROM item_remark WHERE item = $1", [id.into()]).await?;
    tx.run("DELETE FROM item_co_unit WHERE item = $1", [id.into()]).await?;
    tx.run("DELETE FROM item WHERE id = $1", [id.into()]).await?;
    Ok(())
}

/// Joins a raw text to an item.
pub async fn join(tx: &mut Tx, item: ItemId, text: TextId) -> Result<()> {
    tx.run("INSERT INTO lineage (item, text) VALUES ($1, $2)", [item.into(), text.into()]).await?;
    Ok(())
}

/// Parts a raw text from its item.
pub async fn part(tx: &mut Tx, text: TextId) -> Result<()> {
    tx.run("DELETE FROM lineage WHERE text = $1", [text.into()]).await?;
    Ok(())
}

/// Notes that what an item comes from changed: what was read before is not what is judged.
pub async fn touch(tx: &mut Tx, item: ItemId) -> Result<()> {
    tx.run("UPDATE item SET revision = revision + 1 WHERE id = $1", [item.into()]).await?;
    Ok(())
}

/// Which item each text of a campaign belongs to.
pub async fn lineage(tx: &mut Tx, campaign: CampaignId) -> Result<HashMap<TextId, ItemId>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        text: TextId,
        #[sqlx(try_from = "String")]
        item: ItemId,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT lineage.text, lineage.item FROM lineage
             JOIN item ON item.id = lineage.item WHERE item.campaign = $1",
            [campaign.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.text, row.item)).collect())
}

/// Something said about an item.
pub struct ItemRemark {
    /// What was done.
    pub act: ItemAct,
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// The words, or nothing.
    pub remark: String,
}

/// What was said about an item, in order.
pub async fn remarks(tx: &mut Tx, item: ItemId) -> Result<Vec<ItemRemark>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        act: ItemAct,
        #[sqlx(try_from = "String")]
        person: PersonId,
        at: i64,
        remark: String,
    }
    let rows = tx
        .all::<Row, 1>(
            "SELECT act, person, at, remark FROM item_remark WHERE item = $1 ORDER BY number",
            [item.into()],
        )
        .await?;
    let remark =
        |Row { act, person, at, remark }| ItemRemark { act, person, at: Timestamp(at), remark };
    Ok(rows.into_iter().map(remark).collect())
}

/// Adds what was done and said.
pub async fn add_remark(tx: &mut Tx, item: ItemId, remark: &ItemRemark) -> Result<()> {
    tx.run(
        "INSERT INTO item_remark (item, number, act, person, at, remark)
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5 FROM item_remark WHERE item = $1",
        [
            item.into(),
            remark.act.into(),
            remark.person.into(),
            remark.at.into(),
            remark.remark.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}
