//! 附件四 and 附件六 from the ledger: one record at two moments. Annex 4 shows plans as they were
//! approved; annex 6 starts from the same frozen plans and adds what became of them.

use crate::domain::annexes::{
    Annex, AnnexRow, Filing, Form, Letterhead, Wording, date_in_words, fill,
};
use crate::domain::calendar::Calendar;
use crate::domain::id::{CampaignId, UnitId};
use crate::domain::ledger::{AtOnce, Due, LedgerState, PlanSnapshot, Record, Scope};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::refusal::Refusal;
use crate::domain::routing::{Duty, PartStanding};
use crate::domain::time::Day;
use crate::services::ledger::CampaignName;
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

pub use crate::store::annexes::Headings;

/// The plan's own words, until a campaign sets others.
const TITLE_PREFIX: &str = "全市公共资源交易系统廉政风险大排查大整改工作";
const FILERS: &str = "旗区交易中心、市直科室、中心";
const RECIPIENT: &str = "市公管办机关党委";
/// What annex 6 says of an item whose plan was never approved.
const NOT_APPROVED: &str = "整改措施尚未审核同意";
/// What it says of a date in a year without a published calendar.
const DUE_PROVISIONAL: &str = "完成时限暂定";

/// Which form is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Annex 4 or 6.
    pub annex: Annex,
    /// Misprints put right, or 原样.
    pub wording: Wording,
    /// The unit; none for all the person may see.
    pub unit: Option<UnitId>,
    /// 填报时间; none to be left to the pen.
    pub on: Option<Day>,
}

/// What the page of forms offers.
pub struct Offer {
    /// The campaigns.
    pub campaigns: Vec<CampaignName>,
    /// The units whose forms the person may export.
    pub units: Vec<Unit>,
}

/// What the person may export.
pub async fn offer(app: &App, actor: &Actor) -> Result<Offer> {
    require(actor, Act::ExportAnnexes)?;
    let mut tx = app.db.read("annexes.offer").await?;
    let scope = Scope::to(Act::ExportAnnexes, actor);
    let units = store::units::all(&mut tx).await?;
    Ok(Offer {
        campaigns: store::ledger::campaign_names(&mut tx).await?,
        units: units.into_iter().filter(|unit| scope.covers(unit.id)).collect(),
    })
}

/// A form is filled in while its campaign runs, and not tomorrow: what it shows is what stands now.
pub(super) fn check_filed(
    on: Option<Day>,
    campaign: &CampaignName,
    today: Day,
) -> std::result::Result<(), Refusal> {
    let (first, last) = (campaign.begun(), today);
    match on {
        Some(on) if on < first || on > last => Err(Refusal::FiledOn { first, last }),
        _ => Ok(()),
    }
}

pub(super) async fn campaign(tx: &mut Tx, id: CampaignId) -> Result<CampaignName> {
    let campaigns = store::ledger::campaign_names(tx).await?;
    campaigns.into_iter().find(|campaign| campaign.id == id).ok_or(Error::Missing)
}

/// The headings of a campaign's forms, if they were set, for whoever sets or prints them.
pub async fn headings(
    app: &App,
    actor: &Actor,
    id: CampaignId,
) -> Result<(CampaignName, Option<Headings>)> {
    if !actor.may(Act::RunCampaigns) {
        require(actor, Act::ExportAnnexes)?;
    }
    let mut tx = app.db.read("annexes.headings").await?;
    let campaign = campaign(&mut tx, id).await?;
    Ok((campaign, store::annexes::headings(&mut tx, id).await?))
}

impl Headings {
    /// Those of the plan, with both dates on a day.
    pub fn of_the_plan(day: Day) -> Self {
        Self {
            title_prefix: TITLE_PREFIX.to_owned(),
            filers: FILERS.to_owned(),
            recipient: RECIPIENT.to_owned(),
            plan_due: day,
            ledger_due: day,
        }
    }
}

/// Sets the headings of a campaign's forms.
pub async fn set_headings(
    app: &App,
    actor: &Actor,
    id: CampaignId,
    headings: &Headings,
) -> Result<()> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("annexes.set_headings").await?;
    campaign(&mut tx, id).await?;
    store::annexes::set_headings(&mut tx, id, headings).await?;
    Ok(tx.commit(app.line(actor, "annexes.set_headings", id)).await?)
}

/// The headings as they are printed, with the day a form is due: those of the plan without any day, where
/// the campaign set none.
pub(in crate::services) fn letterhead(
    app: &App,
    headings: Option<Headings>,
    due: impl Fn(&Headings) -> Day,
) -> Letterhead {
    let due = headings.as_ref().map(due);
    let headings = headings.unwrap_or_else(|| Headings::of_the_plan(app.clock.today()));
    let Headings { title_prefix, filers, recipient, .. } = headings;
    let title_prefix =
        if app.site.simulated { format!("（模拟）{title_prefix}") } else { title_prefix };
    Letterhead { title_prefix, filers, recipient, due }
}

/// A filled form. Another unit's is as missing as a unit that does not exist.
pub async fn form(app: &App, actor: &Actor, id: CampaignId, asked: &Asked) -> Result<Form> {
    require(actor, Act::ExportAnnexes)?;
    let scope = Scope::to(Act::ExportAnnexes, actor);
    if asked.unit.is_some_and(|unit| !scope.covers(unit)) {
        return Err(Error::Missing);
    }
    let mut tx = app.db.read("annexes.form").await?;
    let today = app.clock.today();
    check_filed(asked.on, &campaign(&mut tx, id).await?, today)?;
    let headings = store::annexes::headings(&mut tx, id).await?;
    let units = store::units::all(&mut tx).await?;
    let calendar: Calendar = store::calendar::calendar(&mut tx).await?;
    let name = |id: UnitId| {
        let unit = units.iter().find(|unit| unit.id == id);
        unit.map_or_else(String::new, |unit| unit.name_zh.clone())
    };
    let mut records = records(&mut tx, id, asked.unit).await?;
    records.retain(|record| {
        scope.sees(&record.item)
            && asked.unit.is_none_or(|asked| asked == record.item.unit)
            && record.item.state != LedgerState::Void
    });
    let row = |record: &Record| {
        let row = row(asked.annex, record, name(record.item.unit))?;
        let row = remarked(row, provisional_remark(asked.annex, record, &calendar));
        let row = remarked(row, at_once_remark(record));
        Some(remarked(row, duty_remark(record, name)))
    };
    let rows: Vec<AnnexRow> = records.iter().filter_map(row).collect();
    let letterhead = letterhead(app, headings, |headings| match asked.annex {
        Annex::Plan => headings.plan_due,
        Annex::Ledger => headings.ledger_due,
    });
    let filing = Filing { unit: asked.unit.map_or_else(String::new, name), on: asked.on };
    Ok(fill(asked.annex, asked.wording, &letterhead, &filing, &rows))
}

/// The items of a campaign that a form is filled from: of one unit, or all.
pub(super) async fn records(
    tx: &mut Tx,
    campaign: CampaignId,
    unit: Option<UnitId>,
) -> Result<Vec<Record>> {
    let mut records = match unit {
        Some(unit) => store::ledger::of_unit(tx, unit).await?,
        None => store::ledger::of_campaign(tx, campaign).await?,
    };
    records.retain(|record| record.campaign == campaign);
    Ok(records)
}

/// Who else works on the point; nothing where nobody does.
fn duty_remark(record: &Record, name: impl Fn(UnitId) -> String) -> Option<String> {
    let of = |duty| {
        let parts = record
            .item
            .others
            .iter()
            .filter(move |part| part.duty == duty && part.standing != PartStanding::Excused);
        parts.map(|part| name(part.unit)).collect::<Vec<_>>().join("、")
    };
    match record.item.duty {
        Duty::Lead => Some(of(Duty::Co)).filter(|units| !units.is_empty()),
        Duty::Co => return Some(format!("协办（主办：{}）", of(Duty::Lead))),
    }
    .map(|units| format!("协办：{units}"))
}

/// That nobody has agreed to the plan of what was put right at once, while it waits for its verifier or
/// was sent back; once it is verified, its state says so.
fn at_once_remark(record: &Record) -> Option<String> {
    let waits = record.at_once().filter(|at_once| *at_once != AtOnce::Verified);
    waits.map(|at_once| at_once.text().zh.to_owned())
}

/// That the date the annex prints falls in a year whose working days are not published yet, wherever the
/// item stands: on annex 4 the one that was agreed to, on annex 6 the one that counts now.
fn provisional_remark(annex: Annex, record: &Record, calendar: &Calendar) -> Option<String> {
    let printed = match annex {
        Annex::Plan => record.approved.as_ref()?.due,
        Annex::Ledger => record.item.due?.current(),
    };
    calendar.is_provisional(printed).then(|| DUE_PROVISIONAL.to_owned())
}

fn remarked(row: AnnexRow, remark: Option<String>) -> AnnexRow {
    let remarks = remark.into_iter().chain([row.remark]).filter(|remark| !remark.is_empty());
    AnnexRow { remark: remarks.collect::<Vec<_>>().join("；"), ..row }
}

/// The row of an item: on annex 4 its approved plan, word for word, or none before approval. Annex 6
/// tells of every item; of a plan that nobody approved yet it tells nothing but that it waits.
fn row(annex: Annex, record: &Record, unit: String) -> Option<AnnexRow> {
    let approved = record.approved.as_ref().map(PlanSnapshot::row);
    match (annex, approved) {
        (Annex::Plan, approved) => approved,
        (Annex::Ledger, Some(approved)) => Some(completed(record, approved)),
        (Annex::Ledger, None) => Some(AnnexRow {
            name: record.name.clone(),
            content: record.content.clone(),
            unit,
            remark: NOT_APPROVED.to_owned(),
            ..AnnexRow::default()
        }),
    }
}

/// Adds what annex 6 tells beyond the plan: what was done, the date that counts now, and in the
/// remark how it came about.
fn completed(record: &Record, mut row: AnnexRow) -> AnnexRow {
    let item = &record.item;
    row.completion = item.completion.as_ref().map_or_else(String::new, ToString::to_string);
    let mut remarks = Vec::new();
    if let Some(due) = item.due {
        row.due = date_in_words(Due::current(due));
        if due.current() != due.original() {
            let original = due.original();
            remarks.push(format!(
                "原定{}月{}日，经批准延期",
                original.month(),
                original.day_of_month()
            ));
        }
    }
    if item.cycle > 1 {
        remarks.push(format!("第{}轮整改", item.cycle));
    }
    match item.state {
        LedgerState::Closed | LedgerState::LongTerm => {
            remarks.push(item.state.text().zh.to_owned());
        }
        _ => {}
    }
    row.remark = remarks.join("；");
    row
}
