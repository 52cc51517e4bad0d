//! Units from a spreadsheet: all lines or none, mistakes named by line.

use std::collections::HashSet;

use axum::extract::Multipart;
use axum::response::Response;

use super::{views, words};
use crate::domain::chance::Chance;
use crate::domain::id::UnitId;
use crate::domain::lang::Lang;
use crate::domain::people::{Unit, UnitKind};
use crate::domain::questionnaires::Code;
use crate::domain::text::{Line, TextRefusal};
use crate::services::people::{self, MOST_IMPORTED};
use crate::services::tables::{Table, read_upload};
use crate::web::error::Result;
use crate::web::import_page;
use crate::web::session::Staff;
use crate::web::upload::Upload;
use crate::web::{paths, words as common};

/// The page with the file field.
pub async fn get(staff: Staff) -> Result<Response> {
    Ok(staff.page(&views::import(staff.view, &[])))
}

/// Creates all units of the file, or none and says why.
pub async fn post(staff: Staff, multipart: Multipart) -> Result<Response> {
    let lang = staff.lang();
    let mut upload = Upload::read(multipart).await?;
    let known = people::units(&staff.app).await?;
    let parsed = match upload.take("file") {
        None => Err(vec![upload.lacks("file", import_page::FILE_MISSING).to(lang).to_owned()]),
        Some(file) => read_upload(file.bytes, file.name)
            .await
            .map_err(|refusal| vec![refusal.sentence(lang)])
            .and_then(|table| parse(lang, &table, &known)),
    };
    match parsed {
        Ok(units) => {
            people::create_units(&staff.app, &staff.actor, &units).await?;
            Ok(staff.done(paths::UNITS, &words::imported(lang, units.len())))
        }
        Err(mistakes) => Ok(staff.mend(&views::import(staff.view, &mistakes))),
    }
}

fn parse(lang: Lang, table: &Table, known: &[Unit]) -> std::result::Result<Vec<Unit>, Vec<String>> {
    if table.rows().len() > MOST_IMPORTED {
        return Err(vec![common::too_many_lines(lang, MOST_IMPORTED)]);
    }
    let columns = table
        .required(&["单位名称", "name", "名称"])
        .and_then(|name| Ok((name, table.required(&["代码", "code"])?)))
        .and_then(|(name, code)| Ok((name, code, table.required(&["类别", "kind"])?)));
    let (name, code, kind) = columns.map_err(|refusal| vec![refusal.sentence(lang)])?;
    let english = table.column(&["英文名称", "english name"]);
    let mut taken: HashSet<String> = known.iter().map(|unit| unit.code.clone()).collect();
    let mut mistakes = Vec::new();
    let mut units = Vec::new();
    for row in table.rows() {
        let line = row.line() as usize;
        let mut wrong = |what: &str| mistakes.push(import_page::line(lang, line, what));
        let name_zh = Line::parse(row.cell(name));
        if name_zh.is_err() {
            wrong(words::BAD_NAME.to(lang));
        }
        let name_en = match Line::parse(row.cell_if(english)) {
            Ok(name) => name.into(),
            Err(TextRefusal::Blank) => String::new(),
            Err(_) => {
                wrong(words::BAD_NAME_EN.to(lang));
                continue;
            }
        };
        let code =
            Code::parse(row.cell(code)).map_err(|_| wrong(&words::bad_code(lang, row.cell(code))));
        let kind = kind_named(row.cell(kind))
            .ok_or(())
            .map_err(|()| wrong(&words::bad_kind(lang, row.cell(kind))));
        let (Ok(name_zh), Ok(code), Ok(kind)) = (name_zh, code, kind) else {
            continue;
        };
        if !taken.insert(code.as_str().to_owned()) {
            wrong(&words::code_taken(lang, code.as_str()));
        }
        units.push(Unit {
            id: UnitId::draw(Chance),
            code: code.into(),
            name_zh: name_zh.into(),
            name_en,
            kind,
            active: true,
        });
    }
    if mistakes.is_empty() { Ok(units) } else { Err(mistakes) }
}

fn kind_named(name: &str) -> Option<UnitKind> {
    let same = |kind: &UnitKind| {
        let text = common::unit_kind(*kind);
        name == text.zh || name.eq_ignore_ascii_case(text.en) || name == kind.code()
    };
    UnitKind::ALL.iter().copied().find(same)
}
