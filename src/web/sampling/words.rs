//! Words of the faithfulness sample.

use crate::domain::lang::words;
use crate::domain::time::Day;

words! {
    SAMPLING = "提炼抽样复读",
               "Faithfulness sample";
    SAMPLING_LEAD = "意见原文销毁以前，由督导组指定一位没有参与提炼的复核人，随机抽取 5%（至少 10 条，不足 10 条的全部），对照原文重读办理结果，搁置的也在其中。督导组只看到数字；原文仍只在提炼岗内阅读。",
                    "Before raw texts are destroyed, the supervision group names a second reader who took no part, and 5 % of the texts (at least 10, or all) are read again beside what became of them, those set aside included. Supervision sees numbers alone; raw text stays at the desk.";
    NOTHING_OPENED = "还没有启封的调查组。",
                     "No pool was opened yet.";
    too_early(from: Day) = "还有意见没有办完，暂不抽取。以下各项都办完以后即可抽取；没有办完的，{from} 起也可以抽取。",
                           "Something still waits. The sample is drawn once all of this is done, or from {from} on in any case.";
    WAITING_TEXTS = "待处理的意见（条）",
                    "Texts that wait";
    WAITING_PROPOSED = "搁置待确认（条）",
                       "Set aside, to be confirmed";
    WAITING_ITEMS = "提炼待复核、待退改（条）",
                    "Items to be cleared or mended";
    WAITING_RELEASE = "已复核待交办，含不足 5 条、暂不交办的（条）",
                      "Cleared and not released, those below 5 texts included";
    NOBODY_ABLE = "没有符合条件的复核人：不能是督导组成员，没有参与过本专项工作的提炼、复核，也不属于意见所涉单位。请系统管理员先增加一位。",
                  "Nobody can read it: it takes a second reader who is no supervisor, took no part at this desk and belongs to no unit concerned. Ask the administrator to add one.";
    READER = "复读人",
             "Reader";
    NOTHING_TO_DRAW = "没有已经办结的意见可供抽取。",
                      "Nothing is settled that could be drawn.";
    TOO_LATE = "意见原文已经销毁，不能再抽取。销毁前没有抽样复读。",
               "The raw texts are destroyed and nothing can be drawn any more. No sample was taken before.";
    can_be_named(before: Day) = "请在符合条件的复核人中指定一位复读人：{before} 原文销毁以前可以指定，请留出复读的时间。",
                                "Name one of those who can read it: before {before}, when the raw texts are destroyed, and early enough to read.";
    draw(name: &str) = "指定{name}并抽取",
                       "Name {name} and draw";
    READER_HELP = "确认后当即抽取，复读人和抽取结果都不能更换。",
                  "It is drawn at once; neither the reader nor what was drawn can be changed afterwards.";
    DRAW = "确认指定并抽取",
           "Name and draw";
    ENDED_ON = "原文销毁日期",
               "Raw texts destroyed on";
    EXPIRED = "到期未达交办数量（条）",
              "Too few said so in time";
    NEGLECTED = "到期未办理（条）",
                "Not dealt with in time";
    DEALT_WITH = "不相符的，已处理",
                 "Not faithful, dealt with";
    NOTE_DEALT = "记为已处理",
                 "Note that it was dealt with";
    settled_by(names: &str) = "处理后由没有经手这条意见的人员记为已处理：{names}。",
                              "Once dealt with, noted by somebody who had no hand in it: {names}.";
    NOBODY_TO_SETTLE = "提炼岗人员都经手过这条意见，没有人可以记为已处理；请系统管理员增加一位经办人或者复核人。",
                       "Everyone at the desk had a hand in this text, so nobody can note it; ask the administrator to add a triager or a second reader.";
    DEALT_DONE = "已记为已处理。",
                 "Noted.";
    TO_ITEM = "查看提炼条",
              "To the item";
    TO_TEXT = "打开原文，重新办理",
              "Open the text and take it up again";
    TWICE = "没有办理：这一条您已经提交过，可能是在另一个窗口。提交过的不能更改，刚才写的列在下面。",
            "Nothing was done: you have judged this pair already, perhaps in another window. That cannot be changed; what you wrote now is shown below.";
    SAID_BEFORE = "已经提交的",
                  "Submitted before";
    TYPED_NOW = "刚才写的",
                "Written now";
    DRAWN_DONE = "已指定复读人并抽取。",
                 "Reader named and sample drawn.";
    DRAWN_AT = "抽取时间",
               "Drawn at";
    FRAME = "抽样范围（条）",
            "Texts it was drawn from";
    DRAWN = "抽取（条）",
            "Texts drawn";
    READ = "已复读（条）",
           "Read so far";
    SEED = "抽样种子",
           "Seed";
    HOLDS = "按种子重新抽取，结果一致",
            "Drawing again by the seed gives the same";
    BROKEN = "按种子重新抽取，结果不一致",
             "Drawing again by the seed gives something else";

    SAMPLE = "抽样复读",
             "Reading the sample";
    SAMPLE_LEAD = "对照原文，判断办理结果是否忠实。",
                  "Whether what became of a text is faithful to it.";
    DESK = "提炼",
           "Distilling desk";
    NO_SAMPLE = "还没有抽样。",
                "No sample was drawn yet.";
    to_read(count: usize) = "还有 {count} 条由您复读。",
                            "{count} are left for you to read.";
    BEGIN = "开始复读",
            "Begin";
    NOTHING_TO_READ = "没有由您复读的意见。",
                      "Nothing is left for you to read.";
    REMARKS = "复读意见",
              "Remarks";
    PAIR_LEAD = "请勿抄录、拍照或转述。本次打开已记录。",
                "Do not copy, photograph or retell it. This look was recorded.";
    WRITTEN = "意见原文",
              "Raw text";
    BECAME = "办理结果",
             "What became of it";
    SET_ASIDE = "不予采纳",
                "Set aside";
    AUDIENCE = "调查对象",
               "Audience";
    CATEGORY = "风险类别",
               "Category";
    VERDICT = "办理结果是否忠实于原意",
              "Is it faithful";
    VERDICT_HELP = "没有缩小、夸大或漏掉可操作的意见；搁置的理由成立。",
                   "Neither played down nor blown up, nothing that can be acted upon left out; the reason for setting aside holds.";
    REMARK = "说明",
             "Remark";
    REMARK_HELP = "不相符时必填。只有提炼岗看得到，与原文一同销毁。",
                  "Needed where it is not faithful. The desk alone sees it, and it ends with the text.";
    JUDGE = "提交，看下一条",
            "Submit, and the next";
    JUDGED_DONE = "已提交。",
                  "Submitted.";
}
