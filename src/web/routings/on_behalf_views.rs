//! The paper of a return for the head of the leading group, and the form that records the decision.

use maud::{Markup, html};

use super::views::earlier;
use super::words;
use crate::domain::ledger::Who;
use crate::domain::routing::Act;
use crate::domain::time::Day;
use crate::services::routings::Paper;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Field, Style};
use crate::web::paths;
use crate::web::words as common;

/// The paper, on A4.
pub fn slip(view: View, paper: &Paper, today: Day) -> Page {
    let (stored, lang) = (&paper.routed.stored, view.lang);
    let category = paper.routed.category.as_ref().map_or("—", |word| word.text(lang));
    let returned = stored.returned.as_ref();
    let reason = returned.map_or("—", |returned| view.t(returned.reason.text()));
    let why = returned.map_or("", |returned| returned.words.as_str());
    let proposed = paper.routed.proposed.as_ref().map_or("—", |unit| unit.name(lang));
    let facts = [
        (words::UNIT, paper.routed.unit.name(lang)),
        (words::CATEGORY, category),
        (words::CONTENT, stored.text.as_str()),
        (words::REASON, reason),
        (words::REASON_WORDS, why),
        (words::PROPOSED, proposed),
    ];
    let times = paper.routed.rules.returned_by.len();
    let body = html! {
        div.actions.no-print { (parts::print_button(view.t(words::PRINT))) }
        section.paper.official {
            h2 { (view.t(words::SLIP)) }
            p { strong { (view.t(words::SLIP_SUBJECT)) } }
            table { tbody {
                @for (label, value) in facts {
                    tr { th scope="row" { (view.t(label)) } td { (value) } }
                }
                tr { th scope="row" { (view.t(words::TIMES_RETURNED)) } td { (times) } }
                @if !paper.routed.earlier.is_empty() {
                    tr { th scope="row" { (view.t(words::EARLIER)) } td { (earlier(view, &paper.routed)) } }
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

/// What was decided, with the day of the paper and who recorded it; or room for it.
fn decision(view: View, paper: &Paper) -> Markup {
    let Some(decided) = &paper.routed.decided else {
        return html! { br; br; p { (view.t(words::SIGNATURE)) } };
    };
    let to = decided.to.and_then(|to| paper.units.iter().find(|unit| unit.id == to));
    html! {
        (view.t(decided.verdict())) @if let Some(to) = to { "：" (to.name(view.lang)) } "。"
        (paper.names.of(decided.person)) "　" (decided.day())
        @if let Some(recording) = decided.recorded {
            br; (words::recorded_on_paper(view.lang, paper.names.of(recording.by)))
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
    let id = paper.routed.stored.id;
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).value(form.text(name)).error(form.error(name))
    };
    let leaders = paper.leaders.iter();
    let leaders: Vec<Choice> =
        leaders.map(|leader| Choice::new(leader.id.to_string(), leader.name.as_str())).collect();
    let verdicts = [
        Choice::new(
            Act::Adjudicate.code(),
            words::adjudicate(view.lang, paper.routed.unit.name(view.lang)),
        ),
        Choice::new(Act::Reroute.code(), view.t(words::REROUTE)),
    ];
    let others = paper.units.iter();
    let others = others.filter(|unit| unit.active && unit.id != paper.routed.unit.id);
    let others: Vec<Choice> =
        others.map(|unit| Choice::new(unit.id.to_string(), unit.name(view.lang))).collect();
    let scan = field("scan", words::SCAN).required();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        p.quote { (paper.routed.stored.text) }
        (parts::file_form(&paths::return_on_behalf(id), html! {
            (parts::radio_group(&field("leader", words::LEADER).required(), &leaders))
            (parts::radio_group(&field("verdict", words::DECISION).required(), &verdicts))
            (parts::select(&field("to", words::REROUTE_TO), &others))
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
    Page::new(title, body)
        .crumb(view.t(words::RETURNS), paths::RETURNS)
        .crumb(
            paper.routed.unit.name(view.lang).to_owned(),
            paths::returned(paper.routed.stored.id),
        )
        .width(Width::Reading)
}
