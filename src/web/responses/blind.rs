//! The two requests of the script, in JSON: an envelope to be stamped for a code, and later the
//! stamped ballot. They carry no cookie, share no number, and say nothing about the page they come
//! from. What is refused is told as a problem (RFC 9457), its `type` for the script, its `title`
//! for whoever reads along; the script says it in the language of the page.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::domain::campaigns::Standing;
use crate::domain::credentials::token::PoolCode;
use crate::domain::lang::{Lang, Text, words};
use crate::services::responses::{self, Handed, Received, Stamped, Survey};
use crate::services::{self, App};
use crate::web::error::Error;
use crate::web::form::Key;

words! {
    MALFORMED = "请求不是本页面发出的格式，没有处理。",
                "This is not what our page sends. Nothing was done.";
    TOO_LARGE = "内容太大，没有处理。",
                "This is too large. Nothing was done.";
    NOT_A_CODE = "答题码应是 20 个字母和数字。",
                 "A code has 20 letters and digits.";
    UNKNOWN = "没有这个答题码，或者它属于另一份问卷。",
              "There is no such code, or it is for another questionnaire.";
    SPENT = "这个答题码已经用过。",
            "This code has been used.";
    FULL = "名额已经用完。",
           "All seats are taken.";
    LATE = "通行证或链接已经到期。",
           "The pass or the link has ended.";
    REPLACED = "这个群链接已经换成新的。",
               "Another link took the place of this one.";
    NO_PASS = "现场码不对，或者已经换了新的。",
              "This is not the room's code, or a newer one is shown.";
    OTHER_BALLOT = "这张答卷已用另外的答案提交过。",
                   "This ballot has been handed in with other answers.";
    NOT_SIGNED = "答卷上的印章不是本问卷的。",
                 "The stamp on this ballot is not of this questionnaire.";
    UNFIT = "答案与问卷不符，没有提交。",
            "The answers do not fit the questionnaire. Nothing was handed in.";
    NOT_YET = "问卷还没有开始，没有提交。",
              "The questionnaire has not begun. Nothing was handed in.";
    OVER = "问卷已经结束，没有提交。",
           "The questionnaire is over. Nothing was handed in.";
    CANCELLED = "本次调查已撤销，没有提交。",
                "This survey was cancelled. Nothing was handed in.";
    TRY_AGAIN = "暂时无法处理，请稍后再试。",
                "This cannot be done right now. Please try again.";
    MISSING = "没有这份问卷。",
              "There is no such questionnaire.";
}

/// What the script speaks. Another number is another protocol.
pub const VERSION: u8 = 1;

/// `{v:1, t, b}`: the code, and the blinded message in base64url.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    v: u8,
    t: String,
    b: String,
}

/// `{v:1, n, s, z, x}`: nonce, salt and signature in base64url, the answers as a string.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    v: u8,
    n: String,
    s: String,
    z: String,
    x: String,
}

/// The stamp.
#[derive(Serialize)]
struct Stamp {
    v: u8,
    s: String,
}

/// The receipt.
#[derive(Serialize)]
struct Receipt {
    v: u8,
    tracker: String,
}

/// Stamps an envelope.
pub async fn post_issue(
    State(app): State<App>,
    Key(pool): Key<PoolCode>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(Envelope { t, b, .. }) = read(&headers, &body, |sent: &Envelope| sent.v) else {
        return problem(StatusCode::BAD_REQUEST, "malformed", MALFORMED);
    };
    let Ok(blinded) = URL_SAFE_NO_PAD.decode(&b) else {
        return problem(StatusCode::BAD_REQUEST, "malformed", MALFORMED);
    };
    let code = Zeroizing::new(t);
    let survey = match responses::survey(&app, pool).await {
        Ok(survey) => survey,
        Err(error) => return failed(error),
    };
    match responses::issue(&app, &survey, &code, &blinded).await {
        Ok(Stamped::Signed(stamp)) => {
            json(&Stamp { v: VERSION, s: URL_SAFE_NO_PAD.encode(*stamp) })
        }
        Ok(Stamped::NotBlinded) => problem(StatusCode::BAD_REQUEST, "malformed", MALFORMED),
        Ok(Stamped::NotACode) => {
            problem(StatusCode::UNPROCESSABLE_ENTITY, "not-a-code", NOT_A_CODE)
        }
        Ok(Stamped::Unknown) => problem(StatusCode::UNPROCESSABLE_ENTITY, "unknown-code", UNKNOWN),
        Ok(Stamped::Full) => problem(StatusCode::CONFLICT, "full-code", FULL),
        Ok(Stamped::Late) => problem(StatusCode::GONE, "late-code", LATE),
        Ok(Stamped::Replaced) => problem(StatusCode::GONE, "replaced-code", REPLACED),
        Ok(Stamped::Spent) => problem(StatusCode::CONFLICT, "spent-code", SPENT),
        Ok(Stamped::Closed(standing)) => closed_by_now(&app, &survey, standing).await,
        Err(error) => failed(error),
    }
}

/// Takes a stamped ballot in.
pub async fn post_ballot(
    State(app): State<App>,
    Key(pool): Key<PoolCode>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(sent) = read(&headers, &body, |sent: &Sent| sent.v) else {
        return problem(StatusCode::BAD_REQUEST, "malformed", MALFORMED);
    };
    let Some(handed) = handed(sent) else {
        return problem(StatusCode::BAD_REQUEST, "malformed", MALFORMED);
    };
    let survey = match responses::survey(&app, pool).await {
        Ok(survey) => survey,
        Err(error) => return failed(error),
    };
    match responses::hand_in_stamped(&app, &survey, handed).await {
        Ok(Received::Taken(tracker)) => json(&Receipt { v: VERSION, tracker: tracker.to_string() }),
        Ok(Received::Other) => problem(StatusCode::CONFLICT, "other-ballot", OTHER_BALLOT),
        Ok(Received::NotSigned) => {
            problem(StatusCode::UNPROCESSABLE_ENTITY, "not-signed", NOT_SIGNED)
        }
        Ok(Received::Unfit(_)) => problem(StatusCode::UNPROCESSABLE_ENTITY, "unfit", UNFIT),
        Ok(Received::Closed(standing)) => closed_by_now(&app, &survey, standing).await,
        Err(error) => failed(error),
    }
}

/// Whether an envelope or a ballot goes there, of any pool.
pub fn takes_one_of_two(path: &str) -> bool {
    let of_survey = path.strip_prefix("/s/").and_then(|rest| rest.split_once('/'));
    matches!(of_survey, Some((_, "issue" | "ballot")))
}

/// Whether the script asks, who is told problems and no pages.
pub fn is_of_script(request: &Request) -> bool {
    request.method() == Method::POST && takes_one_of_two(request.uri().path())
}

/// Reads what the script sends; nothing else is read. An object alone: serde would read the fields of
/// a struct from a list as well, by their order, and a list says nowhere what it is a list of.
pub fn read<T: serde::de::DeserializeOwned>(
    headers: &HeaderMap,
    body: &[u8],
    version: impl Fn(&T) -> u8,
) -> Option<T> {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let is_object = body.trim_ascii_start().starts_with(b"{");
    let sent = (is_json && is_object).then(|| serde_json::from_slice(body).ok()).flatten()?;
    (version(&sent) == VERSION).then_some(sent)
}

fn handed(sent: Sent) -> Option<Handed> {
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
    Some(Handed {
        nonce: bytes(&sent.n)?.as_slice().try_into().ok()?,
        salt: bytes(&sent.s)?.as_slice().try_into().ok()?,
        signature: bytes(&sent.z)?.as_slice().try_into().ok()?,
        answers: Zeroizing::new(sent.x),
    })
}

pub fn json(value: &impl Serialize) -> Response {
    let body = serde_json::to_string(value).expect("two short fields are JSON");
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Answers are not taken now, and why, as it stands by now.
async fn closed_by_now(app: &App, survey: &Survey, standing: Standing) -> Response {
    match responses::stopped(app, survey).await {
        Some(stopped) => closed(&stopped, standing),
        None => closed(survey, standing),
    }
}

/// Answers are not taken now, and why: a survey that was cancelled was not over on its last day.
pub fn closed(survey: &Survey, standing: Standing) -> Response {
    match standing {
        _ if survey.campaign.cancelled_on.is_some() => {
            problem(StatusCode::GONE, "cancelled", CANCELLED)
        }
        Standing::Ahead => problem(StatusCode::FORBIDDEN, "not-yet", NOT_YET),
        Standing::Open | Standing::Over => problem(StatusCode::GONE, "over", OVER),
    }
}

/// A service's error; what broke is still logged by the middleware that draws pages.
pub fn failed(error: services::Error) -> Response {
    let (kind, title) = match &error {
        services::Error::Missing => ("missing", MISSING),
        _ => ("try-again", TRY_AGAIN),
    };
    let mut response = Error::from(error).into_response();
    let status = response.status();
    let (parts, body) = problem(status, kind, title).into_parts();
    response.headers_mut().extend(parts.headers);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    *response.body_mut() = body;
    response
}

/// What cut a request of the script short, before anything of ours read it.
pub fn cut_short(status: StatusCode) -> Response {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => problem(status, "too-large", TOO_LARGE),
        StatusCode::NOT_FOUND => problem(status, "missing", MISSING),
        status if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT => {
            problem(status, "try-again", TRY_AGAIN)
        }
        status => problem(status, "malformed", MALFORMED),
    }
}

/// A problem document; its title in both languages, since the request names none.
pub fn problem(status: StatusCode, kind: &str, title: Text) -> Response {
    let said = format!("{} {}", title.to(Lang::Zh), title.to(Lang::En));
    let body = serde_json::json!({ "type": kind, "status": status.as_u16(), "title": said });
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
