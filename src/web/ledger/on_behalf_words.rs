//! Words of the paper for a leader's signature, and of recording what was signed.

use crate::domain::lang::words;

words! {
    SLIP = "呈批件",
           "Paper for decision";
    RECORD = "代录领导批示",
             "Record a decision on paper";
    RECORD_LEAD = "领导在呈批件上签署意见后，由领导小组办公室代录，上传签字页扫描件。记入台账的是领导的意见，代录人姓名一并留痕。核验、复核和问题线索的认定须本人办理，不能代录。",
                  "Once a leader has signed the paper, the office records it with a scan of the signature. The decision is the leader's, and both names stay on record. Verifying, second reading and tips are done in person.";
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
    recorded_by(who: &str, by: &str) = "{who}，{by} 代录",
                                       "{who}, recorded by {by}";
    PRINT = "打印",
            "Print";
    SUBJECT_PLAN = "关于审定整改计划的呈批件",
                   "On a plan of rectification";
    SUBJECT_EXTENSION = "关于时限延期的呈批件",
                        "On more time for a rectification";
    ASKED_UNTIL = "申请延至",
                  "Asked until";
    OPINION = "审批意见",
              "Decision";
    SIGNATURE = "签字：　　　　　　　　　　年　　月　　日",
                "Signature:                    Date:";
    agreed(name: &str, day: &str) = "同意。{name}　{day}",
                                    "Agreed. {name}, {day}";
    NEVER_ASK = "本件不得用于追查、猜测意见来源。",
                "This paper is not to be used to search for whoever raised the point.";
}
