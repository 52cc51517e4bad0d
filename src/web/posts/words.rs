//! Words of the page of posts.

use crate::domain::lang::words;

words! {
    POSTS = "岗位检查",
            "Who can act";
    LEAD = "按角色、所属单位和两人分设的规则，逐个单位、逐个环节列出现在还有谁能办理。未设置密码、已停用的账号不计。",
           "Who can still take which step about which unit, after roles, membership and the rule of two people. Accounts without a password and deactivated ones do not count.";
    HOUSE = "不分单位的环节",
            "Steps of the whole house";
    GAPS = "没有人能办理的环节",
           "Steps nobody can take";
    BY_UNIT = "各单位",
              "By unit";
    ALL_UNITS = "全部单位（汇总）",
                "All units, one row each";
    NO_SUCH_UNIT = "没有这个单位，以下为全部单位。",
                   "There is no such unit; all units follow.";
    GAPS_ONLY = "只看缺人的单位",
                "Only units that lack somebody";
    NARROW = "筛选",
             "Narrow";
    STANDING = "情况",
               "Standing";
    FILLED = "齐全",
             "Filled";
    lacks(count: usize) = "缺 {count} 个环节",
                          "{count} steps lack somebody";
    STEP = "环节",
           "Step";
    ABLE = "能办理的人员",
           "Who can";
    NOBODY = "人员不足",
             "Nobody, or too few";
    ALL_FILLED = "每个环节都有人能办理。",
                 "Every step has somebody to take it.";
    vacant(count: usize) = "有 {count} 个环节没有人能办理，请在启动前调整角色或增加人员。",
                           "{count} steps have nobody to take them. Change roles or add people before the launch.";
}
