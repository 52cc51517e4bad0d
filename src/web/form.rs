//! What was typed, and what is wrong with it. Pairs stay as they came, in their order and with
//! repeated names, so that a page drawn again shows everything.

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::error::Error;
use super::words;
use crate::domain::lang::{Lang, Text};
use crate::domain::text::{EmailAddress, NonBlank, TextRefusal};
use crate::domain::time::Day;
use crate::domain::typed::half_width;

/// The most fields a form may have: several times what the largest of our pages holds.
pub const MOST_FIELDS: usize = 2_000;
/// The field with the id of what a form creates.
pub const SUBMIT_KEY: &str = "key";
/// How the names of fields begin that hold secrets.
const SECRETS: [&str; 2] = ["password", "passphrase"];

/// Whether a field of this name holds a secret: it is never carried and never drawn again.
pub fn is_secret(name: &str) -> bool {
    SECRETS.iter().any(|secret| name.starts_with(secret))
}

/// A form: its pairs and the mistakes found in them.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pairs: Vec<(String, String)>,
    errors: Vec<(String, String)>,
}

impl Form {
    /// A form read from `a=b&c=d`.
    pub fn decode(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body).into_owned().collect();
        Self { pairs, errors: Vec::new() }
    }

    /// The pairs as `a=b&c=d`.
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.pairs).finish()
    }

    /// A form from pairs.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self { pairs, errors: Vec::new() }
    }

    /// All pairs in their order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The first value of a name, or nothing.
    pub fn text(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// All values of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the name was sent at all, as a ticked box is.
    pub fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// Adds a pair.
    pub fn push(&mut self, name: &str, value: impl std::fmt::Display) {
        self.pairs.push((name.to_owned(), value.to_string()));
    }

    /// Gives the form the id of what it is to create, unless it has one. It goes along with the form,
    /// so that a double click, or a press repeated after a lost answer, names the same thing again
    /// and makes no second one.
    #[must_use]
    pub fn keyed(mut self, fresh: impl std::fmt::Display) -> Self {
        if self.text(SUBMIT_KEY).is_empty() {
            self.push(SUBMIT_KEY, fresh);
        }
        self
    }

    /// The id the form came with; a fresh one where it has none of ours.
    pub fn key<T: std::str::FromStr + std::fmt::Display>(&mut self, fresh: T) -> T {
        if let Ok(key) = self.text(SUBMIT_KEY).parse() {
            return key;
        }
        self.rekey(&fresh);
        fresh
    }

    /// From now on the form is about another thing.
    pub fn rekey(&mut self, fresh: impl std::fmt::Display) {
        self.forget(SUBMIT_KEY);
        self.push(SUBMIT_KEY, fresh);
    }

    /// Forgets all values of a name.
    pub fn forget(&mut self, name: &str) {
        self.pairs.retain(|(known, _)| known != name);
    }

    /// What was typed but passwords and passphrases.
    #[must_use]
    pub fn without_secrets(mut self) -> Self {
        self.pairs.retain(|(name, _)| !is_secret(name));
        self
    }

    /// Notes a mistake.
    pub fn fail(&mut self, name: &str, message: impl Into<String>) {
        self.errors.push((name.to_owned(), message.into()));
    }

    /// Says of all mistakes noted since there were `seen` of them where they are: in a row, say.
    pub fn place_errors(&mut self, seen: usize, place: impl Fn(&str) -> String) {
        for (_, message) in self.errors.iter_mut().skip(seen) {
            *message = place(message);
        }
    }

    /// The mistake noted for a name.
    pub fn error(&self, name: &str) -> Option<&str> {
        let found = self.errors.iter().find(|(known, _)| known == name);
        found.map(|(_, message)| message.as_str())
    }

    /// All mistakes, in the order they were found.
    pub fn errors(&self) -> &[(String, String)] {
        &self.errors
    }

    /// Whether no mistake was found.
    pub fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    /// A text that must be there.
    pub fn required<const N: usize, const ONE_LINE: bool>(
        &mut self,
        name: &str,
        lang: Lang,
    ) -> Option<NonBlank<N, ONE_LINE>> {
        let parsed = NonBlank::parse(self.text(name));
        self.take(name, lang, parsed, words::MALFORMED)
    }

    /// A text that may be left out.
    pub fn optional<const N: usize, const ONE_LINE: bool>(
        &mut self,
        name: &str,
        lang: Lang,
    ) -> Option<NonBlank<N, ONE_LINE>> {
        match NonBlank::parse(self.text(name)) {
            Err(TextRefusal::Blank) => None,
            parsed => self.take(name, lang, parsed, words::MALFORMED),
        }
    }

    /// An e-mail address that may be left out.
    pub fn email(&mut self, name: &str, lang: Lang) -> Option<EmailAddress> {
        match EmailAddress::parse(self.text(name)) {
            Err(TextRefusal::Blank) => None,
            parsed => self.take(name, lang, parsed, words::MALFORMED_EMAIL),
        }
    }

    /// A date that must be there.
    pub fn day(&mut self, name: &str, lang: Lang) -> Option<Day> {
        let raw = self.text(name).trim();
        if raw.is_empty() {
            self.fail(name, words::REQUIRED.to(lang));
            return None;
        }
        let day = raw.parse().ok();
        if day.is_none() {
            self.fail(name, words::MALFORMED_DAY.to(lang));
        }
        day
    }

    /// A member of a closed set that must be there.
    pub fn chosen<T>(
        &mut self,
        name: &str,
        lang: Lang,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let raw = self.text(name);
        let (chosen, blank) = (read(raw), raw.is_empty());
        if chosen.is_none() {
            let message = if blank { words::REQUIRED } else { words::CHOOSE_OFFERED };
            self.fail(name, message.to(lang));
        }
        chosen
    }

    /// Notes why a text was not taken, and gives it on if it was.
    pub fn take<T>(
        &mut self,
        name: &str,
        lang: Lang,
        parsed: Result<T, TextRefusal>,
        malformed: Text,
    ) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(refusal) => {
                let message = match refusal {
                    TextRefusal::Blank => words::REQUIRED.to(lang).to_owned(),
                    TextRefusal::TooLong(limit) => words::too_long(lang, limit),
                    TextRefusal::Malformed => malformed.to(lang).to_owned(),
                    TextRefusal::Control => words::CONTROL.to(lang).to_owned(),
                    TextRefusal::Unseen => words::UNSEEN.to(lang).to_owned(),
                };
                self.fail(name, message);
                None
            }
        }
    }
}

/// The number a row of a form asks for, its own for a blank; none for what is no number.
pub fn asked_place(typed: &str, own: usize) -> Option<usize> {
    let typed: String = typed.trim().chars().map(half_width).collect();
    if typed.is_empty() { Some(own) } else { typed.parse().ok() }
}

/// Where a row goes whose own number is `own` and that asks for another one: before the rows that
/// kept that number when it comes from below, behind them when it comes from above.
pub fn place(asked: usize, own: usize) -> (usize, i8, usize) {
    let side = match asked.cmp(&own) {
        std::cmp::Ordering::Less => -1,
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => 1,
    };
    (asked, side, own)
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let is_form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
        let body = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|too_large| too_large.status().into_response())?;
        if !is_form && !body.is_empty() {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let form = Self::decode(&body);
        if form.pairs.len() > MOST_FIELDS {
            return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
        }
        Ok(form)
    }
}

/// What stands in the address, parsed; anything else is an address with nothing behind it.
pub struct Key<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Key<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let parsed = Path::<T>::from_request_parts(parts, state).await;
        parsed.map(|Path(key)| Self(key)).map_err(|_| Error::missing())
    }
}
