//! What can happen at all: whether a question is ever asked, whether a condition ever holds. A
//! search through what can be answered to the questions it depends on, in the order of the
//! document, as respondents go. Options that no condition tells apart are tried once, and what
//! failed is not tried again where nothing is different that is still to be read; what is left is
//! finite, so that the search decides, unless it grows too large. Then it says so.

#[cfg(test)]
mod tests;
mod told;

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use self::told::{Answers, Given, Told};
use super::super::questionnaires::{Code, Document, Question};
use super::value::{Value, readable};
use super::{At, Condition, Use};

/// What became of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Some answers lead there.
    Reached,
    /// No answers do.
    Never,
    /// Too much to try.
    NotProved,
}

/// How many answers are looked at for a whole document: what an editor waits for.
pub const MOST_LOOKS: usize = 300_000;
/// How many of them for one condition.
const MOST_LOOKS_EACH: usize = 40_000;
/// What every condition may look at, whatever those before it took.
const LEAST_LOOKS_EACH: usize = 500;

/// The conditions of a document, each with what became of its proof. They must fit the document.
pub struct Reached<'a> {
    questions: &'a [Question],
    /// Where each question stands.
    places: HashMap<&'a Code, usize>,
    /// Where the questions stand that the conditions of each question read, and for which use.
    reads: Vec<Vec<(Use, usize)>>,
    /// What the conditions of others, or its own, tell apart of each question.
    readers: Vec<Vec<(usize, Told<'a>)>>,
    /// Answers that stand for all there are, by question and by who reads it.
    known: HashMap<(usize, Vec<usize>), Rc<Answers<'a>>>,
    left: usize,
}

impl<'a> Reached<'a> {
    /// Nothing is proved yet.
    pub fn of(document: &'a Document) -> Self {
        let questions = document.questions.as_slice();
        let mut places = HashMap::new();
        for (place, question) in questions.iter().enumerate() {
            places.entry(&question.code).or_insert(place);
        }
        let mut reads = vec![Vec::new(); questions.len()];
        let mut readers = vec![Vec::new(); questions.len()];
        for (reader, question) in questions.iter().enumerate() {
            for (goal, condition) in question.logic.conditions() {
                let read = condition.reads().into_iter().filter_map(|code| places.get(code));
                reads[reader].extend(read.map(|place| (goal, *place)));
            }
            let conditions = question.logic.conditions().map(|(_, condition)| condition);
            for (code, told) in Told::by(conditions) {
                if let Some(place) = places.get(code) {
                    readers[*place].push((reader, told));
                }
            }
        }
        Self { questions, places, reads, readers, known: HashMap::new(), left: MOST_LOOKS }
    }

    /// Whether the condition for this use ever holds while the question is asked; for the answers
    /// that fit, whether one does.
    pub fn prove(&mut self, place: usize, goal: Use) -> Reach {
        let allowed = MOST_LOOKS_EACH.min(self.left).max(LEAST_LOOKS_EACH);
        let mut left = allowed;
        let matter = self.closure(place, goal);
        let answers: Vec<_> =
            matter.iter().map(|of| self.answers(*of, &matter, place, &mut left)).collect();
        let is_complete = answers.iter().all(|answers| answers.are_all);
        let mut search = Search::new(self, (place, goal), matter, answers, left);
        let found = search.from(0);
        left = search.left;
        self.left = self.left.saturating_sub(allowed - left);
        match found {
            true => Reach::Reached,
            false if is_complete && left > 0 => Reach::Never,
            false => Reach::NotProved,
        }
    }

    /// The questions that decide about the goal: those its conditions read, those the conditions of
    /// these read, and so on; for what fits, the question itself. In order.
    fn closure(&self, goal_place: usize, goal: Use) -> Vec<usize> {
        let mut matter = BTreeSet::new();
        let mut waiting = vec![goal_place];
        while let Some(place) = waiting.pop() {
            for (purpose, read) in &self.reads[place] {
                let counts = place != goal_place || *purpose == Use::Show || *purpose == goal;
                if *read < place && counts && matter.insert(*read) {
                    waiting.push(*read);
                }
            }
        }
        let is_readable = readable(&self.questions[goal_place]).is_ok();
        matter.extend((goal == Use::Fit && is_readable).then_some(goal_place));
        matter.into_iter().collect()
    }

    /// Answers to a question that stand for all there are, as far as those that matter tell them
    /// apart.
    fn answers(
        &mut self,
        place: usize,
        matter: &[usize],
        goal: usize,
        left: &mut usize,
    ) -> Rc<Answers<'a>> {
        let matters = |reader: &usize| *reader == goal || matter.binary_search(reader).is_ok();
        let readers: Vec<usize> =
            self.readers[place].iter().map(|(reader, _)| *reader).filter(matters).collect();
        let key = (place, readers);
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let mut told = Told::default();
        for (_, by_one) in self.readers[place].iter().filter(|(reader, _)| key.1.contains(reader)) {
            told.join(by_one);
        }
        // What is drawn up costs as much as what is looked at.
        let answers = Rc::new(told.apart(&self.questions[place], *left));
        *left = left.saturating_sub(answers.values.len());
        // What was cut short is drawn up anew where there is more to spend.
        if answers.are_all {
            self.known.insert(key, Rc::clone(&answers));
        }
        answers
    }
}

struct Search<'s, 'a> {
    questions: &'a [Question],
    places: &'s HashMap<&'a Code, usize>,
    goal: (usize, Use),
    /// The places of the questions that matter, in order.
    matter: Vec<usize>,
    /// What each of these can be answered with.
    answers: Vec<Rc<Answers<'a>>>,
    /// For each of these those before it that it or a later one reads.
    live: Vec<Vec<usize>>,
    given: Vec<Given>,
    /// What led nowhere: how far it went, and what of it is still read.
    failed: HashSet<(usize, Vec<Given>)>,
    left: usize,
}

impl<'s, 'a> Search<'s, 'a> {
    fn new(
        reached: &'s Reached<'a>,
        goal: (usize, Use),
        matter: Vec<usize>,
        answers: Vec<Rc<Answers<'a>>>,
        left: usize,
    ) -> Self {
        let read_until = |place: &usize| {
            let readers = reached.readers[*place].iter().map(|(reader, _)| *reader);
            let until = |reader| {
                if reader == goal.0 { Ok(matter.len()) } else { matter.binary_search(&reader) }
            };
            readers.filter_map(|reader| until(reader).ok()).max().unwrap_or(0)
        };
        let read_until: Vec<usize> = matter.iter().map(read_until).collect();
        let mut live: Vec<Vec<usize>> = Vec::with_capacity(matter.len());
        for nth in 0..matter.len() {
            let before = live.last().cloned().unwrap_or_default().into_iter();
            let one_more = nth.checked_sub(1);
            live.push(before.chain(one_more).filter(|each| read_until[*each] >= nth).collect());
        }
        Self {
            questions: reached.questions,
            places: &reached.places,
            goal,
            given: Vec::with_capacity(matter.len()),
            matter,
            answers,
            live,
            failed: HashSet::new(),
            left,
        }
    }

    /// Whether the goal can be reached by what is given and some answers to the rest.
    fn from(&mut self, nth: usize) -> bool {
        let Some(place) = self.matter.get(nth).copied() else {
            return self.is_there();
        };
        let state = (nth, self.live[nth].iter().map(|each| self.given[*each]).collect());
        if self.failed.contains(&state) {
            return false;
        }
        let found = self.answered(nth, place);
        if !found {
            self.failed.insert(state);
        }
        found
    }

    fn answered(&mut self, nth: usize, place: usize) -> bool {
        let question = &self.questions[place];
        let is_asked = self.holds(question.logic.show_if.as_ref(), true);
        let is_goal = self.goal == (place, Use::Fit);
        if is_goal && !is_asked {
            return false;
        }
        let must = question.required || self.holds(question.logic.required_if.as_ref(), false);
        let may_be_open = !(is_asked && must || is_goal);
        // What led to a goal before leads to most others, too.
        let led = self.answers[nth].led.get();
        let is_possible = if led.is_some() { is_asked } else { may_be_open };
        let all = if is_asked { self.answers[nth].values.len() } else { 0 };
        let answers = (0..all).filter_map(|answer| u16::try_from(answer).ok()).map(Some);
        let others = answers.chain(may_be_open.then_some(None)).filter(|answer| *answer != led);
        is_possible.then_some(led).into_iter().chain(others).any(|it| self.goes_on(nth, it))
    }

    fn goes_on(&mut self, nth: usize, answer: Given) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        self.given.push(answer);
        let rule = self.questions[self.matter[nth]].logic.valid_if.as_ref();
        let fits = answer.is_none() || self.holds(rule.map(|rule| &rule.holds), true);
        let found = fits && self.from(nth + 1);
        if found {
            self.answers[nth].led.set(answer);
        }
        self.given.pop();
        found
    }

    fn is_there(&mut self) -> bool {
        let (place, goal) = self.goal;
        let logic = &self.questions[place].logic;
        let rule = logic.valid_if.as_ref().map(|rule| &rule.holds);
        self.holds(logic.show_if.as_ref(), true)
            && match goal {
                Use::Show => true,
                Use::Require => self.holds(logic.required_if.as_ref(), false),
                Use::Fit => self.holds(rule, true),
            }
    }

    fn holds(&mut self, condition: Option<&'a Condition>, otherwise: bool) -> bool {
        let Some(condition) = condition else { return otherwise };
        let looks = Cell::new(0);
        let holds = condition.holds_at(|at| {
            looks.set(looks.get() + 1);
            self.value(at)
        });
        self.left = self.left.saturating_sub(looks.get());
        holds
    }

    fn value(&self, at: &At) -> Value<'a> {
        let nth =
            self.places.get(&at.question).and_then(|place| self.matter.binary_search(place).ok());
        let given = nth.and_then(|nth| Some((nth, (*self.given.get(nth)?)?)));
        let Some((nth, answer)) = given else { return Value::Nothing };
        self.answers[nth].values[usize::from(answer)].at(at.row.as_ref())
    }
}
