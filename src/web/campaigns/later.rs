//! Seats added after the launch: one person proposes them, another looks at whom and confirms.

use axum::response::Response;

use super::later_words as words;
use super::views;
use crate::domain::campaigns::later::LaterRefusal;
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::services::Error as Failure;
use crate::services::later_seats::{self, For, KnownAddresses, Overview};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// How it stands, with whatever this person can do about it.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let overview = later_seats::look(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::later::page(staff.view, &staff.actor, &overview, (&staff.typed(), None))))
}

/// The office proposes.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, mut form: Form) -> Result<Response> {
    let overview = later_seats::look(&staff.app, &staff.actor, id).await?;
    if let Some((audience, whom, reason)) = parse(&mut form, &staff, &overview) {
        let reason = reason.as_str().to_owned();
        let proposed = (whom, reason);
        match later_seats::propose(&staff.app, &staff.actor, id, audience, proposed).await {
            Ok(()) => {
                return Ok(staff.done(&paths::later_seats(id), staff.view.t(words::PROPOSED)));
            }
            Err(Failure::Refused(Refusal::Later(refusal))) => {
                form.fail(words::field(&refusal), words::sentence(staff.lang(), &refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(staff.mend(&views::later::page(staff.view, &staff.actor, &overview, (&form, None))))
}

fn parse(form: &mut Form, staff: &Staff, overview: &Overview) -> Option<(AudienceId, For, Line)> {
    let lang = staff.lang();
    let offered = |code: &str| {
        let id: AudienceId = code.parse().ok()?;
        overview.audiences().map(|(_, audience)| audience).find(|audience| audience.id == id)
    };
    let audience = form.chosen("audience", lang, offered);
    let reason: Option<Line> = form.required("reason", lang);
    let audience = audience?;
    let (idle, said) = if audience.channel.has_list() {
        ("cards", words::NO_CARDS_HERE)
    } else {
        ("lines", words::NO_LINES_HERE)
    };
    if !form.text(idle).trim().is_empty() {
        form.fail(idle, said.to(lang));
        return None;
    }
    let whom = if audience.channel.has_list() {
        For::Lines(form.text("lines").to_owned())
    } else {
        For::Cards(form.text("cards").trim().parse().unwrap_or(0))
    };
    Some((audience.id, whom, reason?))
}

/// A person of the supervision group confirms what they saw.
pub async fn post_confirm(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    let seen = form.text("id").parse().map_err(|_| Failure::Malformed)?;
    let known = if form.has("rest") { KnownAddresses::LeftOut } else { KnownAddresses::Told };
    match later_seats::confirm(&staff.app, &staff.actor, id, (seen, known)).await {
        Ok(()) => Ok(staff.done(&paths::campaign(id), staff.view.t(words::CONFIRMED))),
        // Who it is can be seen on the same page, and the button to decline stands there.
        Err(Failure::Refused(Refusal::Later(refusal @ LaterRefusal::OnList { others, .. }))) => {
            let overview = later_seats::look(&staff.app, &staff.actor, id).await?;
            let why = words::sentence(staff.lang(), &refusal);
            let said = (&form, Some((why.as_str(), others)));
            Ok(staff.mend(&views::later::page(staff.view, &staff.actor, &overview, said)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The office takes its proposal back, or the other side declines it.
pub async fn post_decline(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    later_seats::decline(&staff.app, &staff.actor, id).await?;
    Ok(staff.done(&paths::later_seats(id), staff.view.t(words::DECLINED)))
}
