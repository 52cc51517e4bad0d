//! What several questionnaires have in common: the questions with one code that are answered alike
//! in all of them. Wordings may differ from audience to audience, what can be answered may not, and
//! neither may the conditions under which it is.
//! Pools that open jointly are read by this document alone.

use std::collections::HashSet;

use super::{Choice, Code, Document, Kind, Question};

impl Document {
    /// The common part of these documents, in the wording and order of the first; nothing when
    /// there is no document.
    pub fn common(documents: &[Self]) -> Option<Self> {
        let (first, others) = documents.split_first()?;
        let mut common = first.clone();
        for other in others {
            common.questions = shared(&common.questions, &other.questions);
        }
        common.drop_what_reads_others();
        Some(common)
    }

    /// Whether a question was asked must show from the common part alone.
    fn drop_what_reads_others(&mut self) {
        loop {
            let codes: HashSet<Code> =
                self.questions.iter().map(|question| question.code.clone()).collect();
            let reads_only_these = |question: &Question| {
                let mut conditions = question.logic.conditions();
                conditions.all(|(_, condition)| {
                    condition.reads().into_iter().all(|code| codes.contains(code))
                })
            };
            self.questions.retain(reads_only_these);
            if self.questions.len() == codes.len() {
                return;
            }
        }
    }
}

fn shared(own: &[Question], others: &[Question]) -> Vec<Question> {
    let with_other = |question: &Question| {
        let other = others.iter().find(|other| other.code == question.code)?;
        if question.logic.show_if != other.logic.show_if {
            return None;
        }
        let kind = shared_kind(&question.kind, &other.kind)?;
        Some(Question { kind, ..question.clone() })
    };
    own.iter().filter_map(with_other).collect()
}

/// What both kinds can be answered with, if that is the same. Of a suggestion, the questions
/// inside the block that are the same; the text is a text in any case.
fn shared_kind(own: &Kind, other: &Kind) -> Option<Kind> {
    match (own, other) {
        (Kind::Single { options }, Kind::Single { options: others })
        | (Kind::Dropdown { options }, Kind::Dropdown { options: others }) => {
            (codes(options) == codes(others)).then(|| own.clone())
        }
        (
            Kind::Multiple { options, bounds },
            Kind::Multiple { options: others, bounds: other_bounds },
        ) => (codes(options) == codes(others) && bounds == other_bounds).then(|| own.clone()),
        (Kind::Scale { stars, .. }, Kind::Scale { stars: other_stars, .. }) => {
            (stars == other_stars && has_same_points(own, other)).then(|| own.clone())
        }
        (Kind::Nps { .. }, Kind::Nps { .. }) => has_same_points(own, other).then(|| own.clone()),
        (Kind::Matrix { lines, cell }, Kind::Matrix { lines: others, cell: other_cell }) => {
            let cell = (codes(lines) == codes(others)).then(|| shared_kind(cell, other_cell));
            let cell = Box::new(cell.flatten()?);
            Some(Kind::Matrix { lines: lines.clone(), cell })
        }
        (
            Kind::Ranking { options, places, asides },
            Kind::Ranking { options: others, places: other_places, asides: other_asides },
        ) => (codes(options) == codes(others) && (places, asides) == (other_places, other_asides))
            .then(|| own.clone()),
        (
            Kind::Number { measured, decimals, .. },
            Kind::Number { measured: other, decimals: other_decimals, .. },
        ) => (measured == other && decimals == other_decimals).then(|| own.clone()),
        (Kind::Date { measured }, Kind::Date { measured: other }) => {
            (measured == other).then(|| own.clone())
        }
        (Kind::Time { measured }, Kind::Time { measured: other }) => {
            (measured == other).then(|| own.clone())
        }
        (
            Kind::Shares { parts, total, cuts, asides, .. },
            Kind::Shares {
                parts: others,
                total: other_total,
                cuts: other_cuts,
                asides: other_asides,
                ..
            },
        ) => (codes(parts) == codes(others)
            && (total, cuts, asides) == (other_total, other_cuts, other_asides))
            .then(|| own.clone()),
        (Kind::Blanks { .. }, Kind::Blanks { .. }) => {
            (own.blanks() == other.blanks()).then(|| own.clone())
        }
        (Kind::ShortText, Kind::ShortText) | (Kind::LongText, Kind::LongText) => Some(own.clone()),
        (Kind::Suggestion { about }, Kind::Suggestion { about: others }) => {
            Some(Kind::Suggestion { about: shared(about, others) })
        }
        _ => None,
    }
}

/// Whether two scales have the same points, and the same beside them.
fn has_same_points(own: &Kind, other: &Kind) -> bool {
    let parts = |kind: &Kind| kind.points().map(|it| (it.first, it.last, it.asides));
    parts(own) == parts(other)
}

fn codes(options: &[Choice]) -> Vec<(&str, bool, bool)> {
    let mut codes: Vec<_> = options
        .iter()
        .map(|option| (option.code.as_str(), option.exclusive, option.other))
        .collect();
    codes.sort_unstable();
    codes
}

#[cfg(test)]
mod tests {
    use super::super::super::logic::{Condition, Logic};
    use super::super::Words;
    use super::*;

    fn question(code: &str, kind: Kind) -> Question {
        Question {
            code: Code::parse(code).expect("a code"),
            text: Words::both("问", "Q"),
            help: Words::default(),
            required: true,
            bank: None,
            logic: Logic::default(),
            kind,
        }
    }

    fn single(codes: &[&str]) -> Kind {
        let choice =
            |code: &&str| Choice::new(Code::parse(code).expect("a code"), Words::both("答", "A"));
        Kind::Single { options: codes.iter().map(choice).collect() }
    }

    fn document(questions: Vec<Question>) -> Document {
        let mut document = Document::empty(Words::both("问卷", "Questionnaire"));
        document.questions = questions;
        document
    }

    fn codes_of(documents: &[Document]) -> Vec<String> {
        let common = Document::common(documents).expect("some documents");
        common.questions.iter().map(|question| question.code.to_string()).collect()
    }

    #[test]
    fn a_question_is_common_when_it_is_answered_alike_whatever_its_wording() {
        let mut reworded = question("same", single(&["b", "a"]));
        reworded.text = Words::both("您看呢", "And you?");
        let one = document(vec![
            question("same", single(&["a", "b"])),
            question("other_options", single(&["a", "b"])),
            question("other_kind", Kind::ShortText),
            question("alone", Kind::LongText),
            question("said", Kind::Note),
        ]);
        let other = document(vec![
            question("other_options", single(&["a", "c"])),
            question("other_kind", Kind::LongText),
            question("said", Kind::Note),
            reworded,
        ]);
        assert_eq!(codes_of(&[one.clone(), other]), ["same"]);
        assert_eq!(codes_of(std::slice::from_ref(&one)).len(), 5);
        assert_eq!(Document::common(&[]), None);
    }

    #[test]
    fn a_question_asked_under_a_condition_is_common_with_all_that_decides_about_it() {
        let shown = |raw: &str, condition: &str| {
            let mut question = question(raw, single(&["a", "b"]));
            question.logic.show_if = Some(Condition::parse(condition).expect(condition));
            question
        };
        let one = document(vec![
            question("first", single(&["a", "b"])),
            question("only_here", single(&["a", "b"])),
            shown("same", "first = 'a'"),
            shown("other_condition", "first = 'a'"),
            shown("reads_another", "only_here = 'a'"),
            shown("reads_that", "reads_another = 'a'"),
        ]);
        let mut other = one.clone();
        other.questions.remove(1);
        other.questions[2] = shown("other_condition", "first = 'b'");
        assert_eq!(codes_of(&[one, other]), ["first", "same"]);
    }

    #[test]
    fn of_a_block_the_text_is_common_and_what_is_asked_alike_inside() {
        let block = |inner: &[(&str, &[&str])]| {
            let about = inner.iter().map(|(code, options)| question(code, single(options)));
            document(vec![question("idea", Kind::Suggestion { about: about.collect() })])
        };
        let one = block(&[("unit", &["hall", "bids"]), ("step", &["open"])]);
        let other = block(&[("unit", &["hall", "bids"]), ("step", &["close"])]);
        let common = Document::common(&[one, other]).expect("two documents");
        let Kind::Suggestion { about } = &common.questions[0].kind else {
            panic!("a block stays a block");
        };
        assert_eq!(about.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["unit"]);
    }
}
