//! For whoever sends a form late: what stands there now beside what is on their page, and which of
//! it differs. Their form follows below, with everything they typed.

use std::collections::HashMap;

use maud::{Markup, html};

use super::super::overtaken_words as own;
use super::super::{watch_words, words};
use super::coded;
use crate::domain::id::PersonId;
use crate::domain::lang::Text;
use crate::domain::ledger::{Changed, Gap, LedgerState, Level, Version};
use crate::services::ledger::{Dossier, Meanwhile};
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::paths;

/// What is typed on pages of the ledger and stands in no field of the item.
const REMARKS: [&str; 3] = ["words", "progress", "outcome"];

/// The comparison; nothing unless someone else was faster.
pub(super) fn overtaken(view: View, dossier: &Dossier, form: &Form) -> Markup {
    let Some(meanwhile) = &dossier.meanwhile else {
        return html! {};
    };
    let columns = [own::WHAT, own::STANDS_NOW, own::ON_YOUR_PAGE, own::DIFFERENCE]
        .map(|label| Column::text(view.t(label)));
    let lines = lines(view, dossier, meanwhile, form);
    let rows: Vec<Vec<Markup>> =
        lines.iter().map(|line| row(view, line, meanwhile.is_own)).collect();
    // Whoever only pressed a button has nothing that could be lost.
    let (said, kept) = match (meanwhile.is_own, lines.iter().any(|line| line.is_theirs)) {
        (false, true) => (own::OVERTAKEN, own::NOT_WRITTEN),
        (false, false) => (own::OVERTAKEN_PRESS, own::NOT_DONE),
        (true, true) => (own::DONE_BEFORE, own::NOT_WRITTEN),
        (true, false) => (own::DONE_BEFORE, own::NOT_DONE_AGAIN),
    };
    let last = meanwhile
        .last
        .map(|(by, at)| own::changed_last(view.lang, dossier.names.person(by), &at.to_minute()));
    html! {
        (parts::notice(Tone::Late, html! {
            p { strong { (view.t(said)) } }
            p { @if let Some(last) = last { (last) " " } (view.t(kept)) }
        }))
        (parts::panel(view.t(own::DIFFERENCE), html! {
            @if !rows.is_empty() { (parts::table(view.t(own::DIFFERENCE), &columns, &rows)) }
            (parts::actions(parts::link_button(
                view.t(own::LOOK_AGAIN), &paths::ledger_item(dossier.record.item.id), Style::Plain,
            )))
        }))
    }
}

/// Sends what is on the page all the same: the first button of the form, in one press.
pub(super) fn go_on(view: View, dossier: &Dossier, form: &Form) -> Markup {
    let label = if keeps_draft(dossier, form) {
        own::MINE_OVER_THEIRS_AS_DRAFT
    } else {
        own::MINE_OVER_THEIRS
    };
    html! {
        @if dossier.meanwhile.is_some() {
            (parts::actions(parts::button_naming(
                view.t(label), Style::Danger, "go", form.text("go"),
            )))
        }
    }
}

/// Whether what was sent was a draft: of a plan that was never handed in, or of 完成情况.
fn keeps_draft(dossier: &Dossier, form: &Form) -> bool {
    let of_plan = form.has("measure-1") && dossier.record.item.state == LedgerState::Open;
    let of_completion = form.has("completion") && !form.has("measure");
    form.text("go").is_empty() && (of_plan || of_completion)
}

/// A field in its versions; a form that lacks the field shows what the person saw.
struct Line {
    label: Text,
    now: String,
    page: String,
    changed: Changed,
    /// The form holds it: the person typed or chose it.
    is_theirs: bool,
}

fn lines(view: View, dossier: &Dossier, meanwhile: &Meanwhile, form: &Form) -> Vec<Line> {
    let now = fields(view, dossier, &meanwhile.now);
    let seen: HashMap<&str, String> = meanwhile
        .seen
        .iter()
        .flat_map(|seen| fields(view, dossier, seen))
        .map(|(name, _, value)| (name, value))
        .collect();
    let mut lines = Vec::new();
    for (name, label, now) in now {
        let typed = typed(view, dossier, form, name);
        let is_asked = typed.is_some();
        let was = seen.get(name);
        let Some(page) = typed.or_else(|| was.cloned()) else { continue };
        let changed = Changed::between(was, &now, &page);
        if is_asked || changed != Changed::Nobody {
            lines.push(Line { label, now, page, changed, is_theirs: is_asked });
        }
    }
    let remarks = REMARKS.iter().map(|name| form.text(name)).filter(|text| !text.is_empty());
    lines.extend(remarks.map(|text| Line {
        label: own::YOUR_WORDS,
        now: String::new(),
        page: text.to_owned(),
        changed: Changed::Oneself,
        is_theirs: true,
    }));
    lines
}

/// The fields of a version by the names they have in forms, as people read them.
fn fields(view: View, dossier: &Dossier, version: &Version) -> Vec<(&'static str, Text, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let ways = |codes: &[String]| {
        coded(view, &dossier.names.monitoring, codes).collect::<Vec<_>>().join(view.comma())
    };
    let person = |id: Option<PersonId>| {
        id.map_or_else(String::new, |id| dossier.names.person(id).to_owned())
    };
    let level = version.level.map_or("", |level| view.t(level.text()));
    vec![
        ("state", words::STATE, view.t(version.state.text_of(dossier.record.item.duty)).to_owned()),
        ("name", words::NAME, version.name.clone()),
        ("content", words::CONTENT, text(&version.content)),
        ("level", words::LEVEL, level.to_owned()),
        ("cause", words::CAUSE, text(&version.cause)),
        ("gap", watch_words::GAPS, gaps(view, version.gaps.iter().copied())),
        ("monitoring", watch_words::MONITORING, ways(version.monitoring.as_slice())),
        ("person", words::PERSON, person(version.person_responsible)),
        ("leader", words::LEADER, person(version.leader_in_charge)),
        ("due", words::DUE, version.due.map_or_else(String::new, |due| due.to_string())),
        ("measures", words::MEASURES, version.measures.join("\n")),
        ("completion", words::COMPLETION, text(&version.completion)),
    ]
}

/// A field as it was typed, written as [`fields`] writes it; none when the form lacks it.
fn typed(view: View, dossier: &Dossier, form: &Form, name: &str) -> Option<String> {
    if name == "measures" {
        let rows = form.pairs().iter().filter(|(name, _)| name.starts_with("measure-"));
        let lines: Vec<&str> = rows.map(|(_, text)| text.trim()).collect();
        let filled = lines.iter().copied().filter(|line| !line.is_empty());
        return (!lines.is_empty()).then(|| filled.collect::<Vec<_>>().join("\n"));
    }
    if name == "gap" && form.has("monitoring") {
        return Some(gaps(view, form.all("gap").filter_map(Gap::from_code)));
    }
    // What a reopened item is due on is no field of its plan.
    if !form.has(name) || (name == "due" && !form.has("measure-1")) {
        return None;
    }
    let raw = form.text(name).replace("\r\n", "\n");
    let raw = raw.trim();
    let read = match name {
        "level" => raw
            .parse()
            .ok()
            .and_then(Level::from_number)
            .map(|level| view.t(level.text()).to_owned()),
        "monitoring" => {
            let codes = [raw.to_owned()];
            Some(
                coded(view, &dossier.names.monitoring, &codes)
                    .collect::<Vec<_>>()
                    .join(view.comma()),
            )
        }
        "person" | "leader" => raw.parse().ok().map(|id| dossier.names.person(id).to_owned()),
        _ => None,
    };
    Some(read.unwrap_or_else(|| raw.to_owned()))
}

fn gaps(view: View, gaps: impl Iterator<Item = Gap>) -> String {
    gaps.map(|gap| view.t(gap.text())).collect::<Vec<_>>().join(view.comma())
}

/// A line; where the reader themselves went on elsewhere, what changed is not laid to somebody else.
fn row(view: View, line: &Line, is_own: bool) -> Vec<Markup> {
    let (said, tone) = match line.changed {
        Changed::Nobody => (own::SAME, Tone::Neutral),
        Changed::Others if is_own => (own::SINCE, Tone::Soon),
        Changed::Others => (own::BY_OTHERS, Tone::Late),
        Changed::Oneself => (own::BY_ONESELF, Tone::Info),
        Changed::Both => (own::BY_BOTH, Tone::Late),
    };
    let written = |text: &str| {
        let text = if text.is_empty() { "—" } else { text };
        html! { @for line in text.lines() { p { (line) } } }
    };
    vec![
        html! { (view.t(line.label)) },
        written(&line.now),
        written(&line.page),
        parts::badge(view.t(said), tone),
    ]
}
