//! Rows of fields `PREFIX.N_zh`, `_en`, `.code`, `.place`, `.alone`, `.other`, `.fixed`: the options of
//! a choice or the lines of a matrix. A row without text is none.

use std::collections::HashSet;

use super::super::words;
use super::{Need, push_words, words_of};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::{Choice, Code, MAX_LINES, MAX_OPTIONS, fresh_code};
use crate::web::form::{Form, asked_place, place};

/// How many empty rows stand below those that are filled.
pub const SPARE_ROWS: usize = 5;

/// What rows are called, and how many there may be.
#[derive(Clone, Copy)]
pub struct Rows {
    /// What their fields begin with.
    pub name: &'static str,
    /// What codes made for them begin with.
    code: &'static str,
    /// The most of them.
    pub most: usize,
}

/// The options of a choice.
pub const OPTIONS: Rows = Rows { name: "option", code: "o", most: MAX_OPTIONS };
/// The lines of a matrix.
pub const LINES: Rows = Rows { name: "line", code: "r", most: MAX_LINES };

impl Rows {
    /// How many rows the form holds.
    pub fn count(self, form: &Form) -> usize {
        let numbers = form.pairs().iter().filter_map(|(name, _)| {
            let rest = name.strip_prefix(self.name)?.strip_prefix('.')?;
            rest.split_once(['.', '_'])?.0.parse::<usize>().ok()
        });
        numbers.max().map_or(0, |last| last.saturating_add(1)).min(self.most + SPARE_ROWS)
    }

    /// Adds empty rows below those the form holds.
    pub fn add(self, form: &mut Form) {
        let first = self.count(form);
        for row in first..(first + SPARE_ROWS).min(self.most + SPARE_ROWS) {
            form.push(&format!("{}.{row}_zh", self.name), "");
        }
    }

    /// The fields of these choices. Where some move, those that do not are fixed.
    pub fn push(self, form: &mut Form, choices: &[Choice]) {
        let shuffled = choices.iter().any(|choice| choice.moves);
        for (row, choice) in choices.iter().enumerate() {
            let row_name = format!("{}.{row}", self.name);
            push_words(form, &row_name, &choice.text);
            form.push(&format!("{row_name}.code"), choice.code.as_str());
            form.push(&format!("{row_name}.place"), row + 1);
            let is_fixed = shuffled && !choice.moves && !choice.exclusive && !choice.other;
            for (mark, is_set) in
                [("alone", choice.exclusive), ("other", choice.other), ("fixed", is_fixed)]
            {
                if is_set {
                    form.push(&format!("{row_name}.{mark}"), "yes");
                }
            }
        }
        if shuffled {
            form.push("shuffle", "yes");
        }
    }

    /// What is wrong in a row, with the row's name before it.
    fn in_row(self, lang: Lang, row: usize, what: &str) -> String {
        let of = if self.name == OPTIONS.name { words::of_option } else { words::of_line };
        of(lang, row + 1, what)
    }

    /// The choices of all rows with text, in the order their numbers ask for. Options that stand
    /// alone or ask for a text keep their place whether others move or not.
    pub fn read(self, form: &mut Form, lang: Lang, once: &HashSet<&Code>) -> Option<Vec<Choice>> {
        let shuffled = form.has("shuffle") && self.name == OPTIONS.name;
        let mut given = HashSet::new();
        let mut drafts = Vec::new();
        for row in 0..self.count(form) {
            let name = format!("{}.{row}", self.name);
            let seen = form.errors().len();
            let text = words_of::<200>(form, lang, &name, Need::Nothing);
            let code = typed_code(form, lang, &format!("{name}.code"));
            let is_row = text.as_ref().is_none_or(|text| !text.is_blank());
            let place = placed(form, lang, &format!("{name}.place"), row, is_row);
            form.place_errors(seen, |what| self.in_row(lang, row, what));
            let [exclusive, other, fixed] =
                ["alone", "other", "fixed"].map(|mark| form.has(&format!("{name}.{mark}")));
            let (Some(text), Ok(code)) = (text, code) else {
                continue;
            };
            if text.is_blank() {
                continue;
            }
            if code.as_ref().is_some_and(|code| !given.insert(code.clone())) {
                let twice = self.in_row(lang, row, words::CODE_TWICE.to(lang));
                form.fail(&format!("{name}.code"), twice);
            }
            let moves = shuffled && !fixed && !exclusive && !other;
            drafts.push((place, code, text, (exclusive, other, moves)));
        }
        if drafts.len() > self.most {
            let first = format!("{}.0_zh", self.name);
            form.fail(&first, words::options_at_most(lang, self.most));
        }
        if !form.is_clean() {
            return None;
        }
        drafts.sort_by_key(|(place, ..)| *place);
        let mut choices = Vec::with_capacity(drafts.len());
        for (_, code, text, (exclusive, other, moves)) in drafts {
            let is_taken = |code: &Code| given.contains(code) || once.contains(code);
            let code = code.unwrap_or_else(|| fresh_code(self.code, is_taken));
            given.insert(code.clone());
            choices.push(Choice { exclusive, other, moves, ..Choice::new(code, text) });
        }
        Some(choices)
    }
}

/// The typed code, none for a blank one.
fn typed_code(form: &mut Form, lang: Lang, name: &str) -> Result<Option<Code>, ()> {
    let typed = form.text(name).trim().to_owned();
    if typed.is_empty() {
        return Ok(None);
    }
    Code::parse(&typed).map(Some).map_err(|_| form.fail(name, words::CODE_WRONG.to(lang)))
}

/// Where a row goes. A number is asked of a row that is one.
fn placed(form: &mut Form, lang: Lang, name: &str, row: usize, is_row: bool) -> (usize, i8, usize) {
    let own = row + 1;
    let asked = asked_place(form.text(name), own);
    if asked.is_none() && is_row {
        form.fail(name, words::PLACE_WRONG.to(lang));
    }
    place(asked.unwrap_or(own), own)
}
