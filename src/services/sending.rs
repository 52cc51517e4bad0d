//! Letters on their way, over several lines and from several nodes: leased, written with a fresh
//! code, handed over, settled. Nothing here reads whether a seat was spent: everyone's letters go
//! the same way (`anonymity`, decision 8).
//!
//! What stops what: a letter that was refused for now waits by itself; a domain that falls silent
//! rests with all its letters; one that is slow goes on a line of its own ([`Lanes`]); a relay that
//! cannot be spoken to rests with everything; a letter that cannot be written holds up no other
//! ([`unwritten`]). Plans count in the database, so that they hold over restarts and over nodes
//! together.

mod failing;
mod lanes;
mod unwritten;
pub(super) mod writing;

use std::time::Instant;

use tokio::task::JoinSet;

use crate::domain::campaigns::mailing::{SendingPlan, Way, minute_of};
use crate::domain::credentials::token::TokenHash;
use crate::domain::text::EmailAddress;
use crate::domain::time::Timestamp;
use crate::store::db::Unrecorded;
use crate::store::leases::{Hold, Outcome, UNWRITTEN};
use crate::store::outbox::Lease;
use crate::store::pace::Room;
use crate::store::{self, Tx};

use super::keys::Purpose;
use super::mail::{Letter, Mail, MailFailure};
use super::{App, Error, Result, digests};

pub(super) use failing::REFUSED_IN_A_ROW;
use failing::Sending;
pub use failing::code;
pub use lanes::Lanes;
use lanes::Place;
pub(super) use unwritten::{put_aside, unharmed};
use writing::Recipient;

/// Letters that one node hands over at a time, each on a line of its own.
const LINES: usize = 4;
/// How long a mail is one worker's: longer than handing it over may take.
pub(super) const LEASE_MINUTES: i64 = 2;
/// How long minutes are remembered, for the speed.
const MINUTES_KEPT: i64 = 60;

/// The setting that holds the plan of a way.
pub(super) fn plan_of(way: Way) -> &'static str {
    match way {
        Way::Mail => "mail_plan",
        Way::Message => "message_plan",
    }
}

/// Whether letters leave the house at all.
pub fn has_relay(app: &App) -> bool {
    app.site.mail_from.is_some() && !matches!(app.mail, Mail::None)
}

/// Sends what is due, as far as plan and relay allow.
pub async fn send_due(app: &App) -> Result<()> {
    if !has_relay(app) {
        return Ok(());
    }
    let plan = begin(app, Way::Mail).await?;
    let mut lines = JoinSet::new();
    for _ in 0..LINES {
        let app = App::clone(app);
        lines.spawn(async move { send_along(&app, plan).await });
    }
    let mut outcome = Ok(());
    while let Some(line) = lines.join_next().await {
        let ended = line.unwrap_or_else(|broken| Err(Error::Broken(Box::new(broken))));
        outcome = outcome.and(ended);
    }
    outcome
}

/// Reads the plan of a way, and forgets the minutes that are long past.
pub(super) async fn begin(app: &App, way: Way) -> Result<SendingPlan> {
    let mut tx = app.db.begin("sending.begin").await?;
    let plan = store::settings::get(&mut tx, plan_of(way)).await?;
    store::pace::forget_before(&mut tx, minute_of(app.now()) - MINUTES_KEPT).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(SendingPlan::read(&plan.unwrap_or_default()))
}

/// A letter in hand.
struct Job {
    errand: Errand,
    room: Room,
    /// None where nothing is handed over.
    letter: Option<Letter>,
    domain: [u8; 32],
    place: Place,
}

/// What a letter is for.
enum Errand {
    /// A respondent's mail, and the code it carries.
    Mail(Lease, Option<TokenHash>),
    /// A mail whose address takes no more: no letter, but the relay is met as by any other. One that was
    /// passed over while nothing leaves would show.
    PassedOver(Lease),
    /// The daily notice to one of the staff.
    Digest(store::digests::Lease),
}

impl Errand {
    fn hold(&self) -> Hold {
        match self {
            Self::Mail(lease, _) | Self::PassedOver(lease) => lease.hold,
            Self::Digest(lease) => lease.hold,
        }
    }

    async fn settle(&self, tx: &mut Tx, outcome: &Outcome<'_>) -> Result<bool> {
        Ok(match self {
            Self::Mail(lease, _) => store::outbox::settle(tx, lease, outcome).await?,
            Self::PassedOver(lease) => {
                let passed = Outcome::Parked { reason: writing::OPTED_OUT };
                let outcome = if matches!(outcome, Outcome::Sent) { &passed } else { outcome };
                store::outbox::settle(tx, lease, outcome).await?
            }
            Self::Digest(lease) => store::digests::settle(tx, lease, outcome).await?,
        })
    }
}

/// A letter that the relay took, which is not written down yet.
struct Taken {
    errand: Errand,
    domain: [u8; 32],
}

/// What there is to do next.
enum Next {
    /// A letter to hand over.
    Letter(Box<Job>),
    /// A mail was put off or parked; the next one may go.
    Another,
    /// A mail was passed over whose address takes no more. It keeps its room, or the speed would tell
    /// that there was one.
    PassedOver,
    /// Nothing, for now.
    Nothing,
}

/// One line: hands over one letter after the other until none may go, or something wants a rest.
/// That a letter was taken is written down together with the lease of the next: one commit a letter.
async fn send_along(app: &App, plan: SendingPlan) -> Result<()> {
    let mut taken = None;
    loop {
        let mut job = match take_on(app, plan, taken.take()).await? {
            Next::Letter(job) => job,
            Next::Another | Next::PassedOver => continue,
            Next::Nothing => return Ok(()),
        };
        let begun = Instant::now();
        let sent = match &job.letter {
            Some(letter) => app.mail.send(letter).await,
            None => app.mail.knock().await,
        };
        // A relay that cannot be spoken to says nothing of those who are written to.
        if job.letter.is_some() && !matches!(sent, Err(MailFailure::Away(_))) {
            job.place.took(begun.elapsed());
        }
        let Job { errand, room, domain, .. } = *job;
        match sent {
            Ok(()) => taken = Some(Taken { errand, domain }),
            Err(failure)
                if failing::settle(app, &errand, (room, domain), failure).await?
                    == Sending::Rests =>
            {
                return Ok(());
            }
            Err(_) => {}
        }
    }
}

/// Writes down what was taken and finds the next letter. Whatever goes wrong with the next one, what
/// was taken is not sent again.
async fn take_on(app: &App, plan: SendingPlan, taken: Option<Taken>) -> Result<Next> {
    let mut in_hand = None;
    let next = match take_next(app, plan, taken.as_ref(), &mut in_hand).await {
        Ok(next) => next,
        Err(error) => {
            if let Some(taken) = &taken {
                note_taken(app, taken).await?;
            }
            put_aside(app, in_hand, error).await?;
            Next::Another
        }
    };
    match next {
        Next::Nothing => take_digest(app, plan).await,
        next => Ok(next),
    }
}

async fn note_taken(app: &App, taken: &Taken) -> Result<()> {
    let mut tx = app.db.begin("sending.settle").await?;
    write_taken(&mut tx, taken).await?;
    store::pace::domain_answers(&mut tx, &taken.domain).await?;
    Ok(tx.commit_unrecorded(Unrecorded::Outbox).await?)
}

async fn write_taken(tx: &mut Tx, taken: &Taken) -> Result<()> {
    taken.errand.settle(tx, &Outcome::Sent).await?;
    match taken.errand {
        Errand::PassedOver(_) => store::pace::answers(tx, Way::Mail).await?,
        Errand::Mail(..) | Errand::Digest(_) => store::pace::takes(tx, Way::Mail).await?,
    }
    Ok(())
}

/// Leases the mail that has been due the longest and writes it: a fresh code is minted in the
/// transaction of the lease, its hash stays, the letter lives in memory.
async fn take_next(
    app: &App,
    plan: SendingPlan,
    taken: Option<&Taken>,
    in_hand: &mut Option<Lease>,
) -> Result<Next> {
    let mut tx = app.db.begin("sending.take_next").await?;
    if let Some(taken) = taken {
        write_taken(&mut tx, taken).await?;
    }
    let next = lease_next(app, &mut tx, plan, in_hand).await?;
    if let Some(taken) = taken {
        // Every line takes its rows in one order: mail, relay, plan, domains.
        store::pace::domain_answers(&mut tx, &taken.domain).await?;
    }
    // Without anything to write down, nothing was leased, counted or minted.
    if taken.is_some() || !matches!(next, Next::Nothing) {
        tx.commit_unrecorded(Unrecorded::Outbox).await?;
    }
    Ok(next)
}

async fn lease_next(
    app: &App,
    tx: &mut Tx,
    plan: SendingPlan,
    in_hand: &mut Option<Lease>,
) -> Result<Next> {
    let now = app.now();
    if store::pace::rest(tx, Way::Mail).await?.until > now.0 {
        return Ok(Next::Nothing);
    }
    let Some(room) = store::pace::take_room(tx, Way::Mail, now, plan).await? else {
        return Ok(Next::Nothing);
    };
    let next = write_next(app, tx, (plan, room), in_hand).await?;
    if matches!(next, Next::Another | Next::Nothing) {
        store::pace::give_back(tx, room).await?;
    }
    Ok(next)
}

async fn write_next(
    app: &App,
    tx: &mut Tx,
    (plan, room): (SendingPlan, Room),
    in_hand: &mut Option<Lease>,
) -> Result<Next> {
    let now = app.now();
    let until = now.plus_minutes(LEASE_MINUTES);
    let Some(lease) = store::outbox::lease(tx, Way::Mail, (now, until)).await? else {
        // Another worker may have been faster with one mail of many.
        let is_due = store::outbox::is_due(tx, Way::Mail, now).await?;
        return Ok(if is_due { Next::Another } else { Next::Nothing });
    };
    if lease.hold.is_hopeless() {
        store::outbox::settle(tx, &lease, &Outcome::Parked { reason: UNWRITTEN }).await?;
        return Ok(Next::Another);
    }
    *in_hand = Some(lease);
    let Recipient { to, is_out } = match writing::recipient(app, tx, &lease).await? {
        Ok(recipient) => recipient,
        Err(writing::Unwritten(reason)) => {
            store::outbox::settle(tx, &lease, &Outcome::Parked { reason }).await?;
            let is_out = reason == writing::OPTED_OUT;
            return Ok(if is_out { Next::PassedOver } else { Next::Another });
        }
    };
    let domain = domain_of(app, &to);
    match wait_for_domain(app, tx, domain, plan).await? {
        Ok(place) if is_out => {
            let errand = Errand::PassedOver(lease);
            Ok(Next::Letter(Box::new(Job { errand, room, letter: None, domain, place })))
        }
        Ok(place) => {
            let (letter, code) = unharmed(writing::write(app, tx, &lease, to)).await?;
            let (errand, letter) = (Errand::Mail(lease, code), Some(letter));
            Ok(Next::Letter(Box::new(Job { errand, room, letter, domain, place })))
        }
        Err((at, reason)) => {
            store::outbox::settle(tx, &lease, &Outcome::PutOff { at, reason }).await?;
            Ok(Next::Another)
        }
    }
}

/// Leases the next notice to one of the staff, once no mail to a respondent can go.
async fn take_digest(app: &App, plan: SendingPlan) -> Result<Next> {
    let now = app.now();
    let mut tx = app.db.begin("sending.take_digest").await?;
    if store::pace::rest(&mut tx, Way::Mail).await?.until > now.0 {
        return Ok(Next::Nothing);
    }
    let until = now.plus_minutes(LEASE_MINUTES);
    let Some(lease) = store::digests::lease(&mut tx, (now, until)).await? else {
        return Ok(Next::Nothing);
    };
    let Some(room) = store::pace::take_room(&mut tx, Way::Mail, now, plan).await? else {
        return Ok(Next::Nothing);
    };
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    let written = if lease.hold.is_hopeless() {
        Err(UNWRITTEN)
    } else {
        digests::write(app, &lease, now).await?.ok_or("nothing_waits")
    };
    let outcome = match written {
        Err(reason) => Outcome::Parked { reason },
        Ok(letter) => {
            let domain = domain_of(app, &letter.to);
            match Lanes::enter(&app.lanes, domain, LINES, now) {
                Ok(place) => {
                    let (errand, letter) = (Errand::Digest(lease), Some(letter));
                    return Ok(Next::Letter(Box::new(Job { errand, room, letter, domain, place })));
                }
                Err(at) => Outcome::PutOff { at, reason: SLOW },
            }
        }
    };
    let mut tx = app.db.begin("sending.no_digest").await?;
    store::digests::settle(&mut tx, &lease, &outcome).await?;
    store::pace::give_back(&mut tx, room).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    Ok(Next::Another)
}

fn domain_of(app: &App, to: &EmailAddress) -> [u8; 32] {
    let domain = to.as_str().rsplit('@').next().unwrap_or_default().to_lowercase();
    app.keys.mac(Purpose::Domain, domain.as_bytes())
}

/// Why a mail was put off whose domain is slow.
const SLOW: &str = "domain_slow";
/// Why a mail was put off that waits for its domain's plan.
const PACED: &str = "paced";

/// A place on this line; or until when a mail waits because of its domain: it rests, others to it
/// are on their way and it is slow, or its plan is used up.
async fn wait_for_domain(
    app: &App,
    tx: &mut Tx,
    domain: [u8; 32],
    plan: SendingPlan,
) -> Result<std::result::Result<Place, (Timestamp, &'static str)>> {
    let now = app.now();
    let rests = store::pace::domain_rest(tx, &domain).await?;
    if rests > now {
        return Ok(Err((rests, "domain_rests")));
    }
    let place = match Lanes::enter(&app.lanes, domain, LINES, now) {
        Ok(place) => place,
        Err(at) => return Ok(Err((at, SLOW))),
    };
    let Some(limit) = plan.per_domain else {
        return Ok(Ok(place));
    };
    let taken = store::pace::take_place(tx, &domain, now, limit).await?;
    Ok(taken.map(|()| place).map_err(|at| (at, PACED)))
}
