//! How text messages leave the house: by the HTTP interface of whoever sends them, set up from a file
//! of the operator's. Who is written to and when is the outbox's business; here one finished message
//! is handed over once, and the outcome says whether trying again makes sense.
//!
//! Messages hold links that let people in, the file holds a password. No error, log line or Debug
//! print shows a message, a number, a header or what the gateway said.

mod client;
mod template;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::id::MailId;
use crate::domain::lists::MobileNumber;

pub use client::Client;
pub use template::{GatewayRefusal, Template};

/// How long handing one message over may take, all in all.
const HANDOVER: Duration = Duration::from_secs(20);

/// One finished message.
#[derive(Clone)]
pub struct Message {
    /// The outbox row it comes from: the same whenever it is handed over.
    pub id: MailId,
    /// Who gets it.
    pub to: MobileNumber,
    /// All of it.
    pub text: String,
}

impl fmt::Debug for Message {
    /// It holds a link that lets its reader in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Message(…)")
    }
}

/// The way messages go.
#[derive(Clone, Debug)]
pub enum Sms {
    /// To a gateway.
    Gateway(Arc<Client>),
    /// Into a list, in order, for tests to read.
    Memory(Arc<Mutex<Vec<Message>>>),
    /// Nowhere: the office exports a file instead.
    None,
}

/// A message was not handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmsFailure {
    /// The gateway cannot be reached safely: every message would fare alike.
    #[error("no safe connection to the gateway")]
    Away,
    /// It did not answer in time, or broke off: the message may have been sent.
    #[error("the gateway did not answer")]
    Silent,
    /// It has trouble of its own, or with us: every message would fare alike.
    #[error("the gateway is in trouble: {0}")]
    Trouble(u16),
    /// It refused this message, as it does a number that is none.
    #[error("the gateway refused a message: {0}")]
    Never(u16),
    /// It answered well, but without the words that mean success, and why is not known.
    #[error("the gateway answered {0} without success")]
    Unclear(u16),
}

impl SmsFailure {
    /// What an answer that means no success says. Of the requests that are at fault (RFC 9110,
    /// section 15.5) some are so for whoever is sent to: who we are, what we may, where and how fast
    /// we post.
    pub fn of(status: u16) -> Self {
        match status {
            200..=299 => Self::Unclear(status),
            401..=405 | 407 | 408 | 415 | 421 | 425 | 426 | 428 | 429 | 431 => {
                Self::Trouble(status)
            }
            400..=499 => Self::Never(status),
            _ => Self::Trouble(status),
        }
    }
}

impl Sms {
    /// Reads a template from a file that nobody else may read.
    pub fn from_file(path: &Path, ca_pem: Option<&[u8]>) -> Result<Self, GatewayRefusal> {
        let template = Template::read(path)?;
        Ok(Self::Gateway(Arc::new(Client::new(template, ca_pem, HANDOVER)?)))
    }

    /// Messages leave the house by themselves.
    pub fn is_set_up(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// A message that was handed over again is sent once: what is not known to have arrived may be
    /// tried again.
    pub fn knows_repeats(&self) -> bool {
        matches!(self, Self::Gateway(client) if client.knows_repeats())
    }

    /// Hands one message over.
    pub async fn send(&self, message: &Message) -> Result<(), SmsFailure> {
        match self {
            Self::Gateway(client) => client.hand_over(message).await,
            Self::Memory(messages) => {
                messages.lock().unwrap_or_else(PoisonError::into_inner).push(message.clone());
                Ok(())
            }
            Self::None => Err(SmsFailure::Away),
        }
    }
}
