//! Files are judged on a thread of its own and one at a time: the largest photograph takes half a
//! gigabyte while it is drawn anew, which must not be taken from those who answer.

use tokio::sync::Semaphore;

use crate::domain::ledger::{EvidenceFile, EvidenceRefusal};

static TURN: Semaphore = Semaphore::const_new(1);

/// [`EvidenceFile::parse`] or [`EvidenceFile::parse_scan`].
pub type Judge = fn(&str, &[u8]) -> Result<EvidenceFile, EvidenceRefusal>;

/// Judges a file in its turn. One that a decoder stumbles over in a new way is damaged.
pub async fn judge_file(
    name: String,
    bytes: Vec<u8>,
    judge: Judge,
) -> Result<EvidenceFile, EvidenceRefusal> {
    let turn = TURN.acquire().await.map_err(|_| EvidenceRefusal::Damaged)?;
    let judged = tokio::task::spawn_blocking(move || {
        // Given back when the work is done and not when the asker leaves.
        let _turn = turn;
        judge(&name, &bytes)
    });
    judged.await.unwrap_or(Err(EvidenceRefusal::Damaged))
}
