//! `wenlian demo`: fills an empty directory with a simulated campaign and serves it. Stands above
//! the services, beside the pages: whatever happens here is done by the same services real people
//! use, by people who hold the roles it takes, on simulated days that move forward only.

mod answers;
mod distilled;
mod evidence;
mod notes;
mod people;
mod rectified;
mod story;
mod texts;

use std::path::PathBuf;

use crate::app::{self, Opened, StartError, say};
use crate::config::Config;
use crate::domain::time::Clock;
use crate::services::{Error, simulation};

use self::notes::Notes;
use self::texts::Suggestion;

/// How far the simulated campaign has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Stage {
    /// Twelve ballots are in, the campaign is open, your own can be the thirteenth.
    #[default]
    Collecting,
    /// The answers are opened, the texts wait for the desk.
    Opened,
    /// Suggestions were distilled and routed to units.
    Routed,
    /// The units work on ledger items; some are closed.
    Ledger,
}

/// What the person at the terminal wants to see.
#[derive(clap::Args, Clone, Debug)]
pub struct Wish {
    /// How far the simulated campaign has come.
    #[arg(long, value_enum, default_value_t)]
    stage: Stage,
    /// Real free text as suggestions: a file with one JSON object a line, each with a field `text`.
    #[arg(long, value_name = "FILE.jsonl")]
    texts: Option<PathBuf>,
}

/// Fills an empty directory; one that was filled before is left as it is. Prints what a person
/// needs to go on; `link` is the address of a sign-in link.
pub async fn prepare(
    config: &Config,
    opened: Opened,
    wish: &Wish,
    link: fn(&str) -> String,
) -> Result<Opened, StartError> {
    if opened.app.site.simulated {
        let notes = Notes::find(&opened.app).await?.ok_or_else(unfinished)?;
        say(
            "\n这个目录早已是模拟目录，按原样提供服务。\nThis directory has been filled before and is served as it is.",
        );
        say(&notes::print(&opened.app, &notes, link).await?);
        return Ok(opened);
    }
    app::stays_here(config)?;
    let suggestions = suggestions(wish)?;
    let opened = stamped(config, opened).await?;
    say("\n正在填入模拟数据，请稍候……\nFilling in simulated data…");
    let notes = story::tell(&opened.app, wish.stage, &suggestions).await?;
    notes.keep(&opened.app).await?;
    say(&notes::print(&opened.app, &notes, link).await?);
    Ok(opened)
}

fn suggestions(wish: &Wish) -> Result<Vec<Suggestion>, StartError> {
    let Some(path) = &wish.texts else {
        let mut invented = texts::invented();
        if wish.stage == Stage::Collecting {
            invented.truncate(texts::FIRST);
        }
        return Ok(invented);
    };
    if wish.stage > Stage::Opened {
        return Err(StartError::Setting(
            "what people really wrote is distilled by people, not by the demo.\nUse --texts with --stage collecting or --stage opened.".to_owned(),
        ));
    }
    let read = texts::read(path).map_err(|refusal| StartError::Setting(refusal.to_string()))?;
    let (taken, skipped) = (read.suggestions.len(), read.skipped);
    say(&format!(
        "\n{}: {taken} 条采用，{skipped} 条略过 · {taken} taken, {skipped} skipped",
        path.display()
    ));
    Ok(read.suggestions)
}

/// Stamps an empty directory and opens it again, now on its own clock.
async fn stamped(config: &Config, opened: Opened) -> Result<Opened, StartError> {
    simulation::stamp(&opened.app.db, opened.app.now()).await.map_err(|error| match error {
        Error::Stale => StartError::Setting(
            "there are people in this directory: it is a real one and never becomes a simulated one.\nGive demo an empty --data (and --keys).".to_owned(),
        ),
        other => other.into(),
    })?;
    opened.app.db.close().await;
    drop(opened);
    app::open(config, Clock::System).await
}

fn unfinished() -> StartError {
    StartError::Setting(
        "an earlier demo broke off while it filled this directory.\nRemove its --data and --keys, or give it others.".to_owned(),
    )
}
