//! What is true of the addresses of a pool's people: who keeps them and until when, or that nobody
//! has one. The page is the same for the whole pool, so that it speaks of the pool's kind alone.

use maud::{Markup, html};

use super::words;
use crate::domain::lang::Text;
use crate::services::responses::Survey;
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
    fn of(survey: &Survey) -> Self {
        let listed = survey.channels.iter().filter(|channel| channel.has_list()).count();
        match survey.channels.len() - listed {
            0 => Self::Listed,
            _ if listed > 0 => Self::Mixed,
            _ => Self::Unlisted,
        }
    }
}

/// What stands above it.
pub fn heading(survey: &Survey) -> Text {
    match Kind::of(survey) {
        Kind::Unlisted => words::NO_ADDRESS,
        Kind::Listed | Kind::Mixed => words::ADDRESSES,
    }
}

/// Whether any of them is on a list.
pub fn are_kept(survey: &Survey) -> bool {
    !matches!(Kind::of(survey), Kind::Unlisted)
}

/// What the program knows of it by itself, and then the words of the office.
pub fn told(view: View, survey: &Survey) -> Markup {
    let campaign = &survey.campaign;
    let kept = || {
        let day = survey.window.closes_on.to_string();
        words::addresses_kept(view.lang, campaign.issuer(view.lang), &day)
    };
    html! {
        @match Kind::of(survey) {
            Kind::Listed => p { (kept()) },
            Kind::Mixed => p { (kept()) " " (view.t(words::NO_ADDRESS_OTHERWISE)) },
            Kind::Unlisted => p { (view.t(words::NO_ADDRESS_WHY)) },
        }
        @for line in campaign.privacy(view.lang).lines() { p { (line) } }
    }
}
