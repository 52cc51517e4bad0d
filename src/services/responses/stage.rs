//! Collecting: a sealed ballot is staged once. The same one again is the same receipt, another one
//! for the same signature is refused.

use super::Intake;
use super::group_commit::Entry;
use crate::domain::credentials::ballot::{Check, Nullifier, SealedBallot};
use crate::domain::id::PoolId;
use crate::services::Result;
use crate::store::{self, Tx};

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
    const TRANSACTION: &'static str = "responses.stage";

    fn key(&self) -> Nullifier {
        self.nullifier
    }

    async fn write(&self, tx: &mut Tx) -> store::Result<Taken> {
        let Self { pool, nullifier, check, sealed } = self;
        if store::responses::stage(tx, *pool, *nullifier, *check, sealed).await? == 1 {
            return Ok(Taken::Kept);
        }
        let staged = store::responses::check_of(tx, *pool, *nullifier).await?;
        Ok(match staged {
            None => Taken::Over,
            Some(staged) if staged == *check => Taken::Kept,
            Some(_) => Taken::Other,
        })
    }
}

impl Intake {
    /// Stages a ballot, together with whatever else waits.
    pub async fn stage(&self, staged: Staged) -> Result<Taken> {
        self.collecting.commit(staged).await
    }
}
