//! The one button of a simulated directory: the next day.

use axum::http::Uri;
use axum::response::Response;

use super::error::Result;
use super::form::Form;
use super::paths;
use super::routes::{Routes, Who};
use super::session::{Staff, own_page};
use crate::services::simulation;

/// Adds the route of this area; in any other directory it answers like a missing one.
pub fn routes(routes: Routes) -> Routes {
    routes.post(paths::NEXT_DAY, Who::SignedIn, post_next_day)
}

/// Comes back to the page on which the button was pressed.
async fn post_next_day(staff: Staff, uri: Uri) -> Result<Response> {
    simulation::next_day(&staff.app, &staff.actor).await?;
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    Ok(staff.go(own_page(query.text("page"))))
}
