//! What is said of a ballot that was taken away and comes back.

use crate::domain::lang::words;

words! {
    BLANK = "空白答卷",
            "Your ballot";
    BLANK_HELP = "粘贴领取时得到的整段文字。有了它，就不用填答题码。",
                 "Paste the whole text you were given. With it no code is asked for.";
    BLANK_MISSING = "请粘贴空白答卷的整段文字。",
                    "Please paste the whole text of your ballot.";
    BLANK_GOOD = "空白答卷有效。请填写下面的问卷，直接提交。",
                 "This ballot is good. Fill in the questions below and hand it in.";
    BLANK_ELSEWHERE = "这是另一份问卷的空白答卷。请打开领取时的那个链接。",
                      "This ballot is for another questionnaire. Please open the link you were given with it.";
    BLANK_SPOILED = "这段文字不完整，或者被改动过。请从保存的文件里重新复制整段文字。",
                    "This text is incomplete or was changed. Please copy all of it again from where you kept it.";
    FORGET_HELP = "清除这台设备上的空白答卷和答案。空白答卷没有另存一份的，清除后就交不成了。",
                  "Erases ballot and answers from this device. If the ballot is kept nowhere else, it is then lost.";
    FORGOTTEN = "空白答卷和填写的内容已从这台设备上清除。",
                "Ballot and answers have been erased from this device.";
    BLANK_USED = "这张空白答卷已经交过，以先收到的为准。刚才这一份没有收下，先收到的那份没有改变。",
                 "This ballot has been handed in before, and the first counts. What you just sent was not taken; the first is unchanged.";
}
