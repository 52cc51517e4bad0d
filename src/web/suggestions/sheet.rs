//! The list of cleared items as a workbook.

use axum::response::Response;

use super::views::item::unit_now;
use super::views::word_of;
use super::words;
use crate::domain::plan::vocabularies::WordSet;
use crate::services::Stretch;
use crate::services::suggestions::DistilledItem;
use crate::services::suggestions::batches;
use crate::services::tables::{Cell, SheetToWrite};
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::session::Staff;

/// What the page shows, in the same columns.
pub async fn get(staff: Staff) -> Result<Response> {
    let cleared = batches::items(&staff.app, &staff.actor, Stretch::ALL).await?;
    let (view, lang) = (staff.view, staff.lang());
    let columns =
        [words::DISTILLED_TEXT, words::CATEGORY, words::UNIT, words::SUPPORT, words::STATE];
    let row = |item: &DistilledItem| {
        [
            item.draft.text.as_str(),
            word_of(&cleared.words, WordSet::RiskCategories, &item.draft.category, lang),
            &unit_now(view, &cleared, item),
            item.support.map_or("—", |support| view.t(support.text())),
            view.t(cleared.state_of(item)),
        ]
        .map(Cell::from)
        .to_vec()
    };
    workbook(&[SheetToWrite {
        name: view.t(words::ITEMS).to_owned(),
        title: Some(staff.dated(words::ITEMS)),
        header: columns.map(|column| view.t(column).to_owned()).to_vec(),
        rows: cleared.items.iter().map(row).collect(),
    }])
}
