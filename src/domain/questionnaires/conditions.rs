//! Conditions against the document they stand in: what is wrong with them, what can never happen,
//! and what could not be proved. Also which earlier answers a text may repeat.

use super::super::logic::{Part, Reach, Reached, Scope, Use, parts, readable};
use super::{Document, Fault, Kind, Place, Question, Words};

impl Document {
    /// What a condition of the question at `place` may read, for this use.
    pub fn scope(&self, place: usize, purpose: Use) -> Scope<'_> {
        let own = self.questions.get(place).filter(|_| purpose == Use::Fit);
        Scope { document: self, before: place, own }
    }

    /// Whether a question has a condition, or a text repeats an answer.
    pub fn has_logic(&self) -> bool {
        let repeats = |question: &Question| {
            [&question.text, &question.help].into_iter().any(|words| !repeated(words).is_empty())
        };
        self.questions.iter().any(|question| {
            let inside = match &question.kind {
                Kind::Suggestion { about } => about.iter().any(repeats),
                _ => false,
            };
            !question.logic.is_empty() || repeats(question) || inside
        })
    }

    /// Conditions and repeated answers that cannot be read where they stand: a question they need is
    /// gone, stands later, or has other options. What moving, changing or removing breaks.
    pub fn unread(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (at, question) in self.questions.iter().enumerate() {
            for (purpose, condition) in question.logic.conditions() {
                if let Some(flaw) = self.scope(at, purpose).flaw(condition) {
                    faults.push(Fault::Condition(place_of(question), purpose, flaw));
                }
            }
            self.repeat_faults(None, at, question, &mut faults);
            if let Kind::Suggestion { about } = &question.kind {
                for inner in about {
                    let place = Place { block: Some(question.code.clone()), ..place_of(inner) };
                    if !inner.logic.is_empty() {
                        faults.push(Fault::ConditionInBlock(place));
                    }
                    self.repeat_faults(Some(question), at, inner, &mut faults);
                }
            }
        }
        faults
    }

    /// Notes what is wrong with the conditions; those of which nobody can say whether they ever
    /// hold, since there is too much to try.
    pub(super) fn condition_faults(&self, faults: &mut Vec<Fault>) -> Vec<(Place, Use)> {
        let unread = self.unread();
        // What cannot be read has nothing to prove.
        if !unread.is_empty() {
            faults.extend(unread);
            return Vec::new();
        }
        let mut unproved = Vec::new();
        for (question, purpose, reach) in self.proofs() {
            match reach {
                Reach::Reached => {}
                Reach::Never => faults.push(Fault::Never(place_of(question), purpose)),
                Reach::NotProved => unproved.push((place_of(question), purpose)),
            }
        }
        unproved
    }

    fn proofs(&self) -> Vec<(&Question, Use, Reach)> {
        let mut reached = Reached::of(self);
        let mut proofs = Vec::new();
        for (at, question) in self.questions.iter().enumerate() {
            for (purpose, _) in question.logic.conditions() {
                let reach = reached.prove(at, purpose);
                proofs.push((question, purpose, reach));
                // Of a question that is never asked nothing else need be said.
                if (purpose, reach) == (Use::Show, Reach::Never) {
                    break;
                }
            }
        }
        proofs
    }

    /// Whether a text of the question at `place` may repeat the answer to this one.
    pub fn repeats(&self, place: usize, asked: &str) -> Option<&Question> {
        let earlier = self.questions.iter().take(place).find(|it| it.code.as_str() == asked)?;
        // Rows would be many answers in one place.
        let is_one = readable(earlier).is_ok() && earlier.kind.parts().is_empty();
        let is_said = is_one || earlier.kind == Kind::ShortText;
        is_said.then_some(earlier)
    }

    fn repeat_faults(
        &self,
        block: Option<&Question>,
        place: usize,
        question: &Question,
        faults: &mut Vec<Fault>,
    ) {
        for words in [&question.text, &question.help] {
            for code in repeated(words) {
                if self.repeats(place, code.as_str()).is_none() {
                    let block = block.map(|block| block.code.clone());
                    let place = Place { block, ..place_of(question) };
                    faults.push(Fault::Repeat(place, code));
                }
            }
        }
    }
}

fn place_of(question: &Question) -> Place {
    Place { block: None, code: question.code.clone() }
}

/// The questions whose answers a text repeats, in whatever language.
pub(super) fn repeated(words: &Words) -> Vec<super::Code> {
    let mut codes: Vec<_> = words
        .0
        .values()
        .flat_map(|text| parts(text))
        .filter_map(|part| match part {
            Part::Answer(code) => Some(code),
            Part::Said(_) => None,
        })
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::super::super::logic::{Condition, FlawKind, Rule, Sealed};
    use super::super::samples::{choice, code, question, single};
    use super::super::{Bounds, Code, MAX_QUESTIONS};
    use super::*;

    fn shown(mut question: Question, condition: &str) -> Question {
        question.logic.show_if = Some(Condition::parse(condition).expect(condition));
        question
    }

    fn document(questions: Vec<Question>) -> Document {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        document.questions = questions;
        document
    }

    fn yes_or_no(raw: &str) -> Question {
        single(raw, vec![choice("yes"), choice("no")])
    }

    fn place(raw: &str) -> Place {
        Place { block: None, code: code(raw) }
    }

    fn flaw(fault: &Fault) -> &FlawKind {
        match fault {
            Fault::Condition(_, _, flaw) => &flaw.kind,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn conditions_look_backward_and_at_nothing_that_leaves_the_sheet() {
        let idea = question("idea", Kind::Suggestion { about: vec![yes_or_no("unit")] });
        let line = question("line", Kind::ShortText);
        for (condition, kind) in [
            ("later = 'yes'", FlawKind::NotBefore(code("later"))),
            ("own = 'yes'", FlawKind::NotBefore(code("own"))),
            ("answered(idea)", FlawKind::Sealed(code("idea"), Sealed::Block)),
            ("unit = 'yes'", FlawKind::Sealed(code("unit"), Sealed::Block)),
            ("answered(line)", FlawKind::Sealed(code("line"), Sealed::Text)),
            ("ghost = 'yes'", FlawKind::Unknown(code("ghost"))),
        ] {
            let own = shown(yes_or_no("own"), condition);
            let document = document(vec![line.clone(), idea.clone(), own, yes_or_no("later")]);
            assert_eq!(flaw(&document.faults()[0]), &kind, "{condition}");
        }
    }

    #[test]
    fn a_question_inside_a_block_has_no_condition() {
        let inner = shown(yes_or_no("unit"), "a = 'yes'");
        let block = question("idea", Kind::Suggestion { about: vec![inner] });
        let document = document(vec![yes_or_no("a"), block]);
        let inside = Place { block: Some(code("idea")), code: code("unit") };
        assert_eq!(document.faults(), [Fault::ConditionInBlock(inside)]);
    }

    #[test]
    fn a_question_that_nobody_is_asked_is_found_through_those_before_it() {
        let second = shown(yes_or_no("b"), "a = 'yes'");
        let third = shown(yes_or_no("c"), "a = 'no' and b = 'yes'");
        let document = document(vec![yes_or_no("a"), second, third]);
        assert_eq!(document.faults(), [Fault::Never(place("c"), Use::Show)]);
    }

    #[test]
    fn an_answer_that_is_required_is_counted_on() {
        let mut first = yes_or_no("a");
        let second = shown(yes_or_no("b"), "not answered(a)");
        assert_eq!(document(vec![first.clone(), second.clone()]).faults(), []);
        first.required = true;
        let never = [Fault::Never(place("b"), Use::Show)];
        assert_eq!(document(vec![first, second]).faults(), never);
    }

    #[test]
    fn a_rule_that_no_answer_meets_is_found() {
        let mut second = yes_or_no("b");
        let holds = |text| Condition::parse(text).expect(text);
        let rule = |text| Some(Rule { holds: holds(text), message: Words::default() });
        second.logic.valid_if = rule("b = 'yes' and b = 'no'");
        let of = |second: &Question| document(vec![yes_or_no("a"), second.clone()]).faults();
        assert_eq!(of(&second), [Fault::Never(place("b"), Use::Fit)]);
        second.logic.valid_if = rule("b = a");
        assert_eq!(of(&second), []);
        second.logic.required_if = Some(holds("a = 'yes' and a = 'no'"));
        assert_eq!(of(&second), [Fault::Never(place("b"), Use::Require)]);
    }

    #[test]
    fn what_is_too_much_to_try_is_told_and_not_passed_over() {
        let options = |count: u8| (0..count).map(|n| choice(&format!("o{n}"))).collect::<Vec<_>>();
        let many = |raw: &str| {
            question(raw, Kind::Multiple { options: options(12), bounds: Bounds::default() })
        };
        let mut questions: Vec<_> = ["a", "b", "c"].into_iter().map(many).collect();
        // True of no answers, and only all of them would show it.
        let all = "count(a) + count(b) + count(c) = 36 and a ≠ b and a ≠ c and b ≠ c \
            and count(a) = count(b) and count(b) = count(c)";
        questions.push(shown(yes_or_no("d"), all));
        let document = document(questions);
        assert_eq!(document.faults(), []);
        assert_eq!(document.judged().1, [(place("d"), Use::Show)]);
    }

    #[test]
    fn as_many_questions_as_there_may_be_are_proved_each_through_the_one_before() {
        let chained = |condition: &dyn Fn(usize) -> String, first: Question| {
            let mut questions = vec![first];
            for at in 1..MAX_QUESTIONS {
                let kind = questions[0].kind.clone();
                questions.push(shown(question(&format!("q{at}"), kind), &condition(at - 1)));
            }
            document(questions)
        };
        let yes = |before| format!("q{before} = 'yes'");
        let mut document = chained(&yes, yes_or_no("q0"));
        assert_eq!(document.judged(), (vec![], vec![]));
        let last = document.questions.pop().expect("the last one");
        let broken = format!("q{} = 'yes' and q0 = 'no'", MAX_QUESTIONS - 2);
        document.questions.push(shown(last, &broken));
        let never = Fault::Never(place(&format!("q{}", MAX_QUESTIONS - 1)), Use::Show);
        assert_eq!(document.judged(), (vec![never], vec![]));
        let options = ["a", "b", "c", "d"].map(choice).to_vec();
        let many = Kind::Multiple { options, bounds: Bounds::default() };
        let both = |before| format!("q{before} contains 'a' and q{before} contains 'b'");
        assert_eq!(chained(&both, question("q0", many)).judged(), (vec![], vec![]));
    }

    #[test]
    fn options_of_which_one_may_be_chosen_are_not_tried_together() {
        let options: Vec<_> = (0..40).map(|n| choice(&format!("o{n}"))).collect();
        let bounds = Bounds { least: None, most: Some(1) };
        let many = question("a", Kind::Multiple { options, bounds });
        let named = |from: usize| {
            let each: Vec<_> = (from..from + 20).map(|n| format!("a contains 'o{n}'")).collect();
            each.join(" or ")
        };
        let (first, second) = (shown(yes_or_no("b"), &named(0)), shown(yes_or_no("c"), &named(20)));
        let two = "a contains 'o1' and a contains 'o2' and b = 'yes' and c = 'yes'";
        let document = document(vec![many, first, second, shown(yes_or_no("d"), two)]);
        assert_eq!(document.judged(), (vec![Fault::Never(place("d"), Use::Show)], vec![]));
    }

    #[test]
    fn a_text_repeats_earlier_answers_but_never_a_suggestion() {
        let said = |raw: &str, text: &str| {
            let mut question = yes_or_no(raw);
            question.text = Words::both(text, text);
            question
        };
        let idea = question("idea", Kind::Suggestion { about: Vec::new() });
        let repeated = |code: &str| Fault::Repeat(place("b"), Code::parse(code).expect("a code"));
        for (text, faults) in [
            ("{q.a}", vec![]),
            ("{q.idea}", vec![repeated("idea")]),
            ("{q.b} {q.ghost}", vec![repeated("b"), repeated("ghost")]),
        ] {
            let document = document(vec![yes_or_no("a"), idea.clone(), said("b", text)]);
            assert_eq!(document.faults(), faults, "{text}");
        }
    }
}
