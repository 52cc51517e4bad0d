//! Those who want nothing more of a campaign.

use axum::response::Response;

use super::{views, words};
use crate::domain::id::CampaignId;
use crate::domain::lists::reading::read_any;
use crate::services::{campaigns, invitations};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// The form for an address that wants no more mail.
pub async fn get_opt_out(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let form = staff.typed();
    Ok(staff.page(&views::forms::opt_out(staff.view, &overview.campaign, &form)))
}

/// Notes that nothing more is sent to an address.
pub async fn post_opt_out(
    staff: Staff,
    Key(id): Key<CampaignId>,
    mut form: Form,
) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let lang = staff.lang();
    let Some(address) = read_any(form.text("address")) else {
        form.fail("address", words::OPT_OUT_WRONG.to(lang));
        return Ok(staff.mend(&views::forms::opt_out(staff.view, &overview.campaign, &form)));
    };
    invitations::opt_out(&staff.app, &staff.actor, id, &address).await?;
    Ok(staff.done(&paths::campaign(id), staff.view.t(words::OPTED_OUT)))
}
