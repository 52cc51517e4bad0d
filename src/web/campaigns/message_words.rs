//! Words of text messages (短信).

use crate::domain::campaigns::MailKind;
use crate::domain::campaigns::short_text::{LINK, ShortTextFault, UNTIL};
use crate::domain::lang::{Lang, Text, words};
use crate::domain::time::Day;

words! {
    TITLE = "短信",
            "Text messages";
    LEAD = "程序不直接发短信：写好内容，导出“号码、链接、短信全文”，交给短信平台发送。每个号码的链接只属于一个人。",
           "The program sends no text messages itself: write the words, take numbers, links and finished messages as a file, and hand it to whoever sends them. Each link belongs to one person.";
    SENT_LEAD = "写好内容，启动之后由程序按日期经短信平台发送。每个号码的链接只属于一个人。",
                "Write the words; from the launch on the program sends them by date through the gateway. Each link belongs to one person.";
    SENT = "短信由程序按日期自动发送，进度在“发送情况”里；没有写内容的，会一直等待。",
           "The program sends these by date; how it goes is shown under Sending. Without words they wait.";
    SENT_OVER = "没有送到的件数和原因，见“发送情况”。",
                "How many reached nobody, and why, is shown under Sending.";
    OVER_LEAD = "截止日已过：不再发送短信，也不能再导出。",
                "The last day has passed: no text message is sent and no file can be taken any more.";
    CANCELLED_LEAD = "专项工作已撤销：不再发送短信，也不能再导出。",
                     "The campaign was cancelled: no text message is sent and no file can be taken any more.";
    missed_yet(numbers: u32, day: Day, closes_on: Day) =
        "邀请应在 {day} 发送，还没有导出：名单上 {numbers} 个号码都没有收到链接，不能作答。请马上导出，交短信平台发送；{closes_on} 24:00 以前收到的，都还能作答。",
        "The invitation was to go on {day} and was not taken: none of the {numbers} numbers on the list has a link, and nobody behind them can answer. Take the file now and hand it to whoever sends; who gets the message before {closes_on}, 24:00, can still answer.";
    AS_OPENED = "以上是打开本页时的情况，下载文件不会改变本页；下载以后要看导出记录，请",
                "This is how things stood when the page was opened, and a download does not change it; to see it noted afterwards, ";
    OPEN_ANEW = "重新打开本页",
                "open the page anew";
    missed_by_all(numbers: u32) =
        "邀请没有导出，以后各次也没有：名单上 {numbers} 个号码从来没有收到链接，没能作答。",
        "Neither the invitation nor any later file was taken: none of the {numbers} numbers on the list ever got a link, and nobody behind them could answer.";
    missed_until(numbers: u32, occasion: &str) =
        "邀请没有导出：名单上 {numbers} 个号码到“{occasion}”才第一次收到链接。不能再补发，请在报告里如实写明。",
        "The invitation was not taken: the {numbers} numbers on the list got their first link with “{occasion}”. Nothing can be sent any more; please say so in the report.";
    missed_ways(numbers: u32) =
        "现在不能补发，也不能再延期。这 {numbers} 个名额仍算在邀请人数里，请在报告里如实写明。还要听取这些人的意见，可以在专项工作页“复制为新的专项工作”，重新导入名单；或者发征求意见函，请对方具名书面答复。",
        "Nothing can be sent or extended any more. These {numbers} seats still count as invited; please say so in the report. To hear these people all the same, copy the campaign on its page and import the list anew, or send a written consultation that is answered by name.";
    IN_ALL = "发出合计",
             "Sent in all";
    IN_FILES = "导出交短信平台",
               "Handed over in files";
    in_files(numbers: u32, files: usize) = "{numbers} 条，{files} 份文件",
                                           "{numbers} messages in {files} files";
    BY_GATEWAY = "系统经短信网关发出（整个专项工作）",
                 "Sent by the program through the gateway (whole campaign)";
    NONE_SENT = "没有发出",
                "None";
    BY_GATEWAY_WHOSE = "经网关发出的只按专项工作计数，不分调查对象；不再接收的号码照常计数。分项和发不出的原因，见",
                       "What went through the gateway is counted for the campaign and not by audience; numbers that want no more are counted like any other. Details, and why some were stopped, stand under ";
    SENDING = "“发送情况”",
              "Sending";
    STOP = "。",
           ".";
    TO_CAMPAIGN = "去专项工作页",
                  "To the campaign";
    NEVER = "没有导出，名单上没有人收到这一次。",
            "Not taken: nobody on the list got this one.";
    WORDS = "短信内容",
            "Words";
    words_help(link: &str, until: &str) = "用 {link} 表示链接，用 {until} 表示截止日期。签名（如【某某局】）由短信平台加，不必写。",
                                          "{link} stands for the link, {until} for the last day. The signature is added by whoever sends.";
    length(units: usize, most: usize, parts: usize) = "连同链接和平台加的签名（留 12 个字）{units} 个字，最多 {most} 个，分 {parts} 条计费。",
                                                      "{units} of at most {most} characters with the link and twelve for the signature that the platform adds; {parts} parts.";
    COUNT = "连同链接、提醒用语：",
            "With the link and the words of a reminder: ";
    OF_MOST = " / 134 个字",
              " / 134 characters";
    WRITTEN = "短信内容已保存。",
              "The words were saved.";
    FIXED = "已经有短信发出或者导出过，内容不能再改。",
            "Messages have left, or a file was taken: the words are fixed.";
    SAVE = "保存并预览",
           "Save and preview";
    PREVIEW = "预览",
              "Preview";
    GAPS = "链接前后没有空格的，系统会加上，免得手机把旁边的字当成链接。",
           "Where no blanks stand around the link, the program adds them: phones would take its neighbours for a piece of it.";
    EXPORTS = "导出",
              "Files";
    EXPORT_LEAD = "每种短信只导出一次，给名单上没有退订的每一个号码，不看谁答过。文件里的链接能代人作答，但看不到任何答卷：只交给发送的人，发完即删。",
                  "Each occasion is exported once, to every number that has not opted out, whoever has answered. Whoever holds the file could answer in people's place but can read no ballot: give it only to whoever sends, and delete it afterwards.";
    on_days(days: &str) = "要导出的各次：{days}。到日子没有导出的，“待办”里会提醒，名单上没有人收到。",
                          "To be taken: {days}. What nobody took on its day stands under “My work”, and reaches nobody.";
    COUNTED = "导出记录里的号码数、条数按名单计：退订的不在文件里，照常计入。",
              "Numbers and messages are counted by the list: who opted out is not in the file, and is counted all the same.";
    EXPORT = "导出",
             "Export";
    AS_XLSX = "导出为 Excel（XLSX）",
              "Export for Excel (XLSX)";
    AS_CSV = "导出为 CSV",
             "Export as CSV";
    NOT_DUE = "现在没有可以导出的短信。启动之后可以导出邀请；提醒要等到启动前定下的日期。",
              "Nothing can be exported now. Invitations can from the launch on, reminders from the day that was fixed before it.";
    NO_WORDS = "请先写好短信内容。",
               "Write the words first.";
    exported(numbers: u32, name: &str, when: &str) = "{numbers} 个号码，{name}，{when}",
                                                     "{numbers} numbers, {name}, {when}";
    times(times: u32) = "第 {times} 次，之前的链接已作废（退订号码的除外）",
                        "time {times}; earlier links are void, but for numbers that opted out";
    VOIDED_LATER = "后来重新导出过别的一次，这份文件里的链接已作废（退订号码的除外）",
                   "another occasion was exported anew later: the links of this file are void, but for numbers that opted out";
    AGAIN = "文件没有收到",
            "The file never arrived";
    AGAIN_WHY = "只在文件丢失、还没有发送时使用：这个调查对象此前导出的全部链接（不分邀请、提醒）都会作废，无论用没用过；已经发出的链接从此打不开问卷。已退订的号码得不到新链接，原来的链接仍可作答。导出次数记入日志。",
                "Only for a file that was lost before anything was sent: every link exported for this audience before, with the invitation or a reminder, becomes void, used or not, and what was sent already opens no ballot any more. Numbers that opted out get no new link and can still answer with theirs. The trail counts the files.";
    AGAIN_AS_XLSX = "作废旧链接，重新导出为 XLSX",
                    "Void earlier links and export anew as XLSX";
    AGAIN_AS_CSV = "作废旧链接，重新导出为 CSV",
                   "Void earlier links and export anew as CSV";
    NUMBER = "手机号码",
             "Mobile number";
    LINK_COLUMN = "链接",
                  "Link";
    MESSAGE = "短信全文",
              "Message";

    ADDRESS = "这里不能写网址：短信里只能有系统加上的链接。",
              "No web address may stand here: the only link is the one the program adds.";
    BLANK = "请填写短信内容。",
            "Give the words.";
    link_once(link: &str) = "{link} 必须出现一次，也只能出现一次。",
                            "{link} must stand in it once, and only once.";
    unknown(what: &str, link: &str, until: &str) = "“{what}”不认识。大括号里只能是 {link} 和 {until}。",
                                                   "“{what}” is not known. Only {link} and {until} may stand in braces.";
    CONTROL = "短信里不能换行。",
              "A text message has no line breaks.";
    too_long(units: usize, most: usize) = "连同链接、提醒用语和平台加的签名（留 12 个字）共 {units} 个字，超过两条短信的 {most} 个字，请删短。",
                                          "{units} characters with the link, the words of a reminder and twelve for the signature that the platform adds; two parts hold {most}. Please shorten it.";
    MESSAGES_OUT = "这一种短信已经导出过，不能再导出，内容也不能再改。文件丢失、还没有发送的，可以作废全部旧链接后重新导出。",
                   "These messages were exported: neither words nor files change any more. If the file was lost before anything was sent, void all earlier links and export anew.";
    MESSAGES_OUT_AGAIN = "您打开页面以后，这个调查对象的短信又导出过，这一次没有再作废、也没有再导出。请先找到那份文件；没有收到的，看清导出记录再决定。",
                         "Messages of this audience were exported after your page was drawn; nothing more was voided or exported. Look for that file first; if it never arrived, read what is noted of the files and decide.";
    FILES_PAUSED = "发送已暂停：短信文件也不能导出。请先到“发送情况”里“继续发送”。",
                   "Sending is paused: no file of text messages can be taken either. Let it go on under Sending first.";
    TO_SENDING = "去发送情况",
                 "To Sending";
    NO_MESSAGE_TEXT = "还没有写短信内容，或者链接变长后放不下了。请先写好内容。",
                      "There are no words yet, or the link has grown and they do not fit any more. Write them first.";
}

/// The name of an occasion.
pub fn occasion(kind: MailKind) -> Text {
    match kind {
        MailKind::Invitation => Text { zh: "邀请", en: "Invitation" },
        MailKind::Reminder => Text { zh: "提醒", en: "Reminder" },
        MailKind::SecondReminder => Text { zh: "第二次提醒", en: "Second reminder" },
        MailKind::ThirdReminder => Text { zh: "第三次提醒", en: "Third reminder" },
        MailKind::Extension => Text { zh: "延期通知", en: "Extension" },
        MailKind::Cancellation => Text { zh: "撤销通知", en: "Cancellation" },
    }
}

/// What is wrong with the words.
pub fn fault(lang: Lang, fault: &ShortTextFault, most: usize) -> String {
    match fault {
        ShortTextFault::Blank => BLANK.to(lang).to_owned(),
        ShortTextFault::LinkOnce => link_once(lang, LINK),
        ShortTextFault::Unknown(what) => unknown(lang, what, LINK, UNTIL),
        ShortTextFault::Address => ADDRESS.to(lang).to_owned(),
        ShortTextFault::Control => CONTROL.to(lang).to_owned(),
        ShortTextFault::TooLong(units) => too_long(lang, *units, most),
    }
}
