//! R2, before anything is hidden: groups that are too small are counted together, and so are
//! answers that are too rare.
//!
//! Merged are always all from 1 up to some number, ties included. Nobody can then compute the size
//! of a merged group, not even knowing these rules: let two of different size exchange their
//! people, and every table is the very same. So groups that are all equal take one more in.
//!
//! The answers that the pool's own table hides are merged into one row, whatever else is: told
//! apart, they would add up to something here that the pool's table does not say. That is why
//! points of a scale go together as they are rare, not as they are neighbours.

use super::{CELL_LEAST, GROUP_LEAST, is_hidden};

/// Fewer answers of all respondents are counted together with others (R2: 2t).
const ROW_LEAST: u32 = 2 * CELL_LEAST;

/// The places of groups that are told apart, those counted together last. Values nobody has make
/// no group.
pub(super) fn groups(sizes: &[u32]) -> Vec<Vec<usize>> {
    let stand_together = |small: &[u32]| {
        let differ = small.iter().any(|size| *size != small[0]);
        differ && small.iter().sum::<u32>() >= GROUP_LEAST
    };
    let mut parts = parts(sizes, GROUP_LEAST - 1, stand_together);
    parts.retain(|part| part.iter().any(|place| sizes[*place] > 0));
    parts
}

/// The places of rows that are told apart, those counted together last. `hidden` is the largest
/// figure that the pool's own table hides.
pub(super) fn rows(counts: &[u32], hidden: u32) -> Vec<Vec<usize>> {
    let stand_together = |small: &[u32]| small.iter().sum::<u32>() >= ROW_LEAST;
    parts(counts, hidden.max(ROW_LEAST - 1), stand_together)
}

fn parts(counts: &[u32], least: u32, stand_together: impl Fn(&[u32]) -> bool) -> Vec<Vec<usize>> {
    let mut highest = least;
    loop {
        let is_small = |count: &u32| is_hidden(*count, highest);
        let small: Vec<u32> = counts.iter().copied().filter(is_small).collect();
        let next = counts.iter().copied().filter(|count| *count > highest).min();
        match next {
            Some(next) if !small.is_empty() && !stand_together(&small) => highest = next,
            _ => break,
        }
    }
    let (together, apart): (Vec<usize>, Vec<usize>) =
        (0..counts.len()).partition(|place| is_hidden(counts[*place], highest));
    let merged = (!together.is_empty()).then_some(together);
    apart.into_iter().map(|place| vec![place]).chain(merged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_are_counted_together() {
        assert_eq!(groups(&[30, 12, 10]), [[0], [1], [2]]);
        assert_eq!(groups(&[30, 4, 12, 8]), [vec![0], vec![2], vec![1, 3]]);
    }

    #[test]
    fn what_is_too_small_together_takes_the_smallest_group_in() {
        assert_eq!(groups(&[30, 4, 12, 3]), [vec![0], vec![1, 2, 3]]);
        assert_eq!(groups(&[30, 4, 12, 12]), [vec![0], vec![1, 2, 3]], "ties go together");
        assert_eq!(groups(&[14, 9]), [[0, 1]], "nothing is left to tell apart");
    }

    #[test]
    fn equal_groups_hide_behind_one_that_differs() {
        assert_eq!(groups(&[40, 9, 9, 20]), [vec![0], vec![1, 2, 3]]);
    }

    #[test]
    fn a_value_nobody_has_makes_no_group() {
        assert_eq!(groups(&[30, 0, 12]), [[0], [2]]);
        assert_eq!(groups(&[30, 0, 12, 5]), [vec![0], vec![2, 3]]);
    }

    #[test]
    fn rare_answers_are_one_row_and_so_is_all_that_the_pool_hides() {
        assert_eq!(rows(&[20, 12, 6, 5, 0], 0), [vec![0], vec![1], vec![4], vec![2, 3]]);
        assert_eq!(rows(&[20, 12, 11, 3, 0], 11), [vec![0], vec![1], vec![4], vec![2, 3]]);
        assert_eq!(rows(&[20, 12, 6], 0), [vec![0], vec![1, 2]], "six alone are too few");
    }
}
