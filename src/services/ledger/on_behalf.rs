//! 代录: the office records what a leader decided on paper, with its scan. The act is the leader's and
//! passes every rule as if they had pressed the button; who recorded it stands beside it.

use sha2::{Digest, Sha256};

use super::change::{Change, Seen};
use super::{extension, plan, refused, signing};
use crate::domain::audit::hex;
use crate::domain::id::{EvidenceId, LedgerId, PersonId};
use crate::domain::ledger::{
    Act as Step, Deed, Event, EvidenceFile, Instruction, LedgerItem, LedgerRefusal, RECORDED_FOR,
    Scan, Signature, Who,
};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

/// What a leader decided.
#[derive(Clone, Debug)]
pub enum Decision {
    /// On the plan under review.
    Plan {
        /// 同意, or 退回修改.
        agrees: bool,
        /// What they wrote.
        words: Option<Paragraph>,
    },
    /// On the extension that waits.
    Extension {
        /// 同意, or 不同意.
        grants: bool,
        /// What they wrote.
        words: Option<Paragraph>,
    },
    /// On an act that others sign in person. Agreed, nothing but their word is kept; declined, a
    /// first signature falls, and a request for closing goes back to the unit.
    Instruction {
        /// On which.
        on: Instruction,
        /// 同意, or 不同意.
        agrees: bool,
        /// What they wrote.
        words: Option<Paragraph>,
    },
}

/// A decision on paper.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The revision the recorder saw.
    pub revision: i64,
    /// Who signed.
    pub leader: PersonId,
    /// The day written on the paper.
    pub signed_on: Day,
    /// What they decided.
    pub decision: Decision,
    /// The scan.
    pub scan: EvidenceFile,
}

/// In what capacity a leader could decide something about an item now, and on what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The plan waits for their agreement.
    Plan(Who),
    /// An extension waits for their answer.
    Extension(Who),
    /// An act that others sign waits for their word.
    Instruction(Who, Instruction),
}

impl Asked {
    /// In what capacity.
    pub fn who(self) -> Who {
        match self {
            Self::Plan(who) | Self::Extension(who) | Self::Instruction(who, _) => who,
        }
    }
}

/// What waits on an item that a paper can ask leaders about.
pub(super) struct Papers<'a> {
    pub(super) item: &'a LedgerItem,
    /// Whether an extension waits for its answer.
    pub(super) extension: bool,
    pub(super) signature: Option<&'a Signature>,
    pub(super) story: &'a [Event],
}

impl Papers<'_> {
    /// Everything this leader could decide now.
    fn asked(&self, leader: &Actor) -> Vec<Asked> {
        let plan = self.item.permit(Step::Approve, leader).ok().map(Asked::Plan);
        let extension = self.item.may_decide_extension(leader).ok().filter(|_| self.extension);
        let instructions = Instruction::ALL.iter().filter(|on| self.waits(**on, leader));
        let instructions = instructions.filter_map(|on| {
            let who = self.item.may_instruct(*on, leader).ok()?;
            Some(Asked::Instruction(who, *on))
        });
        let asked = plan.into_iter().chain(extension.map(Asked::Extension)).chain(instructions);
        asked.filter(|asked| RECORDED_FOR.contains(&asked.who())).collect()
    }

    /// Whether an act waits for this leader's word: two sign 转长期 and 作废, and the paper tells what the
    /// first of them wrote.
    fn waits(&self, on: Instruction, leader: &Actor) -> bool {
        let Some(since) = self.since(on) else { return false };
        let said = self.story[since..].iter().any(|event| {
            event.person == Some(leader.person)
                && matches!(event.deed, Deed::Instructed { on: of, .. } if of == on)
        });
        !said
    }

    /// The place in the story from which on it waits.
    fn since(&self, on: Instruction) -> Option<usize> {
        let signed = self.signature.is_some_and(|signature| signature.act == on.act());
        on.handed_in(self.story).filter(|_| on == Instruction::Close || signed)
    }

    /// The day what is decided on was handed in.
    fn handed_in(&self, decision: &Decision) -> Option<Day> {
        let last = |is_it: &dyn Fn(Deed) -> bool| {
            self.story.iter().rev().find(|event| is_it(event.deed)).or(self.story.first())
        };
        let event = match decision {
            Decision::Plan { .. } => {
                last(&|deed| matches!(deed, Deed::Acted(Step::SubmitPlan | Step::Amend)))
            }
            Decision::Extension { .. } => last(&|deed| deed == Deed::AskedExtension),
            Decision::Instruction { on, .. } => self.since(*on).and_then(|at| self.story.get(at)),
        };
        event.map(|event| event.at.day())
    }
}

/// The leaders whose decision can be recorded by this person now, and what is asked of them.
pub(super) async fn leaders(
    tx: &mut Tx,
    papers: &Papers<'_>,
    recorder: &Actor,
) -> Result<Vec<(PersonId, Asked)>> {
    let mut found = Vec::new();
    if !recorder.may(Act::Release) {
        return Ok(found);
    }
    for person in store::people::all(tx).await?.into_iter().filter(|person| person.active) {
        let leader = Actor::from(person);
        let asked = papers.asked(&leader).into_iter();
        let may =
            |asked: &Asked| papers.item.may_record_for(asked.who(), &leader, recorder).is_ok();
        found.extend(asked.filter(may).map(|asked| (leader.person, asked)));
    }
    Ok(found)
}

/// Records a leader's decision.
pub async fn record_for(app: &App, actor: &Actor, id: LedgerId, recorded: Recorded) -> Result<()> {
    require(actor, Act::Release)?;
    if recorded.signed_on > app.clock.today() {
        return Err(refused(LedgerRefusal::SignedInTheFuture));
    }
    let seen = Seen::Revision(recorded.revision);
    let mut change = Change::begin(app, actor, "ledger.record_for", id, seen).await?;
    let leader = store::people::one(&mut change.tx, recorded.leader).await?;
    let leader = Some(leader).filter(|person| person.active).map(Actor::from);
    let leader = leader.ok_or(Error::Missing)?;
    let item = &change.record.item;
    let who = match recorded.decision {
        Decision::Plan { .. } => item.permit(Step::Approve, &leader).map_err(refused)?,
        Decision::Extension { .. } => {
            let may = item.may_decide_extension(&leader);
            may.map_err(|refusal| Error::from(Refusal::from(refusal)))?
        }
        Decision::Instruction { on, .. } => item.may_instruct(on, &leader).map_err(refused)?,
    };
    let waiting = signing::waiting(&mut change.tx, id).await?;
    let story = store::ledger::story(&mut change.tx, id).await?;
    let papers = Papers {
        item,
        extension: true,
        signature: waiting.as_ref().map(|(it, _)| it),
        story: &story,
    };
    if let Decision::Instruction { on, .. } = recorded.decision
        && !papers.waits(on, &leader)
    {
        return Err(Error::Stale);
    }
    let handed_in = papers.handed_in(&recorded.decision).ok_or(Error::Missing)?;
    if recorded.signed_on < handed_in {
        return Err(refused(LedgerRefusal::SignedTooEarly { handed_in }));
    }
    change.record.item.may_record_for(who, &leader, actor).map_err(refused)?;
    let scan = Scan {
        id: EvidenceId::draw(app.chance),
        leader: leader.person,
        recorded_by: actor.person,
        signed_on: recorded.signed_on,
        name: recorded.scan.name.as_str().to_owned(),
        sha256: hex(&Sha256::digest(&recorded.scan.bytes)),
    };
    store::ledger::keep_scan(&mut change.tx, id, app.now(), &scan, &recorded.scan).await?;
    let mut change = change.recorded_for(&leader, recorded.signed_on);
    match recorded.decision {
        Decision::Plan { agrees: true, words } => plan::agree(change, words.as_ref()).await,
        Decision::Plan { agrees: false, words } => {
            let words =
                words.ok_or(refused(LedgerRefusal::ReasonMissing { act: Step::SendBack }))?;
            plan::send_back(change, &words).await
        }
        Decision::Extension { grants, words } => extension::decide(change, grants, words).await,
        Decision::Instruction { on: Instruction::Close, agrees: false, words } => {
            let words = words.ok_or(refused(LedgerRefusal::ReasonMissing { act: Step::Rework }))?;
            change.decline_closing(&words).await
        }
        Decision::Instruction { on, agrees, words } => {
            let words = words.as_ref().map_or("", Paragraph::as_str);
            change.tell(who, Deed::Instructed { on, agrees }, words).await?;
            if agrees {
                change.note("ledger.instruct").await
            } else {
                change.keep("ledger.instruct").await
            }
        }
    }
}

/// A scan of an item the person may see.
pub async fn scan(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    scan: EvidenceId,
) -> Result<EvidenceFile> {
    require(actor, Act::ReadLedger)?;
    let mut tx = app.db.read("ledger.scan").await?;
    if !store::ledger::one(&mut tx, id).await?.item.is_seen_by(actor) {
        return Err(Error::Missing);
    }
    Ok(store::ledger::scan(&mut tx, id, scan).await?)
}
