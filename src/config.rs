//! The command line. Every flag has a twin in the environment; secrets show in neither `--help`
//! nor `Debug`.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::demo;

/// Wenlian 问廉: anonymous questionnaires, distilled suggestions, risk ledgers that get closed.
#[derive(Debug, Parser)]
#[command(name = "wenlian", version = VERSION, about)]
pub struct Cli {
    /// What to do; without a command, serve.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Where and how.
    #[command(flatten)]
    pub config: Config,
}

/// Version and commit.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("WENLIAN_COMMIT"), ")");

/// What the program can do beside serving.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve (the default).
    Serve,
    /// Print a one-time link that sets the password of a login name, when no administrator can.
    AdminLink {
        /// The login name.
        login: String,
    },
    /// Walk the audit trail and name the first line that does not follow from the one before.
    VerifyAudit,
    /// Check the published files of an opening (close.json, leaves.txt, the frozen
    /// findings-CODE.txt and, for the auditor, credentials-CODE.txt) and name the first identity that does not hold. Needs nothing else.
    CheckPool {
        /// Where the files lie.
        dir: PathBuf,
    },
    /// Fill an empty directory with a simulated campaign and serve it; it stays simulated for ever.
    Demo(demo::Wish),
}

/// Where and how the program runs.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Directory of the embedded database; created when missing.
    #[arg(long, global = true, env = "WENLIAN_DATA", default_value = "./wenlian-data")]
    pub data: PathBuf,
    /// Directory of the keys, never inside the data directory; back up its `lasting` part elsewhere.
    #[arg(long, global = true, env = "WENLIAN_KEYS", default_value = "./wenlian-keys")]
    pub keys: PathBuf,
    /// Address and port to listen on.
    #[arg(long, global = true, env = "WENLIAN_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A PostgreSQL database instead of the embedded one: postgres://user:password@host/name
    #[arg(long, global = true, env = "WENLIAN_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<Hidden>,
    /// What links in mails and on cards begin with, as `https://wj.example.gov.cn`; by default the
    /// address listened on. A proxy that ends TLS in front of this program sees codes and ballots:
    /// it must log no address, time, connection or body of anything under /s/.
    #[arg(long, global = true, env = "WENLIAN_BASE_URL")]
    pub base_url: Option<String>,
    /// Certificate chain (PEM) to end TLS in this program: the safest way to run it.
    #[arg(long, global = true, env = "WENLIAN_TLS_CERT", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Private key (PEM) of the certificate.
    #[arg(long, global = true, env = "WENLIAN_TLS_KEY", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Collect answers over plain HTTP on a private network; every respondent is told.
    #[arg(long, global = true, env = "WENLIAN_ALLOW_PLAIN_HTTP")]
    pub allow_plain_http: bool,
    /// Mail server: smtp://user:password@host:587 (STARTTLS) or smtps://…, or smtp://localhost for
    /// one on this machine (port 25, no TLS); without one, links are shown once for handing over.
    #[arg(long, global = true, env = "WENLIAN_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<Hidden>,
    /// Address that mail comes from.
    #[arg(long, global = true, env = "WENLIAN_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Certificate authorities (PEM) to trust: alone when sending mail and text messages, beside the
    /// public ones when telling the chat robot.
    #[arg(long, global = true, env = "WENLIAN_CA_FILE")]
    pub ca_file: Option<PathBuf>,
    /// File that describes the HTTP interface of whoever sends text messages (JSON with url, headers,
    /// body with {mobile} and {text}, and success if need be; readable by its owner alone); without
    /// one, numbers and links are exported.
    #[arg(long, global = true, env = "WENLIAN_SMS_GATEWAY")]
    pub sms_gateway: Option<PathBuf>,
    /// How much to log: error, warn, info or debug. Never answers, codes or addresses.
    #[arg(long, global = true, env = "WENLIAN_LOG", default_value = "info")]
    pub log: tracing_subscriber::filter::LevelFilter,
}

/// A text that may hold a password.
#[derive(Clone)]
pub struct Hidden(String);

impl Hidden {
    /// The text itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl std::str::FromStr for Hidden {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}
