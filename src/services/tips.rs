//! Tips (问题线索): a raw text leaves the desk sealed to the discipline officers' keys, and only an
//! officer's own passphrase opens it. Nothing else remembers that there was one: the text's row,
//! its disposition and an item that came from it alone are gone in the same transaction, and the
//! trail says what it says of every text.

use serde::{Deserialize, Serialize};

use super::suggestions::desk;
use super::{App, Error, Result, discipline, require};
use crate::domain::id::{PersonId, PoolId, TextId, TipId};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::Words;
use crate::domain::refusal::Refusal;
use crate::domain::sealing::SealingKey;
use crate::domain::suggestions::Remark;
use crate::store;

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
}

/// Hands a text over. One reader is enough.
pub async fn hand_over(
    app: &App,
    actor: &Actor,
    pool: PoolId,
    text: TextId,
    note: Option<Remark>,
) -> Result<()> {
    let mut tx = app.db.begin("tips.hand_over").await?;
    let taken = desk::take_off(app, &mut tx, actor, pool, text).await?;
    let officers = store::discipline::in_use(&mut tx).await?;
    if officers.is_empty() {
        return Err(Refusal::NobodyForTips.into());
    }
    let (id, today) = (TipId::draw(app.chance), app.clock.today());
    store::tips::insert(&mut tx, id, taken.campaign.id, today).await?;
    let tip = Tip {
        campaign: taken.campaign.name_zh,
        audience: taken.audience.map(|(zh, _)| zh),
        about: taken.about,
        text: taken.text,
        note: note.map_or_else(String::new, String::from),
        handed_by: actor.name.clone(),
        handed_on: today.to_string(),
    };
    let json = serde_json::to_vec(&tip).map_err(|error| Error::Broken(Box::new(error)))?;
    for officer in officers {
        let key = SealingKey::from_bytes(&officer.public)
            .map_err(|error| Error::Broken(Box::new(error)))?;
        let sealed = key.seal(PURPOSE, &aad(id, officer.person), &json);
        store::tips::insert_copy(&mut tx, id, officer.person, sealed).await?;
    }
    Ok(tx.commit(desk::line(app, actor, pool)).await?)
}

/// The officer's room. Every visit leaves the same line, whether there is something in it or not,
/// so that the trail does not tell when there was.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<TipEntry>> {
    require(actor, Act::ReadTips)?;
    let mut tx = app.db.begin("tips.list").await?;
    let tips = store::tips::of_officer(&mut tx, actor.person).await?;
    tx.commit(app.line(actor, "tips.room", "tips")).await?;
    Ok(tips)
}

/// Whether the officer has a copy of this tip; nothing is opened by asking.
pub async fn look(app: &App, actor: &Actor, tip: TipId) -> Result<()> {
    require(actor, Act::ReadTips)?;
    let mut tx = app.db.begin("tips.look").await?;
    store::tips::copy(&mut tx, tip, actor.person).await?;
    Ok(tx.commit(app.line(actor, "tips.room", "tips")).await?)
}

/// Opens a tip with the officer's own passphrase, for this one request.
pub async fn open(app: &App, actor: &Actor, tip: TipId, passphrase: &str) -> Result<Tip> {
    look(app, actor, tip).await?;
    let key = discipline::unlock(app, actor, passphrase).await?;
    let mut tx = app.db.read("tips.open").await?;
    let sealed = store::tips::copy(&mut tx, tip, actor.person).await?;
    let json = key
        .open(PURPOSE, &aad(tip, actor.person), &sealed)
        .map_err(|error| Error::Broken(Box::new(error)))?;
    // The parser's message would quote the text.
    serde_json::from_slice(&json).map_err(|_| Error::Broken("a tip is not one of ours".into()))
}
