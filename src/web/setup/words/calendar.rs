//! Words of the working-day calendar.

use crate::domain::lang::words;

words! {
    CALENDAR_LEAD = "期限按工作日计算，以国务院办公厅的放假安排为准。通知公布前的年份标为“暂定”。",
                    "Limits count working days by the yearly notice of the State Council. Years without a notice are provisional.";
    NO_YEARS = "日历里还没有年份。请先载入方案，或在下面增加一年。",
               "The calendar knows no year yet. Load the plan, or add a year below.";
    SAME_AS_BEFORE = "这一年的安排没有变化，没有另存版本。",
                     "Nothing of this year changed, so that no further version was kept.";
    YEAR = "年份",
           "Year";
    year(year: i32) = "{year} 年",
                      "{year}";
    ADD_YEAR = "增加一年（暂定）",
               "Add a year (provisional)";
    YEAR_WRONG = "请填写 2000 到 2100 之间的年份。",
                 "Please give a year from 2000 to 2100.";
    SOURCE = "依据的通知",
             "Notice";
    SOURCE_HELP = "写明标题和文号。",
                  "Its title and number.";
    DAYS_OFF = "放假天数",
               "Days off";
    DAYS_WORKED = "调休上班天数",
                  "Make-up days";
    STANDING_OF_YEAR = "公布状态",
                       "Standing";
    CHANGE_STANDING = "修改公布状态",
                      "Change its standing";
    MONTHS = "全年一览",
             "The year at a glance";
    LEGEND = "休：放假；班：调休上班。",
             "休: day off; 班: make-up working day.";
    month(month: u32) = "{month} 月",
                        "Month {month}";
    DAYS = "与平常不同的日子",
           "Days that differ from the plain week";
    NO_DAYS_YET = "没有，按周一至周五上班计算。",
                  "None: Monday to Friday are worked.";
    DAY = "日期",
          "Day";
    KIND = "类别",
           "Kind";
    HOLIDAY_NAME = "节日名称",
                   "Holiday";
    ADD_DAY = "设定一天",
              "Set a day";
    ADD_DAY_HELP = "同一天再次设定会覆盖原来的。",
                   "Setting a day again replaces what it was.";
    MAKE_PLAIN = "恢复平常",
                 "Make plain";
    make_plain_question(day: &str) = "这一年的安排已经公布，各项时限据此计算。{day} 确定恢复平常？",
                                     "The year is published and dates are reckoned by it. Make {day} a plain day all the same?";
    make_plain(day: &str) = "{day} 恢复平常",
                            "Make {day} plain again";
    other_year(year: i32) = "请填写 {year} 年的日期。",
                            "Please give a day of {year}.";
    IMPORT = "导入全年安排",
             "Import the year";
    IMPORT_LEAD = "导入会替换这一年的全部日子，并把这一年标为“已公布”。有一行不对，就整份不导入。",
                  "Importing replaces all days of the year and marks it as published. One wrong line and nothing is imported.";
    NOTICE_FILE = "放假通知原文",
                  "The notice as a file";
    NOTICE_HELP = "通知的 PDF、OFD、图片或者 Word 文件，与这一版年历一起留存备查，不超过 10 MB。",
                  "The notice as PDF, OFD, picture or Word file, kept with this version of the year; at most 10 MB.";
    VERSIONS = "历次修改",
               "Versions";
    VERSION = "版次",
              "Version";
    CHANGED_BY = "修改人、时间",
                 "Changed by, at";
    FILE = "CSV 文件",
           "CSV file";
    FILE_HELP = "每行三栏：日期（2026-02-14、2026/2/14 或 2026年2月14日）、类别（放假或调休上班）、名称（春节）。",
                "Three columns a line: date (2026-02-14, 2026/2/14 or 2026年2月14日), kind (holiday or makeup), name.";
    FILE_MISSING = "请选择一个文件。",
                   "Please choose a file.";
    MOVES = "将要变动的时限",
            "Dates that would move";
    MOVED_WHAT = "事项",
                 "What";
    MOVED_UNIT = "单位",
                 "Unit";
    MOVED_FROM = "已告知的时限",
                 "Date the unit was told";
    MOVED_TO = "按新日历",
               "By this calendar";
    MOVED_PLAN = "报审措施",
                 "plan to hand in";
    MOVED_ANSWER = "答复交办",
                   "answer to a routing";
    kept(day: &str) = "{day}（早于已告知的时限，不提前）",
                      "{day} (earlier: stays as it was told)";
    MOVES_SEEN = "已核对；该顺延的顺延并通知有关单位，早于已告知时限的不提前",
                 "Seen; move the later dates and tell the units, keep those that would be earlier";
    MOVES_NOTHING = "没有已经告知单位的时限因此变动。",
                    "No date that units were told would move.";
    odd_year(year: i32, off: usize) = "按这个文件，{year} 年全年休息 {off} 天；通常在 100 至 130 天之间。请对照通知原文核对，确认无误后勾选。",
                                      "By this file {year} has {off} days off; a year has between 100 and 130. Compare it with the notice, and tick the box if it is right.";
    LOOKED_AT_DAYS = "已对照通知原文核对，休息天数无误",
                     "I compared it with the notice; the number of days off is right";
    CONFIRM_MOVES = "这一改动会影响已经告知单位的时限，请核对下表后勾选确认。",
                    "This changes dates that units were told: please look at the table and confirm.";
    FILES_AGAIN = "CSV 已读入，不必重新选择；通知原文如需留存，请再选择一次。",
                  "The CSV file was read and need not be chosen again; choose the notice once more if it is to be kept.";
    NOTHING_IMPORTED = "没有导入任何内容。请按下面的提示修改文件后重新选择。",
                       "Nothing was imported. Mend the lines below and choose the file again.";
    line(number: u64, what: &str) = "第 {number} 行：{what}",
                                    "Line {number}: {what}";
    NO_DAYS = "文件里没有一天。",
              "The file names no day.";
    fields(count: usize) = "应为三栏，实际 {count} 栏。",
                           "three columns are needed, there are {count}.";
    NOT_A_DAY = "日期应写成 2026-02-14、2026/2/14 或 2026年2月14日 的样子。",
                "write the date as 2026-02-14, 2026/2/14 or 2026年2月14日.";
    day_of_other_year(day: &str) = "{day} 不在这一年。",
                                   "{day} lies in another year.";
    UNKNOWN_KIND = "类别应为“放假”或“调休上班”。",
                   "the kind is holiday or makeup.";
    BAD_NAME = "名称为空或太长。",
               "the name is blank or too long.";
    repeats(earlier: u64) = "与第 {earlier} 行是同一天。",
                            "the same day stands on line {earlier}.";
    makeup_on_weekday(day: &str) = "{day} 本来就是工作日，不用调休上班。",
                                   "{day} is a working day already.";
}
