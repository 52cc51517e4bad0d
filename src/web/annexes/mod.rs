//! The official forms: which one, in which wording, for which unit, as a workbook or on paper;
//! and what a campaign prints around the rows.

mod search;
mod views;
mod words;

pub use search::{day_is_blank, search_paper};

use axum::http::Uri;
use axum::response::Response;

use super::download::{XLSX, attachment};
use super::error::{Error, Result};
use super::form::{Form, Key};
use super::routes::{Routes, Who};
use super::session::Staff;
use super::{paths, refusals, words as common};
use crate::domain::annexes::{Annex, Form as Paper, Wording};
use crate::domain::id::CampaignId;
use crate::domain::lang::Lang;
use crate::domain::people::Act;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::domain::time::Day;
use crate::services::annexes::{self, Asked, Headings};
use crate::services::{self};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let export = Who::May(Act::ExportAnnexes);
    let run = Who::May(Act::RunCampaigns);
    routes
        .get(paths::ANNEXES, export, get_campaigns)
        .get(paths::CAMPAIGN_ANNEXES, export, get_forms)
        .get(paths::ANNEX_FILE, export, get_file)
        .get(paths::ANNEX_PAPER, export, get_paper)
        .get(paths::ANNEX_HEADINGS, run, get_headings)
        .post(paths::ANNEX_HEADINGS, run, post_headings)
}

async fn get_campaigns(staff: Staff) -> Result<Response> {
    let offer = annexes::offer(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::campaigns(staff.view, &offer)))
}

async fn get_forms(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let offer = annexes::offer(&staff.app, &staff.actor).await?;
    let (_, headings) = annexes::headings(&staff.app, &staff.actor, id).await?;
    let campaign = offer.campaigns.iter().find(|campaign| campaign.id == id);
    let campaign = campaign.ok_or_else(Error::missing)?;
    let today = staff.app.clock.today();
    let mut form = Form::default();
    form.push("annex", Annex::Ledger.code());
    form.push("wording", Wording::Corrected.code());
    form.push("on", today);
    let headings = headings.as_ref();
    Ok(staff.page(&views::forms(staff.view, &staff.actor, &offer, campaign, headings, &form)))
}

/// The choices again, as they were made, with what is wrong about the day.
async fn again(staff: &Staff, id: CampaignId, form: &Form) -> Result<Response> {
    let offer = annexes::offer(&staff.app, &staff.actor).await?;
    let (campaign, headings) = annexes::headings(&staff.app, &staff.actor, id).await?;
    let headings = headings.as_ref();
    let page = views::forms(staff.view, &staff.actor, &offer, &campaign, headings, form);
    Ok(staff.mend(&page))
}

/// What was asked for in the address; where its day is none, the form that says so.
fn dated(staff: &Staff, uri: &Uri) -> std::result::Result<Form, Form> {
    let mut query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    if query.text("on").trim().is_empty() {
        return Ok(query);
    }
    match query.day("on", staff.lang()) {
        Some(_) => Ok(query),
        None => Err(query),
    }
}

/// What was asked for in this manner, or the choices again where its day does not do.
async fn answer(staff: &Staff, id: CampaignId, uri: &Uri, manner: Manner) -> Result<Response> {
    let mut query = match dated(staff, uri) {
        Ok(query) => query,
        Err(mistaken) => return again(staff, id, &mistaken).await,
    };
    match manner.show(staff, id, uri).await {
        Err(error) if matches!(error.refusal(), Some(Refusal::FiledOn { .. })) => {
            let said = error.refusal().map(|refusal| refusals::sentence(staff.lang(), refusal));
            query.fail("on", said.unwrap_or_default());
            again(staff, id, &query).await
        }
        shown => shown,
    }
}

/// How a form is handed out.
#[derive(Clone, Copy)]
enum Manner {
    /// As a workbook.
    File,
    /// For printing.
    Paper,
}

impl Manner {
    async fn show(self, staff: &Staff, id: CampaignId, uri: &Uri) -> Result<Response> {
        match (search::asked(uri)?, self) {
            (Some(asked), Self::File) => search::file(staff, id, &asked).await,
            (Some(asked), Self::Paper) => search::page(staff, id, &asked).await,
            (None, Self::File) => file(staff, id, uri).await,
            (None, Self::Paper) => {
                let paper = read(staff, id, uri).await?;
                Ok(staff.page(&views::paper(staff.view, id, &paper)))
            }
        }
    }
}

/// What the address asks for; a name it does not know is no form of ours.
fn asked(uri: &Uri) -> Result<Asked> {
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let malformed = || Error::from(services::Error::Missing);
    let unit = match query.text("unit") {
        "" => None,
        raw => Some(raw.parse().map_err(|_| malformed())?),
    };
    let on = match query.text("on") {
        "" => None,
        raw => Some(raw.parse().map_err(|_| malformed())?),
    };
    Ok(Asked {
        annex: Annex::from_code(query.text("annex")).ok_or_else(malformed)?,
        wording: Wording::from_code(query.text("wording")).ok_or_else(malformed)?,
        unit,
        on,
    })
}

async fn read(staff: &Staff, id: CampaignId, uri: &Uri) -> Result<Paper> {
    let asked = asked(uri)?;
    Ok(annexes::form(&staff.app, &staff.actor, id, &asked).await?)
}

async fn get_file(staff: Staff, Key(id): Key<CampaignId>, uri: Uri) -> Result<Response> {
    answer(&staff, id, &uri, Manner::File).await
}

async fn file(staff: &Staff, id: CampaignId, uri: &Uri) -> Result<Response> {
    let paper = read(staff, id, uri).await?;
    let workbook = annexes::write_form(&paper);
    let workbook = workbook.map_err(|error| services::Error::Broken(Box::new(error)))?;
    let name = format!("{} {}.xlsx", paper.number, paper.name);
    Ok(attachment(&name, XLSX, workbook))
}

async fn get_paper(staff: Staff, Key(id): Key<CampaignId>, uri: Uri) -> Result<Response> {
    answer(&staff, id, &uri, Manner::Paper).await
}

async fn get_headings(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let (campaign, stored) = annexes::headings(&staff.app, &staff.actor, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        let today = staff.app.clock.today();
        form = filled(&stored.unwrap_or_else(|| Headings::of_the_plan(today)));
    }
    Ok(staff.page(&views::headings(staff.view, &campaign, &form)))
}

async fn post_headings(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let (campaign, _) = annexes::headings(&staff.app, &staff.actor, id).await?;
    if let Some(headings) = parse(&mut form, staff.lang(), staff.app.clock.today()) {
        annexes::set_headings(&staff.app, &staff.actor, id, &headings).await?;
        let to = if staff.actor.may(Act::ExportAnnexes) {
            paths::campaign_annexes(id)
        } else {
            paths::annex_headings(id)
        };
        return Ok(staff.done(&to, staff.view.t(common::SAVED)));
    }
    Ok(staff.mend(&views::headings(staff.view, &campaign, &form)))
}

fn filled(headings: &Headings) -> Form {
    let mut form = Form::default();
    form.push("title_prefix", &headings.title_prefix);
    form.push("filers", &headings.filers);
    form.push("recipient", &headings.recipient);
    form.push("plan_due", headings.plan_due);
    form.push("ledger_due", headings.ledger_due);
    form
}

/// How far ahead a form can be due, in days.
const AHEAD: u64 = 2 * 366;

/// A day on which a form is due or was: no slip of the year.
fn due(form: &mut Form, name: &str, lang: Lang, today: Day) -> Option<Day> {
    let (day, latest) = (form.day(name, lang)?, today.plus_days(AHEAD));
    if day.year() < 2000 || day > latest {
        form.fail(name, words::due_within(lang, &latest.to_string()));
        return None;
    }
    Some(day)
}

fn parse(form: &mut Form, lang: Lang, today: Day) -> Option<Headings> {
    let title_prefix: Option<Line> = form.required("title_prefix", lang);
    let filers: Option<Line> = form.required("filers", lang);
    let recipient: Option<Line> = form.required("recipient", lang);
    let plan_due = due(form, "plan_due", lang, today);
    let ledger_due = due(form, "ledger_due", lang, today);
    Some(Headings {
        title_prefix: title_prefix?.into(),
        filers: filers?.into(),
        recipient: recipient?.into(),
        plan_due: plan_due?,
        ledger_due: ledger_due?,
    })
}
