//! What the launch waits for, in sentences, and the button.

use maud::{Markup, html};

use super::super::{launch_words, words};
use super::{break_downs, list, messages, under};
use crate::domain::campaigns::Campaign;
use crate::domain::campaigns::launch::{Missing, PoolPlan, Warning};
use crate::services::campaigns::Overview;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Style, Tone};
use crate::web::{paths, posts, refusals};

/// Seconds until the page of a launch under way is loaded again.
const AGAIN_SECONDS: u32 = 3;

/// How far a launch is.
pub fn under_way(view: View, campaign: &Campaign, (done, whole): (u64, u64)) -> Page {
    let body = html! {
        // Two keys are drawn and lists are read before the first row is written.
        (parts::progress(view.t(launch_words::LAUNCH_WRITTEN), done, whole.max(1)))
        (parts::actions(parts::link_button(
            view.t(launch_words::LAUNCH_RELOAD), &paths::campaign_launch(campaign.id), Style::Primary)))
        p.muted { (view.t(launch_words::LAUNCH_UNDER_WAY_LEAD)) }
    };
    let page = Page::new(view.t(launch_words::LAUNCH_UNDER_WAY), body)
        .width(Width::Reading)
        .again_in(AGAIN_SECONDS);
    under(page, view, campaign)
}

/// The page of the launch.
pub fn page(view: View, overview: &Overview, vacant: usize, has_failed: bool) -> Page {
    let campaign = &overview.campaign;
    let is_ready = overview.plan().missing().is_empty();
    let launch = Confirm {
        label: view.t(launch_words::LAUNCH_TITLE),
        question: html! { p { (view.t(launch_words::LAUNCH_LEAD)) } p { (view.t(launch_words::LOSS)) } },
        action: &paths::campaign_launch(campaign.id),
        fields: parts::hidden("revision", &campaign.revision.to_string()),
        button: view.t(launch_words::LAUNCH_BUTTON),
    };
    let body = html! {
        @if has_failed {
            (parts::notice(Tone::Late, html! { p { (view.t(launch_words::LAUNCH_FAILED)) } }))
        }
        (checks(view, overview))
        (parts::facts(&[
            (view.t(words::DAYS), html! { (list::days(view, campaign)) }),
            (
                view.t(words::REMIND_ON),
                html! {
                    (list::reminders(view, campaign, list::Leaving::of(overview))
                        .as_deref().unwrap_or("—"))
                },
            ),
        ]))
        // Where nobody could go on once answers are in is told now, not then.
        (posts::told(view, vacant, &posts::link(view)))
        (break_downs::summary(view, &overview.pools))
        @if is_ready { (parts::confirm(view.lang, &launch)) }
    };
    let page = Page::new(view.t(launch_words::LAUNCH_TITLE), body)
        .lead(view.t(launch_words::LAUNCH_LEAD))
        .width(Width::Reading);
    under(page, view, campaign)
}

/// Everything that is missing and everything to note.
pub fn checks(view: View, overview: &Overview) -> Markup {
    let plan = overview.plan();
    let (missing, warnings) = (plan.missing(), plan.warnings());
    let too_small = missing.iter().any(|what| matches!(what, Missing::Seats { .. }));
    let small = warnings.iter().any(|what| matches!(what, Warning::SmallPool { .. }));
    html! {
        @if missing.is_empty() {
            (parts::notice(Tone::Good, html! { p { (view.t(launch_words::READY)) } }))
        } @else {
            (parts::notice(Tone::Soon, html! {
                p { strong { (view.t(launch_words::MISSING)) } }
                ul { @for what in &missing { li { (missing_words(view, &overview.pools, *what)) } } }
            }))
        }
        @if !warnings.is_empty() {
            (parts::notice(Tone::Info, html! {
                p { strong { (view.t(launch_words::WARNINGS)) } }
                ul { @for what in &warnings { li { (warning_words(view, overview, *what)) } } }
            }))
        }
        @if too_small || small { (ways_out(view)) }
    }
}

/// The three ways to ask a small audience.
fn ways_out(view: View) -> Markup {
    let ways = [words::WAY_SEATS, words::WAY_JOINT, words::WAY_LATER, words::WAY_CONSULT];
    parts::panel(
        view.t(words::WAYS_OUT),
        html! { ol { @for way in ways { li { (view.t(way)) } } } },
    )
}

fn missing_words(view: View, pools: &[PoolPlan], what: Missing) -> String {
    let lang = view.lang;
    let name = |place: usize| pools[place].pool.name(lang);
    match what {
        Missing::Days => view.t(launch_words::MISSING_DAYS).to_owned(),
        Missing::DaysFault(fault) => refusals::dates(lang, fault),
        Missing::Audiences => view.t(launch_words::MISSING_AUDIENCES).to_owned(),
        Missing::List { pool, audience } => {
            let audience = &pools[pool].audiences[audience];
            let missing = if audience.channel.has_list() {
                launch_words::missing_list
            } else {
                launch_words::missing_count
            };
            missing(lang, audience.name(lang))
        }
        Missing::ListWaits { pool, audience } => {
            launch_words::list_waits(lang, pools[pool].audiences[audience].name(lang))
        }
        Missing::Seats { pool, seats } => launch_words::too_few(lang, name(pool), seats),
        Missing::Version { pool } => launch_words::missing_version(lang, name(pool)),
        Missing::Attributes { pool } => launch_words::missing_attributes(lang, name(pool)),
        Missing::LinkDay { pool } => launch_words::missing_link_day(lang, name(pool)),
        Missing::ClosingKeys => view.t(launch_words::MISSING_KEYS).to_owned(),
        Missing::Holders { have } => launch_words::missing_holders(lang, have),
        Missing::DisciplineKey => view.t(launch_words::MISSING_DISCIPLINE).to_owned(),
        Missing::Connection => view.t(launch_words::MISSING_HTTPS).to_owned(),
    }
}

fn warning_words(view: View, overview: &Overview, what: Warning) -> String {
    let Overview { campaign, pools, .. } = overview;
    match what {
        Warning::SmallPool { pool, seats } => {
            launch_words::small_pool(view.lang, pools[pool].pool.name(view.lang), seats)
        }
        Warning::SmallChannel { pool, channel, seats } => {
            let channel = view.t(words::channel(channel));
            launch_words::small_channel(view.lang, pools[pool].pool.name(view.lang), channel, seats)
        }
        Warning::NotPublished { pool } => {
            launch_words::not_published(view.lang, pools[pool].pool.name(view.lang))
        }
        Warning::MailsWait => view.t(launch_words::MAILS_WAIT).to_owned(),
        Warning::NumbersWait => {
            launch_words::numbers_wait(view.lang, &messages::days(view, campaign))
        }
        Warning::NoMessageWords { pool, audience } => launch_words::no_message_words(
            view.lang,
            pools[pool].audiences[audience].name(view.lang),
        ),
        Warning::AtNight { at } => launch_words::at_night(view.lang, &at.to_minute()),
        Warning::NoReminder => view.t(launch_words::NO_REMINDER).to_owned(),
        Warning::Gateway => view.t(launch_words::GATEWAY).to_owned(),
        Warning::OnlyHere => view.t(launch_words::ONLY_HERE).to_owned(),
    }
}
