//! Words about acts that two sign.

use crate::domain::lang::words;

words! {
    DEED_SIGNED = "签署（待会签）",
                  "Signed first";
    waits_for_signature(act: &str, name: &str) = "“{act}”已由{name}签署，等待另一方会签；条目有任何变动，签署即失效。",
                                                 "“{act}” was signed by {name} and waits for the second signature; any change of the item takes it back.";
    REVIEW_ON = "复查日期",
                "Date of review";
    REVIEW_ON_HELP = "最长半年；到期复查，反弹的重新启动整改。",
                     "Half a year at most; what comes up again is reopened.";
    SIGN_LEAD_LONG_TERM = "一次性措施已经完成、需要长期坚持的，由领导小组办公室和督导组共同签署转长期；单独计数，到期复查。",
                          "What was to be done once is done and the rest goes on: the campaign office and the supervision group sign together. Counted apart and looked at again.";
    SIGN_LEAD_VOID = "立错的条目由领导小组办公室和督导组共同签署作废；条目和经过仍然保留。重复的条目须选明并入哪一条。",
                     "An item that was a mistake is voided by the campaign office and the supervision group together; it stays on record. Of a duplicate, choose the item it is part of.";
    MERGED_INTO = "并入条目",
                  "Part of";
    PART_OF_NOTHING = "立错，不并入其他条目",
                      "A mistake, part of nothing";
    SIGN_REASON = "理由",
                  "Reason";
    SIGN_FIRST = "签署",
                 "Sign";
    COUNTERSIGN = "会签，立即生效",
                  "Sign: it takes effect";
    next_signers(names: &str) = "等待会签：{names}。会签以后立即生效。",
                                "Waits for the second signature: {names}. It takes effect with that.";
    NOBODY_NEXT = "目前没有可以会签的人员，请系统管理员在“人员”中增加人员或者调整角色。",
                  "Nobody can give the second signature at present: please ask the administrator to add people or change roles.";
    SIGN_ANEW = "修改后重新签署（代替上面的签署）",
                "Change it and sign anew, in place of the signature above";
    SIGNED_AND_WAITS = "已签署，等待另一方会签",
                       "Signed; waits for the second signature";
    FIRST_SIGNED_BY = "已签署",
                      "Signed by";
    SIGNED = "已签署，等待另一方会签。",
             "Signed; the second signature is awaited.";
    COUNTERSIGNED = "已会签，立即生效。",
                    "Signed by both; it has taken effect.";
}
