//! Conditions, from the form in which the office writes them to the page on which they hide a
//! question, the ballot from which they drop an answer, and the opening.

mod answering;
mod designer;
mod kinds;
mod mirror;
mod page;

use serde_json::json;
use wenlian::domain::questionnaires::{Document, Fault};

/// A questionnaire of ten questions that depend on one another, as it is stored.
pub fn ten_questions() -> Document {
    let said = |zh: &str| json!({ "zh-CN": zh, "en": format!("[{zh}]") });
    let options = |codes: &[(&str, &str)]| {
        let option = |(code, zh): &(&str, &str)| json!({ "code": code, "text": said(zh) });
        codes.iter().map(option).collect::<Vec<_>>()
    };
    let yes_no = options(&[("yes", "办过"), ("no", "没有办过")]);
    let halls = options(&[("hall", "交易大厅"), ("bids", "开标室"), ("other", "其他地方")]);
    let risks = options(&[("power", "权力集中"), ("time", "拖延时间"), ("gift", "收受礼品")]);
    let scale = |more: serde_json::Value| {
        let mut scale = json!({ "kind": "scale", "points": 5, "low": said("不满意"),
            "high": said("满意"), "unsure": true });
        scale.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        scale
    };
    let document = json!({
        "format": 1,
        "title": said("办事情况"),
        "questions": [
            { "code": "went", "text": said("您去年办过交易业务吗？"), "required": true,
              "kind": "single", "options": yes_no },
            { "code": "halls", "text": said("在哪里办的？"), "kind": "multiple",
              "options": halls, "show_if": "went = 'yes'" },
            scale(json!({ "code": "service", "text": said("您对{q.halls}的服务满意吗？"),
              "show_if": "went = 'yes'", "required_if": "count(halls) ≥ 2" })),
            { "code": "why", "text": said("请说说哪里不满意"), "kind": "long_text",
              "show_if": "service ≤ 2" },
            { "code": "hint", "text": said("以下几题请没有办过业务的人也回答"), "kind": "note",
              "show_if": "went = 'no'" },
            { "code": "risks", "text": said("哪些环节有风险？"), "kind": "multiple",
              "options": risks },
            { "code": "worst", "text": said("其中最突出的是？"), "kind": "single",
              "options": risks, "show_if": "count(risks) > 1",
              "valid_if": { "holds": "risks contains worst",
                            "message": said("请从上一题所选的环节里选择") } },
            scale(json!({ "code": "trust", "text": said("您相信会整改吗？") })),
            { "code": "line", "text": said("请用一句话说明"), "kind": "short_text",
              "required_if": "trust = 1" },
            { "code": "place", "text": said("常去的是？"), "kind": "single", "options": halls },
            { "code": "idea", "text": said("您对{q.place}有什么建议？"), "kind": "suggestion",
              "about": [{ "code": "unit", "text": said("针对哪里"), "kind": "single",
                          "options": halls }],
              "show_if": "trust ≠ 1 and not risks contains 'gift'" },
        ],
    });
    let document: Document = serde_json::from_value(document).unwrap();
    assert_eq!(document.faults(), [] as [Fault; 0]);
    document
}

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
