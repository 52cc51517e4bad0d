//! Conditions in words, for respondents whose browser runs no script, and for the office. Questions
//! go by the numbers they have on the page.

use super::problems::number_of;
use crate::domain::lang::{Lang, words};
use crate::domain::logic::{At, Calc, Compare, Condition, Expr, Use};
use crate::domain::questionnaires::{Aside, Code, Document, Kind, Question};

words! {
    asked_if(condition: &str) = "如果{condition}，请回答这一题；否则请跳过。",
                                "Answer this only if {condition}; otherwise skip it.";
    meant_if(condition: &str) = "以下说明适用于：{condition}。",
                                "This is for you if {condition}.";
    required_if(condition: &str) = "如果{condition}，这一题必填。",
                                   "This must be answered if {condition}.";
    fits_if(condition: &str) = "答案应满足：{condition}。",
                               "The answer fits only if {condition}.";
    question(number: usize) = "第 {number} 题",
                              "question {number}";
    by_code(code: &str) = "题目“{code}”",
                          "the question “{code}”";
    row(question: &str, row: &str) = "{question}“{row}”一行",
                                     "row “{row}” of {question}";
    chosen(question: &str, option: &str) = "{question}选择了“{option}”",
                                           "“{option}” was chosen in {question}";
    not_chosen(question: &str, option: &str) = "{question}没有选择“{option}”",
                                               "“{option}” was not chosen in {question}";
    answered(question: &str) = "{question}已经作答",
                               "{question} was answered";
    not_answered(question: &str) = "{question}没有作答",
                                   "{question} was not answered";
    count(question: &str) = "{question}选择的项数",
                            "the number of choices in {question}";
    answer(question: &str) = "{question}的答案",
                             "the answer to {question}";
    not(condition: &str) = "并非（{condition}）",
                           "it is not so that ({condition})";
    contains(all: &str, one: &str) = "{all}里有{one}所选的一项",
                                     "what was chosen in {one} is among the choices in {all}";
    AND = "，并且",
          ", and ";
    OR = "，或者",
         ", or ";
    // Between two sides.
    EQUAL = "等于 ",
            " is ";
    UNEQUAL = "不等于 ",
              " is not ";
    LESS = "小于 ",
           " is less than ";
    AT_MOST = "不超过 ",
              " is at most ";
    GREATER = "大于 ",
              " is more than ";
    AT_LEAST = "不低于 ",
               " is at least ";
}

/// When a question is asked; nothing when it always is.
pub fn when_asked(lang: Lang, document: &Document, question: &Question) -> Option<String> {
    let condition = in_words(lang, document, question.logic.show_if.as_ref()?);
    let said = if question.kind.asks() { asked_if } else { meant_if };
    Some(said(lang, &condition))
}

/// When a question must be answered beside being required; nothing when that says nothing more.
pub fn when_required(lang: Lang, document: &Document, question: &Question) -> Option<String> {
    let condition = question.logic.required_if.as_ref().filter(|_| !question.required)?;
    Some(required_if(lang, &in_words(lang, document, condition)))
}

/// What is said of an answer that breaks the rule of its question.
pub fn broken(lang: Lang, document: &Document, question: &Question) -> String {
    let Some(rule) = &question.logic.valid_if else { return String::new() };
    match rule.message.to(lang) {
        "" => fits_if(lang, &in_words(lang, document, &rule.holds)),
        message => message.to_owned(),
    }
}

/// Everything a question's conditions say, a sentence each.
pub fn all(lang: Lang, document: &Document, question: &Question) -> Vec<String> {
    let sentence = |(purpose, condition): (Use, &Condition)| {
        let condition = in_words(lang, document, condition);
        match (purpose, question.kind.asks()) {
            (Use::Show, false) => meant_if(lang, &condition),
            (Use::Show, _) => asked_if(lang, &condition),
            (Use::Require, _) => required_if(lang, &condition),
            (Use::Fit, _) => fits_if(lang, &condition),
        }
    };
    question.logic.conditions().map(sentence).collect()
}

/// A condition as the middle of a sentence.
pub fn in_words(lang: Lang, document: &Document, condition: &Condition) -> String {
    Speaker { lang, document }.say(condition.expr())
}

struct Speaker<'a> {
    lang: Lang,
    document: &'a Document,
}

impl Speaker<'_> {
    fn say(&self, expr: &Expr) -> String {
        match expr {
            Expr::And(parts) => self.joined(parts, AND.to(self.lang)),
            Expr::Or(parts) => self.joined(parts, OR.to(self.lang)),
            Expr::Not(inner) => self.say_not(inner),
            Expr::Answered(at) => answered(self.lang, &self.question(at)),
            Expr::Compare(compare, left, right) => self.comparison(*compare, left, right),
            value => self.value(value),
        }
    }

    fn say_not(&self, inner: &Expr) -> String {
        match inner {
            Expr::Answered(at) => not_answered(self.lang, &self.question(at)),
            Expr::Compare(Compare::Equal, left, right) => {
                self.comparison(Compare::Unequal, left, right)
            }
            Expr::Compare(Compare::Contains, all, one) => match (&**all, &**one) {
                (Expr::Answer(at), Expr::Option(code)) => {
                    not_chosen(self.lang, &self.question(at), &self.option(at, code))
                }
                _ => not(self.lang, &self.say(inner)),
            },
            _ => not(self.lang, &self.say(inner)),
        }
    }

    fn joined(&self, parts: &[Expr], between: &str) -> String {
        let part = |part: &Expr| match part {
            Expr::And(_) | Expr::Or(_) => self.bracketed(&self.say(part)),
            _ => self.say(part),
        };
        parts.iter().map(part).collect::<Vec<_>>().join(between)
    }

    fn bracketed(&self, said: &str) -> String {
        match self.lang {
            Lang::Zh => format!("（{said}）"),
            Lang::En => format!("({said})"),
        }
    }

    fn comparison(&self, compare: Compare, left: &Expr, right: &Expr) -> String {
        let lang = self.lang;
        match (compare, left, right) {
            (Compare::Equal | Compare::Contains, Expr::Answer(at), Expr::Option(code))
            | (Compare::Equal, Expr::Option(code), Expr::Answer(at)) => {
                chosen(lang, &self.question(at), &self.option(at, code))
            }
            (Compare::Unequal, Expr::Answer(at), Expr::Option(code))
            | (Compare::Unequal, Expr::Option(code), Expr::Answer(at)) => {
                not_chosen(lang, &self.question(at), &self.option(at, code))
            }
            (Compare::Contains, Expr::Answer(all), Expr::Answer(one)) => {
                contains(lang, &self.question(all), &self.question(one))
            }
            _ => {
                let between = match compare {
                    Compare::Equal | Compare::Contains => EQUAL,
                    Compare::Unequal => UNEQUAL,
                    Compare::Less => LESS,
                    Compare::AtMost => AT_MOST,
                    Compare::Greater => GREATER,
                    Compare::AtLeast => AT_LEAST,
                };
                let (said_left, said_right) = (self.beside(left, right), self.beside(right, left));
                format!("{said_left}{}{said_right}", between.to(lang))
            }
        }
    }

    /// A value that is compared with another: beside a date a number is one.
    fn beside(&self, expr: &Expr, other: &Expr) -> String {
        let (Expr::Number(number), Expr::Answer(at)) = (expr, other) else {
            return self.value(expr);
        };
        let digits = number.to_string();
        let kind = self.document.question(at.question.as_str()).map(|question| &question.kind);
        match (kind, digits.len()) {
            (Some(Kind::Date { .. }), 8) => {
                format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])
            }
            (Some(Kind::Time { .. }), 1..=4) => {
                format!(
                    "{:0>2}:{:0>2}",
                    &digits[..digits.len().saturating_sub(2)],
                    &digits[digits.len().saturating_sub(2)..]
                )
            }
            _ => digits,
        }
    }

    fn value(&self, expr: &Expr) -> String {
        match expr {
            Expr::Number(number) => number.to_string(),
            Expr::Option(code) => format!("“{code}”"),
            Expr::Answer(at) => answer(self.lang, &self.question(at)),
            Expr::Count(at) => count(self.lang, &self.question(at)),
            Expr::Minus(inner) => format!("-{}", self.part(inner)),
            Expr::Calc(calc, left, right) => {
                let mark = match calc {
                    Calc::Plus => "+",
                    Calc::Minus => "−",
                    Calc::Times => "×",
                    Calc::Over => "÷",
                };
                format!("{} {mark} {}", self.part(left), self.part(right))
            }
            condition => self.bracketed(&self.say(condition)),
        }
    }

    fn part(&self, expr: &Expr) -> String {
        match expr {
            Expr::Calc(..) => self.bracketed(&self.value(expr)),
            _ => self.value(expr),
        }
    }

    fn question(&self, at: &At) -> String {
        let whole = match number_of(self.document, &at.question) {
            Some(number) => question(self.lang, number),
            None => by_code(self.lang, at.question.as_str()),
        };
        match &at.row {
            None => whole,
            Some(of) => {
                let asked = self.document.question(at.question.as_str());
                let line =
                    asked.and_then(|it| it.kind.parts().iter().find(|line| line.code == *of));
                let name = line.map_or(of.as_str(), |line| line.text.to(self.lang));
                row(self.lang, &whole, name)
            }
        }
    }

    fn option(&self, at: &At, code: &Code) -> String {
        let question = self.document.question(at.question.as_str());
        let options = question.map_or(&[][..], Question::options);
        let chosen = options.iter().find(|choice| choice.code == *code);
        let aside = Aside::ALL.into_iter().find(|aside| aside.code() == code.as_str());
        match (chosen, aside) {
            (Some(choice), _) => choice.text.to(self.lang).to_owned(),
            (None, Some(aside)) => aside.text().to(self.lang).to_owned(),
            (None, None) => code.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::questionnaires::TEMPLATES;
    use crate::domain::plan::units::asked_about;

    fn said(condition: &str) -> [String; 2] {
        let document = TEMPLATES[0].document(&asked_about());
        let condition = Condition::parse(condition).expect(condition);
        Lang::ALL.map(|lang| in_words(lang, &document, &condition))
    }

    #[test]
    fn a_condition_is_said_as_people_would() {
        for (condition, zh, en) in [
            ("service ≤ 2", "第 1 题的答案不超过 2", "the answer to question 1 is at most 2"),
            ("service = 'unsure'", "第 1 题选择了“不清楚”", "“Not sure” was chosen in question 1"),
            ("not answered(service)", "第 1 题没有作答", "question 1 was not answered"),
            (
                "service < 3 and (answered(risk) or count(risk) > 1)",
                "第 1 题的答案小于 3，并且（第 3 题已经作答，或者第 3 题选择的项数大于 1）",
                "the answer to question 1 is less than 3, and (question 3 was answered, or the \
                 number of choices in question 3 is more than 1)",
            ),
        ] {
            let [said_zh, said_en] = said(condition);
            assert_eq!((said_zh.as_str(), said_en.as_str()), (zh, en), "{condition}");
        }
    }
}
