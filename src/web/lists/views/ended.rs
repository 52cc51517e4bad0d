//! Instead of a list to be checked: one that is being imported, or none.

use maud::html;

use super::super::words;
use super::{size, under};
use crate::domain::id::AudienceId;
use crate::services::Result;
use crate::services::campaigns::Overview;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Style};
use crate::web::paths;

/// Nothing waits; how many the list of the audience has.
pub fn page(view: View, overview: &Overview, id: AudienceId) -> Result<Page> {
    let (_, audience) = overview.audience(id)?;
    let campaign = &overview.campaign;
    let again = if audience.addresses == 0 { words::IMPORT_LIST } else { words::REPLACE_LIST };
    let body = html! {
        p { (view.t(words::NOTHING_WAITS)) }
        (parts::facts(&[(view.t(words::LIST), html! { (size(view, audience)) })]))
        (parts::actions(html! {
            (parts::link_button(view.t(words::BACK), &paths::campaign(campaign.id), Style::Primary))
            (parts::link_button(
                view.t(again), &paths::audience_list(campaign.id, id), Style::Plain))
        }))
    };
    let page = Page::new(view.t(words::CHECK_TITLE), body)
        .lead(words::lead(view.lang, audience.channel, audience.name(view.lang)))
        .width(Width::Reading);
    Ok(under(page, view, campaign))
}

/// Seconds until the page of an import under way is loaded again.
const AGAIN_SECONDS: u32 = 3;

/// How far an import is.
pub fn under_way(
    view: View,
    overview: &Overview,
    id: AudienceId,
    (done, whole): (u32, u32),
) -> Result<Page> {
    let (_, audience) = overview.audience(id)?;
    let campaign = &overview.campaign;
    let body = html! {
        (parts::progress(view.t(words::WRITTEN_SO_FAR), u64::from(done), u64::from(whole)))
        (parts::actions(html! {
            (parts::link_button(
                view.t(words::RELOAD), &paths::list_check(campaign.id, id), Style::Primary))
            (parts::link_button(view.t(words::BACK), &paths::campaign(campaign.id), Style::Plain))
        }))
        p.muted { (view.t(words::UNDER_WAY_LEAD)) }
    };
    let page = Page::new(view.t(words::UNDER_WAY), body)
        .lead(words::lead(view.lang, audience.channel, audience.name(view.lang)))
        .width(Width::Reading)
        .again_in(AGAIN_SECONDS);
    Ok(under(page, view, campaign))
}
