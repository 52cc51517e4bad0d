//! The closing day passes; the office begins the opening, a holder types the passphrase.

use std::time::Duration;

use crate::domain::campaigns::Standing;
use crate::services::openings::{self, Outcome};
use crate::services::{Result, campaigns};

use super::super::people::{OFFICE, SUPERVISOR};
use super::{Story, broken};

/// Seconds after which a run is given up.
const PATIENCE: u32 = 300;

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
        Outcome::UnderWay => end_of_run(story).await,
    }
}

/// Waits for a run that goes on behind the page.
async fn end_of_run(story: &Story<'_>) -> Result<()> {
    for _ in 0..PATIENCE {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let seen = openings::look(story.app, story.cast.of(OFFICE), story.campaign).await?;
        if !seen.is_running {
            let is_open = seen.pools.iter().all(|it| it.pool.ballots.is_some());
            return if is_open { Ok(()) } else { Err(broken("the opening broke off")) };
        }
    }
    Err(broken("so few ballots take so long"))
}
