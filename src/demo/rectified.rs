//! What the simulated units do with what was routed to them, item by item, so that a ledger stands
//! there with something in every state.

use crate::domain::ledger::Level;

/// An item in the hands of its unit.
#[derive(Clone, Copy, Debug)]
pub struct Rectification {
    /// How the distilled text begins.
    pub item: &'static str,
    /// Login name of the unit's head.
    pub head: &'static str,
    /// Login name of its member.
    pub member: &'static str,
    /// How far it comes.
    pub fate: Fate,
    /// What the unit plans; nothing for an item it does not come to.
    pub plan: Option<Outline>,
}

/// How far an item comes. What comes later includes what stands before it, from `Accepted` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// The unit never answers: silence counts as acceptance.
    Unanswered,
    /// The unit returns it.
    Returned,
    /// Its ledger item is open, without a plan.
    Accepted,
    /// The plan is under review.
    Planned,
    /// The first measure is shown by a file.
    UnderWay,
    /// The unit asked for closing.
    Asked,
    /// Someone outside the unit closed it.
    Closed,
}

/// A plan.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    /// How grave the point is.
    pub level: Level,
    /// 成因
    pub cause: &'static str,
    /// 整改措施
    pub measures: &'static [&'static str],
    /// Days from the plan to its due date.
    pub days: u64,
}

const fn outline(
    level: Level,
    cause: &'static str,
    measures: &'static [&'static str],
    days: u64,
) -> Outline {
    Outline { level, cause, measures, days }
}

const fn item(
    item: &'static str,
    (head, member): (&'static str, &'static str),
    fate: Fate,
    plan: Option<Outline>,
) -> Rectification {
    Rectification { item, head, member, fate, plan }
}

const CONSTRUCTION: (&str, &str) = ("jianshe", "jianshe.zeren");
const EXPERTS: (&str, &str) = ("zhuanjia", "zhuanjia.zeren");
const SOFTWARE: (&str, &str) = ("xinxi", "xinxi.zeren");

/// Every item that is routed, by unit.
pub const RECTIFIED: &[Rectification] = &[
    item(
        "开标组织保障不到位",
        CONSTRUCTION,
        Fate::Closed,
        Some(outline(
            Level::First,
            "现场保障职责分工不清，变更告知没有统一流程。",
            &["制定变更告知流程，提前一天短信告知", "统一现场指引，开标日安排专人值守"],
            10,
        )),
    ),
    item(
        "个别文件中的资格",
        CONSTRUCTION,
        Fate::UnderWay,
        Some(outline(
            Level::Second,
            "发布前审查流于形式，缺少第三方意见。",
            &["建立发布前第三方审查机制", "每季度抽查已发布文件并通报"],
            20,
        )),
    ),
    item(
        "对文件疑问的澄清答复",
        CONSTRUCTION,
        Fate::Asked,
        Some(outline(
            Level::First,
            "没有规定答复时限，答复情况不纳入考核。",
            &["明确三个工作日答复时限并公布"],
            10,
        )),
    ),
    item(
        "结果公示内容不够具体",
        CONSTRUCTION,
        Fate::Planned,
        Some(outline(
            Level::Second,
            "公示模板多年未更新。",
            &["修订公示模板，写明得分和异议途径"],
            15,
        )),
    ),
    item("电子化程度不够", CONSTRUCTION, Fate::Accepted, None),
    item(
        "专家库规模偏小",
        EXPERTS,
        Fate::UnderWay,
        Some(outline(
            Level::Second,
            "专家入库渠道单一，抽取通知没有统一时间要求。",
            &["开展一次专家集中征集", "调整抽取通知时间，全程留痕"],
            3,
        )),
    ),
    item("评审现场纪律", EXPERTS, Fate::Returned, None),
    item("专家回避主要依靠", EXPERTS, Fate::Unanswered, None),
    item(
        "交易系统在关键时段",
        SOFTWARE,
        Fate::Closed,
        Some(outline(
            Level::First,
            "升级安排没有考虑业务高峰，客服只有一条线路。",
            &["升级安排在夜间并提前三天公告", "增设客服线路"],
            10,
        )),
    ),
    item(
        "签章组件兼容性差",
        SOFTWARE,
        Fate::UnderWay,
        Some(outline(
            Level::First,
            "多家签章厂商接口不统一。",
            &["提供一键安装包", "每季度组织一次线上培训"],
            15,
        )),
    ),
    item("材料重复提交", SOFTWARE, Fate::Accepted, None),
];

/// The part that another unit has of one of these.
pub const SUPPORTED: Rectification = item(
    "签章组件兼容性差",
    CONSTRUCTION,
    Fate::UnderWay,
    Some(outline(
        Level::First,
        "开标现场没有备用的签章环境，出了问题只能等待。",
        &["开标室配备装好签章组件的备用电脑", "开标前一天逐台试签"],
        15,
    )),
);
/// The head whose unit was to support it too, and is excused.
pub const EXCUSED: &str = EXPERTS.0;
/// Why.
pub const EXCUSE_WORDS: &str = "评审专家使用的签章已由系统统一配置，不需要单独制定措施。";

/// Why the one item comes back.
pub const RETURN_WORDS: &str =
    "评审现场的秩序由代理机构现场维护，与我科职责有交叉，建议由中介机构管理科牵头。";
/// Code of the unit that it proposes instead.
pub const PROPOSED_OWNER: &str = "zhongjie_guanli";
/// A progress note.
pub const PROGRESS: &str = "第一项措施已经落实，其余措施按计划推进。";
/// 完成情况
pub const COMPLETION: &str = "措施已全部落实，佐证材料已上传，运行情况良好。";
/// The verifier's conclusion.
pub const CONCLUSION: &str = "经查阅材料和现场核验，措施落实到位，同意销号。";
/// The line for the public.
pub const OUTCOME: &str = "相关流程已经规范，并落实到人。";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::distilled::{DISTILLED, Reading};

    #[test]
    fn every_routed_item_has_its_fate_and_no_other() {
        let routed = |unit| {
            let cleared = DISTILLED.iter().filter(|item| item.reading == Reading::Cleared);
            cleared.filter(move |item| item.unit == unit)
        };
        let mut count = 0;
        for unit in ["jianshe_gongcheng", "pingshen_zhuanjia", "xinxi_jishu"] {
            for distilled in routed(unit) {
                let starts = |one: &&Rectification| distilled.text.starts_with(one.item);
                assert_eq!(RECTIFIED.iter().filter(starts).count(), 1, "{}", distilled.text);
                count += 1;
            }
        }
        assert_eq!(count, RECTIFIED.len());
        let lead = RECTIFIED.iter().find(|one| one.item == SUPPORTED.item).expect("a lead");
        assert!(lead.head != SUPPORTED.head && lead.head != EXCUSED, "others support it");
        assert_eq!(lead.fate, Fate::UnderWay, "units join while the lead is at work");
    }

    #[test]
    fn what_is_planned_has_a_plan_and_every_fate_is_met() {
        for one in RECTIFIED {
            assert_eq!(one.fate >= Fate::Planned, one.plan.is_some(), "{}", one.item);
        }
        let fates = [
            Fate::Unanswered,
            Fate::Returned,
            Fate::Accepted,
            Fate::Planned,
            Fate::UnderWay,
            Fate::Asked,
            Fate::Closed,
        ];
        for fate in fates {
            assert!(RECTIFIED.iter().any(|one| one.fate == fate), "{fate:?}");
        }
    }
}
