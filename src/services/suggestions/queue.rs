//! The queue of the desk: what waits in all campaigns at once or in one, narrowed, in an order of
//! the reader's own; and which text comes next.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::purge::desks;
use super::{App, Item, OpenedCampaign, RawText, Result, Room, Texts, broken, rows};
use crate::domain::id::{CampaignId, PoolId, TextId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::questionnaires::Words;
use crate::domain::suggestions::purge::{DAYS_AT_MOST, Desk};
use crate::domain::suggestions::{
    AsideReason, EmptyAnswers, ItemState, Place, ReadingOrder, TextState,
};
use crate::domain::time::{Day, Timestamp};
use crate::domain::vocabularies::Word;
use crate::services::require;
use crate::store::suggestions::OpenedPool;
use crate::store::{self, Tx};

/// What the queue is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One campaign; all whose texts still exist unless said.
    pub campaign: Option<CampaignId>,
    /// One pool.
    pub pool: Option<PoolId>,
    /// Texts that were set aside, by one or by two, instead of those that wait for anyone.
    pub set_aside: Option<TextState>,
    /// Set aside for this reason.
    pub reason: Option<AsideReason>,
    /// The category the respondent chose, by its code.
    pub category: Option<String>,
    /// The step the respondent chose, by its code.
    pub step: Option<String>,
    /// The unit the respondent chose, by its code.
    pub unit: Option<String>,
}

impl Filter {
    fn lets_through(&self, text: &RawText) -> bool {
        let wanted = self.set_aside.unwrap_or(TextState::Received);
        let chose = |question, code: &Option<String>| {
            code.is_none() || text.about::<String>(question) == *code
        };
        text.state() == wanted
            && self.pool.is_none_or(|pool| text.pool == pool)
            && (self.reason.is_none() || text.reason() == self.reason)
            && chose("category", &self.category)
            && chose("step", &self.step)
            && chose("unit", &self.unit)
    }
}

/// How many texts stand where; together they are all texts there were.
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
    /// 到期未达交办数量: too few had said them when their time was over.
    pub expired: usize,
    /// 到期未办理: nobody had dealt with them when their time was over.
    pub neglected: usize,
}

impl Totals {
    /// All texts that came out of the opening, but for those hidden from this person.
    pub fn received(&self) -> usize {
        self.waiting + self.proposed + self.distilled + self.other + self.expired + self.neglected
    }

    fn add(&mut self, other: Self) {
        self.waiting += other.waiting;
        self.proposed += other.proposed;
        self.distilled += other.distilled;
        self.other += other.other;
        self.expired += other.expired;
        self.neglected += other.neglected;
    }
}

/// How long the raw texts of a pool exist.
pub struct Term {
    /// 中文名称
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// The day they are destroyed at the latest.
    pub at_most: Day,
    /// The day they are destroyed as things stand, where that is known to be earlier.
    pub earlier: Option<Day>,
    /// The day they were destroyed.
    pub purged_on: Option<Day>,
    /// They were destroyed before anyone read a sample of them again.
    pub is_unread: bool,
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
    /// The group of those that say the same, by one of them; they stand together.
    pub cluster: Option<TextId>,
}

/// The empty answers of a campaign.
pub struct EmptyGroup {
    /// The campaign.
    pub campaign: OpenedCampaign,
    /// How many wait.
    pub waiting: usize,
    /// How many wait to be confirmed.
    pub proposed: usize,
}

/// The desk as a person sees it.
pub struct Queue {
    /// Campaigns to choose from.
    pub campaigns: Vec<OpenedCampaign>,
    /// Those shown.
    pub shown: Vec<OpenedCampaign>,
    /// Their pools: id and name.
    pub pools: Vec<(PoolId, String, String)>,
    /// Where their texts stand.
    pub totals: Totals,
    /// How long each pool's raw texts exist.
    pub terms: Vec<Term>,
    /// The texts the filter lets through, empty answers apart, in the reader's own order.
    pub texts: Vec<Waiting>,
    /// Empty answers, by campaign; campaigns without any are left out.
    pub empty: Vec<EmptyGroup>,
    /// Items between author and release.
    pub items: Vec<Item>,
    /// Units, for names.
    pub units: Vec<Unit>,
    /// Vocabularies, for names.
    pub words: Vec<Word>,
}

impl Queue {
    /// How many empty answers wait to be confirmed.
    pub fn empty_proposed(&self) -> usize {
        self.empty.iter().map(|group| group.proposed).sum()
    }
}

/// The campaigns of which a filter shows texts: the one it names, or all whose texts still exist,
/// or, when all are gone, the newest.
async fn shown(tx: &mut Tx, filter: &Filter) -> Result<Vec<CampaignId>> {
    if let Some(campaign) = filter.campaign {
        return Ok(vec![campaign]);
    }
    let with_texts = rows::campaigns_with_texts(tx).await?;
    if !with_texts.is_empty() {
        return Ok(with_texts);
    }
    let all = rows::opened_campaigns(tx).await?;
    Ok(all.first().map(|campaign| campaign.id).into_iter().collect())
}

/// The desk; nothing as long as no pool is open.
pub async fn open(app: &App, actor: &Actor, filter: &Filter) -> Result<Option<Queue>> {
    let Some(mut queue) = read(app, actor, filter, true).await? else { return Ok(None) };
    let order = ReadingOrder::of(actor.person, app.clock.today());
    let heads = heads(&queue.texts, order);
    queue.texts.sort_by_cached_key(|text| (head(&heads, text, order), place(text, order)));
    Ok(Some(queue))
}

/// The whole desk without its list of texts: what waits, in numbers, and the items. Comparing all
/// texts with one another is left to whoever looks at them.
pub async fn brief(app: &App, actor: &Actor) -> Result<Option<Queue>> {
    read(app, actor, &Filter::default(), false).await
}

async fn read(
    app: &App,
    actor: &Actor,
    filter: &Filter,
    with_texts: bool,
) -> Result<Option<Queue>> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.read("suggestions.queue").await?;
    let list = super::empties::list(&mut tx).await?;
    let desks = desks(&mut tx).await?;
    let mut queue = Queue {
        campaigns: rows::opened_campaigns(&mut tx).await?,
        shown: Vec::new(),
        pools: Vec::new(),
        totals: Totals::default(),
        terms: Vec::new(),
        texts: Vec::new(),
        empty: Vec::new(),
        items: Vec::new(),
        units: store::units::all(&mut tx).await?,
        words: store::vocabularies::all(&mut tx).await?,
    };
    for campaign in shown(&mut tx, filter).await? {
        let room = Room::enter(app, &mut tx, campaign).await?;
        let texts = room.texts(&mut tx, actor).await?;
        let settled = store::tips::without_place(&mut tx, campaign).await?;
        let settled = usize::try_from(settled).map_err(broken)?;
        queue.totals.add(totals(&room, actor, &texts, settled));
        let is_read = rows::samples::is_read(&mut tx, campaign).await?;
        lay_out(&mut queue, &room, actor, &texts, (filter, &list), with_texts);
        queue.terms.extend(terms(&room, &desks, is_read));
    }
    if queue.shown.is_empty() {
        return Ok(None);
    }
    queue.items.sort_by_key(|item| (item.state, item.id));
    Ok(Some(queue))
}

fn place(text: &Waiting, order: ReadingOrder) -> Place {
    order.place(text.pool, text.id)
}

/// Where each group of texts that say the same begins.
fn heads(texts: &[Waiting], order: ReadingOrder) -> HashMap<TextId, Place> {
    let mut heads = HashMap::new();
    for text in texts {
        if let Some(cluster) = text.cluster {
            let here = place(text, order);
            let head = heads.entry(cluster).or_insert(here);
            *head = here.min(*head);
        }
    }
    heads
}

/// Where a text is met: with the first of those that say the same.
fn head(heads: &HashMap<TextId, Place>, text: &Waiting, order: ReadingOrder) -> Place {
    let cluster = text.cluster.and_then(|cluster| heads.get(&cluster).copied());
    cluster.unwrap_or_else(|| place(text, order))
}

/// The group of each of these texts that says the same as another of them.
fn clusters(texts: &Texts, listed: &[&RawText]) -> HashMap<TextId, TextId> {
    let groups = texts.clusters(listed).near_groups();
    let of_group = |group: Vec<usize>| {
        let name = listed[group[0]].id;
        group.into_iter().map(move |at| (listed[at].id, name))
    };
    groups.into_iter().flat_map(of_group).collect()
}

/// Adds to the queue what a person sees of one campaign.
fn lay_out(
    queue: &mut Queue,
    room: &Room,
    actor: &Actor,
    texts: &Texts,
    (filter, list): (&Filter, &EmptyAnswers),
    with_texts: bool,
) {
    let is_empty = |text: &RawText| text.is_empty_answer(list);
    let empty_in =
        |state| texts.iter().filter(|text| text.state() == state && is_empty(text)).count();
    let (waiting, proposed) = (empty_in(TextState::Received), empty_in(TextState::Proposed));
    if waiting + proposed > 0 {
        let campaign = room.campaign.clone();
        queue.empty.push(EmptyGroup { campaign, waiting, proposed });
    }
    let row = |text: &RawText| Waiting {
        pool: text.pool,
        id: text.id,
        audience: room.pools.get(&text.pool).and_then(super::OpenPool::audience),
        about: room.about(text),
        reason: text.reason(),
        cluster: None,
    };
    let is_listed = |text: &&RawText| with_texts && filter.lets_through(text) && !is_empty(text);
    let waits: Vec<&RawText> = texts.iter().filter(is_listed).collect();
    let clusters = if waits.is_empty() { HashMap::new() } else { clusters(texts, &waits) };
    queue.texts.extend(waits.iter().map(|text| {
        let cluster = clusters.get(&text.id).copied();
        Waiting { cluster, ..row(text) }
    }));
    queue.items.extend(items(room, actor, texts));
    let mut pools: Vec<_> = room.pools.values().map(|pool| &pool.row).collect();
    pools.sort_by(|one, other| one.name_zh.cmp(&other.name_zh));
    queue.pools.extend(pools.iter().map(|p| (p.id, p.name_zh.clone(), p.name_en.clone())));
    queue.shown.push(room.campaign.clone());
}

/// The items under way, but for those of which this person must not know.
fn items(room: &Room, actor: &Actor, texts: &[RawText]) -> Vec<Item> {
    let hidden = room.items_beyond(texts);
    let is_shown = |item: &&Item| {
        item.state != ItemState::Routed
            && !room.is_too_near(actor, item)
            && !(item.state.is_at_desk() && hidden.contains(&item.id))
    };
    room.items.values().filter(is_shown).cloned().collect()
}

/// How long the texts of each pool exist, by the pools' names.
fn terms(room: &Room, desks: &BTreeMap<PoolId, Desk>, is_read: bool) -> Vec<Term> {
    let mut pools: Vec<&OpenedPool> = room.pools.values().map(|pool| &pool.row).collect();
    pools.sort_by(|one, other| one.name_zh.cmp(&other.name_zh));
    let term = |pool: &OpenedPool| {
        let at_most = Timestamp(pool.opened_at?).day().plus_days(DAYS_AT_MOST);
        let ends_on = desks.get(&pool.id).map(|desk| desk.ends_on());
        Some(Term {
            name_zh: pool.name_zh.clone(),
            name_en: pool.name_en.clone(),
            at_most,
            earlier: ends_on.filter(|day| *day < at_most),
            purged_on: pool.purged_at.map(|at| Timestamp(at).day()),
            is_unread: pool.purged_at.is_some() && !is_read,
        })
    };
    pools.into_iter().filter_map(term).collect()
}

/// Dispositions count, not rows of texts: texts are purged one day, and the total still balances.
///
/// What is hidden from a person is in none of their numbers, so that the numbers balance with the
/// rows they see. That tells nothing new: of a unit they keep out of they could read every text
/// until then, and could count it; what nobody had named a unit in leaves row and number as soon as it
/// is distilled for that unit, as does any other text that somebody else distils or hands over. And a
/// member of a unit, from whom its texts are hidden from the first day, has no number of all texts
/// to take their own from while the texts exist.
fn totals(room: &Room, actor: &Actor, texts: &[RawText], tips: usize) -> Totals {
    let sum = |count: fn(&OpenedPool) -> Option<i64>| -> usize {
        let counts = room.pools.values().filter_map(|pool| count(&pool.row));
        counts.map(|count| usize::try_from(count).unwrap_or(0)).sum()
    };
    let (expired, neglected) = (sum(|pool| pool.expired), sum(|pool| pool.neglected));
    let mut totals = Totals { other: tips, expired, neglected, ..Totals::default() };
    totals.waiting = texts.iter().filter(|text| text.state() == TextState::Received).count();
    totals.proposed = texts.iter().filter(|text| text.state() == TextState::Proposed).count();
    let visible: HashSet<TextId> = texts.iter().map(|text| text.id).collect();
    for (text, disposition) in &room.dispositions {
        let item = room.lineage.get(text).and_then(|item| room.items.get(item));
        let exists = room.pools.get(&disposition.pool).is_some_and(super::OpenPool::has_texts);
        let is_hidden = exists && !visible.contains(text);
        if is_hidden || item.is_some_and(|item| room.is_too_near(actor, item)) {
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

/// The text that comes after this one in the list, among those that wait; after the last comes the
/// first. Nothing when no other waits. The text itself may have left the desk.
pub async fn next(
    app: &App,
    actor: &Actor,
    filter: &Filter,
    after: Option<(PoolId, TextId)>,
) -> Result<Option<(PoolId, TextId)>> {
    let Some(queue) = open(app, actor, filter).await? else { return Ok(None) };
    let order = ReadingOrder::of(actor.person, app.clock.today());
    let texts = &queue.texts;
    let at = texts.iter().position(|text| Some((text.pool, text.id)) == after);
    let next = match (at, after) {
        (Some(at), _) => texts[at + 1..].iter().chain(&texts[..at]).next(),
        (None, Some((pool, text))) => {
            let (heads, here) = (heads(texts, order), order.place(pool, text));
            texts.iter().find(|text| head(&heads, text, order) > here).or_else(|| texts.first())
        }
        (None, None) => texts.first(),
    };
    Ok(next.map(|text| (text.pool, text.id)))
}
