//! What the pages of campaigns look like: functions of finished data.

pub mod audiences;
pub mod break_downs;
pub mod cancelling;
pub mod cards;
pub mod extension;
pub mod forms;
pub mod group_link;
pub mod later;
pub mod launch;
pub mod list;
pub mod messages;
pub mod overview;
pub mod passphrase;
pub mod posters;
pub mod returned_cards;
pub mod rooms;
pub mod screen;
mod second_person;
mod turns;

use super::words;
use crate::domain::campaigns::Campaign;
use crate::web::page::{Page, View};
use crate::web::paths;

/// The way to a page of a campaign.
fn under(page: Page, view: View, campaign: &Campaign) -> Page {
    page.crumb(view.t(words::CAMPAIGNS), paths::CAMPAIGNS)
        .crumb(campaign.name(view.lang), paths::campaign(campaign.id))
}
