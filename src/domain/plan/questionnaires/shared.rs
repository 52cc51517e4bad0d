//! Questions that several audiences share, though not all: asked in the same words wherever they
//! are asked.

use super::phrasing::{choice, ends, how_often, multiple, none, scale, single, unsure, unwilling};
use crate::domain::plan::vocabularies::KEY_AREAS;
use crate::domain::questionnaires::Question;

/// 十个重点
pub(super) fn key_areas() -> Question {
    let areas = KEY_AREAS.entries.iter().map(|area| choice(area.code, area.text.zh, area.text.en));
    let options: Vec<_> = areas.chain([unsure(), unwilling()]).collect();
    multiple(
        "key_areas",
        "下面十个重点，哪些最需要加强廉政风险防控？",
        "Which of the ten key areas most need protection against integrity risks?",
        options,
    )
}

/// 七个方面, as findings of their own.
pub(super) fn aspects() -> Question {
    multiple(
        "aspects",
        "现行制度主要有哪些不足？",
        "Where do the present rules fall short?",
        [
            choice("fit", "跟不上新形势新任务", "Behind new conditions and tasks"),
            choice("practicable", "操作性不强", "Hard to apply"),
            choice("carried_out", "执行难到位", "Not fully carried out"),
            choice("oversight", "缺乏有效监督", "Lack of effective oversight"),
            choice("procedure", "程序繁琐或不合理", "Procedure tedious or unreasonable"),
            choice("time_limits", "时限不清或过长", "Time limits unclear or too long"),
            choice("discretion", "自由裁量空间大", "Too much room for discretion"),
            none("没有明显不足", "Nowhere in particular"),
            unsure(),
            unwilling(),
        ],
    )
}

/// 吃拿卡要
pub(super) fn favours() -> Question {
    single(
        "favours",
        "办事过程中，有没有遇到工作人员吃拿卡要、暗示要好处？",
        "In your dealings, do members of staff demand favours or hint at them?",
        how_often(),
    )
}

/// 一次性告知
pub(super) fn guidance() -> Question {
    scale(
        "guidance",
        "办事要求和所需资料，工作人员能一次讲清楚吗？",
        "Are requirements and papers explained clearly, once for all?",
        ends(["讲不清", "Not at all"], ["很清楚", "Very clearly"]),
    )
}

/// 交易系统
pub(super) fn system() -> Question {
    scale(
        "system",
        "电子交易系统好用吗？",
        "Is the electronic trading system easy to use?",
        ends(["很难用", "Not at all"], ["很好用", "Very much"]),
    )
}
