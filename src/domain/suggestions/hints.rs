//! Hints at a person, a firm, a project or an event in a distilled text. All hits are named, since
//! one number found says nothing about the next; none blocks, since only a reader can judge.

mod named;
mod writer;

use crate::domain::lang::Text;
use crate::domain::text::is_unseen;
use crate::domain::typed::half_width;

/// What kind of hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HintKind {
    /// 电话号码
    Phone,
    /// 证件号码
    IdNumber,
    /// 电子邮箱
    Email,
    /// 项目、标段、合同编号
    Project,
    /// 日期
    Date,
    /// 金额
    Amount,
    /// 姓名或称呼
    Name,
    /// 企业、单位名称
    Company,
    /// QQ 号
    Qq,
    /// 微信号
    Wechat,
    /// 车牌号
    Plate,
    /// 本人的单位和职务
    Post,
    /// 房号、窗口号
    Place,
    /// 网址
    Link,
}

impl HintKind {
    /// What names the writer of a text. Respondents are told of these while they write, by
    /// `static/hints.js`, which knows the same rules: `hints/cases.json` holds both to them.
    pub const OF_THE_WRITER: [Self; 8] = [
        Self::Name,
        Self::Phone,
        Self::IdNumber,
        Self::Email,
        Self::Qq,
        Self::Wechat,
        Self::Plate,
        Self::Post,
    ];

    /// Its name in scripts.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::IdNumber => "id",
            Self::Email => "email",
            Self::Project => "project",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Name => "name",
            Self::Company => "company",
            Self::Qq => "qq",
            Self::Wechat => "wechat",
            Self::Plate => "plate",
            Self::Post => "post",
            Self::Place => "place",
            Self::Link => "link",
        }
    }

    /// What pages call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Phone => ("电话号码", "Telephone number"),
            Self::IdNumber => ("证件号码", "Identity number"),
            Self::Email => ("电子邮箱", "E-mail address"),
            Self::Project => ("项目名称、标段或长号码", "Project, lot or other long number"),
            Self::Date => ("具体时间", "Exact time"),
            Self::Amount => ("具体金额", "Exact amount"),
            Self::Name => ("姓名或称呼", "Name of a person"),
            Self::Company => ("企业、单位名称", "Name of a firm or body"),
            Self::Qq => ("QQ 号", "QQ number"),
            Self::Wechat => ("微信号", "WeChat ID"),
            Self::Plate => ("车牌号", "Licence plate"),
            Self::Post => ("本人的单位和职务", "Own unit and post"),
            Self::Place => ("房号、窗口号", "Number of a room or window"),
            Self::Link => ("网址", "Web address"),
        };
        Text { zh, en }
    }
}

/// One passage that could point to someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it looks like.
    pub kind: HintKind,
    /// The passage.
    pub passage: String,
}

/// Titles that follow a name.
const TITLES: &[&str] = &[
    "科长", "主任", "处长", "局长", "书记", "经理", "老师", "先生", "女士", "专家", "主管", "队长",
    "站长", "总监", "老板", "同志", "某某", "某",
];
/// The most frequent family names.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈\
    曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙\
    段雷钱汤尹黎易武乔贺赖龚";
/// How a week is named before its day.
const WEEKS: &[&str] = &["周", "星期", "礼拜"];
/// Rooms that are told by a number.
const ROOMS: &[&str] = &["开标室", "评标室", "评审室", "会议室", "窗口", "室"];
/// What a project's name ends in.
const WORKS: &[&str] = &["工程", "项目", "标段", "改造"];
/// What its name holds, after at least two characters of its own.
const SITES: &[&str] = &[
    "区", "旗", "县", "镇", "乡", "村", "路", "街", "中学", "小学", "学校", "医院", "公园", "大桥",
    "水库",
];
/// What makes 区 and its like general where it stands before them: 小区, 园区, 各区.
const GENERAL: &str = "各本我全每辖地小户街园库校城厂矿山社";
/// Schools and the like, known by a number.
const BODIES: &[&str] = &["小学", "中学", "高中", "幼儿园", "医院", "敬老院", "监狱"];
/// No name goes across these.
const LINKS: &str = "的在对和及与由为将了是把等请";
/// What stands before a firm's name and is no part of it.
const BEFORE_FIRMS: &str = "的在对及与由为将了是把请被找向给让跟说叫";
/// Ends of a firm's registered name.
const FIRMS: &[&str] = &["有限责任公司", "股份有限公司", "有限公司", "集团公司"];

/// Characters that are looked at. No text that is kept has more; one that is sent with more is refused
/// for its length, and must not cost what looking through all of it would.
pub const LOOKED_AT: usize = 2000;

/// A text as its reader sees it: in half width, all blanks alike, and nothing that cannot be seen, which
/// may stand between two figures of a number.
fn as_read(text: &str) -> Vec<char> {
    let alike = |c: char| match half_width(c) {
        '\n' => '\n',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    text.chars().map(alike).filter(|c| *c == '\n' || !is_unseen(*c)).take(LOOKED_AT).collect()
}

/// All hints in a text, in their order within each kind.
pub fn identity_hints(text: &str) -> Vec<Hint> {
    let mut text = as_read(text);
    let mut hints = Vec::new();
    writer::introductions(&text, &mut hints);
    writer::accounts(&mut text, &mut hints);
    writer::plates(&mut text, &mut hints);
    writer::posts(&text, &mut hints);
    named::links(&text, &mut hints);
    codes(&text, &mut hints);
    named::spelt_numbers(&text, &mut hints);
    projects(&text, &mut hints);
    bodies(&text, &mut hints);
    dates(&text, &mut hints);
    named::occasions(&text, &mut hints);
    places(&text, &mut hints);
    named::sums(&text, &mut hints);
    names(&text, &mut hints);
    named::people(&text, &mut hints);
    firms(&text, &mut hints);
    named::firms(&text, &mut hints);
    hints
}

fn note(hints: &mut Vec<Hint>, kind: HintKind, passage: &[char]) {
    hints.push(Hint { kind, passage: passage.iter().collect() });
}

/// Runs of digits and Latin letters: numbers, addresses, codes.
fn codes(text: &[char], hints: &mut Vec<Hint>) {
    let mut start = 0;
    while start < text.len() {
        if !text[start].is_ascii_alphanumeric() {
            start += 1;
            continue;
        }
        let end = run_end(text, start);
        if let Some(kind) = kind_of_code(&text[start..end]) {
            note(hints, kind, &text[start..end]);
        }
        start = end;
    }
}

/// The end of a run. A single blank or hyphen between two digits does not end it.
fn run_end(text: &[char], start: usize) -> usize {
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut end = start;
    while let Some(character) = text.get(end) {
        let goes_on = character.is_ascii_alphanumeric()
            || matches!(character, '@' | '_' | '.' | '-' | '/')
                && text.get(end + 1).is_some_and(char::is_ascii_alphanumeric)
            || *character == ' ' && is_digit(end - 1) && is_digit(end + 1);
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

fn kind_of_code(run: &[char]) -> Option<HintKind> {
    let written: String = run.iter().collect();
    if written.split_once('@').is_some_and(|(_, host)| host.contains('.')) {
        return Some(HintKind::Email);
    }
    if named::is_day(run) {
        return Some(HintKind::Date);
    }
    let bare: String = run.iter().filter(|c| c.is_ascii_alphanumeric()).collect();
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits == bare.len();
    let has_id_form =
        bare.len() == 18 && digits >= 17 && bare[..17].bytes().all(|b| b.is_ascii_digit());
    let is_dated = run.len() >= 8 && is_number && run.iter().any(|c| matches!(c, '-' | '.' | '/'));
    match bare.len() {
        _ if has_id_form => Some(HintKind::IdNumber),
        8 if is_dated && bare.starts_with("20") => Some(HintKind::Date),
        11 if is_number && bare.starts_with('1') => Some(HintKind::Phone),
        13 if is_number && bare.starts_with("861") => Some(HintKind::Phone),
        10..=12 if is_number && bare.starts_with('0') => Some(HintKind::Phone),
        7 | 8 if is_number => Some(HintKind::Phone),
        6.. if digits >= 4 => Some(HintKind::Project),
        _ => None,
    }
}

fn is_numeral(character: char) -> bool {
    character.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两".contains(character)
}

/// Where the numeral that ends before `end` begins.
fn numeral_start(text: &[char], end: usize) -> usize {
    text[..end].iter().rposition(|c| !(is_numeral(*c) || *c == '.')).map_or(0, |before| before + 1)
}

/// Where the number that ends before `end` begins, with the 第 before it; nothing if none does.
fn ordinal_start(text: &[char], end: usize) -> Option<usize> {
    let start = numeral_start(text, end);
    let has_mark = start > 0 && text[start - 1] == '第';
    (start < end).then(|| start - usize::from(has_mark))
}

/// 3月22日, 三月二十二号, 3 月 22 日, 3.22日, 3月份, 2026年, 上周三.
fn dates(text: &[char], hints: &mut Vec<Hint>) {
    let blank = |at: usize| usize::from(text.get(at) == Some(&' '));
    for (at, character) in text.iter().enumerate() {
        let start = numeral_start(text, at);
        match character {
            // A month alone says too much as well: a quarter is what an item may tell.
            '月' => {
                let number = at - at.checked_sub(1).map_or(0, blank);
                let start = numeral_start(text, number);
                if start == number {
                    continue;
                }
                let from = at + 1 + blank(at + 1);
                let days = text[from..].iter().take_while(|c| is_numeral(**c)).count();
                let day = from + days + blank(from + days);
                let has_day = days > 0 && matches!(text.get(day), Some('日' | '号'));
                note(hints, HintKind::Date, &text[start..=if has_day { day } else { at }]);
            }
            '日' | '号' if named::is_month_and_day(&text[start..at]) => {
                note(hints, HintKind::Date, &text[start..=at]);
            }
            '年' if at - start == 4 => note(hints, HintKind::Date, &text[start..=at]),
            '上' | '本' | '这' | '那' | '当' => {
                let Some(week) = word_of(&text[at + 1..], WEEKS) else { continue };
                let day = at + 1 + week;
                if text.get(day).is_some_and(|day| "一二三四五六日天".contains(*day)) {
                    note(hints, HintKind::Date, &text[at..=day]);
                }
            }
            _ => {}
        }
    }
}

/// 3号窗口, 203室, 第二开标室.
fn places(text: &[char], hints: &mut Vec<Hint>) {
    for at in 1..text.len() {
        let Some(length) = word_of(&text[at..], ROOMS) else { continue };
        let end = if text[at - 1] == '号' { at - 1 } else { at };
        if let Some(start) = ordinal_start(text, end) {
            note(hints, HintKind::Place, &text[start..at + length]);
        }
    }
    for at in 2..text.len() {
        let is_house = text[at] == '楼' && text[at - 1] == '号';
        if let (true, Some(start)) = (is_house, ordinal_start(text, at - 1)) {
            note(hints, HintKind::Place, &text[start..=at]);
        }
    }
}

/// 东胜区第三小学.
fn bodies(text: &[char], hints: &mut Vec<Hint>) {
    for at in 1..text.len() {
        let Some(length) = word_of(&text[at..], BODIES) else { continue };
        let Some(number) = ordinal_start(text, at).filter(|start| text[*start] == '第') else {
            continue;
        };
        let before = text[..number].iter().rev().take(8);
        let named = before.take_while(|c| c.is_alphanumeric() && !LINKS.contains(**c));
        note_unknown(hints, HintKind::Company, &text[number - named.count()..at + length]);
    }
}

/// Notes a passage, unless it is part of one that is known.
fn note_unknown(hints: &mut Vec<Hint>, kind: HintKind, passage: &[char]) {
    let passage: String = passage.iter().collect();
    if !hints.iter().any(|hint| hint.passage.contains(&passage)) {
        hints.push(Hint { kind, passage });
    }
}

/// 三标段, 某某区第一中学改扩建工程.
fn projects(text: &[char], hints: &mut Vec<Hint>) {
    let mut after_last = 0;
    for at in 1..text.len() {
        if let (true, Some(start)) = (starts_with(&text[at..], "标段"), ordinal_start(text, at)) {
            note(hints, HintKind::Project, &text[start..at + 2]);
        }
        let Some(length) = word_of(&text[at..], WORKS) else { continue };
        // The second of two words side by side belongs to the name that was just found.
        let Some(between) = text.get(after_last..at) else { continue };
        let before = between.iter().rev();
        let named = before.take(20).take_while(|c| c.is_alphanumeric() && !LINKS.contains(**c));
        let start = at - named.count();
        if names_a_site(&text[start..at]) {
            after_last = at + length;
            while let Some(more) = word_of(&text[after_last..], WORKS) {
                after_last += more;
            }
            note(hints, HintKind::Project, &text[start..after_last]);
        }
    }
}

/// Whether a name of a place or an institution stands here, and no general word for such.
fn names_a_site(passage: &[char]) -> bool {
    (2..passage.len()).any(|at| {
        let is_general = starts_with(&passage[at - 1..], "旗区")
            || starts_with(&passage[at..], "旗区")
            || GENERAL.contains(passage[at - 1]);
        word_of(&passage[at..], SITES).is_some() && !is_general
    })
}

/// 王科长, 王建国主任.
fn names(text: &[char], hints: &mut Vec<Hint>) {
    let is_surname = |at: usize| SURNAMES.contains(text[at]) && !named::is_other_word(text, at);
    let mut after_last = 0;
    for at in 1..text.len() {
        let Some(title) = TITLES.iter().find(|title| starts_with(&text[at..], title)) else {
            continue;
        };
        let nearest = at.saturating_sub(3).max(after_last)..at;
        if let Some(start) = nearest.rev().find(|start| is_surname(*start)) {
            let end = at + title.chars().count();
            note(hints, HintKind::Name, &text[start..end]);
            after_last = end;
        }
    }
}

fn firms(text: &[char], hints: &mut Vec<Hint>) {
    let (mut at, mut after_last) = (0, 0);
    while at < text.len() {
        let Some(form) = FIRMS.iter().find(|form| starts_with(&text[at..], form)) else {
            at += 1;
            continue;
        };
        let end = at + form.chars().count();
        let before = text[after_last..at].iter().rev().take(24);
        let own = before.take_while(|c| c.is_alphanumeric() && !BEFORE_FIRMS.contains(**c)).count();
        let joined = text[at - own..at].iter().take_while(|c| matches!(c, '和' | '等')).count();
        note(hints, HintKind::Company, &text[at - own + joined..end]);
        (at, after_last) = (end, end);
    }
}

/// The length of the first of these words that stands here.
fn word_of(text: &[char], words: &[&str]) -> Option<usize> {
    words.iter().find(|word| starts_with(text, word)).map(|word| word.chars().count())
}

fn starts_with(text: &[char], word: &str) -> bool {
    let mut characters = text.iter();
    word.chars().all(|expected| characters.next() == Some(&expected))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(HintKind, String)> {
        identity_hints(text).into_iter().map(|hint| (hint.kind, hint.passage)).collect()
    }

    #[test]
    fn every_number_is_found_and_not_the_first_alone() {
        let hits =
            found("电话13812345678，或138 1234 5679，座机0477-8581234；证件15010219900101123X");
        let kinds: Vec<HintKind> = hits.iter().map(|(kind, _)| *kind).collect();
        let phone = HintKind::Phone;
        assert_eq!(kinds, [phone, phone, phone, HintKind::IdNumber], "{hits:?}");
        assert_eq!(hits[1].1, "138 1234 5679");
    }

    #[test]
    fn projects_addresses_dates_and_amounts_are_found() {
        for (text, kind) in [
            ("标段 EDS-2026-SG-017 的问题", HintKind::Project),
            ("来信 li.si@example.cn 即可", HintKind::Email),
            ("三月二十二日上午", HintKind::Date),
            ("2026-03-22 开标", HintKind::Date),
            ("2025年以来", HintKind::Date),
            ("去年十月那次", HintKind::Date),
            ("上周三开标", HintKind::Date),
            ("第三标段的问题", HintKind::Project),
            ("东胜区第一中学改扩建工程", HintKind::Project),
            ("准格尔旗医院改造项目招标公告资格条件过严，建议放开。", HintKind::Project),
            ("市第一中学改造工程应公开", HintKind::Project),
            ("铁西片区老旧小区改造项目工程标段", HintKind::Project),
            ("3号窗口排队", HintKind::Place),
            ("第二开标室太挤", HintKind::Place),
            ("收了５万元", HintKind::Amount),
            ("两千块", HintKind::Amount),
        ] {
            assert_eq!(found(text).first().map(|(kind, _)| *kind), Some(kind), "{text}");
        }
    }

    #[test]
    fn people_and_firms_are_found() {
        let name = |passage: &str| (HintKind::Name, passage.to_owned());
        assert_eq!(found("窗口的王科长和李建国主任"), [name("王科长"), name("李建国主任")]);
        assert_eq!(found("我叫张三")[0].0, HintKind::Name);
        assert_eq!(found("鄂尔多斯市某某建设有限公司")[0].0, HintKind::Company);
    }

    #[test]
    fn what_names_the_writer_is_what_the_table_says() {
        let table: serde_json::Value =
            serde_json::from_str(include_str!("hints/cases.json")).expect("a table of cases");
        for case in table.as_array().expect("a list") {
            let text = case["text"].as_str().expect("a text");
            let found: Vec<HintKind> = found(text).into_iter().map(|(kind, _)| kind).collect();
            let told = HintKind::OF_THE_WRITER.iter().filter(|kind| found.contains(kind));
            let told: Vec<&str> = told.map(|kind| kind.tag()).collect();
            assert_eq!(serde_json::json!(told), case["kinds"], "{text}");
        }
    }

    #[test]
    fn office_prose_raises_no_hint() {
        let prose = "部分投标人反映，保证金退还手续较为繁琐，建议明确办理时限，一次性告知所需资料，\
                     并在 3 个工作日内办结；评审专家抽取应全程留痕。";
        assert_eq!(found(prose), []);
        for general in [
            "建议各旗区交易中心对工程建设项目统一办理口径，每周公布一次。",
            "请全区推行建设工程项目网上开标，三个月内完成，办公室每季度检查一次。",
            "窗口人员应一次性告知，会议室开放预约。",
        ] {
            assert_eq!(found(general), [], "{general}");
        }
    }
}
