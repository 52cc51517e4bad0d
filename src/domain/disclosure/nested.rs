//! R5: no two published groups of which one contains the other may differ by a few people, and no
//! group may leave a few people beside those of its parts that are published. R4 for groups: a
//! part that alone is not published is what the others leave.

use super::GROUP_LEAST;
use super::groups::Groups;

/// Publishes one group after another, those of fewer attributes and of more people first.
pub(super) fn publish(groups: &mut Groups) {
    let mut order: Vec<usize> = (1..groups.all.len()).collect();
    order.retain(|place| std::mem::take(&mut groups.all[*place].is_published));
    order.sort_by_key(|place| {
        let group = &groups.all[*place];
        (group.by.len(), u32::MAX - group.size)
    });
    for place in order {
        groups.all[place].is_published =
            differs_enough(groups, place) && leaves_enough(groups, place);
    }
}

fn is_few(people: u32) -> bool {
    (1..GROUP_LEAST).contains(&people)
}

fn differs_enough(groups: &Groups, place: usize) -> bool {
    (0..groups.all.len()).filter(|other| groups.all[*other].is_published).all(|other| {
        let is_nested = groups.is_within(place, other) || groups.is_within(other, place);
        !(is_nested && is_few(groups.all[place].size.abs_diff(groups.all[other].size)))
    })
}

fn leaves_enough(groups: &Groups, place: usize) -> bool {
    groups.divisions.iter().filter(|division| division.parts.contains(&place)).all(|division| {
        let beside = |part: &&usize| **part != place && !groups.all[**part].is_published;
        let left: u32 =
            division.parts.iter().filter(beside).map(|part| groups.all[*part].size).sum();
        !is_few(left)
    })
}

/// Takes back groups until no division leaves a single one, or a few people.
pub(super) fn protect_each_other(groups: &mut Groups) {
    while let Some(place) = revealing(groups) {
        groups.all[place].is_published = false;
    }
}

/// The smallest published part of a division that reveals another.
fn revealing(groups: &Groups) -> Option<usize> {
    groups.divisions.iter().find_map(|division| {
        if !groups.all[division.whole].is_published {
            return None;
        }
        let size = |part: &&usize| groups.all[**part].size;
        let (seen, hidden): (Vec<&usize>, Vec<&usize>) = division
            .parts
            .iter()
            .filter(|part| groups.all[**part].size > 0)
            .partition(|part| groups.all[**part].is_published);
        let left: u32 = hidden.iter().map(size).sum();
        let reveals = hidden.len() == 1 || is_few(left);
        let smallest = seen.into_iter().min_by_key(size).copied();
        smallest.filter(|_| reveals)
    })
}
