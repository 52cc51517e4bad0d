//! Presses of buttons that send something at once: each once, however often it arrives.

use super::{Result, Tx};
use crate::domain::time::Timestamp;

/// Takes the key of a form; false when it was taken before. Those of before `forgotten` are forgotten.
pub async fn take(
    tx: &mut Tx,
    key: &str,
    (now, forgotten): (Timestamp, Timestamp),
) -> Result<bool> {
    tx.run("DELETE FROM pressed WHERE pressed_at < $1", [forgotten.into()]).await?;
    let sql = "INSERT INTO pressed (key, pressed_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(tx.run(sql, [key.into(), now.into()]).await? == 1)
}
