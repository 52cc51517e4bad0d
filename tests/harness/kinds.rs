//! A questionnaire with a question of every kind that is not basic, and a way to fill it in.

use wenlian::domain::logic::Logic;
use wenlian::domain::plan::questionnaires::TEMPLATES;
use wenlian::domain::plan::units::asked_about;
use wenlian::domain::questionnaires::{
    Amount, Asides, Bounds, Choice, Code, Document, Kind, Measure, Measured, Question, Words,
};

/// A code.
pub fn code(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

/// Options or lines with these codes. `none` and the asides stand alone; `else` takes a text.
pub fn choices(codes: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(raw, zh): &(&str, &str)| Choice {
        exclusive: ["none", "unsure", "unwilling"].contains(raw),
        other: *raw == "else",
        ..Choice::new(code(raw), Words::both(zh, &format!("E-{raw}")))
    };
    codes.iter().map(choice).collect()
}

/// A question that must be answered.
pub fn question(raw: &str, zh: &str, kind: Kind) -> Question {
    let text = Words::both(zh, &format!("The question {raw}"));
    let required = kind.asks();
    let (help, logic) = (Words::default(), Logic::default());
    Question { code: code(raw), text, help, required, bank: None, logic, kind }
}

/// What all of these scales offer beside their points.
pub const BOTH: Asides = Asides { unsure: true, unwilling: true };

/// A scale of five points.
pub fn scale(stars: bool) -> Kind {
    let (low, high) = (Words::both("不满意", "Bad"), Words::both("满意", "Good"));
    Kind::Scale { points: 5, low, high, asides: BOTH, stars }
}

fn single() -> Kind {
    let options = [("never", "没有"), ("once", "一次"), ("often", "多次"), ("unwilling", "不便说")];
    Kind::Single { options: choices(&options) }
}

fn several(bounds: Bounds) -> Kind {
    let options = [("phone", "电话"), ("window", "窗口"), ("net", "网上"), ("none", "以上都没有")];
    Kind::Multiple { options: choices(&options), bounds }
}

fn matrix(cell: Kind) -> Kind {
    let lines = choices(&[("guide", "办事指南"), ("window", "登记窗口"), ("bond", "保证金退还")]);
    Kind::Matrix { lines, cell: Box::new(cell) }
}

/// The questionnaire.
pub fn document() -> Document {
    let mut fees = choices(&[("agent", "代理费"), ("bond", "保证金"), ("print", "文件费")]);
    for fee in &mut fees {
        fee.moves = true;
    }
    fees.extend(choices(&[("else", "其他"), ("unsure", "不清楚")]));
    let places = choices(&[("hall", "大厅"), ("remote", "远程"), ("else", "其他地方")]);
    let nps = Kind::Nps {
        low: Words::both("绝不", "Never"),
        high: Words::both("一定", "Surely"),
        asides: BOTH,
    };
    let two = Bounds { least: Some(2), most: Some(2) };
    let mut document = Document::empty(Words::both("各种题型", "All kinds"));
    document.questions = vec![
        question("part", "第一部分 办事", Kind::Section),
        question("fee", "哪一项收费说不清楚？", Kind::Single { options: fees }),
        question("ways", "您用过哪两种办法？", several(two)),
        question("place", "您在哪里开标？", Kind::Dropdown { options: places }),
        question("stars", "请给窗口打分。", scale(true)),
        question("again", "您会向同行推荐这里吗？", nps),
        question("next", "第二部分 环节", Kind::Page),
        question("met", "下列环节是否遇到过刁难？", matrix(single())),
        question("used", "下列环节您用过哪些办法？", matrix(several(Bounds::default()))),
        question("rated", "您对下列环节满意吗？", matrix(scale(false))),
        question("wish", "下列环节该怎么改？", matrix(Kind::ShortText)),
        question(
            "order",
            "最该先改哪两项？",
            Kind::Ranking { options: fees_in_order(), places: 2, asides: BOTH },
        ),
        question("days", "退还保证金等了几天？", number(&["5", "10"])),
        question("price", "标书花了多少万元？", number(&[])),
        question("share", "时间花在哪里？", shares()),
        question("often", "说说您跑了几趟。", Kind::Blanks { sentence: sentence() }),
        question("day", "哪天交的保证金？", Kind::Date { measured: since("2026-01-01") }),
        question("hour", "几点开的标？", Kind::Time { measured: since("12:00") }),
    ];
    document
}

/// The same with the basic kinds and a suggestion block, so that there is one of every kind.
pub fn every_kind() -> Document {
    let mut document = document();
    document.questions.extend([
        question("grade", "您对整改有信心吗？", scale(false)),
        question("line", "用一句话说说。", Kind::ShortText),
        question("essay", "请仔细说说。", Kind::LongText),
        question("note", "最后请您提意见。", Kind::Note),
    ]);
    let plan = TEMPLATES[0].document(&asked_about());
    let is_suggestion = |it: &&Question| matches!(it.kind, Kind::Suggestion { .. });
    document.questions.extend(plan.questions.iter().find(is_suggestion).cloned());
    document
}

fn fees_in_order() -> Vec<Choice> {
    choices(&[("agent", "代理费标准"), ("bond", "退还保证金"), ("print", "文件费收取")])
}

/// A number of up to 999 with two decimals.
fn number(cuts: &[&str]) -> Kind {
    let amount = |raw: &&str| Amount::read(raw).unwrap();
    let measured = Measured {
        least: Amount::read("0"),
        most: Amount::read("999"),
        cuts: cuts.iter().map(amount).collect(),
        asides: BOTH,
    };
    Kind::Number { measured, decimals: 2, unit: Words::both("天", "days") }
}

/// A date or a time, counted by whether it is before this one.
fn since<T: Measure>(cut: &str) -> Measured<T> {
    Measured { cuts: vec![T::read(cut).unwrap()], asides: BOTH, ..Measured::any() }
}

fn shares() -> Kind {
    let parts = choices(&[("queue", "排队"), ("paper", "备料"), ("road", "路上")]);
    let unit = Words::both("%", "%");
    Kind::Shares { parts, total: 100, unit, cuts: vec![30, 60], asides: BOTH }
}

fn sentence() -> Words {
    Words::both("我一年来____次，最久等____分钟。", "I come ____ times and wait ____ minutes.")
}

/// Every question answered. All values can be chosen or typed as they are.
pub const FILLED: &[(&str, &str)] = &[
    ("q.fee", "else"),
    ("q.fee-else", "打印费"),
    ("q.ways", "phone"),
    ("q.ways", "net"),
    ("q.place", "remote"),
    ("q.stars", "4"),
    ("q.again", "0"),
    ("q.met-guide", "never"),
    ("q.met-window", "often"),
    ("q.met-bond", "unwilling"),
    ("q.used-guide", "none"),
    ("q.used-window", "window"),
    ("q.used-window", "phone"),
    ("q.used-bond", "net"),
    ("q.rated-guide", "5"),
    ("q.rated-window", "0"),
    ("q.rated-bond", "unwilling"),
    ("q.wish-guide", "写短一些"),
    ("q.wish-window", "多开一个"),
    ("q.wish-bond", "按时退"),
    ("q.order-print", "1"),
    ("q.order-agent", "2"),
    ("q.days", "０１２．５０"),
    ("q.price", "3.5"),
    ("q.share-queue", "70"),
    ("q.share-road", "３０"),
    ("q.often-b1", "6"),
    ("q.often-b2", "90"),
    ("q.day", "2026-03-05"),
    ("q.hour", "09:30"),
    ("q.again", ""),
    ("q.place-else", ""),
    ("q.share-paper", ""),
];

/// What [`every_kind`] asks beside that.
const FURTHER: &[(&str, &str)] = &[
    ("q.grade", "2"),
    ("q.line", "简单些"),
    ("q.essay", "材料太多"),
    ("q.suggestion.text", "多开窗口"),
    ("q.suggestion.unit", "caiwu"),
    ("q.suggestion.category", "conduct"),
];

/// The same, ready to be sent.
pub fn filled() -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    FILLED.iter().map(owned).collect()
}

/// Everything answered that [`every_kind`] asks; empty fields are left out.
pub fn everything() -> Vec<(String, String)> {
    let further = FURTHER.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    filled().into_iter().filter(|(_, value)| !value.is_empty()).chain(further).collect()
}
