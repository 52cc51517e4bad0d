//! The items themselves.

use std::collections::{BTreeSet, HashMap};

use super::parsed;
use crate::domain::id::{CampaignId, ItemId, LedgerId, MeasureId, PersonId, RoutingId, UnitId};
use crate::domain::ledger::{
    Approval, ClosingRequest, Derived, Due, LedgerItem, LedgerState, Level, Measure, Meeting, Plan,
    PlanSnapshot, Record, Source, Standing, TipQuestion, Watch, Who,
};
use crate::domain::routing::{Duty, Part};
use crate::domain::text::Paragraph;
use crate::domain::time::{Day, Timestamp};
use crate::store::routings::parts::{self, Parts};
use crate::store::{Error, Result, Tx, Value};

#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "a row has the columns of its table")]
struct Row {
    #[sqlx(try_from = "String")]
    id: LedgerId,
    #[sqlx(try_from = "String")]
    campaign: CampaignId,
    #[sqlx(try_from = "String")]
    unit: UnitId,
    #[sqlx(try_from = "String")]
    duty: Duty,
    item: Option<String>,
    routing: Option<String>,
    #[sqlx(try_from = "String")]
    source: Source,
    opened_by: Option<String>,
    #[sqlx(try_from = "String")]
    state: LedgerState,
    cycle: i64,
    revision: i64,
    round: i64,
    name: String,
    content: String,
    category: String,
    meeting: Option<String>,
    level: Option<i64>,
    cause: Option<String>,
    person_responsible: Option<String>,
    leader_in_charge: Option<String>,
    #[sqlx(try_from = "String")]
    due_plan: Day,
    due_planned: Option<String>,
    due_original: Option<String>,
    due: Option<String>,
    #[sqlx(try_from = "String")]
    tip_question: TipQuestion,
    completion: Option<String>,
    asked_by: Option<String>,
    asked_on: Option<String>,
    sent_back: bool,
    conclusion: Option<String>,
    outcome: Option<String>,
    plan: Option<String>,
    review_on: Option<String>,
    starred: bool,
    drawn: bool,
    visited_by: Option<String>,
    means: String,
    gaps: String,
    monitoring: Option<String>,
    at_once: bool,
    opened_at: i64,
}

impl Row {
    fn item_id(&self) -> Result<Option<ItemId>> {
        parsed(self.item.clone())
    }

    /// What others have of the same point.
    fn others(&self, parts: &Parts) -> Vec<Part> {
        let is_own = |routing: &RoutingId| self.routing.as_deref() == Some(&*routing.to_string());
        let others = parts.iter().filter(|(routing, _)| !is_own(routing));
        others.map(|(_, part)| part.clone()).collect()
    }

    fn with(
        self,
        measures: Vec<Measure>,
        approvals: Vec<Approval>,
        others: Vec<Part>,
    ) -> Result<Record> {
        let plan = Plan {
            level: self.level.and_then(Level::from_number),
            cause: parsed(self.cause)?,
            person_responsible: parsed(self.person_responsible)?,
            leader_in_charge: parsed(self.leader_in_charge)?,
            due: parsed(self.due_planned)?,
            measures,
        };
        let (original, current) = (parsed(self.due_original)?, parsed(self.due)?);
        let asked: (Option<PersonId>, Option<Day>) =
            (parsed(self.asked_by)?, parsed(self.asked_on)?);
        let item = LedgerItem {
            id: self.id,
            unit: self.unit,
            duty: self.duty,
            others,
            source: self.source,
            opened_by: parsed(self.opened_by)?,
            state: self.state,
            cycle: u32::try_from(self.cycle).unwrap_or(1),
            plan,
            was_reviewed: self.round > 0,
            approvals,
            tip_question: self.tip_question,
            due: original
                .map(|original| current.into_iter().fold(Due::fixed(original), Due::extended)),
            completion: parsed(self.completion)?,
            watch: Watch {
                starred: self.starred,
                drawn: self.drawn,
                visited_by: parsed(self.visited_by)?,
            },
            closing_request: asked.0.zip(asked.1).map(|(by, on)| ClosingRequest { by, on }),
        };
        let unreadable = |error: serde_json::Error| Error::Broken(error.into());
        let meeting = self.meeting.map(|json| serde_json::from_str(&json)).transpose();
        let approved = self.plan.map(|json| serde_json::from_str(&json)).transpose();
        Ok(Record {
            item,
            campaign: self.campaign,
            distilled: parsed(self.item)?,
            routing: parsed(self.routing)?,
            revision: self.revision,
            round: self.round,
            name: self.name,
            content: self.content,
            category: self.category,
            meeting: meeting.map_err(unreadable)?,
            gaps: serde_json::from_str(&self.gaps).map_err(unreadable)?,
            monitoring: self.monitoring,
            means: serde_json::from_str(&self.means).map_err(unreadable)?,
            due_plan: self.due_plan,
            sent_back: self.sent_back,
            conclusion: self.conclusion,
            outcome: self.outcome,
            approved: approved.map_err(unreadable)?,
            is_at_once: self.at_once,
            review_on: parsed(self.review_on)?,
            opened_at: Timestamp(self.opened_at),
        })
    }
}

macro_rules! selected {
    ($rest:literal) => {
        concat!(
            "SELECT id, campaign, unit, duty, item, routing, source, opened_by, state, cycle, revision, round, name,
                    content, category, meeting, level, cause, person_responsible,
                    leader_in_charge, due_plan, due_planned, due_original, due, tip_question,
                    completion, asked_by, asked_on, sent_back, conclusion, outcome, plan, review_on,
                    starred, drawn, visited_by, means, gaps, monitoring, at_once, opened_at
             FROM ledger_item ",
            $rest
        )
    };
}

macro_rules! measured {
    ($rest:literal) => {
        concat!(
            "SELECT m.ledger_item, m.id,
                    (SELECT CAST(COUNT(*) AS BIGINT) FROM evidence e
                     WHERE e.measure = m.id AND e.cycle = l.cycle) AS evidence
             FROM measure m JOIN ledger_item l ON l.id = m.ledger_item WHERE NOT m.retired ",
            $rest
        )
    };
}

macro_rules! approved {
    ($rest:literal) => {
        concat!(
            "SELECT e.ledger_item, e.person, e.who FROM ledger_event e
             JOIN ledger_item l ON l.id = e.ledger_item AND l.round = e.round
             WHERE e.deed = 'approve' AND e.person IS NOT NULL ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct MeasureRow {
    #[sqlx(try_from = "String")]
    ledger_item: LedgerId,
    #[sqlx(try_from = "String")]
    id: MeasureId,
    evidence: i64,
}

#[derive(sqlx::FromRow)]
struct ApprovalRow {
    #[sqlx(try_from = "String")]
    ledger_item: LedgerId,
    #[sqlx(try_from = "String")]
    person: PersonId,
    #[sqlx(try_from = "String")]
    who: Who,
}

fn measure(row: &MeasureRow) -> Measure {
    Measure { id: row.id, evidence: u32::try_from(row.evidence).unwrap_or(u32::MAX) }
}

fn approval(row: &ApprovalRow) -> Approval {
    Approval { who: row.who, person: row.person }
}

/// One item.
pub async fn one(tx: &mut Tx, id: LedgerId) -> Result<Record> {
    let row = tx.one::<Row, 1>(selected!("WHERE id = $1"), [id.into()]).await?;
    let sql = measured!("AND m.ledger_item = $1 ORDER BY m.position");
    let measures = tx.all::<MeasureRow, 1>(sql, [id.into()]).await?;
    let sql = approved!("AND e.ledger_item = $1 ORDER BY e.seq");
    let approvals = tx.all::<ApprovalRow, 1>(sql, [id.into()]).await?;
    let parts = match row.item_id()? {
        Some(item) => parts::of_item(tx, item).await?,
        None => Parts::new(),
    };
    let others = row.others(&parts);
    let (measures, approvals) = (measures.iter().map(measure), approvals.iter().map(approval));
    row.with(measures.collect(), approvals.collect(), others)
}

const SOME: [&str; 3] = [
    concat!(
        "WITH given (wanted) AS (VALUES (…)) ",
        selected!("WHERE id IN (SELECT wanted FROM given)")
    ),
    concat!(
        "WITH given (wanted) AS (VALUES (…)) ",
        measured!("AND m.ledger_item IN (SELECT wanted FROM given) ORDER BY m.position")
    ),
    concat!(
        "WITH given (wanted) AS (VALUES (…)) ",
        approved!("AND e.ledger_item IN (SELECT wanted FROM given) ORDER BY e.seq")
    ),
];
/// Items that are read in one go.
const READ_AT_ONCE: usize = 256;

/// Some items, by their ids.
pub async fn some(tx: &mut Tx, ids: &[LedgerId]) -> Result<HashMap<LedgerId, Record>> {
    let ids: Vec<LedgerId> = ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let mut some = HashMap::with_capacity(ids.len());
    for few in ids.chunks(READ_AT_ONCE) {
        let wanted = || few.iter().map(|id| [(*id).into()]).collect::<Vec<[Value; 1]>>();
        let [items, plans, agreed] = SOME;
        let rows = tx.all_given::<Row, 1>(items, wanted()).await?;
        let measures = tx.all_given::<MeasureRow, 1>(plans, wanted()).await?;
        let approvals = tx.all_given::<ApprovalRow, 1>(agreed, wanted()).await?;
        let shared = parts::of_shared_items(tx, wanted()).await?;
        let records = assembled(rows, &measures, &approvals, &shared)?;
        some.extend(records.into_iter().map(|record| (record.item.id, record)));
    }
    Ok(some)
}

/// Every item, the oldest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Record>> {
    let rows = tx.all::<Row, 0>(selected!("ORDER BY opened_at, id"), []).await?;
    let measures = tx.all::<MeasureRow, 0>(measured!("ORDER BY m.position"), []).await?;
    let approvals = tx.all::<ApprovalRow, 0>(approved!("ORDER BY e.seq"), []).await?;
    assembled(rows, &measures, &approvals, &parts::of_shared(tx).await?)
}

const OF_UNIT: [&str; 3] = [
    selected!("WHERE unit = $1 ORDER BY opened_at, id"),
    measured!("AND l.unit = $1 ORDER BY m.position"),
    approved!("AND l.unit = $1 ORDER BY e.seq"),
];

const OF_CAMPAIGN: [&str; 3] = [
    selected!("WHERE campaign = $1 ORDER BY opened_at, id"),
    measured!("AND l.campaign = $1 ORDER BY m.position"),
    approved!("AND l.campaign = $1 ORDER BY e.seq"),
];

/// The texts by which the items of one unit are read, and what units have of one, with how many values each takes: for whoever
/// looks at their plans.
pub fn statements() -> impl Iterator<Item = (&'static str, usize)> {
    let of_one = [parts::OF_SHARED_UNIT, parts::OF_ITEM];
    OF_UNIT.into_iter().chain(of_one).map(|sql| (sql, 1))
}

/// Every item of a campaign, the oldest first.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Record>> {
    let [items, plans, agreed] = OF_CAMPAIGN;
    let rows = tx.all::<Row, 1>(items, [campaign.into()]).await?;
    let measures = tx.all::<MeasureRow, 1>(plans, [campaign.into()]).await?;
    let approvals = tx.all::<ApprovalRow, 1>(agreed, [campaign.into()]).await?;
    assembled(rows, &measures, &approvals, &parts::of_shared_campaign(tx, campaign).await?)
}

/// Every item of a unit, the oldest first.
pub async fn of_unit(tx: &mut Tx, unit: UnitId) -> Result<Vec<Record>> {
    let [items, plans, agreed] = OF_UNIT;
    let rows = tx.all::<Row, 1>(items, [unit.into()]).await?;
    let measures = tx.all::<MeasureRow, 1>(plans, [unit.into()]).await?;
    let approvals = tx.all::<ApprovalRow, 1>(agreed, [unit.into()]).await?;
    assembled(rows, &measures, &approvals, &parts::of_shared_unit(tx, unit).await?)
}

fn assembled(
    rows: Vec<Row>,
    planned: &[MeasureRow],
    agreed: &[ApprovalRow],
    shared: &HashMap<ItemId, Parts>,
) -> Result<Vec<Record>> {
    let mut measures: HashMap<LedgerId, Vec<Measure>> = HashMap::new();
    for row in planned {
        measures.entry(row.ledger_item).or_default().push(measure(row));
    }
    let mut approvals: HashMap<LedgerId, Vec<Approval>> = HashMap::new();
    for row in agreed {
        approvals.entry(row.ledger_item).or_default().push(approval(row));
    }
    rows.into_iter()
        .map(|row| {
            let measures = measures.remove(&row.id).unwrap_or_default();
            let approvals = approvals.remove(&row.id).unwrap_or_default();
            let parts = row.item_id()?.and_then(|item| shared.get(&item));
            let others = parts.map(|parts| row.others(parts)).unwrap_or_default();
            row.with(measures, approvals, others)
        })
        .collect()
}

fn json<T: serde::Serialize>(codes: &[T]) -> String {
    serde_json::to_string(codes).expect("codes are JSON")
}

/// The item that the acceptance of a routing opened.
pub async fn of_routing(tx: &mut Tx, routing: RoutingId) -> Result<Option<LedgerId>> {
    #[derive(sqlx::FromRow)]
    struct IdRow {
        #[sqlx(try_from = "String")]
        id: LedgerId,
    }
    let row = tx
        .maybe::<IdRow, 1>("SELECT id FROM ledger_item WHERE routing = $1", [routing.into()])
        .await?;
    Ok(row.map(|row| row.id))
}

/// Keeps others from changing an item until the transaction ends; `false` when there is none.
pub async fn hold(tx: &mut Tx, id: LedgerId) -> Result<bool> {
    Ok(tx.run("UPDATE ledger_item SET state = state WHERE id = $1", [id.into()]).await? == 1)
}

/// Ids in one text, to be looked for in it.
pub(super) fn joined(ids: &[impl ToString]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Stands for no date: whatever has one comes before.
pub(super) const NO_DEADLINE: &str = "9999-12-31";

fn deadline(derived: &Derived) -> String {
    derived.deadline.map_or_else(|| NO_DEADLINE.to_owned(), |day| day.to_string())
}

/// Adds an item as it was opened; `false` when it is there: the same form came before.
pub async fn insert(tx: &mut Tx, record: &Record, derived: &Derived) -> Result<bool> {
    let item = &record.item;
    let added = tx.run(
        "INSERT INTO ledger_item (id, campaign, unit, duty, item, routing, source, state, cycle,
             revision, round, name, content, category, meeting, due_plan, tip_question,
             sent_back, opened_at, deadline, opened_by, since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             $19, $20, $21,
             (COALESCE((SELECT r.routed_at FROM routing r WHERE r.id = $6), $19) + 28800000)
                 / 86400000)
         ON CONFLICT (id) DO NOTHING",
        [
            item.id.into(),
            record.campaign.into(),
            item.unit.into(),
            item.duty.into(),
            record.distilled.into(),
            record.routing.into(),
            item.source.into(),
            item.state.into(),
            item.cycle.into(),
            record.revision.into(),
            record.round.into(),
            record.name.as_str().into(),
            record.content.as_str().into(),
            record.category.as_str().into(),
            record.meeting.as_ref().map(Meeting::json).into(),
            record.due_plan.into(),
            item.tip_question.into(),
            record.sent_back.into(),
            record.opened_at.into(),
            deadline(derived).into(),
            item.opened_by.into(),
        ],
    )
    .await?;
    Ok(added == 1)
}

/// Writes all that acts change, if nobody changed the item since it was read; `false` otherwise.
/// Whoever closes is named beside the state, where the table checks that it was someone else.
pub async fn update(
    tx: &mut Tx,
    record: &Record,
    derived: &Derived,
    closed_by: Option<PersonId>,
) -> Result<bool> {
    let item = &record.item;
    let done = tx
        .run(
            "UPDATE ledger_item SET state = $3, cycle = $4, revision = $2 + 1, round = $5,
                 name = $6, content = $7, category = $8, level = $9, cause = $10,
                 person_responsible = $11, leader_in_charge = $12, due_planned = $13,
                 due_original = $14, due = $15, tip_question = $16, completion = $17,
                 asked_by = $18, asked_on = $19, sent_back = $20, conclusion = $21,
                 outcome = $22, plan = $23, plan_hash = $24, closed_by = $25, review_on = $26,
                 starred = $27, visited_by = $28, means = $29, gaps = $30, monitoring = $31,
                 drawn = $32, deadline = $33, reviewer = $34, asked_standing = $35,
                 approvers = $36, at_once = $37, note_due = '',
                 look_on = CASE WHEN $3 IN ('open', 'plan_review', 'in_progress') THEN ''
                           ELSE '9999-12-31' END
             WHERE id = $1 AND revision = $2",
            [
                item.id.into(),
                record.revision.into(),
                item.state.into(),
                item.cycle.into(),
                record.round.into(),
                record.name.as_str().into(),
                record.content.as_str().into(),
                record.category.as_str().into(),
                item.plan.level.into(),
                item.plan.cause.as_ref().map(Paragraph::as_str).into(),
                item.plan.person_responsible.into(),
                item.plan.leader_in_charge.into(),
                item.plan.due.into(),
                item.due.map(Due::original).into(),
                item.due.map(Due::current).into(),
                item.tip_question.into(),
                item.completion.as_ref().map(Paragraph::as_str).into(),
                item.closing_request.map(|request| request.by).into(),
                item.closing_request.map(|request| request.on).into(),
                record.sent_back.into(),
                record.conclusion.as_deref().into(),
                record.outcome.as_deref().into(),
                record.approved.as_ref().map(PlanSnapshot::json).into(),
                record.approved.as_ref().map(PlanSnapshot::hash).into(),
                closed_by.into(),
                record.review_on.into(),
                item.watch.starred.into(),
                item.watch.visited_by.into(),
                json(&record.means).into(),
                json(&record.gaps).into(),
                record.monitoring.as_deref().into(),
                item.watch.drawn.into(),
                deadline(derived).into(),
                derived.reviewer.map_or("", Who::code).into(),
                derived.asked.map_or("", Standing::code).into(),
                joined(&derived.approvers).into(),
                record.is_at_once.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}
