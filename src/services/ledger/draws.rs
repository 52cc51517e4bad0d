//! 抽查: a lot says which of the items that wait for verification the supervision group looks at on the
//! spot, beside those it looks at anyway.

use std::collections::BTreeSet;

use super::Names;
use super::change::Change;
use crate::domain::audit::hex;
use crate::domain::id::LedgerId;
use crate::domain::ledger::{Deed, Draw, Scope};
use crate::domain::people::{Act, Actor};
use crate::services::{App, Error, Result, Stretch, require};
use crate::store;
use crate::store::ledger::lists;

/// What the page of draws shows.
pub struct Draws {
    /// A part of the draws, the newest first.
    pub draws: Vec<Draw>,
    /// How many there are in all.
    pub total: u64,
    /// What the items they speak of are called, for whoever may know.
    pub items: Vec<(LedgerId, String)>,
    /// How many items the next draw would be made from.
    pub frame: usize,
    /// Names around them.
    pub names: Names,
}

/// A part of the draws so far. Of what their own unit has something of nobody draws.
pub async fn draws(app: &App, actor: &Actor, part: Stretch) -> Result<Draws> {
    require(actor, Act::Verify)?;
    let mut tx = app.db.read("ledger.draws").await?;
    let frame = store::ledger::count_drawable(&mut tx, actor.unit).await?;
    let total = store::ledger::count_draws(&mut tx).await?;
    let draws = store::ledger::draws(&mut tx, part.within(total)).await?;
    let ids = draws.iter().flat_map(Draw::items).map(|id| id.to_string());
    let ids: Vec<String> = ids.collect::<BTreeSet<_>>().into_iter().collect();
    let scope = Scope::to(Act::Verify, actor);
    let items = lists::names(&mut tx, &ids, scope.own()).await?.into_iter();
    let seen = items.filter(|(_, unit, _)| scope.covers(*unit));
    let items = seen.filter_map(|(id, _, name)| Some((id.parse().ok()?, name))).collect();
    Ok(Draws { draws, total, items, frame, names: Names::read(&mut tx).await? })
}

/// Draws some items, after as many draws as the person saw; how many were drawn. The draw, its marks
/// and their lines are one act: whoever presses twice draws once.
pub async fn draw(app: &App, actor: &Actor, before: u64, count: usize) -> Result<usize> {
    require(actor, Act::Verify)?;
    let mut tx = app.db.begin("ledger.draw").await?;
    let drawn_so_far = store::ledger::count_draws(&mut tx).await?;
    let frame = store::ledger::drawable(&mut tx, actor.unit).await?;
    // Somebody was faster with the last of them, or there never was one: that is no draw.
    if drawn_so_far != before || frame.len() < count {
        return Err(Error::Stale);
    }
    let seed = hex(&app.chance.bytes::<32>());
    let draw = Draw { seed, at: app.now(), person: actor.person, frame, count };
    if !store::ledger::keep_draw(&mut tx, drawn_so_far + 1, &draw).await? {
        return Err(Error::Stale);
    }
    // Held in one order, whatever the lot: two acts on several items never wait for each other.
    let drawn: BTreeSet<LedgerId> = draw.items().into_iter().collect();
    for id in &drawn {
        let mut change = Change::within(app, actor, tx, *id).await?;
        // Whoever closed it in this moment was faster than the lot: the frame was another one.
        let who = change.record.item.may_watch(actor).map_err(|_| Error::Stale)?;
        change.record.item.watch.drawn = true;
        change.tell(who, Deed::Drawn, &draw.seed).await?;
        tx = change.keep_within("ledger.drawn").await?;
    }
    let told = format!("{} of {}", drawn.len(), draw.frame.len());
    tx.commit(app.line(actor, "ledger.draw", &draw.seed).with(told)).await?;
    Ok(drawn.len())
}
