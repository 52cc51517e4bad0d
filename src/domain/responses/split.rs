//! The opening takes a ballot apart. Closed answers make the sheet; every free text leaves it,
//! suggestion blocks whole, and nothing on the sheet tells whether there was one. A detached text
//! keeps the code of its question only if at least `GROUP_LEAST` sheets reached that question:
//! among fewer, the question alone could tell who wrote (`anonymity`, decision 11).

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::super::disclosure::GROUP_LEAST;
use super::super::logic::{Condition, Value};
use super::super::questionnaires::{Code, Document, Kind, Question};
use super::seen::{self, Seen};
use super::{Answer, Answers, Closed, Slot, Told};

/// The closed answers of one opened ballot.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet(BTreeMap<Slot, Closed>);

/// A free text on its own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetachedText {
    /// What was written.
    pub text: String,
    /// What its block said it is about: inner question code to option code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<Code, Code>,
    /// The question it answers, where enough sheets reached it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Code>,
}

impl Answers {
    /// The sheet, without a trace of texts.
    pub fn sheet(&self) -> Sheet {
        let closed = self.0.iter().filter_map(|(slot, answer)| match answer {
            Answer::Closed(closed) => Some((slot.clone(), closed.clone())),
            Answer::Binned(binned) => Some((slot.clone(), Closed::Scale(binned.bin))),
            Answer::Unplaced => Some((slot.clone(), Closed::Scale(0))),
            Answer::Text(_) | Answer::Block(_) => None,
        });
        Sheet(closed.collect())
    }

    /// What of it answers this document, a common part of the one it was given to: all that is
    /// left of a ballot in a joint opening.
    #[must_use]
    pub fn within(self, common: &Document) -> Self {
        let within = |(slot, answer): (Slot, Answer)| {
            let question = common.question(slot.question.as_str())?;
            Some((slot, answer_within(answer, question)))
        };
        Self(self.0.into_iter().filter_map(within).collect())
    }

    /// How many texts the opening detaches from this ballot.
    pub fn text_count(&self) -> usize {
        self.texts().count()
    }

    /// The text at this place, from 0 and in the order of question codes, for an opening that
    /// walks (ballot, place) pairs in random order. `reached` tells how many sheets reached its
    /// question: those whose answers let its condition hold.
    pub fn nth_text(&self, nth: usize, reached: impl Fn(&Code) -> u32) -> Option<DetachedText> {
        let (slot, answer) = self.texts().nth(nth)?;
        // Only those who chose an option reach the text beside it, and how many did is not asked:
        // such a text never keeps its question. The text of a line names the line by itself.
        let is_as_written = matches!(answer, Answer::Text(text) if text.told == Told::AsWritten);
        let is_beside = slot.part.is_some() && is_as_written;
        let is_known = reached(&slot.question) >= GROUP_LEAST && !is_beside;
        let question = is_known.then(|| slot.question.clone());
        match answer {
            Answer::Text(text) => {
                let text = match &text.told {
                    Told::Within(told) => told.clone(),
                    Told::AsWritten | Told::Elsewhere => text.written.clone(),
                };
                Some(DetachedText { text, about: BTreeMap::new(), question })
            }
            Answer::Block(block) => Some(DetachedText {
                text: block.text.clone(),
                about: block.about.clone(),
                question,
            }),
            Answer::Closed(_) | Answer::Binned(_) | Answer::Unplaced => None,
        }
    }

    /// Sheet and texts at once, so many sheets having reached every question.
    pub fn split(&self, reached: u32) -> (Sheet, Vec<DetachedText>) {
        let texts = (0..self.text_count()).filter_map(|nth| self.nth_text(nth, |_| reached));
        (self.sheet(), texts.collect())
    }

    fn texts(&self) -> impl Iterator<Item = (&Slot, &Answer)> {
        self.0.iter().filter(|(_, answer)| match answer {
            Answer::Closed(_) | Answer::Binned(_) | Answer::Unplaced => false,
            Answer::Text(text) => text.told != Told::Elsewhere,
            Answer::Block(_) => true,
        })
    }
}

fn answer_within(answer: Answer, question: &Question) -> Answer {
    match (answer, &question.kind) {
        (Answer::Block(mut block), Kind::Suggestion { about }) => {
            block.about.retain(|code, _| about.iter().any(|inner| inner.code == *code));
            Answer::Block(block)
        }
        (answer, _) => answer,
    }
}

impl Sheet {
    /// The closed answer to a question, if it was answered.
    pub fn answer(&self, question: &Code) -> Option<&Closed> {
        self.at(&Slot::whole(question))
    }

    /// The closed answer at a slot, if there is one.
    pub fn at(&self, slot: &Slot) -> Option<&Closed> {
        self.0.get(slot)
    }

    /// What counts at a slot: the answer there, or what was said instead of all parts.
    pub fn counted_at(&self, slot: &Slot) -> Option<&Closed> {
        self.at(slot).or_else(|| self.answer(&slot.question))
    }
}

impl Sheet {
    /// Whether a condition holds for this ballot, which reads answers to these questions. Conditions
    /// read closed answers alone, and these are all here.
    pub fn lets(&self, condition: &Condition, read: &[Question]) -> bool {
        let of = |code: &Code| read.iter().find(|question| question.code == *code);
        condition.holds(|code| of(code).map(|question| self.value(question)).unwrap_or_default())
    }

    /// What conditions see of the answer to a question.
    pub(super) fn value<'a>(&'a self, question: &'a Question) -> Value<'a> {
        seen::value(question, |slot| self.at(slot).map(Seen::Closed))
    }
}

impl fmt::Debug for Sheet {
    /// Answers stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sheet(…)")
    }
}

impl fmt::Debug for DetachedText {
    /// Texts stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DetachedText(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{code, document, pairs};
    use super::*;

    fn answers(fields: &[(&str, &str)]) -> Answers {
        let mut sent = pairs(fields);
        sent.extend(pairs(&[("q.one", "yes"), ("q.many", "b"), ("q.rate", "0")]));
        Answers::from_form(&sent, &document()).expect("good answers")
    }

    fn with_texts() -> Answers {
        answers(&[("q.line", "短"), ("q.idea.text", "多开窗口"), ("q.idea.unit", "hall")])
    }

    fn json(value: &impl Serialize) -> String {
        serde_json::to_string(value).expect("a value of ours is JSON")
    }

    #[test]
    fn the_sheet_does_not_tell_whether_there_was_a_text() {
        assert_eq!(json(&with_texts().sheet()), json(&answers(&[]).sheet()));
        assert_eq!(json(&with_texts().sheet()), r#"{"many":["b"],"one":"yes","rate":0}"#);
    }

    #[test]
    fn texts_leave_whole_and_one_by_one() {
        let (_, texts) = with_texts().split(10);
        assert_eq!(texts.len(), with_texts().text_count());
        assert_eq!(
            texts.iter().map(json).collect::<Vec<_>>(),
            [
                r#"{"text":"多开窗口","about":{"unit":"hall"},"question":"idea"}"#,
                r#"{"text":"短","question":"line"}"#,
            ]
        );
        assert_eq!(with_texts().nth_text(1, |_| 10).as_ref(), texts.get(1));
        assert_eq!(with_texts().nth_text(2, |_| 10), None);
        assert_eq!(answers(&[]).text_count(), 0);
    }

    #[test]
    fn a_text_of_a_question_few_reached_forgets_its_question() {
        assert!(with_texts().split(9).1.iter().all(|text| text.question.is_none()));
        assert!(with_texts().split(10).1.iter().all(|text| text.question.is_some()));
    }

    #[test]
    fn a_joint_opening_keeps_what_answers_the_common_part_and_nothing_else() {
        let mut common = document();
        common.questions.retain(|question| ["one", "idea"].contains(&question.code.as_str()));
        let Kind::Suggestion { about } = &mut common.questions[1].kind else {
            panic!("idea is a block");
        };
        about.clear();
        let (sheet, texts) = with_texts().within(&common).split(10);
        assert_eq!(json(&sheet), r#"{"one":"yes"}"#);
        assert_eq!(json(&texts), r#"[{"text":"多开窗口","question":"idea"}]"#);
        assert_eq!(with_texts().within(&document()), with_texts());
    }

    #[test]
    fn sheets_and_texts_read_back() {
        let (sheet, texts) = with_texts().split(10);
        assert_eq!(serde_json::from_str::<Sheet>(&json(&sheet)).expect("its own writing"), sheet);
        for text in texts {
            let again: DetachedText = serde_json::from_str(&json(&text)).expect("its own writing");
            assert_eq!(again, text);
        }
        assert!(sheet.answer(&code("rate")) == Some(&Closed::Scale(0)));
    }

    #[test]
    fn nothing_an_answer_holds_can_be_printed() {
        let (sheet, texts) = with_texts().split(10);
        let printed = format!("{:?}{sheet:?}{texts:?}", with_texts());
        assert!(!printed.contains("窗口") && !printed.contains("yes"), "{printed}");
    }
}
