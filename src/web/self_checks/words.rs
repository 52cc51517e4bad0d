//! Words of a person's own search for risk points.

use crate::domain::lang::words;

words! {
    ANNEX_ONE = "附件一",
                "Annex 1";
    SELF_CHECKS = "个人排查",
                  "Own search";
    LEAD = "附件一“个人风险点排查情况登记表”：对照自己的岗位查找风险点。报送前只有本人看得到；报送后由本单位主要负责人审核（主要负责人的由分管领导审核），不作统计和排名。",
           "Annex 1: look for the risk points of your own post. Until it is handed in nobody else sees it; then the head of the unit reviews it (a head's own: the leader in charge). Nothing is counted or ranked.";
    OWN = "本人登记表",
          "Your own form";
    OTHERS = "由我审核的登记表",
             "Forms you review";
    CAMPAIGN = "专项工作",
               "Campaign";
    STATE = "状态",
            "State";
    WRITER = "填报人员",
             "Filled in by";
    HANDED_IN_ON = "填报时间",
                   "Handed in on";
    NOT_BEGUN = "尚未填写",
                "Not begun";
    FILL_IN = "填写",
              "Fill in";
    SHOW = "查看",
           "Show";
    NOTHING = "没有需要填写或者审核的登记表。",
              "There is no form to fill in or to review.";
    FORM = "填写个人风险点",
           "Fill in your own risk points";
    FORM_LEAD = "点开一类填写，每一类可以写几个风险点，没有的不填；五类都没有的，也请报送（零报告）。",
                "Open a kind to fill it in; several points of a kind are possible. Leave out what there is none of; with none at all, hand it in all the same.";
    none_of(kind: &str) = "{kind}：未填写",
                          "{kind}: nothing yet";
    some_of(kind: &str, count: usize) = "{kind}：已填 {count} 个风险点",
                                        "{kind}: points filled in: {count}";
    nth(kind: &str, number: usize) = "{kind}：风险点 {number}",
                                     "{kind}: point {number}";
    NAME = "风险点名称",
           "Name of the point";
    CONTENT = "主要内容及表现形式",
              "What it is and how it shows";
    LEVEL = "风险等级",
            "Level";
    LEVEL_HELP = "结合“四种形态”确定。",
                 "By the four forms.";
    MORE = "增加几行",
           "More rows";
    SAVE_DRAFT = "保存草稿",
                 "Save draft";
    HAND_IN = "报送审核",
              "Hand in";
    HANDED_IN = "已报送，等待审核。",
                "Handed in; it waits for review.";
    STALE = "您在另一个窗口改过这份登记表。先列出那里保存的内容；再往下是您刚填写的，尚未保存，再次保存即以此为准。",
            "You changed this form in another window. What was saved there stands first; below is what you just typed, not saved yet. Saving again keeps that.";
    STANDS_NOW = "已保存的内容",
                 "What was saved";
    STANDS_EMPTY = "没有填写风险点。",
                   "No risk points.";
    KIND = "风险类别",
           "Kind of risk";
    REVIEW = "审核",
             "Review";
    AGREE = "审核通过",
            "Agree";
    SEND_BACK = "退回修改",
                "Send back";
    VERDICT = "审核结果",
              "Verdict";
    OPINION = "审核意见",
              "Opinion";
    OPINION_HELP = "同意的，连同您的姓名和今天的日期印在登记表的审核栏。",
                   "Where you agree it is printed in the box of the form, with your name and today's date.";
    REVIEWED = "已审核。",
               "Reviewed.";
    wrong_state(state: &str) = "这份登记表现在是“{state}”，不能这样办理。",
                               "The form is “{state}” now; this cannot be done.";
    PRINT = "打印",
            "Print";
    AS_XLSX = "下载 Excel 文件",
              "Download as Excel";
    AS_ISSUED = "按原样用语",
                "Worded as issued";
    CORRECTED = "按更正用语",
                "Corrected wording";
}
