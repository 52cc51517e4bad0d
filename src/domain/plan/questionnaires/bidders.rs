//! 投标人（供应商）: fair terms, fair evaluation, deposits back in time, and a way to object.

use super::core::{behaviour_frequency, behaviours, closing, improved, risk, service, suggestion};
use super::phrasing::{choice, document, ends, how_often, scale, single, unsure, unwilling};
use super::shared::{favours, system};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Code, Document, Question, Words};

const TITLE: Text = Text {
    zh: "廉政风险排查调查问卷 · 投标人（供应商）卷",
    en: "Integrity risk survey · Bidders and suppliers",
};
const ADDRESS: Text = Text {
    zh: "您好！公平竞争要靠大家维护，您的真实感受就是我们改进的依据。",
    en: "Fair competition needs everyone. What you really experience is what we go by.",
};

pub(super) fn compose(units: &[(Code, Words)]) -> Document {
    let questions = vec![
        service(),
        improved(),
        system(),
        tailored_terms(),
        fairness(),
        deposit(),
        objection(),
        risk(),
        behaviours(),
        behaviour_frequency(),
        favours(),
        suggestion(units),
        closing(),
    ];
    document(TITLE, ADDRESS, questions)
}

fn tailored_terms() -> Question {
    single(
        "tailored_terms",
        "招标（采购）文件里，有没有为特定企业“量身定做”的条件？",
        "Do tender documents contain terms made to measure for one bidder?",
        how_often(),
    )
}

fn fairness() -> Question {
    scale(
        "fairness",
        "开标、评标（评审）公平公正吗？",
        "Are bid opening and evaluation fair?",
        ends(["很不公平", "Not at all"], ["很公平", "Very much"]),
    )
}

fn deposit() -> Question {
    single(
        "deposit",
        "投标保证金退得及时吗？",
        "Are bid deposits refunded in time?",
        [
            choice("in_time", "都能按时退", "Always"),
            choice("late", "有时拖延", "Sometimes late"),
            choice("very_late", "经常拖延", "Often late"),
            choice("not_paid", "没交过", "I have paid none"),
            unsure(),
        ],
    )
}

fn objection() -> Question {
    single(
        "objection",
        "对结果有疑问，提异议、质疑或投诉顺畅吗？",
        "If you doubt a result, can you object or complain without trouble?",
        [
            choice("smooth", "顺畅，答复及时", "Yes, with a prompt reply"),
            choice("slow", "能受理，但答复慢", "It is taken, but the reply is slow"),
            choice("hesitant", "有顾虑，不敢提", "I would not dare to"),
            choice("lost", "不知道该找谁", "I do not know whom to turn to"),
            choice("not_needed", "没提过", "I never had to"),
            unsure(),
            unwilling(),
        ],
    )
}
