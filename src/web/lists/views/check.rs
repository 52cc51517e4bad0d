//! The list as it would be imported: the numbers first, then the column, then what somebody should
//! look at, reason by reason; one form, whose two buttons count again or import.

use maud::{Markup, html};

use super::super::words;
use super::{size, under};
use crate::domain::id::AudienceId;
use crate::domain::lists::Row;
use crate::domain::lists::judge::{Fate, LeftOut, Take};
use crate::domain::lists::outline::OutlinedColumn;
use crate::domain::lists::reading::Concern;
use crate::domain::lists::review::{Group, Line, Why};
use crate::services::Result;
use crate::services::campaigns::Overview;
use crate::services::lists::Checked;
use crate::services::lists::checking::NotImported;
use crate::services::tables::letter_of;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Choice, Column, Confirm, Field, Style, Tone};
use crate::web::paths;

/// Lines of the file shown as they are.
const SAMPLE: usize = 5;
/// Characters of a cell that tell a column or a line from others.
const TOLD: usize = 24;

/// The page.
pub fn page(
    view: View,
    overview: &Overview,
    id: AudienceId,
    checked: &Checked,
    not_imported: Option<NotImported>,
) -> Result<Page> {
    let (_, audience) = overview.audience(id)?;
    let campaign = &overview.campaign;
    let discard = Confirm {
        label: view.t(words::DISCARD),
        question: html! { p { (view.t(words::DISCARD_QUESTION)) } },
        action: &paths::list_discard(campaign.id, id),
        fields: html! {},
        button: view.t(words::DISCARD),
    };
    let Checked { review, outline, .. } = checked;
    let counts = review.counts;
    let body = html! {
        @if let Some(why) = not_imported {
            (parts::notice(Tone::Soon, html! { p { (view.t(words::not_imported(why))) } }))
        }
        (parts::facts(&[
            (view.t(words::FILE_LINES), html! {
                (words::lines(view.lang, outline.lines))
                @if outline.above > 0 { (words::lines_above(view.lang, outline.above)) }
            }),
            (view.t(words::TAKEN), html! { strong { (counts.taken) } }),
            (view.t(words::CORRECTED), html! { strong { (counts.corrected) } }),
            (view.t(words::LEFT_OUT), html! { strong { (counts.left) } }),
            (view.t(words::FORMER), html! { (size(view, audience)) }),
        ]))
        (parts::form(&paths::list_check(campaign.id, id), html! {
            (parts::hidden("list", &checked.list.to_string()))
            (parts::hidden("taken", &counts.taken.to_string()))
            (parts::hidden("corrected", &counts.corrected.to_string()))
            (parts::hidden("left", &counts.left.to_string()))
            (where_they_stand(view, checked))
            @for group in &review.groups { (reason(view, overview, checked, group)) }
            (parts::actions(html! {
                @if counts.all() > 0 {
                    (parts::button_naming(
                        &words::import(view.lang, counts.all()), Style::Primary, "do", "import"))
                }
                (parts::button_naming(
                    view.t(words::COUNT_AGAIN), Style::Plain, "do", "count"))
            }))
            @if counts.all() == 0 { p { (view.t(words::NOBODY_LEFT)) } }
        }))
        p.muted { (view.t(words::KEPT_A_DAY)) " " (view.t(words::ONE_CHANNEL)) }
        (parts::confirm(view.lang, &discard))
    };
    let page = Page::new(view.t(words::CHECK_TITLE), body)
        .lead(format!(
            "{} {}",
            words::lead(view.lang, audience.channel, audience.name(view.lang)),
            view.t(words::CHECK_LEAD)
        ))
        .with_form();
    Ok(under(page, view, campaign))
}

/// The column and the first line, with a few lines to judge by.
fn where_they_stand(view: View, checked: &Checked) -> Markup {
    let lang = view.lang;
    let Checked { place: stands, outline, .. } = checked;
    let column = |(place, column): (usize, &OutlinedColumn)| {
        let samples: Vec<String> = column.samples.iter().map(told).collect();
        Choice::new(
            place.to_string(),
            words::column(lang, &letter_of(place), &samples.join(view.comma())),
        )
    };
    let columns: Vec<Choice> = outline.columns.iter().enumerate().map(column).collect();
    let of_columns: Vec<String> = outline.columns.iter().map(|it| it.first.to_string()).collect();
    let first = |row: &Row| {
        Choice::new(row.line.to_string(), words::first_line(lang, row.line, &told(joined(row))))
    };
    let firsts: Vec<Choice> = outline.top.iter().chain(&outline.first).map(first).collect();
    let column = Field::new(lang, "column", view.t(words::COLUMN))
        .value(stands.column.to_string())
        .required();
    let first = Field::new(lang, "first", view.t(words::FIRST))
        .help(view.t(words::FIRST_HELP))
        .value(stands.first.to_string())
        .required();
    html! {
        (sample(view, checked))
        (parts::hidden("firsts", &of_columns.join(",")))
        (parts::select(&column, &columns))
        (parts::select(&first, &firsts))
    }
}

fn sample(view: View, checked: &Checked) -> Markup {
    let columns = [
        Column::number(view.t(words::LINE)),
        Column::text(view.t(words::WRITTEN)),
        Column::text(view.t(words::REST)),
    ];
    let as_shown = |row: &Row| {
        let others = row
            .cells
            .iter()
            .enumerate()
            .filter(|(place, cell)| *place != checked.place.column && !cell.is_empty());
        let rest: Vec<&str> = others.map(|(_, cell)| cell.as_str()).collect();
        vec![
            html! { (row.line) },
            html! { code { (row.cell(checked.place.column)) } },
            html! { (rest.join(" · ")) },
        ]
    };
    let rows: Vec<Vec<Markup>> = checked.outline.top.iter().take(SAMPLE).map(as_shown).collect();
    parts::table(view.t(words::SAMPLE), &columns, &rows)
}

fn joined(row: &Row) -> String {
    let filled: Vec<&str> =
        row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    filled.join(" · ")
}

/// As much of a text as tells it from others.
fn told(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    let mut short: String = text.chars().take(TOLD).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The lines for one reason: what it means, what is done with all of them, what with each.
fn reason(view: View, overview: &Overview, checked: &Checked, group: &Group) -> Markup {
    let (title, meaning) = words::why(group.why);
    let concern = match group.why {
        Why::Concern(concern) => Some(concern),
        _ => None,
    };
    let (shown, total) = (group.lines.len(), group.total);
    let is_whole = usize::try_from(total).is_ok_and(|total| total == shown);
    let how_many = match (is_whole, concern) {
        (true, _) => words::all_of(view.lang, total),
        (false, Some(_)) => words::first_of(view.lang, shown, total),
        (false, None) => words::first_shown(view.lang, shown, total),
    };
    let rows: Vec<Vec<Markup>> =
        group.lines.iter().map(|line| row(view, overview, checked, concern, line)).collect();
    let last = if concern.is_some() { words::DECISION } else { words::OUTCOME };
    let columns = [
        Column::number(view.t(words::LINE)),
        Column::text(view.t(words::WRITTEN)),
        Column::text(view.t(words::PROPOSAL)),
        Column::text(view.t(last)),
    ];
    parts::panel(
        view.t(title),
        html! {
            p { (view.t(meaning)) " " (how_many) }
            @if let Some(concern) = concern { (for_all(view, checked, concern)) }
            (parts::table(view.t(title), &columns, &rows))
        },
    )
}

fn for_all(view: View, checked: &Checked, concern: Concern) -> Markup {
    let name = format!("all-{concern}");
    let field = Field::new(view.lang, &name, view.t(words::FOR_ALL))
        .value(checked.decisions.of_all(concern).code());
    let choice = |take: &Take| Choice::new(take.code(), view.t(words::take(*take)));
    let choices: Vec<Choice> = offered(concern).iter().map(choice).collect();
    parts::radio_group(&field, &choices)
}

/// What can be done with all lines of a kind.
fn offered(concern: Concern) -> &'static [Take] {
    match concern {
        Concern::Mended | Concern::Altered => &[Take::Meant, Take::Out],
        Concern::Typo => &[Take::Meant, Take::Written, Take::Out],
        Concern::Shared | Concern::Elsewhere => &[Take::Written, Take::Out],
    }
}

fn row(
    view: View,
    overview: &Overview,
    checked: &Checked,
    concern: Option<Concern>,
    line: &Line,
) -> Vec<Markup> {
    let name_of = |id: AudienceId| {
        overview.audience(id).map_or(String::new(), |(_, it)| it.name(view.lang).to_owned())
    };
    let proposal = html! {
        @if let Some(meant) = &line.meant { code { (meant) } } @else { "—" }
        @if let Some(other) = line.elsewhere {
            br; span.muted { (words::elsewhere_of(view.lang, &name_of(other))) }
        }
    };
    let outcome = match (concern, line.fate) {
        (Some(_), _) => decision(view, checked, line),
        (None, Fate::Left(LeftOut::Twice { first })) => {
            html! { (words::twice_of(view.lang, first)) }
        }
        (None, Fate::Left(LeftOut::OnList(list))) => {
            html! { (words::on_list_of(view.lang, &name_of(list))) }
        }
        (None, _) => html! { (view.t(words::TAKE_OUT)) },
    };
    vec![html! { (line.line) }, html! { code { (line.cell) } }, proposal, outcome]
}

/// What is done with one line, unless it follows the others.
fn decision(view: View, checked: &Checked, line: &Line) -> Markup {
    let name = format!("line-{}", line.line);
    let decided = checked.decisions.for_line.get(&line.line).copied();
    let can = |take: &Take| match take {
        Take::Written => line.is_readable,
        Take::Meant => line.meant.is_some(),
        Take::Out => true,
    };
    html! {
        select name=(name) aria-label=(words::decision_for(view.lang, line.line)) {
            option value="" { (view.t(words::AS_ALL)) }
            @for take in Take::ALL.iter().filter(|take| can(take)) {
                option value=(take.code()) selected[decided == Some(*take)] {
                    (view.t(words::take(*take)))
                }
            }
        }
    }
}
