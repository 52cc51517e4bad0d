//! Text messages on their way, over the same outbox as letters and at a plan of their own: leased,
//! written with a fresh code, handed to the gateway one after the other, settled. Nothing here reads
//! whether a seat was spent.
//!
//! A gateway that falls silent after it was asked may have sent a message. Where it knows repeats by
//! their number the message is handed over again; elsewhere it is parked, for nobody is to get it
//! twice.

mod failing;

use zeroize::Zeroizing;

use crate::domain::campaigns::mailing::{SendingPlan, Way};
use crate::domain::campaigns::short_text::ShortText;
use crate::domain::credentials::token::{Token, TokenHash};
use crate::domain::lists::Destination;
use crate::store::db::Unrecorded;
use crate::store::leases::{Outcome, UNWRITTEN};
use crate::store::outbox::Lease;
use crate::store::pace::Room;
use crate::store::{self, Tx};

use super::invitations::AddressKey;
use super::sending::writing::OPTED_OUT;
use super::sending::{self, LEASE_MINUTES, put_aside, unharmed};
use super::short_messages::link_units;
use super::sms::Message;
use super::{App, Error, Result};

/// Sends what is due, as long as plan and gateway allow.
pub async fn send_due(app: &App) -> Result<()> {
    if !app.sms.is_set_up() {
        return Ok(());
    }
    let plan = sending::begin(app, Way::Message).await?;
    while send_next(app, plan).await? == Sending::Goes {}
    Ok(())
}

/// Whether it makes sense to send another message now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sending {
    /// The way is free.
    Goes,
    /// Nothing is due, the plan is used up, or the gateway cannot be reached.
    Rests,
}

/// A message in hand, with the hash of its code; or a word for the office why there is none.
type Written = std::result::Result<(Message, TokenHash), &'static str>;

async fn send_next(app: &App, plan: SendingPlan) -> Result<Sending> {
    let mut in_hand = None;
    match take_next(app, plan, &mut in_hand).await {
        Ok(Next::Message(taken)) => {
            let (lease, room, message, code) = *taken;
            let sent = app.sms.send(&message).await;
            failing::settle(app, &lease, (room, code), sent).await
        }
        Ok(Next::Another) => Ok(Sending::Goes),
        Ok(Next::Nothing) => Ok(Sending::Rests),
        Err(failure) => {
            put_aside(app, in_hand, failure).await?;
            Ok(Sending::Goes)
        }
    }
}

/// What there is to do next.
enum Next {
    /// A message to hand over, with the room it takes and its code.
    Message(Box<(Lease, Room, Message, TokenHash)>),
    /// One was put off or parked; the next may go.
    Another,
    /// Nothing, for now.
    Nothing,
}

/// Leases the message that has been due the longest and writes it.
async fn take_next(app: &App, plan: SendingPlan, in_hand: &mut Option<Lease>) -> Result<Next> {
    let now = app.now();
    let mut tx = app.db.begin("messaging.take_next").await?;
    let rest = store::pace::rest(&mut tx, Way::Message).await?;
    if rest.until > now.0 {
        return Ok(Next::Nothing);
    }
    let Some(room) = store::pace::take_room(&mut tx, Way::Message, now, plan).await? else {
        return Ok(Next::Nothing);
    };
    let until = now.plus_minutes(LEASE_MINUTES);
    let Some(lease) = store::outbox::lease(&mut tx, Way::Message, (now, until)).await? else {
        return Ok(Next::Nothing);
    };
    *in_hand = Some(lease);
    let written = if lease.hold.is_hopeless() {
        Err(UNWRITTEN)
    } else {
        unharmed(write(app, &mut tx, &lease)).await?
    };
    match written {
        Ok((message, code)) => {
            tx.commit_unrecorded(Unrecorded::Outbox).await?;
            Ok(Next::Message(Box::new((lease, room, message, code))))
        }
        Err(reason) => {
            let outcome = match reason {
                // The office may still write them.
                NO_WORDS => Outcome::PutOff { at: now.plus_minutes(60), reason },
                // One that was passed over while the gateway takes none would show. Unlike a relay it
                // cannot be greeted without a message, so that another one has to find out first.
                OPTED_OUT if rest.failures > 0 => {
                    Outcome::PutOff { at: now.plus_minutes(1), reason: failing::GATEWAY_AWAY }
                }
                _ => Outcome::Parked { reason },
            };
            store::outbox::settle(&mut tx, &lease, &outcome).await?;
            // One that is passed over keeps its room: the speed tells of nobody.
            if reason != OPTED_OUT {
                store::pace::give_back(&mut tx, room).await?;
            }
            tx.commit_unrecorded(Unrecorded::Outbox).await?;
            Ok(Next::Another)
        }
    }
}

const NO_WORDS: &str = "no_words";

/// Writes a message: a fresh code is minted in the transaction of the lease, its hash stays, the
/// message lives in memory.
async fn write(app: &App, tx: &mut Tx, lease: &Lease) -> Result<Written> {
    // What holds up any number comes first: whoever asks for no more messages must not move a figure
    // by it.
    if store::address_changes::was_refused(tx, lease.seat).await? {
        return Ok(Err("refused_before"));
    }
    let Some(audience) = store::addresses::audience_of_seat(tx, lease.seat).await? else {
        return Ok(Err(OPTED_OUT));
    };
    let words = store::short_messages::words(tx, audience).await?;
    let text = words.and_then(|words| ShortText::reread(&words, link_units(app)).ok());
    let Some(text) = text else { return Ok(Err(NO_WORDS)) };
    let Some(stored) = store::addresses::of_seat(tx, lease.seat).await? else {
        return Ok(Err(OPTED_OUT));
    };
    let key = AddressKey::of_campaign(app, lease.campaign);
    let Ok(Destination::Mobile(to)) = key.and_then(|key| key.open_destination(&stored)) else {
        return Ok(Err("no_key"));
    };
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
    Ok(Ok((Message { id: lease.id, to, text }, code)))
}
