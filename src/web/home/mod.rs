//! The first screen: what waits for this person.

use axum::response::Response;
use maud::html;

use super::error::Result;
use super::page::Page;
use super::routes::{Routes, Who};
use super::session::Staff;
use super::{parts, paths};
use crate::domain::lang::words;

words! {
    TITLE = "待办",
            "My work";
    NOTHING = "目前没有等您办理的事项。",
              "Nothing waits for you at present.";
}

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    routes.get(paths::HOME, Who::SignedIn, get)
}

async fn get(staff: Staff) -> Result<Response> {
    let view = staff.view;
    let body = html! { (parts::empty_state(view.t(NOTHING), None)) };
    Ok(staff.page(&Page::new(view.t(TITLE), body)))
}
