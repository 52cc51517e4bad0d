//! Ledger items. An item is read with what the rules ask of it (its measures with their evidence,
//! the approvals of its plan) and written as a whole, guarded by its revision.

mod campaigns;
mod draws;
pub mod duties;
mod events;
mod evidence;
mod extensions;
mod items;
pub mod lists;
mod looks;
mod measures;
mod metrics;
pub mod piles;
mod scans;
pub mod sight;
mod signatures;
mod versions;
mod warnings;

pub use campaigns::{CampaignName, campaign_names};
pub use draws::{
    count_drawable, count_draws, drawable, draws, keep_draw, statements as draw_statements,
};
pub use events::{append, story};
pub use evidence::{FileRow, file, notes, put, take_away};
pub use extensions::{
    ask_extension, decide_extension, extensions, statements as extension_statements,
    unanswered_extensions,
};
pub use items::{
    all, hold, insert, of_campaign, of_routing, of_unit, one, some, statements as item_statements,
    update,
};
pub use looks::{
    Found, Look, look_again, looked, standing, statements as look_statements, to_look,
};
pub use measures::{
    add_measure, agree_on_measures, dropped, measure_standing, measures, retire_all,
    rewrite_measure,
};
pub use metrics::{counted, keep_cycle, statements as figure_statements};
pub use scans::{keep_scan, scan, scans};
pub use signatures::{beside, merged_into, sign, signature, signatures};
pub use versions::{KeptVersion, hands, keep_version, version};
pub use warnings::{
    Noting, Of, RUNGS_ON_DAYS, Warning, count_warnings_since, rungs_on_days,
    statements as warning_statements, wanting_notes, warn, warnings_of, warnings_on,
    warnings_since,
};

use super::db::stored_as_text;
use crate::domain::ledger::{
    Act, Deed, ExtensionReason, LedgerState, Level, Media, Rung, Source, TipQuestion, Who,
};
use crate::store::{Error, Result, Value};

stored_as_text!(Act, ExtensionReason, Rung, Source, LedgerState, TipQuestion, Media, Who);

impl From<Option<Level>> for Value {
    fn from(level: Option<Level>) -> Self {
        level.map(Level::number).into()
    }
}

impl From<Deed> for Value {
    fn from(deed: Deed) -> Self {
        deed.code().into()
    }
}

/// A value of ours that may be missing; one that does not read was not written by this program.
pub(in crate::store) fn parsed<T: TryFrom<String>>(text: Option<String>) -> Result<Option<T>> {
    let broken = |_| Error::Broken("a stored value does not read".into());
    text.map(T::try_from).transpose().map_err(broken)
}
