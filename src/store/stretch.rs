//! A part of a long list.

/// Which rows of a list are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// How many rows lie before it.
    pub after: i64,
    /// How many it holds at most.
    pub count: i64,
}

impl Stretch {
    /// The whole list.
    pub const ALL: Self = Self { after: 0, count: i64::MAX };

    /// The same, or the last one that holds a row, of a list of so many rows: it may have become
    /// shorter since the page before was read.
    #[must_use]
    pub fn within(self, total: u64) -> Self {
        let last = i64::try_from(total).unwrap_or(i64::MAX).saturating_sub(1).max(0);
        let count = self.count.max(1);
        Self { after: self.after.min(last - last % count), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_the_end_of_a_list_its_last_part_is_read() {
        let part = |after| Stretch { after, count: 50 };
        for (after, total, within) in
            [(0, 0, 0), (50, 0, 0), (50, 50, 0), (50, 51, 50), (4_900, 101, 100), (100, 1_000, 100)]
        {
            assert_eq!(part(after).within(total), part(within), "{after} of {total}");
        }
        assert_eq!(Stretch::ALL.within(7), Stretch::ALL);
    }
}
