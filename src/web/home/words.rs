//! Words of the first screen.

use crate::domain::lang::words;
use crate::domain::time::Day;

words! {
    TITLE = "待办",
            "My work";
    WAITING = "等您办理",
              "Waiting for you";
    NOTHING = "目前没有等您办理的事项。",
              "Nothing waits for you at present.";
    first_due(day: &str) = "最早 {day} 到期",
                           "first due {day}";
    TO_ACCEPT = "待接收的交办",
                "To accept or return";
    TO_DECIDE = "退回待定",
                "Returns to decide";
    TO_REVIEW = "待审核的个人排查登记表",
                "Own searches to review";
    DUE_THIS_WEEK = "本周到期",
                    "Due this week";
    OVERDUE = "整改已逾期",
              "Rectification overdue";
    TEXTS = "待提炼的意见",
            "Opinions to distil";
    PROPOSED = "搁置待确认",
               "Set aside, to be confirmed";
    EMPTY_PROPOSED = "无内容答复待确认",
                     "Empty answers set aside, to be confirmed";
    TO_PRINT = "邀请卡待打印",
               "Cards to print";
    TO_CLEAR = "提炼待复核",
               "Distilled, to be cleared";
    TO_MEND = "退改的提炼",
              "Distilled, sent back to you";
    TO_RELEASE = "待交办的提炼",
                 "Cleared, to be released";
    TEXTS_END = "天后销毁意见原文，还有事项没有办完",
                "days until raw texts are destroyed; something still waits";
    texts_end(day: Day) = "{day} 销毁；没有办完的将记为“到期未办理”",
                          "destroyed on {day}; what is not finished is recorded as not dealt with";
    UNREAD = "没有人能提炼、复核其意见的单位",
             "Units whose texts nobody can distil and clear";
    unread_until(day: Day) = "{day} 前须补足人员，或报请上级指派",
                             "people are needed before {day}, of the house or named by the level above";
    TO_READ_AGAIN = "抽样复读待办",
                    "Sampled texts to read again";
    TO_NAME_READER = "待指定抽样复读人",
                     "Reader of a sample to be named";
    name_before(day: Day) = "{day} 前可以指定，此后原文销毁",
                            "can be named before {day}, when the raw texts are destroyed";
    OWN_KEY = "尚未建立线索口令",
              "Your passphrase for tips is missing";
    OWN_KEY_NOTE = "建立后专项工作才能启动",
                   "no campaign starts before you made it";
    SET_UP = "尚未载入方案",
             "The plan is not loaded";
    SET_UP_NOTE = "单位、词表、工作日历和六套问卷",
                  "units, vocabularies, calendar, six questionnaires";
    MAIL_HELD_UP = "邮件等待发出：本单位的邮件服务器发不出信",
                   "Mails that wait: your own mail server sends nothing";
    NO_MESSAGE_WORDS = "短信内容待写，写好以前不发送",
                       "Words of text messages to be written; none is sent before";
    MESSAGES_TO_FETCH = "短信待导出，交短信平台发送",
                        "Text messages to be taken as a file and handed to whoever sends";
    numbers_left(numbers: u64) = "还有 {numbers} 个号码没有收到应发的短信",
                                 "numbers that still wait for theirs: {numbers}";
    messages_since(day: Day) = "最早一次应在 {day} 发送",
                               "the first of them was to go on {day}";
    MESSAGES_HELD_UP = "短信等待发出：短信网关发不出短信",
                       "Text messages that wait: the gateway sends nothing";
    SENDING_PAUSED = "发送已暂停，待继续",
                     "Sending is paused, to be let go on";
    SENDING_PAUSED_NOTE = "邮件和短信都在等待；截止以后不再发",
                          "mails and text messages wait; after the last day none is sent";
    TO_CONFIRM_ADDRESS = "待确认更换的地址或号码",
                         "New addresses or numbers to confirm";
    TO_EXTEND = "延期待确认",
                "Extensions to confirm";
    TO_ADMIT = "加开现场待确认",
               "Further rooms to confirm";
    TO_RELINK = "更换群链接待确认",
                "Group links to replace";
    TO_ADD_SEATS = "补发名额待确认",
                   "Seats to be added";
    TO_COUNT_CARDS = "收回的邀请卡待清点",
                     "Returned cards to count";
    TO_RECOUNT = "收回的邀请卡清点数与登记不一致，待核对登记",
                 "Returned cards counted otherwise than listed: see to the list";
    TO_CANCEL = "撤销待确认",
                "Cancellations to confirm";
    TO_COUNTERSIGN = "待会签",
                     "To be signed by you, too";
    TO_NOTE = "进展待填报",
              "Progress to report";
    DUES_TO_EXTEND = "延期申请待答复",
                     "Requests for more time to answer";
    ALONE = "只有您一个账号",
            "Yours is the only account";
    ALONE_NOTE = "逐个新增或从表格导入人员，分配角色",
                 "add people or import them, and give them roles";
    NO_CAMPAIGN = "还没有专项工作",
                  "No campaign yet";
    NO_CAMPAIGN_NOTE = "先发布问卷，再新建专项工作",
                       "publish a questionnaire, then plan one";
    TO_LAUNCH = "筹备中，待启动",
                "In preparation, to be launched";
    TO_HOLD = "启封口令待保管",
              "Passphrases to take into keeping";
    TIPS_ARE_QUIET = "移交来的问题线索不在这里提示，以免旁人从操作记录看出何时有线索；请定期打开“问题线索”查看。",
                     "Tips are not announced here, lest the trail of your visits tell when there was one: look into the room of tips at regular intervals.";
    TO_COUNT = "已截止，待清点",
               "Over, to be counted";
    TO_OPEN = "已清点，待输入启封口令",
              "Counted, waiting for the passphrase";
    TO_SETTLE = "调查组待两方决定",
                "Pools to be decided on by two";
    TO_HAND_OVER = "核查包待取走",
                   "Auditor's packages to be taken";
    late(count: u64) = "其中 {count} 项已逾期",
                       "{count} of them overdue";
    WATCHING = "请留意",
               "To keep an eye on";
    WATCHING_NOTE = "这些事项眼下由他人办理，不需要您操作。",
                    "These wait for others at present; there is nothing for you to do.";
    TO_LOOK_AT_AGAIN = "转长期到期复查",
                       "Long-term items to look at again";
    TAKEN_OVER = "红色督导待处理",
                 "Taken over under red";
    TAKEN_OVER_NOTE = "由督导组在台账事项的“重点标注、督促”中记明督促整改方式，记明后不再提示",
                      "Supervision took over and says on the item, under its marks, how it presses for rectification; that ends this";
    TAKE_UP_LATE = "办公室逾期未办：申请销号未受理",
                   "Late at the office: requests for closing not taken up";
    VERIFY_LATE = "办公室逾期未办：核验没有结论",
                  "Late at the office: verification without a verdict";
    VERDICT_LATE_NOTE = "已过 5 个工作日的核验期限",
                        "past the limit of 5 working days for a verdict";
    DECIDE_LATE = "办公室逾期未办：退回未裁定",
                  "Late at the office: returns not decided on";
    DECIDE_LATE_NOTE = "已过 3 个工作日的裁定期限",
                       "past the limit of 3 working days for a decision";
    LATE_ELSEWHERE = "逾期事项",
                     "Overdue items";
    CAMPAIGNS = "专项工作",
                "Campaigns";
    CAMPAIGN = "名称",
               "Name";
    STATE = "进度",
            "Standing";
    COLLECTS = "答卷起止",
               "Collects";
}
