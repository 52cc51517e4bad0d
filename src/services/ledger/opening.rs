//! Opening items (立账): by the program when a routing is taken on, by a unit for what it found
//! itself, by the office for what came from above or from outside.

use super::{Names, refused, versions};
use crate::domain::id::{CampaignId, LedgerId, UnitId};
use crate::domain::ledger::{
    Deed, Event, Hand, LedgerItem, Meeting, Record, Source, due_plan, name_from, opener,
};
use crate::domain::people::{Act, Actor};
use crate::domain::text::{Line, Paragraph};
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store::routings::Stored;
use crate::store::{self, Tx};

/// Opens the item of a routing the unit took on, or is deemed to have taken on.
pub(in crate::services) async fn open_from_routing(
    app: &App,
    tx: &mut Tx,
    routing: &Stored,
) -> Result<LedgerId> {
    let id = LedgerId::draw(app.chance);
    let item = LedgerItem::open(id, routing.unit, Source::Survey, Hand::Program)?;
    let item = LedgerItem { duty: routing.duty, ..item };
    let opening = Opening {
        item,
        campaign: routing.campaign,
        name: name_from(&routing.text),
        content: routing.text.clone(),
        category: routing.category.clone(),
        meeting: None,
        // The clock starts at routing: waiting with the answer gains nothing. It stood still while the
        // office decided on a return.
        since: routing.since(),
    };
    let mut record = opening.record(app, tx).await?;
    record.distilled = Some(routing.item);
    record.routing = Some(routing.id);
    write(app, tx, &record, None).await?;
    Ok(id)
}

/// How a point was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// 集体议, with its record.
    Meeting(Meeting),
    /// In another way.
    Otherwise(Source),
}

/// A point that was found without a questionnaire.
#[derive(Clone, Debug)]
pub struct Found {
    /// The unit whose point it is.
    pub unit: UnitId,
    /// The campaign it is recorded in.
    pub campaign: CampaignId,
    /// How it was found.
    pub by: FoundBy,
    /// 风险点名称
    pub name: Line,
    /// 主要内容及表现形式
    pub content: Paragraph,
    /// Category of risk.
    pub category: String,
}

/// Opens the item of a point: by the unit that found it, or by the office for what came from above
/// or from outside. Its id came with the form; `Stale` when the same form came before.
pub async fn open_found(app: &App, actor: &Actor, id: LedgerId, found: Found) -> Result<()> {
    if !actor.may(Act::WorkLedger) {
        require(actor, Act::Release)?;
    }
    let (source, meeting) = match found.by {
        FoundBy::Meeting(meeting) => (Source::Collective, Some(meeting)),
        // A group that found something has its record.
        FoundBy::Otherwise(Source::Collective) => return Err(Error::Malformed),
        FoundBy::Otherwise(source) => (source, None),
    };
    let item = LedgerItem::open(id, found.unit, source, Hand::Person(actor)).map_err(refused)?;
    let mut tx = app.db.begin("ledger.open").await?;
    let names = Names::read(&mut tx).await?;
    let known = names.units.iter().any(|unit| unit.id == found.unit && unit.active)
        && names.campaigns.iter().any(|campaign| campaign.id == found.campaign)
        && names.categories.iter().any(|word| word.active && word.code.as_str() == found.category);
    if !known {
        return Err(Error::Malformed);
    }
    let opening = Opening {
        item,
        campaign: found.campaign,
        name: found.name.into(),
        content: found.content.into(),
        category: found.category,
        meeting,
        since: app.clock.today(),
    };
    let record = opening.record(app, &mut tx).await?;
    write(app, &mut tx, &record, Some(actor)).await?;
    Ok(tx.commit(app.line(actor, "ledger.open", id).with(source.code())).await?)
}

struct Opening {
    item: LedgerItem,
    campaign: CampaignId,
    name: String,
    content: String,
    category: String,
    meeting: Option<Meeting>,
    since: Day,
}

impl Opening {
    async fn record(self, app: &App, tx: &mut Tx) -> Result<Record> {
        let calendar = store::calendar::calendar(tx).await?;
        Ok(Record {
            is_at_once: false,
            item: self.item,
            campaign: self.campaign,
            distilled: None,
            routing: None,
            revision: 1,
            round: 0,
            name: self.name,
            content: self.content,
            category: self.category,
            gaps: Vec::new(),
            monitoring: None,
            means: Vec::new(),
            meeting: self.meeting,
            due_plan: due_plan(self.since, &calendar),
            sent_back: false,
            conclusion: None,
            outcome: None,
            approved: None,
            review_on: None,
            opened_at: app.now(),
        })
    }
}

async fn write(app: &App, tx: &mut Tx, record: &Record, by: Option<&Actor>) -> Result<()> {
    let calendar = store::calendar::calendar(tx).await?;
    if !store::ledger::insert(tx, record, &record.derived(&calendar)).await? {
        return Err(Error::Stale);
    }
    let event = Event {
        at: app.now(),
        person: by.map(|actor| actor.person),
        recorded: None,
        who: opener(record.item.source),
        deed: Deed::Opened,
        state: record.item.state,
        words: None,
        plan_hash: None,
    };
    store::ledger::append(tx, record, &event).await?;
    versions::keep(app, tx, record, record.revision, by).await
}
