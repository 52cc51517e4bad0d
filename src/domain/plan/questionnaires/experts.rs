//! 评标（评审）专家: the draw, independence in the room, and the conditions of work. Nothing asks
//! which room, day or project.

use super::core::{behaviour_frequency, behaviours, closing, improved, risk, service, suggestion};
use super::phrasing::{choice, document, ends, how_often, scale, single, unsure, unwilling};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Code, Document, Question, Words};

const TITLE: Text = Text {
    zh: "廉政风险排查调查问卷 · 评标（评审）专家卷",
    en: "Integrity risk survey · Evaluation experts",
};
const ADDRESS: Text = Text {
    zh: "您好！评标评审是否独立公正，您的感受最真切。",
    en: "Whether evaluation is independent and fair, you know at first hand.",
};

pub(super) fn compose(units: &[(Code, Words)]) -> Document {
    let questions = vec![
        service(),
        improved(),
        conditions(),
        draw(),
        influence(),
        diligence(),
        collusion(),
        fees(),
        risk(),
        behaviours(),
        behaviour_frequency(),
        suggestion(units),
        closing(),
    ];
    document(TITLE, ADDRESS, questions)
}

fn conditions() -> Question {
    scale(
        "conditions",
        "评标（评审）的时间和场所，能保证认真评审吗？",
        "Do time and premises allow careful evaluation?",
        ends(["难以保证", "Not at all"], ["完全能保证", "Fully"]),
    )
}

fn draw() -> Question {
    scale(
        "draw",
        "专家抽取和通知，保密做得好吗？",
        "Are the drawing of experts and the notice to them kept confidential?",
        ends(["很不好", "Not at all"], ["很好", "Very well"]),
    )
}

fn influence() -> Question {
    single(
        "influence",
        "评标（评审）前后，有没有人打招呼、作暗示？",
        "Before or during evaluation, does anyone put in a word or drop a hint?",
        how_often(),
    )
}

fn diligence() -> Question {
    single(
        "diligence",
        "专家们能独立、认真评审吗？",
        "Do experts evaluate independently and with care?",
        [
            choice("all", "普遍能做到", "Nearly all do"),
            choice("most", "多数能做到", "Most do"),
            choice("few", "不少人走过场", "Many only go through the motions"),
            unsure(),
            unwilling(),
        ],
    )
}

fn collusion() -> Question {
    single(
        "collusion",
        "评标（评审）中，有没有疑似围标串标的情况？",
        "In evaluation, do you see signs of collusion among bidders?",
        how_often(),
    )
}

fn fees() -> Question {
    single(
        "fees",
        "评审劳务费能按标准及时支付吗？",
        "Are fees paid in time and by the set rates?",
        [
            choice("paid", "按标准，也及时", "In time and by the rates"),
            choice("late", "有时拖延", "Sometimes late"),
            choice("unclear", "标准不明或没付足", "Rates unclear or not met"),
            unsure(),
            unwilling(),
        ],
    )
}
