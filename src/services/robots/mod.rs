//! A robot of the office's chat (企业微信、政务微信、钉钉) is told once a working day how many
//! people have something to do: counts and a link. Off until the administrator gives its address.

mod post;

pub use post::{PATIENCE, PostFailure};

use crate::domain::campaigns::mailing::patience_ms;
use crate::domain::id::PressId;
use crate::domain::lang::Lang::Zh;
use crate::domain::lang::words;
use crate::domain::people::{Act, Actor};
use crate::domain::robots::{Host, RobotUrl, USUAL_HOSTS};
use crate::domain::sealing::SecretKey;
use crate::store::db::Unrecorded;
use crate::store::leases::Outcome;
use crate::store::{self, Tx};

use super::digests::{self, Counts};
use super::keys::Purpose;
use super::{App, Error, Result, calendar, pressed, require};

/// The setting that holds the address, sealed: it lets whoever has it write into the chat.
const URL: &str = "robot_url";
/// The setting that holds the hosts, one a line.
const HOSTS: &str = "robot_hosts";
/// The hour of a working day.
const HOUR: i64 = 8;
/// How long a post is one worker's.
const LEASE_MINUTES: i64 = 2;
/// How often a post is tried.
const MOST_TRIES: i64 = 5;

/// How the robot is set.
pub struct Setting {
    /// Where it listens; none: it is off.
    pub url: Option<RobotUrl>,
    /// The hosts that are allowed.
    pub hosts: Vec<Host>,
    /// The day, state and reason of the last post.
    pub last: Option<(String, String, String)>,
}

/// How the robot is set.
pub async fn look(app: &App, actor: &Actor) -> Result<Setting> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.read("robots.look").await?;
    read(app, &mut tx).await
}

async fn read(app: &App, tx: &mut Tx) -> Result<Setting> {
    let hosts: Vec<Host> = match store::settings::get(tx, HOSTS).await? {
        Some(stored) => stored.lines().filter_map(|line| Host::parse(line).ok()).collect(),
        None => USUAL_HOSTS.iter().filter_map(|host| Host::parse(host).ok()).collect(),
    };
    let sealed = store::settings::get(tx, URL).await?.unwrap_or_default();
    let opened = hex_bytes(&sealed).and_then(|sealed| key(app).open(URL.as_bytes(), &sealed).ok());
    let url = opened
        .and_then(|bytes| String::from_utf8(bytes.to_vec()).ok())
        // A host that is no longer allowed is asked no more.
        .and_then(|url| RobotUrl::parse(&url, &hosts).ok());
    Ok(Setting { url, hosts, last: store::robots::last(tx).await? })
}

fn key(app: &App) -> SecretKey {
    let bytes = app.keys.mac(Purpose::Robot, URL.as_bytes());
    SecretKey::from_bytes(&bytes).expect("32 bytes are a key")
}

fn hex_bytes(text: &str) -> Option<Vec<u8>> {
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok())
        .collect()
}

/// Sets hosts and address; no address switches the robot off.
pub async fn set(app: &App, actor: &Actor, hosts: &[Host], url: Option<&RobotUrl>) -> Result<()> {
    require(actor, Act::SetUp)?;
    let mut tx = app.db.begin("robots.set").await?;
    let lines: Vec<&str> = hosts.iter().map(Host::as_str).collect();
    store::settings::set(&mut tx, HOSTS, &lines.join("\n")).await?;
    let sealed = url.map_or_else(String::new, |url| {
        let sealed = key(app).seal(app.chance, URL.as_bytes(), url.reveal().as_bytes());
        crate::domain::audit::hex(&sealed)
    });
    store::settings::set(&mut tx, URL, &sealed).await?;
    let detail = url.map_or("off", |url| url.host().as_str()).to_owned();
    Ok(tx.commit(app.line(actor, "robots.set", "robot").with(detail)).await?)
}

/// Tells the robot something now, so that whoever set it sees it work; nothing when this press has told
/// it before.
pub async fn test(
    app: &App,
    actor: &Actor,
    press: PressId,
) -> Result<Option<std::result::Result<(), PostFailure>>> {
    let setting = look(app, actor).await?;
    let url = setting.url.ok_or(Error::Missing)?;
    let mut tx = app.db.begin("robots.test").await?;
    if !pressed::is_first(app, &mut tx, (actor, press), "robot").await? {
        return Ok(None);
    }
    tx.commit(app.line(actor, "robots.test", "robot")).await?;
    Ok(Some(post::say(&app.robots, &url, &test_words(Zh, &app.site.base_url)).await))
}

/// Tells the robot what waits, once a working day.
pub async fn post_due(app: &App) -> Result<()> {
    let now = app.now();
    let (today, due_at) = (now.day(), now.day().start().plus_hours(HOUR));
    if now < due_at || app.site.simulated {
        return Ok(());
    }
    let mut tx = app.db.read("robots.read").await?;
    let setting = read(app, &mut tx).await?;
    drop(tx);
    let Some(url) = setting.url else { return Ok(()) };
    if !calendar::calendar(app).await?.is_working(today) {
        return Ok(());
    }
    let mut tx = app.db.begin("robots.lease").await?;
    store::robots::insert(&mut tx, today, due_at).await?;
    let until = now.plus_minutes(LEASE_MINUTES);
    let lease = store::robots::lease(&mut tx, (now, until)).await?;
    tx.commit_unrecorded(Unrecorded::Outbox).await?;
    let Some(lease) = lease else { return Ok(()) };
    let said = match waiting(app).await? {
        None => Err(PostFailure::NothingWaits),
        Some(words) => post::say(&app.robots, &url, &words).await,
    };
    let reason = said.err().map(PostFailure::code).unwrap_or_default();
    let outcome = match said {
        Ok(()) => Outcome::Sent,
        Err(failure) if failure.may_pass() && lease.hold.attempts < MOST_TRIES => {
            let at = now.plus_ms(patience_ms(lease.hold.attempts, app.chance.below(1000)));
            Outcome::Later { at, reason }
        }
        Err(_) => Outcome::Parked { reason },
    };
    let mut tx = app.db.begin("robots.settle").await?;
    store::robots::settle(&mut tx, &lease, &outcome).await?;
    Ok(tx.commit_unrecorded(Unrecorded::Outbox).await?)
}

/// How many people have something to do, and how much of it is late; nothing when nobody has.
async fn waiting(app: &App) -> Result<Option<String>> {
    let mut tx = app.db.read("robots.people").await?;
    let people = store::people::all(&mut tx).await?;
    drop(tx);
    let (mut busy, mut late) = (0_u64, 0_u64);
    for person in people.into_iter().filter(|person| person.active) {
        let counts: Counts = digests::counts(app, &Actor::from(person)).await?;
        busy += u64::from(counts.total() > 0);
        late += counts.late;
    }
    let words = || waiting_words(Zh, busy, late, &app.site.base_url);
    Ok((busy > 0).then(words))
}

words! {
    waiting_words(busy: u64, late: u64, base: &str) =
        "【问廉】今天有 {busy} 位同志有事项待办，其中逾期 {late} 件。请登录办理：{base}/office/",
        "[Wenlian] {busy} people have something to do today; {late} things are late. {base}/office/";
    test_words(base: &str) = "【问廉】这是一条测试消息。{base}/office/",
                             "[Wenlian] This is a test. {base}/office/";
}
