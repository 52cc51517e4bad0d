//! How the mails of a campaign go, and pausing them.

use axum::extract::Query;
use axum::response::Response;
use maud::Markup;
use serde::Deserialize;

use super::{board_words, views, words};
use crate::domain::id::CampaignId;
use crate::domain::people::Act;
use crate::services::mailing::{self, Flow};
use crate::web::error::Result;
use crate::web::form::Key;
use crate::web::page::View;
use crate::web::parts::{self, Style};
use crate::web::session::Staff;
use crate::web::{paths, simulation};

/// Whether the reader wants the page to stay as it is.
#[derive(Deserialize)]
pub struct Wish {
    #[serde(default)]
    stay: String,
}

/// How they go.
pub async fn get(
    staff: Staff,
    Key(id): Key<CampaignId>,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    let mailing = mailing::look(&staff.app, &staff.actor, id).await?;
    let stays = !wish.stay.is_empty() || !mailing.moves();
    let page = views::board::page(staff.view, &staff.actor, (&mailing, stays), staff.app.now());
    // Whoever plays the office reads there what simulated people were sent.
    let can_be_read = staff.app.site.simulated && staff.actor.may(Act::RunCampaigns);
    let page = if can_be_read { page.actions(to_simulated(staff.view)) } else { page };
    Ok(staff.page(&page))
}

fn to_simulated(view: View) -> Markup {
    parts::link_button(view.t(simulation::MAILS), paths::SIMULATED_MAILS, Style::Plain)
}

/// Pauses them.
pub async fn post_pause(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    mailing::set_flow(&staff.app, &staff.actor, id, Flow::Paused).await?;
    Ok(staff.done(&paths::mailing(id), staff.view.t(words::PAUSED_NOW)))
}

/// Lets them go on.
pub async fn post_resume(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    mailing::set_flow(&staff.app, &staff.actor, id, Flow::Goes).await?;
    Ok(staff.done(&paths::mailing(id), staff.view.t(words::RESUMED_NOW)))
}

/// Has tried at once what was not taken.
pub async fn post_try(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    mailing::try_now(&staff.app, &staff.actor, id).await?;
    Ok(staff.done(&paths::mailing(id), staff.view.t(board_words::TRIED_NOW)))
}
