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
    paper_body(day: &str, count: usize, s: &str) = "截至 {day}，你单位有下列 {count} 项整改事项临近期限或者已经逾期：",
                                                   "As of {day}, near its date or past it, your unit has the following {count} matter{s}:";
    TO_LEADING_GROUP = "领导小组：",
                       "To the leading group:";
    SUPERVISION_GROUP = "督导组",
                        "Supervision group";
    proposal_body(day: &str, unit: &str, count: usize, s: &str) = "截至 {day}，{unit}下列 {count} 项整改事项长期逾期或者反复，督导组已经接手督办：",
                                                                  "As of {day}, the supervision group has taken over the following {count} matter{s} of {unit}, long late or come back:";
    proposal_body_ahead(day: &str, unit: &str, count: usize, s: &str) = "截至 {day}，{unit}下列 {count} 项整改事项逾期、最后期限将满或者反复，督导组已经接手督办：",
                                                                        "As of {day}, the supervision group has taken over the following {count} matter{s} of {unit}, late, at the end of the last date, or come back:";
    OF_PLAN = "（措施报审）",
              " (plan)";
    ASK_TAKEN_OVER = "其中红色督导的事项，督导组已经接手督办，并报告领导小组。请继续整改，配合督导，说明逾期原因。",
                     "The matters under red are in the hands of the supervision group, which has told the leading group. Go on rectifying, answer its questions, and explain why they are late.";
    ASK_ALL_TAKEN_OVER = "上列事项，督导组已经接手督办，并报告领导小组。请继续整改，配合督导，说明逾期原因。",
                         "All of the above is in the hands of the supervision group, which has told the leading group. Go on rectifying, answer its questions, and explain why it is late.";
    ASK_TAKEN_OVER_AHEAD = "其中红色督导的事项，督导组已经接手督办，并报告领导小组。请继续整改，配合督导，说明原因。",
                           "The matters under red are in the hands of the supervision group, which has told the leading group. Go on rectifying, answer its questions, and explain how it came about.";
    ASK_ALL_TAKEN_OVER_AHEAD = "上列事项，督导组已经接手督办，并报告领导小组。请继续整改，配合督导，说明原因。",
                               "All of the above is in the hands of the supervision group, which has told the leading group. Go on rectifying, answer its questions, and explain how it came about.";
    ASK_IN_TIME = "其中期限将满、尚未逾期的事项，请抓紧落实措施，在期限届满前整改到位并申请销号。",
                  "What is not late yet but near its date, please finish and ask for closing before the date has passed.";
    ALL_IN_TIME = "上列事项期限将满、尚未逾期，请抓紧落实措施，在期限届满前整改到位并申请销号。",
                  "The above is not late yet but near its date; please finish and ask for closing before the date has passed.";
    ASK_URGING_LATE = "其中已经逾期的事项，请立即整改，并在系统中说明进展。",
                      "What is late, please rectify at once, and report progress in the system.";
    ASK_ADMONITION_LATE = "其中列为橙色告诫、逾期未改的事项，现予告诫，并报分管领导和督导组。请说明原因，在所列最后期限前整改到位并申请销号；期满仍未完成的，由督导组接手督办。",
                          "For what is orange and remains late, this is an admonition, told to the leader in charge and the supervision group. Explain, and rectify and ask for closing by the last day set; what is not done then, the supervision group takes over.";
    ASK_REMINDER_PLAN = "其中措施报审期限临近的，请逐条制定整改措施，明确责任人、责任领导和完成时限，按期报审。",
                        "Where the plan is due, please set measures, the people responsible and the due date, and hand the plan in on time.";
    ASK_URGING_PLAN = "其中整改措施逾期没有报审的，请立即报审。",
                      "Where the plan is late, please hand it in at once.";
    ASK_ADMONITION_PLAN = "其中列为橙色告诫、整改措施逾期没有报审的，现予告诫，并报分管领导和督导组。请说明原因，在所列最后期限前报审措施；期满仍未报审的，由督导组接手督办。",
                          "Where it is orange and the plan is still not handed in, this is an admonition, told to the leader in charge and the supervision group. Explain, and hand it in by the last day set; what is not handed in then, the supervision group takes over.";
    ASK_REMINDER = "请抓紧落实措施，按期申请销号；确有困难的，在期限届满三个工作日前申请延期。",
                   "Please carry out the measures and ask for closing in time; where this cannot be done, ask for an extension at least three working days before the date.";
    ASK_URGING = "上列事项已经逾期。请立即整改，并在系统中说明进展。",
                 "The matters above are late. Rectify them at once and report progress in the system.";
    TAKEN_OVER = "督导组已接手",
                 "Taken over";
    LAST_DAY = "最后期限",
               "Last day";
    ASK_ADMONITION = "上列事项逾期未改，现予告诫，并报分管领导和督导组。请说明原因，在所列最后期限前整改到位并申请销号；期满仍未完成的，由督导组接手督办。",
                     "The matters above remain late; this is an admonition, told to the leader in charge and the supervision group. Explain, and rectify and ask for closing by the last day set; what is not done then, the supervision group takes over.";
    ASK_PROPOSAL = "建议领导小组研究：是否对上列事项的责任单位、责任人问责，如何问责。本文书只是建议，由有权机关按干部管理权限和程序决定。",
                   "It is proposed that the leading group consider whether and how the unit and the people responsible are to be held accountable. This is a proposal: those entitled to decide do so in due procedure.";
    HISTORY = "提醒预警记录",
              "Warnings so far";
}
