//! A point that no questionnaire raised: a unit records what it found, the office what came from
//! above or from outside.

use axum::response::Response;

use super::{meetings, views, words};
use crate::domain::id::LedgerId;
use crate::domain::lang::Lang;
use crate::domain::ledger::{LedgerRefusal, Source, Who, sources_of};
use crate::domain::people::Actor;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, Paragraph};
use crate::domain::time::Day;
use crate::services;
use crate::services::ledger::{self, Found, FoundBy, Names};
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::session::Staff;
use crate::web::{paths, refusals, words as common};

/// The form of a unit.
pub async fn get(staff: Staff) -> Result<Response> {
    show(&staff, Who::UnitHead).await
}

/// Opens what the unit found and goes on to its plan.
pub async fn post(staff: Staff, form: Form) -> Result<Response> {
    open(&staff, Who::UnitHead, form).await
}

/// The form of the office.
pub async fn get_record(staff: Staff) -> Result<Response> {
    show(&staff, Who::Office).await
}

/// Opens what came from above or from outside; the unit makes its plan.
pub async fn post_record(staff: Staff, form: Form) -> Result<Response> {
    open(&staff, Who::Office, form).await
}

async fn show(staff: &Staff, by: Who) -> Result<Response> {
    let names = ledger::names(&staff.app, &staff.actor).await?;
    let form = staff.typed().keyed(LedgerId::draw(staff.app.chance));
    Ok(staff.page(&views::new(staff.view, &staff.actor, by, &names, &form)))
}

async fn open(staff: &Staff, by: Who, mut form: Form) -> Result<Response> {
    let names = ledger::names(&staff.app, &staff.actor).await?;
    let id = form.key(LedgerId::draw(staff.app.chance));
    if form.text("go") == views::MORE {
        return Ok(staff.page(&views::new(staff.view, &staff.actor, by, &names, &form)));
    }
    let asked = Asked { lang: staff.lang(), by, today: staff.app.clock.today() };
    if let Some(found) = asked.parse(&mut form, &staff.actor, &names) {
        let same =
            (found.unit, String::from(found.name.clone()), String::from(found.content.clone()));
        match ledger::open_found(&staff.app, &staff.actor, id, found).await {
            Ok(()) => return Ok(opened(staff, by, id)),
            Err(services::Error::Stale) => {
                let record = ledger::one(&staff.app, &staff.actor, id).await?.record;
                if (record.item.unit, record.name, record.content) == same {
                    return Ok(opened(staff, by, id));
                }
                form.rekey(LedgerId::draw(staff.app.chance));
                form.fail("name", common::SENT_BEFORE.to(staff.lang()));
                return Ok(staff.conflict(&views::new(
                    staff.view,
                    &staff.actor,
                    by,
                    &names,
                    &form,
                )));
            }
            Err(services::Error::Refused(refusal)) => {
                form.fail(field_of(&refusal), refusals::sentence(staff.lang(), &refusal));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(staff.mend(&views::new(staff.view, &staff.actor, by, &names, &form)))
}

/// The item of the form: just opened, or by the same form before.
fn opened(staff: &Staff, by: Who, id: LedgerId) -> Response {
    match by {
        Who::UnitHead => staff.done(&paths::plan(id), staff.view.t(words::OPENED)),
        _ => staff.done(&paths::ledger_item(id), staff.view.t(words::OPENED_FOR_UNIT)),
    }
}

fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Ledger(LedgerRefusal::OwnUnit) => "unit",
        _ => "source",
    }
}

/// Whose form it is, and when it is filled in.
struct Asked {
    lang: Lang,
    by: Who,
    today: Day,
}

impl Asked {
    fn parse(&self, form: &mut Form, actor: &Actor, names: &Names) -> Option<Found> {
        let lang = self.lang;
        let campaign = form.chosen("campaign", lang, |raw| {
            let found = names.campaigns.iter().find(|campaign| campaign.id.to_string() == raw);
            found.map(|campaign| campaign.id)
        });
        let unit = match self.by {
            Who::UnitHead => actor.unit,
            _ => form.chosen("unit", lang, |raw| {
                let known = names.units.iter().find(|unit| unit.id.to_string() == raw);
                known.filter(|unit| unit.active).map(|unit| unit.id)
            }),
        };
        let offered = |raw: &str| sources_of(self.by).find(|source| source.code() == raw);
        let by = match form.chosen("source", lang, offered) {
            Some(Source::Collective) => {
                meetings::parse(form, lang, self.today).map(FoundBy::Meeting)
            }
            other => other.map(FoundBy::Otherwise),
        };
        let name: Option<Line> = form.required("name", lang);
        let content: Option<Paragraph> = form.required("content", lang);
        let category = form.chosen("category", lang, |raw| {
            let mut known = names.categories.iter();
            let known = known.any(|word| word.active && word.code.as_str() == raw);
            known.then(|| raw.to_owned())
        });
        let (campaign, unit, by, name) = (campaign?, unit?, by?, name?);
        let (content, category) = (content?, category?);
        form.is_clean().then_some(Found { unit, campaign, by, name, content, category })
    }
}
