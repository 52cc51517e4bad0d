//! 全体干部职工: beside the core the ten key areas, the rules they work by, collective decisions,
//! and the 四官 block, which asks about practices and never about a person.

use super::core::{behaviour_frequency, behaviours, closing, improved, risk, service, suggestion};
use super::phrasing::{
    choice, document, how_often, multiple, none, note, single, unsure, unwilling,
};
use super::shared::{aspects, key_areas};
use crate::domain::lang::Text;
use crate::domain::questionnaires::{Code, Document, Question, Words};

const TITLE: Text = Text {
    zh: "廉政风险排查调查问卷 · 干部职工卷",
    en: "Integrity risk survey · Staff",
};
const ADDRESS: Text = Text {
    zh: "同志，您好！风险在哪里、该怎么防，身边人看得最清楚。",
    en: "Dear colleague, those on the spot see best where the risks lie and what helps.",
};

pub(super) fn compose(units: &[(Code, Words)]) -> Document {
    let questions = vec![
        service(),
        improved(),
        risk(),
        key_areas(),
        aspects(),
        decisions(),
        pressure(),
        behaviours(),
        behaviour_frequency(),
        note(
            "officials_note",
            "下面两题只谈现象，不针对任何人。",
            "The next two questions are about practices, not about any person.",
        ),
        officials(),
        gates(),
        suggestion(units),
        closing(),
    ];
    document(TITLE, ADDRESS, questions)
}

fn decisions() -> Question {
    single(
        "decisions",
        "“三重一大”事项，能做到集体研究、逐人表态、如实记录吗？",
        "Are major matters decided together, with each one's view stated and put on record?",
        [
            choice("always", "都能做到", "Always"),
            choice("mostly", "多数能做到", "Mostly"),
            choice("seldom", "多数做不到", "Seldom"),
            unsure(),
            unwilling(),
        ],
    )
}

fn pressure() -> Question {
    single(
        "pressure",
        "工作中，有没有人说情打招呼、请吃送礼？",
        "At work, do people put in a word for someone, or offer meals and gifts?",
        how_often(),
    )
}

fn officials() -> Question {
    multiple(
        "officials",
        "您身边有下面这些现象吗？",
        "Do you see any of these practices around you?",
        [
            choice(
                "lazy",
                "“懒官”：办事拖拉、推诿扯皮，攒一批再办",
                "“Lazy”: dawdling, passing on, letting work pile up",
            ),
            choice(
                "mediocre",
                "“庸官”：墨守成规、得过且过，占着位子当摆设",
                "“Mediocre”: stuck in habit, muddling through, filling a seat",
            ),
            choice(
                "compliant",
                "“乖官”：怕得罪人、不愿担当，表态多、落实少",
                "“Compliant”: offending nobody, shouldering nothing, all words and no deeds",
            ),
            choice(
                "slick",
                "“巧官”：看人下菜碟、做表面文章，见难就躲",
                "“Slick”: currying favour, working for show, dodging what is hard",
            ),
            none("都没有", "None of these"),
            unsure(),
            unwilling(),
        ],
    )
}

fn gates() -> Question {
    single(
        "gates",
        "治理这些现象，最要紧的是把严哪一关？",
        "Against such practices, which gate should be guarded most strictly?",
        [
            choice("supervision", "监督关：日常监督常在", "Supervision: steady, day by day"),
            choice("post", "上岗关：能者上、庸者下", "The post: for those able to fill it"),
            choice("assessment", "考核关：凭实绩说话", "Assessment: by real results"),
            choice("public", "群众关：请群众来评", "The public: let those served judge"),
            unsure(),
        ],
    )
}
