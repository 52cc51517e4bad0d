//! Buttons that send something at once and create nothing: a double click, or a press repeated after a
//! lost answer, sends once.

use super::{App, Result};
use crate::domain::id::PressId;
use crate::domain::people::Actor;
use crate::store::{self, Tx};

/// How long a press is remembered, in hours.
const REMEMBERED_HOURS: i64 = 24;

/// Whether a press of somebody that says this is the first of its kind; what anyone else sends with the
/// same key holds up nobody. It counts with the commit of its caller.
pub(super) async fn is_first(
    app: &App,
    tx: &mut Tx,
    (actor, press): (&Actor, PressId),
    said: &str,
) -> Result<bool> {
    let now = app.now();
    let forgotten = now.plus_hours(-REMEMBERED_HOURS);
    Ok(store::pressed::take(tx, &format!("{} {press} {said}", actor.person), (now, forgotten))
        .await?)
}
