//! Routings: the inbox of a unit's head, who accepts or returns, and the returns the office and
//! the leading group decide on.

mod inbox;
mod notice;
mod on_behalf;
mod on_behalf_views;
mod refusals;
mod returns;
mod returns_views;
mod returns_words;
mod sharing;
mod sheets;
mod views;
mod way;
mod words;

pub use refusals::{co_unit_sentence, sentence};
pub use views::no_source;

use super::paths;
use super::routes::{Routes, Who};
use crate::domain::people::Act;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let receive = Who::May(Act::Receive);
    let decide = Who::May(Act::DecideReturns);
    let read = Who::May(Act::ReadReturns);
    routes
        .get(paths::ROUTINGS, receive, inbox::get_list)
        .get(paths::ROUTINGS_XLSX, receive, sheets::get_inbox)
        .get(paths::ROUTING, receive, inbox::get)
        .post(paths::ROUTING_ACCEPT, receive, inbox::post_accept)
        .get(paths::ROUTING_RETURN, receive, inbox::get_return)
        .upload(paths::ROUTING_RETURN, receive, inbox::post_return)
        .get(paths::RETURNS, read, returns::get_list)
        .get(paths::RETURNS_XLSX, read, sheets::get_returns)
        .get(paths::RETURNED, read, returns::get)
        .post(paths::RETURNED, decide, returns::post)
        .get(paths::RETURN_SLIP, decide, on_behalf::get_slip)
        .get(paths::RETURN_ON_BEHALF, Who::May(Act::Release), on_behalf::get)
        .upload(paths::RETURN_ON_BEHALF, Who::May(Act::Release), on_behalf::post)
        .get(paths::RETURN_SCAN, decide, on_behalf::get_scan)
        .get(paths::ITEM_WAY, Who::May(Act::ReadItems), way::get)
        .get(paths::ITEM_CO_UNITS, Who::May(Act::Release), sharing::get)
        .post(paths::ITEM_CO_UNITS, Who::May(Act::Release), sharing::post)
        // The unit it is addressed to, and whoever releases or decides; the service tells them apart.
        .get(paths::NOTICE, Who::SignedIn, notice::get)
        // The unit that sent the file and whoever reads returns; the service tells them apart.
        .get(paths::RETURN_FILE, Who::SignedIn, returns::get_file)
}
