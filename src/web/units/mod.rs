//! Units: list, add, change, import, and what each says of itself.

mod import;
mod profile;
mod profile_views;
mod profile_words;
mod views;
mod words;

use axum::response::Response;

use super::error::Result;
use super::form::{Form, Key};
use super::routes::{Routes, Who};
use super::session::Staff;
use super::{paths, refusals};
use crate::domain::id::UnitId;
use crate::domain::lang::Lang;
use crate::domain::people::{Act, Unit, UnitKind};
use crate::domain::questionnaires::Code;
use crate::domain::text::{Line, TextRefusal};
use crate::services::{self, people};
use crate::web::words as common;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let manage = Who::May(Act::ManagePeople);
    let read = Who::May(Act::ReadLedger);
    let work = Who::May(Act::WorkLedger);
    routes
        .get(paths::UNITS, manage, get_list)
        .get(paths::UNIT_NEW, manage, get_new)
        .post(paths::UNIT_NEW, manage, post_new)
        .get(paths::UNITS_IMPORT, manage, import::get)
        .upload(paths::UNITS_IMPORT, manage, import::post)
        .get(paths::UNIT, manage, get_edit)
        .post(paths::UNIT, manage, post_edit)
        .get(paths::UNIT_PROFILE, read, profile::get)
        .get(paths::UNIT_PROFILE_EDIT, work, profile::get_edit)
        .post(paths::UNIT_PROFILE_EDIT, work, profile::post_edit)
}

async fn get_list(staff: Staff) -> Result<Response> {
    let units = people::units(&staff.app).await?;
    Ok(staff.page(&views::list(staff.view, &units)))
}

async fn get_new(staff: Staff) -> Result<Response> {
    Ok(staff.page(&views::new(staff.view, &staff.typed())))
}

async fn post_new(staff: Staff, mut form: Form) -> Result<Response> {
    let typed = form.text("code").trim();
    let wrong = if typed.is_empty() { TextRefusal::Blank } else { TextRefusal::Malformed };
    let code = Code::parse(typed).map_err(|_| wrong);
    let code = form.take("code", staff.lang(), code, words::CODE_HELP);
    let unit = parse(&mut form, staff.lang(), UnitId::draw(staff.app.chance), true);
    if let (Some(code), Some(mut unit)) = (code, unit) {
        unit.code = code.into();
        match people::create_units(&staff.app, &staff.actor, &[unit]).await {
            Ok(()) => return Ok(staff.done(paths::UNITS, staff.view.t(common::SAVED))),
            Err(services::Error::Refused(refusal)) => {
                form.fail("code", refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::new(staff.view, &form)))
}

async fn get_edit(staff: Staff, Key(id): Key<UnitId>) -> Result<Response> {
    let unit = people::unit(&staff.app, &staff.actor, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("name_zh", &unit.name_zh);
        form.push("name_en", &unit.name_en);
        form.push("kind", unit.kind);
        form.push("standing", if unit.active { "active" } else { "deactivated" });
    }
    Ok(staff.page(&views::edit(staff.view, &unit, &form)))
}

async fn post_edit(staff: Staff, Key(id): Key<UnitId>, mut form: Form) -> Result<Response> {
    let unit = people::unit(&staff.app, &staff.actor, id).await?;
    let active = form.text("standing") != "deactivated";
    if let Some(mut changed) = parse(&mut form, staff.lang(), id, active) {
        changed.code.clone_from(&unit.code);
        people::change_unit(&staff.app, &staff.actor, &changed).await?;
        return Ok(staff.done(paths::UNITS, staff.view.t(common::SAVED)));
    }
    Ok(staff.mend(&views::edit(staff.view, &unit, &form)))
}

/// A unit from the form, its code still to be set.
fn parse(form: &mut Form, lang: Lang, id: UnitId, active: bool) -> Option<Unit> {
    let name_zh: Option<Line> = form.required("name_zh", lang);
    let name_en: Option<Line> = form.optional("name_en", lang);
    let kind = form.chosen("kind", lang, UnitKind::from_code);
    let (name_zh, kind) = (name_zh?, kind?);
    form.is_clean().then(|| Unit {
        id,
        code: String::new(),
        name_zh: name_zh.into(),
        name_en: name_en.map_or_else(String::new, String::from),
        kind,
        active,
    })
}
