//! 代录: the office records what a leader decided on paper, with its scan. The act is the leader's and
//! passes every rule as if they had pressed the button; who recorded it stands beside it.

use sha2::{Digest, Sha256};

use super::change::{Change, Seen};
use super::{extension, plan, refused};
use crate::domain::audit::hex;
use crate::domain::id::{EvidenceId, LedgerId, PersonId};
use crate::domain::ledger::{
    Act as Step, Deed, Event, EvidenceFile, LedgerItem, LedgerRefusal, RECORDED_FOR, Scan, Who,
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
}

fn asked(item: &LedgerItem, leader: &Actor) -> Option<Asked> {
    let plan = item.permit(Step::Approve, leader).ok().map(Asked::Plan);
    let asked = plan.or_else(|| item.may_decide_extension(leader).ok().map(Asked::Extension));
    asked.filter(|asked| RECORDED_FOR.contains(&asked.who()))
}

impl Asked {
    /// In what capacity.
    pub fn who(self) -> Who {
        match self {
            Self::Plan(who) | Self::Extension(who) => who,
        }
    }
}

/// The leaders whose decision can be recorded by this person now, and what is asked of them.
pub(super) async fn leaders(
    tx: &mut Tx,
    item: &LedgerItem,
    recorder: &Actor,
    waits: bool,
) -> Result<Vec<(PersonId, Asked)>> {
    let mut found = Vec::new();
    if !recorder.may(Act::Release) {
        return Ok(found);
    }
    for person in store::people::all(tx).await?.into_iter().filter(|person| person.active) {
        let leader = Actor::from(person);
        let asked = asked(item, &leader)
            .filter(|asked| waits || matches!(asked, Asked::Plan(_)))
            .filter(|asked| item.may_record_for(asked.who(), &leader, recorder).is_ok());
        found.extend(asked.map(|asked| (leader.person, asked)));
    }
    Ok(found)
}

/// The day what is decided on was handed in.
async fn handed_in(tx: &mut Tx, id: LedgerId, decision: &Decision) -> Result<Day> {
    let is_it = |event: &&Event| match decision {
        Decision::Plan { .. } => matches!(event.deed, Deed::Acted(Step::SubmitPlan | Step::Amend)),
        Decision::Extension { .. } => event.deed == Deed::AskedExtension,
    };
    let story = store::ledger::story(tx, id).await?;
    let asked = story.iter().rev().find(is_it).or(story.first());
    asked.map(|event| event.at.day()).ok_or(Error::Missing)
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
    let who = match recorded.decision {
        Decision::Plan { .. } => change.record.item.permit(Step::Approve, &leader),
        Decision::Extension { .. } => {
            let may = change.record.item.may_decide_extension(&leader);
            Ok(may.map_err(|refusal| Error::from(Refusal::from(refusal)))?)
        }
    };
    let who = who.map_err(refused)?;
    let handed_in = handed_in(&mut change.tx, id, &recorded.decision).await?;
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
    let change = change.recorded_for(&leader);
    match recorded.decision {
        Decision::Plan { agrees: true, words } => plan::agree(change, words.as_ref()).await,
        Decision::Plan { agrees: false, words } => {
            let words =
                words.ok_or(refused(LedgerRefusal::ReasonMissing { act: Step::SendBack }))?;
            plan::send_back(change, &words).await
        }
        Decision::Extension { grants, words } => extension::decide(change, grants, words).await,
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
