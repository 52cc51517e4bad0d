//! Password hashing, a few at a time: each hash takes 19 MiB and tens of milliseconds, and a
//! flood of sign-ins must not take the memory from those who answer.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use super::{Error, Result};
use crate::domain::stretching::{Cost, Costs};

const AT_ONCE: usize = 2;
const WAITING: usize = 32;

/// Hashes and checks passwords by argon2id.
#[derive(Clone, Debug)]
pub struct Hasher {
    costs: Costs,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// Checked when there is no such person, so that the answer takes as long. No password has it.
const DECOY: &str = concat!(
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzLg",
    "$GhR9MNe3w2yRkenqlzrAcuH+SQHXlSfbKk5EaEay0cI"
);

impl Default for Hasher {
    fn default() -> Self {
        Self::at(Costs::FULL)
    }
}

impl Hasher {
    /// One that guards nothing, for houses that no secret depends on.
    pub fn rehearsing() -> Self {
        Self::at(Costs::REHEARSAL)
    }

    fn at(costs: Costs) -> Self {
        Self {
            costs,
            running: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(Semaphore::new(WAITING)),
        }
    }

    /// The PHC string to store for a password.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let (cost, password) = (self.costs.password, password.to_owned());
        self.in_turn(move || hash_now(cost, &password)).await?
    }

    /// What keys are wrapped at.
    pub fn passphrase_cost(&self) -> Cost {
        self.costs.passphrase
    }

    /// Whether the password is the one behind the stored string; without one, never.
    pub async fn is_right(&self, password: &str, stored: Option<&str>) -> Result<bool> {
        let (password, known) = (password.to_owned(), stored.is_some());
        let phc = stored.unwrap_or(DECOY).to_owned();
        let matches = self.in_turn(move || matches_now(&password, &phc)).await?;
        Ok(matches && known)
    }

    /// Does something that takes much memory, in turn with the hashing.
    pub async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| Error::Busy)?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Error::Busy)?;
        let held = move || {
            // Freed when the work is done and not when the asker leaves: nothing stops a hash
            // that has begun, and who hangs up at once could start any number of them.
            let _held = (place, turn);
            work()
        };
        tokio::task::spawn_blocking(held).await.map_err(|failed| Error::Broken(Box::new(failed)))
    }
}

fn hash_now(cost: Cost, password: &str) -> Result<String> {
    let argon2 = cost.argon2().ok_or_else(|| Error::Broken("no cost of argon2".into()))?;
    argon2
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|failed| Error::Broken(failed.to_string().into()))
}

fn matches_now(password: &str, phc: &str) -> bool {
    PasswordHash::new(phc)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_is_right_and_nobody_has_the_decoy() {
        let hasher = Hasher::default();
        let phc = hasher.hash("a whole sentence").await.expect("a hash");
        assert!(hasher.is_right("a whole sentence", Some(&phc)).await.expect("a check"));
        assert!(!hasher.is_right("another sentence", Some(&phc)).await.expect("a check"));
        assert!(!hasher.is_right("a whole sentence", None).await.expect("a check"));
        let cost = |phc: &str| phc.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(cost(DECOY), cost(&phc), "it costs as much as a real one");
        assert_eq!(cost(&phc)[3], "m=19456,t=2,p=1");
        assert!(PasswordHash::new(DECOY).is_ok());
    }

    #[tokio::test]
    async fn askers_who_hang_up_free_no_place_before_their_hash_is_done() {
        let hasher = Hasher::default();
        let (finish, wait) = std::sync::mpsc::channel::<()>();
        let wait = Arc::new(std::sync::Mutex::new(wait));
        for _ in 0..AT_ONCE {
            let wait = Arc::clone(&wait);
            let slow = hasher.in_turn(move || wait.lock().map(|wait| wait.recv().is_ok()).is_ok());
            let hung_up = tokio::time::timeout(std::time::Duration::from_millis(50), slow).await;
            assert!(hung_up.is_err(), "it was still at work");
        }
        assert_eq!(hasher.running.available_permits(), 0);
        assert_eq!(hasher.waiting.available_permits(), WAITING - AT_ONCE);
        drop(finish);
        assert!(hasher.is_right("any", None).await.is_ok(), "then the next one gets its turn");
    }

    #[tokio::test]
    async fn a_flood_is_sent_away_and_not_queued() {
        let hasher = Hasher::default();
        let (finish, wait) = std::sync::mpsc::channel::<()>();
        let wait = Arc::new(std::sync::Mutex::new(wait));
        let flood: Vec<_> = (0..WAITING)
            .map(|_| {
                let (hasher, wait) = (hasher.clone(), Arc::clone(&wait));
                let slow = move || wait.lock().map(|wait| wait.recv().is_ok()).is_ok();
                tokio::spawn(async move { hasher.in_turn(slow).await.is_ok() })
            })
            .collect();
        tokio::task::yield_now().await;
        assert!(matches!(hasher.is_right("any", None).await, Err(Error::Busy)));
        drop(finish);
        for asker in flood {
            assert!(asker.await.expect("no panic"), "who was in the queue is served");
        }
    }
}
