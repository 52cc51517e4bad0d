//! Between the conditions of a question and the fields of its form. They are read against the
//! draft as it will be, the question in its new place, so that what does not fit is said at once.

use super::fields::{Need, words_of};
use super::{flaws, words};
use crate::domain::lang::Lang;
use crate::domain::logic::{Condition, Logic, Rule, Sealed, Use, sealed};
use crate::domain::questionnaires::{Document, KindName, Question};
use crate::web::form::Form;
use crate::web::questionnaires::fields::push_words;

/// The field of a condition.
pub fn field_of(purpose: Use) -> &'static str {
    match purpose {
        Use::Show => "show_if",
        Use::Require => "required_if",
        Use::Fit => "valid_if",
    }
}

/// What conditions a question of this kind can have.
pub fn uses(kind: KindName) -> &'static [Use] {
    match sealed(kind) {
        // What a rule about an answer reads, conditions can read.
        None => &[Use::Show, Use::Require, Use::Fit],
        Some(Sealed::Note) => &[Use::Show],
        Some(_) => &[Use::Show, Use::Require],
    }
}

/// Fills the fields in.
pub fn push(form: &mut Form, logic: &Logic) {
    for (purpose, condition) in logic.conditions() {
        form.push(field_of(purpose), condition);
    }
    if let Some(rule) = &logic.valid_if {
        push_words(form, "valid", &rule.message);
    }
}

/// Reads the fields of a question that stands at `position` of the draft; mistakes are noted.
pub fn parse(
    form: &mut Form,
    lang: Lang,
    draft: &Document,
    question: &Question,
    position: usize,
) -> Option<Logic> {
    let mut draft = draft.clone();
    draft.questions.retain(|other| other.code != question.code);
    let position = position.min(draft.questions.len());
    draft.questions.insert(position, question.clone());

    let read = |form: &mut Form, purpose| -> Option<Condition> {
        if !uses(question.kind_name()).contains(&purpose) {
            return None;
        }
        let (name, typed) = (field_of(purpose), form.text(field_of(purpose)).trim().to_owned());
        if typed.is_empty() {
            return None;
        }
        let condition = draft.scope(position, purpose).read(&typed);
        condition.map_err(|flaw| form.fail(name, flaws::sentence(lang, &flaw))).ok()
    };
    let show_if = read(form, Use::Show);
    let required_if = read(form, Use::Require);
    let holds = read(form, Use::Fit);
    let message = words_of::<200>(form, lang, "valid", Need::Nothing)?;
    if holds.is_none() && !message.is_blank() && form.error("valid_if").is_none() {
        form.fail("valid_if", words::MESSAGE_ALONE.to(lang));
    }
    let valid_if = holds.map(|holds| Rule { holds, message });
    form.is_clean().then_some(Logic { show_if, required_if, valid_if })
}
