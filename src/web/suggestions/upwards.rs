//! What concerns the office's own level: printed, sealed in an envelope and gone. The one page on
//! which a raw text is meant for paper, since no key of this house may open it.

use axum::response::Response;

use super::filter::Kept;
use super::texts::go_on;
use super::{views, words};
use crate::domain::id::{PoolId, TextId};
use crate::domain::suggestions::TextAct;
use crate::services::suggestions::desk::{self, TextPage};
use crate::services::{self, tips};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;

type Place = Key<(PoolId, TextId)>;

/// The letter.
pub async fn get(staff: Staff, Key((pool, id)): Place, Kept(filter): Kept) -> Result<Response> {
    let text = leaving(&staff, pool, id).await?;
    Ok(staff.page(&views::upwards::page(staff.view, &text, &filter, &staff.typed())))
}

/// A text that this person may let go.
async fn leaving(staff: &Staff, pool: PoolId, id: TextId) -> Result<TextPage> {
    let text = desk::text(&staff.app, &staff.actor, pool, id).await?;
    if text.acts.contains(&TextAct::HandOver) {
        Ok(text)
    } else {
        Err(services::Error::Stale.into())
    }
}

/// Lets the text go, once its letter is sealed.
pub async fn post(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
    mut form: Form,
) -> Result<Response> {
    if form.text("sealed") != "yes" {
        form.fail("sealed", words::SEALED_NEEDED.to(staff.lang()));
        let text = leaving(&staff, pool, id).await?;
        return Ok(staff.mend(&views::upwards::page(staff.view, &text, &filter, &form)));
    }
    tips::send_up(&staff.app, &staff.actor, pool, super::texts::as_read(id, &form)).await?;
    go_on(&staff, &filter, (pool, id), words::SENT_UP_DONE).await
}
