//! The shared core: questions every audience gets in the same words with the same options, so
//! that the groups can be laid side by side, and the suggestion block that ends each
//! questionnaire. Options carry the codes of the vocabularies.

use super::phrasing::{
    choice, ends, how_often, multiple, none, note, question, required, scale, single, unsure,
    unwilling,
};
use crate::domain::plan::vocabularies::STEPS;
use crate::domain::questionnaires::{Choice, Code, Kind, Question, Words};

/// Codes of the core, in the order they are asked.
pub const CORE: [&str; 6] =
    ["service", "improved", "risk", "behaviours", "behaviour_frequency", "suggestion"];

/// 服务评价
pub(super) fn service() -> Question {
    required(scale(
        "service",
        "总的来说，您对公共资源交易服务满意吗？",
        "On the whole, are you satisfied with the trading services?",
        ends(["很不满意", "Not at all"], ["很满意", "Very much"]),
    ))
}

/// 有没有改善
pub(super) fn improved() -> Question {
    required(single(
        "improved",
        "与去年相比，服务和作风有没有改善？",
        "Compared with last year, have service and conduct improved?",
        [
            choice("much", "明显改善", "Clearly"),
            choice("some", "有些改善", "Somewhat"),
            choice("same", "没什么变化", "No change"),
            choice("worse", "不如以前", "They are worse"),
            unsure(),
        ],
    ))
}

/// 四类风险点
pub(super) fn risk() -> Question {
    required(multiple(
        "risk",
        "您觉得哪些方面容易出现廉政风险？",
        "Where do you think integrity risks arise most easily?",
        [
            choice(
                "power",
                "权力运行：受理、交易、评审中用权不规范、不公开",
                "Exercise of power: irregular or hidden decisions in intake, trading, evaluation",
            ),
            choice(
                "institution",
                "制度机制：规定有漏洞、难执行，监督跟不上",
                "Rules and mechanisms: gaps, poor execution, weak oversight",
            ),
            choice(
                "environment",
                "外部环境：有人拉拢“围猎”，搞暗箱操作",
                "External environment: officials are courted, deals made in the back room",
            ),
            choice(
                "conduct",
                "作风效能：态度差、办事难，吃拿卡要",
                "Conduct and efficiency: unfriendly, slow, demanding favours",
            ),
            choice("other", "其他方面", "Elsewhere"),
            none("没觉得有问题", "I see no problem"),
            unsure(),
            unwilling(),
        ],
    ))
}

/// 四种行为: seen or not.
pub(super) fn behaviours() -> Question {
    required(multiple(
        "behaviours",
        "最近一年，您遇到过下面这些情况吗？",
        "In the past year, have you met any of these?",
        [
            choice("inaction", "不作为：该办不办，推来推去", "Inaction: nobody takes it up"),
            choice(
                "slow_action",
                "慢作为：能快不快，一拖再拖",
                "Slow action: put off again and again",
            ),
            choice(
                "arbitrary_action",
                "乱作为：不按规定，随意办事",
                "Arbitrary action: rules are ignored",
            ),
            choice("sham_action", "假作为：表面应付，不办实事", "Sham action: only for show"),
            none("都没遇到过", "None of these"),
            unsure(),
            unwilling(),
        ],
    ))
}

/// 四种行为: how often.
pub(super) fn behaviour_frequency() -> Question {
    single(
        "behaviour_frequency",
        "总的来看，上面这些情况多吗？",
        "On the whole, does that happen?",
        how_often(),
    )
}

/// The suggestion block. `unit`, `step` and `category` are the codes the desk reads; the units
/// are those of the installation at the time of loading.
pub(super) fn suggestion(units: &[(Code, Words)]) -> Question {
    let block = question(
        "suggestion",
        "您最希望改进什么？有什么好办法？",
        "What should be improved first, and how?",
        Kind::Suggestion { about: vec![unit(units), step(), category()] },
    );
    let help = Words::both(
        "请勿填写涉密内容，也不要写人名、日期、项目编号和容易认出您的具体经过。\
         原文只由指定的经办人、复核人阅读，提炼改写后才交有关单位；属于问题线索的，密封转机关纪委。",
        "Write no state secrets, and no names, dates, project numbers or events that could point \
         to you. Only the appointed case officer and reviewers read your own words; units receive \
         a rewritten summary. Tips on misconduct go sealed to the discipline commission.",
    );
    Question { help, ..block }
}

fn unit(units: &[(Code, Words)]) -> Question {
    let named = units.iter().map(|(code, name)| Choice::new(code.clone(), name.clone()));
    let options: Vec<_> = named.chain([unsure()]).collect();
    single("unit", "涉及哪个单位？", "Which unit is it about?", options)
}

fn step() -> Question {
    let steps = STEPS.entries.iter().map(|step| choice(step.code, step.text.zh, step.text.en));
    let options: Vec<_> = steps.chain([unsure()]).collect();
    single("step", "涉及哪个环节？", "Which step is it about?", options)
}

fn category() -> Question {
    single(
        "category",
        "属于哪一类？",
        "What kind of matter is it?",
        [
            choice("power", "权力运行（用权规范）", "Exercise of power"),
            choice("institution", "制度机制（规定流程）", "Rules and mechanisms"),
            choice("environment", "外部环境（拉拢围猎）", "External environment"),
            choice("conduct", "作风效能（态度效率）", "Conduct and efficiency"),
            choice("other", "其他", "Other"),
            unsure(),
        ],
    )
}

/// The last word: thanks, and where accusations and urgent matters belong.
pub(super) fn closing() -> Question {
    note(
        "closing",
        "感谢您的支持！反映违纪违法问题，请拨打12388或联系机关纪委；\
         答卷到期后才启封，急事请勿写在这里。",
        "Thank you! To report misconduct, call 12388 or turn to the discipline commission. \
         Answers stay sealed until the closing date: please do not put urgent matters here.",
    )
}
