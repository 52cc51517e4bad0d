//! Words of the page on which a unit says what it does.

use crate::domain::lang::words;

words! {
    PROFILE = "单位职责和岗位",
              "Duties and posts";
    LEAD = "排查风险点从职责和岗位入手：先写清职能职责，再逐个岗位写清参与的环节。由单位主要负责人填写。",
           "The search for risk points begins with duties and posts: what the unit is there for, and which steps each post takes part in. Its head writes it.";
    DUTIES = "职能职责",
             "Duties";
    POSTS = "岗位",
            "Posts";
    POST = "岗位名称",
           "Post";
    POST_DUTIES = "岗位职责",
                  "Duties of the post";
    POST_STEPS = "参与的环节",
                 "Steps it takes part in";
    POSTS_HELP = "一行一个岗位，写岗位，不写人名；清空名称即删去。",
                 "One post a row, never a person's name. Clear the name to remove it.";
    nth_post(row: usize) = "第 {row} 个岗位",
                           "Post {row}";
    POST_MISSING = "请填写岗位名称。",
                   "Please name the post.";
    AREAS = "归口的重点领域和环节",
            "Key areas and steps of the unit";
    AREAS_HELP = "按领域对照表，涉及这些领域和环节的意见建议交办给本单位。",
                 "Suggestions about these go to the unit by the area map.";
    NOTHING = "还没有填写。",
              "Nothing is written yet.";
    WRITE = "填写职责和岗位",
            "Write duties and posts";
    changed(who: &str, when: &str) = "{who} {when} 填写",
                                     "Written by {who}, {when}";
    STALE = "您填写期间，有人先保存了另一份。您填写的内容在下面；对照之后再保存一次，即以您的内容为准。",
            "Someone saved another version while you were writing. Yours is below: compare, then save once more to let yours count.";
    STORED = "现在保存的内容",
             "What is stored now";
    ITEMS = "本单位的台账条目",
            "Ledger items of the unit";
}
