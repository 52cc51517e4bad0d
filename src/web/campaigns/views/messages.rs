//! Short messages: the words with their length, a preview, and the files of each occasion.

use maud::{Markup, html};

use super::super::message_words as words;
use super::under;
use crate::domain::campaigns::short_text::{
    self, Export, LINK, LONGEST, Occasion, ShortText, UNTIL, parts as in_parts,
};
use crate::domain::campaigns::{Campaign, MailKind};
use crate::domain::lang::Lang;
use crate::services::short_messages::Overview;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Field, Style, Tone};
use crate::web::paths;

/// The page.
pub fn page(view: View, overview: &Overview, form: &Form) -> Page {
    let may_write = overview.may_write();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if may_write { (words_form(view, overview, form)) }
        @else { (parts::notice(Tone::Info, html! { p { (view.t(words::FIXED)) } })) }
        (preview(view, overview))
        @if overview.is_sent { (parts::notice(Tone::Info, html! { p { (view.t(words::SENT)) } })) }
        @else { (parts::panel(view.t(words::EXPORTS), files(view, overview))) }
    };
    let lead = if overview.is_sent { words::SENT_LEAD } else { words::LEAD };
    let title = format!("{} · {}", view.t(words::TITLE), overview.audience.name(view.lang));
    let page = Page::new(title, body).lead(view.t(lead)).width(Width::Reading);
    let page = if may_write { page.with_form() } else { page };
    under(page, view, &overview.campaign)
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
    let text = stored.and_then(|words| ShortText::parse(words, overview.link).ok());
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
            p.muted { (view.t(words::GAPS)) }
            p.muted { (words::length(view.lang, units, LONGEST, in_parts(units))) }
        }
    };
    parts::panel(view.t(words::PREVIEW), body)
}

fn files(view: View, overview: &Overview) -> Markup {
    html! {
        p { (view.t(words::EXPORT_LEAD)) }
        p { (words::on_days(view.lang, &days(view, &overview.campaign))) }
        @if overview.words.is_none() { p.muted { (view.t(words::NO_WORDS)) } }
        @else if overview.due.is_empty() { p.muted { (view.t(words::NOT_DUE)) } }
        @for kind in MailKind::ALL {
            @let export = overview.export(*kind);
            @let is_due = overview.words.is_some() && overview.due.contains(kind);
            @if is_due || export.is_some() {
                h3 { (view.t(words::occasion(*kind))) }
                @match export {
                    Some(export) => (taken(view, overview, export, is_due)),
                    None => (take(view, overview, *kind)),
                }
            }
        }
    }
}

/// What goes with the button that gives a workbook: the occasion, and a button for the other format.
fn fields(view: View, kind: MailKind) -> Markup {
    html! {
        (parts::hidden("kind", kind.code()))
        (parts::actions(parts::button_naming(view.t(words::AS_CSV), Style::Plain, "format", "csv")))
    }
}

fn take(view: View, overview: &Overview, kind: MailKind) -> Markup {
    let confirm = Confirm {
        label: view.t(words::EXPORT),
        question: html! { p { (view.t(words::EXPORT_LEAD)) } },
        action: &paths::messages_export(overview.campaign.id, overview.audience.id),
        fields: fields(view, kind),
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
        fields: html! { (fields(view, export.kind)) (parts::hidden("again", "1")) },
        button: view.t(words::AGAIN_BUTTON),
    };
    html! {
        p {
            (words::exported(view.lang, export.numbers, name, &when))
            @if export.times > 1 { " · " (words::times(view.lang, export.times)) }
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
