//! What is said to those who get a seat at the door: by the link of a group, or in a room.

use crate::domain::lang::words;

words! {
    at_most(audience: &str, seats: u32) = "{audience}，群链接，最多收 {seats} 份",
                                          "{audience}, one link for the group, {seats} ballots at most";
    link_until(day: &str) = "{day} 24:00：群链接到这时为止；最多收的份数先交满的，提前截止",
                            "{day}, 24:00: the group's link ends then, or as soon as all its seats are taken";
    CODE = "答题码或现场码",
           "Your code, or the room's";
    CODE_HELP_ROOM = "扫码打开的，一般已经自动填好。空着的，填屏幕上现在的 8 位现场码。现场名额用完的，交卷时会告诉您。",
                     "If you scanned the screen, it is usually filled in. If it is empty, type the 8 characters the screen shows now. Should the room have no seat left, you are told when you hand in.";
    code_help_either(place: &str) = "扫码打开的，一般已经自动填好。空着的，在现场的填屏幕上现在的 8 位现场码，有答题码的填{place}的 20 位。现场名额用完的，交卷时会告诉您。",
                                    "If you scanned the screen or followed a link, it is usually filled in. If it is empty: in the room, type the 8 characters the screen shows now; with a code of your own, type the 20 {place}. Should the room have no seat left, you are told when you hand in.";
    CODE_HELP_GROUP = "群链接里的答题码，点链接打开的已经自动填好。全群用同一个码，每交一份用一个名额。",
                      "The code of the group's link; if you followed the link, it is filled in. The group has one code, and each ballot takes one seat.";
    BLANK_ROOM = "请填写现场码。",
                 "Please type the room's code.";
    BLANK_EITHER = "请填写答题码或现场码。",
                   "Please type your code, or the room's.";
    MALFORMED_ROOM = "现场码是 8 个字母和数字，请看屏幕，填现在的。",
                     "The room's code has 8 letters and digits; please type the one the screen shows now.";
    malformed_either(place: &str) = "现场码是 8 个、答题码是 20 个字母和数字，请对照屏幕，或者{place}的检查。",
                                    "The room's code has 8 letters and digits, a code of your own 20; please compare it with the screen, or with the one {place}.";
    MALFORMED_GROUP = "群链接里的答题码应是 20 个字母和数字，请重新点开群里的链接。",
                      "The code in the group's link has 20 letters and digits; please open the link again.";
    NOT_RECORDED_SEAT = "哪个名额交了哪份答卷",
                        "Which seat handed in which answers";
    RECORDED_GROUP = "群里的一个名额已经用掉",
                     "That one of the group's seats was used";
    RECORDED_ROOM = "现场的一个名额已经用掉",
                    "That one of the room's seats was used";
    RECORDED_EITHER = "这个答题码，或者现场的一个名额，已经用掉",
                      "That your code, or one of the room's seats, was used";
    HOW = "您的浏览器会把一个随机数装进密封的信封，我们不拆看，只在外面盖章；您再凭章提交答卷。所以我们知道一个名额用掉了，不知道它交了哪份答卷。",
          "Your browser puts a random number into a sealed envelope; we stamp it unopened, and you hand in your answers with the stamp. So we know that a seat was used, and not which answers it handed in.";
    FULL_GROUP = "名额已经用完，这份答卷没有收下。请联系发链接给您的人。",
                 "All seats are taken; this ballot was not taken in. Please tell whoever sent you the link.";
    FULL_ROOM = "名额已经用完，这份答卷没有收下。您填写的都在，请告诉工作人员；另开一场的，不用重新扫码，把新的现场码填在上面，再提交。",
                "All seats are taken; this ballot was not taken in. All you wrote is kept: please tell the staff. If they open a further room, do not scan again: type its code above and hand in.";
    LATE_ROOM = "通行证过了 45 分钟，这份答卷没有收下，没有占用名额。您填写的都在：请填屏幕上现在的现场码，再提交。",
                "The pass is older than 45 minutes; this ballot was not taken in and used no seat. All you wrote is kept: type the code that the screen shows now, then hand in again.";
    late_group(telephone: &str) = "群链接已经到期，这份答卷没有收下，没有占用名额。请联系发链接给您的人，或者拨打 {telephone}。",
                                  "The group's link has ended; this ballot was not taken in and used no seat. Please ask whoever sent you the link, or call {telephone}.";
    replaced(telephone: &str) = "这个群链接已经换成新的，这份答卷没有收下，没有占用名额。您填写的都在这一页：请到群里找新链接，或者向发链接给您的人、拨打 {telephone} 索取；把新链接整条复制，粘贴到上面的答题码一栏（原来的先删去），再提交。",
                                "Another link took the place of this one; this ballot was not taken in and used no seat. All you wrote is kept on this page: look for the new link in your group, or ask whoever sent you this one, or call {telephone}; copy the whole link, paste it in place of the code above, and hand in again.";

    SPENT_IN_SHORT_GROUP = "这一页已经交过一份",
                           "This page has handed in before";
    SPENT_GROUP = "打开一次链接只能交一份。刚才这一份没有收下，先收到的那份没有改变。",
                  "The link, opened once, takes one ballot. What you just sent was not taken; the first one is unchanged.";
    SPENT_IN_SHORT_ROOM = "这次扫码已经交过一份",
                          "This scan has handed in before";
    SPENT_ROOM = "扫一次码只能交一份。刚才这一份没有收下，先收到的那份没有改变。",
                 "A scan is for one person and one ballot. What you just sent was not taken; the first one is unchanged.";
    SPENT_ROOM_THEN = "链接是别人转来的，或者您还没有交过，请填屏幕上现在的现场码，再提交。",
                      "If the link was passed on to you, or you have not handed in before, type the code that the screen shows now and hand in.";
    SPENT_EITHER = "一个答题码、扫一次码，都只能交一份。刚才这一份没有收下，先收到的那份没有改变。",
                   "A code, or a scan, is for one person and one ballot. What you just sent was not taken; the first one is unchanged.";
    spent_either_then(telephone: &str) = "您还没有交过的：在现场，请填屏幕上现在的现场码，再提交；用答题码的，请拨打 {telephone}，领您自己的。",
                                         "If you have not handed in before: in the room, type the code that the screen shows now and hand in; with a code of your own, please call {telephone} for another.";

    ROOM_TITLE = "输入现场码",
                 "The room's code";
    ROOM_LEAD = "请输入屏幕上现在的 8 位现场码，一分钟内有效。",
                "Please type the 8 characters that the screen shows now. They live for a minute.";
    ROOM_CODE = "现场码",
                "The room's code";
    ROOM_ENTER = "去答卷",
                 "Go on to the questions";
    ROOM_WRONG = "现场码不对，或者已经换了新的。请看屏幕，输入现在的 8 位。",
                 "This is not the room's code, or a newer one is shown. Please type the 8 characters the screen shows now.";
    ROOM_FULL = "这一场的名额已经用完",
                "All seats of this room are taken";
    ROOM_FULL_SAID = "不用再填问卷，填了也收不下。请告诉工作人员：要给后来的人名额，需要另开一场。已经开始填写的，回到原来的页面提交；那里也没有名额的，等另开一场，把新的现场码填进去再提交。",
                     "There is no need to answer: no ballot could be taken in. Please tell the staff, who can open a further room. If you had begun, go back to your page and hand in; if it is refused there too, type the code of the further room and hand in again.";
    UNHEARD = "还没有提交：暂时连不上服务器，现场码没有核对。请过一会儿再按“提交答卷”；屏幕上换了码的，填新的。",
              "Not handed in yet: the server cannot be reached, and the room's code was not checked. Press “Hand in” again in a moment; if the screen shows another code by then, type that one.";

    KIOSK = "自助终端",
            "Kiosk";
    KIOSK_LEAD = "轮流作答的平板：一人一份，交完或 60 秒不动，内容全部清除。没有交的不计入，也不占名额，可以重新开始。",
                 "A tablet that goes round: one ballot a person. After handing in, or 60 seconds without a touch, everything is erased. What was not handed in does not count and takes no seat; begin again if you like.";
    KIOSK_START = "开始作答",
                  "Begin";
    KIOSK_WAITS = "连不上服务器，请过一会儿再按。",
                  "The server cannot be reached. Please try again in a moment.";
    KIOSK_ENDED = "这台设备的自助终端已经到期，请交给工作人员。",
                  "This kiosk has ended; please hand the device to the staff.";
    KIOSK_LATE = "从按“开始作答”起已经超过 45 分钟，这份答卷没有收下，没有计入。请按下面的“清除我在这里填写的内容”，重新开始。",
                 "More than 45 minutes have passed since “Begin”; this ballot was not taken in and does not count. Please erase it below and begin again.";
    KIOSK_UNSENT = "还没有送到：暂时连不上服务器，会自动重发，不会重复计算。想确认送到，请等到出现“已收到”。要先离开也可以：60 秒后内容从屏幕上收起，送到为止；送不到的，屏幕上会写明没有计入。",
                   "Not received yet: the server cannot be reached. Your ballot is sent again by itself and will not count twice. To be sure, wait until you read “Received”. You may also leave: in 60 seconds your answers leave the screen and go on being sent; if that fails, the screen will say that they do not count.";
    KIOSK_ASIDE = "上一份答卷已经交出，还没有送到：暂时连不上服务器。内容已从屏幕上收起，正在自动重发；送到以前不能开始下一份。请保持设备开机、联网，不要关闭这个页面。",
                  "The ballot before was handed in and is not received yet: the server cannot be reached. It has left the screen and is being sent again by itself; nobody can begin before it has arrived. Keep the device on, connected, and on this page.";
    KIOSK_DROP = "不再等待，清除这一份",
                 "Stop waiting and erase it";
    KIOSK_DROP_HELP = "清除以后，这一份没有计入，也找不回来。填写的人要重新作答。",
                      "Once erased, this ballot does not count and cannot be brought back; whoever wrote it would have to answer again.";
    KIOSK_DROP_NOW = "清除这一份",
                     "Erase this ballot";
    KIOSK_LOST = "上一份答卷没有收下，没有计入，内容已经清除。要重新填写，请按“开始作答”。",
                 "The ballot before was not taken in and does not count; it is erased. To answer again, press “Begin”.";
    KIOSK_SOON = "还在填写吗？20 秒内不碰屏幕，填写的内容就会清除，不计入。",
                 "Are you still answering? Without a touch, everything is erased in 20 seconds and does not count.";
    KIOSK_GO_ON = "继续填写",
                  "Go on";
    KIOSK_NEXT = "内容已从这台设备清除，请交给下一位。",
                 "Everything is erased from this device. Please hand it on.";
}
