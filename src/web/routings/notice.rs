//! 督办通知书 on paper: A4, with the slip the unit signs.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::views::{due_before, duty, duty_with};
use super::words;
use crate::domain::id::{BatchId, UnitId};
use crate::domain::lang::plural;
use crate::domain::routing::Issued;
use crate::domain::time::{Day, Timestamp};
use crate::services::routings::{self, Notice, Routed, Stored};
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::{Page, View, Width};
use crate::web::parts;
use crate::web::paths;
use crate::web::session::Staff;

/// The address of the paper that goes with a routing.
pub fn address(stored: &Stored) -> String {
    format!("{}?at={}", paths::notice(stored.batch, stored.unit), stored.routed_at.0)
}

/// The paper of what one unit got at one moment.
pub async fn get(staff: Staff, Key(place): Key<(BatchId, UnitId)>, uri: Uri) -> Result<Response> {
    let asked = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let routed_at = asked.text("at").parse().ok().map(Timestamp);
    let notice = routings::notice(&staff.app, &staff.actor, place, routed_at).await?;
    Ok(staff.page(&page(staff.view, &notice)))
}

fn page(view: View, notice: &Notice) -> Page {
    let (lang, campaign, count) = (view.lang, &notice.campaign, notice.lines.len());
    let body = html! {
        div.actions.no-print { (parts::print_button(view.t(words::PRINT))) }
        section.paper.official {
            h2 { (view.t(words::NOTICE)) }
            p { (words::notice_to(lang, notice.unit.name(lang))) }
            p { (words::notice_body(lang, campaign.name(lang), count, plural(count))) }
            (parts::paper_table(view.t(words::NOTICE), &lines(view, notice)))
            ol {
                li { (view.t(words::NOTICE_ANSWER)) }
                li { (view.t(words::NOTICE_PLAN)) }
                li { (view.t(words::NO_SOURCE)) }
            }
            p.signed { (campaign.issuer(lang)) br; (notice.routed_at.day()) }
            (receipt(view))
        }
    };
    let title = format!("{} · {}", view.t(words::NOTICE), notice.unit.name(lang));
    Page::new(title, body).width(Width::Reading)
}

fn lines(view: View, notice: &Notice) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { (view.t(words::NUMBER)) }
                th scope="col" { (view.t(words::CONTENT)) }
                th scope="col" { (view.t(words::CATEGORY)) }
                th scope="col" { (view.t(words::DUTY)) }
                th scope="col" { (view.t(words::DUE_ACCEPT)) }
            } }
            tbody {
                @for (place, (routed, issued)) in notice.lines.iter().enumerate() {
                    tr {
                        td.centred { (place + 1) }
                        td { (routed.stored.text) }
                        @match issued {
                            Some(issued) => (as_issued(view, routed, issued)),
                            None => (as_it_stands(view, routed)),
                        }
                    }
                }
            }
        }
    }
}

/// What the paper said as it was issued, whoever has what of the item since.
fn as_issued(view: View, routed: &Routed, issued: &Issued) -> Markup {
    let others: Vec<&str> = issued.others.iter().map(|unit| unit.to(view.lang)).collect();
    html! {
        td.centred.fixed {
            (issued.category.as_ref().map_or("—", |category| category.to(view.lang)))
        }
        td { (duty_with(view, routed.stored.duty, &others.join(view.comma()))) }
        td.centred.fixed { (due(view, routed, issued.due_accept)) }
    }
}

/// The same of a routing that is older than the record of what papers said.
fn as_it_stands(view: View, routed: &Routed) -> Markup {
    html! {
        td.centred.fixed {
            (routed.category.as_ref().map_or("—", |word| word.text(view.lang)))
        }
        td { (duty(view, routed)) }
        td.centred.fixed { (due(view, routed, routed.stored.due_accept)) }
    }
}

/// The limit that was announced; where a return waited for its decision, the one in force since, beside
/// what it was: a paper that is printed again orders nothing that does not hold any more.
fn due(view: View, routed: &Routed, announced: Day) -> Markup {
    html! {
        @match due_before(view, &routed.stored).filter(|_| routed.stored.counts_from.is_some()) {
            Some(before) => { (routed.stored.due_accept) br; (before) },
            None => { (announced) },
        }
    }
}

/// What the unit signs and hands back.
fn receipt(view: View) -> Markup {
    html! {
        table.signing {
            caption { (view.t(words::NOTICE_RECEIPT)) }
            tbody {
                @for label in [words::NOTICE_RECEIVER, words::NOTICE_RECEIVED_AT, words::NOTICE_STAMP] {
                    tr { th scope="row" { (view.t(label)) } td {} }
                }
            }
        }
        p { (view.t(words::NOTICE_RECEIPT_HELP)) }
    }
}
