//! Text messages on their way, over the same outbox as letters: leased, written with a fresh code,
//! handed to the gateway one after the other, settled. Nothing here reads whether a seat was spent.

use zeroize::Zeroizing;

use crate::domain::campaigns::Channel;
use crate::domain::campaigns::short_text::ShortText;
use crate::domain::credentials::token::{Token, TokenHash};
use crate::domain::lists::Destination;
use crate::store::db::Unrecorded;
use crate::store::outbox::{Lease, Outcome};
use crate::store::{self, Tx};

use super::invitations::AddressKey;
use super::short_messages::link_units;
use super::sms::{Message, SmsFailure};
use super::{App, Error, Result};

/// How long a message is one worker's: longer than handing it over may take.
const LEASE_MINUTES: i64 = 2;
/// Minutes until a message is tried again, by how often it was tried; the last one holds on.
const PATIENCE_MINUTES: [i64; 4] = [1, 5, 15, 60];
/// How often a message that the gateway refuses is tried.
const TRIES: i64 = 5;

/// Sends what is due, as long as the gateway can be reached.
pub async fn send_due(app: &App) -> Result<()> {
    while app.sms.is_set_up() && send_next(app).await? == Sending::Goes {}
    Ok(())
}

/// Whether it makes sense to send another message now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sending {
    /// The way is free.
    Goes,
    /// Nothing is due, or the gateway cannot be reached.
    Rests,
}

/// A message in hand, with the hash of its code; or a word for the office why there is none.
type Written = std::result::Result<(Message, TokenHash), &'static str>;

async fn send_next(app: &App) -> Result<Sending> {
    let now = app.now();
    let mut tx = app.db.begin("messaging.take_next").await?;
    let until = now.plus_minutes(LEASE_MINUTES);
    let Some(lease) = store::outbox::lease(&mut tx, now, now.day(), until, Channel::Phone).await?
    else {
        return Ok(Sending::Rests);
    };
    let written = write(app, &mut tx, &lease).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    match written {
        Ok((message, code)) => {
            let sent = app.sms.send(&message).await;
            settle(app, &lease, code, sent).await
        }
        Err(reason) => {
            let outcome = match reason {
                // The office may still write them.
                NO_WORDS => Outcome::PutOff { at: now.plus_minutes(60), reason },
                _ => Outcome::Parked { reason },
            };
            note(app, &lease, &outcome, None).await?;
            Ok(Sending::Goes)
        }
    }
}

const NO_WORDS: &str = "no_words";

/// Writes a message: a fresh code is minted in the transaction of the lease, its hash stays, the
/// message lives in memory.
async fn write(app: &App, tx: &mut Tx, lease: &Lease) -> Result<Written> {
    let Some(stored) = store::addresses::of_seat(tx, lease.seat).await? else {
        return Ok(Err("opted_out"));
    };
    let key = AddressKey::of_campaign(app, lease.campaign);
    let Ok(Destination::Mobile(to)) = key.and_then(|key| key.open_destination(&stored)) else {
        return Ok(Err("no_key"));
    };
    let words = store::short_messages::words(tx, stored.audience).await?;
    let text = words.and_then(|words| ShortText::parse(&words, link_units(app)).ok());
    let Some(text) = text else { return Ok(Err(NO_WORDS)) };
    let campaign = store::campaigns::one(tx, lease.campaign).await?;
    let pool = store::seats::pool_of(tx, lease.seat).await?;
    let pool = store::campaigns::pools::one(tx, pool).await?;
    let (Some(fingerprint), Some(window)) = (pool.fingerprint, campaign.window()) else {
        return Err(Error::Missing);
    };
    let token = Token::draw(app.chance);
    let code = token.hash(&app.keys.token_key());
    store::seats::insert_token(tx, code, lease.seat).await?;
    store::outbox::note_token(tx, lease.id, code).await?;
    let fragment = token.fragment(fingerprint);
    let link = Zeroizing::new(format!("{}/s/{}{}", app.site.base_url, pool.code, *fragment));
    let text = text.message(lease.kind, &link, window.closes_on);
    Ok(Ok((Message { to, text }, code)))
}

/// Writes what became of a message. The code of one that never left the house is void; where the
/// gateway fell silent the message may have arrived, and its code stays good.
async fn settle(
    app: &App,
    lease: &Lease,
    code: TokenHash,
    sent: std::result::Result<(), SmsFailure>,
) -> Result<Sending> {
    let place = usize::try_from(lease.attempts - 1).unwrap_or(0).min(PATIENCE_MINUTES.len() - 1);
    let at = app.now().plus_minutes(PATIENCE_MINUTES[place]);
    let Err(failure) = sent else {
        note(app, lease, &Outcome::Sent, None).await?;
        return Ok(Sending::Goes);
    };
    let (reason, void, sending) = match failure {
        SmsFailure::Away => ("no_connection".to_owned(), Some(code), Sending::Rests),
        SmsFailure::Silent => ("silent".to_owned(), None, Sending::Rests),
        SmsFailure::Refused(status) => (format!("gateway_{status}"), Some(code), Sending::Goes),
    };
    let is_hopeless = matches!(failure, SmsFailure::Refused(_)) && lease.attempts >= TRIES;
    let outcome = if is_hopeless {
        Outcome::Parked { reason: &reason }
    } else {
        Outcome::Later { at, reason: &reason }
    };
    note(app, lease, &outcome, void).await?;
    Ok(sending)
}

async fn note(
    app: &App,
    lease: &Lease,
    outcome: &Outcome<'_>,
    void: Option<TokenHash>,
) -> Result<()> {
    let mut tx = app.db.begin("messaging.settle").await?;
    // A lease that ran out meanwhile is another worker's: its outcome stands.
    store::outbox::settle(&mut tx, lease, outcome).await?;
    if let Some(code) = void {
        store::outbox::void_token(&mut tx, code).await?;
    }
    Ok(tx.commit_unrecorded(Unrecorded::Outbox).await?)
}
