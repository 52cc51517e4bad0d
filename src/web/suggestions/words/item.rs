//! An item before its second reader.

use crate::domain::lang::{Text, words};

words! {
    ITEM = "提炼条",
           "Distilled item";
    SECOND_READING = "复核",
                     "Second reading";
    CHECKLIST = "逐项核对",
                "Check each point";
    CHECKLIST_HELP = "想一想：这件事有多少人可能经历过？不足五人的，应改成一般性建议。",
                     "Ask: how many could have seen this? If fewer than five, make it a general rule.";
    CHECK_ALL = "请逐项核对并勾选；有不符合的，请退改。",
                "Please tick every point; where one does not hold, send it back.";
    REMARK = "复核意见",
             "Remark";
    REMARK_HELP = "退改时必填。",
                  "Needed when sending back.";
    CLEAR = "复核通过",
            "Clear";
    SEND_BACK = "退改",
                "Send back";
    REVISE = "修改提炼条",
             "Write it anew";
    REVISE_NOW = "重新提交复核",
                 "Hand to the second reader again";
    RAW_GONE = "已复核通过，原文不再显示。",
               "It was cleared; the raw text is no longer shown.";
    OPEN_TEXT = "单独打开",
                "Open it alone";
    written_by(name: &str) = "经办人：{name}",
                             "Written by {name}";
    HISTORY = "办理经过",
              "What was said";
    DID_REVISE = "修改后重新提交",
                 "written anew";
    DID_CLEAR = "复核通过",
                "cleared";
    DID_SEND_BACK = "退改",
                    "sent back";
    DID_RELEASE = "交办",
                  "released";
    SUPPORT = "反映情况",
              "Raised by";
    DID_UNLINK = "解除归并一条意见",
                 "took a text off";
    sources_of(count: usize) = "意见原文（{count} 条）",
                               "Raw texts ({count})";
}

/// What the second reader ticks, in the order of the checklist's codes.
pub const POINTS: [Text; 9] = [
    Text { zh: "没有姓名、称呼", en: "No name, no form of address" },
    Text {
        zh: "没有可识别的企业、单位名称", en: "No firm or body that could be recognised"
    },
    Text { zh: "没有项目、标段", en: "No project or lot" },
    Text { zh: "没有具体日期", en: "No exact date" },
    Text { zh: "没有具体地点、场次", en: "No exact place or session" },
    Text { zh: "没有具体金额", en: "No exact amount" },
    Text { zh: "没有原话和个人口吻", en: "No quotation and no personal tone" },
    Text { zh: "没有独有经历", en: "No unique event" },
    Text {
        zh: "忠实于原意，没有缩小或夸大", en: "Faithful: neither played down nor blown up"
    },
];
