//! Words used in more than one area, and the sentences of the error pages.

use crate::domain::lang::Lang;
use crate::domain::lang::Text;
use crate::domain::lang::words;
use crate::domain::people::{Role, UnitKind};
use crate::domain::time::Day;

words! {
    SENT_BEFORE = "这张表已经提交过一次，已建立的内容与现在填写的不同。现在填写的没有写入。确实要另建一项，请再次提交。",
                  "This form was sent before, and what it created differs from what stands here now. What stands here was not written. To create another one, send it again.";
    OFFICE_NAME = "廉政风险大排查大整改",
                  "Integrity risk campaign";
    SAVE = "保存",
           "Save";
    CANCEL = "取消",
             "Cancel";
    EDIT = "修改",
           "Edit";
    BACK = "返回",
           "Back";
    ADD = "新增",
          "Add";
    NAME = "姓名",
           "Name";
    UNIT = "所在单位",
           "Unit";
    NO_UNIT = "不属于任何单位",
              "No unit";
    ROLES = "角色",
            "Roles";
    SAVED = "已保存。",
            "Saved.";
    TO_START = "回到待办页",
               "To the start page";
    TO_FORM = "重新填写",
              "Back to the form";
    IMPORT = "导入",
             "Import";
    as_of(list: &str, day: Day) = "{list}（截至 {day}）",
                                  "{list} (as of {day})";
    AS_XLSX = "导出为 XLSX",
              "Export as XLSX";
    YES = "是",
          "Yes";
    NO = "否",
         "No";
    REQUIRED = "请填写这一项。",
               "Please fill this in.";
    too_long(limit: usize) = "最多 {limit} 个字，请删减。",
                             "At most {limit} characters, please shorten it.";
    MALFORMED = "格式不对，请检查。",
                "The form is wrong, please check.";
    CONTROL = "里面有看不见的控制字符，多半是从别处复制时带来的。请删去，或者重新输入这一项。",
              "It holds control characters that cannot be seen, mostly brought along by copying. Please remove them or type it again.";
    UNSEEN = "这里只有看不见的字符，请重新输入，或者清空。",
             "There are only characters here that show nothing; please type it again, or clear it.";
    MALFORMED_EMAIL = "这不是完整的电子邮箱地址，例如 li.si@example.cn。",
                      "This is not a complete e-mail address such as li.si@example.cn.";
    too_many_lines(most: usize) = "表格超过 {most} 行，请分成几份导入。",
                                  "More than {most} lines; split the spreadsheet into several.";
    CHOOSE_OFFERED = "请从列出的选项中选择。",
                     "Please choose from the list.";
    MALFORMED_DAY = "请按 2026-03-22 的格式填写日期。",
                    "Please write the date as 2026-03-22.";

    DONE_ALREADY = "您已经办过这一步，内容已写入",
                   "You took this step already, and what you wrote is in";
    DONE_ALREADY_HELP = "这次重复提交没有再办理一次。",
                        "Sending it again did nothing more.";
    SEE_IT = "查看办理情况",
             "See how it stands";
    NOT_SAVED = "刚才提交的内容没有保存。",
                "What you sent was not saved.";
    E400 = "请求有误",
           "The request is malformed";
    E400_WHAT = "浏览器发来的内容不完整或格式不对。",
                "What the browser sent is incomplete or malformed.";
    E403 = "没有这项权限",
           "Not permitted";
    E403_WHAT = "您的角色不能查看这一页或办理这一事项。",
                "Your roles do not include this page or this act.";
    E403_THEN = "如确需办理，请联系系统管理员调整角色。",
                "If you need it, ask the system administrator to change your roles.";
    E404 = "没有找到",
           "Not found";
    E404_WHAT = "这个地址没有内容，或者不在您的查看范围内。",
                "There is nothing at this address, or nothing that you can see.";
    E404_THEN = "请检查地址是否完整，或从待办页重新进入。",
                "Check that the address is complete, or start again from the first page.";
    E404_PUBLIC = "请检查网址是否完整；从邮件或者邀请卡来的，请重新打开原来的链接。测试邮件里的链接只是样子，打不开。",
                  "Check that the address is complete; if it came by mail or on a card, open that link again. The link in a test mail is a sample and opens nothing.";
    E405 = "不能这样打开",
           "Cannot be opened like this";
    E405_WHAT = "这个地址只接受页面上按钮的提交，不能直接打开。",
                "This address only takes what a button on a page sends.";
    E405_THEN = "请返回上一页，用页面上的按钮办理。",
                "Go back and use the button on the page.";
    E409 = "内容已被他人更新",
           "Someone else was faster";
    E409_WHAT = "您打开这一页之后，有人先办理了这件事。",
                "After you opened this page someone else acted on it.";
    E409_THEN = "请重新打开这一页，看过最新情况后再办理。",
                "Open the page again, look at what is new, then act.";
    E413 = "内容太大",
           "Too large";
    E413_WHAT = "提交的内容超过了上限：一份文件不超过 10 MB，其他内容合计不超过 256 KB。",
                "What was sent is larger than the limit: 10 MB for a file, 256 KB for everything else.";
    E413_THEN = "请用浏览器的“后退”返回，填写的内容一般还在；缩短文字，或者换一个较小的文件再提交。",
                "Go back with your browser, where what you typed should still stand; then shorten the text or choose a smaller file.";
    E414 = "地址太长",
           "The address is too long";
    E414_WHAT = "这个地址超过了上限，可能复制时带上了多余的内容。",
                "The address is longer than the limit; something may have been copied along.";
    E422 = "暂时不能这样办理",
           "This cannot be done now";
    E422_WHAT = "有内容不符合要求。",
                "Something does not fit.";
    E422_THEN = "请返回上一页修改后再提交。",
                "Go back, mend it and send it again.";
    E422_OVER = "现在已经不能这样办理，修改以后再提交也一样。请从待办页或专项工作页面看现在的进度。",
                "It is too late for this; mending it and sending it again would not help. See on the first page or the campaign's page how it stands now.";
    E422_LOOK = "这一页现在没有可以显示的内容，请从待办页或专项工作页面重新进入。",
                "There is nothing to show on this page now. Start again from the first page or from the campaign.";
    E500 = "系统出错了",
           "Something broke";
    E500_WHAT = "这是系统的问题，不是您的操作有误。已记录，管理员会查看。",
                "This is our fault, not yours. It was recorded and will be looked at.";
    E500_THEN = "请稍后再试；如再次出现，请联系系统管理员。",
                "Please try again later; if it happens again, tell the system administrator.";
    E503 = "现在人太多",
           "Busy";
    E503_WHAT = "系统一时忙不过来。",
                "The service has no hand free at the moment.";
    E503_THEN = "请过几秒钟再试一次。",
                "Please try again in a few seconds.";

    role_and_unit(roles: &str, unit: &str) = "{unit} · {roles}",
                                             "{unit} · {roles}";
}

/// The name of a role.
pub fn role(role: Role) -> Text {
    let (zh, en) = match role {
        Role::SurveyAdmin => ("问卷管理员", "Survey administrator"),
        Role::Triager => ("经办人", "Case officer"),
        Role::SecondReader => ("复核人", "Second reader"),
        Role::OfficeLead => ("领导小组办公室负责人", "Head of the campaign office"),
        Role::UnitHead => ("单位主要负责人", "Head of unit"),
        Role::UnitMember => ("单位责任人", "Responsible person of a unit"),
        Role::LeaderInCharge => ("分管领导", "Leader in charge"),
        Role::Supervisor => ("督导组成员", "Member of the supervision group"),
        Role::Discipline => ("机关纪委", "Discipline commission"),
        Role::GroupHead => ("领导小组组长", "Head of the leading group"),
        Role::Sysadmin => ("系统管理员", "System administrator"),
    };
    Text { zh, en }
}

/// The name of a kind of unit.
pub fn unit_kind(kind: UnitKind) -> Text {
    let (zh, en) = match kind {
        UnitKind::Section => ("市直科室", "Municipal section"),
        UnitKind::Centre => ("中心", "Centre"),
        UnitKind::BannerCentre => ("旗区交易中心", "Banner or district centre"),
        UnitKind::Office => ("领导小组办公室", "Campaign office"),
        UnitKind::Discipline => ("机关纪委", "Discipline commission"),
    };
    Text { zh, en }
}

/// Several names in one line.
pub fn listed(lang: Lang, names: impl IntoIterator<Item = Text>) -> String {
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    names.into_iter().map(|name| name.to(lang)).collect::<Vec<_>>().join(separator)
}
