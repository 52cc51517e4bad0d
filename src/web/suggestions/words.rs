//! Words of the desk and of the release.

use crate::domain::lang::{Text, words};
use crate::domain::time::Day;

words! {
    TERMS = "意见原文保留多久",
            "How long raw texts are kept";
    terms(after: u64, most: u64) = "最后一批交办（此后没有待办的意见）满 {after} 日，或者启封满 {most} 日，意见原文及其密钥自动销毁，提炼后的内容保留。到期时仍不足以交办的意见（一个单位不足 5 条），连同尚未交办的提炼条一并不予采纳，理由为“到期未达交办数量”。",
                                   "Raw texts and their key are destroyed {after} days after the last batch, once nothing waits any more, and at the latest {most} days after the opening; what was distilled stays. Texts still too few to be released by then (fewer than 5 for a unit) are set aside together with items that were never released, for the reason that too few said so in time.";
    at_most(pool: &str, day: Day) = "{pool}：最迟 {day} 销毁",
                                    "{pool}: destroyed on {day} at the latest";
    purged(pool: &str, day: Day) = "{pool}：原文及其密钥已于 {day} 销毁",
                                   "{pool}: texts and key were destroyed on {day}";
    expired(count: usize) = "其中 {count} 条到期未达交办数量，不予采纳。",
                            "{count} of them were set aside: too few said so in time.";

    DESK = "提炼",
           "Distilling desk";
    DESK_LEAD = "原文只在这里由经办人、复核人阅读，每次打开都有记录；不能检索、导出或打印转交。",
                "Raw texts are read here alone, by the case officer and the second reader; each look is recorded. There is no search and no export.";
    NOTHING_OPENED = "还没有启封的调查组。启封以后，意见建议会出现在这里。",
                     "No pool was opened yet. Suggestions appear here after the opening.";
    WAITING = "待处理",
              "Waiting";
    PROPOSED = "搁置待确认",
               "Set aside, to be confirmed";
    DISTILLED = "已提炼、归并",
                "Distilled or joined";
    OTHER = "其他处理",
            "Dealt with otherwise";
    balance(received: usize) = "共收到 {received} 条，以上四项相加等于总数。",
                               "{received} texts in all; the four numbers add up to it.";
    empty_texts(waiting: usize, proposed: usize) =
        "“无”“没有”“很好”一类没有内容的答复：待处理 {waiting} 条，待确认 {proposed} 条，不逐条列出。",
        "Answers that say nothing: {waiting} wait, {proposed} to be confirmed; they are not listed one by one.";
    EMPTY_TOGETHER = "合并处理",
                     "Deal with them together";
    TEXTS = "意见原文",
            "Raw texts";
    ITEMS = "提炼条",
            "Distilled items";
    ITEMS_LEAD = "复核通过的提炼条。意见原文不在这里显示。",
                 "Items that were cleared. Raw texts are not shown here.";
    CAMPAIGN = "专项工作",
               "Campaign";
    POOL = "调查组",
           "Pool";
    ALL_POOLS = "全部",
                "All";
    STATE = "状态",
            "State";
    NARROW = "筛选",
             "Narrow";
    ABOUT = "涉及内容",
            "About";
    ABOUT_NOTHING = "未注明涉及内容",
                    "Not said what about";
    AUDIENCE = "调查对象",
               "Audience";
    MIXED_AUDIENCE = "综合各方意见",
                     "All audiences together";
    REASON = "理由",
             "Reason";
    NO_TEXTS = "这里没有待办的意见。",
               "Nothing waits here.";
    NO_ITEMS = "没有正在办理的提炼条。",
               "No item is under way.";
    NO_CLEARED_ITEMS = "还没有复核通过的提炼条。",
                       "No item was cleared yet.";

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
    LOOKED = "已逐处核对，确认不会暴露答卷人",
             "I looked at each of them; none gives the respondent away";
    LINK = "归并",
           "Join to an item";
    LINK_TO = "归并到哪一条",
              "Which item";
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
    CONFIRM = "同意搁置",
              "Confirm";
    REOPEN = "不同意，退回待处理",
             "Put it back";
    OTHER_CONFIRMS = "由另一位复核人确认。",
                     "Another second reader confirms it.";
    TIP = "移交问题线索",
          "Hand over as a tip";
    TIP_QUESTION = "反映违纪违法问题的，请移交机关纪委。移交后原文密封，立即离开本页，只有机关纪委能打开，本系统其他人不会知道；一人决定即可，不能撤回。",
                   "What reports misconduct goes to the discipline commission. It is sealed and leaves the desk at once; only the commission can open it and nobody else learns of it. One person is enough; it cannot be taken back.";
    TIP_NOTE = "移交说明",
               "Note";
    TIP_NOTE_HELP = "可以不填；与原文一同密封。",
                    "Optional; sealed together with the text.";
    TIP_NOW = "密封移交",
              "Seal and hand over";

    ITEM = "提炼条",
           "Distilled item";
    SECOND_READING = "复核",
                     "Second reading";
    CHECKLIST = "逐项核对",
                "Check each point";
    CHECKLIST_HELP = "想一想：这件事有多少人可能经历过？不足五人的，应改成一般性建议。",
                     "Ask: how many could have seen this? If fewer than five, make it a general rule.";
    CHECK_ALL = "请逐项核对并勾选；有不符合的，请退改。",
                "Please tick every point; where one does not hold, send it back.";
    REMARK = "复核意见",
             "Remark";
    REMARK_HELP = "退改时必填。",
                  "Needed when sending back.";
    CLEAR = "复核通过",
            "Clear";
    SEND_BACK = "退改",
                "Send back";
    REVISE = "修改提炼条",
             "Write it anew";
    REVISE_NOW = "重新提交复核",
                 "Hand to the second reader again";
    RAW_GONE = "已复核通过，原文不再显示。",
               "It was cleared; the raw text is no longer shown.";
    OPEN_TEXT = "单独打开",
                "Open it alone";
    written_by(name: &str) = "经办人：{name}",
                             "Written by {name}";
    HISTORY = "办理经过",
              "What was said";
    DID_REVISE = "修改后重新提交",
                 "written anew";
    DID_CLEAR = "复核通过",
                "cleared";
    DID_SEND_BACK = "退改",
                    "sent back";
    DID_RELEASE = "交办",
                  "released";
    SUPPORT = "反映情况",
              "Raised by";

    DISTILLED_DONE = "已提炼，等待复核。",
                     "Distilled; it waits for the second reader.";
    LINKED_DONE = "已归并。",
                  "Joined.";
    ASIDE_DONE = "已搁置，等待复核人确认。",
                 "Set aside, to be confirmed.";
    CONFIRMED_DONE = "已确认搁置。",
                     "Confirmed.";
    REOPENED_DONE = "已退回待处理。",
                    "Put back among those that wait.";
    TIP_DONE = "已密封移交机关纪委。",
               "Sealed and handed over to the discipline commission.";
    CLEARED_DONE = "复核通过，等待交办。",
                   "Cleared; it waits for release.";
    SENT_BACK_DONE = "已退改。",
                     "Sent back.";
    REVISED_DONE = "已重新提交复核。",
                   "Handed to the second reader again.";

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
    EMPTY_LIST = "没有内容的答复：用语表",
                 "List of empty answers";
    EMPTY_LIST_HELP = "每行一个。整条意见与表中用语相同（不计空格、标点）的，合并处理。",
                      "One a line. A text that equals one of these, spaces and punctuation apart, is dealt with together with the others.";
    empty_too_long(entry: &str) = "“{entry}”太长，不像没有内容的答复。",
                                  "“{entry}” is too long for an answer that says nothing.";
    EMPTY_TOO_MANY = "最多 200 个。",
                     "At most 200.";

    RELEASE = "交办",
              "Release";
    RELEASE_NOW = "按批次交办",
                  "Release as a batch";
    NOTHING_TO_RELEASE = "没有等待交办的提炼条。",
                         "Nothing waits for release.";
    TO_UNITS = "交办给哪些单位",
               "To which units";
    due_help(due: &str) = "该单位等待交办的全部提炼条一次交办。今天交办的，接收截止 {due} 24:00；到期未答复的，视为接收。",
                          "All that waits for a unit goes at once. If released today, the unit answers by {due}, 24:00; silence counts as accepting.";
    CHOOSE_UNITS = "请选择交办单位。",
                   "Choose the units.";
    item_count(count: usize) = "{count} 条",
                               "{count} items";
    READY = "可以交办",
            "Ready";
    NOT_READY = "暂不交办",
                "Not yet";
    NOT_READY_WHY = "涉及该单位的意见还不够多，为防止猜出是谁写的，先不交办。不用办什么：满 5 条就可以交办；到原文销毁时仍不足的，不予采纳。",
                    "Too few opinions stand behind this so far; releasing now could tell who wrote. Nothing to do here: it can be released once there are 5, and is set aside if there are still fewer when the raw texts are destroyed.";
    OWN_UNIT = "本单位事项，由其他负责人交办",
               "Your own unit: a colleague releases it";
    released(units: usize) = "已向 {units} 个单位交办，并进入其待办。",
                             "Released to {units} units; it waits in their work lists.";
}

// Going from text to text.
words! {
    ALL_CAMPAIGNS = "全部（原文尚在的）",
                    "All whose texts still exist";
    ANY = "不限",
          "Any";
    CHOSEN_CATEGORY = "答卷人选的风险类别",
                      "Category chosen";
    CHOSEN_STEP = "答卷人选的环节",
                  "Step chosen";
    CHOSEN_UNIT = "答卷人选的单位",
                  "Unit chosen";
    START = "逐条办理",
            "Begin with the first";
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
    ORDER_HELP = "意见按随机顺序排列，每人每天各不相同；办完一条，自动打开下一条。",
                 "Texts come in random order, another for each reader and day; after one is dealt with, the next opens by itself.";
    WORDED_ALIKE = "与本条有连续相同的字句",
                   "shares wording with this text";
    TAKE_BACK = "收回搁置",
                "Take it back";
    TAKE_BACK_HELP = "复核人确认以前，可以收回。",
                     "It can be taken back until somebody confirmed it.";
    TAKEN_BACK_DONE = "已收回，请重新办理。",
                      "Taken back; please deal with it again.";
    UNLINK = "解除归并",
             "Take off the item";
    UNLINK_QUESTION = "这条意见退回待处理，原文不变。提炼条由其他意见支撑的，保留并重新复核；没有其他意见的，随之撤销。",
                      "The text waits again, unchanged. The item stays and is read anew if other texts stand behind it; otherwise it ends.";
    UNLINK_NOW = "确认解除",
                 "Take it off";
    UNLINKED_DONE = "已解除归并，该意见退回待处理。",
                    "Taken off; the text waits again.";
    UNLINKED_ALL = "已解除。提炼条没有其他意见支撑，随之撤销；这条意见请重新办理。",
                   "Taken off. Nothing else stood behind the item, so it ended; please deal with this text again.";
    KEEP_OUT = "回避",
               "Keep out of it";
    KEEP_OUT_QUESTION = "与这条意见涉及的人或事有利害关系的，请回避。须先确定接替人；确认后，这条意见及其提炼条对您不再显示，不能撤回。",
                        "Keep out if you stand near to whom or what this is about. Somebody to read instead comes first; once confirmed, text and item exist for you no more, and it cannot be taken back.";
    SUBSTITUTE = "接替人",
                 "Who reads instead";
    SUBSTITUTE_HELP = "同一角色的另一人，不属于所涉单位。",
                      "Another holder of the role who does not belong to the unit.";
    KEEP_OUT_NOW = "确认回避",
                   "Keep out";
    KEPT_OUT_DONE = "已回避，由接替人办理。",
                    "You keep out; somebody else reads it.";
    RECUSALS = "回避声明",
               "Recusals";
    RECUSALS_LEAD = "本单位的意见自动回避，不用声明。因亲属、原任职等利害关系需要对另一单位整体回避的，在这里声明：本专项工作中涉及该单位的意见和提炼条对您不再显示，由接替人办理，不能撤回。",
                    "What is about your own unit is hidden from you without a word. If you stand near to another unit, say so here: texts and items about it exist for you no more in this campaign and somebody else reads them. It cannot be taken back.";
    NO_RECUSALS = "没有声明过回避。",
                  "None declared.";
    instead_of_you(unit: &str, name: &str) = "{unit}：由{name}接替",
                                             "{unit}: {name} reads instead";
    RECUSE_UNIT = "回避哪个单位",
                  "Which unit";
    NOBODY_YET = "目前没有人能接替，请系统管理员先增加一位同一角色的人员。",
                 "Nobody could read instead yet; ask the administrator to add a holder of the role first.";
    GENERAL_PART = "可以另行提炼的一般性内容",
                   "General part that could be distilled";
    GENERAL_PART_HELP = "可以不填。只写不会惊动被反映人的部分，用自己的话写；与线索一同密封，机关纪委同意后才退回提炼，不同意的不再出现。",
                        "Optional. In your own words, only what warns nobody it concerns. It is sealed with the tip and comes back to the desk if the commission agrees, otherwise never.";
    OWN_LEVEL = "涉及机关党委、机关纪委人员或者主要负责人的，不交本级：",
                "What concerns the Party committee, officers of the commission or the head of the authority does not stay at this level:";
    TO_UPWARDS = "密封直送上级",
                 "Send it sealed to the level above";
    UPWARDS = "密封直送上级",
              "Sealed for the level above";
    UPWARDS_LEAD = "只用于涉及本级机关党委、机关纪委人员或者主要负责人的问题线索。打印一份，当场装入信封密封，直接送上级纪检监察机关；不复制、不登记，本系统只留一个总数。",
                   "Only for tips about the Party committee, officers of the commission or the head of the authority. Print one copy, seal it in an envelope on the spot and take it to the discipline body of the level above. No copy, no register; the program keeps a number alone.";
    UPWARDS_PAPER = "问题线索密封件",
                    "Sealed tip";
    UPWARDS_TO = "送：上级纪检监察机关（亲启）",
                 "To the discipline and supervision body of the level above, to be opened there";
    UPWARDS_RULE = "严禁将检举控告材料和检举控告人信息转给或告知被检举控告的组织、人员；不得追查是谁写的。",
                   "Never pass this, or anything about its author, to those it concerns; do not look for who wrote it.";
    PRINT = "打印",
            "Print";
    SEALED = "已打印一份并装入信封密封，由我直接送交",
             "One copy is printed and sealed in an envelope; I take it there myself";
    SEALED_NEEDED = "请先打印、密封，再勾选。",
                    "Print and seal it first, then tick.";
    SEND_UP_NOW = "原文离开本系统",
                  "Let the text leave the program";
    SEND_UP_HELP = "确认后，原文、处置记录一并删除，不能恢复。",
                   "The text and everything about it are deleted and cannot be brought back.";
    SENT_UP_DONE = "原文已离开本系统。",
                   "The text left the program.";
    TO_SAMPLE = "抽样复读",
                "The faithfulness sample";
    DID_UNLINK = "解除归并一条意见",
                 "took a text off";
    sources_of(count: usize) = "意见原文（{count} 条）",
                               "Raw texts ({count})";
}

/// What the second reader ticks, in the order of the checklist's codes.
pub const POINTS: [Text; 9] = [
    Text { zh: "没有姓名、称呼", en: "No name, no form of address" },
    Text {
        zh: "没有可识别的企业、单位名称", en: "No firm or body that could be recognised"
    },
    Text { zh: "没有项目、标段", en: "No project or lot" },
    Text { zh: "没有具体日期", en: "No exact date" },
    Text { zh: "没有具体地点、场次", en: "No exact place or session" },
    Text { zh: "没有具体金额", en: "No exact amount" },
    Text { zh: "没有原话和个人口吻", en: "No quotation and no personal tone" },
    Text { zh: "没有独有经历", en: "No unique event" },
    Text {
        zh: "忠实于原意，没有缩小或夸大", en: "Faithful: neither played down nor blown up"
    },
];

words! {
    CATEGORY_HELP = "请核对后提交。",
                    "Please check before you send.";
    GROUNDS = "系统建议及依据",
              "What the program would choose, and why";
    GROUNDS_LEAD = "仅供参考，由经办人决定。依据只取自词表、原文和以往的办理结果，用完即弃，不另留存。",
                   "A hint; the case officer decides. It is taken from the vocabularies, this text and what was decided before, for this page alone, and kept nowhere.";
    SILENT = "依据不足，系统不作建议。",
             "Too little to go by: the program would choose nothing.";
    chosen(choice: &str) = "{choice}（答卷人所选）",
                           "{choice} (the respondent's own choice)";
    chosen_by_step(choice: &str) = "{choice}（按答卷人所选环节）",
                                   "{choice} (by the step the respondent chose)";
    agreed(choice: &str, percent: u32) = "{choice}（答卷人所选，系统建议相同，把握 {percent}%）",
                                         "{choice} (the respondent's own choice; the program agrees, {percent} % sure)";
    proposed_choice(choice: &str, percent: u32) = "{choice}（系统建议，把握 {percent}%）",
                                                  "{choice} (proposed by the program, {percent} % sure)";
    start_with(what: &str) = "已预选：{what}。",
                             "Chosen beforehand: {what}. ";
    BY_RESPONDENT = "答卷人选择了此项。",
                    "The respondent chose it.";
    by_step(step: &str) = "答卷人所选环节“{step}”由该单位负责。",
                          "The respondent chose the step “{step}”, which is this unit's.";
    by_vocabulary(said: &str, set: &str, word: &str) = "原文中有{said}，见词表“{set}”中的“{word}”。",
                                                       "The text says {said}, which stands under “{word}” in the vocabulary “{set}”.";
    by_name(said: &str) = "原文中有{said}，与单位名称相符。",
                          "The text says {said}, as in the unit's name.";
    by_decisions(so: usize, of: usize) = "以往办理的相似意见 {of} 条中，有 {so} 条如此办理。",
                                         "{so} of {of} similar suggestions were decided so before.";
}

words! {
    CO_UNITS = "协办单位",
               "Supporting units";
    NAME_CO_UNITS = "指定协办单位",
                    "Name supporting units";
}
