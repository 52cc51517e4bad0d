//! Words of the extension.

use crate::domain::campaigns::extension::ExtensionRefusal;
use crate::domain::campaigns::{Channel, LONGEST_DAYS};
use crate::domain::lang::{Lang, Text, words};
use crate::domain::time::Day;

words! {
    TITLE = "延长填写时间",
            "Extend the last day";
    LEAD = "截止日以前可以延长一次，所有调查组一起延长。由领导小组办公室提出，督导组或机关纪委的一位同志确认后生效，并公布在问卷页、核对页和本专项工作页面上。",
           "Before the last day has passed it can be moved once, for all pools together. The office proposes; it takes effect when a person of the supervision group or the discipline commission confirms, and is announced on the questionnaire, the check page and the page of the campaign.";
    STANDS = "现在的截止日",
             "Last day as it stands";
    CLOSES_ON = "延长到",
                "New last day";
    REMIND_ON = "发送延期通知的日期",
                "Day of the mail that says so";
    REMIND_HELP = "当天上午发给名单上没有要求停发的每一位，不区分是否已经作答。",
                  "Sent that morning to everyone on the lists who did not ask for no more mail, whether they answered or not.";
    NO_MAIL = "系统不会自己发延期通知。",
              "The program sends no notice of it by itself.";
    FILE_BY_HAND = "用短信的：确认以后，请导出“延期通知”的短信文件，交短信平台发送。",
                   "Text messages: once it is confirmed, take the file “Extension” and hand it to whoever sends.";
    CARDS_BY_HAND = "用邀请卡的：请另行告知拿到卡的人；卡上印的截止日不会变。",
                    "Cards: please tell those who have them; the last day printed there does not change.";
    GROUP_BY_HAND = "用群链接的：请在群里告知。",
                    "A group's link: please say so in the group.";
    VENUE_BY_HAND = "在现场的：请告知还没有到过现场的人。",
                    "Rooms: please tell those who have not been there yet.";
    REASON_HELP = "确认人和操作记录可以看到，答卷人看不到。",
                  "The one who confirms can read it; respondents cannot.";
    PROPOSE = "提出延期",
              "Propose";
    PROPOSED = "已提出，等待督导组或机关纪委确认。确认以前，截止日不变。",
               "Proposed. The last day stands until the supervision group or the discipline commission confirms.";
    WAITS = "已提出延长填写时间，等待督导组或机关纪委确认。",
            "A new last day was proposed and waits for the supervision group or the discipline commission.";
    DECLINED = "提议已取消，截止日不变。",
               "The proposal is gone; the last day stands.";
    WAITING = "待确认的延期",
              "Waits to be confirmed";
    CONFIRM = "确认延期",
              "Confirm";
    CONFIRMED = "已延期。",
                "The last day was moved.";
    DONE = "已经延期",
           "It was extended";
    NOT_POSSIBLE = "截止日已过，或者还没有启动，不能延期。",
                   "The last day has passed, or the campaign was not launched; nothing can be extended.";
    moved(from: Day, to: Day) = "原定 {from} 24:00 截止，已延长到 {to} 24:00。",
                                "First announced as {from}, 24:00; moved to {to}, 24:00.";

    NOT_COLLECTING = "截止日已过，不能再延长。",
                     "The last day has passed; it cannot be moved any more.";
    EXTENDED_ALREADY = "已经延长过一次，不能再延长。如需继续听取意见，请复制为新的专项工作。",
                       "It was extended once and stays as it is. To hear people again, copy the campaign.";
    NOT_LATER = "新的截止日要晚于现在的截止日。",
                "The new last day must be later than the one that stands.";
    too_long(days: i64) = "连同延长的时间，最多收集 {days} 天。",
                          "Collecting takes at most {days} days, the extension included.";
    REMINDER_MISSING = "请填写发送延期通知的日期。",
                       "Please set the day of the mail that says so.";
    REMINDER_OUTSIDE = "通知日期要晚于今天和开始日期，且不晚于新的截止日。",
                       "The mail must go out after today and after the first day, and not after the new last day.";
    NOTHING_PROPOSED = "没有等待确认的延期。",
                       "Nothing waits to be confirmed.";
}

/// Why the last day was not moved.
pub fn sentence(lang: Lang, refusal: ExtensionRefusal) -> String {
    match refusal {
        ExtensionRefusal::NotCollecting => NOT_COLLECTING.to(lang).to_owned(),
        ExtensionRefusal::ExtendedAlready => EXTENDED_ALREADY.to(lang).to_owned(),
        ExtensionRefusal::NotLater => NOT_LATER.to(lang).to_owned(),
        ExtensionRefusal::TooLong => too_long(lang, LONGEST_DAYS),
        ExtensionRefusal::ReminderMissing => REMINDER_MISSING.to(lang).to_owned(),
        ExtensionRefusal::ReminderOutside => REMINDER_OUTSIDE.to(lang).to_owned(),
        ExtensionRefusal::NothingProposed => NOTHING_PROPOSED.to(lang).to_owned(),
    }
}

/// What the office does for people of a way by which the program writes to nobody.
pub fn by_hand(channel: Channel) -> Option<Text> {
    match channel {
        Channel::Email => None,
        Channel::Phone => Some(FILE_BY_HAND),
        Channel::Card => Some(CARDS_BY_HAND),
        Channel::Group => Some(GROUP_BY_HAND),
        Channel::Venue => Some(VENUE_BY_HAND),
    }
}

/// The field a refusal is about.
pub fn field(refusal: ExtensionRefusal) -> &'static str {
    match refusal {
        ExtensionRefusal::ReminderMissing | ExtensionRefusal::ReminderOutside => "remind_on",
        _ => "closes_on",
    }
}
