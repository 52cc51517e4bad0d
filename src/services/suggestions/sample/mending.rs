//! What was found unfaithful: which texts, what was said of them, and that the desk dealt with it.

use std::collections::BTreeSet;

use super::{is_reader, remark};
use crate::domain::id::{CampaignId, PersonId, TextId};
use crate::domain::people::{Act, Actor};
use crate::domain::suggestions::{DeskRefusal, SampleVerdict, may_settle_sample};
use crate::services::require;
use crate::services::suggestions::{App, Error, RawText, Result, Room, done_or_stale, handled};
use crate::store::Tx;
use crate::store::suggestions::samples::{self, Framed};

/// What this reader said of a pair before, for a press that came twice.
pub async fn said(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: TextId,
) -> Result<(SampleVerdict, Option<String>)> {
    require(actor, Act::Clear)?;
    let mut tx = app.db.read("suggestions.sample_said").await?;
    if !is_reader(&mut tx, actor, campaign).await? {
        return Err(Error::Missing);
    }
    let frame = samples::frame(&mut tx, campaign).await?;
    let row = frame.iter().find(|row| row.text == id && row.is_drawn).ok_or(Error::Missing)?;
    let verdict = row.verdict().ok_or(Error::Missing)?;
    let room = Room::enter(app, &mut tx, campaign).await?;
    let remark = remark(&room, &mut tx, actor, row).await?;
    Ok((verdict, remark.map(|(_, remark)| remark)))
}

/// Everyone who distilled, linked, set aside or second-read a text as it stands.
pub(super) fn hands(room: &Room, text: &RawText) -> Vec<PersonId> {
    let disposed = text.disposition.iter().flat_map(|row| [Some(row.author), row.reader]);
    let item = text.item.and_then(|item| room.items.get(&item));
    let distilled = item.into_iter().flat_map(|item| [Some(item.author), item.second_reader]);
    let hands: BTreeSet<PersonId> = disposed.chain(distilled).flatten().collect();
    hands.into_iter().collect()
}

/// Who may say that what was found of a text was dealt with.
pub enum SettledBy {
    /// This person.
    Oneself,
    /// Others, by name.
    Others(Vec<String>),
}

/// Those of the desk who may say that a finding was dealt with: nobody who had a hand in the text
/// as it was drawn or has one since, nor who stands near to it.
pub(super) fn able_to_settle<'a>(
    room: &Room,
    row: &Framed,
    text: &RawText,
    people: &'a [Actor],
) -> Vec<&'a Actor> {
    let hands: Vec<PersonId> = row.hands().chain(hands(room, text)).collect();
    let able = |one: &&Actor| may_settle_sample(one, &hands) && !text.case.is_too_near(one);
    people.iter().filter(able).collect()
}

pub(super) fn settled_by(actor: &Actor, able: &[&Actor]) -> SettledBy {
    if able.iter().any(|one| one.person == actor.person) {
        return SettledBy::Oneself;
    }
    SettledBy::Others(able.iter().map(|one| one.name.clone()).collect())
}

/// That a text found unfaithful was taken up again deals with the finding where somebody did it who
/// had no hand in the text; otherwise it waits for one.
pub(in crate::services::suggestions) async fn taken_up(
    tx: &mut Tx,
    room: &Room,
    actor: &Actor,
    text: &RawText,
) -> Result<()> {
    if !room.unfaithful.contains(&text.id) {
        return Ok(());
    }
    let campaign = room.campaign.id;
    let frame = samples::frame(tx, campaign).await?;
    let row = frame.iter().find(|row| row.text == text.id).ok_or(Error::Missing)?;
    if !able_to_settle(room, row, text, std::slice::from_ref(actor)).is_empty() {
        samples::deal_with(tx, campaign, text.id).await?;
    }
    Ok(())
}

/// Notes that what was found unfaithful was dealt with: by somebody who had no hand in the text.
pub async fn deal_with(app: &App, actor: &Actor, campaign: CampaignId, id: TextId) -> Result<()> {
    require(actor, Act::ReadTexts)?;
    let mut tx = app.db.begin("suggestions.sample_dealt").await?;
    let frame = samples::frame(&mut tx, campaign).await?;
    let row = frame.iter().find(|row| row.text == id).ok_or(Error::Missing)?;
    let room = Room::enter(app, &mut tx, campaign).await?;
    let text = room.text(&mut tx, actor, row.pool, id).await?;
    if able_to_settle(&room, row, &text, std::slice::from_ref(actor)).is_empty() {
        return Err(DeskRefusal::HadAHand.into());
    }
    done_or_stale(samples::deal_with(&mut tx, campaign, id).await?)?;
    Ok(tx.commit(handled(app, actor, row.pool)).await?)
}
