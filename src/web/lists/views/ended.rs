//! Instead of a list to be checked: that none waits, or that the last file could not be taken.

use maud::html;

use super::super::words;
use super::{size, under};
use crate::domain::id::AudienceId;
use crate::domain::lang::Text;
use crate::services::Result;
use crate::services::campaigns::Overview;
use crate::services::lists::Upload;
use crate::services::lists::checking::Unread;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Style, Tone};
use crate::web::paths;

/// Nothing waits; how many the list of the audience has.
pub fn page(view: View, overview: &Overview, id: AudienceId) -> Result<Page> {
    let (_, audience) = overview.audience(id)?;
    let campaign = &overview.campaign;
    let (again, said) = match audience.addresses {
        0 => (words::IMPORT_LIST, words::NOTHING_WAITS),
        _ => (words::REPLACE_LIST, words::NOTHING_WAITS_ANY_MORE),
    };
    let body = html! {
        p { (view.t(said)) }
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

/// The node that read the last file ended in the middle.
pub fn interrupted(
    view: View,
    overview: &Overview,
    id: AudienceId,
    upload: &Upload,
) -> Result<Page> {
    let why = words::interrupted(view.lang, &upload.by, &upload.at.to_minute());
    not_taken(view, overview, id, (words::INTERRUPTED, &why))
}

/// The last file was not taken in, and why: its reader had left meanwhile.
pub fn unread(view: View, overview: &Overview, id: AudienceId, why: &Unread) -> Result<Page> {
    not_taken(view, overview, id, (words::UNREAD, &words::unread(view.lang, why)))
}

fn not_taken(
    view: View,
    overview: &Overview,
    id: AudienceId,
    (title, why): (Text, &str),
) -> Result<Page> {
    let (_, audience) = overview.audience(id)?;
    let campaign = &overview.campaign;
    let body = html! {
        (parts::notice(Tone::Late, html! { p { (why) } }))
        p { (view.t(words::UNREAD_STAYS)) }
        (parts::actions(html! {
            (parts::link_button(
                view.t(words::CHOOSE_AGAIN), &paths::audience_list(campaign.id, id), Style::Primary))
            (parts::link_button(view.t(words::BACK), &paths::campaign(campaign.id), Style::Plain))
        }))
    };
    let page = Page::new(view.t(title), body)
        .lead(words::lead(view.lang, audience.channel, audience.name(view.lang)))
        .width(Width::Reading);
    Ok(under(page, view, campaign))
}
