//! The story of tips (问题线索): a chain of its own beside the audit trail, with the same hash, seen
//! by discipline officers alone. It names days, because a moment would be found again in the
//! trail, and of the desk nobody: who handed a tip over is sealed inside it.

use super::audit::Line;
use super::id::{PersonId, TipId};
use super::lang::Text;
use super::text::word_enum;
use super::time::Day;

word_enum! {
    /// What was done with a tip.
    pub enum TipAct {
        /// 移交
        HandedOver = "handed_over",
        /// 打开
        Opened = "opened",
        /// 退回一般性内容
        GivenBack = "given_back",
    }
}

impl TipAct {
    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::HandedOver => ("密封移交", "Handed over, sealed"),
            Self::Opened => ("打开", "Opened"),
            Self::GivenBack => ("退回一般性内容", "General part given back"),
        };
        Text { zh, en }
    }
}

/// A line of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TipEvent {
    /// Its place, from 1.
    pub seq: i64,
    /// The day.
    pub on: Day,
    /// The officer; nobody where the desk handed over.
    pub person: Option<PersonId>,
    /// What was done.
    pub act: TipAct,
    /// With which tip.
    pub tip: TipId,
    /// Hex SHA-256 over the previous line's hash and this line.
    pub hash: String,
}

impl TipEvent {
    /// The hash that belongs to this line after one with hash `previous`.
    pub fn hash_after(&self, previous: &str) -> String {
        let line = Line {
            seq: self.seq,
            at: 0,
            actor: self.person.map_or_else(String::new, |person| person.to_string()),
            act: self.act.code().to_owned(),
            subject: self.tip.to_string(),
            detail: self.on.to_string(),
            hash: String::new(),
        };
        line.hash_after(previous)
    }
}

/// Whether every line follows from the one before, up to the head.
pub fn is_whole(story: &[TipEvent], (seq, head): (i64, &str)) -> bool {
    let mut previous = String::new();
    for (place, event) in (1..).zip(story) {
        if event.seq != place || event.hash != event.hash_after(&previous) {
            return false;
        }
        previous.clone_from(&event.hash);
    }
    i64::try_from(story.len()) == Ok(seq) && previous == head
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;

    #[test]
    fn a_story_that_was_touched_anywhere_is_not_whole() {
        let (tip, officer) = (TipId::draw(Chance), PersonId::draw(Chance));
        let mut story: Vec<TipEvent> = Vec::new();
        for (seq, act) in (1..).zip(TipAct::ALL) {
            let person = (*act != TipAct::HandedOver).then_some(officer);
            let on = "2026-03-02".parse().expect("a day");
            let mut event = TipEvent { seq, on, person, act: *act, tip, hash: String::new() };
            event.hash = event.hash_after(story.last().map_or("", |last| last.hash.as_str()));
            story.push(event);
        }
        let head = (3, story[2].hash.clone());
        let whole = |story: &[TipEvent]| is_whole(story, (head.0, &head.1));
        assert!(whole(&story) && is_whole(&[], (0, "")));
        assert!(!whole(&story[..2]), "one is missing at the end");
        assert!(!whole(&story[1..]), "one is missing at the beginning");
        let mut changed = story.clone();
        changed[1].person = None;
        assert!(!whole(&changed), "somebody was taken out");
        changed = story.clone();
        changed[0].on = "2026-03-03".parse().expect("a day");
        assert!(!whole(&changed), "another day");
    }
}
