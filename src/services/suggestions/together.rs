//! Texts that say the same, dealt with by one act. Each keeps its own record, as if it had been
//! opened alone; the group is found anew for every act, and one that changed is stale.

use super::desk::{Alike, alike_items, disposition, refuse_too_near};
use super::proposals::{Suggested, suggest};
use super::{
    App, Draft, Error, HANDLE, OpenedCampaign, RawText, Result, Room, Texts, done_or_stale, rows,
    take_step,
};
use crate::domain::id::{ItemId, PoolId, TextId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::questionnaires::Words;
use crate::domain::suggestions::{AsideReason, TextAct, TextState, text_step};
use crate::domain::vocabularies::Word;
use crate::services::require;
use crate::store::Tx;

/// One of the group.
pub struct Member {
    /// Its pool.
    pub pool: PoolId,
    /// Id.
    pub id: TextId,
    /// What was written.
    pub text: String,
    /// The pool's name, where it may be said.
    pub audience: Option<(String, String)>,
    /// What it is about, in words.
    pub about: Vec<(Words, Words)>,
    /// Why one person would set it aside.
    pub reason: Option<AsideReason>,
}

/// A group of texts that say the same.
pub struct Group {
    /// Their campaign.
    pub campaign: OpenedCampaign,
    /// Where they all stand.
    pub state: TextState,
    /// The texts, that by which the group was asked for first.
    pub members: Vec<Member>,
    /// Items they could join, the most alike first.
    pub items: Vec<Alike>,
    /// What the form starts with.
    pub suggested: Suggested,
    /// What this person may do with every one of them.
    pub acts: Vec<TextAct>,
    /// Units to choose from.
    pub units: Vec<Unit>,
    /// Vocabularies to choose from.
    pub words: Vec<Word>,
}

impl Group {
    /// What shows which texts were seen.
    pub fn seen(&self) -> String {
        let ids: Vec<String> = self.members.iter().map(|member| member.id.to_string()).collect();
        ids.join(".")
    }

    /// Why one person would set them aside, and how many for each reason.
    pub fn reasons(&self) -> Vec<(AsideReason, usize)> {
        let of =
            |reason| self.members.iter().filter(|member| member.reason == Some(reason)).count();
        let counted = AsideReason::ALL.iter().map(|reason| (*reason, of(*reason)));
        counted.filter(|(_, count)| *count > 0).collect()
    }
}

/// What is done with a group.
#[derive(Clone, Copy, Debug)]
pub enum Deed<'a> {
    /// The first is distilled, the others join it.
    Distil(&'a Draft),
    /// All join an item.
    Link(ItemId),
    /// All are set aside, to be confirmed.
    SetAside(AsideReason),
    /// All were set aside by another, which this person confirms.
    Confirm,
    /// All were set aside by another, with which this person does not agree.
    Reopen,
}

impl Deed<'_> {
    fn act(self) -> TextAct {
        match self {
            Self::Distil(_) => TextAct::Distil,
            Self::Link(_) => TextAct::Link,
            Self::SetAside(_) => TextAct::SetAside,
            Self::Confirm => TextAct::Confirm,
            Self::Reopen => TextAct::Reopen,
        }
    }
}

/// The group around a text. That this person looked is recorded.
pub async fn of_text(app: &App, actor: &Actor, pool: PoolId, id: TextId) -> Result<Group> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.together").await?;
    let room = Room::enter_pool(app, &mut tx, pool).await?;
    let others = room.texts(&mut tx, actor).await?;
    let texts = around(&mut tx, &others, (pool, id)).await?;
    let allowed = |act: &&TextAct| texts.iter().all(|t| text_step(&t.case, **act, actor).is_ok());
    let acts = TextAct::ALL.iter().filter(allowed).copied().collect();
    let suggested = suggest(&mut tx, &room, actor, texts[0], &others).await?;
    let items = alike_items(&room, actor, texts[0], &others);
    let state = texts[0].state();
    let members = texts.iter().map(|text| Member {
        pool: text.pool,
        id: text.id,
        text: text.content().text.clone(),
        audience: room.pools.get(&text.pool).and_then(super::OpenPool::audience),
        about: room.about(text),
        reason: text.reason(),
    });
    let members = members.collect();
    tx.commit(app.line(actor, HANDLE, room.campaign.id)).await?;
    let units = room.units.iter().filter(|unit| unit.active).cloned().collect();
    let Room { campaign, words, .. } = room;
    Ok(Group { campaign, state, members, items, suggested, acts, units, words })
}

/// The texts that say the same as this one and stand where it stands, this one first.
async fn around<'t>(
    tx: &mut Tx,
    texts: &'t Texts,
    (pool, id): (PoolId, TextId),
) -> Result<Vec<&'t RawText>> {
    let list = super::empties::list(tx).await?;
    let text = texts.iter().find(|text| text.pool == pool && text.id == id);
    let text = text.ok_or(Error::Missing)?;
    let is_open = matches!(text.state(), TextState::Received | TextState::Proposed);
    done_or_stale(is_open && !text.is_empty_answer(&list))?;
    let mut alike = vec![text];
    alike.extend(texts.iter().filter(|other| {
        other.id != id && other.state() == text.state() && !other.is_empty_answer(&list)
    }));
    let clusters = texts.clusters(&alike);
    let group = alike.iter().enumerate().filter(|(at, _)| clusters.are_near(0, *at));
    Ok(group.map(|(_, text)| *text).collect())
}

/// How many others a text could be dealt with together with.
pub(super) async fn others(tx: &mut Tx, texts: &Texts, text: &RawText) -> Result<usize> {
    match around(tx, texts, (text.pool, text.id)).await {
        Ok(group) => Ok(group.len() - 1),
        Err(Error::Stale) => Ok(0),
        Err(other) => Err(other),
    }
}

/// Does something with the group as it was seen.
pub async fn deal(
    app: &App,
    actor: &Actor,
    (pool, id): (PoolId, TextId),
    seen: &str,
    deed: Deed<'_>,
) -> Result<usize> {
    let is_reading = matches!(deed, Deed::Confirm | Deed::Reopen);
    require(actor, if is_reading { Act::Clear } else { Act::Distil })?;
    let mut tx = app.db.begin("suggestions.deal_together").await?;
    let campaign = rows::opened_pool(&mut tx, pool).await?.campaign;
    for pool in rows::opened_pools(&mut tx, campaign).await? {
        rows::lock_pool(&mut tx, pool.id).await?;
    }
    let room = Room::enter(app, &mut tx, campaign).await?;
    let all = room.texts(&mut tx, actor).await?;
    let texts = around(&mut tx, &all, (pool, id)).await?;
    let ids: Vec<String> = texts.iter().map(|text| text.id.to_string()).collect();
    done_or_stale(ids.join(".") == seen)?;
    for text in &texts {
        take_step(text, deed.act(), actor)?;
    }
    let joined = match deed {
        Deed::Distil(draft) => {
            refuse_too_near(&room, actor, draft)?;
            let item = ItemId::draw(app.chance);
            rows::items::insert(&mut tx, item, campaign, draft, actor.person).await?;
            Some(item)
        }
        Deed::Link(item) => {
            let item = room.items.get(&item).filter(|item| !room.is_too_near(actor, item));
            let item = item.ok_or(Error::Missing)?;
            if item.state.is_at_desk() {
                rows::items::touch(&mut tx, item.id).await?;
            }
            Some(item.id)
        }
        Deed::SetAside(_) | Deed::Confirm | Deed::Reopen => None,
    };
    for (at, text) in texts.iter().enumerate() {
        let (state, reason) = match deed {
            Deed::Distil(_) if at == 0 => (TextState::Drafted, None),
            Deed::Distil(_) | Deed::Link(_) => (TextState::Linked, None),
            Deed::SetAside(reason) => (TextState::Proposed, Some(reason)),
            Deed::Confirm => {
                done_or_stale(rows::texts::confirm(&mut tx, text.id, actor.person).await?)?;
                continue;
            }
            Deed::Reopen => {
                room.wait_again(app, &mut tx, text).await?;
                continue;
            }
        };
        let row = disposition(&room, actor, text, state, reason);
        done_or_stale(rows::texts::dispose(&mut tx, &row).await?)?;
        if let Some(item) = joined {
            rows::items::join(&mut tx, item, text.id).await?;
        }
    }
    tx.commit(app.line(actor, HANDLE, campaign)).await?;
    Ok(texts.len())
}
