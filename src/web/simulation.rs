//! What a simulated directory has besides: the button of the next day, and the letters that its people
//! were sent.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::error::Result;
use super::form::Form;
use super::page::{Page, View, Width};
use super::parts;
use super::paths;
use super::routes::{Routes, Who};
use super::session::{Staff, own_page};
use crate::domain::lang::words;
use crate::domain::people::Act;
use crate::services::mail::Letter;
use crate::services::simulation;

words! {
    MAILS = "模拟邮件",
            "Simulated mail";
    MAILS_LEAD = "模拟人员没有信箱：系统发出的邮件只留在程序的内存里，最新的在前，最多 200 封，程序重启就没有了。正式使用时没有这一页，任何人都看不到别人收到的链接和答题码。",
                 "Simulated people have no mailboxes: what is sent stays in the memory of this program, the newest first, 200 at most, and is gone when it restarts. A real house has no such page, and nobody there sees the links and codes that others get.";
    NO_MAILS = "还没有发出邮件。",
               "Nothing was sent yet.";
    TO = "收件人",
         "To";
    SENT_AT = "发出时间",
              "Sent";
}

/// Adds the routes of this area; in any other directory they answer like missing ones.
pub fn routes(routes: Routes) -> Routes {
    routes.post(paths::NEXT_DAY, Who::SignedIn, post_next_day).get(
        paths::SIMULATED_MAILS,
        Who::May(Act::RunCampaigns),
        get_mails,
    )
}

/// Comes back to the page on which the button was pressed.
async fn post_next_day(staff: Staff, uri: Uri) -> Result<Response> {
    simulation::next_day(&staff.app, &staff.actor).await?;
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    Ok(staff.go(own_page(query.text("page"))))
}

/// The letters.
async fn get_mails(staff: Staff) -> Result<Response> {
    let letters = simulation::letters(&staff.app, &staff.actor)?;
    let view = staff.view;
    let body = html! {
        @if letters.is_empty() { (parts::empty_state(view.t(NO_MAILS), None)) }
        div.stack { @for letter in &letters { (mail(view, letter)) } }
    };
    let page = Page::new(view.t(MAILS), body).lead(view.t(MAILS_LEAD)).width(Width::Reading);
    Ok(staff.page(&page))
}

fn mail(view: View, letter: &Letter) -> Markup {
    let facts = [
        (view.t(TO), html! { (letter.to.as_str()) }),
        (view.t(SENT_AT), html! { (letter.at.to_minute()) }),
    ];
    let body = html! {
        (parts::facts(&facts))
        @for paragraph in letter.text.split("\n\n") {
            p lang="zh-CN" {
                @for line in paragraph.lines() {
                    @if line.starts_with("http") { a href=(line) rel="noreferrer" { (line) } }
                    @else { (line) }
                    br;
                }
            }
        }
    };
    parts::panel(letter.subject.as_str(), body)
}
