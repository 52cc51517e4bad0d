//! Forgetting the order. Ids are drawn before anything is written and used in ascending order over
//! rows in random order, so that neither a table nor a log tells which row became which. Texts are
//! walked as (row, block) pairs in a permutation of their own, never while walking rows: texts of
//! one ballot that are written side by side are linked to it again, measured at 1.000
//! (`anonymity`, sections 5 and 9a).

use super::super::chance::Chance;

/// Places of rows in random order.
///
/// # Panics
/// For 2^32 rows and more.
pub fn permuted(rows: usize, chance: Chance) -> Vec<u32> {
    let last = u32::try_from(rows).expect("fewer rows than 2^32");
    let mut places: Vec<u32> = (0..last).collect();
    chance.shuffle(&mut places);
    places
}

/// One text of a ballot, before it is detached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// The place of the row.
    pub row: u32,
    /// The place of the text in its ballot.
    pub nth: u16,
}

/// All texts in random order; `counts` says how many each row has.
pub fn permuted_blocks(counts: impl IntoIterator<Item = u16>, chance: Chance) -> Vec<Block> {
    let of_row = |(row, count)| (0..count).map(move |nth| Block { row, nth });
    let mut blocks: Vec<Block> = (0..).zip(counts).flat_map(of_row).collect();
    chance.shuffle(&mut blocks);
    blocks
}

/// Fresh ids in ascending order.
pub fn ascending_ids<T: Ord>(count: usize, draw: impl Fn() -> T) -> Vec<T> {
    let mut ids: Vec<T> = (0..count).map(|_| draw()).collect();
    ids.sort_unstable();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_and_every_text_is_met_once() {
        let mut rows = permuted(100, Chance);
        assert_ne!(rows, (0..100).collect::<Vec<_>>(), "one order in 10^157");
        rows.sort_unstable();
        assert_eq!(rows, (0..100).collect::<Vec<_>>());

        let counts = [0, 2, 1, 0, 3];
        let mut blocks = permuted_blocks(counts, Chance);
        blocks.sort_unstable();
        let pairs: Vec<_> = blocks.iter().map(|block| (block.row, block.nth)).collect();
        assert_eq!(pairs, [(1, 0), (1, 1), (2, 0), (4, 0), (4, 1), (4, 2)]);
    }

    #[test]
    fn texts_of_one_ballot_do_not_stay_together() {
        let together =
            |blocks: &[Block]| blocks.windows(2).filter(|pair| pair[0].row == pair[1].row).count();
        let walked: Vec<Block> =
            (0..500).flat_map(|row| (0..2).map(move |nth| Block { row, nth })).collect();
        assert_eq!(together(&walked), 500, "the control walks rows");
        // 999 neighbours, each of one ballot with probability 1/999.
        assert!(together(&permuted_blocks(vec![2; 500], Chance)) < 12);
    }

    #[test]
    fn ids_ascend() {
        let ids = ascending_ids(50, || Chance.bytes::<16>());
        assert!(ids.is_sorted());
        assert_eq!(ids.len(), 50);
    }
}
