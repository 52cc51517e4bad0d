//! What is wrong with an answering form, in words: beside each question, and together above all
//! of them. The sentence follows from the problem and from the question it is about.

use maud::Markup;

use crate::domain::lang::{Lang, words};
use crate::domain::questionnaires::{Document, Kind, Question};
use crate::domain::responses::{Field, FieldError, Problem};
use crate::web::page::View;
use crate::web::parts;

words! {
    CHOOSE_ONE = "请选择一项。",
                 "Please choose one.";
    CHOOSE_SOME = "请至少选择一项。",
                  "Please choose at least one.";
    WRITE = "请填写这一项。",
            "Please write something here.";
    ONE_ONLY = "这一题只能选一项，请重新选择。",
               "Only one answer fits here, please choose again.";
    NOT_OFFERED = "您的选择不在所列选项中，请重新选择。",
                  "What you chose is not on the list, please choose again.";
    UNKNOWN = "提交的内容与这份问卷不符，请刷新页面，核对后重新提交。",
              "What was sent does not fit this questionnaire. Please reload the page, check it and send it again.";
    too_few(least: &str) = "请至少选择 {least} 项。",
                           "Please choose at least {least}.";
    too_many(most: &str, over: &str) = "最多选择 {most} 项，请去掉 {over} 项。",
                                         "At most {most}, please take {over} away.";
    NOT_CHOSEN = "这里写了说明，却没有选对应的选项。请选中它，或者删去说明。",
                 "There is a text here, but its option is not chosen. Please choose it, or clear the text.";
    CONTROL_CHARACTER = "文字里有看不见的控制字符，请删除后重新输入。",
                        "The text holds an invisible control character, please type it again.";
    alone(option: &str) = "“{option}”不能与其他选项同时选择，请重新选择。",
                          "“{option}” cannot be combined with other answers, please choose again.";
    // Between the names of several options.
    BETWEEN = "”“",
              "”, “";
    too_long(limit: &str, over: &str) = "最多 {limit} 字，请删去 {over} 字。",
                                          "At most {limit} characters, please remove {over}.";
    numbered(number: &str, sentence: &str) = "第 {number} 题：{sentence}",
                                              "Question {number}: {sentence}";
}

/// Everything wrong, above the form, each line leading to its field. Nothing when nothing is wrong.
pub fn error_summary(view: View, document: &Document, errors: &[FieldError]) -> Markup {
    parts::error_summary(view.lang, &lines(view.lang, document, errors))
}

/// Everything wrong by field and sentence, for a summary that holds more than answers.
pub fn lines(lang: Lang, document: &Document, errors: &[FieldError]) -> Vec<(String, String)> {
    errors.iter().map(|error| (error.field.to_string(), line(lang, document, error))).collect()
}

fn line(lang: Lang, document: &Document, error: &FieldError) -> String {
    match number(document, &error.field) {
        Some(number) => numbered(lang, &number.to_string(), &sentence(lang, document, error)),
        None => sentence(lang, document, error),
    }
}

/// What is wrong with one field and what to do.
pub fn sentence(lang: Lang, document: &Document, error: &FieldError) -> String {
    let question = asked(document, &error.field);
    match error.problem {
        _ if error.field == Field::Unknown => UNKNOWN.to(lang).to_owned(),
        Problem::Required => match question.map(|question| question.kind.cell()) {
            Some(
                Kind::Single { .. } | Kind::Dropdown { .. } | Kind::Scale { .. } | Kind::Nps { .. },
            ) => CHOOSE_ONE.to(lang).to_owned(),
            Some(Kind::Multiple { .. }) => CHOOSE_SOME.to(lang).to_owned(),
            _ => WRITE.to(lang).to_owned(),
        },
        Problem::OneOnly => ONE_ONLY.to(lang).to_owned(),
        Problem::NotOffered => NOT_OFFERED.to(lang).to_owned(),
        Problem::Exclusive => {
            let options = question.map_or(&[][..], Question::options);
            let exclusive = options.iter().filter(|choice| choice.exclusive);
            let named: Vec<&str> = exclusive.map(|choice| choice.text.to(lang)).collect();
            alone(lang, &named.join(BETWEEN.to(lang)))
        }
        Problem::TooFew { least } => too_few(lang, &least.to_string()),
        Problem::TooMany { most, has } => {
            let over = has.saturating_sub(usize::from(most));
            too_many(lang, &most.to_string(), &over.to_string())
        }
        Problem::NotChosen => NOT_CHOSEN.to(lang).to_owned(),
        Problem::TooLong { limit, has } => {
            too_long(lang, &limit.to_string(), &has.saturating_sub(limit).to_string())
        }
        Problem::ControlCharacter => CONTROL_CHARACTER.to(lang).to_owned(),
    }
}

/// The same sentences for the blind page's script, which finds the mistakes itself: under the name
/// it knows a problem by, with the names of what it fills in.
pub fn for_the_script(lang: Lang) -> Vec<(&'static str, String)> {
    let fixed = [
        ("one", CHOOSE_ONE),
        ("some", CHOOSE_SOME),
        ("write", WRITE),
        ("control", CONTROL_CHARACTER),
        ("between", BETWEEN),
    ];
    let mut all = fixed.map(|(name, text)| (name, text.to(lang).to_owned())).to_vec();
    all.extend([
        ("alone", alone(lang, "{option}")),
        ("long", too_long(lang, "{limit}", "{over}")),
        ("numbered", numbered(lang, "{number}", "{sentence}")),
    ]);
    all
}

/// What more the script says of kinds that not every questionnaire has.
pub fn for_the_kinds(lang: Lang) -> Vec<(&'static str, String)> {
    vec![
        ("few", too_few(lang, "{least}")),
        ("many", too_many(lang, "{most}", "{over}")),
        ("unchosen", NOT_CHOSEN.to(lang).to_owned()),
    ]
}

/// The question a field answers, inside its block if it stands in one.
fn asked<'a>(document: &'a Document, field: &Field) -> Option<&'a Question> {
    match field {
        Field::Answer(code) | Field::Part { question: code, .. } | Field::BlockText(code) => {
            document.question(code.as_str())
        }
        Field::BlockChoice { block, inner } => match &document.question(block.as_str())?.kind {
            Kind::Suggestion { about } => about.iter().find(|question| question.code == *inner),
            _ => None,
        },
        Field::Unknown => None,
    }
}

/// The number a question has on the page: notes are not counted.
fn number(document: &Document, field: &Field) -> Option<usize> {
    let code = match field {
        Field::Answer(code) | Field::Part { question: code, .. } | Field::BlockText(code) => code,
        Field::BlockChoice { block, .. } => block,
        Field::Unknown => return None,
    };
    let mut counted = document.questions.iter().filter(|question| question.kind.asks());
    counted.position(|question| question.code == *code).map(|place| place + 1)
}
