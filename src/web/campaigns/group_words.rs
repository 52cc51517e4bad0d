//! Words of the link of a group.

use crate::domain::campaigns::group_links::LinkRefusal;
use crate::domain::lang::{Text, words};

words! {
    TITLE = "群链接",
            "The group's link";
    LEAD = "同一个链接发给全群，谁打开都可以作答，交满为止。",
           "One link for the whole group: whoever opens it can answer, until the seats are used up.";
    LINK = "链接",
           "Link";
    CODE = "答题码（打不开链接时手工输入）",
           "Code, to type where the link cannot be opened";
    SEATS = "最多收",
            "At most";
    seats(count: u32) = "{count} 份",
                        "{count} ballots";
    UNTIL = "最后一天",
            "Last day";
    QR = "群链接的二维码",
         "QR code of the group's link";
    ENDED = "已不在作答时间内，群链接不再给名额。",
            "The campaign does not collect any more; the group's link gives no seats.";
    PASSED_ON = "链接谁都可以再转给别人。要一人一份，请改用名单或邀请卡。",
                "Anyone can pass it on. For one ballot a person, use a list or cards instead.";
    number(links: u32) = "这是第 {links} 个链接，以前的不再给名额。",
                         "This is link number {links}; earlier ones give no seats any more.";

    REPLACE = "更换链接",
              "Replace the link";
    WHAT_HAPPENS = "链接传到了群外，可以换一个新的：旧链接不再给名额，已经交的、正在交的照常有效，还没用的名额留给新链接，总份数不变。由督导组或机关纪委的一位同志确认后生效，生效后把新链接发到群里。",
                   "If the link was passed on outside the group, a new one can take its place: the old one gives no more seats, what was handed in or is on its way stands, and the unused seats are for the new link; their number stays. It takes effect when a person of the supervision group or the discipline commission confirms; then send the new link to the group.";
    REASON_HELP = "确认人可以看到，答卷人看不到。",
                  "The one who confirms can read it; respondents cannot.";
    PROPOSE = "提出更换",
              "Propose";
    PROPOSED = "已提出更换。",
               "The new link is proposed.";
    WAITS_FOR = "等待督导组或机关纪委确认。在那以前，旧链接仍然有效。",
                "It waits for the supervision group or the discipline commission. Until then the old link works.";
    WAITING = "待确认的更换",
              "Waits to be confirmed";
    CONFIRM = "确认更换",
              "Confirm";
    CONFIRMED = "已更换，旧链接不再给名额。",
                "Replaced; the old link gives no more seats.";
    DECLINED = "提议已取消，链接没有更换。",
               "The proposal is gone; the link stays.";

    NOT_COLLECTING = "截止日已过，或者没有在发放，链接不能更换。",
                     "The last day has passed, or the campaign does not collect; the link cannot be replaced.";
    TOO_MANY = "这个群换过的链接太多，不能再换。",
               "This group has had as many links as it can.";
    NOTHING_PROPOSED = "没有等待确认的更换，或者提出的人就是您自己。",
                       "No new link waits to be confirmed, or you proposed it yourself.";
}

/// Why a link was not replaced.
pub fn sentence(refusal: LinkRefusal) -> Text {
    match refusal {
        LinkRefusal::NotCollecting => NOT_COLLECTING,
        LinkRefusal::TooMany => TOO_MANY,
        LinkRefusal::NothingProposed => NOTHING_PROPOSED,
    }
}
