//! What the check page says.

use crate::domain::lang::{Lang, words};

words! {
    CHECK = "核对页",
            "Check page";
    check_lead(name: &str) = "“{name}”的公开记录。",
                             "Public record of “{name}”.";
    not_opened(day: &str) = "答卷在 {day} 24:00 以后统一启封。启封以后，这里公布邀请数、已用答题码数、答卷数和全部回执的清单。",
                            "Ballots are opened together after {day}, 24:00. After that, this page shows how many were invited, how many codes were used, how many ballots were opened, and the list of all receipts.";
    DESTROYED = "收到的答卷不足 10 份。按照约定，这些答卷没有启封，已由两人共同销毁。",
                "Fewer than 10 ballots came in. As promised they were not opened; two persons destroyed them together.";
    expired(day: &str) = "收到的答卷到期限仍没有启封，系统已于 {day} 自动销毁。没有任何人看过。",
                         "What came in was not opened within its time, and the program destroyed it on {day}. Nobody has read any of it.";
    untaken(day: &str) = "供核查签名用的核查包到期限无人领取，已于 {day} 自动销毁；以后只能核对清单和份数。",
                         "Nobody took the auditor's package in time, and it was destroyed on {day}; from then on only list and counts can be checked.";
    SEVERAL_AS_ONE = "几个调查组合并启封，作为一个整体公布。每个调查组各自的邀请数和答卷数见公布记录 close.json。",
                     "Several pools were opened as one and are published as one. The counts of each are in the record, close.json.";
    joined(joint: &str) = "本调查组的答卷不足 10 份或与不足 10 份的调查组合并，按约定与其他调查组合并启封（{joint}），不单独公布结果。您的回执码在合并后的清单里；在本页核对，比对的就是那一份清单。",
                          "This pool was opened together with others ({joint}), as promised where fewer than 10 ballots came in, and is never shown by itself. Your receipt stands in the joint list; checking it here compares it with that list.";
    TO_JOINT = "查看合并启封的公开记录",
               "To the public record of the joint opening";
    COMMAND = "不上网核验",
              "Verify without this site";
    COMMAND_HOW = "把 leaves.txt 和 close.json 存入同一个目录，用本系统的程序运行下面的命令：它逐项核对清单、份数和签名，指出第一个不成立的等式，不需要数据库和密钥。把调查结果页上的核对文件也放进去，还能核对结果就是启封时固定的那一份，并且各项数字与启封的答卷数相符、分项相加与合计相符；持有核查包的人员把核查包也放进去，还能核对每一份签名。",
                  "Save leaves.txt and close.json into one directory and run the command below with this program: it checks list, counts and signatures one by one and names the first that does not hold; it needs neither database nor keys. With the file for checking from the pages of findings it also compares those with what was frozen at the opening and adds their figures up, among themselves and to the ballots opened; and whoever holds the auditor's package puts it beside them, and every signature is checked too.";
    COMMAND_CHECKS = "它依次核对：",
                     "It checks, in this order:";
    TOTALS = "公布的数字",
             "Published figures";
    CHANNEL = "方式",
              "Channel";
    INVITED = "邀请",
              "Invited";
    ISSUED = "已用答题码",
             "Codes used";
    ALL_CHANNELS = "合计",
                   "Total";
    NOT_BY_CHANNEL = "有的发放方式不足 10 个名额，为免看出其中谁参加过，只公布合计。",
                     "Some channel has fewer than 10 seats; so that nobody can tell who of them took part, only totals are published.";
    cards_printed(count: u64) = "邀请卡：印制 {count} 张",
                                "Cards: {count} printed";
    cards_reprinted(count: u64) = "，其中整页遗失后作废重印 {count} 张",
                                  ", {count} of them voided and printed anew after a sheet was lost";
    cards_returned(count: u64) = "；没有发出、由两人清点作废 {count} 张。",
                                 "; {count} were not handed out, counted by two persons and voided.";
    CARDS_NOT_COUNTED = "；收回的卡未清点。",
                        "; cards that came back were not counted.";
    BALLOTS = "启封的答卷",
              "Ballots opened";
    SPOILED = "无效的答卷",
              "Spoiled";
    LEAVES_HASH = "清单的 SHA-256",
                  "SHA-256 of the list";
    KEY_ID = "签发密钥的 SHA-256",
             "SHA-256 of the issuer key";
    LEAVES = "下载清单 leaves.txt",
             "Download the list, leaves.txt";
    CLOSE = "下载公布记录 close.json",
            "Download the record, close.json";
    YOURS = "核对您的回执码",
            "Check your receipt";
    RECEIPT = "回执码",
              "Receipt";
    RECEIPT_HELP = "16 个字母和数字，提交答卷后显示。",
                   "16 letters and digits, shown after you handed in.";
    SERVER_SEES = "提交后由服务器比对，服务器会看到这个回执码，但不保存。不想让服务器看到，可以下载清单自己比对：回执码是清单中某一行前 20 位十六进制数字的另一种写法。",
                  "The server compares it and sees this receipt, but keeps nothing. If you would rather not, download the list and compare yourself: a receipt is another writing of the first 20 hexadecimal digits of a line.";
    STAYS_HERE = "核对在您的浏览器里进行：浏览器下载整份清单，先核对清单的 SHA-256，再查找您的回执码。回执码不会发出去。",
                 "This is done in your browser: it downloads the whole list, checks its SHA-256, and looks for your receipt. The receipt is sent nowhere.";
    COMPARE = "核对",
              "Check";
    MALFORMED = "回执码应是 16 个字母和数字，请检查。",
                "A receipt has 16 letters and digits; please check it.";
    FOUND = "找到了：这份答卷在已启封的答卷中。",
            "Found: this ballot is among those opened.";
    NOT_FOUND = "清单中没有这个回执码。请逐位检查；确认无误的，请拨打联系电话。",
                "This receipt is not in the list. Please check it character by character; if it is right, please call us.";
    WAITING = "正在下载清单…",
              "Downloading the list…";
    UNREACHABLE = "清单没有下载成功，还没有核对。请过一会儿再试。",
                  "The list could not be downloaded; nothing was checked yet. Please try again in a moment.";
    ALTERED = "下载的清单和本页公布的 SHA-256 或者份数不一致，核对没有意义。请不要相信本页的数字，并拨打联系电话；也可以向督导组、机关纪委反映。",
              "The list that came is not the one whose SHA-256 and length stand on this page, so checking means nothing. Please do not trust the figures here and call us; you may also tell the supervision group or the discipline commission.";
    PROVES = "清单证明您的答卷被启封过。它不能证明公布的结果就是这些答卷算出来的；启封时程序在督导人员面前重新计算每一行。",
             "The list proves that your ballot was opened. It cannot prove that the published results were computed from these ballots; at the opening every line is computed anew before the eyes of the supervision group.";
}

/// How many cards were printed, printed anew and returned, in one sentence.
pub fn cards(lang: Lang, (printed, reprinted, returned): (u64, u64, Option<u64>)) -> String {
    let mut said = cards_printed(lang, printed);
    if reprinted > 0 {
        said.push_str(&cards_reprinted(lang, reprinted));
    }
    match returned {
        Some(count) => said.push_str(&cards_returned(lang, count)),
        None => said.push_str(CARDS_NOT_COUNTED.to(lang)),
    }
    said
}
