//! Collecting: a sealed ballot is staged once. The same one again is the same receipt, another one
//! for the same signature is refused.

use super::Intake;
use super::group_commit::{Entry, InOneStatement, write_all};
use crate::domain::credentials::ballot::{Check, Nullifier, SealedBallot};
use crate::domain::id::PoolId;
use crate::services::Result;
use crate::store::db::Kept;
use crate::store::{self, Db, Tx};

/// A sealed ballot on its way in.
#[derive(Debug)]
pub struct Staged {
    /// Its pool.
    pub pool: PoolId,
    /// What refuses a second one.
    pub nullifier: Nullifier,
    /// What recognises the same one.
    pub check: Check,
    /// What nobody reads before the opening.
    pub sealed: SealedBallot,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// This very ballot is staged, now or earlier.
    Kept,
    /// Another one is.
    Other,
    /// The pool has stopped collecting.
    Over,
}

impl Entry for Staged {
    type Key = Nullifier;
    type Answer = Taken;

    fn key(&self) -> Nullifier {
        self.nullifier
    }

    async fn turn(db: &Db, kept: &mut Kept) -> store::Result<()> {
        db.hold(kept).await
    }

    async fn settle(db: &Db, kept: &mut Kept, together: &[&Self]) -> Option<Vec<Taken>> {
        write_all(db, kept, together).await
    }
}

impl InOneStatement for Staged {
    const TRANSACTION: &'static str = "responses.stage";
    const WRITTEN: Taken = Taken::Kept;

    async fn write(tx: &mut Tx, together: &[&Self]) -> store::Result<u64> {
        let ballots: Vec<_> =
            together.iter().map(|it| (it.pool, it.nullifier, it.check, &it.sealed)).collect();
        store::responses::stage(tx, &ballots).await
    }

    async fn look(tx: &mut Tx, together: &[&Self]) -> store::Result<Vec<Taken>> {
        let asked = together.iter().map(|it| (it.pool, it.nullifier));
        let checks = store::responses::checks_of(tx, asked).await?;
        let outcome = |it: &&Self| match checks.get(&(it.pool, it.nullifier)) {
            None => Taken::Over,
            Some(staged) if *staged == it.check => Taken::Kept,
            Some(_) => Taken::Other,
        };
        Ok(together.iter().map(outcome).collect())
    }
}

impl Intake {
    /// Stages a ballot, together with whatever else waits.
    pub async fn stage(&self, staged: Staged) -> Result<Taken> {
        self.collecting.commit(staged).await
    }
}
