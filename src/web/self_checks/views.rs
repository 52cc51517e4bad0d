//! Pages of a person's own search.

use maud::{Markup, html};

use super::rows::{field_name, shown, written};
use super::words;
use crate::domain::annexes::Wording;
use crate::domain::ledger::Level;
use crate::domain::self_checks::{SelfCheck, SelfCheckState};
use crate::domain::vocabularies::Word;
use crate::services::ledger::CampaignName;
use crate::services::self_checks::{OwnCheck, SelfCheckPage, SelfChecks};
use crate::web::annexes::{day_is_blank, search_paper};
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

fn tone(state: SelfCheckState) -> Tone {
    match state {
        SelfCheckState::Draft => Tone::Neutral,
        SelfCheckState::HandedIn => Tone::Info,
        SelfCheckState::SentBack => Tone::Soon,
        SelfCheckState::Reviewed => Tone::Good,
    }
}

fn badge(view: View, state: SelfCheckState) -> Markup {
    parts::badge(view.t(state.text()), tone(state))
}

/// One's own forms, and those one reviews.
pub fn list(view: View, checks: &SelfChecks) -> Page {
    let body = html! {
        @if checks.own.is_empty() && checks.others.is_empty() {
            (parts::empty_state(view.t(words::NOTHING), None))
        }
        @if !checks.own.is_empty() || !checks.others.is_empty() {
            (parts::as_xlsx(view.lang, paths::SELF_CHECKS_XLSX))
        }
        @if !checks.own.is_empty() { (parts::panel(view.t(words::OWN), own(view, checks))) }
        @if !checks.others.is_empty() { (parts::panel(view.t(words::OTHERS), others(view, checks))) }
    };
    Page::new(view.t(words::SELF_CHECKS), body).lead(view.t(words::LEAD))
}

fn own(view: View, checks: &SelfChecks) -> Markup {
    let columns = [
        Column::text(view.t(words::CAMPAIGN)),
        Column::short(view.t(words::STATE)),
        Column::text(view.t(words::FORM)),
    ];
    let row = |(campaign, check): &(CampaignName, Option<SelfCheck>)| {
        let is_open = check.as_ref().is_none_or(|check| check.check_writing().is_ok());
        vec![
            html! { (campaign.name(view.lang)) },
            html! {
                @match check {
                    Some(check) => (badge(view, check.state)),
                    None => (view.t(words::NOT_BEGUN)),
                }
            },
            html! {
                @if is_open { a href=(paths::self_check_own(campaign.id)) { (view.t(words::FILL_IN)) } " " }
                @if let Some(check) = check { a href=(paths::self_check(check.id)) { (view.t(words::SHOW)) } }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = checks.own.iter().map(row).collect();
    parts::table(view.t(words::OWN), &columns, &rows)
}

fn others(view: View, checks: &SelfChecks) -> Markup {
    let columns = [
        Column::text(view.t(words::WRITER)),
        Column::text(view.t(words::CAMPAIGN)),
        Column::short(view.t(words::HANDED_IN_ON)),
        Column::short(view.t(words::STATE)),
    ];
    let row = |(check, writer): &(SelfCheck, String)| {
        let campaign = checks.campaigns.iter().find(|campaign| campaign.id == check.campaign);
        let on = check.handed_in_on.map_or_else(|| "—".to_owned(), |day| day.to_string());
        vec![
            html! { a href=(paths::self_check(check.id)) { (writer) } },
            html! { (campaign.map_or("—", |campaign| campaign.name(view.lang))) },
            html! { (on) },
            badge(view, check.state),
        ]
    };
    let rows: Vec<Vec<Markup>> = checks.others.iter().map(row).collect();
    parts::table(view.t(words::OTHERS), &columns, &rows)
}

/// The form; `late` when it was changed in another window meanwhile.
pub fn edit(view: View, own: &OwnCheck, form: &Form, late: bool) -> Page {
    let review = own.check.as_ref().and_then(|check| check.review.as_ref());
    let fields = html! {
        (parts::hidden("revision", form.text("revision")))
        @for kind in &own.categories { (kind_fields(view, kind, form)) }
        (parts::actions(html! {
            (parts::button_naming(view.t(words::HAND_IN), Style::Primary, "go", "submit"))
            (parts::button_naming(view.t(words::SAVE_DRAFT), Style::Plain, "go", "save"))
            (parts::button_naming(view.t(words::MORE), Style::Plain, "go", "more"))
            (parts::link_button(view.t(common::CANCEL), paths::SELF_CHECKS, Style::Plain))
        }))
    };
    let body = html! {
        @if late {
            (parts::notice(Tone::Late, html! { p { (view.t(words::STALE)) } }))
            (parts::panel(view.t(words::STANDS_NOW), stored(view, own)))
        }
        @if let Some(said) = review {
            (parts::notice(Tone::Soon, html! {
                p { strong { (view.t(words::OPINION)) } " " (said.on) }
                p { (said.opinion) }
            }))
        }
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::self_check_own(own.campaign.id), fields))
    };
    Page::new(view.t(words::FORM), body)
        .lead(view.t(words::FORM_LEAD))
        .crumb(view.t(words::SELF_CHECKS), paths::SELF_CHECKS)
        .width(Width::Reading)
        .with_form()
}

/// What was saved in the other window.
fn stored(view: View, own: &OwnCheck) -> Markup {
    let columns = [
        Column::short(view.t(words::KIND)),
        Column::text(view.t(words::NAME)),
        Column::text(view.t(words::CONTENT)),
        Column::short(view.t(words::LEVEL)),
    ];
    let kind = |code: &str| {
        let found = own.categories.iter().find(|kind| kind.code.as_str() == code);
        found.map_or("—", |kind| kind.text(view.lang)).to_owned()
    };
    let points = own.check.iter().flat_map(|check| &check.points);
    let rows: Vec<Vec<Markup>> = points
        .map(|point| {
            vec![
                html! { (kind(&point.category)) },
                html! { (point.name) },
                html! { (point.content) },
                html! { (point.level.map_or("—", |level| view.t(level.text()))) },
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { p.muted { (view.t(words::STANDS_EMPTY)) } }
        @else { (parts::table(view.t(words::STANDS_NOW), &columns, &rows)) }
    }
}

/// The rows of a kind, folded up while there is nothing in them: on a telephone the five kinds are a
/// list to choose from, and not a form of many screens.
fn kind_fields(view: View, kind: &Word, form: &Form) -> Markup {
    let (code, label) = (kind.code.as_str(), kind.text(view.lang));
    let written = written(form, code);
    let said = match written {
        0 => words::none_of(view.lang, label),
        count => words::some_of(view.lang, label, count),
    };
    html! {
        details.more.kind open[written > 0] {
            summary { (said) }
            div {
                @for row in 1..=shown(form, code) { (point_fields(view, code, label, form, row)) }
            }
        }
    }
}

fn point_fields(view: View, kind: &str, label: &str, form: &Form, row: usize) -> Markup {
    let [name, content, level] =
        ["name", "content", "level"].map(|part| field_name(part, kind, row));
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).value(form.text(name)).error(form.error(name))
    };
    let levels =
        Level::ALL.map(|level| Choice::new(level.number().to_string(), view.t(level.text())));
    html! {
        fieldset.field {
            legend { (words::nth(view.lang, label, row)) }
            div.stack {
                (parts::text_field(&field(&name, words::NAME).limit(120)))
                (parts::text_area(&field(&content, words::CONTENT).limit(2000), 2))
                (parts::select(&field(&level, words::LEVEL).help(view.t(words::LEVEL_HELP)), &levels))
            }
        }
    }
}

/// The form on paper, and the review for whoever gives it.
pub fn one(view: View, page: &SelfCheckPage, form: &Form) -> Page {
    let id = page.check.id;
    let other = |wording: Wording| format!("{}?wording={}", paths::self_check(id), wording.code());
    let reviews = page.reviews && page.check.check_review().is_ok();
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        div.actions.no-print {
            (parts::print_button(view.t(words::PRINT)))
            (parts::link_button(view.t(words::AS_XLSX), &paths::self_check_file(id), Style::Plain))
            (parts::link_button(view.t(words::AS_ISSUED), &other(Wording::AsIssued), Style::Plain))
            (parts::link_button(view.t(words::CORRECTED), &other(Wording::Corrected), Style::Plain))
            @if !page.reviews && page.check.check_writing().is_ok() {
                (parts::link_button(
                    view.t(words::FILL_IN), &paths::self_check_own(page.check.campaign), Style::Plain,
                ))
            }
        }
        (day_is_blank(view, &page.paper.notes))
        (search_paper(&page.paper))
        @if reviews { div.no-print { (review_form(view, page, form)) } }
    };
    let drawn = Page::new(format!("{} · {}", view.t(words::ANNEX_ONE), page.writer), body)
        .lead(view.t(page.check.state.text()))
        .crumb(view.t(words::SELF_CHECKS), paths::SELF_CHECKS);
    if reviews { drawn.with_form() } else { drawn }
}

fn review_form(view: View, page: &SelfCheckPage, form: &Form) -> Markup {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label)).value(form.text(name)).error(form.error(name))
    };
    let verdicts = [
        Choice::new("agree", view.t(words::AGREE)),
        Choice::new("send_back", view.t(words::SEND_BACK)),
    ];
    let opinion = field("opinion", words::OPINION).help(view.t(words::OPINION_HELP)).required();
    parts::panel(
        view.t(words::REVIEW),
        parts::form(
            &paths::self_check(page.check.id),
            html! {
                (parts::hidden("revision", &page.check.revision.to_string()))
                (parts::radio_group(&field("verdict", words::VERDICT).required(), &verdicts))
                (parts::text_area(&opinion.limit(2000), 3))
                (parts::actions(parts::button(view.t(words::REVIEW), Style::Primary)))
            },
        ),
    )
}
