//! What cannot leave the house.

use std::collections::BTreeMap;

use super::words;
use crate::domain::campaigns::mailing::Way;
use crate::domain::lang::Lang;
use crate::domain::people::Act;
use crate::services::mailing::{self, HeldUp};
use crate::services::short_messages;
use crate::services::short_messages::files::{self, Unfetched};
use crate::web::error::Result;
use crate::web::parts::{Tile, Tone};
use crate::web::paths;
use crate::web::session::Staff;

/// What cannot leave, for whoever sends and whoever keeps the machine.
pub async fn held_up(staff: &Staff) -> Result<Vec<Tile>> {
    let (view, actor, app) = (staff.view, &staff.actor, &staff.app);
    if !actor.may(Act::SetUp) {
        return Ok(Vec::new());
    }
    let tile = |held: &HeldUp| {
        let (label, plan) = match held.way {
            Way::Mail => (words::MAIL_HELD_UP, paths::MAIL_PLAN),
            Way::Message => (words::MESSAGES_HELD_UP, paths::MESSAGE_PLAN),
        };
        let reads = actor.may(Act::ReadCampaigns);
        Tile {
            label: view.t(label).to_owned(),
            count: held.waiting,
            note: None,
            tone: Tone::Late,
            href: Some(if reads { paths::mailing(held.campaign) } else { plan.to_owned() }),
        }
    };
    let mut tiles: Vec<Tile> = mailing::held_up(app, actor).await?.iter().map(tile).collect();
    if actor.may(Act::RunCampaigns) {
        let wordless = short_messages::wordless(app, actor).await?;
        tiles.extend(wordless.first().map(|(campaign, audience)| Tile {
            label: view.t(words::NO_MESSAGE_WORDS).to_owned(),
            count: u64::try_from(wordless.len()).unwrap_or(u64::MAX),
            note: None,
            tone: Tone::Late,
            href: Some(paths::messages(*campaign, *audience)),
        }));
        tiles.extend(unfetched(staff).await?);
        let paused = mailing::paused(app, actor).await?;
        tiles.extend(paused.first().map(|campaign| Tile {
            label: view.t(words::SENDING_PAUSED).to_owned(),
            count: u64::try_from(paused.len()).unwrap_or(u64::MAX),
            note: Some(view.t(words::SENDING_PAUSED_NOTE).to_owned()),
            tone: Tone::Soon,
            href: Some(paths::mailing(*campaign)),
        }));
    }
    Ok(tiles)
}

/// Text messages whose day has come and whose file nobody has fetched, and how many people wait for
/// them: without a gateway they reach nobody, and whoever is on another list may have theirs.
async fn unfetched(staff: &Staff) -> Result<Option<Tile>> {
    let (view, app) = (staff.view, &staff.app);
    let waiting = files::unfetched(app, &staff.actor).await?;
    let today = app.clock.today();
    let is_late = |it: &Unfetched| it.day.is_some_and(|day| day < today);
    // An audience that waits for two files is the same people.
    let lists: BTreeMap<_, u32> = waiting.iter().map(|it| (it.audience, it.numbers)).collect();
    let left: u64 = lists.into_values().map(u64::from).sum();
    let said = [
        Some(words::numbers_left(view.lang, left)),
        waiting.iter().find_map(|it| it.day).map(|day| words::messages_since(view.lang, day)),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    Ok(waiting.first().map(|first| Tile {
        label: view.t(words::MESSAGES_TO_FETCH).to_owned(),
        count: u64::try_from(waiting.len()).unwrap_or(u64::MAX),
        note: Some(said.join(if view.lang == Lang::En { "; " } else { "；" })),
        tone: if waiting.iter().any(is_late) { Tone::Late } else { Tone::Soon },
        href: Some(paths::messages(first.campaign, first.audience)),
    }))
}
