//! The page where the office names the units that support an item.

use axum::response::Response;
use maud::{Markup, html};

use super::{co_unit_sentence, words};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::people::Unit;
use crate::domain::routing::{CoUnitRefusal, PartStanding};
use crate::domain::suggestions::ItemState;
use crate::services;
use crate::services::routings::{self, Sharing};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Field, Style, Tone};
use crate::web::session::Staff;
use crate::web::words as common;
use crate::web::{paths, refusals};

/// Who supports an item, and who could.
pub async fn get(staff: Staff, Key(id): Key<ItemId>) -> Result<Response> {
    let sharing = routings::sharing(&staff.app, &staff.actor, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        for unit in &sharing.named {
            form.push("unit", unit);
        }
    }
    Ok(staff.page(&page(staff.view, &sharing, &form)))
}

/// Names them.
pub async fn post(staff: Staff, Key(id): Key<ItemId>, mut form: Form) -> Result<Response> {
    let sharing = routings::sharing(&staff.app, &staff.actor, id).await?;
    let units: Vec<UnitId> = form.all("unit").filter_map(|unit| unit.parse().ok()).collect();
    let waits = sharing.item.state == ItemState::Queued;
    if units.is_empty() && !waits {
        form.fail("unit", words::CHOOSE_CO_UNITS.to(staff.lang()));
    } else {
        match routings::name_co_units(&staff.app, &staff.actor, id, &units).await {
            Ok(()) if waits => {
                let release = paths::release_campaign(sharing.item.campaign);
                return Ok(staff.done(&release, staff.view.t(words::CO_UNITS_NAMED)));
            }
            Ok(()) => {
                return Ok(staff.done(&paths::item_way(id), staff.view.t(words::CO_UNITS_ROUTED)));
            }
            Err(services::Error::Refused(refusal)) => {
                form.fail("unit", refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&page(staff.view, &sharing, &form)))
}

fn page(view: View, sharing: &Sharing, form: &Form) -> Page {
    let waits = sharing.item.state == ItemState::Queued;
    let lead = if waits { words::CO_UNITS_LEAD } else { words::CO_UNITS_LATER_LEAD };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        p.quote { (sharing.item.draft.text) }
        @if sharing.parts.is_empty() {
            (parts::facts(&[(view.t(words::LEAD_UNIT), html! {
                (name(view, &sharing.units, sharing.item.draft.unit))
            })]))
        } @else {
            (have_parts(view, sharing))
        }
        (choices(view, sharing, form))
    };
    Page::new(view.t(words::CO_UNITS), body)
        .lead(view.t(lead))
        .crumb(view.t(words::ITEMS), paths::ITEMS)
        .crumb(view.t(words::WAY), paths::item_way(sharing.item.id))
        .width(Width::Reading)
        .with_form()
}

fn name(view: View, units: &[Unit], id: UnitId) -> &str {
    units.iter().find(|unit| unit.id == id).map_or("—", |unit| unit.name(view.lang))
}

fn have_parts(view: View, sharing: &Sharing) -> Markup {
    let columns = [
        Column::text(view.t(words::UNIT)),
        Column::words(view.t(words::DUTY)),
        Column::words(view.t(words::STATE)),
    ];
    let rows: Vec<Vec<Markup>> = sharing
        .parts
        .iter()
        .map(|part| {
            vec![
                html! { (name(view, &sharing.units, part.unit)) },
                html! { (view.t(part.duty.text())) },
                html! { (view.t(part.standing.text())) },
            ]
        })
        .collect();
    parts::table(view.t(words::LEAD_AND_CO), &columns, &rows)
}

fn choices(view: View, sharing: &Sharing, form: &Form) -> Markup {
    let lead = sharing.parts.first();
    if lead.is_some_and(|lead| lead.standing >= PartStanding::Reported) {
        let told = refusals::sentence(view.lang, &CoUnitRefusal::TooLate.into());
        return parts::notice(Tone::Neutral, html! { p { (told) } });
    }
    let offered = sharing.choices.iter().filter(|(_, may)| may.is_ok());
    let offered: Vec<Choice> =
        offered.map(|(unit, _)| Choice::new(unit.id.to_string(), unit.name(view.lang))).collect();
    let field = Field::new(view.lang, "unit", view.t(words::CO_UNITS))
        .values(form.all("unit"))
        .error(form.error("unit"));
    let id = sharing.item.id;
    html! {
        (parts::form(&paths::item_co_units(id), html! {
            @if offered.is_empty() { p { (view.t(words::NO_CO_UNITS)) } }
            @else { (parts::checkbox_group(&field, &offered)) }
            (parts::actions(html! {
                @if !offered.is_empty() { (parts::button(view.t(words::NAME_CO_UNITS), Style::Primary)) }
                (parts::link_button(view.t(common::CANCEL), &paths::item_way(id), Style::Plain))
            }))
        }))
        @for (why, units) in kept_out(view, sharing) {
            p.muted { (why) " " (units.join(view.comma())) }
        }
    }
}

/// The units that cannot be named, by what keeps them from it.
fn kept_out(view: View, sharing: &Sharing) -> Vec<(&'static str, Vec<&str>)> {
    let mut kept_out: Vec<(&str, Vec<&str>)> = Vec::new();
    for (unit, may) in &sharing.choices {
        let Err(refusal) = may else { continue };
        let why = view.t(co_unit_sentence(*refusal));
        match kept_out.iter_mut().find(|(known, _)| *known == why) {
            Some((_, units)) => units.push(unit.name(view.lang)),
            None => kept_out.push((why, vec![unit.name(view.lang)])),
        }
    }
    kept_out
}
