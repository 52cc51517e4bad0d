//! By what results are broken down (R1 of `anonymity`, section 7): at most three closed questions
//! of a pool's questionnaire, declared before the launch and frozen with it. Nobody filters
//! answers afterwards, so the tables that can ever be asked for are few enough to be judged
//! against each other.

use std::fmt;
use std::str::FromStr;

use super::super::questionnaires::{Code, Document, Kind, NotACode, Question};

/// The most attributes of a pool.
pub const MOST_ATTRIBUTES: usize = 3;
/// The most options of a question that is an attribute: with more, most groups are too small.
pub const MOST_VALUES: usize = 12;

/// The questions by whose answers the results of a pool are broken down, in the order of its
/// questionnaire: each of them, and each pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Vec<Code>);

/// Why attributes are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeFault {
    /// More than [`MOST_ATTRIBUTES`].
    TooMany,
    /// Not a question of the questionnaire that can be one.
    Unfit,
}

impl Attributes {
    /// The questions of a document that can be attributes. Single choices alone: their options
    /// part the respondents. What stands in a suggestion block never meets other answers, and what
    /// not everyone was asked parts nobody.
    pub fn offered(document: &Document) -> impl Iterator<Item = &Question> {
        let asked = document.questions.iter().filter(|question| question.logic.show_if.is_none());
        asked.filter(|question| match &question.kind {
            Kind::Single { options } | Kind::Dropdown { options } => {
                (2..=MOST_VALUES).contains(&options.len())
            }
            _ => false,
        })
    }

    /// Chooses among what a document offers; a question named twice counts once.
    pub fn choose(document: &Document, chosen: &[Code]) -> Result<Self, AttributeFault> {
        let offered: Vec<&Code> = Self::offered(document).map(|question| &question.code).collect();
        if chosen.iter().any(|code| !offered.contains(&code)) {
            return Err(AttributeFault::Unfit);
        }
        let in_order: Vec<Code> =
            offered.into_iter().filter(|code| chosen.contains(code)).cloned().collect();
        if in_order.len() > MOST_ATTRIBUTES {
            return Err(AttributeFault::TooMany);
        }
        Ok(Self(in_order))
    }

    /// What all of several pools declared, as far as the document they have in common offers it.
    pub fn in_common(declared: &[Self], document: &Document) -> Self {
        let by_all = |code: &Code| declared.iter().all(|one| one.0.contains(code));
        let offered = Self::offered(document).map(|question| &question.code);
        Self(offered.filter(|code| by_all(code)).take(MOST_ATTRIBUTES).cloned().collect())
    }

    /// Whether this document offers all of them.
    pub fn fit(&self, document: &Document) -> bool {
        Self::choose(document, &self.0).as_ref() == Ok(self)
    }

    /// The codes of the questions.
    pub fn codes(&self) -> &[Code] {
        &self.0
    }

    /// Nothing is broken down.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the attributes give: each alone, then each pair.
    pub fn break_downs(&self) -> Vec<Vec<Code>> {
        let singles = self.0.iter().map(|one| vec![one.clone()]);
        let later = |place: usize| self.0.iter().skip(place + 1);
        let pairs = self.0.iter().enumerate().flat_map(|(place, one)| {
            later(place).map(move |other| vec![one.clone(), other.clone()])
        });
        singles.chain(pairs).collect()
    }
}

impl fmt::Display for Attributes {
    /// As they are stored: codes with a blank between them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<&str> = self.0.iter().map(Code::as_str).collect();
        f.write_str(&codes.join(" "))
    }
}

impl FromStr for Attributes {
    type Err = NotACode;
    fn from_str(stored: &str) -> Result<Self, NotACode> {
        stored.split_whitespace().map(Code::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl TryFrom<String> for Attributes {
    type Error = NotACode;
    fn try_from(stored: String) -> Result<Self, NotACode> {
        stored.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::logic::Logic;
    use crate::domain::questionnaires::{Choice, Words};

    fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    fn single(raw: &str, options: usize) -> Question {
        let choice = |number| Choice::new(code(&format!("o{number}")), Words::default());
        let kind = Kind::Single { options: (0..options).map(choice).collect() };
        Question { kind, ..question(raw, Kind::Note) }
    }

    fn question(raw: &str, kind: Kind) -> Question {
        let text = Words::default();
        Question {
            code: code(raw),
            text,
            help: Words::default(),
            required: false,
            bank: None,
            logic: Logic::default(),
            kind,
        }
    }

    fn document() -> Document {
        let block = Kind::Suggestion { about: vec![single("inner", 3)] };
        let mut document = Document::empty(Words::default());
        document.questions = vec![
            single("unit", 8),
            single("post", 3),
            question("essay", Kind::LongText),
            single("age", 5),
            single("village", MOST_VALUES + 1),
            single("sex", 2),
            question("idea", block),
        ];
        document
    }

    fn choose(codes: &[&str]) -> Result<Attributes, AttributeFault> {
        let codes: Vec<Code> = codes.iter().map(|raw| code(raw)).collect();
        Attributes::choose(&document(), &codes)
    }

    #[test]
    fn only_single_choices_outside_suggestion_blocks_break_results_down() {
        let document = document();
        let offered: Vec<&str> =
            Attributes::offered(&document).map(|question| question.code.as_str()).collect();
        assert_eq!(offered, ["unit", "post", "age", "sex"]);
        for unfit in ["essay", "village", "inner", "idea", "nowhere"] {
            assert_eq!(choose(&[unfit]), Err(AttributeFault::Unfit), "{unfit}");
        }
    }

    #[test]
    fn three_attributes_and_no_more_give_singles_and_pairs() {
        assert_eq!(choose(&["unit", "post", "age", "sex"]), Err(AttributeFault::TooMany));
        let chosen = choose(&["age", "unit", "post", "age"]).expect("three");
        let joined: Vec<String> = chosen
            .break_downs()
            .iter()
            .map(|by| by.iter().map(Code::as_str).collect::<Vec<_>>().join("×"))
            .collect();
        assert_eq!(joined, ["unit", "post", "age", "unit×post", "unit×age", "post×age"]);
        assert!(choose(&[]).expect("none").break_downs().is_empty());
    }

    #[test]
    fn pools_that_open_as_one_are_broken_down_by_what_all_of_them_declared() {
        let declared =
            [choose(&["unit", "age"]), choose(&["age", "sex"])].map(|it| it.expect("fits"));
        let in_common =
            |document: &Document| Attributes::in_common(&declared, document).to_string();
        assert_eq!(in_common(&document()), "age");
        assert_eq!(in_common(&Document::empty(Words::default())), "");
    }

    #[test]
    fn what_is_stored_reads_back_and_is_held_against_the_version() {
        let chosen = choose(&["unit", "post"]).expect("two");
        assert_eq!(chosen.to_string().parse(), Ok(chosen.clone()));
        assert_eq!("".parse(), Ok(Attributes::default()));
        assert!(chosen.fit(&document()));
        assert!(!chosen.fit(&Document::empty(Words::default())));
    }
}
