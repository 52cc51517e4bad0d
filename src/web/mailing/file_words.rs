//! Words of text messages that leave as files.

use crate::domain::lang::words;

words! {
    FILES = "短信文件",
            "Files of text messages";
    FILES_LEAD = "没有短信网关，系统不会自己发短信：每到一次的日期，请办公室导出号码和短信全文，交短信平台发送。没有导出的那一次，名单上没有人会收到。只列次数，不看谁答过。",
                 "There is no gateway, and the program sends no text message by itself: on the day of each occasion the office takes numbers and messages as a file and hands it to whoever sends. Nobody on the list gets what was not taken. Whoever has answered plays no part.";
    FILES_OVER = "截止日已过，不能再导出短信。",
                 "The last day has passed: no file can be taken any more.";
    FILES_CANCELLED = "专项工作已撤销，不再发送短信，没有要导出的文件。",
                      "The campaign was cancelled: no text message is sent and no file waits.";
    TO_FILES = "去导出",
               "To the files";
    numbers_of(audience: &str, numbers: u32) = "{audience}：名单上 {numbers} 个号码",
                                               "{audience}: {numbers} numbers on the list";
    DAY = "日期",
          "Day";
    FETCHED_AT = "导出记录",
                 "Fetched";
    fetched(numbers: u32, at: &str) = "{numbers} 个号码，{at}",
                                      "{numbers} numbers, {at}";
    COUNTED = "导出记录里的号码数按名单计：退订的不在文件里，照常计入。数目不因谁退订而变。",
              "Numbers are counted by the list: who opted out is not in the file, and is counted all the same. No figure changes because somebody opts out.";
    FETCHED = "已导出",
              "Fetched";
    FILE_WAITS = "待导出",
                 "To be fetched";
    FILE_AHEAD = "未到日期",
                 "Not yet";
    NEVER_FETCHED = "没有导出",
                    "Never fetched";
    FILE_CANCELLED = "已取消",
                     "Cancelled";
}
