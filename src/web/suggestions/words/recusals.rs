//! Keeping out.

use crate::domain::lang::words;

words! {
    KEEP_OUT = "回避",
               "Keep out of it";
    KEEP_OUT_QUESTION = "与这条意见涉及的人或事有利害关系的，请回避。须先确定接替人；确认后，这条意见及其提炼条对您不再显示，不能撤回。",
                        "Keep out if you stand near to whom or what this is about. Somebody to read instead comes first; once confirmed, text and item exist for you no more, and it cannot be taken back.";
    SUBSTITUTE = "接替人",
                 "Who reads instead";
    SUBSTITUTE_HELP = "同一角色的另一人，不属于所涉单位。",
                      "Another holder of the role who does not belong to the unit.";
    KEEP_OUT_NOW = "确认回避",
                   "Keep out";
    RECUSALS = "回避声明",
               "Recusals";
    RECUSALS_LEAD = "本单位的意见自动回避，不用声明。因亲属、原任职等利害关系需要对另一单位整体回避的，在这里声明：本专项工作中涉及该单位的意见和提炼条对您不再显示，由接替人办理，不能撤回。",
                    "What is about your own unit is hidden from you without a word. If you stand near to another unit, say so here: texts and items about it exist for you no more in this campaign and somebody else reads them. It cannot be taken back.";
    NO_RECUSALS = "没有声明过回避。",
                  "None declared.";
    instead_of_you(unit: &str, name: &str) = "{unit}：由{name}接替",
                                             "{unit}: {name} reads instead";
    RECUSE_UNIT = "回避哪个单位",
                  "Which unit";
    NOBODY_FOR_TEXT = "现在没有人能接替您：要有同一角色的另一人，不属于所涉单位，也没有回避，并且仍能由两个人分别提炼、复核。请系统管理员先增加人员；在此以前，请不要办理这一条。",
                      "Nobody could read in your place now: it takes another holder of your role, of no unit concerned, who does not keep out too, with two different people left to distil and to clear. Ask the administrator to add someone first, and leave this text alone until then.";
    nobody_for(units: &str) = "{units}：目前没有人能接替，不能选择；请系统管理员先增加人员。",
                              "{units}: nobody could read instead yet, so they cannot be chosen; ask the administrator to add someone.";
    NOBODY_YET = "目前没有人能接替，请系统管理员先增加一位同一角色的人员。",
                 "Nobody could read instead yet; ask the administrator to add a holder of the role first.";
}
