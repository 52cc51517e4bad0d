//! Issuing at the door: one of the free seats is spent for whoever holds the link of a group or a
//! pass of a room, and a token for the seat is written in the same transaction, so that the same
//! phone finds its seat again and follows the rule of every seat.
//!
//! Which seats a room has stands in no row. The seats of a pool's venues are put in an order by a
//! key outside the database, and each room has a stretch of it: whoever holds the database alone
//! cannot tell in which room a seat was given, nor how many were in a room. With the key one can,
//! and learns what the tokens of any list would tell: who took part, at most. From a seat no way
//! leads to a ballot in either case; that rests on the blind signature and on the one rewrite, not
//! on this.
//!
//! Several nodes may choose the same seat: the statement that spends has one winner, and the others
//! try the next. Two requests of one phone may meet on two nodes: one token is written, and the
//! other node gives its seat back by ending without a commit.

use std::collections::BTreeSet;
use std::collections::hash_map::{Entry as Slot, HashMap};

use super::Intake;
use super::group_commit::{Entry, report};
use crate::domain::campaigns::Channel;
use crate::domain::chance::Chance;
use crate::domain::credentials::door::DoorKey;
use crate::domain::credentials::token::{IssueMark, TokenHash};
use crate::domain::id::{PoolId, SeatId};
use crate::services::Result;
use crate::store::db::{Kept, Unrecorded};
use crate::store::responses::Reached;
use crate::store::{self, Db};

const TRANSACTION: &str = "responses.claim";
/// How often what was lost to another node is tried again before it is asked to come back.
const TRIES: usize = 12;
/// How often a database that is busy is asked again: two nodes may have waited for each other.
const BUSY_TRIES: usize = 2;

/// One attempt to be given a seat.
#[derive(Debug)]
pub struct Claim {
    /// What the database knows the attempt by.
    pub by: TokenHash,
    /// The pool it is tried in.
    pub pool: PoolId,
    /// What the seat is to remember of this attempt.
    pub mark: IssueMark,
    /// Which seats it may be given.
    pub of: Among,
}

/// Which seats an attempt may be given.
#[derive(Clone, Debug)]
pub enum Among {
    /// None any more: only one that was given before.
    Given,
    /// Those of the pool's group link.
    Group,
    /// A stretch of those of the pool's venues.
    Room {
        /// Where it begins.
        first: u32,
        /// How long it is.
        seats: u32,
        /// What puts them in order.
        order: DoorKey,
    },
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// A seat is spent by this very attempt, now or earlier.
    Granted,
    /// A seat was spent by another attempt of the same phone.
    Spent,
    /// No seat is left.
    Full,
    /// None was given before, and none is given now.
    Late,
    /// The pool has stopped collecting.
    Over,
}

impl Entry for Claim {
    type Key = TokenHash;
    type Answer = Claimed;

    fn key(&self) -> TokenHash {
        self.by
    }

    async fn settle(db: &Db, _kept: &mut Kept, together: &[&Self]) -> Option<Vec<Claimed>> {
        let mut answers = vec![None; together.len()];
        let mut busy = 0;
        for _ in 0..TRIES {
            let waiting = together.iter().zip(&mut answers);
            let mut waiting: Vec<_> = waiting.filter(|(_, answer)| answer.is_none()).collect();
            if waiting.is_empty() {
                break;
            }
            match give(db, &mut waiting).await {
                Ok(()) => {}
                Err(store::Error::Busy) if busy < BUSY_TRIES => busy += 1,
                Err(error) => {
                    report(TRANSACTION, &error);
                    return None;
                }
            }
        }
        answers.into_iter().collect()
    }
}

/// Attempts that wait, with room for their answers.
type Waiting<'a, 'b> = [(&'a &'b Claim, &'a mut Option<Claimed>)];

/// One transaction: answers those it can, and leaves those for another whose seat was lost.
async fn give(db: &Db, waiting: &mut Waiting<'_, '_>) -> store::Result<()> {
    let mut tx = db.begin(TRANSACTION).await?;
    let asked = waiting.iter().map(|(claim, _)| (claim.by, claim.pool));
    let found = store::responses::reached(&mut tx, asked).await?;
    let mut seats = Seats::default();
    let (mut settled, mut chosen) = (Vec::new(), Vec::new());
    let mut asked_now = BTreeSet::new();
    for (place, (claim, _)) in waiting.iter().enumerate() {
        if let Some(Reached::Seat { mark, .. }) = found.get(&(claim.by, claim.pool)) {
            let same = *mark == claim.mark;
            settled.push((place, if same { Claimed::Granted } else { Claimed::Spent }));
        } else if asked_now.insert(claim.by) {
            match seats.choose(&mut tx, claim).await? {
                Ok(seat) => chosen.push((place, seat)),
                Err(refused) => settled.push((place, refused)),
            }
        }
        // The same phone twice in one go: the second one finds the seat of the first, next time.
    }
    if !chosen.is_empty() {
        let wanted = chosen.iter().map(|(place, seat)| {
            let claim = waiting[*place].0;
            (*seat, claim.pool, claim.mark)
        });
        let spent = store::door::spend(&mut tx, &wanted.collect::<Vec<_>>()).await?;
        chosen.retain(|(_, seat)| spent.contains(seat));
        let tokens: Vec<_> =
            chosen.iter().map(|(place, seat)| (waiting[*place].0.by, *seat)).collect();
        if !tokens.is_empty() {
            let written = store::door::insert_tokens(&mut tx, &tokens).await?;
            if usize::try_from(written) != Ok(tokens.len()) {
                // Another node was faster for one of these phones: what was spent here is given back,
                // and all of them are looked at again.
                return Ok(());
            }
        }
        tx.commit_unrecorded(Unrecorded::Respondent).await?;
    }
    settled.extend(chosen.into_iter().map(|(place, _)| (place, Claimed::Granted)));
    for (place, answer) in settled {
        *waiting[place].1 = Some(answer);
    }
    Ok(())
}

/// The free seats of the pools in one transaction, less those that were chosen in it.
#[derive(Default)]
struct Seats {
    groups: HashMap<PoolId, Option<Vec<SeatId>>>,
    venues: HashMap<PoolId, Option<Vec<Option<SeatId>>>>,
}

impl Seats {
    async fn choose(
        &mut self,
        tx: &mut store::Tx,
        claim: &Claim,
    ) -> store::Result<std::result::Result<SeatId, Claimed>> {
        let pool = claim.pool;
        match &claim.of {
            Among::Given => Ok(Err(Claimed::Late)),
            Among::Group => {
                let free = match self.groups.entry(pool) {
                    Slot::Occupied(known) => known.into_mut(),
                    Slot::Vacant(slot) => slot.insert(group(tx, pool).await?),
                };
                Ok(match free {
                    Some(free) => free.pop().ok_or(Claimed::Full),
                    None => Err(Claimed::Over),
                })
            }
            Among::Room { first, seats, order } => {
                let row = match self.venues.entry(pool) {
                    Slot::Occupied(known) => known.into_mut(),
                    Slot::Vacant(slot) => slot.insert(venues(tx, pool, order).await?),
                };
                Ok(match row {
                    Some(row) => pick(row, *first, *seats).ok_or(Claimed::Full),
                    None => Err(Claimed::Over),
                })
            }
        }
    }
}

/// The free seats of a pool's group, in any order; nothing once the pool has stopped collecting.
async fn group(tx: &mut store::Tx, pool: PoolId) -> store::Result<Option<Vec<SeatId>>> {
    let seats = store::door::seats(tx, pool, Channel::Group).await?;
    let free = seats.iter().filter(|seat| seat.issued == 0);
    let mut free: Vec<_> = free.map(|seat| seat.id).collect();
    Chance.shuffle(&mut free);
    Ok((!seats.is_empty()).then_some(free))
}

/// The row of a pool's venues, without the seats that were given; likewise.
async fn venues(
    tx: &mut store::Tx,
    pool: PoolId,
    order: &DoorKey,
) -> store::Result<Option<Vec<Option<SeatId>>>> {
    let row = in_a_row(&store::door::seats(tx, pool, Channel::Venue).await?, order);
    let free: Vec<_> = row.into_iter().map(|seat| (seat.issued == 0).then_some(seat.id)).collect();
    Ok((!free.is_empty()).then_some(free))
}

/// The seats of a pool's venues in the row that its rooms divide between them.
fn in_a_row(seats: &[store::door::Seat], order: &DoorKey) -> Vec<store::door::Seat> {
    let mut row = seats.to_vec();
    row.sort_by_cached_key(|seat| order.place(seat.id));
    row
}

/// Takes a free seat out of a stretch of the row, any of them.
fn pick(row: &mut [Option<SeatId>], first: u32, seats: u32) -> Option<SeatId> {
    let mut stretch: Vec<_> =
        stretch(row, first, seats).iter_mut().filter(|it| it.is_some()).collect();
    Chance.shuffle(&mut stretch);
    stretch.pop()?.take()
}

fn stretch<T>(row: &mut [T], first: u32, seats: u32) -> &mut [T] {
    let bound = |place: u32| usize::try_from(place).unwrap_or(usize::MAX).min(row.len());
    let (from, to) = (bound(first), bound(first.saturating_add(seats)));
    &mut row[from..to]
}

impl Intake {
    /// Gives a seat, together with whoever else waits.
    pub async fn claim(&self, claim: Claim) -> Result<Claimed> {
        self.door.commit(claim).await
    }
}

/// How many seats of a room were given. Read for the three words of its screen, at fixed times.
pub(in crate::services) async fn taken(
    tx: &mut store::Tx,
    pool: PoolId,
    (first, seats): (u32, u32),
    order: &DoorKey,
) -> Result<u32> {
    let mut row = in_a_row(&store::door::seats(tx, pool, Channel::Venue).await?, order);
    let taken = stretch(&mut row, first, seats).iter().filter(|seat| seat.issued == 1).count();
    Ok(u32::try_from(taken).unwrap_or(u32::MAX))
}
