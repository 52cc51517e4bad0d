//! Cancelling: what would happen, what was proposed, the form of each of the two persons.

use maud::{Markup, html};

use super::super::cancelling_words as words;
use super::{second_person, under};
use crate::domain::campaigns::Campaign;
use crate::domain::campaigns::cancelling::Cancelling;
use crate::domain::people::{Act, Actor};
use crate::services::cancelling::Overview;
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
        @if let Some(sentence) = cancelled(view, campaign) {
            (parts::notice(Tone::Late, html! { p { (sentence) } }))
        } @else if !overview.is_possible {
            (parts::notice(Tone::Info, html! { p { (view.t(words::NOT_POSSIBLE)) } }))
        }
        p { (view.t(words::WHAT_HAPPENS)) }
        @if let Some(cancelling) = &overview.cancelling {
            (proposed(view, actor, overview, cancelling))
        }
        @if takes_proposal {
            (parts::form(&paths::cancelling(campaign.id), fields(view, form)))
        }
    };
    let page =
        Page::new(view.t(words::TITLE), body).lead(view.t(words::LEAD)).width(Width::Reading);
    let page = if takes_proposal { page.with_form() } else { page };
    under(page, view, campaign)
}

/// When it was cancelled, if it was.
pub fn cancelled(view: View, campaign: &Campaign) -> Option<String> {
    Some(words::cancelled_on(view.lang, campaign.cancelled_on?))
}

fn proposed(view: View, actor: &Actor, overview: &Overview, cancelling: &Cancelling) -> Markup {
    let by = (overview.names.of(cancelling.proposed_by), cancelling.proposed_at);
    let mut facts = second_person::facts(view, &cancelling.reason, by).to_vec();
    if let Some(by) = cancelling.confirmed_by {
        facts.push((view.t(second_person::CONFIRMED_BY), html! { (overview.names.of(by)) }));
        return parts::panel(view.t(words::DONE), parts::facts(&facts));
    }
    let confirm = Confirm {
        label: view.t(words::CONFIRM),
        question: html! { p { (view.t(words::WHAT_HAPPENS)) } },
        action: &paths::cancelling_confirm(overview.campaign.id),
        fields: parts::hidden("reason", &cancelling.reason),
        button: view.t(words::CONFIRM),
    };
    let body = html! {
        (parts::facts(&facts))
        @if overview.is_possible {
            @let decline = paths::cancelling_decline(overview.campaign.id);
            (second_person::decide(view, actor, Act::HoldPassphrase, &confirm, &decline))
        }
        @if overview.is_possible && actor.may(Act::RunCampaigns) {
            p.muted { (view.t(second_person::REPLACES)) }
        }
    };
    parts::panel(view.t(words::WAITING), body)
}

fn fields(view: View, form: &Form) -> Markup {
    let reason = Field::new(view.lang, "reason", view.t(second_person::REASON))
        .error(form.error("reason"))
        .value(form.text("reason"))
        .help(view.t(words::REASON_HELP))
        .limit(120)
        .required();
    html! {
        (parts::text_field(&reason))
        (parts::actions(parts::button(view.t(words::PROPOSE), Style::Primary)))
    }
}
