//! How well several scales ask about one thing: Cronbach's alpha.
//!
//! **What belongs together.** The lines of a matrix of scales; or, between two headings, the scale
//! questions with as many points and the same condition. Two at least. Points are taken as they
//! are: a question that is put the other way round lowers the alpha.
//!
//! **Missing values.** A ballot counts that chose a point in each of them, and no other: whoever
//! was not asked one of them, left one open, or said 不清楚 or 不便说 to one, is left out whole.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::super::questionnaires::{Document, Kind, Question};
use super::super::responses::{Closed, Sheet, Slot};
use super::slots;

/// The scales of a document that belong together, each as the places of their answers, in order.
pub fn scales(document: &Document) -> Vec<Vec<Slot>> {
    let mut all = Vec::new();
    for section in document.questions.split(|question| is_heading(&question.kind)) {
        let mut alike: Vec<(&Question, Vec<Slot>)> = Vec::new();
        for question in section {
            match &question.kind {
                Kind::Matrix { cell, .. } if matches!(**cell, Kind::Scale { .. }) => {
                    all.push(slots(question));
                }
                Kind::Scale { .. } => {
                    let slot = Slot::whole(&question.code);
                    match alike.iter_mut().find(|(first, _)| are_alike(first, question)) {
                        Some((_, slots)) => slots.push(slot),
                        None => alike.push((question, vec![slot])),
                    }
                }
                _ => {}
            }
        }
        all.extend(alike.into_iter().map(|(_, slots)| slots));
    }
    all.retain(|slots| slots.len() > 1);
    all
}

fn is_heading(kind: &Kind) -> bool {
    matches!(kind, Kind::Section | Kind::Page)
}

fn are_alike(one: &Question, other: &Question) -> bool {
    let last = |question: &Question| question.kind.points().map(|points| points.last);
    last(one) == last(other) && one.logic.show_if == other.logic.show_if
}

/// What an alpha is computed from: sums over ballots that chose a point everywhere.
#[derive(Clone, Debug)]
pub struct Spread {
    ballots: u64,
    /// Of each question, the points summed and their squares summed.
    items: Vec<(u64, u64)>,
    /// The same of what each ballot comes to over all questions.
    total: (u64, u64),
}

impl Spread {
    /// Of so many questions, before the first ballot.
    pub fn of(questions: usize) -> Self {
        Self { ballots: 0, items: vec![(0, 0); questions], total: (0, 0) }
    }

    /// Counts a ballot: a point for each question.
    pub fn count(&mut self, points: &[u64]) {
        let add =
            |sums: &mut (u64, u64), point: u64| *sums = (sums.0 + point, sums.1 + point * point);
        self.ballots += 1;
        for (sums, point) in self.items.iter_mut().zip(points) {
            add(sums, *point);
        }
        add(&mut self.total, points.iter().sum());
    }

    /// Counts a sheet, unless a point is missing.
    pub(super) fn count_sheet(&mut self, slots: &[Slot], sheet: &Sheet) {
        let point = |slot| match sheet.at(slot) {
            Some(Closed::Scale(point)) if *point > 0 => Some(u64::from(*point)),
            _ => None,
        };
        if let Some(points) = slots.iter().map(point).collect::<Option<Vec<u64>>>() {
            self.count(&points);
        }
    }

    /// How many ballots were counted.
    pub fn ballots(&self) -> u64 {
        self.ballots
    }

    /// Cronbach's alpha; nothing where every ballot comes to the same.
    pub fn alpha(&self) -> Option<f64> {
        let (apart, whole) = self.variances()?;
        Some(self.weight() * (1.0 - apart / whole))
    }

    /// By how much an alpha of 0 would change if so many pairs of ballots exchanged answers to a
    /// question that differ by a point, at the least; a higher alpha changes by less. It depends
    /// on each question by itself, and on nothing that several of them tell together.
    pub fn moved_by(&self, exchanges: u32) -> Option<f64> {
        let (apart, _) = self.variances()?;
        let squares = 2.0 * f64::from(exchanges) * wide(self.ballots);
        Some(self.weight() * squares / apart)
    }

    /// The variances of the questions summed, and that of their sum; both times the same number.
    fn variances(&self) -> Option<(f64, f64)> {
        let ballots = u128::from(self.ballots);
        let variance = |(sum, squares): &(u64, u64)| {
            let sum = u128::from(*sum);
            ballots * u128::from(*squares) - sum * sum
        };
        let apart: u128 = self.items.iter().map(variance).sum();
        let whole = variance(&self.total);
        (apart > 0 && whole > 0 && self.items.len() > 1).then(|| (float(apart), float(whole)))
    }

    fn weight(&self) -> f64 {
        let questions = wide(self.items.len() as u64);
        questions / (questions - 1.0)
    }
}

fn wide(number: u64) -> f64 {
    float(u128::from(number))
}

#[expect(clippy::cast_precision_loss, reason = "far below 2⁵³ for any survey")]
fn float(number: u128) -> f64 {
    number as f64
}

/// An alpha as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alpha {
    /// 0 or less.
    AtMostZero,
    /// Rounded to tenths, because hundredths would tell too much.
    Tenths(u8),
    /// Rounded to hundredths.
    Hundredths(u8),
    /// So many hundredths or more: ballots that agree with themselves throughout would tell one
    /// answer by another.
    AtLeast(u8),
}

impl Alpha {
    /// As it is told, to tenths or to hundredths; from so many hundredths on, by this bound.
    pub fn rounded(alpha: f64, coarse: bool, bound: u8) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 95")]
        let round = |steps: f64| (alpha * steps).round() as u8;
        match (alpha, coarse) {
            // What rounds to 0 would be half a step of its own.
            (..0.05, true) | (..0.005, false) => Self::AtMostZero,
            _ if alpha >= Self::least(coarse, bound) => Self::AtLeast(bound),
            (_, true) => Self::Tenths(round(10.0)),
            (_, false) => Self::Hundredths(round(100.0)),
        }
    }

    /// From which alpha on the bound is told: where a step begins. From anywhere else it would leave
    /// a part of a step, and of that part there would be too few.
    pub fn least(coarse: bool, bound: u8) -> f64 {
        let half_a_step = if coarse { 0.0 } else { 0.005 };
        f64::from(bound) / 100.0 - half_a_step
    }
}

impl fmt::Display for Alpha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMostZero => f.write_str("0"),
            Self::Tenths(tenths) => write!(f, "0.{tenths}"),
            Self::Hundredths(hundredths) | Self::AtLeast(hundredths) => {
                write!(f, "0.{hundredths:02}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::logic::{Condition, Logic};
    use crate::domain::questionnaires::{Asides, Choice, Code, Words};

    fn code(raw: &str) -> Code {
        Code::parse(raw).expect("a code")
    }

    fn question(raw: &str, kind: Kind) -> Question {
        let (text, help) = (Words::default(), Words::default());
        Question {
            code: code(raw),
            text,
            help,
            required: false,
            logic: Logic::default(),
            bank: None,
            kind,
        }
    }

    fn scale(points: u8) -> Kind {
        let (low, high) = (Words::default(), Words::default());
        Kind::Scale { points, low, high, asides: Asides::default(), stars: false }
    }

    fn of(questions: Vec<Question>) -> Vec<Vec<String>> {
        let document = Document { questions, ..Document::empty(Words::default()) };
        let names = |slots: Vec<Slot>| slots.iter().map(Slot::to_string).collect();
        scales(&document).into_iter().map(names).collect()
    }

    #[test]
    fn lines_of_a_matrix_and_like_scales_of_a_section_belong_together() {
        let lines = ["x", "y"].map(|raw| Choice::new(code(raw), Words::default())).into();
        let matrix = Kind::Matrix { lines, cell: Box::new(scale(5)) };
        let mut later = question("d", scale(5));
        later.logic.show_if = Some(Condition::parse("a > 3").expect("a condition"));
        let found = of(vec![
            question("a", scale(5)),
            question("ten", scale(10)),
            question("m", matrix),
            question("b", scale(5)),
            later,
            question("part", Kind::Section),
            question("c", scale(5)),
        ]);
        assert_eq!(found, [vec!["m-x", "m-y"], vec!["a", "b"]]);
    }

    #[test]
    fn an_alpha_is_that_of_the_textbook() {
        // By its definition: 3/2 of what the variances of the questions leave of that of their sum.
        let mut spread = Spread::of(3);
        for points in [[1, 1, 1], [2, 3, 2], [2, 2, 3], [3, 2, 3]] {
            spread.count(&points);
        }
        let of = |values: [f64; 4]| {
            let mean = values.iter().sum::<f64>() / 4.0;
            values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / 3.0
        };
        let apart = of([1.0, 2.0, 2.0, 3.0]) + of([1.0, 3.0, 2.0, 2.0]) + of([1.0, 2.0, 3.0, 3.0]);
        let whole = of([3.0, 7.0, 7.0, 8.0]);
        let expected = 1.5 * (1.0 - apart / whole);
        assert!((spread.alpha().expect("they differ") - expected).abs() < 1e-12);
    }

    #[test]
    fn ballots_that_all_come_to_the_same_have_no_alpha() {
        let mut spread = Spread::of(2);
        spread.count(&[2, 3]);
        spread.count(&[3, 2]);
        assert_eq!(spread.alpha(), None);
    }

    #[test]
    fn an_alpha_is_told_between_bounds() {
        for (alpha, coarse, bound, told, said) in [
            (0.7049, false, 95, Alpha::Hundredths(70), "0.70"),
            (0.7049, true, 85, Alpha::Tenths(7), "0.7"),
            (0.7049, true, 65, Alpha::AtLeast(65), "0.65"),
            (0.86, true, 85, Alpha::AtLeast(85), "0.85"),
            (1.0, false, 95, Alpha::AtLeast(95), "0.95"),
            (-3.0, false, 95, Alpha::AtMostZero, "0"),
        ] {
            let rounded = Alpha::rounded(alpha, coarse, bound);
            assert_eq!((rounded, rounded.to_string().as_str()), (told, said));
        }
    }
}
