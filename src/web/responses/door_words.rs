//! What is said to those who get a seat at the door: by the link of a group, or in a room.

use crate::domain::lang::words;

words! {
    at_most(audience: &str, seats: u32) = "{audience}，群链接，最多收 {seats} 份",
                                          "{audience}, one link for the group, {seats} ballots at most";
    CODE = "答题码或现场码",
           "Your code, or the room's";
    CODE_HELP_ROOM = "扫码打开的，已经自动填好。没有扫码的，填屏幕上的 8 位现场码。手里有邀请卡或邮件的，填上面的 20 位答题码。",
                     "If you scanned the screen, it is filled in. Otherwise type the 8 characters on the screen, or the 20 of your card or mail.";
    CODE_HELP_GROUP = "群链接里的答题码，点链接打开的已经自动填好。全群用同一个码，每交一份用一个名额。",
                      "The code of the group's link; if you followed the link, it is filled in. The group has one code, and each ballot takes one seat.";
    FULL = "名额已经用完，这份答卷没有收下。在现场的，请告诉工作人员；群链接的，请联系发链接给您的人。",
           "All seats are taken; this ballot was not taken in. In a room, please tell the staff; otherwise whoever sent you the link.";
    LATE = "通行证过了 45 分钟，或者链接已经到期，这份答卷没有收下。您填写的都在：在现场的，请在“答题码或现场码”里填屏幕上现在的现场码，再提交。",
           "The pass is older than 45 minutes, or the link has ended; this ballot was not taken in. All you wrote is kept: in the room, type the code that the screen shows now, and hand in again.";

    ROOM_TITLE = "输入现场码",
                 "The room's code";
    ROOM_LEAD = "请输入屏幕上现在的 8 位现场码，一分钟内有效。",
                "Please type the 8 characters that the screen shows now. They live for a minute.";
    ROOM_CODE = "现场码",
                "The room's code";
    ROOM_ENTER = "去答卷",
                 "Go on to the questions";
    ROOM_PLAIN = "浏览器没有脚本，用普通页面作答",
                 "My browser runs no scripts: use the plain page";
    ROOM_WRONG = "现场码不对，或者已经换了新的。请看屏幕，输入现在的 8 位。",
                 "This is not the room's code, or a newer one is shown. Please type the 8 characters the screen shows now.";
    FROM_THE_ROOM = "在现场而没有扫码的，请先",
                    "In a room, and without a scan: first";
    FROM_THE_ROOM_LINK = "输入屏幕上的现场码",
                         "type the code on the screen";
    NO_PASS = "现场码不对，或者已经换了新的。请看屏幕，输入现在的 8 位。",
              "This is not the room's code, or a newer one is shown. Please type the 8 characters the screen shows now.";

    KIOSK = "自助终端",
            "Kiosk";
    KIOSK_LEAD = "轮流作答的平板：一人一份，交完或 60 秒不动，内容全部清除。",
                 "A tablet that goes round: one ballot a person. After handing in, or 60 seconds without a touch, everything is erased.";
    KIOSK_START = "开始作答",
                  "Begin";
    KIOSK_WAITS = "连不上服务器，请过一会儿再按。",
                  "The server cannot be reached. Please try again in a moment.";
    KIOSK_ENDED = "这台设备的自助终端已经到期，请交给工作人员。",
                  "This kiosk has ended; please hand the device to the staff.";
    KIOSK_NEXT = "内容已从这台设备清除，请交给下一位。",
                 "Everything is erased from this device. Please hand it on.";
}
