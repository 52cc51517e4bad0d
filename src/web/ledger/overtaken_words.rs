//! Words for whoever sends a form after someone else changed the item.

use crate::domain::lang::words;

words! {
    OVERTAKEN = "您填写期间，有人先改动了这个条目",
                "Someone changed this item while you were writing";
    OVERTAKEN_PRESS = "您办理之前，有人先改动了这个条目",
                      "Someone changed this item before you acted on it";
    DONE_BEFORE = "您打开本页之后，自己已经办理过这个条目",
                  "You acted on this item yourself since you opened this page";
    NOT_DONE_AGAIN = "如果是同一步，已经提交，不会重复办理；如果是另一步，这一步没有办理，请看过现在的内容再决定。",
                     "If it was this step, it is handed in and was not done a second time; if it was another, this one was not done: look at what stands there now and decide anew.";
    NOT_DONE = "这一步没有办理。本页显示的是现在的内容，请看过以后再决定。",
               "Nothing was done. This page shows what stands there now: look at it and decide anew.";
    changed_last(who: &str, when: &str) = "最近一次改动：{who}，{when}。",
                                          "Last changed by {who}, {when}.";
    NOT_WRITTEN = "您的内容还没有写入，也没有丢失。下表对照现在的内容和您页面上的内容，不同之处已标明。",
                  "Nothing of yours was written, and nothing is lost. The table sets what stands there now beside what is on your page, and marks what differs.";
    WHAT = "项目",
           "Field";
    STANDS_NOW = "现在的内容",
                 "What stands there now";
    ON_YOUR_PAGE = "您页面上的内容",
                   "What is on your page";
    DIFFERENCE = "对照",
                 "Compared";
    SAME = "一致",
           "Same";
    BY_OTHERS = "他人已改动",
                "Changed by someone else";
    SINCE = "打开本页后已改动",
            "Changed since you opened this page";
    BY_ONESELF = "您的改动",
                 "Changed by you";
    BY_BOTH = "两边不同",
              "Differs";
    YOUR_WORDS = "您填写的说明",
                 "What you wrote";
    LOOK_AGAIN = "放弃我的内容，查看现在的条目",
                 "Leave mine and look at the item as it is";
    MINE_OVER_THEIRS_AS_DRAFT = "以我的内容为准，保存草稿",
                                "Save mine over theirs as a draft";
    OVERWROTE = "覆盖了他人的改动",
                "Wrote over someone else's change";
    MINE_OVER_THEIRS = "以我的内容为准，提交",
                       "Send mine over theirs";
}
