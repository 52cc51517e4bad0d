//! The door: signing in, one-time links. A form whose session ended waits in the sign-in page and
//! goes on to its own page afterwards.

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::{views, words};
use crate::domain::people::Login;
use crate::domain::refusal::Refusal;
use crate::domain::text::Line;
use crate::services::people::{self, LinkFor};
use crate::services::{self, App};
use crate::web::error::{Error, Result};
use crate::web::form::{Form, Key};
use crate::web::session::{Visitor, carry, own_page, staff_of};
use crate::web::{discipline, paths, refusals};

/// Answers a request of nobody to a page of somebody: sign in first, and nothing typed is lost.
pub async fn ask_to_sign_in(app: &App, request: Request) -> Response {
    let uri = request.uri().clone();
    let here = uri.path_and_query().map_or_else(|| paths::HOME.to_owned(), ToString::to_string);
    if request.method() != Method::POST {
        let to: String = form_urlencoded::byte_serialize(own_page(&here).as_bytes()).collect();
        return Redirect::to(&format!("{}?to={to}", paths::SIGN_IN)).into_response();
    }
    let view = crate::web::session::view_of(request.headers(), &uri);
    let from = page_it_came_from(request.headers()).unwrap_or_else(|| here.clone());
    let typed = <Form as FromRequest<App>>::from_request(request, app).await.unwrap_or_default();
    let typed = typed.without_secrets();
    let mut form = Form::default();
    form.push("to", own_page(&from));
    // A button in a row posts to an address of its own, which has no page to show it again.
    if !typed.is_empty() && path_of(&from) == path_of(&here) {
        form.push("carried", typed.encode());
    }
    let visitor = Visitor { app: App::clone(app), view, here: paths::SIGN_IN.to_owned() };
    visitor.page(StatusCode::UNAUTHORIZED, &views::sign_in(view, &form))
}

fn path_of(address: &str) -> &str {
    address.split('?').next().unwrap_or_default()
}

/// The page whose form was sent, which office pages tell by their referrer policy.
fn page_it_came_from(headers: &HeaderMap) -> Option<String> {
    let page: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let page = page.path_and_query()?.to_string();
    (own_page(&page) == page).then_some(page)
}

/// Draws a page of the door again as it was typed, in another language or print.
pub async fn draw_again(visitor: Visitor, form: Form) -> Result<Response> {
    let secret = visitor.here.strip_prefix(&paths::link("")).map(str::to_owned);
    match secret {
        Some(secret) => show_link(&visitor, &secret, &form).await,
        None if path_of(&visitor.here) == paths::SIGN_IN && !form.is_empty() => {
            Ok(visitor.page(StatusCode::OK, &views::sign_in(visitor.view, &form)))
        }
        None => Ok(Redirect::to(&visitor.here).into_response()),
    }
}

/// The sign-in page; whoever is signed in already goes on.
pub async fn get_sign_in(visitor: Visitor, uri: Uri, headers: HeaderMap) -> Result<Response> {
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    if staff_of(&visitor.app, &headers, &uri).await?.is_some() {
        return Ok(Redirect::to(own_page(query.text("to"))).into_response());
    }
    let mut form = Form::default();
    form.push("to", own_page(query.text("to")));
    Ok(visitor.page(StatusCode::OK, &views::sign_in(visitor.view, &form)))
}

/// Signs in and goes on to where the person wanted to be.
pub async fn post_sign_in(visitor: Visitor, mut form: Form) -> Result<Response> {
    let lang = visitor.view.lang;
    let outcome = people::sign_in(&visitor.app, form.text("login"), form.text("password")).await;
    let session = match outcome {
        Ok(session) => session,
        Err(services::Error::Refused(refusal)) => {
            form.fail("login", refusals::sentence(lang, &refusal));
            return Ok(visitor
                .page(StatusCode::UNPROCESSABLE_ENTITY, &views::sign_in(visitor.view, &form)));
        }
        Err(other) => return Err(other.into()),
    };
    let to = own_page(form.text("to")).to_owned();
    let carried = Form::decode(form.text("carried").as_bytes());
    carry(&visitor.app, session.reveal(), &to, carried).await?;
    if to == paths::HOME {
        let first = discipline::first_page(&visitor.app, &session).await?;
        return Ok(visitor.let_in(&session, first));
    }
    Ok(visitor.let_in(&session, &to))
}

/// Looks at a one-time link; nothing is spent by looking.
pub async fn get_link(visitor: Visitor, Key(secret): Key<String>) -> Result<Response> {
    show_link(&visitor, &secret, &Form::default()).await
}

async fn show_link(visitor: &Visitor, secret: &str, form: &Form) -> Result<Response> {
    match people::look_at_link(&visitor.app, secret).await {
        Ok(behind) => {
            let page = views::link(visitor.view, secret, &behind, form);
            Ok(visitor.page(StatusCode::OK, &page))
        }
        Err(services::Error::Refused(_)) => {
            Ok(visitor.page(StatusCode::NOT_FOUND, &views::dead_link(visitor.view)))
        }
        Err(other) => Err(other.into()),
    }
}

/// Spends a one-time link: makes the first administrator, or sets a password.
pub async fn post_link(
    visitor: Visitor,
    Key(secret): Key<String>,
    mut form: Form,
) -> Result<Response> {
    let behind = match people::look_at_link(&visitor.app, &secret).await {
        Ok(behind) => behind,
        Err(services::Error::Refused(_)) => {
            return Ok(visitor.page(StatusCode::NOT_FOUND, &views::dead_link(visitor.view)));
        }
        Err(other) => return Err(other.into()),
    };
    match spend(&visitor, &secret, &behind, &mut form).await {
        Ok(Some(session)) => {
            let first = discipline::first_page(&visitor.app, &session).await?;
            Ok(visitor.let_in(&session, first))
        }
        Ok(None) => {
            let page = views::link(visitor.view, &secret, &behind, &form);
            Ok(visitor.page(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(error) => Err(error),
    }
}

/// The new session, or nothing when the form has mistakes.
async fn spend(
    visitor: &Visitor,
    secret: &str,
    behind: &LinkFor,
    form: &mut Form,
) -> Result<Option<people::Secret>> {
    let lang = visitor.view.lang;
    let password = form.text("password").to_owned();
    if password != form.text("password_again") {
        form.fail("password_again", words::PASSWORDS_DIFFER.to(lang));
    }
    let outcome = match behind {
        LinkFor::FirstAdministrator => {
            let name: Option<Line> = form.required("name", lang);
            let login = Login::parse(form.text("login"));
            let login = form.take("login", lang, login, words::LOGIN_HELP);
            let (Some(name), Some(login), true) = (name, login, form.is_clean()) else {
                return Ok(None);
            };
            people::set_up(&visitor.app, secret, name, login, &password).await
        }
        LinkFor::PasswordOf(_) if form.is_clean() => {
            people::set_password(&visitor.app, secret, &password).await
        }
        LinkFor::PasswordOf(_) => return Ok(None),
    };
    match outcome {
        Ok(session) => Ok(Some(session)),
        Err(services::Error::Refused(refusal @ Refusal::Password(_))) => {
            form.fail("password", refusals::sentence(lang, &refusal));
            Ok(None)
        }
        Err(other) => Err(Error::from(other)),
    }
}
