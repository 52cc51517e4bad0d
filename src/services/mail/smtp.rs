//! The lines to an SMTP relay: opened when needed, kept for the next letter, dropped at the first
//! doubt. lettre's pool is not used: it takes back a connection whose letter was given up halfway,
//! and the next letter would then read the answers meant for the last one.

use std::error::Error as _;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use tokio::time::{Instant, timeout_at};
use tokio_rustls::rustls::ClientConfig;

use super::line::Line;
use super::relay::{Relay, RelayRefusal, Security};
use super::{MailFailure, Reason, names_a_rule};
use crate::services::trust::{self, Authorities};

/// The ways to name an account; the line is encrypted, or stays on this machine.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// A relay that takes letters by SMTP.
pub struct Smtp {
    host: String,
    port: u16,
    security: Security,
    account: Option<Credentials>,
    tls: Arc<ClientConfig>,
    patience: Duration,
    /// The open lines that no letter is using.
    lines: Mutex<Vec<AsyncSmtpConnection>>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, security, .. } = self;
        write!(f, "Smtp({host}:{port}, {security:?}, account …)")
    }
}

impl Smtp {
    pub(super) fn new(
        relay: Relay,
        ca_pem: Option<&[u8]>,
        patience: Duration,
    ) -> Result<Self, RelayRefusal> {
        let Relay { host, port, security, account } = relay;
        let authorities = ca_pem.map_or(Authorities::Public, Authorities::Only);
        let tls = trust::asking(authorities).map_err(|_| RelayRefusal::Authority)?;
        Ok(Self { host, port, security, account, tls, patience, lines: Mutex::default() })
    }

    /// Hands a message over and waits until the relay has taken it.
    pub(super) async fn hand_over(&self, message: &Message) -> Result<(), MailFailure> {
        let deadline = Instant::now() + self.patience;
        // Taken out for the time of the letter: if this attempt is given up, the line goes with it.
        let kept = self.lines().pop();
        let mut open = timeout_at(deadline, self.ready(kept))
            .await
            .map_err(|_| MailFailure::Away(Reason::Silent))??;
        let bytes = message.formatted();
        let sending = open.send(message.envelope(), &bytes);
        timeout_at(deadline, sending)
            .await
            .map_err(|_| MailFailure::Again(Reason::Silent))?
            .map_err(|error| while_sending(&error))?;
        self.lines().push(open);
        Ok(())
    }

    /// Greets the relay as before a letter, and hands none over.
    pub(super) async fn knock(&self) -> Result<(), MailFailure> {
        let deadline = Instant::now() + self.patience;
        let kept = self.lines().pop();
        let open = timeout_at(deadline, self.ready(kept))
            .await
            .map_err(|_| MailFailure::Away(Reason::Silent))??;
        self.lines().push(open);
        Ok(())
    }

    fn lines(&self) -> std::sync::MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The line that was kept, unless the relay has closed it meanwhile, or a new one.
    async fn ready(
        &self,
        kept: Option<AsyncSmtpConnection>,
    ) -> Result<AsyncSmtpConnection, MailFailure> {
        if let Some(mut kept) = kept
            && kept.test_connected().await
        {
            return Ok(kept);
        }
        self.open().await
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, MailFailure> {
        let name = ClientId::default();
        let place = (self.host.as_str(), self.port);
        let line = Line::to(place, self.security, &self.tls, &name).await?;
        let open = AsyncSmtpConnection::connect_with_transport(Box::new(line), &name).await;
        let mut open = open.map_err(|error| while_connecting(&error))?;
        if let Some(account) = &self.account {
            if open.server_info().get_auth_mechanism(&MECHANISMS).is_none() {
                return Err(MailFailure::Away(Reason::NoAccounts));
            }
            let named = open.auth(&MECHANISMS, account).await;
            named.map_err(|error| while_connecting(&error))?;
        }
        Ok(open)
    }
}

/// A relay that will not talk to us says nothing about the letter, however permanent its code:
/// after a changed password the letters wait.
fn while_connecting(error: &Error) -> MailFailure {
    MailFailure::Away(code(error).map_or(Reason::NoConnection, Reason::Refused))
}

fn while_sending(error: &Error) -> MailFailure {
    match code(error) {
        // Whoever has to name an account first is not spoken to (RFC 4954, section 6).
        Some(code @ 530) => MailFailure::Away(Reason::Refused(code)),
        Some(code) if is_by_a_rule(error) => MailFailure::Again(Reason::Rule(code)),
        Some(code) if error.is_permanent() => MailFailure::Never(Reason::Refused(code)),
        Some(code) => MailFailure::Again(Reason::Refused(code)),
        None => MailFailure::Again(Reason::BrokeOff),
    }
}

/// Whether the relay names a rule as its reason, in the first word after the code.
fn is_by_a_rule(error: &Error) -> bool {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    names_a_rule(said.split_whitespace().next().unwrap_or_default())
}

fn code(error: &Error) -> Option<u16> {
    error.status().map(u16::from)
}
