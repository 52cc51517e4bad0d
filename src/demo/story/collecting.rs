//! Simulated respondents answer on two days by the plain path, each with a card of their own.

use std::sync::Arc;

use crate::domain::credentials::plain::PageSecret;
use crate::domain::credentials::token::Token;
use crate::services::responses::{self, Outcome, Plain, Survey};
use crate::services::{App, Result};

use super::super::answers::fill_in;
use super::super::texts::Suggestion;
use super::{Story, broken};

/// Answers come in: half on the first day, the others on the second, which is now.
pub(super) async fn answer(
    story: &mut Story<'_>,
    ballots: usize,
    suggestions: &[Suggestion],
) -> Result<()> {
    story.next_day().await?;
    let survey = responses::survey(story.app, story.pool.code).await?;
    for place in 0..ballots {
        if place == ballots / 2 {
            story.next_day().await?;
        }
        let card = story.cards.pop().ok_or_else(|| broken("fewer cards than ballots"))?;
        hand_in(story.app, &survey, &card, (place, suggestions.get(place))).await?;
    }
    Ok(())
}

async fn hand_in(
    app: &App,
    survey: &Arc<Survey>,
    card: &Token,
    (place, suggestion): (usize, Option<&Suggestion>),
) -> Result<()> {
    let frozen = survey.frozen().ok_or_else(|| broken("the pool does not collect"))?;
    let pairs = fill_in(&frozen.document, place, suggestion, app.chance);
    let number = PageSecret::draw(app.chance).written();
    let page = Plain { number: &number, code: &card.compact(), pairs: &pairs };
    match responses::hand_in(app, survey, page).await? {
        Outcome::Taken(_) => Ok(()),
        _ => Err(broken("a simulated ballot was not taken")),
    }
}
