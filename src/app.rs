//! From the command line to a running service: opens keys and database, refuses what is unsafe
//! with a sentence that says what to do, and builds the router. Used alike by main and by tests.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::config::Config;
use crate::domain::campaigns::mailing::Way;
use crate::domain::chance::Chance;
use crate::domain::text::EmailAddress;
use crate::domain::time::Clock;
use crate::services::keys::{self, Database, Keys};
use crate::services::launch::Launches;
use crate::services::lists::checking::Checks;
use crate::services::mail::Mail;
use crate::services::passwords::Hasher;
use crate::services::posting::Line;
use crate::services::sms::Sms;
use crate::services::suggestions::memory::Memory;
use crate::services::{
    App, Services, Site, mailing, people, responses, robots, simulation, worker,
};
use crate::store::{self, Db};
use crate::{server, web};

const KEY_CHECK: &str = "key_check";

/// Why the program did not start; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another process holds the data directory.
    #[error("another wenlian is running on {0}.\nStop it first, or give this one another --data.")]
    Occupied(String),
    /// The keys directory was not taken.
    #[error(transparent)]
    Keys(#[from] keys::Refused),
    /// The database was written by a newer program.
    #[error(
        "the database was written by a newer wenlian than this one ({0}).\nInstall that version again, or restore a backup made with this one."
    )]
    Newer(&'static str),
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}\nCheck --data or --database-url.")]
    Database(#[source] store::Error),
    /// Something of the machine is missing.
    #[error("{what}: {error}")]
    Machine {
        /// What was tried.
        what: String,
        /// What the machine said.
        error: std::io::Error,
    },
    /// A setting does not fit.
    #[error("{0}")]
    Setting(String),
    /// A service failed while starting.
    #[error(transparent)]
    Service(#[from] crate::services::Error),
}

fn machine(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> StartError {
    let what = what.into();
    move |error| StartError::Machine { what, error }
}

/// The services, and what must stay alive beside them.
pub struct Opened {
    /// The services.
    pub app: App,
    /// Keeps a second process off the data directory.
    _lock: File,
}

/// Opens what must be there already: whoever checks or mends a house must not be shown a new,
/// empty one because a path was mistyped.
pub async fn open_existing(config: &Config, clock: Clock) -> Result<Opened, StartError> {
    let file = config.data.join("wenlian.db");
    if config.database_url.is_none() && !file.exists() {
        return Err(StartError::Setting(format!(
            "there is no database in {}.\nCheck --data, or --database-url.",
            config.data.display()
        )));
    }
    open(config, clock).await
}

/// Opens keys and database.
pub async fn open(config: &Config, clock: Clock) -> Result<Opened, StartError> {
    keys::make_private(&config.data).map_err(machine(config.data.display().to_string()))?;
    let lock = lock(&config.data)?;
    let (db, database) = open_database(config).await?;
    let keys = Keys::open(&config.keys, &config.data, database)?;
    check_keys(&db, &keys, &config.keys).await?;
    let simulated = simulation::stamped_clock(&db).await?;
    let is_simulated = simulated.is_some();
    if is_simulated {
        stays_here(config)?;
    }
    let mut site = site(config, is_simulated)?;
    let mail = if is_simulated {
        let (mail, sender) = simulation::mail();
        site.mail_from = sender;
        mail
    } else {
        open_mail(config)?
    };
    let services = Services {
        site,
        respondents: responses::Intake::start(&db),
        db,
        clock: simulated.unwrap_or(clock),
        chance: Chance,
        keys,
        passwords: Hasher::default(),
        mail,
        sms: open_sms(config)?,
        robots: open_robots(config)?,
        lanes: Arc::default(),
        launches: Launches::default(),
        checks: Checks::default(),
        desk_memory: Memory::default(),
    };
    let app = Arc::new(services);
    crate::services::setup::fill_keywords(&app).await?;
    Ok(Opened { app, _lock: lock })
}

/// Simulated data is not offered to other machines, and nobody is written to about it.
pub fn stays_here(config: &Config) -> Result<(), StartError> {
    if !simulation::may_listen(config.listen) {
        return Err(StartError::Setting(
            "simulated data is served on this machine only.\nUse --listen 127.0.0.1:8080, or another --data for real work.".to_owned(),
        ));
    }
    if config.smtp_url.is_some() || config.sms_gateway.is_some() {
        return Err(StartError::Setting(
            "simulated people have no mailboxes and no phones: nothing is sent to them.\nLeave out --smtp-url and --sms-gateway, or use another --data for real work.".to_owned(),
        ));
    }
    Ok(())
}

fn lock(data: &Path) -> Result<File, StartError> {
    let path = data.join("lock");
    let file = File::create(&path).map_err(machine(path.display().to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StartError::Occupied(data.display().to_string())),
        Err(TryLockError::Error(error)) => Err(machine(path.display().to_string())(error)),
    }
}

async fn open_database(config: &Config) -> Result<(Db, Database), StartError> {
    let db = match &config.database_url {
        Some(url) => Db::open_postgres(url.reveal()).await,
        None => Db::open_sqlite(&config.data.join("wenlian.db")).await,
    };
    let db = db.map_err(StartError::Database)?;
    db.migrate().await.map_err(|error| match error {
        store::Error::Newer => StartError::Newer(crate::config::VERSION),
        other => StartError::Database(other),
    })?;
    let mut tx = db.read("app.key_check").await.map_err(StartError::Database)?;
    let check = store::settings::get(&mut tx, KEY_CHECK).await.map_err(StartError::Database)?;
    drop(tx);
    Ok((db, if check.is_some() { Database::Known } else { Database::New }))
}

/// Keys and database belong together, or codes and links sent out would quietly stop working.
async fn check_keys(db: &Db, keys: &Keys, dir: &Path) -> Result<(), StartError> {
    let broken = StartError::Database;
    let mut tx = db.begin("app.key_check").await.map_err(broken)?;
    // Two nodes may start for the first time at once.
    store::audit::wait_for_turn(&mut tx).await.map_err(broken)?;
    match store::settings::get(&mut tx, KEY_CHECK).await.map_err(StartError::Database)? {
        Some(check) if check == keys.check_word() => Ok(()),
        Some(_) => Err(keys::Refused::LastingKeyMissing(dir.join("lasting/secret")).into()),
        None => {
            let word = keys.check_word();
            let write = store::settings::set(&mut tx, KEY_CHECK, &word);
            write.await.map_err(StartError::Database)?;
            let reason = store::db::Unrecorded::Start;
            tx.commit_unrecorded(reason).await.map_err(StartError::Database)
        }
    }
}

/// The authorities of a file, where one is named.
fn authorities(config: &Config) -> Result<Option<Vec<u8>>, StartError> {
    let Some(path) = &config.ca_file else {
        return Ok(None);
    };
    fs::read(path).map(Some).map_err(machine(format!("--ca-file {}", path.display())))
}

fn open_mail(config: &Config) -> Result<Mail, StartError> {
    let Some(url) = &config.smtp_url else {
        return Ok(Mail::None);
    };
    Mail::from_url(url.reveal(), authorities(config)?.as_deref())
        .map_err(|refusal| StartError::Setting(format!("--smtp-url: {refusal}")))
}

fn open_sms(config: &Config) -> Result<Sms, StartError> {
    let Some(path) = &config.sms_gateway else {
        return Ok(Sms::None);
    };
    Sms::from_file(path, authorities(config)?.as_deref())
        .map_err(|refusal| StartError::Setting(format!("--sms-gateway: {refusal}")))
}

/// All that says where mails and messages go, and whom they are trusted to.
fn ways(config: &Config) -> Result<[(Way, Vec<u8>); 2], StartError> {
    let authorities = authorities(config)?.unwrap_or_default();
    let url = config.smtp_url.as_ref().map_or("", |url| url.reveal());
    let from = config.mail_from.as_deref().unwrap_or_default();
    let mail = [url.as_bytes(), b"\n", from.as_bytes(), b"\n", &authorities].concat();
    let gateway = match &config.sms_gateway {
        Some(path) => fs::read(path).map_err(machine(format!("{}", path.display())))?,
        None => Vec::new(),
    };
    Ok([(Way::Mail, mail), (Way::Message, [&gateway[..], b"\n", &authorities].concat())])
}

fn open_robots(config: &Config) -> Result<Line, StartError> {
    Line::trusting(authorities(config)?.as_deref(), robots::PATIENCE)
        .map_err(|refusal| StartError::Setting(format!("--ca-file: {refusal}")))
}

fn site(config: &Config, simulated: bool) -> Result<Site, StartError> {
    let scheme = if config.tls_cert.is_some() { "https" } else { "http" };
    let own = format!("{scheme}://{}", config.listen);
    let base_url = config.base_url.clone().unwrap_or(own);
    Ok(Site {
        base_url: base_url.trim_end_matches('/').to_owned(),
        ends_tls: config.tls_cert.is_some(),
        plain_http: config.allow_plain_http,
        mail_from: mail_from(config)?,
        simulated,
    })
}

/// A relay without a sender would refuse every letter; better now than after the launch.
fn mail_from(config: &Config) -> Result<Option<EmailAddress>, StartError> {
    let wanting = |what: &str| StartError::Setting(what.to_owned());
    match &config.mail_from {
        Some(address) => EmailAddress::parse(address).map(Some).map_err(|_| {
            wanting("--mail-from is no e-mail address, write it as wj@example.gov.cn")
        }),
        None if config.smtp_url.is_some() => {
            Err(wanting("--smtp-url needs --mail-from, the address that mail comes from"))
        }
        None => Ok(None),
    }
}

/// The whole service, dressed with its headers and limits.
pub fn router(app: &App) -> Router {
    web::router(app)
}

/// Serves until the process is told to stop, then drains.
pub async fn serve(config: &Config, opened: Opened) -> Result<(), StartError> {
    let app = Arc::clone(&opened.app);
    let tls = match (&config.tls_cert, &config.tls_key) {
        (Some(cert), Some(key)) => {
            let cert = fs::read(cert).map_err(machine(format!("--tls-cert {}", cert.display())))?;
            let key = fs::read(key).map_err(machine(format!("--tls-key {}", key.display())))?;
            let tls = server::tls_config(&cert, &key);
            Some(Arc::new(tls.map_err(|refusal| StartError::Setting(refusal.to_string()))?))
        }
        _ => None,
    };
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(machine(format!("cannot listen on {}", config.listen)))?;
    // Before anything is announced: whoever reads it may tell us to stop at once.
    let stop = told_to_stop()?;
    announce(&app).await?;
    for (way, settings) in ways(config)? {
        mailing::meet(&app, way, &settings).await?;
    }
    let worker = tokio::spawn(worker::run(Arc::clone(&app)));
    server::serve(listener, tls, router(&app), server::Limits::default(), stop)
        .await
        .map_err(machine("the listener failed"))?;
    // A letter on its way stays leased and is sent again after the next start.
    worker.abort();
    app.db.close().await;
    Ok(())
}

/// Says where the service is, and how the first administrator gets in.
async fn announce(app: &App) -> Result<(), StartError> {
    let base = &app.site.base_url;
    say(&format!("Wenlian 问廉 {}", crate::config::VERSION));
    if let Some(secret) = people::first_link(app).await? {
        let link = web::paths::link(secret.reveal());
        say(&format!(
            "\n还没有管理员。请打开下面的链接建立第一位系统管理员：\nThere is no administrator yet. Open this link to set up the first one:\n{base}{link}\n"
        ));
    }
    say(&format!("wenlian: ready at {base}/office/"));
    Ok(())
}

/// Prints for the person at the terminal.
pub fn say(text: &str) {
    use std::io::Write;
    // A closed terminal is no reason to stop serving.
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn told_to_stop() -> Result<impl Future<Output = ()>, StartError> {
    let mut terminate = signal(SignalKind::terminate()).map_err(machine("SIGTERM"))?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(machine("SIGINT"))?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
