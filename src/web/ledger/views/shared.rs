//! What units have of one point: who leads, who supports, and how far each has come.

use maud::{Markup, html};

use super::super::{co_words, words};
use super::{below_item, cannot, day_or_dash, field, mistakes, seen};
use crate::domain::ledger::Act;
use crate::domain::people::Actor;
use crate::domain::routing::{Duty, PartStanding};
use crate::services::ledger::{Dossier, PartShown};
use crate::web::form::Form;
use crate::web::page::{Page, View};
use crate::web::parts::{self, Column, Style, Tone};
use crate::web::paths;
use crate::web::words as common;

/// The other units' parts, where there are any.
pub fn shared(view: View, dossier: &Dossier) -> Markup {
    let item = &dossier.record.item;
    html! {
        @if !dossier.parts.is_empty() {
            (parts::panel(view.t(co_words::PARTS), html! {
                p { (view.t(if item.duty == Duty::Lead { co_words::PARTS_LEAD } else { co_words::OWN_PART })) }
                (table(view, dossier))
            }))
        }
    }
}

fn table(view: View, dossier: &Dossier) -> Markup {
    let leads = dossier.record.item.duty == Duty::Lead;
    let mut columns = vec![
        Column::text(view.t(words::UNIT)),
        Column::short(view.t(co_words::DUTY)),
        Column::short(view.t(words::STATE)),
        Column::short(view.t(words::DEADLINE)),
    ];
    if leads {
        columns.push(Column::text(view.t(co_words::MEASURES)));
    }
    let row = |shown: &PartShown| {
        let mut row = vec![
            unit(view, dossier, shown),
            html! { (view.t(shown.part.duty.text())) },
            parts::badge(view.t(shown.part.standing.text()), tone(shown.part.standing)),
            html! { (day_or_dash(shown.deadline)) },
        ];
        if leads {
            row.push(html! { @for measure in &shown.measures { p { (measure) } } });
        }
        row
    };
    let rows: Vec<Vec<Markup>> = dossier.parts.iter().map(row).collect();
    parts::table(view.t(co_words::PARTS), &columns, &rows)
}

fn unit(view: View, dossier: &Dossier, shown: &PartShown) -> Markup {
    let unit = dossier.names.units.iter().find(|unit| unit.id == shown.part.unit);
    let name = unit.map_or("", |unit| unit.name(view.lang));
    if let Some(ledger) = shown.part.ledger.filter(|_| shown.is_open) {
        html! { a href=(paths::ledger_item(ledger)) { (name) } }
    } else {
        html! { (name) }
    }
}

fn tone(standing: PartStanding) -> Tone {
    match standing {
        PartStanding::Unanswered | PartStanding::InHand => Tone::Soon,
        PartStanding::Reported => Tone::Info,
        PartStanding::Ended => Tone::Good,
        PartStanding::Excused => Tone::Neutral,
    }
}

/// The form that takes a part back.
pub fn excuse(view: View, actor: &Actor, dossier: &Dossier, form: &Form) -> Page {
    let permitted = dossier.record.item.permit(Act::Excuse, actor);
    let id = dossier.record.item.id;
    let reason = field(view, form, "words", view.t(co_words::EXCUSE_REASON));
    let body = html! {
        (mistakes(view, dossier, form))
        (parts::facts(&[(view.t(words::CONTENT), html! { div.prose { (dossier.record.content) } })]))
        @match &permitted {
            Err(refusal) => (cannot(view, refusal)),
            Ok(_) => (parts::form(&paths::excuse(id), html! {
                (seen(view, dossier, form))
                (parts::text_area(&reason.required().limit(2000), 4))
                (parts::actions(html! {
                    (parts::button(view.t(Act::Excuse.text()), Style::Danger))
                    (parts::link_button(
                        view.t(common::CANCEL), &paths::ledger_item(id), Style::Plain,
                    ))
                }))
            })),
        }
    };
    let page = below_item(view, dossier, view.t(Act::Excuse.text()), body)
        .lead(view.t(co_words::EXCUSE_LEAD));
    if permitted.is_ok() { page.with_form() } else { page }
}
