//! Questions that were not asked of everyone. Their table is one of a group: those whose answers let
//! the condition hold. How many these are is told by the table itself, so it must be told already:
//! the condition reads one question or one line of it, asked of everyone, whose own table hides
//! nothing. Then the verdict, too, follows from what is shown. Everything else is withheld: a condition on two
//! questions would tell of a cell of both, and one on a hidden figure would tell that figure.
//!
//! No such table is broken down by groups.

use super::super::findings::{Cell, FrozenTable, RawTable, Size};
use super::super::logic::At;
use super::super::responses::Slot;
use super::alpha::is_told_whole;
use super::{GROUP_LEAST, percent, size};

/// Whether the table of a question that not everyone was asked may be shown at all (R1, R5: those
/// asked, and those not asked, are as many as a group must be).
pub(super) fn may_be_shown(
    total: &RawTable,
    sheets: u32,
    totals: &[RawTable],
    tables: &[FrozenTable],
) -> bool {
    let Some(condition) = &total.table().asked_if else { return true };
    let (asked, others) = (total.reached(), sheets.saturating_sub(total.reached()));
    let mut places = condition.condition.places();
    places.sort_unstable();
    places.dedup();
    let [At { question, row }] = places.as_slice() else { return false };
    let slot = Slot { question: question.clone(), part: row.clone() };
    let decides = |raw: &RawTable| raw.table().slot == slot;
    let Some(place) = totals.iter().position(decides) else { return false };
    totals[place].table().asked_if.is_none()
        && is_told_whole(&tables[place].figures)
        && asked >= GROUP_LEAST
        && (others == 0 || others >= GROUP_LEAST)
}

/// Those who were not asked, of all ballots; nothing where everyone is. Whoever sees the table that
/// decides can add them up, so this tells nothing new; their number is said where that of those
/// asked is, too.
pub(super) fn not_asked(total: &RawTable, sheets: u32) -> Option<Cell> {
    total.table().asked_if.as_ref()?;
    let others = sheets.saturating_sub(total.reached());
    let are_many = |group: u32| matches!(size(group), Size::Exactly(_));
    let is_counted = are_many(total.reached()) && (others == 0 || are_many(others));
    let count = is_counted.then_some(others);
    Some(Cell::Shown { percent: percent(others, sheets), count })
}

#[cfg(test)]
mod tests {
    use super::super::super::findings::{Attributes, Figures, Table, Tally};
    use super::super::super::questionnaires::{Choice, Code, Document, Kind, Question, Words};
    use super::super::super::responses::{Answers, Sheet};
    use super::super::disclose_family;
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::id::PoolId;
    use crate::domain::logic::{Condition, Logic};

    fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    fn question(raw: &str, show_if: &str) -> Question {
        let choice = |raw: &str| Choice::new(code(raw), Words::both(raw, raw));
        let show_if = (!show_if.is_empty()).then(|| Condition::parse(show_if).expect(show_if));
        Question {
            code: code(raw),
            text: Words::both("问", "Q"),
            help: Words::default(),
            required: false,
            bank: None,
            logic: Logic { show_if, ..Logic::default() },
            kind: Kind::Single { options: ["x", "y", "z"].map(choice).into() },
        }
    }

    /// The figures of the last question, where `counts` ballots give these answers.
    fn last(questions: Vec<Question>, counts: &[(u32, &[(&str, &str)])]) -> Figures {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        document.questions = questions;
        let tables = Table::declared(PoolId::draw(Chance), &document);
        let mut tally = Tally::empty(tables, &Attributes::default());
        for (count, answers) in counts {
            let pairs: Vec<_> = answers
                .iter()
                .map(|(name, value)| (format!("q.{name}"), (*value).to_owned()))
                .collect();
            let sheet: Sheet = Answers::from_form(&pairs, &document).expect("good").sheet();
            (0..*count).for_each(|_| tally.count(&sheet));
        }
        let mut family = disclose_family(&tally);
        family.tables.pop().expect("a table").figures.clone()
    }

    fn seen(figures: &Figures) -> String {
        match figures {
            Figures::Withheld => "withheld".to_owned(),
            Figures::Shown { of: Size::Exactly(of), rows, not_asked, .. } => {
                let cells: Vec<String> = rows.iter().map(|(_, cell)| cell.to_string()).collect();
                let others = not_asked.map(|cell| format!(", not {cell}")).unwrap_or_default();
                format!("{of}: {}{others}", cells.join(" "))
            }
            Figures::Shown { of: Size::TenToTwentyNine, .. } => "some".to_owned(),
        }
    }

    #[test]
    fn those_who_were_not_asked_are_not_counted_among_the_blank_ballots() {
        let questions = vec![question("a", ""), question("b", "a = 'x'")];
        let counts: [(u32, &[(&str, &str)]); 4] = [
            (20, &[("a", "x"), ("b", "y")]),
            (15, &[("a", "x"), ("b", "z")]),
            (5, &[("a", "x")]),
            (40, &[("a", "y")]),
        ];
        assert_eq!(
            seen(&last(questions, &counts)),
            "40: 0% (0) 50% (20) 38% (15) 13% (5), not 50% (40)"
        );
    }

    #[test]
    fn a_table_that_would_tell_a_hidden_figure_is_withheld() {
        // Three answered y to the first: its table hides them, and the second would count them.
        let questions = || vec![question("a", ""), question("b", "a ≠ 'y'")];
        let counts = |few: u32| -> [(u32, &'static [(&'static str, &'static str)]); 4] {
            [
                (20, &[("a", "x"), ("b", "y")]),
                (20, &[("a", "x"), ("b", "z")]),
                (12, &[("a", "z"), ("b", "z")]),
                (few, &[("a", "y")]),
            ]
        };
        for few in [1, 3, 7] {
            assert_eq!(seen(&last(questions(), &counts(few))), "withheld", "{few}");
        }
        // The control: as many as a group must be.
        assert!(seen(&last(questions(), &counts(12))).starts_with("52: "));
    }

    #[test]
    fn fewer_than_ten_who_were_asked_are_not_shown_nor_is_a_condition_on_two_questions() {
        let answers: [(u32, &[(&str, &str)]); 3] = [
            (4, &[("a", "x"), ("c", "x"), ("b", "y")]),
            (5, &[("a", "x"), ("c", "x"), ("b", "z")]),
            (40, &[("a", "y"), ("c", "y")]),
        ];
        let of = |condition: &str, answers: &[(u32, &[(&str, &str)])]| {
            let questions = vec![question("a", ""), question("c", ""), question("b", condition)];
            seen(&last(questions, answers))
        };
        assert_eq!(of("a = 'x'", &answers), "withheld");
        let more = [(20, answers[0].1), (20, answers[1].1), (40, answers[2].1)];
        assert_eq!(of("a = 'x' and c = 'x'", &more), "withheld");
        assert!(of("a = 'x'", &more).starts_with("40: "), "the control");
    }
}
