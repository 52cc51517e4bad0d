//! The groups of a declared family after R2: everyone, the values of each attribute, the pairs.
//! A group is a set of atoms, which are the merged profiles that somebody has; it is published
//! with its size or not at all.

use std::collections::BTreeMap;

use super::super::findings::{Profile, RawTable, Row, Tallied};
use super::{GROUP_LEAST, merge};

/// The place of everyone among the groups.
pub(super) const EVERYONE: usize = 0;

/// An attribute whose values are told apart.
pub(super) struct Attribute {
    /// Its table, by place.
    pub table: usize,
    /// The merged values: places of rows.
    pub parts: Vec<Vec<usize>>,
}

/// A group.
pub(super) struct Group {
    /// The part of each attribute that defines it: none for everyone, one, or two.
    pub by: Vec<(usize, usize)>,
    /// Which atoms belong to it.
    pub atoms: Vec<bool>,
    /// How many ballots.
    pub size: u32,
    /// Its size is said, and figures may be.
    pub is_published: bool,
}

/// One group and the groups it consists of.
pub(super) struct Division {
    pub whole: usize,
    pub parts: Vec<usize>,
}

/// The family.
pub(super) struct Groups {
    pub attributes: Vec<Attribute>,
    pub atoms: Vec<Profile>,
    pub all: Vec<Group>,
    pub divisions: Vec<Division>,
}

impl Groups {
    /// Merges values (R2) and declares all groups; those too small are not published (R3).
    pub(super) fn of(tallied: &Tallied<'_>, totals: &[RawTable]) -> Self {
        let merged: Vec<Attribute> = tallied
            .attributes
            .iter()
            .map(|table| Attribute { table: *table, parts: merge::groups(totals[*table].counts()) })
            .collect();
        let atoms = atoms(tallied, &merged);
        let ballots: Vec<u32> = atoms.values().map(|atom| atom.ballots).collect();
        // An attribute with all its values counted together tells nothing apart.
        let told_apart = |place: &usize| merged[*place].parts.len() > 1;
        let kept: Vec<usize> = (0..merged.len()).filter(told_apart).collect();
        let keys: Vec<Vec<usize>> =
            atoms.keys().map(|key| kept.iter().map(|place| key[*place]).collect()).collect();
        let mut attributes: Vec<Option<Attribute>> = merged.into_iter().map(Some).collect();
        let attributes = kept.iter().filter_map(|place| attributes[*place].take()).collect();
        let mut groups = Self {
            attributes,
            atoms: atoms.into_values().collect(),
            all: vec![],
            divisions: vec![],
        };
        groups.declare(&keys, &ballots);
        groups
    }

    fn declare(&mut self, keys: &[Vec<usize>], ballots: &[u32]) {
        let group = |by: Vec<(usize, usize)>| {
            let belongs = |key: &Vec<usize>| by.iter().all(|(at, part)| key[*at] == *part);
            let atoms: Vec<bool> = keys.iter().map(belongs).collect();
            let sizes = atoms.iter().zip(ballots).filter(|(belongs, _)| **belongs);
            let size = sizes.map(|(_, ballots)| ballots).sum();
            Group { is_published: size >= GROUP_LEAST || by.is_empty(), by, atoms, size }
        };
        let count = |at: usize| self.attributes[at].parts.len();
        let (mut all, mut divisions) = (vec![group(vec![])], Vec::new());
        let mut singles: Vec<Vec<usize>> = Vec::new();
        for at in 0..self.attributes.len() {
            let parts: Vec<usize> = (0..count(at)).map(|part| all.len() + part).collect();
            all.extend((0..count(at)).map(|part| group(vec![(at, part)])));
            divisions.push(Division { whole: EVERYONE, parts: parts.clone() });
            singles.push(parts);
        }
        for at in 0..self.attributes.len() {
            for other in at + 1..self.attributes.len() {
                let first = all.len();
                let place = |part: usize, of: usize| first + part * count(other) + of;
                for part in 0..count(at) {
                    all.extend((0..count(other)).map(|of| group(vec![(at, part), (other, of)])));
                }
                for (part, whole) in singles[at].iter().enumerate() {
                    let parts = (0..count(other)).map(|of| place(part, of)).collect();
                    divisions.push(Division { whole: *whole, parts });
                }
                for (of, whole) in singles[other].iter().enumerate() {
                    let parts = (0..count(at)).map(|part| place(part, of)).collect();
                    divisions.push(Division { whole: *whole, parts });
                }
            }
        }
        self.all = all;
        self.divisions = divisions;
    }

    /// The places of the groups of a break-down, whether published or not.
    pub(super) fn of_break_down(&self, by: &[usize]) -> impl Iterator<Item = usize> {
        let fits = move |group: &Group| group.by.iter().map(|(at, _)| at).eq(by.iter());
        (1..self.all.len()).filter(move |place| fits(&self.all[*place]))
    }

    /// Whether one group lies within another, as the ballots are.
    pub(super) fn is_within(&self, inner: usize, outer: usize) -> bool {
        let mut atoms = self.all[inner].atoms.iter().zip(&self.all[outer].atoms);
        atoms.all(|(inner, outer)| !inner || *outer)
    }

    /// How many of a group answered so: the count of each row of a table.
    pub(super) fn counts(&self, group: usize, table: usize, rows: usize) -> Vec<u32> {
        let mut counts = vec![0; rows];
        let atoms = self.atoms.iter().zip(&self.all[group].atoms);
        for (atom, _) in atoms.filter(|(_, belongs)| **belongs) {
            for (sum, count) in counts.iter_mut().zip(&atom.counts[table]) {
                *sum += count;
            }
        }
        counts
    }

    /// What a value of a group is called.
    pub(super) fn value(&self, tables: &[RawTable], (at, part): (usize, usize)) -> Row {
        let attribute = &self.attributes[at];
        let rows: Vec<Row> = tables[attribute.table].rows().map(|(row, _)| row.clone()).collect();
        Row::together(attribute.parts[part].iter().map(|row| rows[*row].clone()).collect())
    }
}

/// The profiles with merged values. Attributes without anything to tell apart no longer part them.
fn atoms(tallied: &Tallied<'_>, merged: &[Attribute]) -> BTreeMap<Vec<usize>, Profile> {
    let mut atoms: BTreeMap<Vec<usize>, Profile> = BTreeMap::new();
    for (raw, profile) in tallied.profiles {
        let part_of = |(attribute, value): (&Attribute, &usize)| {
            attribute.parts.iter().position(|part| part.contains(value)).unwrap_or(0)
        };
        let key = merged.iter().zip(raw).map(part_of).collect();
        match atoms.entry(key) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(profile.clone());
            }
            std::collections::btree_map::Entry::Occupied(mut atom) => add(atom.get_mut(), profile),
        }
    }
    atoms
}

fn add(sum: &mut Profile, profile: &Profile) {
    sum.ballots += profile.ballots;
    for (sums, counts) in sum.counts.iter_mut().zip(&profile.counts) {
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
}
