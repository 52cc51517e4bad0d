//! Words about extensions of a due date.

use crate::domain::lang::words;
use crate::domain::time::Day;

words! {
    EXTENSION = "时限延期",
                "More time";
    EXTENSIONS = "本轮整改的延期申请",
                 "Requests for more time in this round";
    EXTENSION_LEAD = "距完成时限 3 个工作日以前申请，每次最多 10 个工作日，每轮最多批准两次；2 个工作日内未答复视为不同意。原定时限始终保留，按期率按原定时限和延期后时限分别统计。",
                     "Asked for three working days ahead, ten working days at most, granted twice a round at most; no answer within two working days is a refusal. The original date stays on record, and on-time rates are given for both.";
    EXTENSION_REASON = "延期原因",
                       "Why";
    EXTENSION_WORDS = "原因说明",
                      "The reason in words";
    PROGRESS_SO_FAR = "已完成的工作",
                      "Done so far";
    EXTENSION_BY = "申请人",
                   "Asked by";
    EXTENSION_ANSWER = "答复",
                       "Answer";
    ANSWER_WORDS = "答复说明",
                   "In words";
    ANSWER_WORDS_HELP = "不同意时必须写明理由。",
                        "Refusing needs a reason.";
    GRANT = "同意延期",
            "Grant";
    REFUSE = "不同意",
             "Refuse";
    ANSWER_EXTENSION = "答复",
                       "Answer";
    ASK_EXTENSION = "申请延期",
                    "Ask for more time";
    extension_range(first: &str, last: &str) = "可填 {first} 至 {last}。",
                                               "Between {first} and {last}.";
    RANGE_PROVISIONAL = "该年度放假安排尚未公布，日期为暂定。",
                        " The holidays of that year are not published yet; the dates are provisional.";
    answer_by(until: &str) = "{until} 24:00 前答复",
                             "to be answered by 24:00 on {until}";
    EXTENSION_WAITS = "等待答复",
                      "Waiting";
    EXTENSION_SILENT = "逾期未答复，视为不同意",
                       "Not answered in time: refused";
    EXTENSION_MOOT = "已申请销号或者办结，不再答复",
                     "Closing was asked for or the item ended: not answered any more";
    EXTENSION_GRANTED = "已同意",
                        "Granted";
    EXTENSION_REFUSED = "不同意",
                        "Refused";
    EXTENSION_LATE = "逾期补报",
                     "Asked late";
    LATE_EXTENSION_NOTE = "完成时限已过，这是逾期补报：批准后定出最后期限，已发出的催办和提醒仍然有效，按原定时限仍计为逾期。",
                          "The date has passed: what is granted now sets a last date. Reminders stay, and against the original date the item stays late.";
    EXTENSION_ASKED = "延期申请已提交。",
                      "The request was sent.";
    EXTENSION_ANSWERED = "已答复。",
                         "Answered.";
    asked_until(to: Day, on: Day) = "延至 {to}（{on} 提出）",
                                    "until {to} (asked for on {on})";
    asked_for(to: &str) = "申请延期至{to}",
                          "Asked for more time until {to}";
    granted_until(to: &str) = "同意延期至{to}",
                              "Granted more time until {to}";
    DEED_ASKED_EXTENSION = "申请延期",
                           "Asked for more time";
    DEED_GRANTED_EXTENSION = "同意延期",
                             "Granted more time";
    DEED_REFUSED_EXTENSION = "不同意延期",
                             "Refused more time";
}
