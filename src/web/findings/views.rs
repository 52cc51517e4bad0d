//! Pages of the findings. They take frozen tables and finished totals, nothing to count.

use maud::{Markup, html};

use super::{by_group, charts, matrix, reliability, side_by_side, words};
use crate::domain::findings::{Cell, Figures, FrozenTable, NOT_SHOWN, Row, WHY_NOT_SHOWN};
use crate::domain::id::CampaignId;
use crate::domain::lang::Lang;
use crate::domain::openings::Step;
use crate::domain::openings::standing::Campaign;
use crate::domain::questionnaires::{Code, Kind, Question};
use crate::services::findings::{Findings, PoolFindings};
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::paths;
use crate::web::responses::{conditions, door_sentence};

/// The campaigns that were opened.
pub fn list(view: View, campaigns: &[(CampaignId, String, String)]) -> Page {
    let body = html! {
        @if campaigns.is_empty() { (parts::empty_state(view.t(words::NONE_YET), None)) }
        @else {
            ul.stack {
                @for (id, zh, en) in campaigns {
                    @let name = if view.lang == Lang::En && !en.is_empty() { en } else { zh };
                    li { a href=(paths::campaign_findings(*id)) { (name) } }
                }
            }
        }
    };
    Page::new(view.t(words::TITLE), body).lead(view.t(words::LIST_LEAD)).width(Width::Reading)
}

/// A whole campaign: taking part, questions several audiences were asked, the way to each pool.
pub fn campaign(view: View, findings: &Findings) -> Page {
    let id = findings.campaign.id;
    let opened: Vec<&PoolFindings> =
        findings.pools.iter().filter(|pool| shows_figures(pool)).collect();
    let shared = side_by_side::of(&opened);
    let title = format!("{} · {}", view.t(words::TITLE), findings.campaign.name(view.lang));
    let is_settled = findings.pools.iter().any(is_settled);
    let body = html! {
        @if is_settled {
            (parts::panel(view.t(words::PARTICIPATION), html! {
                (participation(view, &findings.pools))
                @for pool in &findings.pools { (at_the_door(view, pool)) }
                p.muted { (view.t(words::ISSUED_HELP)) }
            }))
        } @else { (parts::empty_state(view.t(words::NOT_OPENED), None)) }
        @if !opened.is_empty() {
            (parts::panel(view.t(words::BY_POOL), html! {
                ul.stack {
                    @for pool in &opened {
                        li {
                            a href=(paths::pool_findings(id, pool.pool.id)) {
                                (pool.pool.name(view.lang))
                            }
                        }
                    }
                }
            }))
        }
        @if !shared.is_empty() {
            h2 { (view.t(words::SHARED)) }
            p.muted { (view.t(words::SHARED_LEAD)) " " (view.t(WHY_NOT_SHOWN)) }
            @for shared in &shared { (side_by_side::panel(view, shared)) }
        }
    };
    let page = Page::new(title, body)
        .lead(view.t(words::LEAD))
        .crumb(view.t(words::TITLE), paths::FINDINGS);
    if opened.is_empty() { page } else { page.actions(exports(view, id)) }
}

/// What nobody can know of people who got a seat at the door, where there are any.
fn at_the_door(view: View, pool: &PoolFindings) -> Markup {
    let channels = pool.taking_part.channels.iter().map(|of| of.channel);
    let said = door_sentence(view, channels);
    html! {
        @if let Some(said) = said {
            (parts::notice(Tone::Info, html! { p { (pool.pool.name(view.lang)) ": " (said) } }))
        }
    }
}

fn is_settled(pool: &PoolFindings) -> bool {
    pool.participation.is_some() || is_destroyed(pool)
}

/// Opened by itself: of a pool that was opened together with others only its counts are shown.
fn shows_figures(pool: &PoolFindings) -> bool {
    pool.participation.is_some() && pool.pool.joint.is_none()
}

fn is_destroyed(pool: &PoolFindings) -> bool {
    matches!(pool.pool.step(), Some(Step::Destroying | Step::Destroyed))
}

fn exports(view: View, id: CampaignId) -> Markup {
    html! {
        (parts::link_button(view.t(words::EXPORT_XLSX), &paths::findings_xlsx(id), Style::Plain))
        (parts::link_button(view.t(words::EXPORT_CSV), &paths::findings_csv(id), Style::Plain))
    }
}

/// Invited and issued by channel where that may be told, ballots and spoiled: exact, once, after the opening.
fn participation(view: View, pools: &[PoolFindings]) -> Markup {
    let columns = [
        Column::text(view.t(words::POOL)),
        Column::text(view.t(words::CHANNEL)),
        Column::number(view.t(words::INVITED)),
        Column::number(view.t(words::ISSUED)),
        Column::number(view.t(words::BALLOTS)),
        Column::number(view.t(words::SPOILED)),
    ];
    let rows: Vec<_> = pools.iter().flat_map(|pool| participation_rows(view, pool)).collect();
    parts::table(view.t(words::PARTICIPATION), &columns, &rows)
}

fn participation_rows(view: View, pool: &PoolFindings) -> Vec<Vec<Markup>> {
    let name = || html! { (pool.pool.name(view.lang)) };
    let dash = || html! { (NOT_SHOWN) };
    let Some(totals) = &pool.participation else {
        let text = if is_destroyed(pool) { words::DESTROYED } else { words::NO_BALLOTS_YET };
        return vec![vec![name(), html! { (view.t(text)) }, dash(), dash(), dash(), dash()]];
    };
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    let taking_part = &pool.taking_part;
    if taking_part.channels.len() > 1 {
        rows.extend(taking_part.channels.iter().map(|it| {
            let channel = html! { (words::channel(view.lang, it.channel)) };
            vec![name(), channel, html! { (it.invited) }, html! { (it.issued) }, html! {}, html! {}]
        }));
    }
    let channel = match taking_part.channels.as_slice() {
        [only] => words::channel(view.lang, only.channel),
        _ => view.t(words::ALL_CHANNELS),
    };
    rows.push(vec![
        name(),
        html! { (channel) },
        html! { (taking_part.invited) },
        html! { (taking_part.issued) },
        html! { (totals.ballots) },
        html! { (totals.spoiled) },
    ]);
    rows
}

/// One pool: each question with its chart and its figures, of everyone or of each group.
pub fn pool(view: View, campaign: &Campaign, pool: &PoolFindings, by: &[Code]) -> Page {
    let tables = |question: &Question| pool.tables(&question.code).collect::<Vec<_>>();
    let questions = pool.document.questions.iter().map(|question| (question, tables(question)));
    let pairs: Vec<(&Question, Vec<&FrozenTable>)> =
        questions.filter(|(_, tables)| !tables.is_empty()).collect();
    let body = html! {
        @if pairs.is_empty() {
            @let is_joined = pool.participation.is_some() && !shows_figures(pool);
            @let text = if is_joined { words::JOINED }
                else if is_destroyed(pool) { words::DESTROYED } else { words::NOT_OPENED };
            (parts::empty_state(view.t(text), None))
        } @else {
            (at_the_door(view, pool))
            (by_group::ways(view, campaign.id, pool, by))
            @let hides = if by.is_empty() {
                pairs.iter().flat_map(|(_, tables)| tables).any(|table| hides_something(table))
            } else {
                by_group::hides_something(pool, by)
            };
            @if hides { (parts::notice(Tone::Info, html! { p { (view.t(WHY_NOT_SHOWN)) } })) }
            @if by.is_empty() {
                @for (question, tables) in &pairs {
                    @if question.kind.parts().is_empty() {
                        @for table in tables { (question_panel(view, question, table, pool)) }
                    } @else { (matrix::panel(view, question, tables)) }
                }
                (reliability::panel(view, pool))
            } @else {
                (by_group::questions(view, pool, by))
                p.muted { (view.t(words::TOGETHER_HELP)) }
            }
            p.muted { (view.t(words::KEPT_APART)) }
        }
    };
    let title = format!("{} · {}", view.t(words::TITLE), pool.pool.name(view.lang));
    let page = Page::new(title, body)
        .lead(view.t(words::LEAD))
        .crumb(view.t(words::TITLE), paths::FINDINGS)
        .crumb(campaign.name(view.lang), paths::campaign_findings(campaign.id));
    if pairs.is_empty() {
        return page;
    }
    let file = paths::findings_file(pool.pool.id);
    page.actions(html! {
        (exports(view, campaign.id))
        (parts::link_button(view.t(words::FROZEN_FILE), &file, Style::Plain))
    })
}

pub fn hides_something(table: &FrozenTable) -> bool {
    match &table.figures {
        Figures::Withheld => true,
        Figures::Shown { rows, .. } => rows.iter().any(|(_, cell)| *cell == Cell::Hidden),
    }
}

fn question_panel(
    view: View,
    question: &Question,
    table: &FrozenTable,
    pool: &PoolFindings,
) -> Markup {
    let title = question.text.to(view.lang);
    let asked_if = conditions::when_asked(view.lang, &pool.document, question);
    let Figures::Shown { of, rows, mean, score, not_asked } = &table.figures else {
        let body = html! {
            p { (NOT_SHOWN) " " (view.t(words::WITHHELD)) }
            @if let Some(asked_if) = &asked_if { p.muted { (asked_if) } }
        };
        return parts::panel(title, body);
    };
    let aside = html! {
        span.muted {
            (words::of_ballots(view.lang, &of.shown(view.lang)))
            @if let Some(mean) = mean { " · " (words::mean(view.lang, &mean.to_string())) }
            @if let Some(score) = score { " · " (words::score(view.lang, &score.to_string())) }
        }
    };
    // A stacked bar with a hidden step is hatched whole; single bars still show the others.
    let is_scale = matches!(question.kind, Kind::Scale { .. });
    let chart = if is_scale && !hides_something(table) {
        charts::likert(view, question, &[(pool.pool.name(view.lang), table)])
    } else {
        charts::bars(view, question, table)
    };
    let body = html! {
        @if let Some(asked_if) = &asked_if {
            p.muted { (asked_if) " " (view.t(words::OF_THOSE_ASKED)) }
        }
        div.findings {
            (chart)
            (figures(view, question, rows, not_asked.as_ref()))
        }
        @if matches!(question.kind, Kind::Multiple { .. }) {
            p.muted { (view.t(words::MULTIPLE)) }
        }
    };
    parts::panel_with(title, aside, body)
}

fn figures(
    view: View,
    question: &Question,
    rows: &[(Row, Cell)],
    not_asked: Option<&Cell>,
) -> Markup {
    let is_counted =
        rows.iter().any(|(_, cell)| matches!(cell, Cell::Shown { count: Some(_), .. }));
    let mut columns =
        vec![Column::text(view.t(words::ANSWER)), Column::number(view.t(words::SHARE))];
    if is_counted {
        columns.push(Column::number(view.t(words::NUMBER)));
    }
    let line = |label: Markup, cell: &Cell| {
        let (share, number) = match cell {
            Cell::Hidden => (NOT_SHOWN.to_owned(), NOT_SHOWN.to_owned()),
            Cell::Shown { percent, count } => {
                let number = count.map_or(NOT_SHOWN.to_owned(), |it| words::number(view.lang, it));
                (format!("{percent}%"), number)
            }
        };
        vec![label, html! { (share) }, html! { (number) }]
    };
    let row_line = |(row, cell): &(Row, Cell)| {
        let label = words::row(view.lang, question, row);
        let label = html! { @if row.is_aside() { span.muted { (label) } } @else { (label) } };
        line(label, cell)
    };
    // Those who gave no answer stand last, whatever the order of the options.
    let (apart, answers): (Vec<_>, Vec<_>) = rows.iter().partition(|(row, _)| row.is_aside());
    let mut rows: Vec<Vec<Markup>> = answers.into_iter().chain(apart).map(row_line).collect();
    if let Some(others) = not_asked {
        rows.push(line(html! { span.muted { (view.t(words::NOT_ASKED_OF_ALL)) } }, others));
    }
    parts::table(question.text.to(view.lang), &columns, &rows)
}
