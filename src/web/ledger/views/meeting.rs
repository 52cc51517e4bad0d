//! The record of a meeting: its fields in a form, and as it stands on an item.

use maud::{Markup, html};

use super::super::meeting_words as own;
use super::field;
use crate::domain::ledger::{MOST_PRESENT, Meeting, Source};
use crate::web::form::Form;
use crate::web::page::View;
use crate::web::parts::{self, Column, Style};

/// The press that adds rows and saves nothing.
pub(in crate::web::ledger) const MORE: &str = "more";

const SPARE_ROWS: usize = 2;
const FEWEST_ROWS: usize = 5;

/// The fields.
pub(super) fn meeting_fields(view: View, form: &Form) -> Markup {
    let field = |name, label| field(view, form, name, view.t(label));
    let is_filled = |row: &usize| !form.text(&format!("present-{row}")).is_empty();
    let last = (1..=MOST_PRESENT).filter(is_filled).max().unwrap_or(0);
    let asked = if form.text("go") == MORE { FEWEST_ROWS } else { 0 };
    let count = ((last + SPARE_ROWS).max(FEWEST_ROWS) + asked).min(MOST_PRESENT);
    let columns = [own::PERSON, own::VOICE].map(|label| Column::text(view.t(label)));
    let rows: Vec<Vec<Markup>> = (1..=count).map(|row| someone(view, form, row)).collect();
    html! {
        details.more open[is_begun(form)] {
            summary { (view.t(own::MEETING_WHEN)) }
            div.stack {
                p.help { (view.t(own::MEETING_HELP)) }
                (parts::date_field(&field("meeting_on", own::MEETING_ON)))
                (parts::text_field(&field("meeting_place", own::MEETING_PLACE).limit(120)))
                p.help { (view.t(own::PRESENT)) (view.colon()) (view.t(own::PRESENT_HELP)) }
                (parts::table(view.t(own::PRESENT), &columns, &rows))
                @if count < MOST_PRESENT {
                    (parts::button_naming(view.t(own::MORE_ROWS), Style::Plain, "go", MORE))
                }
                (parts::text_area(&field("conclusion", own::CONCLUSION).limit(2000), 3))
            }
        }
    }
}

/// Whether the record is wanted, or something of it is there or amiss: folded, it would be missed.
fn is_begun(form: &Form) -> bool {
    let is_part = |name: &str| {
        ["meeting_", "present", "voice-", "conclusion"].iter().any(|part| name.starts_with(part))
    };
    form.text("source") == Source::Collective.code()
        || form.errors().iter().any(|(name, _)| is_part(name))
        || ["meeting_on", "meeting_place", "present-1", "conclusion"]
            .iter()
            .any(|name| !form.text(name).is_empty())
        || form.text("go") == MORE
}

fn someone(view: View, form: &Form, row: usize) -> Vec<Markup> {
    let [name, voice] = ["present", "voice"].map(|part| format!("{part}-{row}"));
    let error = |name: &str| {
        let id = format!("{}-error", parts::field_id(name));
        html! { @if let Some(error) = form.error(name) { p.error id=(id) { (error) } } }
    };
    let described =
        |name: &str| form.error(name).map(|_| format!("{}-error", parts::field_id(name)));
    let said = form.text(&voice);
    vec![
        html! {
            input id=(parts::field_id(&name)) name=(name) value=(form.text(&name)) maxlength="120"
                autocomplete="off" aria-label=(own::nth_name(view.lang, row))
                aria-describedby=[described(&name)];
            (error(&name))
        },
        html! {
            select id=(parts::field_id(&voice)) name=(voice)
                aria-label=(own::nth_voice(view.lang, row)) aria-describedby=[described(&voice)] {
                option value="" { "—" }
                option value="yes" selected[said == "yes"] { (view.t(own::AGREES)) }
                option value="no" selected[said == "no"] { (view.t(own::DISAGREES)) }
            }
            (error(&voice))
        },
    ]
}

/// The record as it is read.
pub(super) fn record(view: View, meeting: &Meeting) -> Markup {
    html! {
        p { (meeting.on) " · " (meeting.place) " · " (own::agreed(view.lang, meeting.agreeing(), meeting.present.len())) }
        ol {
            @for voice in &meeting.present {
                @let said = if voice.agrees { own::AGREES } else { own::DISAGREES };
                li { (voice.name) (view.colon()) (view.t(said)) }
            }
        }
        p { (view.t(own::CONCLUSION)) (view.colon()) (meeting.conclusion) }
    }
}
