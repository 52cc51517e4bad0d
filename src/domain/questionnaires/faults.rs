//! What stands between a draft and its publication, and must be mended.

use std::collections::HashSet;

use super::{
    Choice, Code, DECIMALS, Document, Kind, MAX_BLANKS, MAX_LINES, MAX_OPTIONS, MAX_QUESTIONS,
    MAX_TOTAL, Measure, Measured, Place, Question, are_cuts, blanks_in,
};
use crate::domain::lang::Lang;
use crate::domain::logic::{Flaw, Use};
use crate::domain::responses::BLOCK_TEXT;

/// Something that must be mended before the document can be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No Chinese title.
    NoTitle,
    /// No question that takes an answer.
    NoQuestions,
    /// More questions than `MAX_QUESTIONS`.
    TooManyQuestions,
    /// An earlier question of the same list has this code.
    CodeTwice(Place),
    /// The question has no Chinese text.
    NoText(Place),
    /// A choice question offers fewer than two options, or more than `MAX_OPTIONS`.
    OptionCount(Place),
    /// Two options of the question have one code.
    OptionTwice(Place),
    /// An option has no Chinese text.
    OptionBlank(Place),
    /// How many options may be chosen fits neither itself nor the options.
    Bounds(Place, WrongBounds),
    /// A matrix has no line, or more than `MAX_LINES`.
    LineCount(Place),
    /// Two lines of the question have one code.
    LineTwice(Place),
    /// A line has no Chinese text.
    LineBlank(Place),
    /// A matrix asks of its lines what no line can answer.
    MatrixCell(Place),
    /// Limits, bins, places or parts that do not fit each other.
    Limits(Place, WrongLimits),
    /// A sentence without a blank, with too many, or with another number of them in a translation.
    BlankCount(Place),
    /// A scale has fewer than 3 or more than 10 points.
    ScalePoints(Place),
    /// A suggestion block asks something other than single choices.
    BlockQuestion(Place),
    /// A question inside a block has the code under which the block sends its text.
    BlockCode(Place),
    /// A condition that cannot be read, or does not fit its document.
    Condition(Place, Use, Flaw),
    /// A question inside a block has a condition: what it let through would leave with the text
    /// and tell of the answers that stay.
    ConditionInBlock(Place),
    /// What the condition is for never happens: the question is never asked, or never required, or
    /// no answer fits.
    Never(Place, Use),
    /// A text repeats an answer that it cannot repeat.
    Repeat(Place, Code),
}

/// What is wrong with how many options may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongBounds {
    /// More than can go together.
    TooMany,
    /// At least more than at most.
    Reversed,
}

/// What is wrong with limits, bins, places or parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongLimits {
    /// The least is more than the most.
    Reversed,
    /// Bins do not begin in ascending order, or there are too many.
    Cuts,
    /// A limit or a bin has more decimals than an answer.
    Decimals,
    /// More places than options, or none.
    Places,
    /// Fewer than two parts.
    Parts,
    /// A total that cannot be divided.
    Total,
}

impl Document {
    /// All that must be mended before publishing; empty when it can be published.
    pub fn faults(&self) -> Vec<Fault> {
        self.judged().0
    }

    /// The same; and conditions of which nobody can say whether they ever hold.
    pub fn judged(&self) -> (Vec<Fault>, Vec<(Place, Use)>) {
        let mut faults = Vec::new();
        if self.title.written(Lang::Zh).is_none() {
            faults.push(Fault::NoTitle);
        }
        if self.questions.iter().all(|question| !question.kind.asks()) {
            faults.push(Fault::NoQuestions);
        }
        if self.questions.len() > MAX_QUESTIONS {
            faults.push(Fault::TooManyQuestions);
        }
        list_faults(None, &self.questions, &mut faults);
        let unproved = self.condition_faults(&mut faults);
        (faults, unproved)
    }
}

fn list_faults(block: Option<&Code>, questions: &[Question], faults: &mut Vec<Fault>) {
    let mut codes = HashSet::new();
    for question in questions {
        let place = || Place { block: block.cloned(), code: question.code.clone() };
        if !codes.insert(&question.code) {
            faults.push(Fault::CodeTwice(place()));
        }
        if question.text.written(Lang::Zh).is_none() {
            faults.push(Fault::NoText(place()));
        }
        if block.is_some() && !matches!(question.kind, Kind::Single { .. }) {
            faults.push(Fault::BlockQuestion(place()));
        }
        if block.is_some() && question.code.as_str() == BLOCK_TEXT {
            faults.push(Fault::BlockCode(place()));
        }
        kind_faults(&place(), &question.kind, faults);
        if let Kind::Suggestion { about } = &question.kind {
            list_faults(Some(&question.code), about, faults);
        }
    }
}

fn kind_faults(place: &Place, kind: &Kind, faults: &mut Vec<Fault>) {
    match kind {
        Kind::Single { options } | Kind::Dropdown { options } => {
            option_faults(place, options, faults);
        }
        Kind::Multiple { options, bounds } => {
            option_faults(place, options, faults);
            let together = options.iter().filter(|choice| !choice.exclusive).count();
            let most = bounds.most.map_or(together, usize::from);
            let least = usize::from(bounds.least.unwrap_or(0));
            let wrong = match (least, most) {
                _ if most > together || least > together => Some(WrongBounds::TooMany),
                _ if most == 0 && bounds.most.is_some() || least > most => {
                    Some(WrongBounds::Reversed)
                }
                _ => None,
            };
            faults.extend(wrong.map(|wrong| Fault::Bounds(place.clone(), wrong)));
        }
        Kind::Scale { points, .. } if !(3..=10).contains(points) => {
            faults.push(Fault::ScalePoints(place.clone()));
        }
        Kind::Ranking { options, places, .. } => {
            option_faults(place, options, faults);
            let fits = (1..=options.len()).contains(&usize::from(*places));
            limit_faults(place, (!fits).then_some(WrongLimits::Places), faults);
        }
        Kind::Number { measured, decimals, .. } => {
            let limits = [measured.least, measured.most].into_iter().flatten();
            let mut amounts = limits.chain(measured.cuts.iter().copied());
            let fit = *decimals <= DECIMALS && amounts.all(|it| it.decimals() <= *decimals);
            limit_faults(place, (!fit).then_some(WrongLimits::Decimals), faults);
            limit_faults(place, wrong_limits(measured), faults);
        }
        Kind::Date { measured } => limit_faults(place, wrong_limits(measured), faults),
        Kind::Time { measured } => limit_faults(place, wrong_limits(measured), faults),
        Kind::Shares { parts, total, cuts, .. } => {
            line_faults(place, parts, faults);
            for (fits, wrong) in [
                (parts.len() > 1, WrongLimits::Parts),
                ((1..=MAX_TOTAL).contains(total), WrongLimits::Total),
                (are_cuts(cuts), WrongLimits::Cuts),
            ] {
                limit_faults(place, (!fits).then_some(wrong), faults);
            }
        }
        Kind::Blanks { sentence } => {
            let count = |text: &str| blanks_in(text).len() - 1;
            let blanks = sentence.written(Lang::Zh).map_or(0, count);
            let written = sentence.0.values().filter(|text| !text.trim().is_empty());
            let is_translated = written.map(|text| count(text)).all(|it| it == blanks);
            if !(1..=MAX_BLANKS).contains(&blanks) || !is_translated {
                faults.push(Fault::BlankCount(place.clone()));
            }
        }
        Kind::Matrix { lines, cell } => {
            line_faults(place, lines, faults);
            match **cell {
                Kind::Single { .. } | Kind::Multiple { .. } | Kind::Scale { .. } => {
                    kind_faults(place, cell, faults);
                }
                Kind::ShortText => {}
                _ => faults.push(Fault::MatrixCell(place.clone())),
            }
        }
        _ => {}
    }
}

fn limit_faults(place: &Place, wrong: Option<WrongLimits>, faults: &mut Vec<Fault>) {
    faults.extend(wrong.map(|wrong| Fault::Limits(place.clone(), wrong)));
}

fn wrong_limits<T: Measure>(measured: &Measured<T>) -> Option<WrongLimits> {
    match measured {
        Measured { least: Some(least), most: Some(most), .. } if least > most => {
            Some(WrongLimits::Reversed)
        }
        Measured { cuts, .. } => (!are_cuts(cuts)).then_some(WrongLimits::Cuts),
    }
}

fn line_faults(place: &Place, lines: &[Choice], faults: &mut Vec<Fault>) {
    if !(1..=MAX_LINES).contains(&lines.len()) {
        faults.push(Fault::LineCount(place.clone()));
    }
    let mut seen = HashSet::new();
    if !lines.iter().all(|line| seen.insert(&line.code)) {
        faults.push(Fault::LineTwice(place.clone()));
    }
    if lines.iter().any(|line| line.text.written(Lang::Zh).is_none()) {
        faults.push(Fault::LineBlank(place.clone()));
    }
}

fn option_faults(place: &Place, options: &[Choice], faults: &mut Vec<Fault>) {
    if !(2..=MAX_OPTIONS).contains(&options.len()) {
        faults.push(Fault::OptionCount(place.clone()));
    }
    let mut seen = HashSet::new();
    if !options.iter().all(|choice| seen.insert(&choice.code)) {
        faults.push(Fault::OptionTwice(place.clone()));
    }
    if options.iter().any(|choice| choice.text.written(Lang::Zh).is_none()) {
        faults.push(Fault::OptionBlank(place.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{choice, code, question, single};
    use super::super::{Asides, Bounds, Words};
    use super::*;

    fn place(raw: &str) -> Place {
        Place { block: None, code: code(raw) }
    }

    #[test]
    fn what_cannot_be_answered_cannot_be_published() {
        let mut document = Document::empty(Words::default());
        document.questions.push(single("a", vec![choice("x"), choice("x")]));
        document.questions.push(single("a", vec![choice("x")]));
        assert_eq!(
            document.faults(),
            [
                Fault::NoTitle,
                Fault::OptionTwice(place("a")),
                Fault::CodeTwice(place("a")),
                Fault::OptionCount(place("a")),
            ]
        );
    }

    #[test]
    fn a_fault_inside_a_block_names_block_and_question() {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        let inner =
            vec![question("text", Kind::LongText), single("unit", vec![choice("x"), choice("y")])];
        document.questions.push(question("idea", Kind::Suggestion { about: inner }));
        let inside = Place { block: Some(code("idea")), code: code("text") };
        assert_eq!(
            document.faults(),
            [Fault::BlockQuestion(inside.clone()), Fault::BlockCode(inside)]
        );
    }

    #[test]
    fn of_limits_that_do_not_fit_the_one_that_is_wrong_is_named() {
        let of = |kind: Kind| {
            let mut document = Document::empty(Words::both("问卷", "Q"));
            document.questions.push(question("a", kind));
            document.faults()
        };
        let number = |least: i64, most: i64, cuts: &[&str], decimals| {
            let amount = |raw: &str| raw.parse().expect("an amount");
            let [least, most] = [least, most].map(|limit| Some(amount(&limit.to_string())));
            let cuts = cuts.iter().map(|cut| amount(cut)).collect();
            let measured = Measured { least, most, cuts, asides: Asides::default() };
            of(Kind::Number { measured, decimals, unit: Words::default() })
        };
        let limits = |wrong| vec![Fault::Limits(place("a"), wrong)];
        assert_eq!(number(1, 9, &["2", "5"], 0), []);
        assert_eq!(number(9, 1, &["2", "5"], 0), limits(WrongLimits::Reversed));
        assert_eq!(number(1, 9, &["5", "2"], 0), limits(WrongLimits::Cuts));
        assert_eq!(number(1, 9, &["2.5"], 0), limits(WrongLimits::Decimals));
        let options = || vec![choice("x"), choice("y")];
        let asides = Asides::default();
        let ranking = |places| of(Kind::Ranking { options: options(), places, asides });
        assert_eq!((ranking(2), ranking(3)), (vec![], limits(WrongLimits::Places)));
        let many =
            |least, most| of(Kind::Multiple { options: options(), bounds: Bounds { least, most } });
        let bounds = |wrong| vec![Fault::Bounds(place("a"), wrong)];
        assert_eq!(many(Some(2), Some(1)), bounds(WrongBounds::Reversed));
        assert_eq!(many(Some(3), None), bounds(WrongBounds::TooMany));
    }
}
