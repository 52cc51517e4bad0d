//! Forms of audiences: who, how, what; their list; their pool.

use maud::{Markup, html};

use super::super::words;
use super::under;
use crate::domain::campaigns::{Audience, Campaign, Channel};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::lang::Text;
use crate::services::Result;
use crate::services::campaigns::Overview;
use crate::services::questionnaires::Opened;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Confirm, Field, Input, Style, Tone};
use crate::web::{paths, words as common};

/// A new audience.
pub fn new(view: View, campaign: &Campaign, form: &Form, asked: &[Opened]) -> Page {
    let action = paths::audience_new(campaign.id);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if asked.is_empty() {
            (parts::notice(Tone::Soon, html! { p { (view.t(words::NO_QUESTIONNAIRES)) } }))
        }
        (parts::form(&action, fields(view, campaign.id, form, asked)))
    };
    let page = Page::new(view.t(words::ADD_AUDIENCE), body).width(Width::Reading).with_form();
    under(page, view, campaign)
}

/// An audience of a draft.
pub fn edit(
    view: View,
    campaign: &Campaign,
    audience: &Audience,
    form: &Form,
    asked: &[Opened],
) -> Page {
    let name = audience.name(view.lang);
    let remove = Confirm {
        label: view.t(words::REMOVE_AUDIENCE),
        question: html! { p { (words::remove_question(view.lang, name)) } },
        action: &paths::audience_remove(campaign.id, audience.id),
        fields: html! {},
        button: view.t(words::REMOVE_AUDIENCE),
    };
    let action = paths::audience(campaign.id, audience.id);
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&action, fields(view, campaign.id, form, asked)))
        (parts::confirm(view.lang, &remove))
    };
    let page = Page::new(view.t(words::EDIT_AUDIENCE), body).width(Width::Reading).with_form();
    under(page, view, campaign)
}

fn fields(view: View, campaign: CampaignId, form: &Form, asked: &[Opened]) -> Markup {
    let field = |name, label: Text| {
        Field::new(view.lang, name, view.t(label)).error(form.error(name)).value(form.text(name))
    };
    let channels: Vec<Choice> = Channel::ALL
        .iter()
        .map(|channel| Choice::new(channel.code(), view.t(words::channel(*channel))))
        .collect();
    let chosen = form.text("questionnaire");
    let offered =
        |one: &&Opened| !one.questionnaire.retired || one.questionnaire.id.to_string() == chosen;
    let questionnaires: Vec<Choice> = asked
        .iter()
        .filter(offered)
        .map(|one| Choice::new(one.questionnaire.id.to_string(), title(view, one)))
        .collect();
    let questionnaire = field("questionnaire", words::QUESTIONNAIRE)
        .help(view.t(words::QUESTIONNAIRE_HELP))
        .required();
    let cards = field("cards", words::CARDS).help(view.t(words::CARDS_HELP)).input(Input::Number);
    let until = field("until", words::UNTIL).help(view.t(words::UNTIL_HELP));
    html! {
        (parts::text_field(&field("name_zh", words::AUDIENCE_NAME).required()))
        (parts::text_field(&field("name_en", words::NAME_EN).help(view.t(words::NAME_EN_HELP))))
        (parts::select(&questionnaire, &questionnaires))
        (parts::radio_group(&field("channel", words::CHANNEL).required(), &channels))
        (parts::text_field(&cards))
        (parts::date_field(&until))
        (parts::actions(html! {
            (parts::button(view.t(common::SAVE), Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::campaign(campaign), Style::Plain))
        }))
    }
}

fn title(view: View, asked: &Opened) -> String {
    let title = asked.questionnaire.draft.title.to(view.lang);
    if asked.latest().is_some() { title.to_owned() } else { words::unpublished(view.lang, title) }
}

/// The pools an audience can answer in.
pub fn pool(view: View, overview: &Overview, audience: AudienceId, form: &Form) -> Result<Page> {
    let (own, audience) = overview.audience(audience)?;
    let campaign = &overview.campaign;
    let own_pool = Choice::new("own", view.t(words::OWN_POOL));
    let others = overview.pools.iter().filter(|plan| plan.pool.id != own.pool.id);
    let others = others
        .map(|plan| Choice::new(plan.pool.id.to_string(), plan.pool.name(view.lang).to_owned()));
    let choices: Vec<Choice> =
        own.is_joint().then_some(own_pool).into_iter().chain(others).collect();
    let field = Field::new(view.lang, "pool", view.t(words::POOL))
        .error(form.error("pool"))
        .value(form.text("pool"))
        .required();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::audience_pool(campaign.id, audience.id), html! {
            (parts::radio_group(&field, &choices))
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                (parts::link_button(
                    view.t(common::CANCEL), &paths::campaign(campaign.id), Style::Plain))
            }))
        }))
    };
    let page = Page::new(view.t(words::MOVE), body)
        .lead(words::move_lead(view.lang, audience.name(view.lang)))
        .width(Width::Reading)
        .with_form();
    Ok(under(page, view, campaign))
}
