//! Pages of the acts that two sign: 转长期 and 作废.

use axum::response::Response;

use super::{again, note, repeated, revision, signing_words, views};
use crate::domain::id::LedgerId;
use crate::domain::lang::Lang;
use crate::domain::ledger::{Act, Deed, Event, LedgerRefusal};
use crate::domain::people;
use crate::domain::refusal::Refusal;
use crate::domain::text::Paragraph;
use crate::domain::time::Day;
use crate::services::ledger::{self, Dossier, Written};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// 转长期
pub async fn get_long_term(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    get(&staff, id, Act::MoveToLongTerm).await
}

/// Signs it.
pub async fn post_long_term(staff: Staff, Key(id): Key<LedgerId>, form: Form) -> Result<Response> {
    post(&staff, id, Act::MoveToLongTerm, form).await
}

/// 作废
pub async fn get_void(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    get(&staff, id, Act::Void).await
}

/// Signs it.
pub async fn post_void(staff: Staff, Key(id): Key<LedgerId>, form: Form) -> Result<Response> {
    post(&staff, id, Act::Void, form).await
}

async fn get(staff: &Staff, id: LedgerId, act: Act) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let beside = beside(staff, id, act).await?;
    let form = staff.typed();
    Ok(staff.page(&views::signing(staff.view, &staff.actor, &dossier, (act, &beside), &form)))
}

/// What a duplicate may be part of, for those who may void it.
async fn beside(staff: &Staff, id: LedgerId, act: Act) -> Result<Vec<(LedgerId, String)>> {
    if act != Act::Void || !staff.actor.may(people::Act::Verify) {
        return Ok(Vec::new());
    }
    Ok(ledger::beside(&staff.app, &staff.actor, id).await?)
}

async fn post(staff: &Staff, id: LedgerId, act: Act, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    if is_signed(staff, &dossier, act, &form) {
        return Ok(repeated::told(staff, &dossier));
    }
    let countersigns = form.text("go") == "countersign";
    let kept = dossier.story.last().and_then(|event| event.words.clone()).unwrap_or_default();
    let is_step = |event: &Event| countersigns && event.deed == Deed::Acted(act);
    if let Some(told) = repeated::already(staff, &dossier, &form, &kept, is_step) {
        return Ok(told);
    }
    let (app, actor, seen) = (&staff.app, &staff.actor, revision(&form));
    let outcome = if countersigns {
        let outcome = ledger::countersign(app, actor, id, seen, act).await;
        Some((outcome, signing_words::COUNTERSIGNED))
    } else {
        let reason: Option<Paragraph> = form.required("words", lang);
        let date = if act == Act::MoveToLongTerm { form.day("review_on", lang) } else { None };
        let merged_into = if act == Act::Void { part_of(&mut form, lang) } else { None };
        match reason.filter(|_| form.is_clean()) {
            Some(words) => {
                let written = Written { words, date, merged_into };
                let outcome = ledger::sign_first(app, actor, id, seen, act, written).await;
                Some((outcome, signing_words::SIGNED))
            }
            None => None,
        }
    };
    let beside = beside(staff, id, act).await?;
    let page = |dossier: &Dossier, form: &Form| {
        views::signing(staff.view, actor, dossier, (act, &beside), form)
    };
    match outcome {
        Some((Ok(()), said)) => Ok(staff.done(&paths::ledger_item(id), staff.view.t(said))),
        Some((Err(error), _)) => {
            note(staff, &mut form, &mut dossier, error, field_of).await?;
            Ok(again(staff, &dossier, &page(&dossier, &form)))
        }
        None => Ok(again(staff, &dossier, &page(&dossier, &form))),
    }
}

/// Whether what waits for the second signature is what this form signed: the form was sent before.
fn is_signed(staff: &Staff, dossier: &Dossier, act: Act, form: &Form) -> bool {
    let date = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    dossier.signature.as_ref().is_some_and(|(signed, _)| {
        let whole = signed.merged_into.map(|id| id.to_string());
        let whole = whole.unwrap_or_else(|| match act {
            Act::Void => views::PART_OF_NONE.to_owned(),
            _ => String::new(),
        });
        signed.act == act
            && signed.person == staff.actor.person
            && revision(form) < dossier.record.revision
            && repeated::same(signed.words.as_str(), form.text("words"))
            && date(signed.date) == form.text("review_on")
            && whole == form.text("merged_into")
    })
}

/// 立错 is part of nothing; a duplicate is part of an item that is chosen.
fn part_of(form: &mut Form, lang: Lang) -> Option<LedgerId> {
    let read = |chosen: &str| match chosen {
        views::PART_OF_NONE => Some(None),
        _ => chosen.parse().ok().map(Some),
    };
    form.chosen("merged_into", lang, read).flatten()
}

/// Which field a refusal is about.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Ledger(LedgerRefusal::ReviewDate { .. }) => "review_on",
        _ => "words",
    }
}
