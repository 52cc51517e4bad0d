//! The faithfulness sample: the supervision group names a reader and the program draws; the reader
//! meets each text beside what became of it; supervision is told numbers alone.

mod mending;
mod waiting;

use std::collections::BTreeMap;

use super::purge::{Ended, how_ended};
use super::{
    App, Error, HANDLE, Item, OpenedCampaign, RawText, Result, Room, Texts, done_or_stale, handled,
    rows,
};
use crate::domain::id::{CampaignId, ItemId, PersonId, PoolId, TextId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::questionnaires::Words;
use crate::domain::refusal::Refusal;
use crate::domain::suggestions::{
    AsideReason, DAYS_TO_READ, DeskRefusal, ItemState, Remark, SampleVerdict, Seed, TextState,
    may_read_sample,
};
use crate::domain::time::{Day, Timestamp};
use crate::domain::vocabularies::Word;
use crate::services::require;
use crate::store::suggestions::samples::{self, Framed, Sample};
use crate::store::{self, Tx};

pub use crate::store::suggestions::purges::Waits;
pub(super) use mending::taken_up;
pub use mending::{SettledBy, deal_with, said};
use mending::{able_to_settle, settled_by};
use waiting::{ends_on, is_time};
pub use waiting::{left_to_read, to_name};

/// A sample as supervision sees it: numbers, and what the draw can be repeated with.
pub struct Drawn {
    /// Who reads it.
    pub reader: String,
    /// When it was drawn.
    pub drawn_at: Timestamp,
    /// What it followed from, besides the frame.
    pub seed: Seed,
    /// Settled texts it was drawn from.
    pub frame: usize,
    /// How many are read again.
    pub drawn: usize,
    /// How many were found faithful.
    pub faithful: usize,
    /// How many were not.
    pub unfaithful: usize,
    /// How many of these the desk dealt with.
    pub dealt_with: usize,
    /// Drawing again gives the same texts.
    pub holds: bool,
}

/// How far the sample of a campaign is.
pub enum Standing {
    /// Something still waits, so much of it; from this day on it is drawn all the same.
    TooEarly(Waits, Day),
    /// Nothing is settled that could be drawn.
    NothingToDraw,
    /// A reader can be named, one of these, before the texts end.
    ToDraw(Vec<(PersonId, String)>, Day),
    /// The texts ended, and no sample had been drawn.
    TooLate,
    /// It was drawn.
    Drawn(Drawn),
}

/// A campaign and its sample.
pub struct Sampling {
    /// The campaign.
    pub campaign: OpenedCampaign,
    /// How far it is.
    pub standing: Standing,
    /// How its raw texts ended, once some did.
    pub ended: Option<Ended>,
}

/// The samples of all campaigns whose texts were opened.
pub async fn overview(app: &App, actor: &Actor) -> Result<Vec<Sampling>> {
    require(actor, Act::NameSampleReader)?;
    let mut tx = app.db.read("suggestions.samples").await?;
    let mut overview = Vec::new();
    for campaign in rows::opened_campaigns(&mut tx).await? {
        let standing = standing(app, &mut tx, campaign.id).await?;
        let ended = how_ended(&mut tx, campaign.id).await?;
        overview.push(Sampling { campaign, standing, ended });
    }
    Ok(overview)
}

async fn standing(app: &App, tx: &mut Tx, campaign: CampaignId) -> Result<Standing> {
    if let Some(sample) = samples::of_campaign(tx, campaign).await? {
        let reader = store::people::one(tx, sample.reader).await?.name;
        return Ok(Standing::Drawn(told(reader, &sample, &samples::frame(tx, campaign).await?)));
    }
    let Some(ends_on) = ends_on(tx, campaign).await? else {
        return Ok(Standing::TooLate);
    };
    if !is_time(app, tx, campaign).await? {
        let from = ends_on.minus_days(DAYS_TO_READ);
        return Ok(Standing::TooEarly(rows::purges::waiting(tx, campaign).await?, from));
    }
    let room = Room::enter(app, tx, campaign).await?;
    let settled = settled(&room, tx).await?;
    if settled.is_empty() {
        return Ok(Standing::NothingToDraw);
    }
    let mut able = Vec::new();
    for person in store::people::all(tx).await?.into_iter().filter(|person| person.active) {
        let named = (person.id, person.name.clone());
        if may_read(tx, campaign, &settled, &Actor::from(person)).await? {
            able.push(named);
        }
    }
    Ok(Standing::ToDraw(able, ends_on))
}

fn told(reader: String, sample: &Sample, frame: &[Framed]) -> Drawn {
    let count = |verdict| frame.iter().filter(|row| row.verdict() == Some(verdict)).count();
    let mut drawn: Vec<TextId> =
        frame.iter().filter(|row| row.is_drawn).map(|row| row.text).collect();
    let texts: Vec<TextId> = frame.iter().map(|row| row.text).collect();
    let mut again = sample.seed.sample(&texts);
    drawn.sort();
    again.sort();
    Drawn {
        reader,
        drawn_at: sample.drawn_at,
        seed: sample.seed.clone(),
        frame: frame.len(),
        drawn: drawn.len(),
        faithful: count(SampleVerdict::Faithful),
        unfaithful: count(SampleVerdict::Unfaithful),
        dealt_with: frame.iter().filter(|row| row.is_unfaithful() && row.is_dealt_with).count(),
        holds: drawn == again,
    }
}

/// The settled texts of a campaign, whoever they are hidden from: set aside by two, or behind an
/// item that left the desk for good. None of these can become a tip any more, unless the reader
/// finds it wrongly set aside and the desk takes it up again like any text.
async fn settled(room: &Room, tx: &mut Tx) -> Result<Texts> {
    let mut texts = room.all_texts(tx).await?;
    texts.retain(|text| match text.state() {
        TextState::SetAside => true,
        TextState::Drafted | TextState::Linked => text.case.item == Some(ItemState::Routed),
        TextState::Received | TextState::Proposed | TextState::Tip => false,
    });
    Ok(texts)
}

async fn may_read(
    tx: &mut Tx,
    campaign: CampaignId,
    settled: &[RawText],
    actor: &Actor,
) -> Result<bool> {
    let took_part = samples::took_part(tx, campaign).await?;
    let is_far = settled.iter().all(|text| !text.case.is_too_near(actor));
    Ok(is_far && may_read_sample(actor, &took_part))
}

/// Names the reader and draws.
pub async fn draw(app: &App, actor: &Actor, campaign: CampaignId, reader: PersonId) -> Result<()> {
    require(actor, Act::NameSampleReader)?;
    let mut tx = app.db.begin("suggestions.draw_sample").await?;
    for pool in rows::opened_pools(&mut tx, campaign).await? {
        rows::lock_pool(&mut tx, pool.id).await?;
    }
    if !is_time(app, &mut tx, campaign).await? {
        return Err(Error::Stale);
    }
    let room = Room::enter(app, &mut tx, campaign).await?;
    let settled = settled(&room, &mut tx).await?;
    let person = store::people::one(&mut tx, reader).await?;
    let is_active = person.active;
    if !is_active || !may_read(&mut tx, campaign, &settled, &Actor::from(person)).await? {
        return Err(Refusal::Desk(DeskRefusal::NotThisReader).into());
    }
    done_or_stale(!settled.is_empty())?;
    let seed = Seed::draw(app.chance);
    let frame: Vec<TextId> = settled.iter().map(|text| text.id).collect();
    let drawn = seed.sample(&frame);
    let sample = Sample { reader, named_by: actor.person, drawn_at: app.now(), seed };
    done_or_stale(samples::insert(&mut tx, campaign, &sample).await?)?;
    for text in settled.iter() {
        let is_drawn = drawn.contains(&text.id);
        let hands = mending::hands(&room, text);
        samples::insert_text(&mut tx, campaign, (text.pool, text.id), is_drawn, &hands).await?;
    }
    let line = app.line(actor, "suggestions.draw_sample", campaign);
    let seed = sample.seed.as_str();
    let detail = format!("reader={reader} seed={seed} frame={} drawn={}", frame.len(), drawn.len());
    Ok(tx.commit(line.with(detail)).await?)
}

/// The sample of a campaign as the desk sees it.
pub struct Reading {
    /// The campaign.
    pub campaign: OpenedCampaign,
    /// What this person, as its reader, still has to read, in the order of random ids.
    pub to_read: Vec<TextId>,
    /// What its reader remarked, as long as the texts exist: for the desk to mend and learn from.
    pub remarks: Vec<Remarked>,
}

/// A text on which the reader remarked.
pub struct Remarked {
    /// Its pool.
    pub pool: PoolId,
    /// Id.
    pub text: TextId,
    /// What was found.
    pub verdict: SampleVerdict,
    /// What was remarked.
    pub remark: String,
    /// The item it stands behind.
    pub item: Option<ItemId>,
    /// It was set aside and can be opened and taken up again.
    pub can_be_opened: bool,
    /// It is set aside still, as it was found.
    pub is_aside: bool,
    /// What was found unfaithful was dealt with.
    pub is_dealt_with: bool,
    /// Who may say that it was.
    pub settled_by: SettledBy,
}

/// The samples that were drawn: what this person has to read, and what was remarked.
pub async fn readings(app: &App, actor: &Actor) -> Result<Vec<Reading>> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.sample_readings").await?;
    let mut readings = Vec::new();
    let people = store::people::all(&mut tx).await?.into_iter().filter(|person| person.active);
    let people: Vec<Actor> = people.map(Actor::from).collect();
    for campaign in rows::opened_campaigns(&mut tx).await? {
        if samples::of_campaign(&mut tx, campaign.id).await?.is_none() {
            continue;
        }
        let is_reader = is_reader(&mut tx, actor, campaign.id).await?;
        let room = Room::enter(app, &mut tx, campaign.id).await?;
        let has_texts =
            |pool: PoolId| room.pools.get(&pool).is_some_and(super::OpenPool::has_texts);
        let (mut to_read, mut remarks) = (Vec::new(), Vec::new());
        for row in samples::frame(&mut tx, campaign.id).await? {
            match row.verdict() {
                _ if !row.is_drawn || !has_texts(row.pool) => {}
                None if is_reader => to_read.push(row.text),
                None => {}
                Some(verdict) => {
                    if let Some((text, remark)) = remark(&room, &mut tx, actor, &row).await? {
                        let able = able_to_settle(&room, &row, &text, &people);
                        remarks.push(Remarked {
                            settled_by: settled_by(actor, &able),
                            pool: row.pool,
                            text: row.text,
                            verdict,
                            remark,
                            item: text.item,
                            can_be_opened: text.item.is_none() && room.is_readable(&text),
                            is_aside: text.state() == TextState::SetAside,
                            is_dealt_with: row.is_dealt_with,
                        });
                    }
                }
            }
        }
        readings.push(Reading { campaign, to_read, remarks });
    }
    tx.commit(app.line(actor, HANDLE, "sample")).await?;
    Ok(readings)
}

/// A remark with its text, unless that is hidden from this person.
async fn remark(
    room: &Room,
    tx: &mut Tx,
    actor: &Actor,
    row: &Framed,
) -> Result<Option<(RawText, String)>> {
    let Some(sealed) = samples::remark(tx, room.campaign.id, row.text).await? else {
        return Ok(None);
    };
    let text = match room.text(tx, actor, row.pool, row.text).await {
        Err(Error::Missing) => return Ok(None),
        text => text?,
    };
    let key = room.pools.get(&row.pool).and_then(|pool| pool.key.as_ref());
    let Some(key) = key else { return Ok(None) };
    let aad = remark_aad(row.pool, row.text);
    let opened = key.open(aad.as_bytes(), &sealed).map_err(super::broken)?;
    let remark = std::str::from_utf8(&opened).map_err(super::broken)?;
    Ok(Some((text, remark.to_owned())))
}

async fn is_reader(tx: &mut Tx, actor: &Actor, campaign: CampaignId) -> Result<bool> {
    let sample = samples::of_campaign(tx, campaign).await?;
    Ok(sample.is_some_and(|sample| sample.reader == actor.person))
}

/// A text beside what became of it.
pub struct Pair {
    /// The campaign.
    pub campaign: OpenedCampaign,
    /// The text's id.
    pub text: TextId,
    /// What was written.
    pub written: String,
    /// The pool's name, where it may be said.
    pub audience: Option<(String, String)>,
    /// What it is about, in words.
    pub about: Vec<(Words, Words)>,
    /// Why it was set aside, if it was.
    pub reason: Option<AsideReason>,
    /// The item it stands behind, if it does.
    pub item: Option<Item>,
    /// Units, for names.
    pub units: Vec<Unit>,
    /// Vocabularies, for names.
    pub words: Vec<Word>,
}

/// Opens a pair before its reader. That they looked is recorded like any look at the desk.
pub async fn pair(app: &App, actor: &Actor, campaign: CampaignId, id: TextId) -> Result<Pair> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.begin("suggestions.sample_pair").await?;
    let (room, text) = open(app, &mut tx, actor, campaign, id).await?;
    let pair = Pair {
        text: id,
        written: text.content().text.clone(),
        audience: room.pools.get(&text.pool).and_then(super::OpenPool::audience),
        about: room.about(&text),
        reason: text.reason(),
        item: text.item.and_then(|item| room.items.get(&item)).cloned(),
        units: room.units,
        words: room.words,
        campaign: room.campaign,
    };
    tx.commit(app.line(actor, HANDLE, campaign)).await?;
    Ok(pair)
}

async fn open(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    campaign: CampaignId,
    id: TextId,
) -> Result<(Room, RawText)> {
    if !is_reader(tx, actor, campaign).await? {
        return Err(Error::Missing);
    }
    let frame: BTreeMap<TextId, Framed> =
        samples::frame(tx, campaign).await?.into_iter().map(|row| (row.text, row)).collect();
    let row = frame.get(&id).filter(|row| row.is_drawn).ok_or(Error::Missing)?;
    if row.verdict.is_some() {
        return Err(Error::Stale);
    }
    let room = Room::enter(app, tx, campaign).await?;
    let text = room.text(tx, actor, row.pool, id).await?;
    Ok((room, text))
}

/// Says whether what became of a text is faithful to it. Words on it stay under the text's own key
/// and end with it.
pub async fn judge(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: TextId,
    (verdict, remark): (SampleVerdict, Option<Remark>),
) -> Result<()> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.begin("suggestions.judge_sample").await?;
    let (room, text) = open(app, &mut tx, actor, campaign, id).await?;
    let sealed = remark.map(|remark| seal(app, &room, text.pool, id, &remark)).transpose()?;
    done_or_stale(samples::judge(&mut tx, campaign, id, verdict, sealed).await?)?;
    Ok(tx.commit(handled(app, actor, text.pool)).await?)
}

fn remark_aad(pool: PoolId, text: TextId) -> String {
    format!("sample {pool} {text}")
}

fn seal(app: &App, room: &Room, pool: PoolId, text: TextId, remark: &Remark) -> Result<Vec<u8>> {
    let key = room.pools.get(&pool).and_then(|pool| pool.key.as_ref()).ok_or(Error::Stale)?;
    Ok(key.seal(app.chance, remark_aad(pool, text).as_bytes(), remark.as_str().as_bytes()))
}
