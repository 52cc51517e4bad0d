//! What a room's projector shows: nothing of the office, both languages at once, large. A script
//! fetches it again every few seconds; without one the page does so itself.

use maud::{Markup, html};

use super::super::room_words as words;
use super::cards::qr;
use crate::domain::lang::{Lang, Text};
use crate::services::Site;
use crate::services::rooms::Screen;
use crate::web::page::{View, asset, screen_page};
use crate::web::paths;

/// The screen.
pub fn page(view: View, screen: &Screen, site: &Site) -> Markup {
    let code = screen.code;
    let enter =
        format!("{}{}", site.base_url, paths::survey_enter(screen.pool.code, &code.compact()));
    let address = format!("{}{}", site.base_url, paths::survey_room(screen.pool.code));
    let (_, typed) = address.split_once("://").unwrap_or(("", &address));
    let body = html! {
        header {
            p.issuer { (screen.campaign.issuer(view.lang)) }
            h1 { (both(words::SCREEN_TITLE)) }
            p { (screen.campaign.name(Lang::Zh)) }
        }
        div.picture role="img" aria-label=(view.t(words::SCREEN_QR)) { (qr(&enter)) }
        div.ways {
            p { (both(words::SCREEN_TYPE)) }
            p.address translate="no" { (typed) }
            p { (both(words::SCREEN_CODE)) }
            p.room-code translate="no" { (*code.grouped()) }
            p.fill role="status" { (both(words::fill(screen.fill))) }
            p.small { (both(words::SCREEN_FILL)) }
            p.small { (both(words::SCREEN_RENEWED)) }
            p.small { (both(words::SCREEN_NOBODY)) }
            p.lost role="alert" hidden { (both(words::SCREEN_LOST)) }
            p.ended role="alert" hidden { (both(words::SCREEN_ENDED)) }
        }
    };
    let title = format!("{} · {}", view.t(words::SCREEN_TITLE), screen.room.name);
    screen_page(view, &title, body, html! { script src=(asset("screen.js")) defer {} })
}

/// A text in both languages.
fn both(text: Text) -> Markup {
    html! { span lang="zh-CN" { (text.to(Lang::Zh)) } " " span.second lang="en" { (text.to(Lang::En)) } }
}
