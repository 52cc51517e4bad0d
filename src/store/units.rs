//! Units (科室、中心).

use super::db::stored_as_text;
use super::{Result, Tx};
use crate::domain::id::UnitId;
use crate::domain::people::{Unit, UnitKind};

stored_as_text!(UnitKind);

#[derive(sqlx::FromRow)]
struct UnitRow {
    #[sqlx(try_from = "String")]
    id: UnitId,
    code: String,
    name_zh: String,
    name_en: String,
    #[sqlx(try_from = "String")]
    kind: UnitKind,
    active: bool,
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Self {
        let UnitRow { id, code, name_zh, name_en, kind, active } = row;
        Self { id, code, name_zh, name_en, kind, active }
    }
}

/// All units in their order, deactivated ones too.
pub async fn all(tx: &mut Tx) -> Result<Vec<Unit>> {
    let rows = tx
        .all::<UnitRow, 0>(
            "SELECT id, code, name_zh, name_en, kind, active FROM unit ORDER BY position, code",
            [],
        )
        .await?;
    Ok(rows.into_iter().map(Unit::from).collect())
}

/// One unit.
pub async fn one(tx: &mut Tx, unit: UnitId) -> Result<Unit> {
    tx.one::<UnitRow, 1>(
        "SELECT id, code, name_zh, name_en, kind, active FROM unit WHERE id = $1",
        [unit.into()],
    )
    .await
    .map(Unit::from)
}

/// Adds a unit at the end of the list; `false` when its code is taken.
pub async fn insert(tx: &mut Tx, unit: &Unit) -> Result<bool> {
    let done = tx
        .run(
            "INSERT INTO unit (id, code, name_zh, name_en, kind, active, position)
             SELECT $1, $2, $3, $4, $5, $6, COALESCE(MAX(position), 0) + 1 FROM unit WHERE TRUE
             ON CONFLICT DO NOTHING",
            [
                unit.id.into(),
                unit.code.as_str().into(),
                unit.name_zh.as_str().into(),
                unit.name_en.as_str().into(),
                unit.kind.into(),
                unit.active.into(),
            ],
        )
        .await?;
    Ok(done == 1)
}

/// Changes names, kind and whether it is active; the code stays.
pub async fn update(tx: &mut Tx, unit: &Unit) -> Result<()> {
    tx.run(
        "UPDATE unit SET name_zh = $2, name_en = $3, kind = $4, active = $5 WHERE id = $1",
        [
            unit.id.into(),
            unit.name_zh.as_str().into(),
            unit.name_en.as_str().into(),
            unit.kind.into(),
            unit.active.into(),
        ],
    )
    .await?;
    Ok(())
}
