//! Warnings: the job that writes what dates reached, whoever looks or does not, and the papers.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Names, require};
use crate::domain::audit::{By, Entry};
use crate::domain::calendar::Calendar;
use crate::domain::campaigns::Campaign;
use crate::domain::id::{LedgerId, UnitId};
use crate::domain::ledger::{LedgerItem, Paper, Rung, Scope, Told, Watched, Who};
use crate::domain::people::{Act, Actor, Role};
use crate::domain::time::Day;
use crate::services::{App, Error, Result, Stretch};
use crate::store;
use crate::store::Tx;
use crate::store::db::Unrecorded;
use crate::store::ledger::{Found, Of};

pub use crate::store::ledger::Warning;

/// Looks that are kept in one transaction.
const KEPT_AT_ONCE: usize = 500;
/// How many days back the list goes.
const SHOWN_DAYS: u64 = 120;

/// Writes every rung that was reached and does not stand yet, and gives how many those were. It
/// finds all in the database: after a stop it writes what the days of the stop would have. An item is
/// looked at on the days something of it is reached, and after whatever changed it.
pub async fn sweep(app: &App) -> Result<u64> {
    let today = app.clock.today();
    let mut tx = app.db.read("warnings.sweep.look").await?;
    let looks = store::ledger::to_look(&mut tx, today).await?;
    if looks.is_empty() {
        return Ok(0);
    }
    let calendar = store::calendar::calendar(&mut tx).await?;
    let standing: HashSet<(LedgerId, Day, bool, Rung)> =
        store::ledger::standing(&mut tx, today).await?.into_iter().collect();
    drop(tx);
    let (mut written, mut found) = (0, Vec::with_capacity(looks.len()));
    for look in looks {
        let stands = |due, is_of_plan, rung| standing.contains(&(look.item, due, is_of_plan, rung));
        let is_of_plan = look.is_of_plan;
        if let Some(watched) = &look.watched {
            let climbed = watched.climbed(today, &calendar).into_iter();
            let fresh = climbed.filter(|(rung, _)| !stands(watched.due, is_of_plan, *rung));
            let (fresh, due): (Vec<_>, Day) = (fresh.collect(), watched.due);
            let of = Of { item: look.item, cycle: look.cycle, due, is_of_plan };
            written += warn(app, of, &fresh).await?;
        }
        let note = look.noting.as_ref().and_then(|noting| noting.next(&calendar));
        let asked = note.map(|due| (due, Rung::day_of_note(due, &calendar)));
        let is_now = asked.filter(|(_, day)| *day <= today);
        if let Some((due, day)) = is_now.filter(|(due, _)| !stands(*due, false, Rung::Note)) {
            let of = Of { item: look.item, cycle: look.cycle, due, is_of_plan: false };
            written += warn(app, of, &[(Rung::Note, day)]).await?;
        }
        let climbs = look.watched.and_then(|watched| watched.climbs_next(today, &calendar));
        let asks = asked.map(|(_, day)| day).filter(|day| *day > today);
        let next = climbs.into_iter().chain(asks).min();
        let note = is_now.map(|(due, _)| due);
        found.push(Found { item: look.item, revision: look.revision, next, note });
    }
    keep(app, &found, &calendar).await?;
    Ok(written)
}

/// Keeps what the looks found, unless the calendar they counted by was changed meanwhile: whoever
/// changes it waits for these rows, or has changed them before.
async fn keep(app: &App, found: &[Found], calendar: &Calendar) -> Result<()> {
    for some in found.chunks(KEPT_AT_ONCE) {
        let mut tx = app.db.begin("warnings.sweep.keep").await?;
        store::ledger::looked(&mut tx, some).await?;
        if store::calendar::calendar(&mut tx).await? == *calendar {
            tx.commit_unrecorded(Unrecorded::Look).await?;
        }
    }
    Ok(())
}

/// The notes that a person could write and that are wanted by now, of items that are not late: the
/// item, the day, and whether that day is over.
pub(super) async fn notes_wanted(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    calendar: &Calendar,
) -> Result<Vec<(LedgerId, Day, bool)>> {
    let Some(unit) = actor.unit.filter(|_| actor.may(Act::WorkLedger)) else {
        return Ok(Vec::new());
    };
    let today = app.clock.today();
    let heads = actor.roles.has(Role::UnitHead);
    let noting = store::ledger::wanting_notes(tx, unit, today).await?.into_iter();
    let own = noting.filter(|it| heads || it.person_responsible == Some(actor.person));
    // What is late itself asks for more than a note, on a pile of its own.
    let own = own.filter(|it| !calendar.is_late_on(it.pace.due, today));
    let mut wanted: Vec<(LedgerId, Day, bool)> = own
        .filter_map(|it| Some((it.item, it.next(calendar)?)))
        .filter(|(_, due)| Rung::day_of_note(*due, calendar) <= today)
        .map(|(item, due)| (item, due, calendar.is_late_on(due, today)))
        .collect();
    wanted.sort_by_key(|(item, due, _)| (*due, *item));
    Ok(wanted)
}

async fn warn(app: &App, of: Of, fresh: &[(Rung, Day)]) -> Result<u64> {
    if fresh.is_empty() {
        return Ok(0);
    }
    let mut tx = app.db.begin("warnings.sweep").await?;
    let mut written = Vec::new();
    for (rung, day) in fresh {
        // Another node may have written it since the look.
        if store::ledger::warn(&mut tx, of, *rung, *day, app.now()).await? {
            written.push(rung.code());
        }
    }
    if written.is_empty() {
        return Ok(0);
    }
    let count = u64::try_from(written.len()).unwrap_or(u64::MAX);
    let line = Entry::new(app.now(), By::Program, "warnings.warn", of.item);
    tx.commit(line.with(written.join(" "))).await?;
    Ok(count)
}

/// How many steps the daily notice of a day tells this person of: what was reached since the working
/// day before.
pub(in crate::services) async fn fresh(app: &App, actor: &Actor) -> Result<u64> {
    if !actor.may(Act::ReadLedger) {
        return Ok(0);
    }
    let mut tx = app.db.read("warnings.fresh").await?;
    let calendar = store::calendar::calendar(&mut tx).await?;
    let since = calendar.sub_working_days(app.clock.today(), 1).plus_days(1);
    let told = Told::of(actor);
    let reached = store::ledger::warnings_since(&mut tx, since, &told, Stretch::ALL).await?;
    let mailed = reached.iter().filter(|warning| warning.rung.is_mailed()).count();
    Ok(u64::try_from(mailed).unwrap_or(u64::MAX))
}

/// What an item's page tells somebody of the rungs its dates reached, and nothing of those it does not
/// tell, not even that there are any. The supervision group looks at the whole history of an item (`domain` 3.4), whatever it is called for by
/// the ladder; of what concerns their own unit its members see what they are told, like everyone.
pub(super) fn told_of_item(
    actor: &Actor,
    item: &LedgerItem,
    mut reached: Vec<Warning>,
) -> Vec<Warning> {
    if !Who::Supervisor.is_held_by(actor) || item.concerns(actor) {
        let told = Told::of(actor);
        reached.retain(|warning| told.hears_of(&warning.reached()));
    }
    reached
}

/// What the paper to each unit of some days is called, as far as somebody may know of its items.
pub type Papers = HashMap<(UnitId, Day), Paper>;

/// The warnings a person is told of.
pub struct Warnings {
    /// A part of them, the newest first.
    pub warnings: Vec<Warning>,
    /// How many there are in all.
    pub total: u64,
    /// The papers to units that go with them: all of a unit and day have one.
    pub papers: Papers,
    /// Names around them.
    pub names: Names,
}

/// What this person is told of, of the last months.
pub async fn warnings(app: &App, actor: &Actor, part: Stretch) -> Result<Warnings> {
    require(actor, Act::ReadLedger)?;
    sweep(app).await?;
    let mut tx = app.db.read("warnings.list").await?;
    let since = app.clock.today().minus_days(SHOWN_DAYS);
    let told = Told::of(actor);
    let total = store::ledger::count_warnings_since(&mut tx, since, &told).await?;
    let part = part.within(total);
    let warnings = store::ledger::warnings_since(&mut tx, since, &told, part).await?;
    Ok(Warnings {
        papers: papers(&mut tx, actor, &warnings).await?,
        warnings,
        total,
        names: Names::read(&mut tx).await?,
    })
}

/// The papers of the days these stand on: each under the name of the gravest of its lines, which may be
/// none of these.
async fn papers(tx: &mut Tx, actor: &Actor, warnings: &[Warning]) -> Result<Papers> {
    let scope = Scope::of(actor);
    let days: BTreeSet<(UnitId, Day)> = warnings.iter().map(|one| (one.unit, one.day)).collect();
    let days: Vec<_> = days.into_iter().filter(|(unit, _)| scope.covers(*unit)).collect();
    let mut papers = Papers::new();
    for (unit, day, rung) in store::ledger::rungs_on_days(tx, &days, scope.own()).await? {
        if let Some(paper) = rung.paper_to_unit() {
            let named = papers.entry((unit, day)).or_insert(paper);
            *named = paper.max(*named);
        }
    }
    Ok(papers)
}

/// A line of a paper.
pub struct PaperLine {
    /// What was reached.
    pub warning: Warning,
    /// Whether its date had passed on the day of the paper: the steps of graver items come before.
    pub is_late: bool,
    /// Of what is late, the last day before the supervision group takes over.
    pub last_day: Option<Day>,
}

/// One paper: all that a unit's items reached on a day.
pub struct WarningPaper {
    /// Under which name it goes out: the gravest of its lines.
    pub paper: Paper,
    /// The unit.
    pub unit: UnitId,
    /// The day.
    pub day: Day,
    /// The campaign whose office sends it: that of the first line.
    pub campaign: Campaign,
    /// Its lines, by date; of a proposal those alone that the supervision group took over.
    pub lines: Vec<PaperLine>,
    /// Names around them.
    pub names: Names,
}

/// Those of items that somebody may know of.
async fn seen(tx: &mut Tx, actor: &Actor, mut lines: Vec<Warning>) -> Result<Vec<Warning>> {
    let items: Vec<LedgerId> = lines.iter().map(|line| line.item).collect();
    let records = store::ledger::some(tx, &items).await?;
    lines.retain(|line| records.get(&line.item).is_some_and(|of| of.item.is_seen_by(actor)));
    Ok(lines)
}

/// To whom a paper goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// To the unit whose items are late.
    Unit,
    /// To the leading group, which decides on accountability.
    LeadingGroup,
}

/// The paper of a day about a unit's items, for whoever is told of one of its lines; what is proposed
/// to the leading group, for nobody who belongs to the unit.
pub async fn paper(
    app: &App,
    actor: &Actor,
    (unit, day): (UnitId, Day),
    to: To,
) -> Result<WarningPaper> {
    require(actor, Act::ReadLedger)?;
    sweep(app).await?;
    let mut tx = app.db.read("warnings.paper").await?;
    let told = Told::of(actor);
    let mut lines = store::ledger::warnings_on(&mut tx, unit, day).await?;
    lines.retain(|line| match to {
        To::Unit => line.rung.paper().is_some(),
        To::LeadingGroup => line.rung == Rung::Red,
    });
    if to == To::LeadingGroup && actor.belongs_to(unit) {
        return Err(Error::Missing);
    }
    let lines = seen(&mut tx, actor, lines).await?;
    if !lines.iter().any(|line| told.hears_of(&line.reached())) {
        return Err(Error::Missing);
    }
    // An item that climbed several rungs at once stands there once, with the gravest.
    let gravest = |line: &Warning| {
        lines.iter().all(|other| other.item != line.item || other.rung <= line.rung)
    };
    let kept: Vec<Warning> = lines.iter().filter(|line| gravest(line)).cloned().collect();
    let first = kept.first().ok_or(Error::Missing)?;
    let rung = kept.iter().map(|line| line.rung).max().ok_or(Error::Missing)?;
    let calendar = store::calendar::calendar(&mut tx).await?;
    let record = store::ledger::one(&mut tx, first.item).await?;
    Ok(WarningPaper {
        paper: match to {
            To::Unit => rung.paper_to_unit(),
            To::LeadingGroup => rung.paper(),
        }
        .ok_or(Error::Missing)?,
        unit,
        day,
        campaign: store::campaigns::one(&mut tx, record.campaign).await?,
        names: Names::read(&mut tx).await?,
        lines: kept.into_iter().map(|warning| line(warning, day, &calendar)).collect(),
    })
}

fn line(warning: Warning, day: Day, calendar: &Calendar) -> PaperLine {
    let is_late = calendar.is_late_on(warning.due, day);
    // An admonition names a last day for all that is late, whichever rung it stands on.
    let has_last_day = is_late && matches!(warning.rung, Rung::Yellow | Rung::Orange);
    let last_day = || Watched::plainly(warning.due, warning.level).last_day(calendar);
    let last_day = has_last_day.then(last_day);
    PaperLine { warning, is_late, last_day }
}
