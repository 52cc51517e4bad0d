//! 抽查: a lot says which of the items that wait for verification the supervision group looks at on the
//! spot, beside those it looks at anyway.

use super::Names;
use super::change::{Change, Seen};
use crate::domain::audit::hex;
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Deed, Draw, LedgerState, Record};
use crate::domain::people::{Act, Actor};
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

/// What the page of draws shows.
pub struct Draws {
    /// All draws, the newest first.
    pub draws: Vec<Draw>,
    /// The items they speak of, with their names.
    pub items: Vec<Record>,
    /// How many items the next draw would be made from.
    pub frame: usize,
    /// Names around them.
    pub names: Names,
}

/// Items that wait for verification, are not looked at on the spot anyway, and are no concern of
/// this person's unit.
async fn frame(tx: &mut Tx, actor: &Actor) -> Result<Vec<Record>> {
    let waits = |state| matches!(state, LedgerState::Submitted | LedgerState::Verifying);
    let mut records = store::ledger::all(tx).await?;
    records.retain(|record| {
        let item = &record.item;
        waits(item.state) && !item.needs_visit() && !item.concerns(actor)
    });
    Ok(records)
}

/// The draws so far.
pub async fn draws(app: &App, actor: &Actor) -> Result<Draws> {
    require(actor, Act::Verify)?;
    let mut tx = app.db.read("ledger.draws").await?;
    let frame = frame(&mut tx, actor).await?.len();
    let mut items = store::ledger::all(&mut tx).await?;
    items.retain(|record| !record.item.concerns(actor));
    let draws = store::ledger::draws(&mut tx).await?;
    Ok(Draws { draws, items, frame, names: Names::read(&mut tx).await? })
}

/// Draws some items; how many were drawn.
pub async fn draw(app: &App, actor: &Actor, count: usize) -> Result<usize> {
    require(actor, Act::Verify)?;
    let mut tx = app.db.begin("ledger.draw").await?;
    let frame: Vec<LedgerId> =
        frame(&mut tx, actor).await?.iter().map(|record| record.item.id).collect();
    // Somebody was faster with the last of them, or there never was one: that is no draw.
    if frame.len() < count {
        return Err(Error::Stale);
    }
    let seed = hex(&app.chance.bytes::<32>());
    let draw = Draw { seed, at: app.now(), person: actor.person, frame, count };
    store::ledger::keep_draw(&mut tx, &draw).await?;
    let drawn = draw.items();
    let told = format!("{} of {}", drawn.len(), draw.frame.len());
    tx.commit(app.line(actor, "ledger.draw", &draw.seed).with(told)).await?;
    for id in &drawn {
        let mut change = Change::begin(app, actor, "ledger.drawn", *id, Seen::Whatever).await?;
        // Whoever closed it in this moment was faster than the lot.
        if let Ok(who) = change.record.item.may_watch(actor) {
            change.record.item.watch.drawn = true;
            change.tell(who, Deed::Drawn, &draw.seed).await?;
            change.keep("ledger.drawn").await?;
        }
    }
    Ok(drawn.len())
}
