//! Writing one letter: to whom, with which code, in which words.

use crate::domain::campaigns::later::plain_name;
use crate::domain::campaigns::template::{Fillings, Template};
use crate::domain::campaigns::{Campaign, MailKind};
use crate::domain::credentials::token::{PoolCode, Token, TokenHash};
use crate::domain::id::OptOutId;
use crate::domain::text::{EmailAddress, Line};
use crate::services::invitations::AddressKey;
use crate::services::letters::{self, Composed, Invitation};
use crate::services::mail::{Letter, Sender};
use crate::services::{App, Error, Result};
use crate::store::addresses::Stored;
use crate::store::outbox::Lease;
use crate::store::{self, Tx};

/// Why nothing is written to an address that takes no more. Nobody is shown it: what is counted is
/// counted as sent ([`store::outbox::counts`]).
pub const OPTED_OUT: &str = "opted_out";

/// A word for the office: why a mail has no letter. One mail that cannot be written must not hold
/// up the others.
pub struct Unwritten(pub &'static str);

/// Where a mail would go.
pub struct Recipient {
    /// Its address.
    pub to: EmailAddress,
    /// It takes no more mail, and is passed over when its turn has come like that of any other: a turn
    /// of its own would tell whoever stops an address that it is on the list.
    pub is_out: bool,
}

/// Where a mail goes. One that was refused for good is not written to again, whoever has answered,
/// until a new address takes its place.
pub async fn recipient(
    app: &App,
    tx: &mut Tx,
    lease: &Lease,
) -> Result<std::result::Result<Recipient, Unwritten>> {
    // This comes first: whoever asks for no more mail must not move a figure by it.
    if store::address_changes::was_refused(tx, lease.seat).await? {
        return Ok(Err(Unwritten("refused_before")));
    }
    let Some(stored) = store::addresses::listed(tx, lease.seat).await? else {
        return Ok(Err(Unwritten(OPTED_OUT)));
    };
    let is_out = store::addresses::of_seat(tx, lease.seat).await?.is_none();
    let key = AddressKey::of_campaign(app, lease.campaign);
    let to = key.and_then(|key| key.open_address(&stored)).map_err(|_| Unwritten("no_key"));
    Ok(to.map(|to| Recipient { to, is_out }))
}

/// The letter, with a fresh code whose hash is stored in the same transaction. Where a campaign was
/// cancelled there is nothing left to reach, and no code. Every letter to a list can be stopped by
/// one click, that one too: mail programs show the button beside the sender's letters, and large
/// receivers ask for it of whoever sends many (RFC 8058).
pub async fn write(
    app: &App,
    tx: &mut Tx,
    lease: &Lease,
    to: EmailAddress,
) -> Result<(Letter, Option<TokenHash>)> {
    let campaign = store::campaigns::one(tx, lease.campaign).await?;
    let stored = store::addresses::of_seat(tx, lease.seat).await?.ok_or(Error::Missing)?;
    let words = words(tx, &campaign, &stored).await?;
    let pool = store::seats::pool_of(tx, lease.seat).await?;
    let pool = store::campaigns::pools::one(tx, pool).await?;
    let drawn = OptOutId::draw(app.chance);
    let opt_out = store::addresses::opt_out_id(tx, stored.id, drawn).await?;
    let stop = stop_address(app, pool.code, opt_out);
    if lease.kind == MailKind::Cancellation {
        let composed = letters::cancelled(&campaign, &words, app.clock.today());
        return Ok((addressed(app, lease, &campaign, to, composed, stop)?, None));
    }
    let (Some(fingerprint), Some(window)) = (pool.fingerprint, campaign.window()) else {
        return Err(Error::Missing);
    };
    let token = Token::draw(app.chance);
    let hash = token.hash(&app.keys.token_key());
    store::seats::insert_token(tx, hash, lease.seat).await?;
    store::outbox::note_token(tx, lease.id, hash).await?;
    let letter = Invitation {
        campaign: &campaign,
        pool: &pool,
        fingerprint,
        window,
        kind: lease.kind,
        words: &words,
        base_url: &app.site.base_url,
        stop: &stop,
    };
    let composed = letter.compose(&token);
    Ok((addressed(app, lease, &campaign, to, composed, stop)?, Some(hash)))
}

/// The words of the audience's letter, filled in.
async fn words(tx: &mut Tx, campaign: &Campaign, to: &Stored) -> Result<Template> {
    let audience = store::campaigns::audiences::one(tx, campaign.id, to.audience).await?;
    let own = store::campaigns::audiences::letter(tx, audience.id).await?;
    let template = own.unwrap_or_else(|| Template::of(&campaign.texts));
    let last_day = campaign.window().map(|window| window.closes_on);
    Ok(template.filled(&Fillings { campaign, audience: plain_name(&audience), last_day }))
}

fn addressed(
    app: &App,
    lease: &Lease,
    campaign: &Campaign,
    to: EmailAddress,
    composed: Composed,
    stop: String,
) -> Result<Letter> {
    let line = |text: &str| Line::parse(text).map_err(|bad| Error::Broken(Box::new(bad)));
    let address = app.site.mail_from.clone().ok_or(Error::Missing)?;
    Ok(Letter {
        // One id for all attempts: mail systems recognise a second copy by it.
        id: lease.id,
        from: Sender { name: line(&campaign.texts.issuer_zh)?, address },
        to,
        subject: line(&composed.subject)?,
        text: composed.text,
        html: composed.html,
        stop: Some(stop),
        at: app.now(),
    })
}

/// Where the mails to an address are stopped. The same words stand in the router's list.
fn stop_address(app: &App, pool: PoolCode, id: OptOutId) -> String {
    format!("{}/s/{pool}/no-more-mail/{id}", app.site.base_url)
}
