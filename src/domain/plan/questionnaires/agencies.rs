//! 招标代理机构, the sixth group beside the five the plan names: they meet every step daily and
//! stand between those who ask and those who decide.

use super::core::{behaviour_frequency, behaviours, closing, improved, risk, service, suggestion};
use super::phrasing::{document, ends, how_often, scale, single};
use super::shared::{favours, guidance, system};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Code, Document, Question, Words};

const TITLE: Text = Text {
    zh: "廉政风险排查调查问卷 · 招标代理机构卷",
    en: "Integrity risk survey · Tendering agencies",
};
const ADDRESS: Text = Text {
    zh: "您好！您常来常往，流程哪里不顺、哪里容易走样，您最清楚。",
    en: "You come and go here: you know best where the process jams and where it bends.",
};

pub(super) fn compose(units: &[(Code, Words)]) -> Document {
    let questions = vec![
        service(),
        improved(),
        guidance(),
        system(),
        assessment(),
        steering(),
        commissions(),
        risk(),
        behaviours(),
        behaviour_frequency(),
        favours(),
        suggestion(units),
        closing(),
    ];
    document(TITLE, ADDRESS, questions)
}

fn assessment() -> Question {
    scale(
        "assessment",
        "对代理机构的考核评价公平公开吗？",
        "Is the assessment of agencies fair and open?",
        ends(["很不公平", "Not at all"], ["很公平", "Very much"]),
    )
}

fn steering() -> Question {
    single(
        "steering",
        "编制招标（采购）文件时，有没有人要求设倾向性条件？",
        "When tender documents are drawn up, does anyone ask for biased terms?",
        how_often(),
    )
}

fn commissions() -> Question {
    single(
        "commissions",
        "承接代理业务，有没有要靠关系、给介绍费的情况？",
        "To win agency work, does it take connections or commissions?",
        how_often(),
    )
}
