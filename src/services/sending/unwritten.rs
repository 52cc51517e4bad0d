//! Letters and messages that the program cannot write, by a fault of ours or of what is stored: each
//! is put aside for a while and parked after some tries, and the others go on.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use crate::domain::campaigns::mailing::patience_ms;
use crate::services::{App, Error, Result};
use crate::store;
use crate::store::db::Unrecorded;
use crate::store::leases::Outcome;
use crate::store::outbox::Lease;

/// The same work, but where it panics it fails. What it held, a transaction above all, is to be
/// dropped.
pub async fn unharmed<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let mut work = pin!(work);
    poll_fn(|cx| {
        let polled = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx)));
        polled.unwrap_or_else(|_| Poll::Ready(Err(Error::Broken("a panic".into()))))
    })
    .await
}

/// Puts a mail aside whose transaction came to nothing; without a mail in hand the failure is not
/// one of writing, and is passed on.
pub async fn put_aside(app: &App, in_hand: Option<Lease>, failure: Error) -> Result<()> {
    let Some(lease) = in_hand else { return Err(failure) };
    let hold = lease.hold.undone();
    let at = app.now().plus_ms(patience_ms(hold.lapses + 1, app.chance.below(1000)));
    let mut tx = app.db.begin("sending.put_aside").await?;
    let before = Lease { hold, ..lease };
    store::outbox::settle(&mut tx, &before, &Outcome::Unwritten { at }).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    tracing::error!(cause = %failure, "a mail could not be written");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_panics_fails_and_other_work_is_as_it_was() {
        let panics = async {
            let empty: Vec<u8> = Vec::new();
            tokio::task::yield_now().await;
            Ok(empty[0])
        };
        let failure = unharmed(panics).await.expect_err("it fails");
        assert_eq!(failure.to_string(), "broken: a panic");
        assert!(matches!(unharmed(async { Ok(2) }).await, Ok(2)));
        assert!(matches!(unharmed(async { Err::<(), _>(Error::Stale) }).await, Err(Error::Stale)));
    }
}
