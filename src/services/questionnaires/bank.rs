//! The bank: what drafts take questions from and put them into. A draft holds a copy; so nothing
//! done here reaches a draft that nobody asks to change, nor any published version.

use std::collections::HashMap;

use super::history::{self, Saved};
use super::{Opened, asked_about, edit, json};
use crate::domain::id::{BankId, QuestionnaireId};
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::plan::questionnaires::shared_questions;
use crate::domain::questionnaires::{
    BankQuestion, BankStanding, BankVersion, Banked, Code, Document, Edit, Place, Question, Words,
    banked_code,
};
use crate::domain::refusal::Refusal;
use crate::services::{App, Error, Result, require};
use crate::store::{self, Tx};

/// Where a bank question is used.
#[derive(Clone, Debug)]
pub struct Use {
    /// By which questionnaire.
    pub questionnaire: QuestionnaireId,
    /// Its title.
    pub title: Words,
    /// The version of the bank question that the draft has taken in, if it has.
    pub draft: Option<i64>,
    /// The published versions that hold it, with the version of the bank question.
    pub published: Vec<(i64, i64)>,
}

/// A question of the bank and who uses it.
#[derive(Debug)]
pub struct Kept {
    /// The question.
    pub question: BankQuestion,
    /// Its uses.
    pub uses: Vec<Use>,
}

/// The whole bank.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Kept>> {
    let all = super::list(app, actor).await?;
    let mut tx = app.db.read("bank.list").await?;
    let kept = store::bank::all(&mut tx).await?;
    Ok(kept.into_iter().map(|question| used(question, &all)).collect())
}

/// One question of the bank.
pub async fn one(app: &App, actor: &Actor, id: BankId) -> Result<Kept> {
    let all = super::list(app, actor).await?;
    let mut tx = app.db.read("bank.one").await?;
    Ok(used(store::bank::one(&mut tx, id).await?, &all))
}

fn used(question: BankQuestion, all: &[Opened]) -> Kept {
    let taken = |document: &Document| {
        let banked = document.questions.iter().filter_map(|question| question.bank);
        banked.filter(|banked| banked.id == question.id).map(|banked| banked.version).next()
    };
    let used_by = |opened: &Opened| {
        let draft = taken(&opened.questionnaire.draft);
        let versions = opened.versions.iter();
        let published: Vec<(i64, i64)> = versions
            .filter_map(|version| Some((version.number, taken(&version.document)?)))
            .collect();
        let title = opened.questionnaire.draft.title.clone();
        let is_used = draft.is_some() || !published.is_empty();
        is_used.then_some(Use { questionnaire: opened.questionnaire.id, title, draft, published })
    };
    let uses = all.iter().filter_map(used_by).collect();
    Kept { question, uses }
}

/// How the questions of a draft stand to the bank, by their codes.
pub async fn standings(
    app: &App,
    actor: &Actor,
    draft: &Document,
) -> Result<HashMap<Code, BankStanding>> {
    require(actor, Act::ReadQuestionnaires)?;
    if draft.questions.iter().all(|question| question.bank.is_none()) {
        return Ok(HashMap::new());
    }
    let mut tx = app.db.read("bank.standings").await?;
    let kept = store::bank::all(&mut tx).await?;
    let kept: HashMap<BankId, &BankQuestion> = kept.iter().map(|kept| (kept.id, kept)).collect();
    let standing = |question: &Question| {
        let standing = BankStanding::of(question, kept.get(&question.bank?.id)?)?;
        Some((question.code.clone(), standing))
    };
    Ok(draft.questions.iter().filter_map(standing).collect())
}

/// What the bank knows of a question of a draft; nothing when it was not taken from there.
pub async fn behind(app: &App, actor: &Actor, question: &Question) -> Result<Option<BankQuestion>> {
    require(actor, Act::ReadQuestionnaires)?;
    let Some(banked) = question.bank else {
        return Ok(None);
    };
    let mut tx = app.db.read("bank.behind").await?;
    Ok(Some(store::bank::one(&mut tx, banked.id).await?))
}

/// Puts a question of the draft seen at `revision` into the bank: as a new one, or, if it was taken
/// from there, as the next version after the one that was `seen`.
pub async fn keep(
    app: &App,
    actor: &Actor,
    id: QuestionnaireId,
    revision: i64,
    code: Code,
    seen: i64,
) -> Result<Banked> {
    require(actor, Act::EditQuestionnaires)?;
    let mut tx = app.db.begin("bank.keep").await?;
    let mut questionnaire = store::questionnaires::one(&mut tx, id).await?;
    if questionnaire.revision != revision {
        return Err(Error::Stale);
    }
    let place = Place { block: None, code };
    let (_, question) = questionnaire.draft.at(&place).ok_or(Error::Missing)?;
    if !question.kind_name().can_be_kept() {
        return Err(Error::Missing);
    }
    if question.repeats_another() {
        return Err(Refusal::RepeatsAnotherQuestion.into());
    }
    let kept = question.kept();
    let banked = match question.bank {
        None => {
            let id = BankId::draw(app.chance);
            store::bank::insert(&mut tx, id, None).await?;
            Banked { id, version: 1 }
        }
        Some(from) => {
            let known = store::bank::one(&mut tx, from.id).await?;
            let latest = known.latest().ok_or(Error::Missing)?;
            if latest.number != seen {
                return Err(Error::Stale);
            }
            if kept.asks_like(&latest.question) {
                return Err(Refusal::NothingNewForBank.into());
            }
            Banked { id: from.id, version: latest.number + 1 }
        }
    };
    add_version(app, actor, &mut tx, banked, kept).await?;
    let edit = Edit::Keep { place: place.clone(), bank: banked };
    let word = edit.word();
    questionnaire.draft.apply(edit).map_err(|_| Error::Missing)?;
    let draft = json(&questionnaire.draft)?;
    if !store::questionnaires::update_draft(&mut tx, id, revision, &draft).await? {
        return Err(Error::Stale);
    }
    let detail = format!("version {} from {id} {place} r{revision}", banked.version);
    let place = place.to_string();
    let saved = Saved { revision: revision + 1, what: word, place, draft: &draft };
    history::keep(app, actor, &mut tx, id, saved).await?;
    tx.commit(app.line(actor, "bank.keep", banked.id).with(detail)).await?;
    Ok(banked)
}

/// Makes a further version of a bank question after the one that was `seen`: it asks this from now on.
/// Drafts that have an older one are told.
pub async fn revise(
    app: &App,
    actor: &Actor,
    id: BankId,
    seen: i64,
    question: Question,
) -> Result<Banked> {
    require(actor, Act::EditQuestionnaires)?;
    if question.repeats_another() {
        return Err(Refusal::RepeatsAnotherQuestion.into());
    }
    let mut tx = app.db.begin("bank.revise").await?;
    let known = store::bank::one(&mut tx, id).await?;
    let latest = known.latest().ok_or(Error::Missing)?;
    if latest.number != seen {
        return Err(Error::Stale);
    }
    let mut question = Question { code: latest.question.code.clone(), ..question.kept() };
    question.keep_translations(&latest.question);
    if question.asks_like(&latest.question) {
        return Err(Refusal::NothingNewForBank.into());
    }
    let banked = Banked { id, version: seen + 1 };
    add_version(app, actor, &mut tx, banked, question).await?;
    let detail = format!("version {}", banked.version);
    tx.commit(app.line(actor, "bank.revise", id).with(detail)).await?;
    Ok(banked)
}

async fn add_version(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    banked: Banked,
    question: Question,
) -> Result<()> {
    let body = serde_json::to_string(&question).map_err(|error| Error::Broken(Box::new(error)))?;
    let (number, made_at, made_by) = (banked.version, app.now(), actor.person);
    let version = BankVersion { number, question, made_at, made_by };
    if store::bank::insert_version(tx, banked.id, &version, &body).await? {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

/// Takes the newest version of a bank question into the draft seen at `revision`, at `position`;
/// the code that the question got there.
pub async fn insert(
    app: &App,
    actor: &Actor,
    id: QuestionnaireId,
    revision: i64,
    bank: BankId,
    position: usize,
) -> Result<Code> {
    require(actor, Act::EditQuestionnaires)?;
    let opened = super::one(app, actor, id).await?;
    let mut tx = app.db.read("bank.insert").await?;
    let kept = store::bank::one(&mut tx, bank).await?;
    drop(tx);
    let latest = kept.latest().ok_or(Error::Missing)?;
    if kept.retired {
        return Err(Refusal::BankQuestionRetired.into());
    }
    let questions = &opened.questionnaire.draft.questions;
    if questions.iter().any(|question| question.bank.is_some_and(|known| known.id == bank)) {
        return Err(Refusal::AlreadyInDraft.into());
    }
    let code = banked_code(opened.documents(), &latest.question, bank);
    let named = Question { code: code.clone(), ..latest.question.clone() };
    let question = Box::new(named.renewed(latest, bank));
    edit(app, actor, id, revision, Edit::Add { block: None, position, question }).await?;
    Ok(code)
}

/// Gives a question of the draft seen at `revision` what the version of the bank asks that was
/// `seen` as the newest.
pub async fn renew(
    app: &App,
    actor: &Actor,
    id: QuestionnaireId,
    revision: i64,
    code: Code,
    seen: i64,
) -> Result<()> {
    require(actor, Act::EditQuestionnaires)?;
    let opened = super::one(app, actor, id).await?;
    let place = Place { block: None, code };
    let (_, question) = opened.questionnaire.draft.at(&place).ok_or(Error::Missing)?;
    let kept = behind(app, actor, question).await?.ok_or(Error::Missing)?;
    let latest = kept.latest().ok_or(Error::Missing)?;
    if latest.number != seen {
        return Err(Error::Stale);
    }
    let question = Box::new(question.renewed(latest, kept.id));
    edit(app, actor, id, revision, Edit::Renew { place, question }).await
}

/// Offers a bank question for drafts, or not any more. Drafts and versions that have it keep it.
pub async fn set_offer(app: &App, actor: &Actor, id: BankId, offer: super::Offer) -> Result<()> {
    require(actor, Act::EditQuestionnaires)?;
    let mut tx = app.db.begin("bank.set_offer").await?;
    store::bank::one(&mut tx, id).await?;
    store::bank::set_retired(&mut tx, id, offer == super::Offer::Retired).await?;
    let act = match offer {
        super::Offer::Offered => "bank.offer",
        super::Offer::Retired => "bank.retire",
    };
    Ok(tx.commit(app.line(actor, act, id)).await?)
}

/// The questions that several of the plan's questionnaires ask alike, by their codes in the plan.
pub(super) type Core = HashMap<String, Banked>;

/// Puts into the bank what of the plan's core is not there yet; how much that was, and where all of
/// it stands.
pub(super) async fn load_core(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    units: &[Unit],
) -> Result<(usize, Core)> {
    let mut core = known_core(tx).await?;
    let mut added = 0;
    for question in shared_questions(&asked_about(units)) {
        let plan = question.code.to_string();
        if core.contains_key(&plan) {
            continue;
        }
        let banked = Banked { id: BankId::draw(app.chance), version: 1 };
        store::bank::insert(tx, banked.id, Some(&plan)).await?;
        add_version(app, actor, tx, banked, question).await?;
        core.insert(plan, banked);
        added += 1;
    }
    Ok((added, core))
}

/// What of the plan's core is in the bank, in its first version: the plan's own.
pub(super) async fn known_core(tx: &mut Tx) -> Result<Core> {
    let kept = store::bank::all(tx).await?;
    let known = |kept: BankQuestion| Some((kept.plan?, Banked { id: kept.id, version: 1 }));
    Ok(kept.into_iter().filter_map(known).collect())
}

/// Lets the core questions of a template's document remember where they stand in the bank.
pub(super) fn link(document: &mut Document, core: &Core) {
    for question in &mut document.questions {
        question.bank = core.get(question.code.as_str()).copied();
    }
}
