//! Audiences of a draft: who is asked, how, what, and in which pool.

use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::launch::PoolPlan;
use crate::domain::campaigns::template::names_no_address;
use crate::domain::campaigns::{Audience, Campaign, CampaignState, Channel, Dates, MOST_CARDS};
use crate::domain::id::{AudienceId, CampaignId, QuestionnaireId};
use crate::domain::lang::Lang;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::domain::time::Day;
use crate::services::campaigns::{self, AudienceForm, MoveTo, Overview};
use crate::services::questionnaires::{self, Opened};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::mailing::letter_words;
use crate::web::session::Staff;
use crate::web::{paths, refusals, words as common};

/// An empty form.
pub async fn get_new(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let (overview, asked) = draft(&staff, id).await?;
    let form = staff.typed();
    Ok(staff.page(&views::audiences::new(staff.view, &overview.campaign, &form, &asked)))
}

/// Adds an audience; lists are imported next.
pub async fn post_new(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let (overview, asked) = draft(&staff, id).await?;
    let Some(parsed) = parse(&mut form, staff.lang(), (&overview, None), &asked) else {
        let page = views::audiences::new(staff.view, &overview.campaign, &form, &asked);
        return Ok(staff.mend(&page));
    };
    let added = campaigns::add_audience(&staff.app, &staff.actor, id, &parsed).await;
    let audience = match added.map_err(crate::web::error::Error::from) {
        Ok(audience) => audience,
        Err(error) => match error.refusal() {
            Some(refusal @ Refusal::AudienceNameTaken) => {
                form.fail("name_zh", refusals::sentence(staff.lang(), refusal));
                let page = views::audiences::new(staff.view, &overview.campaign, &form, &asked);
                return Ok(staff.mend(&page));
            }
            _ => return Err(error),
        },
    };
    let next = match parsed.channel {
        Channel::Email | Channel::Phone => paths::audience_list(id, audience),
        Channel::Card | Channel::Group | Channel::Venue => paths::campaign(id),
    };
    Ok(staff.done(&next, staff.view.t(common::SAVED)))
}

/// An audience's form.
pub async fn get_edit(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let (overview, asked) = draft(&staff, id).await?;
    let (plan, found) = overview.audience(audience)?;
    let mut form = staff.typed();
    if form.is_empty() {
        form = filled(found, plan.pool.questionnaire);
    }
    Ok(staff.page(&views::audiences::edit(staff.view, &overview.campaign, found, &form, &asked)))
}

/// Changes an audience.
pub async fn post_edit(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    mut form: Form,
) -> Result<Response> {
    let (overview, asked) = draft(&staff, id).await?;
    let (_, found) = overview.audience(audience)?;
    let Some(parsed) = parse(&mut form, staff.lang(), (&overview, Some(audience)), &asked) else {
        let page = views::audiences::edit(staff.view, &overview.campaign, found, &form, &asked);
        return Ok(staff.mend(&page));
    };
    let changed = campaigns::change_audience(&staff.app, &staff.actor, id, audience, &parsed).await;
    match changed.map_err(crate::web::error::Error::from) {
        Ok(()) => Ok(staff.done(&paths::campaign(id), staff.view.t(common::SAVED))),
        Err(error) => match error.refusal() {
            Some(refusal @ (Refusal::GroupStaysAlone | Refusal::AudienceNameTaken)) => {
                let is_name = *refusal == Refusal::AudienceNameTaken;
                let field = if is_name { "name_zh" } else { "channel" };
                form.fail(field, refusals::sentence(staff.lang(), refusal));
                Ok(staff.mend(&views::audiences::edit(
                    staff.view,
                    &overview.campaign,
                    found,
                    &form,
                    &asked,
                )))
            }
            _ => Err(error),
        },
    }
}

/// Removes an audience with its list.
pub async fn post_remove(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    campaigns::remove_audience(&staff.app, &staff.actor, id, audience).await?;
    Ok(staff.done(&paths::campaign(id), staff.view.t(common::SAVED)))
}

/// The pools an audience can answer in.
pub async fn get_pool(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let (overview, _) = draft(&staff, id).await?;
    let form = staff.typed();
    Ok(staff.page(&views::audiences::pool(staff.view, &overview, audience, &form)?))
}

/// Moves an audience into another pool.
pub async fn post_pool(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    mut form: Form,
) -> Result<Response> {
    let (overview, _) = draft(&staff, id).await?;
    let target = form.chosen("pool", staff.lang(), |code| match code {
        "own" => Some(MoveTo::OwnPool),
        id => id.parse().ok().map(MoveTo::Pool),
    });
    if let Some(to) = target {
        let moved = campaigns::move_audience(&staff.app, &staff.actor, id, audience, to).await;
        match moved.map_err(crate::web::error::Error::from) {
            Ok(()) => return Ok(staff.done(&paths::campaign(id), staff.view.t(common::SAVED))),
            Err(error) => match error.refusal() {
                Some(refusal @ Refusal::GroupStaysAlone) => {
                    form.fail("pool", refusals::sentence(staff.lang(), refusal));
                }
                _ => return Err(error),
            },
        }
    }
    Ok(staff.mend(&views::audiences::pool(staff.view, &overview, audience, &form)?))
}

async fn draft(staff: &Staff, id: CampaignId) -> Result<(Overview, Vec<Opened>)> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    if overview.campaign.state != CampaignState::Draft {
        return Err(Refusal::NotADraft.into());
    }
    let asked = questionnaires::list(&staff.app, &staff.actor).await?;
    Ok((overview, asked))
}

fn filled(audience: &Audience, questionnaire: Option<QuestionnaireId>) -> Form {
    let mut form = Form::default();
    form.push("name_zh", &audience.name_zh);
    form.push("name_en", &audience.name_en);
    form.push("channel", audience.channel);
    if !audience.channel.has_list() {
        form.push("cards", audience.cards);
    }
    if let Some(until) = audience.until {
        form.push("until", until);
    }
    form.push("questionnaire", questionnaire.map_or_else(String::new, |id| id.to_string()));
    form
}

/// What was typed, or everything that is wrong with it, each beside its field. What the campaign's
/// other audiences rule out is looked at here as well: the service refuses it anew, but one thing at
/// a time and after all else.
fn parse(
    form: &mut Form,
    lang: Lang,
    (overview, own): (&Overview, Option<AudienceId>),
    asked: &[Opened],
) -> Option<AudienceForm> {
    let campaign = &overview.campaign;
    let name_zh: Option<Line> = form.required("name_zh", lang);
    let name_en = form.optional("name_en", lang);
    // It may be filled into a letter.
    if let Some(Err(fault)) = name_zh.as_ref().map(|name| names_no_address(name.as_str())) {
        form.fail("name_zh", letter_words::fault(lang, &fault));
    }
    if let Some(name) = name_zh.as_ref().map(Line::as_str)
        && others(overview, own).any(|(_, other)| other.name_zh == name)
    {
        form.fail("name_zh", refusals::sentence(lang, &Refusal::AudienceNameTaken));
    }
    let channel = form.chosen("channel", lang, Channel::from_code);
    if channel == Some(Channel::Group) && has_company(overview, own) {
        form.fail("channel", refusals::sentence(lang, &Refusal::GroupStaysAlone));
    }
    let known = |text: &str| {
        text.parse().ok().filter(|id| asked.iter().any(|one| one.questionnaire.id == *id))
    };
    let questionnaire = form.chosen("questionnaire", lang, known);
    let cards = match channel {
        Some(channel) if !channel.has_list() => {
            let count = form.text("cards").trim().parse().ok();
            let count = count.filter(|count| (1..=MOST_CARDS).contains(count));
            if count.is_none() {
                form.fail("cards", words::CARDS_WRONG.to(lang));
            }
            count
        }
        _ => {
            let typed = form.text("cards").trim();
            let is_typed = !matches!(typed, "" | "0");
            let is_count = typed.parse().is_ok_and(|count: u32| count <= MOST_CARDS);
            if channel.is_some() && is_typed {
                form.fail("cards", words::CARDS_NOT_HERE.to(lang));
            } else if is_typed && !is_count {
                // Wrong by whatever way they are reached.
                form.fail("cards", words::CARDS_WRONG.to(lang));
            }
            Some(0)
        }
    };
    let until = until(form, lang, channel, campaign);
    if !form.is_clean() {
        return None;
    }
    let (name_zh, channel) = (name_zh?, channel?);
    let (cards, questionnaire) = (cards?, questionnaire?);
    Some(AudienceForm { name_zh, name_en, channel, cards, until, questionnaire })
}

/// The campaign's audiences but this one, each with its pool.
fn others(
    overview: &Overview,
    own: Option<AudienceId>,
) -> impl Iterator<Item = (&PoolPlan, &Audience)> {
    let all =
        overview.pools.iter().flat_map(|plan| plan.audiences.iter().map(move |it| (plan, it)));
    all.filter(move |(_, audience)| Some(audience.id) != own)
}

/// Whether another audience answers in its pool.
fn has_company(overview: &Overview, own: Option<AudienceId>) -> bool {
    let of = |id| overview.audience(id).ok().map(|(plan, _)| plan.pool.id);
    let pool = own.and_then(of);
    pool.is_some() && others(overview, own).any(|(plan, _)| Some(plan.pool.id) == pool)
}

/// The last day of a group's link, within the days of its campaign as far as they are set.
fn until(
    form: &mut Form,
    lang: Lang,
    channel: Option<Channel>,
    campaign: &Campaign,
) -> Option<Day> {
    if form.text("until").trim().is_empty() {
        return None;
    }
    if channel.is_some_and(|channel| channel != Channel::Group) {
        form.fail("until", words::UNTIL_NOT_HERE.to(lang));
        return None;
    }
    let until = form.day("until", lang)?;
    let Dates { opens_on, closes_on, .. } = campaign.dates;
    if opens_on.is_some_and(|opens| until < opens) || closes_on.is_some_and(|closes| until > closes)
    {
        form.fail("until", words::UNTIL_OUTSIDE.to(lang));
    }
    Some(until)
}
