//! What the simulated desk makes of the invented texts: office prose that names nobody, and the
//! words by which the texts behind each item are told. Only the invented texts can be dealt with in
//! advance; what people really wrote takes people to distil.

/// A distilled item as the simulated case officer writes it.
#[derive(Clone, Copy, Debug)]
pub struct Distillation {
    /// The item.
    pub text: &'static str,
    /// Code of its category.
    pub category: &'static str,
    /// Code of its key area.
    pub area: &'static str,
    /// Code of its aspect of the rules, where it has one.
    pub aspect: Option<&'static str>,
    /// Code of the unit it goes to.
    pub unit: &'static str,
    /// A passage of each text behind it; the first is distilled, the others join.
    pub from: &'static [&'static str],
    /// What the second reader says to it.
    pub reading: Reading,
}

/// What the simulated second reader does with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Clears it for the next batch.
    Cleared,
    /// Sends it back with a remark.
    SentBack(&'static str),
    /// Has not come to it yet.
    Waiting,
}

use Reading::{Cleared, SentBack, Waiting};

/// A passage of the text that accuses and leaves the desk sealed.
pub const TIP: &str = "购物卡";

/// The items, by unit. Two units have too few texts for a batch; some items are not through yet.
pub const DISTILLED: &[Distillation] = &[
    Distillation {
        text: "开标组织保障不到位：时间变更告知不及时，现场指引与公告不一致，设备故障时缺少专人处置和说明。建议规范变更告知程序，统一指引，配备值守人员。",
        category: "conduct",
        area: "construction",
        aspect: None,
        unit: "jianshe_gongcheng",
        from: &["外地来的人白跑一趟", "解密等了一个多小时", "现场指引对不上"],
        reading: Cleared,
    },
    Distillation {
        text: "个别文件中的资格、业绩要求与项目实际需要关联不强，存在限制竞争的风险。建议建立发布前的第三方审查机制。",
        category: "power",
        area: "construction",
        aspect: Some("discretion"),
        unit: "jianshe_gongcheng",
        from: &["资格条件写得太细"],
        reading: Cleared,
    },
    Distillation {
        text: "对文件疑问的澄清答复周期长，影响编制质量。建议明确答复时限并纳入考核。",
        category: "institution",
        area: "construction",
        aspect: Some("time_limits"),
        unit: "jianshe_gongcheng",
        from: &["澄清不及时"],
        reading: Cleared,
    },
    Distillation {
        text: "结果公示内容不够具体，异议的受理主体和答复期限不明确。建议依法扩大公示内容，并在公示中写明异议途径。",
        category: "institution",
        area: "construction",
        aspect: Some("procedure"),
        unit: "jianshe_gongcheng",
        from: &["公示只有名次", "异议渠道不好找"],
        reading: Cleared,
    },
    Distillation {
        text: "电子化程度不够，纸质材料与多处签章并存，开标记录领取环节多。建议推行全流程电子化。",
        category: "institution",
        area: "construction",
        aspect: Some("procedure"),
        unit: "jianshe_gongcheng",
        from: &["盖章的地方太多", "想要一份开标记录"],
        reading: Cleared,
    },
    Distillation {
        text: "专家库规模偏小、抽取相对集中，通知时间偏早，存在信息外泄的风险。建议扩充专家库，缩短通知提前量，全程留痕。",
        category: "power",
        area: "experts",
        aspect: None,
        unit: "pingshen_zhuanjia",
        from: &["专家老是那么几位", "通知发得太早"],
        reading: Cleared,
    },
    Distillation {
        text: "评审现场纪律和打分合理性缺少有效监督。建议加强现场巡查，对明显偏离的评分要求书面说明。",
        category: "power",
        area: "experts",
        aspect: Some("oversight"),
        unit: "pingshen_zhuanjia",
        from: &["看手机", "预期差得很远"],
        reading: Cleared,
    },
    Distillation {
        text: "专家回避主要依靠本人申报，缺少系统比对。建议建立工作单位自动比对机制。",
        category: "institution",
        area: "experts",
        aspect: Some("oversight"),
        unit: "pingshen_zhuanjia",
        from: &["回避全靠自己申报"],
        reading: Cleared,
    },
    Distillation {
        text: "评审费用的标准和支付方式不够公开。建议公开标准，并由一个渠道支付。",
        category: "institution",
        area: "experts",
        aspect: None,
        unit: "pingshen_zhuanjia",
        from: &["评审费标准不透明"],
        reading: SentBack("请补充建议由哪一环节落实，避免与中介机构管理职责交叉。"),
    },
    Distillation {
        text: "交易系统在关键时段的稳定性和客服响应不足，升级停机安排不合理。建议错峰升级、提前公告，增加客服力量。",
        category: "institution",
        area: "software",
        aspect: None,
        unit: "xinxi_jishu",
        from: &["老掉线", "系统升级总放在"],
        reading: Cleared,
    },
    Distillation {
        text: "签章组件兼容性差、安装复杂，系统功能培训不足。建议提供一键安装包并定期培训。",
        category: "institution",
        area: "software",
        aspect: Some("practicable"),
        unit: "xinxi_jishu",
        from: &["电子签章换一台电脑", "多办几次培训"],
        reading: Cleared,
    },
    Distillation {
        text: "材料重复提交，关键节点缺少主动提醒。建议建立材料库，增加短信提醒。",
        category: "conduct",
        area: "software",
        aspect: None,
        unit: "xinxi_jishu",
        from: &["每个项目都要重新交一遍", "关键节点发短信"],
        reading: Cleared,
    },
    Distillation {
        text: "保证金退还周期长、手续多。建议明确办结时限，实行网上办理，款项退回原账户。",
        category: "institution",
        area: "finance",
        aspect: Some("time_limits"),
        unit: "caiwu",
        from: &["一个多月才到账", "自己跑银行开证明"],
        reading: Cleared,
    },
    Distillation {
        text: "窗口值守和一次性告知落实不到位。建议错峰值班，公布办理清单。",
        category: "conduct",
        area: "intake",
        aspect: Some("carried_out"),
        unit: "yewu_shouli",
        from: &["窗口中午没有人"],
        reading: Waiting,
    },
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::demo::texts::invented;
    use crate::domain::plan::units::UNITS;
    use crate::domain::plan::vocabularies::{ASPECTS, KEY_AREAS, RISK_CATEGORIES, Vocabulary};
    use crate::domain::suggestions::{Warnings, may_be_released};

    #[test]
    fn every_passage_tells_one_text_and_no_text_is_told_twice() {
        let texts = invented();
        let mut told = HashSet::new();
        let passages = DISTILLED.iter().flat_map(|item| item.from);
        for passage in passages.chain([&TIP]) {
            let found: Vec<_> = texts.iter().filter(|one| one.text.contains(passage)).collect();
            assert_eq!(found.len(), 1, "{passage}");
            assert!(told.insert(&found[0].text), "{passage}");
        }
        assert!(told.len() < texts.len(), "some texts still wait at the desk");
    }

    #[test]
    fn codes_are_the_plan_s() {
        let known = |vocabulary: &Vocabulary, code| {
            vocabulary.entries.iter().any(|entry| entry.code == code)
        };
        for item in DISTILLED {
            assert!(known(&RISK_CATEGORIES, item.category), "{}", item.text);
            assert!(known(&KEY_AREAS, item.area), "{}", item.text);
            assert!(item.aspect.is_none_or(|aspect| known(&ASPECTS, aspect)), "{}", item.text);
            assert!(UNITS.iter().any(|unit| unit.code == item.unit), "{}", item.text);
        }
    }

    #[test]
    fn items_take_no_passage_over_and_hint_at_nobody() {
        let texts = invented();
        for item in DISTILLED {
            let warnings = Warnings::of(texts.iter().map(|one| one.text.as_str()), item.text);
            assert!(warnings.is_empty(), "{}: {warnings:?}", item.text);
        }
    }

    #[test]
    fn three_units_have_a_batch_and_two_wait() {
        let behind = |unit: &str| {
            let cleared =
                DISTILLED.iter().filter(|item| item.unit == unit && item.reading == Cleared);
            cleared.map(|item| item.from.len()).sum::<usize>()
        };
        for unit in ["jianshe_gongcheng", "pingshen_zhuanjia", "xinxi_jishu"] {
            assert!(may_be_released(behind(unit)), "{unit}");
        }
        for unit in ["caiwu", "yewu_shouli"] {
            assert!(!may_be_released(behind(unit)), "{unit}");
        }
    }
}
