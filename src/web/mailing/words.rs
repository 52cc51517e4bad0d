//! Words of sending.

use crate::domain::campaigns::MailKind;
use crate::domain::lang::{Lang, Text, words};
use crate::services::mailing::Taken;
use crate::web::parts::Tone;

words! {
    TITLE = "发送情况",
            "Sending";
    NO_MAILS = "这次专项工作没有邮件，也没有由系统发送的短信。",
               "This campaign sends no mail, nor text messages by itself.";
    MAIL = "邮件",
           "E-mail";
    MESSAGES = "短信",
               "Text messages";
    ALL = "合计",
          "All";
    ADD_UP = "合计 = 待发 + 已发 + 发不出。邀请、每次提醒、延期通知和撤销通知各算一次；不再接收的地址照常计数，轮到时算在“已发”里：数目不因谁退订而变，也就看不出谁在名单里。",
             "All are those that wait, were sent or were stopped. The invitation, each reminder and the notices of an extension and of the cancelling count by themselves; an address that wants no more mail is counted like any other, as sent when its turn comes: no figure moves when someone opts out, and so none tells who is on a list.";
    QUEUED = "待发",
             "Waiting";
    SENT = "已发",
           "Sent";
    PARKED = "发不出",
             "Stopped";
    SPEED = "发送速度（全系统）",
            "Speed (all campaigns)";
    speed(ten: u32, today: u32) = "最近 10 分钟 {ten} 次，今天 {today} 次（交出去没有送成的也算，没有连上的不算）",
                                  "{ten} tries in the last 10 minutes, {today} today; those that failed count, but not where nothing could be reached";
    EXPECTED_END = "预计发完",
                   "Expected end";
    about(when: &str, due: i64) = "约 {when}（现在到期的 {due} 件）",
                                  "about {when} (the {due} that are due now)";
    again_from(when: &str, due: i64) = "现在到期的 {due} 件对方都暂时没收，{when} 起再试，什么时候发完还说不准",
                                       "the {due} that are due were all refused for now and are tried again from {when} on; when they will be out cannot be said";
    on_their_days(later: i64) = "另有 {later} 件到各自的日期再发",
                                "{later} more wait for their days";
    PLAN = "发送限额",
           "Plan of sending";
    plan(minute: &str, domain: &str, day: &str) = "每分钟 {minute}，同一邮箱域名每分钟 {domain}，每天 {day}",
                                                  "{minute} a minute, {domain} a minute to one domain, {day} a day";
    message_plan(minute: &str, day: &str) = "每分钟 {minute}，每天 {day}",
                                            "{minute} a minute, {day} a day";
    UNLIMITED = "不限",
                "no limit";
    KIND = "种类",
           "Kind";
    STATE = "状态",
            "State";
    MAILS = "件数",
            "Mails";
    REASON = "原因",
             "Reason";
    INVITATION = "邀请",
                 "Invitation";
    REMINDER = "第一次提醒",
               "First reminder";
    REMINDER_2 = "第二次提醒",
                 "Second reminder";
    REMINDER_3 = "第三次提醒",
                 "Third reminder";
    EXTENSION = "延期通知",
                "Extension";
    CANCELLATION = "撤销通知",
                   "Cancellation";
    SAME_FOR_ALL = "只显示件数和原因，不显示地址。",
                   "Counts and reasons only, no addresses.";
    REMINDERS_BLIND = "提醒发给名单上没有退订、也没有被退回的每一个地址，不论是否已经作答；系统发信时不看谁已作答。被退回而没有更换的，到提醒那天才从“待发”转入“发不出”。",
                      "Reminders go to every address that has not opted out and was not refused for good, whether it answered or not; sending never looks at who has answered. What was refused and not changed counts as waiting until the day of the reminder, and as stopped from then on.";
    told(told: i64, untold: i64) = "撤销通知：已发 {told} 封，未发 {untold} 封。没有收到过邀请的人不通知。不再接收的地址不打扰，照常算在“已发”里。",
                                   "Notices of the cancelling: {told} sent, {untold} not sent. Whoever never got an invitation gets none. Addresses that want no more mail are left alone, and count as sent.";
    UNSENT_GONE = "撤销时还没有发的邀请和提醒已经取消，不再计入件数。",
                  "Invitations and reminders that had not left by then are gone and count no more.";
    numbers_untold(numbers: u32) = "名单上的 {numbers} 个手机号码，系统通知不到：收到过邀请短信的，请另行告知。办公室可以按导入时的原名单告知；手边没有原名单的，请督导组的同志在本专项工作页面打开“查看名单”，由其告知（撤销满 7 天名单即删除）。",
                                   "The program cannot tell the {numbers} mobile numbers on the lists: where a message with the invitation went out, please tell them yourselves, by the list as it was imported. Without it ask a person of the supervision group, who can open the list on the page of this campaign and tell them; it is deleted seven days after the cancelling.";
    cards_untold(cards: u32) = "{cards} 张邀请卡，系统通知不到：已经发出的，请另行告知。",
                               "The program cannot tell those with the {cards} cards: where they were handed out, please tell them yourselves.";
    group_untold(audience: &str) = "“{audience}”用群链接发放，系统通知不到：链接已经发到群里的，请在群里另行告知。",
                                   "“{audience}” are reached by a group's link, and the program cannot tell them: where it was posted, please tell the group yourselves.";
    venue_untold(audience: &str) = "“{audience}”在现场发放，系统通知不到：已经告知时间地点或者开过场次的，请另行告知。",
                                   "“{audience}” are reached in a room, and the program cannot tell them: where they were called together, or a room was opened, please tell them yourselves.";
    PAUSED = "已暂停发送：邀请和提醒都在等待，短信文件也不能导出。",
             "Sending is paused: invitations and reminders wait, and no file of text messages can be taken.";
    NO_RELAY = "没有配置邮件服务器，邮件都在等待。",
               "No mail server is configured; the mails wait.";
    IN_A_MOMENT = "即将",
                  "in a moment";
    after(time: &str) = "{time} 之后",
                        "after {time}";
    as_of(time: &str) = "以上是 {time} 的情况。",
                        "As of {time}.";
    relay_rests(why: &str, when: &str) = "本单位的邮件服务器暂时发不出信：{why}。{when}自动再试，邮件不会丢失。",
                                         "Your own mail server sends nothing for now: {why}. It is tried again {when}; no mail is lost.";
    RELAY_HELP = "问题在发信这一边，与名单上的邮箱无关，不用更换地址，也不用重新导入。请系统管理员核对邮件服务器是否运行，地址、端口和账号密码有没有变；恢复以后自动接着发。",
                 "The trouble is on the sending side and not with the addresses: none need be changed. Ask the administrator to see whether the mail server runs and whether its address, port or password has changed; once it is back, sending goes on by itself.";
    NO_GATEWAY = "没有配置短信网关，短信都在等待。",
                 "No gateway is configured; the text messages wait.";
    gateway_rests(why: &str, when: &str) = "短信网关暂时发不出短信：{why}。{when}自动再试，没有交出去的短信不会丢失。",
                                           "The gateway sends nothing for now: {why}. It is tried again {when}; no message that was not handed over is lost.";
    GATEWAY_HELP = "问题在网关这一边，与名单上的号码无关。请系统管理员向短信服务商核对网络、账号、余额和发送频率；恢复以后自动接着发。",
                   "The trouble is with the gateway and not with the numbers. Ask the administrator to check network, account, balance and rate with its provider; once it is back, sending goes on by itself.";
    SILENT_PARKS = "网关收下短信之后没有回应的，可能已经发出，停在“发不出”，不再重发，免得对方收到两条；以后的提醒照发。网关能按编号识别重发时，请在网关文件里写上 {id}，没有回应的就会再试。",
                   "Where the gateway took a message and said nothing, it may have been sent: it stands under “stopped” and is not sent again, lest somebody get it twice; reminders still go. Where the gateway knows repeats by a number, write {id} into its file, and such messages are tried again.";
    SILENT_REPEATS = "网关能按编号识别重发：没有回应的短信会再试，对方不会收到两条。",
                     "The gateway knows repeats by their number: a message it said nothing about is tried again, and nobody gets it twice.";
    again_every(seconds: u32) = "正在发送，本页每 {seconds} 秒自动刷新。",
                                "Sending is under way: this page reloads every {seconds} seconds.";
    looks_again(seconds: u32) = "本页每 {seconds} 秒自动刷新。",
                                "This page reloads every {seconds} seconds.";
    STAY = "停止刷新",
           "Stop reloading";
    TO_PAUSE = "暂停发送…",
               "Pause…";
    PAUSE = "暂停发送",
            "Pause";
    PAUSE_QUESTION = "暂停之后，这次专项工作的所有邮件和短信都等待，短信文件也不能导出，直到继续发送；已经导出的文件，请另行告知短信平台。截止日期不变，过了截止日就不再发。",
                     "All mails and text messages of this campaign wait until you let them go on, and no file of text messages can be taken; about a file that was taken already, tell whoever sends it. The last day stays; after it nothing more is sent.";
    RESUME = "继续发送",
             "Let them go on";
    PAUSED_NOW = "已暂停发送。",
                 "Paused.";
    RESUMED_NOW = "已继续发送。",
                  "Sending goes on.";
    TRY_AGAIN = "没能写出和被退回的再试一次",
                "Try again what was not written or refused";
    STOP_ONE = "停止向某个地址发送",
               "Stop mail to an address";
}

words! {
    REPORTS = "登记退信",
              "Letters that came back";
    REPORTS_LEAD = "把退信邮箱里的退信导出成文件，在这里上传。系统只从中取地址、状态和邮件编号三项，正文不读取、不保存。确定收不到的，那封邮件里的答题码随即作废。",
                   "Export the bounces from the sender's mailbox and upload the file. Only address, status and Message-ID are taken from it; no text is read or kept. Where delivery failed for good, the code that mail carried is void.";
    REPORTS_FILE = "退信文件",
                   "File of bounces";
    REPORTS_FILE_HELP = ".eml（一封）或 .mbox（多封）。",
                        ".eml (one message) or .mbox (many).";
    FILE_MISSING = "请选择一个文件。",
                   "Please choose a file.";
    taken_counts(refused: usize, unknown: usize, passing: usize, others: usize) =
        "登记了 {refused} 封确定退回的邮件；{unknown} 封对不上这次专项工作已发的邮件或已登记过；{passing} 封只是延迟或已送达；{others} 封不是退信。",
        "{refused} were refused for good; {unknown} fit no mail that was sent here, or were known; {passing} tell of a delay or an arrival; {others} are no bounces.";
    taken_unnamed(count: usize) =
        "另有 {count} 封没有写明是哪封邮件（缺少邮件编号），只凭地址不能登记。请在退信邮箱里把原信连同附件存为 .eml 再上传；附件里也没有编号的，请邮件管理员在发送记录里查。",
        "{count} more do not say which letter it was (no Message-ID), and an address alone is not enough. Save the message with its attachments as .eml in the sender's mailbox and upload that; where there is no number in the attachments either, ask the mail administrator to look in the relay's log.";
    taken_foreign(count: usize) =
        "另有 {count} 封退的不是这次专项工作的邮件（原信的邮件编号不是本系统编的），没有登记，也不用在这里处理。退信全都这样的，请邮件管理员查看服务器是否改写了邮件编号。",
        "{count} more are about letters that are none of this campaign (the Message-ID is not one of this program). They are not taken, and nothing is to be done with them here. If every bounce is one of these, ask the mail administrator whether the server rewrites Message-IDs.";
    taken_by_a_rule(count: usize) =
        "另有 {count} 封被对方按规则拒收（状态 5.7，例如没有通过发信认证；或 5.1.7、5.1.8，不认本单位的发件地址），不是对方地址有误：不算作退回的地址，信没有送到，查明以后可以重发。",
        "{count} more were refused by a rule of the other side (status 5.7, a failed check of the sender, say; or 5.1.7 and 5.1.8, our own address is not accepted) and not for their address. They do not count as refused addresses; the letters are lost and can be sent again once that is mended.";
    BY_A_RULE = "按规则被拒收的邮件",
                "Letters refused by a rule";
    lost_by_a_rule(count: i64) = "按规则被拒收的邮件（{count}）",
                                 "Letters refused by a rule ({count})";
    BY_A_RULE_LEAD = "邮件服务器收下以后，对方按自己的规则没有收（状态 5.7，或 5.1.7、5.1.8），多半是本单位的发信认证（SPF、DKIM、DMARC）、发件地址、发信域名或信誉的问题，不是对方地址有误，所以不显示地址，也不能更换；以后的提醒照常发给这些地址。信里的答题码已作废。请系统管理员查明并改好，再重发。",
                     "Our relay took these letters, and the other side refused them by a rule of its own (status 5.7, or 5.1.7 and 5.1.8): most likely our SPF, DKIM or DMARC, our own address, our domain or its reputation is at fault. The addresses are good, so that none is shown here or can be changed, and reminders still go to them. The codes these letters carried are void. Let the administrator find out and mend it, then send them once more.";
    BY_A_RULE_AGAIN = "重发这些邮件",
                      "Send these letters once more";
    BY_A_RULE_QUESTION = "请确认原因已经查明并改好，否则还会被拒收。重发的邮件用新的答题码，地址不变。",
                         "Make sure the cause was found and mended, or they will be refused again. They carry fresh codes and go to the same addresses.";
    CHANGE_ENDED = "截止日以前没有确认，这次更换已失效。",
                   "Nobody confirmed this change before the last day: it has no effect.";
    REFUSED = "被退回的地址和号码",
              "Refused addresses and numbers";
    refused_addresses(count: usize) = "被退回的地址和号码（{count}）",
                                      "Refused addresses and numbers ({count})";
    REFUSED_LEAD = "只有邮件服务器明确退回的地址、短信网关明确不收的号码才显示在这里，也只有这些可以更换：每个一次，办公室提出、督导组或机关纪委确认。更换的个数公布在问卷的“谁能看到什么”页上。",
                   "Only addresses that a mail server and numbers that the gateway refused for good stand here, and only they can be changed: once each, proposed by the office and confirmed by supervision or discipline. How many is published on the survey's own page.";
    AGAIN = "全部重发一次",
            "Send all of them once more";
    AGAIN_QUESTION = "只在邮件服务器或短信网关本身有问题（例如没有通过对方的发信认证、账号欠费，整批被拒）、并且已经改好之后使用：交出去时就被拒收的会重新发出，地址和号码不变；按规则被拒收的也一起重发；因地址有误退回的不重发。",
                     "Only where mail server or gateway were at fault (mail failed the other side's checks, say, or the account was empty) and that has been mended: what was refused as it was handed over goes out once more, to the same addresses and numbers, and with it what came back by a rule. What came back for its address does not.";
    queued_again(mails: u64) = "{mails} 件重新进入待发。",
                               "{mails} wait to be sent once more.";
    NONE_REFUSED = "没有被退回的地址和号码。",
                   "No address and no number was refused.";
    AUDIENCE = "调查对象",
               "Audience";
    OLD_ADDRESS = "原地址",
                  "Address so far";
    NEW_ADDRESS = "新地址",
                  "New address";
    CHANGED_FROM_THEN = "已更换为",
                        "Changed to";
    PROPOSED_BY = "提出人",
                  "Proposed by";
    CONFIRMED_BY = "确认人",
                   "Confirmed by";
    CHANGE = "更换地址",
             "Change the address";
    OLD_NUMBER = "原号码",
                 "Number so far";
    NEW_NUMBER = "新号码",
                 "New number";
    CHANGE_NUMBER = "更换号码",
                    "Change the number";
    CHANGE_NUMBER_LEAD = "请先向本人核实。更换以后，没有送到的短信重新发到新号码；答卷名额还是原来那一个。",
                         "Ask the person first. The messages that did not arrive go out again, to the new number; the seat stays the same.";
    NUMBER_WRONG = "这不是手机号码，应是 11 位数字，例如 13800138000。",
                   "This is no mobile number of eleven digits, 13800138000 for example.";
    CHANGE_LEAD = "请先向本人核实。更换以后，退回的邮件重新发到新地址；答卷名额还是原来那一个。",
                  "Ask the person first. The refused mails go out again, to the new address; the seat stays the same.";
    PROPOSE = "提出更换",
              "Propose";
    DOUBTED_AGAIN = "确实要用这个邮箱的，请再按一次“提出更换”。",
                   "If it is to be this one, press “Propose” once more.";
    PROPOSED = "已提出，等督导组或机关纪委确认。是否已在名单里，确认时再核对。",
               "Proposed. Supervision or discipline confirms it; only then is it looked up on the lists.";
    CONFIRM = "确认更换",
              "Confirm the change";
    CONFIRM_QUESTION = "请确认新旧两个属于同一位调查对象。每个地址或号码只能更换一次。",
                       "Make sure both belong to the same respondent. An address or number can be changed once.";
    CONFIRMED = "已确认，没有送到的会重新发出。",
                "Confirmed. What did not arrive goes out again.";
    DECLINE = "不同意",
              "Decline";
    WITHDRAW = "撤回",
               "Take back";
    DECLINED = "已取消这次更换。",
               "The change was taken back.";
}

words! {
    MAIL_PLAN = "邮件发送限额",
                "Plan of mails";
    MESSAGE_PLAN = "短信发送限额",
                   "Plan of text messages";
    MESSAGE_PLAN_LEAD = "按短信网关给的限制填写，留空就是不限。限额对全系统由网关发送的短信有效，与邮件分开计数，重启之后继续计数。",
                        "As the gateway allows; leave blank for no limit. The plan holds for all text messages that leave by the gateway, apart from mails, and goes on counting after a restart.";
    MESSAGES_PER_MINUTE_HELP = "全部短信合计，任意连续 60 秒内不超过。",
                               "All text messages together, in any 60 seconds.";
    PLAN_LEAD = "按邮件服务商给的限制填写，留空就是不限。限额对全系统所有邮件有效，重启之后继续计数。",
                "As your mail provider allows; leave blank for no limit. The plan holds for all mails of this system and goes on counting after a restart.";
    PER_MINUTE = "每分钟最多",
                 "At most a minute";
    PER_MINUTE_HELP = "全部邮件合计，任意连续 60 秒内不超过。",
                      "All mails together, in any 60 seconds.";
    PER_DOMAIN = "同一邮箱域名每分钟最多",
                 "At most a minute to one domain";
    PER_DOMAIN_HELP = "例如都发往同一家邮箱服务商的邮件。",
                      "Mails to one provider, for example.";
    PER_DAY = "每天最多",
              "At most a day";
    PER_DAY_HELP = "当天用完的，次日 0 时继续。",
                   "What is left over goes on at 00:00 the next day.";
    LIMIT_WRONG = "请填写 1 至 1000000 之间的整数，或者留空。",
                  "Please write a whole number from 1 to 1000000, or leave it blank.";
}

/// What a kind of mail is called.
pub fn kind(kind: MailKind) -> Text {
    match kind {
        MailKind::Invitation => INVITATION,
        MailKind::Reminder => REMINDER,
        MailKind::SecondReminder => REMINDER_2,
        MailKind::ThirdReminder => REMINDER_3,
        MailKind::Extension => EXTENSION,
        MailKind::Cancellation => CANCELLATION,
    }
}

/// What a state of the outbox is called.
pub fn state(state: &str) -> (Text, Tone) {
    match state {
        "sent" => (SENT, Tone::Good),
        "parked" => (PARKED, Tone::Late),
        _ => (QUEUED, Tone::Neutral),
    }
}

/// What became of a file of reports.
pub fn taken(lang: Lang, taken: Taken) -> String {
    let mut said =
        vec![taken_counts(lang, taken.refused, taken.unknown, taken.passing, taken.others)];
    if taken.by_a_rule > 0 {
        said.push(taken_by_a_rule(lang, taken.by_a_rule));
    }
    if taken.foreign > 0 {
        said.push(taken_foreign(lang, taken.foreign));
    }
    if taken.unnamed > 0 {
        said.push(taken_unnamed(lang, taken.unnamed));
    }
    said.join(if lang == Lang::En { " " } else { "" })
}
