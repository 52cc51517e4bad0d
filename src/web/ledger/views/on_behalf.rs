//! The paper a leader signs, and the form that records what was signed.

use maud::{Markup, html};

use super::super::{extension_words, on_behalf_words as own, words};
use super::{below_item, category_name, day_or_dash, field, mistakes, plan_facts, seen, unit_name};
use crate::domain::ledger::{Due, ExtensionStanding, Source, Who, chain, decider};
use crate::domain::time::Day;
use crate::services::ledger::{Asked, Dossier, ExtensionNow};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Field, Style};
use crate::web::paths;
use crate::web::words as common;

/// The paper, on A4: what is asked, about what, and room for each signature.
pub fn slip(view: View, dossier: &Dossier, today: Day) -> Page {
    let record = &dossier.record;
    let waiting = dossier.extensions.last();
    let waiting = waiting.filter(|it| matches!(it.standing, ExtensionStanding::Waiting(_)));
    let subject = if waiting.is_some() { own::SUBJECT_EXTENSION } else { own::SUBJECT_PLAN };
    let campaign = dossier.names.campaigns.iter().find(|campaign| campaign.id == record.campaign);
    let body = html! {
        div.actions.no-print { (parts::print_button(view.t(own::PRINT))) }
        section.paper.official {
            h2 { (view.t(own::SLIP)) }
            p { strong { (view.t(subject)) } }
            table { tbody {
                @for (label, value) in facts(view, dossier, waiting) {
                    tr { th scope="row" { (label) } td { (value) } }
                }
                @for (who, opinion) in opinions(view, dossier, waiting) {
                    tr {
                        th scope="row" { (view.t(who.text())) br; (view.t(own::OPINION)) }
                        td { (opinion) }
                    }
                }
            } }
            @if record.item.source == Source::Survey { p { (view.t(own::NEVER_ASK)) } }
            p.signed {
                (campaign.map_or("", |campaign| campaign.name(view.lang))) br; (today)
            }
        }
    };
    below_item(view, dossier, view.t(own::SLIP), body)
}

fn facts(
    view: View,
    dossier: &Dossier,
    waiting: Option<&ExtensionNow>,
) -> Vec<(&'static str, Markup)> {
    let record = &dossier.record;
    let due = record.item.due.map(Due::current).or(record.item.plan.due);
    let mut facts = vec![
        (view.t(words::UNIT), html! { (unit_name(view, &dossier.names, dossier)) }),
        (view.t(words::NAME), html! { (record.name) }),
        (
            view.t(words::CATEGORY),
            html! { (category_name(view, &dossier.names, &record.category)) },
        ),
        (view.t(words::CONTENT), html! { (record.content) }),
    ];
    facts.extend(plan_facts(view, dossier));
    facts.push((
        view.t(words::MEASURES),
        html! { @for (number, measure) in (1..).zip(&dossier.measures) { p { (number) ". " (measure.text) } } },
    ));
    facts.push((view.t(words::DUE), html! { (day_or_dash(due)) }));
    if let Some(ExtensionNow { extension, .. }) = waiting {
        let asked = &extension.asked;
        let reason = html! { (view.t(asked.reason.text())) " · " (asked.words.as_str()) };
        facts.push((view.t(own::ASKED_UNTIL), html! { (asked.to) }));
        facts.push((view.t(extension_words::EXTENSION_REASON), reason));
        facts.push((view.t(extension_words::PROGRESS_SO_FAR), html! { (asked.progress.as_str()) }));
    }
    facts
}

/// Who signs, in their order; what was agreed already stands there.
fn opinions(view: View, dossier: &Dossier, waiting: Option<&ExtensionNow>) -> Vec<(Who, Markup)> {
    let item = &dossier.record.item;
    let blank = || html! { br; br; p { (view.t(own::SIGNATURE)) } };
    let level = item.plan.level;
    if waiting.is_some() {
        return level.map(|level| (decider(level), blank())).into_iter().collect();
    }
    let agreed = |who: Who| {
        let approval = item.approvals.iter().find(|approval| approval.who == who)?;
        let event = dossier.story.iter().rev().find(|event| {
            event.who == who && event.person == Some(approval.person) && event.plan_hash.is_some()
        });
        let day = event.map_or_else(String::new, |event| event.at.day().to_string());
        Some(own::agreed(view.lang, dossier.names.person(approval.person), &day))
    };
    let whos = level.map(chain).unwrap_or_default().iter().copied();
    whos.map(|who| (who, agreed(who).map_or_else(blank, |said| html! { (said) }))).collect()
}

/// The form of the office, or that there is nothing to record.
pub fn on_behalf(view: View, dossier: &Dossier, form: &Form) -> Page {
    let id = dossier.record.item.id;
    let title = view.t(own::RECORD);
    if dossier.recordable.is_empty() {
        let body = html! {
            (mistakes(view, dossier, form))
            (parts::empty_state(view.t(own::NOTHING), None))
        };
        return below_item(view, dossier, title, body).lead(view.t(own::RECORD_LEAD));
    }
    let leaders: Vec<Choice> = dossier
        .recordable
        .iter()
        .map(|(leader, asked)| {
            let on = match asked {
                Asked::Plan(_) => words::PLAN,
                Asked::Extension(_) => extension_words::EXTENSION,
            };
            let (name, who) = (dossier.names.person(*leader), view.t(asked.who().text()));
            Choice::new(leader.to_string(), format!("{name}（{who}）· {}", view.t(on)))
        })
        .collect();
    let verdicts = [("yes", own::AGREES), ("no", own::DISAGREES)]
        .map(|(code, text)| Choice::new(code, view.t(text)));
    let field = |name, label| field(view, form, name, view.t(label));
    let scan = Field::new(view.lang, "scan", view.t(own::SCAN))
        .help(view.t(own::SCAN_HELP))
        .error(form.error("scan"))
        .required();
    let fields = html! {
        (seen(view, dossier, form))
        (parts::radio_group(&field("leader", own::LEADER).required(), &leaders))
        (parts::radio_group(&field("verdict", own::VERDICT).required(), &verdicts))
        (parts::text_area(&field("words", own::WORDS).help(view.t(own::WORDS_HELP)).limit(2000), 3))
        (parts::date_field(&field("signed_on", own::SIGNED_ON).required()))
        (parts::file_field(&scan, ".pdf,.ofd,.jpg,.jpeg,.png"))
        (parts::actions(html! {
            (parts::button(title, Style::Primary))
            (parts::link_button(view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain))
        }))
    };
    let body = html! {
        (mistakes(view, dossier, form))
        (parts::file_form(&paths::on_behalf(id), fields))
    };
    below_item(view, dossier, title, body).lead(view.t(own::RECORD_LEAD)).with_form()
}
