//! The lists of routings as workbooks: what the pages show, in the same columns.

use axum::response::Response;

use super::views::{duty, state_words};
use super::{returns_words as own, words};
use crate::domain::lang::Text;
use crate::domain::ledger::Standing;
use crate::services::Stretch;
use crate::services::routings::{self, Routed};
use crate::services::tables::{Cell, SheetToWrite};
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::ledger::standing_words;
use crate::web::page::View;
use crate::web::session::Staff;

/// What was routed to the unit.
pub async fn get_inbox(staff: Staff) -> Result<Response> {
    let routed = routings::inbox(&staff.app, &staff.actor, Stretch::ALL).await?.routed;
    let view = staff.view;
    let columns = [
        words::CONTENT,
        words::CATEGORY,
        words::ROUTED_ON,
        words::DUE_ACCEPT,
        words::STANDING,
        words::DUTY,
        words::STATE,
    ];
    let row = |routed: &Routed| {
        [
            routed.stored.text.clone(),
            category(view, routed).to_owned(),
            routed.stored.routed_at.day().to_string(),
            routed.stored.due_accept.to_string(),
            standing(view, routed.standing),
            duty(view, routed),
            view.t(state_words(routed)).to_owned(),
        ]
    };
    workbook(&[sheet(&staff, words::INBOX, &columns, routed.iter().map(row))])
}

/// What units returned and nobody has decided on.
pub async fn get_returns(staff: Staff) -> Result<Response> {
    let routed = routings::returns(&staff.app, &staff.actor, Stretch::ALL).await?.routed;
    let view = staff.view;
    let columns = [
        words::CONTENT,
        words::UNIT,
        words::REASON,
        words::PROPOSED,
        own::DECIDER,
        own::DECIDE_BY,
        words::STANDING,
    ];
    let row = |routed: &Routed| {
        let reason = routed.stored.returned.as_ref().map(|returned| view.t(returned.reason.text()));
        let proposed = routed.proposed.as_ref().map_or("—", |unit| unit.name(view.lang));
        [
            routed.stored.text.clone(),
            routed.unit.name(view.lang).to_owned(),
            reason.unwrap_or("—").to_owned(),
            proposed.to_owned(),
            view.t(routed.rules.decider().text()).to_owned(),
            routed.to_decide.map_or_else(|| "—".to_owned(), |(day, _)| day.to_string()),
            standing(view, routed.to_decide.map(|(_, standing)| standing)),
        ]
    };
    workbook(&[sheet(&staff, words::RETURNS, &columns, routed.iter().map(row))])
}

/// How a limit stands, which pages tell by a badge beside it.
fn standing(view: View, standing: Option<Standing>) -> String {
    standing.map_or_else(String::new, |standing| standing_words(view, standing))
}

fn category(view: View, routed: &Routed) -> &str {
    routed.category.as_ref().map_or("—", |word| word.text(view.lang))
}

fn sheet<const N: usize>(
    staff: &Staff,
    name: Text,
    columns: &[Text; N],
    rows: impl Iterator<Item = [String; N]>,
) -> SheetToWrite {
    SheetToWrite {
        name: staff.view.t(name).to_owned(),
        title: Some(staff.dated(name)),
        header: columns.iter().map(|column| staff.view.t(*column).to_owned()).collect(),
        rows: rows.map(|row| row.map(Cell::from).to_vec()).collect(),
    }
}
