//! The second reader's side: an item beside the raw texts it was written from, cleared or sent
//! back; texts that another set aside, confirmed or put back.

use super::{
    App, Error, HANDLE, Item, OpenedCampaign, Result, Room, done_or_stale, handled, refused,
    take_step,
};
use crate::domain::id::{ItemId, PersonId, PoolId, TextId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::questionnaires::Words;
use crate::domain::suggestions::{
    ItemAct, ItemState, Remark, TextAct, Warnings, item_step, text_step,
};
use crate::domain::vocabularies::Word;
use crate::services::require;
use crate::store;
use crate::store::suggestions as rows;
use crate::store::suggestions::items::ItemRemark;

/// A raw text beside its item.
pub struct Source {
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
    /// This person may take it off the item.
    pub may_unlink: bool,
}

/// An item with everything that a second reader weighs.
pub struct Review {
    /// Its campaign.
    pub campaign: OpenedCampaign,
    /// The item.
    pub item: Item,
    /// The raw texts, as long as it is at the desk.
    pub sources: Vec<Source>,
    /// What to look at twice, as long as it is at the desk.
    pub warnings: Warnings,
    /// What was said so far, with the names of those who said it.
    pub remarks: Vec<(ItemRemark, String)>,
    /// The author's name.
    pub author: String,
    /// What this person may do with it.
    pub acts: Vec<ItemAct>,
    /// Units, for names and for choosing.
    pub units: Vec<Unit>,
    /// Vocabularies, for names and for choosing.
    pub words: Vec<Word>,
}

/// Opens an item with its raw texts. That this person looked is recorded.
pub async fn item(app: &App, actor: &Actor, id: ItemId) -> Result<Review> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.item").await?;
    let item = rows::items::one(&mut tx, id).await?;
    let room = Room::enter(app, &mut tx, item.campaign).await?;
    if room.is_too_near(actor, &item) {
        return Err(Error::Missing);
    }
    let mut texts = room.of_item(&mut tx, actor, id).await?;
    texts.retain(|text| room.is_readable(text));
    let warnings = Warnings::of(
        texts.iter().map(|text| text.content().text.as_str()),
        item.draft.text.as_str(),
    );
    let sources = texts.iter().map(|text| Source {
        pool: text.pool,
        id: text.id,
        text: text.content().text.clone(),
        audience: room.pools.get(&text.pool).and_then(super::OpenPool::audience),
        about: room.about(text),
        may_unlink: text_step(&text.case, TextAct::Unlink, actor).is_ok(),
    });
    let sources: Vec<Source> = sources.collect();
    let mut remarks = Vec::new();
    for remark in rows::items::remarks(&mut tx, id).await? {
        let name = store::people::one(&mut tx, remark.person).await?.name;
        remarks.push((remark, name));
    }
    let allowed = |act: &&ItemAct| item_step(&room.item_case(&item), **act, actor).is_ok();
    let acts = ItemAct::ALL.iter().filter(allowed).copied().collect();
    let author = store::people::one(&mut tx, item.author).await?.name;
    tx.commit(app.line(actor, HANDLE, item.campaign)).await?;
    let Room { campaign, units, words, .. } = room;
    Ok(Review { campaign, item, sources, warnings, remarks, author, acts, units, words })
}

/// What the second reader decides.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// 复核通过, with or without a word to the author.
    Clear(Option<Remark>),
    /// 退改, saying what to change.
    SendBack(Remark),
}

/// Clears an item for its batch, or sends it back; what was read is what is judged.
pub async fn judge(
    app: &App,
    actor: &Actor,
    id: ItemId,
    revision: i64,
    verdict: Verdict,
) -> Result<ItemState> {
    require(actor, Act::Clear)?;
    let (act, remark) = match verdict {
        Verdict::Clear(remark) => (ItemAct::Clear, remark.map_or_else(String::new, String::from)),
        Verdict::SendBack(remark) => (ItemAct::SendBack, remark.into()),
    };
    let mut tx = app.db.begin("suggestions.judge").await?;
    let item = rows::items::one(&mut tx, id).await?;
    let room = Room::enter(app, &mut tx, item.campaign).await?;
    let state = item_step(&room.item_case(&item), act, actor).map_err(refused)?;
    room.of_item(&mut tx, actor, id).await?;
    let reader: Option<PersonId> = (act == ItemAct::Clear).then_some(actor.person);
    done_or_stale(rows::items::judge(&mut tx, id, revision, state, reader).await?)?;
    let remark = ItemRemark { act, person: actor.person, at: app.now(), remark };
    rows::items::add_remark(&mut tx, id, &remark).await?;
    let line = match act {
        ItemAct::Clear => app.line(actor, "suggestions.clear", id),
        _ => app.line(actor, HANDLE, item.campaign),
    };
    tx.commit(line).await?;
    Ok(state)
}

/// Confirms that a text is set aside.
pub async fn confirm(app: &App, actor: &Actor, pool: PoolId, id: TextId) -> Result<()> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.begin("suggestions.confirm").await?;
    rows::lock_pool(&mut tx, pool).await?;
    let room = Room::enter_pool(app, &mut tx, pool).await?;
    let text = room.text(&mut tx, actor, pool, id).await?;
    take_step(&text, TextAct::Confirm, actor)?;
    done_or_stale(rows::texts::confirm(&mut tx, id, actor.person).await?)?;
    Ok(tx.commit(handled(app, actor, pool)).await?)
}

/// Puts a text that another set aside back among those that wait.
pub async fn reopen(app: &App, actor: &Actor, pool: PoolId, id: TextId) -> Result<()> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.begin("suggestions.reopen").await?;
    rows::lock_pool(&mut tx, pool).await?;
    let room = Room::enter_pool(app, &mut tx, pool).await?;
    let text = room.text(&mut tx, actor, pool, id).await?;
    take_step(&text, TextAct::Reopen, actor)?;
    room.wait_again(app, &mut tx, &text).await?;
    Ok(tx.commit(handled(app, actor, pool)).await?)
}
