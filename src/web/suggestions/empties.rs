//! Texts that say nothing, shown once with their number; and the list they are known by.

use axum::response::Response;

use super::{views, words};
use crate::domain::id::CampaignId;
use crate::domain::suggestions::{EmptyAnswers, NotAList};
use crate::services::suggestions::empties;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::paths;
use crate::web::session::Staff;
use crate::web::words as common;

/// The group.
pub async fn get(staff: Staff, Key(id): Key<CampaignId>) -> Result<Response> {
    let group = empties::of_campaign(&staff.app, &staff.actor, id).await?;
    Ok(staff.page(&views::empties::page(staff.view, &staff.actor, &group)))
}

/// Sets the group aside.
pub async fn post(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    let seen = form.text("seen").parse().unwrap_or(0);
    let count = empties::set_aside(&staff.app, &staff.actor, id, seen).await?;
    Ok(staff.done(&paths::desk_empty(id), &words::empties_aside(staff.lang(), count)))
}

/// Confirms that the group is set aside.
pub async fn post_confirm(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    let seen = form.text("seen").parse().unwrap_or(0);
    let count = empties::confirm(&staff.app, &staff.actor, id, seen).await?;
    Ok(staff.done(&paths::desk_empty(id), &words::empties_confirmed(staff.lang(), count)))
}

/// Does not agree that a wording says nothing.
pub async fn post_reopen(staff: Staff, Key(id): Key<CampaignId>, form: Form) -> Result<Response> {
    let shown = (form.text("wording").trim(), form.text("seen").parse().unwrap_or(0));
    let count = empties::disagree(&staff.app, &staff.actor, id, shown).await?;
    Ok(staff.done(&paths::desk_empty(id), &words::empties_reopened(staff.lang(), count)))
}

/// The list.
pub async fn get_list(staff: Staff) -> Result<Response> {
    let list = empties::listed(&staff.app, &staff.actor).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        form.push("answers", list.lines());
    }
    Ok(staff.page(&views::empties::list(staff.view, &form)))
}

/// Stores the list.
pub async fn post_list(staff: Staff, mut form: Form) -> Result<Response> {
    if form.text("decision") == "shipped" {
        empties::set_list(&staff.app, &staff.actor, &EmptyAnswers::default()).await?;
        return Ok(staff.done(paths::DESK_EMPTY_LIST, staff.view.t(common::SAVED)));
    }
    let fault = match EmptyAnswers::parse(form.text("answers")) {
        Ok(list) => {
            empties::set_list(&staff.app, &staff.actor, &list).await?;
            return Ok(staff.done(paths::DESK, staff.view.t(common::SAVED)));
        }
        Err(NotAList::TooLong(entry)) => words::empty_too_long(staff.lang(), &entry),
        Err(NotAList::Nothing) => words::EMPTY_LIST_NEEDED.to(staff.lang()).to_owned(),
        Err(NotAList::TooMany) => words::EMPTY_TOO_MANY.to(staff.lang()).to_owned(),
    };
    form.fail("answers", fault);
    Ok(staff.mend(&views::empties::list(staff.view, &form)))
}
