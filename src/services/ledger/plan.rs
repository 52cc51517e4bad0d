//! The plan of an item: drafted by the unit, handed in by its head, reviewed by the chain of its
//! level (逐级审核把关), and changed later only by a new review.

use super::change::{Change, Looked, Seen, With};
use super::refused;
use crate::domain::id::{LedgerId, MeasureId, PersonId, UnitId};
use crate::domain::ledger::{
    Act as Step, Due, Gap, LedgerRefusal, LedgerState, Level, Measure, Plan, Source, TipQuestion,
    Who,
};
use crate::domain::people::{Act, Actor, Person, Role};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::text::{Line, NonBlank, Paragraph};
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

/// A plan as the unit fills it in; a draft may lack anything but the name.
#[derive(Clone, Debug)]
pub struct PlanForm {
    /// 风险点名称
    pub name: Line,
    /// 主要内容及表现形式; what the public raised stays as it was routed.
    pub content: Option<Paragraph>,
    /// 风险等级
    pub level: Option<Level>,
    /// 成因
    pub cause: Option<Paragraph>,
    /// What gaps in the rules let it arise.
    pub gaps: Vec<Gap>,
    /// 监控方式, by its code.
    pub monitoring: Option<String>,
    /// 责任人
    pub person_responsible: Option<PersonId>,
    /// 责任领导（分管领导）
    pub leader_in_charge: Option<PersonId>,
    /// 计划完成时限; not asked again once it is fixed.
    pub due: Option<Day>,
    /// 整改措施
    pub measures: Vec<MeasureForm>,
}

/// One line of the measures.
#[derive(Clone, Debug)]
pub struct MeasureForm {
    /// Which one it was; none for a new line.
    pub id: Option<MeasureId>,
    /// Its words.
    pub text: NonBlank<500>,
}

/// Who can be named in a plan of a unit.
pub struct Reviewers {
    /// For 责任人: active people of the unit.
    pub people: Vec<Person>,
    /// For 责任领导: active leaders in charge of the unit.
    pub leaders: Vec<Person>,
}

/// Who can be named in a plan of this unit.
pub async fn choices(app: &App, actor: &Actor, unit: UnitId) -> Result<Reviewers> {
    require(actor, Act::WorkLedger)?;
    let mut tx = app.db.read("ledger.choices").await?;
    choices_of(&mut tx, unit).await
}

async fn choices_of(tx: &mut Tx, unit: UnitId) -> Result<Reviewers> {
    let active: Vec<Person> =
        store::people::all(tx).await?.into_iter().filter(|person| person.active).collect();
    let leads = |person: &Person| {
        // Whoever belongs to the unit could not sign.
        person.roles.has(Role::LeaderInCharge)
            && person.in_charge_of.contains(&unit)
            && !Actor::from(person.clone()).belongs_to(unit)
    };
    let works = |person: &Person| {
        person.unit == Some(unit)
            && (person.roles.has(Role::UnitHead) || person.roles.has(Role::UnitMember))
    };
    Ok(Reviewers {
        people: active.iter().filter(|person| works(person)).cloned().collect(),
        leaders: active.into_iter().filter(leads).collect(),
    })
}

/// Keeps a draft of the plan.
pub async fn save(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    looked: Looked,
    form: &PlanForm,
) -> Result<()> {
    let mut change = begin(app, actor, "ledger.save_plan", id, looked).await?;
    let state = change.record.item.state;
    if state != LedgerState::Open {
        // An approved plan changes by a review only, never by a draft.
        return Err(change.record.item.not_now(Step::SubmitPlan).into());
    }
    change.tell_overwriting(looked).await?;
    fill_in(&mut change, form).await?;
    change.keep("ledger.save_plan").await
}

/// Hands the plan in for review; a plan that was approved before is reviewed anew.
pub async fn submit(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    looked: Looked,
    form: &PlanForm,
) -> Result<()> {
    let mut change = begin(app, actor, "ledger.submit_plan", id, looked).await?;
    let act = match change.record.item.state {
        LedgerState::InProgress => Step::Amend,
        _ => Step::SubmitPlan,
    };
    change.record.item.permit(act, actor).map_err(refused)?;
    change.tell_overwriting(looked).await?;
    // Gaps and ways of watching are no part of the frozen plan: while it is carried out, what stands
    // in the record was agreed to with it.
    let beside = (change.record.gaps.clone(), change.record.monitoring.clone());
    fill_in(&mut change, form).await?;
    let is_beside = beside == (change.record.gaps.clone(), change.record.monitoring.clone());
    if act == Step::Amend && is_beside && change.stands_as_approved().await? {
        return Err(refused(LedgerRefusal::NothingChanged));
    }
    change.take(act, With::default()).await
}

async fn begin<'a>(
    app: &'a App,
    actor: &'a Actor,
    name: &'static str,
    id: LedgerId,
    looked: Looked,
) -> Result<Change<'a>> {
    require(actor, Act::WorkLedger)?;
    let seen = Seen::Revision(looked.revision);
    let change = Change::begin(app, actor, name, id, seen).await?;
    if actor.belongs_to(change.record.item.unit) { Ok(change) } else { Err(Error::Missing) }
}

/// Writes what the form holds into the item and its measures.
pub(super) async fn fill_in(change: &mut Change<'_>, form: &PlanForm) -> Result<()> {
    let (tx, record) = (&mut change.tx, &mut change.record);
    record.may_be_of(form.level).map_err(refused)?;
    let offered = choices_of(tx, record.item.unit).await?;
    let among = |people: &[Person], id: &PersonId| people.iter().any(|person| person.id == *id);
    let person_responsible = form.person_responsible.filter(|id| among(&offered.people, id));
    let leader_in_charge = form.leader_in_charge.filter(|id| among(&offered.leaders, id));
    record.name = form.name.to_string();
    if let Some(content) = form.content.as_ref().filter(|_| record.item.source != Source::Survey) {
        record.content = content.to_string();
    }
    record.gaps.clone_from(&form.gaps);
    let ways = store::vocabularies::of(tx, WordSet::Monitoring).await?;
    let known = |code: &String| ways.iter().any(|word| word.active && word.code.as_str() == code);
    record.monitoring = form.monitoring.clone().filter(known);
    record.item.plan = Plan {
        level: form.level,
        cause: form.cause.clone(),
        person_responsible,
        leader_in_charge,
        due: record.item.due.map(Due::current).or(form.due),
        measures: write_measures(change.app, tx, record.item.id, &form.measures).await?,
    };
    Ok(())
}

/// Writes the lines in their order; how far a kept one is shown by evidence is read anew.
async fn write_measures(
    app: &App,
    tx: &mut Tx,
    item: LedgerId,
    lines: &[MeasureForm],
) -> Result<Vec<Measure>> {
    store::ledger::retire_all(tx, item).await?;
    for (position, line) in (1..).zip(lines) {
        let text = line.text.as_str();
        let kept = match line.id {
            Some(id) => store::ledger::rewrite_measure(tx, item, id, position, text).await?,
            None => false,
        };
        if !kept {
            let id = MeasureId::draw(app.chance);
            store::ledger::add_measure(tx, item, id, position, text).await?;
        }
    }
    Ok(store::ledger::one(tx, item).await?.item.plan.measures)
}

/// What a reviewer says to a plan.
#[derive(Clone, Copy, Debug)]
pub enum Review<'a> {
    /// Agrees.
    Approve {
        /// An opinion, if there is one to give.
        words: Option<&'a Paragraph>,
        /// What the head of the supervision group says of a point of level 4: it is no tip.
        tip_question: TipQuestion,
    },
    /// Sends it back.
    SendBack {
        /// Why.
        words: &'a Paragraph,
    },
}

/// Reviews a plan as it was seen.
pub async fn review(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    review: Review<'_>,
) -> Result<()> {
    require(actor, Act::ApprovePlans)?;
    let seen = Seen::Revision(revision);
    let mut change = Change::begin(app, actor, "ledger.review", id, seen).await?;
    match review {
        Review::Approve { words, tip_question } => {
            let item = &mut change.record.item;
            let who = item.permit(Step::Approve, actor).map_err(refused)?;
            if who == Who::SupervisionHead && tip_question == TipQuestion::NoTip {
                item.tip_question = TipQuestion::NoTip;
            }
            agree(change, words).await
        }
        Review::SendBack { words } => send_back(change, words).await,
    }
}

/// Agrees to the plan.
pub(super) async fn agree(change: Change<'_>, words: Option<&Paragraph>) -> Result<()> {
    change.take(Step::Approve, With { words, ..With::default() }).await
}

/// Sends the plan back.
pub(super) async fn send_back(change: Change<'_>, words: &Paragraph) -> Result<()> {
    change.take(Step::SendBack, With { words: Some(words), ..With::default() }).await
}
