//! What becomes of a letter that was not taken, of its code, and of whoever did not take it.

use super::Errand;
use crate::domain::campaigns::mailing::{Way, patience_ms, relay_patience_ms};
use crate::domain::credentials::token::TokenHash;
use crate::domain::time::Timestamp;
use crate::services::mail::{MailFailure, Reason};
use crate::services::{App, Result};
use crate::store::db::Unrecorded;
use crate::store::leases::Outcome;
use crate::store::outbox::Lease;
use crate::store::pace::Room;
use crate::store::{self, Tx};

/// So many letters refused, and none taken in between, are hardly all of addresses that do
/// not exist: something is wrong with the relay or with us, and the rest of a list must not go the
/// same way.
pub const REFUSED_IN_A_ROW: i64 = 10;
/// The same of refusals by a rule, which costs no address anything: sooner said.
const RULES_IN_A_ROW: i64 = 3;
/// Why the relay rests that refused them for good.
const ALL_REFUSED: &str = "all_refused";
/// So many letters handed over without a word in return, and none with one in between, are more than
/// the lines that one silent domain can catch before it rests: it is the relay that says nothing.
const SILENT_IN_A_ROW: i64 = 5;
/// Why a letter waits that could not be handed to the relay; what is wrong with it stands beside the
/// relay.
const RELAY_AWAY: &str = "relay_away";

/// Whether it makes sense to send another letter now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sending {
    /// The way is free.
    Goes,
    /// Something wants a rest.
    Rests,
}

/// Writes why a letter was not taken. A lease that ran out meanwhile is another worker's: its
/// outcome stands.
pub(super) async fn settle(
    app: &App,
    errand: &Errand,
    (room, domain): (Room, [u8; 32]),
    failure: MailFailure,
) -> Result<Sending> {
    let now = app.now();
    let spread = app.chance.below(1000);
    let reason = code(failure.reason());
    let hold = errand.hold();
    let outcome = match failure {
        MailFailure::Never(_) => Outcome::Parked { reason: &reason },
        MailFailure::Again(_) => {
            Outcome::Later { at: now.plus_ms(patience_ms(hold.attempts, spread)), reason: &reason }
        }
        MailFailure::Away(_) => Outcome::PutOff { at: Timestamp(hold.due_at), reason: RELAY_AWAY },
    };
    let mut tx = app.db.begin("sending.settle").await?;
    let is_ours = errand.settle(&mut tx, &outcome).await?;
    if let Errand::Mail(lease, code) = errand
        && is_ours
    {
        void(&mut tx, lease, *code, failure).await?;
    }
    let goes = note_pace(&mut tx, &domain, failure, now, spread).await?;
    // A relay that was not spoken to counted nothing, and an outage costs none of the day's letters.
    if matches!(failure, MailFailure::Away(_)) {
        store::pace::give_back(&mut tx, room).await?;
    }
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(goes)
}

/// Voids the codes that reached nobody. Where the line broke or fell silent the letter may have
/// arrived: its code stays good.
async fn void(
    tx: &mut Tx,
    lease: &Lease,
    code: Option<TokenHash>,
    failure: MailFailure,
) -> Result<()> {
    match failure {
        MailFailure::Never(_) => store::outbox::void_tokens_of(tx, lease.id).await?,
        MailFailure::Away(_) | MailFailure::Again(Reason::Refused(_) | Reason::Rule(_)) => {
            if let Some(code) = code {
                store::outbox::void_token(tx, code).await?;
            }
        }
        MailFailure::Again(_) => {}
    }
    Ok(())
}

/// Notes who rests from now on, and who speaks again.
async fn note_pace(
    tx: &mut Tx,
    domain: &[u8],
    failure: MailFailure,
    now: Timestamp,
    spread: usize,
) -> Result<Sending> {
    match failure {
        MailFailure::Away(reason) => {
            relay_rests(tx, &code(reason), now, spread).await?;
            Ok(Sending::Rests)
        }
        MailFailure::Again(Reason::Silent) => {
            if store::pace::silent(tx, Way::Mail).await? >= SILENT_IN_A_ROW {
                relay_rests(tx, &code(Reason::Silent), now, spread).await?;
            }
            domain_rests(tx, domain, now, spread).await?;
            // The relay itself may be what is silent: the line is not tried again at once.
            Ok(Sending::Rests)
        }
        // Its rule may be for this domain or for all: each domain is tried once, and rests.
        MailFailure::Again(reason @ Reason::Rule(_)) => {
            let rule = (RULES_IN_A_ROW, code(reason));
            let goes = note_refused(tx, rule, now, spread).await?;
            domain_rests(tx, domain, now, spread).await?;
            Ok(goes)
        }
        MailFailure::Never(Reason::Refused(_)) => {
            let all = (REFUSED_IN_A_ROW, ALL_REFUSED.to_owned());
            let goes = note_refused(tx, all, now, spread).await?;
            store::pace::domain_answers(tx, domain).await?;
            Ok(goes)
        }
        MailFailure::Again(_) | MailFailure::Never(_) => {
            store::pace::answers(tx, Way::Mail).await?;
            store::pace::domain_answers(tx, domain).await?;
            Ok(Sending::Goes)
        }
    }
}

/// Notes that the relay refused one; it rests where it refused so many and took none in between.
async fn note_refused(
    tx: &mut Tx,
    (most, why): (i64, String),
    now: Timestamp,
    spread: usize,
) -> Result<Sending> {
    if store::pace::refused(tx, Way::Mail).await? < most {
        store::pace::answers(tx, Way::Mail).await?;
        return Ok(Sending::Goes);
    }
    relay_rests(tx, &why, now, spread).await?;
    Ok(Sending::Rests)
}

async fn relay_rests(tx: &mut Tx, why: &str, now: Timestamp, spread: usize) -> Result<()> {
    let failures = store::pace::rest(tx, Way::Mail).await?.failures + 1;
    let until = now.plus_ms(relay_patience_ms(failures, spread));
    Ok(store::pace::rests(tx, Way::Mail, (now, until), why).await?)
}

async fn domain_rests(tx: &mut Tx, domain: &[u8], now: Timestamp, spread: usize) -> Result<()> {
    let failures = store::pace::domain_failures(tx, domain).await? + 1;
    let until = now.plus_ms(patience_ms(failures, spread));
    Ok(store::pace::domain_rests(tx, domain, now, until).await?)
}

/// A word for the office: it names what is wrong with the way, and nobody's address.
pub fn code(reason: Reason) -> String {
    match reason {
        Reason::NoRelay => "no_relay".to_owned(),
        Reason::NoConnection => "no_connection".to_owned(),
        Reason::NoTls => "no_tls".to_owned(),
        Reason::Untrusted => "untrusted".to_owned(),
        Reason::NoAccounts => "no_accounts".to_owned(),
        Reason::Silent => "silent".to_owned(),
        Reason::BrokeOff => "broke_off".to_owned(),
        Reason::Refused(code) => format!("smtp_{code}"),
        Reason::Rule(code) => format!("rule_{code}"),
        Reason::Address => "address".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_reads_a_code_and_no_address() {
        assert_eq!(code(Reason::Refused(550)), "smtp_550");
        assert_eq!(code(Reason::Address), "address");
    }
}
