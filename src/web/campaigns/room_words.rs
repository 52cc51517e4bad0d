//! Words of rooms: for the office, and on the screen that everyone in a room sees.

use crate::domain::campaigns::rooms::{Fill, RoomRefusal};
use crate::domain::lang::{Lang, Text, words};

words! {
    TITLE = "现场",
            "Rooms";
    LEAD = "在会场、评标室开一场：投屏显示二维码和现场码，在场的人扫码匿名作答，手机里什么都不用装。每场按清点的人数给名额，开了就不能再加。",
           "Open a room where people meet: its screen shows a QR code, and whoever is there scans it and answers anonymously. A room gives as many seats as people were counted, and never more.";
    LEFT = "还可以分配的名额",
           "Seats not given to a room";
    NONE_YET = "还没有开过现场。",
               "No room was opened yet.";
    NAME = "现场名称",
           "Name";
    NAME_HELP = "例如“三楼评标室”。只有工作人员看得到。",
                "For example “evaluation room, third floor”. Only staff see it.";
    COUNT = "清点人数",
            "People counted";
    COUNT_HELP = "在场可以作答的人数。开了就不能再加：人多出来，只能再开一场，要由第二个人确认。",
                 "How many are here to answer. It cannot grow: for more, a further room is needed, and a second person.";
    MEANWHILE = "这一场没有再开：您打开这一页以后，已经有人开了一场（也可能是您重复按了一次）。请先看这一页上的场次。",
                "This room was not opened: since you opened this page, someone has opened one, or you pressed twice. Please look at the rooms on this page first.";
    COUNT_WRONG = "请填写 1 以上的整数。",
                  "Please write a whole number from 1.";
    OPEN = "开一场",
           "Open a room";
    PROPOSE = "提出加开一场",
              "Propose a further room";
    PROPOSE_HELP = "这里已经开过一场。再开要由督导组或机关纪委的一位同志确认：谁手里多出名额，谁就能多填答卷。",
                   "A room was opened here already. A further one waits for a person of the supervision group or the discipline commission: whoever has seats to spare could fill them.";
    OPENED = "现场已开。请在投屏的电脑上打开大屏。",
             "The room is open. Show its screen on the projector.";
    PROPOSED = "已提出，等待督导组或机关纪委确认。",
               "Proposed; it waits for the supervision group or the discipline commission.";
    CONFIRM = "确认加开",
              "Confirm";
    CONFIRMED = "已确认，当天有效。",
                "Confirmed; the room is open today.";
    DECLINED = "提议已取消。",
               "The proposal is gone.";
    DAY = "日期",
          "Day";
    OPENED_BY = "开设",
                "Opened by";
    CONFIRMED_BY = "确认",
                   "Confirmed by";
    STATE = "状态",
            "State";
    OPEN_TODAY = "今天有效",
                 "open today";
    PAST = "已结束",
           "over";
    WAITS = "待确认",
            "waits";
    SCREEN = "打开大屏",
             "Show the screen";
    KIOSK = "把这台设备变成自助终端",
            "Make this device a kiosk";
    KIOSK_QUESTION = "用在交给大家轮流作答的平板上。确认后，您在这台设备上会退出登录；每人交卷或者 60 秒不动，内容就全部清除。请先关掉其他页面。",
                     "For a tablet that is handed round. You are signed out on this device; after each ballot, or 60 seconds without a touch, everything is erased. Close all other pages first.";
    NOT_NOW = "从开始日期到截止日期之间可以开现场。",
              "Rooms are opened between the first and the last day.";

    NOT_COLLECTING = "现在不在作答时间内，不能开现场。",
                       "The campaign does not collect now; no room can be opened.";
    too_many(left: u32) = "启动时给现场的名额还剩 {left} 个，不够这么多人。",
                          "Of the seats the launch gave to rooms {left} are left; that is too few.";
    TOO_MANY_ROOMS = "这个调查组开的现场太多，不能再开。",
                     "This pool has as many rooms as it can.";
    ONE_WAITS = "已有一场在等第二个人确认，请先处理。",
                "A room waits for its second person already.";
    NOTHING_PROPOSED = "没有等待确认的现场，或者提出的人就是您自己。",
                       "No room waits to be confirmed, or you proposed it yourself.";
    NOT_OPEN = "这一场今天无效：现场只在开设或确认的当天有效。",
               "This room is not open today: a room is open on its own day only.";

    // Said to respondents, readers of figures and whoever checks.
    BALLOTS_NOT_PEOPLE = "这一组用一个群链接发放：一部手机再交一份，系统拦不住，所以收到的份数不等于人数。",
                         "This group answers by one shared link: nothing keeps a phone from handing in twice, so its ballots are not a number of people.";
    TWICE_IN_A_ROOM = "现场的名额按清点的人数给，不认人：扫码不占名额，交卷才占；一个人扫两次、交两份，就占两个。",
                      "Seats in a room are given by head count and know nobody: a scan takes none, handing in does, and whoever scans twice and hands in twice takes two of them.";
}

words! {
    SCREEN_TITLE = "扫码匿名作答",
                   "Scan to answer anonymously";
    SCREEN_QR = "现场二维码",
                "QR code of this room";
    SCREEN_TYPE = "或者打开",
                  "or open";
    SCREEN_CODE = "输入现场码",
                  "and type";
    SCREEN_RENEWED = "现场码每 10 秒换一次，一分钟内有效；扫码后 45 分钟内交卷。",
                     "The code changes every 10 seconds and lives for one minute; hand in within 45 minutes.";
    SCREEN_NOBODY = "不登录，不记名：系统不记录谁扫了码、谁交了卷。",
                    "No sign-in, no names: nobody records who scans or who hands in.";
    SCREEN_LOST = "网络断了，正在重新连接。上面的码可能已经过期。",
                  "The network is lost; trying again. The code above may have ended.";
    SCREEN_ENDED = "这一场已经结束，扫码不再有效。请找工作人员。",
                   "This room has ended and its code leads nowhere. Please ask the staff.";
    SCREEN_FILL = "名额情况每五分钟更新一次。其间用完的，交卷时页面上会写明没有收下。",
                  "How many seats are left is renewed every five minutes. Whoever finds none reads so on the page when they hand in.";
    ROOM = "还有名额",
           "There are seats";
    NEARLY_FULL = "名额不多了",
                  "Few seats are left";
    FULL = "名额已满，请找工作人员",
           "All seats are taken; please ask the staff";
}

/// What a screen says of its seats.
pub fn fill(fill: Fill) -> Text {
    match fill {
        Fill::Room => ROOM,
        Fill::NearlyFull => NEARLY_FULL,
        Fill::Full => FULL,
    }
}

/// Why a room was not opened.
pub fn sentence(lang: Lang, refusal: RoomRefusal) -> String {
    match refusal {
        RoomRefusal::NotCollecting => NOT_COLLECTING.to(lang).to_owned(),
        RoomRefusal::TooMany(left) => too_many(lang, left),
        RoomRefusal::TooManyRooms => TOO_MANY_ROOMS.to(lang).to_owned(),
        RoomRefusal::OneWaits => ONE_WAITS.to(lang).to_owned(),
        RoomRefusal::NothingProposed => NOTHING_PROPOSED.to(lang).to_owned(),
        RoomRefusal::NotOpen => NOT_OPEN.to(lang).to_owned(),
    }
}
