//! Instead of a list to be checked: how far its reading or its import is. The page is loaded again
//! by itself, with or without a script.

use maud::{Markup, html};

use super::super::words;
use super::under;
use crate::domain::id::AudienceId;
use crate::domain::lang::Text;
use crate::services::Result;
use crate::services::campaigns::Overview;
use crate::services::lists::{Progress, Upload};
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Style, Tone};
use crate::web::paths;

/// Seconds until the page is loaded again.
const AGAIN_SECONDS: u32 = 3;

/// A file is being read: how many lines it has is not known yet.
pub fn reading(
    view: View,
    overview: &Overview,
    id: AudienceId,
    upload: Option<&Upload>,
) -> Result<Page> {
    let step = html! {
        p role="status" { (view.t(words::READING_FILE)) }
        @if let Some(upload) = upload {
            p { (words::uploaded_by(view.lang, &upload.by, &upload.at.to_minute())) }
        }
    };
    page(view, overview, id, (words::READING, step, words::READING_LEAD))
}

/// Its lines are being judged.
pub fn judging(
    view: View,
    overview: &Overview,
    id: AudienceId,
    (done, whole): (u32, u32),
) -> Result<Page> {
    let step = html! {
        @if whole == 0 { p role="status" { (view.t(words::OPENING)) } }
        @else { (parts::progress(view.t(words::JUDGED_SO_FAR), done.into(), whole.into())) }
    };
    page(view, overview, id, (words::READING, step, words::READING_LEAD))
}

/// How far an import is.
pub fn importing(
    view: View,
    overview: &Overview,
    id: AudienceId,
    progress: Progress,
) -> Result<Page> {
    let Progress { done, whole, silent_until } = progress;
    let step = html! {
        @if let Some(until) = silent_until {
            (parts::notice(Tone::Soon, html! {
                p { (words::silent(view.lang, &until.to_minute())) }
            }))
        }
        (parts::progress(view.t(words::WRITTEN_SO_FAR), done.into(), whole.into()))
    };
    page(view, overview, id, (words::UNDER_WAY, step, words::UNDER_WAY_LEAD))
}

fn page(
    view: View,
    overview: &Overview,
    id: AudienceId,
    (title, step, leave): (Text, Markup, Text),
) -> Result<Page> {
    let (_, audience) = overview.audience(id)?;
    let campaign = &overview.campaign;
    let body = html! {
        (step)
        (parts::actions(html! {
            (parts::link_button(
                view.t(words::RELOAD), &paths::list_check(campaign.id, id), Style::Primary))
            (parts::link_button(view.t(words::BACK), &paths::campaign(campaign.id), Style::Plain))
        }))
        p.muted { (view.t(leave)) }
    };
    let page = Page::new(view.t(title), body)
        .lead(words::lead(view.lang, audience.channel, audience.name(view.lang)))
        .width(Width::Reading)
        .again_in(AGAIN_SECONDS);
    Ok(under(page, view, campaign))
}
