//! Questions that ask who somebody is. An anonymous questionnaire must not: a name in a free text
//! undoes what the protocol does (`anonymity.md` threat A9). The office is warned before publishing
//! and decides; a word alone proves nothing, and a question may say "do not write your name".

use std::collections::BTreeSet;

use super::{Document, Kind, Place, Question, Words};

/// What a question seems to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Identity {
    /// 姓名
    Name,
    /// 电话, 手机号, 微信号, QQ, 邮箱
    Contact,
    /// 身份证, 工号, 统一社会信用代码 and other numbers given to one person or firm
    Number,
    /// 单位名称, 公司名称
    Employer,
    /// 职务, 出生年月, 住址: few share it
    Particulars,
    /// 项目名称, 项目编号: few were there
    Project,
}

/// Words that ask for it, Chinese first; English ones in small letters.
const WORDS: [(Identity, &[&str]); 6] = [
    (Identity::Name, &["姓名", "名字", "称呼您", "your name", "full name"]),
    (
        Identity::Contact,
        &[
            "电话",
            "手机",
            "微信号",
            "微信账号",
            "QQ",
            "邮箱",
            "电子邮件",
            "联系方式",
            "phone number",
            "your phone",
            "your e-mail",
            "your email",
        ],
    ),
    (
        Identity::Number,
        &[
            "身份证",
            "证件号",
            "工号",
            "警号",
            "信用代码",
            "银行账号",
            "银行卡号",
            "车牌",
            "id number",
            "id card",
        ],
    ),
    (
        Identity::Employer,
        &[
            "单位名称",
            "公司名称",
            "企业名称",
            "贵公司叫",
            "您的单位是",
            "所在单位是",
            "您的公司是",
            "name of your company",
            "your employer",
        ],
    ),
    (
        Identity::Particulars,
        &[
            "职务",
            "出生",
            "生日",
            "住址",
            "家庭地址",
            "籍贯",
            "date of birth",
            "home address",
            "your post",
        ],
    ),
    (
        Identity::Project,
        &["项目名称", "项目编号", "标段编号", "name of the project", "project number"],
    ),
];
/// What earlier in the sentence turns such a word round: 请勿填写姓名.
const NOT: [&str; 11] =
    ["勿", "不要", "不必", "不用", "无需", "不需", "请别", "do not", "don't", "never", "no "];

impl Document {
    /// The questions that seem to ask who somebody is, in order, each with all that is found.
    /// Of closed questions only names, numbers and contacts count: who may choose among offices
    /// tells nothing by the word "office".
    pub fn asks_for_identity(&self) -> Vec<(Place, Vec<Identity>)> {
        let mut found = Vec::new();
        for question in &self.questions {
            note(None, question, &mut found);
            if let Kind::Suggestion { about } = &question.kind {
                for inner in about {
                    note(Some(question), inner, &mut found);
                }
            }
        }
        found
    }
}

fn note(block: Option<&Question>, question: &Question, found: &mut Vec<(Place, Vec<Identity>)>) {
    let takes_text = question.kind.takes_text();
    let counts = |identity: &Identity| {
        takes_text || matches!(identity, Identity::Name | Identity::Number | Identity::Contact)
    };
    if !question.kind.asks() {
        return;
    }
    let asked = question.words_beside_texts().into_iter().flat_map(asked_in).filter(counts);
    let identities: BTreeSet<Identity> = asked.collect();
    if !identities.is_empty() {
        let place = Place { block: block.map(|it| it.code.clone()), code: question.code.clone() };
        found.push((place, identities.into_iter().collect()));
    }
}

/// What the texts of all languages ask for.
fn asked_in(words: &Words) -> Vec<Identity> {
    words.0.values().flat_map(|text| asked_in_text(&text.to_lowercase())).collect()
}

fn asked_in_text(text: &str) -> Vec<Identity> {
    let asks = |word: &&str| {
        let word = word.to_lowercase();
        text.match_indices(&word).any(|(at, _)| !is_turned_round(&text[..at]))
    };
    WORDS.iter().filter(|(_, words)| words.iter().any(asks)).map(|(it, _)| *it).collect()
}

/// Whether a sentence says not to write what follows.
fn is_turned_round(before: &str) -> bool {
    let sentence = before.rsplit(['。', '！', '？', '；', '.', '!', '?', ';', '\n']).next();
    NOT.iter().any(|not| sentence.unwrap_or_default().contains(not))
}

#[cfg(test)]
mod tests {
    use super::super::Choice;
    use super::super::samples::{choice, code, question, single};
    use super::*;
    use crate::domain::plan::questionnaires::TEMPLATES;

    fn asked(kind: Kind, zh: &str, help: &str) -> Vec<Identity> {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        let mut asked = question("a", kind);
        asked.text = Words::both(zh, "");
        asked.help = Words::both(help, "");
        document.questions.push(asked);
        document.asks_for_identity().pop().map(|(_, identities)| identities).unwrap_or_default()
    }

    #[test]
    fn a_question_that_asks_who_one_is_is_found() {
        for (text, identity) in [
            ("您的姓名", Identity::Name),
            ("请留下手机号，便于回访", Identity::Contact),
            ("您的身份证号码后四位", Identity::Number),
            ("贵公司的企业名称", Identity::Employer),
            ("您担任什么职务？", Identity::Particulars),
            ("您参加的项目名称", Identity::Project),
        ] {
            assert_eq!(asked(Kind::ShortText, text, ""), [identity], "{text}");
        }
        assert_eq!(asked(Kind::LongText, "请说说", "也可以留下QQ"), [Identity::Contact]);
        let both = asked(Kind::ShortText, "您的电话和姓名", "工号也可以");
        assert_eq!(both, [Identity::Name, Identity::Contact, Identity::Number]);
    }

    #[test]
    fn a_name_is_asked_for_by_a_blank_a_line_or_the_text_of_an_option_too() {
        let lines = vec![Choice::new(code("x"), Words::both("项目编号", ""))];
        let matrix = |cell| Kind::Matrix { lines: lines.clone(), cell: Box::new(cell) };
        assert_eq!(asked(matrix(Kind::ShortText), "请填写", ""), [Identity::Project]);
        let scale = Kind::Single { options: vec![choice("a"), choice("b")] };
        assert_eq!(asked(matrix(scale), "请填写", ""), [], "the control: nothing is written");
        let sentence = Words::both("我叫____，电话____。", "");
        assert_eq!(asked(Kind::Blanks { sentence }, "请填空", ""), [Identity::Contact]);
        let other =
            Choice { other: true, ..Choice::new(code("o"), Words::both("单位名称", "")) };
        let options = vec![choice("a"), other];
        assert_eq!(asked(Kind::Single { options }, "您来自", ""), [Identity::Employer]);
    }

    #[test]
    fn asking_not_to_write_a_name_and_asking_about_others_posts_is_no_asking() {
        for (text, help) in [
            ("您最希望改进什么？", "请勿填写姓名、电话和项目编号。"),
            ("有什么建议？", "不要写姓名。"),
            ("窗口工作人员态度如何？", ""),
        ] {
            assert_eq!(asked(Kind::LongText, text, help), [], "{text} {help}");
        }
        let options = vec![choice("x"), choice("y")];
        assert_eq!(asked(Kind::Single { options }, "一把手的职务消费公开吗？", ""), []);
    }

    #[test]
    fn a_turned_round_sentence_ends_at_its_full_stop() {
        let help = "请勿写别人的事。请留下姓名。";
        assert_eq!(asked(Kind::LongText, "请说说", help), [Identity::Name]);
    }

    #[test]
    fn a_question_inside_a_block_is_named_with_its_block() {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        let mut inner = single("who", vec![choice("x"), choice("y")]);
        inner.text = Words::both("您的姓名在名单上吗", "");
        document.questions.push(question("idea", Kind::Suggestion { about: vec![inner] }));
        let place = Place { block: Some(code("idea")), code: code("who") };
        assert_eq!(document.asks_for_identity(), [(place, vec![Identity::Name])]);
    }

    #[test]
    fn the_plans_own_questionnaires_ask_nobody_who_they_are() {
        for template in &TEMPLATES {
            let document = template.document(&[]);
            assert_eq!(document.asks_for_identity(), [], "{}", template.audience);
        }
    }
}
