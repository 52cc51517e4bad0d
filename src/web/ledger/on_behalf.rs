//! 呈批件 and 代录: the paper a leader signs, and recording what was signed.

use axum::extract::Multipart;
use axum::http::Uri;
use axum::response::Response;

use super::repeated::already;
use super::subjects::Subject;
use super::{again, all_refusals, note, on_behalf_words as own, revision, views};
use crate::domain::id::{EvidenceId, LedgerId, PersonId};
use crate::domain::ledger::{Act, Deed, Event, EvidenceFile, EvidenceRefusal, LedgerRefusal};
use crate::domain::refusal::Refusal;
use crate::domain::text::Paragraph;
use crate::services::ledger::{self, Asked, Decision, Recorded};
use crate::web::download::attachment;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;
use crate::web::upload::Upload;

/// The paper.
pub async fn get_slip(staff: Staff, Key(id): Key<LedgerId>, uri: Uri) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let asked = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let subject = Subject::from_code(asked.text("on"));
    Ok(staff.page(&views::slip(staff.view, &dossier, subject, staff.app.clock.today())))
}

/// The form.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::on_behalf(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Records what a leader signed.
pub async fn post(staff: Staff, Key(id): Key<LedgerId>, multipart: Multipart) -> Result<Response> {
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let mut upload = Upload::read(multipart).await?;
    let scan = upload.evidence("scan", EvidenceFile::parse_scan).await;
    let mut form = upload.form;
    if let Some(told) =
        already(&staff, &dossier, &form, form.text("words"), |event| is_recorded(event, &form))
    {
        return Ok(told);
    }
    if let Some(recorded) = parse(&staff, &mut form, scan, &dossier.recordable) {
        match ledger::record_for(&staff.app, &staff.actor, id, recorded).await {
            Ok(()) => return Ok(staff.done(&paths::ledger_item(id), staff.view.t(own::RECORDED))),
            Err(error) => note(&staff, &mut form, &mut dossier, error, field_of).await?,
        }
    }
    let page = views::on_behalf(staff.view, &staff.actor, &dossier, &form);
    Ok(again(&staff, &dossier, &page))
}

fn parse(
    staff: &Staff,
    form: &mut Form,
    scan: std::result::Result<EvidenceFile, EvidenceRefusal>,
    recordable: &[(PersonId, Asked)],
) -> Option<Recorded> {
    let lang = staff.lang();
    let chosen = form.chosen("leader", lang, |raw| {
        recordable.iter().find(|(leader, asked)| code(*leader, *asked) == raw).copied()
    });
    let agrees = form.chosen("verdict", lang, |raw| match raw {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    let words: Option<Paragraph> = match agrees {
        Some(false) => form.required("words", lang),
        _ => form.optional("words", lang),
    };
    let signed_on = form.day("signed_on", lang);
    let scan = scan.map_err(|refusal| {
        form.fail("scan", all_refusals::sentence(lang, &refusal.into()));
    });
    let ((leader, asked), agrees) = (chosen?, agrees?);
    let (signed_on, scan) = (signed_on?, scan.ok()?);
    let decision = match asked {
        Asked::Plan(_) => Decision::Plan { agrees, words },
        Asked::Extension(_) => Decision::Extension { grants: agrees, words },
        Asked::Instruction(_, on) => Decision::Instruction { on, agrees, words },
    };
    let revision = revision(form);
    form.is_clean().then_some(Recorded { revision, leader, signed_on, decision, scan })
}

/// Whether this moment is what the form recorded: the same leader, the same matter, the same verdict and
/// the same day.
fn is_recorded(event: &Event, form: &Form) -> bool {
    let Some((leader, on)) = form.text("leader").split_once(' ') else { return false };
    let (on, agrees) = (Subject::from_code(on), form.text("verdict") == "yes");
    let deed = match (on, agrees) {
        (Some(Subject::Plan), true) => Deed::Acted(Act::Approve),
        (Some(Subject::Plan), false) => Deed::Acted(Act::SendBack),
        (Some(Subject::Extension), true) => Deed::GrantedExtension,
        (Some(Subject::Extension), false) => Deed::RefusedExtension,
        (Some(Subject::Closing), false) => Deed::Acted(Act::Rework),
        (Some(on), agrees) => match on.instruction() {
            Some(on) => Deed::Instructed { on, agrees },
            None => return false,
        },
        (None, _) => return false,
    };
    let signed = event.recorded.map(|recording| recording.signed_on.to_string());
    event.deed == deed
        && event.person.is_some_and(|person| person.to_string() == leader)
        && signed.as_deref() == Some(form.text("signed_on"))
}

/// A leader and what they are asked, as the form sends them.
pub fn code(leader: PersonId, asked: Asked) -> String {
    let on = match asked {
        Asked::Plan(_) => Subject::Plan,
        Asked::Extension(_) => Subject::Extension,
        Asked::Instruction(_, on) => Subject::of(on),
    };
    format!("{leader} {on}")
}

fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Ledger(
            LedgerRefusal::SignedInTheFuture | LedgerRefusal::SignedTooEarly { .. },
        ) => "signed_on",
        _ => "leader",
    }
}

/// A scan, to keep.
pub async fn get_scan(
    staff: Staff,
    Key((id, scan)): Key<(LedgerId, EvidenceId)>,
) -> Result<Response> {
    let file = ledger::scan(&staff.app, &staff.actor, id, scan).await?;
    Ok(attachment(file.name.as_str(), file.media.code(), file.bytes))
}
