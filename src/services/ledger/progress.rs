//! While measures are carried out: notes on how far they are, and files for each measure.

use sha2::{Digest, Sha256};

use super::change::{Change, Seen, With};
use super::refused;
use crate::domain::audit::hex;
use crate::domain::id::{EvidenceId, LedgerId, MeasureId};
use crate::domain::ledger::{
    Act as Step, Deed, EvidenceFile, EvidenceNote, EvidenceRefusal, MOST_FILES,
};
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, Paragraph};
use crate::services::{App, Error, Result, require};
use crate::store;

/// Writes a progress note on the item as it was seen.
pub async fn report(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    revision: i64,
    words: &Paragraph,
) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    let seen = Seen::Revision(revision);
    let change = Change::begin(app, actor, "ledger.report", id, seen).await?;
    change.take(Step::Report, With { words: Some(words), ..With::default() }).await
}

/// A file that is to show a measure.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The id the form came with: the same form once more is the same piece.
    pub id: EvidenceId,
    /// The file.
    pub file: &'a EvidenceFile,
    /// What it shows.
    pub remark: Option<&'a Line>,
}

/// Puts a file to a measure; the story names each of them. A file shows a measure once: sent again
/// by the same form it is where it was put, by another form it is refused.
pub async fn file_evidence(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    measure: MeasureId,
    piece: Piece<'_>,
) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    let mut change = Change::begin(app, actor, "ledger.file", id, Seen::Whatever).await?;
    // Whatever the item came to since: the first answer was that it is filed, and so it is.
    if same_file(&mut change, measure, piece.file).await?.is_some_and(|same| same.id == piece.id) {
        return Ok(());
    }
    let who = change.record.item.permit(Step::Report, actor).map_err(refused)?;
    let words = keep_file(&mut change, measure, piece).await?;
    change.tell(who, Deed::Filed, &words).await?;
    let line = app.line(actor, "ledger.file", id).with(format!("measure {measure}"));
    Ok(change.tx.commit(line).await?)
}

/// What a measure has in this cycle of the very same content.
async fn same_file(
    change: &mut Change<'_>,
    measure: MeasureId,
    file: &EvidenceFile,
) -> Result<Option<EvidenceNote>> {
    let item = &change.record.item;
    let sha256 = hex(&Sha256::digest(&file.bytes));
    let filed = store::ledger::notes(&mut change.tx, item.id, item.cycle).await?;
    let is_same = |(of, note): &(MeasureId, EvidenceNote)| *of == measure && note.sha256 == sha256;
    Ok(filed.into_iter().find(is_same).map(|(_, note)| note))
}

/// Puts a file to a measure of this plan; the words the story tells of it.
pub(super) async fn keep_file(
    change: &mut Change<'_>,
    measure: MeasureId,
    piece: Piece<'_>,
) -> Result<String> {
    let Piece { id, file, remark } = piece;
    if let Some(EvidenceNote { name, at, .. }) = same_file(change, measure, file).await? {
        return Err(Refusal::FiledAlready { name, at }.into());
    }
    let (app, item) = (change.app, &change.record.item);
    let number = item.plan.measures.iter().position(|known| known.id == measure);
    let number = number.ok_or(Error::Missing)? + 1;
    let filed = store::ledger::notes(&mut change.tx, item.id, item.cycle).await?;
    if filed.iter().filter(|(of, _)| *of == measure).count() >= MOST_FILES {
        return Err(Refusal::from(EvidenceRefusal::TooMany).into());
    }
    let mut note = EvidenceNote {
        id,
        at: app.now(),
        name: file.name.as_str().to_owned(),
        media: file.media,
        size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        sha256: hex(&Sha256::digest(&file.bytes)),
        remark: remark.map(|remark| remark.as_str().to_owned()),
    };
    let place = (measure, item.cycle);
    if !store::ledger::put(&mut change.tx, place, &note, &file.bytes).await? {
        // Gone back to the form after it was sent, and another file chosen: a piece of its own.
        note.id = EvidenceId::draw(app.chance);
        store::ledger::put(&mut change.tx, place, &note, &file.bytes).await?;
    }
    Ok(format!("{number}. {}（SHA-256 {}）", note.name, note.sha256))
}

/// Takes a file of this cycle away again; the story keeps its name and its hash.
pub async fn take_away(app: &App, actor: &Actor, id: LedgerId, file: EvidenceId) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    let mut change = Change::begin(app, actor, "ledger.take_away", id, Seen::Whatever).await?;
    let item = &change.record.item;
    let who = item.permit(Step::Report, actor).map_err(refused)?;
    let filed = store::ledger::notes(&mut change.tx, id, item.cycle).await?;
    // What a dropped measure had stays: it shows what was done before the plan was changed.
    let is_planned = |measure| item.plan.measures.iter().any(|known| known.id == measure);
    let mut filed = filed.into_iter().filter(|(measure, _)| is_planned(*measure));
    let note = filed.find(|(_, note)| note.id == file).ok_or(Error::Missing)?.1;
    store::ledger::take_away(&mut change.tx, file).await?;
    let words = format!("{}（SHA-256 {}）", note.name, note.sha256);
    change.tell(who, Deed::TookAway, &words).await?;
    Ok(change.tx.commit(app.line(actor, "ledger.take_away", id)).await?)
}

/// A file of an item the person may see.
pub async fn file(
    app: &App,
    actor: &Actor,
    id: LedgerId,
    evidence: EvidenceId,
) -> Result<EvidenceFile> {
    require(actor, Act::ReadLedger)?;
    let mut tx = app.db.read("ledger.file").await?;
    if !store::ledger::one(&mut tx, id).await?.item.is_seen_by(actor) {
        return Err(Error::Missing);
    }
    Ok(store::ledger::file(&mut tx, id, evidence).await?)
}
