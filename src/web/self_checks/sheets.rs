//! The list of forms as a workbook: what the page shows, a sheet for each of its tables.

use axum::response::Response;

use super::words;
use crate::domain::lang::Text;
use crate::services::self_checks;
use crate::services::tables::{Cell, SheetToWrite};
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::session::Staff;

/// One's own forms, and those one reviews.
pub async fn get(staff: Staff) -> Result<Response> {
    let checks = self_checks::list(&staff.app, &staff.actor).await?;
    let view = staff.view;
    let own = checks.own.iter().map(|(campaign, check)| {
        let state = check.as_ref().map_or(words::NOT_BEGUN, |check| check.state.text());
        vec![campaign.name(view.lang).to_owned(), view.t(state).to_owned()]
    });
    let others = checks.others.iter().map(|(check, writer)| {
        let campaign = checks.campaigns.iter().find(|campaign| campaign.id == check.campaign);
        vec![
            writer.clone(),
            campaign.map_or("—", |campaign| campaign.name(view.lang)).to_owned(),
            check.handed_in_on.map_or_else(|| "—".to_owned(), |day| day.to_string()),
            view.t(check.state.text()).to_owned(),
        ]
    });
    let mut sheets = vec![sheet(&staff, words::OWN, &[words::CAMPAIGN, words::STATE], own)];
    if !checks.others.is_empty() {
        let columns = [words::WRITER, words::CAMPAIGN, words::HANDED_IN_ON, words::STATE];
        sheets.push(sheet(&staff, words::OTHERS, &columns, others));
    }
    workbook(&sheets)
}

fn sheet(
    staff: &Staff,
    name: Text,
    columns: &[Text],
    rows: impl Iterator<Item = Vec<String>>,
) -> SheetToWrite {
    SheetToWrite {
        name: staff.view.t(name).to_owned(),
        title: Some(staff.dated(name)),
        header: columns.iter().map(|column| staff.view.t(*column).to_owned()).collect(),
        rows: rows.map(|row| row.into_iter().map(Cell::from).collect()).collect(),
    }
}
