//! Random small surveys: 10 to 200 people, one to three attributes, most answers and most groups
//! lopsided.

use std::collections::BTreeMap;

use super::super::super::chance::Chance;
use super::super::super::findings::{Attributes, Row, Shape, Table, Tally};
use super::super::super::id::PoolId;
use super::super::super::questionnaires::Code;
use super::super::super::responses::{Sheet, Slot};

pub fn code(raw: &str) -> Code {
    Code::parse(raw).expect("a code")
}

/// A survey and all that is true of it.
pub struct Survey {
    /// Attributes first, then questions.
    pub tables: Vec<Table>,
    pub attributes: usize,
    /// For each person and table the rows the answer stands in.
    pub people: Vec<Vec<Vec<usize>>>,
}

/// Draws one of `weights.len()` places.
fn lopsided(weights: &[usize]) -> usize {
    let mut draw = Chance.below(weights.iter().sum::<usize>().max(1));
    for (place, weight) in weights.iter().enumerate() {
        if draw < *weight {
            return place;
        }
        draw -= weight;
    }
    0
}

fn weights(rows: usize) -> Vec<usize> {
    (0..rows).map(|_| 1 + Chance.below(7).pow(2)).collect()
}

impl Survey {
    /// A survey with so many attributes.
    pub fn random(attributes: usize) -> Self {
        let pool = PoolId::draw(Chance);
        let values = if attributes == 3 { 3 } else { 4 };
        let size = 10 + Chance.below(191).min(Chance.below(300));
        let mut tables: Vec<Table> = (0..attributes)
            .map(|at| options(pool, &format!("a{at}"), Shape::Single, 2 + Chance.below(values - 1)))
            .collect();
        tables.push(options(pool, "single", Shape::Single, 2 + Chance.below(3)));
        tables.push(options(pool, "multiple", Shape::Multiple, 2 + Chance.below(2)));
        let most: Vec<Vec<usize>> = tables.iter().map(|table| weights(table.rows.len())).collect();
        let person =
            |_| tables.iter().zip(&most).map(|(table, most)| answer(table, most)).collect();
        let mut survey = Self { people: (0..size).map(person).collect(), tables, attributes };
        survey.entangle();
        survey
    }

    /// A survey in which all who have the first value of one attribute, and a few others, have the
    /// first value of the other: as all the heads of a unit, and a few of other units, are heads.
    pub fn nested() -> Self {
        let mut survey = Self::random(2);
        let others = 1 + Chance.below(8);
        let mut met = 0;
        for person in &mut survey.people {
            let is_first = person[0] == [0];
            met += usize::from(!is_first);
            let rows = survey.tables[1].rows.len();
            person[1] =
                if is_first || met <= others { vec![0] } else { vec![1 + met % (rows - 1)] };
        }
        survey
    }

    /// Attributes go with each other, and answers with attributes, as they do in life.
    fn entangle(&mut self) {
        for person in &mut self.people {
            for at in 1..person.len() {
                let rows = self.tables[at].rows.len();
                if Chance.below(3) == 0 && self.tables[at].shape == Shape::Single {
                    person[at] = vec![person[at - 1][0] % rows];
                }
            }
        }
    }

    /// What the declared tables count.
    pub fn tally(&self) -> Tally {
        let codes: Vec<String> = (0..self.attributes).map(|at| format!("a{at}")).collect();
        let attributes: Attributes = codes.join(" ").parse().expect("attributes");
        let mut tally = Tally::empty(self.tables.clone(), &attributes);
        for person in &self.people {
            let answers: BTreeMap<&str, serde_json::Value> = self
                .tables
                .iter()
                .zip(person)
                .filter_map(|(table, rows)| {
                    Some((table.slot.question.as_str(), json(table, rows)?))
                })
                .collect();
            let sheet = serde_json::to_value(answers).and_then(serde_json::from_value::<Sheet>);
            tally.count(&sheet.expect("a sheet"));
        }
        tally
    }
}

/// Options, and blank ballots last.
fn options(pool: PoolId, question: &str, shape: Shape, options: usize) -> Table {
    let rows = (0..options).map(|number| Row::Option(code(&format!("o{number}"))));
    let rows = rows.chain([Row::Blank]).collect();
    Table { pool, slot: Slot::whole(&code(question)), shape, rows, asked_if: None }
}

fn answer(table: &Table, weights: &[usize]) -> Vec<usize> {
    match table.shape {
        Shape::Single | Shape::Scale | Shape::Nps | Shape::Ranking | Shape::Shares => {
            vec![lopsided(weights)]
        }
        Shape::Multiple => {
            let all: usize = weights.iter().sum();
            let options = 0..table.rows.len() - 1;
            let chosen: Vec<usize> =
                options.filter(|row| Chance.below(all) < weights[*row]).collect();
            if chosen.is_empty() { vec![table.rows.len() - 1] } else { chosen }
        }
    }
}

fn json(table: &Table, rows: &[usize]) -> Option<serde_json::Value> {
    let codes: Vec<&str> = rows
        .iter()
        .filter_map(|row| match &table.rows[*row] {
            Row::Option(code) => Some(code.as_str()),
            _ => None,
        })
        .collect();
    match table.shape {
        Shape::Multiple if !codes.is_empty() => Some(codes.into()),
        _ => codes.first().map(|code| (*code).into()),
    }
}
