//! How far the eight steps are, and whose turn it is: who has to do what, and by when.

use maud::{Markup, html};

use super::super::{message_words, turn_words, words};
use crate::domain::campaigns::steps::{Reach, Stage, reach};
use crate::domain::campaigns::{Audience, CampaignState, Channel, Window};
use crate::domain::lang::Lang;
use crate::domain::time::Timestamp;
use crate::services::campaigns::Overview;
use crate::services::short_messages::files::{Files, Next};
use crate::web::page::View;
use crate::web::parts::{Step, StepState};
use crate::web::paths;

/// Whose turn it is: what each step that is under way wants of whom.
pub fn whose(view: View, overview: &Overview, now: Timestamp) -> Markup {
    let campaign = &overview.campaign;
    let is_now = |stage: &&Stage| reach(**stage, campaign, now, &overview.work) == Reach::Now;
    let under_way = Stage::ALL.iter().filter(is_now);
    let said = |stage: &Stage| match (stage, campaign.window()) {
        (Stage::Distribute, Some(window)) => distribution(view, overview, window, now),
        _ => vec![view.t(turn_words::turn(*stage)).to_owned()],
    };
    let mut sentences: Vec<String> = match campaign.state {
        CampaignState::Cancelled => ending(view, overview),
        _ => under_way.flat_map(said).collect(),
    };
    let neglected = overview.work.neglected;
    if neglected > 0 {
        sentences.push(turn_words::neglected(view.lang, neglected));
    } else if sentences.is_empty() {
        sentences.push(view.t(turn_words::turn(Stage::Archive)).to_owned());
    }
    html! { @for sentence in sentences { p { (sentence) } } }
}

/// While it collects: what leaves by itself, and what the office has to do for each way of reaching
/// people.
fn distribution(view: View, overview: &Overview, window: Window, now: Timestamp) -> Vec<String> {
    let lang = view.lang;
    let mut said = vec![turn_words::respondents(lang, window.opens_on, window.closes_on)];
    let audiences = || overview.pools.iter().flat_map(|plan| &plan.audiences);
    let asks_by = |channel| audiences().any(|audience| audience.channel == channel);
    let is_paused = overview.campaign.mail_paused;
    let is_written_to = asks_by(Channel::Email) || asks_by(Channel::Phone);
    if is_paused && is_written_to {
        said.push(view.t(turn_words::MESSAGES_PAUSED).to_owned());
    }
    if asks_by(Channel::Email) && !is_paused {
        let goes = overview.has_relay();
        let mails = if goes { turn_words::MAILS_GO } else { turn_words::MAILS_STAY };
        said.push(view.t(mails).to_owned());
    }
    let is_by_hand = |of: &Audience| overview.files.iter().any(|file| file.audience.id == of.id);
    if audiences().any(|it| it.channel == Channel::Phone && !is_by_hand(it)) && !is_paused {
        said.push(view.t(turn_words::MESSAGES_GO).to_owned());
    }
    // Of what is fetched by hand its words can be written meanwhile.
    let waits = |files: &&Files| !is_paused || !overview.worded.contains(&files.audience.id);
    let by_hand = |files: &Files| by_hand(view, overview, files, now);
    said.extend(overview.files.iter().filter(waits).map(by_hand));
    for (channel, duty) in [
        (Channel::Card, turn_words::CARDS),
        (Channel::Group, turn_words::GROUP),
        (Channel::Venue, turn_words::VENUE),
    ] {
        if asks_by(channel) {
            said.push(view.t(duty).to_owned());
        }
    }
    said
}

/// Once it is cancelled: the notices that still leave, and whom the office has to tell. Whether it did
/// nobody says here.
fn ending(view: View, overview: &Overview) -> Vec<String> {
    let (lang, untold) = (view.lang, overview.untold());
    let mut said = Vec::new();
    if untold > 0 && overview.has_relay() {
        said.push(turn_words::notices_go(lang, untold));
    } else if untold > 0 {
        said.push(turn_words::notices_stay(lang, untold));
    }
    let audiences = || overview.pools.iter().flat_map(|plan| &plan.audiences);
    let by_hand: Vec<&str> = Channel::ALL
        .iter()
        .filter(|channel| audiences().any(|audience| audience.channel == **channel))
        .filter_map(|channel| Some(view.t(turn_words::told_by_hand(*channel)?)))
        .collect();
    if !by_hand.is_empty() {
        let between = if lang == Lang::En { ", " } else { "、" };
        said.push(turn_words::tell_yourselves(lang, &by_hand.join(between)));
    }
    if said.is_empty() {
        said.push(view.t(turn_words::turn(Stage::Archive)).to_owned());
    }
    said
}

/// What the office does next for an audience that no gateway writes to.
fn by_hand(view: View, overview: &Overview, files: &Files, now: Timestamp) -> String {
    let lang = view.lang;
    let (name, numbers) = (files.audience.name(lang), files.audience.addresses);
    let occasion = |of| view.t(message_words::occasion(of));
    if !overview.worded.contains(&files.audience.id) {
        return turn_words::words_missing(lang, name);
    }
    match files.next(now.day()) {
        Next::Now(file) => {
            let of = occasion(file.occasion.kind);
            match file.occasion.day {
                Some(day) => turn_words::file_due(lang, name, of, numbers, day),
                None => turn_words::file_now(lang, name, of, numbers),
            }
        }
        Next::On(file, day) => {
            turn_words::file_ahead(lang, name, occasion(file.occasion.kind), numbers, day)
        }
        Next::Done => turn_words::files_done(lang, name),
    }
}

/// The eight steps.
pub fn steps(view: View, overview: &Overview, now: Timestamp) -> Vec<Step> {
    let (campaign, work) = (&overview.campaign, &overview.work);
    let note = |of: Stage| match of {
        Stage::Open if campaign.state == CampaignState::Cancelled => None,
        Stage::Prepare => campaign.launched_at.map(|at| at.day().to_string()),
        Stage::Distribute => campaign.dates.opens_on.map(|day| day.to_string()),
        Stage::Open => match campaign.opened_at {
            Some(at) => Some(at.day().to_string()),
            None => campaign.dates.closes_on.map(|day| day.plus_days(1).to_string()),
        },
        Stage::Route if work.routed > 0 => Some(turn_words::routed(view.lang, work.routed)),
        Stage::Rectify if work.items > 0 => {
            let in_work = work.items - work.asked - work.ended;
            Some(turn_words::in_work(view.lang, in_work))
        }
        Stage::Close if work.items > 0 => {
            Some(turn_words::ended(view.lang, work.ended, work.items))
        }
        _ => None,
    };
    let step = |of: &Stage| Step {
        label: view.t(words::stage(*of)).to_owned(),
        state: match reach(*of, campaign, now, work) {
            Reach::Done => StepState::Done,
            Reach::Now => StepState::Now,
            Reach::Later => StepState::Later,
            Reach::Never => StepState::Never,
        },
        note: note(*of),
        href: (*of == Stage::Open
            && !matches!(campaign.state, CampaignState::Draft | CampaignState::Cancelled))
        .then(|| paths::opening(campaign.id)),
    };
    Stage::ALL.iter().map(step).collect()
}
