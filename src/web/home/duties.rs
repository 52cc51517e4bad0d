//! What office and supervision owe the units, on the first screen: by when, and what is late.

use maud::{Markup, html};

use super::{note, words};
use crate::domain::lang::Text;
use crate::domain::ledger::LedgerState;
use crate::services::ledger::{Duties, LateAtTheOffice, Pile};
use crate::web::ledger::UNJUDGED;
use crate::web::page::View;
use crate::web::parts::{self, Tile, Tone};
use crate::web::paths;

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
    again.into_iter().chain(taken_over(view, duties).filter(|_| duties.presses)).collect()
}

/// What stands under red and supervision has not spoken of yet, the first of it to begin with.
fn taken_over(view: View, duties: &Duties) -> Option<Tile> {
    let pile = duties.taken_over;
    // One after the other, as what is looked at again: each goes once something was said of it.
    duties.first_taken_over.map(|first| Tile {
        label: view.t(words::TAKEN_OVER).to_owned(),
        count: pile.count,
        note: Some(view.t(words::TAKEN_OVER_NOTE).to_owned()),
        tone: Tone::Late,
        href: Some(paths::ledger_item(first)),
    })
}

/// What is late and waits for others, the office among them: whoever may see it is told, apart from
/// their own work.
pub fn watching(view: View, late: Pile, duties: &Duties) -> Markup {
    let elsewhere = (late.count > 0).then(|| Tile {
        label: view.t(words::LATE_ELSEWHERE).to_owned(),
        count: late.count,
        note: late.first.map(|day| words::first_due(view.lang, &day.to_string())),
        tone: Tone::Late,
        href: Some(format!("{}?standing=late", paths::LEDGER)),
    });
    let tiles: Vec<Tile> = elsewhere
        .into_iter()
        .chain(late_at_the_office(view, duties))
        .chain(taken_over(view, duties).filter(|_| !duties.presses))
        .collect();
    if tiles.is_empty() {
        return html! {};
    }
    html! {
        section.watching.stack {
            h2 { (view.t(words::WATCHING)) }
            p.help { (view.t(words::WATCHING_NOTE)) }
            (parts::tiles(&tiles))
        }
    }
}

/// What the office itself is late with, for supervision to watch: each kind with the list of it.
fn late_at_the_office(view: View, duties: &Duties) -> Vec<Tile> {
    let LateAtTheOffice { to_take_up, to_verify, to_decide } = duties.late_at_the_office;
    let unjudged =
        |state: LedgerState| format!("{}?state={state}&standing={UNJUDGED}", paths::LEDGER);
    let kinds = [
        (
            words::TAKE_UP_LATE,
            words::VERDICT_LATE_NOTE,
            to_take_up,
            unjudged(LedgerState::Submitted),
        ),
        (words::VERIFY_LATE, words::VERDICT_LATE_NOTE, to_verify, unjudged(LedgerState::Verifying)),
        (words::DECIDE_LATE, words::DECIDE_LATE_NOTE, to_decide, paths::RETURNS.to_owned()),
    ];
    let late = kinds.into_iter().filter(|(_, _, count, _)| *count > 0);
    late.map(|(label, note, count, href)| Tile {
        label: view.t(label).to_owned(),
        count,
        note: Some(view.t(note).to_owned()),
        tone: Tone::Late,
        href: Some(href),
    })
    .collect()
}
