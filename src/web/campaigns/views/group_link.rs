//! The link of a group: what the office sends out, and how it is replaced.

use maud::{Markup, html};

use super::super::{group_words as words, room_words};
use super::cards::qr;
use super::{cancelling, second_person, under};
use crate::domain::campaigns::group_links::NewLink;
use crate::domain::credentials::token::Token;
use crate::domain::people::{Act, Actor};
use crate::services::Site;
use crate::services::group_links::Overview;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Field, Style, Tone};
use crate::web::paths;

/// The page.
pub fn page(view: View, actor: &Actor, link: &Overview, site: &Site, form: &Form) -> Page {
    let (campaign, audience) = (&link.campaign, &link.audience);
    let until = audience.until.or(campaign.dates.closes_on);
    let replaces = link.is_possible && link.proposed.is_none() && actor.may(Act::RunCampaigns);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if link.is_collecting {
            (parts::notice(Tone::Info, html! {
                p { (view.t(room_words::BALLOTS_NOT_PEOPLE)) }
                p { (view.t(words::PASSED_ON)) }
            }))
        } @else {
            (parts::notice(Tone::Late, html! {
                @if let Some(said) = cancelling::cancelled(view, campaign) { p { (said) } }
                p { (view.t(words::ENDED)) }
            }))
        }
        @if let Some(proposed) = &link.proposed { (waiting(view, actor, link, proposed)) }
        @if let Some(code) = link.code.as_ref().filter(|_| link.is_collecting) {
            (sent_out(view, link, site, code))
        }
        (parts::facts(&[
            (view.t(words::SEATS), html! { (words::seats(view.lang, audience.cards)) }),
            (view.t(words::UNTIL), html! { @if let Some(day) = until { (day) " 24:00" } }),
        ]))
        @if link.links > 1 { p { (words::number(view.lang, link.links)) } }
        @if replaces { (parts::panel(view.t(words::REPLACE), replacing(view, link, form))) }
    };
    let title = format!("{} · {}", view.t(words::TITLE), audience.name(view.lang));
    let page = Page::new(title, body).width(Width::Reading);
    let page = if link.is_collecting { page.lead(view.t(words::LEAD)) } else { page };
    let page = if replaces { page.with_form() } else { page };
    under(page, view, campaign)
}

fn sent_out(view: View, link: &Overview, site: &Site, code: &Token) -> Markup {
    let address = format!("{}{}", site.base_url, paths::survey(link.pool.code));
    let whole = format!("{address}{}", *code.fragment(link.fingerprint));
    html! {
        (parts::facts(&[
            (view.t(words::LINK), html! { code translate="no" { (whole) } }),
            (view.t(words::CODE), html! { code translate="no" { (*code.grouped()) } }),
        ]))
        div.group-qr role="img" aria-label=(view.t(words::QR)) { (qr(&whole)) }
    }
}

fn replacing(view: View, link: &Overview, form: &Form) -> Markup {
    let reason = Field::new(view.lang, "reason", view.t(second_person::REASON))
        .help(view.t(words::REASON_HELP))
        .error(form.error("reason"))
        .value(form.text("reason"))
        .limit(120)
        .required();
    html! {
        p { (view.t(words::WHAT_HAPPENS)) }
        (parts::form(&paths::group_link(link.campaign.id, link.audience.id), html! {
            (parts::text_field(&reason))
            (parts::actions(parts::button(view.t(words::PROPOSE), Style::Plain)))
        }))
    }
}

fn waiting(view: View, actor: &Actor, link: &Overview, proposed: &NewLink) -> Markup {
    let of = (link.campaign.id, link.audience.id);
    let by = (link.names.of(proposed.proposed_by), proposed.proposed_at);
    let confirm = Confirm {
        label: view.t(words::CONFIRM),
        question: html! { p { (view.t(words::WHAT_HAPPENS)) } },
        action: &paths::group_link_confirm(of.0, of.1),
        fields: parts::hidden("seen", &proposed.seen(link.links)),
        button: view.t(words::CONFIRM),
    };
    let body = html! {
        p { (view.t(words::WAITS_FOR)) }
        (parts::facts(&second_person::facts(view, &proposed.reason, by)))
        @if link.is_possible {
            @let decline = paths::group_link_decline(of.0, of.1);
            (second_person::decide(view, actor, Act::HoldPassphrase, &confirm, &decline))
        }
    };
    parts::panel(view.t(words::WAITING), body)
}
