//! Pages of the official forms.

use maud::{Markup, html};

use super::day_is_blank;
use super::words;
use crate::domain::annexes::{Align, Annex, Form as Paper, FormColumn, Search, Wording};
use crate::domain::id::CampaignId;
use crate::domain::people::{Act, Actor};
use crate::services::annexes::{Headings, Offer};
use crate::services::ledger::CampaignName;
use crate::web::form::Form;
use crate::web::page::{Page, View, Width};
use crate::web::parts::{self, Choice, Column, Field, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// The campaigns.
pub fn campaigns(view: View, offer: &Offer) -> Page {
    let rows: Vec<Vec<Markup>> = offer
        .campaigns
        .iter()
        .map(|campaign| {
            let href = paths::campaign_annexes(campaign.id);
            vec![html! { a href=(href) { (campaign.name(view.lang)) } }]
        })
        .collect();
    let columns = [Column::text(view.t(words::CAMPAIGN))];
    let body = html! {
        @if rows.is_empty() { (parts::empty_state(view.t(words::NO_CAMPAIGNS), None)) }
        @else { (parts::table(view.t(words::CAMPAIGN), &columns, &rows)) }
    };
    Page::new(view.t(words::ANNEXES), body).lead(view.t(words::ANNEXES_LEAD))
}

/// The forms of a campaign and their choices.
pub fn forms(
    view: View,
    actor: &Actor,
    offer: &Offer,
    campaign: &CampaignName,
    headings: Option<&Headings>,
    form: &Form,
) -> Page {
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        @if headings.is_none() {
            (parts::notice(Tone::Soon, html! { p { (view.t(words::HEADINGS_UNSET)) } }))
        }
        (choices(view, offer, campaign.id, form))
    };
    let page = Page::new(campaign.name(view.lang), body)
        .lead(view.t(words::ANNEXES_LEAD))
        .crumb(view.t(words::ANNEXES), paths::ANNEXES);
    if actor.may(Act::RunCampaigns) {
        let href = paths::annex_headings(campaign.id);
        page.actions(parts::link_button(view.t(words::HEADINGS), &href, Style::Plain))
    } else {
        page
    }
}

fn choices(view: View, offer: &Offer, id: CampaignId, form: &Form) -> Markup {
    let choice = |name: &'static str, label| {
        Field::new(view.lang, name, view.t(label)).value(form.text(name)).error(form.error(name))
    };
    let department = Search::Department;
    let department = Choice::new(department.code(), view.t(department.text()));
    let annexes = Annex::ALL.iter().map(|annex| Choice::new(annex.code(), view.t(annex.text())));
    let annexes: Vec<Choice> = std::iter::once(department).chain(annexes).collect();
    let wordings = [
        Choice::new(Wording::Corrected.code(), view.t(words::CORRECTED)),
        Choice::new(Wording::AsIssued.code(), view.t(words::AS_ISSUED)),
    ];
    let units: Vec<Choice> = offer
        .units
        .iter()
        .map(|unit| Choice::new(unit.id.to_string(), unit.name(view.lang)))
        .collect();
    let unit = match &offer.units[..] {
        [only] => choice("unit", words::UNIT).value(only.id.to_string()).required(),
        _ => choice("unit", words::UNIT).none(view.t(words::ALL_UNITS)),
    };
    let on = choice("on", words::ON).help(view.t(words::ON_HELP));
    parts::filter_form(
        &paths::annex_file(id),
        html! {
            (parts::radio_group(&choice("annex", words::FORM), &annexes))
            (parts::radio_group(&choice("wording", words::WORDING), &wordings))
            (parts::select(&unit, &units))
            (parts::date_field(&on))
            (parts::actions(html! {
                (parts::button(view.t(words::DOWNLOAD), Style::Primary))
                button.button formaction=(paths::annex_paper(id)) { (view.t(words::PREVIEW)) }
            }))
        },
    )
}

/// A form on paper: A4 across.
pub fn paper(view: View, id: CampaignId, paper: &Paper) -> Page {
    let body = html! {
        div.actions.no-print { (parts::print_button(view.t(words::PRINT))) }
        (day_is_blank(view, &paper.notes))
        section.paper.landscape lang="zh-CN" {
            p { (paper.number) }
            h2 { (paper.title) }
            div.form-lines { p { (paper.unit_line) } p { (paper.date_line) } }
            (parts::paper_table(&paper.title, &paper_rows(paper)))
            @for note in &paper.notes { p { (note) } }
        }
    };
    Page::new(view.t(paper.annex.text()), body)
        .crumb(view.t(words::ANNEXES), paths::ANNEXES)
        .crumb(view.t(words::CAMPAIGN), paths::campaign_annexes(id))
}

fn paper_rows(paper: &Paper) -> Markup {
    html! {
        table {
            colgroup { @for column in &paper.columns { col width=(width(column, paper)); } }
            thead { tr { @for column in &paper.columns { th scope="col" { (column.heading) } } } }
            tbody {
                @for row in &paper.rows {
                    tr {
                        @for (cell, column) in row.iter().zip(&paper.columns) {
                            td .centred[column.align == Align::Centre] { (lines(cell)) }
                        }
                    }
                }
            }
        }
    }
}

/// A column's share of the paper, in per cent.
fn width(column: &FormColumn, paper: &Paper) -> String {
    let whole: u32 = paper.columns.iter().map(|column| u32::from(column.width)).sum();
    format!("{}%", u32::from(column.width) * 100 / whole.max(1))
}

/// Text with its line breaks; a blank cell keeps its height for the pen.
pub(super) fn lines(text: &str) -> Markup {
    html! {
        @if text.is_empty() { (maud::PreEscaped("&nbsp;")) }
        @for (place, line) in text.lines().enumerate() {
            @if place > 0 { br; }
            (line)
        }
    }
}

/// What a campaign prints around the rows.
pub fn headings(view: View, campaign: &CampaignName, form: &Form) -> Page {
    let field = |name, label| {
        Field::new(view.lang, name, view.t(label))
            .value(form.text(name))
            .error(form.error(name))
            .required()
    };
    let fields = html! {
        (parts::text_field(&field("title_prefix", words::TITLE_PREFIX).limit(120)))
        (parts::text_field(&field("filers", words::FILERS).limit(120)))
        (parts::text_field(&field("recipient", words::RECIPIENT).limit(120)))
        (parts::date_field(&field("plan_due", words::PLAN_DUE)))
        (parts::date_field(&field("ledger_due", words::LEDGER_DUE)))
        (parts::actions(html! { (parts::button(view.t(common::SAVE), Style::Primary)) }))
    };
    let body = html! {
        (parts::error_summary(view.lang, form.errors()))
        (parts::form(&paths::annex_headings(campaign.id), fields))
    };
    Page::new(view.t(words::HEADINGS), body)
        .lead(view.t(words::HEADINGS_LEAD))
        .crumb(campaign.name(view.lang), paths::campaign_annexes(campaign.id))
        .width(Width::Reading)
        .with_form()
}
