//! Findings (调查结果): taking part and figures of a campaign and of each of its pools, with charts
//! and as files. Everything shown was frozen at the opening; nothing is computed from answers here.

mod bins;
mod by_group;
mod charts;
mod export;
mod matrix;
mod reliability;
mod side_by_side;
mod views;
mod words;

use axum::Extension;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use serde::Deserialize;

use super::error::{Error, Result};
use super::form::Key;
use super::headers::Download;
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::people::Act;
use crate::services;
use crate::services::findings;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let read = Who::May(Act::ReadFindings);
    routes
        .get(paths::FINDINGS, read, get_list)
        .get(paths::CAMPAIGN_FINDINGS, read, get_campaign)
        .get(paths::POOL_FINDINGS, read, get_pool)
        .get(paths::FINDINGS_CSV, read, get_csv)
        .get(paths::FINDINGS_XLSX, read, get_xlsx)
        .get(paths::FINDINGS_FILE, read, get_file)
}

async fn get_list(staff: Staff) -> Result<Response> {
    let campaigns = findings::campaigns(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::list(staff.view, &campaigns)))
}

async fn get_campaign(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let findings = findings::of_campaign(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::campaign(staff.view, &findings)))
}

/// By what the figures of a pool are divided; nothing for everyone's.
#[derive(Deserialize)]
struct Divided {
    by: Option<String>,
}

async fn get_pool(
    staff: Staff,
    Key((id, pool)): Key<(CampaignId, PoolId)>,
    Query(divided): Query<Divided>,
) -> Result<Response> {
    let findings = findings::of_campaign(&staff.app, &staff.actor, id).await?;
    let pool = findings.pools.iter().find(|it| it.pool.id == pool).ok_or_else(Error::missing)?;
    let by = match divided.by.as_deref() {
        None | Some("") => Vec::new(),
        Some(by) => by_group::chosen(pool, by).ok_or_else(Error::missing)?,
    };
    Ok(staff.page(&views::pool(staff.view, &findings.campaign, pool, &by)))
}

/// A file's disposition; what leaves a simulated house says so in its name.
fn named(staff: &Staff, name: &str) -> String {
    let mark = if staff.app.site.simulated { "simulated-" } else { "" };
    format!("attachment; filename=\"{mark}{name}\"")
}

async fn get_csv(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let findings = findings::of_campaign(&staff.app, &staff.actor, id).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, named(&staff, "findings.csv")),
    ];
    Ok((Extension(Download), headers, export::csv(staff.lang(), &findings)).into_response())
}

async fn get_file(staff: Staff, Key(pool): Key<PoolId>) -> Result<Response> {
    let (code, file) = findings::frozen_file(&staff.app, &staff.actor, pool).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"findings-{code}.txt\"")),
    ];
    Ok((Extension(Download), headers, file).into_response())
}

async fn get_xlsx(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let findings = findings::of_campaign(&staff.app, &staff.actor, id).await?;
    let headers = [
        (header::CONTENT_TYPE, KIND.to_owned()),
        (header::CONTENT_DISPOSITION, named(&staff, "findings.xlsx")),
    ];
    let book = export::xlsx(staff.lang(), &findings)
        .map_err(|error| services::Error::Broken(Box::new(error)))?;
    Ok((Extension(Download), headers, book).into_response())
}
