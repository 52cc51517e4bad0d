//! What the pages of lists look like: functions of finished data.

pub mod check;
pub mod ended;
pub mod shown;
pub mod under_way;
pub mod upload;

use crate::domain::campaigns::{Audience, Campaign, Channel};
use crate::web::campaigns::words as campaigns;
use crate::web::page::{Page, View};
use crate::web::paths;

/// The way to a page of a campaign.
fn under(page: Page, view: View, campaign: &Campaign) -> Page {
    page.crumb(view.t(campaigns::CAMPAIGNS), paths::CAMPAIGNS)
        .crumb(campaign.name(view.lang), paths::campaign(campaign.id))
}

/// How many people a list reaches, in the word of its channel.
fn size(view: View, audience: &Audience) -> String {
    match audience.channel {
        Channel::Phone => campaigns::numbers(view.lang, audience.addresses),
        _ => campaigns::addresses(view.lang, audience.addresses),
    }
}
