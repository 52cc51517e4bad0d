//! Single settings by name.

use super::{Result, Tx};

/// The value of a setting, if it was ever set.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let row = tx
        .maybe::<(String,), 1>("SELECT value FROM setting WHERE name = $1", [name.into()])
        .await?;
    Ok(row.map(|(value,)| value))
}

/// Sets it.
pub async fn set(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.run(
        "INSERT INTO setting (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = $2",
        [name.into(), value.into()],
    )
    .await?;
    Ok(())
}
