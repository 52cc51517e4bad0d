//! The changes an editor makes to a draft, each a value, so that one function applies them all and
//! the audit trail can name them. Codes stay what they were: answers are counted by them.

use std::collections::{HashMap, HashSet};

use super::{
    Banked, Code, Document, Kind, Language, MAX_LANGUAGES, MAX_QUESTIONS, Paging, Place, Question,
    Words,
};
use crate::domain::lang::{Lang, Tag};

/// One change of a draft. Positions count from 0; one beyond the end means the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// What is said of the whole: title, opening lines, pages.
    Head {
        /// The title.
        title: Words,
        /// What stands above the first question.
        intro: Words,
        /// How much is in sight at a time.
        paging: Paging,
    },
    /// A new question.
    Add {
        /// The block it goes into; none for the document's own list.
        block: Option<Code>,
        /// Where in the list.
        position: usize,
        /// The question, its code not yet in the list.
        question: Box<Question>,
    },
    /// A question is replaced; it keeps its code.
    Change {
        /// Which question.
        place: Place,
        /// Where it goes.
        position: usize,
        /// What it becomes.
        question: Box<Question>,
    },
    /// A question goes one place up or down; at the end of the list it stays.
    Move {
        /// Which question.
        place: Place,
        /// Which way.
        direction: Direction,
    },
    /// A copy stands behind its original.
    Copy {
        /// Which question.
        place: Place,
        /// The code of the copy.
        code: Code,
    },
    /// A question goes.
    Remove(Place),
    /// A question goes to a position of its list.
    Put {
        /// Which question.
        place: Place,
        /// Where it goes.
        position: usize,
    },
    /// A question asks what a version of the bank asks; code and conditions stay.
    Renew {
        /// Which question.
        place: Place,
        /// What it becomes.
        question: Box<Question>,
    },
    /// A question is now in the bank.
    Keep {
        /// Which question.
        place: Place,
        /// The version that it became there.
        bank: Banked,
    },
    /// A further language, new or described anew.
    Speak(Language),
    /// A further language goes, with all that is written in it.
    Silence(Tag),
    /// Texts in one language by their names ([`Document::texts`]); a blank one goes.
    Translate {
        /// The tag of the language, further or the interface's own.
        tag: String,
        /// The texts.
        texts: Vec<(String, String)>,
    },
    /// The whole document becomes what it once was.
    Restore(Box<Document>),
}

/// Which way a question moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditRefusal {
    /// There is no such question or block.
    #[error("no such question")]
    NoSuchQuestion,
    /// Another question of the list has the code.
    #[error("the code is taken")]
    CodeTaken,
    /// The list holds as many questions as it can.
    #[error("too many questions")]
    Full,
    /// The document has as many further languages as it can.
    #[error("too many languages")]
    TooManyLanguages,
}

impl Edit {
    /// What was done, for the audit trail.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Head { .. } => "head",
            Self::Add { question, .. } if question.bank.is_some() => "insert",
            Self::Add { .. } => "add",
            Self::Change { .. } => "change",
            Self::Move { .. } | Self::Put { .. } => "move",
            Self::Copy { .. } => "copy",
            Self::Remove(_) => "remove",
            Self::Renew { .. } => "renew",
            Self::Keep { .. } => "keep",
            Self::Speak(_) | Self::Silence(_) => "languages",
            Self::Translate { .. } => "translate",
            Self::Restore(_) => "restore",
        }
    }

    /// The question it is about.
    pub fn subject(&self) -> Option<Place> {
        match self {
            Self::Head { .. }
            | Self::Speak(_)
            | Self::Silence(_)
            | Self::Translate { .. }
            | Self::Restore(_) => None,
            Self::Add { block, question, .. } => {
                Some(Place { block: block.clone(), code: question.code.clone() })
            }
            Self::Change { place, .. }
            | Self::Move { place, .. }
            | Self::Copy { place, .. }
            | Self::Put { place, .. }
            | Self::Renew { place, .. }
            | Self::Keep { place, .. }
            | Self::Remove(place) => Some(place.clone()),
        }
    }
}

impl Document {
    /// Makes one change, or none.
    pub fn apply(&mut self, edit: Edit) -> Result<(), EditRefusal> {
        match edit {
            Edit::Head { mut title, mut intro, paging } => {
                title.keep_translations(&self.title);
                intro.keep_translations(&self.intro);
                (self.title, self.intro, self.paging) = (title, intro, paging);
            }
            Edit::Add { block, position, question } => {
                let list = self.list_mut(block.as_ref())?;
                insert(list, position, *question)?;
            }
            Edit::Change { place, position, mut question } => {
                let list = self.list_mut(place.block.as_ref())?;
                let at = position_of(list, &place.code)?;
                let old = list.remove(at);
                question.code = old.code.clone();
                question.keep_translations(&old);
                list.insert(position.min(list.len()), *question);
            }
            Edit::Move { place, direction } => {
                let list = self.list_mut(place.block.as_ref())?;
                let at = position_of(list, &place.code)?;
                match direction {
                    Direction::Up if at > 0 => list.swap(at, at - 1),
                    Direction::Down if at + 1 < list.len() => list.swap(at, at + 1),
                    Direction::Up | Direction::Down => {}
                }
            }
            Edit::Copy { place, code } => {
                let list = self.list_mut(place.block.as_ref())?;
                let at = position_of(list, &place.code)?;
                // Two of one bank question would stand in one place of the findings.
                let mut copy = Question { code, bank: None, ..list[at].clone() };
                copy.logic.rename_own(&list[at].code, &copy.code);
                insert(list, at + 1, copy)?;
            }
            Edit::Remove(place) => {
                let list = self.list_mut(place.block.as_ref())?;
                list.remove(position_of(list, &place.code)?);
            }
            Edit::Put { place, position } => {
                let list = self.list_mut(place.block.as_ref())?;
                let question = list.remove(position_of(list, &place.code)?);
                list.insert(position.min(list.len()), question);
            }
            Edit::Renew { place, question } => {
                let list = self.list_mut(place.block.as_ref())?;
                let at = position_of(list, &place.code)?;
                let old = list[at].clone();
                list[at] =
                    Question { code: old.code.clone(), logic: old.logic.clone(), ..*question };
                list[at].keep_translations(&old);
            }
            Edit::Keep { place, bank } => {
                let list = self.list_mut(place.block.as_ref())?;
                let at = position_of(list, &place.code)?;
                list[at].bank = Some(bank);
            }
            Edit::Speak(language) => {
                let known = self.languages.iter().position(|known| known.tag == language.tag);
                match known {
                    Some(at) => self.languages[at] = language,
                    None if self.languages.len() >= MAX_LANGUAGES => {
                        return Err(EditRefusal::TooManyLanguages);
                    }
                    None => self.languages.push(language),
                }
            }
            Edit::Silence(tag) => {
                self.languages.retain(|known| known.tag != tag);
                for (_, words) in self.texts_mut() {
                    words.0.remove(tag.as_str());
                }
            }
            Edit::Translate { tag, texts } => {
                let is_known = Lang::from_tag(&tag).is_some_and(|lang| lang != Lang::Zh)
                    || self.languages.iter().any(|known| known.tag.as_str() == tag);
                if !is_known {
                    return Err(EditRefusal::NoSuchQuestion);
                }
                let texts: HashMap<String, String> = texts.into_iter().collect();
                for (name, words) in self.texts_mut() {
                    match texts.get(&name).map(|text| text.trim()) {
                        Some("") => drop(words.0.remove(&tag)),
                        Some(text) => drop(words.0.insert(tag.clone(), text.to_owned())),
                        None => {}
                    }
                }
            }
            Edit::Restore(document) => *self = *document,
        }
        Ok(())
    }

    /// The document's own questions, or those inside a block; nothing when there is no such block.
    pub fn list(&self, block: Option<&Code>) -> Option<&[Question]> {
        match block {
            None => Some(&self.questions),
            Some(code) => match &self.question(code.as_str())?.kind {
                Kind::Suggestion { about } => Some(about),
                _ => None,
            },
        }
    }

    /// The question at a place, and its position in its list.
    pub fn at(&self, place: &Place) -> Option<(usize, &Question)> {
        let list = self.list(place.block.as_ref())?;
        list.iter().enumerate().find(|(_, question)| question.code == place.code)
    }

    fn list_mut(&mut self, block: Option<&Code>) -> Result<&mut Vec<Question>, EditRefusal> {
        let Some(code) = block else {
            return Ok(&mut self.questions);
        };
        let block = self.questions.iter_mut().find(|question| question.code == *code);
        match block.map(|question| &mut question.kind) {
            Some(Kind::Suggestion { about }) => Ok(about),
            _ => Err(EditRefusal::NoSuchQuestion),
        }
    }
}

fn position_of(list: &[Question], code: &Code) -> Result<usize, EditRefusal> {
    list.iter().position(|question| question.code == *code).ok_or(EditRefusal::NoSuchQuestion)
}

fn insert(
    list: &mut Vec<Question>,
    position: usize,
    question: Question,
) -> Result<(), EditRefusal> {
    if list.len() >= MAX_QUESTIONS {
        return Err(EditRefusal::Full);
    }
    if position_of(list, &question.code).is_ok() {
        return Err(EditRefusal::CodeTaken);
    }
    list.insert(position.min(list.len()), question);
    Ok(())
}

/// The codes that questions of a list have in any of these documents: a draft and what was
/// published from it. A code once answered is never given to another question.
pub fn question_codes<'a>(
    documents: impl IntoIterator<Item = &'a Document>,
    block: Option<&Code>,
) -> HashSet<&'a Code> {
    let lists = documents.into_iter().filter_map(|document| document.list(block));
    lists.flatten().map(|question| &question.code).collect()
}

/// The codes that options of a question have in any of these documents.
pub fn option_codes<'a>(
    documents: impl IntoIterator<Item = &'a Document>,
    place: &Place,
) -> HashSet<&'a Code> {
    let questions = documents.into_iter().filter_map(|document| document.at(place));
    questions.flat_map(|(_, question)| question.options()).map(|choice| &choice.code).collect()
}

/// The codes that lines of a question have in any of these documents.
pub fn line_codes<'a>(
    documents: impl IntoIterator<Item = &'a Document>,
    place: &Place,
) -> HashSet<&'a Code> {
    let questions = documents.into_iter().filter_map(|document| document.at(place));
    questions.flat_map(|(_, question)| question.kind.lines()).map(|line| &line.code).collect()
}

/// The first code `prefix1`, `prefix2`, … that is not taken.
///
/// # Panics
/// When the prefix does not begin like a code.
pub fn fresh_code(prefix: &str, is_taken: impl Fn(&Code) -> bool) -> Code {
    let numbered = |number: u32| {
        Code::parse(&format!("{prefix}{number}")).expect("a letter and a number are a code")
    };
    (1..=u32::MAX).map(numbered).find(|code| !is_taken(code)).expect("questions are fewer")
}

#[cfg(test)]
mod tests {
    use super::super::super::logic::{Condition, Rule};
    use super::super::samples::{choice, code, question, single};
    use super::*;

    fn document() -> Document {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        let unit = single("unit", vec![choice("x"), choice("y")]);
        document.questions = vec![
            single("a", vec![choice("x"), choice("y")]),
            question("b", Kind::LongText),
            question("idea", Kind::Suggestion { about: vec![unit] }),
        ];
        document
    }

    fn order(document: &Document) -> Vec<&str> {
        document.questions.iter().map(|question| question.code.as_str()).collect()
    }

    fn top(raw: &str) -> Place {
        Place { block: None, code: code(raw) }
    }

    #[test]
    fn questions_move_one_place_and_stop_at_the_ends() {
        let mut document = document();
        for (raw, direction, expected) in [
            ("b", Direction::Up, ["b", "a", "idea"]),
            ("b", Direction::Up, ["b", "a", "idea"]),
            ("b", Direction::Down, ["a", "b", "idea"]),
            ("idea", Direction::Down, ["a", "b", "idea"]),
        ] {
            document.apply(Edit::Move { place: top(raw), direction }).expect("it is there");
            assert_eq!(order(&document), expected, "{raw} {direction:?}");
        }
    }

    #[test]
    fn a_changed_question_keeps_its_code_and_goes_where_it_is_put() {
        let mut document = document();
        let question = Box::new(question("z", Kind::ShortText));
        let edit = Edit::Change { place: top("a"), position: 99, question };
        document.apply(edit).expect("it is there");
        assert_eq!(order(&document), ["b", "idea", "a"]);
        assert_eq!(document.questions[2].kind, Kind::ShortText);
    }

    #[test]
    fn the_rule_of_a_copy_reads_the_copy() {
        let mut document = document();
        let rule =
            |text| Rule { holds: Condition::parse(text).expect(text), message: Words::default() };
        document.questions[0].logic.valid_if = Some(rule("a = 'x' or count(a) > 1"));
        document.apply(Edit::Copy { place: top("a"), code: code("a2") }).expect("it is there");
        let copied = document.questions[1].logic.valid_if.clone();
        assert_eq!(copied, Some(rule("a2 = 'x' or count(a2) > 1")));
        assert_eq!(document.faults(), []);
    }

    #[test]
    fn a_code_is_given_once_in_its_list() {
        let mut document = document();
        let add = |raw: &str, block: Option<Code>| Edit::Add {
            block,
            position: 0,
            question: Box::new(question(raw, Kind::Note)),
        };
        assert_eq!(document.apply(add("a", None)), Err(EditRefusal::CodeTaken));
        assert_eq!(document.apply(add("a", Some(code("idea")))), Ok(()));
        let copy = Edit::Copy { place: top("b"), code: code("idea") };
        assert_eq!(document.apply(copy), Err(EditRefusal::CodeTaken));
        assert_eq!(document.apply(add("c", Some(code("b")))), Err(EditRefusal::NoSuchQuestion));
        assert_eq!(order(&document), ["a", "b", "idea"]);
    }

    #[test]
    fn a_copy_follows_its_original_and_a_removed_question_is_gone() {
        let mut document = document();
        document.apply(Edit::Copy { place: top("a"), code: code("q1") }).expect("it is there");
        assert_eq!(order(&document), ["a", "q1", "b", "idea"]);
        assert_eq!(document.questions[0].options(), document.questions[1].options());
        let inner = Place { block: Some(code("idea")), code: code("unit") };
        document.apply(Edit::Remove(inner.clone())).expect("it is there");
        assert_eq!(document.apply(Edit::Remove(inner)), Err(EditRefusal::NoSuchQuestion));
    }

    #[test]
    fn the_three_hundred_and_first_question_is_refused() {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        for number in 0..=MAX_QUESTIONS {
            let question = Box::new(question(&format!("q{number}"), Kind::ShortText));
            let added = document.apply(Edit::Add { block: None, position: number, question });
            assert_eq!(added.is_ok(), number < MAX_QUESTIONS, "{number}");
        }
    }

    #[test]
    fn a_code_that_was_published_is_not_given_again() {
        let published = document();
        let mut draft = document();
        draft.apply(Edit::Remove(top("b"))).expect("it is there");
        let taken = question_codes([&draft, &published], None);
        assert_eq!(fresh_code("b", |code| taken.contains(code)), code("b1"));
        assert!(taken.contains(&code("b")));
        let options = option_codes([&draft], &top("a"));
        assert_eq!(fresh_code("o", |code| options.contains(code)), code("o1"));
    }
}
