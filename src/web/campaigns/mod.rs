//! Campaigns: planning, the passphrase, the launch, cards. After the launch there is nothing but
//! reading, and one extension of the last day.

mod audiences;
mod break_downs;
mod cancelling;
mod cancelling_words;
mod card_words;
mod cards;
mod drafts;
mod extension;
mod extension_words;
mod group_link;
mod group_words;
mod later;
mod later_words;
mod launch;
mod launch_words;
mod lists;
mod message_words;
mod messages;
mod paper_words;
mod passphrase;
mod posters;
mod returned_cards;
mod room_words;
mod rooms;
mod turn_words;
mod views;
pub(in crate::web) mod words;

pub use cancelling_words::sentence as cancel_sentence;
pub use card_words::sentence as card_sentence;
pub use extension_words::sentence as extension_sentence;
pub use group_words::sentence as link_sentence;
pub use later_words::sentence as later_sentence;
pub use message_words::{FILES_PAUSED, MESSAGES_OUT, MESSAGES_OUT_AGAIN, NO_MESSAGE_TEXT};
pub use room_words::{BALLOTS_NOT_PEOPLE, TWICE_IN_A_ROOM, sentence as room_sentence};
pub use views::cancelling::cancelled;
pub use views::extension::moved as extended;
pub use views::later::published as seats_added;
pub use views::list::{Leaving, reminders, state as state_badge};
pub use views::passphrase::typed_back;
pub use words::{CAMPAIGNS, PRINT, REMIND_ON, SHOWN_LEAD, TO_CHECK};

use super::paths;
use super::routes::{Routes, Who};
use crate::domain::people::Act;

/// Adds the routes of this area.
pub fn routes(routes: Routes) -> Routes {
    let run = Who::May(Act::RunCampaigns);
    let hold = Who::May(Act::HoldPassphrase);
    let read = Who::May(Act::ReadCampaigns);
    let attend = Who::May(Act::AttendOpenings);
    routes
        .get(paths::CAMPAIGNS, read, drafts::get_list)
        .get(paths::CAMPAIGN_NEW, run, drafts::get_new)
        .post(paths::CAMPAIGN_NEW, run, drafts::post_new)
        .get(paths::CAMPAIGN, read, drafts::get_one)
        .get(paths::CAMPAIGN_EDIT, run, drafts::get_edit)
        .post(paths::CAMPAIGN_EDIT, run, drafts::post_edit)
        .post(paths::CAMPAIGN_COPY, run, drafts::post_copy)
        .get(paths::AUDIENCE_NEW, run, audiences::get_new)
        .post(paths::AUDIENCE_NEW, run, audiences::post_new)
        .get(paths::AUDIENCE, run, audiences::get_edit)
        .post(paths::AUDIENCE, run, audiences::post_edit)
        .post(paths::AUDIENCE_REMOVE, run, audiences::post_remove)
        .get(paths::AUDIENCE_POOL, run, audiences::get_pool)
        .post(paths::AUDIENCE_POOL, run, audiences::post_pool)
        .get(paths::AUDIENCE_CARDS, run, cards::get)
        .post(paths::AUDIENCE_CARDS, run, cards::post)
        .get(paths::GROUP_LINK, read, group_link::get)
        .post(paths::GROUP_LINK, run, group_link::post)
        .post(paths::GROUP_LINK_CONFIRM, hold, group_link::post_confirm)
        .post(paths::GROUP_LINK_DECLINE, attend, group_link::post_decline)
        .get(paths::ROOMS, read, rooms::get)
        .post(paths::ROOMS, run, rooms::post)
        .post(paths::ROOM_CONFIRM, hold, rooms::post_confirm)
        .post(paths::ROOM_DECLINE, Who::May(Act::AttendOpenings), rooms::post_decline)
        .get(paths::ROOM_SCREEN, run, rooms::get_screen)
        .post(paths::ROOM_KIOSK, run, rooms::post_kiosk)
        .post(paths::CARDS_REPRINT, run, cards::post_reprint)
        .get(paths::CARDS_HANDING_OUT, run, cards::get_handing_out)
        .get(paths::CARDS_RETURNED, attend, returned_cards::get)
        .post(paths::CARDS_RETURNED, run, returned_cards::post)
        .post(paths::CARDS_RETURNED_CONFIRM, hold, returned_cards::post_confirm)
        .post(paths::CARDS_RETURNED_FORGET, attend, returned_cards::post_forget)
        .get(paths::MESSAGES, run, messages::get)
        .post(paths::MESSAGES, run, messages::post)
        .post(paths::MESSAGES_EXPORT, run, messages::post_export)
        .get(paths::POOL_POSTER, run, posters::get)
        .get(paths::POOL_BREAK_DOWNS, run, break_downs::get)
        .post(paths::POOL_BREAK_DOWNS, run, break_downs::post)
        .get(paths::CAMPAIGN_OPT_OUT, run, lists::get_opt_out)
        .post(paths::CAMPAIGN_OPT_OUT, run, lists::post_opt_out)
        .get(paths::CAMPAIGN_LAUNCH, run, launch::get)
        .post(paths::CAMPAIGN_LAUNCH, run, launch::post)
        .get(paths::CANCELLING, read, cancelling::get)
        .post(paths::CANCELLING, run, cancelling::post)
        .post(paths::CANCELLING_CONFIRM, hold, cancelling::post_confirm)
        .post(paths::CANCELLING_DECLINE, Who::May(Act::AttendOpenings), cancelling::post_decline)
        .get(paths::LATER_SEATS, read, later::get)
        .post(paths::LATER_SEATS, run, later::post)
        .post(paths::LATER_SEATS_CONFIRM, Who::May(Act::ReadLists), later::post_confirm)
        .post(paths::LATER_SEATS_DECLINE, Who::May(Act::AttendOpenings), later::post_decline)
        .get(paths::EXTENSION, read, extension::get)
        .post(paths::EXTENSION, run, extension::post)
        .post(paths::EXTENSION_CONFIRM, hold, extension::post_confirm)
        .post(paths::EXTENSION_DECLINE, attend, extension::post_decline)
        .get(paths::PASSPHRASE, hold, passphrase::get)
        .post(paths::PASSPHRASE, hold, passphrase::post)
        .get(paths::PASSPHRASE_CHECK, hold, passphrase::get_check)
        .post(paths::PASSPHRASE_CHECK, hold, passphrase::post_check)
}
