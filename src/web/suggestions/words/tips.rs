//! What is handed over, and what leaves for the level above.

use crate::domain::lang::words;

words! {
    TIP = "移交问题线索",
          "Hand over as a tip";
    TIP_QUESTION = "反映违纪违法问题的，请移交机关纪委。移交后原文密封，只有机关纪委能打开；原处留下一句没有内容的话，照常搁置、确认，数目和记录与一般搁置相同，本系统其他人看不出来。一人决定即可，不能撤回。",
                   "What reports misconduct goes to the discipline commission. It is sealed at once and only the commission can open it. A few words that say nothing stay in its place and are set aside and confirmed as usual: counts and trail are those of any text set aside, and nobody else can tell. One person is enough; it cannot be taken back.";
    may_be_tip(signs: &str) = "文中提到“{signs}”，可能是问题线索。反映违纪违法问题的，不提炼，请移交机关纪委：",
                              "It mentions “{signs}” and may be a tip. What reports misconduct is not distilled but handed over:";
    TIP_NOTE = "移交说明",
               "Note";
    TIP_NOTE_HELP = "可以不填；与原文一同密封。",
                    "Optional; sealed together with the text.";
    TIP_NOW = "密封移交",
              "Seal and hand over";
    GENERAL_PART = "可以另行提炼的一般性内容",
                   "General part that could be distilled";
    GENERAL_PART_HELP = "可以不填。只写不会惊动被反映人的部分，用自己的话写；与线索一同密封，机关纪委同意后才退回提炼，不同意的不再出现。",
                        "Optional. In your own words, only what warns nobody it concerns. It is sealed with the tip and comes back to the desk if the commission agrees, otherwise never.";
    OWN_LEVEL = "涉及机关党委、机关纪委人员或者主要负责人的，不交本级：",
                "What concerns the Party committee, officers of the commission or the head of the authority does not stay at this level:";
    TO_UPWARDS = "密封直送上级",
                 "Send it sealed to the level above";
    UPWARDS = "密封直送上级",
              "Sealed for the level above";
    UPWARDS_LEAD = "只用于涉及本级机关党委、机关纪委人员或者主要负责人的问题线索。打印一份，当场装入信封密封，直接送上级纪检监察机关；不复制、不登记，本系统只在“其他处理”的总数里计一条。",
                   "Only for tips about the Party committee, officers of the commission or the head of the authority. Print one copy, seal it in an envelope on the spot and take it to the discipline body of the level above. No copy, no register; in the program it counts as one more text dealt with otherwise.";
    UPWARDS_PAPER = "问题线索密封件",
                    "Sealed tip";
    UPWARDS_TO = "送：上级纪检监察机关（亲启）",
                 "To the discipline and supervision body of the level above, to be opened there";
    UPWARDS_RULE = "严禁将检举控告材料和检举控告人信息转给或告知被检举控告的组织、人员；不得追查是谁写的。",
                   "Never pass this, or anything about its author, to those it concerns; do not look for who wrote it.";
    PRINT = "打印",
            "Print";
    SEALED = "已打印一份并装入信封密封，由我直接送交",
             "One copy is printed and sealed in an envelope; I take it there myself";
    SEALED_NEEDED = "请先打印、密封，再勾选。",
                    "Print and seal it first, then tick.";
    SEND_UP_NOW = "原文离开本系统",
                  "Let the text leave the program";
    SEND_UP_MEANS = "确认以后",
                    "What follows";
    SEND_UP_UNTIL = "确认以前，什么都没有改变：返回即可作废，已打印的请当场销毁。确认以后不能撤回。",
                    "Until you confirm, nothing has changed: go back, and destroy what was printed on the spot. Afterwards nothing can be taken back.";
    SEND_UP_GONE = "原文只剩您手中这一份，本系统任何人（包括机关纪委、系统管理员）都不能再打开。",
                   "The only copy is the one in your hands: nobody in the program can open the text again, neither the commission nor the administrator.";
    SEND_UP_PLACE = "原处留下一句没有内容的话，照常搁置、确认；数目、记录与一般搁置相同，不留别的痕迹。",
                    "A few words that say nothing stay in its place and are set aside and confirmed as usual; counts and trail are those of any text set aside.";
    SEND_UP_ITEM = "只由这一条写成的提炼条一并撤销；另有其他意见的提炼条保留，重新复核。",
                   "An item written from it alone ends; one that other texts stand behind stays and is read anew.";
    SEND_UP_ALONE = "由您一人决定、一人送交，不告诉任何同事：被反映的可能正是经手的人。",
                    "You decide and deliver alone and tell no colleague: whoever would share it may be the one concerned.";
}
