//! What stands between a draft and its publication. Faults must be mended; what is untranslated is
//! only told, since Chinese stands in for it.

use std::collections::HashSet;

use super::{
    Choice, Code, DECIMALS, Document, Kind, MAX_BLANKS, MAX_LINES, MAX_OPTIONS, MAX_QUESTIONS,
    MAX_TOTAL, Place, Question, Words, are_cuts, blanks_in,
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
    /// More options are asked for than can go together, or more than are allowed.
    OptionBounds(Place),
    /// A matrix has no line, or more than `MAX_LINES`.
    LineCount(Place),
    /// Two lines of the question have one code.
    LineTwice(Place),
    /// A line has no Chinese text.
    LineBlank(Place),
    /// A matrix asks of its lines what no line can answer.
    MatrixCell(Place),
    /// Limits or bins that contradict each other, or more places than options.
    Limits(Place),
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

    /// The codes of questions that lack a text in `lang`, options and inner questions included.
    pub fn untranslated(&self, lang: Lang) -> Vec<&Code> {
        let lacking = self.questions.iter().filter(|question| is_untranslated(question, lang));
        lacking.map(|question| &question.code).collect()
    }

    /// Whether title or opening lines lack a text in `lang`.
    pub fn is_head_untranslated(&self, lang: Lang) -> bool {
        lacks(&self.title, lang) || lacks(&self.intro, lang)
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
            if bounds.most == Some(0) || most > together || least > most {
                faults.push(Fault::OptionBounds(place.clone()));
            }
        }
        Kind::Scale { points, .. } if !(3..=10).contains(points) => {
            faults.push(Fault::ScalePoints(place.clone()));
        }
        Kind::Ranking { options, places, .. } => {
            option_faults(place, options, faults);
            if !(1..=options.len()).contains(&usize::from(*places)) {
                faults.push(Fault::Limits(place.clone()));
            }
        }
        Kind::Number { measured, decimals, .. } => {
            let limits = [measured.least, measured.most].into_iter().flatten();
            let mut amounts = limits.chain(measured.cuts.iter().copied());
            let fit = *decimals <= DECIMALS && amounts.all(|it| it.decimals() <= *decimals);
            limit_faults(place, fit && measured.is_sound(), faults);
        }
        Kind::Date { measured } => limit_faults(place, measured.is_sound(), faults),
        Kind::Time { measured } => limit_faults(place, measured.is_sound(), faults),
        Kind::Shares { parts, total, cuts, .. } => {
            line_faults(place, parts, faults);
            let fits = parts.len() > 1 && (1..=MAX_TOTAL).contains(total) && are_cuts(cuts);
            limit_faults(place, fits, faults);
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

fn limit_faults(place: &Place, are_sound: bool, faults: &mut Vec<Fault>) {
    if !are_sound {
        faults.push(Fault::Limits(place.clone()));
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

fn lacks(words: &Words, lang: Lang) -> bool {
    !words.is_blank() && words.written(lang).is_none()
}

fn is_untranslated(question: &Question, lang: Lang) -> bool {
    lacks(&question.text, lang)
        || lacks(&question.help, lang)
        || question.options().iter().any(|choice| lacks(&choice.text, lang))
        || question.kind.lines().iter().any(|line| lacks(&line.text, lang))
        || question.kind.points().is_some_and(|it| lacks(it.low, lang) || lacks(it.high, lang))
        || match &question.kind {
            Kind::Number { unit, .. } | Kind::Shares { unit, .. } => lacks(unit, lang),
            Kind::Blanks { sentence } => lacks(sentence, lang),
            Kind::Suggestion { about } => about.iter().any(|inner| is_untranslated(inner, lang)),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{choice, code, question, single};
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
    fn a_missing_translation_is_found_however_deep() {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        let inner = vec![single("unit", vec![choice("x"), choice("y")])];
        document.questions.push(question("idea", Kind::Suggestion { about: inner }));
        assert!(document.untranslated(Lang::En).is_empty());
        let Kind::Suggestion { about } = &mut document.questions[0].kind else { unreachable!() };
        let Kind::Single { options } = &mut about[0].kind else { unreachable!() };
        options[1].text.set(Lang::En, "");
        assert_eq!(document.untranslated(Lang::En), [&code("idea")]);
        assert!(!document.is_head_untranslated(Lang::En));
        document.title.set(Lang::En, "");
        assert!(document.is_head_untranslated(Lang::En));
    }
}
