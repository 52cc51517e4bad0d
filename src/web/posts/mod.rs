//! 岗位检查: who can still take which step, before anyone is asked to.

mod views;
mod words;

use axum::http::Uri;
use axum::response::Response;

use super::error::Result;
use super::form::Form;
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::domain::people::Act;
use crate::services::posts;

pub use views::{link, told};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    routes.get(paths::POSTS, Who::May(Act::ReadPosts), get)
}

async fn get(staff: Staff, uri: Uri) -> Result<Response> {
    let posts = posts::check(&staff.app, &staff.actor).await?;
    let narrowed = Form::decode(uri.query().unwrap_or_default().as_bytes());
    Ok(staff.page(&views::page(staff.view, &staff.actor, &posts, &narrowed)))
}
