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
    "继续努力",
    "none",
    "no",
    "nothing",
    "n/a",
    "嗯",
    "略",
    "没啥",
    "没啥意见",
    "没啥建议",
    "没什么",
    "没什么意见",
    "没什么建议",
    "没有什么意见",
    "没有什么建议",
    "没有任何意见",
    "没有任何建议",
    "没有其他意见",
    "没有其它意见",
    "没有其他建议",
    "无其他意见",
    "无其它意见",
    "无其他",
    "暂无其他意见",
    "暂时没意见",
    "暂时没有意见",
    "暂时无",
    "目前没有",
    "目前无",
    "目前没有意见",
    "目前没有建议",
    "无意见和建议",
    "没有意见和建议",
    "没有建议和意见",
    "无建议和意见",
    "暂无意见和建议",
    "暂无意见建议",
    "没有意见建议",
    "无意见无建议",
    "没建议",
    "没问题",
    "无问题",
    "没有问题",
    "没想法",
    "无想法",
    "没想好",
    "没有想法",
    "想不起来",
    "想不出来",
    "没了",
    "无了",
    "没有啊",
    "没有呢",
    "没有哦",
    "没有的",
    "没有吧",
    "木有",
    "無",
    "無意見",
    "冇",
    "不了解",
    "不太清楚",
    "不太了解",
    "说不好",
    "不好说",
    "无可奉告",
    "无补充",
    "没有补充",
    "无其他建议",
    "无其它建议",
    "没有其他",
    "未发现",
    "没发现",
    "未发现问题",
    "没有发现问题",
    "不便说",
    "不方便说",
    "同上",
    "随便",
    "都行",
    "都可以",
    "可以",
    "还行",
    "还可以",
    "好的",
    "都好",
    "都挺好",
    "都不错",
    "不错",
    "很不错",
    "很棒",
    "棒",
    "赞",
    "点赞",
    "正常",
    "一切正常",
    "一切很好",
    "都满意",
    "挺满意",
    "十分满意",
    "比较满意",
    "基本满意",
    "总体满意",
    "满意没有意见",
    "很好没有意见",
    "很好无意见",
    "谢谢",
    "辛苦了",
    "同意",
    "赞同",
    "ok",
    "okay",
    "nil",
    "null",
    "na",
    "nope",
    "no comment",
    "no comments",
    "no opinion",
    "no suggestion",
    "nothing to add",
    "all good",
    "good",
    "very good",
    "fine",
    "great",
    "thanks",
    "thank you",
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
    /// None at all: nothing would be empty any more.
    Nothing,
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
        match list.listed.len() {
            0 => Err(NotAList::Nothing),
            count if count > MOST => Err(NotAList::TooMany),
            _ => Ok(list),
        }
    }

    /// The list, one answer a line.
    pub fn lines(&self) -> String {
        self.listed.join("\n")
    }

    /// Whether a text says nothing: it is on the list, or it is one of the list over and over, or each
    /// of its clauses is (无，谢谢), or it has no letter or digit at all.
    pub fn holds(&self, text: &str) -> bool {
        self.is_known(text) || text.split(is_mark).all(|clause| self.is_known(clause))
    }

    fn is_known(&self, text: &str) -> bool {
        let core = core(text);
        core.is_empty() || self.known.contains(&core) || self.known.contains(once(&core))
    }
}

/// Whether a clause ends here: a space alone is no end.
fn is_mark(character: char) -> bool {
    !character.is_alphanumeric() && !character.is_whitespace()
}

/// The least that a text is a repetition of: 无 of 无无无.
fn once(core: &str) -> &str {
    let ends = core.char_indices().skip(1).map(|(at, _)| at);
    let is_repeated = |end: &usize| {
        core.len().is_multiple_of(*end) && core[..*end].repeat(core.len() / end) == core
    };
    ends.take_while(|end| *end <= core.len() / 2).find(is_repeated).map_or(core, |end| &core[..end])
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
    fn what_people_write_to_say_nothing_is_known_and_what_says_something_is_not() {
        let list = EmptyAnswers::default();
        for empty in [
            "OK",
            "嗯。",
            "略",
            "没啥意见",
            "都好",
            "無",
            "No comment",
            "无无",
            "无无无",
            "没有没有！",
            "好好好",
            "没什么意见",
            "暂时没有意见",
            "木有",
            "没问题",
            "挺好挺好",
            "谢谢！",
            "Nothing to add.",
            "无，谢谢",
            "很好。没有意见！",
            "无其他建议",
            "未发现",
            "不便说",
            "No comment, thanks",
        ] {
            assert!(list.holds(empty), "{empty}");
        }
        for said in [
            "没问题才怪",
            "很好，窗口再多开两个",
            "没有，人手不够",
            "未发现有人管",
            "好，就是慢",
            "可以网上办吗",
            "正常的不给办",
            "好的项目都给关系户",
            "同意书要盖三次章",
            "谢谢窗口小王",
            "随便收费",
            "不了解的人没法办",
            "没有没有没",
            "无名号",
            "棒棒糖",
        ] {
            assert!(!list.holds(said), "{said}");
        }
        assert!(EmptyAnswers::parse(&list.lines()).is_ok(), "what is shipped can be saved");
    }

    #[test]
    fn a_list_of_nothing_is_no_list() {
        assert_eq!(EmptyAnswers::parse("\n  \n…\n"), Err(NotAList::Nothing));
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
