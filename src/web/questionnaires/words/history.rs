//! Words of a draft's history and of what is different.

use crate::domain::lang::{Lang, words};
use crate::domain::questionnaires::Past;

words! {
    HISTORY = "修改记录",
              "History";
    HISTORY_LEAD = "每次保存都留下一稿（最近 100 稿）。可以查看某一稿和现在的差别，也可以恢复到那一稿。",
                   "Every save leaves a state (the last 100 are kept). Look at what is different now, or return to one.";
    NO_HISTORY = "还没有记录；下一次保存以后这里就有了。",
                 "Nothing yet; the next save will stand here.";
    NOW = "现在的草稿",
          "The draft now";
    draft_state(number: i64) = "第 {number} 稿与现在的差别",
                               "Draft {number} against now";
    version_state(number: i64) = "第 {number} 版与现在的差别",
                                 "Version {number} against now";
    PAST_LEAD = "左边（上边）是当时的，右边（下边）是现在的草稿。",
                "What it was stands left (above), the draft of today right (below).";
    NO_DIFFERENCE = "和现在的草稿完全一样。",
                    "The same as the draft of today.";
    WHOLE_STATE = "当时的整份问卷",
                  "The whole questionnaire as it was";
    RESTORE = "恢复到这一稿",
              "Return to this state";
    RESTORE_QUESTION = "草稿会变成当时的样子。现在的草稿留在修改记录里，随时可以再恢复；已发布的版本不受影响。",
                       "The draft becomes what it was. What it is now stays in the history and can be returned to; published versions are not affected.";
    RESTORE_NOW = "确认恢复",
                  "Return to it";
    RESTORED = "草稿已恢复到所选的一稿。",
               "The draft is again what it was.";
    STALE_PAST = "您查看期间，其他人又改过草稿，所以没有恢复。下面是最新的差别，请核对后再决定。",
                 "Someone else changed the draft meanwhile, so nothing was restored. Below is what is different now; look again, then decide.";
    INTRO = "开头说明",
            "Opening lines";
    ADDED = "新增",
            "Added";
    GONE_NOW = "已删除",
               "Removed";
    MOVED = "换了位置",
            "Moved";
    CHANGED_NOW = "有修改",
                  "Changed";
    moved(from: usize, to: usize) = "原来是第 {from} 项，现在是第 {to} 项。",
                                    "Was item {from}, is item {to}.";
    moved_among(at: usize) = "仍是第 {at} 项，但与其他题目的先后变了。",
                             "Still item {at}, but in another order among the others.";
    entry_heading(number: usize, text: &str) = "第 {number} 项 {text}",
                                               "Item {number} {text}";
    WAS = "当时",
          "Then";
    IS = "现在",
         "Now";
    quoted(text: &str) = "“{text}”",
                         "“{text}”";
    ASPECT_TEXT = "题目文字",
                  "Text";
    ASPECT_HELP = "补充说明",
                  "Help";
    ASPECT_CONDITIONS = "条件",
                        "Its conditions";
    ASPECT_REQUIRED = "是否必填",
                      "Whether it must be answered";
    ASPECT_ORDER = "选项顺序",
                   "Order of the options";
    ASPECT_SETTING = "题型或设置",
                     "Kind or settings";
    ASPECT_OPTION_ADDED = "新增选项",
                          "Option added";
    ASPECT_OPTION_REMOVED = "删除选项",
                            "Option removed";
    ASPECT_OPTION_CHANGED = "修改选项",
                            "Option changed";

    DONE_CREATE = "新建问卷",
                  "Questionnaire made";
    DONE_HEAD = "修改标题或开头说明",
                "Title or opening lines changed";
    DONE_ADD = "新增题目",
               "Question added";
    DONE_CHANGE = "修改题目",
                  "Question changed";
    DONE_MOVE = "调整顺序",
                "Question moved";
    DONE_COPY = "复制题目",
                "Question copied";
    DONE_REMOVE = "删除题目",
                  "Question removed";
    DONE_INSERT = "从题库加入题目",
                  "Question taken from the bank";
    DONE_RENEW = "采用题库的新版",
                 "Newer version of the bank taken";
    DONE_KEEP = "放入题库",
                "Put into the bank";
    DONE_LANGUAGES = "增减文字",
                     "Languages changed";
    DONE_TRANSLATE = "修改译文",
                     "Translations changed";
    DONE_RESTORE = "恢复到以前的一稿",
                   "Returned to an older state";
}

/// A way to a state, in words.
pub fn state(lang: Lang, past: Past) -> String {
    match past {
        Past::Draft(revision) => draft_state(lang, revision),
        Past::Version(number) => version_state(lang, number),
    }
}

/// What was done, by the word that was kept.
pub fn done(lang: Lang, what: &str) -> &'static str {
    let said = match what {
        "create" => DONE_CREATE,
        "head" => DONE_HEAD,
        "add" => DONE_ADD,
        "move" => DONE_MOVE,
        "copy" => DONE_COPY,
        "remove" => DONE_REMOVE,
        "insert" => DONE_INSERT,
        "renew" => DONE_RENEW,
        "keep" => DONE_KEEP,
        "languages" => DONE_LANGUAGES,
        "translate" => DONE_TRANSLATE,
        "restore" => DONE_RESTORE,
        _ => DONE_CHANGE,
    };
    said.to(lang)
}
