//! Answers that say nothing.

use crate::domain::lang::words;

words! {
    EMPTY = "没有内容的答复",
            "Answers that say nothing";
    EMPTY_WAITING = "待处理",
                    "Waiting";
    EMPTY_PROPOSED = "搁置待确认",
                     "Set aside, to be confirmed";
    EMPTY_SET_ASIDE = "全部搁置",
                      "Set all aside";
    EMPTY_CONFIRM = "全部确认",
                    "Confirm all";
    EMPTY_NONE = "没有。",
                 "None.";
    with_number(label: &str, count: usize) = "{label}（{count} 条）",
                                             "{label} ({count})";
    empties_own(count: usize) = "您搁置的 {count} 条由另一位复核人确认。",
                                "The {count} you set aside are confirmed by another second reader.";
    empties_aside(count: usize) = "已搁置 {count} 条，等待复核人确认。",
                                  "{count} set aside, to be confirmed.";
    empties_confirmed(count: usize) = "已确认搁置 {count} 条。",
                                      "{count} confirmed.";
    EMPTY_DISAGREE = "不同意",
                     "Disagree";
    EMPTY_DISAGREE_HELP = "不同意的退回待处理意见，逐条办理，不再与其他没有内容的答复合并。",
                          "What you disagree with goes back to the waiting texts, to be dealt with one by one.";
    empties_reopened(count: usize) = "已退回 {count} 条，逐条办理。",
                                     "{count} back among the waiting texts.";
    EMPTY_LIST = "没有内容的答复：用语表",
                 "List of empty answers";
    EMPTY_LIST_HELP = "每行一个。整条意见与表中用语相同（不计空格、标点）的，合并处理。",
                      "One a line. A text that equals one of these, spaces and punctuation apart, is dealt with together with the others.";
    empty_too_long(entry: &str) = "“{entry}”太长，不像没有内容的答复。",
                                  "“{entry}” is too long for an answer that says nothing.";
    EMPTY_LIST_NEEDED = "请至少保留一个用语，也可以恢复为系统自带的用语表。",
                        "Keep at least one, or go back to the list that comes with the program.";
    EMPTY_SHIPPED = "恢复系统自带的用语表",
                    "Back to the shipped list";
    EMPTY_SHIPPED_QUESTION = "现有的用语表由系统自带的替换。",
                             "The list as it stands is replaced by the one that comes with the program.";
    EMPTY_TOO_MANY = "最多 200 个。",
                     "At most 200.";
}
