//! How an item stands, as a badge: words first, colour beside them.

use maud::Markup;

use super::words;
use crate::domain::lang::{Text, plural};
use crate::domain::ledger::{LedgerState, Standing};
use crate::domain::routing::Duty;
use crate::web::page::View;
use crate::web::parts::{self, Tone};

/// How a date stands today, in words.
pub fn standing_words(view: View, standing: Standing) -> String {
    match standing {
        Standing::DueSoon { working_days } => {
            words::due_soon(view.lang, working_days, of_days(working_days))
        }
        Standing::Overdue { working_days: late @ 1.. } => {
            words::overdue(view.lang, late, of_days(late))
        }
        Standing::Resting { until } => words::rests_until(view.lang, &until.to_string()),
        _ => view.t(standing.text()).to_owned(),
    }
}

fn of_days(count: u32) -> &'static str {
    plural(usize::try_from(count).unwrap_or(usize::MAX))
}

/// What an item that was sent back is called: a plan waits to be mended, a result for more work.
pub(super) fn sent_back_words(state: LedgerState) -> Text {
    match state {
        LedgerState::InProgress => words::RETURNED_TO_RECTIFY,
        _ => words::SENT_BACK,
    }
}

/// The same as a badge.
pub fn standing_badge(view: View, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::OnTime => Tone::Good,
        Standing::DueSoon { .. } | Standing::DueToday | Standing::Resting { .. } => Tone::Soon,
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
