//! The questionnaire on a tablet that goes round a room. The same bytes for everyone; which room it
//! stands in only the key behind the `#` tells, which the office's page has put there.

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use maud::{Markup, html};

use super::bundle::Bundle;
use super::outcome::{self, Sent};
use super::plain::view_in;
use super::sheet::{Sheet, read_in};
use super::{blind_page, door_words as words, take, words as common};
use crate::domain::campaigns::{Channel, Standing};
use crate::domain::credentials::token::PoolCode;
use crate::services::App;
use crate::services::responses::{self, Faults};
use crate::web::compressed;
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::page::{Switch, View};
use crate::web::parts::{self, Tone};
use crate::web::paths;

/// The questionnaire behind its button; or why it is not open.
pub async fn get(
    State(app): State<App>,
    Key(pool): Key<PoolCode>,
    headers: HeaderMap,
    uri: Uri,
) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let (view, path) = (view_in(&uri), paths::survey_kiosk(pool));
    let standing = survey.standing(app.now());
    let (Standing::Open, Some(frozen)) = (standing, survey.frozen()) else {
        return Ok(outcome::closed(view, &app.site, &survey, standing, Sent::Nothing, &path));
    };
    if !frozen.has(Channel::Venue) {
        return Err(Error::missing());
    }
    let (view, document) = read_in(view, frozen);
    let page = survey.drawn(&view.at(&path), || {
        let (typed, faults) = (&Form::default(), &Faults::default());
        let document = &document;
        let survey = &survey;
        let sheet = Sheet { view, site: &app.site, survey, frozen, document, typed, faults };
        let script = Bundle::of(&frozen.document).kiosk;
        let form = html! {
            (take::waking(view))
            (door(view))
            (blind_page::form(&sheet, &html! { div hidden { (sheet.code()) } }, words::KIOSK_LEAD))
            (blind_page::for_the_script_of(&sheet, &sentences(&sheet), &thanks(view), script))
        };
        compressed::page(sheet.page(sheet.ways().how(), &html! {}, Switch::Link(&path), &form))
    });
    Ok(compressed::reply_page(&headers, page))
}

/// What stands before the questionnaire until somebody begins.
fn door(view: View) -> Markup {
    html! {
        section #kiosk {
            h2 { (view.t(words::KIOSK)) }
            p { (view.t(words::KIOSK_LEAD)) }
            div.actions {
                button.button.primary #begin type="button" disabled { (view.t(words::KIOSK_START)) }
            }
            p.hint #kiosk-said role="status" {}
            div #aside hidden {
                (parts::notice(Tone::Late, view.t(words::KIOSK_ASIDE)))
                (parts::more(view.t(words::KIOSK_DROP), html! {
                    p { (view.t(words::KIOSK_DROP_HELP)) }
                    button.button #drop type="button" { (view.t(words::KIOSK_DROP_NOW)) }
                }))
            }
        }
        dialog #soon aria-labelledby="soon-said" {
            p #soon-said { (view.t(words::KIOSK_SOON)) }
            div.actions {
                button.button.primary type="button" { (view.t(words::KIOSK_GO_ON)) }
            }
        }
    }
}

/// The page after the button. The receipt is on no screen that goes on to the next person; the
/// script looks for its place and takes it away.
fn thanks(view: View) -> Markup {
    html! {
        section.thanks {
            p.stamp { (view.t(common::RECEIVED)) }
            h1 { (view.t(common::THANKS)) }
            p { (view.t(words::KIOSK_NEXT)) }
            div.actions {
                button.button.primary #next type="button" { (view.t(words::KIOSK_START)) }
            }
        }
        p.receipt hidden { code translate="no" {} }
    }
}

/// What the script says: where a kiosk differs from a phone, in its own words.
fn sentences(sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    let own = [
        ("no-pass", words::KIOSK_ENDED),
        ("late-code", words::KIOSK_LATE),
        ("unsent", words::KIOSK_UNSENT),
        ("waits", words::KIOSK_WAITS),
        ("lost", words::KIOSK_LOST),
    ];
    let mut all = blind_page::sentences(sheet);
    all.retain(|(name, _)| own.iter().all(|(other, _)| name != other));
    all.extend(own.map(|(name, text)| (name, sheet.view.t(text).to_owned())));
    all
}
