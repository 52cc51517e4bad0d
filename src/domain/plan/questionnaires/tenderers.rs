//! 招标人（采购人）: how the window serves them, who chooses their agency, how experts judge.

use super::core::{behaviour_frequency, behaviours, closing, improved, risk, service, suggestion};
use super::phrasing::{choice, document, ends, how_often, scale, single, unsure};
use super::shared::{favours, guidance};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Code, Document, Question, Words};

const TITLE: Text = Text {
    zh: "廉政风险排查调查问卷 · 招标人（采购人）卷",
    en: "Integrity risk survey · Tenderers and purchasers",
};
const ADDRESS: Text = Text {
    zh: "您好！感谢您一直以来的支持。办事顺不顺、规矩严不严，您最有发言权。",
    en: "Thank you for your support. Nobody knows better how smoothly and strictly things run.",
};

pub(super) fn compose(units: &[(Code, Words)]) -> Document {
    let questions = vec![
        service(),
        improved(),
        visits(),
        guidance(),
        time_limits(),
        agency_choice(),
        expert_judgement(),
        risk(),
        behaviours(),
        behaviour_frequency(),
        favours(),
        suggestion(units),
        closing(),
    ];
    document(TITLE, ADDRESS, questions)
}

fn visits() -> Question {
    single(
        "visits",
        "办理进场交易登记，一般要跑几趟？",
        "How many visits does it take to register a trade?",
        [
            choice("online", "不用跑，网上就能办", "None, it is done online"),
            choice("one", "一趟", "One"),
            choice("two", "两趟", "Two"),
            choice("more", "三趟及以上", "Three or more"),
            unsure(),
        ],
    )
}

fn time_limits() -> Question {
    single(
        "time_limits",
        "各环节能按公布的时限办结吗？",
        "Are steps completed within the published time limits?",
        [
            choice("always", "都能按时", "Always"),
            choice("mostly", "多数按时", "Mostly"),
            choice("late", "经常超时", "Often late"),
            choice("unpublished", "没见公布过时限", "I have seen no time limits"),
            unsure(),
        ],
    )
}

fn agency_choice() -> Question {
    single(
        "agency_choice",
        "选择招标代理机构时，有没有人指定或变相指定？",
        "When an agency is chosen, does anyone dictate the choice, openly or not?",
        how_often(),
    )
}

fn expert_judgement() -> Question {
    scale(
        "expert_judgement",
        "专家评标（评审）公正吗？",
        "Do the experts evaluate fairly?",
        ends(["很不公正", "Not at all"], ["很公正", "Very much"]),
    )
}
