//! The release.

use crate::domain::lang::words;

words! {
    CO_UNITS = "协办单位",
               "Supporting units";
    NAME_CO_UNITS = "指定协办单位",
                    "Name supporting units";
    RELEASE = "交办",
              "Release";
    RELEASE_NOW = "按批次交办",
                  "Release as a batch";
    NOTHING_TO_RELEASE = "没有等待交办的提炼条。",
                         "Nothing waits for release.";
    TO_UNITS = "交办给哪些单位",
               "To which units";
    due_help(due: &str) = "该单位等待交办的全部提炼条一次交办。今天交办的，接收截止 {due} 24:00；到期未答复的，视为接收。",
                          "All that waits for a unit goes at once. If released today, the unit answers by {due}, 24:00; silence counts as accepting.";
    CHOOSE_UNITS = "请选择交办单位。",
                   "Choose the units.";
    item_count(count: usize, s: &str) = "{count} 条",
                                        "{count} item{s}";
    READY = "可以交办",
            "Ready";
    NOT_READY = "暂不交办",
                "Not yet";
    NOT_READY_WHY = "涉及该单位的意见还不够多，为防止猜出是谁写的，先不交办。不用办什么：满 5 条就可以交办；到原文销毁时仍不足的，不予采纳。",
                    "Too few opinions stand behind this so far; releasing now could tell who wrote. Nothing to do here: it can be released once there are 5, and is set aside if there are still fewer when the raw texts are destroyed.";
    REPEATS = "有内容相同的提炼条。可先请复核人退改、归并成一条，再交办。",
              "Some items are worded the same. Have the second reader send one back to be joined before you release them.";
    DESTROYED = "销毁时间",
                "What is destroyed when";
    RAW_TEXTS = "意见原文及其密钥",
                "Raw texts and their key";
    ends_on(on: &str, at_most: &str) = "按现在的进度 {on}，最迟 {at_most}；当天由系统销毁，提炼条保留。",
                                       "On {on} as the work stands, on {at_most} at the latest, by the program itself; what was distilled stays.";
    ends_at(at_most: &str) = "最迟 {at_most}；当天由系统销毁，提炼条保留。",
                             "On {at_most} at the latest, by the program itself; what was distilled stays.";
    RAW_TEXTS_ENDED = "已销毁的意见原文及其密钥",
                      "Raw texts and keys destroyed";
    ended_on(on: &str) = "{on} 起销毁。",
                         "From {on} on.";
    TIPS = "问题线索",
           "Tips";
    TIPS_STAY = "密封给机关纪委，不随意见原文销毁，由机关纪委按规定保存。",
                "Sealed to the discipline commission, not destroyed with raw texts, and kept by it under its own rules.";
    OWN_UNIT = "本单位事项，由其他负责人交办",
               "Your own unit: a colleague releases it";
    released(units: usize) = "已向 {units} 个单位交办，并进入其待办。",
                             "Released, and waiting in the work lists; units: {units}.";
}
