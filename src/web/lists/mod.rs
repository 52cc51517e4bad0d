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
use crate::domain::campaigns::Channel;
use crate::domain::lists::reading::{Concern, read};
use crate::domain::people::Act;

/// Beside an address that several people read.
pub fn shared_note(view: View, address: &str) -> Markup {
    html! {
        @if is_shared(address) {
            (parts::badge(view.t(words::SHARED), Tone::Soon))
            span.muted { " " (view.t(words::SHARED_NOTE)) }
        }
    }
}

/// Whether several people open this mailbox, by its name.
pub fn is_shared(address: &str) -> bool {
    read(Channel::Email, address).concern == Some(Concern::Shared)
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
