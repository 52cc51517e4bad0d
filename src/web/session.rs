//! Who asks, and how they want to see it. The guard stands before each route and knows from the
//! route itself who may pass; handlers receive a finished [`Staff`] or [`Visitor`]. Respondents
//! have neither: no cookie of the office reaches their handlers.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use cookie::{Cookie, SameSite};

use super::error::Error;
use super::form::Form;
use super::page::{
    Flash, NavLink, OfficeShell, Page, PersonBadge, Print, SimulatedBar, View, office_page,
};
use super::parts::Tone;
use super::{nav, people, words};
use crate::domain::lang::{Lang, Text};
use crate::domain::people::{Act, Actor};
use crate::services::{self, App};

const SESSION: &str = "wl-session";
const VIEW: &str = "wl-view";
const FLASH: &str = "wl-flash";

/// How the reader sees pages: the address says it for respondents, a cookie for the office.
pub fn view_of(headers: &HeaderMap, uri: &Uri) -> View {
    let mut view = View::default();
    // Either name will do: how a page looks is no secret and gives no right.
    let cookie = cookie_value(headers, &format!("__Secure-{VIEW}"));
    let cookie = cookie.or_else(|| cookie_value(headers, VIEW)).unwrap_or_default();
    let (lang, print) = cookie.split_once('.').unwrap_or_default();
    choose(&mut view, lang, print);
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
        match &*name {
            "lang" => view.speak(&value),
            "print" => choose(&mut view, "", &value),
            _ => {}
        }
    }
    view
}

fn choose(view: &mut View, lang: &str, print: &str) {
    view.lang = Lang::from_tag(lang).unwrap_or(view.lang);
    view.print = Print::from_tag(print).unwrap_or(view.print);
}

/// The full name of one of our cookies. Over TLS its prefix keeps out what someone on the network
/// planted by plain http.
fn cookie_name(app: &App, name: &str) -> String {
    if app.site.is_https() { format!("__Secure-{name}") } else { name.to_owned() }
}

fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| Cookie::split_parse(line.to_owned()).flatten())
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// A `Set-Cookie` line. All cookies stay under `/office`: none ever travels with an answer.
fn set_cookie(app: &App, name: &str, value: &str, max_age: Option<i64>) -> HeaderValue {
    let mut cookie = Cookie::build((cookie_name(app, name), value.to_owned()))
        .path("/office")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.site.is_https());
    if let Some(seconds) = max_age {
        cookie = cookie.max_age(cookie::time::Duration::seconds(seconds));
    }
    HeaderValue::from_str(&cookie.to_string()).expect("our cookies are plain ASCII")
}

/// A member of staff, asking.
#[derive(Clone)]
pub struct Staff {
    /// The services.
    pub app: App,
    /// Who.
    pub actor: Actor,
    /// How they want to see it.
    pub view: View,
    /// The session cookie's value.
    pub cookie: String,
    here: String,
    carried: Option<String>,
    flash: Option<String>,
}

impl Staff {
    /// The reader's language.
    pub fn lang(&self) -> Lang {
        self.view.lang
    }

    /// The title of a list that leaves as a workbook, with the day it stands for.
    pub fn dated(&self, list: Text) -> String {
        words::as_of(self.lang(), self.view.t(list), self.app.clock.today())
    }

    /// Draws a page.
    pub fn page(&self, page: &Page) -> Response {
        self.page_as(StatusCode::OK, &self.here, page)
    }

    /// Draws a form again, with what is wrong in it.
    pub fn mend(&self, page: &Page) -> Response {
        self.page_as(StatusCode::UNPROCESSABLE_ENTITY, &self.here, page)
    }

    /// Draws a page of another address again, because nothing came of what one of its buttons asked
    /// for: what switches language or print leads there.
    pub fn mend_at(&self, here: &str, page: &Page) -> Response {
        self.page_as(StatusCode::UNPROCESSABLE_ENTITY, here, page)
    }

    /// Draws a form again because someone else was faster: nothing typed is lost.
    pub fn conflict(&self, page: &Page) -> Response {
        self.page_as(StatusCode::CONFLICT, &self.here, page)
    }

    fn page_as(&self, status: StatusCode, here: &str, page: &Page) -> Response {
        // A page that says something was not done says nothing of what was: after a double click the
        // first press's word would stand beside the second's.
        let said = self.flash.clone().filter(|_| status != StatusCode::CONFLICT);
        let shell = OfficeShell {
            view: self.view,
            office: self.view.t(words::OFFICE_NAME).to_owned(),
            here: here.to_owned(),
            person: Some(badge(self.view, &self.actor)),
            nav: nav::links(self.view, &self.actor, here),
            simulated: simulated_bar(&self.app),
            flash: said.map(|text| Flash { tone: Tone::Good, text }),
        };
        let mut response = (status, office_page(&shell, page)).into_response();
        if let Some(seconds) = page.again_in {
            response.headers_mut().insert(header::REFRESH, seconds.into());
        }
        if self.flash.is_some() {
            response
                .headers_mut()
                .append(header::SET_COOKIE, set_cookie(&self.app, FLASH, "", Some(0)));
        }
        response
    }

    /// The form that was typed on this page before the language was switched or the session
    /// ended; an empty one otherwise, to be filled with what is stored.
    pub fn typed(&self) -> Form {
        let path = self.here.split('?').next().unwrap_or_default();
        let waiting = self.carried.as_deref().and_then(|carried| carried.split_once('\n'));
        match waiting {
            Some((page, body)) if page == path => Form::decode(body.as_bytes()),
            _ => Form::default(),
        }
    }

    /// Goes on to another page.
    pub fn go(&self, to: &str) -> Response {
        Redirect::to(to).into_response()
    }

    /// Goes on to another page, which says once what was done.
    pub fn done(&self, to: &str, said: &str) -> Response {
        let encoded: String = form_urlencoded::byte_serialize(said.as_bytes()).collect();
        let mut response = self.go(to);
        let line = set_cookie(&self.app, FLASH, &encoded, Some(60));
        response.headers_mut().append(header::SET_COOKIE, line);
        response
    }
}

fn badge(view: View, actor: &Actor) -> PersonBadge {
    let roles = words::listed(view.lang, actor.roles.iter().map(words::role));
    PersonBadge { name: actor.name.clone(), roles }
}

fn simulated_bar(app: &App) -> Option<SimulatedBar> {
    app.site.simulated.then(|| SimulatedBar { today: app.clock.today().to_string() })
}

/// Someone at the door: not signed in, or not yet.
pub struct Visitor {
    /// The services.
    pub app: App,
    /// How they want to see it.
    pub view: View,
    /// Address asked for, path and query.
    pub here: String,
}

impl Visitor {
    /// Draws a page of the door.
    pub fn page(&self, status: StatusCode, page: &Page) -> Response {
        let shell = OfficeShell {
            view: self.view,
            office: self.view.t(words::OFFICE_NAME).to_owned(),
            here: self.here.clone(),
            person: None,
            nav: Vec::<NavLink>::new(),
            simulated: simulated_bar(&self.app),
            flash: None,
        };
        (status, office_page(&shell, page)).into_response()
    }

    /// Lets a person in and on to a page.
    pub fn let_in(&self, session: &people::Secret, to: &str) -> Response {
        let seconds = services::people::SESSION_HOURS * 3600;
        let line = set_cookie(&self.app, SESSION, session.reveal(), Some(seconds));
        let mut response = Redirect::to(to).into_response();
        response.headers_mut().append(header::SET_COOKIE, line);
        response
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        Ok(Self {
            app: App::clone(app),
            view: view_of(&parts.headers, &parts.uri),
            here: here_of(&parts.uri),
        })
    }
}

impl FromRequestParts<App> for Staff {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        // The guard puts it there; a route for staff without a guard finds nobody.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| services::Error::Forbidden.into())
    }
}

fn here_of(uri: &Uri) -> String {
    uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string)
}

/// Stands before a route for staff and lets pass whom it names: everyone signed in, or those who
/// may do this.
pub async fn guard(
    State((app, act)): State<(App, Option<Act>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let staff = match staff_of(&app, request.headers(), request.uri()).await {
        Ok(Some(staff)) => staff,
        Ok(None) => return people::ask_to_sign_in(&app, request).await,
        Err(error) => return error.into_response(),
    };
    if act.is_some_and(|act| !staff.actor.may(act)) {
        return Error::from(services::Error::Forbidden).into_response();
    }
    if request.method() == Method::GET && !staff.typed().is_empty() {
        // Taken out before it is shown: a form is carried once.
        if let Err(error) = services::people::carry(&app, &staff.cookie, None).await {
            return Error::from(error).into_response();
        }
    }
    request.extensions_mut().insert(staff);
    next.run(request).await
}

/// The person behind a request's cookie.
pub async fn staff_of(app: &App, headers: &HeaderMap, uri: &Uri) -> Result<Option<Staff>, Error> {
    let Some(cookie) = cookie_value(headers, &cookie_name(app, SESSION)) else {
        return Ok(None);
    };
    let Some(signed_in) = services::people::authenticate(app, &cookie).await? else {
        return Ok(None);
    };
    let flash = cookie_value(headers, &cookie_name(app, FLASH)).filter(|flash| !flash.is_empty());
    let flash = flash.and_then(|flash| {
        let pairs = format!("f={flash}");
        form_urlencoded::parse(pairs.as_bytes()).next().map(|(_, text)| text.into_owned())
    });
    Ok(Some(Staff {
        app: App::clone(app),
        actor: signed_in.actor,
        view: view_of(headers, uri),
        cookie,
        here: here_of(uri),
        carried: signed_in.carried,
        flash,
    }))
}

/// Only addresses of our own office are gone back to.
pub fn own_page(page: &str) -> &str {
    let own = (page == "/office" || page.starts_with("/office/"))
        && !page.contains("//")
        && !page.contains('\\')
        && page.bytes().all(|byte| byte.is_ascii_graphic());
    if own { page } else { super::paths::HOME }
}

/// Lays what was typed on a page into the session, without secrets: the page shows it again.
pub async fn carry(app: &App, cookie: &str, page: &str, typed: Form) -> Result<(), Error> {
    let typed = typed.without_secrets();
    if typed.is_empty() {
        return Ok(());
    }
    let path = page.split('?').next().unwrap_or_default();
    let carried = format!("{path}\n{}", typed.encode());
    Ok(services::people::carry(app, cookie, Some(&carried)).await?)
}

/// Switches language or print size. What was typed comes along: for staff through the session to
/// the page, for someone at the door straight into the page drawn again.
pub async fn post_view(State(app): State<App>, request: Request) -> Result<Response, Error> {
    let (headers, uri) = (request.headers().clone(), request.uri().clone());
    let staff = staff_of(&app, &headers, &uri).await?;
    let view = view_of(&headers, &uri);
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let page = own_page(query.text("page")).to_owned();
    let form = <Form as axum::extract::FromRequest<App>>::from_request(request, &app).await;
    let form = form.unwrap_or_default();
    let mut response = if let Some(staff) = staff {
        carry(&app, &staff.cookie, &page, form).await?;
        Redirect::to(&page).into_response()
    } else {
        let visitor = Visitor { app: App::clone(&app), view, here: page };
        people::draw_again(visitor, form.without_secrets()).await?
    };
    let value = format!("{}.{}", view.lang.tag(), view.print.tag());
    let line = set_cookie(&app, VIEW, &value, Some(400 * 86_400));
    response.headers_mut().append(header::SET_COOKIE, line);
    Ok(response)
}

/// Ends the session and forgets the cookie.
pub async fn post_sign_out(staff: Staff) -> Result<Response, Error> {
    leave(&staff, super::paths::SIGN_IN).await
}

/// Ends the session on this device and goes on to where nobody needs one.
pub async fn leave(staff: &Staff, to: &str) -> Result<Response, Error> {
    services::people::sign_out(&staff.app, &staff.actor, &staff.cookie).await?;
    let mut response = Redirect::to(to).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, set_cookie(&staff.app, SESSION, "", Some(0)));
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::own_page;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for foreign in [
            "https://evil.cn",
            "//evil.cn",
            "/office//evil",
            "/officeevil",
            "/office/\\x",
            "/s/ABC",
        ] {
            assert_eq!(own_page(foreign), "/office/", "{foreign}");
        }
        assert_eq!(own_page("/office/people?page=2"), "/office/people?page=2");
    }
}
