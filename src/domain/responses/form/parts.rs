//! Kinds of several fields that are read together: places of a ranking, shares that add up, blanks in
//! a sentence.

use std::collections::BTreeSet;

use super::super::fields::{Field, FieldError, Problem};
use super::super::{Answer, Binned, Closed, Slot, Told, Written};
use super::measures::aside;
use super::{Reading, one, text};
use crate::domain::lang::Lang;
use crate::domain::questionnaires::{
    Amount, BLANK_LIMIT, Choice, Code, Measure, Question, Words, bin, blanks_in,
};

impl Reading<'_> {
    fn wrong(&mut self, slot: &Slot, problem: Problem) {
        self.errors.push(FieldError::new(Field::from(slot), problem));
    }

    /// What was sent for each part; nothing when a mistake was noted at a field.
    fn parts<T>(
        &mut self,
        question: &Question,
        parts: &[Code],
        read: impl Fn(&str) -> Result<Option<T>, Problem>,
    ) -> Option<Vec<(Slot, Option<T>)>> {
        let mut all = Vec::with_capacity(parts.len());
        let before = self.errors.len();
        for part in parts {
            let slot = Slot::part(&question.code, part);
            let values = self.sent.take(&Field::from(&slot));
            match one(&values).and_then(|value| value.map_or(Ok(None), &read)) {
                Ok(value) => all.push((slot, value)),
                Err(problem) => self.wrong(&slot, problem),
            }
        }
        (self.errors.len() == before).then_some(all)
    }

    /// Whether something was said instead of all parts, and what was wrong with it: then the parts are
    /// settled, too.
    pub(super) fn is_instead(&mut self, question: &Question, parts: &[Choice]) -> bool {
        let slot = Slot::whole(&question.code);
        let said = match one(&self.sent.take(&Field::from(&slot))) {
            Ok(None) => return false,
            Ok(Some(value)) => aside(question.kind.asides_of_parts(), value),
            Err(problem) => {
                self.wrong(&slot, problem);
                return true;
            }
        };
        let Some(said) = said else {
            self.wrong(&slot, Problem::NotOffered);
            return true;
        };
        let field = |part: &Choice| Field::from(&Slot::part(&question.code, &part.code));
        let typed: Vec<&str> = parts.iter().flat_map(|part| self.sent.take(&field(part))).collect();
        if typed.iter().any(|value| !value.trim().is_empty()) {
            self.wrong(&slot, Problem::Instead);
        } else {
            self.answers.0.insert(slot, Answer::Closed(Closed::Single(said)));
        }
        true
    }

    /// The first places, each given to one option.
    pub(super) fn ranking(
        &mut self,
        question: &Question,
        must: bool,
        options: &[Choice],
        places: u8,
    ) {
        let place = |value: &str| {
            let is_written_so = |place: &u8| place.to_string() == value;
            let place = (1..=places).find(is_written_so);
            place.map(Some).ok_or(Problem::NotOffered)
        };
        let Some(given) = self.parts(question, &codes(options), place) else { return };
        let mut seen = BTreeSet::new();
        let before = self.errors.len();
        for (slot, place) in &given {
            if place.is_some_and(|place| !seen.insert(place)) {
                self.wrong(slot, Problem::PlaceTwice);
            }
        }
        let is_open = seen.is_empty() && !must;
        if self.errors.len() == before && seen.len() < usize::from(places) && !is_open {
            let problem = if seen.is_empty() { Problem::Required } else { Problem::PlaceMissing };
            if let Some((slot, _)) = given.iter().find(|(_, place)| place.is_none()) {
                self.wrong(slot, problem);
            }
        }
        for (slot, place) in given {
            match place {
                Some(place) => self.answers.0.insert(slot, Answer::Closed(Closed::Scale(place))),
                None if seen.is_empty() => None,
                None => self.answers.0.insert(slot, Answer::Unplaced),
            };
        }
    }

    /// Whole numbers that add up; where any is given, a blank one is 0.
    pub(super) fn shares(
        &mut self,
        question: &Question,
        must: bool,
        parts: &[Choice],
        (total, cuts): (u32, &[u32]),
    ) {
        let share = |value: &str| {
            if value.trim().is_empty() {
                return Ok(None);
            }
            let whole = Amount::read(value).map(|amount| amount.to_string());
            let share = whole.and_then(|whole| whole.parse::<u32>().ok());
            share.filter(|share| *share <= total).map(Some).ok_or(Problem::NotAShare)
        };
        let Some(given) = self.parts(question, &codes(parts), share) else { return };
        let Some((last, _)) = given.last() else { return };
        if given.iter().all(|(_, share)| share.is_none()) {
            if must {
                self.wrong(&given[0].0, Problem::Required);
            }
            return;
        }
        let sum = given.iter().filter_map(|(_, share)| *share).fold(0_u32, u32::saturating_add);
        if sum != total {
            return self.wrong(last, Problem::WrongSum { has: sum });
        }
        for ((slot, share), part) in given.into_iter().zip(parts) {
            let share = share.unwrap_or(0);
            let written = share.to_string();
            let answer = match bin(cuts, share) {
                Some(bin) => Answer::Binned(Binned { written, bin }),
                None => Answer::text(written).told_of(part),
            };
            self.answers.0.insert(slot, answer);
        }
    }

    /// Short texts that are told together, in their sentence.
    pub(super) fn blanks(&mut self, question: &Question, must: bool, sentence: &Words) {
        let blank = |value: &str| text(&[value], BLANK_LIMIT);
        let Some(given) = self.parts(question, &question.kind.blanks(), blank) else { return };
        if must {
            for (slot, _) in given.iter().filter(|(_, written)| written.is_none()) {
                self.wrong(slot, Problem::Required);
            }
        }
        let pieces = blanks_in(sentence.to(Lang::Zh));
        let filled = given.iter().map(|(_, written)| written.as_deref().unwrap_or("____"));
        let whole: String = pieces
            .iter()
            .map(String::as_str)
            .zip(filled.chain([""]))
            .flat_map(|(piece, blank)| [piece, blank])
            .collect();
        let mut told = Told::Within(whole);
        for (slot, written) in given {
            if let Some(written) = written {
                let told = std::mem::replace(&mut told, Told::Elsewhere);
                self.answers.0.insert(slot, Answer::Text(Written { written, told }));
            }
        }
    }
}

fn codes(choices: &[Choice]) -> Vec<Code> {
    choices.iter().map(|choice| choice.code.clone()).collect()
}
