//! R6 for groups: no few people may be what several published groups leave when they are added
//! and subtracted. Tried are all groups that are not published, every atom, all differences between
//! nested groups and atoms, and all sums of unpublished parts of a division.

use std::collections::BTreeSet;

use super::GROUP_LEAST;
use super::groups::{EVERYONE, Groups};
use super::linear::{Known, is_certain, sum};

/// Sums of more unpublished parts of one division are not tried.
const PARTS_SUMMED: usize = 6;

/// Takes back the smallest group that a few people can be computed from. Gives whether there was
/// one.
pub(super) fn take_back(groups: &mut Groups) -> bool {
    let published: Vec<usize> =
        (0..groups.all.len()).filter(|place| groups.all[*place].is_published).collect();
    let sums: Vec<_> = published.iter().map(|place| sum(atoms_of(groups, *place))).collect();
    let known = Known::of(groups.atoms.len(), sums.iter().map(Vec::as_slice));
    let doubt = known.doubt();
    let certain = |few: &Vec<usize>| is_certain(&doubt, sum(few.iter().copied()));
    let Some(few) = few_people(groups).into_iter().find(certain) else {
        return false;
    };
    let sources = known.sources(&sum(few)).unwrap_or_default();
    let of_these = sources.iter().map(|source| published[*source]);
    let smallest =
        of_these.filter(|place| *place != EVERYONE).min_by_key(|place| groups.all[*place].size);
    if let Some(place) = smallest {
        groups.all[place].is_published = false;
    }
    smallest.is_some()
}

fn atoms_of(groups: &Groups, place: usize) -> Vec<usize> {
    let belongs = groups.all[place].atoms.iter().enumerate();
    belongs.filter(|(_, belongs)| **belongs).map(|(atom, _)| atom).collect()
}

/// All sets of a few people that are worth trying, as atoms.
fn few_people(groups: &Groups) -> BTreeSet<Vec<usize>> {
    let mut sets: BTreeSet<Vec<usize>> = (0..groups.atoms.len()).map(|atom| vec![atom]).collect();
    let somebody: Vec<usize> =
        (0..groups.all.len()).filter(|place| groups.all[*place].size > 0).collect();
    let people = |set: &[usize]| set.iter().map(|atom| groups.atoms[*atom].ballots).sum::<u32>();
    let is_few = |people: u32| (1..GROUP_LEAST).contains(&people);
    let inside: Vec<(Vec<usize>, u32)> =
        somebody.iter().map(|place| (atoms_of(groups, *place), groups.all[*place].size)).collect();
    for (outer, all) in &inside {
        let beside = |inner: &[usize]| -> Vec<usize> {
            outer.iter().copied().filter(|atom| !inner.contains(atom)).collect()
        };
        let alone = outer.iter().filter(|atom| is_few(all - groups.atoms[**atom].ballots));
        sets.extend(alone.map(|atom| beside(&[*atom])));
        for (inner, some) in inside.iter().filter(|(_, some)| is_few(all.saturating_sub(*some))) {
            if some < all && inner.iter().all(|atom| outer.contains(atom)) {
                sets.insert(beside(inner));
            }
        }
        sets.insert(outer.clone());
    }
    for division in &groups.divisions {
        let is_hidden =
            |part: &&usize| groups.all[**part].size > 0 && !groups.all[**part].is_published;
        let hidden: Vec<&usize> = division.parts.iter().filter(is_hidden).collect();
        if hidden.len() <= PARTS_SUMMED {
            for chosen in 1_u32..1 << hidden.len() {
                let parts = hidden.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 1);
                let mut set: Vec<usize> =
                    parts.flat_map(|(_, part)| atoms_of(groups, **part)).collect();
                set.sort_unstable();
                sets.insert(set);
            }
        }
    }
    sets.retain(|set| is_few(people(set)));
    sets
}
