//! In which order a reader meets the texts that wait. Every reader meets them in another order, and
//! in another each day, so that neither what one reads first nor what two readers know in common
//! says anything about how texts came in; within a day the order holds still, so that there is a
//! next text and a way back.

use sha2::{Digest, Sha256};

use crate::domain::id::{PersonId, PoolId, TextId};
use crate::domain::time::Day;

/// The order of one reader's day.
#[derive(Clone, Copy, Debug)]
pub struct ReadingOrder {
    reader: PersonId,
    day: Day,
}

/// Where a text stands in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place([u8; 32]);

impl ReadingOrder {
    /// The order of this reader on this day.
    pub fn of(reader: PersonId, day: Day) -> Self {
        Self { reader, day }
    }

    /// Where this text stands, whether it still waits or not.
    pub fn place(self, pool: PoolId, text: TextId) -> Place {
        let Self { reader, day } = self;
        Place(Sha256::digest(format!("desk1 {reader} {day} {pool} {text}")).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;

    #[test]
    fn a_readers_day_has_one_order_and_no_other_readers_or_days_is_the_same() {
        let (pool, today) = (PoolId::draw(Chance), "2026-03-02".parse().expect("a day"));
        let texts: Vec<TextId> = (0..20).map(|_| TextId::draw(Chance)).collect();
        let ordered = |reader, day| {
            let mut ordered = texts.clone();
            ordered.sort_by_key(|text| ReadingOrder::of(reader, day).place(pool, *text));
            ordered
        };
        let (one, other) = (PersonId::draw(Chance), PersonId::draw(Chance));
        assert_eq!(ordered(one, today), ordered(one, today));
        assert_ne!(ordered(one, today), ordered(other, today));
        assert_ne!(ordered(one, today), ordered(one, today.plus_days(1)));
        let mut by_id = texts.clone();
        by_id.sort();
        assert_ne!(ordered(one, today), by_id, "ids are no order either");
    }
}
