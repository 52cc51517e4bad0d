//! The one button of a simulated directory: the next day.

use axum::response::Response;

use super::error::Result;
use super::paths;
use super::routes::{Routes, Who};
use super::session::Staff;
use crate::services::simulation;

/// Adds the route of this area; in any other directory it answers like a missing one.
pub fn routes(routes: Routes) -> Routes {
    routes.post(paths::NEXT_DAY, Who::SignedIn, post_next_day)
}

async fn post_next_day(staff: Staff) -> Result<Response> {
    simulation::next_day(&staff.app, &staff.actor).await?;
    Ok(staff.go(paths::HOME))
}
