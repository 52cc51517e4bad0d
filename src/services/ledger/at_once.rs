//! 立查立改: what could be put right at once has its plan, its completion and its proof in one
//! submission, and is verified by someone else like everything.

use super::change::{Change, Looked, Seen, With};
use super::plan::{PlanForm, fill_in};
use super::progress::{Piece, keep_file};
use super::refused;
use crate::domain::id::{EvidenceId, LedgerId};
use crate::domain::ledger::{Act as Step, EvidenceFile};
use crate::domain::people::{Act, Actor};
use crate::domain::text::{Line, Paragraph};
use crate::services::{App, Result, require};

/// What was found, done and shown.
pub struct AtOnceForm<'a> {
    /// What the person looked at.
    pub looked: Looked,
    /// The plan, of one measure and those kept of a draft; its due date is set here.
    pub plan: PlanForm,
    /// 完成情况
    pub completion: &'a Paragraph,
    /// What shows it.
    pub file: &'a EvidenceFile,
    /// What the file shows.
    pub remark: Option<&'a Line>,
}

/// Records that a point was put right at once. Should the verifier send it back, the day by which
/// its plan was to be handed in becomes its due date.
pub async fn fix_at_once(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    form: AtOnceForm<'_>,
) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    let seen = Seen::Revision(form.looked.revision);
    let mut change = Change::begin(app, actor, "ledger.fix_at_once", id, seen).await?;
    change.record.item.permit(Step::FixAtOnce, actor).map_err(refused)?;
    change.tell_overwriting(form.looked).await?;
    let due = change.record.due_plan.max(app.clock.today());
    fill_in(&mut change, &PlanForm { due: Some(due), ..form.plan }).await?;
    for measure in change.record.item.plan.measures.clone() {
        let id = EvidenceId::draw(app.chance);
        let piece = Piece { id, file: form.file, remark: form.remark };
        keep_file(&mut change, measure.id, piece).await?;
    }
    for measure in &mut change.record.item.plan.measures {
        measure.evidence += 1;
    }
    change.record.item.completion = Some(form.completion.clone());
    change.take(Step::FixAtOnce, With { words: Some(form.completion), ..With::default() }).await
}
