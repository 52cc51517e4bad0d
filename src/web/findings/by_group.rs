//! Results by group: the ways to look at a pool, and each question's answers in every group as a
//! picture and a table with the same figures.

use maud::{Markup, html};

use super::{charts, words};
use crate::domain::findings::{Cell, FrozenBreakDown, FrozenGroup, NOT_SHOWN, Row};
use crate::domain::id::CampaignId;
use crate::domain::lang::Lang;
use crate::domain::questionnaires::{Code, Kind, Question};
use crate::services::findings::PoolFindings;
use crate::web::page::View;
use crate::web::parts::{self, Column};
use crate::web::paths;

/// The attributes of an address, as `unit` or `unit,post`.
pub fn chosen(pool: &PoolFindings, by: &str) -> Option<Vec<Code>> {
    let declared = pool.broken_down_by.break_downs();
    declared.into_iter().find(|attributes| address(attributes) == by)
}

fn address(by: &[Code]) -> String {
    by.iter().map(Code::as_str).collect::<Vec<_>>().join(",")
}

/// Links to everyone's results and to each declared way of dividing them.
pub fn ways(view: View, campaign: CampaignId, pool: &PoolFindings, here: &[Code]) -> Markup {
    let base = paths::pool_findings(campaign, pool.pool.id);
    let declared = pool.broken_down_by.break_downs();
    let link = |by: &[Code], label: String| {
        let href = if by.is_empty() { base.clone() } else { format!("{base}?by={}", address(by)) };
        html! {
            li {
                a href=(href) aria-current=[(by == here).then_some("page")] { (label) }
            }
        }
    };
    html! {
        @if !declared.is_empty() {
            (parts::panel(view.t(words::BY_GROUP), html! {
                ul.stack {
                    (link(&[], view.t(words::EVERYONE).to_owned()))
                    @for by in &declared { (link(by, named(view.lang, pool, by))) }
                }
            }))
        }
    }
}

/// What attributes ask.
fn named(lang: Lang, pool: &PoolFindings, by: &[Code]) -> String {
    let ask = |code: &Code| {
        let question = pool.document.question(code.as_str());
        question.map_or_else(|| code.to_string(), |question| question.text.to(lang).to_owned())
    };
    by.iter().map(ask).collect::<Vec<_>>().join(" × ")
}

/// The value of each attribute that makes a group.
pub fn group(lang: Lang, pool: &PoolFindings, by: &[Code], group: &FrozenGroup) -> String {
    let name = |(code, value): (&Code, &Row)| match pool.document.question(code.as_str()) {
        Some(question) => words::row(lang, question, value),
        None => code.to_string(),
    };
    by.iter().zip(&group.values).map(name).collect::<Vec<_>>().join(" · ")
}

/// Every question that is divided so.
pub fn questions(view: View, pool: &PoolFindings, by: &[Code]) -> Markup {
    let of = |question| pool.break_downs(question, by);
    let questions = pool.document.questions.iter();
    let broken_down =
        questions.flat_map(|question| of(&question.code).map(move |table| (question, table)));
    html! {
        h2 { (words::divided_by(view.lang, &named(view.lang, pool, by))) }
        @for (question, table) in broken_down { (panel(view, pool, question, table)) }
    }
}

fn panel(view: View, pool: &PoolFindings, question: &Question, table: &FrozenBreakDown) -> Markup {
    let title = &words::asked(view.lang, question, &table.slot());
    if !table.is_shown() {
        return parts::panel(title, html! { p { (NOT_SHOWN) " " (view.t(words::WITHHELD)) } });
    }
    let names: Vec<String> =
        table.groups.iter().map(|it| group(view.lang, pool, &table.by, it)).collect();
    let labels: Vec<String> =
        table.rows.iter().map(|row| words::row(view.lang, question, row)).collect();
    // A stacked bar with a hidden step is hatched whole; single bars still show the others.
    let is_multiple = matches!(question.kind.cell(), Kind::Multiple { .. });
    let is_stacked = !is_multiple && !table.hides_something();
    let picture = if is_stacked {
        charts::likert_by_group(view, question, table, &names)
    } else {
        charts::bars_by_group(view, question, table, &names)
    };
    let figures = figures(view, title, table, &names, &labels);
    parts::panel(
        title,
        html! {
            (picture)
            (figures)
            @if is_multiple {
                p.muted { (view.t(words::MULTIPLE)) }
            }
        },
    )
}

/// The figures as a table, with the shorter of the two lists across: a table of nine answers across
/// is read by nobody and cut in print.
fn figures(
    view: View,
    title: &str,
    table: &FrozenBreakDown,
    names: &[String],
    labels: &[String],
) -> Markup {
    let has_means = table.groups.iter().any(|it| table.mean(it).is_some());
    let of_group = |group: &FrozenGroup| {
        let mut figures = vec![html! { (size(view.lang, group)) }];
        figures.extend((0..labels.len()).map(|place| html! { (cell(group, place)) }));
        figures.extend(has_means.then(|| html! { (mean(table, group)) }));
        figures
    };
    let mut heads = vec![view.t(words::OF)];
    heads.extend(labels.iter().map(String::as_str));
    heads.extend(has_means.then(|| view.t(words::MEAN)));
    let by_group: Vec<Vec<Markup>> = table.groups.iter().map(of_group).collect();
    let headed = |head: &str, cells: Vec<Markup>| [vec![html! { (head) }], cells].concat();
    let (first, across, rows): (_, Vec<&str>, Vec<Vec<Markup>>) = if labels.len() > names.len() {
        let row = |(place, head): (usize, &&str)| {
            headed(head, by_group.iter().map(|figures| figures[place].clone()).collect())
        };
        let rows = heads.iter().enumerate().map(row).collect();
        (words::ANSWER, names.iter().map(String::as_str).collect(), rows)
    } else {
        let row = |(name, figures): (&String, &Vec<Markup>)| headed(name, figures.clone());
        (words::GROUP, heads.clone(), names.iter().zip(&by_group).map(row).collect())
    };
    let mut columns = vec![Column::text(view.t(first))];
    columns.extend(across.into_iter().map(Column::number));
    parts::table(title, &columns, &rows)
}

/// How large a group is, as far as it is said.
pub fn size(lang: Lang, group: &FrozenGroup) -> String {
    group.figures.as_ref().map_or_else(|| NOT_SHOWN.to_owned(), |it| it.of.shown(lang))
}

/// The mean of a group's points, where its numbers tell it.
pub fn mean(table: &FrozenBreakDown, group: &FrozenGroup) -> String {
    table.mean(group).map_or_else(|| NOT_SHOWN.to_owned(), |mean| mean.to_string())
}

/// A figure of a group; none is shown of a group that is not.
pub fn cell(group: &FrozenGroup, place: usize) -> Cell {
    group.figures.as_ref().map_or(Cell::Hidden, |it| it.cells[place])
}

/// Whether anything of what is shown here is held back.
pub fn hides_something(pool: &PoolFindings, by: &[Code]) -> bool {
    let tables = pool.family.break_downs.iter().filter(|table| table.by == by);
    tables.into_iter().any(|table| table.hides_something())
}
