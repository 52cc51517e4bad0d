//! Questionnaires: a draft that several people may edit one after another, and versions frozen
//! from it. Campaigns use versions only, so that an edit never reaches a questionnaire in use.

pub mod bank;
mod history;

use sha2::{Digest, Sha256};

use self::history::Saved;
pub use self::history::{Before, History, before, history, restore};

use crate::domain::audit::hex;
use crate::domain::credentials::size::{BallotSize, TooLong};
use crate::domain::id::{QuestionnaireId, VersionId};
use crate::domain::lang::Lang;
use crate::domain::logic::Use;
use crate::domain::people::{Act, Actor, Unit};
use crate::domain::plan::questionnaires::{TEMPLATES, Template};
use crate::domain::plan::units::is_asked_about;
use crate::domain::questionnaires::{
    Code, Document, Edit, EditRefusal, Fault, Identity, Kind, Lacking, Language, Place, Question,
    Questionnaire, Version, Words,
};
use crate::domain::refusal::Refusal;
use crate::domain::responses::{minutes, worst_size};
use crate::store::{self, Tx};

use super::{App, Error, Result, require};

/// A questionnaire and all its versions, the oldest first.
#[derive(Debug)]
pub struct Opened {
    /// The questionnaire with its draft.
    pub questionnaire: Questionnaire,
    /// What was published from it.
    pub versions: Vec<Version>,
}

impl Opened {
    /// The newest version.
    pub fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The version with this number.
    pub fn version(&self, number: i64) -> Option<&Version> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// The draft says nothing that the newest version does not say.
    pub fn is_published_as_it_is(&self) -> bool {
        self.latest().is_some_and(|version| version.document == self.questionnaire.draft)
    }

    /// The draft and all versions: codes used in any of them keep their meaning.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        let published = self.versions.iter().map(|version| &version.document);
        published.chain([&self.questionnaire.draft])
    }
}

/// What a draft wants before it can be published, and what it will be.
#[derive(Debug)]
pub struct Check<'a> {
    /// What must be mended.
    pub faults: Vec<Fault>,
    /// Title or opening lines lack English.
    pub head_untranslated: bool,
    /// Questions that lack English somewhere, and of what: Chinese will stand there.
    pub untranslated: Vec<(&'a Code, Vec<(Lacking, usize)>)>,
    /// Further languages that lack texts, and how many: Chinese will stand there.
    pub incomplete: Vec<(&'a Language, usize)>,
    /// Conditions of which nobody can say whether they ever hold.
    pub unproved: Vec<(Place, Use)>,
    /// Questions that seem to ask who somebody is, each with all it seems to ask.
    pub identities: Vec<(Place, Vec<Identity>)>,
    /// About how many minutes it takes.
    pub minutes: usize,
    /// How large every sealed ballot will be.
    pub size: std::result::Result<BallotSize, TooLong>,
}

impl Check<'_> {
    /// Looks a document over.
    pub fn of(document: &Document) -> Check<'_> {
        let (faults, unproved) = document.judged();
        Check {
            faults,
            head_untranslated: document.is_head_untranslated(Lang::En),
            untranslated: document.untranslated(Lang::En),
            incomplete: incomplete(document),
            unproved,
            identities: document.asks_for_identity(),
            minutes: minutes(document),
            size: BallotSize::for_answers(worst_size(document)),
        }
    }

    /// Nothing keeps it from being published.
    pub fn is_ready(&self) -> bool {
        self.faults.is_empty() && self.size.is_ok()
    }
}

fn incomplete(document: &Document) -> Vec<(&Language, usize)> {
    let missing = |language: &Language| document.missing(language.tag.as_str()).len();
    let counted = document.languages.iter().map(|language| (language, missing(language)));
    counted.filter(|(_, missing)| *missing > 0).collect()
}

/// What a new questionnaire begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// Nothing but a title.
    Empty(Words),
    /// One of the plan's six, by its audience code, with the units of this house.
    Template(String),
}

/// All questionnaires with their versions.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Opened>> {
    require(actor, Act::ReadQuestionnaires)?;
    let mut tx = app.db.read("questionnaires.list").await?;
    let all = store::questionnaires::all(&mut tx).await?;
    let mut versions = store::questionnaires::all_versions(&mut tx).await?;
    let mut opened = Vec::with_capacity(all.len());
    for questionnaire in all {
        let (own, others) =
            versions.into_iter().partition(|version| version.questionnaire == questionnaire.id);
        versions = others;
        opened.push(Opened { questionnaire, versions: own });
    }
    Ok(opened)
}

/// One questionnaire with its versions.
pub async fn one(app: &App, actor: &Actor, id: QuestionnaireId) -> Result<Opened> {
    require(actor, Act::ReadQuestionnaires)?;
    let mut tx = app.db.read("questionnaires.one").await?;
    let questionnaire = store::questionnaires::one(&mut tx, id).await?;
    let versions = store::questionnaires::versions(&mut tx, id).await?;
    Ok(Opened { questionnaire, versions })
}

/// Makes a questionnaire.
pub async fn create(app: &App, actor: &Actor, start: Start) -> Result<QuestionnaireId> {
    let id = QuestionnaireId::draw(app.chance);
    create_as(app, actor, id, start).await?;
    Ok(id)
}

/// Makes a questionnaire under the id its form came with; `Stale` when the same form came before.
pub async fn create_as(app: &App, actor: &Actor, id: QuestionnaireId, start: Start) -> Result<()> {
    require(actor, Act::EditQuestionnaires)?;
    let mut tx = app.db.begin("questionnaires.create").await?;
    let (template, draft) = match start {
        Start::Empty(title) => (None, Document::empty(title)),
        Start::Template(audience) => {
            let template = TEMPLATES.iter().find(|template| template.audience == audience);
            let template = template.ok_or(Error::Missing)?;
            let units = store::units::all(&mut tx).await?;
            let mut draft = template.document(&asked_about(&units));
            bank::link(&mut draft, &bank::known_core(&mut tx).await?);
            (Some(template.audience), draft)
        }
    };
    let draft = json(&draft)?;
    if !store::questionnaires::insert(&mut tx, id, template, &draft).await? {
        return Err(Error::Stale);
    }
    history::keep(app, actor, &mut tx, id, Saved::created(&draft)).await?;
    let line = app.line(actor, "questionnaires.create", id).with(template.unwrap_or_default());
    Ok(tx.commit(line).await?)
}

/// Makes one questionnaire of each of the plan's templates that has none yet, and puts what they
/// have in common into the bank; how many of each were made.
pub(super) async fn load_templates(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
) -> Result<(usize, usize)> {
    let known = store::questionnaires::all(tx).await?;
    let units = store::units::all(tx).await?;
    let (kept, core) = bank::load_core(app, actor, tx, &units).await?;
    let units = asked_about(&units);
    let missing = |template: &&Template| {
        known.iter().all(|known| known.template.as_deref() != Some(template.audience))
    };
    let mut made = 0;
    for template in TEMPLATES.iter().filter(missing) {
        let id = QuestionnaireId::draw(app.chance);
        let mut draft = template.document(&units);
        bank::link(&mut draft, &core);
        let draft = json(&draft)?;
        store::questionnaires::insert(tx, id, Some(template.audience), &draft).await?;
        history::keep(app, actor, tx, id, Saved::created(&draft)).await?;
        made += 1;
    }
    Ok((made, kept))
}

/// The units a respondent may name, as options.
pub fn asked_about(units: &[Unit]) -> Vec<(Code, Words)> {
    let asked = units.iter().filter(|unit| unit.active && is_asked_about(unit.kind));
    asked
        .filter_map(|unit| {
            let mut name = Words::default();
            name.set(Lang::Zh, &unit.name_zh);
            name.set(Lang::En, &unit.name_en);
            Some((Code::parse(&unit.code).ok()?, name))
        })
        .collect()
}

/// Makes one change of a draft that was seen at `revision`; `Stale` when it was changed since.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: QuestionnaireId,
    revision: i64,
    edit: Edit,
) -> Result<()> {
    edit_telling(app, actor, id, revision, edit).await.map(drop)
}

/// The same; what cannot be read any more because of it, conditions and repeated answers.
pub async fn edit_telling(
    app: &App,
    actor: &Actor,
    id: QuestionnaireId,
    revision: i64,
    edit: Edit,
) -> Result<Vec<Fault>> {
    require(actor, Act::EditQuestionnaires)?;
    let mut tx = app.db.begin("questionnaires.edit").await?;
    let mut questionnaire = store::questionnaires::one(&mut tx, id).await?;
    if questionnaire.revision != revision {
        return Err(Error::Stale);
    }
    let place = edit.subject().map(|place| place.to_string()).unwrap_or_default();
    let word = edit.word();
    let detail = format!("{word} {place} r{revision}");
    let unread = questionnaire.draft.unread();
    questionnaire.draft.apply(edit).map_err(|refusal| match refusal {
        EditRefusal::NoSuchQuestion => Error::Missing,
        EditRefusal::CodeTaken => Refusal::QuestionCodeTaken.into(),
        EditRefusal::Full => Refusal::TooManyQuestions.into(),
        EditRefusal::TooManyLanguages => Refusal::TooManyLanguages.into(),
    })?;
    let draft = json(&questionnaire.draft)?;
    if !store::questionnaires::update_draft(&mut tx, id, revision, &draft).await? {
        return Err(Error::Stale);
    }
    let saved = Saved { revision: revision + 1, what: word, place, draft: &draft };
    history::keep(app, actor, &mut tx, id, saved).await?;
    tx.commit(app.line(actor, "questionnaires.edit", id).with(detail)).await?;
    let mut broken = questionnaire.draft.unread();
    broken.retain(|fault| !unread.contains(fault));
    Ok(broken)
}

/// Freezes the draft seen at `revision` as the next version.
pub async fn publish(
    app: &App,
    actor: &Actor,
    id: QuestionnaireId,
    revision: i64,
) -> Result<Version> {
    require(actor, Act::EditQuestionnaires)?;
    let mut tx = app.db.begin("questionnaires.publish").await?;
    let is_held = store::questionnaires::hold(&mut tx, id, revision).await?;
    let questionnaire = store::questionnaires::one(&mut tx, id).await?;
    if !is_held {
        return Err(Error::Stale);
    }
    let versions = store::questionnaires::versions(&mut tx, id).await?;
    let opened = Opened { questionnaire, versions };
    if !Check::of(&opened.questionnaire.draft).is_ready() {
        return Err(Refusal::QuestionnaireNotReady.into());
    }
    if opened.is_published_as_it_is() {
        return Err(Refusal::NothingToPublish.into());
    }
    let document = json(&opened.questionnaire.draft)?;
    let sha256 = hex(&Sha256::digest(&document));
    let version = store::questionnaires::Frozen {
        id: VersionId::draw(app.chance),
        questionnaire: id,
        number: opened.latest().map_or(1, |version| version.number + 1),
        document: &document,
        sha256: &sha256,
        published_by: actor.person,
    };
    store::questionnaires::insert_version(&mut tx, &version, app.now()).await?;
    let stored = store::questionnaires::version(&mut tx, version.id).await?;
    let detail = format!("version {} {sha256}", version.number);
    tx.commit(app.line(actor, "questionnaires.publish", id).with(detail)).await?;
    Ok(stored)
}

/// Whether a questionnaire is offered for new campaigns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// It is.
    Offered,
    /// It is not any more.
    Retired,
}

/// Offers a questionnaire for new campaigns, or not any more.
pub async fn set_offer(app: &App, actor: &Actor, id: QuestionnaireId, offer: Offer) -> Result<()> {
    require(actor, Act::EditQuestionnaires)?;
    let mut tx = app.db.begin("questionnaires.set_offer").await?;
    store::questionnaires::one(&mut tx, id).await?;
    store::questionnaires::set_retired(&mut tx, id, offer == Offer::Retired).await?;
    let act = match offer {
        Offer::Offered => "questionnaires.offer",
        Offer::Retired => "questionnaires.retire",
    };
    Ok(tx.commit(app.line(actor, act, id)).await?)
}

/// A document as it is stored and hashed.
fn json(document: &Document) -> Result<String> {
    serde_json::to_string(document).map_err(|error| Error::Broken(Box::new(error)))
}

/// What the plan asks beside a suggestion, with the units of this house: for a new block.
pub async fn usual_about(app: &App, actor: &Actor) -> Result<Vec<Question>> {
    require(actor, Act::EditQuestionnaires)?;
    let mut tx = app.db.read("questionnaires.usual_about").await?;
    let units = asked_about(&store::units::all(&mut tx).await?);
    let document = TEMPLATES[0].document(&units);
    let block = document.questions.into_iter().find_map(|question| match question.kind {
        Kind::Suggestion { about } => Some(about),
        _ => None,
    });
    Ok(block.unwrap_or_default())
}
