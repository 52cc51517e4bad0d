//! What is true of the addresses of a pool's people: who keeps them and until when, or that nobody
//! has one. The page is the same for the whole pool, so that it speaks of the pool's kind alone.

use maud::{Markup, html};

use super::words;
use crate::domain::campaigns::Channel;
use crate::domain::lang::Text;
use crate::services::responses::{Frozen, Survey};
use crate::web::page::View;

/// How the people of a pool are reached.
enum Kind {
    /// All of them by an address we keep.
    Listed,
    /// Some of them.
    Mixed,
    /// None: by a card, a link for the group, or in a room.
    Unlisted,
}

impl Kind {
    fn of(frozen: &Frozen) -> Self {
        let is_listed = |channel: Channel| channel.has_list();
        let channels = || frozen.audiences.iter().map(|audience| audience.channel);
        match (channels().any(is_listed), channels().all(is_listed)) {
            (_, true) => Self::Listed,
            (true, false) => Self::Mixed,
            (false, false) => Self::Unlisted,
        }
    }
}

/// What stands above it.
pub fn heading(frozen: Option<&Frozen>) -> Text {
    match frozen.map(Kind::of) {
        Some(Kind::Unlisted) => words::NO_ADDRESS,
        _ => words::ADDRESSES,
    }
}

/// Whether any of them is on a list.
pub fn are_kept(frozen: Option<&Frozen>) -> bool {
    !matches!(frozen.map(Kind::of), Some(Kind::Unlisted))
}

/// What the program knows of it by itself, and then the words of the office.
pub fn told(view: View, survey: &Survey, frozen: Option<&Frozen>) -> Markup {
    let campaign = &survey.campaign;
    let kept = || {
        let day = survey.window.closes_on.to_string();
        words::addresses_kept(view.lang, campaign.issuer(view.lang), &day)
    };
    html! {
        @match frozen.map(Kind::of) {
            None => {}
            Some(Kind::Listed) => p { (kept()) },
            Some(Kind::Mixed) => p { (kept()) " " (view.t(words::NO_ADDRESS_OTHERWISE)) },
            Some(Kind::Unlisted) => p { (view.t(words::NO_ADDRESS_WHY)) },
        }
        @for line in campaign.privacy(view.lang).lines() { p { (line) } }
    }
}
