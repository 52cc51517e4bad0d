//! The case officer's side of the desk: the queue, a text with all that helps to deal with it, and
//! the acts: distil, join to an item, set aside, revise.

use std::collections::HashSet;

use super::proposals::{Suggested, suggest};
use super::{
    App, Draft, Error, HANDLE, Item, OpenedCampaign, RawText, Result, Room, broken, done_or_stale,
    handled, refused, take_step,
};
use crate::domain::id::{CampaignId, ItemId, PoolId, TextId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::questionnaires::Words;
use crate::domain::suggestions::purge::DAYS_AT_MOST;
use crate::domain::suggestions::{
    AsideReason, Bigrams, Clusters, DeskRefusal, ItemAct, ItemCase, ItemState, TextAct, TextState,
    item_step, text_step,
};
use crate::domain::time::{Day, Timestamp};
use crate::domain::vocabularies::Word;
use crate::services::require;
use crate::store::suggestions::items::ItemRemark;
use crate::store::suggestions::texts::Disposition;
use crate::store::suggestions::{self as rows, OpenedPool};
use crate::store::{self, Tx};

/// From so much likeness on, in percent, a text is shown as alike.
const ALIKE: usize = 25;
/// The most look-alikes shown, unless more say the same.
const MOST_ALIKE: usize = 8;

/// What the queue is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// One campaign; the newest unless said.
    pub campaign: Option<CampaignId>,
    /// One pool of it.
    pub pool: Option<PoolId>,
    /// Texts that were set aside by one and wait to be confirmed, instead of those that wait for
    /// anyone.
    pub proposed: bool,
}

/// How many texts of a campaign stand where; together they are all texts there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Nobody has dealt with them.
    pub waiting: usize,
    /// Set aside by one.
    pub proposed: usize,
    /// Distilled or joined to an item.
    pub distilled: usize,
    /// 其他处理: set aside by two, or handed over. They are one number for everyone.
    pub other: usize,
    /// 到期未采纳: nothing had been released of them when their time was over.
    pub expired: usize,
}

/// How long the raw texts of a pool exist.
pub struct Term {
    /// 中文名称
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// The day they are destroyed at the latest.
    pub at_most: Day,
    /// The day they were destroyed.
    pub purged_on: Option<Day>,
}

impl Totals {
    /// All texts that came out of the opening, but for those hidden from this person.
    pub fn received(&self) -> usize {
        self.waiting + self.proposed + self.distilled + self.other + self.expired
    }
}

/// A text in the queue: nothing of what it says.
pub struct Waiting {
    /// Its pool.
    pub pool: PoolId,
    /// Id.
    pub id: TextId,
    /// The pool's name, where it may be said.
    pub audience: Option<(String, String)>,
    /// What it is about, in words.
    pub about: Vec<(Words, Words)>,
    /// Why one person would set it aside.
    pub reason: Option<AsideReason>,
}

/// The desk as a person sees it.
pub struct Queue {
    /// Campaigns to choose from.
    pub campaigns: Vec<OpenedCampaign>,
    /// The one shown.
    pub campaign: OpenedCampaign,
    /// Its pools: id and name.
    pub pools: Vec<(PoolId, String, String)>,
    /// Where its texts stand.
    pub totals: Totals,
    /// How long each pool's raw texts exist.
    pub terms: Vec<Term>,
    /// The texts the filter lets through, empty answers apart.
    pub texts: Vec<Waiting>,
    /// How many empty answers wait, and how many wait to be confirmed.
    pub empty: (usize, usize),
    /// Items between author and release.
    pub items: Vec<Item>,
    /// Units, for names.
    pub units: Vec<Unit>,
    /// Vocabularies, for names.
    pub words: Vec<Word>,
}

/// The desk; nothing as long as no pool is open.
pub async fn queue(app: &App, actor: &Actor, filter: Filter) -> Result<Option<Queue>> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.read("suggestions.queue").await?;
    let campaigns = rows::opened_campaigns(&mut tx).await?;
    let Some(campaign) = filter.campaign.or(campaigns.first().map(|campaign| campaign.id)) else {
        return Ok(None);
    };
    let room = Room::enter(app, &mut tx, campaign).await?;
    let texts = room.texts(&mut tx, actor).await?;
    let list = super::empties::list(&mut tx).await?;
    let settled = store::tips::count(&mut tx, campaign).await?;
    let totals = totals(&room, actor, &texts, usize::try_from(settled).map_err(broken)?);
    let wanted = if filter.proposed { TextState::Proposed } else { TextState::Received };
    let is_empty = |text: &RawText| list.holds(&text.content.text);
    let empty_in =
        |state| texts.iter().filter(|text| text.state() == state && is_empty(text)).count();
    let shown = texts.iter().filter(|text| {
        text.state() == wanted
            && !is_empty(text)
            && filter.pool.is_none_or(|pool| text.pool == pool)
    });
    let waiting = |text: &RawText| Waiting {
        pool: text.pool,
        id: text.id,
        audience: room.pools.get(&text.pool).and_then(super::OpenPool::audience),
        about: room.about(text),
        reason: text.reason(),
    };
    let mut pools: Vec<_> = room.pools.values().map(|pool| &pool.row).collect();
    pools.sort_by(|one, other| one.name_zh.cmp(&other.name_zh));
    let visible: HashSet<TextId> = texts.iter().map(|text| text.id).collect();
    let hidden: HashSet<ItemId> = room
        .lineage
        .iter()
        .filter(|(text, _)| !visible.contains(text))
        .map(|(_, item)| *item)
        .collect();
    let is_shown = |item: &&Item| {
        item.state != ItemState::Routed
            && !actor.belongs_to(item.draft.unit)
            && !(item.state.is_at_desk() && hidden.contains(&item.id))
    };
    let mut items: Vec<Item> = room.items.values().filter(is_shown).cloned().collect();
    items.sort_by_key(|item| (item.state, item.id));
    let terms = pools.iter().filter_map(|pool| term(pool)).collect();
    Ok(Some(Queue {
        totals,
        terms,
        texts: shown.map(waiting).collect(),
        empty: (empty_in(TextState::Received), empty_in(TextState::Proposed)),
        pools: pools.iter().map(|p| (p.id, p.name_zh.clone(), p.name_en.clone())).collect(),
        items,
        campaigns,
        campaign: room.campaign.clone(),
        units: room.units,
        words: room.words,
    }))
}

fn term(pool: &OpenedPool) -> Option<Term> {
    let opened_at = Timestamp(pool.opened_at?);
    Some(Term {
        name_zh: pool.name_zh.clone(),
        name_en: pool.name_en.clone(),
        at_most: opened_at.day().plus_days(DAYS_AT_MOST),
        purged_on: pool.purged_at.map(|at| Timestamp(at).day()),
    })
}

/// Dispositions count, not rows of texts: texts are purged one day, and the total still balances.
fn totals(room: &Room, actor: &Actor, texts: &[RawText], tips: usize) -> Totals {
    let expired = room.pools.values().filter_map(|pool| pool.row.expired);
    let expired = expired.map(|count| usize::try_from(count).unwrap_or(0)).sum();
    let mut totals = Totals { other: tips, expired, ..Totals::default() };
    totals.waiting = texts.iter().filter(|text| text.state() == TextState::Received).count();
    totals.proposed = texts.iter().filter(|text| text.state() == TextState::Proposed).count();
    for (text, disposition) in &room.dispositions {
        let item = room.lineage.get(text).and_then(|item| room.items.get(item));
        if item.is_some_and(|item| actor.belongs_to(item.draft.unit)) {
            continue;
        }
        match disposition.state {
            TextState::SetAside => totals.other += 1,
            TextState::Drafted | TextState::Linked => totals.distilled += 1,
            TextState::Received | TextState::Proposed | TextState::Tip => {}
        }
    }
    totals
}

/// An item that may say the same as a text.
pub struct Alike {
    /// The item.
    pub item: Item,
    /// How alike, in percent.
    pub likeness: usize,
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
    /// What the form starts with.
    pub suggested: Suggested,
    /// What this person may do with it.
    pub acts: Vec<TextAct>,
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
    if !text.is_readable() {
        return Err(Error::Missing);
    }
    let others = room.texts(&mut tx, actor).await?;
    let suggested = suggest(&mut tx, &room, actor, &text, &others).await?;
    let allowed = |act: &&TextAct| text_step(&text.case, **act, actor).is_ok();
    let page = TextPage {
        pool,
        id,
        state: text.state(),
        reason: text.reason(),
        text: text.content.text.clone(),
        audience: room.pools.get(&pool).and_then(super::OpenPool::audience),
        about: room.about(&text),
        item: text.item.and_then(|item| room.items.get(&item)).cloned(),
        items: alike_items(&room, actor, &text, &others),
        texts: alike_texts(&text, &others),
        suggested,
        acts: TextAct::ALL.iter().filter(allowed).copied().collect(),
        units: room.units.iter().filter(|unit| unit.active).cloned().collect(),
        words: room.words,
        campaign: room.campaign,
    };
    tx.commit(handled(app, actor, pool)).await?;
    Ok(page)
}

/// The texts that wait and say the same, all of them, then those that are merely alike.
fn alike_texts(text: &RawText, others: &[RawText]) -> Vec<(PoolId, TextId, usize)> {
    let waits = |other: &&RawText| other.id != text.id && other.state() == TextState::Received;
    let waiting: Vec<&RawText> = others.iter().filter(waits).collect();
    let mut said = vec![text.content.text.as_str()];
    said.extend(waiting.iter().map(|other| other.content.text.as_str()));
    let clusters = Clusters::of(&said);
    let pairs = Bigrams::of(&text.content.text);
    let mut alike: Vec<_> = (1..)
        .zip(waiting)
        .map(|(at, other)| {
            let likeness = pairs.likeness(&Bigrams::of(&other.content.text));
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
fn alike_items(room: &Room, actor: &Actor, text: &RawText, others: &[RawText]) -> Vec<Alike> {
    let pairs = Bigrams::of(&text.content.text);
    let likeness = |other: &str| pairs.likeness(&Bigrams::of(other));
    let mut alike: Vec<Alike> = room
        .items
        .values()
        .filter(|item| !actor.belongs_to(item.draft.unit) && Some(item.id) != text.item)
        .map(|item| {
            let raw = others.iter().filter(|other| other.item == Some(item.id));
            let nearest = raw.map(|other| likeness(&other.content.text)).max().unwrap_or(0);
            let likeness = nearest.max(likeness(item.draft.text.as_str()));
            Alike { item: item.clone(), likeness }
        })
        .collect();
    alike.sort_by_key(|alike| (std::cmp::Reverse(alike.likeness), alike.item.id));
    alike
}

/// Opens a text for changing it; nobody else changes texts of its pool until it is done.
async fn take(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    pool: PoolId,
    id: TextId,
    act: TextAct,
) -> Result<(Room, RawText, TextState)> {
    rows::lock_pool(tx, pool).await?;
    let room = Room::enter_pool(app, tx, pool).await?;
    let text = room.text(tx, actor, pool, id).await?;
    let state = take_step(&text, act, actor)?;
    Ok((room, text, state))
}

/// What became of a text, by this person.
fn disposition(
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
    }
}

/// Writes an item from a text.
pub async fn distil(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    id: TextId,
    draft: &Draft,
) -> Result<ItemId> {
    require(actor, Act::Distil)?;
    refuse_own_unit(actor, draft)?;
    let mut tx = app.db.begin("suggestions.distil").await?;
    let (room, text, state) = take(app, &mut tx, actor, pool, id, TextAct::Distil).await?;
    let row = disposition(&room, actor, &text, state, None);
    done_or_stale(rows::texts::dispose(&mut tx, &row).await?)?;
    let item = ItemId::draw(app.chance);
    rows::items::insert(&mut tx, item, room.campaign.id, draft, actor.person).await?;
    rows::items::join(&mut tx, item, id).await?;
    tx.commit(handled(app, actor, pool)).await?;
    Ok(item)
}

/// Nobody writes to their own unit.
fn refuse_own_unit(actor: &Actor, draft: &Draft) -> Result<()> {
    if actor.belongs_to(draft.unit) { Err(DeskRefusal::OwnUnit.into()) } else { Ok(()) }
}

/// Joins a text to an item that says the same. A unit that has the item already learns nothing.
pub async fn link(app: &App, actor: &Actor, pool: PoolId, id: TextId, item: ItemId) -> Result<()> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.link").await?;
    let (room, text, state) = take(app, &mut tx, actor, pool, id, TextAct::Link).await?;
    let item = room.items.get(&item).ok_or(Error::Missing)?;
    if actor.belongs_to(item.draft.unit) {
        return Err(Error::Missing);
    }
    let row = disposition(&room, actor, &text, state, None);
    done_or_stale(rows::texts::dispose(&mut tx, &row).await?)?;
    rows::items::join(&mut tx, item.id, id).await?;
    Ok(tx.commit(handled(app, actor, pool)).await?)
}

/// Sets a text aside, to be confirmed by another.
pub async fn set_aside(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    id: TextId,
    reason: AsideReason,
) -> Result<()> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.set_aside").await?;
    let (room, text, state) = take(app, &mut tx, actor, pool, id, TextAct::SetAside).await?;
    let row = disposition(&room, actor, &text, state, Some(reason));
    done_or_stale(rows::texts::dispose(&mut tx, &row).await?)?;
    Ok(tx.commit(handled(app, actor, pool)).await?)
}

/// Takes a text off the desk for handing it over: nothing here remembers it. Gives what was
/// written and its words; an item that came from this text alone goes with it.
pub(in crate::services) async fn take_off(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    pool: PoolId,
    id: TextId,
) -> Result<TakenOff> {
    require(actor, Act::ReadTexts)?;
    let (room, text, _) = take(app, tx, actor, pool, id, TextAct::HandOver).await?;
    let about = room.about(&text);
    rows::items::part(tx, id).await?;
    rows::texts::forget(tx, id).await?;
    done_or_stale(rows::texts::delete(tx, pool, id).await?)?;
    if let Some(item) = text.item
        && !room.lineage.iter().any(|(other, of)| *of == item && *other != id)
    {
        rows::items::delete(tx, item).await?;
    }
    let audience = room.pools.get(&pool).and_then(super::OpenPool::audience);
    Ok(TakenOff { campaign: room.campaign, audience, about, text: text.content.text })
}

/// A text that left the desk.
pub(in crate::services) struct TakenOff {
    /// Its campaign.
    pub campaign: OpenedCampaign,
    /// The pool's name, where it may be said.
    pub audience: Option<(String, String)>,
    /// What it is about, in words.
    pub about: Vec<(Words, Words)>,
    /// What was written.
    pub text: String,
}

/// The trail's line for a text that left: the same as for any other act at the desk.
pub(in crate::services) fn line(
    app: &App,
    actor: &Actor,
    pool: PoolId,
) -> crate::domain::audit::Entry {
    handled(app, actor, pool)
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
    refuse_own_unit(actor, draft)?;
    let mut tx = app.db.begin("suggestions.revise").await?;
    let item = rows::items::one(&mut tx, id).await?;
    let case = ItemCase { state: item.state, author: item.author, unit: item.draft.unit };
    item_step(&case, ItemAct::Revise, actor).map_err(refused)?;
    Room::enter(app, &mut tx, item.campaign).await?.of_item(&mut tx, actor, id).await?;
    done_or_stale(rows::items::revise(&mut tx, id, revision, draft, actor.person).await?)?;
    let remark = ItemRemark {
        act: ItemAct::Revise,
        person: actor.person,
        at: app.now(),
        remark: String::new(),
    };
    rows::items::add_remark(&mut tx, id, &remark).await?;
    Ok(tx.commit(app.line(actor, HANDLE, item.campaign)).await?)
}
