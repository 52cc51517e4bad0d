//! The paper of a return for the head of the leading group, and the form that records the decision.

use maud::{Markup, html};

use super::returns_views::{field, is_at_hand, story, verdict, verdict_fields};
use super::{returns_words as own, words};
use crate::domain::ledger::Who;
use crate::domain::routing::Act;
use crate::domain::time::Day;
use crate::services::routings::{Paper, Routed};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Style};
use crate::web::paths;
use crate::web::words as common;

/// The paper, on A4: the matter, every return of it with what was decided, and room to decide.
pub fn slip(view: View, paper: &Paper, today: Day) -> Page {
    let hearing = &paper.hearing;
    let (routed, lang) = (&hearing.routed, view.lang);
    let category = routed.category.as_ref().map_or("—", |word| word.text(lang));
    let first = hearing.first_recipient().map_or("—", |unit| unit.name(lang));
    let facts = [
        (words::CATEGORY, category),
        (words::CONTENT, routed.stored.text.as_str()),
        (own::FIRST_RECIPIENT, first),
    ];
    let body = html! {
        div.actions.no-print { (parts::print_button(view.t(words::PRINT))) }
        section.paper.official {
            h2 { (view.t(words::SLIP)) }
            p { strong { (view.t(words::SLIP_SUBJECT)) } }
            table { tbody {
                @for (label, value) in facts {
                    tr { th scope="row" { (view.t(label)) } td { (value) } }
                }
                tr { th scope="row" { (view.t(words::TIMES_RETURNED)) } td { (hearing.times_returned()) } }
                @for earlier in hearing.earlier.iter().chain([routed]) {
                    (one_return(view, paper, earlier))
                }
                tr {
                    th scope="row" { (view.t(Who::GroupHead.text())) br; (view.t(words::DECISION)) }
                    td { (decision(view, paper)) }
                }
            } }
            p { (view.t(words::NO_SOURCE)) }
            p.signed { (today) }
        }
    };
    below(view, paper, view.t(words::SLIP), body)
}

/// What one unit returned and why; and what the office decided on it, if it did.
fn one_return(view: View, paper: &Paper, routed: &Routed) -> Markup {
    let returned = routed.stored.returned.as_ref();
    let day = routed.stored.returned_on();
    let decided = routed.decided.as_ref().filter(|_| !is_at_hand(&paper.hearing, routed));
    html! {
        tr {
            th scope="row" { (routed.unit.name(view.lang)) br; (view.t(words::RETURN)) }
            td {
                @if let Some(returned) = returned {
                    (view.t(returned.reason.text())) "　" (day) br; (returned.words)
                }
                @if let Some(unit) = &routed.proposed {
                    br; (words::proposed_owner(view.lang, unit.name(view.lang)))
                }
                @if let Some(decided) = decided {
                    p {
                        (verdict(view, &paper.hearing, routed, decided)) "　"
                        (paper.hearing.names.of(decided.person)) "　" (decided.day()) br;
                        (decided.words)
                    }
                }
            }
        }
    }
}

/// What was decided, with the day of the paper and who recorded it; or room for it.
fn decision(view: View, paper: &Paper) -> Markup {
    let Some(decided) = &paper.hearing.routed.decided else {
        return html! { br; br; p { (view.t(words::SIGNATURE)) } };
    };
    let names = &paper.hearing.names;
    html! {
        (verdict(view, &paper.hearing, &paper.hearing.routed, decided)) "。"
        (names.of(decided.person)) "　" (decided.day())
        @if let Some(recording) = decided.recorded {
            br; (words::recorded_on_paper(view.lang, names.of(recording.by)))
        }
        p { (decided.words) }
    }
}

/// The form of the office, or that nothing waits.
pub fn form(view: View, paper: &Paper, form: &Form) -> Page {
    let title = view.t(words::RECORD);
    if paper.leaders.is_empty() {
        let nothing = parts::empty_state(view.t(words::NOTHING_TO_RECORD), None);
        return below(view, paper, title, nothing);
    }
    let id = paper.hearing.routed.stored.id;
    let field = |name, label| field(view, form, name, label);
    let leaders = paper.leaders.iter();
    let leaders: Vec<Choice> =
        leaders.map(|leader| Choice::new(leader.id.to_string(), leader.name.as_str())).collect();
    let scan = field("scan", words::SCAN).required();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (story(view, &paper.hearing))
        (parts::file_form(&paths::return_on_behalf(id), html! {
            (parts::radio_group(&field("leader", words::LEADER).required(), &leaders))
            (verdict_fields(view, &paper.hearing, form, &[Act::Adjudicate, Act::Reroute]))
            (parts::text_area(&field("words", words::PAPER_WORDS).required().limit(2000), 3))
            (parts::date_field(&field("signed_on", words::SIGNED_ON).required()))
            (parts::file_field(&scan, ".pdf,.ofd,.jpg,.jpeg,.png"))
            (parts::actions(html! {
                (parts::button(title, Style::Primary))
                (parts::link_button(view.t(common::CANCEL), &paths::returned(id), Style::Plain))
            }))
        }))
    };
    below(view, paper, title, body).with_form()
}

fn below(view: View, paper: &Paper, title: &str, body: Markup) -> Page {
    let routed = &paper.hearing.routed;
    Page::new(title, body)
        .crumb(view.t(words::RETURNS), paths::RETURNS)
        .crumb(routed.unit.name(view.lang).to_owned(), paths::returned(routed.stored.id))
        .width(Width::Reading)
}
