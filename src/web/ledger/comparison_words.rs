//! Words of a changed plan beside the approved one.

use crate::domain::lang::words;

words! {
    COMPARISON = "变更前后对照",
                 "The change, side by side";
    WHAT = "项目",
           "Field";
    APPROVED = "已审核的计划",
               "As approved";
    AT_ONCE = "立查立改时填报的计划",
              "As put right at once";
    PROPOSED = "变更后",
               "As proposed";
    CHANGE = "变化",
             "Change";
    SAME = "未变",
           "Same";
    CHANGED = "有改动",
              "Changed";
    MOVED = "顺序调整",
            "Other number";
    ADDED = "新增",
            "Added";
    DROPPED = "拟撤销",
              "To be dropped";
    TO_BE_DROPPED = "拟撤销的措施，审核同意以前仍然有效",
                    "Measures to be dropped; they stand until the change is approved";
    DROPPED_MEASURES = "已撤销的措施及其佐证材料",
                       "Dropped measures and their evidence";
    DROPPED_MEASURE = "已撤销的措施",
                      "Dropped measure";
}
