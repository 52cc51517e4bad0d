//! Pages of supervision: marks on an item, and the look on the spot.

use axum::response::Response;

use super::repeated::already;
use super::{again, note, revision, views, watch_words as own};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Act, Deed, Event, LedgerRefusal};
use crate::domain::refusal::Refusal;
use crate::domain::text::Paragraph;
use crate::services::ledger::{self, Marks};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// The marks, as they are stored.
pub async fn get_mark(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        if dossier.record.item.watch.starred {
            form.push("starred", "yes");
        }
        for code in &dossier.record.means {
            form.push("means", code);
        }
    }
    Ok(staff.page(&views::mark(staff.view, &staff.actor, &dossier, &form)))
}

/// Sets the marks.
pub async fn post_mark(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let means = form.all("means").map(str::to_owned).collect();
    let marks = Marks { starred: form.has("starred"), means };
    if marks == Marks::of(&dossier.record) {
        form.fail("starred", own::NOTHING_MARKED.to(staff.lang()));
        return Ok(staff.mend(&views::mark(staff.view, &staff.actor, &dossier, &form)));
    }
    match ledger::mark(&staff.app, &staff.actor, id, revision(&form), marks).await {
        Ok(()) => return Ok(staff.done(&paths::ledger_item(id), staff.view.t(own::MARKED))),
        Err(error) => note(&staff, &mut form, &mut dossier, error, |_| "starred").await?,
    }
    let page = views::mark(staff.view, &staff.actor, &dossier, &form);
    Ok(again(&staff, &dossier, &page))
}

/// The form of a look on the spot.
pub async fn get_visit(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::visit(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Records what was seen.
pub async fn post_visit(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let is_step = |event: &Event| event.deed == Deed::Acted(Act::Visit);
    if let Some(told) = already(&staff, &dossier, &form, form.text("words"), is_step) {
        return Ok(told);
    }
    let seen: Option<Paragraph> = form.required("words", staff.lang());
    if let Some(seen) = seen {
        match ledger::visit(&staff.app, &staff.actor, id, revision(&form), &seen).await {
            Ok(()) => return Ok(staff.done(&paths::ledger_item(id), staff.view.t(own::VISITED))),
            Err(error) => note(&staff, &mut form, &mut dossier, error, |_| "words").await?,
        }
    }
    let page = views::visit(staff.view, &staff.actor, &dossier, &form);
    Ok(again(&staff, &dossier, &page))
}

/// The form of another look at a long-term item.
pub async fn get_look_again(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::look_again(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Records it, with the day of the next one.
pub async fn post_look_again(
    staff: Staff,
    Key(id): Key<LedgerId>,
    mut form: Form,
) -> Result<Response> {
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let seen: Option<Paragraph> = form.required("words", staff.lang());
    let next = form.day("review_on", staff.lang());
    if let (Some(seen), Some(next)) = (seen, next) {
        let (app, actor, revision) = (&staff.app, &staff.actor, revision(&form));
        match ledger::look_again(app, actor, id, revision, (&seen, next)).await {
            Ok(()) => return Ok(staff.done(&paths::ledger_item(id), staff.view.t(own::LOOKED))),
            Err(error) => {
                note(&staff, &mut form, &mut dossier, error, |refusal| match refusal {
                    Refusal::Ledger(LedgerRefusal::ReviewDate { .. }) => "review_on",
                    _ => "words",
                })
                .await?;
            }
        }
    }
    let page = views::look_again(staff.view, &staff.actor, &dossier, &form);
    Ok(again(&staff, &dossier, &page))
}
