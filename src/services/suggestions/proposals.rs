//! What the form of a text starts with, and why: first what the respondent chose, then what the
//! program would choose from the house's vocabularies and from what the desk decided before.
//! Everything is worked out from what this person may open anyway, for this one page.

use std::collections::HashMap;
use std::sync::Arc;

use super::language::Language;
use super::{RawText, Result, Room, named_unit, rows};
use crate::domain::id::{ItemId, UnitId};
use crate::domain::people::{Actor, Unit};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::questionnaires::Code;
use crate::domain::suggestions::{Cases, Ground, Knowledge, Proposal, Words, propose};
use crate::domain::vocabularies::Word;
use crate::store::Tx;
use crate::store::suggestions::items::Decided;

/// One reason for a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The respondent chose it.
    Chosen,
    /// The respondent chose this step, which is the unit's.
    Step(Word),
    /// The text has these words, which stand under this word of a vocabulary.
    Vocabulary(Word, Vec<String>),
    /// The text has these words of the unit's name.
    Name(Vec<String>),
    /// So many of so many alike were decided so before.
    Decided {
        /// This way.
        so: usize,
        /// Of all found alike.
        of: usize,
    },
}

/// A choice for one field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion<L> {
    /// What to choose.
    pub label: L,
    /// How sure the program is, in percent; nothing where the respondent alone says so.
    pub confidence: Option<u32>,
    /// Why, the respondent's own choice first.
    pub reasons: Vec<Reason>,
}

/// What is suggested for a text. The form starts with the first of each; where respondent and
/// program differ, there are two.
#[derive(Clone, Debug, Default)]
pub struct Suggested {
    /// The category.
    pub category: Vec<Suggestion<Code>>,
    /// The key area.
    pub area: Vec<Suggestion<Code>>,
    /// The unit.
    pub unit: Vec<Suggestion<UnitId>>,
}

/// Weighs what is known about a text; `others` are the texts this person may know of.
pub(super) async fn suggest(
    tx: &mut Tx,
    room: &Room,
    actor: &Actor,
    text: &RawText,
    others: &[RawText],
) -> Result<Suggested> {
    let decided = rows::items::decided(tx, room.campaign.id).await?;
    let cases = cases(room, actor, text, others, &decided);
    let desk = Desk::new(room, text, &cases);
    let chosen = |set, question| {
        let code: Option<String> = text.about(question);
        room.words
            .iter()
            .find(|word| word.set == set && Some(word.code.as_str()) == code.as_deref())
    };
    let category = chosen(WordSet::RiskCategories, "category").map(|word| &word.code);
    let step = chosen(WordSet::Steps, "step").filter(|step| step.unit.is_some());
    let unit = named_unit(text.content(), &room.units)
        .map(|unit| (unit, Reason::Chosen))
        .or_else(|| step.and_then(|step| step.unit.map(|unit| (unit, Reason::Step(step.clone())))));
    Ok(Suggested {
        category: first(
            category.map(|code| (code.clone(), Reason::Chosen)),
            desk.word(WordSet::RiskCategories, |item| Some(&item.category)),
        ),
        area: first(None, desk.word(WordSet::KeyAreas, |item| item.area.as_ref())),
        unit: first(unit, desk.unit()),
    })
}

/// The respondent's choice before the program's; one of them where they agree.
fn first<L: PartialEq>(
    chosen: Option<(L, Reason)>,
    proposed: Option<Suggestion<L>>,
) -> Vec<Suggestion<L>> {
    let Some((label, reason)) = chosen else {
        return proposed.into_iter().collect();
    };
    let mut own = Suggestion { label, confidence: None, reasons: vec![reason] };
    match proposed {
        Some(same) if same.label == own.label => {
            own.confidence = same.confidence;
            own.reasons.extend(same.reasons);
            vec![own]
        }
        other => std::iter::once(own).chain(other).collect(),
    }
}

/// Where a word of the text is known from.
enum Source<'a> {
    Word(&'a Word),
    Name(&'a Unit),
}

/// What a word is called, and what people say when they mean it.
fn terms(word: &Word) -> impl Iterator<Item = &str> {
    std::iter::once(word.zh.as_str()).chain(word.keywords.iter())
}

impl Source<'_> {
    fn terms(&self) -> Vec<&str> {
        match self {
            Self::Word(word) => terms(word).collect(),
            Self::Name(unit) => vec![unit.name_zh.as_str()],
        }
    }

    fn reason(&self, said: Vec<String>) -> Reason {
        match self {
            Self::Word(word) => Reason::Vocabulary((*word).clone(), said),
            Self::Name(_) => Reason::Name(said),
        }
    }
}

/// The text on the desk among those that were decided.
struct Desk<'a> {
    room: &'a Room,
    language: Arc<Language>,
    text: Arc<Words>,
    /// What was decided about the texts nearest to this one, and how near they are.
    near: Vec<(&'a Decided, f64)>,
}

impl<'a> Desk<'a> {
    fn new(room: &'a Room, text: &RawText, cases: &[(&'a Decided, Said<'_>)]) -> Self {
        let words = room.words.iter().flat_map(terms);
        let names = room.units.iter().map(|unit| unit.name_zh.as_str());
        let terms: Vec<&str> = words.chain(names).collect();
        let language = room.app.desk_memory.language(&terms);
        let cut: Vec<Arc<Words>> = cases
            .iter()
            .map(|(item, said)| match said {
                Said::Raw(other) => other.opened.words(&language),
                Said::Distilled => language.of_item(item.id, &item.text),
            })
            .collect();
        let text = text.opened.words(&language);
        let near = Cases::of(&cut).nearest(&text);
        let near = near.into_iter().map(|(at, likeness)| (cases[at].0, likeness)).collect();
        Self { room, language, text, near }
    }

    /// A word of a set.
    fn word(
        &self,
        set: WordSet,
        of: impl Fn(&Decided) -> Option<&String>,
    ) -> Option<Suggestion<Code>> {
        let words: Vec<&Word> =
            self.room.words.iter().filter(|word| word.set == set && word.active).collect();
        let place = |code: &String| words.iter().position(|word| word.code.as_str() == *code);
        let sources: Vec<_> =
            words.iter().enumerate().map(|(at, word)| (at, Source::Word(word))).collect();
        let proposed = self.propose(&sources, |item| place(of(item)?))?;
        Some(Suggestion {
            label: words[proposed.label].code.clone(),
            confidence: proposed.confidence,
            reasons: proposed.reasons,
        })
    }

    /// A unit: by its name, and by the areas and steps that are its own.
    fn unit(&self) -> Option<Suggestion<UnitId>> {
        let is_active =
            |id: UnitId| self.room.units.iter().any(|unit| unit.id == id && unit.active);
        let names = self.room.units.iter().map(|unit| (unit.id, Source::Name(unit)));
        let words =
            self.room.words.iter().filter(|word| {
                word.active && matches!(word.set, WordSet::KeyAreas | WordSet::Steps)
            });
        let words = words.filter_map(|word| word.unit.map(|unit| (unit, Source::Word(word))));
        let sources: Vec<_> = words.chain(names).filter(|(unit, _)| is_active(*unit)).collect();
        self.propose(&sources, |item| Some(item.unit).filter(|unit| is_active(*unit)))
    }

    fn propose<L: Copy + Ord>(
        &self,
        sources: &[(L, Source<'_>)],
        of: impl Fn(&Decided) -> Option<L>,
    ) -> Option<Suggestion<L>> {
        let entries = sources.iter().map(|(label, source)| {
            let terms = source.terms().into_iter();
            (*label, terms.map(|term| self.language.of_term(term)).collect())
        });
        let knowledge = Knowledge::of_cut::<Arc<Words>>(entries);
        let near: Vec<(L, f64)> =
            self.near.iter().filter_map(|(item, near)| Some((of(item)?, *near))).collect();
        let proposal = propose(&knowledge, &self.text, &near).filter(Proposal::speaks)?;
        let reason = |ground| match ground {
            Ground::Words { entry, words } => sources[entry].1.reason(words),
            Ground::Decided { so, of } => Reason::Decided { so, of },
        };
        Some(Suggestion {
            label: proposal.label,
            confidence: Some(proposal.confidence),
            reasons: proposal.grounds.into_iter().map(reason).collect(),
        })
    }
}

/// How what was decided is said.
enum Said<'a> {
    Raw(&'a RawText),
    Distilled,
}

/// What was decided: as the raw texts say it while they exist, else as it was distilled. The text
/// on the desk is no case of its own, and nobody learns of items whose texts they may not know of.
fn cases<'a>(
    room: &Room,
    actor: &Actor,
    text: &RawText,
    others: &'a [RawText],
    decided: &'a [Decided],
) -> Vec<(&'a Decided, Said<'a>)> {
    let mut raw: HashMap<ItemId, Vec<&RawText>> = HashMap::new();
    for other in others {
        if let Some(item) = other.item {
            raw.entry(item).or_default().push(other);
        }
    }
    let here = |item: &Decided| room.items.get(&item.id);
    let is_too_near = |item: &&Decided| {
        actor.belongs_to(item.unit) || here(item).is_some_and(|item| room.is_too_near(actor, item))
    };
    let is_at_desk = |item: &Decided| here(item).is_some_and(|item| item.state.is_at_desk());
    decided
        .iter()
        .filter(|item| !is_too_near(item))
        .flat_map(|item| match raw.get(&item.id) {
            Some(texts) => {
                let others = texts.iter().filter(|other| other.id != text.id);
                others.map(|other| (item, Said::Raw(other))).collect()
            }
            None if is_at_desk(item) => Vec::new(),
            None => vec![(item, Said::Distilled)],
        })
        .collect()
}
