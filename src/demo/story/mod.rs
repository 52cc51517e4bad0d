//! The story, stage after stage. Each goes on where the one before stopped; everyone acts in their
//! own role, and days pass by the simulated clock alone.

mod collecting;
mod desk;
mod ledger;
mod opening;
mod planning;

use crate::domain::audit::By;
use crate::domain::campaigns::Pool;
use crate::domain::credentials::token::Token;
use crate::domain::id::CampaignId;
use crate::services::{App, Error, Result, simulation};

use super::Stage;
use super::notes::Notes;
use super::people::Cast;
use super::texts::Suggestion;

/// What the stages hand on.
struct Story<'a> {
    app: &'a App,
    cast: Cast,
    notes: Notes,
    campaign: CampaignId,
    pool: Pool,
    cards: Vec<Token>,
}

/// Tells the story up to a stage.
pub async fn tell(app: &App, stage: Stage, suggestions: &[Suggestion]) -> Result<Notes> {
    let ballots = suggestions.len().max(least_ballots(stage));
    let mut story = planning::launched(app, ballots + SPARE_CARDS).await?;
    collecting::answer(&mut story, ballots, suggestions).await?;
    if stage == Stage::Collecting {
        story.lay_out_cards();
        return Ok(story.notes);
    }
    opening::open(&story).await?;
    if stage >= Stage::Routed {
        desk::route(&story).await?;
    }
    if stage >= Stage::Ledger {
        ledger::rectify(&story).await?;
    }
    Ok(story.notes)
}

/// Simulated ballots, however few texts there are. Whoever plays on from the collecting hands in the
/// thirteenth and can follow each; once opened, they are enough for results by group.
fn least_ballots(stage: Stage) -> usize {
    if stage == Stage::Collecting { 12 } else { 60 }
}

/// Cards nobody has used. With them even the smallest story has the forty seats below which the
/// campaign page warns.
const SPARE_CARDS: usize = 28;
/// Unused cards shown to the player: one for a ballot of their own, some for friends.
const CARDS_SHOWN: usize = 4;

impl Story<'_> {
    /// A night passes.
    async fn next_day(&self) -> Result<()> {
        simulation::move_to_next_day(self.app, By::Program).await
    }

    /// Writes down the cards that are left.
    fn lay_out_cards(&mut self) {
        let Some(fingerprint) = self.pool.fingerprint else { return };
        let address =
            |token: &Token| format!("/s/{}{}", self.pool.code, *token.fragment(fingerprint));
        self.notes.cards = self.cards.iter().take(CARDS_SHOWN).map(address).collect();
    }
}

/// Something of the story itself went wrong.
fn broken(what: &'static str) -> Error {
    Error::Broken(what.into())
}
