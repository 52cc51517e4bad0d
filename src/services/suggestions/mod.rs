//! The desk (提炼): raw texts opened in memory for one request, what two people do with them, and
//! what leaves it. `queue` is what waits and in which order, `desk` a text and the case officer's
//! acts, `places` what lies in the place of a text that was handed over, `proposals` what the
//! program would choose and why, `reading` the second reader's side, `recusals` who keeps out of
//! what, `sample` what is read again, `empties` the texts that say nothing, `together` those that
//! say the same, `batches` the release to units, `purge` the end of raw texts.
//!
//! **What the trail tells.** Everything done at the desk before an item is cleared, looking
//! included, is one and the same line: who, which pool. Lines that named the text or the act would
//! single out the texts that left as tips, to whoever reads the trail.

mod as_read;
pub mod batches;
pub mod desk;
pub mod empties;
mod language;
pub mod memory;
mod opened;
pub(super) mod places;
pub mod proposals;
pub mod purge;
pub mod queue;
pub mod reading;
pub mod recusals;
pub mod sample;
pub mod together;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::audit::Entry;
use crate::domain::disclosure::GROUP_LEAST;
use crate::domain::id::{CampaignId, ItemId, PoolId, TextId, UnitId};
use crate::domain::people::{Actor, Unit};
use crate::domain::questionnaires::{Code, Document, Kind, Question, Words};
use crate::domain::responses::DetachedText;
use crate::domain::sealing::SecretKey;
use crate::domain::suggestions::{
    DeskRefusal, ItemCase, ItemState, Recusals, TextAct, TextCase, TextState, text_step,
};
use crate::domain::vocabularies::Word;
use crate::store::suggestions::items::Item;
use crate::store::suggestions::texts::{Disposition, SealedText};
use crate::store::suggestions::{self as rows, OpenedCampaign, OpenedPool};
use crate::store::{self, Tx};

use super::{App, Error, Result};

use memory::Shelf;
use opened::{Placed, RawText, Texts, text_aad};

pub use as_read::AsRead;

pub use crate::store::suggestions::OpenedCampaign as Campaign;
pub use crate::store::suggestions::items::{Draft, Item as DistilledItem, ItemRemark};

/// The word under which the trail keeps everything that is done with raw texts.
const HANDLE: &str = "suggestions.handle";

/// An opened pool with the means to read its texts.
struct OpenPool {
    row: OpenedPool,
    /// `None` once the texts were purged.
    key: Option<SecretKey>,
    document: Option<Arc<Document>>,
}

impl OpenPool {
    fn new(app: &App, row: OpenedPool) -> Result<Self> {
        let key = match app.keys.fleeting(&key_name(&row.code)) {
            Ok(bytes) => Some(SecretKey::from_bytes(&bytes).map_err(broken)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(broken(error)),
        };
        let document = row.document.as_deref().map(|json| app.desk_memory.document(row.id, json));
        Ok(Self { key, document: document.transpose().map_err(broken)?, row })
    }

    fn key_name(&self) -> String {
        key_name(&self.row.code)
    }

    /// Whether its raw texts still exist for the desk.
    fn has_texts(&self) -> bool {
        self.row.purged_at.is_none()
    }

    /// The pool's name in Chinese and English, where it is large enough to say nothing of one.
    fn audience(&self) -> Option<(String, String)> {
        let is_large = self.row.ballots.is_some_and(|count| count >= i64::from(GROUP_LEAST));
        is_large.then(|| (self.row.name_zh.clone(), self.row.name_en.clone()))
    }
}

/// The file that holds the key of a pool's texts.
fn key_name(code: &str) -> String {
    format!("text-{code}")
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Broken(Box::new(error))
}

/// Everything known about a campaign's texts, loaded for one request.
struct Room {
    campaign: OpenedCampaign,
    pools: HashMap<PoolId, OpenPool>,
    units: Vec<Unit>,
    words: Vec<Word>,
    items: HashMap<ItemId, Item>,
    lineage: HashMap<TextId, ItemId>,
    dispositions: HashMap<TextId, Disposition>,
    recusals: Recusals,
    /// The faithfulness sample was drawn: what is settled stays as it is, but for what its reader
    /// found unfaithful.
    is_sampled: bool,
    unfaithful: HashSet<TextId>,
    /// What was read of these texts before.
    shelf: Arc<Shelf>,
    app: App,
}

impl Room {
    async fn enter(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<Self> {
        let campaigns = rows::opened_campaigns(tx).await?;
        let campaign =
            campaigns.into_iter().find(|known| known.id == campaign).ok_or(Error::Missing)?;
        let mut pools = HashMap::new();
        for row in rows::opened_pools(tx, campaign.id).await? {
            pools.insert(row.id, OpenPool::new(app, row)?);
        }
        let items = rows::items::of_campaign(tx, campaign.id).await?;
        let mut lineage = HashMap::new();
        let mut dispositions = HashMap::new();
        for (row, item) in rows::texts::dispositions(tx, campaign.id).await? {
            lineage.extend(item.map(|item| (row.text, item)));
            dispositions.insert(row.text, row);
        }
        Ok(Self {
            pools,
            units: store::units::all(tx).await?,
            words: store::vocabularies::all(tx).await?,
            items: items.into_iter().map(|item| (item.id, item)).collect(),
            lineage,
            recusals: rows::recusals::of_campaign(tx, campaign.id).await?,
            is_sampled: rows::samples::of_campaign(tx, campaign.id).await?.is_some(),
            unfaithful: rows::samples::unfaithful(tx, campaign.id).await?,
            dispositions,
            shelf: app.desk_memory.shelf(campaign.id),
            app: Arc::clone(app),
            campaign,
        })
    }

    async fn enter_pool(app: &App, tx: &mut Tx, pool: PoolId) -> Result<Self> {
        let pool = rows::opened_pool(tx, pool).await?;
        Self::enter(app, tx, pool.campaign).await
    }

    /// All texts of the campaign that this person may know of.
    async fn texts(&self, tx: &mut Tx, actor: &Actor) -> Result<Texts> {
        let mut texts = self.all_texts(tx).await?;
        texts.retain(|text| !text.case.is_too_near(actor));
        Ok(texts)
    }

    /// All texts of the campaign, whoever they are hidden from: for what shows none of them.
    async fn all_texts(&self, tx: &mut Tx) -> Result<Texts> {
        let mut texts = Vec::new();
        for pool in self.pools.values().filter(|pool| pool.has_texts()) {
            for sealed in rows::texts::of_pool(tx, pool.row.id).await? {
                texts.push(self.open(pool, sealed)?);
            }
        }
        // Ids are random: their order says nothing, and stays the same from page to page.
        texts.sort_by_key(|text| text.id);
        let opened = texts.iter().map(|text| Arc::clone(&text.opened)).collect();
        let keys = self.pools.values().filter(|pool| pool.has_texts()).map(OpenPool::key_name);
        let memory = &self.app.desk_memory;
        let kept = memory.keep(self.campaign.id, opened, (keys.collect(), self.app.now()));
        Ok(Texts::new(texts, kept))
    }

    /// One text that this person may know of.
    async fn text(&self, tx: &mut Tx, actor: &Actor, pool: PoolId, id: TextId) -> Result<RawText> {
        let pool = self.pools.get(&pool).filter(|pool| pool.has_texts());
        let pool = pool.ok_or(Error::Missing)?;
        let sealed = rows::texts::one(tx, pool.row.id, id).await?;
        let text = self.open(pool, sealed)?;
        if text.case.is_too_near(actor) { Err(Error::Missing) } else { Ok(text) }
    }

    /// The texts of an item, for someone who may know of all of them: nobody judges half of what
    /// an item comes from.
    async fn of_item(&self, tx: &mut Tx, actor: &Actor, item: ItemId) -> Result<Vec<RawText>> {
        let mut texts = Vec::new();
        for pool in self.pools.values().filter(|pool| pool.has_texts()) {
            for sealed in rows::texts::of_pool(tx, pool.row.id).await? {
                if self.lineage.get(&sealed.id) == Some(&item) {
                    texts.push(self.open(pool, sealed)?);
                }
            }
        }
        if texts.iter().any(|text| text.case.is_too_near(actor)) {
            return Err(Error::Missing);
        }
        texts.sort_by_key(|text| text.id);
        Ok(texts)
    }

    /// Whether the desk still reads a text: until its item is cleared, or, if it was set aside,
    /// until the sample was drawn; and longer if the sample's reader found that wrong.
    fn is_readable(&self, text: &RawText) -> bool {
        match text.state() {
            TextState::Received | TextState::Proposed => true,
            TextState::SetAside => !self.is_sampled || self.unfaithful.contains(&text.id),
            TextState::Drafted | TextState::Linked => {
                text.case.item.is_some_and(ItemState::is_at_desk)
            }
            TextState::Tip => false,
        }
    }

    /// An item as far as the rules go.
    fn item_case(&self, item: &Item) -> ItemCase {
        item_case(item, &self.recusals)
    }

    /// To a member of the unit an item is about, and to whoever keeps out, it does not exist.
    fn is_too_near(&self, actor: &Actor, item: &Item) -> bool {
        self.item_case(item).is_too_near(actor)
    }

    /// The items that come from a text which is not among these: not to be known by whoever knows
    /// these alone, as long as they are at the desk.
    fn items_beyond(&self, texts: &[RawText]) -> HashSet<ItemId> {
        let known: HashSet<TextId> = texts.iter().map(|text| text.id).collect();
        let beyond = self.lineage.iter().filter(|(text, _)| !known.contains(text));
        beyond.map(|(_, item)| *item).collect()
    }

    /// Whether other texts than this one stand behind an item.
    fn stands_on_others(&self, item: ItemId, text: TextId) -> bool {
        self.lineage.iter().any(|(other, of)| *of == item && *other != text)
    }

    /// Puts other words into the place of a text; what the respondent ticked stays with them.
    async fn put_words(&self, app: &App, tx: &mut Tx, text: &RawText, words: String) -> Result<()> {
        let content = DetachedText { text: words, ..text.content().clone() };
        self.put(app, tx, text, &Placed { content, later: None, says_something: false }).await
    }

    /// Lays words into the place of a text that come to light once it waits again.
    async fn put_later(&self, app: &App, tx: &mut Tx, text: &RawText, words: String) -> Result<()> {
        let (content, says_something) = (text.content().clone(), text.opened.says_something);
        self.put(app, tx, text, &Placed { content, later: Some(words), says_something }).await
    }

    /// Makes a text wait again, with the words that lay there for then. Every text is sealed anew,
    /// so that the place of a tip cannot be told by it.
    async fn wait_again(&self, app: &App, tx: &mut Tx, text: &RawText) -> Result<()> {
        self.wait(app, tx, text, text.opened.says_something).await
    }

    /// Makes a text wait again that another set aside as saying nothing: not among those that do.
    async fn wait_as_any(&self, app: &App, tx: &mut Tx, text: &RawText) -> Result<()> {
        self.wait(app, tx, text, true).await
    }

    async fn wait(
        &self,
        app: &App,
        tx: &mut Tx,
        text: &RawText,
        says_something: bool,
    ) -> Result<()> {
        rows::texts::forget(tx, text.id).await?;
        let words = text.opened.later.as_ref().unwrap_or(&text.content().text).clone();
        let content = DetachedText { text: words, ..text.content().clone() };
        self.put(app, tx, text, &Placed { content, later: None, says_something }).await
    }

    async fn put(&self, app: &App, tx: &mut Tx, text: &RawText, placed: &Placed) -> Result<()> {
        let key = self.pools.get(&text.pool).and_then(|pool| pool.key.as_ref());
        let key = key.ok_or(Error::Stale)?;
        let json = serde_json::to_vec(placed).map_err(broken)?;
        let sealed = key.seal(app.chance, text_aad(text.pool, text.id).as_bytes(), &json);
        let there = SealedText { id: text.id, sealed };
        done_or_stale(rows::texts::replace(tx, text.pool, &there).await?)?;
        app.desk_memory.forget_text(self.campaign.id, text.id);
        Ok(())
    }

    /// Opens a text, or takes what was opened from the same bytes before; with its key gone neither.
    fn open(&self, pool: &OpenPool, sealed: SealedText) -> Result<RawText> {
        let key = pool.key.as_ref().ok_or_else(|| Error::Broken("a text key is missing".into()))?;
        let SealedText { id, sealed } = sealed;
        let opened = match self.shelf.get(pool.row.id, id, &sealed) {
            Some(opened) => Arc::clone(opened),
            None => Arc::new(opened::open(key, (pool.row.id, id), sealed)?),
        };
        let disposition = self.dispositions.get(&id).cloned();
        let item = self.lineage.get(&id).and_then(|item| self.items.get(item));
        let named = named_unit(&opened.content, &self.units);
        let units: Vec<UnitId> =
            named.into_iter().chain(item.map(|item| item.draft.unit)).collect();
        let case = TextCase {
            state: disposition.as_ref().map_or(TextState::Received, |row| row.state),
            author: disposition.as_ref().map(|row| row.author),
            kept_out: self.recusals.from_text(id, &units),
            units,
            item: item.map(|item| item.state),
        };
        let item = item.map(|item| item.id);
        Ok(RawText { id, pool: pool.row.id, opened, disposition, item, case })
    }

    /// What the respondent said the text is about, in the words of the frozen questionnaire.
    fn about(&self, text: &RawText) -> Vec<(Words, Words)> {
        let document = self.pools.get(&text.pool).and_then(|pool| pool.document.as_deref());
        let asked = document.map(|document| asked_with(document, text.content()));
        let answered = |question: &Question| {
            let code = text.content().about.get(&question.code)?;
            let option = question.options().iter().find(|option| option.code == *code)?;
            Some((question.text.clone(), option.text.clone()))
        };
        asked.unwrap_or_default().into_iter().filter_map(answered).collect()
    }
}

/// An item as far as the rules go.
fn item_case(item: &Item, recusals: &Recusals) -> ItemCase {
    let kept_out = recusals.from_unit(item.draft.unit);
    ItemCase { state: item.state, author: item.author, unit: item.draft.unit, kept_out }
}

/// The unit the respondent named.
fn named_unit(content: &DetachedText, units: &[Unit]) -> Option<UnitId> {
    let question = Code::parse("unit").ok()?;
    let named = content.about.get(&question)?;
    units.iter().find(|unit| unit.code == named.as_str()).map(|unit| unit.id)
}

/// The closed questions that were asked beside the text: those of its block, or, where the text
/// forgot its question, of any block.
fn asked_with<'a>(document: &'a Document, content: &DetachedText) -> Vec<&'a Question> {
    let is_asked =
        |question: &&Question| content.question.as_ref().is_none_or(|code| question.code == *code);
    let mut asked = Vec::new();
    for question in document.questions.iter().filter(is_asked) {
        if let Kind::Suggestion { about } = &question.kind {
            asked.extend(about);
        }
    }
    asked
}

/// Takes a step with a text, or says why not.
fn take_step(text: &RawText, act: TextAct, actor: &Actor) -> Result<TextState> {
    text_step(&text.case, act, actor).map_err(refused)
}

/// What is hidden is missing, what someone else did first is stale; the rest can be explained.
fn refused(refusal: DeskRefusal) -> Error {
    match refusal {
        DeskRefusal::OwnUnit => Error::Missing,
        DeskRefusal::WrongState => Error::Stale,
        DeskRefusal::NotYourPart => Error::Forbidden,
        DeskRefusal::OwnWork
        | DeskRefusal::LeftTheDesk
        | DeskRefusal::NotThisReader
        | DeskRefusal::HadAHand
        | DeskRefusal::NobodyStandsIn => refusal.into(),
    }
}

/// The line for anything done with raw texts of a pool.
fn handled(app: &App, actor: &Actor, pool: PoolId) -> Entry {
    app.line(actor, HANDLE, pool)
}

fn done_or_stale(done: bool) -> Result<()> {
    if done { Ok(()) } else { Err(Error::Stale) }
}
