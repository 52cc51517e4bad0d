//! Questions that depend on earlier answers: in words for respondents without a script, as trees for
//! the script (`static/logic.js`), and earlier answers repeated in later texts.

use maud::{Markup, html};

use super::super::conditions;
use super::super::problems::number_of;
use super::{REQUIRED, Sheet};
use crate::domain::lang::words;
use crate::domain::logic::{Condition, Part, parts};
use crate::domain::questionnaires::{Aside, Code, Kind, Language, Question, Words};
use crate::domain::responses::Field;
use crate::web::responses::languages;

words! {
    answer_to(number: usize) = "（第 {number} 题的回答）",
                               "(your answer to question {number})";
    COMMA = "、",
            ", ";
}

/// What stands where a text repeats an earlier answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// A neutral word: the browser's script puts the answer there.
    Script,
    /// What was typed: a preview is filled in on the server.
    Typed,
}

/// What the browser's script is told of a question's conditions.
#[derive(Default)]
pub(super) struct Gate {
    pub show: Option<String>,
    pub must: Option<String>,
    /// What a question is marked with where `must` holds.
    pub required: Option<&'static str>,
    pub fit: Option<String>,
    /// What is said of an answer that does not fit.
    pub unfit: Option<String>,
}

impl Sheet<'_> {
    /// When to answer, for those whose browser runs no script.
    pub(super) fn when(&self, question: &Question) -> Vec<String> {
        let (lang, document) = (self.lang, self.document);
        let asked = conditions::when_asked(lang, document, question);
        asked.into_iter().chain(conditions::when_required(lang, document, question)).collect()
    }

    pub(super) fn gate(&self, question: &Question) -> Gate {
        let tree = |condition: &Condition| condition.for_the_script().to_string();
        let logic = &question.logic;
        let fit = logic.valid_if.as_ref();
        let must = logic.required_if.as_ref().filter(|_| !question.required);
        Gate {
            required: must.map(|_| REQUIRED.to(self.lang)),
            show: logic.show_if.as_ref().map(tree),
            must: must.map(tree),
            fit: fit.map(|rule| tree(&rule.holds)),
            unfit: fit.map(|_| conditions::broken(self.lang, self.document, question)),
        }
    }

    /// A text in the reader's language, earlier answers repeated in it.
    pub(super) fn said(&self, words: &Words) -> Markup {
        let text = self.repeated(words.to(self.lang));
        languages::marked(self.lang, self.language, words, text)
    }

    /// A text of an option or a unit.
    pub(super) fn word(&self, words: &Words) -> Markup {
        let text = html! { (words.to(self.lang)) };
        languages::marked(self.lang, self.language, words, text)
    }

    /// The further language that a text is written in.
    pub(super) fn marked(&self, words: &Words) -> Option<&Language> {
        self.language.filter(|language| words.further(language.tag).is_some())
    }

    pub(super) fn paragraphs(&self, words: &Words) -> Markup {
        languages::lines(self.lang, self.language, words, |line| self.repeated(line))
    }

    fn repeated(&self, text: &str) -> Markup {
        html! {
            @for part in parts(text) {
                @match part {
                    Part::Said(said) => (said),
                    Part::Answer(code) => @match number_of(self.document, &code) {
                        Some(number) => span data-answer=(code) { (self.answer(&code, number)) },
                        None => { "{q." (code) "}" }
                    },
                }
            }
        }
    }

    /// What was answered, as far as it is known and said here.
    fn answer(&self, code: &Code, number: usize) -> String {
        let question = self.document.question(code.as_str());
        let question = question.filter(|_| self.repeats == Repeats::Typed);
        let label = |question: &Question, typed: &str| match &question.kind {
            Kind::Scale { .. } if typed == "0" => Aside::Unsure.text().to(self.lang).to_owned(),
            Kind::Scale { .. }
            | Kind::Nps { .. }
            | Kind::Number { .. }
            | Kind::Date { .. }
            | Kind::Time { .. }
            | Kind::ShortText => {
                let aside = Aside::ALL.into_iter().find(|aside| aside.code() == typed);
                aside.map_or(typed, |aside| aside.text().to(self.lang)).to_owned()
            }
            _ => {
                let options = question.options();
                let chosen = options.iter().find(|choice| choice.code.as_str() == typed);
                chosen.map_or(String::new(), |choice| choice.text.to(self.lang).to_owned())
            }
        };
        let field = Field::Answer(code.clone()).to_string();
        let labels = question.into_iter().flat_map(|question| {
            self.typed.all(&field).map(move |typed| label(question, typed.trim()))
        });
        let labels: Vec<String> = labels.filter(|label| !label.is_empty()).collect();
        match labels.as_slice() {
            [] => answer_to(self.lang, number),
            labels => labels.join(COMMA.to(self.lang)),
        }
    }
}

/// When to answer; the script takes the line away and shows what it says.
pub(super) fn when_line(id: &str, when: &[String]) -> Markup {
    html! {
        @if !when.is_empty() {
            p.help.when id={ (id) "-when" } {
                @for (place, sentence) in when.iter().enumerate() {
                    @if place > 0 { " " } (sentence)
                }
            }
        }
    }
}
