//! What conditions tell apart of the answers to a question, and answers that stand for all there
//! are.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::super::questionnaires::{Bounds, Choice, Code, Question};
use super::super::value::{Readable, Value, readable};
use super::super::{Compare, Condition, Expr};

/// How many different answers one question is tried with.
const MOST_ANSWERS: usize = 2_048;

/// Which answer a question is given: its number, or nothing.
pub(super) type Given = Option<u16>;

/// Answers to a question.
pub(super) struct Answers<'a> {
    pub values: Vec<Value<'a>>,
    /// They stand for all there are.
    pub are_all: bool,
    /// The one that led to a goal last.
    pub led: Cell<Given>,
}

impl<'a> Answers<'a> {
    fn new(values: Vec<Value<'a>>, are_all: bool) -> Self {
        Self { values, are_all, led: Cell::new(None) }
    }
}

/// What some conditions tell apart of the answers to one question.
#[derive(Clone, Debug, Default)]
pub(super) struct Told<'a> {
    /// Options that are named.
    options: BTreeSet<&'a str>,
    /// Rows that are named.
    rows: BTreeSet<&'a str>,
    /// It is compared with another question: every option may matter.
    is_compared: bool,
    /// Its options are counted.
    is_counted: bool,
}

impl<'a> Told<'a> {
    /// What some conditions tell apart of each question they read.
    pub fn by(conditions: impl Iterator<Item = &'a Condition>) -> BTreeMap<&'a Code, Self> {
        let mut told = BTreeMap::new();
        for condition in conditions {
            condition.expr().each(&mut |expr| note(&mut told, expr));
        }
        told
    }

    /// What these tell apart, too.
    pub fn join(&mut self, others: &Self) {
        self.options.extend(&others.options);
        self.rows.extend(&others.rows);
        self.is_compared |= others.is_compared;
        self.is_counted |= others.is_counted;
    }

    /// Answers to a question that stand for all there are, at most so many.
    pub fn apart(&self, question: &'a Question, most: usize) -> Answers<'a> {
        let Ok(readable) = readable(question) else {
            return Answers::new(Vec::new(), true);
        };
        let drawer = Drawer { told: self, most: most.min(MOST_ANSWERS) };
        let (values, are_all) = drawer.of(&readable);
        Answers::new(values, are_all)
    }
}

fn note<'a>(told: &mut BTreeMap<&'a Code, Told<'a>>, expr: &'a Expr) {
    match expr {
        Expr::Answer(at) | Expr::Answered(at) => {
            let told = told.entry(&at.question).or_default();
            told.rows.extend(at.row.as_ref().map(Code::as_str));
        }
        Expr::Count(at) => told.entry(&at.question).or_default().is_counted = true,
        Expr::Compare(Compare::Equal | Compare::Unequal | Compare::Contains, left, right) => {
            match (&**left, &**right) {
                (Expr::Answer(left), Expr::Answer(right)) => {
                    for at in [left, right] {
                        told.entry(&at.question).or_default().is_compared = true;
                    }
                }
                (Expr::Answer(at), Expr::Option(code)) | (Expr::Option(code), Expr::Answer(at)) => {
                    told.entry(&at.question).or_default().options.insert(code.as_str());
                }
                _ => {}
            }
        }
        _ => {}
    }
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

/// Draws answers up.
struct Drawer<'t, 'a> {
    told: &'t Told<'a>,
    /// No more of them.
    most: usize,
}

impl<'a> Drawer<'_, 'a> {
    fn of(&self, readable: &Readable<'a>) -> (Vec<Value<'a>>, bool) {
        match readable {
            Readable::One(options) => {
                let told = self.representatives(options, |_| true);
                (told.into_iter().map(|choice| Value::Code(choice.code.as_str())).collect(), true)
            }
            Readable::Many(options, bounds) => self.several(options, *bounds),
            Readable::Number { low, high, codes } => {
                let span = usize::try_from(high.saturating_sub(*low)).unwrap_or(0);
                let points = (*low..=*high).take(self.most);
                let numbers = points.map(|point| Value::Number(f64::from(point)));
                (with_codes(numbers.collect(), codes), span < self.most)
            }
            Readable::Bins { begins, codes, .. } => {
                let bins = begins.iter().map(|begin| Value::Number(*begin));
                (with_codes(bins.collect(), codes), true)
            }
            Readable::Places { options, places, codes } => {
                let (all, are_all) = self.rankings(options, *places);
                (with_codes(all, codes), are_all)
            }
            Readable::Shares { parts, total, cuts, codes } => {
                let (all, are_all) = self.shares(parts, (*total, cuts));
                (with_codes(all, codes), are_all)
            }
            Readable::Rows { rows, each } => self.table(rows, each),
        }
    }

    fn is_named(&self, choice: &Choice) -> bool {
        self.told.is_compared || self.told.options.contains(choice.code.as_str())
    }

    fn is_row_named(&self, row: &Choice) -> bool {
        self.told.rows.contains(row.code.as_str())
    }

    /// The options that are told apart, and one that stands for all others.
    fn representatives(
        &self,
        options: &'a [Choice],
        among: impl Fn(&Choice) -> bool,
    ) -> Vec<&'a Choice> {
        let (mut told, others): (Vec<_>, Vec<_>) =
            options.iter().filter(|choice| among(choice)).partition(|choice| self.is_named(choice));
        told.extend(others.first());
        told
    }

    fn several(&self, options: &'a [Choice], bounds: Bounds) -> (Vec<Value<'a>>, bool) {
        let alone = self.representatives(options, |choice| choice.exclusive);
        let alone = alone.into_iter().map(|choice| BTreeSet::from([choice.code.as_str()]));
        let together: Vec<&Choice> = if self.told.is_counted {
            options.iter().filter(|choice| !choice.exclusive).collect()
        } else {
            self.representatives(options, |choice| !choice.exclusive)
        };
        // Of options that only count, the first so many stand for any so many.
        let (named, counted): (Vec<_>, Vec<_>) =
            together.into_iter().partition(|choice| self.is_named(choice));
        // Where one stands for several, a set may be as many larger.
        let left_out = options.iter().filter(|choice| !choice.exclusive).count()
            - (named.len() + counted.len());
        let limit = bounds.most.map_or(usize::MAX, usize::from);
        let (named, are_all) = self.subsets(&named, limit);
        let mut sets: Vec<BTreeSet<&str>> = alone.collect();
        for chosen in named {
            for more in 0..=counted.len() {
                let stands_for = if more > 0 { left_out } else { 0 };
                let (size, least) = (chosen.len() + more, bounds.least.map_or(1, usize::from));
                if size == 0 || size > limit || size + stands_for < least {
                    continue;
                }
                if sets.len() >= self.most {
                    return (sets.into_iter().map(Value::Codes).collect(), false);
                }
                let more = counted[..more].iter().map(|choice| choice.code.as_str());
                sets.push(chosen.iter().copied().chain(more).collect());
            }
        }
        (sets.into_iter().map(Value::Codes).collect(), are_all)
    }

    /// What can be chosen together of some options: all sets of at most `limit`, the smaller first.
    fn subsets(&self, options: &[&'a Choice], limit: usize) -> (Vec<BTreeSet<&'a str>>, bool) {
        let mut sets = vec![BTreeSet::new()];
        for option in options {
            let with = |set: &BTreeSet<&'a str>| {
                let mut set = set.clone();
                set.insert(option.code.as_str());
                set
            };
            let room = (self.most + 1).saturating_sub(sets.len());
            let larger: Vec<_> =
                sets.iter().filter(|set| set.len() < limit).map(with).take(room).collect();
            sets.extend(larger);
            if sets.len() > self.most {
                return (sets, false);
            }
        }
        (sets, true)
    }

    /// Rankings that differ by the places of named options. The other places go to the others.
    fn rankings(&self, options: &'a [Choice], places: u8) -> (Vec<Value<'a>>, bool) {
        let (named, others): (Vec<_>, Vec<_>) =
            options.iter().partition(|option| self.is_row_named(option));
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
                .take(self.most + 1)
                .collect();
            rankings.extend(given);
            if rankings.len() > self.most {
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
    fn shares(&self, parts: &'a [Choice], (total, cuts): (u32, &[u32])) -> (Vec<Value<'a>>, bool) {
        let (named, others): (Vec<_>, Vec<_>) =
            parts.iter().partition(|part| self.is_row_named(part));
        let bins = Bin::all(total, cuts);
        let mut all = vec![Vec::<Bin>::new()];
        for _ in &named {
            let longer = |some: Vec<Bin>| {
                bins.iter().map(move |bin| [some.as_slice(), &[*bin]].concat()).collect::<Vec<_>>()
            };
            let fits = |some: &Vec<Bin>| some.iter().map(|bin| bin.least).sum::<u32>() <= total;
            all = all.into_iter().flat_map(longer).filter(fits).take(self.most + 1).collect();
            if all.len() > self.most {
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

    fn table(&self, rows: &'a [Choice], each: &Readable<'a>) -> (Vec<Value<'a>>, bool) {
        let (cells, mut are_all) = self.of(each);
        let mut tables = vec![BTreeMap::new()];
        for row in rows.iter().filter(|row| self.is_row_named(row) || self.told.is_counted) {
            let room = self.most.saturating_sub(tables.len());
            are_all &= tables.len() * cells.len() <= room;
            let filled: Vec<_> = tables
                .iter()
                .flat_map(|table| {
                    cells.iter().map(move |cell| {
                        let mut table = table.clone();
                        table.insert(row.code.as_str(), cell.clone());
                        table
                    })
                })
                .take(room)
                .collect();
            tables.extend(filled);
        }
        // An answer to a row that no condition names.
        let other = rows.iter().find(|row| !self.is_row_named(row));
        if let (Some(other), Some(cell)) = (other, cells.first()) {
            tables.push(BTreeMap::from([(other.code.as_str(), cell.clone())]));
        }
        let answered = tables.into_iter().filter(|table| !table.is_empty());
        (answered.map(Value::Rows).collect(), are_all)
    }
}

fn with_codes<'a>(mut values: Vec<Value<'a>>, codes: &'static [&'static str]) -> Vec<Value<'a>> {
    values.extend(codes.iter().map(|code| Value::Code(code)));
    values
}
