//! The record of a meeting in a form: a row for everyone present, each with a name and a clear answer.

use super::{meeting_words as own, sentence};
use crate::domain::lang::Lang;
use crate::domain::ledger::{LedgerRefusal, MOST_PRESENT, Meeting, Voice};
use crate::domain::text::{Line, Paragraph};
use crate::domain::time::Day;
use crate::web::form::Form;

/// The record, with everything that is wrong with it noted beside its fields.
pub fn parse(form: &mut Form, lang: Lang, today: Day) -> Option<Meeting> {
    let on = form.day("meeting_on", lang);
    let place: Option<Line> = form.required("meeting_place", lang);
    let before = form.errors().len();
    let present: Vec<Voice> = (1..=MOST_PRESENT).filter_map(|row| voice(form, lang, row)).collect();
    let is_whole = form.errors().len() == before;
    let conclusion: Option<Paragraph> = form.required("conclusion", lang);
    // Who was there is judged once every row reads.
    for fault in Meeting::faults(on, is_whole.then_some(&present[..]), today) {
        form.fail(field_of(&fault), sentence(lang, &fault));
    }
    let (on, place, conclusion) = (on?, place?, conclusion?);
    Meeting::held(on, &place, present, &conclusion, today).ok().filter(|_| form.is_clean())
}

/// Someone present; a blank row is nobody.
fn voice(form: &mut Form, lang: Lang, row: usize) -> Option<Voice> {
    let (name, answer) = (format!("present-{row}"), format!("voice-{row}"));
    let is_blank = form.text(&name).trim().is_empty();
    if is_blank && form.text(&answer).is_empty() {
        return None;
    }
    if is_blank {
        form.fail(&name, own::NAME_MISSING.to(lang));
        return None;
    }
    let named: Option<Line> = form.optional(&name, lang);
    let agrees = match form.text(&answer) {
        "yes" => true,
        "no" => false,
        _ => {
            form.fail(&answer, own::VOICE_MISSING.to(lang));
            return None;
        }
    };
    named.map(|name| Voice { name: name.into(), agrees })
}

fn field_of(refusal: &LedgerRefusal) -> &'static str {
    match refusal {
        LedgerRefusal::MeetingToCome => "meeting_on",
        _ => "present-1",
    }
}
