//! Stamping, checking and sealing are work for a whole core. It is done beside the threads that
//! serve, by a few of its own that stay: whoever finds them at work only joins the row, and nobody
//! wakes a thread for each stamp.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::{mpsc, oneshot};

use crate::services::{Error, Result};

/// How many may wait in the row; more wait for a place in it.
const ROOM: usize = 1024;

type Job = Box<dyn FnOnce() + Send>;

/// The threads, and the row before them. They end when it is dropped.
pub struct Workbench(mpsc::Sender<Job>);

impl Workbench {
    /// Starts the threads: one core is left for everything else.
    pub fn start() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let (sender, jobs) = mpsc::channel(ROOM);
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..cores.saturating_sub(1).max(1) {
            let jobs = Arc::clone(&jobs);
            thread::spawn(move || while work_off_one(&jobs).is_some() {});
        }
        Self(sender)
    }

    /// Waits until the work is done. `Busy`: it was not, or it panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, done) = oneshot::channel();
        let job = move || {
            // Nobody is worked for who has left.
            if !reply.is_closed() {
                let _ = reply.send(work());
            }
        };
        self.0.send(Box::new(job)).await.map_err(|_| Error::Busy)?;
        done.await.map_err(|_| Error::Busy)
    }
}

/// Waits for the next job and does it; `None` when there will be none.
fn work_off_one(jobs: &Mutex<mpsc::Receiver<Job>>) -> Option<()> {
    // Given back before the work begins: the next one waits meanwhile.
    let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv()?;
    // Who waits for it learns of a panic by its silence; the thread goes on.
    let _ = catch_unwind(AssertUnwindSafe(job));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_panics_is_told_and_the_bench_goes_on() {
        let bench = Workbench::start();
        let panicked = bench.run(|| panic!("a panic at the bench")).await;
        assert!(matches!(panicked, Err::<(), _>(Error::Busy)));
        assert_eq!(bench.run(|| 7).await.expect("done"), 7);
    }
}
