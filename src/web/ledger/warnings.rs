//! Reminders and warnings: what this person is told of, and the paper of a day to a unit.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::{warning_words as words, words as ledger_words};
use crate::domain::id::UnitId;
use crate::domain::lang::{Text, plural};
use crate::domain::ledger::{Paper, Rung};
use crate::domain::people::Actor;
use crate::domain::time::Day;
use crate::services::Stretch;
use crate::services::ledger::Names;
use crate::services::ledger::warnings::{self, PaperLine, To, Warning, WarningPaper, Warnings};
use crate::services::tables::{Cell, SheetToWrite};
use crate::web::download::workbook;
use crate::web::error::Result;
use crate::web::form::{Form, Key};
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column, Leaf, Tone};
use crate::web::paths;
use crate::web::session::Staff;

/// What this person is told of.
pub async fn get_list(staff: Staff, leaf: Leaf) -> Result<Response> {
    let told = warnings::warnings(&staff.app, &staff.actor, leaf.part()).await?;
    Ok(staff.page(&list(staff.view, &staff.actor, &told, leaf)))
}

/// The same as a workbook.
pub async fn get_xlsx(staff: Staff) -> Result<Response> {
    let told = warnings::warnings(&staff.app, &staff.actor, Stretch::ALL).await?;
    let view = staff.view;
    let cells = |warning: &Warning| {
        let paper = paper_of(&staff.actor, &told, warning);
        let paper = paper.map_or("", |(paper, _)| view.t(paper.text()));
        [
            warning.day.to_string(),
            view.t(warning.rung.text()).to_owned(),
            unit_name(view, &told.names, warning.unit).to_owned(),
            warning.name.clone(),
            due(view, warning),
            paper.to_owned(),
        ]
    };
    workbook(&[SheetToWrite {
        name: view.t(words::WARNINGS).to_owned(),
        title: Some(staff.dated(words::WARNINGS)),
        header: HEADINGS.map(|heading| view.t(heading).to_owned()).to_vec(),
        rows: told.warnings.iter().map(|one| cells(one).map(Cell::from).to_vec()).collect(),
    }])
}

const HEADINGS: [Text; 6] =
    [words::DAY, words::RUNG, ledger_words::UNIT, ledger_words::NAME, words::DUE, words::PAPER];

/// Asks for the paper that goes to the leading group.
const LEADING_GROUP: &str = "leading_group";

/// The paper that goes with a warning, for this person, and the way to it: the proposal to those who
/// are told from outside, the paper to the unit to its own people. A unit gets one paper a day, under
/// its gravest name: all of that day lead to it, and call it so.
fn paper_of(actor: &Actor, told: &Warnings, warning: &Warning) -> Option<(Paper, String)> {
    let way = paths::warning_paper(warning.unit, warning.day);
    let paper = warning.rung.paper()?;
    if paper == Paper::Proposal && !actor.belongs_to(warning.unit) {
        return Some((paper, format!("{way}?to={LEADING_GROUP}")));
    }
    let own = warning.rung.paper_to_unit()?;
    Some((told.papers.get(&(warning.unit, warning.day)).copied().unwrap_or(own), way))
}

/// The paper of a day about a unit.
pub async fn get_paper(staff: Staff, Key(of): Key<(UnitId, Day)>, uri: Uri) -> Result<Response> {
    let query = Form::decode(uri.query().unwrap_or_default().as_bytes());
    let to = if query.text("to") == LEADING_GROUP { To::LeadingGroup } else { To::Unit };
    let paper = warnings::paper(&staff.app, &staff.actor, of, to).await?;
    Ok(staff.page(&sheet(staff.view, &paper)))
}

/// A rung as a badge.
pub fn rung_badge(view: View, rung: Rung) -> Markup {
    let tone = match rung {
        Rung::Moved | Rung::Note | Rung::Hint => Tone::Neutral,
        Rung::Blue | Rung::BlueLeader | Rung::BlueOffice => Tone::Info,
        Rung::Yellow => Tone::Soon,
        Rung::Orange | Rung::Red => Tone::Late,
    };
    parts::badge(view.t(rung.text()), tone)
}

fn unit_name(view: View, names: &Names, id: UnitId) -> &str {
    names.units.iter().find(|unit| unit.id == id).map_or("", |unit| unit.name(view.lang))
}

fn list(view: View, actor: &Actor, told: &Warnings, leaf: Leaf) -> Page {
    let columns = [
        Column::short(view.t(words::DAY)),
        Column::words(view.t(words::RUNG)),
        Column::text(view.t(ledger_words::UNIT)),
        Column::text(view.t(ledger_words::NAME)),
        Column::short(view.t(words::DUE)),
        Column::words(view.t(words::PAPER)),
    ];
    let shown = told.warnings.iter();
    let rows: Vec<Vec<Markup>> = shown.map(|warning| row(view, actor, told, warning)).collect();
    let body = html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_WARNINGS), None)) }
        @else { div.print-wide { (parts::table(view.t(words::WARNINGS), &columns, &rows)) } }
        (parts::pager(view.lang, leaf.among(told.total), |number| format!("{}?page={number}", paths::WARNINGS)))
        @if !rows.is_empty() {
            (parts::as_xlsx(view.lang, paths::WARNINGS_XLSX))
        }
    };
    Page::new(view.t(words::WARNINGS), body).lead(view.t(words::WARNINGS_LEAD))
}

fn row(view: View, actor: &Actor, told: &Warnings, warning: &Warning) -> Vec<Markup> {
    let paper = paper_of(actor, told, warning);
    vec![
        html! { (warning.day) },
        rung_badge(view, warning.rung),
        html! { (unit_name(view, &told.names, warning.unit)) },
        html! { a href=(paths::ledger_item(warning.item)) { (warning.name) } },
        html! { (due(view, warning)) },
        html! {
            @if let Some((paper, way)) = paper {
                a href=(way) { (view.t(paper.text())) }
            } @else { "—" }
        },
    ]
}

/// The date, and whether it is the plan's: both dates of an item may be one day.
fn due(view: View, warning: &Warning) -> String {
    let of_plan = if warning.is_of_plan { view.t(words::OF_PLAN) } else { "" };
    format!("{}{of_plan}", warning.due)
}

/// Names, dates and days late, and nothing of what the points say: papers lie on desks.
fn sheet(view: View, paper: &WarningPaper) -> Page {
    let (lang, day) = (view.lang, paper.day.to_string());
    let unit = unit_name(view, &paper.names, paper.unit);
    let count = paper.lines.len();
    let body = html! {
        div.actions.no-print { (parts::print_button(view.t(words::PRINT))) }
        section.paper.official {
            h2 { (view.t(paper.paper.text())) }
            @if paper.paper == Paper::Proposal {
                p { (view.t(words::TO_LEADING_GROUP)) }
                @if paper.lines.iter().all(|line| line.is_late) {
                    p { (words::proposal_body(lang, &day, unit, count, plural(count))) }
                } @else {
                    p { (words::proposal_body_ahead(lang, &day, unit, count, plural(count))) }
                }
            } @else {
                p { (words::paper_to(lang, unit)) }
                p { (words::paper_body(lang, &day, count, plural(count))) }
            }
            (parts::paper_table(view.t(paper.paper.text()), &lines(view, paper)))
            @for asked in asks(paper) { p { (view.t(asked)) } }
            p.signed {
                @if paper.paper == Paper::Proposal { (view.t(words::SUPERVISION_GROUP)) }
                @else { (paper.campaign.issuer(lang)) }
                br; (day)
            }
        }
    };
    let title = format!("{} · {unit}", view.t(paper.paper.text()));
    Page::new(title, body).crumb(view.t(words::WARNINGS), paths::WARNINGS).width(Width::Reading)
}

/// What is late, a line each.
fn lines(view: View, paper: &WarningPaper) -> Markup {
    let sets_last_days = paper.paper == Paper::Admonition;
    html! {
        table {
            thead { tr {
                th scope="col" { (view.t(words::NUMBER)) }
                th scope="col" { (view.t(ledger_words::NAME)) }
                th scope="col" { (view.t(words::DUE)) }
                th scope="col" { (view.t(words::RUNG)) }
                @if sets_last_days { th scope="col" { (view.t(words::LAST_DAY)) } }
            } }
            tbody {
                @for (place, line) in paper.lines.iter().enumerate() {
                    tr {
                        td.centred { (place + 1) }
                        td { (line.warning.name) }
                        td.centred.fixed {
                            (line.warning.due)
                            @if line.warning.is_of_plan { br; (view.t(words::OF_PLAN)) }
                        }
                        td.centred { (view.t(line.warning.rung.text())) }
                        @if sets_last_days {
                            td.centred.fixed { (last_day(view, line)) }
                        }
                    }
                }
            }
        }
    }
}

/// By when a line of an admonition is to be done; what is not late has no other day than its own.
fn last_day(view: View, line: &PaperLine) -> String {
    match line.last_day {
        Some(day) => day.to_string(),
        None if line.warning.rung == Rung::Red => view.t(words::TAKEN_OVER).to_owned(),
        None => "—".to_owned(),
    }
}

/// What a paper asks for: of what is late, of what is not yet, since the steps of graver items come
/// before their date has passed, and where the supervision group took over.
fn asks(paper: &WarningPaper) -> Vec<Text> {
    if paper.paper == Paper::Proposal {
        return vec![words::ASK_PROPOSAL];
    }
    let is_taken_over = |line: &PaperLine| line.warning.rung == Rung::Red;
    let [mut of_late, mut of_late_plans, mut of_measures, mut of_plans] = [false; 4];
    for line in paper.lines.iter().filter(|line| !is_taken_over(line)) {
        match (line.is_late, line.warning.is_of_plan) {
            (true, false) => of_late = true,
            (true, true) => of_late_plans = true,
            (false, false) => of_measures = true,
            (false, true) => of_plans = true,
        }
    }
    let any_taken_over = paper.lines.iter().any(is_taken_over);
    let is_one_kind =
        [of_late, of_late_plans, of_measures, of_plans, any_taken_over].map(usize::from);
    let is_one_kind = is_one_kind.iter().sum::<usize>() == 1;
    let (late, late_plans, measures) = match paper.paper {
        Paper::Reminder => (words::ASK_REMINDER, words::ASK_REMINDER_PLAN, words::ASK_REMINDER),
        Paper::Urging if is_one_kind => {
            (words::ASK_URGING, words::ASK_URGING_PLAN, words::ALL_IN_TIME)
        }
        Paper::Urging => (words::ASK_URGING_LATE, words::ASK_URGING_PLAN, words::ASK_IN_TIME),
        Paper::Admonition if is_one_kind => {
            (words::ASK_ADMONITION, words::ASK_ADMONITION_PLAN, words::ALL_IN_TIME)
        }
        Paper::Admonition | Paper::Proposal => {
            (words::ASK_ADMONITION_LATE, words::ASK_ADMONITION_PLAN, words::ASK_IN_TIME)
        }
    };
    let asked = [
        (of_late, late),
        (of_late_plans, late_plans),
        (of_measures, measures),
        (of_plans, words::ASK_REMINDER_PLAN),
        (any_taken_over, taken_over(paper, is_one_kind)),
    ];
    let mut asked: Vec<Text> =
        asked.into_iter().filter_map(|(is_there, text)| is_there.then_some(text)).collect();
    asked.dedup();
    asked
}

/// What is said where the supervision group took over: of all lines or of some, which may be late or,
/// reopened twice or near a last date, not yet.
fn taken_over(paper: &WarningPaper, is_all: bool) -> Text {
    let mut red = paper.lines.iter().filter(|line| line.warning.rung == Rung::Red);
    match (is_all, red.all(|line| line.is_late)) {
        (true, true) => words::ASK_ALL_TAKEN_OVER,
        (true, false) => words::ASK_ALL_TAKEN_OVER_AHEAD,
        (false, true) => words::ASK_TAKEN_OVER,
        (false, false) => words::ASK_TAKEN_OVER_AHEAD,
    }
}

/// The rungs an item's dates reached, on its page.
pub fn history(view: View, warnings: &[Warning]) -> Markup {
    html! {
        ul {
            @for warning in warnings {
                li {
                    (warning.day) " " (rung_badge(view, warning.rung)) " "
                    (view.t(words::DUE)) " " (due(view, warning))
                }
            }
        }
    }
}
