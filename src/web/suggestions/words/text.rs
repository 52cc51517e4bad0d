//! A raw text, the form beside it and the keys.

use crate::domain::lang::words;

words! {
    RAW_TEXT = "意见原文",
               "Raw text";
    RAW_LEAD = "请勿抄录、拍照或转述。本次打开已记录。",
               "Do not copy, photograph or retell it. This look was recorded.";
    ALIKE = "相似的待处理意见",
            "Similar texts that wait";
    ALIKE_HELP = "先提炼这一条，再把相似的归并进来。",
                 "Distil this one first, then join the similar ones to it.";
    alike(number: usize, percent: usize) = "相似意见 {number}（相似度 {percent}%）",
                                           "Similar text {number} ({percent} % alike)";
    say_the_same(count: usize) = "另有 {count} 条意见与本条说的相同或几乎相同。",
                                 "Other texts that say the same, or nearly: {count}.";
    TOGETHER = "一并办理",
               "Deal with them together";
    together(count: usize) = "相似意见一并办理（{count} 条）",
                             "Similar texts together ({count})";
    TOGETHER_LEAD = "请勿抄录、拍照或转述。本次打开已记录。以下各条一次办理，各留各的记录；有不一样的，请先单独打开办理。",
                    "Do not copy, photograph or retell them. This look was recorded. All are dealt with by one act and each keeps its own record; where one differs, open it alone first.";
    DISTIL_TOGETHER = "写成一条提炼条，各条都归到它名下。",
                      "One item is written, and all of them stand behind it.";
    GROUP_CHANGED = "没有办理：这一组意见刚才有变化，请看过以后再办。",
                    "Nothing was done: the group has just changed. Please look again.";
    TO_ITEM = "查看提炼条",
              "To the item";
    DISTIL = "提炼",
             "Distil";
    DISTIL_NOW = "提交复核",
                 "Hand to the second reader";
    TEXT = "提炼内容",
           "Distilled text";
    DISTILLED_TEXT = "提炼内容",
                     "Distilled text";
    TEXT_HELP = "用机关文字概括成可操作的建议，不引用原话；不写姓名、单位、项目、日期、地点、金额和独有经历。",
                "Put the suggestion into office prose that can be acted upon. No quotation, no names, firms, projects, dates, places, amounts or unique events.";
    CATEGORY = "风险类别",
               "Category";
    AREA = "重点领域",
           "Key area";
    AREA_HELP = "“权力运行”类必选。",
                "Needed for the exercise of power.";
    AREA_NEEDED = "“权力运行”类请选择重点领域。",
                  "Choose a key area for the exercise of power.";
    ASPECT = "制度方面",
             "Aspect of rules";
    ASPECT_HELP = "“制度机制”类可选。",
                  "Optional, for rules and mechanisms.";
    UNIT = "拟交办单位",
           "Unit it is to go to";
    UNIT_HELP = "请核对后提交。",
                "Please check before you send.";
    WARNED = "请再核对一遍：",
             "Please look again:";
    WARNED_WHY = "单位可能凭原话或细节猜出是谁写的。这只是提示，由经办人、复核人判断。",
                 "A unit could tell from wording or detail who wrote. These are hints; people decide.";
    SHARED_PASSAGE = "与原文连续相同",
                     "Same wording as the raw text";
    LOOK_AGAIN = "有几处可能暴露答卷人，请修改；核对无误的，请勾选后再提交。",
                 "Some passages could give the respondent away. Change them, or tick that you looked and send again.";
    IS_THERE = "该单位已有相同的提炼条，请归并到那一条；确需另写的，请勾选后再提交。",
               "The unit has an item of the same wording already. Join the text to it, or tick and send again.";
    LOOKED = "已逐处核对，确认不会暴露答卷人，也不重复",
             "I looked at each of them; none gives the respondent away or repeats an item";
    LINK = "归并",
           "Join to an item";
    LINK_TO = "归并到哪一条",
              "Which item";
    LINK_TO_OTHER = "归并到其他提炼条",
                    "Another item";
    LINK_CHOOSE = "请选择归并到哪一条。",
                  "Choose the item to join it to.";
    none_alike(percent: usize) = "没有相似度达到 {percent}% 的提炼条。",
                                 "No item is {percent} % alike or more.";
    others_to_join(count: usize) = "其他提炼条（{count} 条，字面不相似，意思相同也可归并）",
                                   "Other items ({count}; not worded alike, but may mean the same)";
    not_listed(count: usize) = "字面差别更大的 {count} 条没有列出。",
                               "Not listed, for they are worded still less alike: {count}.";
    LINK_NOW = "归并",
               "Join";
    joined_to(unit: &str, state: &str, percent: usize) = "{unit} · {state} · 相似度 {percent}%",
                                                         "{unit} · {state} · {percent} % alike";
    SET_ASIDE = "搁置",
                "Set aside";
    ASIDE_HELP = "不具操作性的意见须写明理由，并由另一人确认。",
                 "What cannot be acted upon needs a reason, and another person confirms it.";
    proposed_for(reason: &str) = "已有一人提出搁置，理由：{reason}。",
                                 "One person would set it aside: {reason}.";
    proposed_for_many(reason: &str, count: usize) = "已有一人提出搁置，理由：{reason}（{count} 条）。",
                                                    "One person would set them aside: {reason} ({count}).";
    CLOSED_ITEM = "提炼条已复核，原文不再显示。",
                  "The item was cleared; the raw text is not shown any more.";
    CLOSED_ASIDE = "已由两人搁置，抽样复读已经开始，原文不再显示。",
                   "Two people set it aside and the sample was drawn; the raw text is not shown any more.";
    settled_for(reason: &str) = "已由两人搁置，理由：{reason}。",
                                "Two people set it aside: {reason}.";
    CONFIRM = "同意搁置",
              "Confirm";
    REOPEN = "不同意，退回待处理",
             "Put it back";
    OTHER_CONFIRMS = "由另一位复核人确认。",
                     "Another second reader confirms it.";
    WORDED_ALIKE = "与本条有连续相同的字句",
                   "shares wording with this text";
    TAKE_BACK = "收回搁置",
                "Take it back";
    TAKE_BACK_HELP = "复核人确认以前，可以收回。",
                     "It can be taken back until somebody confirmed it.";
    TAKE_UP = "重新办理",
              "Take it up again";
    TAKE_UP_HELP = "已由两人搁置。抽样复读以前，可以重新办理：退回待处理，如同第一次办理。",
                   "Two people set it aside. Until the sample is drawn it can be taken up again: it waits as if for the first time.";
    UNLINK = "解除归并",
             "Take off the item";
    UNLINK_QUESTION = "这条意见退回待处理，原文不变。提炼条由其他意见支撑的，保留并重新复核；没有其他意见的，随之撤销。",
                      "The text waits again, unchanged. The item stays and is read anew if other texts stand behind it; otherwise it ends.";
    UNLINK_NOW = "确认解除",
                 "Take it off";
    NEXT = "下一条",
           "Next text";
    BACK_TO_LIST = "返回列表",
                   "Back to the list";
    NO_OTHER = "没有别的待办意见了。",
               "No other text waits.";
    WAYS = "快速到达",
           "Go to";
    KEYS = "键盘操作",
           "Keys";
    KEYS_HELP = "按住 Alt（火狐浏览器按住 Alt 和 Shift，苹果电脑按住 Control 和 Option）再按下列键：",
                "Hold Alt (in Firefox Alt and Shift, on a Mac Control and Option) and press:";
    KEY_TEXT = "写提炼内容",
               "into the distilled text";
    key_reasons(last: usize) = "1 至 {last}：按编号的理由搁置",
                               "1 to {last}: set aside for the reason of that number";
    KEY_CONFIRM = "同意搁置",
                  "confirm that it is set aside";
}
