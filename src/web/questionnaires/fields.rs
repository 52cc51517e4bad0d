//! Between a question and the fields of its form. Options and lines are rows of fields (`rows`); what
//! each kind has of its own is in `kinds`.

mod kinds;
mod measures;
mod rows;

use std::collections::HashSet;

use super::{conditions, words};
use crate::domain::lang::Lang;
use crate::domain::logic::{Logic, means_something};
use crate::domain::questionnaires::{Code, Document, KindName, Question, Words, fresh_code};
use crate::domain::text::NonBlank;
use crate::web::form::Form;

pub use kinds::{empty, like};
pub use measures::joined;
pub use rows::{LINES, OPTIONS, Rows, SPARE_ROWS};

/// What the form is read against.
pub struct Frame<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The kind the page is for; kinds of like form may be exchanged.
    pub kind: KindName,
    /// The question as it is stored, if it is.
    pub stored: Option<&'a Question>,
    /// Codes that questions of the list have or once had.
    pub question_codes: HashSet<&'a Code>,
    /// Codes that options of this question have or once had.
    pub option_codes: HashSet<&'a Code>,
    /// Codes that lines of this question have or once had.
    pub line_codes: HashSet<&'a Code>,
    /// The draft, for a question of its own list; one inside a block has no conditions.
    pub draft: Option<&'a Document>,
    /// The last position the question can take, from 1.
    pub last: usize,
}

/// The fields of a question that stands at `position`, from 0.
pub fn filled(question: &Question, position: usize) -> Form {
    let mut form = Form::default();
    push_words(&mut form, "text", &question.text);
    push_words(&mut form, "help", &question.help);
    if question.required {
        form.push("required", "yes");
    }
    form.push("position", position + 1);
    form.push("kind", question.kind_name().code());
    kinds::push(&mut form, &question.kind);
    conditions::push(&mut form, &question.logic);
    form
}

/// Adds empty rows where the kind has rows.
pub fn add_rows(form: &mut Form, kind: KindName) {
    if kind.has_options() {
        OPTIONS.add(form);
    }
    if kind.has_lines() {
        LINES.add(form);
    }
}

/// The texts of a document's head.
pub fn push_words(form: &mut Form, name: &str, words: &Words) {
    form.push(&format!("{name}_zh"), words.written(Lang::Zh).unwrap_or_default());
    form.push(&format!("{name}_en"), words.written(Lang::En).unwrap_or_default());
}

/// The question of a form and the position it goes to, from 0; mistakes are noted in the form.
pub fn parse(form: &mut Form, frame: &Frame<'_>) -> Option<(Question, usize)> {
    let text = words_of::<1000>(form, frame.lang, "text", Need::Chinese);
    let help = words_of::<1000>(form, frame.lang, "help", Need::Nothing);
    let position = position(form, frame);
    let code = match frame.stored {
        Some(question) => Some(question.code.clone()),
        None => question_code(form, frame),
    };
    let kind = kinds::read(form, frame);
    let (text, help, position, code, kind) = (text?, help?, position?, code?, kind?);
    let required = form.has("required") && kind.asks();
    let bank = frame.stored.and_then(|question| question.bank);
    let logic = Logic::default();
    let mut question = Question { code, text, help, required, bank, logic, kind };
    if let Some(draft) = frame.draft {
        question.logic = conditions::parse(form, frame.lang, draft, &question, position)?;
    }
    form.is_clean().then_some((question, position))
}

/// Whether a text may be left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may.
    Nothing,
    /// At least Chinese must be there.
    Chinese,
}

/// A text in both languages from the fields `NAME_zh` and `NAME_en`.
pub fn words_of<const N: usize>(
    form: &mut Form,
    lang: Lang,
    name: &str,
    need: Need,
) -> Option<Words> {
    let (zh_name, en_name) = (format!("{name}_zh"), format!("{name}_en"));
    let zh: Option<NonBlank<N>> = match need {
        Need::Chinese => form.required(&zh_name, lang),
        Need::Nothing => form.optional(&zh_name, lang),
    };
    let en: Option<NonBlank<N>> = form.optional(&en_name, lang);
    if zh.is_none() && en.is_some() && form.error(&zh_name).is_none() {
        form.fail(&zh_name, words::CHINESE_FIRST.to(lang));
    }
    if form.error(&zh_name).is_some() || form.error(&en_name).is_some() {
        return None;
    }
    let mut words = Words::default();
    words.set(Lang::Zh, zh.as_ref().map_or("", NonBlank::as_str));
    words.set(Lang::En, en.as_ref().map_or("", NonBlank::as_str));
    Some(words)
}

fn position(form: &mut Form, frame: &Frame<'_>) -> Option<usize> {
    let typed = form.text("position").trim();
    let number = if typed.is_empty() { Some(frame.last) } else { typed.parse().ok() };
    let position = number.filter(|number| (1..=frame.last).contains(number));
    if position.is_none() {
        form.fail("position", words::POSITION_WRONG.to(frame.lang));
    }
    position.map(|number| number - 1)
}

fn question_code(form: &mut Form, frame: &Frame<'_>) -> Option<Code> {
    let typed = form.text("code").trim().to_owned();
    if typed.is_empty() {
        return Some(fresh_code("q", |code| frame.question_codes.contains(code)));
    }
    let Ok(code) = Code::parse(&typed) else {
        form.fail("code", words::CODE_WRONG.to(frame.lang));
        return None;
    };
    if means_something(code.as_str()) {
        form.fail("code", words::code_reserved(frame.lang, code.as_str()));
        return None;
    }
    if frame.question_codes.contains(&code) {
        form.fail("code", words::CODE_TWICE.to(frame.lang));
        return None;
    }
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::questionnaires::{Bounds, Choice, Kind};

    fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    fn question(codes: &[&str]) -> Question {
        let choice = |raw: &&str| Choice::new(code(raw), Words::both(raw, raw));
        Question {
            code: code("risk"),
            text: Words::both("问", "Q"),
            help: Words::default(),
            required: true,
            bank: None,
            logic: Logic::default(),
            kind: Kind::Multiple {
                options: codes.iter().map(choice).collect(),
                bounds: Bounds::default(),
            },
        }
    }

    fn frame(stored: &Question) -> Frame<'_> {
        Frame {
            lang: Lang::Zh,
            kind: stored.kind_name(),
            stored: Some(stored),
            question_codes: HashSet::new(),
            option_codes: stored.options().iter().map(|choice| &choice.code).collect(),
            line_codes: HashSet::new(),
            draft: None,
            last: 9,
        }
    }

    /// The form of the question with some fields typed anew.
    fn typed(question: &Question, changes: &[(&str, &str)]) -> Form {
        let mut form = filled(question, 3);
        for (name, value) in changes {
            form.forget(name);
            form.push(name, value);
        }
        form
    }

    fn codes_after(changes: &[(&str, &str)]) -> Vec<String> {
        let stored = question(&["a", "b", "c", "d"]);
        let mut form = typed(&stored, changes);
        let (question, _) = parse(&mut form, &frame(&stored)).expect("nothing is wrong");
        question.options().iter().map(|choice| choice.code.to_string()).collect()
    }

    #[test]
    fn an_untouched_form_gives_the_question_back() {
        let stored = question(&["a", "b"]);
        let mut form = filled(&stored, 3);
        add_rows(&mut form, KindName::Multiple);
        assert_eq!(parse(&mut form, &frame(&stored)), Some((stored.clone(), 3)));
    }

    #[test]
    fn a_row_takes_the_number_it_is_given() {
        assert_eq!(codes_after(&[("option.3.place", "2")]), ["a", "d", "b", "c"]);
        assert_eq!(codes_after(&[("option.1.place", "4")]), ["a", "c", "d", "b"]);
        assert_eq!(codes_after(&[("option.0.place", "３")]), ["b", "c", "a", "d"]);
        assert_eq!(codes_after(&[("option.0.place", " ")]), ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_row_without_text_is_gone_and_a_new_one_gets_a_code_never_used() {
        let cleared = [("option.1_zh", " "), ("option.1_en", ""), ("option.4_zh", "新")];
        assert_eq!(codes_after(&cleared), ["a", "c", "d", "o1"]);
        let stored = question(&["a", "o1"]);
        let mut form = typed(&stored, &[("option.1_zh", ""), ("option.1_en", "")]);
        form.push("option.2_zh", "新");
        let (question, _) = parse(&mut form, &frame(&stored)).expect("nothing is wrong");
        assert_eq!(question.options()[1].code, code("o2"), "o1 was another option");
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let stored = question(&["a", "b"]);
        for (name, value) in [
            ("text_zh", " "),
            ("position", "10"),
            ("position", "0"),
            ("option.0_zh", ""),
            ("option.1.code", "a"),
            ("option.1.code", "Großbuchstabe"),
            ("option.1.place", "x"),
            ("option.1.place", "-1"),
            ("option.1_zh", "甲\u{202e}乙"),
            ("option.1_en", "\u{200b}"),
            ("kind", "long_text"),
            ("kind", "nothing"),
        ] {
            let mut form = typed(&stored, &[(name, value)]);
            assert_eq!(parse(&mut form, &frame(&stored)), None, "{name}={value}");
            let said = form.error(name);
            assert!(said.is_some(), "{name}={value}: {:?}", form.errors());
            let names_row = said.is_some_and(|said| said.starts_with("选项 2："));
            assert_eq!(names_row, name.starts_with("option.1"), "{name}={value}: {said:?}");
        }
        // Sent twice, nobody knows which is meant.
        let mut form = typed(&stored, &[]);
        form.push("kind", "single");
        assert_eq!(parse(&mut form, &frame(&stored)), None);
        assert!(form.error("kind").is_some());
    }

    #[test]
    fn a_word_of_conditions_is_no_code_of_a_question() {
        let stored = question(&["a", "b"]);
        let frame = Frame { stored: None, ..frame(&stored) };
        for (typed_code, is_taken) in [("and", true), ("count", true), ("counts", false)] {
            let mut form = filled(&stored, 3);
            form.push("code", typed_code);
            assert_eq!(parse(&mut form, &frame).is_none(), is_taken, "{typed_code}");
            assert_eq!(form.error("code").is_some(), is_taken, "{typed_code}");
        }
    }

    #[test]
    fn a_choice_may_become_a_single_one() {
        let stored = question(&["a", "b"]);
        let mut form = typed(&stored, &[("kind", "single")]);
        let (question, _) = parse(&mut form, &frame(&stored)).expect("nothing is wrong");
        assert_eq!(question.kind_name(), KindName::Single);
    }
}
