//! 附件二 of a unit: its duties, and the points of its ledger by kind of risk, wherever they came from.

use super::export::{self, check_filed, letterhead, records};
use crate::domain::annexes::{Filled, FoundPoint, ReviewBox, Search, Wording, fill_search};
use crate::domain::id::{CampaignId, UnitId};
use crate::domain::ledger::{LedgerState, Record, Scope};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::routing::Duty;
use crate::domain::time::Day;
use crate::services::{App, Error, Result, require};
use crate::store;

/// A form of the search on paper.
pub type SearchPaper = crate::domain::annexes::SearchForm;

/// 附件二 of a unit, or of each unit the person may see that found something or wrote its duties;
/// blank forms where none did.
pub async fn departments(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    unit: Option<UnitId>,
    (wording, on): (Wording, Option<Day>),
) -> Result<Vec<SearchPaper>> {
    require(actor, Act::ExportAnnexes)?;
    let scope = Scope::to(Act::ExportAnnexes, actor);
    if unit.is_some_and(|unit| !scope.covers(unit)) {
        return Err(Error::Missing);
    }
    let mut tx = app.db.read("annexes.departments").await?;
    check_filed(on, &export::campaign(&mut tx, campaign).await?, app.clock.today())?;
    let headings = store::annexes::headings(&mut tx, campaign).await?;
    let letterhead = letterhead(app, headings, |headings| headings.plan_due);
    let categories = store::vocabularies::of(&mut tx, WordSet::RiskCategories).await?;
    let mut records = records(&mut tx, campaign, unit).await?;
    // A point stands once, at the unit that has the whole of it.
    records.retain(|record| {
        scope.sees(&record.item)
            && record.item.duty == Duty::Lead
            && record.item.state != LedgerState::Void
    });
    let mut found = Vec::new();
    for covered in store::units::all(&mut tx).await? {
        if unit.map_or_else(|| scope.covers(covered.id), |unit| unit == covered.id) {
            let duties = store::profiles::of(&mut tx, covered.id).await?.duties;
            let is_own = |record: &&Record| record.item.unit == covered.id;
            let own: Vec<&Record> = records.iter().filter(is_own).collect();
            found.push((covered, own, duties));
        }
    }
    // Where nobody found anything yet, the forms go out blank.
    let has_something =
        |(_, own, duties): &(Unit, Vec<&Record>, String)| !own.is_empty() || !duties.is_empty();
    if unit.is_none() && found.iter().any(has_something) {
        found.retain(has_something);
    }
    let mut papers = Vec::new();
    for (wanted, own, duties) in &found {
        let of = |code: &str| {
            let points = own.iter().filter(|record| record.category == code);
            let told = points.map(|record| FoundPoint {
                name: record.name.clone(),
                content: record.content.clone(),
                level: None,
            });
            told.collect::<Vec<_>>()
        };
        // A word that is not offered any more stays on the form where something stands under it.
        let kinds: Vec<(String, Vec<FoundPoint>)> = categories
            .iter()
            .map(|kind| (kind, of(kind.code.as_str())))
            .filter(|(kind, points)| kind.active || !points.is_empty())
            .map(|(kind, points)| (kind.zh.clone(), points))
            .collect();
        let filled = Filled {
            filer: &wanted.name_zh,
            on,
            duties,
            kinds: &kinds,
            review: &ReviewBox::default(),
        };
        papers.push(fill_search(Search::Department, wording, &letterhead, &filled));
    }
    if papers.is_empty() { Err(Error::Missing) } else { Ok(papers) }
}
