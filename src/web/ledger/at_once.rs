//! 立查立改 on one page: what was found, what was done, what shows it.

use axum::extract::Multipart;
use axum::response::Response;

use super::plan::{choose_people, read};
use super::repeated::already;
use super::{again, all_refusals, looked, note, views, words};
use crate::domain::id::LedgerId;
use crate::domain::lang::Lang;
use crate::domain::ledger::{
    AT_ONCE_UP_TO, Act, Deed, Event, EvidenceFile, LedgerRefusal, Level, Source,
};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, NonBlank, Paragraph};
use crate::services::ledger::{self, AtOnceForm, Dossier, MeasureForm, PlanForm, Reviewers};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;
use crate::web::upload::Upload;

/// The form.
pub async fn get(staff: Staff, Key(id): Key<LedgerId>) -> Result<Response> {
    let (dossier, choices) = read(&staff, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("name", &dossier.record.name);
        form.push("content", &dossier.record.content);
        let plan = &dossier.record.item.plan;
        let level = plan.level.filter(|level| *level <= AT_ONCE_UP_TO).unwrap_or(Level::First);
        form.push("level", level.number());
        form.push("cause", plan.cause.as_ref().map_or("", |cause| cause.as_str()));
        for (name, person) in
            [("person", plan.person_responsible), ("leader", plan.leader_in_charge)]
        {
            form.push(name, person.map_or_else(String::new, |id| id.to_string()));
        }
    }
    Ok(staff.page(&views::at_once(staff.view, &staff.actor, &dossier, &choices, &form)))
}

/// Records everything at once, or nothing.
pub async fn post(staff: Staff, Key(id): Key<LedgerId>, multipart: Multipart) -> Result<Response> {
    let (mut dossier, choices) = read(&staff, id).await?;
    let lang = staff.lang();
    let mut upload = Upload::read(multipart).await?;
    let mut form = upload.form.clone();
    let is_step = |event: &Event| event.deed == Deed::Acted(Act::FixAtOnce);
    if let Some(told) = already(&staff, &dossier, &form, form.text("completion"), is_step) {
        return Ok(told);
    }
    let plan = parse(&staff, &mut form, &dossier, &choices);
    let completion: Option<Paragraph> = form.required("completion", lang);
    let remark: Option<Line> = form.optional("remark", lang);
    let file = upload.evidence("file", EvidenceFile::parse).await.map_err(|refusal| {
        form.fail("file", all_refusals::sentence(lang, &refusal.into()));
    });
    if let (Some(plan), Some(completion), Ok(file)) = (plan, &completion, &file)
        && form.is_clean()
    {
        let looked = looked(&form);
        let remark = remark.as_ref();
        let filled = AtOnceForm { looked, plan, completion, file, remark };
        match ledger::fix_at_once(&staff.app, &staff.actor, id, filled).await {
            Ok(()) => return Ok(staff.done(&paths::ledger_item(id), staff.view.t(words::ASKED))),
            Err(error) => note(&staff, &mut form, &mut dossier, error, field_of).await?,
        }
    }
    let page = views::at_once(staff.view, &staff.actor, &dossier, &choices, &form);
    Ok(again(&staff, &dossier, &page))
}

fn parse(
    staff: &Staff,
    form: &mut Form,
    dossier: &Dossier,
    choices: &Reviewers,
) -> Option<PlanForm> {
    let lang = staff.lang();
    let own_words = dossier.record.item.source != Source::Survey;
    let drafted = drafted(form, lang, dossier);
    let name: Option<Line> = form.required("name", lang);
    let content: Option<Paragraph> = if own_words { form.required("content", lang) } else { None };
    let level = form.chosen("level", lang, |raw| Level::from_number(raw.parse().ok()?));
    let cause: Option<Paragraph> = form.required("cause", lang);
    let (person, leader) = choose_people(form, lang, choices);
    let text: Option<NonBlank<500>> = form.required("measure", lang);
    let mut measures = drafted?;
    measures.push(MeasureForm { id: None, text: text? });
    Some(PlanForm {
        name: name?,
        content,
        level: Some(level?),
        cause: Some(cause?),
        gaps: dossier.record.gaps.clone(),
        monitoring: dossier.record.monitoring.clone(),
        person_responsible: Some(person?),
        leader_in_charge: Some(leader?),
        due: None,
        measures,
    })
}

/// The measures of a stored draft that are to be kept; whoever has one says what becomes of it.
fn drafted(form: &mut Form, lang: Lang, dossier: &Dossier) -> Option<Vec<MeasureForm>> {
    if dossier.measures.is_empty() {
        return Some(Vec::new());
    }
    let keeps = form.chosen("draft", lang, |raw| match raw {
        "keep" => Some(true),
        "replace" => Some(false),
        _ => None,
    })?;
    let kept = dossier.measures.iter().filter(|_| keeps).filter_map(|line| {
        NonBlank::parse(&line.text).ok().map(|text| MeasureForm { id: Some(line.id), text })
    });
    Some(kept.collect())
}

fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Ledger(
            LedgerRefusal::TooGraveAtOnce { .. } | LedgerRefusal::LevelStands { .. },
        ) => "level",
        _ => "name",
    }
}
