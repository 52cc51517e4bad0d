//! Cards (邀请卡): codes on paper, for people without a list. They are minted while they are printed
//! and known to nobody afterwards, so that a second print is not possible.

use zeroize::Zeroizing;

use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, Pool, Standing};
use crate::domain::credentials::fingerprint::Fingerprint;
use crate::domain::credentials::token::Token;
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::{Document, Language};
use crate::domain::refusal::Refusal;
use crate::store;

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
    /// Their codes.
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
}

/// Whether cards can be printed now.
pub fn check(campaign: &Campaign, audience: &Audience, standing: Option<Standing>) -> Result<()> {
    if audience.channel != Channel::Card {
        return Err(Error::Missing);
    }
    if audience.printed {
        return Err(Refusal::CardsPrinted.into());
    }
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
        let standing = campaign.window().map(|window| window.at(app.now()));
        for audience in store::campaigns::audiences::of_campaign(&mut tx, campaign.id).await? {
            if check(&campaign, &audience, standing).is_ok() {
                unprinted.push((campaign.id, audience.id));
            }
        }
    }
    Ok(unprinted)
}

/// Mints the codes of an audience's cards, once.
pub async fn print(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    id: AudienceId,
) -> Result<Cards> {
    require(actor, Act::RunCampaigns)?;
    let mut tx = app.db.begin("cards.print").await?;
    let campaign = store::campaigns::one(&mut tx, campaign).await?;
    let audience = store::campaigns::audiences::one(&mut tx, campaign.id, id).await?;
    let standing = campaign.window().map(|window| window.at(app.now()));
    check(&campaign, &audience, standing)?;
    if !store::campaigns::audiences::mark_printed(&mut tx, id).await? {
        return Err(Refusal::CardsPrinted.into());
    }
    let pool = store::campaigns::pools::one(&mut tx, audience.pool).await?;
    let fingerprint = pool.fingerprint.ok_or(Error::Missing)?;
    let titles = match pool.version {
        Some(version) => titles(&store::questionnaires::version(&mut tx, version).await?.document),
        None => Vec::new(),
    };
    let seats = store::seats::without_card(&mut tx, pool.id, audience.cards).await?;
    let (key, mut tokens) = (app.keys.token_key(), Vec::new());
    for seat in seats {
        let token = Token::draw(app.chance);
        store::seats::insert_token(&mut tx, token.hash(&key), seat).await?;
        tokens.push(token);
    }
    app.chance.shuffle(&mut tokens);
    let detail = format!("{id} {} cards", tokens.len());
    tx.commit(app.line(actor, "cards.print", campaign.id).with(detail)).await?;
    Ok(Cards { campaign, pool, fingerprint, titles, tokens })
}

/// A title in every further language it is written in.
fn titles(document: &Document) -> Vec<(Language, String)> {
    let title = |language: &Language| {
        Some((language.clone(), document.title.further(language.tag)?.to_owned()))
    };
    document.languages.iter().filter_map(title).collect()
}
