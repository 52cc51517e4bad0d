//! What holds for all six questionnaires: complete in both languages, one core, short, and without
//! a question or a word that has no place in them.

use super::phrasing::note;
use super::*;
use crate::domain::lang::Lang;
use crate::domain::plan::units;
use crate::domain::plan::vocabularies::{
    ASPECTS, BEHAVIOURS, GATES, KEY_AREAS, OFFICIALS, RISK_CATEGORIES, STEPS, VOCABULARIES,
    Vocabulary,
};
use crate::domain::questionnaires::{Choice, Kind, Question};

/// Words the house does not use (their place is taken by others), in either language.
const FORBIDDEN: &str = "运动、战役、活动、选票、投票、受众、池、席位、令牌、答题卡、选票卡、追踪码、\
    跟踪号、指纹、开幕、开票、轮次、分诊、分流员、第二阅读者、蒸馏、路由、举报信、告密、关闭、重开、\
    二级风险、红色风险、部门头、主管、监督者、发现、仪表盘、用户、受试者、\
    supervising department、ballot paper、vote、dashboard、fingerprint、user";

/// What a question must not ask about the one who answers.
const IDENTITY: &str = "姓名、名字、贵姓、电话、手机、邮箱、联系方式、身份证、您所在、您的单位、您单位、\
    贵单位、贵公司、您的公司、公司名称、企业名称、单位名称、项目名称、项目编号、职务、年龄、性别、\
    your name、your company、your unit、your project";

fn documents() -> Vec<(&'static str, Document)> {
    let units = units::asked_about();
    TEMPLATES.iter().map(|template| (template.audience, template.document(&units))).collect()
}

/// The questions of a document, those of its blocks last.
fn all_questions(document: &Document) -> Vec<&Question> {
    let blocks = document.questions.iter().filter_map(|question| match &question.kind {
        Kind::Suggestion { about } => Some(about),
        _ => None,
    });
    document.questions.iter().chain(blocks.flatten()).collect()
}

/// What a question asks: its text, its options, the ends of its scale.
fn asked(question: &Question) -> Vec<&Words> {
    let mut words = vec![&question.text];
    words.extend(question.options().iter().map(|option| &option.text));
    if let Kind::Scale { low, high, .. } = &question.kind {
        words.extend([low, high]);
    }
    words
}

/// Everything a respondent may read.
fn all_words(document: &Document) -> Vec<&Words> {
    let mut words = vec![&document.title, &document.intro];
    for question in all_questions(document) {
        words.extend(asked(question));
        words.extend(Some(&question.help).filter(|help| !help.is_blank()));
    }
    words
}

/// The first of the listed words that occurs in the text.
fn occurring(list: &'static str, text: &str) -> Option<&'static str> {
    // 主管部门 is a word of the house, 主管 alone is not.
    let text = text.replace("主管部门", "").to_lowercase();
    list.split('、').find(|word| text.contains(word))
}

fn identity_asked(question: &Question) -> Option<&'static str> {
    let asked = asked(question);
    let mut texts = asked.iter().flat_map(|words| Lang::ALL.map(|lang| words.to(lang)));
    texts.find_map(|text| occurring(IDENTITY, text))
}

fn codes(options: &[Choice]) -> Vec<&str> {
    options.iter().map(|option| option.code.as_str()).collect()
}

#[test]
fn every_questionnaire_can_be_published_as_it_is() {
    for (audience, document) in documents() {
        assert_eq!(document.faults(), [], "{audience}");
    }
}

#[test]
fn every_text_stands_in_both_languages() {
    for (audience, document) in documents() {
        for lang in Lang::ALL {
            assert!(document.untranslated(lang).is_empty(), "{audience}");
        }
        for words in all_words(&document) {
            let zh = words.written(Lang::Zh).expect("Chinese");
            let en = words.written(Lang::En).expect("English");
            assert!(!zh.is_ascii() && en.chars().all(|c| !('\u{4e00}'..='\u{9fff}').contains(&c)));
        }
    }
}

#[test]
fn nobody_is_asked_more_than_fourteen_questions() {
    for (audience, document) in documents() {
        let answerable = document.questions.iter().filter(|question| question.kind != Kind::Note);
        let count = answerable.count();
        assert!((8..=14).contains(&count), "{audience}: {count}");
    }
}

#[test]
fn everyone_is_asked_the_core_in_one_order() {
    for (audience, document) in documents() {
        let asked = document.questions.iter().map(|question| question.code.as_str());
        let core: Vec<_> = asked.filter(|code| CORE.contains(code)).collect();
        assert_eq!(core, CORE, "{audience}");
    }
}

#[test]
fn the_suggestion_block_stands_once_before_the_closing_note() {
    for (audience, document) in documents() {
        let kinds: Vec<_> = document.questions.iter().map(|question| &question.kind).collect();
        let [.., Kind::Suggestion { about }, Kind::Note] = kinds.as_slice() else {
            panic!("{audience} ends otherwise")
        };
        let blocks = kinds.iter().filter(|kind| matches!(kind, Kind::Suggestion { .. }));
        assert_eq!(blocks.count(), 1, "{audience}");
        let inner: Vec<_> = about.iter().map(|question| question.code.as_str()).collect();
        assert_eq!(inner, ["unit", "step", "category"]);
        for question in about {
            assert_eq!(codes(question.options()).last(), Some(&"unsure"));
        }
    }
}

#[test]
fn questions_of_one_code_are_one_question() {
    let documents = documents();
    let all: Vec<&Question> =
        documents.iter().flat_map(|(_, document)| &document.questions).collect();
    for question in &all {
        for other in all.iter().filter(|other| other.code == question.code) {
            assert_eq!(question, other);
        }
    }
}

#[test]
fn options_carry_the_codes_of_the_vocabularies() {
    let declining = ["none", "unsure", "unwilling"];
    let expected: [(&str, Vocabulary, &[&str]); 8] = [
        ("risk", RISK_CATEGORIES, &declining),
        ("behaviours", BEHAVIOURS, &declining),
        ("key_areas", KEY_AREAS, &declining[1..]),
        ("aspects", ASPECTS, &declining),
        ("officials", OFFICIALS, &declining),
        ("gates", GATES, &["unsure"]),
        ("step", STEPS, &["unsure"]),
        ("category", RISK_CATEGORIES, &["unsure"]),
    ];
    // Staff are asked all of them; what others are asked is the same question.
    let staff = TEMPLATES[0].document(&units::asked_about());
    for (code, vocabulary, more) in expected {
        let question = all_questions(&staff).into_iter().find(|asked| asked.code.as_str() == code);
        let options = codes(question.expect("staff are asked it").options());
        let members = vocabulary.entries.iter().map(|entry| entry.code);
        assert_eq!(options, members.chain(more.iter().copied()).collect::<Vec<_>>(), "{code}");
    }
}

#[test]
fn the_block_offers_exactly_the_units_given() {
    let name = Words::both("招标科", "Tendering Section");
    let units = [(Code::parse("zhaobiao").expect("a code"), name.clone())];
    let document = TEMPLATES[2].document(&units);
    let unit = all_questions(&document).into_iter().find(|asked| asked.code.as_str() == "unit");
    let options = unit.expect("the block asks it").options();
    assert_eq!(codes(options), ["zhaobiao", "unsure"]);
    assert_eq!(options[0].text, name);
}

#[test]
fn whoever_must_answer_may_answer_that_they_are_not_sure() {
    for (_, document) in documents() {
        for question in document.questions.iter().filter(|question| question.required) {
            let offers = codes(question.options()).contains(&"unsure");
            let scale_offers = question.kind.points().is_some_and(|it| it.asides.unsure);
            assert!(offers || scale_offers, "{}", question.code);
        }
    }
}

#[test]
fn to_decline_is_to_choose_nothing_else() {
    for (_, document) in documents() {
        for question in all_questions(&document) {
            for option in question.options() {
                let declines = ["none", "unsure", "unwilling"].contains(&option.code.as_str());
                assert_eq!(option.exclusive, declines, "{}.{}", question.code, option.code);
            }
        }
    }
}

#[test]
fn the_four_officials_are_for_staff_alone() {
    for (audience, document) in documents() {
        for code in ["officials", "gates"] {
            assert_eq!(document.question(code).is_some(), audience == "staff", "{audience}");
        }
    }
}

#[test]
fn no_question_asks_who_answers() {
    for (audience, document) in documents() {
        for question in all_questions(&document) {
            assert_eq!(identity_asked(question), None, "{audience}.{}", question.code);
        }
    }
    let control = note("control", "您所在单位是？", "Which body are you from?");
    assert_eq!(identity_asked(&control), Some("您所在"));
}

#[test]
fn no_forbidden_word_is_in_any_text() {
    let fixed = VOCABULARIES.iter().flat_map(|vocabulary| vocabulary.entries);
    let fixed = fixed.map(|entry| entry.text);
    let fixed = fixed.chain(VOCABULARIES.iter().map(|vocabulary| vocabulary.title));
    let fixed = fixed.chain(units::UNITS.iter().map(|unit| unit.name));
    let mut texts: Vec<Words> = fixed.map(Words::from).collect();
    for (_, document) in documents() {
        texts.extend(all_words(&document).into_iter().cloned());
    }
    for text in texts.iter().flat_map(|words| Lang::ALL.map(|lang| words.to(lang))) {
        assert_eq!(occurring(FORBIDDEN, text), None, "{text}");
    }
    assert_eq!(occurring(FORBIDDEN, "请主管部门的主管填写"), Some("主管"));
}

#[test]
fn the_block_warns_and_says_who_reads_it() {
    for (_, document) in documents() {
        let help = document.question("suggestion").map(|block| block.help.to(Lang::Zh));
        let help = help.expect("every questionnaire has the block");
        for needed in ["请勿填写涉密内容", "人名", "日期", "项目编号", "经办人", "复核人"]
        {
            assert!(help.contains(needed), "{needed}");
        }
    }
}

#[test]
fn a_document_reads_back_from_its_own_writing() {
    for (audience, document) in documents() {
        let text = serde_json::to_string(&document).expect("a document is JSON");
        let back: Document = serde_json::from_str(&text).expect("its own writing");
        assert_eq!(back, document, "{audience}");
        assert_eq!(serde_json::to_string(&back).expect("a document is JSON"), text, "{audience}");
    }
}

/// The respondent's page with everything it loads must stay below 45 KB; its words are part of it.
/// Staff answer for more: the ten key areas, the seven aspects and the 四官.
#[test]
fn a_questionnaire_is_light_enough_for_a_phone() {
    for (audience, mut document) in documents() {
        clear_english(&mut document);
        let bytes = serde_json::to_string(&document).expect("a document is JSON").len();
        let most = if audience == "staff" { 11 } else { 9 };
        assert!(bytes < most * 1024, "{audience}: {bytes} bytes");
    }
}

fn clear_english(document: &mut Document) {
    document.title.set(Lang::En, "");
    document.intro.set(Lang::En, "");
    document.questions.iter_mut().for_each(clear_question);
}

fn clear_question(question: &mut Question) {
    question.text.set(Lang::En, "");
    question.help.set(Lang::En, "");
    match &mut question.kind {
        Kind::Single { options } | Kind::Multiple { options, .. } => {
            for option in options {
                option.text.set(Lang::En, "");
            }
        }
        Kind::Scale { low, high, .. } => {
            low.set(Lang::En, "");
            high.set(Lang::En, "");
        }
        Kind::Suggestion { about } => about.iter_mut().for_each(clear_question),
        _ => {}
    }
}

#[test]
fn the_bank_begins_with_the_core_and_nothing_shared_is_worded_in_two_ways() {
    let units = units::asked_about();
    let shared = shared_questions(&units);
    let codes: Vec<&str> = shared.iter().map(|question| question.code.as_str()).collect();
    for core in CORE {
        assert!(codes.contains(&core), "{core}: {codes:?}");
    }
    for (audience, document) in documents() {
        for question in &document.questions {
            let kept = shared.iter().find(|known| known.code == question.code);
            assert!(kept.is_none_or(|kept| kept == question), "{audience}: {}", question.code);
        }
    }
}
