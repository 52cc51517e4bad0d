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

/// The step a campaign is at. From the opening on the desk and the units work at once; the counts
/// beside their steps say more than one step could.
pub fn current(campaign: &Campaign, now: Timestamp) -> Stage {
    match campaign.state {
        CampaignState::Draft => Stage::Prepare,
        CampaignState::Launched => match campaign.window().map(|window| window.at(now)) {
            Some(Standing::Over) => Stage::Open,
            _ => Stage::Distribute,
        },
        CampaignState::Opened => Stage::Distil,
        CampaignState::Archived => Stage::Archive,
    }
}
