//! The desk's pages: the queue, a raw text, an item before its second reader, empty answers, the
//! release. Raw text is drawn on two pages only, a text's and an item's, and never in a title.

mod empties;
mod filter;
mod items;
mod recusals;
mod release;
mod sheet;
mod texts;
mod together;
mod upwards;
mod views;
mod words;

use axum::http::Uri;
use axum::response::Response;

use super::error::Result;
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::people::Act;
use crate::services;
use crate::services::suggestions::queue;
use filter::Kept;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let (read, distil) = (Who::May(Act::ReadTexts), Who::May(Act::Distil));
    let (clear, release) = (Who::May(Act::Clear), Who::May(Act::Release));
    routes
        .get(paths::DESK, read, get_queue)
        .get(paths::DESK_NEXT, read, texts::get_next)
        .get(paths::DESK_TEXT, read, texts::get)
        .post(paths::DESK_TEXT, distil, texts::post)
        .post(paths::DESK_LINK, distil, texts::post_link)
        .post(paths::DESK_ASIDE, distil, texts::post_aside)
        .post(paths::DESK_CONFIRM, clear, texts::post_confirm)
        .post(paths::DESK_REOPEN, clear, texts::post_reopen)
        .post(paths::DESK_TAKE_BACK, distil, texts::post_take_back)
        .get(paths::DESK_TOGETHER, read, together::get)
        .post(paths::DESK_TOGETHER, read, together::post)
        .post(paths::DESK_TAKE_UP, read, texts::post_take_up)
        .post(paths::DESK_UNLINK, read, texts::post_unlink)
        .post(paths::DESK_KEEP_OUT, read, texts::post_keep_out)
        .get(paths::DESK_RECUSALS, read, recusals::get)
        .post(paths::DESK_RECUSALS, read, recusals::post)
        .post(paths::DESK_TIP, read, texts::post_tip)
        .get(paths::DESK_UPWARDS, read, upwards::get)
        .post(paths::DESK_UPWARDS, read, upwards::post)
        .get(paths::DESK_ITEM, read, items::get)
        .post(paths::DESK_ITEM, clear, items::post)
        .get(paths::DESK_REVISE, distil, items::get_revise)
        .post(paths::DESK_REVISE, distil, items::post_revise)
        .get(paths::DESK_EMPTY, read, empties::get)
        .post(paths::DESK_EMPTY, distil, empties::post)
        .post(paths::DESK_EMPTY_CONFIRM, clear, empties::post_confirm)
        .post(paths::DESK_EMPTY_REOPEN, clear, empties::post_reopen)
        .get(paths::DESK_EMPTY_LIST, distil, empties::get_list)
        .post(paths::DESK_EMPTY_LIST, distil, empties::post_list)
        .get(paths::ITEMS, Who::May(Act::ReadItems), items::get_list)
        .get(paths::ITEMS_XLSX, Who::May(Act::ReadItems), sheet::get)
        .get(paths::RELEASE, release, release::get)
        .get(paths::RELEASE_CAMPAIGN, release, release::get_campaign)
        .post(paths::RELEASE_CAMPAIGN, release, release::post)
}

async fn get_queue(staff: Staff, Kept(filter): Kept, uri: Uri) -> Result<Response> {
    let asked = filter::query(uri.query());
    let page = asked.text("page").parse().unwrap_or(1);
    let (app, actor) = (&staff.app, &staff.actor);
    let mut shown = (queue::open(app, actor, &filter).await, filter);
    if shown.1.campaign.is_some() && matches!(shown.0, Err(services::Error::Missing)) {
        let filter = filter::without(shown.1, &["campaign"]);
        shown = (queue::open(app, actor, &filter).await, filter);
    }
    let (queue, mut filter) = (shown.0?, shown.1);
    let Some(mut queue) = queue else {
        return Ok(staff.page(&views::queue::nothing_opened(staff.view)));
    };
    // What was not understood is said, and narrows nothing.
    let unknown = filter::unknown(&asked, &queue);
    if !unknown.is_empty() {
        filter = filter::without(filter, &unknown);
        queue = queue::open(app, actor, &filter).await?.ok_or(services::Error::Missing)?;
    }
    let narrowed = views::queue::Narrowed { filter: &filter, unknown: &unknown, page };
    Ok(staff.page(&views::queue::page(staff.view, &staff.actor, &queue, &narrowed)))
}
