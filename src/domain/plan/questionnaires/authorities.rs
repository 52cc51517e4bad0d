//! 主管部门: how the work fits together across bodies, and where they see weak points. A group of
//! about ten, so nothing asks which field they supervise.

use super::core::{behaviour_frequency, behaviours, closing, improved, risk, service, suggestion};
use super::phrasing::{choice, document, ends, scale, single, unsure};
use super::shared::{aspects, key_areas};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Code, Document, Question, Words};

const TITLE: Text = Text {
    zh: "廉政风险排查调查问卷 · 主管部门卷",
    en: "Integrity risk survey · Competent authorities",
};
const ADDRESS: Text = Text {
    zh: "您好！感谢您对公共资源交易工作的指导支持，恳请直言我们的不足。",
    en: "Thank you for your guidance and support. Please tell us frankly where we fall short.",
};

pub(super) fn compose(units: &[(Code, Words)]) -> Document {
    let questions = vec![
        service(),
        improved(),
        cooperation(),
        duties(),
        sharing(),
        complaints(),
        risk(),
        key_areas(),
        aspects(),
        behaviours(),
        behaviour_frequency(),
        suggestion(units),
        closing(),
    ];
    document(TITLE, ADDRESS, questions)
}

fn cooperation() -> Question {
    scale(
        "cooperation",
        "与我们的工作衔接顺畅吗？",
        "Does working together with us go smoothly?",
        ends(["很不顺畅", "Not at all"], ["很顺畅", "Very much"]),
    )
}

fn duties() -> Question {
    single(
        "duties",
        "各方监管职责划分清楚吗？",
        "Are the duties of oversight clearly divided?",
        [
            choice("clear", "清楚", "Clearly"),
            choice("overlap", "有交叉", "They overlap"),
            choice("gap", "有空白", "There are gaps"),
            choice("both", "交叉和空白都有", "Both overlaps and gaps"),
            unsure(),
        ],
    )
}

fn sharing() -> Question {
    scale(
        "sharing",
        "信息共享、问题线索移送及时吗？",
        "Are information and tips passed on in time?",
        ends(["很不及时", "Not at all"], ["很及时", "Always"]),
    )
}

fn complaints() -> Question {
    scale(
        "complaints",
        "交易投诉的受理、转办和答复做得好吗？",
        "Are complaints taken, passed on and answered well?",
        ends(["很不好", "Not at all"], ["很好", "Very well"]),
    )
}
