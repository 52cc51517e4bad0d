//! The mails of a campaign: how they go, letters that came back, wrong addresses, the words of
//! each audience's letter; and the plan of sending, which the administrator sets.

mod board;
mod board_words;
mod file_words;
pub mod letter_words;
mod letters;
mod plan;
mod reason_words;
mod refused;
mod robot;
mod views;
mod words;

pub use board_words::ANNOUNCES_ON;
pub use letter_words::TITLE as LETTER;
pub use reason_words::{last_reason, reason_in_full};
pub use robot::TITLE as ROBOT;
pub use words::{MESSAGE_PLAN, MESSAGES, TITLE, kind, state};

use super::paths;
use super::routes::{Routes, Who};
use crate::domain::people::Act;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let run = Who::May(Act::RunCampaigns);
    let hold = Who::May(Act::HoldPassphrase);
    let read = Who::May(Act::ReadCampaigns);
    let see = Who::May(Act::SeeRefusedAddresses);
    let set_up = Who::May(Act::SetUp);
    routes
        .get(paths::MAILING, read, board::get)
        .post(paths::MAILING_PAUSE, run, board::post_pause)
        .post(paths::MAILING_RESUME, run, board::post_resume)
        .post(paths::MAILING_TRY, run, board::post_try)
        .get(paths::REPORTS, run, refused::get_reports)
        .upload(paths::REPORTS, run, refused::post_reports)
        .get(paths::REFUSED, see, refused::get)
        .post(paths::REFUSED_AGAIN, run, refused::post_again)
        .get(paths::NEW_ADDRESS, run, refused::get_new)
        .post(paths::NEW_ADDRESS, run, refused::post_new)
        .post(paths::NEW_ADDRESS_CONFIRM, hold, refused::post_confirm)
        .post(paths::NEW_ADDRESS_DECLINE, see, refused::post_decline)
        .get(paths::AUDIENCE_LETTER, run, letters::get)
        .post(paths::AUDIENCE_LETTER, run, letters::post)
        .post(paths::AUDIENCE_LETTER_USUAL, run, letters::post_usual)
        .get(paths::MAIL_PLAN, set_up, plan::get)
        .post(paths::MAIL_PLAN, set_up, plan::post)
        .get(paths::MESSAGE_PLAN, set_up, plan::get_messages)
        .post(paths::MESSAGE_PLAN, set_up, plan::post_messages)
        .get(paths::ROBOT, set_up, robot::get)
        .post(paths::ROBOT, set_up, robot::post)
        .post(paths::ROBOT_TEST, set_up, robot::post_test)
}
