//! Words of the first screen.

use crate::domain::lang::words;

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
    TO_PLAN = "待制定措施",
              "Plans to make";
    SENT_BACK = "被退回修改",
                "Sent back to you";
    DUE_THIS_WEEK = "本周到期",
                    "Due this week";
    TO_APPROVE = "待审批的计划",
                 "Plans to approve";
    TO_TAKE_UP = "申请销号待受理",
                 "Requests for closing to take up";
    TO_VERIFY = "待核验销号",
                "To verify and close";
    OVERDUE = "已逾期",
              "Overdue";
    TEXTS = "待提炼的意见",
            "Opinions to distil";
    PROPOSED = "搁置待复核",
               "Set aside, to be confirmed";
    TO_CLEAR = "提炼待复核",
               "Distilled, to be cleared";
    TO_MEND = "退改的提炼",
              "Distilled, sent back to you";
    TO_RELEASE = "待交办的提炼",
                 "Cleared, to be released";
    OWN_KEY = "尚未建立线索口令",
              "Your passphrase for tips is missing";
    OWN_KEY_NOTE = "建立后专项工作才能启动",
                   "no campaign starts before you made it";
    SET_UP = "尚未载入方案",
             "The plan is not loaded";
    SET_UP_NOTE = "单位、词表、工作日历和六套问卷",
                  "units, vocabularies, calendar, six questionnaires";
    TO_EXTEND = "延期待确认",
                "Extensions to confirm";
    TO_OPEN = "已截止，待启封",
              "Over, to be opened";
    CAMPAIGNS = "专项工作",
                "Campaigns";
    CAMPAIGN = "名称",
               "Name";
    STATE = "进度",
            "Standing";
    COLLECTS = "答卷起止",
               "Collects";
}
