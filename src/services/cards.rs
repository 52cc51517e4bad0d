//! Cards (邀请卡): codes on paper, for people without a list. They are minted while they are printed
//! and known to nobody afterwards. A lost sheet is printed anew with other codes for the same seats,
//! spent or not: nothing here learns which.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use crate::domain::campaigns::cards::{CardRefusal, PerSheet, Sheet, Tally};
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, Pool, Standing};
use crate::domain::credentials::fingerprint::Fingerprint;
use crate::domain::credentials::token::{Token, TokenHash};
use crate::domain::id::{AudienceId, CampaignId, CardSheetId, PoolId, SeatId};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::{Document, Language};
use crate::domain::refusal::Refusal;
use crate::store::{self, Tx};

use super::{App, Error, Result, require};

/// The cards of one audience, shuffled, in memory alone.
pub struct Cards {
    /// The campaign.
    pub campaign: Campaign,
    /// The pool they lead to.
    pub pool: Pool,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// The title of the questionnaire in its further languages.
    pub titles: Vec<(Language, String)>,
    /// How many of them stand on a sheet.
    pub per_sheet: PerSheet,
    /// The sheets they are printed on.
    pub sheets: Vec<Printed>,
    /// How many sheets the audience has in all.
    pub of_sheets: usize,
}

/// A sheet with its codes.
pub struct Printed {
    /// The number in its margin.
    pub number: u32,
    /// How often it was printed, this time included.
    pub prints: u32,
    /// Its codes.
    pub tokens: Vec<Token>,
}

impl Cards {
    /// The address a card's QR code opens.
    pub fn link(&self, base_url: &str, token: &Token) -> Zeroizing<String> {
        let fragment = token.fragment(self.fingerprint);
        Zeroizing::new(format!("{base_url}/s/{}{}", self.pool.code, *fragment))
    }

    /// The address to type, without the code.
    pub fn address(&self, base_url: &str) -> String {
        format!("{base_url}/s/{}", self.pool.code)
    }

    /// All codes.
    pub fn tokens(self) -> Vec<Token> {
        self.sheets.into_iter().flat_map(|sheet| sheet.tokens).collect()
    }
}

/// Whether cards can be printed now.
pub fn check(campaign: &Campaign, audience: &Audience, standing: Option<Standing>) -> Result<()> {
    if audience.channel != Channel::Card {
        return Err(Error::Missing);
    }
    if audience.printed {
        return Err(CardRefusal::Printed.into());
    }
    check_collects(campaign, standing)
}

/// Whether cards of a campaign that were printed still lead to a seat.
pub fn collects(app: &App, campaign: &Campaign) -> bool {
    check_collects(campaign, standing(app, campaign)).is_ok()
}

fn check_collects(campaign: &Campaign, standing: Option<Standing>) -> Result<()> {
    let collects = campaign.state == CampaignState::Launched
        && matches!(standing, Some(Standing::Ahead | Standing::Open));
    if collects { Ok(()) } else { Err(Refusal::NotCollecting.into()) }
}

/// The audiences whose cards can be printed and are not.
pub async fn unprinted(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, AudienceId)>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("cards.unprinted").await?;
    let mut unprinted = Vec::new();
    for campaign in store::campaigns::all(&mut tx).await? {
        let standing = standing(app, &campaign);
        for audience in store::campaigns::audiences::of_campaign(&mut tx, campaign.id).await? {
            if check(&campaign, &audience, standing).is_ok() {
                unprinted.push((campaign.id, audience.id));
            }
        }
    }
    Ok(unprinted)
}

/// Mints the codes of an audience's cards, once, and lays them out on sheets.
pub async fn print(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
    per_sheet: PerSheet,
) -> Result<Cards> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("cards.print").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    let audience = store::campaigns::audiences::one(&mut tx, campaign.id, id).await?;
    check(&campaign, &audience, standing(app, &campaign))?;
    if !store::campaigns::audiences::mark_printed(&mut tx, id).await? {
        return Err(CardRefusal::Printed.into());
    }
    let mut seats = store::seats::without_card(&mut tx, audience.pool, audience.cards).await?;
    app.chance.shuffle(&mut seats);
    let mut sheets = Vec::new();
    for (seats, number) in seats.chunks(per_sheet.cards()).zip(1..) {
        let id = CardSheetId::draw(app.chance);
        let cards = u32::try_from(seats.len()).unwrap_or(u32::MAX);
        let sheet = Sheet { id, number, cards, prints: 1 };
        store::cards::insert_sheet(&mut tx, audience.id, &sheet).await?;
        sheets.push(Printed { number, prints: 1, tokens: mint(app, &mut tx, id, seats).await? });
    }
    let cards = lay_out(&mut tx, campaign, &audience, (per_sheet, sheets)).await?;
    let count: usize = cards.sheets.iter().map(|sheet| sheet.tokens.len()).sum();
    let detail = format!("{id} {count} cards {} sheets", cards.sheets.len());
    tx.commit(app.line(actor, "cards.print", cards.campaign.id).with(detail)).await?;
    Ok(cards)
}

fn standing(app: &App, campaign: &Campaign) -> Option<Standing> {
    campaign.window().map(|window| window.at(app.now()))
}

/// Draws a code for each seat and writes them in the order of their hashes: no row tells which
/// stands where on the paper.
async fn mint(app: &App, tx: &mut Tx, sheet: CardSheetId, seats: &[SeatId]) -> Result<Vec<Token>> {
    let key = app.keys.token_key();
    let mut tokens: Vec<Token> = seats.iter().map(|_| Token::draw(app.chance)).collect();
    let mut rows: Vec<(TokenHash, SeatId)> =
        tokens.iter().zip(seats).map(|(token, seat)| (token.hash(&key), *seat)).collect();
    rows.sort_unstable_by_key(|(hash, _)| *hash);
    for (hash, seat) in rows {
        store::seats::insert_token(tx, hash, seat).await?;
        store::cards::insert(tx, hash, sheet).await?;
    }
    app.chance.shuffle(&mut tokens);
    Ok(tokens)
}

async fn lay_out(
    tx: &mut Tx,
    campaign: Campaign,
    audience: &Audience,
    (per_sheet, sheets): (PerSheet, Vec<Printed>),
) -> Result<Cards> {
    let pool = store::campaigns::pools::one(tx, audience.pool).await?;
    let fingerprint = pool.fingerprint.ok_or(Error::Missing)?;
    let titles = match pool.version {
        Some(version) => titles(&store::questionnaires::version(tx, version).await?.document),
        None => Vec::new(),
    };
    let of_sheets = store::cards::sheets(tx, audience.id).await?.len();
    Ok(Cards { campaign, pool, fingerprint, titles, per_sheet, sheets, of_sheets })
}

/// The sheets of an audience that were printed.
pub async fn sheets(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Vec<Sheet>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("cards.sheets").await?;
    store::campaigns::audiences::one(&mut tx, campaign, id).await?;
    Ok(store::cards::sheets(&mut tx, id).await?)
}

/// A lost sheet, as whoever voids it was shown it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The number in its margin.
    pub number: u32,
    /// How often it was printed so far.
    pub prints: u32,
    /// The cards that become void.
    pub cards: u32,
}

/// What printing these sheets anew would void.
pub async fn look_at_lost(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    lost: &BTreeSet<u32>,
) -> Result<Vec<Lost>> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.read("cards.look_at_lost").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    store::campaigns::audiences::one(&mut tx, campaign.id, id).await?;
    let known = reprintable(app, &mut tx, &campaign, id).await?;
    let mut sheets = Vec::new();
    for number in lost {
        let sheet = numbered(&known, *number)?;
        let cards = store::cards::on_sheet(&mut tx, sheet.id).await?;
        if cards == 0 {
            return Err(CardRefusal::SheetReturned(*number).into());
        }
        sheets.push(Lost { number: *number, prints: sheet.prints, cards });
    }
    Ok(sheets)
}

/// The sheets of an audience, while they can be printed anew.
async fn reprintable(
    app: &App,
    tx: &mut Tx,
    campaign: &Campaign,
    id: AudienceId,
) -> Result<Vec<Sheet>> {
    check_collects(campaign, standing(app, campaign))?;
    let returns = store::cards::returns(tx, id).await?;
    if returns.iter().any(|it| it.confirmed.is_none()) {
        return Err(CardRefusal::ReturnWaits.into());
    }
    Ok(store::cards::sheets(tx, id).await?)
}

fn numbered(known: &[Sheet], number: u32) -> std::result::Result<&Sheet, CardRefusal> {
    known.iter().find(|it| it.number == number).ok_or(CardRefusal::NoSuchSheet(number))
}

/// Prints lost sheets anew: all their codes are void, and each of their seats gets another. One that
/// was printed since it was looked at is left alone: the paper just printed would be void.
///
/// One person may: whoever prints holds codes in hand, the first time as well, and a seat stays one
/// seat. What watches over it is the number, which is published, and the unused cards that two
/// persons count back.
pub async fn reprint(
    app: &App,
    actor: &Actor,
    (campaign, id): (CampaignId, AudienceId),
    lost: &[(u32, u32)],
) -> Result<Cards> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("cards.reprint").await?;
    store::audit::wait_for_turn(&mut tx).await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    let audience = store::campaigns::audiences::one(&mut tx, campaign.id, id).await?;
    let known = reprintable(app, &mut tx, &campaign, id).await?;
    let largest = known.iter().map(|sheet| sheet.cards).max().unwrap_or_default();
    let per_sheet = if largest > 8 { PerSheet::Ten } else { PerSheet::Eight };
    let mut sheets = Vec::new();
    for (number, prints) in lost {
        let sheet = numbered(&known, *number)?;
        if sheet.prints != *prints {
            return Err(CardRefusal::PrintedAnew(*number, sheet.prints).into());
        }
        sheets.push(replace(app, &mut tx, sheet).await?);
    }
    let cards = lay_out(&mut tx, campaign, &audience, (per_sheet, sheets)).await?;
    let numbers: Vec<String> = lost.iter().map(|(number, _)| number.to_string()).collect();
    let detail = format!("{id} sheets {}", numbers.join(","));
    tx.commit(app.line(actor, "cards.reprint", cards.campaign.id).with(detail)).await?;
    Ok(cards)
}

async fn replace(app: &App, tx: &mut Tx, lost: &Sheet) -> Result<Printed> {
    let mut seats = store::cards::void_sheet(tx, lost.id).await?;
    store::cards::clear_sheet(tx, lost.id).await?;
    if seats.is_empty() {
        return Err(CardRefusal::SheetReturned(lost.number).into());
    }
    app.chance.shuffle(&mut seats);
    let tokens = mint(app, tx, lost.id, &seats).await?;
    let cards = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
    store::cards::reprinted(tx, lost.id, cards).await?;
    Ok(Printed { number: lost.number, prints: lost.prints + 1, tokens })
}

/// How many cards of a pool are about, for everyone to read.
pub async fn tally(app: &App, pool: PoolId) -> Result<Option<Tally>> {
    let mut tx = app.db.read("cards.tally").await?;
    Ok(store::cards::tally(&mut tx, pool).await?)
}

/// A title in every further language it is written in.
pub fn titles(document: &Document) -> Vec<(Language, String)> {
    let title = |language: &Language| {
        Some((language.clone(), document.title.further(language.tag)?.to_owned()))
    };
    document.languages.iter().filter_map(title).collect()
}
