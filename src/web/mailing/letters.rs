//! The words of an audience's letter, its preview, and a test to oneself.

use axum::response::{IntoResponse, Response};

use super::views::letters::Beside;
use super::{letter_words, reason_words, views};
use crate::domain::campaigns::template::{LINK_TEXT_MAX, SUBJECT_MAX, Template, faults};
use crate::domain::id::{AudienceId, CampaignId, PressId};
use crate::domain::text::{OneLine, Paragraph};
use crate::services::sending;
use crate::services::templates::{self, AudienceLetter};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::headers::Framing;
use crate::web::parts::Tone;
use crate::web::session::Staff;
use crate::web::{paths, words as common};

/// The form.
pub async fn get(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let letter = templates::look(&staff.app, &staff.actor, id, audience).await?;
    let mut form = staff.typed();
    if form.is_empty() || !letter.is_open() {
        form = Form::default();
        form.push("subject", &letter.template.subject);
        form.push("text", &letter.template.text);
        form.push("link_text", &letter.template.link_text);
    }
    let form = form.keyed(PressId::draw(staff.app.chance));
    Ok(around(staff.page(&views::letters::page(staff.view, &letter, &form, Beside::Nothing))))
}

/// The page shows the preview inside itself.
fn around(mut reply: Response) -> Response {
    reply.extensions_mut().insert(Framing::Around);
    reply
}

/// Saves the words; or keeps nothing and, asked to look, draws what was typed, by itself for the frame
/// beside the form or below the form where there is no room beside it; asked for a test, sends it.
pub async fn post(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    mut form: Form,
) -> Result<Response> {
    let letter = templates::look(&staff.app, &staff.actor, id, audience).await?;
    let parsed = parse(&mut form, &staff);
    let samples = parsed.as_ref().map(|template| letter.samples(&staff.app, template));
    if form.text("look") == views::letters::BELOW
        && let Some(samples) = &samples
    {
        let page = views::letters::page(staff.view, &letter, &form, Beside::Samples(samples));
        return Ok(around(staff.page(&page)));
    }
    if form.has(views::letters::TEST)
        && let Some(template) = &parsed
    {
        let press = form.key(PressId::draw(staff.app.chance));
        let (tone, said) = test(&staff, &letter, (template, press)).await?;
        // Whoever presses once more on the page that says so means another.
        form.rekey(PressId::draw(staff.app.chance));
        let page = views::letters::page(staff.view, &letter, &form, Beside::Said(tone, &said));
        return Ok(around(staff.page(&page)));
    }
    if form.has("look") && form.text("look") != views::letters::BELOW {
        let drawn = match &samples {
            Some(samples) => views::letters::preview(staff.view, &letter, samples),
            None => views::letters::not_yet(staff.view, form.errors()),
        };
        let mut reply = drawn.into_response();
        reply.extensions_mut().insert(Framing::Inside);
        return Ok(reply);
    }
    let Some(template) = parsed else {
        let page = views::letters::page(staff.view, &letter, &form, Beside::Nothing);
        return Ok(around(staff.mend(&page)));
    };
    templates::set(&staff.app, &staff.actor, id, audience, Some(&template)).await?;
    Ok(staff.done(&paths::audience_letter(id, audience), staff.view.t(common::SAVED)))
}

fn parse(form: &mut Form, staff: &Staff) -> Option<Template> {
    let lang = staff.lang();
    let subject: Option<OneLine<SUBJECT_MAX>> = form.required("subject", lang);
    let text: Option<Paragraph> = form.required("text", lang);
    let link_text: Option<OneLine<LINK_TEXT_MAX>> = form.optional("link_text", lang);
    let template = Template {
        subject: subject.map_or_else(String::new, String::from),
        text: text.map_or_else(String::new, String::from),
        link_text: link_text.map_or_else(String::new, String::from),
    };
    for (name, text) in [
        ("subject", &template.subject),
        ("text", &template.text),
        ("link_text", &template.link_text),
    ] {
        let faults = faults(text);
        if !faults.is_empty() {
            form.fail(name, letter_words::faults(lang, &faults));
        }
    }
    form.is_clean().then_some(template)
}

/// Lets the campaign's words serve again.
pub async fn post_usual(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    templates::set(&staff.app, &staff.actor, id, audience, None).await?;
    let said = staff.view.t(letter_words::USUAL_DONE);
    Ok(staff.done(&paths::audience_letter(id, audience), said))
}

/// Sends the letter in the words that were typed, as the preview shows it, to whoever asks. Nothing is
/// kept of them but on the page, which comes back as it was.
async fn test(
    staff: &Staff,
    letter: &AudienceLetter,
    (typed, press): (&Template, PressId),
) -> Result<(Tone, String)> {
    let of = (letter.campaign.id, letter.audience.id);
    let is_saved = *typed == letter.template || !letter.is_open();
    let sent = if is_saved { letter_words::TEST_SENT } else { letter_words::TEST_SENT_UNSAVED };
    Ok(match templates::test(&staff.app, &staff.actor, of, (typed, press)).await? {
        None => (Tone::Info, staff.view.t(letter_words::TEST_ONCE).to_owned()),
        Some(Ok(())) => (Tone::Good, staff.view.t(sent).to_owned()),
        Some(Err(failure)) => {
            let code = sending::code(failure.reason());
            let why = reason_words::reason(staff.lang(), &code);
            (Tone::Late, letter_words::test_failed(staff.lang(), &why))
        }
    })
}
