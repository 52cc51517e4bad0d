//! Progress notes, and files for each measure.

use axum::extract::Multipart;
use axum::response::Response;

use super::{again, all_refusals, note, revision, views, words};
use crate::domain::id::{EvidenceId, LedgerId, MeasureId};
use crate::domain::ledger::{EvidenceFile, MeasureLine};
use crate::domain::text::{Line, Paragraph};
use crate::services::ledger::{self, Dossier, Piece};
use crate::web::download::attachment;
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;
use crate::web::upload::Upload;

/// The form of a progress note.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::progress(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Writes a progress note.
pub async fn post(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let told: Option<Paragraph> = form.required("words", staff.lang());
    if let Some(told) = told {
        match ledger::report(&staff.app, &staff.actor, id, revision(&form), &told).await {
            Ok(()) => {
                return Ok(staff.done(&paths::ledger_item(id), staff.view.t(words::REPORTED)));
            }
            Err(error) => note(&staff, &mut form, &mut dossier, error, |_| "words").await?,
        }
    }
    Ok(again(&staff, &dossier, &views::progress(staff.view, &staff.actor, &dossier, &form)))
}

async fn read(
    staff: &Staff,
    id: LedgerId,
    measure: MeasureId,
) -> Result<(Dossier, usize, MeasureLine)> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let place = dossier.measures.iter().position(|known| known.id == measure);
    let place = place.ok_or_else(Error::missing)?;
    let line = dossier.measures[place].clone();
    Ok((dossier, place + 1, line))
}

/// The files of a measure, and the form for a further one.
pub async fn get_evidence(
    staff: Staff,
    Key((id, measure)): Key<(LedgerId, MeasureId)>,
) -> Result<Response> {
    let (dossier, number, line) = read(&staff, id, measure).await?;
    let form = staff.typed().keyed(EvidenceId::draw(staff.app.chance));
    Ok(staff.page(&views::evidence(staff.view, &staff.actor, &dossier, number, &line, &form)))
}

/// Takes a file for a measure. A further one follows on the same page.
pub async fn post_evidence(
    staff: Staff,
    Key((id, measure)): Key<(LedgerId, MeasureId)>,
    multipart: Multipart,
) -> Result<Response> {
    let lang = staff.lang();
    let (mut dossier, number, line) = read(&staff, id, measure).await?;
    let mut upload = Upload::read(multipart).await?;
    let mut form = upload.form.clone();
    let key = form.key(EvidenceId::draw(staff.app.chance));
    let remark: Option<Line> = form.optional("remark", lang);
    match upload.evidence("file", EvidenceFile::parse).await {
        Err(refusal) => form.fail("file", all_refusals::sentence(lang, &refusal.into())),
        Ok(_) if !form.is_clean() => {}
        Ok(file) => {
            let piece = Piece { id: key, file: &file, remark: remark.as_ref() };
            let outcome = ledger::file_evidence(&staff.app, &staff.actor, id, measure, piece).await;
            match outcome {
                Ok(()) => {
                    return Ok(
                        staff.done(&paths::evidence(id, measure), staff.view.t(words::FILED))
                    );
                }
                Err(error) => note(&staff, &mut form, &mut dossier, error, |_| "file").await?,
            }
        }
    }
    Ok(again(
        &staff,
        &dossier,
        &views::evidence(staff.view, &staff.actor, &dossier, number, &line, &form),
    ))
}

/// Takes a file away again.
pub async fn post_take_away(
    staff: Staff,
    Key((id, file)): Key<(LedgerId, EvidenceId)>,
) -> Result<Response> {
    ledger::take_away(&staff.app, &staff.actor, id, file).await?;
    Ok(staff.done(&paths::ledger_item(id), staff.view.t(words::TAKEN_AWAY)))
}

/// A file, to keep.
pub async fn get_file(
    staff: Staff,
    Key((id, file)): Key<(LedgerId, EvidenceId)>,
) -> Result<Response> {
    let file = ledger::file(&staff.app, &staff.actor, id, file).await?;
    Ok(attachment(file.name.as_str(), file.media.code(), file.bytes))
}
