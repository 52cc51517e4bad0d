//! What becomes of a message that was handed over, of its code, and of a gateway that did not take it.

use super::Sending;
use crate::domain::campaigns::mailing::{Way, patience_ms, relay_patience_ms};
use crate::domain::credentials::token::TokenHash;
use crate::domain::time::Timestamp;
use crate::services::sending::REFUSED_IN_A_ROW;
use crate::services::sms::SmsFailure;
use crate::services::{App, Result};
use crate::store::db::Unrecorded;
use crate::store::leases::Outcome;
use crate::store::outbox::Lease;
use crate::store::pace::Room;
use crate::store::{self, Tx};

/// How often a message is tried that the gateway does not take, though it takes others.
const TRIES: i64 = 5;
/// Why a message waits that could not be handed to the gateway; what is wrong with it stands beside
/// the gateway.
pub(super) const GATEWAY_AWAY: &str = "gateway_away";
/// Why the gateway rests that refuses every message.
const ALL_REFUSED: &str = "gateway_refused_all";

/// Writes what became of a message. The code of one that never left the house is void; where the
/// gateway fell silent, broke down or spoke unclearly the message may have arrived, and its code
/// stays good.
pub(super) async fn settle(
    app: &App,
    lease: &Lease,
    (room, code): (Room, TokenHash),
    sent: std::result::Result<(), SmsFailure>,
) -> Result<Sending> {
    let now = app.now();
    let spread = app.chance.below(1000);
    let at = now.plus_ms(patience_ms(lease.hold.attempts, spread));
    let mut tx = app.db.begin("messaging.settle").await?;
    // Trouble that all would meet is no message's own, unless others went meanwhile.
    let others_go = store::pace::rest(&mut tx, Way::Message).await?.failures == 0;
    let is_given_up = lease.hold.attempts >= TRIES && others_go;
    let reason = sent.map_or_else(word, |()| String::new());
    let outcome = match sent {
        Ok(()) => Outcome::Sent,
        Err(SmsFailure::Away) => {
            Outcome::PutOff { at: Timestamp(lease.hold.due_at), reason: GATEWAY_AWAY }
        }
        Err(SmsFailure::Silent) if app.sms.knows_repeats() => {
            Outcome::Later { at, reason: &reason }
        }
        Err(SmsFailure::Silent) => Outcome::Parked { reason: "maybe_sent" },
        Err(SmsFailure::Never(_)) => Outcome::Parked { reason: &reason },
        Err(SmsFailure::Trouble(_) | SmsFailure::Unclear(_)) if is_given_up => {
            Outcome::Parked { reason: &reason }
        }
        Err(SmsFailure::Trouble(_)) => Outcome::Later { at, reason: GATEWAY_AWAY },
        Err(SmsFailure::Unclear(_)) => Outcome::Later { at, reason: &reason },
    };
    // A lease that ran out meanwhile is another worker's: its outcome stands.
    let is_ours = store::outbox::settle(&mut tx, lease, &outcome).await?;
    match sent {
        // It may have gone on its way all the same: a second one under its number is dropped then.
        Ok(())
        | Err(SmsFailure::Silent | SmsFailure::Trouble(408 | 500..) | SmsFailure::Unclear(_)) => {}
        Err(SmsFailure::Never(_)) if is_ours => {
            store::outbox::void_tokens_of(&mut tx, lease.id).await?;
        }
        Err(_) => store::outbox::void_token(&mut tx, code).await?,
    }
    let goes = note_pace(&mut tx, sent, now, spread).await?;
    // Without a connection the gateway counted nothing.
    if sent == Err(SmsFailure::Away) {
        store::pace::give_back(&mut tx, room).await?;
    }
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(goes)
}

/// A word for the office: it names what is wrong, and nobody's number.
fn word(failure: SmsFailure) -> String {
    match failure {
        SmsFailure::Away => "no_connection".to_owned(),
        SmsFailure::Silent => "silent".to_owned(),
        SmsFailure::Trouble(status) | SmsFailure::Never(status) | SmsFailure::Unclear(status) => {
            format!("gateway_{status}")
        }
    }
}

/// Notes whether the gateway rests from now on, or speaks again.
async fn note_pace(
    tx: &mut Tx,
    sent: std::result::Result<(), SmsFailure>,
    now: Timestamp,
    spread: usize,
) -> Result<Sending> {
    let why = match sent {
        Ok(()) => {
            store::pace::takes(tx, Way::Message).await?;
            return Ok(Sending::Goes);
        }
        // As with letters: so many in a row are hardly all wrong numbers.
        Err(SmsFailure::Never(_) | SmsFailure::Unclear(_)) => {
            if store::pace::refused(tx, Way::Message).await? < REFUSED_IN_A_ROW {
                store::pace::answers(tx, Way::Message).await?;
                return Ok(Sending::Goes);
            }
            ALL_REFUSED.to_owned()
        }
        Err(failure) => word(failure),
    };
    let failures = store::pace::rest(tx, Way::Message).await?.failures + 1;
    let until = now.plus_ms(relay_patience_ms(failures, spread));
    store::pace::rests(tx, Way::Message, (now, until), &why).await?;
    Ok(Sending::Rests)
}
