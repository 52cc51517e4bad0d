//! The plan as it was approved (附件四 at that moment), frozen word for word, and its hash. What
//! the reviewers agreed to stays readable whatever names, units or measures become later.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Level;
use crate::domain::annexes::{AnnexRow, date_in_words};
use crate::domain::audit::hex;
use crate::domain::time::Day;

/// An approved plan in the words it was approved in. Fields stand in the order of annex 4, since
/// the hash covers them in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSnapshot {
    /// 风险点名称
    pub name: String,
    /// 风险等级
    pub level: Level,
    /// 主要内容及表现形式
    pub content: String,
    /// 成因; the form has no column for it, the reviewers read it all the same.
    pub cause: String,
    /// 拟采取措施, in their order.
    pub measures: Vec<String>,
    /// 计划完成时限
    pub due: Day,
    /// 责任单位
    pub unit: String,
    /// 责任人
    pub person: String,
    /// 分管领导
    pub leader: String,
}

impl PlanSnapshot {
    /// The plan as it is stored and hashed.
    ///
    /// # Panics
    /// Never: text, numbers and dates are always JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("text, numbers and dates are JSON")
    }

    /// Hex SHA-256 of the stored text: two plans have one hash only when every word is the same.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.json().as_bytes()))
    }

    /// The row of annex 4. Annex 6 starts from it and adds what became of the plan.
    pub fn row(&self) -> AnnexRow {
        AnnexRow {
            name: self.name.clone(),
            level: u8::try_from(self.level.number()).ok(),
            content: self.content.clone(),
            measures: numbered(&self.measures),
            due: date_in_words(self.due),
            unit: self.unit.clone(),
            person: self.person.clone(),
            leader: self.leader.clone(),
            ..AnnexRow::default()
        }
    }
}

/// Measures as a cell shows them: one a line, counted when there are several.
pub fn numbered(measures: &[String]) -> String {
    match measures {
        [only] => only.clone(),
        several => (1..)
            .zip(several)
            .map(|(number, measure)| format!("{number}.{measure}"))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> PlanSnapshot {
        PlanSnapshot {
            name: "保证金退还".to_owned(),
            level: Level::Second,
            content: "退还不及时".to_owned(),
            cause: "无时限要求".to_owned(),
            measures: vec!["公示时限".to_owned(), "每周核对".to_owned()],
            due: "2026-06-30".parse().expect("a date"),
            unit: "财务科".to_owned(),
            person: "张三".to_owned(),
            leader: "李四".to_owned(),
        }
    }

    #[test]
    fn any_word_changed_changes_the_hash() {
        let hash = plan().hash();
        assert_eq!(hash, plan().hash());
        assert_ne!(hash, PlanSnapshot { cause: "无".to_owned(), ..plan() }.hash());
        assert_ne!(hash, PlanSnapshot { level: Level::Third, ..plan() }.hash());
        let joined =
            PlanSnapshot { measures: vec!["公示时限每周核对".to_owned()], ..plan() };
        assert_ne!(hash, joined.hash());
    }

    #[test]
    fn what_was_stored_reads_back_with_its_hash() {
        let again: PlanSnapshot = serde_json::from_str(&plan().json()).expect("JSON");
        assert_eq!((again.hash(), again), (plan().hash(), plan()));
    }

    #[test]
    fn measures_are_counted_when_there_are_several() {
        assert_eq!(plan().row().measures, "1.公示时限\n2.每周核对");
        assert_eq!(numbered(&["公示时限".to_owned()]), "公示时限");
        assert_eq!(numbered(&[]), "");
    }
}
