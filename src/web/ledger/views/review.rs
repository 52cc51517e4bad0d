//! A plan as its reviewers read it, and the form of the verdict for the one whose turn it is.

use maud::{Markup, html};

use super::super::words;
use super::comparison::comparison;
use super::{
    below_item, due_fact, field, left_to_others, measures, mistakes, plan_facts, seen, who_else,
};
use crate::domain::ledger::{Act, LedgerState, Level, Who, chain};
use crate::domain::people::Actor;
use crate::services::ledger::Dossier;
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Step, StepState, Style};
use crate::web::paths;
use crate::web::words as common;

/// The page.
pub fn review(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let item = &dossier.record.item;
    let permitted = item.permit(Act::Approve, actor);
    let mut facts =
        vec![(view.t(words::CONTENT), html! { div.prose { (dossier.record.content) } })];
    facts.extend(plan_facts(view, dossier));
    facts.push(due_fact(view, dossier));
    let body = html! {
        (mistakes(view, dossier, form))
        (parts::panel(view.t(words::CHAIN), reviewers(view, dossier)))
        (comparison(view, dossier))
        (parts::panel(view.t(words::PLAN), html! {
            (parts::facts(&facts))
            (measures(view, dossier))
        }))
        @match &permitted {
            Ok(who) => {
                (who_else(view, dossier, Act::Approve))
                (verdict(view, dossier, *who, form))
            },
            Err(refusal) => (left_to_others(view, dossier, Act::Approve, refusal)),
        }
    };
    let page = below_item(view, dossier, view.t(words::REVIEW), body);
    if permitted.is_ok() { page.with_form() } else { page }
}

/// The chain of the level, with those who agreed.
fn reviewers(view: View, dossier: &Dossier) -> Markup {
    let item = &dossier.record.item;
    let under_review = item.state == LedgerState::PlanReview;
    let turn = item.next_reviewer().filter(|_| under_review);
    let whos = item.plan.level.map(chain).unwrap_or_default();
    let steps: Vec<Step> = whos
        .iter()
        .map(|who| {
            let agreed = item.approvals.iter().find(|approval| approval.who == *who);
            let state = match agreed {
                Some(_) => StepState::Done,
                None if turn == Some(*who) => StepState::Now,
                None => StepState::Later,
            };
            let note = agreed.map(|approval| dossier.names.person(approval.person).to_owned());
            Step { label: view.t(who.text()).to_owned(), state, note, href: None }
        })
        .collect();
    parts::steps(view.lang, view.t(words::CHAIN), &steps)
}

fn verdict(view: View, dossier: &Dossier, who: Who, form: &Form) -> Markup {
    let item = &dossier.record.item;
    let field = |name, label| field(view, form, name, view.t(label));
    let verdicts =
        [Act::Approve, Act::SendBack].map(|act| Choice::new(act.code(), view.t(act.text())));
    let asks_tip = who == Who::SupervisionHead && item.plan.level == Some(Level::Fourth);
    parts::form(
        &paths::review(item.id),
        html! {
            (seen(view, dossier, form))
            (parts::radio_group(&field("verdict", words::REVIEW_VERDICT).required(), &verdicts))
            @if asks_tip { (parts::tick(&field("no_tip", words::NO_TIP), "yes")) }
            (parts::text_area(
                &field("words", words::REVIEW_WORDS).help(view.t(words::REVIEW_WORDS_HELP)).limit(2000), 4))
            (parts::actions(html! {
                (parts::button(view.t(words::REVIEW), Style::Primary))
                (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(item.id), Style::Plain))
            }))
        },
    )
}
