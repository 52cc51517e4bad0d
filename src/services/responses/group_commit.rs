//! Many respondents, one commit: whatever waits is written together, sorted by its key, and each is
//! answered after the commit is on the disk. Sorting leaves no order inside a commit and keeps two
//! nodes from waiting for each other. There are two queues, issuing and collecting; a commit
//! drains one of them, so no transaction ever holds both (`anonymity`, decision 1).

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::services::{Error, Result};
use crate::store::db::{Kept, Unrecorded};
use crate::store::{self, Db, Tx};

/// How many may wait; more are asked to try again.
const ROOM: usize = 1024;
/// How many one commit takes.
const MOST: usize = 256;
/// How long a queue in which nothing waits keeps its connection.
const A_MOMENT: Duration = Duration::from_millis(100);

/// Something to be written together with others of its kind.
pub trait Entry: Send + Sync + 'static {
    /// What it is sorted by.
    type Key: Ord;
    /// What its sender learns.
    type Answer: Copy + Send + 'static;

    /// Its place among those written with it.
    fn key(&self) -> Self::Key;

    /// Waits for its turn to write, before it is known what will be written: what comes meanwhile
    /// is written with it.
    fn turn(_: &Db, _: &mut Kept) -> impl Future<Output = store::Result<()>> + Send {
        std::future::ready(Ok(()))
    }

    /// Writes what waits together, sorted and at least one, and gives each its answer once it is on
    /// the disk; nothing when it may or may not be.
    fn settle(
        db: &Db,
        kept: &mut Kept,
        together: &[&Self],
    ) -> impl Future<Output = Option<Vec<Self::Answer>>> + Send;
}

/// What can be written in one statement, and looked up in another.
pub trait InOneStatement: Entry {
    /// The name of the transaction.
    const TRANSACTION: &'static str;
    /// What everyone learns when all were written.
    const WRITTEN: Self::Answer;

    /// Writes what waits together, sorted and at least one, in one statement; how many were.
    fn write(tx: &mut Tx, together: &[&Self]) -> impl Future<Output = store::Result<u64>> + Send;

    /// Looks up what became of each, after fewer were written than waited.
    fn look(
        tx: &mut Tx,
        together: &[&Self],
    ) -> impl Future<Output = store::Result<Vec<Self::Answer>>> + Send;
}

struct Waiting<E: Entry> {
    entry: E,
    reply: oneshot::Sender<Result<E::Answer>>,
}

/// The way into a queue. The queue ends when its last way in is dropped.
pub struct Queue<E: Entry>(mpsc::Sender<Waiting<E>>);

impl<E: Entry> Queue<E> {
    /// Starts a queue.
    pub fn start(db: &Db) -> Self {
        let (sender, receiver) = mpsc::channel(ROOM);
        tokio::spawn(drain(Db::clone(db), receiver));
        Self(sender)
    }

    /// Waits until the entry is committed. `Busy`: it may or may not be; sending it again tells.
    pub async fn commit(&self, entry: E) -> Result<E::Answer> {
        let (reply, answer) = oneshot::channel();
        self.0.try_send(Waiting { entry, reply }).map_err(|_| Error::Busy)?;
        answer.await.map_err(|_| Error::Busy)?
    }
}

async fn drain<E: Entry>(db: Db, mut queue: mpsc::Receiver<Waiting<E>>) {
    let (mut waiting, mut kept) = (Vec::new(), Kept::default());
    while next(&mut queue, &mut waiting, &mut kept).await > 0 {
        let turn = E::turn(&db, &mut kept).await;
        take_more(&mut queue, &mut waiting);
        waiting.sort_by_key(|one| one.entry.key());
        let together: Vec<&E> = waiting.iter().map(|one| &one.entry).collect();
        let settled = match turn {
            Ok(()) => E::settle(&db, &mut kept, &together).await,
            Err(_) => None,
        };
        if let Some(answers) = settled {
            for (one, answer) in waiting.drain(..).zip(answers) {
                // A sender that left meanwhile asks again with the same page.
                let _ = one.reply.send(Ok(answer));
            }
        } else {
            for one in waiting.drain(..) {
                let _ = one.reply.send(Err(Error::Busy));
            }
        }
    }
}

/// Takes what has come meanwhile, and waits for nobody.
fn take_more<E: Entry>(queue: &mut mpsc::Receiver<Waiting<E>>, waiting: &mut Vec<Waiting<E>>) {
    let room = MOST - waiting.len();
    waiting.extend((0..room).map_while(|_| queue.try_recv().ok()));
}

/// Waits until something waits, and takes it; how much it is.
async fn next<E: Entry>(
    queue: &mut mpsc::Receiver<Waiting<E>>,
    waiting: &mut Vec<Waiting<E>>,
    kept: &mut Kept,
) -> usize {
    if kept.is_there() {
        if let Ok(count) = timeout(A_MOMENT, queue.recv_many(waiting, MOST)).await {
            return count;
        }
        kept.give_back();
    }
    queue.recv_many(waiting, MOST).await
}

/// Writes all, committed and on the disk, and gives their answers. They are looked up afterwards if
/// not all were written: what was written stays, and what was refused will be again.
pub async fn write_all<E: InOneStatement>(
    db: &Db,
    kept: &mut Kept,
    together: &[&E],
) -> Option<Vec<E::Answer>> {
    let written = write(db, kept, together).await;
    let written = written.inspect_err(|error| report(E::TRANSACTION, error)).ok()?;
    if usize::try_from(written) == Ok(together.len()) {
        return Some(vec![E::WRITTEN; together.len()]);
    }
    let mut tx = db.single_read(E::TRANSACTION).await.ok()?;
    E::look(&mut tx, together).await.ok()
}

async fn write<E: InOneStatement>(db: &Db, kept: &mut Kept, together: &[&E]) -> store::Result<u64> {
    let mut tx = db.single_on(kept, E::TRANSACTION).await?;
    let written = E::write(&mut tx, together).await?;
    tx.commit_and_keep(kept, Unrecorded::Respondent).await?;
    Ok(written)
}

/// Respondents leave no line in any log. A line is written only when nothing was stored, so that
/// it stands beside no seat and no ballot; someone has to learn that the disk is full.
pub fn report(transaction: &'static str, error: &store::Error) {
    if let store::Error::Broken(cause) = error {
        tracing::error!(transaction, %cause, "nothing could be stored");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::task::{Context, Waker};

    /// Writes its place among those written with it under its name, unless the name is taken.
    #[derive(Clone, Copy)]
    struct Note(usize);

    /// Its value is NULL, which the table refuses.
    const UNWRITABLE: usize = 999;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Told {
        Written,
        LookedUp(usize),
    }

    impl Entry for Note {
        type Key = usize;
        type Answer = Told;

        fn key(&self) -> usize {
            self.0
        }

        async fn turn(db: &Db, kept: &mut Kept) -> store::Result<()> {
            db.hold(kept).await
        }

        async fn settle(db: &Db, kept: &mut Kept, together: &[&Self]) -> Option<Vec<Told>> {
            write_all(db, kept, together).await
        }
    }

    impl InOneStatement for Note {
        const TRANSACTION: &'static str = "test.note";
        const WRITTEN: Told = Told::Written;

        async fn write(tx: &mut Tx, together: &[&Self]) -> store::Result<u64> {
            let row = |(place, note): (usize, &&Self)| {
                let place = (note.0 != UNWRITABLE).then(|| place.to_string());
                [note.0.to_string().into(), place.into()]
            };
            tx.run_given(
                "WITH given (name, value) AS (VALUES (…))
                 INSERT INTO setting (name, value) SELECT name, value FROM given
                 WHERE name IS NOT NULL ON CONFLICT DO NOTHING",
                together.iter().enumerate().map(row).collect(),
            )
            .await
        }

        async fn look(tx: &mut Tx, together: &[&Self]) -> store::Result<Vec<Told>> {
            let rows: Vec<(String, String)> = tx
                .all_given(
                    "WITH given (name) AS (VALUES (…))
                     SELECT setting.name, value FROM given JOIN setting ON setting.name = given.name",
                    together.iter().map(|note| [note.0.to_string().into()]).collect(),
                )
                .await?;
            let found = |note: &&Self| {
                let row = rows.iter().find(|(name, _)| *name == note.0.to_string());
                Told::LookedUp(row.expect("written").1.parse().expect("a place"))
            };
            Ok(together.iter().map(found).collect())
        }
    }

    async fn database() -> (tempfile::TempDir, Db) {
        let dir = tempfile::tempdir().expect("a directory");
        let db = Db::open_sqlite(&dir.path().join("db")).await.expect("a database");
        db.migrate().await.expect("tables");
        (dir, db)
    }

    #[tokio::test]
    async fn what_waits_is_written_together_in_the_order_of_its_keys() {
        let (_dir, db) = database().await;
        let queue = Queue::start(&db);
        // On one thread the queue runs only when all three wait.
        let (third, first, second) =
            tokio::join!(queue.commit(Note(3)), queue.commit(Note(1)), queue.commit(Note(2)));
        for told in [first, second, third] {
            assert_eq!(told.expect("written"), Told::Written);
        }
        for (name, place) in [("1", "0"), ("2", "1"), ("3", "2")] {
            let mut tx = db.read("test.place").await.expect("a database");
            let value = store::settings::get(&mut tx, name).await.expect("a setting");
            assert_eq!(value.as_deref(), Some(place));
        }
    }

    #[tokio::test]
    async fn what_is_refused_keeps_nothing_else_from_being_written() {
        let (_dir, db) = database().await;
        let queue = Queue::start(&db);
        assert_eq!(queue.commit(Note(2)).await.expect("written"), Told::Written);
        let (first, again) = tokio::join!(queue.commit(Note(1)), queue.commit(Note(2)));
        assert_eq!(first.expect("written"), Told::LookedUp(0));
        assert_eq!(
            again.expect("looked up"),
            Told::LookedUp(0),
            "its place as it was first written"
        );
    }

    #[tokio::test]
    async fn a_commit_that_fails_stores_nothing_and_tells_all() {
        let (_dir, db) = database().await;
        let queue = Queue::start(&db);
        let answers = tokio::join!(queue.commit(Note(1)), queue.commit(Note(UNWRITABLE)));
        assert!(matches!(answers, (Err(Error::Busy), Err(Error::Busy))));
        assert_eq!(queue.commit(Note(1)).await.expect("the queue goes on"), Told::Written);
    }

    #[tokio::test]
    async fn a_transaction_of_one_statement_takes_no_second_one() {
        let (_dir, db) = database().await;
        let mut tx = db.single("test.single").await.expect("a database");
        store::settings::set(&mut tx, "last", "1").await.expect("the one statement");
        assert!(store::settings::set(&mut tx, "last", "2").await.is_err());
        drop(tx);
        let mut tx = db.read("test.single").await.expect("a database");
        let value = store::settings::get(&mut tx, "last").await.expect("a setting");
        assert_eq!(value.as_deref(), Some("1"), "committed by itself");
    }

    #[tokio::test]
    async fn a_full_queue_asks_to_try_again() {
        let (_dir, db) = database().await;
        let queue = Queue::start(&db);
        let mut waiting: Vec<_> = (0..ROOM).map(|n| Box::pin(queue.commit(Note(n)))).collect();
        let mut context = Context::from_waker(Waker::noop());
        for one in &mut waiting {
            assert!(one.as_mut().poll(&mut context).is_pending());
        }
        assert!(matches!(queue.commit(Note(1)).await, Err(Error::Busy)));
    }
}
