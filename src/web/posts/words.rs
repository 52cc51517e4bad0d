//! Words of the page of posts.

use crate::domain::lang::words;
use crate::domain::time::Day;

words! {
    POSTS = "岗位检查",
            "Who can act";
    LEAD = "按角色、所属单位和两人分设的规则，逐个单位、逐个环节列出现在还有谁能办理。未设置密码、已停用的账号不计。",
           "Who can still take which step about which unit, after roles, membership and the rule of two people. Accounts without a password and deactivated ones do not count.";
    unread(units: &str) = "涉及以下单位的意见，现在没有不属于该单位的两个人分别提炼、复核：{units}。",
                          "Texts about these units cannot be distilled and cleared by two people who do not belong to them: {units}.";
    UNREAD_WAITS = "这类意见封存在系统中，不丢失，也不对任何人显示，补足人员后即可办理。",
                   "They stay sealed: none is lost, nobody sees them, and they can be dealt with once people are there.";
    unread_until(day: Day) = "已启封的原文最迟保存到 {day}，届时仍无人办理的，随原文销毁，并如实记为“到期未办理”。",
                             "Texts opened so far are kept until {day} at the latest; those nobody dealt with by then are destroyed and recorded as not dealt with.";
    UNREAD_LATER = "原文最迟在启封后第 180 天销毁，届时仍无人办理的，如实记为“到期未办理”。",
                   "Raw texts are destroyed on the 180th day after the opening at the latest; those nobody dealt with by then are recorded as not dealt with.";
    UNREAD_ADD = "增加人员或调整角色：经办人、复核人各一名，都不属于该单位。",
                 "Add people or change roles: a case officer and a second reader, neither of the unit.";
    TO_PEOPLE = "到人员和角色",
                "To people and roles";
    ask_keepers(names: &str) = "请联系系统管理员：{names}。",
                               "Ask the administrator: {names}.";
    UNREAD_ABOVE = "本级没有合适人员的，报请上级机关指派：为上级指派的人员建立账号，不填所属单位，授予经办人或复核人角色，由其提炼、复核；反映本级领导或经办、复核人员的，由其在意见页面“密封直送上级”。",
                   "Where the house has nobody suitable, ask the level above to name people: give them accounts without a unit and the role of case officer or second reader. They distil and clear; what concerns the chiefs or the desk itself they send up, sealed, from the text's page.";
    NOBODY_RECORDS = "各单位的措施，都没有第二个人可以代录。",
                     "Nobody is left to record what a leader decides on paper, of any unit.";
    unrecorded(units: &str) = "以下单位的措施，没有第二个人可以代录：{units}。",
                              "Nobody is left to record what a leader decides on paper about the plans of: {units}.";
    unrecorded_why(office: &str) = "代录由办公室负责人办理，先审核过这一条的人不能再代录（现有办公室负责人：{office}）。分管领导、组长只能在纸上批示的，请先再设一名不属于该单位的办公室负责人；领导都自行登录办理的，不受影响。",
                                   "Recording is done by an office lead who has not reviewed the plan before (office leads now: {office}). Where leaders decide on paper alone, name a second office lead who does not belong to the unit; where they all sign in themselves, nothing is missing.";
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
                          "steps that lack somebody: {count}";
    STEP = "环节",
           "Step";
    ABLE = "能办理的人员",
           "Who can";
    NOBODY = "人员不足",
             "Nobody, or too few";
    ALL_FILLED = "每个环节都有人能办理。",
                 "Every step has somebody to take it.";
    vacant(count: usize) = "有 {count} 个环节没有人能办理，请在启动前调整角色或增加人员。",
                           "Steps nobody can take: {count}. Change roles or add people before the launch.";
}
