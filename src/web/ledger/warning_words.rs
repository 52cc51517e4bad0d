//! Words of reminders and warnings.

use crate::domain::lang::words;

words! {
    WARNINGS = "提醒预警",
               "Warnings";
    WARNINGS_LEAD = "期限临近和逾期由系统按工作日推算，每一级只发一次；这里列出应当告知您的。",
                    "What dates reached, by working days; each step is told once. Listed here is what you are to be told.";
    NO_WARNINGS = "近四个月没有应当告知您的提醒预警。",
                  "Nothing of the last four months is to be told to you.";
    DAY = "日期",
          "Day";
    RUNG = "级别",
           "Step";
    PAPER = "文书",
            "Paper";
    DUE = "期限",
          "Due";
    PRINT = "打印",
            "Print";
    NUMBER = "序号",
             "No.";
    paper_to(unit: &str) = "{unit}：",
                           "To {unit}:";
    paper_body(day: &str, count: usize) = "截至 {day}，你单位有下列 {count} 项整改事项临近期限或者已经逾期：",
                                          "As of {day}, the following {count} matters of your unit are near their date or past it:";
    ASK_REMINDER = "请抓紧落实措施，按期申请销号；确有困难的，在期限届满三个工作日前申请延期。",
                   "Please carry out the measures and ask for closing in time; where this cannot be done, ask for an extension at least three working days before the date.";
    ASK_URGING = "上列事项已经逾期。请立即整改，并在系统中说明进展。",
                 "The matters above are late. Rectify them at once and report progress in the system.";
    LAST_DAY = "最后期限",
               "Last day";
    ASK_ADMONITION = "上列事项逾期未改，现予告诫，并报分管领导和督导组。请说明原因，在所列最后期限前整改到位并申请销号；期满仍未完成的，由督导组接手督办。",
                     "The matters above remain late; this is an admonition, told to the leader in charge and the supervision group. Explain, and rectify and ask for closing by the last day set; what is not done then, the supervision group takes over.";
    ASK_PROPOSAL = "上列事项长期逾期或者反复，由督导组接手。本文书是建议，是否问责、如何问责由有权机关按程序研究决定。",
                   "The matters above are long late or came back; the supervision group takes over. This paper is a proposal: whether and how anyone is held accountable is decided by those entitled to, in due procedure.";
    HISTORY = "提醒预警记录",
              "Warnings so far";
}
