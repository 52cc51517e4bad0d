//! One pass over the sheets counts everything that will ever be counted. Sheets are counted by
//! profile, which is what a ballot answered to the attributes: any group of any declared table is
//! a union of profiles. Without attributes there is one profile, and it is everyone.

use std::collections::BTreeMap;

use super::super::questionnaires::Code;
use super::super::responses::{Sheet, Slot};
use super::{Attributes, RawTable, Spread, Table};

/// The counts of a pool, before anything was decided about them. They cannot be printed or
/// stored; all one can do is count sheets and hand them to `disclosure`.
pub struct Tally {
    tables: Vec<Table>,
    /// Places in `tables`.
    attributes: Vec<usize>,
    profiles: BTreeMap<Vec<usize>, Profile>,
    /// For each table the sheets whose question was asked.
    asked: Vec<u32>,
    /// The scales that belong together.
    scales: Vec<(Vec<Slot>, Spread)>,
}

/// The ballots of one profile: for each attribute the same row.
#[derive(Clone)]
pub(in super::super) struct Profile {
    pub ballots: u32,
    /// For each table the count of each row.
    pub counts: Vec<Vec<u32>>,
}

/// A look at the counts.
pub(in super::super) struct Tallied<'a> {
    pub attributes: &'a [usize],
    pub profiles: &'a BTreeMap<Vec<usize>, Profile>,
}

impl Tally {
    /// Declared tables before the first sheet.
    pub fn empty(tables: Vec<Table>, attributes: &Attributes) -> Self {
        let place = |code: &Code| {
            let slot = Slot::whole(code);
            tables.iter().position(|table| table.slot == slot)
        };
        let attributes = attributes.codes().iter().filter_map(place).collect();
        let asked = vec![0; tables.len()];
        let mut tally =
            Self { tables, attributes, profiles: BTreeMap::new(), asked, scales: vec![] };
        if tally.attributes.is_empty() {
            let nobody = tally.no_ballots();
            tally.profiles.insert(Vec::new(), nobody);
        }
        tally
    }

    /// Also judges how well these scales go together, each group by itself.
    #[must_use]
    pub fn judging(mut self, scales: Vec<Vec<Slot>>) -> Self {
        let spread = |slots: Vec<Slot>| {
            let spread = Spread::of(slots.len());
            (slots, spread)
        };
        self.scales = scales.into_iter().map(spread).collect();
        self
    }

    fn no_ballots(&self) -> Profile {
        let counts = self.tables.iter().map(|table| vec![0; table.rows.len()]).collect();
        Profile { ballots: 0, counts }
    }

    /// Counts one sheet of the pool.
    pub fn count(&mut self, sheet: &Sheet) {
        for (slots, spread) in &mut self.scales {
            spread.count_sheet(slots, sheet);
        }
        let mut rows: Vec<Vec<bool>> = Vec::with_capacity(self.tables.len());
        for (table, asked) in self.tables.iter().zip(&mut self.asked) {
            let is_asked = table.asked_if.as_ref().is_none_or(|condition| condition.lets(sheet));
            *asked += u32::from(is_asked);
            let answer = sheet.counted_at(&table.slot);
            rows.push(table.rows.iter().map(|row| is_asked && row.counts(answer)).collect());
        }
        let value = |table: &usize| rows[*table].iter().position(|stands| *stands).unwrap_or(0);
        let profile = self.attributes.iter().map(value).collect();
        let nobody = self.no_ballots();
        let profile = self.profiles.entry(profile).or_insert(nobody);
        profile.ballots += 1;
        for (counts, stands) in profile.counts.iter_mut().zip(&rows) {
            for (count, stands) in counts.iter_mut().zip(stands) {
                *count += u32::from(*stands);
            }
        }
    }

    /// How many sheets were counted.
    pub fn sheets(&self) -> u32 {
        self.profiles.values().map(|profile| profile.ballots).sum()
    }

    /// Each declared table, everyone counted.
    pub(in super::super) fn totals(&self) -> Vec<RawTable> {
        let total = |(place, table): (usize, &Table)| {
            let mut counts = vec![0; table.rows.len()];
            for profile in self.profiles.values() {
                for (sum, count) in counts.iter_mut().zip(&profile.counts[place]) {
                    *sum += count;
                }
            }
            RawTable::counted(table.clone(), &counts, self.asked[place])
        };
        self.tables.iter().enumerate().map(total).collect()
    }

    /// The scales that belong together, with their sums.
    pub(in super::super) fn scales(&self) -> &[(Vec<Slot>, Spread)] {
        &self.scales
    }

    pub(in super::super) fn tallied(&self) -> Tallied<'_> {
        Tallied { attributes: &self.attributes, profiles: &self.profiles }
    }
}
