//! Tips (问题线索): a raw text leaves the desk sealed to the discipline officers' keys, and only an
//! officer's own passphrase opens it. Nothing else remembers that there was one: its place on the
//! desk holds other words and takes an ordinary step (`suggestions::places`), so that counts, lists
//! and the trail say what they say of every text.
//!
//! What concerns the office's own level (its chiefs, the desk, the officers themselves) no key of
//! this house may open: it leaves on paper, in an envelope sealed by whoever found it, straight to
//! the level above. One person does that alone, as with every tip: a second one would be one more
//! who knows, and may be the one concerned. What remains of a tip without warning anybody (the
//! general part) travels sealed with it, and only the officer lays it on the desk again.
//!
//! What is done with tips stands in a chain of its own ([`crate::domain::tips`]).

use serde::{Deserialize, Serialize};

use super::suggestions::{AsRead, places};
use super::{App, Error, Result, discipline, require};
use crate::domain::id::{PersonId, PoolId, TextId, TipId};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::Words;
use crate::domain::refusal::Refusal;
use crate::domain::responses::DetachedText;
use crate::domain::sealing::SealingKey;
use crate::domain::suggestions::{Distilled, Remark};
use crate::domain::tips::{TipAct, TipEvent, is_whole};
use crate::store::db::Unrecorded;
use crate::store::{self, Tx};

pub use crate::store::tips::TipEntry;

const PURPOSE: &[u8] = b"wenlian tip 1";

fn aad(tip: TipId, officer: PersonId) -> Vec<u8> {
    format!("{tip} {officer}").into_bytes()
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
pub struct Tip {
    /// The campaign's name.
    pub campaign: String,
    /// The pool's name, where it may be said.
    pub audience: Option<String>,
    /// What it is about, in the words of the questionnaire.
    pub about: Vec<(Words, Words)>,
    /// What was written.
    pub text: String,
    /// What the desk adds.
    pub note: String,
    /// Who of the desk handed it over.
    pub handed_by: String,
    /// When.
    pub handed_on: String,
    /// What remains of it without warning anybody, as a text of the desk; the officer decides.
    #[serde(default)]
    pub general: Option<General>,
}

/// The general part of a tip.
#[derive(Serialize, Deserialize)]
pub struct General {
    /// The pool it goes back to.
    pub pool: PoolId,
    /// The place it goes back to; one that was handed over before there were such places has none.
    #[serde(default)]
    pub text: Option<TextId>,
    /// What it says, about what the whole was about.
    pub content: DetachedText,
}

/// Hands a text over. One reader is enough.
pub async fn hand_over(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    text: impl Into<AsRead>,
    note: Option<Remark>,
    general: Option<Distilled>,
) -> Result<()> {
    let text = text.into();
    let place = text.id();
    let mut tx = app.db.begin("tips.hand_over").await?;
    let taken = places::take_off(app, &mut tx, actor, pool, text).await?;
    let officers = store::discipline::in_use(&mut tx).await?;
    if officers.is_empty() {
        return Err(Refusal::NobodyForTips.into());
    }
    let (id, today) = (TipId::draw(app.chance), app.clock.today());
    store::tips::insert(&mut tx, id, taken.campaign.id, today).await?;
    let general = general.map(|part| General {
        pool,
        text: Some(place),
        content: DetachedText { text: part.into(), ..taken.content.clone() },
    });
    let tip = Tip {
        campaign: taken.campaign.name_zh,
        audience: taken.audience.map(|(zh, _)| zh),
        about: taken.about,
        text: taken.content.text,
        note: note.map_or_else(String::new, String::from),
        handed_by: actor.name.clone(),
        handed_on: today.to_string(),
        general,
    };
    let json = serde_json::to_vec(&tip).map_err(|error| Error::Broken(Box::new(error)))?;
    for officer in officers {
        let key = SealingKey::from_bytes(&officer.public)
            .map_err(|error| Error::Broken(Box::new(error)))?;
        let sealed = key.seal(PURPOSE, &aad(id, officer.person), &json);
        store::tips::insert_copy(&mut tx, id, officer.person, sealed).await?;
    }
    store::tips::tell(&mut tx, id, TipAct::HandedOver, None, today).await?;
    Ok(tx.commit(places::line(app, actor, pool)).await?)
}

/// Lets a text go that concerns the office's own level, as it was read: whoever found it has
/// printed it and sealed the envelope for the level above. The trail has its line already, since
/// that person opened the letter: another would make it one more than for other texts.
pub async fn send_up(app: &App, actor: &Actor, pool: PoolId, text: AsRead) -> Result<()> {
    let mut tx = app.db.begin("tips.send_up").await?;
    places::take_off(app, &mut tx, actor, pool, text).await?;
    Ok(tx.commit_unrecorded(Unrecorded::SentUp).await?)
}

/// Lays the general part of a tip on the desk, because it will warn nobody: in the place where the
/// tip lay, so that nothing there is counted otherwise. The officer tells whoever handed it over.
pub async fn give_back(app: &App, actor: &Actor, tip: TipId, passphrase: &str) -> Result<()> {
    let Tip { general, .. } = open(app, actor, tip, passphrase).await?;
    let General { pool, text, content } = general.ok_or(Error::Stale)?;
    let mut tx = app.db.begin("tips.give_back").await?;
    if !store::tips::give_back(&mut tx, tip).await? {
        return Err(Error::Stale);
    }
    match text {
        Some(text) => places::lay_in(app, &mut tx, (pool, text), &content).await?,
        None => places::lay_back(app, &mut tx, pool, &content).await?,
    }
    let (officer, today) = (Some(actor.person), app.clock.today());
    store::tips::tell(&mut tx, tip, TipAct::GivenBack, officer, today).await?;
    Ok(tx.commit_unrecorded(Unrecorded::TipRoom).await?)
}

/// Notes that the officer is in the room: one line a day, whether there is something in it or not
/// and whatever is done there, so that the trail does not tell when there was.
async fn enter(app: &App, mut tx: Tx, actor: &Actor) -> Result<()> {
    if store::tips::enter_room(&mut tx, actor.person, app.clock.today()).await? {
        tx.commit(app.line(actor, "tips.room", "tips")).await?;
    }
    Ok(())
}

/// What an officer's room holds.
pub struct TipRoom {
    /// The tips the officer has a copy of.
    pub tips: Vec<TipEntry>,
    /// What was done with these, with the names of officers.
    pub story: Vec<(TipEvent, String)>,
    /// The chain of all that was ever done with tips was not touched.
    pub is_whole: bool,
}

/// The officer's room.
pub async fn list(app: &App, actor: &Actor) -> Result<TipRoom> {
    require(actor, Act::ReadTips)?;
    let mut tx = app.db.begin("tips.list").await?;
    let tips = store::tips::of_officer(&mut tx, actor.person).await?;
    // The head first: what is appended meanwhile comes after it.
    let (seq, hash) = store::tips::head(&mut tx).await?;
    let mut chain = store::tips::story(&mut tx).await?;
    chain.retain(|event| event.seq <= seq);
    let is_whole = is_whole(&chain, (seq, &hash));
    let mut story = Vec::new();
    for event in chain {
        if tips.iter().any(|tip| tip.id == event.tip) {
            let name = match event.person {
                Some(person) => store::people::one(&mut tx, person).await?.name,
                None => String::new(),
            };
            story.push((event, name));
        }
    }
    enter(app, tx, actor).await?;
    Ok(TipRoom { tips, story, is_whole })
}

/// Whether the officer has a copy of this tip; nothing is opened by asking.
pub async fn look(app: &App, actor: &Actor, tip: TipId) -> Result<()> {
    require(actor, Act::ReadTips)?;
    let mut tx = app.db.begin("tips.look").await?;
    store::tips::copy(&mut tx, tip, actor.person).await?;
    enter(app, tx, actor).await
}

/// Opens a tip with the officer's own passphrase, for this one request.
pub async fn open(app: &App, actor: &Actor, tip: TipId, passphrase: &str) -> Result<Tip> {
    look(app, actor, tip).await?;
    let key = discipline::unlock(app, actor, passphrase).await?;
    let mut tx = app.db.begin("tips.open").await?;
    let sealed = store::tips::copy(&mut tx, tip, actor.person).await?;
    let json = key
        .open(PURPOSE, &aad(tip, actor.person), &sealed)
        .map_err(|error| Error::Broken(Box::new(error)))?;
    // The parser's message would quote the text.
    let mut opened: Tip = serde_json::from_slice(&json)
        .map_err(|_| Error::Broken("a tip is not one of ours".into()))?;
    if store::tips::is_given_back(&mut tx, tip).await? {
        opened.general = None;
    }
    let (officer, today) = (Some(actor.person), app.clock.today());
    store::tips::tell(&mut tx, tip, TipAct::Opened, officer, today).await?;
    tx.commit_unrecorded(Unrecorded::TipRoom).await?;
    Ok(opened)
}
