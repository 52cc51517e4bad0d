//! How an item stands, as a badge: words first, colour beside them.

use maud::Markup;

use super::words;
use crate::domain::ledger::{LedgerState, Standing};
use crate::web::page::View;
use crate::web::parts::{self, Tone};

/// How a date stands today.
pub fn standing_badge(view: View, standing: Standing) -> Markup {
    let word = view.t(standing.text());
    match standing {
        Standing::OnTime => parts::badge(word, Tone::Good),
        Standing::DueToday => parts::badge(word, Tone::Soon),
        Standing::DueSoon { working_days } => {
            parts::badge(&words::due_soon(view.lang, working_days), Tone::Soon)
        }
        Standing::Overdue { working_days: 0 } => parts::badge(word, Tone::Late),
        Standing::Overdue { working_days } => {
            parts::badge(&words::overdue(view.lang, working_days), Tone::Late)
        }
    }
}

/// In which state an item is.
pub(super) fn state_badge(view: View, state: LedgerState) -> Markup {
    let tone = match state {
        LedgerState::Closed => Tone::Good,
        LedgerState::LongTerm | LedgerState::Void => Tone::Neutral,
        _ => Tone::Info,
    };
    parts::badge(view.t(state.text()), tone)
}
