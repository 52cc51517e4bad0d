//! All campaigns.

use maud::{Markup, html};

use super::super::words;
use crate::domain::campaigns::{Campaign, CampaignState};
use crate::domain::lang::Lang;
use crate::domain::people::{Act, Actor};
use crate::services::campaigns::Overview;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::paths;

/// The list, newest first.
pub fn page(view: View, actor: &Actor, campaigns: &[Campaign]) -> Page {
    let columns = [
        Column::text(view.t(words::CAMPAIGNS)),
        Column::text(view.t(words::DAYS)),
        Column::short(view.t(words::STATE)),
    ];
    let rows: Vec<Vec<Markup>> = campaigns
        .iter()
        .map(|campaign| {
            vec![
                html! { a href=(paths::campaign(campaign.id)) { (campaign.name(view.lang)) } },
                html! { (days(view, campaign)) },
                state(view, campaign),
            ]
        })
        .collect();
    let new = actor
        .may(Act::RunCampaigns)
        .then(|| parts::link_button(view.t(words::NEW), paths::CAMPAIGN_NEW, Style::Primary));
    let body = html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_CAMPAIGNS), new.clone())) }
        @else { (parts::table(view.t(words::CAMPAIGNS), &columns, &rows)) }
    };
    let page = Page::new(view.t(words::CAMPAIGNS), body).lead(view.t(words::CAMPAIGNS_LEAD));
    match new {
        Some(new) if !rows.is_empty() => page.actions(new),
        _ => page,
    }
}

/// When a campaign collects, in words.
pub fn days(view: View, campaign: &Campaign) -> String {
    match campaign.window() {
        Some(window) => words::days(view.lang, window.opens_on, window.closes_on),
        None => view.t(words::NO_DAYS).to_owned(),
    }
}

/// How the people on the lists of a campaign are written to.
#[derive(Clone, Copy)]
pub struct Leaving {
    /// The program sends to some of them, by mail or over the gateway.
    pub by_itself: bool,
    /// The office hands messages to some of them to whoever sends, as files.
    pub by_hand: bool,
}

impl Leaving {
    /// As a campaign's overview has it.
    pub fn of(overview: &Overview) -> Self {
        Self { by_itself: overview.sends(), by_hand: !overview.files.is_empty() }
    }
}

/// When everyone is reminded and by whom, if anyone is.
pub fn reminders(view: View, campaign: &Campaign, leaving: Leaving) -> Option<String> {
    if campaign.state == CampaignState::Cancelled {
        return None;
    }
    let days: Vec<String> = campaign.dates.reminders().map(|(_, day)| day.to_string()).collect();
    let between = if view.lang == Lang::En { ", " } else { "、" };
    let (lang, joined) = (view.lang, days.join(between));
    (!days.is_empty()).then(|| match (leaving.by_itself, leaving.by_hand) {
        (false, false) => words::reminders_nobody(lang, &joined),
        (true, false) => words::reminders(lang, &joined),
        (true, true) => words::reminders_both(lang, &joined),
        (false, true) => words::reminders_by_hand(lang, &joined),
    })
}

/// The state of a campaign as a badge.
pub fn state(view: View, campaign: &Campaign) -> Markup {
    let tone = match campaign.state {
        CampaignState::Draft => Tone::Soon,
        CampaignState::Launched => Tone::Info,
        CampaignState::Opened => Tone::Good,
        CampaignState::Cancelled => Tone::Late,
        CampaignState::Archived => Tone::Neutral,
    };
    parts::badge(view.t(words::state(campaign.state)), tone)
}
