//! The bank: its questions, taking one into a draft, putting one in, taking its newer version.

use axum::extract::Query;
use axum::response::Response;

use super::{note, revision, views, words};
use crate::domain::id::{BankId, QuestionnaireId};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{BankQuestion, Banked, Code, KindName, Place};
use crate::services::questionnaires::bank::{self, Kept};
use crate::services::questionnaires::{self, Offer, Opened};
use crate::services::{Error, people};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::words as common;
use crate::web::{paths, refusals};

/// What a filter lets through.
fn filtered(mut all: Vec<Kept>, filter: &Form) -> Vec<Kept> {
    let needle = filter.text("text").trim();
    let kind = KindName::from_code(filter.text("kind"));
    all.retain(|kept| {
        kept.question.latest().is_some_and(|latest| {
            (needle.is_empty() || latest.question.mentions(needle))
                && kind.is_none_or(|kind| latest.question.kind_name() == kind)
        }) && match filter.text("state") {
            "offered" => !kept.question.retired,
            "retired" => kept.question.retired,
            _ => true,
        }
    });
    all
}

/// The whole bank, or what a filter leaves of it.
pub async fn get_list(
    staff: Staff,
    Query(filter): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let filter = Form::of(filter);
    let all = bank::list(&staff.app, &staff.actor).await?;
    let is_empty = all.is_empty();
    let found = filtered(all, &filter);
    Ok(staff.page(&views::bank::list(staff.view, &filter, &found, is_empty)))
}

/// One question with its versions and uses.
pub async fn get_one(staff: Staff, Key(id): Key<BankId>) -> Result<Response> {
    let kept = bank::one(&staff.app, &staff.actor, id).await?;
    let names = people::names(&staff.app).await?;
    Ok(staff.page(&views::bank::one(staff.view, &staff.actor, &kept, &names)))
}

/// Retires it, or takes it up again.
pub async fn post_offer(staff: Staff, Key(id): Key<BankId>, form: Form) -> Result<Response> {
    let offer = match form.text("offer") {
        "offered" => Offer::Offered,
        _ => Offer::Retired,
    };
    bank::set_offer(&staff.app, &staff.actor, id, offer).await?;
    Ok(staff.done(&paths::bank_question(id), staff.view.t(common::SAVED)))
}

/// What a draft can take.
pub async fn get_insert(
    staff: Staff,
    Key(id): Key<QuestionnaireId>,
    Query(filter): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let form = staff.typed();
    let page = offers(&staff, id, &Form::of(filter), form).await?;
    Ok(staff.page(&page))
}

async fn offers(
    staff: &Staff,
    id: QuestionnaireId,
    filter: &Form,
    mut form: Form,
) -> Result<crate::web::page::Page> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    form.forget("revision");
    form.push("revision", opened.questionnaire.revision);
    if !form.has("position") {
        form.push("position", opened.questionnaire.draft.questions.len() + 1);
    }
    let all = bank::list(&staff.app, &staff.actor).await?;
    let mut found = filtered(all, filter);
    found.retain(|kept| !kept.question.retired);
    Ok(views::bank::insert(staff.view, &opened, filter, &form, &found))
}

/// Takes a question into the draft.
pub async fn post_insert(
    staff: Staff,
    Key(id): Key<QuestionnaireId>,
    mut form: Form,
) -> Result<Response> {
    let bank: BankId = form.text("bank").parse().map_err(|_| Error::Missing)?;
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let last = opened.questionnaire.draft.questions.len() + 1;
    let position = form.text("position").trim().parse::<usize>().ok();
    let Some(position) = position.filter(|position| (1..=last).contains(position)) else {
        form.fail("position", words::POSITION_WRONG.to(staff.lang()));
        return Ok(staff.mend(&offers(&staff, id, &Form::default(), form).await?));
    };
    let seen = revision(&form);
    let there = |code: &Code| {
        let to = format!("{}#{}", paths::questionnaire(id), views::row_id(code.as_str()));
        staff.done(&to, staff.view.t(words::INSERTED))
    };
    if let Some(code) = inserted(&opened, seen, bank, position) {
        return Ok(there(code));
    }
    match bank::insert(&staff.app, &staff.actor, id, seen, bank, position - 1).await {
        Ok(code) => Ok(there(&code)),
        Err(Error::Stale) => {
            // The other press of the same button may have been the faster one.
            let now = questionnaires::one(&staff.app, &staff.actor, id).await?;
            if let Some(code) = inserted(&now, seen, bank, position) {
                return Ok(there(code));
            }
            form.fail("position", words::STALE.to(staff.lang()));
            Ok(staff.conflict(&offers(&staff, id, &Form::default(), form).await?))
        }
        Err(other) => {
            note(&staff, &mut form, "position", other)?;
            Ok(staff.mend(&offers(&staff, id, &Form::default(), form).await?))
        }
    }
}

/// The code of what an earlier press of the same button put there, if nothing was done since.
fn inserted(opened: &Opened, seen: i64, bank: BankId, position: usize) -> Option<&Code> {
    if opened.questionnaire.revision != seen + 1 {
        return None;
    }
    let there = opened.questionnaire.draft.questions.get(position - 1)?;
    there.bank.filter(|banked| banked.id == bank).map(|_| &there.code)
}

/// How a question of a draft stands to the bank.
pub async fn get_standing(
    staff: Staff,
    Key((id, code)): Key<(QuestionnaireId, Code)>,
) -> Result<Response> {
    Ok(staff.page(&standing(&staff, id, code, None).await?))
}

async fn standing(
    staff: &Staff,
    id: QuestionnaireId,
    code: Code,
    why: Option<&str>,
) -> Result<crate::web::page::Page> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let place = Place { block: None, code };
    let Some((_, question)) = opened.questionnaire.draft.at(&place) else {
        return Err(Error::Missing.into());
    };
    if !question.kind_name().can_be_kept() {
        return Err(Error::Missing.into());
    }
    let kept = bank::behind(&staff.app, &staff.actor, question).await?;
    Ok(views::bank::standing(staff.view, &opened, question, kept.as_ref(), why))
}

/// Puts the question into the bank, or takes the newer version.
pub async fn post_standing(
    staff: Staff,
    Key((id, code)): Key<(QuestionnaireId, Code)>,
    form: Form,
) -> Result<Response> {
    let seen = form.text("seen").parse().unwrap_or(0);
    let (revision, renews) = (revision(&form), form.text("act") == "renew");
    let here = paths::question_bank(id, &code);
    let (app, actor) = (&staff.app, &staff.actor);
    let before = if renews {
        None
    } else {
        pressed_before(&staff, id, code.clone(), (revision, seen)).await?
    };
    let done = if let Some(banked) = before {
        Ok(kept_as(&staff, banked))
    } else if renews {
        let renewed = bank::renew(app, actor, id, revision, code.clone(), seen).await;
        renewed.map(|()| staff.view.t(words::RENEWED).to_owned())
    } else {
        let kept = bank::keep(app, actor, id, revision, code.clone(), seen).await;
        kept.map(|banked| kept_as(&staff, banked))
    };
    match done {
        Ok(said) => Ok(staff.done(&here, &said)),
        Err(Error::Stale) => {
            // The other press of the same button may have been the faster one.
            if !renews
                && let Some(banked) =
                    pressed_before(&staff, id, code.clone(), (revision, seen)).await?
            {
                return Ok(staff.done(&here, &kept_as(&staff, banked)));
            }
            let why: Text = words::STALE_BANK;
            Ok(staff.conflict(&standing(&staff, id, code, Some(staff.view.t(why))).await?))
        }
        Err(Error::Refused(refusal)) => {
            let why = refusals::sentence(staff.lang(), &refusal);
            Ok(staff.mend(&standing(&staff, id, code, Some(&why)).await?))
        }
        Err(other) => Err(other.into()),
    }
}

fn kept_as(staff: &Staff, banked: Banked) -> String {
    match banked.version {
        1 => staff.view.t(words::KEPT).to_owned(),
        number => words::kept_as(staff.lang(), number),
    }
}

/// The version that an earlier press of the same button made, if nothing was done since: the draft is
/// one step further, and its question is what the bank has as the newest.
async fn pressed_before(
    staff: &Staff,
    id: QuestionnaireId,
    code: Code,
    (revision, seen): (i64, i64),
) -> Result<Option<Banked>> {
    let opened = questionnaires::one(&staff.app, &staff.actor, id).await?;
    let place = Place { block: None, code };
    let Some((_, question)) = opened.questionnaire.draft.at(&place) else { return Ok(None) };
    let Some(banked) = question.bank.filter(|_| opened.questionnaire.revision == revision + 1)
    else {
        return Ok(None);
    };
    let kept = bank::behind(&staff.app, &staff.actor, question).await?;
    let latest = kept.as_ref().and_then(BankQuestion::latest);
    let is_newest = latest.is_some_and(|latest| {
        let is_next = latest.number == seen + 1 && latest.number == banked.version;
        is_next && question.asks_like(&latest.question)
    });
    Ok(is_newest.then_some(banked))
}
