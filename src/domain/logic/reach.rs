//! What can happen at all: whether a question is ever asked, whether a condition ever holds. A
//! search through what can be answered to the questions it depends on, in the order of the
//! document, as respondents go. Options that no condition tells apart are tried once; what is left
//! is finite, so that the search decides, unless it grows too large. Then it says so.

use std::collections::{BTreeMap, BTreeSet};

use super::super::questionnaires::{Bounds, Choice, Document, Question};
use super::value::{Readable, Value, readable};
use super::{At, Compare, Condition, Expr, Use};

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

/// How many answers are tried for one question.
const MOST_STEPS: usize = 40_000;
/// How many answers are tried for a whole document.
const MOST_STEPS_ALTOGETHER: usize = 100_000;
/// How many different answers one question is tried with.
const MOST_ANSWERS: usize = 2_048;

/// The conditions of a document, each with what became of its proof. They must fit the document.
pub struct Reached<'a> {
    document: &'a Document,
    steps: usize,
}

impl<'a> Reached<'a> {
    /// Nothing is proved yet.
    pub fn of(document: &'a Document) -> Self {
        Self { document, steps: MOST_STEPS_ALTOGETHER }
    }

    /// Whether the condition for this use ever holds while the question is asked; for the answers
    /// that fit, whether one does.
    pub fn prove(&mut self, place: usize, goal: Use) -> Reach {
        let budget = MOST_STEPS.min(self.steps);
        let mut search = Search::new(self.document, place, goal, budget);
        let found = search.from(0);
        self.steps -= budget - search.steps;
        match found {
            true => Reach::Reached,
            false if search.is_complete && search.steps > 0 => Reach::Never,
            false => Reach::NotProved,
        }
    }
}

struct Search<'a> {
    questions: &'a [Question],
    goal: (usize, Use),
    /// The places of the questions that matter, in order.
    matter: Vec<usize>,
    /// What each of these can be answered with.
    answers: Vec<Vec<Value<'a>>>,
    given: BTreeMap<usize, Value<'a>>,
    steps: usize,
    is_complete: bool,
}

impl<'a> Search<'a> {
    fn new(document: &'a Document, place: usize, goal: Use, steps: usize) -> Self {
        let questions = document.questions.as_slice();
        let matter = closure(questions, place, goal);
        let conditions: Vec<&Condition> = matter
            .iter()
            .chain([&place])
            .flat_map(|place| questions[*place].logic.conditions())
            .map(|(_, condition)| condition)
            .collect();
        let told = Told::by(&conditions);
        let mut is_complete = true;
        let answers =
            matter.iter().map(|place| told.apart(&questions[*place], &mut is_complete)).collect();
        let given = BTreeMap::new();
        Self { questions, goal: (place, goal), matter, answers, given, steps, is_complete }
    }

    /// Whether the goal can be reached by what is given and some answers to the rest.
    fn from(&mut self, nth: usize) -> bool {
        let Some(place) = self.matter.get(nth).copied() else {
            return self.is_there();
        };
        let question = &self.questions[place];
        let is_asked = self.holds(question.logic.show_if.as_ref(), true);
        let is_goal = self.goal == (place, Use::Fit);
        if is_goal && !is_asked {
            return false;
        }
        let must = question.required || self.holds(question.logic.required_if.as_ref(), false);
        if !(is_asked && must || is_goal) && self.goes_on(nth, place, Value::Nothing) {
            return true;
        }
        if !is_asked {
            return false;
        }
        for at in 0..self.answers[nth].len() {
            let answer = self.answers[nth][at].clone();
            if self.goes_on(nth, place, answer) {
                return true;
            }
        }
        false
    }

    fn goes_on(&mut self, nth: usize, place: usize, answer: Value<'a>) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let is_answered = answer != Value::Nothing;
        self.given.insert(place, answer);
        let rule = self.questions[place].logic.valid_if.as_ref();
        let fits = !is_answered || self.holds(rule.map(|rule| &rule.holds), true);
        let found = fits && self.from(nth + 1);
        self.given.remove(&place);
        found
    }

    fn is_there(&self) -> bool {
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

    fn holds(&self, condition: Option<&Condition>, otherwise: bool) -> bool {
        let Some(condition) = condition else { return otherwise };
        condition.holds(|code| {
            let place = self.questions.iter().position(|question| question.code == *code);
            place.and_then(|place| self.given.get(&place)).cloned().unwrap_or_default()
        })
    }
}

/// The questions that decide about the goal: those its conditions read, those the conditions of
/// these read, and so on; for what fits, the question itself.
fn closure(questions: &[Question], place: usize, goal: Use) -> Vec<usize> {
    let mut matter = BTreeSet::new();
    let mut waiting = vec![place];
    while let Some(place) = waiting.pop() {
        for (_, condition) in questions[place].logic.conditions() {
            for code in condition.reads() {
                let read = questions.iter().position(|question| question.code == *code);
                let read = read.filter(|read| *read < place && matter.insert(*read));
                waiting.extend(read);
            }
        }
    }
    let is_readable = readable(&questions[place]).is_ok();
    matter.extend((goal == Use::Fit && is_readable).then_some(place));
    matter.into_iter().collect()
}

/// The shares of a bin, as far as there are any.
#[derive(Clone, Copy)]
struct Bin {
    begins: f64,
    least: u32,
    most: u32,
}

impl Bin {
    fn all(total: u32, cuts: &[u32]) -> Vec<Self> {
        let firsts = [None].into_iter().chain(cuts.iter().copied().map(Some));
        let ends = cuts.iter().copied().map(Some).chain([None]);
        let bin = |(first, end): (Option<u32>, Option<u32>)| {
            let begins = first.map_or(f64::NEG_INFINITY, f64::from);
            let most = end.map_or(Some(total), |end| end.checked_sub(1))?.min(total);
            let least = first.unwrap_or(0);
            (least <= most).then_some(Self { begins, least, most })
        };
        firsts.zip(ends).filter_map(bin).collect()
    }
}

/// What the conditions tell apart.
#[derive(Default)]
struct Told<'a> {
    /// Codes that are named.
    options: BTreeSet<&'a str>,
    /// Questions that are compared with another: every option of theirs may matter.
    compared: BTreeSet<&'a str>,
    /// Questions whose options are counted.
    counted: BTreeSet<&'a str>,
    /// Rows that are named.
    rows: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Told<'a> {
    fn by(conditions: &[&'a Condition]) -> Self {
        let mut told = Self::default();
        for condition in conditions {
            condition.expr().each(&mut |expr| told.note(expr));
        }
        told
    }

    fn note(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Option(code) => drop(self.options.insert(code.as_str())),
            Expr::Count(at) => drop(self.counted.insert(at.question.as_str())),
            Expr::Answer(At { question, row: Some(row) })
            | Expr::Answered(At { question, row: Some(row) }) => {
                self.rows.insert((question.as_str(), row.as_str()));
            }
            Expr::Compare(Compare::Equal | Compare::Unequal | Compare::Contains, left, right) => {
                if let (Expr::Answer(left), Expr::Answer(right)) = (&**left, &**right) {
                    self.compared.extend([left.question.as_str(), right.question.as_str()]);
                }
            }
            _ => {}
        }
    }

    /// Answers to a question that stand for all there are; `is_complete` is cleared if they do not.
    fn apart(&self, question: &'a Question, is_complete: &mut bool) -> Vec<Value<'a>> {
        let Ok(readable) = readable(question) else { return Vec::new() };
        let (answers, all) = self.of(question.code.as_str(), &readable);
        *is_complete &= all;
        answers
    }

    fn of(&self, code: &'a str, readable: &Readable<'a>) -> (Vec<Value<'a>>, bool) {
        match readable {
            Readable::One(options) => {
                let told = self.representatives(code, options, |_| true);
                (told.into_iter().map(|choice| Value::Code(choice.code.as_str())).collect(), true)
            }
            Readable::Many(options, bounds) => self.several(code, options, *bounds),
            Readable::Number { low, high, codes } => {
                let span = usize::try_from(high.saturating_sub(*low)).unwrap_or(0);
                let points = (*low..=*high).take(MOST_ANSWERS);
                let numbers = points.map(|point| Value::Number(f64::from(point)));
                let all = numbers.chain(codes.iter().map(|code| Value::Code(code))).collect();
                (all, span < MOST_ANSWERS)
            }
            Readable::Bins { begins, codes, .. } => {
                let bins = begins.iter().map(|begin| Value::Number(*begin));
                (bins.chain(codes.iter().map(|code| Value::Code(code))).collect(), true)
            }
            Readable::Places { options, places, codes } => {
                let (mut all, is_all) = self.rankings(code, options, *places);
                all.extend(codes.iter().map(|code| Value::Code(code)));
                (all, is_all)
            }
            Readable::Shares { parts, total, cuts, codes } => {
                let (mut all, is_all) = self.shares(code, parts, (*total, cuts));
                all.extend(codes.iter().map(|code| Value::Code(code)));
                (all, is_all)
            }
            Readable::Rows { rows, each } => self.table(code, rows, each),
        }
    }

    /// The options that are told apart, and one that stands for all others.
    fn representatives(
        &self,
        code: &str,
        options: &'a [Choice],
        among: impl Fn(&Choice) -> bool,
    ) -> Vec<&'a Choice> {
        let named = |choice: &Choice| {
            self.compared.contains(code) || self.options.contains(choice.code.as_str())
        };
        let (mut told, others): (Vec<_>, Vec<_>) =
            options.iter().filter(|choice| among(choice)).partition(|choice| named(choice));
        told.extend(others.first());
        told
    }

    fn several(&self, code: &str, options: &'a [Choice], bounds: Bounds) -> (Vec<Value<'a>>, bool) {
        let alone = self.representatives(code, options, |choice| choice.exclusive);
        let alone = alone.into_iter().map(|choice| BTreeSet::from([choice.code.as_str()]));
        let is_counted = self.counted.contains(code);
        let together: Vec<&Choice> = if is_counted {
            options.iter().filter(|choice| !choice.exclusive).collect()
        } else {
            self.representatives(code, options, |choice| !choice.exclusive)
        };
        // Of options that only count, the first so many stand for any so many.
        let told = |choice: &&Choice| {
            self.compared.contains(code) || self.options.contains(choice.code.as_str())
        };
        let (named, counted): (Vec<_>, Vec<_>) = together.into_iter().partition(told);
        // Where one stands for several, a set may be as many larger.
        let left_out = options.iter().filter(|choice| !choice.exclusive).count()
            - (named.len() + counted.len());
        let is_allowed = |set: &BTreeSet<&str>| {
            let stands_for = counted.iter().any(|choice| set.contains(choice.code.as_str()));
            let most = set.len() + if stands_for { left_out } else { 0 };
            bounds.most.is_none_or(|limit| set.len() <= usize::from(limit))
                && bounds.least.is_none_or(|limit| most >= usize::from(limit))
        };
        let mut sets: Vec<BTreeSet<&str>> = alone.collect();
        let mut all = true;
        for bits in 0..1_usize
            .checked_shl(u32::try_from(named.len()).unwrap_or(u32::MAX))
            .unwrap_or(usize::MAX)
        {
            let chosen: BTreeSet<&str> = named
                .iter()
                .enumerate()
                .filter(|(place, _)| bits >> place & 1 == 1)
                .map(|(_, choice)| choice.code.as_str())
                .collect();
            for more in 0..=counted.len() {
                let mut set = chosen.clone();
                set.extend(counted[..more].iter().map(|choice| choice.code.as_str()));
                if !set.is_empty() && is_allowed(&set) {
                    sets.push(set);
                }
            }
            if sets.len() > MOST_ANSWERS {
                all = false;
                break;
            }
        }
        (sets.into_iter().map(Value::Codes).collect(), all)
    }

    /// Rankings that differ by the places of named options. The other places go to the others.
    fn rankings(&self, code: &'a str, options: &'a [Choice], places: u8) -> (Vec<Value<'a>>, bool) {
        let is_named = |option: &&Choice| self.rows.contains(&(code, option.code.as_str()));
        let (named, others): (Vec<_>, Vec<_>) = options.iter().partition(is_named);
        let mut rankings = vec![BTreeMap::<&str, u8>::new()];
        for option in named {
            let given: Vec<_> = rankings
                .iter()
                .flat_map(|ranking| {
                    let open = (1..=places).filter(|at| !ranking.values().any(|taken| taken == at));
                    open.map(|at| {
                        let mut ranking = ranking.clone();
                        ranking.insert(option.code.as_str(), at);
                        ranking
                    })
                })
                .collect();
            rankings.extend(given);
            if rankings.len() > MOST_ANSWERS {
                return (Vec::new(), false);
            }
        }
        let whole = |mut ranking: BTreeMap<&'a str, u8>| {
            let mut rest = others.iter();
            for at in 1..=places {
                if !ranking.values().any(|taken| *taken == at) {
                    ranking.insert(rest.next()?.code.as_str(), at);
                }
            }
            let rows = ranking.into_iter().map(|(code, at)| (code, Value::Number(f64::from(at))));
            Some(Value::Rows(rows.collect()))
        };
        (rankings.into_iter().filter_map(whole).collect(), true)
    }

    /// Shares that differ by the bins of named parts, as far as some shares lie in them that add up.
    /// The other parts have a share, too, whichever is left.
    fn shares(
        &self,
        code: &'a str,
        parts: &'a [Choice],
        (total, cuts): (u32, &[u32]),
    ) -> (Vec<Value<'a>>, bool) {
        let is_named = |part: &&Choice| self.rows.contains(&(code, part.code.as_str()));
        let (named, others): (Vec<_>, Vec<_>) = parts.iter().partition(is_named);
        let bins = Bin::all(total, cuts);
        let mut all = vec![Vec::<Bin>::new()];
        for _ in &named {
            let longer = |some: Vec<Bin>| {
                bins.iter().map(move |bin| [some.as_slice(), &[*bin]].concat()).collect::<Vec<_>>()
            };
            let fits = |some: &Vec<Bin>| some.iter().map(|bin| bin.least).sum::<u32>() <= total;
            all = all.into_iter().flat_map(longer).filter(fits).take(MOST_ANSWERS + 1).collect();
            if all.len() > MOST_ANSWERS {
                return (Vec::new(), false);
            }
        }
        let reaches = |some: &Vec<Bin>| {
            let most = some.iter().fold(0, |sum: u32, bin| sum.saturating_add(bin.most));
            !others.is_empty() || most >= total
        };
        let value = |some: Vec<Bin>| {
            let told = named.iter().zip(some).map(|(part, bin)| (part.code.as_str(), bin.begins));
            let rest = others.iter().map(|part| (part.code.as_str(), f64::NEG_INFINITY));
            Value::Rows(told.chain(rest).map(|(part, at)| (part, Value::Number(at))).collect())
        };
        (all.into_iter().filter(reaches).map(value).collect(), true)
    }

    fn table(
        &self,
        code: &'a str,
        rows: &'a [Choice],
        each: &Readable<'a>,
    ) -> (Vec<Value<'a>>, bool) {
        let named: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
        let is_counted = self.counted.contains(code);
        let (cells, mut all) = self.of(code, each);
        let mut tables = vec![BTreeMap::new()];
        for row in named.into_iter().filter(|row| self.rows.contains(&(code, row)) || is_counted) {
            let filled: Vec<_> = tables
                .iter()
                .flat_map(|table| {
                    cells.iter().map(move |cell| {
                        let mut table = table.clone();
                        table.insert(row, cell.clone());
                        table
                    })
                })
                .take(MOST_ANSWERS)
                .collect();
            all &= tables.len() * cells.len() <= MOST_ANSWERS;
            tables.extend(filled);
        }
        // An answer to a row that no condition names.
        let other = rows.iter().find(|row| !self.rows.contains(&(code, row.code.as_str())));
        if let (Some(other), Some(cell)) = (other, cells.first()) {
            tables.push(BTreeMap::from([(other.code.as_str(), cell.clone())]));
        }
        let answered = tables.into_iter().filter(|table| !table.is_empty());
        (answered.map(Value::Rows).collect(), all)
    }
}
