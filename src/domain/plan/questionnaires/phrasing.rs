//! How a questionnaire is written down here: a question a call, Chinese first and English after
//! it. Apart from the questions, so that the other files hold almost nothing but their words.

use crate::domain::lang::Text;
use crate::domain::logic::Logic;
use crate::domain::questionnaires::{
    Asides, Bounds, Choice, Code, Document, Kind, Question, Words,
};

/// A code written in this module's source.
pub(super) fn code(raw: &str) -> Code {
    Code::parse(raw).expect("the tests build every questionnaire")
}

/// A document with the opening lines all audiences share after a word to this one.
pub(super) fn document(title: Text, address: Text, questions: Vec<Question>) -> Document {
    let rest = Text {
        zh: "填写约需两三分钟，不问您是谁、来自哪个单位、参与哪个项目。\
             拿不准的选“不清楚”，不愿说的选“不便说”，非必答的题可以跳过。",
        en: "It takes two or three minutes. We do not ask who you are, where you come from \
             or which projects you take part in. Where you are not sure, choose “Not sure”; where \
             you would rather not say, choose “Rather not say”. Questions that are not required \
             may be skipped.",
    };
    let intro =
        Words::both(&format!("{}{}", address.zh, rest.zh), &format!("{} {}", address.en, rest.en));
    Document { intro, questions, ..Document::empty(title.into()) }
}

/// 单选题
pub(super) fn single(raw: &str, zh: &str, en: &str, options: impl Into<Vec<Choice>>) -> Question {
    let options = options.into();
    question(raw, zh, en, Kind::Single { options })
}

/// 多选题
pub(super) fn multiple(raw: &str, zh: &str, en: &str, options: impl Into<Vec<Choice>>) -> Question {
    let options = options.into();
    question(raw, zh, en, Kind::Multiple { options, bounds: Bounds::default() })
}

/// 量表题 of five points with 不清楚 beside them.
pub(super) fn scale(raw: &str, zh: &str, en: &str, [low, high]: [Text; 2]) -> Question {
    let asides = Asides { unsure: true, unwilling: false };
    let (low, high) = (low.into(), high.into());
    let kind = Kind::Scale { points: 5, low, high, asides, stars: false };
    question(raw, zh, en, kind)
}

/// 说明
pub(super) fn note(raw: &str, zh: &str, en: &str) -> Question {
    question(raw, zh, en, Kind::Note)
}

/// A question of any kind, not required and without help.
pub(super) fn question(raw: &str, zh: &str, en: &str, kind: Kind) -> Question {
    Question {
        code: code(raw),
        text: Words::both(zh, en),
        help: Words::default(),
        required: false,
        bank: None,
        logic: Logic::default(),
        kind,
    }
}

/// The same question, refused without an answer. Only for questions that offer 不清楚.
pub(super) fn required(question: Question) -> Question {
    Question { required: true, ..question }
}

/// An option.
pub(super) fn choice(raw: &str, zh: &str, en: &str) -> Choice {
    Choice::new(code(raw), Words::both(zh, en))
}

/// The ends of a scale.
pub(super) const fn ends(low: [&'static str; 2], high: [&'static str; 2]) -> [Text; 2] {
    [Text { zh: low[0], en: low[1] }, Text { zh: high[0], en: high[1] }]
}

/// 以上都没有, in the words that fit the question.
pub(super) fn none(zh: &str, en: &str) -> Choice {
    Choice { exclusive: true, ..choice("none", zh, en) }
}

/// 不清楚, an answer in its own right.
pub(super) fn unsure() -> Choice {
    Choice { exclusive: true, ..choice("unsure", "不清楚", "Not sure") }
}

/// 不便说, an answer in its own right.
pub(super) fn unwilling() -> Choice {
    Choice { exclusive: true, ..choice("unwilling", "不便说", "Rather not say") }
}

/// The answers to every 有没有 that may be delicate, always the same five.
pub(super) fn how_often() -> [Choice; 5] {
    [
        choice("never", "没有", "No"),
        choice("rarely", "偶尔有", "Now and then"),
        choice("often", "经常有", "Often"),
        unsure(),
        unwilling(),
    ]
}
