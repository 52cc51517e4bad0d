//! Text messages that leave as files: of each occasion its day, and whether somebody fetched it.

use maud::{Markup, html};

use super::super::{file_words as words, words as common};
use crate::domain::campaigns::CampaignState;
use crate::domain::people::{Act, Actor};
use crate::domain::time::Day;
use crate::services::mailing::Mailing;
use crate::services::short_messages::files::{File, Files};
use crate::web::page::View;
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::paths;

/// The part of the page.
pub fn panel(view: View, actor: &Actor, mailing: &Mailing, today: Day) -> Markup {
    let campaign = &mailing.campaign;
    let lead = match campaign.state {
        CampaignState::Cancelled => words::FILES_CANCELLED,
        CampaignState::Draft | CampaignState::Launched if !mailing.is_over => words::FILES_LEAD,
        _ => words::FILES_OVER,
    };
    let runs = actor.may(Act::RunCampaigns) && campaign.state == CampaignState::Launched;
    let body = html! {
        p { (view.t(lead)) }
        @if mailing.files.iter().flat_map(|of| &of.files).any(|file| file.export.is_some()) {
            p.muted { (view.t(words::COUNTED)) }
        }
        @for of in &mailing.files {
            (table(view, mailing, of, today))
            @if runs && !mailing.is_over {
                (parts::actions(parts::link_button(
                    view.t(words::TO_FILES),
                    &paths::messages(campaign.id, of.audience.id),
                    Style::Plain)))
            }
        }
    };
    parts::panel(view.t(words::FILES), body)
}

fn table(view: View, mailing: &Mailing, of: &Files, today: Day) -> Markup {
    let columns = [
        Column::text(view.t(common::KIND)),
        Column::short(view.t(words::DAY)),
        Column::short(view.t(common::STATE)),
        Column::text(view.t(words::FETCHED_AT)),
    ];
    let row = |file: &File| {
        let (state, tone) = state(mailing, file, today);
        vec![
            html! { (view.t(common::kind(file.occasion.kind))) },
            html! {
                @if let Some(day) = file.occasion.day { (day) } @else { "—" }
            },
            parts::badge(view.t(state), tone),
            html! {
                @if let Some(export) = &file.export {
                    (words::fetched(view.lang, export.numbers, &export.at.to_minute()))
                } @else { "—" }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = of.files.iter().map(row).collect();
    let name = of.audience.name(view.lang);
    let caption = words::numbers_of(view.lang, name, of.audience.addresses);
    parts::table(&caption, &columns, &rows)
}

fn state(mailing: &Mailing, file: &File, today: Day) -> (crate::domain::lang::Text, Tone) {
    let is_cancelled = mailing.campaign.state == CampaignState::Cancelled;
    match file.export {
        Some(_) => (words::FETCHED, Tone::Good),
        None if is_cancelled => (words::FILE_CANCELLED, Tone::Neutral),
        None if file.waits(today) => (words::FILE_WAITS, Tone::Late),
        None if mailing.is_over => (words::NEVER_FETCHED, Tone::Neutral),
        None => (words::FILE_AHEAD, Tone::Neutral),
    }
}
