//! Texts that say the same, on one page: read once, dealt with by one press.

use axum::response::Response;

use super::filter::Kept;
use super::texts::{chosen_item, chosen_reason, go_on, note, parse_draft, warnings};
use super::{views, words};
use crate::domain::id::{ItemId, PoolId, TextId};
use crate::domain::lang::Text;
use crate::domain::suggestions::{AsideReason, TextState, Warnings};
use crate::services;
use crate::services::suggestions::queue::Filter;
use crate::services::suggestions::together::{self, Deed};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::session::Staff;

type Place = Key<(PoolId, TextId)>;

/// The group.
pub async fn get(staff: Staff, Key((pool, id)): Place, Kept(filter): Kept) -> Result<Response> {
    let group = together::of_text(&staff.app, &staff.actor, pool, id).await?;
    let mut form = staff.typed();
    if form.is_empty() {
        views::grounds::start(&mut form, &group.suggested);
    }
    let page = views::together::page(staff.view, &group, &filter, &form, &Warnings::default());
    Ok(staff.page(&page))
}

/// Deals with the group as it was seen.
pub async fn post(
    staff: Staff,
    Key((pool, id)): Place,
    Kept(filter): Kept,
    mut form: Form,
) -> Result<Response> {
    let group = together::of_text(&staff.app, &staff.actor, pool, id).await?;
    let seen = form.text("seen").to_owned();
    let mut told = Warnings::default();
    // What was written comes along when a reason is pressed.
    let is_aside = form.has("reason") || form.has("anyway");
    let decision = match () {
        () if is_aside => "aside",
        () if form.has("join") => "link",
        () => form.text("decision"),
    }
    .to_owned();
    let deed = match decision.as_str() {
        "distil" => {
            let draft = parse_draft(&mut form, staff.lang(), &group.units, &group.words);
            let raw = group.members.iter().map(|member| member.text.as_str());
            let there = group.items.iter().map(|alike| &alike.item);
            told = warnings(&mut form, staff.lang(), raw, there);
            draft.filter(|_| form.is_clean()).map(Wanted::Distil)
        }
        "link" => chosen_item(&mut form, staff.lang()).map(Wanted::Link),
        "confirm" => Some(Wanted::Confirm),
        "reopen" => Some(Wanted::Reopen),
        _ => chosen_reason(&mut form, staff.lang()).map(Wanted::SetAside),
    };
    let Some(wanted) = deed else {
        return Ok(staff.mend(&views::together::page(staff.view, &group, &filter, &form, &told)));
    };
    let place = (pool, id);
    match together::deal(&staff.app, &staff.actor, place, &seen, wanted.deed()).await {
        Ok(_) => go_on(&staff, &after(&wanted, filter), place, wanted.said()).await,
        Err(services::Error::Stale) => {
            form.fail("raw", words::GROUP_CHANGED.to(staff.lang()));
            Ok(staff.conflict(&views::together::page(staff.view, &group, &filter, &form, &told)))
        }
        Err(error) => {
            note(&mut form, staff.lang(), error)?;
            Ok(staff.mend(&views::together::page(staff.view, &group, &filter, &form, &told)))
        }
    }
}

/// What is wanted, with all that belongs to it.
enum Wanted {
    Distil(services::suggestions::Draft),
    Link(ItemId),
    SetAside(AsideReason),
    Confirm,
    Reopen,
}

impl Wanted {
    fn deed(&self) -> Deed<'_> {
        match self {
            Self::Distil(draft) => Deed::Distil(draft),
            Self::Link(item) => Deed::Link(*item),
            Self::SetAside(reason) => Deed::SetAside(*reason),
            Self::Confirm => Deed::Confirm,
            Self::Reopen => Deed::Reopen,
        }
    }

    fn said(&self) -> Text {
        match self {
            Self::Distil(_) => words::DISTILLED_DONE,
            Self::Link(_) => words::LINKED_DONE,
            Self::SetAside(_) => words::ASIDE_DONE,
            Self::Confirm => words::CONFIRMED_DONE,
            Self::Reopen => words::REOPENED_DONE,
        }
    }
}

/// Where whoever confirms goes on confirming.
fn after(wanted: &Wanted, filter: Filter) -> Filter {
    match wanted {
        Wanted::Confirm | Wanted::Reopen => {
            Filter { set_aside: Some(TextState::Proposed), ..filter }
        }
        _ => filter,
    }
}
