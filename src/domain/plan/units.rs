//! Example units: one for each of the ten key areas, the nine banner and district centres, the
//! campaign office and the discipline commission. The plan names none of them, so the office
//! renames, adds and retires units as its own house is built.

use crate::domain::lang::Text;
use crate::domain::people::UnitKind;
use crate::domain::questionnaires::{Code, Words};

/// A unit as loading the plan proposes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExampleUnit {
    /// Stable code, the option code in questionnaires.
    pub code: &'static str,
    /// The name, short enough for a line on a phone.
    pub name: Text,
    /// What it is.
    pub kind: UnitKind,
}

/// Declares the units as a table: kind, code, 中文 and English a line.
macro_rules! units {
    ($($kind:ident $code:ident $zh:literal, $en:literal;)+) => {
        /// The example units in the order of lists.
        pub const UNITS: &[ExampleUnit] = &[$(ExampleUnit {
            code: stringify!($code),
            name: Text { zh: $zh, en: $en },
            kind: UnitKind::$kind,
        }),+];
    };
}

units! {
    Section      yewu_shouli       "业务受理科", "Intake Section";
    Centre       jianshe_gongcheng "建设工程交易中心", "Construction Trading Centre";
    Centre       zhengfu_caigou    "政府采购中心", "Government Procurement Centre";
    Centre       tudi_chanquan     "土地产权交易中心", "Land and Property Rights Centre";
    Section      pingshen_zhuanjia "评审专家管理科", "Expert Management Section";
    Section      zhongjie_guanli   "中介机构管理科", "Agency Management Section";
    Section      xinxi_jishu       "信息技术科", "Information Technology Section";
    Section      fagui_jiancha     "法规监察科", "Regulation and Inspection Section";
    Section      caiwu             "财务科", "Finance Section";
    Section      zuzhi_renshi      "组织人事科", "Personnel Section";
    BannerCentre dongsheng         "东胜区交易中心", "Dongsheng District Centre";
    BannerCentre kangbashi         "康巴什区交易中心", "Kangbashi District Centre";
    BannerCentre dalate            "达拉特旗交易中心", "Dalad Banner Centre";
    BannerCentre zhungeer          "准格尔旗交易中心", "Jungar Banner Centre";
    BannerCentre etuoke_qian       "鄂托克前旗交易中心", "Otog Front Banner Centre";
    BannerCentre etuoke            "鄂托克旗交易中心", "Otog Banner Centre";
    BannerCentre hangjin           "杭锦旗交易中心", "Hanggin Banner Centre";
    BannerCentre wushen            "乌审旗交易中心", "Uxin Banner Centre";
    BannerCentre yijinhuoluo       "伊金霍洛旗交易中心", "Ejin Horo Banner Centre";
    Office       jiguan_dangwei    "机关党委（领导小组办公室）", "Party Committee (campaign office)";
    Discipline   jiguan_jiwei      "机关纪委", "Discipline Commission";
}

/// Whether respondents may name such a unit in a suggestion. The office that reads the
/// suggestions and the commission that hears accusations are not offered as their target: what
/// concerns these two belongs with the authority above them.
pub fn is_asked_about(kind: UnitKind) -> bool {
    match kind {
        UnitKind::Section | UnitKind::Centre | UnitKind::BannerCentre => true,
        UnitKind::Office | UnitKind::Discipline => false,
    }
}

/// The example units respondents may name in a suggestion, as `questionnaires` takes them.
///
/// # Panics
/// Never: a test reads every code of the table.
pub fn asked_about() -> Vec<(Code, Words)> {
    let asked = UNITS.iter().filter(|unit| is_asked_about(unit.kind));
    let code = |unit: &ExampleUnit| Code::parse(unit.code).expect("a test reads every code");
    asked.map(|unit| (code(unit), unit.name.into())).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_unit_has_a_code_of_its_own_and_two_names() {
        let mut codes = HashSet::new();
        for unit in UNITS {
            assert!(Code::parse(unit.code).is_ok(), "{}", unit.code);
            assert!(codes.insert(unit.code), "{} twice", unit.code);
            assert!(!unit.name.zh.is_empty() && unit.name.en.is_ascii(), "{}", unit.code);
        }
    }

    #[test]
    fn all_nine_banners_and_districts_have_a_centre() {
        let banners = [
            "东胜区",
            "康巴什区",
            "达拉特旗",
            "准格尔旗",
            "鄂托克前旗",
            "鄂托克旗",
            "杭锦旗",
            "乌审旗",
            "伊金霍洛旗",
        ];
        let centres: Vec<_> =
            UNITS.iter().filter(|unit| unit.kind == UnitKind::BannerCentre).collect();
        assert_eq!(centres.len(), banners.len());
        for (banner, centre) in banners.iter().zip(centres) {
            assert!(centre.name.zh.starts_with(banner), "{banner}");
        }
    }

    #[test]
    fn those_who_read_suggestions_are_not_offered_as_their_target() {
        let asked = asked_about();
        assert_eq!(asked.len(), 19);
        for reader in ["jiguan_dangwei", "jiguan_jiwei"] {
            assert!(UNITS.iter().any(|unit| unit.code == reader));
            assert!(asked.iter().all(|(code, _)| code.as_str() != reader));
        }
    }
}
