//! The extension: what stands, what was proposed, the form of each of the two persons.

use maud::{Markup, html};

use super::super::{extension_words as words, paper_words};
use super::{second_person, under};
use crate::domain::campaigns::Campaign;
use crate::domain::campaigns::extension::Extension;
use crate::domain::people::{Act, Actor};
use crate::services::extensions::Overview;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Confirm, Field, Style, Tone};
use crate::web::paths;

/// The page.
pub fn page(view: View, actor: &Actor, overview: &Overview, form: &Form) -> Page {
    let campaign = &overview.campaign;
    let takes_proposal = overview.is_possible && actor.may(Act::RunCampaigns);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if let Some(sentence) = moved(view, campaign) {
            (parts::notice(Tone::Good, html! { p { (sentence) } }))
        } @else if !overview.is_possible {
            (parts::notice(Tone::Info, html! { p { (view.t(words::NOT_POSSIBLE)) } }))
        }
        (parts::facts(&[(view.t(words::STANDS), html! { (overview.window.closes_on) " 24:00" })]))
        @if let Some(extension) = &overview.extension { (proposed(view, actor, overview, extension)) }
        @if takes_proposal {
            @if overview.is_on_paper { p { (view.t(paper_words::OLD_DAY)) } }
            (parts::form(&paths::extension(campaign.id), fields(view, overview, form)))
        }
    };
    let page =
        Page::new(view.t(words::TITLE), body).lead(view.t(words::LEAD)).width(Width::Reading);
    let page = if takes_proposal { page.with_form() } else { page };
    under(page, view, campaign)
}

/// From which day to which the last one was moved, if it was.
pub fn moved(view: View, campaign: &Campaign) -> Option<String> {
    Some(words::moved(view.lang, campaign.extended_from?, campaign.dates.closes_on?))
}

fn proposed(view: View, actor: &Actor, overview: &Overview, extension: &Extension) -> Markup {
    let days = extension.days;
    let remind = days.remind_on.map_or_else(|| "—".to_owned(), |day| day.to_string());
    let mut facts = vec![
        (view.t(words::CLOSES_ON), html! { (days.closes_on) " 24:00" }),
        (view.t(words::REMIND_ON), html! { (remind) }),
    ];
    let by = (overview.names.of(extension.proposed_by), extension.proposed_at);
    facts.extend(second_person::facts(view, &extension.reason, by));
    if let Some(by) = extension.confirmed_by {
        facts.push((view.t(second_person::CONFIRMED_BY), html! { (overview.names.of(by)) }));
        let body = html! { (parts::facts(&facts)) (by_hand(view, overview)) };
        return parts::panel(view.t(words::DONE), body);
    }
    let confirm = Confirm {
        label: view.t(words::CONFIRM),
        question: html! { p { (view.t(words::LEAD)) } },
        action: &paths::extension_confirm(overview.campaign.id),
        fields: html! {
            (parts::hidden("closes_on", &days.closes_on.to_string()))
            @if let Some(day) = days.remind_on { (parts::hidden("remind_on", &day.to_string())) }
        },
        button: view.t(words::CONFIRM),
    };
    let body = html! {
        (parts::facts(&facts))
        @if overview.is_possible {
            @let decline = paths::extension_decline(overview.campaign.id);
            (second_person::decide(view, actor, Act::HoldPassphrase, &confirm, &decline))
        }
        @if overview.is_possible && actor.may(Act::RunCampaigns) {
            p.muted { (view.t(second_person::REPLACES)) }
        }
    };
    parts::panel(view.t(words::WAITING), body)
}

/// Those whom the office tells itself.
fn by_hand(view: View, overview: &Overview) -> Markup {
    let said = overview.by_hand.iter().filter_map(|channel| words::by_hand(*channel));
    html! { @for sentence in said { p.help { (view.t(sentence)) } } }
}

fn fields(view: View, overview: &Overview, form: &Form) -> Markup {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).error(form.error(name)).value(form.text(name))
    };
    html! {
        (parts::date_field(&field("closes_on", words::CLOSES_ON).required()))
        @if overview.has_mail {
            (parts::date_field(
                &field("remind_on", words::REMIND_ON).help(view.t(words::REMIND_HELP)).required()))
        } @else { p.help { (view.t(words::NO_MAIL)) } }
        (by_hand(view, overview))
        (parts::text_field(
            &field("reason", second_person::REASON)
                .help(view.t(words::REASON_HELP))
                .limit(120)
                .required()))
        (parts::actions(parts::button(view.t(words::PROPOSE), Style::Primary)))
    }
}
