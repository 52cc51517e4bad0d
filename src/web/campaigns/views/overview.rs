//! One page per campaign: the eight steps, whose turn it is, who is asked, what was sent, and why
//! there are no results before the opening.

use maud::{Markup, html};

use super::super::{
    cancelling_words, card_words, extension_words, group_words, later_words, launch_words,
    message_words, room_words, words,
};
use super::{break_downs, cancelling, extension, later, launch, list, passphrase, turns};
use crate::domain::campaigns::launch::PoolPlan;
use crate::domain::campaigns::mailing::Way;
use crate::domain::campaigns::progress::Progress;
use crate::domain::campaigns::steps::Stage;
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, PoolState, Standing};
use crate::domain::id::CampaignId;
use crate::domain::lang::Text;
use crate::domain::people::{Act, Actor};
use crate::domain::time::{Day, Timestamp};
use crate::services::campaigns::Overview;
use crate::services::mailing::Count;
use crate::web::form::SUBMIT_KEY;
use crate::web::lists::words as lists;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::{mailing, paths, words as common};

/// The page. The button that copies names the copy, so that a double click makes one.
pub fn page(
    view: View,
    actor: &Actor,
    overview: &Overview,
    (now, copy): (Timestamp, CampaignId),
) -> Page {
    let campaign = &overview.campaign;
    let runs = actor.may(Act::RunCampaigns);
    let is_draft = campaign.state == CampaignState::Draft;
    let is_sealed = matches!(campaign.state, CampaignState::Draft | CampaignState::Launched);
    let body = html! {
        (parts::steps(view.lang, view.t(words::STEPS), &turns::steps(view, overview, now)))
        (parts::facts(&[
            (view.t(words::STATE), list::state(view, campaign)),
            (view.t(words::DAYS), html! { (list::days(view, campaign)) }),
            (
                view.t(words::REMIND_ON),
                html! {
                    (list::reminders(view, campaign, list::Leaving::of(overview))
                        .as_deref().unwrap_or("—"))
                    @if let Some(day) = overview.announced() {
                        br; (view.t(mailing::ANNOUNCES_ON)) " " (day)
                    }
                },
            ),
            (view.t(words::WAITS_FOR), html! { (turns::whose(view, overview, now)) }),
        ]))
        @if let Some(sentence) = extension::moved(view, campaign) {
            (parts::notice(Tone::Info, html! { p { (sentence) } }))
        }
        @if let Some(sentence) = cancelling::cancelled(view, campaign) {
            (parts::notice(Tone::Late, html! {
                p {
                    (sentence) " "
                    a href=(paths::cancelling(campaign.id)) { (view.t(cancelling_words::TITLE)) }
                }
            }))
        }
        @let id = campaign.id;
        @if overview.cancelling_waits {
            (waits(view, cancelling_words::WAITS, cancelling_words::TITLE, &paths::cancelling(id)))
        }
        @if overview.later_seats_wait {
            (waits(view, later_words::WAITS, later_words::TITLE, &paths::later_seats(id)))
        }
        @if overview.extension_waits {
            (waits(view, extension_words::WAITS, extension_words::TITLE, &paths::extension(id)))
        }
        @if is_sealed {
            (parts::notice(Tone::Info, html! { p { (view.t(words::WHY_NO_RESULTS)) } }))
        }
        @if is_draft { (preparation(view, actor, overview)) }
        (pools(view, actor, overview))
        @if !overview.mails.is_empty() { (mails(view, overview)) }
        @else if !is_draft && overview.writes_messages() {
            (parts::actions(parts::link_button(
                view.t(mailing::TITLE), &paths::mailing(campaign.id), Style::Plain)))
        }
        (texts(view, campaign))
        @if runs {
            (parts::actions(parts::post_button_with(
                view.t(words::COPY), &paths::campaign_copy(campaign.id), Style::Plain,
                (SUBMIT_KEY, &copy.to_string()))))
        }
    };
    let page =
        Page::new(campaign.name(view.lang), body).crumb(view.t(words::CAMPAIGNS), paths::CAMPAIGNS);
    if runs && is_draft {
        page.actions(html! {
            (parts::link_button(
                view.t(common::EDIT), &paths::campaign_edit(campaign.id), Style::Plain))
            (parts::link_button(
                view.t(launch_words::LAUNCH), &paths::campaign_launch(campaign.id), Style::Primary))
        })
    } else if is_draft {
        page
    } else {
        page.actions(ways_on(view, actor, campaign, now))
    }
}

/// Something was proposed that waits for the second person.
fn waits(view: View, said: Text, title: Text, page: &str) -> Markup {
    parts::notice(Tone::Soon, html! { p { (view.t(said)) " " a href=(page) { (view.t(title)) } } })
}

/// From a launched campaign to its opening and what came of it.
fn ways_on(view: View, actor: &Actor, campaign: &Campaign, now: Timestamp) -> Markup {
    if campaign.state == CampaignState::Cancelled {
        return html! {};
    }
    let is_opened = campaign.opened_at.is_some();
    let may_extend = campaign.state == CampaignState::Launched
        && campaign.window().is_some_and(|window| window.at(now) != Standing::Over);
    html! {
        @if may_extend {
            (parts::link_button(
                view.t(extension_words::TITLE), &paths::extension(campaign.id), Style::Plain))
        }
        @if may_extend {
            (parts::link_button(
                view.t(later_words::TITLE), &paths::later_seats(campaign.id), Style::Plain))
        }
        @if campaign.state == CampaignState::Launched {
            (parts::link_button(
                view.t(cancelling_words::TITLE), &paths::cancelling(campaign.id), Style::Plain))
        }
        (parts::link_button(
            view.t(words::stage(Stage::Open)), &paths::opening(campaign.id), Style::Plain))
        @if is_opened && actor.may(Act::ReadFindings) {
            (parts::link_button(
                view.t(words::FINDINGS), &paths::campaign_findings(campaign.id), Style::Plain))
        }
    }
}

fn preparation(view: View, actor: &Actor, overview: &Overview) -> Markup {
    let campaign = &overview.campaign;
    html! {
        (launch::checks(view, overview))
        (parts::panel(view.t(words::PASSPHRASE), html! {
            p { (view.t(words::PASSPHRASE_LEAD)) }
            (parts::facts(&[(view.t(words::HOLDERS), passphrase::holders(view, overview))]))
            @if actor.may(Act::HoldPassphrase) {
                (parts::actions(parts::link_button(
                    view.t(words::PASSPHRASE), &paths::passphrase(campaign.id), Style::Primary)))
            }
        }))
    }
}

fn pools(view: View, actor: &Actor, overview: &Overview) -> Markup {
    let campaign = &overview.campaign;
    let can_add = actor.may(Act::RunCampaigns) && campaign.state == CampaignState::Draft;
    let add = paths::audience_new(campaign.id);
    let add = parts::link_button(view.t(words::ADD_AUDIENCE), &add, Style::Plain);
    let body = html! {
        @if overview.pools.is_empty() {
            (parts::empty_state(view.t(words::NO_AUDIENCES), can_add.then(|| add.clone())))
        } @else {
            div.stack {
                @for (plan, progress) in overview.pools.iter().zip(&overview.progress) {
                    (pool(view, actor, overview, plan, *progress))
                }
            }
        }
    };
    if can_add && !overview.pools.is_empty() {
        parts::panel_with(view.t(words::AUDIENCES), add, body)
    } else {
        parts::panel(view.t(words::AUDIENCES), body)
    }
}

fn pool(
    view: View,
    actor: &Actor,
    overview: &Overview,
    plan: &PoolPlan,
    progress: Option<(Day, Progress)>,
) -> Markup {
    let lang = view.lang;
    let campaign = &overview.campaign;
    let columns = [
        Column::text(view.t(words::AUDIENCE)),
        Column::text(view.t(words::CHANNEL)),
        Column::text(view.t(words::SEATS)),
        Column::text(view.t(words::TO_DO)),
    ];
    let runs = actor.may(Act::RunCampaigns);
    let may_confirm = actor.may(Act::HoldPassphrase) && campaign.state == CampaignState::Launched;
    let rows: Vec<Vec<Markup>> = plan
        .audiences
        .iter()
        .map(|audience| {
            vec![
                html! { (audience.name(lang)) },
                html! { (view.t(words::channel(audience.channel))) },
                html! { (seats(view, audience)) },
                html! {
                    @if runs {
                        (links(view, campaign, audience, overview.lists_wait.contains(&audience.id)))
                    } @else if may_confirm && audience.channel == Channel::Venue {
                        a href=(paths::rooms(campaign.id, audience.id)) { (view.t(room_words::TITLE)) }
                    }
                    (frozen(view, actor, campaign, audience))
                    @if audience.printed && actor.may(Act::AttendOpenings) {
                        a href=(paths::cards_returned(campaign.id, audience.id)) {
                            (view.t(card_words::RETURNED))
                        }
                    }
                },
            ]
        })
        .collect();
    let (name, is_launched) = (plan.pool.name(lang), campaign.state == CampaignState::Launched);
    // Once nobody answers any more there is nothing left to be compared before answering.
    let is_ahead = is_launched
        && campaign.window().is_some_and(|window| window.at(overview.now) != Standing::Over);
    let help = if is_ahead { words::FINGERPRINT_HELP } else { words::FINGERPRINT_AFTER };
    html! {
        h3 {
            (name) " " span.muted { (words::seats(lang, plan.seats())) } " "
            @if plan.is_joint() { (parts::badge(view.t(words::JOINT), Tone::Neutral)) }
        }
        @if let Some(added) = later::added(view, &plan.pool) { p { (added) } }
        @if let Some(fingerprint) = plan.pool.fingerprint {
            (parts::facts(&[
                (view.t(words::CODE), html! { code { (plan.pool.code) } }),
                (view.t(words::FINGERPRINT), html! {
                    code { (fingerprint) }
                    @if campaign.state != CampaignState::Cancelled { " " span.muted { (view.t(help)) } }
                }),
                (view.t(words::PARTICIPATION), participation(view, plan, progress)),
            ]))
        }
        (parts::table(name, &columns, &rows))
        @if runs && is_launched {
            p { a href=(paths::pool_poster(campaign.id, plan.pool.id)) { (view.t(card_words::POSTER)) } }
        }
        (parts::facts(&[(view.t(words::BREAK_DOWNS), html! {
            (break_downs::declared(view, plan))
            @if runs && campaign.state == CampaignState::Draft {
                a href=(paths::pool_break_downs(campaign.id, plan.pool.id)) {
                    (view.t(words::BREAK_DOWNS_SET))
                }
            }
        })]))
    }
}

fn seats(view: View, audience: &Audience) -> String {
    match audience.channel {
        Channel::Email => words::addresses(view.lang, audience.addresses),
        Channel::Phone => words::numbers(view.lang, audience.addresses),
        Channel::Card => words::cards(view.lang, audience.cards),
        Channel::Group | Channel::Venue => words::at_the_door(view.lang, audience.cards),
    }
}

fn participation(view: View, plan: &PoolPlan, progress: Option<(Day, Progress)>) -> Markup {
    let lang = view.lang;
    // Exact counts appear once, after the opening, beside the figures.
    if matches!(plan.pool.state, PoolState::Opened | PoolState::Joined) {
        return html! { (view.t(words::COUNTED)) };
    }
    let Some((day, step)) = progress else {
        return html! { (view.t(words::NOT_YET)) };
    };
    let step = match step {
        Progress::FewerThan(seats) => words::fewer_than(lang, seats),
        Progress::AtLeast(percent) => words::at_least(lang, percent),
    };
    html! { (step) " " span.muted { (words::as_of(lang, day)) } }
}

/// What can be done with an audience now.
fn links(view: View, campaign: &Campaign, audience: &Audience, waits: bool) -> Markup {
    let (id, of) = (campaign.id, audience.id);
    let link = |label, href: String| html! { a href=(href) { (view.t(label)) } " " };
    match (campaign.state, audience.channel) {
        (CampaignState::Draft, channel) => html! {
            (link(common::EDIT, paths::audience(id, of)))
            @if channel.has_list() {
                (link(
                    if audience.addresses == 0 { lists::IMPORT_LIST } else { lists::REPLACE_LIST },
                    paths::audience_list(id, of)))
                @if channel == Channel::Email {
                    (link(mailing::LETTER, paths::audience_letter(id, of)))
                }
                @if audience.addresses > 0 {
                    (link(lists::SHOWN_TITLE, paths::list_shown(id, of)))
                }
                @if waits { (link(lists::CHECK_TITLE, paths::list_check(id, of))) }
            }
            (link(words::MOVE, paths::audience_pool(id, of)))
            @if channel == Channel::Phone {
                (link(message_words::TITLE, paths::messages(id, of)))
            }
        },
        (CampaignState::Launched, Channel::Email) => {
            link(mailing::LETTER, paths::audience_letter(id, of))
        }
        (CampaignState::Launched, Channel::Phone) => {
            link(message_words::TITLE, paths::messages(id, of))
        }
        (CampaignState::Launched, Channel::Card) if audience.printed => html! {
            (parts::badge(view.t(card_words::CARDS_DONE), Tone::Good)) " "
            (link(card_words::CARDS_PRINTED_TITLE, paths::audience_cards(id, of)))
        },
        (CampaignState::Launched, Channel::Card) => {
            link(card_words::CARDS_TITLE, paths::audience_cards(id, of))
        }
        (CampaignState::Launched, Channel::Group) => {
            link(group_words::TITLE, paths::group_link(id, of))
        }
        (CampaignState::Launched, Channel::Venue) => link(room_words::TITLE, paths::rooms(id, of)),
        _ => html! {},
    }
}

/// The frozen list of an audience: its hash for everyone here, itself for the supervision group.
fn frozen(view: View, actor: &Actor, campaign: &Campaign, audience: &Audience) -> Markup {
    html! {
        @if let Some(hash) = &audience.list_hash {
            @if actor.may(Act::ReadLists) {
                a href=(paths::list_frozen(campaign.id, audience.id)) {
                    (view.t(lists::SHOWN_TITLE))
                }
                " "
            }
            (parts::more(view.t(lists::HASH), html! { code { (hash) } }))
        }
    }
}

fn mails(view: View, overview: &Overview) -> Markup {
    let columns = [
        Column::text(view.t(words::MAIL_KIND)),
        Column::short(view.t(words::STATE)),
        Column::number(view.t(words::MAIL_COUNT)),
        Column::text(view.t(words::MAIL_REASON)),
    ];
    let why = |count: &Count| match count.state.as_str() {
        "parked" => mailing::last_reason(view.lang, &count.reason),
        _ => mailing::reason_in_full(view.lang, &count.reason),
    };
    let rows: Vec<Vec<Markup>> = overview
        .mails
        .iter()
        .map(|count| {
            let (state, tone) = mailing::state(&count.state);
            vec![
                html! {
                    (view.t(mailing::kind(count.kind)))
                    @if count.way == Way::Message { " · " (view.t(mailing::MESSAGES)) }
                },
                parts::badge(view.t(state), tone),
                html! { (count.mails) },
                html! { @if !count.reason.is_empty() { (why(count)) } },
            ]
        })
        .collect();
    let more = paths::mailing(overview.campaign.id);
    let more = parts::link_button(view.t(mailing::TITLE), &more, Style::Plain);
    let body = html! {
        p.muted { (view.t(words::MAILS_HELP)) }
        @if overview.mails_wait() { (parts::notice(Tone::Soon, html! { p { (view.t(launch_words::MAILS_WAIT)) } })) }
        (parts::table(view.t(words::MAILS), &columns, &rows))
    };
    parts::panel_with(view.t(words::MAILS), more, body)
}

fn texts(view: View, campaign: &Campaign) -> Markup {
    let texts = &campaign.texts;
    let facts = [
        (view.t(words::ISSUER_ZH), html! { (campaign.issuer(view.lang)) }),
        (view.t(words::TELEPHONE), html! { (texts.telephone) }),
        (view.t(words::TIPS_TO), html! { "12388、" (texts.tips_to) }),
        (
            view.t(words::NOTICE),
            html! {
                @if texts.notice_url.is_empty() { "—" }
                @else { a href=(texts.notice_url) rel="noreferrer" { (texts.notice_url) } }
            },
        ),
        (view.t(words::PRIVACY_ZH), html! { (campaign.privacy(view.lang)) }),
        (view.t(words::MAIL_SUBJECT), html! { (texts.mail_subject) }),
        (view.t(words::MAIL_TEXT), html! { (texts.mail_text) }),
    ];
    parts::more(view.t(words::TEXTS), parts::facts(&facts))
}
