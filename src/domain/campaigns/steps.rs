//! The eight steps of a campaign, and how far each is. Everyone who may see a campaign sees the
//! same page: what is done, what is under way, and why there is nothing to see before the opening.

use super::super::text::word_enum;
use super::super::time::Timestamp;
use super::{Campaign, CampaignState, Standing};

word_enum! {
    /// A step of a campaign.
    pub enum Stage {
        /// 准备
        Prepare = "prepare",
        /// 发放
        Distribute = "distribute",
        /// 启封
        Open = "open",
        /// 提炼
        Distil = "distil",
        /// 交办
        Route = "route",
        /// 整改
        Rectify = "rectify",
        /// 销号
        Close = "close",
        /// 归档
        Archive = "archive",
    }
}

/// What is done about what was heard, from the opening on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Raw texts nobody has dealt with, or drafts nobody has cleared.
    pub is_at_desk: bool,
    /// Cleared items wait for their batch.
    pub is_queued: bool,
    /// Items released to units.
    pub routed: u32,
    /// Routings that wait for a unit's answer or for a decision.
    pub unanswered: u32,
    /// Ledger items.
    pub items: u32,
    /// Ledger items for which closing was asked.
    pub asked: u32,
    /// Ledger items that have ended.
    pub ended: u32,
    /// Raw texts that ended before anyone had dealt with them.
    pub neglected: u32,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It is ahead.
    Later,
    /// It is under way. From the opening on several are: the desk and the units work at once.
    Now,
    /// It is done.
    Done,
    /// It never comes: the campaign was cancelled before it.
    Never,
}

/// How far a step is in a campaign.
pub fn reach(stage: Stage, campaign: &Campaign, now: Timestamp, work: &Work) -> Reach {
    if campaign.state != CampaignState::Cancelled {
        return reach_at(stage, current(campaign, now), work);
    }
    match stage {
        // Nobody has anything left to do once it is cancelled: its end came with that.
        Stage::Prepare | Stage::Distribute | Stage::Archive => Reach::Done,
        Stage::Open | Stage::Distil | Stage::Route | Stage::Rectify | Stage::Close => Reach::Never,
    }
}

/// How far a step is where the current one is `at`.
fn reach_at(stage: Stage, at: Stage, work: &Work) -> Reach {
    if at != Stage::Distil || stage <= Stage::Open || stage == Stage::Archive {
        return match stage.cmp(&at) {
            std::cmp::Ordering::Less => Reach::Done,
            std::cmp::Ordering::Equal => Reach::Now,
            std::cmp::Ordering::Greater => Reach::Later,
        };
    }
    let under_way = |is: bool| if is { Reach::Now } else { Reach::Done };
    let routes = work.is_at_desk || work.is_queued || work.unanswered > 0;
    let in_work = work.items - work.asked - work.ended;
    // What ended undone was not done.
    let is_cut_off = work.neglected > 0 && !routes;
    match stage {
        Stage::Distil if is_cut_off => Reach::Never,
        Stage::Route | Stage::Rectify | Stage::Close if is_cut_off && work.routed == 0 => {
            Reach::Never
        }
        Stage::Distil => under_way(work.is_at_desk),
        Stage::Route if work.routed == 0 && work.is_at_desk => Reach::Later,
        Stage::Route => under_way(routes),
        Stage::Rectify if work.items == 0 && routes => Reach::Later,
        Stage::Rectify => under_way(in_work > 0 || routes),
        _ if work.asked + work.ended == 0 && (in_work > 0 || routes) => Reach::Later,
        _ => under_way(work.asked + in_work > 0 || routes),
    }
}

/// The step a campaign is at; from the opening on the first of those that go on at once.
fn current(campaign: &Campaign, now: Timestamp) -> Stage {
    match campaign.state {
        CampaignState::Draft => Stage::Prepare,
        CampaignState::Launched => match campaign.window().map(|window| window.at(now)) {
            Some(Standing::Over) => Stage::Open,
            _ => Stage::Distribute,
        },
        CampaignState::Opened => Stage::Distil,
        CampaignState::Cancelled | CampaignState::Archived => Stage::Archive,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(work: Work) -> Vec<Reach> {
        let stages = [Stage::Open, Stage::Distil, Stage::Route, Stage::Rectify, Stage::Close];
        stages.map(|stage| reach_at(stage, Stage::Distil, &work)).to_vec()
    }

    #[test]
    fn from_the_opening_on_several_steps_are_under_way_at_once() {
        use Reach::{Done, Later, Now};
        let desk = Work { is_at_desk: true, ..Work::default() };
        assert_eq!(opened(desk), [Done, Now, Later, Later, Later]);
        let waiting = Work { routed: 3, unanswered: 2, items: 1, ..desk };
        assert_eq!(opened(waiting), [Done, Now, Now, Now, Later]);
        let answered = Work { routed: 3, items: 3, asked: 1, ended: 1, ..Work::default() };
        assert_eq!(opened(answered), [Done, Done, Done, Now, Now]);
        let ended = Work { routed: 3, items: 3, ended: 3, ..Work::default() };
        assert_eq!(opened(ended), [Done, Done, Done, Done, Done]);
    }

    #[test]
    fn what_ended_before_anyone_dealt_with_it_is_not_done() {
        use Reach::{Done, Never};
        let neglected = Work { neglected: 7, ..Work::default() };
        assert_eq!(opened(neglected), [Done, Never, Never, Never, Never]);
        let partly = Work { routed: 3, items: 3, ended: 3, ..neglected };
        assert_eq!(opened(partly), [Done, Never, Done, Done, Done]);
    }
}
