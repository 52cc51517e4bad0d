//! Where the letters of a simulated house end: in its memory, the newest of them, for whoever plays the
//! office to read. Simulated people have no mailboxes, and nothing of theirs leaves the machine. No
//! other house has one: its letters hold what only their readers may have.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Letter;

/// So many letters are kept.
const MOST: usize = 200;

/// The letters.
#[derive(Default)]
pub struct Drawer(Mutex<VecDeque<Letter>>);

impl Drawer {
    /// Lays one in; the oldest gives way.
    pub(super) fn lay_in(&self, letter: Letter) {
        let mut letters = self.letters();
        letters.push_front(letter);
        letters.truncate(MOST);
    }

    /// What lies there, the newest first.
    pub fn read(&self) -> Vec<Letter> {
        self.letters().iter().cloned().collect()
    }

    fn letters(&self) -> MutexGuard<'_, VecDeque<Letter>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Drawer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Drawer(…)")
    }
}
