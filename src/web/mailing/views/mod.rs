//! What the pages of mailing look like: functions of finished data.

pub mod board;
mod files;
pub mod letters;
pub mod plan;
pub mod refused;

use maud::{Markup, html};

use super::{reason_words, words};
use crate::domain::campaigns::Campaign;
use crate::domain::campaigns::mailing::Way;
use crate::domain::time::Timestamp;
use crate::services::mailing::Rest;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Tone};
use crate::web::paths;

/// What holds a way up, if anything does, and what can be done about it.
fn held_up(view: View, way: Way, (is_open, rest): (bool, &Rest), now: Timestamp) -> Markup {
    let (closed, rests, help): (_, fn(_, &str, &str) -> String, _) = match way {
        Way::Mail => (words::NO_RELAY, words::relay_rests, words::RELAY_HELP),
        Way::Message => (words::NO_GATEWAY, words::gateway_rests, words::GATEWAY_HELP),
    };
    // The minute that runs is named by no time: it would have passed before it is read.
    let when = match Timestamp(rest.until) {
        until if until < now.plus_minutes(1) => view.t(words::IN_A_MOMENT).to_owned(),
        until => words::after(view.lang, &until.to_minute()),
    };
    html! {
        @if !is_open { (parts::notice(Tone::Soon, html! { p { (view.t(closed)) } })) }
        @else if rest.failures > 0 {
            (parts::notice(Tone::Soon, html! {
                p { (rests(view.lang, &reason_words::reason(view.lang, &rest.reason), &when)) }
                p { (view.t(help)) }
            }))
        }
    }
}

/// The way to a page of a campaign's mails.
fn under(page: Page, view: View, campaign: &Campaign) -> Page {
    page.crumb(campaign.name(view.lang), paths::campaign(campaign.id))
        .crumb(view.t(words::TITLE), paths::mailing(campaign.id))
}
