//! Rooms of a venue: opening with a head count, the second person, the screen, the kiosk.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{room_words as words, views};
use crate::domain::campaigns::rooms::{RoomRefusal, RoomState};
use crate::domain::credentials::door::RoomNumber;
use crate::domain::id::{AudienceId, CampaignId};
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::services::{Error as Failure, rooms};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::{Staff, leave};

/// A room in an address.
type OfRoom = (CampaignId, AudienceId, RoomNumber);

/// A venue's rooms.
pub async fn get(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let overview = rooms::look(&staff.app, &staff.actor, id, audience).await?;
    Ok(staff.page(&views::rooms::page(
        staff.view,
        &staff.actor,
        &overview,
        &staff.typed(),
        staff.app.clock.today(),
    )))
}

/// The office opens a room, or proposes a further one.
pub async fn post(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    mut form: Form,
) -> Result<Response> {
    let mut is_stale = false;
    if let Some((name, seats)) = parse(&mut form, &staff) {
        let seen = form.text("seen").parse().unwrap_or(usize::MAX);
        let room = (&name, seats);
        match rooms::open(&staff.app, &staff.actor, (id, audience), room, seen).await {
            Ok(state) => {
                let said = match state {
                    RoomState::Open => words::OPENED,
                    RoomState::Proposed => words::PROPOSED,
                };
                return Ok(staff.done(&paths::rooms(id, audience), staff.view.t(said)));
            }
            Err(Failure::Refused(Refusal::Room(refusal @ RoomRefusal::TooMany(_)))) => {
                form.fail("seats", words::sentence(staff.lang(), refusal));
            }
            Err(Failure::Stale) => {
                is_stale = true;
                form.fail("name", words::MEANWHILE.to(staff.lang()));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let overview = rooms::look(&staff.app, &staff.actor, id, audience).await?;
    let today = staff.app.clock.today();
    let page = views::rooms::page(staff.view, &staff.actor, &overview, &form, today);
    Ok(if is_stale { staff.conflict(&page) } else { staff.mend(&page) })
}

fn parse(form: &mut Form, staff: &Staff) -> Option<(Line, u32)> {
    let name: Option<Line> = form.required("name", staff.lang());
    let seats = form.text("seats").trim().parse().ok().filter(|seats| *seats > 0);
    if seats.is_none() {
        form.fail("seats", words::COUNT_WRONG.to(staff.lang()));
    }
    Some((name?, seats?))
}

/// A person of the supervision group or the discipline commission opens a further room.
pub async fn post_confirm(
    staff: Staff,
    Key((id, audience, room)): Key<OfRoom>,
    form: Form,
) -> Result<Response> {
    let seen = form.text("seen");
    rooms::confirm(&staff.app, &staff.actor, (id, audience), room, seen).await?;
    Ok(staff.done(&paths::rooms(id, audience), staff.view.t(words::CONFIRMED)))
}

/// The office takes its proposal back, or a holder declines it.
pub async fn post_decline(
    staff: Staff,
    Key((id, audience, room)): Key<OfRoom>,
) -> Result<Response> {
    rooms::decline(&staff.app, &staff.actor, (id, audience), room).await?;
    Ok(staff.done(&paths::rooms(id, audience), staff.view.t(words::DECLINED)))
}

/// What the projector shows.
pub async fn get_screen(staff: Staff, Key((id, audience, room)): Key<OfRoom>) -> Result<Response> {
    let screen = rooms::screen(&staff.app, &staff.actor, (id, audience), room).await?;
    let page = views::screen::page(staff.view, &screen, &staff.app.site);
    Ok((StatusCode::OK, page).into_response())
}

/// Signs out on this device and makes it a kiosk: whoever it is handed to must not find the office
/// behind the questionnaire.
pub async fn post_kiosk(staff: Staff, Key((id, audience, room)): Key<OfRoom>) -> Result<Response> {
    let (pool, key) = rooms::kiosk(&staff.app, &staff.actor, (id, audience), room).await?;
    let fingerprint = pool.fingerprint.ok_or_else(Error::missing)?;
    let kiosk = paths::survey_kiosk(pool.code);
    leave(&staff, &format!("{kiosk}#{}.{}", key.written().as_str(), fingerprint.compact())).await
}
