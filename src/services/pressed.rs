//! Buttons that send something at once and create nothing: a double click, or a press repeated after a
//! lost answer, sends once.

use super::{App, Result};
use crate::domain::id::PressId;
use crate::store::{self, Tx};

/// How long a press is remembered, in hours.
const REMEMBERED_HOURS: i64 = 24;

/// Whether a press that says this is the first of its kind. It counts with the commit of its caller.
pub(super) async fn is_first(app: &App, tx: &mut Tx, press: PressId, said: &str) -> Result<bool> {
    let now = app.now();
    let forgotten = now.plus_hours(-REMEMBERED_HOURS);
    Ok(store::pressed::take(tx, &format!("{press} {said}"), (now, forgotten)).await?)
}
