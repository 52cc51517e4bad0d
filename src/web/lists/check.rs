//! The second page: which column, from which line on, what would be taken, corrected and left out;
//! and the one button that imports exactly what the page says.

use axum::response::Response;

use super::upload::draft;
use super::{views, words};
use crate::domain::id::{AudienceId, CampaignId, ListId};
use crate::domain::lists::ListRefusal;
use crate::domain::lists::guess::Place;
use crate::domain::lists::judge::{Counts, Decisions, Take};
use crate::domain::lists::reading::Concern;
use crate::domain::refusal::Refusal;
use crate::services;
use crate::services::lists::checking::NotImported;
use crate::services::lists::import::{self, Confirmed, Seen};
use crate::services::lists::{self, Standing};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::page::Page;
use crate::web::paths;
use crate::web::session::Staff;

/// What would become of the list that waits, how far its reading or its import is, or that none
/// waits.
pub async fn get(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    Ok(staff.page(&look(&staff, id, audience).await?.0))
}

/// The page as things stand, and whether it says why nothing was imported.
async fn look(staff: &Staff, id: CampaignId, audience: AudienceId) -> Result<(Page, bool)> {
    draft(staff, id, audience).await?;
    let (view, app) = (staff.view, &staff.app);
    let standing = lists::look(app, &staff.actor, id, audience).await?;
    // Read after it: an import that came to its end meanwhile is counted.
    let overview = draft(staff, id, audience).await?;
    let page = match standing {
        Standing::None => views::ended::page(view, &overview, audience)?,
        Standing::Unread(why) => views::ended::unread(view, &overview, audience, &why)?,
        Standing::Reading(upload) => {
            views::under_way::reading(view, &overview, audience, upload.as_ref())?
        }
        Standing::Interrupted(upload) => {
            views::ended::interrupted(view, &overview, audience, &upload)?
        }
        Standing::Judging(done, whole) => {
            views::under_way::judging(view, &overview, audience, (done, whole))?
        }
        Standing::UnderWay(progress) => {
            views::under_way::importing(view, &overview, audience, progress)?
        }
        Standing::Waits(checked, not_imported) => {
            let page = views::check::page(view, &overview, audience, &checked, not_imported)?;
            return Ok((page, not_imported.is_some()));
        }
    };
    Ok((page, false))
}

/// Keeps what was decided; imports, if nothing but the button was pressed since the page was drawn.
pub async fn post(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    form: Form,
) -> Result<Response> {
    draft(&staff, id, audience).await?;
    let here = paths::list_check(id, audience);
    let (app, actor) = (&staff.app, &staff.actor);
    let Some((list, place, before)) = lists::settings(app, actor, id, audience).await? else {
        return Ok(staff.go(&here));
    };
    let seen: Option<ListId> = form.text("list").parse().ok();
    if seen != Some(list) {
        return Ok(staff.go(&here));
    }
    let decided = decided(&form, (place, &before)).ok_or(services::Error::Malformed)?;
    let is_new = decided != (place, before);
    if is_new {
        lists::decide(app, actor, id, audience, list, decided).await?;
    }
    if form.text("do") != "import" {
        return Ok(staff.go(&here));
    }
    let counts = counts(&form).ok_or(services::Error::Malformed)?;
    if is_new {
        lists::not_imported(app, audience);
        return again(&staff, id, audience).await;
    }
    match import::confirm(app, actor, id, audience, Seen { list, counts }).await {
        Ok(Confirmed::Imported(count)) => {
            let said = words::imported(staff.lang(), count);
            Ok(staff.done(&paths::campaign(id), &said))
        }
        Ok(Confirmed::GoesOn) => Ok(staff.go(&here)),
        Err(services::Error::Refused(Refusal::List(ListRefusal::Gone | ListRefusal::UnderWay))) => {
            Ok(staff.go(&here))
        }
        // Counts that changed since the page was drawn: it is drawn anew, and asks again.
        Err(error) if NotImported::of(&error).is_some() => again(&staff, id, audience).await,
        Err(error) => Err(error.into()),
    }
}

/// The page as it is by now, with the reason why nothing was imported; it may still be counting.
async fn again(staff: &Staff, id: CampaignId, audience: AudienceId) -> Result<Response> {
    match look(staff, id, audience).await? {
        (page, true) => Ok(staff.conflict(&page)),
        (_, false) => Ok(staff.go(&paths::list_check(id, audience))),
    }
}

/// What the form says: where the addresses stand, what is done with which lines. What a page of
/// ours did not offer is nothing.
fn decided(form: &Form, (stood, before): (Place, &Decisions)) -> Option<(Place, Decisions)> {
    let column: usize = form.text("column").parse().ok()?;
    let first: u32 = form.text("first").parse().ok()?;
    // Another column may be named in another line: the page says in which.
    let is_moved = column != stood.column && first == stood.first;
    let first =
        if is_moved { form.text("firsts").split(',').nth(column)?.parse().ok()? } else { first };
    let place = Place { column, first };
    // Another column or start makes other lines: what was decided about single ones is void.
    let keeps_lines = place == stood;
    let mut decisions = before.clone();
    if !keeps_lines {
        decisions.for_line.clear();
    }
    for (name, value) in form.pairs() {
        let take = Take::from_code(value);
        if let Some(concern) = name.strip_prefix("all-").and_then(Concern::from_code) {
            let take = take?;
            if take != decisions.of_all(concern) {
                decisions.for_all.insert(concern.code().to_owned(), take);
            }
        } else if let Some(line) = name.strip_prefix("line-").filter(|_| keeps_lines) {
            let line: u32 = line.parse().ok()?;
            match take {
                Some(take) => decisions.for_line.insert(line, take),
                None => decisions.for_line.remove(&line),
            };
        }
    }
    Some((place, decisions))
}

fn counts(form: &Form) -> Option<Counts> {
    let count = |name: &str| form.text(name).parse().ok();
    Some(Counts { taken: count("taken")?, corrected: count("corrected")?, left: count("left")? })
}

/// Forgets the list that waits.
pub async fn post_discard(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let discarded = lists::discard(&staff.app, &staff.actor, id, audience).await;
    match discarded.map_err(Error::from) {
        Ok(()) => Ok(staff.done(&paths::campaign(id), staff.view.t(words::DISCARDED))),
        Err(error) => match error.refusal() {
            Some(Refusal::List(_)) => Ok(staff.go(&paths::list_check(id, audience))),
            _ => Err(error),
        },
    }
}
