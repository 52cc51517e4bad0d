//! Signing in and accounts: the door first, then the administrator's pages.

mod accounts;
mod door;
mod import;
mod views;
mod words;

pub use crate::services::people::Secret;
pub use door::{ask_to_sign_in, draw_again};

use super::paths;
use super::routes::{Routes, Who};
use crate::domain::people::Act;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let manage = Who::May(Act::ManagePeople);
    routes
        .get(paths::SIGN_IN, Who::Anyone, door::get_sign_in)
        .post(paths::SIGN_IN, Who::Anyone, door::post_sign_in)
        .get(paths::LINK, Who::Anyone, door::get_link)
        .post(paths::LINK, Who::Anyone, door::post_link)
        .get(paths::PEOPLE, manage, accounts::get_list)
        .get(paths::PERSON_NEW, manage, accounts::get_new)
        .post(paths::PERSON_NEW, manage, accounts::post_new)
        .get(paths::PEOPLE_IMPORT, manage, import::get)
        .upload(paths::PEOPLE_IMPORT, manage, import::post)
        .get(paths::PERSON, manage, accounts::get_edit)
        .post(paths::PERSON, manage, accounts::post_edit)
        .post(paths::PERSON_LINK, manage, accounts::post_link)
        .post(paths::PERSON_STANDING, manage, accounts::post_standing)
}
