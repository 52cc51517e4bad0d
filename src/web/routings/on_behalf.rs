//! 呈批件 of a return, and recording what the head of the leading group decided on it.

use axum::extract::Multipart;
use axum::response::Response;

use super::returns::verdict;
use super::{on_behalf_views as views, returns_views, words};
use crate::domain::id::RoutingId;
use crate::domain::ledger::{EvidenceFile, EvidenceRefusal, LedgerRefusal};
use crate::domain::refusal::Refusal;
use crate::domain::text::Paragraph;
use crate::services::routings::{self, Paper, Recorded};
use crate::services::{self};
use crate::web::download::attachment;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::{paths, refusals};

/// The paper.
pub async fn get_slip(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let paper = routings::paper(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::slip(staff.view, &paper, staff.app.clock.today())))
}

/// The form.
pub async fn get(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let paper = routings::paper(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::form(staff.view, &paper, &staff.typed())))
}

/// Records what was decided.
pub async fn post(staff: Staff, Key(id): Key<RoutingId>, multipart: Multipart) -> Result<Response> {
    let paper = routings::paper(&staff.app, &staff.actor, id).await?;
    let mut upload = Upload::read(multipart).await?;
    let scan = upload.evidence("scan", EvidenceFile::parse_scan).await;
    let mut form = upload.form;
    if let Some(recorded) = parse(&staff, &mut form, scan, &paper) {
        match routings::record_for(&staff.app, &staff.actor, id, &recorded).await {
            Ok(()) => return Ok(staff.done(&paths::returned(id), staff.view.t(words::DECIDED))),
            Err(services::Error::Refused(refusal)) => {
                let field = match refusal {
                    Refusal::Ledger(
                        LedgerRefusal::SignedInTheFuture | LedgerRefusal::SignedTooEarly { .. },
                    ) => "signed_on",
                    _ => "verdict",
                };
                form.fail(field, refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    // Someone may have decided since the form was opened.
    let paper = routings::paper(&staff.app, &staff.actor, id).await?;
    if paper.hearing.routed.decided.is_some() {
        return Ok(staff.conflict(&returns_views::overtaken(
            staff.view,
            &staff.actor,
            &paper.hearing,
            &form,
        )));
    }
    Ok(staff.mend(&views::form(staff.view, &paper, &form)))
}

fn parse(
    staff: &Staff,
    form: &mut Form,
    scan: std::result::Result<EvidenceFile, EvidenceRefusal>,
    paper: &Paper,
) -> Option<Recorded> {
    let lang = staff.lang();
    let leader = form.chosen("leader", lang, |raw| {
        paper.leaders.iter().find(|leader| leader.id.to_string() == raw).map(|leader| leader.id)
    });
    let verdict = verdict(form, lang, &paper.hearing);
    let said: Option<Paragraph> = form.required("words", lang);
    let signed_on = form.day("signed_on", lang);
    let scan = scan.map_err(|refusal| {
        form.fail("scan", refusals::sentence(lang, &refusal.into()));
    });
    let (leader, verdict, words) = (leader?, verdict?, said?);
    let (signed_on, scan) = (signed_on?, scan.ok()?);
    form.is_clean().then_some(Recorded { leader, signed_on, verdict, words, scan })
}

/// The scan, to keep.
pub async fn get_scan(staff: Staff, Key(id): Key<RoutingId>) -> Result<Response> {
    let file = routings::scan(&staff.app, &staff.actor, id).await?;
    Ok(attachment(file.name.as_str(), file.media.code(), file.bytes))
}
