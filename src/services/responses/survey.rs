//! A survey as its respondents meet it. What a launch froze is read once and kept; how far the
//! pool is and which day is the last is read each time, and what is kept follows it.

use std::sync::Arc;

use crate::domain::campaigns::{Audience, Campaign, Pool, PoolState, Standing, Window};
use crate::domain::credentials::issuer::{IssuerKey, IssuerPublic};
use crate::domain::credentials::size::BallotSize;
use crate::domain::credentials::token::PoolCode;
use crate::domain::questionnaires::Document;
use crate::domain::sealing::SealingKey;
use crate::domain::time::Timestamp;
use crate::services::{App, Error, Result};
use crate::store;

/// A launched pool.
#[derive(Debug)]
pub struct Survey {
    /// Its campaign.
    pub campaign: Campaign,
    /// The pool.
    pub pool: Pool,
    /// The days it collects.
    pub window: Window,
    pub(super) frozen: Option<Arc<Frozen>>,
}

/// What stands still from the launch to the opening.
#[derive(Debug)]
pub struct Frozen {
    campaign: Campaign,
    pool: Pool,
    window: Window,
    /// Who is asked, and how they are reached.
    pub audiences: Vec<Audience>,
    /// What is asked.
    pub document: Document,
    pub(super) issuer: IssuerKey,
    pub(super) closing: SealingKey,
    pub(super) size: BallotSize,
}

impl Frozen {
    /// The key that stamps, as everybody may have it.
    pub fn issuer(&self) -> &IssuerPublic {
        self.issuer.public()
    }
}

impl Survey {
    /// Whether answers are taken: by the clock, and only until the opening begins.
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.pool.state {
            PoolState::Collecting => self.window.at(now),
            _ => Standing::Over,
        }
    }

    /// What is asked and of whom, while the pool collects.
    pub fn frozen(&self) -> Option<&Frozen> {
        self.frozen.as_deref()
    }
}

/// The survey behind a pool's public code; one that is not launched does not exist. While the
/// database has no hand free, a known one is shown as it was: a form that is sent meanwhile can
/// then come back with all that was typed.
pub async fn survey(app: &App, code: PoolCode) -> Result<Survey> {
    match read(app, code).await {
        Err(Error::Busy) => app.respondents.known(code).map(as_it_was).ok_or(Error::Busy),
        read => read,
    }
}

fn as_it_was(frozen: Arc<Frozen>) -> Survey {
    let (campaign, pool) = (frozen.campaign.clone(), frozen.pool.clone());
    Survey { campaign, pool, window: frozen.window, frozen: Some(frozen) }
}

async fn read(app: &App, code: PoolCode) -> Result<Survey> {
    let mut tx = app.db.read("responses.survey").await?;
    let pool = store::campaigns::pools::by_code(&mut tx, code).await?;
    if pool.state == PoolState::Planned {
        return Err(Error::Missing);
    }
    let campaign = store::campaigns::one(&mut tx, pool.campaign).await?;
    let window = campaign.window().ok_or_else(|| broken("a launched pool without its days"))?;
    let frozen = match (pool.state, app.respondents.known(code)) {
        // An extension, made here or on another node, moves the days of what is kept.
        (PoolState::Collecting, Some(frozen)) if frozen.window == window => Some(frozen),
        (PoolState::Collecting, _) => {
            let audiences = store::campaigns::audiences::of_campaign(&mut tx, campaign.id).await?;
            let document = store::responses::document(&mut tx, pool.id).await?;
            drop(tx);
            let launched = (campaign.clone(), pool.clone(), window);
            Some(app.respondents.keep(code, freeze(app, launched, audiences, &document)?))
        }
        _ => None,
    };
    Ok(Survey { campaign, pool, window, frozen })
}

fn freeze(
    app: &App,
    (campaign, pool, window): (Campaign, Pool, Window),
    audiences: Vec<Audience>,
    document: &str,
) -> Result<Frozen> {
    let missing = || broken("a launched pool without its keys");
    let issuer = app.keys.fleeting(&format!("issuer-{}", pool.code)).map_err(broken)?;
    let issuer = IssuerKey::from_der(&issuer).map_err(broken)?;
    if pool.issuer_spki.as_deref() != Some(issuer.public().spki()) {
        return Err(broken("the issuer key is not the one of the launch"));
    }
    let closing = pool.closing_public.as_deref().ok_or_else(missing)?;
    Ok(Frozen {
        audiences: audiences.into_iter().filter(|audience| audience.pool == pool.id).collect(),
        document: serde_json::from_str(document).map_err(broken)?,
        issuer,
        closing: SealingKey::from_bytes(closing).map_err(broken)?,
        size: pool.ballot_size.ok_or_else(missing)?,
        campaign,
        pool,
        window,
    })
}

pub(super) fn broken(what: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Broken(what.into())
}
