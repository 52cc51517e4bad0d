//! The page with the file field.

use maud::html;

use super::super::words;
use super::{size, under};
use crate::domain::id::AudienceId;
use crate::services::Result;
use crate::services::campaigns::Overview;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Field, Style, Tone};
use crate::web::{paths, words as common};

/// The page, with what was wrong with the last file.
pub fn page(
    view: View,
    overview: &Overview,
    id: AudienceId,
    mistake: Option<&str>,
) -> Result<Page> {
    let (_, audience) = overview.audience(id)?;
    let campaign = &overview.campaign;
    let file = Field::new(view.lang, "file", view.t(words::FILE))
        .help(view.t(words::FILE_HELP))
        .error(mistake)
        .required();
    let errors: Vec<(&str, &str)> = mistake.map(|mistake| ("file", mistake)).into_iter().collect();
    let body = html! {
        (parts::error_summary(view.lang, &errors))
        @if overview.lists_wait.contains(&id) {
            (parts::notice(Tone::Soon, html! {
                p {
                    (view.t(words::WAITS)) " "
                    a href=(paths::list_check(campaign.id, id)) { (view.t(words::GO_CHECK)) }
                }
            }))
        }
        (parts::facts(&[(view.t(words::LIST), html! { (size(view, audience)) })]))
        (parts::file_form(&paths::audience_list(campaign.id, id), html! {
            (parts::file_field(&file, ".xlsx,.csv,.txt"))
            (parts::actions(html! {
                (parts::button(view.t(words::READ_FILE), Style::Primary))
                (parts::link_button(
                    view.t(common::CANCEL), &paths::campaign(campaign.id), Style::Plain))
            }))
        }))
        p.muted { (view.t(words::ONE_CHANNEL)) }
    };
    let title = if audience.addresses == 0 { words::IMPORT_LIST } else { words::REPLACE_LIST };
    let page = Page::new(view.t(title), body)
        .lead(words::lead(view.lang, audience.channel, audience.name(view.lang)))
        .width(Width::Reading)
        .with_form();
    Ok(under(page, view, campaign))
}
