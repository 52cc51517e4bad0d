//! The ledger: what a person may see of it, and what waits for them. Each journey has a file of
//! its own: opening an item, its plan and review, its progress, its extensions, its closing.

mod at_once;
mod change;
mod closing;
mod draws;
mod duties;
mod extension;
mod judging;
pub mod metrics;
mod on_behalf;
mod opening;
mod others;
mod parts;
mod plan;
mod progress;
mod signing;
mod versions;
mod waiting;
pub mod warnings;
mod watch;

use std::collections::HashMap;

use super::{App, Error, Result, Stretch, require};
use crate::domain::calendar::Calendar;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::ledger::{
    Act as Step, Bounds, Due, DueExtensionRefusal, Event, ExtensionStanding, LedgerRefusal,
    MeasureChange, MeasureLine, Offer, Record, Scan, Signature, Standing,
};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::time::Day;
use crate::store::ledger::lists;
use crate::store::ledger::sight::Onlooker;
use crate::store::{self, Tx};

pub use crate::domain::vocabularies::Word;
pub use crate::store::ledger::CampaignName;
pub use crate::store::ledger::lists::{InList, Narrowed, Stands};
pub use at_once::{AtOnceForm, fix_at_once};
pub use change::Looked;
pub use closing::{ClosingForm, Verdict, ask_closing, note_completion, reopen, take_up, verify};
pub use draws::{Draws, draw, draws};
pub use duties::{Duties, LateAtTheOffice, duties};
pub use extension::{ExtensionForm, ExtensionNow, ask_extension, decide_extension};
pub use judging::{Judge, judge_file};
pub use on_behalf::{Asked, Decision, Recorded, record_for, scan};
pub(super) use opening::open_from_routing;
pub use opening::{Found, FoundBy, open_found};
pub use parts::{PartShown, excuse};
pub use plan::{MeasureForm, PlanForm, Review, Reviewers, choices, review, save, submit};
pub use progress::{Piece, file, file_evidence, report, take_away};
pub use signing::{Written, beside, countersign, sign_first};
pub use versions::{Meanwhile, overtaken};
pub use waiting::{Pile, Waiting, waiting};
pub use watch::{Marks, look_again, mark, visit};

/// To whom it is said that the item is another unit's, it does not exist.
fn refused(refusal: LedgerRefusal) -> Error {
    match refusal {
        LedgerRefusal::OtherUnit => Error::Missing,
        other => other.into(),
    }
}

/// An item in a list.
pub struct Listed {
    /// The item.
    pub item: InList,
    /// How it stands today.
    pub standing: Option<Standing>,
    /// Whether its date falls in a year without a published calendar.
    pub is_provisional: bool,
}

/// Everything a list shows.
pub struct Ledger {
    /// A part of the items in the person's scope: by their dates, what has none last.
    pub items: Vec<Listed>,
    /// How many there are in all.
    pub total: u64,
    /// Names around them.
    pub names: Names,
}

/// The names that lists and pages of the ledger speak of.
pub struct Names {
    /// All units.
    pub units: Vec<Unit>,
    /// All campaigns.
    pub campaigns: Vec<CampaignName>,
    /// The categories of risk.
    pub categories: Vec<Word>,
    /// The ways of watching a point.
    pub monitoring: Vec<Word>,
    /// The means of pressing for rectification.
    pub means: Vec<Word>,
    /// Everyone by id.
    pub people: HashMap<PersonId, String>,
}

impl Names {
    async fn read(tx: &mut Tx) -> Result<Self> {
        let people = store::people::all(tx).await?;
        Ok(Self {
            units: store::units::all(tx).await?,
            campaigns: store::ledger::campaign_names(tx).await?,
            categories: store::vocabularies::of(tx, WordSet::RiskCategories).await?,
            monitoring: store::vocabularies::of(tx, WordSet::Monitoring).await?,
            means: store::vocabularies::of(tx, WordSet::Means).await?,
            people: people.into_iter().map(|person| (person.id, person.name)).collect(),
        })
    }

    /// The name of a person.
    pub fn person(&self, id: PersonId) -> &str {
        self.people.get(&id).map_or("", String::as_str)
    }
}

/// The names that forms of the ledger offer.
pub async fn names(app: &App, actor: &Actor) -> Result<Names> {
    require(actor, Act::ReadLedger)?;
    let mut tx = app.db.read("ledger.names").await?;
    Names::read(&mut tx).await
}

/// The items the person may see, narrowed, a part of them.
pub async fn list(app: &App, actor: &Actor, narrowed: &Narrowed, part: Stretch) -> Result<Ledger> {
    require(actor, Act::ReadLedger)?;
    super::routings::sweep(app).await?;
    let mut tx = app.db.read("ledger.list").await?;
    let (today, calendar) = (app.clock.today(), store::calendar::calendar(&mut tx).await?);
    let by = Onlooker { actor, bounds: Bounds::on(today, &calendar) };
    let listed = |item: InList| Listed {
        standing: standing(&item, today, &calendar),
        is_provisional: item.deadline.is_some_and(|day| calendar.is_provisional(day)),
        item,
    };
    let total = lists::count(&mut tx, narrowed, by).await?;
    let items = lists::listed(&mut tx, narrowed, by, part.within(total)).await?;
    Ok(Ledger {
        items: items.into_iter().map(listed).collect(),
        total,
        names: Names::read(&mut tx).await?,
    })
}

/// How an item of a list stands: by the day closing was asked for, where it was.
fn standing(item: &InList, today: Day, calendar: &Calendar) -> Option<Standing> {
    item.deadline.map(|deadline| match item.asked_on {
        Some(on) => Standing::of_met(deadline, on, calendar),
        None => Standing::of(deadline, today, calendar),
    })
}

/// Everything the page of an item shows.
pub struct Dossier {
    /// The item.
    pub record: Record,
    /// How it stands today.
    pub standing: Option<Standing>,
    /// Whether its date falls in a year without a published calendar.
    pub is_provisional: bool,
    /// Whether the date of its plan does: the one that is fixed, or the one the unit intends.
    pub is_due_provisional: bool,
    /// The days that are worked: what says on which day a date is judged.
    pub calendar: Calendar,
    /// Its measures.
    pub measures: Vec<MeasureLine>,
    /// Measures that were dropped from the plan, whose files of this cycle stay.
    pub dropped: Vec<MeasureLine>,
    /// Of an approved plan that is being changed, what becomes of its measures.
    pub changes: Vec<MeasureChange>,
    /// What other units have of the same point.
    pub parts: Vec<PartShown>,
    /// Its story.
    pub story: Vec<Event>,
    /// The first of two signatures that waits, and whether this person's is the one that lacks.
    pub signature: Option<(Signature, bool)>,
    /// Those whose signature would be the second one.
    pub second_signers: Vec<PersonId>,
    /// Of a voided duplicate, or one that waits for the second signature, the item it is part of.
    pub merged_into: Option<(LedgerId, String)>,
    /// The leaders whose decision on paper this person can record now.
    pub recordable: Vec<(PersonId, Asked)>,
    /// Scans of papers that leaders signed.
    pub scans: Vec<Scan>,
    /// The day by which the next note on progress is wanted.
    pub next_note: Option<Day>,
    /// The extensions of this cycle, and how they stand.
    pub extensions: Vec<ExtensionNow>,
    /// What the person may ask for, or why not.
    pub extension_offer: std::result::Result<Offer, DueExtensionRefusal>,
    /// Whether the last day that could be asked for falls in a year without a published calendar.
    pub is_offer_provisional: bool,
    /// Steps this person must leave to other eyes, each with those who can take it.
    pub instead: Vec<(Step, Vec<PersonId>)>,
    /// The rungs of the ladder its dates reached: all of them for supervision, which answers for the
    /// whole of it, and for others as far as they are told of them.
    pub warnings: Vec<warnings::Warning>,
    /// What others changed since this person opened a form they sent too late.
    pub meanwhile: Option<Meanwhile>,
    /// Names around it.
    pub names: Names,
}

impl Dossier {
    /// Notes are wanted of items that are long, grave or starred (减负), and of what is late, whose
    /// papers ask how far it is; of others nobody is asked for any.
    pub fn asks_for_notes(&self) -> bool {
        self.next_note.is_some() || matches!(self.standing, Some(Standing::Overdue { .. }))
    }
}

/// One item.
pub async fn one(app: &App, actor: &Actor, id: LedgerId) -> Result<Dossier> {
    require(actor, Act::ReadLedger)?;
    let mut tx = app.db.read("ledger.one").await?;
    let record = store::ledger::one(&mut tx, id).await?;
    if !record.item.is_seen_by(actor) {
        return Err(Error::Missing);
    }
    let calendar: Calendar = store::calendar::calendar(&mut tx).await?;
    let today = app.clock.today();
    let extensions = store::ledger::extensions(&mut tx, &record).await?;
    let mut second_signers = Vec::new();
    let mut signature = None;
    if let Some((signed, first)) = signing::waiting(&mut tx, id).await? {
        let lacks = signing::lacks(app, actor, &record, (&signed, &first));
        second_signers = signing::seconds(app, &mut tx, &record, (&signed, &first)).await?;
        signature = Some((signed, lacks));
    }
    let merged_into = signing::whole(&mut tx, actor, &record, signature.as_ref()).await?;
    let waits = extensions.last().is_some_and(|newest| {
        matches!(newest.standing(today, &calendar), ExtensionStanding::Waiting(_))
    });
    let mut story = store::ledger::story(&mut tx, id).await?;
    signing::without_the_whole(&mut story, merged_into.as_ref());
    let parts = parts::shown(&mut tx, actor, &record).await?;
    let papers = on_behalf::Papers {
        item: &record.item,
        extension: waits,
        signature: signature.as_ref().map(|(signature, _)| signature),
        story: &story,
    };
    let recordable = on_behalf::leaders(&mut tx, &papers, actor).await?;
    let reached = store::ledger::warnings_of(&mut tx, id).await?;
    let warnings = warnings::told_of_item(actor, &record.item, reached);
    let changes = match record.changing() {
        Some(plan) => {
            MeasureChange::of(&plan.measures, &store::ledger::measure_standing(&mut tx, id).await?)
        }
        None => Vec::new(),
    };
    let due = record.item.due.map(Due::current).or(record.item.plan.due);
    let extension_offer = record.item.extension_offer(actor, &extensions, today, &calendar);
    Ok(Dossier {
        signature,
        second_signers,
        merged_into,
        is_offer_provisional: extension_offer
            .is_ok_and(|offer| calendar.is_provisional(offer.last)),
        extension_offer,
        extensions: extensions
            .into_iter()
            .map(|extension| {
                let standing = extension.standing(today, &calendar);
                ExtensionNow { extension, standing }
            })
            .collect(),
        standing: record.standing(today, &calendar),
        is_due_provisional: due.is_some_and(|day| calendar.is_provisional(day)),
        is_provisional: record.deadline().is_some_and(|day| calendar.is_provisional(day)),
        measures: store::ledger::measures(&mut tx, id, record.item.cycle).await?,
        dropped: store::ledger::dropped(&mut tx, id, record.item.cycle).await?,
        changes,
        recordable,
        scans: store::ledger::scans(&mut tx, id).await?,
        instead: others::instead(&mut tx, actor, &record, &story).await?,
        next_note: watch::next_note(&record, &story, &calendar),
        parts,
        story,
        warnings,
        meanwhile: None,
        names: Names::read(&mut tx).await?,
        calendar,
        record,
    })
}
