//! Loading the plan: units, vocabularies, calendar and questionnaires that come with the program.
//! What is there already stays as it is, so that loading twice adds nothing and undoes no edit.

use std::collections::HashMap;

use crate::domain::audit::{By, Entry as TrailEntry};
use crate::domain::calendar::SHIPPED;
use crate::domain::id::UnitId;
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::plan::keywords::keywords;
use crate::domain::plan::questionnaires::{TEMPLATES, shared_questions};
use crate::domain::plan::units::{ExampleUnit, UNITS};
use crate::domain::plan::vocabularies::{Entry, VOCABULARIES, WordSet};
use crate::domain::questionnaires::{Code, Question};
use crate::domain::vocabularies::{Keywords, Word};
use crate::store::calendar::StoredYear;
use crate::store::db::Unrecorded;
use crate::store::{self, Tx};

use super::{App, Error, Result, questionnaires, require};

/// The setting that remembers when the plan was last loaded.
const PLAN_LOADED: &str = "plan_loaded";
/// The setting that remembers that words without keywords were given theirs.
const KEYWORDS_FILLED: &str = "keywords_filled";

/// Counts of what comes with the program, or of what of it is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Example units.
    pub units: usize,
    /// Words of all vocabularies.
    pub words: usize,
    /// Years of the calendar.
    pub years: usize,
    /// Questionnaires.
    pub questionnaires: usize,
    /// Questions of the bank.
    pub bank: usize,
}

impl Counts {
    /// All that comes with the program.
    pub fn shipped() -> Self {
        Self {
            units: UNITS.len(),
            words: VOCABULARIES.iter().map(|vocabulary| vocabulary.entries.len()).sum(),
            years: SHIPPED.len(),
            questionnaires: TEMPLATES.len(),
            bank: shared_questions(&[]).len(),
        }
    }
}

/// How much of what comes with the program is there already.
pub async fn present(app: &App, actor: &Actor) -> Result<Counts> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("setup.present").await?;
    let units = store::units::all(&mut tx).await?;
    let words = store::vocabularies::all(&mut tx).await?;
    let years = store::calendar::years(&mut tx).await?;
    let made = store::questionnaires::all(&mut tx).await?;
    let has_unit = |unit: &&ExampleUnit| units.iter().any(|known| known.code == unit.code);
    let has_word = |(set, entry): &(WordSet, &Entry)| {
        words.iter().any(|word| word.set == *set && word.code.as_str() == entry.code)
    };
    let audiences = TEMPLATES.iter().map(|template| template.audience);
    let is_made =
        |audience: &&str| made.iter().any(|known| known.template.as_deref() == Some(*audience));
    let kept = store::bank::all(&mut tx).await?;
    let is_kept = |question: &&Question| {
        kept.iter().any(|known| known.plan.as_deref() == Some(question.code.as_str()))
    };
    let has_year = |year: &i32| years.iter().any(|known| known.year.year == *year);
    Ok(Counts {
        units: UNITS.iter().filter(has_unit).count(),
        words: shipped_words().filter(has_word).count(),
        years: SHIPPED.iter().map(|year| year.year).filter(has_year).count(),
        questionnaires: audiences.filter(is_made).count(),
        bank: shared_questions(&[]).iter().filter(is_kept).count(),
    })
}

/// Loads what is missing; how much that was.
pub async fn load_plan(app: &App, actor: &Actor) -> Result<Counts> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("setup.load_plan").await?;
    // Written first: whoever loads at the same moment waits here and then finds all there.
    store::settings::set(&mut tx, PLAN_LOADED, &app.now().0.to_string()).await?;
    let units = load_units(app, &mut tx).await?;
    let words = load_words(&mut tx).await?;
    let years = load_years(&mut tx).await?;
    let (questionnaires, bank) = questionnaires::load_templates(app, actor, &mut tx).await?;
    let loaded = Counts { units, words, years, questionnaires, bank };
    let detail = format!(
        "units {units}, words {words}, years {years}, questionnaires {questionnaires}, bank {bank}"
    );
    tx.commit(app.line(actor, "setup.load_plan", "plan").with(detail)).await?;
    Ok(loaded)
}

async fn load_units(app: &App, tx: &mut Tx) -> Result<usize> {
    let mut added = 0;
    for example in UNITS {
        let unit = Unit {
            id: UnitId::draw(app.chance),
            code: example.code.to_owned(),
            name_zh: example.name.zh.to_owned(),
            name_en: example.name.en.to_owned(),
            kind: example.kind,
            active: true,
        };
        added += usize::from(store::units::insert(tx, &unit).await?);
    }
    Ok(added)
}

async fn load_words(tx: &mut Tx) -> Result<usize> {
    let units = store::units::all(tx).await?;
    let ids: HashMap<&str, UnitId> =
        units.iter().map(|unit| (unit.code.as_str(), unit.id)).collect();
    let mut added = 0;
    for vocabulary in VOCABULARIES {
        for (position, entry) in (1..).zip(vocabulary.entries) {
            let code = Code::parse(entry.code);
            let keywords = Keywords::parse(keywords(vocabulary.set, entry.code));
            let word = Word {
                set: vocabulary.set,
                code: code.map_err(|error| Error::Broken(Box::new(error)))?,
                zh: entry.text.zh.to_owned(),
                en: entry.text.en.to_owned(),
                position,
                unit: entry.unit.and_then(|code| ids.get(code).copied()),
                keywords: keywords.map_err(|_| Error::Broken("a keyword of ours".into()))?,
                active: true,
            };
            added += usize::from(store::vocabularies::insert(tx, &word).await?);
        }
    }
    Ok(added)
}

/// Gives the plan's words the keywords that came with a later version of the program, once: a house
/// set up before has none, and the desk would propose nothing there. What the office itself changed
/// stays as it is.
pub async fn fill_keywords(app: &App) -> Result<()> {
    let mut tx = app.db.begin("setup.fill_keywords").await?;
    // Two nodes may start at once.
    store::audit::wait_for_turn(&mut tx).await?;
    if store::settings::get(&mut tx, KEYWORDS_FILLED).await?.is_some() {
        return Ok(());
    }
    let edited = store::vocabularies::edited(&mut tx).await?;
    let mut filled = 0;
    for mut word in store::vocabularies::all(&mut tx).await? {
        let shipped = Keywords::parse(keywords(word.set, word.code.as_str()));
        let shipped = shipped.map_err(|_| Error::Broken("a keyword of ours".into()))?;
        let is_edited = edited.contains(&format!("{}.{}", word.set, word.code));
        if word.keywords.iter().next().is_some() || shipped.iter().next().is_none() || is_edited {
            continue;
        }
        word.keywords = shipped;
        store::vocabularies::update(&mut tx, &word).await?;
        filled += 1;
    }
    store::settings::set(&mut tx, KEYWORDS_FILLED, "yes").await?;
    if filled == 0 {
        return Ok(tx.commit_unrecorded(Unrecorded::Start).await?);
    }
    let line = TrailEntry::new(app.now(), By::Program, "setup.fill_keywords", "vocabulary");
    Ok(tx.commit(line.with(format!("words={filled}"))).await?)
}

/// Adds the years that are not known, with their days; a known year is the office's own.
async fn load_years(tx: &mut Tx) -> Result<usize> {
    let mut added = 0;
    for shipped in SHIPPED {
        let stored =
            StoredYear { year: shipped.calendar_year(), source: shipped.document.to_owned() };
        if store::calendar::insert_year(tx, &stored).await? {
            added += 1;
            for day in shipped.days() {
                store::calendar::put_day(tx, &day).await?;
            }
        }
    }
    Ok(added)
}

fn shipped_words() -> impl Iterator<Item = (WordSet, &'static Entry)> {
    VOCABULARIES
        .iter()
        .flat_map(|vocabulary| vocabulary.entries.iter().map(|entry| (vocabulary.set, entry)))
}
