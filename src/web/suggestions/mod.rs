//! The desk's pages: the queue, a raw text, an item before its second reader, empty answers, the
//! release. Raw text is drawn on two pages only, a text's and an item's, and never in a title.

mod empties;
mod filter;
mod items;
mod recusals;
mod release;
mod sheet;
mod texts;
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
        .post(paths::DESK_UNLINK, distil, texts::post_unlink)
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
        .get(paths::DESK_EMPTY_LIST, distil, empties::get_list)
        .post(paths::DESK_EMPTY_LIST, distil, empties::post_list)
        .get(paths::ITEMS, Who::May(Act::ReadItems), items::get_list)
        .get(paths::ITEMS_XLSX, Who::May(Act::ReadItems), sheet::get)
        .get(paths::RELEASE, release, release::get)
        .get(paths::RELEASE_CAMPAIGN, release, release::get_campaign)
        .post(paths::RELEASE_CAMPAIGN, release, release::post)
}

async fn get_queue(staff: Staff, Kept(filter): Kept, uri: Uri) -> Result<Response> {
    let page = filter::query(uri.query()).text("page").parse().unwrap_or(1);
    let queue = queue::open(&staff.app, &staff.actor, &filter).await?;
    Ok(staff.page(&match queue {
        Some(queue) => views::queue::page(staff.view, &staff.actor, &queue, &filter, page),
        None => views::queue::nothing_opened(staff.view),
    }))
}
