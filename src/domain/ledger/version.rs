//! What the forms of an item show, as it stood at one revision. Whoever sends a form late is shown
//! three things at once: what they saw, what stands there now, what they typed.

use serde::{Deserialize, Serialize};

use super::{Gap, LedgerState, Level, Record, Source};
use crate::domain::id::PersonId;
use crate::domain::text::Paragraph;
use crate::domain::time::Day;

/// Everything of an item that a form can change, and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Where the item stands.
    pub state: LedgerState,
    /// 风险点名称
    pub name: String,
    /// 主要内容及表现形式; none where it came from a questionnaire, since no form changes it then.
    pub content: Option<String>,
    /// 风险等级
    pub level: Option<Level>,
    /// 成因
    pub cause: Option<String>,
    /// What gaps in the rules let it arise.
    #[serde(default)]
    pub gaps: Vec<Gap>,
    /// 监控方式
    #[serde(default)]
    pub monitoring: Option<String>,
    /// 责任人
    pub person_responsible: Option<PersonId>,
    /// 责任领导（分管领导）
    pub leader_in_charge: Option<PersonId>,
    /// 完成时限
    pub due: Option<Day>,
    /// 整改措施, in their order.
    pub measures: Vec<String>,
    /// 完成情况
    pub completion: Option<String>,
}

impl Version {
    /// The item as it stands, with the words of its measures.
    pub fn of(record: &Record, measures: Vec<String>) -> Self {
        let item = &record.item;
        let text = |words: &Option<Paragraph>| words.as_ref().map(Paragraph::to_string);
        Self {
            state: item.state,
            name: record.name.clone(),
            content: (item.source != Source::Survey).then(|| record.content.clone()),
            level: item.plan.level,
            cause: text(&item.plan.cause),
            gaps: record.gaps.clone(),
            monitoring: record.monitoring.clone(),
            person_responsible: item.plan.person_responsible,
            leader_in_charge: item.plan.leader_in_charge,
            due: item.due.map(super::Due::current).or(item.plan.due),
            measures,
            completion: text(&item.completion),
        }
    }

    /// The version as it is stored.
    ///
    /// # Panics
    /// Never: text, numbers and dates are always JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("text, numbers and dates are JSON")
    }
}

/// Who changed a field between what a person saw and what they send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// What they send is what stands there.
    Nobody,
    /// Someone else, and the person left it as it was: sending would undo it.
    Others,
    /// The person alone.
    Oneself,
    /// Both, to different ends; also when what the person saw is not known.
    Both,
}

impl Changed {
    /// Compares what was seen (if that is known), what stands there now, and what was typed.
    pub fn between<T: PartialEq>(seen: Option<&T>, now: &T, typed: &T) -> Self {
        match seen {
            _ if now == typed => Self::Nobody,
            Some(seen) if seen == now => Self::Oneself,
            Some(seen) if seen == typed => Self::Others,
            _ => Self::Both,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Changed as C;

    #[test]
    fn who_changed_a_field_follows_from_three_versions_of_it() {
        for (seen, now, typed, changed) in [
            (Some("a"), "a", "a", C::Nobody),
            (Some("a"), "b", "b", C::Nobody),
            (Some("a"), "b", "a", C::Others),
            (Some("a"), "a", "b", C::Oneself),
            (Some("a"), "b", "c", C::Both),
            (None, "a", "a", C::Nobody),
            (None, "a", "b", C::Both),
        ] {
            let found = Changed::between(seen.as_ref(), &now, &typed);
            assert_eq!(found, changed, "{seen:?} {now} {typed}");
        }
    }
}
