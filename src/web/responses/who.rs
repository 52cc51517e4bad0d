//! The page 谁能看到什么: who can see what of a survey and when, what nobody can protect, and what
//! to compare. The same for everyone in a pool, before and after the opening; made to be printed.

use axum::extract::State;
use axum::http::Uri;
use axum::response::IntoResponse;
use maud::{Markup, html};

use super::bundle::Bundle;
use super::evidence::evidence;
use super::plain::view_in;
use super::{addresses, cancelled_words, check_words, first, who_words as words, words as common};
use crate::domain::campaigns::Channel;
use crate::domain::campaigns::cards::Tally;
use crate::domain::credentials::token::PoolCode;
use crate::domain::lang::Text;
use crate::services::responses::{self, Survey};
use crate::services::{App, Site, cards, mailing};
use crate::web::error::Result;
use crate::web::form::Key;
use crate::web::page::{Switch, View, asset, page_beside};
use crate::web::parts::{self, Column, Tone};
use crate::web::paths;
use crate::web::{assets, campaigns};

/// The scripts a respondent may meet, and what pages call them.
fn scripts(survey: &Survey) -> Vec<(&'static str, Text)> {
    let frozen = survey.frozen();
    let bundle = frozen.map_or(Bundle::LEAST, Bundle::of_survey);
    let mut scripts = vec![
        (bundle.script, words::SCRIPT_ANSWER),
        ("hints.js", words::SCRIPT_HINTS),
        ("take.js", words::SCRIPT_TAKE),
        (bundle.taken, words::SCRIPT_TAKEN),
        (bundle.plain, words::SCRIPT_PLAIN),
        ("over.js", words::SCRIPT_OVER),
        ("check.js", words::SCRIPT_CHECK),
    ];
    if frozen.is_some_and(|frozen| frozen.has(Channel::Venue)) {
        scripts.push((bundle.kiosk, words::SCRIPT_KIOSK));
        scripts.push(("kiosk_who.js", words::SCRIPT_KIOSK_WHO));
    }
    scripts
}

/// The page.
pub async fn get(State(app): State<App>, Key(pool): Key<PoolCode>, uri: Uri) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let cards = cards::tally(&app, survey.pool.id).await?;
    let changed = mailing::changed_addresses(&app, survey.pool.id).await?;
    let view = view_in(&uri);
    if is_at_kiosk(&uri) {
        return Ok(at_kiosk(view, &app.site, &survey, cards, changed).into_response());
    }
    Ok(page(view, &app.site, &survey, cards, changed).into_response())
}

/// The kiosk's script asks for the page that does not lead away.
fn is_at_kiosk(uri: &Uri) -> bool {
    uri.query().is_some_and(|query| query.split('&').any(|pair| pair == "kiosk=1"))
}

/// The same on a tablet that goes round: one way, back to the kiosk, taken by itself when nobody
/// touches it.
fn at_kiosk(
    view: View,
    site: &Site,
    survey: &Survey,
    cards: Option<Tally>,
    changed: u32,
) -> Markup {
    let back = view.at(&paths::survey_kiosk(survey.pool.code));
    let body = html! {
        h1 { (view.t(words::WHO)) }
        p.actions { a.button.primary #back href=(back) { (view.t(words::BACK_TO_KIOSK)) } }
        (parts::notice(Tone::Info, html! { p { (view.t(words::KIOSK_READING)) } }))
        (told(view, survey, !site.plain_http, cards))
        (contacts(view, survey, changed))
        script src=(asset("kiosk_who.js")) defer {}
    };
    page_beside(view, view.t(words::WHO), body)
}

/// Its address, in the language and print of the page that leads there.
pub fn address(view: View, pool: PoolCode) -> String {
    view.at(&paths::survey_who(pool))
}

fn page(view: View, site: &Site, survey: &Survey, cards: Option<Tally>, changed: u32) -> Markup {
    let lang = view.lang;
    let path = paths::survey_who(survey.pool.code);
    let body = html! {
        (first::top(view, site, survey, Some(Switch::Link(&path))))
        h1 { (view.t(words::WHO)) }
        p.lead { (words::lead(lang, survey.pool.name(lang))) }
        (told(view, survey, !site.plain_http, cards))
        (compare(view, survey))
        (evidence(view))
        (contacts(view, survey, changed))
        p.foot {
            a href=(paths::check(survey.pool.code)) { (view.t(common::CHECK_PAGE)) }
            " · " (view.t(common::TELEPHONE)) " "
            (first::telephone(&survey.campaign.texts.telephone))
        }
    };
    page_beside(view, view.t(words::WHO), body)
}

/// Who sees what, and what nobody can protect.
fn told(view: View, survey: &Survey, is_encrypted: bool, cards: Option<Tally>) -> Markup {
    let is_cancelled = campaigns::cancelled(view, &survey.campaign).is_some();
    html! {
        @if let Some(said) = campaigns::cancelled(view, &survey.campaign) {
            (parts::notice(Tone::Late, html! { p { (said) } p { (view.t(common::CANCELLED_MEANS)) } }))
        }
        @if is_cancelled { (how_cancelled(view)) } @else { (how(view, survey)) }
        section.who {
            h2 { (view.t(words::TABLE)) }
            @if is_cancelled { p { (view.t(cancelled_words::TABLE)) } }
            (table(view, is_encrypted, &survey.channels))
        }
        section.prose {
            h2 { (view.t(words::REMAINS)) }
            ul { @for text in words::REMAINING { li { (view.t(text)) } } }
        }
        @if let Some(cards) = cards {
            section.prose {
                h2 { (view.t(words::CARDS)) }
                p { (check_words::cards(view.lang, of_tally(cards))) }
                p { (view.t(words::CARDS_WHY)) }
            }
        }
    }
}

/// What became of the ballots: nothing is promised any more.
fn how_cancelled(view: View) -> Markup {
    html! {
        section.prose {
            h2 { (view.t(words::HOW)) }
            p { (view.t(cancelled_words::HOW)) }
        }
    }
}

fn of_tally(cards: Tally) -> (u64, u64, Option<u64>) {
    (cards.printed.into(), cards.reprinted.into(), cards.returned.map(u64::from))
}

fn how(view: View, survey: &Survey) -> Markup {
    let closes_on = survey.window.closes_on.to_string();
    html! {
        section.prose {
            h2 { (view.t(words::HOW)) }
            p { (words::how(view.lang, &survey.channels)) }
            p { (words::how_sealed(view.lang, &closes_on)) }
            @if survey.campaign.plain_path { p { (words::plain(view.lang, &survey.channels)) } }
        }
    }
}

fn table(view: View, is_encrypted: bool, channels: &[Channel]) -> Markup {
    let columns = [words::PARTY, words::SEES, words::WHEN].map(|label| Column::text(view.t(label)));
    let cells = |row: [String; 3]| row.map(|text| html! { (text) }).to_vec();
    let rows: Vec<_> =
        words::rows(view.lang, is_encrypted, channels).into_iter().map(cells).collect();
    parts::table(view.t(words::TABLE), &columns, &rows)
}

fn compare(view: View, survey: &Survey) -> Markup {
    let code = |text: &str| html! { code translate="no" { (text) } };
    let script = |(name, label): (&str, _)| {
        let file = html! {
            a href=(asset(name)) { (asset(name).rsplit('/').next().unwrap_or_default()) }
            br;
            (code(assets::sha256(name)))
        };
        (view.t(label), file)
    };
    html! {
        section.prose {
            h2 { (view.t(words::COMPARE)) }
            @if let Some(fingerprint) = survey.pool.fingerprint {
                p { (words::compare(view.lang, &survey.channels)) }
                (parts::facts(&[(view.t(words::FINGERPRINT), code(&fingerprint.to_string()))]))
            }
            p { (view.t(words::COMPARE_SCRIPT)) }
            (parts::facts(&scripts(survey).into_iter().map(script).collect::<Vec<_>>()))
        }
    }
}

fn contacts(view: View, survey: &Survey, changed: u32) -> Markup {
    html! {
        section.prose {
            h2 { (view.t(addresses::heading(survey))) }
            (addresses::told(view, survey))
            @if addresses::are_kept(survey) {
                p { (words::changed(view.lang, &survey.channels, changed)) }
            }
        }
    }
}
