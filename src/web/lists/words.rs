//! Words of lists.

use crate::domain::campaigns::Channel;
use crate::domain::lang::{Lang, Text, words};
use crate::domain::lists::judge::Take;
use crate::domain::lists::reading::Concern;
use crate::domain::lists::review::Why;
use crate::domain::lists::{ListRefusal, MOST_LINES};
use crate::services::lists::checking::{NotImported, Unread};

words! {
    LIST = "名单",
           "List";
    IMPORT_LIST = "导入名单",
                  "Import the list";
    REPLACE_LIST = "重新导入名单",
                   "Import the list again";
    mail_lead(name: &str) = "“{name}”的电子邮箱名单。",
                            "E-mail addresses of “{name}”.";
    phone_lead(name: &str) = "“{name}”的手机号码名单。",
                             "Mobile numbers of “{name}”.";
    FILE = "名单文件",
           "File";
    FILE_HELP = "XLSX、CSV 或 TXT，最多 10 万行、10 MB。有没有列名都可以，系统自己找出邮箱或手机号码在哪一列；下一页先核对，确认之后才导入。",
                "XLSX, CSV or TXT, at most 100,000 lines and 10 MB, with names of columns or without. The program finds the column; on the next page you check it, and nothing is imported before you confirm.";
    FILE_MISSING = "请选择一个文件。",
                   "Please choose a file.";
    READ_FILE = "读取并核对",
                "Read and check";
    WAITS = "有一份已读取的名单等待核对。重新选择文件会替换它。",
            "A list that was read waits to be checked. Choosing another file takes its place.";
    GO_CHECK = "去核对",
               "Check it";
    ONE_CHANNEL = "一人一种发放方式：已在本专项工作另一份名单里的地址或号码不会再导入。系统只对照正在导入的这份文件：同一人在先导入的名单里留的是另一种联系方式，而这份文件里没有那一列的，认不出来。",
                  "One person, one way of being reached: what stands on another list of this campaign is not imported again. Only the file at hand is compared: whoever stands on an earlier list by another address or number that this file has no column of cannot be recognised.";
    CHECK_TITLE = "核对名单",
                  "Check the list";
    CHECK_LEAD = "现在还没有导入任何内容。请核对下面的结果，确认之后才导入，并替换原有名单。",
                 "Nothing is imported yet. Check what the page says; once you confirm, it takes the place of the former list.";
    FILE_LINES = "文件行数",
                 "Lines of the file";
    lines(count: usize) = "{count} 行",
                          "{count} lines";
    lines_above(count: usize) = "，其中 {count} 行在名单第一行之前（标题等），不计入下面各项",
                                ", {count} of them above the first of the list (headings) and in none of the figures below";
    TAKEN = "原样导入",
            "Taken as written";
    CORRECTED = "改正后导入",
                "Taken corrected";
    LEFT_OUT = "不导入",
               "Left out";
    FORMER = "原有名单",
             "Former list";
    COLUMN = "地址或号码在哪一列",
             "Column of the addresses or numbers";
    column(letter: &str, samples: &str) = "{letter} 列：{samples}",
                                          "Column {letter}: {samples}";
    FIRST = "名单从哪一行开始",
            "First line of the list";
    FIRST_HELP = "这一行以上是标题和列名，不导入。",
                 "Lines above it are titles and names of columns; they are not imported.";
    first_line(line: u32, text: &str) = "第 {line} 行：{text}",
                                        "Line {line}: {text}";
    SAMPLE = "前几行",
             "The first lines";
    LINE = "行号",
           "Line";
    WRITTEN = "文件里写的",
              "In the file";
    REST = "同一行的其他内容",
           "Else in the line";
    PROPOSAL = "建议改为",
               "Proposal";
    OUTCOME = "处理结果",
              "What is done";
    DECISION = "这一行怎么办",
               "This line";
    decision_for(line: u32) = "第 {line} 行怎么办",
                              "What to do with line {line}";
    AS_ALL = "与统一处理相同",
             "as for all";
    FOR_ALL = "统一处理",
              "For all of them";
    first_of(shown: usize, total: u32) = "共 {total} 行，列出前 {shown} 行；其余各行按统一处理。",
                                         "{total} lines; the first {shown} are listed, the others follow what is chosen for all.";
    first_shown(shown: usize, total: u32) = "共 {total} 行，列出前 {shown} 行。",
                                            "{total} lines; the first {shown} are listed.";
    all_of(total: u32) = "共 {total} 行。",
                         "Lines: {total}.";
}

words! {
    MENDED = "已改正写法",
             "Put right";
    ALTERED = "改动了地址里面的字符",
              "Signs within the address were changed";
    ALTERED_HELP = "去掉或者改动了地址中间的空格、逗号或重复的符号，可能变成别人的地址。逐条核对以后再选用；没有选用的不导入。",
                   "Blanks, commas or doubled signs within the address were taken out or changed: it may be somebody else's now. Check each before you take it; what is not taken is left out.";
    MENDED_HELP = "去掉了空格、全角字符、多余的符号或国家代码；一格里有几个的，只取第一个。",
                  "Blanks, full-width signs, stray marks or the country code were taken out; of several in one cell the first is taken.";
    TYPO = "域名可能写错",
           "Probably a misspelt domain";
    TYPO_HELP = "与常用邮箱只差一个字母，写错了会寄给别人。",
                "A letter away from a common mail provider; sent as written it may reach a stranger.";
    SHARED = "公用邮箱",
             "Shared mailboxes";
    SHARED_HELP = "几个人都能打开的邮箱，谁先点开就由谁作答。最好换成个人邮箱；确实没有的，可以选择导入。",
                  "Several people read these, and whoever opens the mail first answers. A personal address is better; where there is none they can be taken.";
    SHARED_NOTE = "几个人都能打开的邮箱，谁先点开就由谁作答。最好换成个人邮箱。",
                  "Several people read it, and whoever opens the mail first answers. A personal address is better.";
    ELSEWHERE = "可能已用另一种方式发放",
                "Probably reached another way already";
    ELSEWHERE_HELP = "同一行的另一列已在本专项工作的另一份名单里，很可能是同一个人。几个人共用一个号码的，可以选择导入。",
                     "Another column of the line stands on another list of the campaign: very likely the same person. Where several people share a number they can be taken.";
    UNREADABLE = "不是邮箱，也不是手机号码",
                 "Nothing that can be reached";
    UNREADABLE_HELP = "无法改正，不导入。请在文件里改好后重新选择。",
                      "Cannot be put right and is left out. Mend the file and choose it again.";
    TWICE = "与前面的行重复",
            "The same as an earlier line";
    TWICE_HELP = "一人一个答卷名额，只导入第一次出现的。",
                 "Everyone has one seat; the first one is taken.";
    ON_LIST = "已在另一份名单里",
              "On another list already";
    ON_LIST_HELP = "一人一种发放方式，不重复导入。",
                   "One person, one way of being reached: not taken again.";
    BLANK = "没有填写",
            "Left blank";
    BLANK_HELP = "这一列是空的，不导入。",
                 "Nothing stands in the column; left out.";
    TAKE_WRITTEN = "原样导入",
                   "take as written";
    TAKE_MEANT = "按建议改正后导入",
                 "take the proposal";
    TAKE_OUT = "不导入",
               "leave out";
    twice_of(line: u32) = "与第 {line} 行相同，不导入",
                          "the same as line {line}; left out";
    on_list_of(name: &str) = "已在“{name}”的名单里，不导入",
                             "on the list of “{name}”; left out";
    elsewhere_of(name: &str) = "“{name}”的名单",
                               "list of “{name}”";
    COUNT_AGAIN = "按所选重新核对",
                  "Apply and check again";
    import(count: u32) = "确认导入 {count} 个",
                         "Import {count}";
    DISCARD = "放弃这份名单",
              "Discard this list";
    DISCARD_QUESTION = "已读取的内容会立即清除，原有名单不变。",
                       "What was read is erased at once; the former list stays.";
    DISCARDED = "已放弃，没有导入任何内容。",
                "Discarded; nothing was imported.";
    COUNTS_CHANGED = "选择或数字有变化，还没有导入。请看清新的数字，再确认一次。",
                     "Choices or numbers have changed, and nothing was imported yet. Look at the new numbers and confirm again.";
    NOBODY_LEFT = "照现在的选择，一个也不会导入。",
                  "As things are chosen nobody would be imported.";
    imported(count: u32) = "已导入 {count} 个，原有名单已替换。",
                           "{count} were imported in place of the former list.";
    KEPT_A_DAY = "读取的内容加密保存；导入、放弃、启动或满一天后清除。",
                 "What was read is kept encrypted and erased when it is imported or discarded, at the launch, or after a day.";
    UNDER_WAY = "正在导入",
                "Being imported";
    UNDER_WAY_LEAD = "可以离开这一页，导入会继续。",
                     "You may leave this page; the import goes on.";
    WRITTEN_SO_FAR = "已写入",
                     "Written";
    READING = "正在读取名单",
              "Being read";
    READING_FILE = "正在读取文件。读完后逐行核对，这里会显示核对到第几行。",
                   "The file is being read. Then its lines are checked one by one, and this page says how far that is.";
    OPENING = "正在准备核对，很快会显示核对到第几行。",
              "The check begins in a moment; then this page says how far it is.";
    JUDGED_SO_FAR = "已核对的行数",
                    "Lines checked";
    READING_LEAD = "现在还没有导入任何内容。可以离开这一页，读取和核对会继续；本页每 3 秒自动刷新，完成后显示核对结果。",
                   "Nothing is imported yet. You may leave this page, the work goes on; the page reloads every 3 seconds and shows the result in the end.";
    uploaded_by(name: &str, at: &str) = "{name} 于 {at} 上传。",
                                        "Uploaded by {name} at {at}.";
    INTERRUPTED = "读取中断",
                  "The reading broke off";
    interrupted(name: &str, at: &str) = "{name} 于 {at} 上传的文件没有读完：读取它的程序中断了，文件没有保存。请重新上传。",
                                        "The file that {name} uploaded at {at} was not read to its end: the program that read it stopped, and nothing of it was kept. Please upload it again.";
    silent(until: &str) = "已有一段时间没有进展，导入它的程序可能中断了。到 {until} 仍没有恢复的，名单回到待核对，请再确认一次；已写入的不算导入。",
                          "Nothing has moved for a while: the program that imports it may have stopped. If it says nothing until {until}, the list waits again and is to be confirmed once more; what is written does not count.";
    UNREAD = "没有读取成功",
             "The file was not read";
    UNREAD_STAYS = "没有导入任何内容，原有名单不变；以前上传、等待核对的名单也还在。",
                   "Nothing was imported and the former list stays, as does a list that was uploaded earlier and waits to be checked.";
    UNREAD_FAILED = "读取文件时出了问题，请重新选择文件；再次出现的，请联系系统管理员。",
                    "Something went wrong while the file was read. Please choose it again; if it happens again, tell the administrator.";
    CHOOSE_AGAIN = "重新选择文件",
                   "Choose a file";
    RELOAD = "刷新进度",
             "Reload";
    NOTHING_WAITS = "没有等待核对的名单：已经导入、放弃、超过了一天，或者读取文件时服务中断。还没有导入的，请重新上传文件。",
                    "No list waits: it was imported or discarded, is more than a day old, or the service stopped while the file was read. If it was not imported, please upload the file again.";
    NOTHING_WAITS_ANY_MORE = "没有等待核对的名单，现有名单见下。刚才确认导入的，已经导入完毕；要换名单的，请重新上传文件。",
                             "No list waits; the one there is stands below. What was confirmed has been imported. To replace it, please upload a file again.";
    SHOWN_TITLE = "查看名单",
                  "The list";
    shown_lead(name: &str) = "“{name}”的名单。每次查看都有操作记录。",
                             "The list of “{name}”. Every look is recorded.";
    FROZEN_LEAD = "启动时固定的名单，只有督导组可以查看，每次查看都有操作记录。",
                  "The list as it was frozen at the launch. Only the supervision group reads it, and every look is recorded.";
    HASH = "名单校验值（SHA-256）",
           "Hash of the list (SHA-256)";
    HASH_HELP = "与启动时写入操作记录的校验值相同。下载名单文件，用 sha256sum 或 certutil -hashfile 可以自行核算。",
                "The same as in the trail at the launch. Download the file and compute it yourself with sha256sum or certutil -hashfile.";
    NOT_AS_FROZEN = "下面的名单与启动时写入操作记录的校验值不一致，这不应发生。请保存名单文件，并向领导小组办公室核实。",
                    "The list below does not match the hash of the launch. This should not happen: keep the file, and ask the campaign office.";
    CHANGED = "启动以后更换的地址",
              "Addresses changed since the launch";
    changed_since(count: usize) = "上面是启动时的名单。此后有 {count} 个地址被退信，经两人先后确认换成了新地址；信件改发到新地址，名额不变。",
                                  "The list above is that of the launch. Since then {count} addresses were refused for good and replaced by two persons, one after the other; letters go to the new ones, and the seats are the same.";
    CHANGED_FROM = "启动时的地址",
                   "Address of the launch";
    CHANGED_TO = "更换为",
                 "Changed to";
    CHANGED_ON = "确认日期",
                 "Confirmed on";
    PROPOSED_BY = "提出人",
                  "Proposed by";
    CONFIRMED_BY = "确认人",
                   "Confirmed by";
    DOWNLOAD = "下载名单文件",
               "Download the list";
    NUMBER = "序号",
             "No.";
    ADDRESS = "地址或号码",
              "Address or number";
    GONE = "名单已按规定删除。",
           "The list was deleted, as it must be.";
    BACK = "返回专项工作",
           "Back to the campaign";
}

words! {
    LIST_GONE = "这份名单已经不在了。请重新选择文件。",
                "This list is gone. Please choose the file again.";
    LIST_UNDER_WAY = "这个调查对象的名单正在读取或导入，请等它完成以后再选择文件。",
                     "A list of this audience is being read or imported; please wait for its end before you choose another file.";
    too_many_lines(most: usize) = "这个文件里的人超过 {most} 行。请分成几份，按调查对象分别导入。",
                                  "This file has more than {most} lines of people. Divide it and import a part for each audience.";
    NOTHING_TO_REACH = "这个文件里没有找到电子邮箱或手机号码。请确认选对了文件，以及调查对象的发放方式。",
                       "No column of this file holds what this audience is reached by. Make sure that it is the right file, and how the audience is reached.";
}

/// Why a list was not taken.
pub fn refusal(lang: Lang, refusal: ListRefusal) -> String {
    let text = match refusal {
        ListRefusal::TooManyLines => return too_many_lines(lang, MOST_LINES),
        ListRefusal::NothingToReach => NOTHING_TO_REACH,
        ListRefusal::Gone => LIST_GONE,
        ListRefusal::UnderWay => LIST_UNDER_WAY,
        ListRefusal::NobodyLeft => NOBODY_LEFT,
    };
    text.to(lang).to_owned()
}

/// Why a file was not taken in.
pub fn unread(lang: Lang, why: &Unread) -> String {
    match why {
        Unread::Table(refused) => refused.sentence(lang),
        Unread::List(refused) => refusal(lang, *refused),
        Unread::Failed => UNREAD_FAILED.to(lang).to_owned(),
    }
}

/// Why nothing was imported.
pub fn not_imported(why: NotImported) -> Text {
    match why {
        NotImported::Changed => COUNTS_CHANGED,
        NotImported::NobodyLeft => NOBODY_LEFT,
    }
}

/// What an audience's list holds.
pub fn lead(lang: Lang, channel: Channel, name: &str) -> String {
    match channel {
        Channel::Phone => phone_lead(lang, name),
        _ => mail_lead(lang, name),
    }
}

/// A reason, and what it means.
pub fn why(why: Why) -> (Text, Text) {
    match why {
        Why::Concern(Concern::Mended) => (MENDED, MENDED_HELP),
        Why::Concern(Concern::Altered) => (ALTERED, ALTERED_HELP),
        Why::Concern(Concern::Typo) => (TYPO, TYPO_HELP),
        Why::Concern(Concern::Shared) => (SHARED, SHARED_HELP),
        Why::Concern(Concern::Elsewhere) => (ELSEWHERE, ELSEWHERE_HELP),
        Why::Unreadable => (UNREADABLE, UNREADABLE_HELP),
        Why::Twice => (TWICE, TWICE_HELP),
        Why::OnList => (ON_LIST, ON_LIST_HELP),
        Why::Blank => (BLANK, BLANK_HELP),
    }
}

/// What is done with a line.
pub fn take(take: Take) -> Text {
    match take {
        Take::Written => TAKE_WRITTEN,
        Take::Meant => TAKE_MEANT,
        Take::Out => TAKE_OUT,
    }
}
