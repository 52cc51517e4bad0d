//! The list, one campaign, and its texts and days.

use axum::response::Response;

use super::{views, words};
use crate::domain::campaigns::template::{faults, names_no_address};
use crate::domain::campaigns::{
    Campaign, CampaignState, DateFault, Dates, MOST_REMINDERS, NoticeLink, Texts,
};
use crate::domain::id::CampaignId;
use crate::domain::lang::Lang;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, NonBlank, OneLine, Paragraph, TextRefusal};
use crate::domain::time::Day;
use crate::services;
use crate::services::campaigns;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::mailing::letter_words;
use crate::web::session::Staff;
use crate::web::words as common;
use crate::web::{paths, refusals};

/// The shortest telephone number that is one, as 110.
const FEWEST_DIGITS: usize = 3;

/// The fields of the reminders' days.
const REMIND_ON: [&str; MOST_REMINDERS] = ["remind_on", "remind_on_2", "remind_on_3"];

/// All campaigns.
pub async fn get_list(staff: Staff) -> Result<Response> {
    let campaigns = campaigns::list(&staff.app, &staff.actor).await?;
    Ok(staff.page(&views::list::page(staff.view, &staff.actor, &campaigns)))
}

/// One campaign with its eight steps.
pub async fn get_one(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    let copy = CampaignId::draw(staff.app.chance);
    let page = views::overview::page(staff.view, &staff.actor, &overview, (staff.app.now(), copy));
    Ok(staff.page(&page))
}

/// A form with the texts most campaigns begin with.
pub async fn get_new(staff: Staff) -> Result<Response> {
    let mut form = staff.typed();
    if form.is_empty() {
        form = suggested();
    }
    let form = form.keyed(CampaignId::draw(staff.app.chance));
    Ok(staff.page(&views::forms::new(staff.view, &form)))
}

/// Creates a draft.
pub async fn post_new(staff: Staff, mut form: Form) -> Result<Response> {
    let id = form.key(CampaignId::draw(staff.app.chance));
    let created = || staff.done(&paths::campaign(id), staff.view.t(common::SAVED));
    if let Some((texts, dates)) = parse(&mut form, &staff) {
        match campaigns::create_as(&staff.app, &staff.actor, id, &texts, dates).await {
            Ok(()) => return Ok(created()),
            Err(services::Error::Stale) => {
                let first = campaigns::overview(&staff.app, &staff.actor, id).await?.campaign;
                if first.texts == texts && first.dates == dates {
                    return Ok(created());
                }
                form.rekey(CampaignId::draw(staff.app.chance));
                form.fail("name_zh", common::SENT_BEFORE.to(staff.lang()));
                return Ok(staff.conflict(&views::forms::new(staff.view, &form)));
            }
            Err(error) => note(&mut form, staff.lang(), error)?,
        }
    }
    Ok(staff.mend(&views::forms::new(staff.view, &form)))
}

/// The form of a draft.
pub async fn get_edit(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let campaign = draft(&staff, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form = filled(&campaign);
    }
    Ok(staff.page(&views::forms::edit(staff.view, &campaign, &form)))
}

/// Changes a draft.
pub async fn post_edit(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let campaign = draft(&staff, id).await?;
    let read = form.text("revision").parse().unwrap_or(0);
    if let Some((texts, dates)) = parse(&mut form, &staff) {
        match campaigns::change(&staff.app, &staff.actor, id, read, (&texts, dates)).await {
            Ok(()) => return Ok(staff.done(&paths::campaign(id), staff.view.t(common::SAVED))),
            Err(error) => note(&mut form, staff.lang(), error)?,
        }
    }
    Ok(staff.mend(&views::forms::edit(staff.view, &campaign, &form)))
}

/// Copies a campaign into a new draft.
pub async fn post_copy(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let copy = form.key(CampaignId::draw(staff.app.chance));
    match campaigns::copy(&staff.app, &staff.actor, id, copy).await {
        // Pressed twice: the copy is there.
        Ok(()) | Err(services::Error::Stale) => {}
        Err(other) => return Err(other.into()),
    }
    Ok(staff.done(&paths::campaign(copy), staff.view.t(words::COPIED)))
}

/// A campaign that can still be changed.
async fn draft(staff: &Staff, id: CampaignId) -> Result<Campaign> {
    let overview = campaigns::overview(&staff.app, &staff.actor, id).await?;
    if overview.campaign.state == CampaignState::Draft {
        Ok(overview.campaign)
    } else {
        Err(Refusal::NotADraft.into())
    }
}

fn suggested() -> Form {
    let mut form = Form::default();
    form.push("privacy_zh", words::PRIVACY_DEFAULT.zh);
    form.push("privacy_en", words::PRIVACY_DEFAULT.en);
    form.push("mail_subject", words::MAIL_SUBJECT_DEFAULT.zh);
    form.push("mail_text", words::MAIL_TEXT_DEFAULT.zh);
    form
}

fn filled(campaign: &Campaign) -> Form {
    let texts = &campaign.texts;
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let mut form = Form::default();
    for (name, value) in [
        ("name_zh", &texts.name_zh),
        ("name_en", &texts.name_en),
        ("issuer_zh", &texts.issuer_zh),
        ("issuer_en", &texts.issuer_en),
        ("telephone", &texts.telephone),
        ("notice_url", &texts.notice_url),
        ("privacy_zh", &texts.privacy_zh),
        ("privacy_en", &texts.privacy_en),
        ("tips_to", &texts.tips_to),
        ("mail_subject", &texts.mail_subject),
        ("mail_text", &texts.mail_text),
        ("opens_on", &day(campaign.dates.opens_on)),
        ("closes_on", &day(campaign.dates.closes_on)),
        ("remind_on", &day(campaign.dates.remind_on[0])),
        ("remind_on_2", &day(campaign.dates.remind_on[1])),
        ("remind_on_3", &day(campaign.dates.remind_on[2])),
    ] {
        form.push(name, value);
    }
    form.push("revision", campaign.revision);
    form
}

fn parse(form: &mut Form, staff: &Staff) -> Option<(Texts, Dates)> {
    let lang = staff.lang();
    let name_zh: Option<Line> = form.required("name_zh", lang);
    let issuer_zh: Option<Line> = form.required("issuer_zh", lang);
    let telephone: Option<OneLine<60>> = form.required("telephone", lang);
    let digits =
        |number: &OneLine<60>| number.as_str().chars().filter(char::is_ascii_digit).count();
    let tips_to: Option<OneLine<60>> = form.required("tips_to", lang);
    for (name, number) in [("telephone", &telephone), ("tips_to", &tips_to)] {
        if number.as_ref().is_some_and(|number| digits(number) < FEWEST_DIGITS) {
            form.fail(name, words::NO_TELEPHONE.to(lang));
        }
    }
    let privacy_zh: Option<Paragraph> = form.required("privacy_zh", lang);
    let mail_subject: Option<OneLine<100>> = form.required("mail_subject", lang);
    let mail_text: Option<Paragraph> = form.required("mail_text", lang);
    // Names are filled into subjects and texts.
    for (name, typed, is_filled) in [
        ("name_zh", name_zh.as_ref().map(OneLine::as_str), false),
        ("issuer_zh", issuer_zh.as_ref().map(OneLine::as_str), false),
        ("mail_subject", mail_subject.as_ref().map(OneLine::as_str), true),
        ("mail_text", mail_text.as_ref().map(NonBlank::as_str), true),
    ] {
        let Some(typed) = typed else { continue };
        let faults = if is_filled {
            faults(typed)
        } else {
            names_no_address(typed).err().into_iter().collect()
        };
        if !faults.is_empty() {
            form.fail(name, letter_words::faults(lang, &faults));
        }
    }
    let texts = Texts {
        name_zh: name_zh.map_or_else(String::new, String::from),
        name_en: optional::<120, true>(form, "name_en", lang),
        issuer_zh: issuer_zh.map_or_else(String::new, String::from),
        issuer_en: optional::<120, true>(form, "issuer_en", lang),
        telephone: telephone.map_or_else(String::new, String::from),
        notice_url: notice(form, lang),
        privacy_zh: privacy_zh.map_or_else(String::new, String::from),
        privacy_en: optional::<2000, false>(form, "privacy_en", lang),
        tips_to: tips_to.map_or_else(String::new, String::from),
        mail_subject: mail_subject.map_or_else(String::new, String::from),
        mail_text: mail_text.map_or_else(String::new, String::from),
    };
    let dates = Dates {
        opens_on: optional_day(form, "opens_on", lang),
        closes_on: optional_day(form, "closes_on", lang),
        remind_on: REMIND_ON.map(|name| optional_day(form, name, lang)),
    };
    for fault in dates.faults(staff.app.clock.today()) {
        form.fail(field(fault), refusals::dates(lang, fault));
    }
    form.is_clean().then_some((texts, dates))
}

fn optional<const N: usize, const ONE_LINE: bool>(
    form: &mut Form,
    name: &str,
    lang: Lang,
) -> String {
    form.optional::<N, ONE_LINE>(name, lang).map_or_else(String::new, String::from)
}

fn notice(form: &mut Form, lang: Lang) -> String {
    match NoticeLink::parse(form.text("notice_url")) {
        Err(TextRefusal::Blank) => String::new(),
        parsed => {
            let link = form.take("notice_url", lang, parsed, words::NOTICE_WRONG);
            link.map_or_else(String::new, |link| link.as_str().to_owned())
        }
    }
}

fn optional_day(form: &mut Form, name: &str, lang: Lang) -> Option<Day> {
    if form.text(name).trim().is_empty() { None } else { form.day(name, lang) }
}

/// Puts a refusal of the days beside the day it is about; other errors go on.
fn note(form: &mut Form, lang: Lang, error: services::Error) -> Result<()> {
    let services::Error::Refused(Refusal::Dates(fault)) = error else {
        return Err(error.into());
    };
    form.fail(field(fault), refusals::dates(lang, fault));
    Ok(())
}

/// The day that a fault is about.
fn field(fault: DateFault) -> &'static str {
    match fault {
        DateFault::OpensInThePast => "opens_on",
        DateFault::ClosesBeforeOpening | DateFault::TooLong => "closes_on",
        DateFault::ReminderOutside(place) | DateFault::ReminderNotLater(place) => REMIND_ON[place],
    }
}
