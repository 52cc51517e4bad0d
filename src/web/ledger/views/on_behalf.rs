//! The paper a leader signs, and the form that records what was signed.

use maud::{Markup, html};

use super::super::on_behalf::code;
use super::super::subjects::Subject;
use super::super::{
    comparison_words, extension_words, on_behalf_words as own, sentence, signing_words, words,
};
use super::comparison::compared;
use super::{
    agreed_facts, below_item, category_name, date_told, date_written, field, mistakes, plan_facts,
    seen, unit_name,
};
use crate::domain::ledger::{
    Act, Deed, Due, Event, ExtensionStanding, Instruction, LedgerRefusal, LedgerState, Level,
    PlanSnapshot, RECORDED_FOR, Source, Who, chain, decider,
};
use crate::domain::people::Actor;
use crate::domain::time::Day;
use crate::services::ledger::{Asked, Dossier, ExtensionNow};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Field, Style};
use crate::web::paths;
use crate::web::words as common;

/// The paper, on A4: what is asked, about what, and room for each signature. Without a paper asked
/// for, the one that waits.
pub fn slip(view: View, dossier: &Dossier, asked: Option<Subject>, today: Day) -> Page {
    let record = &dossier.record;
    let there = Subject::among(dossier);
    let subject = asked.filter(|subject| there.contains(subject)).or(there.first().copied());
    let Some(subject) = subject else {
        let body = parts::empty_state(view.t(own::NO_PAPER), None);
        return below_item(view, dossier, view.t(own::SLIP), body);
    };
    let campaign = dossier.names.campaigns.iter().find(|campaign| campaign.id == record.campaign);
    let others = there.iter().filter(|other| **other != subject);
    let body = html! {
        div.actions.no-print {
            (parts::print_button(view.t(own::PRINT)))
            @for other in others {
                (parts::link_button(view.t(other.text_of(dossier)), &address(dossier, *other), Style::Plain))
            }
        }
        section.paper.official {
            h2 { (view.t(own::SLIP)) }
            p { strong { (view.t(subject.text_of(dossier))) } }
            table { tbody {
                @for (label, value) in facts(view, dossier, subject) {
                    tr { th scope="row" { (label) } td { (value) } }
                }
                @for (label, opinion) in opinions(view, dossier, subject) {
                    tr {
                        th scope="row" { (label) br; (view.t(own::OPINION)) }
                        td { (opinion) }
                    }
                }
            } }
            @if subject == Subject::Plan && record.changing().is_some() {
                h3 { (view.t(comparison_words::COMPARISON)) }
                (compared(view, dossier))
            }
            @if record.item.source == Source::Survey { p { (view.t(own::NEVER_ASK)) } }
            p.signed {
                (campaign.map_or("", |campaign| campaign.name(view.lang))) br; (today)
            }
        }
    };
    below_item(view, dossier, view.t(own::SLIP), body)
}

fn address(dossier: &Dossier, subject: Subject) -> String {
    format!("{}?on={subject}", paths::slip(dossier.record.item.id))
}

fn facts(view: View, dossier: &Dossier, subject: Subject) -> Vec<(&'static str, Markup)> {
    let record = &dossier.record;
    let item = &record.item;
    let agreed = agreed_to(dossier, subject);
    let due = match (subject, agreed) {
        (Subject::Plan, Some(plan)) => Some(plan.due),
        (Subject::Extension, _) => date_before_extension(dossier),
        _ => item.due.map(Due::current).or(item.plan.due),
    };
    let name = agreed.map_or(&record.name, |plan| &plan.name);
    let content = agreed.map_or(&record.content, |plan| &plan.content);
    let mut facts = vec![
        (view.t(words::UNIT), html! { (unit_name(view, &dossier.names, dossier)) }),
        (view.t(words::NAME), html! { (name) }),
        (
            view.t(words::CATEGORY),
            html! { (category_name(view, &dossier.names, &record.category)) },
        ),
        (view.t(words::CONTENT), html! { (content) }),
    ];
    facts.extend(match agreed {
        Some(plan) => agreed_facts(view, dossier, plan),
        None => plan_facts(view, dossier),
    });
    let measures: Vec<&str> = match agreed {
        Some(plan) => plan.measures.iter().map(String::as_str).collect(),
        None => dossier.measures.iter().map(|measure| measure.text.as_str()).collect(),
    };
    facts.push((
        view.t(words::MEASURES),
        html! { @for (number, measure) in (1..).zip(measures) { p { (number) ". " (measure) } } },
    ));
    facts.push((view.t(words::DUE), date_told(view, dossier, due)));
    match subject {
        Subject::Plan | Subject::Void => {}
        Subject::Extension => facts.extend(extension_facts(view, dossier)),
        Subject::Closing | Subject::LongTerm => {
            let done = item.completion.as_ref().map_or("—", |text| text.as_str());
            facts.push((view.t(words::COMPLETION), html! { (done) }));
        }
    }
    if let Some((reason, day)) = signed_words(dossier, subject) {
        facts.push((view.t(signing_words::SIGN_REASON), html! { (reason) }));
        if let Some(day) = day.filter(|_| subject == Subject::LongTerm) {
            facts.push((view.t(signing_words::REVIEW_ON), html! { (day) }));
        }
    }
    facts
}

/// The plan that was agreed to, on papers of what was decided on it: what is signed stays what it was,
/// whatever was granted or proposed since.
fn agreed_to(dossier: &Dossier, subject: Subject) -> Option<&PlanSnapshot> {
    let record = &dossier.record;
    match subject {
        Subject::Plan => record.approved.as_ref().filter(|_| record.changing().is_none()),
        Subject::Extension => {
            let signed = dossier.extensions.last().and_then(|it| it.extension.plan.as_ref());
            signed.or(record.approved.as_ref())
        }
        Subject::Closing | Subject::LongTerm | Subject::Void => None,
    }
}

/// The date that counted as the newest extension was asked for.
fn date_before_extension(dossier: &Dossier) -> Option<Day> {
    let (_, earlier) = dossier.extensions.split_last()?;
    let granted = earlier.iter().filter(|it| it.standing == ExtensionStanding::Granted);
    let granted = granted.map(|it| it.extension.asked.to).max();
    granted.or(dossier.record.item.due.map(Due::original))
}

fn extension_facts(view: View, dossier: &Dossier) -> Vec<(&'static str, Markup)> {
    let Some(ExtensionNow { extension, .. }) = dossier.extensions.last() else { return Vec::new() };
    let asked = &extension.asked;
    let reason = html! { (view.t(asked.reason.text())) " · " (asked.words.as_str()) };
    vec![
        (view.t(own::ASKED_UNTIL), date_told(view, dossier, Some(asked.to))),
        (view.t(extension_words::EXTENSION_REASON), reason),
        (view.t(extension_words::PROGRESS_SO_FAR), html! { (asked.progress.as_str()) }),
    ]
}

/// What the first of two wrote, waiting or carried out, and the date of review.
fn signed_words(dossier: &Dossier, subject: Subject) -> Option<(String, Option<Day>)> {
    let act = subject.instruction().filter(|on| *on != Instruction::Close)?.act();
    if let Some((signature, _)) = dossier.signature.as_ref().filter(|(it, _)| it.act == act) {
        return Some((signature.words.as_str().to_owned(), signature.date));
    }
    let event = dossier.story.iter().rev().find(|event| event.deed == Deed::Acted(act))?;
    Some((event.words.clone().unwrap_or_default(), dossier.record.review_on))
}

/// Who signs, in their order; what was said already stands there, with the day of the paper and who
/// recorded it.
fn opinions(view: View, dossier: &Dossier, subject: Subject) -> Vec<(&'static str, Markup)> {
    let item = &dossier.record.item;
    let level = item.plan.level;
    let row = |who: Who, event: Option<(&Event, bool)>| {
        let said = event.map_or_else(
            || html! { br; br; p { (view.t(own::SIGNATURE)) } },
            |(event, agrees)| said(view, dossier, event, agrees),
        );
        (view.t(who.text()), said)
    };
    let last = |is_it: &dyn Fn(&Event) -> bool| dossier.story.iter().rev().find(|it| is_it(it));
    match subject {
        Subject::Plan => {
            let agreed = |who: Who| {
                let approval = item.approvals.iter().find(|approval| approval.who == who)?;
                last(&|event| {
                    event.who == who
                        && event.person == Some(approval.person)
                        && event.plan_hash.is_some()
                })
            };
            let whos = level.map(chain).unwrap_or_default().iter().copied();
            whos.map(|who| row(who, agreed(who).map(|event| (event, true)))).collect()
        }
        Subject::Extension => {
            let asked = dossier.story.iter().rposition(|it| it.deed == Deed::AskedExtension);
            let answers = asked.map(|at| &dossier.story[at..]).unwrap_or_default();
            let answer = answers.iter().find_map(|event| match event.deed {
                Deed::GrantedExtension => Some((event, true)),
                Deed::RefusedExtension => Some((event, false)),
                _ => None,
            });
            let signed = agreed_to(dossier, subject).map(|plan| plan.level).or(level);
            let decides = answer.map(|(event, _)| event.who).or(signed.map(decider));
            decides.map(|who| row(who, answer)).into_iter().collect()
        }
        Subject::Closing => {
            let closed = last(&|event| event.deed == Deed::Acted(Act::Close));
            let closed = closed.filter(|_| item.state == LedgerState::Closed);
            let who = closed.map_or(Who::Supervisor, |event| event.who);
            let judge = row(who, closed.map(|event| (event, true)));
            let leaders = leaders(dossier, Instruction::Close);
            [judge].into_iter().chain(leaders.into_iter().map(|(who, it)| row(who, it))).collect()
        }
        Subject::LongTerm | Subject::Void => {
            let on =
                if subject == Subject::Void { Instruction::Void } else { Instruction::LongTerm };
            let done = last(&|event| event.deed == Deed::Acted(on.act()));
            let done =
                done.filter(|_| matches!(item.state, LedgerState::LongTerm | LedgerState::Void));
            let waits = dossier.signature.as_ref().is_some_and(|(it, _)| it.act == on.act());
            let first = last(&|event| event.deed == Deed::Signed);
            let first = first.filter(|_| waits || done.is_some());
            // The first may hold both roles and the second but the one they signed in first.
            let is_same = first.zip(done).is_some_and(|(first, done)| first.who == done.who);
            let signed = |who: Who| {
                let of = |event: &&Event| event.who == who;
                let by_first = first.filter(|event| of(event) != is_same);
                done.filter(of).or(by_first).map(|event| (event, true))
            };
            let both = [Who::Office, Who::Supervisor].map(|who| row(who, signed(who)));
            let leaders = leaders(dossier, on);
            both.into_iter().chain(leaders.into_iter().map(|(who, it)| row(who, it))).collect()
        }
    }
}

/// The leaders a paper goes to beside those who sign: of graver items, and where they said something,
/// the head of the leading group as well. What they said since it was handed in stands there.
fn leaders(dossier: &Dossier, on: Instruction) -> Vec<(Who, Option<(&Event, bool)>)> {
    let is_grave = dossier.record.item.plan.level >= Some(Level::Third);
    let since = on.handed_in(&dossier.story).map(|at| &dossier.story[at..]).unwrap_or_default();
    let said = |who: Who| {
        since.iter().rev().find_map(|event| match event.deed {
            Deed::Instructed { on: of, agrees } if of == on && event.who == who => {
                Some((event, agrees))
            }
            _ => None,
        })
    };
    let head = said(Who::GroupHead);
    let head = (is_grave || head.is_some()).then_some((Who::GroupHead, head));
    [(Who::LeaderInCharge, said(Who::LeaderInCharge))].into_iter().chain(head).collect()
}

/// What someone said, their name, the day, and who recorded it for them.
fn said(view: View, dossier: &Dossier, event: &Event, agrees: bool) -> Markup {
    let name = event.person.map_or("", |person| dossier.names.person(person));
    let extended = event.extended_to();
    let verdict = match extended {
        Some((to, _)) => extension_words::granted_until(view.lang, &date_written(view, to)),
        None => view.t(if agrees { own::AGREES } else { own::DECLINES }).to_owned(),
    };
    let words = event.words.as_deref().filter(|_| !matches!(event.deed, Deed::Signed));
    let words = extended.map(|(_, said)| said).or(words);
    html! {
        (own::said(view.lang, &verdict, name, &event.day().to_string()))
        @if let Some(recording) = event.recorded {
            br; (own::recorded_on_paper(view.lang, dossier.names.person(recording.by)))
        }
        @if let Some(words) = words.filter(|words| !words.is_empty()) { p { (words) } }
    }
}

/// The form of the office, or that there is nothing to record.
pub fn on_behalf(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let id = dossier.record.item.id;
    let title = view.t(own::RECORD);
    if dossier.recordable.is_empty() {
        // The plan waits for a leader, but whoever agreed for the office is not the next one as well.
        let item = &dossier.record.item;
        let agreed = item.state == LedgerState::PlanReview
            && item.approvals.iter().any(|approval| approval.person == actor.person);
        // Whose turn it is may be somebody whose word is never recorded for them.
        let turn = item.next_reviewer().filter(|_| item.state == LedgerState::PlanReview);
        let in_person = turn.filter(|who| !RECORDED_FOR.contains(who));
        let said = if let Some(who) = in_person {
            sentence(view.lang, &LedgerRefusal::InPersonOnly { who })
        } else if agreed {
            sentence(view.lang, &LedgerRefusal::RecorderAgreed)
        } else {
            view.t(own::NOTHING).to_owned()
        };
        let body = html! {
            (mistakes(view, dossier, form))
            (parts::empty_state(&said, None))
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
                Asked::Instruction(_, on) => on.act().text(),
            };
            let (name, who) = (dossier.names.person(*leader), view.t(asked.who().text()));
            Choice::new(
                code(*leader, *asked),
                format!("{name}{} · {}", view.in_brackets(who), view.t(on)),
            )
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
