//! What is wrong with an answering form, in words: beside each question, and together above all
//! of them. The sentence follows from the problem and from the question it is about.

use maud::Markup;

use super::conditions;
use crate::domain::lang::{Lang, words};
use crate::domain::questionnaires::{Choice, Code, Document, Kind, Measure, Measured, Question};
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
    NOT_A_NUMBER = "请填写数字，例如 12 或者 3.5。",
                   "Please write a number, such as 12 or 3.5.";
    NOT_A_DATE = "请填写日期，例如 2026-03-22。",
                 "Please write a date, such as 2026-03-22.";
    NOT_A_TIME = "请填写时间，例如 09:30。",
                 "Please write a time, such as 09:30.";
    too_precise(decimals: &str) = "小数最多 {decimals} 位。",
                                  "At most {decimals} decimals.";
    not_less(least: &str) = "不能小于 {least}。",
                            "It must be {least} or more.";
    not_more(most: &str) = "不能大于 {most}。",
                           "It must be {most} or less.";
    between(least: &str, most: &str) = "应在 {least} 到 {most} 之间。",
                                       "It must be between {least} and {most}.";
    not_a_share(total: &str) = "请填写 0 到 {total} 的整数。",
                               "Please write a whole number from 0 to {total}.";
    wrong_sum(total: &str, has: &str) = "各项相加应为 {total}，现在是 {has}。",
                                        "They must add up to {total}; they are {has} now.";
    PLACE_TWICE = "这个名次已经给了别的选项，请重新选择。",
                  "Another option has this place already; please choose again.";
    share_out(total: &str) = "请把 {total} 分给各项。",
                             "Please divide {total} among the parts.";
    place_missing(places: &str) = "名次 1 到 {places} 都要给出，每个名次只给一项。",
                                  "Please give each place from 1 to {places} to one option.";
    INSTEAD = "这一项和上面的填写只能留一样，请改正。",
              "Either this or what is filled in above it; please clear one of them.";
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
    // Between the number and the colon, in a table of questions.
    of_row(row: &str) = "（{row}）",
                        " ({row})";
    numbered_in(number: &str, row: &str, sentence: &str) = "第 {number} 题{row}：{sentence}",
                                                           "Question {number}{row}: {sentence}";
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
    let sentence = sentence(lang, document, error);
    let number = number(document, &error.field).map(|number| number.to_string());
    match (number, row(document, &error.field)) {
        (Some(number), Some(row)) => {
            numbered_in(lang, &number, &of_row(lang, row.text.to(lang)), &sentence)
        }
        (Some(number), None) => numbered(lang, &number, &sentence),
        (None, _) => sentence,
    }
}

/// The row of a table that a field stands in.
fn row<'a>(document: &'a Document, field: &Field) -> Option<&'a Choice> {
    let Field::Part { question, part } = field else { return None };
    let question = document.question(question.as_str())?;
    question.kind.parts().iter().find(|row| row.code == *part)
}

/// What is wrong with one field and what to do.
pub fn sentence(lang: Lang, document: &Document, error: &FieldError) -> String {
    let question = asked(document, &error.field);
    match error.problem {
        _ if error.field == Field::Unknown => UNKNOWN.to(lang).to_owned(),
        Problem::Required => match question.map(|question| question.kind.cell()) {
            Some(Kind::Ranking { places, .. }) => place_missing(lang, &places.to_string()),
            Some(Kind::Shares { total, .. }) => share_out(lang, &total.to_string()),
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
        Problem::NotANumber => NOT_A_NUMBER.to(lang).to_owned(),
        Problem::NotADate => NOT_A_DATE.to(lang).to_owned(),
        Problem::NotATime => NOT_A_TIME.to(lang).to_owned(),
        Problem::TooPrecise
        | Problem::OutOfRange
        | Problem::NotAShare
        | Problem::WrongSum { .. }
        | Problem::PlaceMissing => limit(lang, question, error.problem),
        Problem::PlaceTwice => PLACE_TWICE.to(lang).to_owned(),
        Problem::Instead => INSTEAD.to(lang).to_owned(),
        Problem::NotChosen => NOT_CHOSEN.to(lang).to_owned(),
        Problem::TooLong { limit, has } => {
            too_long(lang, &limit.to_string(), &has.saturating_sub(limit).to_string())
        }
        Problem::Rule => question
            .map(|question| conditions::broken(lang, document, question))
            .unwrap_or_default(),
        Problem::ControlCharacter => CONTROL_CHARACTER.to(lang).to_owned(),
    }
}

/// A sentence that names a limit of the question.
fn limit(lang: Lang, question: Option<&Question>, problem: Problem) -> String {
    let Some(question) = question else {
        return NOT_OFFERED.to(lang).to_owned();
    };
    match (&question.kind, problem) {
        (Kind::Number { decimals, .. }, Problem::TooPrecise) => {
            too_precise(lang, &decimals.to_string())
        }
        (Kind::Number { measured, .. }, _) => range(lang, measured),
        (Kind::Date { measured }, _) => range(lang, measured),
        (Kind::Time { measured }, _) => range(lang, measured),
        (Kind::Shares { total, .. }, Problem::WrongSum { has }) => {
            wrong_sum(lang, &total.to_string(), &has.to_string())
        }
        (Kind::Shares { total, .. }, _) => not_a_share(lang, &total.to_string()),
        (Kind::Ranking { places, .. }, _) => place_missing(lang, &places.to_string()),
        _ => NOT_OFFERED.to(lang).to_owned(),
    }
}

/// Between what a value must lie; nothing where there are no limits.
pub fn range<T: Measure>(lang: Lang, measured: &Measured<T>) -> String {
    match (measured.least, measured.most) {
        (Some(least), Some(most)) => between(lang, &least.to_string(), &most.to_string()),
        (Some(least), None) => not_less(lang, &least.to_string()),
        (None, Some(most)) => not_more(lang, &most.to_string()),
        (None, None) => String::new(),
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
        ("instead", INSTEAD.to(lang).to_owned()),
        ("only", ONE_ONLY.to(lang).to_owned()),
        ("number", NOT_A_NUMBER.to(lang).to_owned()),
        ("date", NOT_A_DATE.to(lang).to_owned()),
        ("time", NOT_A_TIME.to(lang).to_owned()),
        ("precise", too_precise(lang, "{decimals}")),
        ("above", not_less(lang, "{from}")),
        ("below", not_more(lang, "{to}")),
        ("range", between(lang, "{from}", "{to}")),
        ("share", not_a_share(lang, "{total}")),
        ("divide", share_out(lang, "{total}")),
        ("sum", wrong_sum(lang, "{total}", "{has}")),
        ("twice", PLACE_TWICE.to(lang).to_owned()),
        ("missing", place_missing(lang, "{places}")),
        ("row", of_row(lang, "{row}")),
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
    number_of(document, code)
}

/// The number a question has on the page, by its code.
pub fn number_of(document: &Document, code: &Code) -> Option<usize> {
    let mut counted = document.questions.iter().filter(|question| question.kind.asks());
    counted.position(|question| question.code == *code).map(|place| place + 1)
}
