//! Texts that say nothing (无, 没有, 很好): shown once with their number, set aside together by one
//! act of each of the two readers. The list of such answers is the office's to edit.

use std::collections::BTreeMap;

use super::{
    App, HANDLE, OpenedCampaign, RawText, Result, Room, Texts, done_or_stale, rows, take_step,
};
use crate::domain::id::CampaignId;
use crate::domain::people::{Act, Actor};
use crate::domain::suggestions::{AsideReason, EmptyAnswers, TextAct, TextState, text_step};
use crate::services::require;
use crate::store::suggestions::texts::Disposition;
use crate::store::{self, Tx};

const LIST: &str = "empty_answers";

/// The list as it stands.
pub(super) async fn list(tx: &mut Tx) -> Result<EmptyAnswers> {
    let stored = store::settings::get(tx, LIST).await?;
    Ok(stored.and_then(|lines| EmptyAnswers::parse(&lines).ok()).unwrap_or_default())
}

/// The list, for editing.
pub async fn listed(app: &App, actor: &Actor) -> Result<EmptyAnswers> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.read("suggestions.empty_list").await?;
    list(&mut tx).await
}

/// Stores the list.
pub async fn set_list(app: &App, actor: &Actor, list: &EmptyAnswers) -> Result<()> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.empty_list").await?;
    store::settings::set(&mut tx, LIST, &list.lines()).await?;
    Ok(tx.commit(app.line(actor, "suggestions.empty_list", LIST)).await?)
}

/// What a group of empty answers reads like: each wording with its number.
pub type Wordings = Vec<(String, usize)>;

/// The empty answers of a campaign.
pub struct Empties {
    /// The campaign.
    pub campaign: OpenedCampaign,
    /// Nobody has dealt with these, and this person may set them aside.
    pub waiting: Wordings,
    /// Another set these aside, and this person may confirm it.
    pub proposed: Wordings,
    /// Set aside by this person: someone else confirms.
    pub own: usize,
}

/// How many texts a group holds.
pub fn size(wordings: &Wordings) -> usize {
    wordings.iter().map(|(_, count)| count).sum()
}

/// The empty answers of a campaign. That this person looked is recorded.
pub async fn of_campaign(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Empties> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.empties").await?;
    let room = Room::enter(app, &mut tx, campaign).await?;
    let texts = empty_texts(&room, &mut tx, actor).await?;
    let own = |text: &&RawText| {
        text.state() == TextState::Proposed && text.case.author == Some(actor.person)
    };
    let empties = Empties {
        waiting: wordings(&texts, actor, TextAct::SetAside),
        proposed: wordings(&texts, actor, TextAct::Confirm),
        own: texts.iter().filter(own).count(),
        campaign: room.campaign.clone(),
    };
    tx.commit(app.line(actor, HANDLE, campaign)).await?;
    Ok(empties)
}

async fn empty_texts(room: &Room, tx: &mut Tx, actor: &Actor) -> Result<Texts> {
    let list = list(tx).await?;
    let mut texts = room.texts(tx, actor).await?;
    texts.retain(|text| {
        text.is_empty_answer(&list)
            && text.reason().is_none_or(|reason| reason == AsideReason::Empty)
    });
    Ok(texts)
}

/// The texts this person may do this with.
fn group<'t>(
    texts: &'t [RawText],
    actor: &'t Actor,
    act: TextAct,
) -> impl Iterator<Item = &'t RawText> {
    texts.iter().filter(move |text| text_step(&text.case, act, actor).is_ok())
}

fn wordings(texts: &[RawText], actor: &Actor, act: TextAct) -> Wordings {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in group(texts, actor, act) {
        *counts.entry(text.content().text.trim()).or_default() += 1;
    }
    let mut wordings: Wordings =
        counts.into_iter().map(|(wording, count)| (wording.to_owned(), count)).collect();
    wordings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    wordings
}

/// Sets aside all empty answers that wait; `seen` of them were shown.
pub async fn set_aside(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    seen: usize,
) -> Result<usize> {
    require(actor, Act::Distil)?;
    let mut tx = app.db.begin("suggestions.set_empties_aside").await?;
    let (room, texts) = take(app, &mut tx, actor, campaign, TextAct::SetAside, seen).await?;
    for text in texts.iter() {
        let state = take_step(text, TextAct::SetAside, actor)?;
        let row = Disposition {
            text: text.id,
            pool: text.pool,
            campaign: room.campaign.id,
            state,
            reason: Some(AsideReason::Empty),
            author: actor.person,
            reader: None,
        };
        done_or_stale(rows::texts::dispose(&mut tx, &row).await?)?;
    }
    tx.commit(app.line(actor, HANDLE, campaign)).await?;
    Ok(texts.len())
}

/// Confirms all empty answers that another set aside; `seen` of them were shown.
pub async fn confirm(app: &App, actor: &Actor, campaign: CampaignId, seen: usize) -> Result<usize> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.begin("suggestions.confirm_empties").await?;
    let (_, texts) = take(app, &mut tx, actor, campaign, TextAct::Confirm, seen).await?;
    for text in texts.iter() {
        done_or_stale(rows::texts::confirm(&mut tx, text.id, actor.person).await?)?;
    }
    tx.commit(app.line(actor, HANDLE, campaign)).await?;
    Ok(texts.len())
}

/// Does not agree that a wording says nothing: `seen` texts of it were shown. They wait again, each
/// to be read like any text.
pub async fn disagree(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    (wording, seen): (&str, usize),
) -> Result<usize> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.begin("suggestions.reopen_empties").await?;
    let (room, mut texts) = hold(app, &mut tx, actor, campaign, TextAct::Reopen).await?;
    texts.retain(|text| text.content().text.trim() == wording);
    as_seen(&texts, seen)?;
    for text in texts.iter() {
        room.wait_as_any(app, &mut tx, text).await?;
    }
    tx.commit(app.line(actor, HANDLE, campaign)).await?;
    Ok(texts.len())
}

/// The group as it was shown, with other writers kept waiting; a group that changed is stale.
async fn take(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    campaign: CampaignId,
    act: TextAct,
    seen: usize,
) -> Result<(Room, Texts)> {
    let (room, texts) = hold(app, tx, actor, campaign, act).await?;
    as_seen(&texts, seen)?;
    Ok((room, texts))
}

/// The empty answers this person may do this with, with other writers kept waiting.
async fn hold(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    campaign: CampaignId,
    act: TextAct,
) -> Result<(Room, Texts)> {
    for pool in rows::opened_pools(tx, campaign).await? {
        rows::lock_pool(tx, pool.id).await?;
    }
    let room = Room::enter(app, tx, campaign).await?;
    let mut texts = empty_texts(&room, tx, actor).await?;
    texts.retain(|text| text_step(&text.case, act, actor).is_ok());
    Ok((room, texts))
}

/// What was shown is what is dealt with.
fn as_seen(texts: &[RawText], seen: usize) -> Result<()> {
    done_or_stale(!texts.is_empty() && texts.len() == seen)
}
