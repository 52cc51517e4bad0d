//! Issuing: the statement that spends a seat. The code is looked up in it and nowhere before, so
//! that nobody learns whether a code was used without using it (`anonymity`, section 4, A6).

use super::Intake;
use super::group_commit::{Entry, InOneStatement, write_all};
use crate::domain::credentials::token::{IssueMark, TokenHash};
use crate::domain::id::PoolId;
use crate::services::Result;
use crate::store::db::Kept;
use crate::store::responses::Reached;
use crate::store::{self, Db, Tx};

/// One attempt to spend the seat a code reaches.
#[derive(Debug)]
pub struct Issue {
    /// The code, hashed.
    pub code: TokenHash,
    /// The pool it is tried in.
    pub pool: PoolId,
    /// What the seat is to remember of this attempt.
    pub mark: IssueMark,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issued {
    /// The seat is spent by this very attempt, now or earlier.
    Granted,
    /// The seat was spent by another one.
    Spent,
    /// The code reaches no seat of this pool.
    Unknown,
    /// No seat is left of those that are given at the door.
    Full,
    /// The pass of a room, or the link of a group, has ended.
    Late,
    /// Another link took the place of this one of the group.
    Replaced,
    /// The seat is unspent or not there any more; the pool has stopped collecting.
    Over,
}

impl Entry for Issue {
    type Key = TokenHash;
    type Answer = Issued;

    fn key(&self) -> TokenHash {
        self.code
    }

    async fn turn(db: &Db, kept: &mut Kept) -> store::Result<()> {
        db.hold(kept).await
    }

    async fn settle(db: &Db, kept: &mut Kept, together: &[&Self]) -> Option<Vec<Issued>> {
        write_all(db, kept, together).await
    }
}

impl InOneStatement for Issue {
    const TRANSACTION: &'static str = "responses.issue";
    /// As many seats as attempts, and each attempt reaches one at most.
    const WRITTEN: Issued = Issued::Granted;

    async fn write(tx: &mut Tx, together: &[&Self]) -> store::Result<u64> {
        let issues: Vec<_> = together.iter().map(|it| (it.code, it.pool, it.mark)).collect();
        store::responses::spend(tx, &issues).await
    }

    async fn look(tx: &mut Tx, together: &[&Self]) -> store::Result<Vec<Issued>> {
        let asked = together.iter().map(|it| (it.code, it.pool));
        let reached = store::responses::reached(tx, asked).await?;
        let outcome = |it: &&Self| match reached.get(&(it.code, it.pool)) {
            Some(Reached::Seat { spent: true, mark }) if *mark == it.mark => Issued::Granted,
            Some(Reached::Seat { spent: true, .. }) => Issued::Spent,
            Some(Reached::Seat { spent: false, .. } | Reached::Nothing { collecting: false }) => {
                Issued::Over
            }
            Some(Reached::Nothing { collecting: true }) | None => Issued::Unknown,
        };
        Ok(together.iter().map(outcome).collect())
    }
}

impl Intake {
    /// Spends a seat, together with whatever else waits.
    pub async fn issue(&self, issue: Issue) -> Result<Issued> {
        self.issuing.commit(issue).await
    }
}
