//! Figures: sheets are tallied once, in one pass over all declared tables, decided about by
//! `disclosure`, frozen. From then on pages, charts and files read the frozen tables only.

use std::ops::Deref;

use super::openings::keys::secret_key;
use super::openings::lease::Lease;
use super::openings::run::{aad, broken, document};
use super::{App, Error, Result, require};
use crate::domain::audit::Entry;
use crate::domain::credentials::token::PoolCode;
use crate::domain::disclosure::{Family, Frozen, NotFrozen, Seal, disclose_family};
use crate::domain::findings::{Attributes, FrozenBreakDown, FrozenTable, Table, Tally, scales};
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::openings::Step;
use crate::domain::openings::standing::{Campaign, Participation, Pool, TakingPart};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::{Code, Document};
use crate::domain::responses::Sheet;
use crate::store::{self, Tx};

/// Sheets read at a time.
const CHUNK: u32 = 1000;

/// The act in the trail that carries the seal.
const FROZEN: &str = "findings.frozen";

/// Tallies the sheets of an opened pool and freezes what may be seen of them.
pub async fn freeze(app: &App, lease: &Lease, pool: &Pool) -> Result<()> {
    let tally = tally(app, pool).await?;
    // Judging many groups against each other takes a while.
    let family = tokio::task::spawn_blocking(move || disclose_family(&tally)).await;
    let family = family.map_err(broken)?;
    let frozen = family.frozen();
    let mut tx = app.db.begin("findings.freeze").await?;
    lease.hold(app, &mut tx).await?;
    for ((table, body), position) in family.tables.iter().zip(&frozen.tables).zip(0..) {
        let slot = table.slot().to_string();
        store::findings::freeze(&mut tx, pool.id, &slot, position, body).await?;
    }
    for ((table, body), position) in family.break_downs.iter().zip(&frozen.break_downs).zip(0..) {
        let attribute = |place: usize| table.by.get(place).map_or("", Code::as_str);
        let (slot, by) = (table.slot().to_string(), (attribute(0), attribute(1)));
        store::findings::freeze_break_down(&mut tx, pool.id, &slot, by, position, body).await?;
    }
    store::openings::set_step(&mut tx, pool.id, Step::Frozen).await?;
    let (tables, break_downs) = (frozen.tables.len(), frozen.break_downs.len());
    let detail = format!("tables={tables} break_downs={break_downs} {SEAL}{}", frozen.seal());
    Ok(tx.commit(Entry::new(app.now(), lease.by, FROZEN, pool.id).with(detail)).await?)
}

/// Before the seal in the line of the trail.
const SEAL: &str = "seal=";

/// The frozen tables of a pool; none before they are frozen. They are read only if they are those
/// that the trail speaks of.
async fn thawed(tx: &mut Tx, pool: PoolId) -> Result<Family> {
    let Some(seal) = seal(tx, pool).await? else {
        return Ok(Family::default());
    };
    frozen(tx, pool).await?.thawed(&seal).map_err(broken)
}

/// What the trail says the frozen tables of a pool were; nothing before they are frozen.
pub async fn seal(tx: &mut Tx, pool: PoolId) -> Result<Option<Seal>> {
    let line = store::findings::frozen_line(tx, pool, FROZEN).await?;
    let seal = |line: String| line.split_once(SEAL).ok_or(NotFrozen)?.1.parse();
    line.map(seal).transpose().map_err(broken)
}

async fn frozen(tx: &mut Tx, pool: PoolId) -> Result<Frozen> {
    let tables = store::findings::frozen(tx, pool).await?;
    let break_downs = store::findings::frozen_break_downs(tx, pool).await?;
    Ok(Frozen { tables, break_downs })
}

/// The frozen tables of a pool to the byte, for comparing them with what was announced.
pub async fn frozen_file(app: &App, actor: &Actor, pool: PoolId) -> Result<(PoolCode, String)> {
    require(actor, Act::ReadFindings)?;
    let mut tx = app.db.read("findings.frozen_file").await?;
    let pool = store::openings::pool(&mut tx, pool).await?;
    let frozen = frozen(&mut tx, pool.id).await?;
    if frozen == Frozen::default() {
        Err(Error::Missing)
    } else {
        Ok((pool.code, frozen.to_text()))
    }
}

async fn tally(app: &App, pool: &Pool) -> Result<Tally> {
    let key = secret_key(app, &format!("sheet-{}", pool.code))?;
    let mut tx = app.db.read("findings.tally").await?;
    let document = document(&mut tx, pool.version.ok_or(Error::Missing)?).await?;
    let by = store::campaigns::pools::one(&mut tx, pool.id).await?.broken_down_by;
    let tables = Table::declared(pool.id, &document);
    let mut tally = Tally::empty(tables, &by).judging(scales(&document));
    let mut last = String::new();
    loop {
        let chunk = store::findings::sheets_after(&mut tx, pool.id, &last, CHUNK).await?;
        let Some((end, _)) = chunk.last() else { break };
        last.clone_from(end);
        for (id, sealed) in &chunk {
            let open = key.open(&aad(pool.id, id), sealed).map_err(broken)?;
            let sheet: Sheet = serde_json::from_slice(&open).map_err(broken)?;
            tally.count(&sheet);
        }
        tokio::task::yield_now().await;
    }
    let sheets = Some(tally.sheets());
    if pool.ballots == sheets || sheets_expected(&mut tx, pool).await? == sheets {
        Ok(tally)
    } else {
        Err(Error::Broken("the sheets are not as many as the ballots that were opened".into()))
    }
}

/// The number of opened ballots as it stands now: the pool in hand may be older than its opening.
async fn sheets_expected(tx: &mut Tx, pool: &Pool) -> Result<Option<u32>> {
    let totals = store::findings::participation(tx, pool.id).await?;
    Ok(totals.map(|totals| totals.ballots))
}

/// What is shown of one pool.
#[derive(Debug)]
pub struct PoolFindings {
    /// The pool.
    pub pool: Pool,
    /// Its questions.
    pub document: Document,
    /// Invited and issued; nobody before collecting has ended.
    pub taking_part: TakingPart,
    /// Ballots, once it is opened.
    pub participation: Option<Participation>,
    /// By what its results are broken down.
    pub broken_down_by: Attributes,
    /// The frozen tables in the order of the questions.
    pub family: Family,
}

impl PoolFindings {
    /// The tables of a question: one, or one for each of its lines.
    pub fn tables(&self, question: &Code) -> impl Iterator<Item = &FrozenTable> {
        let tables = self.family.tables.iter().map(Deref::deref);
        tables.filter(move |table| table.question == *question)
    }

    /// A question, or each of its lines, by one attribute or two.
    pub fn break_downs(
        &self,
        question: &Code,
        by: &[Code],
    ) -> impl Iterator<Item = &FrozenBreakDown> {
        let all = self.family.break_downs.iter().map(Deref::deref);
        all.filter(move |table| table.question == *question && table.by == by)
    }
}

/// What is shown of a campaign.
#[derive(Debug)]
pub struct Findings {
    /// The campaign.
    pub campaign: Campaign,
    /// Its pools in their order.
    pub pools: Vec<PoolFindings>,
}

/// The figures of a campaign, as frozen.
pub async fn of_campaign(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Findings> {
    require(actor, Act::ReadFindings)?;
    let mut tx = app.db.read("findings.of_campaign").await?;
    let campaign = store::openings::campaign(&mut tx, campaign).await?;
    let mut pools = Vec::new();
    for pool in store::openings::pools(&mut tx, campaign.id).await? {
        let document = document(&mut tx, pool.version.ok_or(Error::Missing)?).await?;
        let family = thawed(&mut tx, pool.id).await?;
        let broken_down_by = store::campaigns::pools::one(&mut tx, pool.id).await?.broken_down_by;
        let taking_part = store::openings::taking_part(&mut tx, pool.id).await?;
        let participation = store::findings::participation(&mut tx, pool.id).await?;
        pools.push(PoolFindings {
            pool,
            document,
            taking_part,
            participation,
            broken_down_by,
            family,
        });
    }
    Ok(Findings { campaign, pools })
}

/// The campaigns that have figures: id, Chinese and English name, newest first.
pub async fn campaigns(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, String, String)>> {
    require(actor, Act::ReadFindings)?;
    let mut tx = app.db.read("findings.campaigns").await?;
    Ok(store::findings::campaigns(&mut tx).await?)
}
