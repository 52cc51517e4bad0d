//! The navigation: each person sees the rooms they may enter, and no closed doors.

use super::page::{NavLink, View};
use super::paths;
use crate::domain::lang::{Text, words};
use crate::domain::people::{Act, Actor};

words! {
    HOME = "待办",
           "My work";
    CAMPAIGNS = "专项工作",
                "Campaigns";
    TIPS_KEY = "线索口令",
               "Key for tips";
    FINDINGS = "调查结果",
               "Findings";
    ROUTINGS = "交办事项",
               "Routed to us";
    RETURNS = "退回事项",
              "Returns";
    LEDGER = "台账",
             "Ledger";
    WARNINGS = "提醒预警",
               "Warnings";
    METRICS = "整改统计",
              "Figures";
    ANNEXES = "附件报表",
              "Official forms";
    PEOPLE = "人员",
             "People";
    UNITS = "单位",
            "Units";
    DESK = "提炼",
           "Distilling desk";
    ITEMS = "提炼条",
            "Distilled items";
    SAMPLING = "提炼抽样复读",
               "Faithfulness sample";
    RELEASE = "交办",
              "Release";
    TIPS = "问题线索",
           "Tips";
    QUESTIONNAIRES = "问卷",
                     "Questionnaires";
    SETUP = "设置",
            "Setting up";
    AUDIT = "操作记录",
            "Audit trail";
}

/// Each room in the order of the work, who may enter, and the start of its addresses.
const ROOMS: &[(Text, &str, Option<Act>)] = &[
    (HOME, paths::HOME, None),
    (QUESTIONNAIRES, paths::QUESTIONNAIRES, Some(Act::ReadQuestionnaires)),
    (CAMPAIGNS, paths::CAMPAIGNS, Some(Act::ReadCampaigns)),
    (FINDINGS, paths::FINDINGS, Some(Act::ReadFindings)),
    (DESK, paths::DESK, Some(Act::ReadTexts)),
    (ITEMS, paths::ITEMS, Some(Act::ReadItems)),
    (SAMPLING, paths::SAMPLING, Some(Act::NameSampleReader)),
    (RELEASE, paths::RELEASE, Some(Act::Release)),
    (ROUTINGS, paths::ROUTINGS, Some(Act::Receive)),
    (RETURNS, paths::RETURNS, Some(Act::ReadReturns)),
    (LEDGER, paths::LEDGER, Some(Act::ReadLedger)),
    (WARNINGS, paths::WARNINGS, Some(Act::ReadLedger)),
    (METRICS, paths::METRICS, Some(Act::ReadLedger)),
    (super::self_checks::TITLE, paths::SELF_CHECKS, Some(Act::ReadLedger)),
    (ANNEXES, paths::ANNEXES, Some(Act::ExportAnnexes)),
    (TIPS, paths::TIPS, Some(Act::ReadTips)),
    (TIPS_KEY, paths::DISCIPLINE_KEY, Some(Act::ReadTips)),
    (PEOPLE, paths::PEOPLE, Some(Act::ManagePeople)),
    (UNITS, paths::UNITS, Some(Act::ManagePeople)),
    (SETUP, paths::SETUP, Some(Act::SetUp)),
    (AUDIT, paths::AUDIT, Some(Act::ReadAudit)),
];

/// The links a person sees.
pub fn links(view: View, actor: &Actor, here: &str) -> Vec<NavLink> {
    let path = here.split('?').next().unwrap_or_default();
    let path = match path {
        _ if is_findings(path) => paths::FINDINGS,
        _ if path.starts_with(paths::BANK) => paths::QUESTIONNAIRES,
        _ => path,
    };
    ROOMS
        .iter()
        .filter(|(_, _, act)| act.is_none_or(|act| actor.may(act)))
        .map(|(label, href, _)| NavLink {
            label: view.t(*label).to_owned(),
            href: (*href).to_owned(),
            count: None,
            is_here: path == *href
                || (*href != paths::HOME && path.starts_with(&format!("{href}/"))),
        })
        .collect()
}

/// Findings of a campaign lie at its address, and belong to the room of findings.
fn is_findings(path: &str) -> bool {
    let of_campaign = path.strip_prefix(paths::CAMPAIGNS).and_then(|rest| rest.strip_prefix('/'));
    let page = of_campaign.and_then(|rest| rest.split('/').nth(1));
    page == Some("findings")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_of_a_campaign_are_in_the_room_of_findings() {
        let campaign = "/office/campaigns/01J000000000000000000000000";
        for page in ["/findings", "/findings/01J000000000000000000000001"] {
            assert!(is_findings(&format!("{campaign}{page}")), "{page}");
        }
        for page in ["", "/opening", "/opening/findings"] {
            assert!(!is_findings(&format!("{campaign}{page}")), "{page}");
        }
    }
}
