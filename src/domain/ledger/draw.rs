//! 抽查: which items are drawn by lot to be looked at on the spot. The lot follows from a seed that is
//! drawn first and kept, so that everyone can make the draw again.

use sha2::{Digest, Sha256};

use crate::domain::audit::hex;
use crate::domain::id::{LedgerId, PersonId};
use crate::domain::time::Timestamp;

/// The most items of one draw.
pub const MOST_DRAWN: usize = 100;

/// A draw as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// 32 random bytes in hex.
    pub seed: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub person: PersonId,
    /// What it was drawn from.
    pub frame: Vec<LedgerId>,
    /// How many were to be drawn.
    pub count: usize,
}

impl Draw {
    /// The items drawn: those whose hash with the seed is smallest. The order of the frame does not
    /// matter.
    pub fn items(&self) -> Vec<LedgerId> {
        let mut lots: Vec<(String, LedgerId)> = self
            .frame
            .iter()
            .map(|id| (hex(&Sha256::digest(format!("{} {id}", self.seed).as_bytes())), *id))
            .collect();
        lots.sort();
        lots.dedup();
        lots.into_iter().take(self.count).map(|(_, id)| id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;

    fn draw(seed: &str, frame: &[LedgerId], count: usize) -> Draw {
        let (person, at) = (PersonId::draw(Chance), Timestamp(0));
        Draw { seed: seed.to_owned(), at, person, frame: frame.to_vec(), count }
    }

    #[test]
    fn the_same_seed_and_frame_give_the_same_items_in_whatever_order() {
        let mut frame: Vec<LedgerId> = (0..20).map(|_| LedgerId::draw(Chance)).collect();
        let drawn = draw("a", &frame, 5).items();
        assert_eq!(drawn.len(), 5);
        frame.reverse();
        frame.push(frame[0]);
        assert_eq!(
            draw("a", &frame, 5).items(),
            drawn,
            "the frame's order and repeats do not count"
        );
        assert!(drawn.iter().all(|id| frame.contains(id)));
        assert_eq!(draw("a", &frame, 50).items().len(), 20, "never more than there are");
        assert_eq!(draw("a", &[], 5).items(), []);
    }

    #[test]
    fn every_item_is_drawn_about_as_often_as_any_other() {
        let frame: Vec<LedgerId> = (0..4).map(|_| LedgerId::draw(Chance)).collect();
        let mut times = [0_u32; 4];
        for seed in 0..4_000 {
            let first = draw(&seed.to_string(), &frame, 1).items()[0];
            times[frame.iter().position(|id| *id == first).expect("of the frame")] += 1;
        }
        assert!(times.iter().all(|times| (880..=1_120).contains(times)), "{times:?}");
    }
}
