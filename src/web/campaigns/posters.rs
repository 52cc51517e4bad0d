//! A poster for each pool.

use axum::http::Uri;
use axum::response::Response;

use super::views;
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::text::word_enum;
use crate::services::campaigns;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;

word_enum! {
    /// The paper of a poster.
    pub enum Paper {
        /// 210 × 297 mm.
        A4 = "a4",
        /// 297 × 420 mm.
        A3 = "a3",
    }
}

/// The poster of a pool, to print.
pub async fn get(
    staff: Staff,
    Key((id, pool)): Key<(CampaignId, PoolId)>,
    uri: Uri,
) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let plan = overview.pool(pool)?;
    let asked = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let paper = Paper::from_code(asked.text("paper")).unwrap_or(Paper::A4);
    let campaign = &overview.campaign;
    Ok(staff.page(&views::posters::page(staff.view, campaign, plan, &staff.app.site, paper)))
}
