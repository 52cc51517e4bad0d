//! The third floor: one function for each thing a person can do. Each reads in the same order:
//! permission, rule, write, audit line, notice.
//!
//! **Which error when.** `Refused`: a rule said no and the person can mend it. `Forbidden`: the
//! role does not allow it. `Missing`: there is no such thing, or none this person may know of;
//! the two are one answer on purpose. `Stale`: someone else was faster. `Busy`: try again.
//! `TooLarge`, `Malformed`: what came is not what a page of ours sends. `Broken`: ours to mend.

pub mod annexes;
pub mod audit;
pub mod calendar;
pub mod campaigns;
pub mod cancelling;
pub mod cards;
mod channels;
pub mod closing_keys;
pub mod digests;
pub mod discipline;
pub mod extensions;
pub mod findings;
pub mod group_links;
pub mod invitations;
pub mod keys;
pub mod later_seats;
pub mod launch;
pub mod ledger;
pub mod letters;
pub mod lists;
pub mod mail;
pub mod mailing;
pub mod messaging;
pub mod openings;
pub mod passwords;
pub mod people;
pub mod posting;
pub mod posts;
mod pressed;
pub mod profiles;
pub mod public_check;
pub mod questionnaires;
pub mod responses;
pub mod returned_cards;
pub mod robots;
pub mod rooms;
pub mod routings;
mod second_person;
pub mod self_checks;
pub mod sending;
pub mod setup;
pub mod short_messages;
pub mod simulation;
pub mod sms;
pub mod suggestions;
pub mod tables;
pub mod templates;
pub mod tips;
pub mod trust;
pub mod vocabularies;
pub mod worker;

pub use crate::store::Stretch;

use std::sync::Arc;

use crate::domain::audit::{By, Entry};
use crate::domain::campaigns::launch::Connection;
use crate::domain::chance::Chance;
use crate::domain::people::{Act, Actor};
use crate::domain::refusal::Refusal;
use crate::domain::text::EmailAddress;
use crate::domain::time::{Clock, Timestamp};
use crate::store::{self, Db};

/// Everything a service needs, shared by all requests.
#[derive(Debug)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// Where the time comes from.
    pub clock: Clock,
    /// Where chance comes from.
    pub chance: Chance,
    /// The keys directory.
    pub keys: keys::Keys,
    /// Hashes passwords, a few at a time.
    pub passwords: passwords::Hasher,
    /// The way letters go.
    pub mail: mail::Mail,
    /// The way text messages go.
    pub sms: sms::Sms,
    /// The way to robots of the office's chat.
    pub robots: posting::Line,
    /// Which domains take their letters slowly.
    pub lanes: Arc<sending::Lanes>,
    /// Launches that are under way.
    pub launches: launch::Launches,
    /// Lists that are being read and judged.
    pub checks: lists::checking::Checks,
    /// What the desk keeps in mind between two requests.
    pub desk_memory: suggestions::memory::Memory,
    /// Where answers come in.
    pub respondents: responses::Intake,
    /// What the outside calls us.
    pub site: Site,
}

/// What each request holds.
pub type App = Arc<Services>;

/// What the outside calls us.
#[derive(Clone, Debug)]
pub struct Site {
    /// `https://host` without a final slash; links in mails and on cards begin with it.
    pub base_url: String,
    /// This program ends TLS itself; otherwise something in front of it does, or nothing.
    pub ends_tls: bool,
    /// Collecting over plain HTTP was allowed by hand; respondents are told.
    pub plain_http: bool,
    /// The address mail comes from; none: no mail leaves the house.
    pub mail_from: Option<EmailAddress>,
    /// A directory of simulated data; it says so on every page, for ever.
    pub simulated: bool,
}

impl Site {
    /// Whether browsers reach us over TLS.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether answers may be collected over this address (`anonymity`, decision 13): over TLS, on
    /// this machine alone, or over plain HTTP that was allowed by hand.
    pub fn may_collect(&self) -> bool {
        self.is_https() || self.plain_http || self.is_this_machine()
    }

    /// How respondents would reach us.
    pub fn connection(&self) -> Connection {
        match (self.is_this_machine(), self.may_collect()) {
            (true, _) => Connection::ThisMachine,
            (false, true) if self.is_https() && !self.ends_tls => Connection::Gateway,
            (false, true) => Connection::Allowed,
            (false, false) => Connection::Plain,
        }
    }

    fn is_this_machine(&self) -> bool {
        let address = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let address = address.split('/').next().unwrap_or_default();
        let host = match address.strip_prefix('[') {
            Some(six) => six.split(']').next().unwrap_or_default(),
            None => address.split(':').next().unwrap_or_default(),
        };
        host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
    }
}

impl Services {
    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// An audit line of a person, now.
    pub fn line(&self, actor: &Actor, act: &'static str, subject: impl std::fmt::Display) -> Entry {
        Entry::new(self.now(), By::Person(actor.person), act, subject)
    }
}

/// Why a service did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule said no.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The role does not allow it.
    #[error("forbidden")]
    Forbidden,
    /// There is no such thing, or none this person may know of.
    #[error("missing")]
    Missing,
    /// Someone else was faster.
    #[error("stale")]
    Stale,
    /// No hand free.
    #[error("busy")]
    Busy,
    /// More than is taken.
    #[error("too large")]
    TooLarge,
    /// Not a form as browsers send it.
    #[error("malformed")]
    Malformed,
    /// Ours to mend.
    #[error("broken: {0}")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What a service gives.
pub type Result<T> = std::result::Result<T, Error>;

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Missing => Self::Missing,
            store::Error::Busy => Self::Busy,
            other => Self::Broken(Box::new(other)),
        }
    }
}

impl<R: Into<Refusal>> From<R> for Error {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal.into())
    }
}

/// Lets the person go on, or answers `Forbidden`.
pub fn require(actor: &Actor, act: Act) -> Result<()> {
    if actor.may(act) { Ok(()) } else { Err(Error::Forbidden) }
}
