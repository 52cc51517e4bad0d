//! The program's own work: openings that were cut short or waited too long, mails that are due, the
//! daily step of participation, routings that nobody answered in time, warnings that dates reached,
//! raw texts whose time is over, lists that nobody confirmed. One tick does all that waits and
//! returns; the loop around it lives as long as the service. What a tick finds, it finds in the
//! database, so that a restart loses nothing.

use std::time::Duration;

use crate::domain::campaigns::Channel;
use crate::domain::campaigns::progress::Progress;
use crate::domain::campaigns::{Campaign, MailKind};
use crate::domain::credentials::token::Token;
use crate::domain::id::PoolId;
use crate::domain::text::{EmailAddress, Line};
use crate::store::db::Unrecorded;
use crate::store::outbox::{Lease, Outcome};
use crate::store::{self, Tx};

use super::invitations::AddressKey;
use super::letters::{self, Composed, Invitation};
use super::mail::{Letter, Mail, MailFailure, Reason, Sender};
use super::suggestions::purge;
use super::{App, Error, Result, cancelling, ledger, lists, messaging, openings, routings};

/// How long the loop rests between two ticks.
const REST: Duration = Duration::from_secs(5);
/// How long a mail is one worker's: longer than handing a letter over may take.
const LEASE_MINUTES: i64 = 2;
/// Minutes until a mail is tried again, by how often it was tried; the last one holds on.
const PATIENCE_MINUTES: [i64; 4] = [1, 5, 15, 60];

/// Ticks until the task is ended. A tick that failed is logged and tried again.
pub async fn run(app: App) {
    loop {
        if let Err(error) = tick(&app).await {
            tracing::error!(cause = %error, "the worker failed");
        }
        tokio::time::sleep(REST).await;
    }
}

/// Does everything that waits.
pub async fn tick(app: &App) -> Result<()> {
    openings::resume(app).await?;
    openings::expiry::sweep(app).await?;
    cancelling::sweep(app).await?;
    lists::sweep(app).await?;
    note_progress(app).await?;
    routings::sweep(app).await?;
    ledger::warnings::sweep(app).await?;
    purge::sweep(app).await?;
    messaging::send_due(app).await?;
    if app.site.mail_from.is_none() || matches!(app.mail, Mail::None) {
        return Ok(());
    }
    while send_next(app).await? == Sending::Goes {}
    Ok(())
}

/// Computes the day's step of every pool that has none yet.
async fn note_progress(app: &App) -> Result<()> {
    let today = app.clock.today();
    let mut tx = app.db.read("worker.progress").await?;
    let waiting = store::campaigns::pools::with_old_progress(&mut tx, today).await?;
    drop(tx);
    for pool in waiting {
        note_progress_of(app, pool).await?;
    }
    Ok(())
}

async fn note_progress_of(app: &App, pool: PoolId) -> Result<()> {
    let mut tx = app.db.begin("worker.progress").await?;
    let invited = store::campaigns::pools::one(&mut tx, pool).await?.invited.unwrap_or(0);
    let step = Progress::of(store::seats::count_issued(&mut tx, pool).await?, invited);
    store::campaigns::pools::set_progress(&mut tx, pool, app.clock.today(), step).await?;
    Ok(tx.commit_unrecorded(Unrecorded::Progress).await?)
}

/// Whether it makes sense to send another mail now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sending {
    /// The way is free.
    Goes,
    /// Nothing is due, or the relay wants a rest.
    Rests,
}

/// Sends the mail that has been due the longest.
async fn send_next(app: &App) -> Result<Sending> {
    let Some((lease, letter)) = take_next(app).await? else {
        return Ok(Sending::Rests);
    };
    let sent = match letter {
        Ok(letter) => app.mail.send(&letter).await,
        Err(Unwritten(reason)) => {
            return settle(app, &lease, &Outcome::Parked { reason }).await;
        }
    };
    match sent {
        Ok(()) => settle(app, &lease, &Outcome::Sent).await,
        Err(MailFailure::Never(reason)) => {
            settle(app, &lease, &Outcome::Parked { reason: &code(reason) }).await
        }
        Err(MailFailure::Again(reason)) => {
            let at = app.now().plus_minutes(patience(lease.attempts));
            settle(app, &lease, &Outcome::Later { at, reason: &code(reason) }).await?;
            Ok(Sending::Rests)
        }
    }
}

fn patience(attempts: i64) -> i64 {
    let place = usize::try_from(attempts - 1).unwrap_or(0).min(PATIENCE_MINUTES.len() - 1);
    PATIENCE_MINUTES[place]
}

/// A word for the office: it names what is wrong with the way, and nobody's address.
fn code(reason: Reason) -> String {
    match reason {
        Reason::NoRelay => "no_relay".to_owned(),
        Reason::NoConnection => "no_connection".to_owned(),
        Reason::Silent => "silent".to_owned(),
        Reason::BrokeOff => "broke_off".to_owned(),
        Reason::Refused(code) => format!("smtp_{code}"),
        Reason::Address => "address".to_owned(),
    }
}

async fn settle(app: &App, lease: &Lease, outcome: &Outcome<'_>) -> Result<Sending> {
    let mut tx = app.db.begin("worker.settle").await?;
    // A lease that ran out meanwhile is another worker's: its outcome stands.
    store::outbox::settle(&mut tx, lease, outcome).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(Sending::Goes)
}

/// Leases the next mail and writes it: a fresh code is minted in the transaction of the lease, its
/// hash stays, the letter lives in memory.
async fn take_next(app: &App) -> Result<Option<(Lease, Written)>> {
    let now = app.now();
    let mut tx = app.db.begin("worker.take_next").await?;
    let until = now.plus_minutes(LEASE_MINUTES);
    let Some(lease) = store::outbox::lease(&mut tx, now, now.day(), until, Channel::Email).await?
    else {
        return Ok(None);
    };
    let letter = write(app, &mut tx, &lease).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(Some((lease, letter)))
}

/// A letter, or why there is none: one mail that cannot be written must not hold up the others.
type Written = std::result::Result<Letter, Unwritten>;

/// A word for the office: why a mail has no letter.
struct Unwritten(&'static str);

async fn write(app: &App, tx: &mut Tx, lease: &Lease) -> Result<Written> {
    let Some(stored) = store::addresses::of_seat(tx, lease.seat).await? else {
        return Ok(Err(Unwritten("opted_out")));
    };
    let key = AddressKey::of_campaign(app, lease.campaign);
    let Ok(to) = key.and_then(|key| key.open_address(&stored)) else {
        return Ok(Err(Unwritten("no_key")));
    };
    let campaign = store::campaigns::one(tx, lease.campaign).await?;
    if lease.kind == MailKind::Cancellation {
        // No code: there is nothing left to reach.
        let composed = letters::cancelled(&campaign, app.clock.today());
        return Ok(Ok(addressed(app, lease, &campaign, to, composed)?));
    }
    let pool = store::seats::pool_of(tx, lease.seat).await?;
    let pool = store::campaigns::pools::one(tx, pool).await?;
    let (Some(fingerprint), Some(window)) = (pool.fingerprint, campaign.window()) else {
        return Err(Error::Missing);
    };
    let token = Token::draw(app.chance);
    store::seats::insert_token(tx, token.hash(&app.keys.token_key()), lease.seat).await?;
    let letter = Invitation {
        campaign: &campaign,
        pool: &pool,
        fingerprint,
        window,
        kind: lease.kind,
        base_url: &app.site.base_url,
    };
    let composed = letter.compose(&token);
    Ok(Ok(addressed(app, lease, &campaign, to, composed)?))
}

fn addressed(
    app: &App,
    lease: &Lease,
    campaign: &Campaign,
    to: EmailAddress,
    composed: Composed,
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
        at: app.now(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_that_rests_is_asked_less_and_less_often() {
        let minutes: Vec<i64> = (1..=6).map(patience).collect();
        assert_eq!(minutes, [1, 5, 15, 60, 60, 60]);
    }

    #[test]
    fn the_office_reads_a_code_and_no_address() {
        assert_eq!(code(Reason::Refused(550)), "smtp_550");
        assert_eq!(code(Reason::Address), "address");
    }
}
