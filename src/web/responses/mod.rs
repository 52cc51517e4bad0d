//! What a respondent sees and sends: the questionnaire of a pool, the page after it, and the check
//! page after the opening. Nobody is known here: no cookie, no session, no line in a log.

mod addresses;
pub(super) mod blind;
mod blind_page;
mod blind_words;
pub mod bundle;
mod cancelled_words;
mod check;
mod check_words;
pub mod conditions;
mod door;
mod door_words;
pub mod evidence;
mod first;
mod hints;
mod kiosk;
pub mod languages;
mod no_more_mail;
mod outcome;
pub mod paging;
pub mod plain;
pub mod problems;
pub mod questions;
mod sheet;
mod take;
mod take_words;
mod taken;
mod taken_words;
mod ticket;
mod who;
mod who_words;
mod words;

pub use first::at_the_door as door_sentence;

use super::paths;
use super::routes::{Routes, Who};

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let anyone = Who::Respondent;
    routes
        .get(paths::SURVEY, anyone, blind_page::get)
        .get(paths::SURVEY_SLASHED, anyone, blind_page::get_slashed)
        .get(paths::SURVEY_PLAIN, anyone, plain::get)
        .post(paths::SURVEY_PLAIN, anyone, plain::post)
        .get(paths::SURVEY_TAKE, anyone, take::get)
        .get(paths::SURVEY_TAKEN, anyone, taken::get)
        .get(paths::SURVEY_WHO, anyone, who::get)
        .get(paths::SURVEY_ROOM, anyone, door::get_room)
        .post(paths::SURVEY_ROOM, anyone, door::post_room)
        .get(paths::SURVEY_ENTER, anyone, door::get_enter)
        .post(paths::SURVEY_PASS, anyone, door::post_pass)
        .get(paths::SURVEY_KIOSK, anyone, kiosk::get)
        .get(paths::SURVEY_NO_MORE_MAIL, anyone, no_more_mail::get)
        .post(paths::SURVEY_NO_MORE_MAIL, anyone, no_more_mail::post)
        .post(paths::SURVEY_ISSUE, anyone, blind::post_issue)
        .post(paths::SURVEY_BALLOT, anyone, blind::post_ballot)
        .get(paths::CHECK, anyone, check::get)
        .post(paths::CHECK, anyone, check::post)
        .get(paths::CHECK_LEAVES, anyone, check::get_leaves)
        .get(paths::CHECK_CLOSE, anyone, check::get_close)
}
