//! The line for the public: what keeps it from being shown to everyone.

use super::LedgerRefusal;
use crate::domain::suggestions::identity_hints;

/// The digits of a level, as papers write them.
const DIGITS: &str = "1234１２３４ⅠⅡⅢⅣⅰⅱⅲⅳ①②③④㈠㈡㈢㈣IVＩＶ";
/// The words of a level, as papers write them.
const NUMERALS: &str = "一二三四壹贰叁肆貳參";
/// Of what qualification or institution a level is that says nothing of an item.
const OTHER_LEVELS: [&str; 9] =
    ["建造师", "造价", "医院", "甲等", "资质", "注册", "学校", "学院", "市场"];
/// What stands between 风险等级 and the level.
const BETWEEN: &str = "为是定属于：:（(“\"=第";
/// What makes 一 no level where it follows 等级: 一致, 一般, 一律 …
const AFTER_ONE: &str = "致般律样览并直同次经旦些切";

/// All that keeps a line from the public: what it names, and what it holds that may point to somebody,
/// unless the person looked at that in this very line. Only a reader can judge that, so that nothing
/// of it blocks a line that was looked at.
pub fn public_line_faults(
    line: &str,
    people: &[&str],
    looked_at: Option<&str>,
) -> Vec<LedgerRefusal> {
    let names = (!is_fit_for_the_public(line, people)).then_some(LedgerRefusal::OutcomeNames);
    let is_unseen = looked_at != Some(line) && !identity_hints(line).is_empty();
    names.into_iter().chain(is_unseen.then_some(LedgerRefusal::OutcomeUnseen)).collect()
}

/// Whether a line may be read by everyone: it names none of these people and no level, neither as
/// ledgers write it (2级) nor as discipline does (第二种形态). A blank within hides neither.
fn is_fit_for_the_public(line: &str, people: &[&str]) -> bool {
    let line = without_blanks(line);
    let names_someone = people.iter().map(|name| without_blanks(name));
    let names_someone =
        names_someone.into_iter().any(|name| name.chars().count() > 1 && line.contains(&name));
    !names_someone && !names_a_level(&line) && !names_a_form(&line) && !says_a_level(&line)
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

fn is_number(it: char) -> bool {
    DIGITS.contains(it) || NUMERALS.contains(it)
}

/// 2级, but not 一级建造师; 二级资质问题 may be either.
fn names_a_level(line: &str) -> bool {
    let is_other = |after: &str| {
        let mut rest = OTHER_LEVELS.iter().filter_map(|word| after.strip_prefix(word));
        rest.any(|rest| !rest.starts_with("问题") && !rest.starts_with("风险"))
    };
    line.match_indices('级')
        .any(|(at, word)| line[..at].ends_with(is_number) && !is_other(&line[at + word.len()..]))
}

/// 第二种形态, 第四形态.
fn names_a_form(line: &str) -> bool {
    line.match_indices("形态").any(|(at, _)| line[..at].ends_with(|it| it == '种' || is_number(it)))
}

/// 风险等级2, 等级为二, but not 等级一致.
fn says_a_level(line: &str) -> bool {
    ["等级", "级别"].iter().flat_map(|word| line.match_indices(word)).any(|(at, word)| {
        let said = line[at + word.len()..].trim_start_matches(|it| BETWEEN.contains(it));
        let mut said = said.chars();
        let (first, second) = (said.next(), said.next());
        match first {
            // 等级2024年评定 says a year.
            Some(it) if DIGITS.contains(it) => !second.is_some_and(char::is_numeric),
            Some('一') => !second.is_some_and(|it| AFTER_ONE.contains(it)),
            Some(it) => NUMERALS.contains(it),
            None => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everyone_reads_names_nobody_and_no_level() {
        for line in ["2级问题已整改", "按二级处置", "第一种形态", "已由张三整改"]
        {
            assert!(!is_fit_for_the_public(line, &["张三"]), "{line}");
        }
        for line in ["保证金按期退还", "逐级审核把关", "上级检查合格", "张贴公示"]
        {
            assert!(is_fit_for_the_public(line, &["张三", "张"]), "{line}");
        }
    }

    #[test]
    fn neither_blanks_nor_other_numbers_hide_a_level_or_a_name() {
        for line in [
            "2 级问题已整改",
            "按二 级处置",
            "二\u{3000}级",
            "Ⅱ级",
            "II级",
            "贰级",
            "第四形态",
            "第二种 形态",
            "第 四 形 态",
            "风险等级2",
            "风险等级：二，已整改",
            "风险等级为一",
            "已由张 三整改",
            "已由张\u{3000}三整改",
            "二级资质问题已整改",
        ] {
            assert!(!is_fit_for_the_public(line, &["张三"]), "{line}");
            assert!(!is_fit_for_the_public(line, &["张 三"]), "{line}");
        }
    }

    #[test]
    fn levels_of_qualifications_and_institutions_are_those_of_no_item() {
        for line in [
            "取消一级建造师要求",
            "三级医院",
            "三级甲等医院",
            "不再要求二级资质",
            "一级注册建筑师",
            "二级 造价工程师",
            "风险等级一致",
            "信用等级2024年起公开",
            "各类形态",
        ] {
            assert!(is_fit_for_the_public(line, &["张三"]), "{line}");
        }
        assert!(!is_fit_for_the_public("取消一级建造师要求，2级", &[]), "the other one still is");
    }

    #[test]
    fn what_may_point_to_somebody_is_looked_at_in_just_the_line_that_is_shown() {
        let line = "三标段已退还";
        for looked_at in [None, Some("三标段已退回"), Some("")] {
            let faults = public_line_faults(line, &[], looked_at);
            assert_eq!(faults, [LedgerRefusal::OutcomeUnseen], "{looked_at:?}");
        }
        assert_eq!(public_line_faults(line, &[], Some(line)), []);
        assert_eq!(public_line_faults("保证金按期退还", &["张三"], None), []);
        let named = "张三退还5000万";
        let faults = [LedgerRefusal::OutcomeNames, LedgerRefusal::OutcomeUnseen];
        assert_eq!(public_line_faults(named, &["张三"], None), faults);
        assert_eq!(public_line_faults(named, &["张三"], Some(named)), faults[..1]);
    }
}
