//! Routings (交办) and their answers: the unit accepts or returns, the office upholds or routes
//! elsewhere, the leading group decides after two returns, and silence counts as acceptance.
//! Acceptance opens the ledger item in the same transaction.

mod around;
mod hearing;
mod notice;
mod on_behalf;
mod sharing;
mod way;

use sha2::{Digest, Sha256};

use super::{App, Error, Result, Stretch, ledger, require};
use crate::domain::audit::{By, Entry, hex};
use crate::domain::id::{LedgerId, RoutingId, UnitId};
use crate::domain::ledger::{EvidenceFile, Hand, Recording, Standing, Who};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::routing::{
    self, Duty, Part, RETURNS_UNTIL_ADJUDICATION, Return, ReturnReason, Routing, RoutingRefusal,
    Step, due_accept,
};
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::domain::vocabularies::Word;
use crate::store::routings::deliveries::{self, Delivery};
use crate::store::suggestions::batches::{self, NewRouting};
use crate::store::{self, Tx};

use around::{Around, rules};

pub use crate::store::routings::{Decision, Returned, Stored};
pub use hearing::{Hearing, returned};
pub use notice::{Notice, may_read as may_read_notice, notice};
pub use on_behalf::{Paper, Recorded, paper, record_for, scan};
pub use sharing::{Sharing, name_co_units, sharing};
pub use way::{Leg, Way, way};

/// A routing as its page shows it.
pub struct Routed {
    /// The routing with its item.
    pub stored: Stored,
    /// How it stands against the day the unit has; none once answered.
    pub standing: Option<Standing>,
    /// Of a return nobody decided on, the day by which somebody does, and how that stands.
    pub to_decide: Option<(Day, Standing)>,
    /// The unit it went to.
    pub unit: Unit,
    /// The item's category in words; none for a code nobody keeps any more.
    pub category: Option<Word>,
    /// The unit proposed by a return.
    pub proposed: Option<Unit>,
    /// What was decided on a return.
    pub decided: Option<Decision>,
    /// What other units have of the item.
    pub others: Vec<(Unit, Part)>,
    /// The unit took it on and was excused from its part since.
    pub is_excused: bool,
    /// What the rules know of it.
    pub rules: Routing,
}

/// A return as the unit fills it in.
pub struct ReturnForm {
    /// Why, in the closed words.
    pub reason: ReturnReason,
    /// Why, in the unit's words.
    pub words: Paragraph,
    /// Whose matter it is.
    pub proposed: Option<UnitId>,
    /// What shows that it was rectified already.
    pub file: Option<EvidenceFile>,
}

/// What is decided on a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stays with the unit.
    Uphold,
    /// This unit gets it.
    Reroute(UnitId),
    /// It stays with the unit, by decision of the leading group.
    Adjudicate,
    /// The unit has no part in it after all.
    Excuse,
}

/// To whom it is said that the routing is another unit's, it does not exist.
fn refused(refusal: RoutingRefusal) -> Error {
    match refusal {
        RoutingRefusal::OtherUnit => Error::Missing,
        other => other.into(),
    }
}

/// A part of a list of routings.
pub struct Listed {
    /// Its rows.
    pub routed: Vec<Routed>,
    /// How many the whole list has.
    pub total: u64,
}

/// What was routed to the person's unit, what waits for its answer first.
pub async fn inbox(app: &App, actor: &Actor, part: Stretch) -> Result<Listed> {
    require(actor, Act::Receive)?;
    sweep(app).await?;
    let mut tx = app.db.read("routings.inbox").await?;
    let around = Around::read(&mut tx).await?;
    let (mut routed, mut total) = (Vec::new(), 0);
    if let Some(unit) = actor.unit {
        total = store::routings::count_of_unit(&mut tx, unit).await?;
        let stored = store::routings::of_unit(&mut tx, unit, part.within(total)).await?;
        routed = around.dress_all(app, &mut tx, stored).await?;
    }
    drop(tx);
    note_delivery(app, actor, &routed).await?;
    Ok(Listed { routed, total })
}

/// Notes who of the unit first saw a routing: silence counts as acceptance, and whoever says later
/// that nothing arrived is shown this.
async fn note_delivery(app: &App, actor: &Actor, seen: &[Routed]) -> Result<()> {
    let mut tx = app.db.read("routings.undelivered").await?;
    let waiting = seen.iter().filter(|routed| routed.rules.state.waits_for_unit());
    let waiting: Vec<RoutingId> = waiting.map(|routed| routed.stored.id).collect();
    let delivered = deliveries::among(&mut tx, &waiting).await?;
    let fresh = waiting.into_iter().filter(|id| !delivered.contains(id));
    drop(tx);
    for id in fresh {
        let mut tx = app.db.begin("routings.deliver").await?;
        let delivery = Delivery { person: actor.person, at: app.now() };
        if deliveries::note(&mut tx, id, delivery).await? {
            tx.commit(app.line(actor, "routings.deliver", id)).await?;
        }
    }
    Ok(())
}

/// One routing to the person's unit, and the units a return may point to.
pub async fn one(app: &App, actor: &Actor, id: RoutingId) -> Result<(Routed, Vec<Unit>)> {
    require(actor, Act::Receive)?;
    sweep(app).await?;
    let mut tx = app.db.read("routings.one").await?;
    let stored = store::routings::one(&mut tx, id).await?;
    if !actor.belongs_to(stored.unit) {
        return Err(Error::Missing);
    }
    let around = Around::read(&mut tx).await?;
    let routed = around.dress(app, &mut tx, stored).await?;
    drop(tx);
    note_delivery(app, actor, std::slice::from_ref(&routed)).await?;
    Ok((routed, around.units))
}

/// Reads a routing that is about to change, and keeps others from changing it meanwhile.
async fn held(tx: &mut Tx, id: RoutingId) -> Result<(Stored, Routing)> {
    if !store::routings::hold(tx, id).await? {
        return Err(Error::Missing);
    }
    let stored = store::routings::one(tx, id).await?;
    let rules = rules(tx, &stored).await?;
    Ok((stored, rules))
}

/// The unit takes it on; its ledger item is opened.
pub async fn accept(app: &App, actor: &Actor, id: RoutingId) -> Result<LedgerId> {
    require(actor, Act::Receive)?;
    sweep(app).await?;
    let mut tx = app.db.begin("routings.accept").await?;
    let (stored, rules) = held(&mut tx, id).await?;
    let state = rules.advance(&Step::Accept, Hand::Person(actor), app.clock.today());
    let state = state.map_err(refused)?;
    store::routings::answer(&mut tx, id, state, app.now(), Some(actor.person)).await?;
    let opened = ledger::open_from_routing(app, &mut tx, &stored).await?;
    let line = app.line(actor, "routings.accept", id).with(format!("ledger {opened}"));
    tx.commit(line).await?;
    Ok(opened)
}

/// The unit says it is not its matter, once, with a reason.
pub async fn give_back(app: &App, actor: &Actor, id: RoutingId, form: &ReturnForm) -> Result<()> {
    require(actor, Act::Receive)?;
    sweep(app).await?;
    let mut tx = app.db.begin("routings.return").await?;
    let (_, rules) = held(&mut tx, id).await?;
    let step = Step::Return(Return {
        reason: form.reason,
        words: Some(&form.words),
        proposed_owner: form.proposed,
        evidence: u32::from(form.file.is_some()),
    });
    let state = rules.advance(&step, Hand::Person(actor), app.clock.today()).map_err(refused)?;
    let at = app.now();
    store::routings::answer(&mut tx, id, state, at, Some(actor.person)).await?;
    let returned = Returned {
        reason: form.reason,
        words: form.words.as_str().to_owned(),
        proposed: form.proposed,
        at: Some(at),
        by: Some(actor.person),
    };
    store::routings::set_return(&mut tx, id, &returned).await?;
    if let Some(file) = &form.file {
        let sha256 = hex(&Sha256::digest(&file.bytes));
        store::routings::put_evidence(&mut tx, id, file, &sha256).await?;
    }
    let line = app.line(actor, "routings.return", id).with(form.reason.code());
    Ok(tx.commit(line).await?)
}

/// Returned routings that wait for a decision, the oldest first. To somebody of a unit that has
/// something of an item it is a matter of their unit, and no return to decide on.
pub async fn returns(app: &App, actor: &Actor, part: Stretch) -> Result<Listed> {
    require(actor, Act::ReadReturns)?;
    let mut tx = app.db.read("routings.returns").await?;
    let around = Around::read(&mut tx).await?;
    let total = store::routings::count_returned(&mut tx, actor.unit).await?;
    let stored = store::routings::returned(&mut tx, actor.unit, part.within(total)).await?;
    let routed = around.dress_all(app, &mut tx, stored).await?;
    Ok(Listed { routed, total })
}

/// The file that came with a return, for whoever reads returns and for the unit that sent it.
pub async fn return_file(app: &App, actor: &Actor, id: RoutingId) -> Result<EvidenceFile> {
    let mut tx = app.db.read("routings.return_file").await?;
    let stored = store::routings::one(&mut tx, id).await?;
    let own = actor.may(Act::Receive) && actor.belongs_to(stored.unit);
    let reads = actor.may(Act::ReadReturns) && !rules(&mut tx, &stored).await?.concerns(actor);
    if !own && !reads {
        return Err(Error::Missing);
    }
    store::routings::evidence(&mut tx, id).await?.ok_or(Error::Missing)
}

/// Decides on a return. Routing it elsewhere makes a routing of its own, with a limit of its own.
pub async fn decide(
    app: &App,
    actor: &Actor,
    id: RoutingId,
    verdict: Verdict,
    words: &Paragraph,
) -> Result<()> {
    require(actor, Act::DecideReturns)?;
    let mut tx = app.db.begin("routings.decide").await?;
    let act = decide_as(app, &mut tx, (actor, None), id, verdict, words).await?;
    Ok(tx.commit(app.line(actor, "routings.decide", id).with(act.code())).await?)
}

/// Decides as a person, who did so themselves or on a paper that somebody recorded.
async fn decide_as(
    app: &App,
    tx: &mut Tx,
    (actor, recorded): (&Actor, Option<Recording>),
    id: RoutingId,
    verdict: Verdict,
    words: &Paragraph,
) -> Result<routing::Act> {
    let (stored, rules) = held(tx, id).await?;
    if stored.returned.is_none() || rules.concerns(actor) {
        return Err(Error::Missing);
    }
    if stored.was_returned_by(actor.person) {
        return Err(refused(RoutingRefusal::OwnReturn));
    }
    let reason = Some(words);
    let step = match verdict {
        Verdict::Uphold => Step::Uphold { reason },
        Verdict::Reroute(to) => Step::Reroute { to, reason },
        Verdict::Adjudicate => Step::Adjudicate { record: reason },
        Verdict::Excuse => Step::Excuse { reason },
    };
    let act = step.act();
    let state = rules.advance(&step, Hand::Person(actor), app.clock.today())?;
    let to = match verdict {
        Verdict::Reroute(to) => Some(to),
        Verdict::Uphold | Verdict::Adjudicate | Verdict::Excuse => None,
    };
    let decision = Decision {
        act,
        person: actor.person,
        who: rules.decider(),
        at: app.now(),
        words: words.as_str().to_owned(),
        to,
        recorded,
    };
    store::routings::decide(tx, id, state, &decision).await?;
    if state.waits_for_unit() {
        let calendar = store::calendar::calendar(tx).await?;
        let between = (stored.returned_on(), app.clock.today());
        if let Some(from) = routing::counts_on_from(stored.since(), between, &calendar) {
            store::routings::count_on(tx, id, from, due_accept(from, &calendar)).await?;
        }
    }
    if let Some(to) = to {
        route_on(app, tx, actor, &stored, &rules, to).await?;
    }
    Ok(act)
}

async fn route_on(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    returned: &Stored,
    rules: &Routing,
    to: UnitId,
) -> Result<()> {
    let unit = store::units::one(tx, to).await?;
    if !unit.active {
        return Err(Error::Missing);
    }
    let calendar = store::calendar::calendar(tx).await?;
    let next = NewRouting {
        id: RoutingId::draw(app.chance),
        item: returned.item,
        unit: to,
        duty: Duty::Lead,
        batch: returned.batch,
        state: Routing::start(to, &rules.returned_by, actor)?,
        at: app.now(),
        due_accept: due_accept(app.clock.today(), &calendar),
    };
    batches::route(tx, &next).await?;
    store::routings::issue(tx, next.item, next.at).await?;
    Ok(tx.record(app.line(actor, "routings.route", next.id).with(format!("unit {to}"))).await?)
}

/// Takes on for the units what they left unanswered (视为接收), and gives how many that were.
///
/// Runs with the clock, and before anyone looks, so that no page depends on when it last ran.
pub async fn sweep(app: &App) -> Result<u64> {
    let today = app.clock.today();
    let mut tx = app.db.read("routings.sweep.look").await?;
    let lapsed = store::routings::lapsed(&mut tx, today).await?;
    drop(tx);
    let mut deemed = 0;
    for waiting in lapsed {
        let mut tx = app.db.begin("routings.sweep").await?;
        let (stored, rules) = held(&mut tx, waiting.id).await?;
        // Someone else may have swept or answered since the look.
        let Ok(state) = rules.advance(&Step::Lapse, Hand::Program, today) else {
            continue;
        };
        store::routings::answer(&mut tx, stored.id, state, app.now(), None).await?;
        let opened = ledger::open_from_routing(app, &mut tx, &stored).await?;
        let line = Entry::new(app.now(), By::Program, "routings.deem", stored.id);
        tx.commit(line.with(format!("ledger {opened}"))).await?;
        deemed += 1;
    }
    Ok(deemed)
}

/// How many routings wait for the person's answer, and the first day one is due.
pub(super) async fn to_answer(tx: &mut Tx, actor: &Actor) -> Result<ledger::Pile> {
    let mut pile = ledger::Pile::default();
    if let Some(unit) = actor.unit.filter(|_| actor.may(Act::Receive)) {
        (pile.count, pile.first) = store::routings::waiting_for(tx, unit).await?;
    }
    Ok(pile)
}

/// How many returned routings wait for the person's decision.
pub(super) async fn to_decide(tx: &mut Tx, actor: &Actor) -> Result<ledger::Pile> {
    let mut pile = ledger::Pile::default();
    if actor.may(Act::DecideReturns) {
        let roles = (Who::Office.is_held_by(actor), Who::GroupHead.is_held_by(actor));
        let many = u32::try_from(RETURNS_UNTIL_ADJUDICATION).unwrap_or(u32::MAX);
        pile.count = store::routings::count_to_decide(tx, actor.unit, roles, many).await?;
    }
    Ok(pile)
}
