//! Words of the record of a meeting that found a point, and of the sources of points.

use crate::domain::lang::words;

words! {
    MORE_ROWS = "增加几行（不保存）",
                "More rows (saves nothing)";
    MEETING = "集体议记录",
              "Record of the meeting";
    MEETING_WHEN = "集体议记录（来源为“集体议”时填写）",
                   "Record of the meeting (for points found in group discussion)";
    MEETING_HELP = "须开会研究，不得以会签代替；到会人员逐人明确同意或者不同意。",
                   "A meeting is held, no paper is passed round, and everyone present says yes or no.";
    MEETING_ON = "会议时间",
                 "Date";
    MEETING_PLACE = "会议地点",
                    "Place";
    PRESENT = "参加人员及意见",
              "Those present and what they said";
    PRESENT_HELP = "一行一人；空行不计。",
                   "One person a row; blank rows do not count.";
    PERSON = "姓名",
             "Name";
    VOICE = "意见",
            "Says";
    AGREES = "同意",
             "Yes";
    DISAGREES = "不同意",
                "No";
    nth_name(row: usize) = "第 {row} 人姓名",
                           "Name of person {row}";
    nth_voice(row: usize) = "第 {row} 人意见",
                            "What person {row} says";
    VOICE_MISSING = "请明确同意或者不同意。",
                    "Please say yes or no.";
    NAME_MISSING = "请填写姓名。",
                   "Please give the name.";
    CONCLUSION = "会议结论",
                 "Conclusion";
    agreed(agreeing: usize, present: usize) = "到会 {present} 人，同意 {agreeing} 人",
                                              "{agreeing} of {present} agreed";
    RECORD = "代单位立账",
             "Record a point for a unit";
    RECORD_LEAD = "逐级审、监督检查、巡察审计反馈和投诉转办发现的风险点，由领导小组办公室为责任单位立账，在同一本台账中整改、核验。",
                  "Points from review, inspection, audit and complaints are opened for their unit by the office, and stand in the same ledger.";
    NO_TIPS_HERE = "反映具体人员违纪违法问题的，是问题线索，不在这里立账，请当面移交机关纪委。",
                   "What accuses a person is a tip: it is not recorded here but handed to the discipline commission.";
}
