//! What the pages of mailing look like: functions of finished data.

pub mod board;
pub mod letters;
pub mod plan;
pub mod refused;

use super::words;
use crate::domain::campaigns::Campaign;
use crate::web::page::{Page, View};
use crate::web::paths;

/// The way to a page of a campaign's mails.
fn under(page: Page, view: View, campaign: &Campaign) -> Page {
    page.crumb(campaign.name(view.lang), paths::campaign(campaign.id))
        .crumb(view.t(words::TITLE), paths::mailing(campaign.id))
}
