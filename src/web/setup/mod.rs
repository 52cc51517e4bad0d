//! Setting up: loading the plan, and the vocabularies and the calendar that come with it.

mod calendar;
mod views;
mod vocabularies;
mod words;

pub use words::SETUP as TITLE;

use axum::response::Response;

use super::error::Result;
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::people::Act;
use crate::services::setup;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let may = Who::May(Act::SetUp);
    routes
        .get(paths::SETUP, may, get_plan)
        .post(paths::SETUP, may, post_plan)
        .get(paths::VOCABULARIES, may, vocabularies::get_all)
        .get(paths::WORD_NEW, may, vocabularies::get_new)
        .post(paths::WORD_NEW, may, vocabularies::post_new)
        .get(paths::WORD, may, vocabularies::get_edit)
        .post(paths::WORD, may, vocabularies::post_edit)
        .get(paths::CALENDAR, may, calendar::get_years)
        .post(paths::CALENDAR, may, calendar::post_year)
        .get(paths::CALENDAR_YEAR, may, calendar::get_year)
        .post(paths::CALENDAR_YEAR, may, calendar::post_day)
        .get(paths::CALENDAR_PLAIN, may, calendar::get_plain)
        .post(paths::CALENDAR_PLAIN, may, calendar::post_plain)
        .get(paths::CALENDAR_STANDING, may, calendar::get_standing)
        .post(paths::CALENDAR_STANDING, may, calendar::post_standing)
        .get(paths::CALENDAR_NOTICE, may, calendar::get_notice)
        .get(paths::CALENDAR_IMPORT, may, calendar::get_import)
        .upload(paths::CALENDAR_IMPORT, may, calendar::post_import)
}

async fn get_plan(staff: Staff) -> Result<Response> {
    let present = setup::present(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::plan::plan(staff.view, &staff.actor, present)))
}

async fn post_plan(staff: Staff) -> Result<Response> {
    let loaded = setup::load_plan(&staff.app, &staff.actor).await?;
    let added = loaded.units + loaded.words + loaded.years + loaded.questionnaires + loaded.bank;
    let said = if added == 0 {
        staff.view.t(words::NOTHING_MISSING).to_owned()
    } else {
        words::loaded(staff.lang(), added)
    };
    Ok(staff.done(paths::SETUP, &said))
}
