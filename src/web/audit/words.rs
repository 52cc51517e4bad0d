//! Words of the audit trail: its page, and what was done, by the word each line carries.

use crate::domain::lang::{Text, words};

words! {
    TITLE = "操作记录",
            "Audit trail";
    LEAD = "每一行都带有前一行的校验值，改动或删除任何一行都会被发现。程序停下来的时候，用命令 wenlian verify-audit 可以从头核对一遍。",
           "Each line is hashed with the one before, so that no line can be changed or removed unseen. While the program is stopped, wenlian verify-audit checks them all.";
    SEQ = "序号",
          "No.";
    WHEN = "时间",
           "When";
    WHO = "办理人",
          "Who";
    ACT = "事项",
          "Act";
    SUBJECT = "对象",
              "Record";
    DETAIL = "说明",
             "Detail";
    PROGRAM = "系统",
              "Program";
    OLDER = "更早的记录",
            "Older";
}

/// What a line says was done; nothing for a word of a program newer or older than this one.
pub fn act(word: &str) -> Option<Text> {
    let found = ACTS.iter().find(|(known, _, _)| *known == word);
    found.map(|(_, zh, en)| Text { zh, en })
}

/// Every act there is, by area in the order of the work.
const ACTS: &[(&str, &str, &str)] = &[
    ("simulation.stamp", "标记为模拟数据", "Marked as simulated"),
    ("simulation.keep_notes", "保存模拟说明", "Kept notes of the simulation"),
    ("simulation.next_day", "模拟：进入下一天", "Simulation: next day"),
    ("setup.load_plan", "载入方案", "Loaded the plan"),
    ("people.first_link", "生成首次设置链接", "Issued the first link"),
    ("people.set_up", "设置首个账号", "Set up the first account"),
    ("people.create", "新增人员", "Added a person"),
    ("people.import", "导入人员", "Imported a person"),
    ("people.change", "修改人员", "Changed a person"),
    ("people.activate", "启用账号", "Activated an account"),
    ("people.deactivate", "停用账号", "Deactivated an account"),
    ("people.password_link", "生成改密链接", "Issued a password link"),
    ("people.set_password", "设置密码", "Set a password"),
    ("people.sign_in", "登录", "Signed in"),
    ("people.sign_out", "退出", "Signed out"),
    ("people.create_unit", "新增单位", "Added a unit"),
    ("people.create_units", "导入单位", "Imported units"),
    ("people.change_unit", "修改单位", "Changed a unit"),
    ("vocabularies.add", "新增词条", "Added a word"),
    ("vocabularies.change", "修改词条", "Changed a word"),
    ("annexes.set_headings", "修改附件表头", "Changed the annexes' headings"),
    ("calendar.add_year", "新增年历", "Added a year"),
    ("calendar.replace_year", "导入年历", "Imported a year"),
    ("calendar.set_standing", "修改年历状态", "Changed a year's standing"),
    ("calendar.put_day", "设置节假日或调休", "Set a day"),
    ("calendar.remove_day", "取消节假日或调休", "Removed a day"),
    ("discipline.draw", "生成线索口令", "Drew the passphrase for tips"),
    ("discipline.confirm", "确认线索口令", "Confirmed the passphrase for tips"),
    ("questionnaires.create", "新建问卷", "Created a questionnaire"),
    ("questionnaires.edit", "编辑问卷", "Edited a questionnaire"),
    ("questionnaires.publish", "发布问卷", "Published a questionnaire"),
    ("questionnaires.offer", "启用问卷", "Offered a questionnaire"),
    ("questionnaires.retire", "停用问卷", "Retired a questionnaire"),
    ("campaigns.create", "新建专项工作", "Created a campaign"),
    ("campaigns.copy", "复制专项工作", "Copied a campaign"),
    ("campaigns.change", "修改专项工作", "Changed a campaign"),
    ("campaigns.add_audience", "新增调查对象", "Added an audience"),
    ("campaigns.change_audience", "修改调查对象", "Changed an audience"),
    ("campaigns.move_audience", "调整调查组归属", "Moved an audience to another pool"),
    ("campaigns.remove_audience", "删除调查对象", "Removed an audience"),
    ("campaigns.declare_break_downs", "确定分组统计", "Declared break-downs"),
    ("invitations.replace_list", "导入名单", "Imported a list of addresses"),
    ("invitations.opt_out", "停止向一个地址发信", "Stopped mail to an address"),
    ("closing_keys.draw", "生成启封口令", "Drew the passphrase of the opening"),
    ("closing_keys.hold", "保管启封口令", "Took the passphrase into keeping"),
    ("closing_keys.withdraw", "作废启封口令", "Withdrew the passphrase"),
    ("launch.launch", "启动专项工作", "Launched a campaign"),
    ("cards.print", "打印邀请卡", "Printed cards"),
    ("extensions.propose", "提出延期", "Proposed an extension"),
    ("extensions.confirm", "确认延期", "Confirmed an extension"),
    ("openings.begin", "开始启封", "Began the opening"),
    ("openings.count", "清点密封答卷", "Counted sealed ballots"),
    ("openings.propose_joint", "提出合并启封", "Proposed a joint opening"),
    ("openings.joint", "确认合并启封", "Confirmed a joint opening"),
    ("openings.joint_dissolved", "撤销合并启封", "Dissolved a joint opening"),
    ("openings.decided", "对调查组作出决定", "Decided about a pool"),
    ("openings.passphrase", "输入启封口令", "Typed the passphrase"),
    ("openings.stopped", "启封中止", "Stopped the opening"),
    ("openings.opened", "启封调查组答卷", "Opened a pool"),
    ("findings.frozen", "冻结统计结果", "Froze the findings"),
    ("openings.keys_destroyed", "销毁密钥", "Destroyed keys"),
    ("openings.cleared", "清除密封答卷和名单", "Cleared ballots and addresses"),
    ("openings.campaign_opened", "专项工作启封完成", "Finished the opening"),
    ("openings.destroyed", "未启封即销毁", "Destroyed a pool"),
    ("openings.expired", "到期未启封，已销毁", "A pool ended unopened"),
    ("openings.package_read", "下载核查包", "Downloaded an auditor's package"),
    ("openings.package_handed_over", "核查包已取走", "Handed an auditor's package over"),
    ("openings.package_expired", "核查包到期销毁", "An auditor's package ended"),
    ("suggestions.handle", "办理意见", "Handled an opinion"),
    ("suggestions.empty_list", "修改无内容词表", "Changed the list of empty answers"),
    ("suggestions.clear", "复核通过", "Cleared a distilled item"),
    ("suggestions.release", "交办", "Released a batch"),
    ("suggestions.begin_purge", "开始清除原文", "Began to purge raw texts"),
    ("suggestions.purged", "原文已清除", "Purged raw texts"),
    ("tips.room", "进入问题线索", "Entered the room of tips"),
    ("routings.route", "交办到单位", "Routed to a unit"),
    ("routings.accept", "接收交办", "Accepted"),
    ("routings.deem", "逾期视为接收", "Deemed accepted"),
    ("routings.return", "退回交办", "Returned"),
    ("routings.decide", "裁定退回", "Decided about a return"),
    ("ledger.open", "立账", "Opened an item"),
    ("ledger.save_plan", "保存整改措施", "Saved a plan"),
    ("ledger.submit_plan", "报审措施", "Submitted measures for review"),
    ("ledger.review", "审核措施", "Reviewed measures"),
    ("ledger.approve", "审核同意", "Approved"),
    ("ledger.send_back", "退回修改", "Sent back"),
    ("ledger.amend", "变更措施", "Changed measures"),
    ("ledger.report", "填报进展", "Reported progress"),
    ("ledger.file", "上传佐证", "Filed evidence"),
    ("ledger.note_completion", "填写完成情况", "Noted the completion"),
    ("ledger.ask_closing", "申请销号", "Asked for closing"),
    ("ledger.take_up", "受理核验", "Took up verification"),
    ("ledger.verify", "核验", "Verified"),
    ("ledger.rework", "退回整改", "Returned for rectification"),
    ("ledger.close", "销号", "Closed"),
    ("ledger.move_to_long_term", "转长期", "Moved to long-term"),
    ("ledger.reopen", "重新启动整改", "Reopened"),
    ("ledger.void", "作废", "Voided"),
];
