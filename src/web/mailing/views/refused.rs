//! Reports of letters that came back, and the addresses they name.

use maud::{Markup, html};

use super::super::{reason_words, words};
use super::under;
use crate::domain::campaigns::{Campaign, Channel};
use crate::domain::lang::Text;
use crate::domain::lists::reading::read;
use crate::domain::people::{Act, Actor};
use crate::services::mailing::{Change, Count, RefusedAddress, RefusedMails};
use crate::web::form::Form;
use crate::web::lists;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column, Confirm, Field, Style, Tone};
use crate::web::{paths, refusals, words as common};

/// The page with the file field.
pub fn reports(view: View, campaign: &Campaign, wrong: Option<Text>) -> Page {
    let file = Field::new(view.lang, "file", view.t(words::REPORTS_FILE))
        .help(view.t(words::REPORTS_FILE_HELP))
        .error(wrong.map(|wrong| view.t(wrong)))
        .required();
    let body = html! {
        @if let Some(wrong) = wrong { (parts::error_summary(view.lang, &[("file", view.t(wrong))])) }
        (parts::file_form(&paths::reports(campaign.id), html! {
            (parts::file_field(&file, ".eml,.mbox,message/rfc822,application/mbox"))
            (parts::actions(html! {
                (parts::button(view.t(common::IMPORT), Style::Primary))
                (parts::link_button(
                    view.t(common::CANCEL), &paths::mailing(campaign.id), Style::Plain))
            }))
        }))
    };
    let page = Page::new(view.t(words::REPORTS), body)
        .lead(view.t(words::REPORTS_LEAD))
        .width(Width::Reading)
        .with_form();
    under(page, view, campaign)
}

/// The field by which only what came back by a rule is sent once more.
pub const BY_A_RULE: &str = "by_a_rule";

/// The addresses that were refused for good, and apart from them the letters that were lost by a rule;
/// and why an address was not changed just now.
pub fn list(view: View, actor: &Actor, refused: &RefusedMails, unchanged: Option<&str>) -> Page {
    let RefusedMails { campaign, addresses: list, by_a_rule, is_over } = refused;
    let body = html! {
        @match unchanged {
            Some(why) => (parts::notice(Tone::Late, html! { p { (why) } })),
            None if *is_over => {
                (parts::notice(Tone::Info, html! { p { (view.t(refusals::SENDING_OVER)) } }))
            },
            None => {},
        }
        @if !by_a_rule.is_empty() { (lost_by_a_rule(view, actor, refused)) }
        @if list.is_empty() { (parts::empty_state(view.t(words::NONE_REFUSED), None)) }
        @else if actor.may(Act::RunCampaigns) && !is_over {
            (parts::confirm(view.lang, &Confirm {
                label: view.t(words::AGAIN),
                question: html! { p { (view.t(words::AGAIN_QUESTION)) } },
                action: &paths::refused_again(campaign.id),
                fields: html! {},
                button: view.t(words::AGAIN),
            }))
        }
        div.stack {
            @for refused in list {
                (parts::panel(
                    refused.address.as_str(), one(view, actor, (campaign, refused), *is_over)))
            }
        }
    };
    let page = Page::new(view.t(words::REFUSED), body).lead(view.t(words::REFUSED_LEAD));
    under(page, view, campaign)
}

/// Letters, not addresses: those are good, and the office is shown none of them.
fn lost_by_a_rule(view: View, actor: &Actor, refused: &RefusedMails) -> Markup {
    let columns = [
        Column::text(view.t(words::KIND)),
        Column::number(view.t(words::MAILS)),
        Column::text(view.t(words::REASON)),
    ];
    let row = |count: &Count| {
        vec![
            html! { (view.t(words::kind(count.kind))) },
            html! { (count.mails) },
            html! { (reason_words::reason_in_full(view.lang, &count.reason)) },
        ]
    };
    let rows: Vec<_> = refused.by_a_rule.iter().map(row).collect();
    let body = html! {
        p { (view.t(words::BY_A_RULE_LEAD)) }
        (parts::table(view.t(words::BY_A_RULE), &columns, &rows))
        @if actor.may(Act::RunCampaigns) && !refused.is_over {
            (parts::confirm(view.lang, &Confirm {
                label: view.t(words::BY_A_RULE_AGAIN),
                question: html! { p { (view.t(words::BY_A_RULE_QUESTION)) } },
                action: &paths::refused_again(refused.campaign.id),
                fields: parts::hidden(BY_A_RULE, "1"),
                button: view.t(words::BY_A_RULE_AGAIN),
            }))
        }
    };
    parts::panel(view.t(words::BY_A_RULE), body)
}

fn one(
    view: View,
    actor: &Actor,
    (campaign, refused): (&Campaign, &RefusedAddress),
    is_over: bool,
) -> Markup {
    let runs = actor.may(Act::RunCampaigns);
    let named = Named::of(refused);
    let mut facts = vec![
        (view.t(words::AUDIENCE), html! { (refused.audience.name(view.lang)) }),
        (
            view.t(words::REASON),
            html! { (reason_words::reason_in_full(view.lang, &refused.reason)) },
        ),
    ];
    let confirmed = refused.change.as_ref().is_some_and(|change| change.confirmed_by.is_some());
    if let Some(change) = &refused.change {
        let to = if confirmed { words::CHANGED_FROM_THEN } else { named.new };
        let address = change.to.as_str();
        let reading = read(change.to.channel(), address);
        facts.push((view.t(to), html! { (address) " " (lists::doubt(view, &reading)) }));
        facts.push((view.t(words::PROPOSED_BY), html! { (change.proposed_by.1) }));
        if let Some(by) = &change.confirmed_by {
            facts.push((view.t(words::CONFIRMED_BY), html! { (by) }));
        }
    }
    html! {
        (parts::facts(&facts))
        @match &refused.change {
            Some(_) if !confirmed && is_over => {
                p { (view.t(words::CHANGE_ENDED)) }
            },
            Some(change) if !confirmed => (waiting(view, actor, campaign, refused, change)),
            _ => {}
        }
        @if runs && !confirmed && !is_over {
            (parts::actions(parts::link_button(
                view.t(named.change), &paths::new_address(campaign.id, refused.id), Style::Plain)))
        }
    }
}

fn waiting(
    view: View,
    actor: &Actor,
    campaign: &Campaign,
    refused: &RefusedAddress,
    change: &Change,
) -> Markup {
    let holds = actor.may(Act::HoldPassphrase) && change.proposed_by.0 != actor.person;
    let label = if holds { words::DECLINE } else { words::WITHDRAW };
    html! {
        @if holds {
            (parts::confirm(view.lang, &Confirm {
                label: view.t(words::CONFIRM),
                question: html! { p { (view.t(words::CONFIRM_QUESTION)) } },
                action: &paths::new_address_confirm(campaign.id, refused.id),
                fields: html! { (parts::hidden("address", change.to.as_str())) },
                button: view.t(words::CONFIRM),
            }))
        }
        (parts::actions(parts::post_button(
            view.t(label), &paths::new_address_decline(campaign.id, refused.id), Style::Plain)))
    }
}

/// What an address or a number is called here.
struct Named {
    old: Text,
    new: Text,
    change: Text,
    lead: Text,
}

impl Named {
    fn of(refused: &RefusedAddress) -> Self {
        match refused.address.channel() {
            Channel::Phone => Self {
                old: words::OLD_NUMBER,
                new: words::NEW_NUMBER,
                change: words::CHANGE_NUMBER,
                lead: words::CHANGE_NUMBER_LEAD,
            },
            _ => Self {
                old: words::OLD_ADDRESS,
                new: words::NEW_ADDRESS,
                change: words::CHANGE,
                lead: words::CHANGE_LEAD,
            },
        }
    }
}

/// The field with the address that was warned of.
pub const WARNED: &str = "warned";

/// The form of a new address. One that somebody should look at again is warned of, and taken when it
/// is sent once more. Browsers must not refuse what is put right here: the field is one of plain text.
pub fn new(view: View, campaign: &Campaign, refused: &RefusedAddress, form: &Form) -> Page {
    let named = Named::of(refused);
    let address = Field::new(view.lang, "address", view.t(named.new))
        .autocomplete("off")
        .error(form.error("address"))
        .value(form.text("address"))
        .required();
    let reading = read(refused.address.channel(), form.text("address"));
    let doubted = Some(&reading).filter(|it| form.is_clean() && lists::is_doubted(it));
    let doubted = doubted.and_then(|it| it.written.as_ref().or(it.meant.as_ref()));
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if doubted.is_some() {
            (parts::notice(Tone::Soon, html! {
                p { (lists::doubt(view, &reading)) }
                p { (view.t(words::DOUBTED_AGAIN)) }
            }))
        }
        (parts::facts(&[(view.t(named.old), html! { (refused.address.as_str()) })]))
        (parts::form(&paths::new_address(campaign.id, refused.id), html! {
            (parts::text_field(&address))
            @if let Some(doubted) = doubted { (parts::hidden(WARNED, doubted.as_str())) }
            (parts::actions(html! {
                (parts::button(view.t(words::PROPOSE), Style::Primary))
                (parts::link_button(
                    view.t(common::CANCEL), &paths::refused(campaign.id), Style::Plain))
            }))
        }))
    };
    let page = Page::new(view.t(named.change), body)
        .lead(view.t(named.lead))
        .width(Width::Reading)
        .with_form();
    under(page, view, campaign)
}
