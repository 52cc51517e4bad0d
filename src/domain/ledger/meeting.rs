//! The record of a meeting that found a risk point (集体议), by the plan's rules for collective
//! decisions: it is decided in a meeting and not by passing a paper round, everyone present says yes
//! or no, and the record is a list of who said what.

use serde::{Deserialize, Serialize};

use super::LedgerRefusal;
use crate::domain::text::{Line, Paragraph};
use crate::domain::time::Day;

/// The most people on a record.
pub const MOST_PRESENT: usize = 30;

/// Someone present, with what they said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// Their name.
    pub name: String,
    /// 同意, or 不同意; there is no third answer.
    pub agrees: bool,
}

/// The record of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// 时间
    pub on: Day,
    /// 地点
    pub place: String,
    /// 参加人员, each with what they said.
    pub present: Vec<Voice>,
    /// 结论
    pub conclusion: String,
}

impl Meeting {
    /// All that is wrong with a meeting: when it was, and who was there, as far as either is known.
    pub fn faults(on: Option<Day>, present: Option<&[Voice]>, today: Day) -> Vec<LedgerRefusal> {
        let mut faults = Vec::new();
        faults.extend(on.filter(|on| *on > today).map(|_| LedgerRefusal::MeetingToCome));
        let Some(present) = present else { return faults };
        let is_known = |at: usize, name: &String| present[..at].iter().any(|one| one.name == *name);
        if present.len() < 2 {
            faults.push(LedgerRefusal::MeetingOfOne);
        } else if present.iter().enumerate().any(|(at, voice)| is_known(at, &voice.name)) {
            faults.push(LedgerRefusal::PresentTwice);
        } else if present.iter().filter(|voice| voice.agrees).count() * 2 <= present.len() {
            faults.push(LedgerRefusal::MeetingDisagreed);
        }
        faults
    }

    /// A record that holds: a meeting has been, of at least two, each named once, and more than half
    /// of them agreed.
    pub fn held(
        on: Day,
        place: &Line,
        present: Vec<Voice>,
        conclusion: &Paragraph,
        today: Day,
    ) -> Result<Self, LedgerRefusal> {
        match Self::faults(Some(on), Some(&present), today).into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(Self {
                on,
                place: place.as_str().to_owned(),
                present,
                conclusion: conclusion.as_str().to_owned(),
            }),
        }
    }

    /// How many agreed.
    pub fn agreeing(&self) -> usize {
        self.present.iter().filter(|voice| voice.agrees).count()
    }

    /// The record as it is stored.
    ///
    /// # Panics
    /// Never: text and dates are always JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("text and dates are JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LedgerRefusal as R;

    fn held(on: &str, present: &[(&str, bool)]) -> Result<Meeting, LedgerRefusal> {
        let voice =
            |(name, agrees): &(&str, bool)| Voice { name: (*name).to_owned(), agrees: *agrees };
        Meeting::held(
            on.parse().expect("a day"),
            &Line::parse("会议室").expect("a place"),
            present.iter().map(voice).collect(),
            &Paragraph::parse("应双人保管").expect("words"),
            "2026-03-02".parse().expect("a day"),
        )
    }

    #[test]
    fn a_meeting_is_held_by_several_who_say_yes_or_no() {
        let meeting = held("2026-03-02", &[("甲", true), ("乙", true), ("丙", false)]);
        assert_eq!(meeting.as_ref().map(Meeting::agreeing), Ok(2));
        let meeting = meeting.expect("a record");
        assert_eq!(serde_json::from_str::<Meeting>(&meeting.json()).expect("JSON"), meeting);
    }

    #[test]
    fn what_is_no_meeting_or_no_decision_is_refused() {
        for (on, present, refusal) in [
            ("2026-03-03", &[("甲", true), ("乙", true)][..], R::MeetingToCome),
            ("2026-03-02", &[("甲", true)], R::MeetingOfOne),
            ("2026-03-02", &[("甲", true), ("甲", true)], R::PresentTwice),
            ("2026-03-02", &[("甲", true), ("乙", false)], R::MeetingDisagreed),
        ] {
            assert_eq!(held(on, present), Err(refusal), "{present:?}");
        }
    }
}
