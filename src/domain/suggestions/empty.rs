//! Texts that say nothing: 无, 没有, 暂无, 很好. Most free text is of this kind; the desk sees such
//! texts once, with their number. The list is the office's own to edit.

use std::collections::BTreeSet;

use crate::domain::typed::half_width;

/// What the list holds before anyone edits it.
const SHIPPED: &[&str] = &[
    "无",
    "没有",
    "暂无",
    "没",
    "无意见",
    "没有意见",
    "暂无意见",
    "无建议",
    "没有建议",
    "暂无建议",
    "无意见建议",
    "没意见",
    "没有了",
    "暂时没有",
    "不清楚",
    "不知道",
    "很好",
    "挺好",
    "挺好的",
    "好",
    "都很好",
    "非常好",
    "满意",
    "很满意",
    "非常满意",
    "一切都好",
    "继续保持",
    "none",
    "no",
    "nothing",
    "n/a",
];
/// The longest answer that can be on the list, in characters: longer ones say something.
const LONGEST: usize = 12;
/// The most entries.
const MOST: usize = 200;

/// The answers that count as empty, whatever their spacing, punctuation, width and case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmptyAnswers {
    listed: Vec<String>,
    known: BTreeSet<String>,
}

/// Why a list was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAList {
    /// This entry is too long to be an empty answer.
    TooLong(String),
    /// More entries than are taken.
    TooMany,
}

impl Default for EmptyAnswers {
    fn default() -> Self {
        Self::of(SHIPPED.iter().map(|entry| (*entry).to_owned()))
    }
}

impl EmptyAnswers {
    fn of(entries: impl IntoIterator<Item = String>) -> Self {
        let listed: Vec<String> = entries.into_iter().collect();
        let known = listed.iter().map(|entry| core(entry)).collect();
        Self { listed, known }
    }

    /// Reads a list, one answer a line; blank lines are skipped.
    pub fn parse(lines: &str) -> Result<Self, NotAList> {
        let entries = lines.lines().map(str::trim).filter(|line| !core(line).is_empty());
        let list = Self::of(entries.map(str::to_owned));
        if let Some(long) = list.listed.iter().find(|entry| core(entry).chars().count() > LONGEST) {
            return Err(NotAList::TooLong(long.clone()));
        }
        if list.listed.len() > MOST { Err(NotAList::TooMany) } else { Ok(list) }
    }

    /// The list, one answer a line.
    pub fn lines(&self) -> String {
        self.listed.join("\n")
    }

    /// Whether a text says nothing: it is on the list, or has no letter or digit at all.
    pub fn holds(&self, text: &str) -> bool {
        let core = core(text);
        core.is_empty() || self.known.contains(&core)
    }
}

fn core(text: &str) -> String {
    let kept = text.chars().map(half_width).filter(|character| character.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_answers_are_known_however_typed() {
        let list = EmptyAnswers::default();
        for empty in ["无", " 无。", "没有！！", "暂 无", "N/A", "ＮＯ", "……", "👍", "继续保持～"]
        {
            assert!(list.holds(empty), "{empty}");
        }
        for said in ["无窗口引导", "没有人接电话", "很好但是慢", "无障碍设施", "1"]
        {
            assert!(!list.holds(said), "{said}");
        }
    }

    #[test]
    fn an_edited_list_reads_back() {
        let list = EmptyAnswers::parse("无\n\n 木有 \n").expect("a list");
        assert_eq!(list.lines(), "无\n木有");
        assert!(list.holds("木有。") && !list.holds("没有"));
        assert_eq!(EmptyAnswers::parse(&list.lines()), Ok(list));
    }

    #[test]
    fn what_says_something_cannot_be_listed_as_empty() {
        let long = "工作人员推诿扯皮要求吃请送礼";
        assert_eq!(EmptyAnswers::parse(long), Err(NotAList::TooLong(long.to_owned())));
        assert_eq!(EmptyAnswers::parse(&"无\n".repeat(201)), Err(NotAList::TooMany));
    }
}
