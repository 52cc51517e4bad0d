//! A list in the open, page by page.

use maud::{Markup, html};

use super::super::words;
use super::{size, under};
use crate::domain::campaigns::CampaignState;
use crate::services::lists::shown::{Change, Shown};
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Pager, Style, Tone};
use crate::web::paths;

/// Addresses on one page.
const PAGE: u64 = 200;

/// The page.
pub fn page(view: View, shown: &Shown, at: u64, here: &str) -> Page {
    let (campaign, audience) = (&shown.campaign, &shown.audience);
    let total = shown.lines.len() as u64;
    let last = Pager { page: 1, size: PAGE, total }.pages();
    let pager = Pager { page: at.clamp(1, last), size: PAGE, total };
    let skipped = (pager.page - 1) * PAGE;
    let columns = [Column::number(view.t(words::NUMBER)), Column::text(view.t(words::ADDRESS))];
    let lines = (1_u64..).zip(&shown.lines);
    let here_on = lines.skip_while(|(number, _)| *number <= skipped);
    let on_page = here_on.take_while(|(number, _)| *number <= skipped + PAGE);
    let rows: Vec<Vec<Markup>> =
        on_page.map(|(number, line)| vec![html! { (number) }, html! { code { (line) } }]).collect();
    let is_frozen = campaign.state != CampaignState::Draft;
    let body = html! {
        (parts::facts(&[(view.t(words::LIST), html! { (size(view, audience)) })]))
        @if let Some(hash) = &audience.list_hash {
            (parts::facts(&[(view.t(words::HASH), html! {
                code { (hash) } " " span.muted { (view.t(words::HASH_HELP)) }
            })]))
        }
        @if is_frozen && !rows.is_empty() && !shown.is_as_frozen() {
            (parts::notice(Tone::Late, html! { p { (view.t(words::NOT_AS_FROZEN)) } }))
        }
        @if is_frozen && !rows.is_empty() {
            (parts::actions(parts::link_button(
                view.t(words::DOWNLOAD),
                &paths::list_file(campaign.id, audience.id),
                Style::Plain)))
        }
        @if rows.is_empty() {
            (parts::empty_state(view.t(words::GONE), None))
        } @else {
            (parts::table(view.t(words::SHOWN_TITLE), &columns, &rows))
            (parts::pager(view.lang, pager, |page| format!("{here}?page={page}")))
        }
        @if !shown.changes.is_empty() { (changes(view, shown)) }
    };
    let lead = if is_frozen {
        view.t(words::FROZEN_LEAD).to_owned()
    } else {
        words::shown_lead(view.lang, audience.name(view.lang))
    };
    under(Page::new(view.t(words::SHOWN_TITLE), body).lead(lead), view, campaign)
}

fn changes(view: View, shown: &Shown) -> Markup {
    let columns = [words::CHANGED_FROM, words::CHANGED_TO, words::PROPOSED_BY, words::CONFIRMED_BY]
        .map(|label| Column::text(view.t(label)));
    let columns: Vec<Column<'_>> =
        columns.into_iter().chain([Column::short(view.t(words::CHANGED_ON))]).collect();
    let row = |change: &Change| {
        vec![
            html! { code { (change.from) } },
            html! { code { (change.to) } },
            html! { (change.proposed_by) },
            html! { (change.confirmed_by) },
            html! { (change.on) },
        ]
    };
    let rows: Vec<Vec<Markup>> = shown.changes.iter().map(row).collect();
    let body = html! {
        p { (words::changed_since(view.lang, rows.len())) }
        (parts::table(view.t(words::CHANGED), &columns, &rows))
    };
    parts::panel(view.t(words::CHANGED), body)
}
