//! The blind page: the questions as on the plain page, but sealed and sent by a script of ours. The
//! same bytes for everyone in a pool. Until the script has proved itself nothing can be sent, and a
//! sentence says what else can be done.

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Redirect;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::bundle::Bundle;
use super::outcome::{self, Sent};
use super::plain::view_in;
use super::sheet::{Sheet, read_in};
use super::ticket::Ways;
use super::{blind_words, door_words, problems, words};
use crate::domain::campaigns::{Channel, Standing};
use crate::domain::credentials::token::PoolCode;
use crate::domain::lang::{Lang, Text};
use crate::services::App;
use crate::services::responses::{self, CodeFault, Faults};
use crate::web::compressed;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::{Switch, View, asset};
use crate::web::parts::{self, MAIN_FORM, Tone};
use crate::web::paths;

/// The questionnaire; or why it is not open.
pub async fn get(
    State(app): State<App>,
    Key(pool): Key<PoolCode>,
    headers: HeaderMap,
    uri: Uri,
) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let (view, path) = (view_in(&uri), paths::survey(survey.pool.code));
    let standing = survey.standing(app.now());
    let (Standing::Open, Some(frozen)) = (standing, survey.frozen()) else {
        return Ok(outcome::closed(view, &app.site, &survey, standing, Sent::Nothing, &path));
    };
    let (view, document) = read_in(view, frozen);
    // The same bytes for everyone, so drawing them once is enough.
    let page = survey.drawn(&view.at(&path), || {
        let (typed, faults) = (&Form::default(), &Faults::default());
        let sheet = Sheet {
            view,
            site: &app.site,
            survey: &survey,
            frozen,
            document: &document,
            typed,
            faults,
        };
        let form = html! {
            (waking(&sheet))
            (form(&sheet, &sheet.code(), blind_words::FORGET_HELP))
            (for_the_script(&sheet, &sentences(&sheet), Bundle::of_survey(frozen).script))
        };
        // A ballot is taken away by a code of one's own.
        let away = if frozen.has_door() {
            html! {}
        } else {
            away(view, pool)
        };
        compressed::page(sheet.page(sheet.ways().how(), &away, Switch::Link(&path), &form))
    });
    Ok(compressed::reply_page(&headers, page))
}

/// An address that was typed or written with a slash at its end. What stands behind the `#` goes
/// along by itself.
pub async fn get_slashed(Key(pool): Key<PoolCode>, uri: Uri) -> Redirect {
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    Redirect::permanent(&format!("{}{query}", paths::survey(pool)))
}

/// Under 更强的保护: the ways to a ballot that is taken away now, and handed in later.
fn away(view: View, pool: PoolCode) -> Markup {
    let [take, taken] =
        [paths::survey_take(pool), paths::survey_taken(pool)].map(|path| view.at(&path));
    html! {
        p {
            (view.t(blind_words::AWAY)) " "
            a #away href=(take) { (view.t(blind_words::AWAY_LINK)) }
            " · "
            a href=(taken) { (view.t(blind_words::TAKEN)) }
        }
    }
}

/// In sight until the script has proved itself: what to do when it does not.
fn waking(sheet: &Sheet<'_>) -> Markup {
    let view = sheet.view;
    let plain = paths::survey_plain(sheet.survey.pool.code);
    let body = html! {
        noscript { p { strong { (view.t(blind_words::NO_SCRIPT)) } } }
        p { (view.t(blind_words::WAKING)) }
        @if sheet.survey.campaign.plain_path {
            p {
                a #plain href=(plain) { (view.t(blind_words::PLAIN)) }
                (view.t(blind_words::PLAIN_WEAKER))
            }
        } @else {
            p { (view.t(blind_words::NEEDED)) }
        }
    };
    html! { div #waking { (parts::notice(Tone::Info, body)) } }
}

/// Nowhere to be sent to: no action, a method that goes nowhere, and a first button that rests, so
/// that Enter does nothing. The script reads the form and sends what it has sealed. `by` is the
/// field of what one hands in by: a code, or a ballot that was taken away; `erases` says what goes
/// when everything is erased.
pub fn form(sheet: &Sheet<'_>, by: &Markup, erases: Text) -> Markup {
    let view = sheet.view;
    let code = sheet.survey.pool.code;
    html! {
        form id=(MAIN_FORM) method="dialog" autocomplete="off"
            data-pool=(code) data-group=[sheet.frozen.has(Channel::Group).then_some("1")]
            data-pass=[sheet.frozen.has(Channel::Venue).then(|| paths::survey_pass(code))]
            data-key=(STANDARD.encode(sheet.frozen.issuer().spki()))
            data-issue=(paths::survey_issue(code)) data-ballot=(paths::survey_ballot(code))
            data-hints=(asset("hints.js")) {
            button.unseen aria-hidden="true" disabled {}
            div #forgetful hidden { (parts::notice(Tone::Soon, view.t(blind_words::FORGETFUL))) }
            fieldset #sheet { (sheet.asked(by)) }
            div.notice #state tabindex="-1" role="status" hidden {
                p {}
                button.button type="button" hidden { (view.t(blind_words::TRY_NOW)) }
            }
            (parts::actions(html! {
                button.button.primary #send type="button" disabled { (view.t(words::SEND)) }
            }))
            div #forget hidden {
                (parts::more(view.t(blind_words::FORGET), html! {
                    p { (view.t(erases)) }
                    button.button type="button" { (view.t(blind_words::FORGET_NOW)) }
                }))
            }
        }
    }
}

/// The sentences it may say, by the name it knows them under, and the script itself.
pub fn for_the_script(
    sheet: &Sheet<'_>,
    sentences: &[(&'static str, String)],
    script: &'static str,
) -> Markup {
    let thanks = outcome::thanks_body(sheet.view, sheet.survey, "");
    for_the_script_of(sheet, sentences, &thanks, script)
}

/// The same with a page of thanks of its own.
pub fn for_the_script_of(
    sheet: &Sheet<'_>,
    sentences: &[(&'static str, String)],
    thanks: &Markup,
    script: &'static str,
) -> Markup {
    let view = sheet.view;
    html! {
        template #words {
            @for (name, sentence) in sentences { p id=(name) { (sentence) } }
        }
        template #mistakes { (parts::error_summary(view.lang, &[("", "")])) }
        template #thanks { (thanks) }
        script src=(asset(script)) defer {}
    }
}

/// What the script says of codes, and what it says in any case.
pub fn sentences(sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    let Sheet { view, survey, .. } = *sheet;
    let lang = view.lang;
    let mut all = shared_sentences(sheet, blind_words::FORGOTTEN);
    let codes = [
        ("code-blank", CodeFault::Blank),
        ("not-a-code", CodeFault::Malformed),
        ("unknown-code", CodeFault::Unknown),
    ];
    all.extend(codes.map(|(name, fault)| (name, sheet.fault(fault))));
    let [spent, then] = &sheet.ways().spent(lang, &survey.campaign.texts.telephone);
    all.push(("spent-code", joined(lang, [spent, then])));
    if sheet.frozen.has(Channel::Venue) {
        let room = [("no-pass", door_words::ROOM_WRONG), ("unheard", door_words::UNHEARD)];
        all.extend(room.map(|(name, text)| (name, view.t(text).to_owned())));
    }
    if sheet.frozen.has_door() {
        all.push(("late-code", sheet.fault(CodeFault::Late)));
        all.push(("full-code", sheet.fault(CodeFault::Full)));
        if sheet.ways() == Ways::Group {
            all.push(("replaced-code", sheet.fault(CodeFault::Replaced)));
        }
    }
    all
}

/// What the script says whatever one hands in by. What the server refuses has the name of the
/// problem.
pub fn shared_sentences(sheet: &Sheet<'_>, forgotten: Text) -> Vec<(&'static str, String)> {
    let Sheet { view, survey, .. } = *sheet;
    let lang = view.lang;
    let over = words::over(lang, &survey.window.closes_on.to_string());
    let mut all = problems::for_the_script(lang);
    if Bundle::of(&sheet.frozen.document).is_whole {
        all.extend(problems::for_the_kinds(lang));
    }
    let fixed = [
        ("sending", blind_words::SENDING),
        ("unsent", blind_words::UNSENT),
        ("forgotten", forgotten),
    ];
    all.extend(fixed.map(|(name, text)| (name, view.t(text).to_owned())));
    all.extend([
        ("over", joined(lang, [&over, view.t(blind_words::KEPT)])),
        ("cancelled", joined(lang, [view.t(blind_words::CANCELLED), view.t(blind_words::KEPT)])),
        ("not-yet", words::not_yet(lang, &survey.window.opens_on.to_string())),
        ("fault", blind_words::fault(lang, &survey.campaign.texts.telephone)),
    ]);
    all
}

fn joined(lang: Lang, sentences: [&str; 2]) -> String {
    sentences.join(if lang == Lang::En { " " } else { "" })
}
