//! Many respondents, one commit: whatever waits is written together, sorted by its key, and each is
//! answered after the commit is on the disk. Sorting leaves no order inside a commit and keeps two
//! nodes from waiting for each other. There are two queues, issuing and collecting; a commit
//! drains one of them, so no transaction ever holds both (`anonymity`, decision 1).

use tokio::sync::{mpsc, oneshot};

use crate::services::{Error, Result};
use crate::store::db::Unrecorded;
use crate::store::{self, Db, Tx};

/// How many may wait; more are asked to try again.
const ROOM: usize = 1024;
/// How many one commit takes.
const MOST: usize = 256;

/// Something to be written together with others of its kind.
pub trait Entry: Send + Sync + 'static {
    /// What it is sorted by.
    type Key: Ord;
    /// What its sender learns.
    type Answer: Send + 'static;
    /// The name of the transaction.
    const TRANSACTION: &'static str;

    /// Its place among those written with it.
    fn key(&self) -> Self::Key;

    /// Writes what waits together, sorted and at least one; an answer for each.
    fn write(
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
    let mut waiting = Vec::new();
    while queue.recv_many(&mut waiting, MOST).await > 0 {
        waiting.sort_by_key(|one| one.entry.key());
        match write_all(&db, &waiting).await {
            Ok(answers) => {
                for (one, answer) in waiting.drain(..).zip(answers) {
                    // A sender that left meanwhile asks again with the same page.
                    let _ = one.reply.send(Ok(answer));
                }
            }
            Err(error) => {
                report::<E>(&error);
                for one in waiting.drain(..) {
                    let _ = one.reply.send(Err(Error::Busy));
                }
            }
        }
    }
}

async fn write_all<E: Entry>(db: &Db, waiting: &[Waiting<E>]) -> store::Result<Vec<E::Answer>> {
    let mut tx = db.begin(E::TRANSACTION).await?;
    let together: Vec<&E> = waiting.iter().map(|one| &one.entry).collect();
    let answers = E::write(&mut tx, &together).await?;
    tx.commit_unrecorded(Unrecorded::Respondent).await?;
    Ok(answers)
}

/// Respondents leave no line in any log. A line is written only when nothing was stored, so that
/// it stands beside no seat and no ballot; someone has to learn that the disk is full.
fn report<E: Entry>(error: &store::Error) {
    if let store::Error::Broken(cause) = error {
        tracing::error!(transaction = E::TRANSACTION, %cause, "nothing could be stored");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::task::{Context, Waker};

    /// Writes its number over the last one, which it learns.
    struct Note(usize);

    const UNWRITABLE: usize = 999;

    impl Entry for Note {
        type Key = usize;
        type Answer = Option<String>;
        const TRANSACTION: &'static str = "test.note";

        fn key(&self) -> usize {
            self.0
        }

        async fn write(tx: &mut Tx, together: &[&Self]) -> store::Result<Vec<Self::Answer>> {
            let mut answers = Vec::new();
            for note in together {
                answers.push(store::settings::get(tx, "last").await?);
                store::settings::set(tx, "last", &note.0.to_string()).await?;
                if note.0 == UNWRITABLE {
                    return Err(store::Error::Missing);
                }
            }
            Ok(answers)
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
        assert_eq!(first.expect("written"), None);
        assert_eq!(second.expect("written").as_deref(), Some("1"));
        assert_eq!(third.expect("written").as_deref(), Some("2"));
    }

    #[tokio::test]
    async fn a_commit_that_fails_stores_nothing_and_tells_all() {
        let (_dir, db) = database().await;
        let queue = Queue::start(&db);
        let answers = tokio::join!(queue.commit(Note(1)), queue.commit(Note(UNWRITABLE)));
        assert!(matches!(answers, (Err(Error::Busy), Err(Error::Busy))));
        assert_eq!(queue.commit(Note(5)).await.expect("the queue goes on"), None);
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
