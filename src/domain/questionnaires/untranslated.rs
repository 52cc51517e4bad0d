//! What has no translation yet. It is only told, since Chinese stands in for it.

use std::collections::BTreeMap;

use super::{Code, Document, Question};
use crate::domain::lang::Lang;

/// What of a question lacks a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lacking {
    /// Its text.
    Text,
    /// The help below it.
    Help,
    /// Options of it.
    Options,
    /// Lines or parts of it.
    Lines,
    /// What the ends of its scale mean.
    Ends,
    /// Its unit.
    Unit,
    /// Its sentence with blanks.
    Sentence,
    /// What is said of an answer that does not fit.
    Message,
    /// Texts of questions inside it.
    Inside,
}

impl Lacking {
    /// What a text is, by its name inside its question ([`Document::texts`]).
    fn of(name: &str) -> Self {
        match name.split('.').next() {
            Some("help") => Self::Help,
            Some("option") => Self::Options,
            Some("line") => Self::Lines,
            Some("low" | "high") => Self::Ends,
            Some("unit") => Self::Unit,
            Some("sentence") => Self::Sentence,
            Some("rule") => Self::Message,
            Some("about") => Self::Inside,
            _ => Self::Text,
        }
    }
}

impl Document {
    /// The questions that lack a text in `lang`, in order, each with what and how many.
    pub fn untranslated(&self, lang: Lang) -> Vec<(&Code, Vec<(Lacking, usize)>)> {
        let mut lacking: BTreeMap<String, BTreeMap<Lacking, usize>> = BTreeMap::new();
        for name in self.missing(lang.tag()) {
            let Some((code, text)) = name.strip_prefix("q.").and_then(|it| it.split_once('.'))
            else {
                continue;
            };
            let of_question = lacking.entry(code.to_owned()).or_default();
            *of_question.entry(Lacking::of(text)).or_default() += 1;
        }
        let of = |question: &'_ Question| {
            let what = lacking.get(question.code.as_str())?;
            Some(what.iter().map(|(what, count)| (*what, *count)).collect())
        };
        self.questions.iter().filter_map(|each| Some((&each.code, of(each)?))).collect()
    }

    /// Whether title or opening lines lack a text in `lang`.
    pub fn is_head_untranslated(&self, lang: Lang) -> bool {
        [&self.title, &self.intro]
            .into_iter()
            .any(|words| !words.is_blank() && words.written(lang).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{choice, code, question, single};
    use super::super::{Kind, Words};
    use super::*;

    #[test]
    fn a_missing_translation_is_found_however_deep_and_named() {
        let mut document = Document::empty(Words::both("问卷", "Q"));
        let inner = vec![single("unit", vec![choice("x"), choice("y")])];
        document.questions.push(question("idea", Kind::Suggestion { about: inner }));
        document.questions.push(single("a", vec![choice("x"), choice("y")]));
        assert_eq!(document.untranslated(Lang::En), []);
        let Kind::Suggestion { about } = &mut document.questions[0].kind else { unreachable!() };
        let Kind::Single { options } = &mut about[0].kind else { unreachable!() };
        options[1].text.set(Lang::En, "");
        let single = &mut document.questions[1];
        single.text.set(Lang::En, "");
        let Kind::Single { options } = &mut single.kind else { unreachable!() };
        for option in options {
            option.text.set(Lang::En, "");
        }
        let lacking = [
            (&code("idea"), vec![(Lacking::Inside, 1)]),
            (&code("a"), vec![(Lacking::Text, 1), (Lacking::Options, 2)]),
        ];
        assert_eq!(document.untranslated(Lang::En), lacking);
        assert!(!document.is_head_untranslated(Lang::En));
        document.title.set(Lang::En, "");
        assert!(document.is_head_untranslated(Lang::En));
    }
}
