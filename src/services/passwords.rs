//! Password hashing, a few at a time: each hash takes 19 MiB and tens of milliseconds, and a
//! flood of sign-ins must not take the memory from those who answer.

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use super::{Error, Result};

const AT_ONCE: usize = 2;
const WAITING: usize = 32;

/// Hashes and checks passwords by argon2id (m = 19 MiB, t = 2, p = 1; ASVS 5.0, appendix C).
#[derive(Clone, Debug)]
pub struct Hasher {
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
        Self {
            running: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(Semaphore::new(WAITING)),
        }
    }
}

impl Hasher {
    /// The PHC string to store for a password.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.in_turn(move || hash_now(&password)).await?
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
        let _place = self.waiting.try_acquire().map_err(|_| Error::Busy)?;
        let _turn = self.running.acquire().await.map_err(|_| Error::Busy)?;
        tokio::task::spawn_blocking(work).await.map_err(|failed| Error::Broken(Box::new(failed)))
    }
}

fn hash_now(password: &str) -> Result<String> {
    Argon2::default()
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
        assert!(PasswordHash::new(DECOY).is_ok(), "it costs as much as a real one");
    }
}
