//! Words of setting up.

mod calendar;

pub use self::calendar::*;
use crate::domain::lang::words;

words! {
    SETUP = "设置",
            "Setting up";
    LEAD = "载入方案自带的内容。已有的不会改动，重复载入也不会多出一份；载入后都可以再改。",
           "Loads what comes with the plan. What is there already stays as it is, loading twice adds nothing, and all of it can be changed afterwards.";
    LOAD = "载入方案",
           "Load the plan";
    loaded(added: usize) = "已载入 {added} 项。",
                           "Entries loaded: {added}.";
    NOTHING_MISSING = "方案自带的内容都已在系统里，没有新增。",
                      "All that comes with the plan is there already; nothing was added.";
    WHAT = "内容",
           "What";
    SHIPPED = "方案自带",
              "Comes with the plan";
    PRESENT = "已有",
              "There already";
    TO_LOAD = "将载入",
              "To be loaded";
    UNITS = "单位（示例）",
            "Units (examples)";
    WORDS = "词表",
            "Vocabularies";
    CALENDAR = "工作日历（年）",
               "Working-day calendar (years)";
    QUESTIONNAIRES = "问卷",
                     "Questionnaires";
    BANK = "题库里的题",
           "Questions of the bank";
    EDIT_WORDS = "词表",
                 "Vocabularies";
    EDIT_CALENDAR = "工作日历",
                    "Working-day calendar";
    EDIT_MAIL = "邮件和通知",
                "Mail and notices";

    WORDS_LEAD = "风险类别、重点、环节等固定用词。词可以改写、停用，代码不变：台账和问卷都按代码对应。",
                 "The fixed words of the plan. Words can be rewritten and retired; codes stay, since ledgers and questionnaires refer to them.";
    NO_WORDS = "还没有词。请先载入方案。",
               "No words yet. Load the plan first.";
    ADD_WORD = "新增一项",
               "Add a word";
    ZH = "中文",
         "Chinese";
    EN = "英文",
         "English";
    EN_HELP = "可以不填，英文界面会显示中文。",
              "May be left out; Chinese stands in for it.";
    CODE = "代码",
           "Code";
    CODE_HELP = "可以不填，由系统生成；定了就不再改。小写字母开头，可含小写字母、数字和下划线。",
                "May be left blank to have one made; it never changes. A small letter first, then small letters, digits and underscores.";
    POSITION = "顺序",
               "Order";
    POSITION_HELP = "数字小的排在前面。风险等级的顺序就是级别，请勿更改。",
                    "Smaller numbers come first. For risk levels the number is the level: leave it.";
    POSITION_WRONG = "请填写 1 到 999 的整数。",
                     "Please give a whole number from 1 to 999.";
    UNIT = "默认交办单位",
           "Usual unit";
    UNIT_HELP = "选了它的意见，交办时先建议这个单位，可由经办人更改。",
                "What concerns it is proposed to this unit; the case officer may decide otherwise.";
    KEYWORDS = "同义词、常用说法",
               "What people say";
    KEYWORDS_HELP = "每行一个，也可以用顿号隔开。意见原文里出现这些说法时，系统会建议归入这个词，并列明依据。",
                    "One a line, or parted by commas. Where a suggestion uses them, the desk is proposed this word, with the grounds.";
    keyword_too_long(keyword: &str) = "“{keyword}”过长，请控制在 20 个字以内。",
                                      "“{keyword}” is too long: 20 characters at most.";
    keyword_unseen(keyword: &str) = "“{keyword}”里有看不见的字符，请删去后重新输入。",
                                    "“{keyword}” holds a character that cannot be seen; please type it again.";
    keyword_says_nothing(keyword: &str) = "“{keyword}”区分不出意见内容：请写两个字以上、有实际含义的词，不含数字。",
                                          "“{keyword}” tells no suggestion apart: give a word of two characters and more that means something, without digits.";
    KEYWORDS_TOO_MANY = "最多 80 个，请删减。",
                        "At most 80; please leave some out.";
    STANDING = "状态",
               "Standing";
    ACTIVE = "在用",
             "Active";
    RETIRED = "已停用",
              "Retired";
}
