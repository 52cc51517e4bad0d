//! A survey as its respondents meet it. What a launch froze is read once and kept; how far the
//! pool is and which day is the last is read again every second, and what is kept follows it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::campaigns::{Audience, Campaign, Channel, Pool, PoolState, Standing, Window};
use crate::domain::credentials::issuer::{IssuerKey, IssuerPublic};
use crate::domain::credentials::size::BallotSize;
use crate::domain::credentials::token::PoolCode;
use crate::domain::questionnaires::Document;
use crate::domain::sealing::SealingKey;
use crate::domain::time::{Day, Timestamp};
use crate::services::{App, Error, Result, closing_keys};
use crate::store;

/// The bytes of a page.
#[derive(Clone, Debug)]
pub struct Page {
    /// As it is.
    pub plain: Arc<[u8]>,
    /// Compressed (RFC 1952).
    pub gzip: Arc<[u8]>,
}

/// A launched pool.
#[derive(Debug)]
pub struct Survey {
    /// Its campaign.
    pub campaign: Campaign,
    /// The pool.
    pub pool: Pool,
    /// The days it collects.
    pub window: Window,
    /// How its people are reached, each way once; after the opening as before it.
    pub channels: Vec<Channel>,
    pub(super) frozen: Option<Arc<Frozen>>,
    drawn: Mutex<HashMap<String, Page>>,
}

/// What stands still from the launch to the opening.
#[derive(Debug)]
pub struct Frozen {
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

    /// Whether someone is reached so.
    pub fn has(&self, channel: Channel) -> bool {
        self.audiences.iter().any(|audience| audience.channel == channel)
    }

    /// Whether seats are given at the door: to a group, or in a room.
    pub fn has_door(&self) -> bool {
        self.audiences.iter().any(|audience| audience.channel.is_at_the_door())
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

    /// A page, drawn once for everyone who asks for it in the same way until something of the pool or
    /// its campaign moves.
    pub fn drawn(&self, way: &str, draw: impl FnOnce() -> Page) -> Page {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = drawn.get(way) {
            return page.clone();
        }
        let page = draw();
        drawn.insert(way.to_owned(), page.clone());
        page
    }

    /// What is asked and of whom, while the pool collects.
    pub fn frozen(&self) -> Option<&Frozen> {
        self.frozen.as_deref()
    }
}

/// How long a collecting pool is shown as it was read last. Nothing rests on it: the statements that
/// spend a seat and stage a ballot ask themselves whether the pool collects.
const FRESH: Duration = Duration::from_secs(1);

/// A survey as it was read last.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) survey: Arc<Survey>,
    read_at: Instant,
    day: Day,
}

impl Known {
    fn of(app: &App, survey: &Arc<Survey>) -> Self {
        Self { survey: Arc::clone(survey), read_at: Instant::now(), day: app.clock.today() }
    }

    /// A new day is looked at anew, whatever moves the clock.
    pub(super) fn is_stale(&self, today: Day) -> bool {
        !self.is_of(today) || self.read_at.elapsed() >= FRESH
    }

    /// It was read on this day.
    pub(super) fn is_of(&self, today: Day) -> bool {
        self.day == today
    }

    /// Taken as it is for as long again, while someone reads it.
    pub(super) fn renew(&mut self) {
        self.read_at = Instant::now();
    }
}

/// The survey behind a pool's public code; one that is not launched does not exist. While the
/// database has no hand free, a known one is shown as it was: a form that is sent meanwhile can
/// then come back with all that was typed.
pub async fn survey(app: &App, code: PoolCode) -> Result<Arc<Survey>> {
    match app.respondents.known_or_stale(code, app.clock.today()) {
        Some((known, false)) => Ok(known.survey),
        Some((known, true)) => match read(app, code, Some(&known.survey)).await {
            Err(Error::Busy) => Ok(known.survey),
            read => read,
        },
        None => read(app, code, None).await,
    }
}

/// A survey as it is by now, where it has stopped collecting since it was read here: another node
/// may have cancelled it, or begun its opening, and its codes are gone or void. Nothing for one that
/// collects, and where nobody can say.
pub async fn stopped(app: &App, survey: &Survey) -> Option<Arc<Survey>> {
    let mut tx = app.db.read("responses.stopped").await.ok()?;
    let pool = store::campaigns::pools::by_code(&mut tx, survey.pool.code).await.ok()?;
    drop(tx);
    match pool.state {
        PoolState::Collecting => None,
        _ => read(app, pool.code, None).await.ok(),
    }
}

async fn read(app: &App, code: PoolCode, known: Option<&Arc<Survey>>) -> Result<Arc<Survey>> {
    let mut tx = app.db.read("responses.survey").await?;
    let pool = store::campaigns::pools::by_code(&mut tx, code).await?;
    if pool.state == PoolState::Planned {
        return Err(Error::Missing);
    }
    let campaign = store::campaigns::one(&mut tx, pool.campaign).await?;
    let window = campaign.window().ok_or_else(|| broken("a launched pool without its days"))?;
    if pool.state != PoolState::Collecting {
        // Another node may have begun the opening: what lies in memory here goes too.
        app.respondents.forget(code);
        let audiences = store::campaigns::audiences::of_campaign(&mut tx, campaign.id).await?;
        let channels = channels(audiences.iter().filter(|audience| audience.pool == pool.id));
        return Ok(Arc::new(Survey {
            campaign,
            pool,
            window,
            channels,
            frozen: None,
            drawn: Mutex::default(),
        }));
    }
    let same = known.filter(|known| known.campaign == campaign && known.pool == pool);
    if let Some(same) = same {
        // Nothing has moved: its pages stay as they were drawn.
        app.respondents.keep(code, Known::of(app, same));
        return Ok(Arc::clone(same));
    }
    // Held until what was frozen is kept where the next one looks for it.
    let _turn;
    // Seats that were added are an audience more.
    let as_before = known.filter(|known| known.pool.invited == pool.invited);
    let frozen = if let Some(frozen) = as_before.and_then(|known| known.frozen.as_ref()) {
        Arc::clone(frozen)
    } else {
        let audiences = store::campaigns::audiences::of_campaign(&mut tx, campaign.id).await?;
        let document = store::responses::document(&mut tx, pool.id).await?;
        drop(tx);
        _turn = app.respondents.freezing.lock().await;
        first_frozen(app, &pool, audiences, document).await?
    };
    let channels = channels(frozen.audiences.iter());
    let (frozen, drawn) = (Some(frozen), Mutex::default());
    let survey = Arc::new(Survey { campaign, pool, window, channels, frozen, drawn });
    app.respondents.keep(code, Known::of(app, &survey));
    Ok(survey)
}

fn channels<'a>(audiences: impl Iterator<Item = &'a Audience>) -> Vec<Channel> {
    let asked: Vec<Channel> = audiences.map(|audience| audience.channel).collect();
    Channel::ALL.iter().copied().filter(|channel| asked.contains(channel)).collect()
}

/// Reads what the launch froze, unless someone did meanwhile. OpenSSL takes a third of a second to
/// check a key: not on a thread that serves pages, and not once for everyone who comes first.
async fn first_frozen(
    app: &App,
    pool: &Pool,
    audiences: Vec<Audience>,
    document: String,
) -> Result<Arc<Frozen>> {
    let read_meanwhile = app.respondents.known(pool.code);
    if let Some(frozen) = read_meanwhile.and_then(|known| known.survey.frozen.clone()) {
        return Ok(frozen);
    }
    let (app, pool) = (App::clone(app), pool.clone());
    let freezing = move || freeze(&app, &pool, audiences, &document).map(Arc::new);
    tokio::task::spawn_blocking(freezing).await.map_err(broken)?
}

fn freeze(app: &App, pool: &Pool, audiences: Vec<Audience>, document: &str) -> Result<Frozen> {
    let missing = || broken("a launched pool without its keys");
    let issuer = app.keys.fleeting(&format!("issuer-{}", pool.code)).map_err(broken)?;
    let issuer = IssuerKey::from_der(&issuer).map_err(broken)?;
    if pool.issuer_spki.as_deref() != Some(issuer.public().spki()) {
        return Err(broken("the issuer key is not the one of the launch"));
    }
    let closing = pool.closing_public.as_deref().ok_or_else(missing)?;
    if !closing_keys::is_drawn(app, pool.code, closing) {
        return Err(broken("the closing key is not the one its holders have the passphrase of"));
    }
    Ok(Frozen {
        audiences: audiences.into_iter().filter(|audience| audience.pool == pool.id).collect(),
        document: serde_json::from_str(document).map_err(broken)?,
        issuer,
        closing: SealingKey::from_bytes(closing).map_err(broken)?,
        size: pool.ballot_size.ok_or_else(missing)?,
    })
}

pub(super) fn broken(what: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Broken(what.into())
}
