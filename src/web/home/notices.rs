//! The daily notice: whether one wants it.

use axum::response::Response;
use maud::html;

use crate::domain::lang::words;
use crate::services::digests::{self, Wish};
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Field, Style};
use crate::web::session::Staff;
use crate::web::{paths, words as common};

words! {
    TITLE = "每日通知",
            "Daily notice";
    LEAD = "每个工作日早上 8 点以后，有事项等您办理时发一封邮件，只有件数和一个链接。没有事项就不发。",
           "After 8:00 on working days, when something waits for you, one mail with counts and a link. With nothing waiting, none.";
    WANTED = "给我发每日通知邮件",
             "Send me the daily notice";
    to(address: &str) = "发到 {address}。",
                        "It goes to {address}.";
    NO_ADDRESS = "您的账号没有登记邮箱，收不到通知。请系统管理员登记。",
                 "Your account has no e-mail address, so no notice is sent. Ask the administrator to add one.";
}

/// The page.
pub async fn get(staff: Staff) -> Result<Response> {
    let wish = digests::wish(&staff.app, &staff.actor).await?;
    Ok(staff.page(&page(staff.view, &wish)))
}

/// Switches it.
pub async fn post(staff: Staff, form: Form) -> Result<Response> {
    digests::set_wish(&staff.app, &staff.actor, form.has("wanted")).await?;
    Ok(staff.done(paths::NOTICES, staff.view.t(common::SAVED)))
}

fn page(view: View, wish: &Wish) -> Page {
    let field = Field::new(view.lang, "wanted", view.t(WANTED));
    let field = if wish.is_wanted { field.value("yes") } else { field };
    let body = html! {
        @match &wish.email {
            Some(address) => p { (to(view.lang, address)) },
            None => p { (view.t(NO_ADDRESS)) },
        }
        (parts::form(paths::NOTICES, html! {
            (parts::tick(&field, "yes"))
            (parts::actions(html! {
                (parts::button(view.t(common::SAVE), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), paths::HOME, Style::Plain))
            }))
        }))
    };
    Page::new(view.t(TITLE), body).lead(view.t(LEAD)).width(Width::Reading).with_form()
}
