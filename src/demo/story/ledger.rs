//! The units answer, plan and carry out; the office and the leader approve, someone outside the
//! unit closes. One round after the other, a day or two apart, each item as far as its fate goes.

use crate::domain::id::{EvidenceId, LedgerId};
use crate::domain::ledger::{EvidenceFile, Level, TipQuestion};
use crate::domain::people::Actor;
use crate::domain::routing::ReturnReason;
use crate::domain::text::{Line, NonBlank, Paragraph};
use crate::services::ledger::{self, ClosingForm, MeasureForm, Piece, PlanForm, Review, Verdict};
use crate::services::routings::{self, ReturnForm, Routed};
use crate::services::{App, Result, Stretch, people};

use super::super::evidence;
use super::super::people::{LEADER, OFFICE, SUPERVISOR};
use super::super::rectified::{
    COMPLETION, CONCLUSION, EXCUSE_WORDS, EXCUSED, Fate, OUTCOME, Outline, PROGRESS,
    PROPOSED_OWNER, RECTIFIED, RETURN_WORDS, Rectification, SUPPORTED,
};
use super::{Story, broken};

/// An item of the ledger and what is to become of it.
struct Case<'a> {
    id: LedgerId,
    fate: Fate,
    head: &'a Actor,
    member: &'a Actor,
    plan: Option<Outline>,
}

/// Lets the units work for some days.
pub(super) async fn rectify(story: &Story<'_>) -> Result<()> {
    let app = story.app;
    story.next_day().await?;
    let mut cases = answer(story).await?;
    cases.push(support(story).await?);
    story.next_day().await?;
    for case in cases.iter().filter(|case| case.fate >= Fate::Planned) {
        plan(story, case).await?;
    }
    story.next_day().await?;
    for case in cases.iter().filter(|case| case.fate >= Fate::UnderWay) {
        approve(story, case).await?;
        show(app, case).await?;
    }
    story.next_day().await?;
    for case in cases.iter().filter(|case| case.fate >= Fate::Asked) {
        ask(app, case).await?;
    }
    story.next_day().await?;
    for case in cases.iter().filter(|case| case.fate == Fate::Closed) {
        close(story, case).await?;
    }
    // One due date passes, so that something is late.
    for _ in 0..DAYS_UNTIL_LATE {
        story.next_day().await?;
    }
    Ok(())
}

const DAYS_UNTIL_LATE: u32 = 3;

/// The heads answer what was routed to them.
async fn answer<'a>(story: &'a Story<'_>) -> Result<Vec<Case<'a>>> {
    let mut cases = Vec::new();
    let units = people::units(story.app).await?;
    let proposed = units.iter().find(|unit| unit.code == PROPOSED_OWNER).map(|unit| unit.id);
    for Rectification { item, head, member, fate, plan } in RECTIFIED {
        let (head, member) = (story.cast.of(head), story.cast.of(member));
        let id = inbox(story, head, item).await?.stored.id;
        match fate {
            Fate::Unanswered => {}
            Fate::Returned => {
                let form = ReturnForm {
                    reason: ReturnReason::Overlapping,
                    words: paragraph(RETURN_WORDS),
                    proposed,
                    file: None,
                };
                routings::give_back(story.app, head, id, &form).await?;
            }
            _ => {
                let id = routings::accept(story.app, head, id).await?;
                cases.push(Case { id, fate: *fate, head, member, plan: *plan });
            }
        }
    }
    Ok(cases)
}

/// Two more units are to support a point; one takes its part on, the other is excused.
async fn support<'a>(story: &'a Story<'_>) -> Result<Case<'a>> {
    let (app, office) = (story.app, story.cast.of(OFFICE));
    let Rectification { item, head, member, fate, plan } = SUPPORTED;
    let (head, member) = (story.cast.of(head), story.cast.of(member));
    let excused = story.cast.of(EXCUSED);
    let lead = RECTIFIED.iter().find(|one| one.item == item && one.head != SUPPORTED.head);
    let lead = story.cast.of(lead.ok_or_else(|| broken("a part without its lead"))?.head);
    let point = inbox(story, lead, item).await?.stored.item;
    let units = [head.unit, excused.unit].into_iter().flatten().collect::<Vec<_>>();
    routings::name_co_units(app, office, point, &units).await?;
    let part = inbox(story, excused, item).await?.stored.id;
    let part = routings::accept(app, excused, part).await?;
    let seen = ledger::one(app, office, part).await?.record.revision;
    ledger::excuse(app, office, part, seen, &paragraph(EXCUSE_WORDS)).await?;
    let part = inbox(story, head, item).await?.stored.id;
    Ok(Case { id: routings::accept(app, head, part).await?, fate, head, member, plan })
}

/// What was routed to the unit of a head and begins with these words.
async fn inbox(story: &Story<'_>, head: &Actor, item: &str) -> Result<Routed> {
    let routed = routings::inbox(story.app, head, Stretch::ALL).await?.routed;
    let found = routed.into_iter().find(|routed| routed.stored.text.starts_with(item));
    found.ok_or_else(|| broken("an item was not routed"))
}

async fn plan(story: &Story<'_>, case: &Case<'_>) -> Result<()> {
    let outline = case.plan.ok_or_else(|| broken("an item without its plan"))?;
    let dossier = ledger::one(story.app, case.head, case.id).await?;
    let measure = |text: &&str| MeasureForm { id: None, text: short(text) };
    let form = PlanForm {
        name: Line::parse(&dossier.record.name).map_err(|_| broken("an item without a name"))?,
        content: None,
        level: Some(outline.level),
        cause: Some(paragraph(outline.cause)),
        gaps: Vec::new(),
        monitoring: None,
        person_responsible: Some(case.member.person),
        leader_in_charge: Some(story.cast.of(LEADER).person),
        due: Some(story.app.clock.today().plus_days(outline.days)),
        measures: outline.measures.iter().map(measure).collect(),
    };
    ledger::submit(story.app, case.head, case.id, dossier.record.revision.into(), &form).await?;
    // A plan that stays under review has its first approval, and waits for the next.
    if case.fate == Fate::Planned { agree(story, case, OFFICE).await } else { Ok(()) }
}

async fn approve(story: &Story<'_>, case: &Case<'_>) -> Result<()> {
    agree(story, case, OFFICE).await?;
    if case.plan.is_some_and(|plan| plan.level >= Level::Second) {
        agree(story, case, LEADER).await?;
    }
    Ok(())
}

async fn agree(story: &Story<'_>, case: &Case<'_>, login: &str) -> Result<()> {
    let reviewer = story.cast.of(login);
    let revision = revision(story.app, reviewer, case).await?;
    let review = Review::Approve { words: None, tip_question: TipQuestion::Unanswered };
    ledger::review(story.app, reviewer, case.id, revision, review).await
}

/// The member reports and shows what was done: one measure, or all of what asks for closing.
async fn show(app: &App, case: &Case<'_>) -> Result<()> {
    let revision = revision(app, case.member, case).await?;
    ledger::report(app, case.member, case.id, revision, &paragraph(PROGRESS)).await?;
    let dossier = ledger::one(app, case.member, case.id).await?;
    let done = if case.fate >= Fate::Asked { dossier.measures.len() } else { 1 };
    let file = EvidenceFile::parse("模拟佐证材料.pdf", &evidence::page())?;
    for measure in dossier.measures.iter().take(done) {
        let piece = Piece { id: EvidenceId::draw(app.chance), file: &file, remark: None };
        ledger::file_evidence(app, case.member, case.id, measure.id, piece).await?;
    }
    Ok(())
}

async fn ask(app: &App, case: &Case<'_>) -> Result<()> {
    let completion = paragraph(COMPLETION);
    let revision = revision(app, case.head, case).await?;
    let form = ClosingForm { looked: revision.into(), completion: Some(&completion) };
    ledger::ask_closing(app, case.head, case.id, form).await
}

async fn close(story: &Story<'_>, case: &Case<'_>) -> Result<()> {
    let (app, verifier) = (story.app, story.cast.of(SUPERVISOR));
    let office = story.cast.of(OFFICE);
    let asked = revision(app, office, case).await?;
    ledger::take_up(app, office, case.id, asked).await?;
    let (conclusion, outcome) = (paragraph(CONCLUSION), short(OUTCOME));
    // The line names nobody: there is nothing to look at.
    let verdict = Verdict::Close { conclusion: &conclusion, outcome: &outcome, looked_at: None };
    let revision = revision(app, verifier, case).await?;
    ledger::verify(app, verifier, case.id, revision, verdict).await
}

async fn revision(app: &App, reader: &Actor, case: &Case<'_>) -> Result<i64> {
    Ok(ledger::one(app, reader, case.id).await?.record.revision)
}

fn paragraph(text: &str) -> Paragraph {
    short(text)
}

fn short<const N: usize, const ONE_LINE: bool>(text: &str) -> NonBlank<N, ONE_LINE> {
    NonBlank::parse(text).expect("a sentence of the story")
}
