//! The place of a text that is handed over ([`crate::domain::suggestions::stand_in`]): the text goes,
//! its place stays and takes the step that another act of the same person would have taken. Counts,
//! lists, ids and the trail are then those of that other act.

use super::desk::{disposition, part_from_item, take};
use super::{
    App, AsRead, Error, OpenedCampaign, RawText, Result, Room, broken, done_or_stale, handled, rows,
};
use crate::domain::audit::Entry;
use crate::domain::id::{PoolId, TextId};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::Words;
use crate::domain::responses::DetachedText;
use crate::domain::suggestions::{
    AsideReason, TextAct, TextState, place_after_hand_over, stand_in,
};
use crate::services::require;
use crate::store::Tx;
use crate::store::suggestions::texts::SealedText;

/// A text that left the desk.
pub(in crate::services) struct TakenOff {
    /// Its campaign.
    pub campaign: OpenedCampaign,
    /// The pool's name, where it may be said.
    pub audience: Option<(String, String)>,
    /// What it is about, in words.
    pub about: Vec<(Words, Words)>,
    /// What was written, and what it was about.
    pub content: DetachedText,
}

/// Takes a text off the desk for handing it over. Gives what was written and its words.
pub(in crate::services) async fn take_off(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    pool: PoolId,
    text: AsRead,
) -> Result<TakenOff> {
    require(actor, Act::ReadTexts)?;
    let (room, text, _) = take(app, tx, actor, pool, text, TextAct::HandOver).await?;
    let list = super::empties::list(tx).await?;
    let others = room.all_texts(tx).await?;
    let others = others.iter().filter(|other| other.id != text.id);
    let words = stand_in(app.chance, &list, others.map(|other| other.content().text.as_str()));
    room.put_words(app, tx, &text, words).await?;
    move_on(app, tx, actor, (&room, &text)).await?;
    let about = room.about(&text);
    let audience = room.pools.get(&pool).and_then(super::OpenPool::audience);
    Ok(TakenOff { campaign: room.campaign, audience, about, content: text.content().clone() })
}

async fn move_on(app: &App, tx: &mut Tx, actor: &Actor, at: (&Room, &RawText)) -> Result<()> {
    let (room, text) = at;
    match (text.state(), place_after_hand_over(&text.case, actor)) {
        (TextState::Received, TextState::Proposed) => {
            let reason = Some(AsideReason::Empty);
            let row = disposition(room, actor, text, TextState::Proposed, reason);
            done_or_stale(rows::texts::dispose(tx, &row).await?)
        }
        (TextState::Proposed, TextState::SetAside) => {
            done_or_stale(rows::texts::confirm(tx, text.id, actor.person).await?)
        }
        (TextState::Drafted | TextState::Linked, TextState::Received) => {
            part_from_item(app, tx, actor, room, text).await.map(|_| ())
        }
        _ => Ok(()),
    }
}

/// Puts the general part of a text that was handed over into its place. It changes nothing else:
/// the desk takes it up there like any text, or again if it was set aside. As long as it is set
/// aside as a text that says nothing, it goes on saying nothing, or it would be known by that.
pub(in crate::services) async fn lay_in(
    app: &App,
    tx: &mut Tx,
    (pool, id): (PoolId, TextId),
    general: &DetachedText,
) -> Result<()> {
    rows::lock_pool(tx, pool).await?;
    let room = Room::enter_pool(app, tx, pool).await?;
    let there = room.pools.get(&pool).filter(|pool| pool.has_texts()).ok_or(Error::Stale)?;
    let text = room.open(there, rows::texts::one(tx, pool, id).await?)?;
    let can_be_taken_up = match text.state() {
        TextState::Received | TextState::Proposed => true,
        TextState::SetAside => room.is_readable(&text),
        TextState::Drafted | TextState::Linked | TextState::Tip => false,
    };
    done_or_stale(can_be_taken_up)?;
    match text.state() {
        TextState::Received => room.put_words(app, tx, &text, general.text.clone()).await,
        _ => room.put_later(app, tx, &text, general.text.clone()).await,
    }
}

/// Lays the general part of a text on the desk that left no place behind, as none did once.
pub(in crate::services) async fn lay_back(
    app: &App,
    tx: &mut Tx,
    pool: PoolId,
    content: &DetachedText,
) -> Result<()> {
    rows::lock_pool(tx, pool).await?;
    let row = rows::opened_pool(tx, pool).await?;
    let pool = super::OpenPool::new(app, row)?;
    let key = pool.key.as_ref().filter(|_| pool.has_texts()).ok_or(Error::Stale)?;
    let id = TextId::draw(app.chance);
    let json = serde_json::to_vec(content).map_err(broken)?;
    let sealed = key.seal(app.chance, super::text_aad(pool.row.id, id).as_bytes(), &json);
    Ok(rows::texts::insert(tx, pool.row.id, &SealedText { id, sealed }).await?)
}

/// The trail's line for a text that left: the same as for any other act at the desk.
pub(in crate::services) fn line(app: &App, actor: &Actor, pool: PoolId) -> Entry {
    handled(app, actor, pool)
}
