//! The faithfulness sample: supervision names a reader and sees numbers; the reader sees pairs.

mod views;
mod words;

use axum::response::Response;

use super::error::Result;
use super::form::{Form, Key};
use super::routes::{Routes, Who};
use super::session::Staff;
use super::{paths, refusals};
use crate::domain::id::{CampaignId, TextId};
use crate::domain::people::Act;
use crate::domain::suggestions::{Remark, SampleVerdict};
use crate::services;
use crate::services::suggestions::sample;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let (name, read) = (Who::May(Act::NameSampleReader), Who::May(Act::ReadTexts));
    let judge = Who::May(Act::Clear);
    routes
        .get(paths::SAMPLING, name, get_overview)
        .post(paths::SAMPLING_CAMPAIGN, name, post_draw)
        .get(paths::SAMPLE, read, get_readings)
        .get(paths::SAMPLE_PAIR, judge, get_pair)
        .post(paths::SAMPLE_PAIR, judge, post_pair)
        .post(paths::SAMPLE_DEALT, read, post_dealt)
}

async fn get_overview(staff: Staff) -> Result<Response> {
    let overview = sample::overview(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::overview(staff.view, &overview, &Form::default())))
}

/// Names the reader and draws.
async fn post_draw(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let chosen = form.chosen("reader", staff.lang(), |raw| raw.parse().ok());
    if let Some(reader) = chosen {
        match sample::draw(&staff.app, &staff.actor, id, reader).await {
            Ok(()) => return Ok(staff.done(paths::SAMPLING, staff.view.t(words::DRAWN_DONE))),
            Err(services::Error::Refused(refusal)) => {
                form.fail("reader", refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    let overview = sample::overview(&staff.app, &staff.actor).await?;
    Ok(staff.mend(&views::overview(staff.view, &overview, &form)))
}

async fn get_readings(staff: Staff) -> Result<Response> {
    let readings = sample::readings(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::readings(staff.view, &readings, None)))
}

async fn get_pair(
    staff: Staff,
    Key((campaign, text)): Key<(CampaignId, TextId)>,
) -> Result<Response> {
    let pair = sample::pair(&staff.app, &staff.actor, campaign, text).await?;
    Ok(staff.page(&views::pair(staff.view, &pair, &staff.typed())))
}

/// What was said before, beside what was typed now.
async fn twice(staff: &Staff, campaign: CampaignId, text: TextId, form: &Form) -> Result<Response> {
    let said = sample::said(&staff.app, &staff.actor, campaign, text).await?;
    Ok(staff.conflict(&views::twice(staff.view, &said, form)))
}

/// Notes that something found unfaithful was dealt with.
async fn post_dealt(
    staff: Staff,
    Key((campaign, text)): Key<(CampaignId, TextId)>,
) -> Result<Response> {
    match sample::deal_with(&staff.app, &staff.actor, campaign, text).await {
        Ok(()) => Ok(staff.done(paths::SAMPLE, staff.view.t(words::DEALT_DONE))),
        Err(services::Error::Refused(refusal)) => {
            let said = refusals::sentence(staff.lang(), &refusal);
            let readings = sample::readings(&staff.app, &staff.actor).await?;
            Ok(staff.mend(&views::readings(staff.view, &readings, Some(&said))))
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes the verdict, and goes on to the next pair.
async fn post_pair(
    staff: Staff,
    Key((campaign, text)): Key<(CampaignId, TextId)>,
    mut form: Form,
) -> Result<Response> {
    let verdict = form.chosen("verdict", staff.lang(), SampleVerdict::from_code);
    let remark: Option<Remark> = match verdict {
        Some(SampleVerdict::Unfaithful) => form.required("remark", staff.lang()),
        _ => form.optional("remark", staff.lang()),
    };
    let (app, actor) = (&staff.app, &staff.actor);
    let Some(verdict) = verdict.filter(|_| form.is_clean()) else {
        let pair = match sample::pair(app, actor, campaign, text).await {
            Err(services::Error::Stale) => return twice(&staff, campaign, text, &form).await,
            pair => pair?,
        };
        return Ok(staff.mend(&views::pair(staff.view, &pair, &form)));
    };
    match sample::judge(app, actor, campaign, text, (verdict, remark)).await {
        Err(services::Error::Stale) => return twice(&staff, campaign, text, &form).await,
        done => done?,
    }
    let readings = sample::readings(app, actor).await?;
    let here = readings.iter().find(|reading| reading.campaign.id == campaign);
    let next = here.and_then(|reading| reading.to_read.first());
    let to =
        next.map_or_else(|| paths::SAMPLE.to_owned(), |text| paths::sample_pair(campaign, *text));
    Ok(staff.done(&to, staff.view.t(words::JUDGED_DONE)))
}
