//! Short messages: the words with their length, a preview, and the files of each occasion.

use maud::{Markup, html};

use super::super::message_words as words;
use super::under;
use crate::domain::campaigns::short_text::{
    self, Export, LINK, LONGEST, Occasion, ShortText, UNTIL, parts as in_parts,
};
use crate::domain::campaigns::{Campaign, CampaignState, MailKind, Standing};
use crate::domain::lang::Lang;
use crate::services::short_messages::Overview;
use crate::services::short_messages::files::File;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Field, Style, Tone};
use crate::web::paths;

/// The page, and why nothing came of what one of its buttons asked for.
pub fn page(view: View, overview: &Overview, form: &Form, refused: Option<&str>) -> Page {
    let may_write = overview.may_write();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some(why) = refused { (parts::notice(Tone::Late, html! { p { (why) } })) }
        @if overview.is_paused() && !overview.is_sent { (paused(view, overview)) }
        @else { (missed(view, overview)) }
        @if may_write { (words_form(view, overview, form)) }
        @else if !overview.is_over() {
            (parts::notice(Tone::Info, html! { p { (view.t(words::FIXED)) } }))
        }
        (preview(view, overview))
        @if overview.is_sent {
            (parts::notice(Tone::Info, html! {
                @if overview.is_over() { p { (view.t(words::SENT_OVER)) } }
                @else { p { (view.t(words::SENT)) } }
            }))
            @if overview.is_fetched() { (parts::panel(view.t(words::EXPORTS), fetched(view, overview))) }
        } @else {
            (parts::panel(view.t(words::EXPORTS), files(view, overview)))
        }
        @if overview.is_over() { (parts::panel(view.t(words::IN_ALL), in_all(view, overview))) }
    };
    let lead = match (overview.is_over(), overview.is_sent) {
        _ if overview.campaign.state == CampaignState::Cancelled => words::CANCELLED_LEAD,
        (true, _) => words::OVER_LEAD,
        (false, true) => words::SENT_LEAD,
        (false, false) => words::LEAD,
    };
    let title = format!("{} · {}", view.t(words::TITLE), overview.audience.name(view.lang));
    let page = Page::new(title, body).lead(view.t(lead)).width(Width::Reading);
    let page = if may_write { page.with_form() } else { page };
    under(page, view, &overview.campaign)
}

/// No file leaves while sending is paused.
fn paused(view: View, overview: &Overview) -> Markup {
    let sending = paths::mailing(overview.campaign.id);
    parts::notice(
        Tone::Soon,
        html! {
            p { (view.t(words::FILES_PAUSED)) " " a href=(sending) { (view.t(words::TO_SENDING)) } }
        },
    )
}

/// The invitation that nobody fetched: who never got a link, and what can still be done about it.
/// After the opening nothing tells any more which way messages went.
fn missed(view: View, overview: &Overview) -> Markup {
    let Overview { campaign, audience, .. } = overview;
    let window = campaign.window().filter(|_| campaign.state == CampaignState::Launched);
    let Some(window) = window.filter(|_| !overview.is_sent && audience.addresses > 0) else {
        return html! {};
    };
    let invitation = overview.files.iter().find(|it| it.occasion.kind == MailKind::Invitation);
    let Some(invitation) = invitation.filter(|it| it.export.is_none()) else { return html! {} };
    let numbers = audience.addresses;
    let first = overview.files.iter().find(|it| it.export.is_some());
    let first = first.map(|file| view.t(words::occasion(file.occasion.kind)));
    let day = invitation.occasion.day.unwrap_or(window.opens_on);
    let closes_on = window.closes_on;
    let said = match (overview.standing, first) {
        (Some(Standing::Over), Some(first)) => vec![words::missed_until(view.lang, numbers, first)],
        (Some(Standing::Over), None) => {
            vec![words::missed_by_all(view.lang, numbers), words::missed_ways(view.lang, numbers)]
        }
        (Some(Standing::Open), None) => vec![words::missed_yet(view.lang, numbers, day, closes_on)],
        _ => return html! {},
    };
    parts::notice(
        Tone::Late,
        html! {
            @for sentence in said { p { (sentence) } }
            @if !overview.is_over() { p { (as_opened(view, overview)) } }
            @if overview.is_over() {
                p {
                    a href=(paths::campaign(campaign.id)) { (view.t(words::TO_CAMPAIGN)) }
                }
            }
        },
    )
}

/// A download leaves the page it came from as it was, with what it said before.
fn as_opened(view: View, overview: &Overview) -> Markup {
    let here = paths::messages(overview.campaign.id, overview.audience.id);
    html! {
        (view.t(words::AS_OPENED))
        a href=(here) { (view.t(words::OPEN_ANEW)) } (view.t(words::STOP))
    }
}

fn words_form(view: View, overview: &Overview, form: &Form) -> Markup {
    let field = Field::new(view.lang, "words", view.t(words::WORDS))
        .help(words::words_help(view.lang, LINK, UNTIL))
        .value(form.text("words"))
        .error(form.error("words"))
        .required();
    let to = paths::messages(overview.campaign.id, overview.audience.id);
    parts::form(
        &to,
        html! {
            (parts::text_area(&field, 3))
            p.help hidden data-short-text="f-words" data-link=(overview.link)
                data-occasion=(short_text::longest_occasion()) {
                (view.t(words::COUNT)) output {} (view.t(words::OF_MOST))
            }
            (parts::actions(parts::button(view.t(words::SAVE), Style::Primary)))
        },
    )
}

/// The stored words as a phone shows them on each kind of occasion, with a link as long as any. All
/// reminders say the same.
fn preview(view: View, overview: &Overview) -> Markup {
    let stored = overview.words.as_deref();
    let text = stored.and_then(|words| ShortText::reread(words, overview.link).ok());
    let Some((text, day)) = text.zip(overview.campaign.dates.closes_on) else {
        return html! {};
    };
    let dates = &overview.campaign.dates;
    let occasions = [
        (MailKind::Invitation, true),
        (MailKind::Reminder, dates.reminders().next().is_some()),
        (MailKind::Extension, overview.campaign.extended_from.is_some()),
    ];
    let units = text.units(overview.link);
    let body = html! {
        div.stack {
            @for (kind, _) in occasions.into_iter().filter(|(_, is_sent)| *is_sent) {
                h3 { (view.t(words::occasion(kind))) }
                p.text-message { (text.message(kind, &overview.sample, day)) }
            }
            @if !overview.is_over() {
                p.muted { (view.t(words::GAPS)) }
                p.muted { (words::length(view.lang, units, LONGEST, in_parts(units))) }
            }
        }
    };
    parts::panel(view.t(words::PREVIEW), body)
}

fn files(view: View, overview: &Overview) -> Markup {
    let is_over = overview.is_over();
    let has_words = overview.words.is_some();
    let can_take = |file: &File| has_words && file.is_due && !overview.is_paused();
    let is_listed = |file: &&File| is_over || file.export.is_some() || can_take(file);
    html! {
        @if !is_over {
            p { (view.t(words::EXPORT_LEAD)) }
            p { (words::on_days(view.lang, &days(view, &overview.campaign))) }
            @if !has_words { p.muted { (view.t(words::NO_WORDS)) } }
            @else if !overview.files.iter().any(|file| file.is_due) {
                p.muted { (view.t(words::NOT_DUE)) }
            }
        }
        @for file in overview.files.iter().filter(is_listed) {
            h3 {
                (view.t(words::occasion(file.occasion.kind)))
                @if let Some(day) = file.occasion.day.filter(|_| is_over) { " " (day) }
            }
            @match &file.export {
                Some(export) => (taken(view, overview, export, can_take(file))),
                None if is_over => p { (view.t(words::NEVER)) },
                None => (take(view, overview, file.occasion.kind)),
            }
        }
        @if overview.is_fetched() { p.muted { (view.t(words::COUNTED)) } }
        @if overview.files.iter().any(can_take) { p.muted { (as_opened(view, overview)) } }
    }
}

/// The files of an audience that were taken before the program sent to it.
fn fetched(view: View, overview: &Overview) -> Markup {
    html! {
        @for file in &overview.files {
            @if let Some(export) = &file.export {
                h3 { (view.t(words::occasion(file.occasion.kind))) }
                (taken(view, overview, export, false))
            }
        }
        p.muted { (view.t(words::COUNTED)) }
    }
}

/// What left in all, one way and the other: files alone would pass over what the program sent.
fn in_all(view: View, overview: &Overview) -> Markup {
    let lang = view.lang;
    let (numbers, files) = overview.exported();
    let in_files = match files {
        0 => view.t(words::NONE_SENT).to_owned(),
        _ => words::in_files(lang, numbers, files),
    };
    let by_kind = |(kind, messages): &(MailKind, i64)| {
        format!("{} {messages}", view.t(words::occasion(*kind)))
    };
    let by_gateway: Vec<String> = overview.by_gateway.iter().map(by_kind).collect();
    let by_gateway = if by_gateway.is_empty() {
        view.t(words::NONE_SENT).to_owned()
    } else {
        by_gateway.join(view.comma())
    };
    html! {
        (parts::facts(&[
            (view.t(words::IN_FILES), html! { (in_files) }),
            (view.t(words::BY_GATEWAY), html! { (by_gateway) }),
        ]))
        @if !overview.by_gateway.is_empty() {
            p.muted {
                (view.t(words::BY_GATEWAY_WHOSE))
                a href=(paths::mailing(overview.campaign.id)) { (view.t(words::SENDING)) }
                (view.t(words::STOP))
            }
        }
    }
}

/// What goes with the button that gives a workbook: the occasion, and a button for the other format.
fn fields(kind: MailKind, as_csv: &str, style: Style) -> Markup {
    html! {
        (parts::hidden("kind", kind.code()))
        (parts::actions(parts::button_naming(as_csv, style, "format", "csv")))
    }
}

fn take(view: View, overview: &Overview, kind: MailKind) -> Markup {
    let confirm = Confirm {
        label: view.t(words::EXPORT),
        question: html! { p { (view.t(words::EXPORT_LEAD)) } },
        action: &paths::messages_export(overview.campaign.id, overview.audience.id),
        fields: fields(kind, view.t(words::AS_CSV), Style::Plain),
        button: view.t(words::AS_XLSX),
    };
    parts::confirm(view.lang, &confirm)
}

fn taken(view: View, overview: &Overview, export: &Export, is_due: bool) -> Markup {
    let (name, when) = (overview.name(export.by), export.at.to_minute());
    let again = Confirm {
        label: view.t(words::AGAIN),
        question: html! { p { (view.t(words::AGAIN_WHY)) } },
        action: &paths::messages_export(overview.campaign.id, overview.audience.id),
        // Either way every earlier link is void: both buttons say so, and look like it.
        fields: html! {
            (fields(export.kind, view.t(words::AGAIN_AS_CSV), Style::Danger))
            (parts::hidden("again", &overview.made.to_string()))
        },
        button: view.t(words::AGAIN_AS_XLSX),
    };
    html! {
        p {
            (words::exported(view.lang, export.numbers, name, &when))
            @if export.times > 1 { " · " (words::times(view.lang, export.times)) }
            @if overview.is_void(export) { " · " (view.t(words::VOIDED_LATER)) }
        }
        @if is_due { (parts::confirm(view.lang, &again)) }
    }
}

/// The occasions with their days, as they stand before the launch.
pub(super) fn days(view: View, campaign: &Campaign) -> String {
    let occasion = |it: Occasion| {
        let name = view.t(words::occasion(it.kind));
        it.day.map_or_else(|| name.to_owned(), |day| format!("{name} {day}"))
    };
    let days: Vec<String> = short_text::occasions(campaign).into_iter().map(occasion).collect();
    days.join(if view.lang == Lang::En { ", " } else { "、" })
}
