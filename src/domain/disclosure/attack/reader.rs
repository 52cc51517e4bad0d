//! A reader who has everything that is published, the exact number behind every percentage, and
//! all of linear algebra. Unknown are the people of each atom (a value of every attribute) who
//! stand in each row of a question; each published figure is a sum of unknowns.

use std::collections::BTreeMap;

use super::super::super::findings::{Cell, Figures, FrozenBreakDown, Row, Shape, Size};
use super::super::family::{Rules, by};
use super::super::{CELL_LEAST, COUNTS_FROM, Family, GROUP_LEAST, percent};
use super::fractions::Rows;
use super::surveys::Survey;

/// What the reader achieved.
#[derive(Debug, Default)]
struct Outcome {
    /// Figures and groups that are shown although they are too small.
    small_shown: usize,
    /// Hidden figures of somebody that follow from what is shown.
    figures_derived: usize,
    /// Groups of a few people whose size follows from what is shown.
    groups_derived: usize,
    /// Figures of groups of at least ten people, and how many of them are shown.
    figures: usize,
    shown: usize,
    /// Such groups, and how many of them are shown.
    groups: usize,
    groups_shown: usize,
}

/// Some values of some attributes: `None` for all values.
pub(super) type Who = Vec<Option<Vec<usize>>>;

/// The rows that a published row stands for, by place.
fn places(rows: &[Row], published: &Row) -> Vec<usize> {
    match published {
        Row::Together(several) => several.iter().flat_map(|row| places(rows, row)).collect(),
        one => vec![rows.iter().position(|row| row == one).expect("a row of the table")],
    }
}

pub(super) struct Reader<'a> {
    survey: &'a Survey,
    family: &'a Family,
    /// For each attribute its values as far as any published table tells them apart.
    parts: Vec<Vec<Vec<usize>>>,
    atoms: Vec<Vec<usize>>,
    /// The truth, for keeping score: people by table, atom and row.
    people: Vec<Vec<Vec<u32>>>,
    outcome: Outcome,
}

impl<'a> Reader<'a> {
    pub(super) fn of(survey: &'a Survey, family: &'a Family) -> Self {
        let parts: Vec<Vec<Vec<usize>>> =
            (0..survey.attributes).map(|at| parts(survey, family, at)).collect();
        let mut atoms = vec![Vec::new()];
        for of in &parts {
            let longer = |atom: Vec<usize>| {
                (0..of.len()).map(move |part| [atom.as_slice(), &[part]].concat())
            };
            atoms = atoms.into_iter().flat_map(longer).collect();
        }
        let of = |person: &[Vec<usize>], atom: &[usize]| {
            let mut values = atom.iter().zip(&parts).zip(person);
            values.all(|((part, parts), answer)| parts[*part].contains(&answer[0]))
        };
        // The reader knows the house: who has which values at once, and that nobody has others.
        atoms.retain(|atom| survey.people.iter().any(|person| of(person, atom)));
        let rows = |table: usize| vec![vec![0; survey.tables[table].rows.len()]; atoms.len()];
        let mut people: Vec<Vec<Vec<u32>>> = (0..survey.tables.len()).map(rows).collect();
        for person in &survey.people {
            let atom = atoms.iter().position(|atom| of(person, atom)).expect("an atom");
            for (counts, answer) in people.iter_mut().zip(person) {
                for row in answer {
                    counts[atom][*row] += 1;
                }
            }
        }
        Self { survey, family, parts, atoms, people, outcome: Outcome::default() }
    }

    /// Whether an atom lies in a group.
    fn lies_in(&self, atom: &[usize], who: &Who) -> bool {
        who.iter().enumerate().all(|(at, values)| match values {
            None => true,
            Some(values) => self.parts[at][atom[at]].iter().all(|value| values.contains(value)),
        })
    }

    pub(super) fn truth(&self, who: &Who, table: usize, rows: &[usize]) -> u32 {
        let atoms = self.atoms.iter().zip(&self.people[table]);
        let in_group = atoms.filter(|(atom, _)| self.lies_in(atom, who));
        in_group.map(|(_, counts)| rows.iter().map(|row| counts[*row]).sum::<u32>()).sum()
    }

    pub(super) fn size(&self, who: &Who) -> u32 {
        // Everyone stands in one row of a single choice.
        let single = self.survey.attributes;
        let rows: Vec<usize> = (0..self.survey.tables[single].rows.len()).collect();
        self.truth(who, single, &rows)
    }

    /// A sum over the atoms of a group and some rows.
    pub(super) fn sum(&self, who: &Who, rows: &[usize], of: usize) -> Vec<i128> {
        let mut sum = Vec::with_capacity(self.atoms.len() * of);
        for atom in &self.atoms {
            let is_in = self.lies_in(atom, who);
            sum.extend((0..of).map(|row| i128::from(is_in && rows.contains(&row))));
        }
        sum
    }

    fn everyone(&self) -> Who {
        vec![None; self.survey.attributes]
    }

    fn attack(mut self) -> Outcome {
        for table in self.survey.attributes..self.survey.tables.len() {
            match self.survey.tables[table].shape {
                Shape::Multiple => {
                    for row in 0..self.survey.tables[table].rows.len() {
                        self.attack_rows(table, &[row]);
                    }
                }
                Shape::Single | Shape::Scale | Shape::Nps | Shape::Ranking | Shape::Shares => {
                    let rows: Vec<usize> = (0..self.survey.tables[table].rows.len()).collect();
                    self.attack_rows(table, &rows);
                }
            }
        }
        self.attack_sizes();
        self.outcome
    }

    /// Attacks rows of a question whose figures add up to sizes if they are all its rows.
    fn attack_rows(&mut self, table: usize, rows: &[usize]) {
        let of = self.survey.tables[table].rows.len();
        let is_whole = rows.len() == of;
        let figures = self.published(table, rows);
        let mut known = Rows::default();
        for (who, rows, shown) in &figures {
            if let Some(shown) = shown {
                known.learn(&self.sum(who, rows, of));
                let (count, size) = (self.truth(who, table, rows), self.size(who));
                assert_eq!(decoded(*shown, size), count, "a published figure is true");
                let is_small = count > 0 && count < CELL_LEAST;
                let is_unanimous = rows.len() < of && size < count + CELL_LEAST;
                self.outcome.small_shown += usize::from(is_small || is_unanimous);
            }
        }
        if is_whole {
            for who in self.sizes() {
                known.learn(&self.sum(&who, rows, of));
            }
        }
        for (who, rows, shown) in &figures {
            let count = self.truth(who, table, rows);
            if shown.is_none() && count > 0 && known.tell(&self.sum(who, rows, of)) {
                self.outcome.figures_derived += 1;
            }
        }
        if is_whole {
            for who in self.few_people() {
                self.outcome.groups_derived += usize::from(known.tell(&self.sum(&who, rows, of)));
            }
        }
    }

    /// The figures of a question: whose, of which rows, and what is shown.
    pub(super) fn published(
        &mut self,
        table: usize,
        rows: &[usize],
    ) -> Vec<(Who, Vec<usize>, Option<Cell>)> {
        let names = &self.survey.tables[table].rows;
        let mut figures = Vec::new();
        let everyone = self.everyone();
        if let Figures::Shown { rows: published, .. } = &self.family.tables[table].figures {
            for (row, cell) in published {
                figures.push((everyone.clone(), places(names, row), seen(*cell)));
            }
        } else {
            figures.extend((0..names.len()).map(|row| (everyone.clone(), vec![row], None)));
        }
        let question = &self.survey.tables[table].slot.question;
        for broken in self.family.break_downs.iter().filter(|it| it.question == *question) {
            for group in &broken.groups {
                let who = self.who(broken, &group.values);
                let is_group = usize::from(self.size(&who) >= GROUP_LEAST);
                for (place, row) in broken.rows.iter().enumerate() {
                    let cell = group.figures.as_ref().and_then(|it| seen(it.cells[place]));
                    self.outcome.figures += is_group;
                    self.outcome.shown += usize::from(cell.is_some());
                    figures.push((who.clone(), places(names, row), cell));
                }
            }
        }
        figures.retain(|(_, of, _)| of.iter().all(|row| rows.contains(row)));
        figures
    }

    fn who(&self, broken: &FrozenBreakDown, values: &[Row]) -> Who {
        let mut who = self.everyone();
        for (attribute, value) in broken.by.iter().zip(values) {
            let tables = &self.survey.tables;
            let at = tables.iter().position(|table| table.slot.question == *attribute);
            let at = at.expect("an attribute of the survey");
            who[at] = Some(places(&tables[at].rows, value));
        }
        who
    }

    /// The groups whose size is published, everyone among them; sizes are told as the law says.
    pub(super) fn sizes(&mut self) -> Vec<Who> {
        let mut sizes: BTreeMap<Who, Size> = BTreeMap::new();
        for broken in &self.family.break_downs {
            for group in &broken.groups {
                if let Some(figures) = &group.figures {
                    sizes.insert(self.who(broken, &group.values), figures.of);
                }
            }
        }
        for (who, said) in &sizes {
            let size = self.size(who);
            let expected =
                if size < COUNTS_FROM { Size::TenToTwentyNine } else { Size::Exactly(size) };
            assert_eq!(*said, expected);
            self.outcome.small_shown += usize::from(size < GROUP_LEAST);
        }
        let tables = self.sizes_in_tables();
        sizes.into_keys().chain(tables).chain([self.everyone()]).collect()
    }

    /// The groups whose size an attribute's own table shows.
    fn sizes_in_tables(&self) -> Vec<Who> {
        let mut sizes = Vec::new();
        for at in (0..self.survey.attributes).filter(|at| self.parts[*at].len() > 1) {
            let Figures::Shown { rows, .. } = &self.family.tables[at].figures else { continue };
            for (row, _) in rows.iter().filter(|(_, cell)| *cell != Cell::Hidden) {
                let mut who = self.everyone();
                who[at] = Some(places(&self.survey.tables[at].rows, row));
                sizes.push(who);
            }
        }
        sizes
    }

    /// The groups the family could have: values of one attribute, of two, of all.
    fn groups(&self) -> Vec<Who> {
        let mut groups: Vec<Who> = vec![Vec::new()];
        for parts in &self.parts {
            let choices: Vec<Option<Vec<usize>>> =
                [None].into_iter().chain(parts.iter().cloned().map(Some)).collect();
            let longer = |who: Who| {
                let with = move |choice: &Option<Vec<usize>>| {
                    [who.as_slice(), std::slice::from_ref(choice)].concat()
                };
                choices.iter().map(with).collect::<Vec<Who>>()
            };
            groups = groups.into_iter().flat_map(longer).collect();
        }
        groups
    }

    fn few_people(&self) -> Vec<Who> {
        let few = |who: &Who| (1..GROUP_LEAST).contains(&self.size(who));
        self.groups().into_iter().filter(few).collect()
    }

    /// Attacks sizes alone: groups of a few people, and few people by whom two groups differ.
    fn attack_sizes(&mut self) {
        let published = self.sizes();
        let mut known = Rows::default();
        for who in &published {
            known.learn(&self.sum(who, &[0], 1));
        }
        let groups: Vec<(Who, u32, Vec<i128>)> = self
            .groups()
            .into_iter()
            .map(|who| (who.clone(), self.size(&who), self.sum(&who, &[0], 1)))
            .collect();
        for (who, size, sum) in &groups {
            let attributes = who.iter().flatten().count();
            if *size >= GROUP_LEAST && (1..=2).contains(&attributes) {
                self.outcome.groups += 1;
                self.outcome.groups_shown += usize::from(published.contains(who));
            }
            if (1..GROUP_LEAST).contains(size) && known.tell(sum) {
                self.outcome.groups_derived += 1;
            }
            for (_, other, within) in &groups {
                if !(1..GROUP_LEAST).contains(&size.saturating_sub(*other)) {
                    continue;
                }
                let difference: Vec<i128> = sum.iter().zip(within).map(|(a, b)| a - b).collect();
                let is_nested = difference.iter().all(|entry| *entry >= 0);
                if is_nested && known.tell(&difference) {
                    self.outcome.groups_derived += 1;
                }
            }
        }
    }
}

/// The values of an attribute that published tables tell apart.
fn parts(survey: &Survey, family: &Family, at: usize) -> Vec<Vec<usize>> {
    let table = &survey.tables[at];
    let alone = |it: &&_| -> bool {
        let broken: &super::super::Disclosed<FrozenBreakDown> = it;
        broken.by == [table.slot.question.clone()] && !broken.groups.is_empty()
    };
    match family.break_downs.iter().find(alone) {
        Some(broken) => {
            let values = broken.groups.iter().map(|group| &group.values[0]);
            values.map(|value| places(&table.rows, value)).collect()
        }
        None => vec![(0..table.rows.len()).collect()],
    }
}

fn seen(cell: Cell) -> Option<Cell> {
    (cell != Cell::Hidden).then_some(cell)
}

/// The count behind a figure.
fn decoded(cell: Cell, size: u32) -> u32 {
    match cell {
        Cell::Hidden => unreachable!("hidden figures are not decoded"),
        Cell::Shown { count: Some(count), .. } => count,
        Cell::Shown { percent: said, .. } => {
            let fitting: Vec<u32> =
                (0..=size).filter(|count| percent(*count, size) == said).collect();
            assert_eq!(fitting.len(), 1, "below thirty a percentage tells its count");
            fitting[0]
        }
    }
}

fn attack_all(rules: Rules, surveys: &[Survey]) -> Outcome {
    let mut sum = Outcome::default();
    for survey in surveys {
        let family = by(rules, &survey.tally());
        let outcome = Reader::of(survey, &family).attack();
        sum.small_shown += outcome.small_shown;
        sum.figures_derived += outcome.figures_derived;
        sum.groups_derived += outcome.groups_derived;
        sum.figures += outcome.figures;
        sum.shown += outcome.shown;
        sum.groups += outcome.groups;
        sum.groups_shown += outcome.groups_shown;
    }
    sum
}

/// How many surveys are attacked; more are worth their time now and then.
fn how_many() -> usize {
    let wanted = std::env::var("WENLIAN_SURVEYS").ok().and_then(|text| text.parse().ok());
    wanted.unwrap_or(1000)
}

#[test]
fn nothing_follows_from_what_a_thousand_small_surveys_show() {
    let attributes = |number: usize| [1, 1, 2, 1, 1, 2, 1, 2, 1, 3][number % 10];
    let surveys: Vec<Survey> =
        (0..how_many()).map(|number| Survey::random(attributes(number))).collect();
    let outcome = attack_all(Rules::ALL, &surveys);
    println!("{} surveys: {outcome:?}", surveys.len());
    assert_eq!(outcome.small_shown, 0, "{outcome:?}");
    assert_eq!((outcome.figures_derived, outcome.groups_derived), (0, 0), "{outcome:?}");
    assert!(
        outcome.shown * 10 > outcome.figures,
        "who shows nothing protects nothing: {outcome:?}"
    );
    assert!(outcome.groups_shown * 2 > outcome.groups, "{outcome:?}");
}

/// The rules up to R3, to which tests add others.
const SMALL_HIDDEN_ONLY: Rules =
    Rules { complementary: false, nested: false, linear: false, interval: false };

#[test]
fn where_only_small_figures_are_hidden_the_reader_derives_many() {
    let surveys: Vec<Survey> = (0..40).map(|number| Survey::random(1 + number % 3)).collect();
    let outcome = attack_all(SMALL_HIDDEN_ONLY, &surveys);
    assert!(outcome.figures_derived > 20 && outcome.groups_derived > 20, "{outcome:?}");
}

#[test]
fn values_that_go_with_each_other_need_the_rule_about_nested_groups() {
    let surveys: Vec<Survey> = (0..40).map(|_| Survey::nested()).collect();
    let without = Rules { complementary: true, ..SMALL_HIDDEN_ONLY };
    let outcome = attack_all(without, &surveys);
    assert!(outcome.groups_derived > 0, "{outcome:?}");
    let with = attack_all(Rules { nested: true, ..without }, &surveys);
    assert!(with.groups_derived < outcome.groups_derived, "{with:?}");
    let all = attack_all(Rules::ALL, &surveys);
    assert_eq!((all.groups_derived, all.figures_derived), (0, 0), "{all:?}");
    assert!(all.groups_shown > 0, "{all:?}");
}

#[test]
fn three_attributes_need_the_rule_about_sums_of_many_groups() {
    let derived = |rules: Rules, survey: &Survey| {
        let family = by(rules, &survey.tally());
        let mut reader = Reader::of(survey, &family);
        reader.attack_sizes();
        reader.outcome.groups_derived
    };
    let without = Rules { linear: false, ..Rules::ALL };
    let mut surveys = std::iter::repeat_with(|| Survey::random(3)).take(1500);
    let found = surveys.find(|survey| derived(without, survey) > 0);
    let found = found.expect("a survey in which few people follow from many groups");
    assert_eq!(derived(Rules::ALL, &found), 0);
}
