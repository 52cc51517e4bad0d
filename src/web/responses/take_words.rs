//! What the page says on which a stamped ballot is taken away before it is filled in.

use crate::domain::lang::words;

words! {
    TAKE = "先领空白答卷，过后再交",
           "Take a ballot now, hand it in later";
    LEAD = "适合特别不放心的人。领取和交卷隔开时间、换个网络，最好再换一台设备，连一直盯着机器的人，也很难按先后次序把两件事对上；这样做的人越多，越难。",
           "For those who want more certainty. With time, another network and best of all another device in between, even someone who watches the machine can hardly match the two by their order; the more people do it, the harder it is.";
    BEFORE = "按下按钮以前请看清",
             "Before you press the button";
    SPENT_AT_ONCE = "答题码马上就用掉，以后不能再用它直接作答。",
                    "Your code is spent at once; it cannot be used to answer directly any more.";
    WHAT_YOU_GET = "您得到一张盖好章的空白答卷：一段文字，可以复制、存成文件，或者用另一台手机扫二维码。它上面没有您的答题码，谁也看不出是发给谁的。",
                   "You get a stamped, empty ballot: a text to copy, to keep as a file, or to scan with another phone. Your code is not in it, and nobody can tell for whom it was made.";
    LIKE_CASH = "谁拿到它，谁就能交这份答卷；弄丢了不能补。",
                "Whoever holds it can hand it in; if it is lost, there is no other.";
    until(day: &str) = "请在 {day} 24:00 以前交上来。只领不交，等于没有作答。",
                       "Hand it in before {day}, 24:00. A ballot taken and not handed in counts for nothing.";
    TAKE_NOW = "领取空白答卷",
               "Take my ballot";
    TAKING = "正在领取，请稍候。",
             "Taking your ballot. One moment, please.";
    UNSENT = "还没有领到：暂时连不上服务器，系统会自动再试，不会用掉两次。",
             "Not taken yet: the server cannot be reached. It will be tried again by itself; nothing is spent twice.";
    fault(telephone: &str) = "服务器的答复不对，没有领到。请过一会儿再按；还是不行，请拨打 {telephone}。",
                             "The server's reply is wrong; no ballot was taken. Please try again later, or call {telephone}.";

    TAKEN = "领到了",
            "Here is your ballot";
    KEEP_IT = "请先把它存好，再离开这一页。",
              "Keep it somewhere before you leave this page.";
    BALLOT = "空白答卷（整段复制）",
             "Your ballot (copy all of it)";
    COPY = "复制",
           "Copy";
    COPIED = "已复制。",
             "Copied.";
    FILE = "存成文件",
           "Save as a file";
    FILE_NAME = "空白答卷.txt",
                "ballot.txt";
    SCAN = "或者用另一台手机扫这个二维码，在那里打开，过后作答。它就是上面那段文字，由您的浏览器画出，没有经过网络。",
           "Or scan this with another phone and answer there, later. It is the text above, drawn by your browser; it went over no network.";
    QR = "空白答卷的二维码",
         "QR code of your ballot";
    HOW_BACK = "交卷时打开这段链接；或者打开问卷，在“更强的保护”里点“我已领取空白答卷”，再粘贴。不用答题码。",
               "To hand it in, open this link; or open the survey, choose “I have taken a ballot already” under “Stronger protection”, and paste it. No code is needed.";
    DONE = "已经存好，清除这台设备上的内容",
           "I have it: erase it from this device";
    WIPED = "已从这台设备清除，包括先前在问卷里填写的内容。请换个时间、换个网络再交卷；浏览记录里还留有这个网站的地址，介意的话请一并清除。",
            "Erased from this device, with whatever was filled in here before. Hand the ballot in at another time, from another network. The browser's history still holds this site's address; clear it too if you mind.";
    BACK = "回到问卷",
           "Back to the survey";
}
