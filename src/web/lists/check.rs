//! The second page: which column, from which line on, what would be taken, corrected and left out;
//! and the one button that imports exactly what the page says.

use std::sync::Arc;

use axum::response::Response;

use super::upload::draft;
use super::{views, words};
use crate::domain::id::{AudienceId, CampaignId, ListId};
use crate::domain::lists::ListRefusal;
use crate::domain::lists::guess::{Place, first_line};
use crate::domain::lists::judge::{Counts, Decisions, Take};
use crate::domain::lists::reading::Concern;
use crate::domain::lists::review::Review;
use crate::domain::refusal::Refusal;
use crate::services;
use crate::services::campaigns::Overview;
use crate::services::lists::import::{self, Confirmed, Seen};
use crate::services::lists::{self, Held, Standing};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;

/// Lines shown of each reason; what is decided for all holds for the others.
pub(super) const SHOWN: usize = 100;

/// What would become of the list that waits, how far its import is, or that none waits.
pub async fn get(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
) -> Result<Response> {
    let overview = draft(&staff, id, audience).await?;
    let page = match lists::look(&staff.app, &staff.actor, id, audience).await? {
        Standing::None => views::ended::page(staff.view, &overview, audience)?,
        Standing::UnderWay { done, whole } => {
            views::ended::under_way(staff.view, &overview, audience, (done, whole))?
        }
        Standing::Waits(held) => check_page(&staff, &overview, audience, held, None).await?,
    };
    Ok(staff.page(&page))
}

async fn check_page(
    staff: &Staff,
    overview: &Overview,
    audience: AudienceId,
    held: Arc<Held>,
    note: Option<&str>,
) -> Result<crate::web::page::Page> {
    let judged = Arc::clone(&held);
    let review = tokio::task::spawn_blocking(move || Review::of(&judged.judge(), SHOWN));
    let review = review.await.map_err(|ended| services::Error::Broken(Box::new(ended)))?;
    Ok(views::check::page(staff.view, overview, audience, (&held, &review), note)?)
}

/// Keeps what was decided; imports, if nothing but the button was pressed since the page was drawn.
pub async fn post(
    staff: Staff,
    Key((id, audience)): Key<(CampaignId, AudienceId)>,
    form: Form,
) -> Result<Response> {
    let overview = draft(&staff, id, audience).await?;
    let here = paths::list_check(id, audience);
    let (app, actor) = (&staff.app, &staff.actor);
    let Standing::Waits(held) = lists::look(app, actor, id, audience).await? else {
        return Ok(staff.go(&here));
    };
    let seen: Option<ListId> = form.text("list").parse().ok();
    if seen != Some(held.list) {
        return Ok(staff.go(&here));
    }
    let decided = decided(&form, &held).ok_or(services::Error::Malformed)?;
    let is_new = decided != (held.place, held.decisions.clone());
    if is_new {
        lists::decide(app, actor, id, audience, held.list, decided).await?;
    }
    if form.text("do") != "import" {
        return Ok(staff.go(&here));
    }
    let counts = counts(&form).ok_or(services::Error::Malformed)?;
    let outcome = if is_new {
        Err(services::Error::Stale)
    } else {
        import::confirm(app, actor, id, audience, Seen { list: held.list, counts }).await
    };
    match outcome {
        Ok(Confirmed::Imported(count)) => {
            let said = words::imported(staff.lang(), count);
            Ok(staff.done(&paths::campaign(id), &said))
        }
        Ok(Confirmed::GoesOn) => Ok(staff.go(&here)),
        // Counts that changed since the page was drawn: it is drawn anew, and asks again.
        Err(services::Error::Stale | services::Error::Refused(Refusal::AddressesTwice(_))) => {
            again(&staff, &overview, audience, staff.view.t(words::COUNTS_CHANGED)).await
        }
        Err(services::Error::Refused(Refusal::List(ListRefusal::Gone | ListRefusal::UnderWay))) => {
            Ok(staff.go(&here))
        }
        Err(services::Error::Refused(Refusal::List(ListRefusal::NobodyLeft))) => {
            again(&staff, &overview, audience, staff.view.t(words::NOBODY_LEFT)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn again(
    staff: &Staff,
    overview: &Overview,
    audience: AudienceId,
    note: &str,
) -> Result<Response> {
    let id = overview.campaign.id;
    match lists::look(&staff.app, &staff.actor, id, audience).await? {
        Standing::Waits(held) => {
            let page = check_page(staff, overview, audience, held, Some(note)).await?;
            Ok(staff.conflict(&page))
        }
        _ => Ok(staff.go(&paths::list_check(id, audience))),
    }
}

/// What the form says: where the addresses stand, what is done with which lines. What a page of
/// ours did not offer is nothing.
fn decided(form: &Form, held: &Held) -> Option<(Place, Decisions)> {
    let column = form.text("column").parse().ok()?;
    let first = form.text("first").parse().ok()?;
    // Another column may be named in another line.
    let is_moved = column != held.place.column && first == held.place.first;
    let first = if is_moved { first_line(held.channel, &held.rows, column) } else { first };
    let place = Place { column, first };
    // Another column or start makes other lines: what was decided about single ones is void.
    let keeps_lines = place == held.place;
    let mut decisions = held.decisions.clone();
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
