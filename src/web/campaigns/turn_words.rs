//! Words of whose turn it is in a campaign.

use crate::domain::campaigns::Channel;
use crate::domain::campaigns::steps::Stage;
use crate::domain::lang::{Text, words};
use crate::domain::time::Day;

words! {
    TURN_DISTRIBUTE = "答卷人：作答。",
                      "The respondents answer.";
    respondents(from: Day, until: Day) = "答卷人：{from} 起、{until} 24:00 前作答。",
                                         "The respondents answer from {from} until {until}, 24:00.";
    MAILS_GO = "邮件由系统按日期发出。",
               "The program sends the mails by date.";
    MAILS_STAY = "系统管理员：没有配置邮件服务器，邮件发不出去，请尽快配置。",
                 "The administrator sets up a mail server: without one no mail leaves.";
    MESSAGES_GO = "短信由系统经短信网关按日期发出。",
                  "The program sends the text messages by date through the gateway.";
    MESSAGES_PAUSED = "问卷管理员或办公室负责人：发送已暂停，邮件和短信都在等待，短信文件也不能导出；要继续，请到“发送情况”里“继续发送”。",
                      "Sending is paused: mails and text messages wait, and no file of them can be taken. The survey administrator or the head of the campaign office lets them go on under Sending.";
    words_missing(audience: &str) = "问卷管理员或办公室负责人：写好“{audience}”的短信内容，再导出；没有短信网关，系统不会自己发短信。",
                                    "The survey administrator or the head of the campaign office writes the words of the text messages to “{audience}” and takes their file: without a gateway the program sends none.";
    file_due(audience: &str, occasion: &str, numbers: u32, day: Day) =
        "问卷管理员或办公室负责人：马上导出“{audience}”的短信“{occasion}”（{numbers} 个号码），交短信平台发送。应在 {day} 发送，还没有导出；没有短信网关，系统不会自己发短信。",
        "The survey administrator or the head of the campaign office takes the file “{occasion}” of “{audience}” ({numbers} numbers) now and hands it to whoever sends: it was due on {day}, and without a gateway the program sends no text message.";
    file_now(audience: &str, occasion: &str, numbers: u32) =
        "问卷管理员或办公室负责人：马上导出“{audience}”的短信“{occasion}”（{numbers} 个号码），交短信平台发送；没有短信网关，系统不会自己发短信。",
        "The survey administrator or the head of the campaign office takes the file “{occasion}” of “{audience}” ({numbers} numbers) now and hands it to whoever sends: without a gateway the program sends no text message.";
    file_ahead(audience: &str, occasion: &str, numbers: u32, day: Day) =
        "问卷管理员或办公室负责人：{day} 导出“{audience}”的短信“{occasion}”（{numbers} 个号码），当天交短信平台发送；没有短信网关，系统不会自己发短信。",
        "On {day} the survey administrator or the head of the campaign office takes the file “{occasion}” of “{audience}” ({numbers} numbers) and hands it to whoever sends: without a gateway the program sends no text message.";
    files_done(audience: &str) = "“{audience}”的短信各次都已导出。问卷管理员或办公室负责人：请向短信平台确认已经发出。",
                                 "All files of “{audience}” were taken. The survey administrator or the head of the campaign office makes sure that they were sent.";
    CARDS = "问卷管理员或办公室负责人：打印、发放邀请卡。",
            "The survey administrator or the head of the campaign office prints and hands out the cards.";
    GROUP = "问卷管理员或办公室负责人：把群链接发到群里。",
            "The survey administrator or the head of the campaign office posts the group's link in the group.";
    VENUE = "问卷管理员或办公室负责人：在现场开场次，让到场的人扫码。",
            "The survey administrator or the head of the campaign office opens a room at the venue, for those present to scan.";
    notices_go(letters: i64) = "撤销通知由系统发出，还有 {letters} 封没有发完。",
                               "The program sends the notices of the cancelling; {letters} have not left yet.";
    notices_stay(letters: i64) = "系统管理员：没有配置邮件服务器，还有 {letters} 封撤销通知发不出去，请尽快配置；撤销满七天就不再发。",
                                 "The administrator sets up a mail server: notices of the cancelling wait for it (letters: {letters}), and after seven days they are sent no more.";
    tell_yourselves(whom: &str) = "问卷管理员或办公室负责人：把撤销一事告知{whom}，系统通知不到；已经告知的，不必再办。",
                                  "The survey administrator or the head of the campaign office tells {whom} of the cancelling, unless that was done: the program cannot.";
    BY_HAND_NUMBERS = "收到过邀请短信的人",
                      "those who got a text message";
    BY_HAND_CARDS = "拿到邀请卡的人",
                    "those who have a card";
    BY_HAND_GROUP = "群链接所在的群",
                    "the group where the link was posted";
    BY_HAND_VENUE = "通知了到现场的人",
                    "those who were called to a room";
    TURN_PREPARE = "问卷管理员或办公室负责人：完成准备；督导组或机关纪委的两位同志：保管启封口令。",
                   "The survey administrator or the head of the campaign office prepares; two persons of supervision or discipline hold the passphrase.";
    TURN_OPEN = "办公室任何一位和一位口令保管人：一起启封。",
                "Anyone of the campaign office and a holder of the passphrase open the pools together.";
    TURN_DISTIL = "经办人和复核人：提炼、复核。",
                  "Case officer and second reader distil.";
    TURN_ROUTE = "办公室负责人：交办；各单位主要负责人：接收或退回。",
                 "The head of the campaign office releases; the heads of the units accept or return.";
    TURN_RECTIFY = "各单位：制定措施、整改；审核人：逐级审核。",
                   "The units plan and rectify; the reviewers approve.";
    TURN_CLOSE = "单位主要负责人：申请销号；办公室负责人或督导组：核验销号。",
                 "The heads of the units ask for closing; the head of the campaign office or supervision verifies.";
    routed(count: u32) = "已交办 {count} 条",
                         "{count} released";
    in_work(count: u32) = "在办 {count} 条",
                          "{count} in work";
    ended(count: u32, all: u32) = "已办结 {count} / {all}",
                                  "{count} of {all} ended";
    neglected(count: u32) = "有 {count} 条意见到期未办理，原文已经销毁。",
                            "Texts not dealt with in time: {count}; the raw texts are destroyed.";
    TURN_ARCHIVE = "没有未办事项。",
                   "Nothing is left to do.";
}

/// Whom the office tells of a cancelling that were reached in this way; nobody where the program does.
pub fn told_by_hand(channel: Channel) -> Option<Text> {
    match channel {
        Channel::Email => None,
        Channel::Phone => Some(BY_HAND_NUMBERS),
        Channel::Card => Some(BY_HAND_CARDS),
        Channel::Group => Some(BY_HAND_GROUP),
        Channel::Venue => Some(BY_HAND_VENUE),
    }
}

/// Whose turn it is at a step.
pub fn turn(stage: Stage) -> Text {
    match stage {
        Stage::Prepare => TURN_PREPARE,
        Stage::Distribute => TURN_DISTRIBUTE,
        Stage::Open => TURN_OPEN,
        Stage::Archive => TURN_ARCHIVE,
        Stage::Distil => TURN_DISTIL,
        Stage::Route => TURN_ROUTE,
        Stage::Rectify => TURN_RECTIFY,
        Stage::Close => TURN_CLOSE,
    }
}
