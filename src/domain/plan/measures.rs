//! Sample measures (措施范例), for each category of risk and each key area: a unit ticks what fits and
//! makes it its own. They say what to do in the plan's sense, with a means that can be shown
//! afterwards, since every measure needs its evidence.

use crate::domain::lang::Text;

/// A measure to begin from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it is chosen by.
    pub code: &'static str,
    /// Code of a category of risk or of a key area.
    pub of: &'static str,
    /// The measure.
    pub text: Text,
}

macro_rules! samples {
    ($($of:ident { $($code:literal $zh:literal, $en:literal;)+ })+) => {
        /// All samples; those of the categories first, then those of the areas, in the plan's order.
        pub const SAMPLES: &[Sample] = &[$($(Sample {
            code: $code,
            of: stringify!($of),
            text: Text { zh: $zh, en: $en },
        },)+)+];
    };
}

samples! {
    power {
        "power-list" "列出本单位权力事项和办理流程图，标明每一步由谁办理、由谁复核，并上墙公示。",
            "List what the unit decides and draw how: who acts and who checks at each step; put it up.";
        "power-two" "关键环节实行经办、复核两人签字，一人不得办完全过程。",
            "Two people sign at each critical step; nobody completes a case alone.";
        "power-rotate" "明确重点岗位人员轮岗期限，制定轮岗计划并报备。",
            "Set how long people stay in exposed posts, with a plan of rotation on file.";
        "power-meeting" "“三重一大”事项一律上会，逐人记录同意或者不同意，会议记录报机关纪委备案。",
            "Major matters go to a meeting that records each person's yes or no, filed with the discipline commission.";
    }
    institution {
        "institution-write" "针对制度空白制定管理办法，写明适用范围、办理步骤、时限和责任岗位，印发执行。",
            "Write the missing rule: scope, steps, time limits and posts responsible; issue it.";
        "institution-revise" "修订现行制度，删去无法执行的条款，报法规科室审核后重新印发。",
            "Revise the rule, drop what cannot be applied, have it reviewed and issued anew.";
        "institution-discretion" "制定裁量标准，列出每种情形对应的处理方式，压缩自由裁量空间。",
            "Set standards that say what follows in which case, and so narrow discretion.";
        "institution-limits" "公布每个事项的办理时限，超期由系统提醒并按月通报。",
            "Publish a time limit for each kind of business; the system reminds, and delays are reported monthly.";
        "institution-check" "每季度对制度执行情况自查一次，形成记录并限期整改。",
            "Check every quarter how the rule is kept, on record, with dates for what to mend.";
    }
    environment {
        "environment-contact" "与交易主体的会面一律在办公场所进行，两人在场并登记事由。",
            "Meet parties only on the premises, two of us present, with the reason on record.";
        "environment-declare" "建立回避报告制度：与交易主体有亲属、利益关系的，事前书面报告并回避。",
            "Report ties with parties in writing beforehand and step aside.";
        "environment-gifts" "公布拒收礼品礼金的要求和上交登记办法，每季度核对登记簿。",
            "Publish how gifts are refused or handed in, and check the register every quarter.";
        "environment-commit" "交易主体进场时签收廉洁告知书，写明监督电话。",
            "Parties sign a notice of integrity with the telephone number of supervision when they enter.";
    }
    conduct {
        "conduct-once" "公布一次性告知清单，窗口缺项一次说清并出具书面告知单。",
            "Publish what is needed; the counter names everything missing at once and in writing.";
        "conduct-first" "落实首问负责制，公示窗口人员姓名、职责和监督电话。",
            "Whoever is asked first answers for it; names, duties and telephone numbers are shown.";
        "conduct-rate" "设置服务评价器，每月汇总差评并逐件回访。",
            "Collect ratings of the service, and follow up each bad one every month.";
        "conduct-talk" "对作风问题集中的岗位开展谈话提醒，谈话记录归档。",
            "Talk to those in posts with repeated complaints; keep the record.";
    }
    other {
        "other-train" "开展一次专题学习和警示教育，留存签到表和学习记录。",
            "Hold a session of study and warning, with attendance and notes on file.";
        "other-inspect" "列入科室每月自查清单，由负责人签字确认。",
            "Put it on the monthly checklist, signed by the head.";
    }
    intake {
        "intake-number" "业务受理由系统编号排队，按受理顺序办理，插办须登记理由并由负责人批准。",
            "The system numbers applications; they are handled in order, and any exception is recorded and approved.";
        "intake-receipt" "受理、补正、不予受理均出具加盖公章的凭证，写明时间和理由。",
            "Accepting, asking for more and refusing are each confirmed in writing with date and reason.";
    }
    construction {
        "construction-record" "开标、评标全过程录音录像，保存期限不少于法定年限，按月抽查。",
            "Record opening and evaluation in sound and picture, keep it as the law asks, and check samples monthly.";
        "construction-secret" "投标人名单、保证金信息开标前加密，查看须两人授权并留痕。",
            "Keep bidders and deposits encrypted until the opening; looking takes two people and leaves a trace.";
    }
    procurement {
        "procurement-demand" "采购需求发布前查重、公示，发现指向特定供应商的条款退回修改。",
            "Publish demands beforehand and return any clause that points to one supplier.";
        "procurement-pay" "公示合同签订和资金支付时限，逾期的逐笔说明原因。",
            "Publish when contracts are signed and paid, and explain each delay.";
    }
    land {
        "land-notice" "出让公告、竞买资格审查结果按时限公开，保留发布截图。",
            "Publish notices and the result of qualification in time and keep proof of it.";
        "land-limit" "竞价系统参数变更须书面申请、两人操作，并由监督部门复核。",
            "Change parameters of bidding only on written request, by two people, checked by supervision.";
    }
    experts {
        "experts-draw" "专家由系统随机抽取，抽取时间贴近评审时间，名单在评审前保密，补抽须写明理由。",
            "The system draws experts at random shortly before evaluation; names stay secret and further draws need a reason.";
        "experts-rate" "实行一项目一评价，对迟到、打分异常的专家记录并按规定暂停抽取。",
            "Rate experts after each project; record lateness and odd marks and suspend as the rules say.";
    }
    agencies {
        "agencies-rate" "对代理机构一项目一考评，考评结果按季度公开。",
            "Rate agencies after each project and publish the result every quarter.";
        "agencies-fee" "公示代理服务收费标准，抽查实际收费与公示是否一致。",
            "Publish what agencies charge and check samples against it.";
    }
    software {
        "software-account" "软件公司人员账号实名、限时、限权，操作日志由本单位每月核查。",
            "Accounts of the software firm are personal and limited in time and rights; we check their logs monthly.";
        "software-onsite" "系统运维须有本单位人员在场，远程运维经批准并全程录屏。",
            "Maintenance takes place in our presence; remote work is approved and recorded.";
    }
    regulation {
        "regulation-complaint" "投诉举报统一登记、编号，按时限答复，由非被投诉科室人员办理。",
            "Register and number every complaint, answer in time, and leave it to someone outside the section concerned.";
        "regulation-check" "制定检查计划，随机确定检查对象和检查人员，结果公开。",
            "Plan inspections, draw at random who is inspected and by whom, and publish the result.";
    }
    finance {
        "finance-deposit" "公示保证金退还时限，系统到期自动提醒，每周核对未退还清单。",
            "Publish when deposits are returned; the system reminds, and what is open is checked weekly.";
        "finance-split" "支付申请、审核、付款由不同人员办理，印章和网银密钥分人保管。",
            "Asking, checking and paying are different people's work; seals and bank keys are kept apart.";
    }
    appointments {
        "appointments-steps" "选拔任用全程纪实，动议、推荐、考察、决定各环节材料归档备查。",
            "Document every step from proposal to decision and keep the file.";
        "appointments-publish" "岗位条件和结果公示，公示期内的反映逐件核实并留存记录。",
            "Publish requirements and results, and look into every objection on record.";
    }
}

/// The samples for a category of risk or a key area.
pub fn samples_of(code: &str) -> impl Iterator<Item = &'static Sample> {
    SAMPLES.iter().filter(move |sample| sample.of == code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::plan::vocabularies::{KEY_AREAS, RISK_CATEGORIES};

    #[test]
    fn every_category_and_every_area_has_samples_and_nothing_else_has() {
        let known: HashSet<&str> = RISK_CATEGORIES
            .entries
            .iter()
            .chain(KEY_AREAS.entries)
            .map(|entry| entry.code)
            .collect();
        for code in &known {
            assert!(samples_of(code).count() >= 2, "{code}");
        }
        for sample in SAMPLES {
            assert!(known.contains(sample.of), "{}", sample.code);
        }
    }

    #[test]
    fn each_sample_has_a_code_of_its_own_and_fits_into_a_measure() {
        let codes: HashSet<&str> = SAMPLES.iter().map(|sample| sample.code).collect();
        assert_eq!(codes.len(), SAMPLES.len());
        for sample in SAMPLES {
            assert!(sample.text.zh.chars().count() <= 500 && sample.text.en.len() <= 500);
        }
    }
}
