//! Unused cards that come back (`anonymity`, A8): the office lists them by code, or by sheet where
//! none was cut; a person who may hold the passphrase counts the paper without being told the number
//! listed, and only then are their codes void. What is listed is looked up among cards alone, never
//! among seats: nobody learns whether one was used before it came back.

use std::collections::BTreeSet;

use crate::domain::campaigns::cards::{CardRefusal, Return};
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, Pool, PoolState};
use crate::domain::credentials::token::Token;
use crate::domain::id::{AudienceId, CampaignId, CardReturnId, SeatId};
use crate::domain::people::{Act, Actor};
use crate::store::{self, Tx};

use super::channels::reached_by;
use super::people::Names;
use super::{App, Error, Result, require, second_person};

/// What came back of an audience's cards, as its page shows it.
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// The audience.
    pub audience: Audience,
    /// Its pool.
    pub pool: Pool,
    /// Lists that were counted and the one that waits, the oldest first.
    pub returns: Vec<Return>,
    /// How many cards the waiting list holds, for the office alone: the second person counts.
    pub listed: Option<u32>,
    /// The last list was taken back, because the counts were not its number: the cards are to be listed
    /// anew.
    pub is_taken_back: bool,
    /// Cards can still come back.
    pub is_possible: bool,
    /// What the people in it are called.
    pub names: Names,
}

impl Overview {
    /// The list that waits to be counted.
    pub fn waiting(&self) -> Option<&Return> {
        self.returns.iter().find(|it| it.confirmed.is_none())
    }
}

/// What came back, and what is still possible.
pub async fn look(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Overview> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.read("returned_cards.look").await?;
    let (campaign, audience, pool) = reached_by(Channel::Card, &mut tx, (campaign, id)).await?;
    let returns = store::cards::returns(&mut tx, id).await?;
    let waiting = returns.iter().find(|it| it.confirmed.is_none());
    let listed = match waiting {
        Some(list) if actor.may(Act::RunCampaigns) => {
            Some(store::cards::listed(&mut tx, list.id).await?)
        }
        _ => None,
    };
    Ok(Overview {
        is_taken_back: store::cards::recount(&mut tx, id).await?,
        is_possible: check(&campaign, &audience, &pool).is_ok(),
        names: Names::read(&mut tx).await?,
        campaign,
        audience,
        pool,
        returns,
        listed,
    })
}

/// The audiences whose listed cards wait for a person like this one.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, AudienceId)>> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.read("returned_cards.waiting").await?;
    Ok(store::cards::waiting_returns(&mut tx).await?)
}

/// The audiences whose cards were counted otherwise than they were listed: for the office, which can
/// look its list through, take it back or list the cards anew.
pub async fn miscounted(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, AudienceId)>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("returned_cards.miscounted").await?;
    Ok(store::cards::miscounted_returns(&mut tx).await?)
}

/// The audiences of a campaign whose cards should be counted back before its opening.
pub async fn uncounted(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Vec<AudienceId>> {
    require(actor, Act::ReadCampaigns)?;
    let mut tx = app.db.read("returned_cards.uncounted").await?;
    Ok(store::cards::uncounted(&mut tx, campaign).await?)
}

/// From the printing until the opening begins.
fn check(
    campaign: &Campaign,
    audience: &Audience,
    pool: &Pool,
) -> std::result::Result<(), CardRefusal> {
    let is_open = campaign.state == CampaignState::Launched && pool.state == PoolState::Collecting;
    if audience.printed && is_open { Ok(()) } else { Err(CardRefusal::NotNow) }
}

/// Why some of what was listed was not taken; then none of it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// These lines hold codes that no card of the audience has.
    Unknown(Vec<usize>),
    /// All cards are listed.
    Done,
}

/// Lists cards that came back, by code and by sheet, with those that wait already. Nothing listed at
/// all says that none came back, which the second person confirms as well.
pub async fn list(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    (codes, sheets): (&[(usize, Token)], &BTreeSet<u32>),
) -> Result<Listing> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("returned_cards.list").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, audience, pool) = reached_by(Channel::Card, &mut tx, (campaign, id)).await?;
    check(&campaign, &audience, &pool)?;
    let into = open_list(app, &mut tx, actor, id).await?;
    let (key, mut unknown) = (app.keys.token_key(), Vec::new());
    for (line, token) in codes {
        if !store::cards::list_code(&mut tx, token.hash(&key), id, into).await? {
            unknown.push(*line);
        }
    }
    if !unknown.is_empty() {
        return Ok(Listing::Unknown(unknown));
    }
    let known = store::cards::sheets(&mut tx, id).await?;
    for number in sheets {
        let sheet = known.iter().find(|sheet| sheet.number == *number);
        let sheet = sheet.ok_or(CardRefusal::NoSuchSheet(*number))?;
        if store::cards::list_sheet(&mut tx, sheet.id, into).await? == 0 {
            return Err(CardRefusal::SheetReturned(*number).into());
        }
    }
    store::cards::revise_return(&mut tx, into).await?;
    // The trail does not tell the number either: who counts afterwards may read it.
    let line = app.line(actor, "returned_cards.list", campaign.id).with(id.to_string());
    tx.commit(line).await?;
    Ok(Listing::Done)
}

async fn open_list(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    audience: AudienceId,
) -> Result<CardReturnId> {
    let returns = store::cards::returns(tx, audience).await?;
    if let Some(list) = returns.iter().find(|it| it.confirmed.is_none()) {
        return Ok(list.id);
    }
    let id = CardReturnId::draw(app.chance);
    store::cards::insert_return(tx, id, audience, (actor.person, app.now())).await?;
    Ok(id)
}

/// The second person has counted the paper: if the number is the one listed, the codes are void. A
/// number that is not can be given again; a second one takes the list back, or the right one could
/// be found by trying.
pub async fn confirm(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    seen: &str,
    counted: u32,
) -> Result<()> {
    require(actor, Act::HoldPassphrase)?;
    let mut tx = app.db.begin("returned_cards.confirm").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, audience, pool) = reached_by(Channel::Card, &mut tx, (campaign, id)).await?;
    check(&campaign, &audience, &pool)?;
    let returns = store::cards::returns(&mut tx, id).await?;
    let list = returns.iter().find(|it| it.confirmed.is_none());
    let list = list.ok_or(CardRefusal::NothingWaits)?;
    if list.seen() != seen {
        return Err(Error::Stale);
    }
    second_person::check(&mut tx, actor, (list.listed_by, Act::RunCampaigns), campaign.id).await?;
    if store::cards::listed(&mut tx, list.id).await? != counted {
        return Err(note_miscount(app, actor, tx, (campaign.id, id), (list, counted))
            .await?
            .into());
    }
    let by = (actor.person, app.now());
    if !store::cards::confirm_return(&mut tx, list.id, counted, by).await? {
        return Err(Error::Stale);
    }
    let seats = store::cards::void_listed(&mut tx, list.id).await?;
    keep_from_later_cards(app, &mut tx, seats).await?;
    let line = app.line(actor, "returned_cards.confirm", campaign.id);
    Ok(tx.commit(line.with(format!("{id} {counted} cards"))).await?)
}

async fn note_miscount(
    app: &App,
    actor: &Actor,
    mut tx: Tx,
    (campaign, id): (CampaignId, AudienceId),
    (list, counted): (&Return, u32),
) -> Result<CardRefusal> {
    let is_second = list.miscount.is_some_and(|before| before != counted);
    if is_second {
        store::cards::forget_return(&mut tx, list.id).await?;
        store::cards::set_recount(&mut tx, id, true).await?;
    } else {
        store::cards::note_miscount(&mut tx, list.id, counted).await?;
    }
    let line = app.line(actor, "returned_cards.miscount", campaign);
    let detail = format!("{id} counted={counted} taken_back={is_second}");
    tx.commit(line.with(detail)).await?;
    Ok(if is_second { CardRefusal::CountedTwice } else { CardRefusal::CountDiffers })
}

/// A seat without a code is one that cards are still printed for. Those of voided cards are given to
/// nobody again, spent or not: a later card would look used. So each keeps a code that nobody knows.
async fn keep_from_later_cards(app: &App, tx: &mut Tx, seats: Vec<SeatId>) -> Result<()> {
    let key = app.keys.token_key();
    let unknown = seats.into_iter().map(|seat| (Token::draw(app.chance).hash(&key), seat));
    Ok(store::seats::insert_tokens(tx, unknown.collect()).await?)
}

/// Takes a list back that nobody counted; its cards are as they were.
pub async fn forget(app: &App, actor: &Actor, campaign: CampaignId, id: AudienceId) -> Result<()> {
    require(actor, Act::AttendOpenings)?;
    let mut tx = app.db.begin("returned_cards.forget").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let (campaign, ..) = reached_by(Channel::Card, &mut tx, (campaign, id)).await?;
    let returns = store::cards::returns(&mut tx, id).await?;
    let list = returns.iter().find(|it| it.confirmed.is_none());
    let list = list.ok_or(CardRefusal::NothingWaits)?;
    store::cards::forget_return(&mut tx, list.id).await?;
    let line = app.line(actor, "returned_cards.forget", campaign.id);
    Ok(tx.commit(line.with(id.to_string())).await?)
}
