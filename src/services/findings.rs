//! Figures: sheets are tallied once, in one pass over all declared tables, decided about by
//! `disclosure`, frozen. From then on pages, charts and files read the frozen tables only.

use super::openings::run::{Lease, aad, broken, document, secret_key};
use super::{App, Error, Result, require};
use crate::domain::audit::Entry;
use crate::domain::disclosure::{Disclosed, disclose};
use crate::domain::findings::{FrozenTable, RawTable, Table};
use crate::domain::id::CampaignId;
use crate::domain::openings::Step;
use crate::domain::openings::standing::{Campaign, ChannelCount, Participation, Pool};
use crate::domain::people::{Act, Actor};
use crate::domain::questionnaires::Document;
use crate::domain::responses::Sheet;
use crate::store;

/// Sheets read at a time.
const CHUNK: u32 = 1000;

/// Tallies the sheets of an opened pool and freezes what may be seen of them.
pub async fn freeze(app: &App, lease: &Lease, pool: &Pool) -> Result<()> {
    let tables = tally(app, pool).await?;
    let mut tx = app.db.begin("findings.freeze").await?;
    lease.hold(app, &mut tx).await?;
    for (table, position) in tables.iter().map(disclose).zip(0..) {
        let (question, body) = (table.question.as_str(), table.frozen());
        store::findings::freeze(&mut tx, pool.id, question, position, &body).await?;
    }
    store::openings::set_step(&mut tx, pool.id, Step::Frozen).await?;
    let line = Entry::new(app.now(), lease.by, "findings.frozen", pool.id);
    Ok(tx.commit(line.with(format!("tables={}", tables.len()))).await?)
}

async fn tally(app: &App, pool: &Pool) -> Result<Vec<RawTable>> {
    let key = secret_key(app, &format!("sheet-{}", pool.code))?;
    let mut tx = app.db.read("findings.tally").await?;
    let document = document(&mut tx, pool.version.ok_or(Error::Missing)?).await?;
    let declared = Table::declared(pool.id, &document);
    let mut tables: Vec<RawTable> = declared.into_iter().map(RawTable::empty).collect();
    let (mut sheets, mut last) = (0, String::new());
    loop {
        let chunk = store::findings::sheets_after(&mut tx, pool.id, &last, CHUNK).await?;
        let Some((end, _)) = chunk.last() else { break };
        last.clone_from(end);
        for (id, sealed) in &chunk {
            let open = key.open(&aad(pool.id, id), sealed).map_err(broken)?;
            let sheet: Sheet = serde_json::from_slice(&open).map_err(broken)?;
            for table in &mut tables {
                table.count(&sheet);
            }
            sheets += 1;
        }
        tokio::task::yield_now().await;
    }
    if pool.ballots == Some(sheets) || sheets_expected(&mut tx, pool).await? == Some(sheets) {
        Ok(tables)
    } else {
        Err(Error::Broken("the sheets are not as many as the ballots that were opened".into()))
    }
}

/// The number of opened ballots as it stands now: the pool in hand may be older than its opening.
async fn sheets_expected(tx: &mut store::Tx, pool: &Pool) -> Result<Option<u32>> {
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
    /// Invited and issued by channel; empty before collecting has ended.
    pub channels: Vec<ChannelCount>,
    /// Ballots, once it is opened.
    pub participation: Option<Participation>,
    /// The frozen tables in the order of the questions.
    pub tables: Vec<Disclosed<FrozenTable>>,
}

impl PoolFindings {
    /// The table of a question.
    pub fn table(&self, question: &str) -> Option<&Disclosed<FrozenTable>> {
        self.tables.iter().find(|table| table.question.as_str() == question)
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
        let frozen = store::findings::frozen(&mut tx, pool.id).await?;
        let tables = frozen.iter().map(|json| Disclosed::thawed(json));
        let tables = tables.collect::<std::result::Result<_, _>>().map_err(broken)?;
        let channels = store::openings::channel_counts(&mut tx, pool.id).await?;
        let participation = store::findings::participation(&mut tx, pool.id).await?;
        pools.push(PoolFindings { pool, document, channels, participation, tables });
    }
    Ok(Findings { campaign, pools })
}

/// The campaigns that have figures: id, Chinese and English name, newest first.
pub async fn campaigns(app: &App, actor: &Actor) -> Result<Vec<(CampaignId, String, String)>> {
    require(actor, Act::ReadFindings)?;
    let mut tx = app.db.read("findings.campaigns").await?;
    Ok(store::findings::campaigns(&mut tx).await?)
}
