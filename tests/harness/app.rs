//! A whole service on a database of its own: SQLite in a temporary directory, or a fresh database
//! on the PostgreSQL server of `TEST_DATABASE_URL`. Its clock stands still until it is moved, its
//! letters stay in memory, and requests go straight into the router without a socket.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use tempfile::TempDir;
use wenlian::domain::audit::hex;
use wenlian::domain::chance::Chance;
use wenlian::domain::text::EmailAddress;
use wenlian::domain::time::{Clock, Day};
use wenlian::services::keys::{Database, Keys};
use wenlian::services::launch::Launches;
use wenlian::services::lists::checking::Checks;
use wenlian::services::mail::{Letter, Mail};
use wenlian::services::passwords::Hasher;
use wenlian::services::posting::Line;
use wenlian::services::responses::Intake;
use wenlian::services::robots::PATIENCE;
use wenlian::services::simulation;
use wenlian::services::sms::Sms;
use wenlian::services::suggestions::memory::Memory;
use wenlian::services::{App, Services, Site};
use wenlian::store::Db;

use super::Browser;

/// The service under test.
pub struct TestApp {
    /// Its services.
    pub app: App,
    /// Letters that were sent.
    pub letters: Arc<Mutex<Vec<Letter>>>,
    router: Router,
    dir: TempDir,
    database: Place,
    sessions: Mutex<HashMap<String, String>>,
}

/// A slow machine is no reason to be shown another page.
const UNHURRIED: Duration = Duration::from_secs(12);

fn services(db: Db, keys: Keys, clock: Clock, (mail, sms): (Mail, Sms)) -> App {
    let simulated = matches!(mail, Mail::Kept(_));
    Arc::new(Services {
        respondents: Intake::start(&db),
        db,
        clock,
        chance: Chance,
        keys,
        passwords: Hasher::rehearsing(),
        mail,
        sms,
        robots: Line::trusting(None, PATIENCE).unwrap(),
        lanes: Arc::default(),
        launches: Launches::default(),
        checks: Checks::patient(UNHURRIED),
        desk_memory: Memory::default(),
        site: Site {
            base_url: "https://wenlian.test".to_owned(),
            ends_tls: true,
            plain_http: false,
            mail_from: EmailAddress::parse("wj@wenlian.test").ok(),
            simulated,
        },
    })
}

impl TestApp {
    /// A new service, with nobody in it, on Monday 2026-03-02 at 09:00.
    pub async fn start() -> Self {
        let letters = Arc::new(Mutex::new(Vec::new()));
        Self::with_ways((Mail::Memory(Arc::clone(&letters)), Sms::None), letters).await
    }

    /// The same, simulated: its letters stay in its memory.
    pub async fn start_simulated() -> Self {
        Self::start_with_mail(simulation::mail().0).await
    }

    /// The same, with letters that go to a relay.
    pub async fn start_with_mail(mail: Mail) -> Self {
        Self::with_ways((mail, Sms::None), Arc::default()).await
    }

    /// The same, with letters that go to a relay of our own, which is given up on soon.
    pub async fn start_with_relay(relay: &super::relay::Relay) -> Self {
        Self::start_with_mail(relay.mail()).await
    }

    /// The same, with text messages that go this way.
    pub async fn start_with_sms(sms: Sms) -> Self {
        Self::with_ways((Mail::None, sms), Arc::default()).await
    }

    async fn with_ways(ways: (Mail, Sms), letters: Arc<Mutex<Vec<Letter>>>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        wenlian::services::keys::make_private(&data).unwrap();
        let database = Place::new(&data);
        let db = database.open().await;
        db.migrate().await.unwrap();
        let keys = Keys::open(&dir.path().join("keys"), &data, Database::New).unwrap();
        let clock = Clock::fixed(day("2026-03-02").start().plus_hours(9));
        let app = services(db, keys, clock, ways);
        let router = wenlian::app::router(&app);
        Self { app, letters, router, dir, database, sessions: Mutex::default() }
    }

    /// What is left after the process died: the same files, and a new process on them. Whatever
    /// the old one held in memory is gone.
    pub async fn restart(&mut self) {
        let (dir, place) = (self.dir.path().to_owned(), self.place());
        let mail = Mail::Memory(Arc::clone(&self.letters));
        let clock = self.app.clock.clone();
        self.app = Self::process_on(&dir, Path::new(&place), clock, mail).await;
        self.router = wenlian::app::router(&self.app);
    }

    /// Where its database lies, for another process.
    pub fn place(&self) -> String {
        match &self.database {
            Place::File(file) => file.display().to_string(),
            Place::Server(url) => url.clone(),
        }
    }

    /// Another process on the database and keys of a service, with a clock and mail of its own.
    pub async fn process_on(dir: &Path, place: &Path, clock: Clock, mail: Mail) -> App {
        let place = place.to_str().unwrap();
        let db = if place.starts_with("postgres") {
            Db::open_postgres(place).await.unwrap()
        } else {
            Db::open_sqlite(Path::new(place)).await.unwrap()
        };
        let keys = Keys::open(&dir.join("keys"), &dir.join("data"), Database::Known).unwrap();
        services(db, keys, clock, (mail, Sms::None))
    }

    /// Someone at the door, with an empty cookie jar.
    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Another node on the same database, keys and clock, with a memory of its own.
    pub fn another_node(&self) -> App {
        self.node_on(self.app.db.clone())
    }

    /// A node that trusts a further authority.
    pub fn node_trusting(&self, ca_pem: &[u8]) -> App {
        let node = self.another_node();
        let Services { db, clock, mail, sms, site, .. } = &*node;
        let keys = Keys::open(&self.dir().join("keys"), &self.dir().join("data"), Database::Known);
        let ways = (mail.clone(), sms.clone());
        let mut trusting = services(db.clone(), keys.unwrap(), clock.clone(), ways);
        let own = Arc::get_mut(&mut trusting).unwrap();
        own.site = site.clone();
        own.robots = Line::trusting(Some(ca_pem), PATIENCE).unwrap();
        trusting
    }

    /// A node whose database is watched.
    pub fn node_on(&self, db: Db) -> App {
        let (data, keys) = (self.dir().join("data"), self.dir().join("keys"));
        let own = &self.app;
        Arc::new(Services {
            respondents: Intake::start(&db),
            db,
            clock: own.clock.clone(),
            chance: Chance,
            keys: Keys::open(&keys, &data, Database::Known).unwrap(),
            passwords: Hasher::rehearsing(),
            mail: own.mail.clone(),
            sms: own.sms.clone(),
            robots: own.robots.clone(),
            lanes: Arc::default(),
            launches: Launches::default(),
            checks: Checks::patient(UNHURRIED),
            desk_memory: Memory::default(),
            site: own.site.clone(),
        })
    }

    /// The names of the key files with this name: its own, and those under which runs of an opening
    /// laid it and no later step has taken it up.
    pub fn keys_named(&self, name: &str) -> Vec<String> {
        let files = std::fs::read_dir(self.dir().join("keys/fleeting")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names.filter(|it| it == name || it.starts_with(&format!("{name}.run"))).collect()
    }

    pub(super) fn keep_session(&self, login: &str, session: &str) {
        self.sessions.lock().unwrap().insert(login.to_owned(), session.to_owned());
    }

    pub(super) fn kept_session(&self, login: &str) -> Option<String> {
        self.sessions.lock().unwrap().get(login).cloned()
    }

    /// The directory of data and keys.
    pub fn dir(&self) -> &std::path::Path {
        self.dir.path()
    }

    /// Moves the clock to 09:00 of a later day.
    pub fn go_to(&self, date: &str) {
        let then = day(date).start().plus_hours(9);
        let ms = then.0 - self.app.clock.now().0;
        assert!(ms >= 0, "the clock is never moved back");
        self.app.clock.advance_ms(ms);
    }
}

/// A date.
pub fn day(date: &str) -> Day {
    date.parse().unwrap()
}

/// Where a service's database lies.
enum Place {
    File(PathBuf),
    Server(String),
}

impl Place {
    /// A database of its own.
    fn new(data: &Path) -> Self {
        let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
            return Self::File(data.join("wenlian.db"));
        };
        let name = format!("wl_{}", hex(&Chance.bytes::<8>()));
        let made = std::process::Command::new("psql")
            .args([&server, "-qc", &format!("CREATE DATABASE {name}")])
            .status()
            .unwrap();
        assert!(made.success(), "psql could not create {name}");
        let (base, _) = server.rsplit_once('/').unwrap();
        Self::Server(format!("{base}/{name}"))
    }

    async fn open(&self) -> Db {
        match self {
            Self::File(file) => Db::open_sqlite(file).await.unwrap(),
            Self::Server(url) => Db::open_postgres(url).await.unwrap(),
        }
    }
}
