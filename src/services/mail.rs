//! How letters leave the house: by SMTP, into memory for tests, or not at all. Who is written to
//! and when is decided by the notices; here one finished letter is handed over once, and the
//! outcome says whether trying again makes sense.
//!
//! Letters hold links that let people in. No error, log line or Debug print shows a letter, an
//! address or what a mail server said, since servers quote addresses.

mod drawer;
pub mod dsn;
mod line;
mod relay;
mod smtp;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart, header::ContentType};

use crate::domain::id::MailId;
use crate::domain::text::{EmailAddress, Line};
use crate::domain::time::Timestamp;

pub use drawer::Drawer;
pub use relay::RelayRefusal;
pub use smtp::Smtp;

/// Who a letter is from.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The name shown, 市公共资源交易管理局 for example.
    pub name: Line,
    /// The address; its domain also ends the Message-ID.
    pub address: EmailAddress,
}

/// One finished letter.
#[derive(Clone)]
pub struct Letter {
    /// The outbox row it comes from. Each attempt to send it carries the Message-ID made from
    /// this, so that mail systems can recognise a second copy.
    pub id: MailId,
    /// Who it is from.
    pub from: Sender,
    /// Who gets it.
    pub to: EmailAddress,
    /// The subject.
    pub subject: Line,
    /// The text, for readers without HTML.
    pub text: String,
    /// The same as a page.
    pub html: String,
    /// Where mail programs stop further letters with one click (RFC 8058).
    pub stop: Option<String>,
    /// When it was written, its `Date`.
    pub at: Timestamp,
}

impl fmt::Debug for Letter {
    /// A letter may hold a link that lets its reader in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Whether a status names a rule as the reason of a refusal: a class, 7 for security and policy, and a
/// number, or one of the two that find fault with the sender's own address (RFC 3463, sections 2, 3.2
/// and 3.8). Then the relay, our domain or our words are what is wrong, and not the address. A refusal
/// that passes is none: grey lists put off each letter once.
fn names_a_rule(status: &str) -> bool {
    let mut parts = status.split('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("5"), Some("7"), Some(detail), None) => is_number(detail),
        (Some("5"), Some("1"), Some(detail), None) => matches!(detail, "7" | "8"),
        _ => false,
    }
}

/// The way letters go.
#[derive(Clone, Debug)]
pub enum Mail {
    /// To a relay.
    Smtp(Arc<Smtp>),
    /// Into a list, in order, for tests to read.
    Memory(Arc<Mutex<Vec<Letter>>>),
    /// Into the memory of a simulated house, and no further.
    Kept(Arc<Drawer>),
    /// Nowhere: no relay is configured, and letters wait in the outbox.
    None,
}

/// A letter was not handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailFailure {
    /// Try again later. The letter may even have arrived, when the connection broke at its end.
    #[error("not sent for now: {0}")]
    Again(Reason),
    /// The relay cannot be spoken to: nothing was sent, and no other letter would be.
    #[error("the mail relay is away: {0}")]
    Away(Reason),
    /// Trying again would be refused again.
    #[error("cannot be sent: {0}")]
    Never(Reason),
}

impl MailFailure {
    /// What went wrong.
    pub fn reason(self) -> Reason {
        match self {
            Self::Again(reason) | Self::Away(reason) | Self::Never(reason) => reason,
        }
    }
}

/// What went wrong, fit to be shown and logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// There is nobody to hand letters to.
    #[error("no mail relay is configured")]
    NoRelay,
    /// The relay cannot be reached, or says nothing that can be understood.
    #[error("no connection to the mail relay")]
    NoConnection,
    /// The relay offers no STARTTLS, or speaks no TLS where it has to.
    #[error("the mail relay offers no encryption")]
    NoTls,
    /// The relay could not prove who it is, or somebody spoke for it before the line was encrypted.
    #[error("the mail relay is not trusted")]
    Untrusted,
    /// The relay does not let anybody name an account.
    #[error("the mail relay takes no account")]
    NoAccounts,
    /// The relay did not answer in time.
    #[error("the mail relay does not answer")]
    Silent,
    /// The connection broke off before the relay said that it took the letter.
    #[error("the mail relay broke off")]
    BrokeOff,
    /// The relay refused, with this SMTP code.
    #[error("the mail relay answered {0}")]
    Refused(u16),
    /// The relay refused by a rule of its own (RFC 3463: X.7.Y), with this SMTP code: it lets us not
    /// write so, or not to there. Nothing is wrong with the address.
    #[error("a rule of the mail relay: {0}")]
    Rule(u16),
    /// An address is of a form that mail cannot carry.
    #[error("an address that mail cannot carry")]
    Address,
}

/// How long handing over one letter may take, all in all. lettre's own timeout covers connecting
/// alone and would wait for ever on a relay that falls silent.
const HANDOVER: Duration = Duration::from_secs(30);

impl Mail {
    /// Reads where letters go from a URL. It names the server, how it is spoken to and the
    /// account, with percent-escapes in user and password:
    ///
    /// | URL | port | encryption |
    /// |---|---|---|
    /// | `smtps://user:pass@host` | 465 | TLS from the start |
    /// | `smtp://user:pass@host` | 587 | STARTTLS, or no letter is sent |
    /// | `smtp://localhost` | 25 | none; only to this machine |
    /// | `smtp://localhost?tls=required` | 587 | STARTTLS, or no letter is sent |
    ///
    /// `?tls=none` may be written for a loopback host and is refused for any other; there is no
    /// "if the server offers it", which whoever sits on the line could simply strike out.
    ///
    /// Certificates are checked against the public authorities, or against those of `ca_pem`
    /// alone when it is given.
    pub fn from_url(url: &str, ca_pem: Option<&[u8]>) -> Result<Self, RelayRefusal> {
        Self::within(HANDOVER, url, ca_pem)
    }

    /// The same, giving up on a letter after another time than usual.
    pub fn within(
        patience: Duration,
        url: &str,
        ca_pem: Option<&[u8]>,
    ) -> Result<Self, RelayRefusal> {
        let relay = relay::Relay::parse(url)?;
        Ok(Self::Smtp(Arc::new(Smtp::new(relay, ca_pem, patience)?)))
    }

    /// Hands one letter over.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailFailure> {
        match self {
            Self::Smtp(smtp) => smtp.hand_over(&write(letter)?).await,
            Self::Memory(letters) => {
                letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
                Ok(())
            }
            Self::Kept(drawer) => {
                drawer.lay_in(letter.clone());
                Ok(())
            }
            Self::None => Err(MailFailure::Away(Reason::NoRelay)),
        }
    }

    /// Whether letters could be handed over now, without one.
    pub async fn knock(&self) -> Result<(), MailFailure> {
        match self {
            Self::Smtp(smtp) => smtp.knock().await,
            Self::Memory(_) | Self::Kept(_) => Ok(()),
            Self::None => Err(MailFailure::Away(Reason::NoRelay)),
        }
    }
}

/// The letter as it goes over the line, the same bytes at each attempt.
fn write(letter: &Letter) -> Result<Message, MailFailure> {
    let unaddressable = MailFailure::Never(Reason::Address);
    let (_, domain) = letter.from.address.as_str().split_once('@').ok_or(unaddressable)?;
    let mailbox = |name: Option<String>, address: &EmailAddress| {
        let address = address.as_str().parse().map_err(|_| unaddressable)?;
        Ok(Mailbox::new(name, address))
    };
    let since_1970 = Duration::from_millis(u64::try_from(letter.at.0).unwrap_or(0));
    let mut message = Message::builder();
    if let Some(stop) = &letter.stop {
        for (name, value) in [
            ("List-Unsubscribe", format!("<{stop}>")),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
        ] {
            let name = HeaderName::new_from_ascii_str(name);
            message = message.raw_header(HeaderValue::new(name, value));
        }
    }
    message
        .from(mailbox(Some(letter.from.name.to_string()), &letter.from.address)?)
        .to(mailbox(None, &letter.to)?)
        .subject(letter.subject.as_str())
        .date(SystemTime::UNIX_EPOCH + since_1970)
        .message_id(Some(format!("<{}@{domain}>", letter.id)))
        .raw_header(HeaderValue::new(
            // Keeps answering machines from answering.
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .multipart(
            MultiPart::alternative()
                .boundary(format!("part-{}", letter.id))
                .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
                .singlepart(part(ContentType::TEXT_HTML, &letter.html)),
        )
        .map_err(|_| unaddressable)
}

/// Base64 throughout: it passes every relay, keeps line ends, and cannot hold a boundary.
fn part(kind: ContentType, content: &str) -> SinglePart {
    let body = Body::new_with_encoding(content.to_owned(), ContentTransferEncoding::Base64)
        .expect("base64 writes any text");
    SinglePart::builder().header(kind).body(body)
}

#[cfg(test)]
mod tests;
