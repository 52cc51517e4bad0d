//! How sending goes. Everything here is the same whoever answered: no figure looks at a seat.

use maud::{Markup, html};

use super::super::words;
use crate::domain::campaigns::{CampaignState, MailKind};
use crate::domain::people::{Act, Actor};
use crate::domain::time::Timestamp;
use crate::services::mailing::{Count, Mailing};
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Confirm, Style, Tone};
use crate::web::{campaigns, paths};

/// The page.
pub fn page(view: View, actor: &Actor, mailing: &Mailing, now: Timestamp) -> Page {
    let campaign = &mailing.campaign;
    let body = html! {
        (standing(view, mailing, now))
        (parts::facts(&facts(view, mailing, now)))
        @if mailing.counts.is_empty() {
            (parts::empty_state(view.t(words::NO_MAILS), None))
        } @else {
            (table(view, &mailing.counts))
            p.muted { (view.t(words::SAME_FOR_ALL)) }
        }
        @if campaign.state == CampaignState::Launched { (ways_on(view, actor, mailing)) }
    };
    Page::new(view.t(words::TITLE), body)
        .crumb(view.t(campaigns::CAMPAIGNS), paths::CAMPAIGNS)
        .crumb(campaign.name(view.lang), paths::campaign(campaign.id))
}

/// What holds the mails up, if anything does.
fn standing(view: View, mailing: &Mailing, now: Timestamp) -> Markup {
    let say = |text: &str| parts::notice(Tone::Soon, html! { p { (text) } });
    html! {
        @if mailing.campaign.mail_paused { (say(view.t(words::PAUSED))) }
        @if !mailing.has_relay { (say(view.t(words::NO_RELAY))) }
        @else if mailing.relay.failures > 0 {
            @let until = Timestamp(mailing.relay.until.max(now.0)).to_minute();
            (say(&words::relay_rests(
                view.lang, &words::reason(view.lang, &mailing.relay.reason), &until)))
        }
    }
}

fn facts(view: View, mailing: &Mailing, now: Timestamp) -> Vec<(&'static str, Markup)> {
    let (lang, pace) = (view.lang, &mailing.pace);
    let total = |state: &str| -> i64 {
        mailing.counts.iter().filter(|count| count.state == state).map(|count| count.mails).sum()
    };
    let end = match mailing.expected_end {
        _ if mailing.campaign.mail_paused => "—".to_owned(),
        Some(end) if end.day() == now.day() => words::about(lang, &end.to_minute()),
        Some(end) => words::about(lang, &end.day().to_string()),
        None => "—".to_owned(),
    };
    let limit = |limit: Option<u32>| {
        limit.map_or_else(|| view.t(words::UNLIMITED).to_owned(), |limit| limit.to_string())
    };
    let plan = words::plan(
        lang,
        &limit(pace.plan.per_minute),
        &limit(pace.plan.per_domain),
        &limit(pace.plan.per_day),
    );
    vec![
        (view.t(words::QUEUED), html! { (total("queued")) }),
        (view.t(words::SENT), html! { (total("sent")) }),
        (view.t(words::PARKED), html! { (total("parked")) }),
        (view.t(words::SPEED), html! { (words::speed(lang, pace.last_ten_minutes, pace.today)) }),
        (view.t(words::EXPECTED_END), html! { (end) }),
        (view.t(words::PLAN), html! { (plan) }),
    ]
}

fn table(view: View, counts: &[Count]) -> Markup {
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
            vec![
                html! { (view.t(words::kind(count.kind))) },
                parts::badge(view.t(state), tone),
                html! { (count.mails) },
                html! {
                    @if !count.reason.is_empty() {
                        (words::reason(view.lang, &count.reason)) " "
                        code.muted { (count.reason) }
                    }
                },
            ]
        })
        .collect();
    let reminders = counts.iter().any(|count| count.kind != MailKind::Invitation);
    html! {
        (parts::table(view.t(words::TITLE), &columns, &rows))
        @if reminders { p.muted { (view.t(words::REMINDERS_BLIND)) } }
    }
}

fn ways_on(view: View, actor: &Actor, mailing: &Mailing) -> Markup {
    let id = mailing.campaign.id;
    let runs = actor.may(Act::RunCampaigns);
    let sees = actor.may(Act::SeeRefusedAddresses);
    html! {
        (parts::actions(html! {
            @if sees && mailing.refused > 0 {
                (parts::link_button(
                    &words::refused_addresses(view.lang, mailing.refused),
                    &paths::refused(id),
                    Style::Plain))
            }
            @if runs {
                (parts::link_button(view.t(words::REPORTS), &paths::reports(id), Style::Plain))
                (parts::link_button(
                    view.t(words::STOP_ONE), &paths::campaign_opt_out(id), Style::Plain))
                @if mailing.campaign.mail_paused {
                    (parts::post_button(
                        view.t(words::RESUME), &paths::mailing_resume(id), Style::Primary))
                }
            }
        }))
        @if runs && !mailing.campaign.mail_paused {
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
