//! Short messages of an audience: their words, and the files that whoever sends them gets.

use axum::response::Response;

use super::{message_words as words, views};
use crate::domain::campaigns::MailKind;
use crate::domain::campaigns::short_text::LONGEST;
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::refusal::Refusal;
use crate::services::Error as Failure;
use crate::services::short_messages::{self, Outgoing};
use crate::services::tables::{Cell, SheetToWrite, write_csv, write_xlsx};
use crate::web::download::{XLSX, attachment};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, refusals};

type Of = (CampaignId, AudienceId);

/// The words as they stand, and which files can be taken.
pub async fn get(staff: Staff, Key(of): Key<Of>) -> Result<Response> {
    let overview = short_messages::look(&staff.app, &staff.actor, of.0, of.1).await?;
    let mut typed = staff.typed();
    if !typed.has("words") {
        typed.push("words", overview.words.as_deref().unwrap_or_default());
    }
    Ok(staff.page(&views::messages::page(staff.view, &overview, &typed, None)))
}

/// The page as it stands by now, which a page that stayed open does not show, and why nothing came of
/// what was asked there.
async fn refused(staff: &Staff, of: Of, form: &Form, refusal: &Refusal) -> Result<Response> {
    let overview = short_messages::look(&staff.app, &staff.actor, of.0, of.1).await?;
    let mut typed = Form::default();
    let stored = overview.words.as_deref().unwrap_or_default();
    typed.push("words", if form.has("words") { form.text("words") } else { stored });
    let why = refusals::sentence(staff.lang(), refusal);
    let page = views::messages::page(staff.view, &overview, &typed, Some(&why));
    Ok(staff.mend_at(&paths::messages(of.0, of.1), &page))
}

/// New words, checked with a link of this installation in them.
pub async fn post(staff: Staff, Key(of): Key<Of>, mut form: Form) -> Result<Response> {
    let typed = form.text("words");
    let written = short_messages::write(&staff.app, &staff.actor, of.0, of.1, typed).await;
    let written = match written {
        Err(Failure::Refused(refusal)) => return refused(&staff, of, &form, &refusal).await,
        other => other?,
    };
    match written {
        Ok(()) => Ok(staff.done(&paths::messages(of.0, of.1), staff.view.t(words::WRITTEN))),
        Err(fault) => {
            form.fail("words", words::fault(staff.lang(), &fault, LONGEST));
            let overview = short_messages::look(&staff.app, &staff.actor, of.0, of.1).await?;
            Ok(staff.mend(&views::messages::page(staff.view, &overview, &form, None)))
        }
    }
}

/// Makes the messages of an occasion and gives them out, this once.
pub async fn post_export(staff: Staff, Key(of): Key<Of>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let kind = form.chosen("kind", lang, MailKind::from_code).ok_or_else(Error::missing)?;
    let again = form.text("again").parse().ok();
    let messages =
        short_messages::export(&staff.app, &staff.actor, of.0, of.1, (kind, again)).await;
    let messages = match messages {
        Err(Failure::Refused(refusal)) => return refused(&staff, of, &form, &refusal).await,
        other => other?,
    };
    let name = words::occasion(kind).to(lang);
    let heading = [words::NUMBER, words::LINK_COLUMN, words::MESSAGE].map(|it| it.to(lang));
    let row = |it: &Outgoing| [&it.number, &it.link, &it.message].map(|it| Cell::from(it.as_str()));
    let rows: Vec<Vec<Cell>> = messages.iter().map(|it| row(it).to_vec()).collect();
    if form.text("format") == "csv" {
        let heading = vec![heading.map(Cell::from).to_vec()];
        let all: Vec<Vec<Cell>> = heading.into_iter().chain(rows).collect();
        return Ok(attachment(&format!("{name}.csv"), "text/csv; charset=utf-8", write_csv(&all)));
    }
    let header = heading.map(str::to_owned).to_vec();
    let sheet = SheetToWrite { name: name.to_owned(), title: None, header, rows };
    let book = write_xlsx(&[sheet]).map_err(|bad| crate::services::Error::Broken(Box::new(bad)))?;
    Ok(attachment(&format!("{name}.xlsx"), XLSX, book))
}
