//! The blind page: the questions as on the plain page, but sealed and sent by a script of ours. The
//! same bytes for everyone in a pool. Until the script has proved itself nothing can be sent, and a
//! sentence says what else can be done.

use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::outcome::{self, Sent};
use super::plain::view_in;
use super::sheet::Sheet;
use super::{blind_words, problems, words};
use crate::domain::campaigns::Standing;
use crate::domain::credentials::token::PoolCode;
use crate::services::App;
use crate::services::responses::{self, Faults};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::{Switch, View, asset};
use crate::web::parts::{self, MAIN_FORM, Tone};
use crate::web::paths;

/// The questionnaire; or why it is not open.
pub async fn get(State(app): State<App>, Key(pool): Key<PoolCode>, uri: Uri) -> Result {
    let survey = responses::survey(&app, pool).await?;
    let (view, path) = (view_in(&uri), paths::survey(survey.pool.code));
    let standing = survey.standing(app.now());
    let (Standing::Open, Some(frozen)) = (standing, survey.frozen()) else {
        let ahead = standing == Standing::Ahead;
        let status = if ahead { StatusCode::OK } else { StatusCode::GONE };
        let page = outcome::closed(view, &survey, standing, Sent::Nothing, &path);
        return Ok((status, page).into_response());
    };
    let (typed, faults) = (&Form::default(), &Faults::default());
    let sheet = Sheet { view, site: &app.site, survey: &survey, frozen, typed, faults };
    let form = html! { (waking(&sheet)) (form(&sheet)) (for_the_script(&sheet)) };
    let away = away(view, pool);
    Ok(sheet.page(blind_words::HOW, &away, Switch::Link(&path), &form).into_response())
}

/// Under 更强的保护: the way to a ballot that is taken away now and handed in later.
fn away(view: View, pool: PoolCode) -> Markup {
    let take = format!("{}?{}", paths::survey_take(pool), view.query());
    html! {
        p { (view.t(blind_words::AWAY)) " " a #away href=(take) { (view.t(blind_words::AWAY_LINK)) } }
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
/// that Enter does nothing. The script reads the form and sends what it has sealed.
fn form(sheet: &Sheet<'_>) -> Markup {
    let view = sheet.view;
    let code = sheet.survey.pool.code;
    html! {
        form.form id=(MAIN_FORM) method="dialog" novalidate autocomplete="off"
            data-pool=(code) data-key=(STANDARD.encode(sheet.frozen.issuer().spki()))
            data-issue=(paths::survey_issue(code)) data-ballot=(paths::survey_ballot(code)) {
            button.unseen tabindex="-1" aria-hidden="true" disabled {}
            div #forgetful hidden { (parts::notice(Tone::Soon, view.t(blind_words::FORGETFUL))) }
            fieldset #sheet { (brought(view)) (sheet.asked()) }
            div.notice #state tabindex="-1" role="status" hidden {
                p {}
                button.button type="button" hidden { (view.t(blind_words::TRY_NOW)) }
            }
            (parts::actions(html! {
                button.button.primary #send type="button" disabled { (view.t(words::SEND)) }
            }))
            div #forget hidden {
                (parts::more(view.t(blind_words::FORGET), html! {
                    p { (view.t(blind_words::FORGET_HELP)) }
                    button.button type="button" { (view.t(blind_words::FORGET_NOW)) }
                }))
            }
        }
    }
}

/// Where a ballot that was taken away comes back; with it no code is asked for.
fn brought(view: View) -> Markup {
    html! {
        details.more #brought {
            summary { (view.t(blind_words::BROUGHT)) }
            div.question {
                label for="f-blank" { (view.t(blind_words::BLANK)) }
                p.help #f-blank-help { (view.t(blind_words::BLANK_HELP)) }
                textarea.code #f-blank name="blank" autocomplete="off" spellcheck="false"
                    aria-describedby="f-blank-help" {}
                p.hint #blank-said role="status" {}
            }
        }
    }
}

fn for_the_script(sheet: &Sheet<'_>) -> Markup {
    let Sheet { view, survey, .. } = *sheet;
    html! {
        template #words {
            @for (name, sentence) in sentences(sheet) { p data-word=(name) { (sentence) } }
        }
        template #mistakes { (parts::error_summary(view.lang, &[("", "")])) }
        template #thanks { (outcome::thanks_body(view, survey, "")) }
        script src=(asset("answer.js")) defer {}
    }
}

/// Every sentence the script may say, by the name it knows it under. What the server refuses has
/// the name of the problem.
fn sentences(sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    let Sheet { view, survey, .. } = *sheet;
    let lang = view.lang;
    let telephone = &survey.campaign.texts.telephone;
    let closes = survey.window.closes_on.to_string();
    let spent = [view.t(words::SPENT_FIRST), &words::spent_call(lang, telephone)];
    let joined = |sentences: [&str; 2]| sentences.join(if lang.tag() == "en" { " " } else { "" });
    let mut all: Vec<(&str, String)> = problems::for_the_script(lang);
    let fixed = [
        ("code-blank", words::CODE_BLANK),
        ("not-a-code", words::CODE_MALFORMED),
        ("unknown-code", words::CODE_UNKNOWN),
        ("sending", blind_words::SENDING),
        ("unsent", blind_words::UNSENT),
        ("forgotten", blind_words::FORGOTTEN),
        ("blank-good", blind_words::BLANK_GOOD),
        ("blank-elsewhere", blind_words::BLANK_ELSEWHERE),
        ("blank-spoiled", blind_words::BLANK_SPOILED),
        ("blank-used", blind_words::BLANK_USED),
    ];
    all.extend(fixed.map(|(name, text)| (name, view.t(text).to_owned())));
    all.extend([
        ("spent-code", joined(spent)),
        ("over", joined([&words::over(lang, &closes), view.t(blind_words::KEPT)])),
        ("fault", blind_words::fault(lang, telephone)),
    ]);
    all
}
