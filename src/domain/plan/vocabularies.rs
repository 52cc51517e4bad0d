//! The closed vocabularies of the plan, in its own words and order, and the steps of a trade in
//! the words of those who meet them. Seeds for the vocabulary table: the office edits entries
//! later, codes stay, since ledgers and questionnaires refer to them.

use crate::domain::lang::Text;
use crate::domain::text::word_enum;

word_enum! {
    /// The sets, by the word they are stored as.
    pub enum WordSet {
        /// 四类风险点 and 其他
        RiskCategories = "risk_category",
        /// 十个重点
        KeyAreas = "key_area",
        /// 七个方面
        Aspects = "aspect",
        /// Signs of 外部环境 risks.
        EnvironmentSigns = "environment_sign",
        /// Signs of 作风效能 risks.
        ConductSigns = "conduct_sign",
        /// 四种行为
        Behaviours = "behaviour",
        /// 四官
        Officials = "official",
        /// The gate that each of the 四官 is to find hard to pass.
        Gates = "gate",
        /// 四种形态 as risk levels; the position is the level, 1 mildest, 4 gravest.
        Levels = "level",
        /// Ways of watching a risk point.
        Monitoring = "monitoring",
        /// Means of pressing for rectification.
        Means = "means",
        /// What makes the supervision group press a unit (倒逼).
        Triggers = "trigger",
        /// Where a risk point came from.
        Sources = "source",
        /// 环节, with the unit that answers for each.
        Steps = "step",
    }
}

/// A closed set of words with its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// Which set.
    pub set: WordSet,
    /// What the office calls it.
    pub title: Text,
    /// Its members in the plan's order.
    pub entries: &'static [Entry],
}

/// A member of a vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Stable code, unique in its set.
    pub code: &'static str,
    /// The words.
    pub text: Text,
    /// Code of the unit a suggestion about it goes to unless the desk decides otherwise.
    pub unit: Option<&'static str>,
}

/// Declares vocabularies as tables: code, 中文 and English a line, then the unit where there is
/// one, so that the area map reads as a column.
macro_rules! vocabularies {
    (@unit) => { None };
    (@unit $unit:ident) => { Some(stringify!($unit)) };
    ($(
        $(#[$doc:meta])*
        $name:ident: $set:ident, $title_zh:literal, $title_en:literal {
            $($code:ident $zh:literal, $en:literal $(=> $unit:ident)?;)+
        }
    )+) => {
        $(
            $(#[$doc])*
            pub const $name: Vocabulary = Vocabulary {
                set: WordSet::$set,
                title: Text { zh: $title_zh, en: $title_en },
                entries: &[$(Entry {
                    code: stringify!($code),
                    text: Text { zh: $zh, en: $en },
                    unit: vocabularies!(@unit $($unit)?),
                }),+],
            };
        )+
        /// All of them, in the order of [`WordSet::ALL`].
        pub const VOCABULARIES: &[Vocabulary] = &[$($name),+];
    };
}

vocabularies! {
    /// 二·（一）·6 and the five rows of annexes 一 and 二.
    RISK_CATEGORIES: RiskCategories, "四类风险点和其他", "Four categories of risk, and others" {
        power       "权力运行", "Exercise of power";
        institution "制度机制", "Rules and mechanisms";
        environment "外部环境", "External environment";
        conduct     "作风效能", "Conduct and efficiency";
        other       "其他", "Other";
    }

    /// 二·（一）·6, 权力运行; with its units this is the area map.
    KEY_AREAS: KeyAreas, "十个重点", "Ten key areas" {
        intake       "业务受理", "Intake of business" => yewu_shouli;
        construction "建设工程交易", "Construction projects" => jianshe_gongcheng;
        procurement  "政府采购", "Government procurement" => zhengfu_caigou;
        land         "土地产权交易", "Land and property rights" => tudi_chanquan;
        experts      "评审专家管理", "Management of experts" => pingshen_zhuanjia;
        agencies     "中介公司管理", "Management of agencies" => zhongjie_guanli;
        software     "软件公司管理", "Management of software firms" => xinxi_jishu;
        regulation   "法规监察", "Regulation and inspection" => fagui_jiancha;
        finance      "财务管理", "Financial management" => caiwu;
        appointments "干部选拔任用", "Selection of cadres" => zuzhi_renshi;
    }

    /// 二·（一）·6, 制度机制.
    ASPECTS: Aspects, "七个方面", "Seven aspects of rules" {
        fit         "是否适应新形势新任务需要", "Fit for new conditions and tasks";
        practicable "是否操作性不强", "Hard to apply";
        carried_out "贯彻执行难到位", "Not fully carried out";
        oversight   "缺乏有效监督", "Lack of effective oversight";
        procedure   "行政程序", "Administrative procedure";
        time_limits "办理时限", "Time limits";
        discretion  "自由裁量空间", "Room for discretion";
    }

    /// 二·（一）·6, 外部环境.
    ENVIRONMENT_SIGNS: EnvironmentSigns, "外部环境表现", "Signs in the external environment" {
        erosion       "侵蚀", "Corrupting influence";
        hunting       "围猎", "Targeted courting of officials";
        trading_power "权钱交易", "Trading power for money";
        black_box     "暗箱操作", "Backroom dealing";
    }

    /// 二·（一）·6, 作风效能.
    CONDUCT_SIGNS: ConductSigns, "作风效能表现", "Signs of poor conduct" {
        character      "思想道德素养不高", "Weak moral character";
        discipline     "自律不严", "Lax self-discipline";
        habits         "生活习惯不良", "Bad personal habits";
        loose_talk     "口无遮拦乱说乱讲", "Careless talk";
        hard_to_enter  "门难进", "Hard to be received";
        cold_face      "脸难看", "Unfriendly faces";
        harsh_words    "话难听", "Harsh words";
        hard_to_settle "事难办", "Hard to get things done";
        extortion      "吃拿卡要", "Demanding favours";
    }

    /// 二·（一）·3.
    BEHAVIOURS: Behaviours, "四种行为", "Four behaviours" {
        inaction         "不作为", "Inaction";
        slow_action      "慢作为", "Slow action";
        arbitrary_action "乱作为", "Arbitrary action";
        sham_action      "假作为", "Sham action";
    }

    /// 二·（一）·4. About practices; never counted for a named person.
    OFFICIALS: Officials, "“四官”问题", "Four kinds of officials" {
        lazy      "懒官", "The lazy official";
        mediocre  "庸官", "The mediocre official";
        compliant "乖官", "The compliant official";
        slick     "巧官", "The slick official";
    }

    /// 二·（一）·4, last sentence, in the order of [`OFFICIALS`].
    GATES: Gates, "四个关口", "Four gates" {
        supervision "监督关", "Supervision";
        post        "上岗关", "Fitness for the post";
        assessment  "考核关", "Assessment";
        public      "群众关", "Judgement of the public";
    }

    /// 二·（二）·3: the form of discipline that would be needed is the level of the risk.
    LEVELS: Levels, "风险等级（四种形态）", "Risk level (four forms)" {
        level_1 "1级（第一种形态）：咬耳扯袖、红脸出汗",
                "Level 1 (first form): criticism and reminders";
        level_2 "2级（第二种形态）：党纪轻处分和组织处理",
                "Level 2 (second form): light penalties and organisational measures";
        level_3 "3级（第三种形态）：重处分、重大职务调整",
                "Level 3 (third form): heavy penalties and major changes of post";
        level_4 "4级（第四种形态）：严重违纪涉嫌违法立案审查",
                "Level 4 (fourth form): suspected crime, case filed for investigation";
    }

    /// 二·（二）·3.
    MONITORING: Monitoring, "监控方式", "Ways of monitoring" {
        focused "重点监控", "Focused monitoring";
        general "一般防控", "General prevention";
        regular "定期检查", "Regular checks";
        spot    "不定期抽查", "Spot checks";
    }

    /// 二·（二）·1 and, from 督导 on, 二·（二）·3.
    MEANS: Means, "督促整改方式", "Means of pressing for rectification" {
        talk           "谈话提醒", "Talk and reminder";
        criticism      "批评教育", "Criticism and education";
        deadline       "限期整改", "Rectification by a deadline";
        organisational "组织处理", "Organisational measures";
        supervision    "督导", "Supervision on the spot";
        reminder       "提醒", "Reminder";
        correction     "纠错", "Correction";
        admonition     "诫勉谈话", "Admonition talk";
    }

    /// 三·（三）.
    TRIGGERS: Triggers, "倒逼情形", "Grounds for pressing a unit" {
        awareness     "思想认识不到位", "Lack of awareness";
        perfunctory   "行动敷衍消极", "Perfunctory or passive action";
        incomplete    "排查问题不全面", "Incomplete search for problems";
        weak_measures "整改措施不力", "Weak measures";
        overdue       "整改时限滞后", "Behind the deadline";
        halfway       "整改不彻底不坚决", "Rectification half done";
    }

    /// 二·（二）·1, three heads; then the ways of 二·（一）·6 that these leave out.
    SOURCES: Sources, "问题来源", "Where a point came from" {
        self_check  "自查自纠", "Self-check and correction";
        risk_search "廉政风险点排查", "Search for risk points";
        officials   "“四官”专项行动查摆", "Special action on the four kinds of officials";
        survey      "群众提（调查问卷）", "Raised by the public (questionnaire)";
        discussion  "集体议", "Collective discussion";
    }

    /// The way through a trade as those outside and inside meet it.
    STEPS: Steps, "环节", "Steps" {
        window      "登记窗口、业务受理", "Registration window, intake" => yewu_shouli;
        agency      "招标代理服务", "Services of the agency" => zhongjie_guanli;
        documents   "招标（采购）公告与文件", "Notices and tender documents" => jianshe_gongcheng;
        sign_up     "报名与交保证金", "Sign-up and paying deposits" => yewu_shouli;
        expert_draw "专家抽取", "Drawing of experts" => pingshen_zhuanjia;
        bid_opening "开标", "Bid opening" => jianshe_gongcheng;
        evaluation  "评标（评审）", "Bid evaluation" => pingshen_zhuanjia;
        negotiation "政府采购谈判、磋商、询价", "Procurement negotiation" => zhengfu_caigou;
        listing     "土地、产权挂牌与竞价", "Land and property listing" => tudi_chanquan;
        award       "中标（成交）公示", "Publication of the award" => jianshe_gongcheng;
        refund      "签合同与退保证金", "Contract and refund of deposits" => caiwu;
        complaint   "异议、投诉处理", "Objections and complaints" => fagui_jiancha;
        system      "交易系统与软件", "Trading system and software" => xinxi_jishu;
        internal    "用人、财务等内部管理", "Internal management" => zuzhi_renshi;
        other       "其他环节", "Another step" => jiguan_dangwei;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::plan::units::UNITS;
    use crate::domain::questionnaires::Code;

    #[test]
    fn every_set_has_its_vocabulary_in_order() {
        let sets: Vec<WordSet> = VOCABULARIES.iter().map(|vocabulary| vocabulary.set).collect();
        assert_eq!(sets, WordSet::ALL);
    }

    #[test]
    fn codes_are_well_formed_and_unique_in_their_set() {
        for vocabulary in VOCABULARIES {
            let mut codes = HashSet::new();
            for entry in vocabulary.entries {
                assert!(Code::parse(entry.code).is_ok(), "{}", entry.code);
                assert!(codes.insert(entry.code), "{} twice in {}", entry.code, vocabulary.set);
            }
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for vocabulary in VOCABULARIES {
            let texts = vocabulary.entries.iter().map(|entry| entry.text).chain([vocabulary.title]);
            for text in texts {
                assert!(!text.zh.is_ascii(), "{text:?}");
                assert!(text.en.is_ascii() && !text.en.is_empty(), "{text:?}");
            }
        }
    }

    #[test]
    fn every_area_and_step_leads_to_a_unit_that_exists() {
        let units: HashSet<_> = UNITS.iter().map(|unit| unit.code).collect();
        for vocabulary in VOCABULARIES {
            let routed = matches!(vocabulary.set, WordSet::KeyAreas | WordSet::Steps);
            for entry in vocabulary.entries {
                assert_eq!(entry.unit.is_some(), routed, "{}", entry.code);
                assert!(entry.unit.is_none_or(|unit| units.contains(unit)), "{}", entry.code);
            }
        }
    }

    #[test]
    fn each_key_area_has_a_unit_of_its_own() {
        let units: HashSet<_> = KEY_AREAS.entries.iter().map(|area| area.unit).collect();
        assert_eq!(units.len(), 10);
    }

    #[test]
    fn the_position_of_a_level_is_its_number() {
        for (position, level) in LEVELS.entries.iter().enumerate() {
            let number = (position + 1).to_string();
            assert!(level.code.ends_with(&number) && level.text.zh.starts_with(&number));
        }
    }

    #[test]
    fn the_sets_are_as_long_as_the_plan_counts_them() {
        let length = |set: WordSet| {
            let vocabulary = VOCABULARIES.iter().find(|vocabulary| vocabulary.set == set);
            vocabulary.map(|vocabulary| vocabulary.entries.len())
        };
        for (set, count) in [
            (WordSet::RiskCategories, 4 + 1),
            (WordSet::KeyAreas, 10),
            (WordSet::Aspects, 7),
            (WordSet::Behaviours, 4),
            (WordSet::Officials, 4),
            (WordSet::Gates, 4),
            (WordSet::Levels, 4),
            (WordSet::Triggers, 6),
        ] {
            assert_eq!(length(set), Some(count), "{set}");
        }
    }
}
