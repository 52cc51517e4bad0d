//! Hints that take more than one list to tell: how people, firms and sums are written when nobody
//! takes care of the form. What office prose says as well (招标公司, 诚信建设, 提高) stays silent.

mod sums;
mod words;

pub(super) use sums::sums;

use super::{Hint, HintKind, SURNAMES, is_numeral, note, starts_with, word_of};
use words::{
    ALONE, BESIDE, BRAND, COMPOUND, CONTACTS, DAYS, DOES, EXAMPLES, FAMOUS, FIRST_PARTS, GIVEN,
    HALVES, HOLIDAYS, HOUSES, NO_BRAND, NO_COMPOUND, NO_NAME_BEFORE, NO_NAME_OF, NO_NICKNAME,
    NO_SHORT, NO_SHORT_GIVEN, NO_SHORT_TITLE, RELATIVE, SHORT_TITLES, TITLE_ENDS, TRADES,
};

fn is_word(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| c.is_alphanumeric())
}

/// Whether nothing that belongs to a name stands here.
fn is_beside(text: &[char], at: Option<usize>) -> bool {
    at.is_none_or(|at| !is_word(text, at) || BESIDE.contains(text[at]))
}

/// Whether a name ends here: nothing that belongs to it follows, but a verb, or 于 and a day.
fn ends_at(text: &[char], at: usize) -> bool {
    let on_a_day = text.get(at) == Some(&'于')
        && (text.get(at + 1).is_some_and(|c| is_numeral(*c) || c.is_ascii_digit())
            || text.get(at + 1..).is_some_and(|rest| word_of(rest, DAYS).is_some()));
    let does = text.get(at..).is_some_and(|rest| word_of(rest, DOES).is_some());
    is_beside(text, Some(at)) || on_a_day || does
}

/// Whether the family name at this place is part of another word.
pub(super) fn is_other_word(text: &[char], at: usize) -> bool {
    let before = at > 0 && word_of(&text[at - 1..], NO_NAME_BEFORE).is_some();
    before || word_of(&text[at..], NO_NAME_OF).is_some()
}

/// 老刘, 小王, 张总, 王局; 张建国 without a title; 巴特尔.
pub(super) fn people(text: &[char], hints: &mut Vec<Hint>) {
    let mut after_last = 0;
    for at in 0..text.len() {
        if at < after_last {
            continue;
        }
        let end = alone(text, at)
            .or_else(|| nickname(text, at))
            .or_else(|| compound(text, at))
            .or_else(|| short_title(text, at))
            .or_else(|| bare(text, at))
            .or_else(|| short(text, at));
        if let Some(end) = end {
            let is_known = |hint: &Hint| {
                let passage: String = text[at..end].iter().collect();
                hint.kind == HintKind::Name && hint.passage.contains(&passage)
            };
            if !hints.iter().any(is_known) {
                note(hints, HintKind::Name, &text[at..end]);
            }
            after_last = end;
        }
    }
}

fn is_surname(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| SURNAMES.contains(*c)) && !is_other_word(text, at)
}

fn alone(text: &[char], at: usize) -> Option<usize> {
    let before = word_of(&text[at..], FIRST_PARTS).unwrap_or(0);
    let begun = word_of(&text[at + before..], ALONE).map(|length| at + before + length);
    let mut end = begun.or_else(|| Some(at + word_of(&text[at..], ALONE)?))?;
    while let Some(length) = word_of(&text[end..], ALONE) {
        end += length;
    }
    Some(end + word_of(&text[end..], super::TITLES).unwrap_or(0))
}

fn nickname(text: &[char], at: usize) -> Option<usize> {
    let is_begun =
        matches!(text[at], '老' | '小') && !(at > 0 && "大中从最较很太古".contains(text[at - 1]));
    let family = text.get(at + 1)?;
    let is_name = is_begun && SURNAMES.contains(*family) && !NO_NICKNAME.contains(*family);
    (is_name && ends_at(text, at + 2)).then_some(at + 2)
}

fn short_title(text: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1);
    let title = text.get(at + 1)?;
    let (_, other_words) = SHORT_TITLES.iter().find(|(known, _)| known == title)?;
    let is_word = word_of(&text[at..], NO_SHORT_TITLE).is_some();
    let goes_on = text.get(at + 2).is_some_and(|next| other_words.contains(*next));
    let is_title = is_surname(text, at) && !is_word && !goes_on;
    (is_title && is_beside(text, before)).then_some(at + 2)
}

/// Whether a name may begin here: nothing before it that belongs to a word, a title, or a verb by
/// which somebody is turned to.
fn may_begin(text: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let is_turned_to =
        at.checked_sub(2).is_some_and(|verb| word_of(&text[verb..], CONTACTS).is_some());
    is_beside(text, Some(before)) || TITLE_ENDS.contains(text[before]) || is_turned_to
}

/// 欧阳明, 诸葛先生, 欧阳修.
fn compound(text: &[char], at: usize) -> Option<usize> {
    let family = at + word_of(&text[at..], COMPOUND)?;
    let given = text[family..].iter().take(2).take_while(|c| GIVEN.contains(**c)).count();
    let title = word_of(&text[family + given..], super::TITLES);
    let is_name = title.is_some() || given > 0 && is_beside(text, Some(family + given));
    // Such a family name says so much that any given name will do where it stands by itself.
    let any_given = || {
        let is_free = may_begin(text, at) && word_of(&text[at..], NO_COMPOUND).is_none();
        let is_given = |at: usize| is_word(text, at) && !BESIDE.contains(text[at]);
        let ends = (family + 1..=family + 2).filter(|end| (family..*end).all(is_given));
        is_free.then_some(())?;
        ends.into_iter().find(|end| is_beside(text, Some(*end)))
    };
    if is_name { Some(family + given + title.unwrap_or(0)) } else { any_given() }
}

/// 李明, 张三: where nothing else stands beside it.
fn short(text: &[char], at: usize) -> Option<usize> {
    let stands_alone = may_begin(text, at) && ends_at(text, at + 2);
    let given = text.get(at + 1)?;
    let is_given = GIVEN.contains(*given) && !NO_SHORT_GIVEN.contains(*given);
    let is_name = is_surname(text, at) && is_given && word_of(&text[at..], NO_SHORT).is_none();
    let is_example = word_of(&text[at..], EXAMPLES).is_some();
    (stands_alone && (is_name || is_example)).then_some(at + 2)
}

fn bare(text: &[char], at: usize) -> Option<usize> {
    let given = text.get(at + 1..at + 3)?;
    let is_name = is_surname(text, at) && given.iter().all(|c| GIVEN.contains(*c));
    let stands_alone = may_begin(text, at) && ends_at(text, at + 3);
    (is_name && stands_alone).then_some(at + 3)
}

/// 宏远公司, 恒达建设, 蒙西路桥集团, 金辉大酒店.
pub(super) fn firms(text: &[char], hints: &mut Vec<Hint>) {
    for at in 0..text.len() {
        if let Some(length) = word_of(&text[at..], FAMOUS) {
            super::note_unknown(hints, HintKind::Company, &text[at..at + length]);
        }
    }
    let mut at = 0;
    while at + 2 < text.len() {
        let is_brand = BRAND.contains(text[at]) && BRAND.contains(text[at + 1]);
        let is_general = word_of(&text[at..], NO_BRAND).is_some();
        match house_end(text, at + 2).filter(|_| is_brand && !is_general) {
            Some(end) => {
                let is_known = |hint: &Hint| {
                    let passage: String = text[at..end].iter().collect();
                    matches!(hint.kind, HintKind::Company | HintKind::Project)
                        && hint.passage.contains(&passage)
                };
                if !hints.iter().any(is_known) {
                    note(hints, HintKind::Company, &text[at..end]);
                }
                at = end;
            }
            None => at += 1,
        }
    }
}

/// The end of what makes a firm of the name that ends here: its trade, its form, or both.
fn house_end(text: &[char], from: usize) -> Option<usize> {
    let mut end = from;
    while let Some(length) = word_of(&text[end..], TRADES) {
        end += length;
    }
    if let Some(length) = word_of(&text[end..], HOUSES) {
        end += length;
    }
    (end > from).then_some(end)
}

/// 幺三八 and so on: a telephone that is spelt out.
pub(super) fn spelt_numbers(text: &[char], hints: &mut Vec<Hint>) {
    let is_digit = |c: &char| "〇零一二三四五六七八九幺".contains(*c);
    let mut at = 0;
    while at < text.len() {
        let run = text[at..].iter().take_while(|c| is_digit(c)).count();
        if (7..=12).contains(&run) {
            note(hints, HintKind::Phone, &text[at..at + run]);
        }
        at += run.max(1);
    }
}

/// http://…, www.….
pub(super) fn links(text: &[char], hints: &mut Vec<Hint>) {
    let mut at = 0;
    while at < text.len() {
        let lower: Vec<char> = text[at..].iter().take(8).map(char::to_ascii_lowercase).collect();
        let is_link =
            ["http://", "https://", "www."].iter().any(|begin| starts_with(&lower, begin));
        let length = text[at..].iter().take_while(|c| c.is_ascii_graphic()).count();
        if is_link {
            note(hints, HintKind::Link, &text[at..at + length]);
            at += length;
        } else {
            at += 1;
        }
    }
}

/// 去年国庆节, 端午节前, 昨天下午.
pub(super) fn occasions(text: &[char], hints: &mut Vec<Hint>) {
    for at in 0..text.len() {
        let before = at.checked_sub(1).map(|before| text[before]);
        if let Some(length) = word_of(&text[at..], HOLIDAYS) {
            // 十五一, 五一个, 建国庆典 are no holidays.
            let is_number = starts_with(&text[at..], "五一")
                && (before.is_some_and(is_numeral)
                    || text.get(at + 2).is_some_and(|c| is_numeral(*c) || *c == '个'));
            if is_number || before == Some('建') {
                continue;
            }
            let mut end = at + length;
            end += word_of(&text[end..], &["节"]).unwrap_or(0);
            end += word_of(&text[end..], &["前", "后", "期间", "当天"]).unwrap_or(0);
            let year = at.checked_sub(2).filter(|year| {
                word_of(&text[*year..], &["去年", "今年", "前年", "本年"]).is_some()
            });
            note(hints, HintKind::Date, &text[year.unwrap_or(at)..end]);
        }
        if let Some(length) = word_of(&text[at..], RELATIVE) {
            let is_other =
                matches!(before, Some('提' | '大')) || text.get(at + length) == Some(&'数');
            if !is_other {
                let half = word_of(&text[at + length..], HALVES).unwrap_or(0);
                note(hints, HintKind::Date, &text[at..at + length + half]);
            }
        }
    }
}

/// Whether a run of digits and marks is a day: 2026.5.18, 26-5-18, 2026/5, 5/18.
pub(super) fn is_day(run: &[char]) -> bool {
    let written: String = run.iter().collect();
    let parts: Vec<Option<u32>> =
        written.split(['.', '-', '/']).map(|part| part.parse().ok()).collect();
    let is_year = |year: u32, length: usize| match length {
        4 => (1950..=2099).contains(&year),
        2 => (10..=50).contains(&year),
        _ => false,
    };
    let first = written.split(['.', '-', '/']).next().map_or(0, str::len);
    match parts.as_slice() {
        [Some(year), Some(1..=12), Some(1..=31)] => is_year(*year, first),
        [Some(year), Some(1..=12)] => first == 4 && is_year(*year, 4),
        // A month and a day beyond twelve: two thirds are no day.
        [Some(1..=12), Some(13..=31)] => run.contains(&'/'),
        _ => false,
    }
}

/// 5.3 before 日 or 号.
pub(super) fn is_month_and_day(run: &[char]) -> bool {
    let written: String = run.iter().collect();
    let parts: Vec<Option<u32>> = written.split('.').map(|part| part.parse().ok()).collect();
    // 2.5日 is half a day more than two as often as it is the fifth: better asked than missed.
    matches!(parts.as_slice(), [Some(1..=12), Some(1..=31)])
}

#[cfg(test)]
mod tests {
    use super::super::identity_hints;
    use super::*;

    fn hits(text: &str) -> Vec<(HintKind, String)> {
        identity_hints(text).into_iter().map(|hint| (hint.kind, hint.passage)).collect()
    }

    #[test]
    fn people_are_found_however_they_are_called() {
        for (text, passage) in [
            ("巴特尔科长多次推诿", "巴特尔科长"),
            ("请巴特尔同志说明", "巴特尔同志"),
            ("反映老刘收礼", "老刘"),
            ("找小王说情", "小王"),
            ("送到张总手里，张总说可以", "张总"),
            ("王局批了", "王局"),
            ("张建国、李秀英都在场", "张建国"),
            ("张建国或者别人", "张建国"),
            ("张建国和巴特尔在评审中的做法应当核查。", "张建国"),
            ("张建国和巴特尔在评审中的做法应当核查。", "巴特尔"),
            ("科长张建国", "张建国"),
            ("陈副局长", "陈副局长"),
            ("王主任", "王主任"),
            ("李明应当回避，王五、赵六也应当回避。", "李明"),
            ("李明应当回避，王五、赵六也应当回避。", "王五"),
            ("李明应当回避，王五、赵六也应当回避。", "赵六"),
            ("王芳、李明没有回避", "李明"),
            ("孙处打过招呼", "孙处"),
            ("欧阳明也在场", "欧阳明"),
            ("请诸葛先生说明", "诸葛先生"),
            ("欧阳修在场", "欧阳修"),
            ("请找欧阳修，或者诸葛震东", "欧阳修"),
            ("请找欧阳修，或者诸葛震东", "诸葛震东"),
            ("联系张三、李四", "张三"),
            ("请联系李明，电话在册", "李明"),
            ("呼和巴雅尔说了算", "呼和巴雅尔"),
            ("张三于2026年3月5日到窗口", "张三"),
            ("王建国于去年打过招呼", "王建国"),
            ("建议对老赵加强教育", "老赵"),
            ("老赵加强教育", "老赵"),
            ("张建国多次推诿", "张建国"),
            ("李明收受礼品", "李明"),
            ("小王经手的件都慢", "小王"),
        ] {
            let found = hits(text);
            assert!(found.contains(&(HintKind::Name, passage.to_owned())), "{text}: {found:?}");
        }
    }

    #[test]
    fn sums_days_firms_and_numbers_are_found_however_they_are_written() {
        use HintKind::{Amount, Company, Date, Link, Phone, Place, Project};
        for (text, kind, passage) in [
            ("给了￥3000", Amount, "￥3000"),
            ("约38.6万", Amount, "38.6万"),
            ("伍拾万圆整", Amount, "伍拾万圆"),
            ("多付20余万", Amount, "20余万"),
            ("三十多万元", Amount, "三十多万元"),
            ("去年国庆节发放", Date, "去年国庆节"),
            ("端午节前送卡", Date, "端午节前"),
            ("昨天下午开标", Date, "昨天下午"),
            ("5/18开标", Date, "5/18"),
            ("5.3日开标", Date, "5.3日"),
            ("12．31号以前", Date, "12.31号"),
            ("5月3日，", Date, "5月3日"),
            ("5 月 3 日开标", Date, "5 月 3 日"),
            ("于 5 月开标", Date, "5 月"),
            ("2026.5.18开标", Date, "2026.5.18"),
            ("2026-5-18", Date, "2026-5-18"),
            ("恒达建设中标", Company, "恒达建设"),
            ("蒙西路桥集团", Company, "蒙西路桥集团"),
            ("由宏远公司承担", Company, "宏远公司"),
            ("在金辉大酒店吃饭", Company, "金辉大酒店"),
            ("蓝海宾馆", Company, "蓝海宾馆"),
            ("设备只认华为", Company, "华为"),
            ("内蒙古兴泰建设集团有限公司", Company, "内蒙古兴泰建设集团有限公司"),
            (
                "由鄂尔多斯市天骄招标代理有限责任公司代理",
                Company,
                "鄂尔多斯市天骄招标代理有限责任公司",
            ),
            ("东胜区第三小学的设备", Company, "东胜区第三小学"),
            ("铁西片区老旧小区改造", Project, "铁西片区老旧小区改造"),
            ("在12号楼签的", Place, "12号楼"),
            ("电话幺三八一二三四五六七八", Phone, "幺三八一二三四五六七八"),
            ("见 http://example.cn/a?b=1 。", Link, "http://example.cn/a?b=1"),
        ] {
            let found = hits(text);
            assert!(found.contains(&(kind, passage.to_owned())), "{text}: {found:?}");
        }
        let numbers = hits("2026.5.18开标");
        assert!(
            numbers.iter().all(|(kind, _)| *kind != Phone),
            "a day is no telephone: {numbers:?}"
        );
    }

    #[test]
    fn office_prose_stays_silent() {
        for prose in [
            "建议照顾年长专家，合理安排评审时间。",
            "提高评审专家待遇，招标方经理应当到场。",
            "高级专家不足，有关方面专家应当补充。",
            "紧张总是难免，每周总结一次，方案总体可行。",
            "工程文明施工，诚信建设常抓不懈，地方公司一视同仁。",
            "招标代理公司、建设集团、监理公司和中标公司应当留痕。",
            "小程序、小金库、小范围、老方法、小微企业、老旧小区。",
            "感恩和奉献，公布和更新，那顺序不对。",
            "超过2/3成员同意，提前天数，服务3万人，千万不要，万一失败。",
            "第十五一项，三五一个周期，建国庆典从简。",
            "交易中心应当加强工程建设项目管理，完善流程。",
            "大厅配备饭店式引导，酒店、宾馆不得指定。",
            "老旧小区改造、棚户区改造、园区建设项目和小学项目应当公开。",
            "高兴的是流程清楚，马虎不得，毛利、黎明和高峰时段都写明。",
            "于总则中明确，在何处办理也要写清，高工可以参加评审。",
            "黄河于三天内断流，金额高于去年，时间长于3天，不少于5人，小于2天，大小于今年不变。",
            "建设经费安排，资金安排公开，年轻干部多次提出，安全安康多次反映，任务利用平台安排。",
            "汪洋安排，高利加强监管，老旧安排，程序没有公开，老方加强，易成安排，文明没有松懈。",
            "会议中建议其中交易部分单列，满世界找不到人的情况应当避免。",
            "第二中心小学生参观，第三方机构，第一责任人，周五、周六值班。",
            "请在官网公示，上官网可查，公司马上就改，联系方式写明，纸张三天送一次。",
            "在 3 日内答复，每 3 个月公布，满意度 9.5 分，第 3.2 条。",
        ] {
            assert_eq!(hits(prose), [], "{prose}");
        }
    }
}
