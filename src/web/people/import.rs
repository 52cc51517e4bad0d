//! People from a spreadsheet: all lines or none, mistakes named by line.

use std::collections::{BTreeMap, HashSet};

use axum::extract::Multipart;
use axum::response::Response;

use super::accounts::link_address;
use super::{views, words};
use crate::domain::id::UnitId;
use crate::domain::lang::Lang;
use crate::domain::people::{Login, PersonForm, Role, Roles, Unit};
use crate::domain::refusal::Refusal;
use crate::domain::text::{EmailAddress, Line, TextRefusal};
use crate::services::people::{self, MOST_IMPORTED};
use crate::services::tables::{Table, read_upload};
use crate::web::error::Result;
use crate::web::import_page;
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::{refusals, words as common};

/// The page with the file field.
pub async fn get(staff: Staff) -> Result<Response> {
    Ok(staff.page(&views::import(staff.view, &[])))
}

/// Reads the file, creates everyone and shows their links once; or nobody, and shows why.
pub async fn post(staff: Staff, multipart: Multipart) -> Result<Response> {
    let lang = staff.lang();
    let mut upload = Upload::read(multipart).await?;
    let (known, units) = people::list(&staff.app, &staff.actor).await?;
    let taken: HashSet<&str> = known.iter().map(|person| person.login.as_str()).collect();
    let parsed = match upload.take("file") {
        None => Err(vec![upload.lacks("file", import_page::FILE_MISSING).to(lang).to_owned()]),
        Some(file) => read_upload(file.bytes, file.name)
            .await
            .map_err(|refusal| vec![refusal.sentence(lang)])
            .and_then(|table| parse(lang, &table, &units, &taken)),
    };
    let forms = match parsed {
        Ok(forms) => forms,
        Err(mistakes) => return Ok(staff.mend(&views::import(staff.view, &mistakes))),
    };
    let made = people::create_all(&staff.app, &staff.actor, &forms).await?;
    let links: Vec<(String, String)> = forms
        .iter()
        .zip(&made)
        .map(|(form, (_, secret))| (form.name.as_str().to_owned(), link_address(&staff, secret)))
        .collect();
    Ok(staff.page(&views::imported(staff.view, &links)))
}

/// All people of the table, or all mistakes.
fn parse(
    lang: Lang,
    table: &Table,
    units: &[Unit],
    taken: &HashSet<&str>,
) -> std::result::Result<Vec<PersonForm>, Vec<String>> {
    if table.rows().len() > MOST_IMPORTED {
        return Err(vec![common::too_many_lines(lang, MOST_IMPORTED)]);
    }
    let columns = table
        .required(&["姓名", "name"])
        .and_then(|name| Ok((name, table.required(&["账号", "login", "帐号"])?)))
        .and_then(|(name, login)| Ok((name, login, table.required(&["角色", "roles", "role"])?)));
    let (name, login, roles) = columns.map_err(|refusal| vec![refusal.sentence(lang)])?;
    let email = table.column(&["电子邮箱", "邮箱", "email", "e-mail"]);
    let unit = table.column(&["单位", "所在单位", "unit"]);
    let in_charge = table.column(&["分管单位", "in charge of"]);
    let names = UnitNames::new(units);
    let mut seen = HashSet::new();
    let mut mistakes = Vec::new();
    let mut forms = Vec::new();
    for row in table.rows() {
        let mut wrong = Vec::new();
        let cells = Cells {
            name: row.cell(name),
            login: row.cell(login),
            email: row.cell_if(email),
            unit: row.cell_if(unit),
            roles: row.cell(roles),
            in_charge: row.cell_if(in_charge),
        };
        let form = cells.parse(lang, &names, &mut wrong);
        if let Some(form) = form {
            let login = form.login.as_str();
            if taken.contains(login) {
                wrong.push(words::login_taken(lang, login));
            } else if !seen.insert(login.to_owned()) {
                wrong.push(words::login_twice(lang, login));
            }
            forms.push(form);
        }
        let line = row.line() as usize;
        mistakes.extend(wrong.iter().map(|what| import_page::line(lang, line, what)));
    }
    if mistakes.is_empty() { Ok(forms) } else { Err(mistakes) }
}

struct Cells<'a> {
    name: &'a str,
    login: &'a str,
    email: &'a str,
    unit: &'a str,
    roles: &'a str,
    in_charge: &'a str,
}

impl Cells<'_> {
    fn parse(&self, lang: Lang, units: &UnitNames, wrong: &mut Vec<String>) -> Option<PersonForm> {
        let mut keep = |message: String| wrong.push(message);
        let name = Line::parse(self.name).map_err(|_| keep(words::bad_name(lang, self.name))).ok();
        let login = Login::parse(self.login);
        let login = login.map_err(|_| keep(words::bad_login(lang, self.login))).ok();
        let email = match EmailAddress::parse(self.email) {
            Ok(email) => Some(email),
            Err(TextRefusal::Blank) => None,
            Err(_) => {
                keep(words::bad_email(lang, self.email));
                None
            }
        };
        let mut unit_named = |name: &str| {
            let unit = units.get(name);
            if unit.is_none() {
                keep(words::unknown_unit(lang, name));
            }
            unit
        };
        let unit = if self.unit.is_empty() { None } else { unit_named(self.unit) };
        let in_charge_of = parts_of(self.in_charge).filter_map(&mut unit_named).collect();
        let mut roles = Vec::new();
        for part in parts_of(self.roles) {
            match role_named(part) {
                Some(role) => roles.push(role),
                None => wrong.push(words::unknown_role(lang, part)),
            }
        }
        let roles = Roles::parse(roles, unit)
            .map_err(|refusal| wrong.push(refusals::sentence(lang, &Refusal::Roles(refusal))))
            .ok();
        Some(PersonForm { name: name?, login: login?, email, unit, roles: roles?, in_charge_of })
    }
}

fn parts_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|part| !part.is_empty())
}

fn role_named(name: &str) -> Option<Role> {
    let same = |role: &Role| {
        let text = common::role(*role);
        name == text.zh || name.eq_ignore_ascii_case(text.en) || name == role.code()
    };
    Role::ALL.iter().copied().find(same)
}

/// Units by code and by either name.
struct UnitNames<'a>(BTreeMap<&'a str, UnitId>);

impl<'a> UnitNames<'a> {
    fn new(units: &'a [Unit]) -> Self {
        let all = units.iter().flat_map(|unit| {
            let names = [unit.code.as_str(), unit.name_zh.as_str(), unit.name_en.as_str()];
            names.map(|name| (name, unit.id))
        });
        Self(all.filter(|(name, _)| !name.is_empty()).collect())
    }

    fn get(&self, name: &str) -> Option<UnitId> {
        self.0.get(name).copied()
    }
}
