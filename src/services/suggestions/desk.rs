//! The case officer's side of the desk: a text with all that helps to deal with it, and the acts:
//! distil, join to an item and part from it, set aside and take that back, revise.

use std::collections::HashMap;

use super::proposals::{Suggested, suggest};
use super::{
    App, AsRead, Draft, Error, HANDLE, Item, OpenedCampaign, RawText, Result, Room, Texts,
    done_or_stale, handled, refused, take_step,
};
use crate::domain::id::{ItemId, PersonId, PoolId, TextId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::questionnaires::Words;
use crate::domain::suggestions::{
    ALIKE, AsideReason, Bigrams, DeskRefusal, ItemAct, Passages, TextAct, TextState, item_step,
    text_step,
};
use crate::domain::vocabularies::Word;
use crate::services::require;
use crate::store::Tx;
use crate::store::suggestions as rows;
use crate::store::suggestions::items::ItemRemark;
use crate::store::suggestions::texts::Disposition;

/// From so much likeness on, in percent, an item is offered first. Lower than for texts, since an
/// item is in office prose; below it any two texts of one language are alike.
pub const ITEM_ALIKE: usize = 10;
/// The most look-alikes shown, unless more say the same.
const MOST_ALIKE: usize = 8;

/// An item that may say the same as a text.
pub struct Alike {
    /// The item.
    pub item: Item,
    /// How alike, in percent.
    pub likeness: usize,
    /// Its wording stands in the text as well: joined, it would carry its author's words.
    pub is_worded_alike: bool,
}

impl Alike {
    /// Whether its wording speaks for joining.
    pub fn is_worth_offering(&self) -> bool {
        self.is_worded_alike || self.likeness >= ITEM_ALIKE
    }
}

/// A raw text, open before a person of the desk.
pub struct TextPage {
    /// Its campaign.
    pub campaign: OpenedCampaign,
    /// Its pool.
    pub pool: PoolId,
    /// Id.
    pub id: TextId,
    /// Where it stands.
    pub state: TextState,
    /// Why one person would set it aside.
    pub reason: Option<AsideReason>,
    /// What was written.
    pub text: String,
    /// What shows that it was read as it stands.
    pub seen: String,
    /// The pool's name, where it may be said.
    pub audience: Option<(String, String)>,
    /// What it is about, in words.
    pub about: Vec<(Words, Words)>,
    /// The item it belongs to.
    pub item: Option<Item>,
    /// Items it could join, the most alike first.
    pub items: Vec<Alike>,
    /// Texts that wait and read alike: pool, id, percent.
    pub texts: Vec<(PoolId, TextId, usize)>,
    /// How many others say the same and stand where it stands.
    pub say_the_same: usize,
    /// What the form starts with.
    pub suggested: Suggested,
    /// What this person may do with it.
    pub acts: Vec<TextAct>,
    /// Who could read it in their place, should they keep out of it.
    pub substitutes: Vec<(PersonId, String)>,
    /// Units to choose from.
    pub units: Vec<Unit>,
    /// Vocabularies to choose from.
    pub words: Vec<Word>,
}

/// Opens a text before this person. That they looked is recorded.
pub async fn text(app: &App, actor: &Actor, pool: PoolId, id: TextId) -> Result<TextPage> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.text").await?;
    let room = Room::enter_pool(app, &mut tx, pool).await?;
    let text = room.text(&mut tx, actor, pool, id).await?;
    if !room.is_readable(&text) {
        return Err(Error::Missing);
    }
    let others = room.texts(&mut tx, actor).await?;
    let substitutes = super::recusals::able(&mut tx, actor, &text.case).await?;
    let allowed = |act: &&TextAct| text_step(&text.case, **act, actor).is_ok();
    // What a form would start with is weighed for whoever has the form.
    let suggested = if allowed(&&TextAct::Distil) {
        suggest(&mut tx, &room, actor, &text, &others).await?
    } else {
        Suggested::default()
    };
    // All items of the campaign are held against it, for whoever may join it to one, or write another.
    let items = if allowed(&&TextAct::Link) || allowed(&&TextAct::Distil) {
        alike_items(&room, actor, &text, &others)
    } else {
        Vec::new()
    };
    let seen = AsRead::mark(text.content());
    let page = TextPage {
        pool,
        id,
        state: text.state(),
        reason: text.reason(),
        text: text.content().text.clone(),
        seen,
        audience: room.pools.get(&pool).and_then(super::OpenPool::audience),
        about: room.about(&text),
        item: text.item.and_then(|item| room.items.get(&item)).cloned(),
        items,
        texts: alike_texts(&text, &others),
        say_the_same: super::together::others(&mut tx, &others, &text).await?,
        suggested,
        substitutes,
        acts: TextAct::ALL.iter().filter(allowed).copied().collect(),
        units: room.units.iter().filter(|unit| unit.active).cloned().collect(),
        words: room.words,
        campaign: room.campaign,
    };
    tx.commit(handled(app, actor, pool)).await?;
    Ok(page)
}

/// What became of a text that the desk does not read any more.
pub struct Closed {
    /// Its campaign.
    pub campaign: OpenedCampaign,
    /// Where it stands.
    pub state: TextState,
    /// The item it stands behind.
    pub item: Option<Item>,
}

/// A text that this person may know of and the desk does not read any more: what became of it, and
/// nothing of what it says.
pub async fn closed(app: &App, actor: &Actor, pool: PoolId, id: TextId) -> Result<Closed> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.closed").await?;
    let room = Room::enter_pool(app, &mut tx, pool).await?;
    let text = room.text(&mut tx, actor, pool, id).await?;
    if room.is_readable(&text) {
        return Err(Error::Missing);
    }
    let item = text.item.and_then(|item| room.items.get(&item)).cloned();
    let closed = Closed { state: text.state(), item, campaign: room.campaign };
    tx.commit(handled(app, actor, pool)).await?;
    Ok(closed)
}

/// The texts that wait and say the same, all of them, then those that are merely alike.
fn alike_texts(text: &RawText, others: &Texts) -> Vec<(PoolId, TextId, usize)> {
    let waits = |other: &&RawText| other.id != text.id && other.state() == TextState::Received;
    let mut compared = vec![text];
    compared.extend(others.iter().filter(waits));
    let clusters = others.clusters(&compared);
    let pairs = text.opened.pairs();
    let mut alike: Vec<_> = (1..)
        .zip(&compared[1..])
        .map(|(at, other)| {
            let likeness = pairs.likeness(other.opened.pairs());
            (clusters.are_near(0, at), other.pool, other.id, likeness)
        })
        .filter(|(is_near, _, _, likeness)| *is_near || *likeness >= ALIKE)
        .collect();
    alike.sort_by_key(|(is_near, _, id, likeness)| (std::cmp::Reverse((*is_near, *likeness)), *id));
    let near = alike.iter().filter(|(is_near, ..)| *is_near).count();
    alike.truncate(near.max(MOST_ALIKE));
    alike.into_iter().map(|(_, pool, id, likeness)| (pool, id, likeness)).collect()
}

/// The campaign's items by how alike they are: to the distilled text, or to a raw text of theirs.
pub(super) fn alike_items(
    room: &Room,
    actor: &Actor,
    text: &RawText,
    others: &Texts,
) -> Vec<Alike> {
    let (pairs, passages) = (text.opened.pairs(), Passages::of(&text.content().text));
    let hidden = room.items_beyond(others);
    let mut raw: HashMap<ItemId, Vec<&RawText>> = HashMap::new();
    for other in others.iter() {
        if let Some(item) = other.item {
            raw.entry(item).or_default().push(other);
        }
    }
    let mut alike: Vec<Alike> = room
        .items
        .values()
        .filter(|item| !room.is_too_near(actor, item) && Some(item.id) != text.item)
        .filter(|item| !(item.state.is_at_desk() && hidden.contains(&item.id)))
        .map(|item| {
            let behind = raw.get(&item.id).into_iter().flatten();
            let nearest = behind.map(|other| pairs.likeness(other.opened.pairs())).max();
            let wording = item.draft.text.as_str();
            let likeness = nearest.unwrap_or(0).max(pairs.likeness(&Bigrams::of(wording)));
            let is_worded_alike = !passages.shared_with(wording).is_empty();
            Alike { item: item.clone(), likeness, is_worded_alike }
        })
        .collect();
    alike.sort_by_key(|alike| (std::cmp::Reverse(alike.likeness), alike.item.id));
    alike
}

/// Opens a text for changing it, as it was read; nobody else changes texts of its pool until it is
/// done.
pub(super) async fn take(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    pool: PoolId,
    read: impl Into<AsRead>,
    act: TextAct,
) -> Result<(Room, RawText, TextState)> {
    let read = read.into();
    rows::lock_pool(tx, pool).await?;
    let room = Room::enter_pool(app, tx, pool).await?;
    let text = room.text(tx, actor, pool, read.id()).await?;
    let state = take_step(&text, act, actor)?;
    done_or_stale(read.is_still(text.content()))?;
    Ok((room, text, state))
}

/// What became of a text, by this person.
pub(super) fn disposition(
    room: &Room,
    actor: &Actor,
    text: &RawText,
    state: TextState,
    reason: Option<AsideReason>,
) -> Disposition {
    Disposition {
        text: text.id,
        pool: text.pool,
        campaign: room.campaign.id,
        state,
        reason,
        author: actor.person,
        reader: None,
    }
}

/// Writes an item from a text.
pub async fn distil(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    read: impl Into<AsRead>,
    draft: &Draft,
) -> Result<ItemId> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.distil").await?;
    let (room, text, state) = take(app, &mut tx, actor, pool, read, TextAct::Distil).await?;
    refuse_too_near(&room, actor, draft)?;
    let row = disposition(&room, actor, &text, state, None);
    done_or_stale(rows::texts::dispose(&mut tx, &row).await?)?;
    let item = ItemId::draw(app.chance);
    rows::items::insert(&mut tx, item, room.campaign.id, draft, actor.person).await?;
    rows::items::join(&mut tx, item, text.id).await?;
    tx.commit(handled(app, actor, pool)).await?;
    Ok(item)
}

/// Nobody writes to their own unit, nor to one they keep out of.
pub(super) fn refuse_too_near(room: &Room, actor: &Actor, draft: &Draft) -> Result<()> {
    let keeps_out = room.recusals.of_unit(actor.person, draft.unit);
    if actor.belongs_to(draft.unit) || keeps_out {
        return Err(DeskRefusal::OwnUnit.into());
    }
    Ok(())
}

/// Joins a text to an item that says the same. A unit that has the item already learns nothing.
pub async fn link(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    read: impl Into<AsRead>,
    item: ItemId,
) -> Result<()> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.link").await?;
    let (room, text, state) = take(app, &mut tx, actor, pool, read, TextAct::Link).await?;
    let item = room.items.get(&item).filter(|item| !room.is_too_near(actor, item));
    let item = item.ok_or(Error::Missing)?;
    let row = disposition(&room, actor, &text, state, None);
    done_or_stale(rows::texts::dispose(&mut tx, &row).await?)?;
    rows::items::join(&mut tx, item.id, text.id).await?;
    if item.state.is_at_desk() {
        rows::items::touch(&mut tx, item.id).await?;
    }
    Ok(tx.commit(handled(app, actor, pool)).await?)
}

/// Takes a text off its item: it waits again. An item that nothing stands behind any more ends; one
/// that others stand behind is to be read anew. Gives the item as long as there is one.
pub async fn unlink(app: &App, actor: &Actor, pool: PoolId, id: TextId) -> Result<Option<ItemId>> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.unlink").await?;
    let (room, text, _) = take(app, &mut tx, actor, pool, id, TextAct::Unlink).await?;
    let item = text.item.ok_or(Error::Stale)?;
    room.of_item(&mut tx, actor, item).await?;
    let item = part_from_item(app, &mut tx, actor, &room, &text).await?;
    tx.commit(handled(app, actor, pool)).await?;
    Ok(item)
}

/// Parts a text from its item, which is given as long as there is one.
pub(super) async fn part_from_item(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    room: &Room,
    text: &RawText,
) -> Result<Option<ItemId>> {
    let item = text.item.ok_or(Error::Stale)?;
    rows::items::part(tx, text.id).await?;
    rows::texts::forget(tx, text.id).await?;
    let stays = room.stands_on_others(item, text.id);
    if stays {
        rows::items::touch(tx, item).await?;
        rows::items::add_remark(tx, item, &remark(app, actor, ItemAct::Unlink)).await?;
    } else {
        rows::items::delete(tx, item).await?;
    }
    Ok(stays.then_some(item))
}

fn remark(app: &App, actor: &Actor, act: ItemAct) -> ItemRemark {
    ItemRemark { act, person: actor.person, at: app.now(), remark: String::new() }
}

/// Sets a text aside, to be confirmed by another.
pub async fn set_aside(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    read: impl Into<AsRead>,
    reason: AsideReason,
) -> Result<()> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.set_aside").await?;
    let (room, text, state) = take(app, &mut tx, actor, pool, read, TextAct::SetAside).await?;
    let row = disposition(&room, actor, &text, state, Some(reason));
    done_or_stale(rows::texts::dispose(&mut tx, &row).await?)?;
    Ok(tx.commit(handled(app, actor, pool)).await?)
}

/// Takes back that a text was to be set aside, before anyone confirmed it.
pub async fn take_back(app: &App, actor: &Actor, pool: PoolId, id: TextId) -> Result<()> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.take_back").await?;
    let (room, text, _) = take(app, &mut tx, actor, pool, id, TextAct::TakeBack).await?;
    room.wait_again(app, &mut tx, &text).await?;
    Ok(tx.commit(handled(app, actor, pool)).await?)
}

/// Takes up again what was set aside by two, until the sample is drawn, or until the texts end where
/// its reader found that wrong: one who thinks better of it
/// is enough, since it is to be dealt with as if for the first time.
pub async fn take_up(app: &App, actor: &Actor, pool: PoolId, id: TextId) -> Result<()> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.take_up").await?;
    let (room, text, _) = take(app, &mut tx, actor, pool, id, TextAct::TakeUp).await?;
    done_or_stale(room.is_readable(&text))?;
    room.wait_again(app, &mut tx, &text).await?;
    super::sample::taken_up(&mut tx, &room, actor, &text).await?;
    Ok(tx.commit(handled(app, actor, pool)).await?)
}

/// Writes an item anew, after a remark or before it was read. It is to be cleared again.
pub async fn revise(
    app: &App,
    actor: &Actor,
    id: ItemId,
    revision: i64,
    draft: &Draft,
) -> Result<()> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.revise").await?;
    let item = rows::items::one(&mut tx, id).await?;
    let room = Room::enter(app, &mut tx, item.campaign).await?;
    item_step(&room.item_case(&item), ItemAct::Revise, actor).map_err(refused)?;
    refuse_too_near(&room, actor, draft)?;
    room.of_item(&mut tx, actor, id).await?;
    done_or_stale(rows::items::revise(&mut tx, id, revision, draft, actor.person).await?)?;
    rows::items::add_remark(&mut tx, id, &remark(app, actor, ItemAct::Revise)).await?;
    Ok(tx.commit(app.line(actor, HANDLE, item.campaign)).await?)
}
