//! The plan of an item, drafted and handed in by its unit, and its review.

use axum::response::Response;

use super::{again, looked, note, revision, rows, views, words};
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::lang::Lang;
use crate::domain::ledger::{
    Act, Due, Gap, LedgerRefusal, LedgerState, Level, Source, TipQuestion,
};
use crate::domain::people::Person;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, Paragraph};
use crate::services::ledger::{self, Dossier, PlanForm, Review, Reviewers};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::session::Staff;
use crate::web::{paths, words as common};

/// The item, for someone of its unit, and whom its plan can name.
pub(super) async fn read(staff: &Staff, id: LedgerId) -> Result<(Dossier, Reviewers)> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let unit = dossier.record.item.unit;
    if !staff.actor.belongs_to(unit) {
        return Err(Error::missing());
    }
    let choices = ledger::choices(&staff.app, &staff.actor, unit).await?;
    Ok((dossier, choices))
}

/// The plan, filled with what is stored.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let (dossier, choices) = read(&staff, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form = filled(&dossier);
    }
    Ok(staff.page(&views::plan(staff.view, &staff.actor, &dossier, &choices, &form, None)))
}

/// Keeps a draft, or hands the plan in. A plan that was approved before has no drafts: whatever
/// is sent is handed in.
pub async fn post(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let (mut dossier, choices) = read(&staff, id).await?;
    let submits =
        form.text("go") == "submit" || dossier.record.item.state == LedgerState::InProgress;
    let seen = looked(&form);
    if let Some(added) = rows::take_in(&mut form, staff.lang()) {
        let (view, actor) = (staff.view, &staff.actor);
        let page = views::plan(view, actor, &dossier, &choices, &form, Some(added));
        return Ok(if form.is_clean() { staff.page(&page) } else { staff.mend(&page) });
    }
    if submits {
        require_all(&mut form, staff.lang(), &dossier);
    }
    if let Some(filled) = parse(&mut form, staff.lang(), &dossier, &choices) {
        let (outcome, said) = if submits {
            let outcome = ledger::submit(&staff.app, &staff.actor, id, seen, &filled).await;
            (outcome, words::SUBMITTED)
        } else {
            let outcome = ledger::save(&staff.app, &staff.actor, id, seen, &filled).await;
            (outcome, common::SAVED)
        };
        match outcome {
            Ok(()) => return Ok(staff.done(&paths::ledger_item(id), staff.view.t(said))),
            Err(error) => note(&staff, &mut form, &mut dossier, error, field_of).await?,
        }
    }
    Ok(again(
        &staff,
        &dossier,
        &views::plan(staff.view, &staff.actor, &dossier, &choices, &form, None),
    ))
}

/// Which field a refusal is about.
fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Ledger(LedgerRefusal::LevelMissing | LedgerRefusal::LevelStands { .. }) => "level",
        Refusal::Ledger(LedgerRefusal::CauseMissing) => "cause",
        Refusal::Ledger(LedgerRefusal::PersonResponsibleMissing) => "person",
        Refusal::Ledger(LedgerRefusal::LeaderInChargeMissing) => "leader",
        Refusal::Ledger(LedgerRefusal::MeasuresMissing | LedgerRefusal::NothingChanged) => {
            "measure-1"
        }
        Refusal::Ledger(
            LedgerRefusal::DueMissing
            | LedgerRefusal::DueInThePast { .. }
            | LedgerRefusal::DueTooFar { .. }
            | LedgerRefusal::DueIsFixed { .. },
        ) => "due",
        _ => "name",
    }
}

fn filled(dossier: &Dossier) -> Form {
    let record = &dossier.record;
    let plan = &record.item.plan;
    let mut form = Form::default();
    form.push("revision", record.revision);
    form.push("name", &record.name);
    form.push("content", &record.content);
    form.push("level", plan.level.map_or_else(String::new, |level| level.number().to_string()));
    form.push("cause", plan.cause.as_ref().map_or("", |cause| cause.as_str()));
    for gap in &record.gaps {
        form.push("gap", gap.code());
    }
    form.push("monitoring", record.monitoring.as_deref().unwrap_or_default());
    let id = |id: Option<PersonId>| id.map_or_else(String::new, |id| id.to_string());
    form.push("person", id(plan.person_responsible));
    form.push("leader", id(plan.leader_in_charge));
    let due = record.item.due.map(Due::current).or(plan.due);
    form.push("due", due.map_or_else(String::new, |due| due.to_string()));
    rows::fill(&mut form, &dossier.measures);
    form
}

/// A plan that is handed in lacks nothing; everything missing is named at once.
fn require_all(form: &mut Form, lang: Lang, dossier: &Dossier) {
    for name in ["level", "cause", "person", "leader"] {
        if form.text(name).trim().is_empty() {
            form.fail(name, common::REQUIRED.to(lang));
        }
    }
    if dossier.record.item.due.is_none() && form.text("due").trim().is_empty() {
        form.fail("due", common::REQUIRED.to(lang));
    }
    if rows::are_blank(form) {
        form.fail("measure-1", words::MEASURES_MISSING.to(lang));
    }
}

fn parse(form: &mut Form, lang: Lang, dossier: &Dossier, choices: &Reviewers) -> Option<PlanForm> {
    let name: Option<Line> = form.required("name", lang);
    let own_words = dossier.record.item.source != Source::Survey;
    let content: Option<Paragraph> = if own_words { form.required("content", lang) } else { None };
    let level = optional(form, "level", lang, |raw| Level::from_number(raw.parse().ok()?));
    let cause: Option<Paragraph> = form.optional("cause", lang);
    let gaps = form.all("gap").filter_map(Gap::from_code).collect();
    let ways = &dossier.names.monitoring;
    let monitoring = optional(form, "monitoring", lang, |raw| {
        ways.iter().any(|word| word.active && word.code.as_str() == raw).then(|| raw.to_owned())
    });
    let person_responsible =
        optional(form, "person", lang, |raw| person_among(&choices.people, raw));
    let leader_in_charge =
        optional(form, "leader", lang, |raw| person_among(&choices.leaders, raw));
    let due = if form.text("due").trim().is_empty() { None } else { form.day("due", lang) };
    let measures = rows::parse(form, lang);
    let name = name?;
    form.is_clean().then_some(PlanForm {
        name,
        content,
        level,
        cause,
        gaps,
        monitoring,
        person_responsible,
        leader_in_charge,
        due,
        measures,
    })
}

/// One of the offered values, or none yet.
fn optional<T>(
    form: &mut Form,
    name: &str,
    lang: Lang,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    if form.text(name).is_empty() { None } else { form.chosen(name, lang, read) }
}

/// 责任人 and 责任领导, both chosen from those who can be.
pub(super) fn choose_people(
    form: &mut Form,
    lang: Lang,
    choices: &Reviewers,
) -> (Option<PersonId>, Option<PersonId>) {
    let person = form.chosen("person", lang, |raw| person_among(&choices.people, raw));
    let leader = form.chosen("leader", lang, |raw| person_among(&choices.leaders, raw));
    (person, leader)
}

fn person_among(people: &[Person], raw: &str) -> Option<PersonId> {
    let id = raw.parse().ok()?;
    people.iter().any(|person| person.id == id).then_some(id)
}

/// The plan as its reviewer sees it.
pub async fn get_review(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::review(staff.view, &staff.actor, &dossier, &staff.typed())))
}

/// Agrees, or sends back with a reason.
pub async fn post_review(staff: Staff, Key(id): Key<LedgerId>, mut form: Form) -> Result<Response> {
    let lang = staff.lang();
    let mut dossier = ledger::one(&staff.app, &staff.actor, id).await?;
    let act = form.chosen("verdict", lang, Act::from_code);
    let reason: Option<Paragraph> = match act {
        Some(Act::SendBack) => form.required("words", lang),
        _ => form.optional("words", lang),
    };
    let tip_question = match form.text("no_tip") {
        "yes" => TipQuestion::NoTip,
        _ => TipQuestion::Unanswered,
    };
    let review = match (act, &reason) {
        (Some(Act::Approve), words) => {
            Some(Review::Approve { words: words.as_ref(), tip_question })
        }
        (Some(Act::SendBack), Some(words)) => Some(Review::SendBack { words }),
        _ => None,
    };
    if let Some(review) = review.filter(|_| form.is_clean()) {
        match ledger::review(&staff.app, &staff.actor, id, revision(&form), review).await {
            Ok(()) => {
                return Ok(staff.done(&paths::ledger_item(id), staff.view.t(words::REVIEWED)));
            }
            Err(error) => {
                note(&staff, &mut form, &mut dossier, error, |refusal| match refusal {
                    Refusal::Ledger(LedgerRefusal::TipQuestionOpen) => "no_tip",
                    _ => "verdict",
                })
                .await?;
            }
        }
    }
    Ok(again(&staff, &dossier, &views::review(staff.view, &staff.actor, &dossier, &form)))
}
