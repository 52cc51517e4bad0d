//! The list of items, narrowed by the address, and the page of one.

use axum::http::Uri;
use axum::response::Response;

use super::views;
use crate::domain::id::LedgerId;
use crate::services::ledger;
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;

/// The items in the person's scope.
pub async fn get_list(staff: Staff, uri: Uri) -> Result<Response> {
    let filter = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let ledger = ledger::list(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::list(staff.view, &staff.actor, &ledger, &filter)))
}

/// The same list as a workbook.
pub async fn get_xlsx(staff: Staff, uri: Uri) -> Result<Response> {
    let filter = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let ledger = ledger::list(&staff.app, &staff.actor).await?;
    workbook(&[views::sheet(staff.view, &staff.actor, &ledger, &filter)])
}

/// One item.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::item(staff.view, &staff.actor, &dossier)))
}
