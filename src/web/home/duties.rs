//! What office and supervision owe the units, on the first screen: by when, and what is late.

use super::{note, words};
use crate::domain::lang::Text;
use crate::domain::ledger::LedgerState;
use crate::services::ledger::{Duties, Pile, Waiting};
use crate::web::page::View;
use crate::web::parts::{Tile, Tone};
use crate::web::paths;

/// What waits in the ledger, with the days that office and verifiers have for it.
pub fn with_their_days(waiting: Waiting, duties: &Duties) -> Waiting {
    let dated = |pile: Pile, days: Pile| if days.count == pile.count { days } else { pile };
    Waiting {
        to_take_up: dated(waiting.to_take_up, duties.to_take_up),
        to_verify: dated(waiting.to_verify, duties.to_verify),
        to_decide: dated(waiting.to_decide, duties.to_decide),
        ..waiting
    }
}

/// Another look at what is long-term, and a word on what supervision took over.
pub fn tiles(view: View, duties: &Duties) -> Vec<Tile> {
    let tile = |(label, pile, href): (Text, Pile, String)| Tile {
        label: view.t(label).to_owned(),
        count: pile.count,
        note: note(view, pile),
        tone: if pile.late > 0 { Tone::Late } else { Tone::Soon },
        href: Some(href),
    };
    let again = duties.first_to_look_at_again.map(|first| {
        tile((words::TO_LOOK_AT_AGAIN, duties.to_look_at_again, paths::look_again(first)))
    });
    let taken = duties.first_taken_over.map(|first| Tile {
        note: Some(view.t(words::TAKEN_OVER_NOTE).to_owned()),
        ..tile((words::TAKEN_OVER, duties.taken_over, paths::ledger_item(first)))
    });
    again.into_iter().chain(taken).collect()
}

/// What the office itself is late with, for supervision to watch.
pub fn late_at_the_office(view: View, duties: &Duties) -> Option<Tile> {
    let pile = duties.late_at_the_office;
    (pile.count > 0).then(|| Tile {
        label: view.t(words::LATE_AT_THE_OFFICE).to_owned(),
        count: pile.count,
        note: Some(view.t(words::LATE_AT_THE_OFFICE_NOTE).to_owned()),
        tone: Tone::Late,
        href: Some(format!("{}?state={}", paths::LEDGER, LedgerState::Submitted)),
    })
}
