//! The administrator's pages: list, add, change, hand out links, deactivate.

use axum::response::Response;

use super::{views, words};
use crate::domain::id::{PersonId, UnitId};
use crate::domain::lang::Lang;
use crate::domain::people::{Login, Person, PersonForm, Role, Roles, Unit};
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::services;
use crate::services::people::{self, Standing};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::words as common;
use crate::web::{paths, refusals};

/// Everyone.
pub async fn get_list(staff: Staff) -> Result<Response> {
    let (people, units) = people::list(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::list(staff.view, &people, &units)))
}

/// An empty form.
pub async fn get_new(staff: Staff) -> Result<Response> {
    let units = people::units(&staff.app).await?;
    Ok(staff.page(&views::new(staff.view, &staff.typed(), &units)))
}

/// Creates a person and shows their password link, once.
pub async fn post_new(staff: Staff, mut form: Form) -> Result<Response> {
    let units = people::units(&staff.app).await?;
    let Some(person) = parse(&mut form, staff.lang(), &units) else {
        return Ok(staff.mend(&views::new(staff.view, &form, &units)));
    };
    match people::create(&staff.app, &staff.actor, &person).await {
        Ok((_, secret)) => {
            let link = link_address(&staff, &secret);
            Ok(staff.page(&views::secret_link(staff.view, person.name.as_str(), &link)))
        }
        Err(error) => {
            note(&mut form, staff.lang(), error)?;
            Ok(staff.mend(&views::new(staff.view, &form, &units)))
        }
    }
}

/// A person's form, filled with what is stored.
pub async fn get_edit(staff: Staff, Key(id): Key<PersonId>) -> Result<Response> {
    let (person, units) = people::one(&staff.app, &staff.actor, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form = filled(&person);
    }
    Ok(staff.page(&views::edit(staff.view, &person, &form, &units)))
}

/// Changes a person.
pub async fn post_edit(staff: Staff, Key(id): Key<PersonId>, mut form: Form) -> Result<Response> {
    let (person, units) = people::one(&staff.app, &staff.actor, id).await?;
    if let Some(changed) = parse(&mut form, staff.lang(), &units) {
        match people::change(&staff.app, &staff.actor, id, &changed).await {
            Ok(()) => return Ok(staff.done(paths::PEOPLE, staff.view.t(common::SAVED))),
            Err(error) => note(&mut form, staff.lang(), error)?,
        }
    }
    Ok(staff.mend(&views::edit(staff.view, &person, &form, &units)))
}

/// A fresh password link, shown once.
pub async fn post_link(staff: Staff, Key(id): Key<PersonId>) -> Result<Response> {
    let (person, secret) = people::password_link(&staff.app, &staff.actor, id).await?;
    let link = link_address(&staff, &secret);
    Ok(staff.page(&views::secret_link(staff.view, &person.name, &link)))
}

/// Deactivates or activates.
pub async fn post_standing(staff: Staff, Key(id): Key<PersonId>, form: Form) -> Result<Response> {
    let standing = match form.text("standing") {
        "active" => Standing::Active,
        "deactivated" => Standing::Deactivated,
        _ => return Err(services::Error::Malformed.into()),
    };
    people::set_standing(&staff.app, &staff.actor, id, standing).await?;
    Ok(staff.done(paths::PEOPLE, staff.view.t(common::SAVED)))
}

/// The address a one-time link's secret opens.
pub fn link_address(staff: &Staff, secret: &people::Secret) -> String {
    format!("{}{}", staff.app.site.base_url, paths::link(secret.reveal()))
}

fn filled(person: &Person) -> Form {
    let mut form = Form::default();
    form.push("name", &person.name);
    form.push("login", &person.login);
    form.push("email", person.email.as_deref().unwrap_or_default());
    form.push("unit", person.unit.map_or_else(String::new, |unit| unit.to_string()));
    for role in person.roles.iter() {
        form.push("role", role);
    }
    for unit in &person.in_charge_of {
        form.push("in_charge", unit);
    }
    form
}

fn parse(form: &mut Form, lang: Lang, units: &[Unit]) -> Option<PersonForm> {
    let name: Option<Line> = form.required("name", lang);
    let login = Login::parse(form.text("login"));
    let login = form.take("login", lang, login, words::LOGIN_HELP);
    let email = form.email("email", lang);
    let known = |text: &str| text.parse().ok().filter(|id| units.iter().any(|unit| unit.id == *id));
    let unit: Option<UnitId> = known(form.text("unit"));
    if unit.is_none() && !form.text("unit").is_empty() {
        form.fail("unit", common::CHOOSE_OFFERED.to(lang));
    }
    let chosen: Vec<Role> = form.all("role").filter_map(Role::from_code).collect();
    let in_charge_of: Vec<UnitId> = form.all("in_charge").filter_map(known).collect();
    let roles = match Roles::parse(chosen, unit) {
        Ok(roles) => Some(roles),
        Err(refusal) => {
            form.fail("role", refusals::sentence(lang, &Refusal::Roles(refusal)));
            None
        }
    };
    let (name, login, roles) = (name?, login?, roles?);
    form.is_clean().then_some(PersonForm { name, login, email, unit, roles, in_charge_of })
}

/// Puts a refusal beside the field it is about; other errors go on.
fn note(form: &mut Form, lang: Lang, error: services::Error) -> Result<()> {
    let services::Error::Refused(refusal) = error else {
        return Err(error.into());
    };
    let field = match refusal {
        Refusal::LoginTaken => "login",
        Refusal::LastAdministrator | Refusal::Roles(_) => "role",
        _ => "name",
    };
    form.fail(field, refusals::sentence(lang, &refusal));
    Ok(())
}
