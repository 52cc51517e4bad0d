//! Words of the ledger's figures.

use crate::domain::lang::words;

words! {
    METRICS = "整改统计",
              "Figures";
    lead(day: &str) = "截至 {day} 的数据。每个比率都写明分子和分母，分母不足 5 的不显示比率；不对单位排名。",
                      "As of {day}. Each share stands with what it is of; shares of fewer than five are not shown; units are not ranked.";
    RATES = "办理情况",
            "Shares";
    FIGURE = "指标",
             "Figure";
    VALUE = "数值",
            "Value";
    COUNTED = "分子／分母",
              "Of";
    MEANING = "口径",
              "What it means";
    ANSWERED = "接收及时率",
               "Answered in time";
    ANSWERED_HELP = "两个工作日内答复（接收或者退回）的，占已答复和答复期限已过的交办；视为接收算未及时。",
                    "Taken on or returned within two working days, of the routings that were answered or whose limit is over; silence counts as late.";
    RETURNED = "退单率",
               "Returned";
    RETURNED_HELP = "单位退回的，占全部交办。",
                    "Returned by the unit, of all routings.";
    UPHELD = "退回后维持率",
             "Upheld";
    UPHELD_HELP = "退回后仍由原单位办理的，占已作决定的退回。",
                  "Left with the unit, of the returns that were decided.";
    ON_TIME_ORIGINAL = "按期率（原定时限）",
                       "On time (original date)";
    ON_TIME_ORIGINAL_HELP = "在原定时限前申请销号并经核验的，占原定时限已到的条目；重新启动整改的条目，每轮整改各计一次。",
                            "Asked for closing by the original date, and verified, of items whose original date has come; one that was reopened counts once for each round.";
    ON_TIME_CURRENT = "按期率（现时限）",
                      "On time (date that counts)";
    ON_TIME_CURRENT_HELP = "同上，按批准延期后的时限计算。",
                           "The same, by the date with extensions.";
    EXTENDED = "延期率",
               "Extended";
    EXTENDED_HELP = "获准延期的，占已定时限的条目。",
                    "With an extension, of items with a date.";
    SENT_BACK = "退回整改率",
                "Sent back";
    SENT_BACK_HELP = "核验退回整改的次数，占全部销号申请的次数（含尚待核验的）。",
                     "Sent back by the verifier, of all requests for closing, those not yet verified included.";
    REOPENED = "反弹率",
               "Undone";
    REOPENED_HELP = "销号后九十天内重新启动整改的，占全部销号；转长期不算销号。",
                    "Reopened within ninety days, of all closings; what goes on as long-term is none.";
    LONG_TERM_HELP = "一次性措施已完成并经核验、其余继续坚持的，现有件数，不计入销号。",
                     "Items whose one-off measures are done and verified and whose rest goes on; not counted as closed.";
    SUPPORTED = "协办办结率",
                "Supporting parts done";
    SUPPORTED_HELP = "协办部分中已办结的；其余各项一个风险点只在主办单位计一次。",
                     "Ended, of parts that units have beside a lead; in all other figures a point counts once, at its lead.";
    CONFORM = "抽查符合率",
              "Conforming on draws";
    CONFORM_HELP = "被抽查抽中后销号或者转长期、未被退回整改的，占抽中并已核验的。",
                   "Found as it was said, of what was drawn by lot and judged.";
    RECTIFIED = "整改天数",
                "Days to rectify";
    RECTIFIED_HELP = "从交办（立账）到首次经核验的销号申请，工作日。",
                     "Working days from routing to the first request that was verified.";
    OPEN_AGE = "在办天数",
               "Age of open items";
    OPEN_AGE_HELP = "未办结条目自交办（立账）以来的工作日；只看已办结的会偏乐观。",
                    "Working days that open items are open; figures of closed ones alone flatter.";
    VERIFIED = "核验天数",
               "Days to verify";
    VERIFIED_HELP = "从申请销号到销号，工作日；这是核验方用时。",
                    "Working days from the request to closing: the verifiers' own time.";
    days(median: &str, mean: &str) = "中位 {median} 天，平均 {mean} 天",
                                     "median {median}, mean {mean} days";
    items(count: u32, s: &str) = "{count} 件",
                                 "{count} item{s}";
    TOO_FEW = "※",
              "※";
    TOO_FEW_KEY = "※ 分母不足 5，不显示比率。",
                  "※ of fewer than five; no share is shown.";
    NONE = "—",
           "—";
    ON_TIME = "按期情况",
              "On time";
    ON_TIME_DESCRIBED = "按原定时限和现时限的按期率，百分比。",
                        "Shares on time by the original date and by the date that counts, in per cent.";
    MAP = "单位与风险类别",
          "Units and categories";
    MAP_LEAD = "每格写未办结条目的最高等级和件数；“协办”表示只有协办的部分尚未办结，“结”表示都已办结，斜纹（表格里是“空白”）表示没有排查出风险点。",
               "Each cell has the gravest open level and the number of open items (“L–” has no level yet); “co” where only parts beside another unit's lead are open, “done” where all ended, hatched (in the table “blank”) where no point was found.";
    MAP_DESCRIBED = "每行一个单位，每列一个风险类别；颜色越深，未办结条目的最高等级越高。",
                    "A row for each unit, a column for each category; the darker, the graver the open items.";
    DONE = "结",
           "done";
    BLANK = "空白",
            "blank";
    blank_units(count: usize) = "没有排查出风险点的单位：{count} 个。",
                                "Units without any point: {count}.";
    cell(level: i64, open: u32) = "{level}级 · {open}",
                                 "L{level} · {open}";
    unrated_cell(open: u32) = "未定级 · {open}",
                              "L– · {open}";
    supporting_cell(open: u32) = "协办 · {open}",
                                 "co · {open}";
    AS_TABLE = "用表格查看",
               "As a table";
    MONTH = "月份",
            "Month";
    MONTHS = "按月",
             "By month";
    OPENED_BY_MONTH = "各月立账",
                      "Opened by month";
    CLOSED_BY_MONTH = "各月销号",
                      "Closed by month";
    BY_MONTH_DESCRIBED = "近十二个月，每月一条，长度按件数。",
                         "The last twelve months, one bar each, by number of items.";
}
