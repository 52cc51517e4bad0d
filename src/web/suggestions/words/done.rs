//! What is said after a press.

use crate::domain::lang::words;

words! {
    meanwhile(state: &str) = "刚才的操作没有执行：这一条现在是“{state}”，可能是您重复按了一次，也可能已由别人办理。",
                             "Nothing was done: this text is now “{state}”. Perhaps it was pressed twice, or someone else dealt with it.";
    UNSAVED = "您写的内容还没有保存",
              "What you wrote was not saved";
    UNSAVED_HELP = "刚才没有办理，您写的都还在这里：可以接着办，也可以先复制再返回。",
                   "Nothing was done, and all you wrote is still here: go on with it, or copy it first.";
    STANDS_NOW = "现在的提炼内容：",
                 "The distilled text as it stands:";
    YOU_READ = "您刚才读到的是：",
               "What you had read was:";
    TAKE_BACK_GO_ON = "收回搁置，接着提炼",
                      "Take it back and go on distilling";
    REPLACE = "用我写的替换，重新提交复核",
              "Replace it by mine and hand it to the second reader";
    TRY_AGAIN = "再次提交复核",
                "Hand it in again";
    ASIDE_ALTHOUGH = "您写了提炼内容，还没有提交。仍要搁置的，请再按一次确认；写的内容不再保留。",
                     "You wrote a distilled text and have not handed it in. To set the text aside nevertheless, press once more; what you wrote is then not kept.";
    aside_anyway(reason: &str) = "仍要搁置：{reason}",
                                 "Set it aside nevertheless: {reason}";
    ITEM_ENDED = "没有办理：这条提炼条现在不在了。它依据的意见可能已全部解除归并（提炼条随之撤销），可能原文已到期销毁，也可能由他人接替您办理。",
                 "Nothing was done: the item is not there any more. All texts behind it may have been taken off, so that it ended; the raw texts may have been destroyed; or somebody else reads it in your place.";
    ENDED_HELP = "您写的还在这里，需要的请先复制，再返回列表。",
                 "What you wrote is still here: copy it if you need it, then go back to the list.";
    LINK_ALTHOUGH = "您写了提炼内容，还没有提交。仍要归并的，请再按一次确认；写的内容不再保留。",
                    "You wrote a distilled text and have not handed it in. To join the text to that item nevertheless, press once more; what you wrote is then not kept.";
    LINK_ANYWAY = "仍要归并",
                  "Join it nevertheless";
    KEEP_OUT_ALTHOUGH = "您写了提炼内容，还没有提交。仍要回避的，请再按一次确认；写的内容不再保留。",
                        "You wrote a distilled text and have not handed it in. To keep out nevertheless, press once more; what you wrote is then not kept.";
    KEEP_OUT_ANYWAY = "仍要回避",
                      "Keep out nevertheless";
    ITEM_OVERTAKEN = "没有办理：这一条刚才已被修改或者办理。您写的还在，请对照现在的内容再办。",
                     "Nothing was done: the item was changed or dealt with meanwhile. What you wrote is kept; please compare it with what stands now.";
    DISTILLED_DONE = "已提炼，等待复核。",
                     "Distilled; it waits for the second reader.";
    LINKED_DONE = "已归并。",
                  "Joined.";
    ASIDE_DONE = "已搁置，等待复核人确认。",
                 "Set aside, to be confirmed.";
    CONFIRMED_DONE = "已确认搁置。",
                     "Confirmed.";
    REOPENED_DONE = "已退回待处理。",
                    "Put back among those that wait.";
    TIP_DONE = "已密封移交机关纪委。",
               "Sealed and handed over to the discipline commission.";
    CLEARED_DONE = "复核通过，等待交办。",
                   "Cleared; it waits for release.";
    SENT_BACK_DONE = "已退改。",
                     "Sent back.";
    REVISED_DONE = "已重新提交复核。",
                   "Handed to the second reader again.";
    TAKEN_BACK_DONE = "已收回，请重新办理。",
                      "Taken back; please deal with it again.";
    TAKEN_UP_DONE = "已退回待处理，请重新办理。",
                    "It waits again; please deal with it.";
    UNLINKED_DONE = "已解除归并，该意见退回待处理。",
                    "Taken off; the text waits again.";
    UNLINKED_ALL = "已解除。提炼条没有其他意见支撑，随之撤销；这条意见请重新办理。",
                   "Taken off. Nothing else stood behind the item, so it ended; please deal with this text again.";
    KEPT_OUT_DONE = "已回避，由接替人办理。",
                    "You keep out; somebody else reads it.";
    SENT_UP_DONE = "原文已离开本系统。",
                   "The text left the program.";
}
