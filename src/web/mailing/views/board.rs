//! How sending goes. Everything here is the same whoever answered: no figure looks at a seat.

use maud::{Markup, html};

use super::super::{board_words, reason_words, words};
use super::{files, held_up};
use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::{CampaignState, MailKind};
use crate::domain::id::CampaignId;
use crate::domain::lang::Lang;
use crate::domain::people::{Act, Actor};
use crate::domain::time::Timestamp;
use crate::services::mailing::{self, Count, Mailing, WayStanding};
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Confirm, Style, Tone};
use crate::web::{campaigns, paths};

/// Seconds until the page is loaded again while something leaves.
const AGAIN_SECONDS: u32 = 15;

/// The page: loaded again while something leaves, unless it is to stay as it is. What asks a question
/// stands on the page that stays.
pub fn page(view: View, actor: &Actor, (mailing, stays): (&Mailing, bool), now: Timestamp) -> Page {
    let campaign = &mailing.campaign;
    let ended = after_cancelling(view, mailing);
    let by_itself = !mailing.ways.is_empty();
    let leaving = campaigns::Leaving { by_itself, by_hand: !mailing.files.is_empty() };
    let is_written_to = leaving.by_itself || leaving.by_hand;
    let reminders = campaigns::reminders(view, campaign, leaving).filter(|_| is_written_to);
    let body = html! {
        @if campaign.state == CampaignState::Launched && campaign.mail_paused {
            (say(view.t(words::PAUSED)))
        }
        @if !stays { (reloads(view, mailing)) }
        @if mailing.ways.is_empty() && mailing.files.is_empty() { (parts::empty_state(view.t(words::NO_MAILS), None)) }
        @if !ended.is_empty() {
            (parts::notice(Tone::Info, html! { @for sentence in &ended { p { (sentence) } } }))
        }
        @if let Some(days) = reminders {
            (parts::facts(&[(view.t(campaigns::REMIND_ON), html! { (days) })]))
        }
        @if let Some(day) = mailing.announces_on.filter(|_| campaign.state != CampaignState::Cancelled) {
            (parts::facts(&[(view.t(board_words::ANNOUNCES_ON), html! { (day) })]))
        }
        @for way in &mailing.ways { (one_way(view, mailing, way, now)) }
        @if actor.may(Act::RunCampaigns) && mailing::can_be_tried(mailing) { (try_now(view, campaign.id)) }
        @if !mailing.files.is_empty() { (files::panel(view, actor, mailing, now.day())) }
        @if !mailing.ways.is_empty() { p.muted { (view.t(words::SAME_FOR_ALL)) " " (words::as_of(view.lang, &now.to_minute())) } }
        @if campaign.state == CampaignState::Launched { (ways_on(view, actor, (mailing, stays))) }
    };
    let page = Page::new(view.t(words::TITLE), body)
        .crumb(view.t(campaigns::CAMPAIGNS), paths::CAMPAIGNS)
        .crumb(campaign.name(view.lang), paths::campaign(campaign.id));
    if stays { page } else { page.again_in(AGAIN_SECONDS) }
}

/// Whom the program told of the cancelling, and whom it cannot tell.
fn after_cancelling(view: View, mailing: &Mailing) -> Vec<String> {
    if mailing.campaign.state != CampaignState::Cancelled {
        return Vec::new();
    }
    let by_mail = mailing.ways.iter().any(|way| way.way == Way::Mail);
    let (lang, untold) = (view.lang, &mailing.out_of_reach);
    let mut sentences = Vec::new();
    if by_mail {
        sentences.push(told(view, mailing));
    }
    if untold.numbers > 0 {
        sentences.push(words::numbers_untold(lang, untold.numbers));
    }
    if untold.cards > 0 {
        sentences.push(words::cards_untold(lang, untold.cards));
    }
    sentences.extend(untold.groups.iter().map(|it| words::group_untold(lang, it.name(lang))));
    sentences.extend(untold.venues.iter().map(|it| words::venue_untold(lang, it.name(lang))));
    if by_mail || untold.numbers > 0 {
        sentences.push(view.t(words::UNSENT_GONE).to_owned());
    }
    sentences
}

/// How many were told of the cancelling, and how many could not be, or not yet.
fn told(view: View, mailing: &Mailing) -> String {
    let notices = mailing.ways.iter().flat_map(|way| &way.counts);
    let notices = notices.filter(|count| count.kind == MailKind::Cancellation);
    let (told, untold): (Vec<_>, Vec<_>) = notices.partition(|count| count.state == "sent");
    let sum = |counts: &[&Count]| -> i64 { counts.iter().map(|count| count.mails).sum() };
    words::told(view.lang, sum(&told), sum(&untold))
}

fn say(text: &str) -> Markup {
    parts::notice(Tone::Soon, html! { p { (text) } })
}

fn reloads(view: View, mailing: &Mailing) -> Markup {
    let stay = format!("{}?stay=1", paths::mailing(mailing.campaign.id));
    let again = if mailing.is_under_way() { words::again_every } else { words::looks_again };
    parts::notice(
        Tone::Info,
        html! {
            p { (again(view.lang, AGAIN_SECONDS)) " " a href=(stay) { (view.t(words::STAY)) } }
        },
    )
}

/// One way by itself: its figures, its plan, its states.
fn one_way(view: View, mailing: &Mailing, way: &WayStanding, now: Timestamp) -> Markup {
    let title = match way.way {
        Way::Mail => words::MAIL,
        Way::Message => words::MESSAGES,
    };
    let silence = if way.knows_repeats { words::SILENT_REPEATS } else { words::SILENT_PARKS };
    parts::panel(
        view.t(title),
        html! {
            @if mailing.still_sends(way) {
                (held_up(view, way.way, (way.is_open, &way.rest), now))
                @if let Some(said) = used_up(view, way) { (say(&said)) }
            }
            (parts::facts(&facts(view, mailing, way, now)))
            p.muted { (view.t(words::ADD_UP)) }
            (table(view, view.t(title), &way.counts))
            @if way.way == Way::Message && way.is_open && mailing.still_sends(way) { p.muted { (view.t(silence)) } }
        },
    )
}

fn try_now(view: View, campaign: CampaignId) -> Markup {
    html! {
        p.help { (view.t(board_words::TRY_NOW_HELP)) }
        (parts::actions(parts::post_button(
            view.t(board_words::TRY_NOW), &paths::mailing_try(campaign), Style::Plain)))
    }
}

/// That the day's plan is used up, where something still waits for it.
fn used_up(view: View, way: &WayStanding) -> Option<String> {
    let said = match way.way {
        Way::Mail => board_words::mails_used_up,
        Way::Message => board_words::messages_used_up,
    };
    let quota =
        way.pace.plan.per_day.filter(|quota| way.pace.today >= *quota && way.due.now > 0)?;
    Some(said(view.lang, quota))
}

fn facts(
    view: View,
    mailing: &Mailing,
    way: &WayStanding,
    now: Timestamp,
) -> Vec<(&'static str, Markup)> {
    let (lang, pace) = (view.lang, &way.pace);
    let total = |state: &str| -> i64 {
        way.counts.iter().filter(|count| count.state == state).map(|count| count.mails).sum()
    };
    let end = expected_end(view, mailing, way, now);
    let limit = |limit: Option<u32>| {
        limit.map_or_else(|| view.t(words::UNLIMITED).to_owned(), |limit| limit.to_string())
    };
    let (minute, day) = (limit(pace.plan.per_minute), limit(pace.plan.per_day));
    let plan = match way.way {
        Way::Mail => words::plan(lang, &minute, &limit(pace.plan.per_domain), &day),
        Way::Message => words::message_plan(lang, &minute, &day),
    };
    let mut facts = vec![
        (view.t(words::ALL), html! { (way.counts.iter().map(|count| count.mails).sum::<i64>()) }),
        (view.t(words::QUEUED), html! { (total("queued")) }),
        (view.t(words::SENT), html! { (total("sent")) }),
        (view.t(words::PARKED), html! { (total("parked")) }),
    ];
    if !mailing.still_sends(way) {
        return facts;
    }
    facts.extend([
        (view.t(words::SPEED), html! { (words::speed(lang, pace.last_ten_minutes, pace.today)) }),
        (view.t(words::EXPECTED_END), html! { (end) }),
        (view.t(words::PLAN), html! { (plan) }),
    ]);
    facts
}

/// When what is due now will be out, and how many wait for their days: the end is none of theirs. What
/// was only refused for now has no end yet, but a next try.
fn expected_end(view: View, mailing: &Mailing, way: &WayStanding, now: Timestamp) -> String {
    let (lang, due) = (view.lang, way.due);
    let when = |at: Timestamp| {
        if at.day() == now.day() { at.to_minute() } else { at.day().to_string() }
    };
    // Notices of the cancelling go, whatever was paused before.
    let is_running = mailing.campaign.state == CampaignState::Launched;
    let is_paused = is_running && mailing.campaign.mail_paused;
    let is_held = is_paused || way.rest.failures > 0 || !way.is_open;
    let first = match (due.again_from, way.expected_end) {
        _ if is_held || due.now == 0 => "—".to_owned(),
        (Some(from), _) => words::again_from(lang, &from.to_minute(), due.now),
        (None, Some(end)) => words::about(lang, &when(end), due.now),
        (None, None) => "—".to_owned(),
    };
    if due.later == 0 || !is_running {
        return first;
    }
    let later = words::on_their_days(lang, due.later);
    let between = if lang == Lang::En { "; " } else { "；" };
    format!("{first}{between}{later}")
}

fn table(view: View, caption: &str, counts: &[Count]) -> Markup {
    let columns = [
        Column::text(view.t(words::KIND)),
        Column::short(view.t(words::STATE)),
        Column::number(view.t(words::MAILS)),
        Column::text(view.t(words::REASON)),
    ];
    let rows: Vec<Vec<Markup>> = counts
        .iter()
        .map(|count| {
            let (state, tone) = words::state(&count.state);
            let reason = if count.state == "parked" {
                reason_words::last_reason
            } else {
                reason_words::reason_in_full
            };
            vec![
                html! { (view.t(words::kind(count.kind))) },
                parts::badge(view.t(state), tone),
                html! { (count.mails) },
                html! {
                    @if !count.reason.is_empty() {
                        (reason(view.lang, &count.reason))
                    }
                },
            ]
        })
        .collect();
    let is_ahead =
        |count: &Count| MailKind::REMINDERS.contains(&count.kind) && count.state == "queued";
    let reminders = counts.iter().any(is_ahead);
    html! {
        (parts::table(caption, &columns, &rows))
        @if reminders { p.muted { (view.t(words::REMINDERS_BLIND)) } }
    }
}

fn ways_on(view: View, actor: &Actor, (mailing, stays): (&Mailing, bool)) -> Markup {
    let id = mailing.campaign.id;
    let runs = actor.may(Act::RunCampaigns);
    // After the last day nothing leaves any more that could be held back.
    let may_hold = runs && !mailing.is_over;
    let sees = actor.may(Act::SeeRefusedAddresses);
    let is_unwritten = |count: &Count| count.state == "parked" && count.reason == "unwritten";
    let unwritten = mailing.ways.iter().any(|way| way.counts.iter().any(is_unwritten));
    html! {
        (parts::actions(html! {
            @if sees && mailing.refused > 0 {
                (parts::link_button(
                    &words::refused_addresses(view.lang, mailing.refused),
                    &paths::refused(id),
                    Style::Plain))
            } @else if sees && mailing.lost_by_a_rule > 0 {
                (parts::link_button(
                    &words::lost_by_a_rule(view.lang, mailing.lost_by_a_rule),
                    &paths::refused(id),
                    Style::Plain))
            }
            @if runs {
                @if unwritten && !mailing.is_over {
                    (parts::post_button(
                        view.t(words::TRY_AGAIN), &paths::refused_again(id), Style::Plain))
                }
                (parts::link_button(view.t(words::REPORTS), &paths::reports(id), Style::Plain))
                (parts::link_button(
                    view.t(words::STOP_ONE), &paths::campaign_opt_out(id), Style::Plain))
                @if may_hold && mailing.campaign.mail_paused {
                    (parts::post_button(
                        view.t(words::RESUME), &paths::mailing_resume(id), Style::Primary))
                } @else if may_hold && !stays {
                    (parts::link_button(
                        view.t(words::TO_PAUSE),
                        &format!("{}?stay=1", paths::mailing(id)),
                        Style::Plain))
                }
            }
        }))
        @if may_hold && stays && !mailing.campaign.mail_paused {
            (parts::confirm(view.lang, &Confirm {
                label: view.t(words::PAUSE),
                question: html! { p { (view.t(words::PAUSE_QUESTION)) } },
                action: &paths::mailing_pause(id),
                fields: html! {},
                button: view.t(words::PAUSE),
            }))
        }
    }
}
