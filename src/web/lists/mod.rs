//! Lists of people: a file is chosen, what it says is looked at on a second page, and nothing is
//! imported before somebody confirms there. Afterwards who sends reads the list while it is a
//! draft, and the supervision group from the launch on.

mod check;
mod shown;
mod upload;
mod views;
pub mod words;

use maud::{Markup, html};

use super::page::View;
use super::parts::{self, Tone};
use super::paths;
use super::routes::{Routes, Who};
use crate::domain::lists::reading::{Concern, Reading};
use crate::domain::people::Act;

/// Beside an address that somebody should look at before a letter goes there.
pub fn doubt(view: View, reading: &Reading) -> Markup {
    html! {
        @match reading.concern {
            Some(Concern::Shared) => {
                (parts::badge(view.t(words::SHARED), Tone::Soon))
                span.muted { " " (view.t(words::SHARED_NOTE)) }
            }
            Some(Concern::Typo) => {
                (parts::badge(view.t(words::TYPO), Tone::Soon))
                span.muted { " " (view.t(words::TYPO_HELP)) }
                @if let Some(meant) = &reading.meant {
                    " " (view.t(words::PROPOSAL)) " " (meant.as_str())
                }
            }
            Some(Concern::Mended | Concern::Altered | Concern::Elsewhere) | None => {}
        }
    }
}

/// Whether an address is warned of before it is taken: several people open it, or its domain is a
/// letter away from another.
pub fn is_doubted(reading: &Reading) -> bool {
    matches!(reading.concern, Some(Concern::Shared | Concern::Typo))
}

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let run = Who::May(Act::RunCampaigns);
    let read = Who::May(Act::ReadLists);
    routes
        .get(paths::AUDIENCE_LIST, run, upload::get)
        .upload(paths::AUDIENCE_LIST, run, upload::post)
        .get(paths::LIST_CHECK, run, check::get)
        .post(paths::LIST_CHECK, run, check::post)
        .post(paths::LIST_DISCARD, run, check::post_discard)
        .get(paths::LIST_SHOWN, run, shown::get_draft)
        .get(paths::LIST_FROZEN, read, shown::get_frozen)
        .get(paths::LIST_FILE, read, shown::get_file)
}
