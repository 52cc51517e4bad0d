//! Words of the board that say what holds it up and what can be done now.

use crate::domain::lang::words;

words! {
    TRY_NOW = "现在再试",
              "Try now";
    TRY_NOW_HELP = "原因已经排除的，可以不等自动再试。限额照常有效，每一位收件人都一样对待。",
                   "Where the cause was mended there is no need to wait. The plan holds, and all recipients are treated alike.";
    TRIED_NOW = "几秒钟后再试。",
                "It is tried again in a few seconds.";
    mails_used_up(today: u32) = "今天的邮件限额（{today} 封）已经用完，其余的明天 0 时起接着发，不会丢失。",
                                "Today's plan of {today} mails is used up; the rest goes on at 00:00 tomorrow, and nothing is lost.";
    messages_used_up(today: u32) = "今天的短信限额（{today} 条）已经用完，其余的明天 0 时起接着发，不会丢失。",
                                   "Today's plan of {today} text messages is used up; the rest goes on at 00:00 tomorrow, and nothing is lost.";
    ANNOUNCES_ON = "延期通知日期",
                   "Day of the notice of extension";
}
