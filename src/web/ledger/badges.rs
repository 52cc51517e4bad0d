//! How an item stands, as a badge: words first, colour beside them.

use maud::Markup;

use super::words;
use crate::domain::ledger::{LedgerState, Standing};
use crate::domain::routing::Duty;
use crate::web::page::View;
use crate::web::parts::{self, Tone};

/// How a date stands today, in words.
pub(super) fn standing_words(view: View, standing: Standing) -> String {
    match standing {
        Standing::DueSoon { working_days } => words::due_soon(view.lang, working_days),
        Standing::Overdue { working_days: late @ 1.. } => words::overdue(view.lang, late),
        _ => view.t(standing.text()).to_owned(),
    }
}

/// The same as a badge.
pub fn standing_badge(view: View, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::OnTime => Tone::Good,
        Standing::DueSoon { .. } | Standing::DueToday => Tone::Soon,
        Standing::Overdue { .. } => Tone::Late,
    };
    parts::badge(&standing_words(view, standing), tone)
}

/// In which state an item of a unit that leads or supports is.
pub(super) fn state_badge(view: View, state: LedgerState, duty: Duty) -> Markup {
    let tone = match state {
        LedgerState::Closed => Tone::Good,
        LedgerState::LongTerm | LedgerState::Void => Tone::Neutral,
        _ => Tone::Info,
    };
    parts::badge(view.t(state.text_of(duty)), tone)
}
