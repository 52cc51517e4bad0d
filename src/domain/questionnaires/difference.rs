//! What one state of a questionnaire says that another did not, question by question: what an
//! editor wants to read before publishing, or before returning to an older draft.

use std::collections::HashMap;

use super::{Choice, Code, Document, Question};

/// One difference between an older and a newer document, in the order of the newer; what is gone
/// stands where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference<'doc> {
    /// The title.
    Title,
    /// The opening lines.
    Intro,
    /// How much of it is in sight at a time.
    Paging,
    /// The further languages it can be read in.
    Languages,
    /// A question that is new. Positions count from 1.
    Added(usize, &'doc Question),
    /// A question that is gone.
    Removed(usize, &'doc Question),
    /// A question with one code that reads, or is answered, otherwise.
    Changed {
        /// Where it stands now.
        position: usize,
        /// What it was.
        old: &'doc Question,
        /// What it is.
        new: &'doc Question,
        /// What is different about it.
        aspects: Vec<Aspect<'doc>>,
    },
    /// A question that stands elsewhere among the others, and may read as before. Where others
    /// came and went its number may be the same.
    Moved {
        /// Where it stood.
        from: usize,
        /// Where it stands.
        to: usize,
        /// The question.
        question: &'doc Question,
    },
}

/// What is different about a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect<'doc> {
    /// Its text.
    Text,
    /// The help below it.
    Help,
    /// Whether it must be answered.
    Required,
    /// When it is asked, when it must be answered, or which answers fit.
    Conditions,
    /// An option that is new.
    OptionAdded(&'doc Choice),
    /// An option that is gone.
    OptionRemoved(&'doc Choice),
    /// An option that reads or works otherwise.
    OptionChanged(&'doc Choice, &'doc Choice),
    /// The order of the options that stayed.
    OptionOrder,
    /// Anything else it is set to: its kind, its points, what it asks beside a text.
    Setting,
}

/// All differences between two states of a document; none when they are the same.
pub fn differences<'doc>(old: &'doc Document, new: &'doc Document) -> Vec<Difference<'doc>> {
    let mut found = Vec::new();
    if old.title != new.title {
        found.push(Difference::Title);
    }
    if old.intro != new.intro {
        found.push(Difference::Intro);
    }
    if old.paging != new.paging {
        found.push(Difference::Paging);
    }
    if old.languages != new.languages {
        found.push(Difference::Languages);
    }
    let stood: HashMap<&Code, usize> =
        old.questions.iter().enumerate().map(|(at, question)| (&question.code, at)).collect();
    let stayed: Vec<Option<usize>> =
        new.questions.iter().map(|question| stood.get(&question.code).copied()).collect();
    let in_order = longest_rise(&stayed);
    let is_gone = |question: &Question| new.question(question.code.as_str()).is_none();
    let mut gone = old.questions.iter().enumerate().filter(|(_, it)| is_gone(it)).peekable();
    for (at, question) in new.questions.iter().enumerate() {
        let Some(from) = stayed[at] else {
            found.push(Difference::Added(at + 1, question));
            continue;
        };
        while let Some((stood, removed)) = gone.next_if(|(stood, _)| *stood < from) {
            found.push(Difference::Removed(stood + 1, removed));
        }
        if !in_order[at] {
            found.push(Difference::Moved { from: from + 1, to: at + 1, question });
        }
        let aspects = aspects(&old.questions[from], question);
        if !aspects.is_empty() {
            let old = &old.questions[from];
            found.push(Difference::Changed { position: at + 1, old, new: question, aspects });
        }
    }
    found.extend(gone.map(|(stood, removed)| Difference::Removed(stood + 1, removed)));
    found
}

/// What is different about a question; nothing when it is the same.
fn aspects<'doc>(old: &'doc Question, new: &'doc Question) -> Vec<Aspect<'doc>> {
    if old == new {
        return Vec::new();
    }
    let mut aspects = Vec::new();
    for (differs, aspect) in [
        (old.text != new.text, Aspect::Text),
        (old.help != new.help, Aspect::Help),
        (old.required != new.required, Aspect::Required),
        (old.logic != new.logic, Aspect::Conditions),
    ] {
        if differs {
            aspects.push(aspect);
        }
    }
    let named = aspects.len();
    option_aspects(old.options(), new.options(), &mut aspects);
    let options_say_it = aspects.len() > named && old.kind_name() == new.kind_name();
    // Whatever was not named is called a setting, so that nothing is passed over in silence.
    if (old.kind != new.kind && !options_say_it) || aspects.is_empty() {
        aspects.push(Aspect::Setting);
    }
    aspects
}

fn option_aspects<'doc>(old: &'doc [Choice], new: &'doc [Choice], aspects: &mut Vec<Aspect<'doc>>) {
    let find = |list: &'doc [Choice], code: &Code| list.iter().find(|it| it.code == *code);
    for choice in old.iter().filter(|choice| find(new, &choice.code).is_none()) {
        aspects.push(Aspect::OptionRemoved(choice));
    }
    for choice in new {
        match find(old, &choice.code) {
            None => aspects.push(Aspect::OptionAdded(choice)),
            Some(before) if before != choice => {
                aspects.push(Aspect::OptionChanged(before, choice));
            }
            Some(_) => {}
        }
    }
    let kept = |list: &'doc [Choice], other: &'doc [Choice]| -> Vec<&'doc Code> {
        let stays = |choice: &&Choice| find(other, &choice.code).is_some();
        list.iter().filter(stays).map(|choice| &choice.code).collect()
    };
    if kept(old, new) != kept(new, old) {
        aspects.push(Aspect::OptionOrder);
    }
}

/// Marks a longest run of places that rise: whatever stands in it has not moved against the others.
/// Entries without a place are in no run.
fn longest_rise(places: &[Option<usize>]) -> Vec<bool> {
    // For each length the entry with the lowest place that ends such a run, and for each entry the
    // one before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (at, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        let length = ends.partition_point(|end| places[*end] < Some(*place));
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut in_run = vec![false; places.len()];
    let mut at = ends.last().copied();
    while let Some(entry) = at {
        in_run[entry] = true;
        at = before[entry];
    }
    in_run
}

#[cfg(test)]
mod tests {
    use super::super::samples::{choice, question, single};
    use super::super::{Asides, Kind, Words};
    use super::*;

    fn document(questions: Vec<Question>) -> Document {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        document.questions = questions;
        document
    }

    fn texts(codes: &[&str]) -> Document {
        document(codes.iter().map(|code| question(code, Kind::ShortText)).collect())
    }

    /// Each difference as a short word.
    fn said(old: &Document, new: &Document) -> Vec<String> {
        let word = |difference: &Difference<'_>| match difference {
            Difference::Title => "title".to_owned(),
            Difference::Intro => "intro".to_owned(),
            Difference::Paging => "paging".to_owned(),
            Difference::Languages => "languages".to_owned(),
            Difference::Added(at, question) => format!("+{}@{at}", question.code),
            Difference::Removed(at, question) => format!("-{}@{at}", question.code),
            Difference::Moved { from, to, question } => format!("{}:{from}>{to}", question.code),
            Difference::Changed { new, aspects, .. } => format!("{}~{}", new.code, aspects.len()),
        };
        differences(old, new).iter().map(word).collect()
    }

    #[test]
    fn a_question_that_moved_alone_is_the_only_one_said_to_have_moved() {
        let old = texts(&["a", "b", "c", "d"]);
        assert_eq!(said(&old, &texts(&["d", "a", "b", "c"])), ["d:4>1"]);
        assert_eq!(said(&old, &texts(&["b", "c", "a", "d"])), ["a:1>3"]);
        assert_eq!(said(&old, &old), Vec::<String>::new());
    }

    #[test]
    fn what_is_new_and_what_is_gone_stand_where_they_stand_and_stood() {
        let (old, new) = (texts(&["a", "b", "c"]), texts(&["n", "a", "c", "m"]));
        assert_eq!(said(&old, &new), ["+n@1", "-b@2", "+m@4"]);
        assert_eq!(said(&texts(&["a"]), &texts(&[])), ["-a@1"]);
    }

    #[test]
    fn a_changed_question_names_what_is_different_about_it() {
        let old = single("a", vec![choice("x"), choice("y"), choice("z")]);
        let mut new = single("a", vec![choice("z"), choice("x"), choice("w")]);
        new.required = true;
        new.text = Words::both("另问", "Else");
        let found = aspects(&old, &new);
        let (gone, added) = (choice("y"), choice("w"));
        assert_eq!(
            found,
            [
                Aspect::Text,
                Aspect::Required,
                Aspect::OptionRemoved(&gone),
                Aspect::OptionAdded(&added),
                Aspect::OptionOrder,
            ]
        );
    }

    #[test]
    fn whatever_has_no_word_of_its_own_is_a_setting_and_never_passed_over() {
        let scale = |points| Kind::Scale {
            points,
            low: Words::default(),
            high: Words::default(),
            asides: Asides::default(),
            stars: false,
        };
        let (five, seven) = (question("a", scale(5)), question("a", scale(7)));
        assert_eq!(aspects(&five, &seven), [Aspect::Setting]);
        let block = |inner| question("a", Kind::Suggestion { about: inner });
        let inner = single("unit", vec![choice("x"), choice("y")]);
        assert_eq!(aspects(&block(vec![]), &block(vec![inner])), [Aspect::Setting]);
        assert_eq!(aspects(&five, &question("a", Kind::LongText)), [Aspect::Setting]);
    }
}
