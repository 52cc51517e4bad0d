//! Words about what supervision asks of an item, and about what a plan says beyond its measures.

use crate::domain::lang::words;

words! {
    GAPS = "制度空白点",
           "Gaps in the rules";
    MONITORING = "监控方式",
                 "Way of monitoring";
    MONITORING_HELP = "整改期间和整改之后怎样监控这个风险点。",
                      "How the point is watched while it is rectified and after.";
    MEANS = "督促整改方式",
            "Means of pressing";
    STARRED = "重点标注",
              "Starred";
    STARRED_HELP = "标注后按 5 个工作日填报进展，销号前须由督导组现场核验。",
                   "Reports every five working days, and is looked at on the spot before it is closed.";
    MARK = "重点标注、督促",
           "Mark for supervision";
    MARKED = "已标注。",
             "Marked.";
    VISIT_LEAD = "对照措施到现场逐项查看，写明看到的情况。核验人姓名记入台账。",
                 "Look at each measure on the spot and write what you saw. The name stands in the ledger.";
    VISIT_WORDS = "现场核验情况",
                  "What was seen on the spot";
    VISITED = "现场核验已记入。",
              "The visit was recorded.";
    VISITED_BY = "现场核验人",
                 "Looked on the spot";
    VISIT_NEEDED = "销号前须由督导组现场核验",
                   "The supervision group looks on the spot before closing";
    NEXT_NOTE = "下次进展填报",
                "Next note on progress";
    next_note(day: &str) = "{day} 前",
                           "by {day}";
}
