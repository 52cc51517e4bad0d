//! The list of items, narrowed by the address, and the page of one.

use axum::http::Uri;
use axum::response::Response;

use super::{views, words};
use crate::domain::id::LedgerId;
use crate::domain::ledger::{LedgerState, Turn};
use crate::services::Stretch;
use crate::services::ledger::{self, Narrowed, Stands};
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::parts::Leaf;
use crate::web::session::Staff;

/// What an address asks for of items whose verdict is late.
pub const UNJUDGED: &str = "unjudged";

/// What an address asks for of items that are due this week.
pub const THIS_WEEK: &str = "week";

/// What an address asks for of items that are due later.
pub const AFTER_THIS_WEEK: &str = "later";

/// The items in the person's scope.
pub async fn get_list(staff: Staff, uri: Uri) -> Result<Response> {
    let filter = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let leaf = Leaf::of(&filter);
    let ledger = ledger::list(&staff.app, &staff.actor, &narrowed(&filter), leaf.part()).await?;
    Ok(staff.page(&views::list(staff.view, &staff.actor, &ledger, (&filter, leaf))))
}

/// What an address asks for; words it does not know are not asked.
fn narrowed(filter: &Form) -> Narrowed {
    Narrowed {
        turn: Turn::from_code(filter.text("turn")),
        state: LedgerState::from_code(filter.text("state")),
        stands: match filter.text("standing") {
            "late" => Some(Stands::Late),
            "soon" => Some(Stands::Soon),
            THIS_WEEK => Some(Stands::ThisWeek),
            AFTER_THIS_WEEK => Some(Stands::AfterThisWeek),
            UNJUDGED => Some(Stands::Unjudged),
            _ => None,
        },
        unit: filter.text("unit").parse().ok(),
        campaign: filter.text("campaign").parse().ok(),
    }
}

/// The same list as a workbook, whole.
pub async fn get_xlsx(staff: Staff, uri: Uri) -> Result<Response> {
    let filter = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let narrowed = narrowed(&filter);
    let ledger = ledger::list(&staff.app, &staff.actor, &narrowed, Stretch::ALL).await?;
    workbook(&[views::sheet(staff.view, &ledger, staff.dated(words::LEDGER))])
}

/// One item.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::item(staff.view, &staff.actor, &dossier)))
}
