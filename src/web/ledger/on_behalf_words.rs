//! Words of the paper for a leader's signature, and of recording what was signed.

use crate::domain::lang::words;

words! {
    SLIP = "呈批件",
           "Paper for decision";
    RECORD = "代录领导批示",
             "Record a decision on paper";
    RECORD_LEAD = "领导在呈批件上签署意见后，由领导小组办公室代录，上传签字页扫描件。记入台账的是领导的意见，代录人姓名一并留痕。领导不同意销号的，条目退回整改；不同意转长期、作废的，先签署的意见失效。核验、复核和问题线索的认定须本人办理，不能代录。",
                  "Once a leader has signed the paper, the office records it with a scan of the signature. The decision is the leader's, and both names stay on record. A no to closing sends the item back to the unit; a no to moving it to long-term or to voiding it takes the first signature back. Verifying, second reading and tips are done in person.";
    NOTHING = "现在没有等待领导批示的事项，或者等待的意见须本人办理。",
              "No leader's decision waits now, or it has to be made in person.";
    LEADER = "批示领导",
             "Leader";
    VERDICT = "批示意见",
              "Decision";
    AGREES = "同意",
             "Agrees";
    DISAGREES = "不同意（退回）",
                "Does not agree";
    WORDS = "批示内容",
            "What was written";
    WORDS_HELP = "照录原文；不同意的必须填写。",
                 "As it is written; needed for a refusal.";
    SIGNED_ON = "批示日期",
                "Date on the paper";
    SCAN = "批示扫描件",
           "Scan";
    SCAN_HELP = "签字页的扫描件或者照片，PDF、OFD、JPEG、PNG，不超过 10 MB。",
                "A scan or photograph of the signed page: PDF, OFD, JPEG or PNG, at most 10 MB.";
    RECORDED = "已代录。",
               "Recorded.";
    PRINT = "打印",
            "Print";
    DECLINES = "不同意",
               "Declined";
    NO_PAPER = "现在没有需要呈批的事项。",
               "Nothing asks for a leader's decision now.";
    INSTRUCTED = "领导批示",
                 "A leader's word";
    ASKED_UNTIL = "申请延至",
                  "Asked until";
    OPINION = "审批意见",
              "Decision";
    SIGNATURE = "签字：　　　　　　　　　　年　　月　　日",
                "Signature:                    Date:";
    said(verdict: &str, name: &str, day: &str) = "{verdict}。{name}　{day}",
                                                 "{verdict}. {name}, {day}";
    recorded_on_paper(by: &str) = "（书面签署，{by} 代录）",
                                  "(signed on paper, recorded by {by})";
    story_recorded(who: &str, by: &str, day: &str) = "{who} {day} 书面签署，{by} 代录",
                                                     "{who}, on paper on {day}, recorded by {by}";
    NEVER_ASK = "本件不得用于追查、猜测意见来源。",
                "This paper is not to be used to search for whoever raised the point.";
}
