//! From a service's error to a page. A handler's error is only a status with the error riding in
//! the response's extensions; one place logs what broke, once, and draws the page with a way
//! on, in the reader's language. Bare replies of the router and the limits (404, 405, 413, 503 …)
//! are drawn by the same hand.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::page::{
    OfficeShell, Page, SimulatedBar, Width, office_page, respondent_banner, respondent_page,
};
use super::parts::{self, Style};
use super::responses::blind;
use super::{refusals, session, words};
use crate::domain::lang::Text;
use crate::domain::refusal::Refusal;
use crate::services::{self, App};

/// What a handler gives.
pub type Result<T = Response> = std::result::Result<T, Error>;

/// An error on its way to its page.
#[derive(Debug)]
pub struct Error(services::Error);

impl Error {
    /// No such thing.
    pub fn missing() -> Self {
        Self(services::Error::Missing)
    }

    /// The rule that said no, if that was it: forms show it beside their fields.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.0 {
            services::Error::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}

impl<E: Into<services::Error>> From<E> for Error {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// The error, riding in a response.
#[derive(Clone)]
struct Riding(Arc<services::Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = match &self.0 {
            services::Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            services::Error::Forbidden => StatusCode::FORBIDDEN,
            services::Error::Missing => StatusCode::NOT_FOUND,
            services::Error::Stale => StatusCode::CONFLICT,
            services::Error::Busy => StatusCode::SERVICE_UNAVAILABLE,
            services::Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            services::Error::Malformed => StatusCode::BAD_REQUEST,
            services::Error::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Riding(Arc::new(self.0)));
        response
    }
}

/// What an error page needs to know of the request it answers. Most replies are no errors: it is
/// read from these only when one has to be drawn.
pub struct Here {
    uri: Uri,
    cookies: HeaderMap,
    referer: Option<HeaderValue>,
    wrote: bool,
    is_of_script: bool,
}

impl Here {
    /// Where the request goes, before it is handled.
    pub fn of(request: &Request) -> Self {
        let cookies = request.headers().get_all(header::COOKIE).iter();
        Self {
            uri: request.uri().clone(),
            cookies: cookies.map(|line| (header::COOKIE, line.clone())).collect(),
            referer: request.headers().get(header::REFERER).cloned(),
            wrote: request.method() != Method::GET && request.method() != Method::HEAD,
            is_of_script: blind::is_of_script(request),
        }
    }

    /// Logs what broke and draws the page of a bare error reply.
    pub fn draw_error(&self, app: &App, response: Response) -> Response {
        let status = response.status();
        if !(status.is_client_error() || status.is_server_error()) {
            return response;
        }
        let riding = response.extensions().get::<Riding>().map(|riding| Arc::clone(&riding.0));
        if let Some(services::Error::Broken(cause)) = riding.as_deref() {
            tracing::error!(area = self.area(), cause = %cause, "a request failed");
        }
        let kind = response.headers().get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain")) {
            return response;
        }
        let refusal = match riding.as_deref() {
            Some(services::Error::Refused(refusal)) => Some(refusal),
            _ => None,
        };
        let drawn = if self.is_of_script {
            blind::cut_short(status)
        } else {
            self.page(app, status, refusal).into_response()
        };
        let (mut parts, _) = response.into_parts();
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            let soon = HeaderValue::from_static("5");
            parts.headers.entry(header::RETRY_AFTER).or_insert(soon);
        }
        let (drawn, body) = drawn.into_parts();
        parts.headers.extend(drawn.headers);
        Response::from_parts(parts, body)
    }

    fn is_office(&self) -> bool {
        let path = self.uri.path();
        path == "/office" || path.starts_with("/office/")
    }

    /// The first word of the path: enough to find the code, and nothing of anyone.
    fn area(&self) -> &'static str {
        if self.is_office() { "office" } else { "public" }
    }

    /// The page of the office the request was sent from, where its browser says so. Only its path is
    /// taken: the link stays in the house.
    fn office_page_before(&self) -> Option<String> {
        let before: Uri = self.referer.as_ref()?.to_str().ok()?.parse().ok()?;
        let path = before.path_and_query()?.as_str();
        path.starts_with("/office/").then(|| path.to_owned())
    }

    fn page(&self, app: &App, status: StatusCode, refusal: Option<&Refusal>) -> Markup {
        let view = session::view_of(&self.cookies, &self.uri);
        let today = app.site.simulated.then(|| app.clock.today());
        let (title, what, then) = sentences(status);
        let is_lost = matches!(status, StatusCode::NOT_FOUND | StatusCode::URI_TOO_LONG);
        let then = match status {
            _ if is_lost && !self.is_office() => words::E404_PUBLIC,
            StatusCode::UNPROCESSABLE_ENTITY if !self.wrote => words::E422_LOOK,
            StatusCode::UNPROCESSABLE_ENTITY if refusal.is_some_and(refusals::is_final) => {
                words::E422_OVER
            }
            _ => then,
        };
        let what = refusal.map_or_else(
            || view.t(what).to_owned(),
            |refusal| refusals::sentence(view.lang, refusal),
        );
        let not_saved = self.wrote.then(|| html! { p { strong { (view.t(words::NOT_SAVED)) } } });
        let body = html! {
            p { (what) }
            @if let Some(not_saved) = not_saved { (not_saved) }
            p { (view.t(then)) }
        };
        if self.is_office() {
            // Sent again it would be too large again: the way leads to the form.
            let form = (status == StatusCode::PAYLOAD_TOO_LARGE).then(|| self.office_page_before());
            let ways = html! {
                (body)
                (parts::actions(html! {
                    @if let Some(form) = form.flatten() {
                        (parts::link_button(view.t(words::TO_FORM), &form, Style::Primary))
                        (parts::link_button(view.t(words::TO_START), super::paths::HOME, Style::Plain))
                    } @else {
                        (parts::link_button(view.t(words::TO_START), super::paths::HOME, Style::Primary))
                    }
                }))
            };
            let shell = OfficeShell {
                view,
                office: view.t(words::OFFICE_NAME).to_owned(),
                here: super::paths::HOME.to_owned(),
                person: None,
                nav: Vec::new(),
                simulated: today.map(|today| SimulatedBar { today: today.to_string() }),
                flash: None,
            };
            office_page(&shell, &Page::new(view.t(title), ways).width(Width::Card))
        } else {
            let body = html! {
                (respondent_banner(view, view.t(words::OFFICE_NAME), None))
                h1 { (view.t(title)) }
                (body)
            };
            respondent_page(view, view.t(title), body)
        }
    }
}

/// Title, what happened, what to do.
fn sentences(status: StatusCode) -> (Text, Text, Text) {
    match status {
        StatusCode::NOT_FOUND => (words::E404, words::E404_WHAT, words::E404_THEN),
        StatusCode::FORBIDDEN => (words::E403, words::E403_WHAT, words::E403_THEN),
        StatusCode::METHOD_NOT_ALLOWED => (words::E405, words::E405_WHAT, words::E405_THEN),
        StatusCode::CONFLICT => (words::E409, words::E409_WHAT, words::E409_THEN),
        StatusCode::PAYLOAD_TOO_LARGE => (words::E413, words::E413_WHAT, words::E413_THEN),
        StatusCode::URI_TOO_LONG => (words::E414, words::E414_WHAT, words::E404_THEN),
        StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::REQUEST_TIMEOUT
        | StatusCode::GATEWAY_TIMEOUT => (words::E503, words::E503_WHAT, words::E503_THEN),
        StatusCode::UNPROCESSABLE_ENTITY => (words::E422, words::E422_WHAT, words::E422_THEN),
        status if status.is_client_error() => (words::E400, words::E400_WHAT, words::E422_THEN),
        _ => (words::E500, words::E500_WHAT, words::E500_THEN),
    }
}
