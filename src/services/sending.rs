//! Letters on their way, over several lines and from several nodes: leased, written with a fresh
//! code, handed over, settled. Nothing here reads whether a seat was spent: everyone's letters go
//! the same way (`anonymity`, decision 8).
//!
//! What stops what: a letter that was refused for now waits by itself; a domain that falls silent
//! rests with all its letters; a relay that cannot be spoken to rests with everything. Plans count
//! in the database, so that they hold over restarts and over nodes together.

mod writing;

use tokio::task::JoinSet;

use crate::domain::campaigns::Channel;
use crate::domain::campaigns::mailing::{
    SendingPlan, minute_of, patience_ms, relay_patience_ms, start_of_minute,
};
use crate::domain::credentials::token::TokenHash;
use crate::domain::text::EmailAddress;
use crate::domain::time::Timestamp;
use crate::store::db::Unrecorded;
use crate::store::outbox::{Lease, Outcome, PACED};
use crate::store::{self, Tx};

use super::keys::Purpose;
use super::mail::{Letter, Mail, MailFailure, Reason};
use super::{App, Error, Result};

/// Letters that one node hands over at a time, each on a line of its own.
const LINES: usize = 4;
/// How long a mail is one worker's: longer than handing a letter over may take.
const LEASE_MINUTES: i64 = 2;
/// How long minutes are remembered, for the speed.
const MINUTES_KEPT: i64 = 60;
/// The setting that holds the plan.
pub(super) const PLAN: &str = "mail_plan";

/// Whether letters leave the house at all.
pub fn has_relay(app: &App) -> bool {
    app.site.mail_from.is_some() && !matches!(app.mail, Mail::None)
}

/// Sends what is due, as far as plan and relay allow.
pub async fn send_due(app: &App) -> Result<()> {
    if !has_relay(app) {
        return Ok(());
    }
    let plan = begin(app).await?;
    let mut lines = JoinSet::new();
    for _ in 0..LINES {
        let app = App::clone(app);
        lines.spawn(async move {
            while send_next(&app, plan).await? == Sending::Goes {}
            Ok(())
        });
    }
    let mut outcome = Ok(());
    while let Some(line) = lines.join_next().await {
        let ended = line.unwrap_or_else(|broken| Err(Error::Broken(Box::new(broken))));
        outcome = outcome.and(ended);
    }
    outcome
}

/// Reads the plan, and forgets the minutes that are long past.
async fn begin(app: &App) -> Result<SendingPlan> {
    let mut tx = app.db.begin("sending.begin").await?;
    let plan = store::settings::get(&mut tx, PLAN).await?;
    store::pace::forget_before(&mut tx, minute_of(app.now()) - MINUTES_KEPT).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(SendingPlan::read(&plan.unwrap_or_default()))
}

/// Whether it makes sense to send another letter now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sending {
    /// The way is free.
    Goes,
    /// Nothing is due, or something wants a rest.
    Rests,
}

/// A letter in hand.
struct Job {
    lease: Lease,
    letter: Letter,
    code: Option<TokenHash>,
    domain: [u8; 32],
}

/// What there is to do next.
enum Next {
    /// A letter to hand over.
    Letter(Box<Job>),
    /// A mail was put off or parked; the next one may go.
    Another,
    /// Nothing, for now.
    Nothing,
}

async fn send_next(app: &App, plan: SendingPlan) -> Result<Sending> {
    match take_next(app, plan).await? {
        Next::Nothing => Ok(Sending::Rests),
        Next::Another => Ok(Sending::Goes),
        Next::Letter(job) => {
            let sent = app.mail.send(&job.letter).await;
            settle(app, &job, sent).await
        }
    }
}

/// Leases the mail that has been due the longest and writes it: a fresh code is minted in the
/// transaction of the lease, its hash stays, the letter lives in memory. Dropped without a commit,
/// nothing was leased, counted or minted.
async fn take_next(app: &App, plan: SendingPlan) -> Result<Next> {
    let now = app.now();
    let mut tx = app.db.begin("sending.take_next").await?;
    if store::pace::relay(&mut tx).await?.until > now.0 {
        return Ok(Next::Nothing);
    }
    let until = now.plus_minutes(LEASE_MINUTES);
    let Some(lease) = store::outbox::lease(&mut tx, now, now.day(), until, Channel::Email).await?
    else {
        // Another worker may have been faster with one mail of many.
        let is_due = store::outbox::is_due(&mut tx, now, now.day(), Channel::Email).await?;
        return Ok(if is_due { Next::Another } else { Next::Nothing });
    };
    let to = match writing::recipient(app, &mut tx, &lease).await? {
        Ok(to) => to,
        Err(writing::Unwritten(reason)) => {
            store::outbox::settle(&mut tx, &lease, &Outcome::Parked { reason }).await?;
            tx.commit_unrecorded(Unrecorded::Outbox).await?;
            return Ok(Next::Another);
        }
    };
    let domain = domain_of(app, &to);
    if let Some((at, reason)) = wait_for_domain(app, &mut tx, &lease, &domain, plan).await? {
        store::outbox::settle(&mut tx, &lease, &Outcome::PutOff { at, reason }).await?;
        tx.commit_unrecorded(Unrecorded::Outbox).await?;
        return Ok(Next::Another);
    }
    if !store::pace::take_room(&mut tx, minute_of(now), now.day(), plan).await? {
        return Ok(Next::Nothing);
    }
    let (letter, code) = writing::write(app, &mut tx, &lease, to).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(Next::Letter(Box::new(Job { lease, letter, code, domain })))
}

fn domain_of(app: &App, to: &EmailAddress) -> [u8; 32] {
    let domain = to.as_str().rsplit('@').next().unwrap_or_default().to_lowercase();
    app.keys.mac(Purpose::Domain, domain.as_bytes())
}

/// Until when a mail waits because of its domain: it rests, or its plan for this minute is used up.
/// A mail that has waited for its place has it; one that missed it takes another.
async fn wait_for_domain(
    app: &App,
    tx: &mut Tx,
    lease: &Lease,
    domain: &[u8],
    plan: SendingPlan,
) -> Result<Option<(Timestamp, &'static str)>> {
    let now = app.now();
    let rests = store::pace::domain_rest(tx, domain).await?;
    if rests > now {
        return Ok(Some((rests, "domain_rests")));
    }
    let this_minute = minute_of(now);
    let has_place = lease.has_place && minute_of(Timestamp(lease.due_at)) == this_minute;
    let Some(limit) = plan.per_domain.filter(|_| !has_place) else {
        return Ok(None);
    };
    let minute = store::pace::take_place(tx, domain, this_minute, limit).await?;
    Ok((minute > this_minute).then(|| (start_of_minute(minute), PACED)))
}

/// Writes what became of a letter. A lease that ran out meanwhile is another worker's: its outcome
/// stands.
async fn settle(
    app: &App,
    job: &Job,
    sent: std::result::Result<(), MailFailure>,
) -> Result<Sending> {
    let now = app.now();
    let spread = app.chance.below(1000);
    let reason = sent.err().map(|failure| code(failure.reason())).unwrap_or_default();
    let outcome = match sent {
        Ok(()) => Outcome::Sent,
        Err(MailFailure::Never(_)) => Outcome::Parked { reason: &reason },
        Err(MailFailure::Again(_)) => {
            let at = now.plus_ms(patience_ms(job.lease.attempts, spread));
            Outcome::Later { at, reason: &reason }
        }
        Err(MailFailure::Away(_)) => {
            Outcome::PutOff { at: Timestamp(job.lease.due_at), reason: &reason }
        }
    };
    let mut tx = app.db.begin("sending.settle").await?;
    if store::outbox::settle(&mut tx, &job.lease, &outcome).await? {
        void(&mut tx, job, sent).await?;
    }
    let goes = note_pace(&mut tx, job, sent, now, spread).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(goes)
}

/// Voids the codes that reached nobody. Where the line broke or fell silent the letter may have
/// arrived: its code stays good.
async fn void(tx: &mut Tx, job: &Job, sent: std::result::Result<(), MailFailure>) -> Result<()> {
    match sent {
        Err(MailFailure::Never(_)) => store::outbox::void_tokens_of(tx, job.lease.id).await?,
        Err(MailFailure::Away(_) | MailFailure::Again(Reason::Refused(_))) => {
            if let Some(code) = job.code {
                store::outbox::void_token(tx, code).await?;
            }
        }
        Ok(()) | Err(MailFailure::Again(_)) => {}
    }
    Ok(())
}

/// Notes who rests from now on, and who speaks again.
async fn note_pace(
    tx: &mut Tx,
    job: &Job,
    sent: std::result::Result<(), MailFailure>,
    now: Timestamp,
    spread: usize,
) -> Result<Sending> {
    match sent {
        Err(MailFailure::Away(reason)) => {
            let failures = store::pace::relay(tx).await?.failures + 1;
            let until = now.plus_ms(relay_patience_ms(failures, spread));
            store::pace::relay_rests(tx, now, until, &code(reason)).await?;
            Ok(Sending::Rests)
        }
        Err(MailFailure::Again(Reason::Silent)) => {
            let failures = store::pace::domain_failures(tx, &job.domain).await? + 1;
            let until = now.plus_ms(patience_ms(failures, spread));
            store::pace::domain_rests(tx, &job.domain, now, until).await?;
            // The relay itself may be what is silent: the line is not tried again at once.
            Ok(Sending::Rests)
        }
        Ok(()) | Err(MailFailure::Again(_) | MailFailure::Never(_)) => {
            store::pace::relay_answers(tx).await?;
            store::pace::domain_answers(tx, &job.domain).await?;
            Ok(Sending::Goes)
        }
    }
}

/// A word for the office: it names what is wrong with the way, and nobody's address.
pub fn code(reason: Reason) -> String {
    match reason {
        Reason::NoRelay => "no_relay".to_owned(),
        Reason::NoConnection => "no_connection".to_owned(),
        Reason::Silent => "silent".to_owned(),
        Reason::BrokeOff => "broke_off".to_owned(),
        Reason::Refused(code) => format!("smtp_{code}"),
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
