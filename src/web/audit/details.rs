//! What a line of the trail adds to its act, in words: what became of an item, why something was
//! returned, which rungs were reached. The chain hashes the codes, which stand beside; what has no
//! words here, ids and counts above all, is read as it is.

use std::collections::HashMap;

use crate::domain::audit::Line;
use crate::domain::lang::{Text, words};
use crate::domain::ledger::{Act as Step, LedgerState, Rung, Source};
use crate::domain::people::Role;
use crate::domain::routing::{Act as Answer, Duty, ReturnReason, RoutingState};
use crate::web::page::View;
use crate::web::words as common;

words! {
    from_to(what: &str, from: &str, to: &str) = "{what}：{from} → {to}",
                                                "{what}: {from} → {to}";
    on_behalf(what: &str, name: &str) = "{what}（代录，批示领导：{name}）",
                                        "{what} (recorded for {name})";
    RECORDED = "代录批示",
               "A decision on paper";
    to_unit(name: &str) = "承办单位：{name}",
                          "Unit: {name}";
}

/// What stands between a deed and the person it was recorded for.
const FOR: &str = "on behalf of ";

/// The words of a line's detail, where it has some.
pub fn detail(view: View, names: &HashMap<String, String>, line: &Line) -> Option<String> {
    let detail = line.detail.as_str();
    let Some((deed, leader)) = detail.split_once(FOR) else {
        return of_deed(view, names, &line.act, detail);
    };
    let deed = deed.trim_end_matches(", ");
    let what = of_deed(view, names, &line.act, deed);
    let what = what.unwrap_or_else(|| view.t(RECORDED).to_owned());
    Some(on_behalf(view.lang, &what, names.get(leader)?))
}

fn of_deed(view: View, names: &HashMap<String, String>, act: &str, detail: &str) -> Option<String> {
    match act {
        "ledger.open" => Source::from_code(detail).map(|source| view.t(source.text()).to_owned()),
        "routings.return" => ReturnReason::from_code(detail).map(|it| view.t(it.text()).to_owned()),
        "routings.decide" => decided(detail).map(|verdict| view.t(verdict).to_owned()),
        "routings.route" => routed(view, names, detail),
        "warnings.warn" => all(detail, |code| Rung::from_code(code).map(|it| view.t(it.text()))),
        "people.create" | "people.change" => {
            all(detail, |code| Role::from_code(code).map(|role| view.t(common::role(role))))
        }
        _ if act.starts_with("ledger.") => moved(view, detail),
        _ => None,
    }
}

/// What became of an item: the act and the states around it.
fn moved(view: View, detail: &str) -> Option<String> {
    let (act, states) = detail.split_once(": ")?;
    let (from, to) = states.split_once(" → ")?;
    let act = view.t(Step::from_code(act)?.text());
    let state = |code| LedgerState::from_code(code).map(|state| view.t(state.text()));
    Some(from_to(view.lang, act, state(from)?, state(to)?))
}

/// What was decided on a return.
fn decided(code: &str) -> Option<Text> {
    let state = match Answer::from_code(code)? {
        Answer::Uphold => RoutingState::Upheld,
        Answer::Reroute => RoutingState::Rerouted,
        Answer::Adjudicate => RoutingState::Adjudicated,
        Answer::Excuse => RoutingState::Excused,
        Answer::Accept | Answer::Return | Answer::Lapse => return None,
    };
    Some(state.text())
}

fn routed(view: View, names: &HashMap<String, String>, detail: &str) -> Option<String> {
    let mut told = detail.strip_prefix("unit ")?.split(' ');
    let unit = to_unit(view.lang, names.get(told.next()?)?);
    let duty = told.next().and_then(Duty::from_code);
    Some(match duty {
        Some(duty) => format!("{unit} · {}", view.t(duty.text())),
        None => unit,
    })
}

/// Several codes, if every one of them is known.
fn all<'a>(codes: &str, text: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let known: Option<Vec<&str>> = codes.split_whitespace().map(text).collect();
    known.filter(|known| !known.is_empty()).map(|known| known.join("、"))
}
