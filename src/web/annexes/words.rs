//! Words of the official forms' pages. The forms themselves are Chinese documents.

use crate::domain::lang::words;

words! {
    DAY_IS_BLANK = "“表头设置”中没有填写上报时间，表末“　月　日前上报”留空，请打印后手工填写，或者由领导小组办公室先在“附件报表”的“表头设置”中填写。",
                   "No day to send this form by is set under its headings. The note below leaves it blank: write it by hand, or have the office set it first under “Headings” of the official forms.";
    ANNEXES = "附件报表",
              "Official forms";
    ANNEXES_LEAD = "附件四整改计划表按审核同意时的内容导出；附件六落实台账在同一内容上加完成情况，措施还没有审核同意的条目只列名称和内容。",
                   "The forms are in Chinese, as the plan issued them. Annex 4 shows plans as approved; annex 6 adds what became of them, and of items whose plan nobody approved yet the name and content alone.";
    CAMPAIGN = "专项工作",
               "Campaign";
    NO_CAMPAIGNS = "还没有专项工作。",
                   "There is no campaign yet.";
    FORM = "表格",
           "Form";
    WORDING = "文字",
              "Wording";
    CORRECTED = "订正后",
                "Corrected";
    AS_ISSUED = "原样（含原文错字）",
                "As issued, misprints included";
    UNIT = "填报单位",
           "Unit";
    ALL_UNITS = "全部单位汇总",
                "All units together";
    ON = "填报时间",
         "Filled on";
    ON_HELP = "留空则由手工填写。",
              "Leave empty to fill in by pen.";
    DOWNLOAD = "下载 Excel",
               "Download Excel";
    PREVIEW = "打印版",
              "For printing";
    PRINT = "打印",
            "Print";
    HEADINGS_UNSET = "这个专项工作的表头还没有设置，现在按方案原文打印，上报日期留空，打印后手工填写。请由领导小组办公室在“表头设置”中填写。",
                     "The headings of this campaign are not set: the plan's own words are printed, and the day to send the form by is left to the pen. The office sets them under “Headings”.";
    HEADINGS = "表头设置",
               "Headings";
    HEADINGS_LEAD = "标题、填报范围、报送对象和日期。“原样”打印时填报范围用方案原文。",
                    "Title, who fills the forms, whom they go to, and dates. “As issued” prints the plan's own words for who fills them.";
    TITLE_PREFIX = "标题前半部分",
                   "First part of the title";
    FILERS = "填报单位范围",
             "Who fills the forms";
    RECIPIENT = "报送对象",
                "Sent to";
    due_within(latest: &str) = "请填写 2000 年以后、不晚于 {latest} 的日期。",
                               "Please give a day after 1999 and not after {latest}.";
    PLAN_DUE = "附件四报送日期",
               "Annex 4 due";
    LEDGER_DUE = "附件六报送日期",
                 "Annex 6 due";
}
