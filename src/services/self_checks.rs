//! A person's own search for risk points (附件一): written by everyone of a unit, handed in, and
//! reviewed by its head; a head's own by the leader in charge. What they found stays between the two.

use super::annexes::{SearchPaper, letterhead};
use super::{App, Error, Result, require};
use crate::domain::annexes::{Filled, FoundPoint, ReviewBox, Search, Wording, fill_search};
use crate::domain::id::{CampaignId, SelfCheckId};
use crate::domain::people::{Act, Actor, Person, Role};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::refusal::Refusal;
use crate::domain::self_checks::{SelfCheck, SelfCheckState, SelfPoint, SelfReview};
use crate::domain::text::Paragraph;
use crate::domain::vocabularies::Word;
use crate::services::ledger::{CampaignName, Pile};
use crate::store::{self, Tx};

/// What the first page of these forms shows.
pub struct SelfChecks {
    /// Each campaign with the person's own form, for whoever belongs to a unit.
    pub own: Vec<(CampaignName, Option<SelfCheck>)>,
    /// The forms this person reviews, each with its writer's name.
    pub others: Vec<(SelfCheck, String)>,
    /// All campaigns, for names.
    pub campaigns: Vec<CampaignName>,
}

/// The person's own forms, and those to review.
pub async fn list(app: &App, actor: &Actor) -> Result<SelfChecks> {
    require(actor, Act::ReadLedger)?;
    let mut tx = app.db.read("self_checks.list").await?;
    let campaigns = store::ledger::campaign_names(&mut tx).await?;
    let mut own = Vec::new();
    if actor.may(Act::WorkLedger) && actor.unit.is_some() {
        for campaign in &campaigns {
            let check = store::self_checks::own(&mut tx, actor.person, campaign.id).await?;
            own.push((campaign.clone(), check));
        }
    }
    let mut others = Vec::new();
    for unit in actor.unit.iter().chain(&actor.in_charge_of) {
        for check in store::self_checks::of_unit(&mut tx, *unit).await? {
            let writer = store::people::one(&mut tx, check.person).await?;
            let is_head = is_head(&writer);
            if check.is_reviewed_by(actor, is_head) && check.is_seen_by(actor, is_head) {
                others.push((check, writer.name));
            }
        }
    }
    Ok(SelfChecks { own, others, campaigns })
}

/// How many forms wait for this person's review.
pub(super) async fn to_review(tx: &mut Tx, actor: &Actor) -> Result<Pile> {
    let mut pile = Pile::default();
    for unit in actor.unit.iter().chain(&actor.in_charge_of) {
        for check in store::self_checks::to_review(tx, *unit).await? {
            let writer = store::people::one(tx, check.person).await?;
            if check.is_reviewed_by(actor, is_head(&writer)) {
                pile.add(None, false);
            }
        }
    }
    Ok(pile)
}

fn is_head(writer: &Person) -> bool {
    writer.roles.has(Role::UnitHead)
}

/// What the form of a campaign is filled in with.
pub struct OwnCheck {
    /// The campaign.
    pub campaign: CampaignName,
    /// What was written so far.
    pub check: Option<SelfCheck>,
    /// The kinds of risk.
    pub categories: Vec<Word>,
}

/// The person's own form of a campaign.
pub async fn own(app: &App, actor: &Actor, campaign: CampaignId) -> Result<OwnCheck> {
    require(actor, Act::WorkLedger)?;
    let mut tx = app.db.read("self_checks.own").await?;
    let campaigns = store::ledger::campaign_names(&mut tx).await?;
    let campaign =
        campaigns.into_iter().find(|known| known.id == campaign).ok_or(Error::Missing)?;
    let check = store::self_checks::own(&mut tx, actor.person, campaign.id).await?;
    Ok(OwnCheck { campaign, check, categories: categories(&mut tx).await? })
}

async fn categories(tx: &mut Tx) -> Result<Vec<Word>> {
    let mut words = store::vocabularies::of(tx, WordSet::RiskCategories).await?;
    words.retain(|word| word.active);
    Ok(words)
}

/// Keeps the person's own form, or hands it in.
pub async fn write(
    app: &App,
    actor: &Actor,
    campaign: CampaignId,
    seen: i64,
    points: Vec<SelfPoint>,
    hands_in: bool,
) -> Result<()> {
    require(actor, Act::WorkLedger)?;
    let unit = actor.unit.ok_or(Error::Forbidden)?;
    let mut tx = app.db.begin("self_checks.write").await?;
    let campaigns = store::ledger::campaign_names(&mut tx).await?;
    if campaigns.iter().all(|known| known.id != campaign) {
        return Err(Error::Missing);
    }
    let kinds = categories(&mut tx).await?;
    let is_known =
        |point: &SelfPoint| kinds.iter().any(|kind| kind.code.as_str() == point.category);
    let lacks = hands_in && !points.iter().all(SelfPoint::is_whole);
    if lacks || !points.iter().all(is_known) {
        return Err(Error::Malformed);
    }
    let state = if hands_in { SelfCheckState::HandedIn } else { SelfCheckState::Draft };
    let today = hands_in.then(|| app.clock.today());
    let kept = store::self_checks::own(&mut tx, actor.person, campaign).await?;
    let (id, written) = if let Some(kept) = kept {
        kept.check_writing().map_err(Refusal::from)?;
        // Sent back, it stays so until it is handed in again: the opinion stands beside it.
        let state = if hands_in { state } else { kept.state };
        let handed_in_on = today.or(kept.handed_in_on);
        let check = SelfCheck { unit, state, points, revision: seen, handed_in_on, ..kept };
        (check.id, store::self_checks::update(&mut tx, &check).await?)
    } else {
        let check = SelfCheck {
            id: SelfCheckId::draw(app.chance),
            person: actor.person,
            campaign,
            unit,
            state,
            points,
            revision: 0,
            handed_in_on: today,
            review: None,
        };
        (check.id, seen == 0 && store::self_checks::insert(&mut tx, &check).await?)
    };
    if !written {
        return Err(Error::Stale);
    }
    let word = if hands_in { "self_checks.hand_in" } else { "self_checks.write" };
    Ok(tx.commit(app.line(actor, word, id)).await?)
}

/// A form as it is printed, for its writer and its reviewer.
pub struct SelfCheckPage {
    /// The form.
    pub check: SelfCheck,
    /// Its writer.
    pub writer: String,
    /// As it is printed.
    pub paper: SearchPaper,
    /// The person reviews it.
    pub reviews: bool,
}

/// One form on paper.
pub async fn one(
    app: &App,
    actor: &Actor,
    id: SelfCheckId,
    wording: Wording,
) -> Result<SelfCheckPage> {
    require(actor, Act::ReadLedger)?;
    let mut tx = app.db.read("self_checks.one").await?;
    let (check, writer) = seen(&mut tx, actor, id).await?;
    let headings = store::annexes::headings(&mut tx, check.campaign).await?;
    let kinds = kinds(&mut tx, &check).await?;
    let review = review_box(&mut tx, &check).await?;
    let filled = Filled {
        filer: &writer.name,
        on: check.handed_in_on,
        duties: "",
        kinds: &kinds,
        review: &review,
    };
    let letterhead = letterhead(app, headings, |headings| headings.plan_due);
    let paper = fill_search(Search::Personal, wording, &letterhead, &filled);
    let reviews = check.is_reviewed_by(actor, is_head(&writer));
    Ok(SelfCheckPage { check, writer: writer.name, paper, reviews })
}

async fn seen(tx: &mut Tx, actor: &Actor, id: SelfCheckId) -> Result<(SelfCheck, Person)> {
    let check = store::self_checks::one(tx, id).await?;
    let writer = store::people::one(tx, check.person).await?;
    if check.is_seen_by(actor, is_head(&writer)) {
        Ok((check, writer))
    } else {
        Err(Error::Missing)
    }
}

async fn kinds(tx: &mut Tx, check: &SelfCheck) -> Result<Vec<(String, Vec<FoundPoint>)>> {
    let of = |code: &str| {
        let points = check.points.iter().filter(|point| point.category == code);
        let told = points.map(|point| FoundPoint {
            name: point.name.clone(),
            content: point.content.clone(),
            level: point.level,
        });
        told.collect()
    };
    let categories = categories(tx).await?;
    Ok(categories.into_iter().map(|kind| (kind.zh.clone(), of(kind.code.as_str()))).collect())
}

/// The reviewer's box: filled once the form was agreed to.
async fn review_box(tx: &mut Tx, check: &SelfCheck) -> Result<ReviewBox> {
    let agreed = check.review.as_ref().filter(|_| check.state == SelfCheckState::Reviewed);
    let Some(review) = agreed else { return Ok(ReviewBox::default()) };
    let name = store::people::one(tx, review.by).await?.name;
    Ok(ReviewBox { opinion: review.opinion.clone(), name, on: Some(review.on) })
}

/// Agrees to a form as it was seen, or sends it back; either with an opinion.
pub async fn review(
    app: &App,
    actor: &Actor,
    id: SelfCheckId,
    revision: i64,
    agrees: bool,
    opinion: &Paragraph,
) -> Result<()> {
    require(actor, Act::ReadLedger)?;
    let mut tx = app.db.begin("self_checks.review").await?;
    let (check, writer) = seen(&mut tx, actor, id).await?;
    if !check.is_reviewed_by(actor, is_head(&writer)) {
        return Err(Error::Forbidden);
    }
    check.check_review().map_err(Refusal::from)?;
    let state = if agrees { SelfCheckState::Reviewed } else { SelfCheckState::SentBack };
    let said = SelfReview {
        opinion: opinion.as_str().to_owned(),
        by: actor.person,
        on: app.clock.today(),
    };
    let judged = SelfCheck { state, revision, review: Some(said), ..check };
    if !store::self_checks::update(&mut tx, &judged).await? {
        return Err(Error::Stale);
    }
    let word = if agrees { "self_checks.agree" } else { "self_checks.send_back" };
    Ok(tx.commit(app.line(actor, word, id)).await?)
}
