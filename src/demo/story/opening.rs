//! The closing day passes; the office begins the opening, a holder types the passphrase.

use crate::domain::campaigns::Standing;
use crate::services::openings::{self, Outcome};
use crate::services::{Result, campaigns};

use super::super::people::{OFFICE, SUPERVISOR};
use super::{Story, broken};

/// Opens the campaign on the morning after its last day.
pub(super) async fn open(story: &Story<'_>) -> Result<()> {
    let (app, office) = (story.app, story.cast.of(OFFICE));
    let plan = campaigns::overview(app, office, story.campaign).await?;
    let window = plan.campaign.window().ok_or_else(|| broken("a campaign without its days"))?;
    while window.at(app.now()) != Standing::Over {
        story.next_day().await?;
    }
    openings::begin(app, office, story.campaign).await?;
    let (holder, typed) = (story.cast.of(SUPERVISOR), &story.notes.passphrase);
    match openings::open(app, holder, story.campaign, typed).await? {
        Outcome::Finished => Ok(()),
        Outcome::UnderWay => Err(broken("so few ballots take so long")),
    }
}
