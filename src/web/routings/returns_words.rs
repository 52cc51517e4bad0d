//! Words for whoever decides on a return.

use crate::domain::lang::words;

words! {
    EARLIER = "此前的退回和决定",
              "Earlier returns, and what was decided on them";
    DECIDER = "由谁裁定",
              "Decided by";
    DECIDE_BY = "裁定期限",
                "Decision due";
    FIRST_RECIPIENT = "首个接收单位",
                      "First recipient";
    decide_for_first(unit: &str) = "会商裁定由{unit}主办（首个接收单位）",
                                   "Decide that {unit} leads (first recipient)";
    FIRST_HELP = "未另作裁定的，由首个接收单位主办；重新计算两个工作日的接收期限，不能再退回。",
                 "The rule unless you decide otherwise. Two working days to accept, and no further return.";
    decide_for_this(unit: &str) = "会商裁定由{unit}主办（本次退回单位）",
                                  "Decide that {unit} leads (it returned the matter last)";
    THIS_HELP = "不能再退回。",
                "No further return.";
    DECIDE_FOR_OTHER = "会商裁定由其他单位主办",
                       "Decide that another unit leads";
    OTHER_HELP = "交给下面选定的单位，重新计算两个工作日的接收期限，不能再退回。",
                 "The unit chosen below gets it, with two working days to accept and no further return.";
    CHOSEN_UNIT = "主办单位（选“其他单位”时填写）",
                  "Unit to lead (where another is decided for)";
    decided_for(verdict: &str, unit: &str) = "{verdict}：{unit}",
                                             "{verdict}: {unit}";
    OVERTAKEN = "您填写期间，有人先作出了决定",
                "Someone decided while you were writing";
    OVERTAKEN_HELP = "您的决定没有写入，填写的内容列在下面，请自行留存。决定作出后不能更改。",
                     "Yours was not written; what you wrote stands below to be copied. A decision is not changed any more.";
    YOURS = "您填写的内容",
            "What you wrote";
}
