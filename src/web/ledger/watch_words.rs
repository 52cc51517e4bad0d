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
    NOTHING_MARKED = "标注没有变化：请勾选要标注的，或者取消已有的勾选。",
                     "Nothing would change: tick what to mark, or untick what is marked.";
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
    DRAWN = "抽中现场核验",
            "Drawn to be looked at on the spot";
    DRAWS = "抽查",
            "Draws by lot";
    DRAWS_LEAD = "从申请销号、等待核验的条目中随机抽取，抽中的须由督导组现场核验后才能销号。抽签种子和抽取范围留存，任何人据此重抽，结果相同。",
                 "Draws some of the items that wait for verification; the supervision group looks at them on the spot before they are closed. Seed and frame are kept: whoever draws again from them gets the same items.";
    HOW_MANY = "抽取条数",
               "How many";
    of_waiting(count: usize) = "现在可抽 {count} 条：已须现场核验的和本单位的不在其中。",
                               "{count} can be drawn now, without those looked at anyway and those of your own unit.";
    DRAW = "抽签",
           "Draw";
    drawn(count: usize) = "抽中 {count} 条。",
                          "{count} were drawn.";
    drawn_of(drawn: usize, frame: usize) = "从 {frame} 条中抽取 {drawn} 条",
                                           "{drawn} of {frame}";
    DRAWN_AT = "抽签时间",
               "Drawn at";
    DRAWN_BY = "抽签人",
               "Drawn by";
    FRAME = "抽取范围（条）",
            "Drawn from";
    COUNT = "抽取（条）",
            "How many were drawn";
    DRAWN_ITEMS = "抽中的条目",
                  "Items drawn";
    SEED = "抽签种子",
           "Seed";
    count_wrong(most: usize) = "请填写 1 至 {most}。",
                               "Between 1 and {most}, please.";
    DRAWN_MEANWHILE = "没有再抽：您打开本页之后已经抽过一次，结果见下。确实要再抽一次，请再次提交。",
                      "No lot was drawn: there was a draw since you opened this page, shown below. To draw again, send the form once more.";
    NOTHING_TO_DRAW = "现在没有可抽的条目，没有抽签。",
                      "There is nothing to draw from now; no lot was drawn.";
    NEXT_NOTE = "下次进展填报",
                "Next note on progress";
    next_note(day: &str) = "{day} 前",
                           "by {day}";
    LOOK_AGAIN = "复查",
                 "Look again";
    LOOK_LEAD = "转长期的条目到期复查：坚持得好的，写明情况，定下次复查日期；问题反弹的，重新启动整改。",
                "A long-term item is looked at again: what holds is noted with the day of the next look, and what comes up again is reopened.";
    LOOK_WORDS = "复查情况",
                 "What was found";
    NEXT_LOOK = "下次复查日期",
                "Next look";
    LOOKED = "复查情况已记录。",
             "Recorded.";
}
