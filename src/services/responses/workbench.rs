//! Stamping is work for a whole core. It is done beside the threads that serve, by a few of its own
//! that stay: whoever finds them at work only joins the row, and nobody wakes a thread for each
//! stamp.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::{mpsc, oneshot};

use crate::services::{Error, Result};

/// How many may wait in the row; more wait for a place in it.
const ROOM: usize = 1024;
/// How many a thread does before it tells any of them: a few thousandths of a second of work.
const MOST: usize = 8;

/// The threads, and the row before them. They end when it is dropped.
pub struct Workbench(mpsc::Sender<Box<dyn Job>>);

impl Workbench {
    /// Starts the threads, one for each core: while a commit is flushed, no core has to wait. Who
    /// serves shares the cores with them, and does little for each request.
    pub fn start() -> Self {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let (sender, jobs) = mpsc::channel(ROOM);
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..threads {
            let jobs = Arc::clone(&jobs);
            thread::spawn(move || while work_off_some(&jobs, threads).is_some() {});
        }
        Self(sender)
    }

    /// Waits until the work is done. `Busy`: it was not, or it panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let job = Wanted { work: Some(work), done: None, reply };
        self.0.send(Box::new(job)).await.map_err(|_| Error::Busy)?;
        answer.await.map_err(|_| Error::Busy)
    }
}

/// Something to be done, and told of afterwards.
trait Job: Send {
    fn work(&mut self);
    fn tell(self: Box<Self>);
}

struct Wanted<F, T> {
    work: Option<F>,
    done: Option<T>,
    reply: oneshot::Sender<T>,
}

impl<T: Send, F: FnOnce() -> T + Send> Job for Wanted<F, T> {
    fn work(&mut self) {
        // Nobody is worked for who has left.
        if let Some(work) = self.work.take().filter(|_| !self.reply.is_closed()) {
            self.done = Some(work());
        }
    }

    fn tell(self: Box<Self>) {
        let Self { done, reply, .. } = *self;
        if let Some(done) = done {
            let _ = reply.send(done);
        }
    }
}

/// Waits for jobs and does those that wait, or this thread's share of them; `None` when there will
/// be none. They are told together: what becomes of them is then written together, too, and whoever
/// serves is not woken for each.
fn work_off_some(jobs: &Mutex<mpsc::Receiver<Box<dyn Job>>>, threads: usize) -> Option<()> {
    let mut together = Vec::with_capacity(MOST);
    // Given back before the work begins: the next one waits meanwhile.
    {
        let mut jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner);
        together.push(jobs.blocking_recv()?);
        let share = (jobs.len() / threads).min(MOST - 1);
        together.extend((0..share).map_while(|_| jobs.try_recv().ok()));
    }
    for job in &mut together {
        // Who waits for it learns of a panic by its silence; the thread goes on.
        let _ = catch_unwind(AssertUnwindSafe(|| job.work()));
    }
    for job in together {
        job.tell();
    }
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

    #[tokio::test]
    async fn each_of_many_that_wait_learns_its_own_and_a_panic_among_them_is_nobody_elses() {
        let bench = Arc::new(Workbench::start());
        let (go, until) = std::sync::mpsc::channel::<()>();
        let ask = |work: Box<dyn FnOnce() -> usize + Send>| {
            let bench = Arc::clone(&bench);
            tokio::spawn(async move { bench.run(work).await })
        };
        let held = ask(Box::new(move || usize::from(until.recv().is_ok())));
        let panics = ask(Box::new(|| panic!("a panic among others")));
        let many: Vec<_> = (0..3 * MOST).map(|n| ask(Box::new(move || n))).collect();
        // On one thread all of them wait by now.
        tokio::task::yield_now().await;
        go.send(()).expect("someone is held");
        assert_eq!(held.await.expect("asked").expect("done"), 1);
        assert!(matches!(panics.await.expect("asked"), Err(Error::Busy)));
        for (n, one) in many.into_iter().enumerate() {
            assert_eq!(one.await.expect("asked").expect("done"), n);
        }
    }
}
