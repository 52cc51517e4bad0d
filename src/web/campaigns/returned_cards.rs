//! Cards that come back unused: the office lists them, a second person counts them.

use axum::response::Response;

use super::{card_words as words, views};
use crate::domain::campaigns::MOST_CARDS;
use crate::domain::campaigns::cards::{CardRefusal, codes, sheet_numbers};
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::lang::Lang;
use crate::domain::refusal::Refusal;
use crate::services::returned_cards::{self, Listing};
use crate::services::{Error as Failure, Result as Done};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

type Of = (CampaignId, AudienceId);

/// What came back, with whatever this person can do about it.
pub async fn get(staff: Staff, Key(of): Key<Of>) -> Result<Response> {
    let typed = staff.typed();
    let overview = returned_cards::look(&staff.app, &staff.actor, of.0, of.1).await?;
    Ok(staff.page(&views::returned_cards::page(staff.view, &staff.actor, &overview, &typed)))
}

async fn again(staff: &Staff, of: Of, form: &Form) -> Result<Response> {
    let overview = returned_cards::look(&staff.app, &staff.actor, of.0, of.1).await?;
    Ok(staff.mend(&views::returned_cards::page(staff.view, &staff.actor, &overview, form)))
}

/// The office lists cards, or says that none came back.
pub async fn post(staff: Staff, Key(of): Key<Of>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let Some(listed) = list(&staff, of, &mut form).await else {
        return again(&staff, of, &form).await;
    };
    match listed {
        Ok(Listing::Done) => {
            let to = paths::cards_returned(of.0, of.1);
            return Ok(staff.done(&to, staff.view.t(words::LISTED)));
        }
        Ok(Listing::Unknown(lines)) => {
            form.fail("codes", words::unknown_lines(lang, &joined(lang, &lines)));
        }
        Err(Failure::Refused(Refusal::Cards(refusal))) => {
            form.fail("sheets", words::sentence(lang, refusal));
        }
        Err(error) => return Err(error.into()),
    }
    again(&staff, of, &form).await
}

/// Nothing when the form says why.
async fn list(staff: &Staff, (id, audience): Of, form: &mut Form) -> Option<Done<Listing>> {
    let lang = staff.lang();
    let (read, sheets) = if form.has("none") {
        (Ok(Vec::new()), Ok(std::collections::BTreeSet::new()))
    } else {
        (codes(form.text("codes")), sheet_numbers(form.text("sheets")))
    };
    match &read {
        Err(lines) => form.fail("codes", words::code_lines(lang, &joined(lang, lines))),
        Ok(codes) if codes.len() > MOST_CARDS as usize => {
            form.fail("codes", words::TOO_MANY.to(lang));
        }
        Ok(_) => {}
    }
    if sheets.is_err() {
        form.fail("sheets", words::NOT_SHEETS.to(lang));
    }
    let (read, sheets) = (read.ok()?, sheets.ok()?);
    if read.is_empty() && sheets.is_empty() && !form.has("none") {
        form.fail("codes", words::NOTHING_LISTED.to(lang));
    }
    if !form.is_clean() {
        return None;
    }
    Some(returned_cards::list(&staff.app, &staff.actor, id, audience, (&read, &sheets)).await)
}

/// The first lines by number; a page of wrong ones says no more than ten.
fn joined(lang: Lang, lines: &[usize]) -> String {
    let comma = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    let shown: Vec<String> = lines.iter().take(10).map(usize::to_string).collect();
    let more = if lines.len() > 10 { "…" } else { "" };
    format!("{}{more}", shown.join(comma))
}

/// A person of the supervision group or the discipline commission has counted the paper.
pub async fn post_confirm(staff: Staff, Key(of): Key<Of>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let Ok(counted) = form.text("count").trim().parse() else {
        form.fail("count", words::COUNT_WRONG.to(lang));
        return again(&staff, of, &form).await;
    };
    let seen = form.text("seen").to_owned();
    match returned_cards::confirm(&staff.app, &staff.actor, of, &seen, counted).await {
        Ok(()) => {
            let to = paths::cards_returned(of.0, of.1);
            Ok(staff.done(&to, staff.view.t(words::CONFIRMED)))
        }
        Err(Failure::Refused(Refusal::Cards(CardRefusal::CountedTwice))) => {
            let to = paths::cards_returned(of.0, of.1);
            Ok(staff.done(&to, staff.view.t(words::COUNTED_TWICE)))
        }
        Err(Failure::Refused(Refusal::Cards(refusal))) => {
            form.fail("count", words::sentence(lang, refusal));
            again(&staff, of, &form).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes a list back that nobody counted.
pub async fn post_forget(staff: Staff, Key(of): Key<Of>) -> Result<Response> {
    returned_cards::forget(&staff.app, &staff.actor, of.0, of.1).await?;
    let to = paths::cards_returned(of.0, of.1);
    Ok(staff.done(&to, staff.view.t(words::FORGOTTEN)))
}
