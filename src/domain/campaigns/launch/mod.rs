//! What a launch waits for, and what it warns of (`anonymity`, decisions 4, 5 and 13). The office
//! reads it as a list; the launch itself asks again.

#[cfg(test)]
mod tests;

use super::{Audience, Channel, DateFault, Dates, Pool};
use crate::domain::disclosure::{GROUP_LEAST, INVITED_LEAST, INVITED_WARN};
use crate::domain::id::AudienceId;
use crate::domain::questionnaires::{Document, Question};
use crate::domain::time::Timestamp;

/// How many persons hold a copy of the passphrase.
pub const HOLDERS: usize = 2;

/// The hour from which letters and messages wake nobody.
pub const DAY_BEGINS: i64 = 8;
/// The hour from which they may.
pub const NIGHT_BEGINS: i64 = 21;

/// How respondents would reach us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// HTTPS to this program, or plain HTTP that was allowed by hand.
    Allowed,
    /// HTTPS to something in front of this program, which sees codes and ballots in the clear.
    Gateway,
    /// This machine alone: nobody else can open a link.
    ThisMachine,
    /// Plain HTTP for others.
    Plain,
}

/// Whether letters leave the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relay {
    /// They do.
    Configured,
    /// They wait.
    None,
}

/// Whether a discipline officer's key exists, to which tips are sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisciplineKey {
    /// At least one officer typed the passphrase back.
    Ready,
    /// Nobody could read a tip.
    None,
}

/// A pool with its audiences.
#[derive(Clone, Debug)]
pub struct PoolPlan {
    /// The pool.
    pub pool: Pool,
    /// Who answers in it.
    pub audiences: Vec<Audience>,
    /// What it asks: the version frozen at the launch, the newest published one before.
    pub asks: Option<Document>,
    /// The questionnaire was changed after its newest publishing, and the launch has not been yet.
    pub has_unpublished: bool,
}

impl PoolPlan {
    /// Everyone invited to it.
    pub fn seats(&self) -> u32 {
        self.audiences.iter().map(Audience::seats).sum()
    }

    /// The questions by whose answers its results are broken down.
    pub fn attributes(&self) -> Vec<&Question> {
        let codes = self.pool.broken_down_by.codes().iter();
        let questions = self.asks.iter().flat_map(|document| &document.questions);
        let questions: Vec<&Question> = questions.collect();
        codes
            .filter_map(|code| questions.iter().find(|question| question.code == *code).copied())
            .collect()
    }

    /// Several audiences answer together; seats added later are no audience beside the one they are
    /// like.
    pub fn is_joint(&self) -> bool {
        self.audiences.iter().filter(|audience| audience.added_on.is_none()).count() > 1
    }
}

/// Everything a launch looks at.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The days.
    pub dates: Dates,
    /// The pools.
    pub pools: &'a [PoolPlan],
    /// How many persons typed the passphrase back.
    pub holders: usize,
    /// Whether tips can be sealed.
    pub discipline: DisciplineKey,
    /// How respondents would reach us.
    pub connection: Connection,
    /// Whether letters leave the house.
    pub relay: Relay,
    /// Whether text messages do by themselves.
    pub messages: Relay,
    /// Audiences for which an uploaded list waits to be confirmed.
    pub lists_wait: &'a [AudienceId],
    /// Audiences whose text messages have words.
    pub worded: &'a [AudienceId],
    /// Now.
    pub now: Timestamp,
}

/// Something a launch waits for. A number names a pool by its place in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No opening or closing day.
    Days,
    /// The days do not fit any more.
    DaysFault(DateFault),
    /// Nobody is asked.
    Audiences,
    /// A list was not imported yet.
    List {
        /// Place of the pool.
        pool: usize,
        /// Place of the audience in it.
        audience: usize,
    },
    /// A list was uploaded, and nobody confirmed it.
    ListWaits {
        /// Place of the pool.
        pool: usize,
        /// Place of the audience in it.
        audience: usize,
    },
    /// Fewer seats than a pool must have.
    Seats {
        /// Place of the pool.
        pool: usize,
        /// How many it has.
        seats: u32,
    },
    /// No published version of the questionnaire.
    Version {
        /// Place of the pool.
        pool: usize,
    },
    /// Its results cannot be broken down as it was declared: the published version does not ask so.
    Attributes {
        /// Place of the pool.
        pool: usize,
    },
    /// The link of a group ends before the campaign begins.
    LinkDay {
        /// Place of the pool.
        pool: usize,
    },
    /// No passphrase was drawn, or a pool was added since.
    ClosingKeys,
    /// Too few persons typed it back.
    Holders {
        /// How many did.
        have: usize,
    },
    /// Nobody could read a tip.
    DisciplineKey,
    /// Answers would cross a network in the clear.
    Connection,
}

/// Something the office should know and may accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A pool this small needs few silent people to end below the number that is opened.
    SmallPool {
        /// Place of the pool.
        pool: usize,
        /// How many seats it has.
        seats: u32,
    },
    /// One of several channels has too few seats: counts are published for all of them together.
    SmallChannel {
        /// Place of the pool.
        pool: usize,
        /// The channel.
        channel: Channel,
        /// How many seats it has.
        seats: u32,
    },
    /// The launch takes the published version, and the questionnaire was changed since.
    NotPublished {
        /// Place of the pool.
        pool: usize,
    },
    /// Invitations wait until a mail server is configured.
    MailsWait,
    /// Mobile numbers need the gateway for text messages, or the one-time export of their links.
    NumbersWait,
    /// The words of an audience's text messages are not written: none is sent before they are.
    NoMessageWords {
        /// Place of the pool.
        pool: usize,
        /// Place of the audience in it.
        audience: usize,
    },
    /// Invitations leave while people sleep.
    AtNight {
        /// When the first of them does.
        at: Timestamp,
    },
    /// No reminder will be sent.
    NoReminder,
    /// What must not be logged in front of this program.
    Gateway,
    /// Links lead to this machine alone, and cards are printed only once.
    OnlyHere,
}

impl Plan<'_> {
    /// All that is missing; a launch needs an empty list.
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        if self.dates.opens_on.is_none() || self.dates.closes_on.is_none() {
            missing.push(Missing::Days);
        }
        missing.extend(self.dates.fault(self.now.day()).map(Missing::DaysFault));
        if self.pools.is_empty() {
            missing.push(Missing::Audiences);
        }
        for (place, plan) in self.pools.iter().enumerate() {
            pool_lacks(place, plan, &mut missing);
            let mut ends = plan.audiences.iter().filter_map(|asked| asked.until);
            if ends.any(|end| self.dates.opens_on.is_some_and(|opens| end < opens)) {
                missing.push(Missing::LinkDay { pool: place });
            }
            let waits = |(audience, asked): (usize, &Audience)| {
                let waits = self.lists_wait.contains(&asked.id);
                waits.then_some(Missing::ListWaits { pool: place, audience })
            };
            missing.extend(plan.audiences.iter().enumerate().filter_map(waits));
        }
        let drawn = self.pools.iter().all(|plan| plan.pool.closing_public.is_some());
        if !drawn || self.pools.is_empty() {
            missing.push(Missing::ClosingKeys);
        }
        if self.holders < HOLDERS {
            missing.push(Missing::Holders { have: self.holders });
        }
        if self.discipline == DisciplineKey::None {
            missing.push(Missing::DisciplineKey);
        }
        if self.connection == Connection::Plain {
            missing.push(Missing::Connection);
        }
        missing
    }

    /// What the office should know before it launches.
    pub fn warnings(&self) -> Vec<Warning> {
        let small = self.pools.iter().enumerate().filter_map(|(pool, plan)| {
            let seats = plan.seats();
            let is_small = (INVITED_LEAST..INVITED_WARN).contains(&seats);
            is_small.then_some(Warning::SmallPool { pool, seats })
        });
        let mut warnings: Vec<Warning> = small.collect();
        let changed = self.pools.iter().enumerate().filter(|(_, plan)| plan.has_unpublished);
        warnings.extend(changed.map(|(pool, _)| Warning::NotPublished { pool }));
        warnings.extend(self.pools.iter().enumerate().flat_map(small_channels));
        let reached_by = |channel: Channel| {
            self.pools.iter().any(|plan| plan.audiences.iter().any(|a| a.channel == channel))
        };
        if reached_by(Channel::Phone) && self.messages == Relay::None {
            warnings.push(Warning::NumbersWait);
        }
        for (pool, plan) in self.pools.iter().enumerate() {
            let has_none =
                |a: &Audience| a.channel == Channel::Phone && !self.worded.contains(&a.id);
            let wordless = plan.audiences.iter().enumerate().filter(|(_, a)| has_none(a));
            let warn = |(audience, _)| Warning::NoMessageWords { pool, audience };
            warnings.extend(wordless.map(warn));
        }
        let leaves = [(Channel::Email, self.relay), (Channel::Phone, self.messages)];
        if leaves.iter().any(|(by, way)| *way == Relay::Configured && reached_by(*by)) {
            warnings.extend(self.leaves_at_night().map(|at| Warning::AtNight { at }));
        }
        if reached_by(Channel::Email) {
            if self.relay == Relay::None {
                warnings.push(Warning::MailsWait);
            }
            if self.dates.reminders().next().is_none() {
                warnings.push(Warning::NoReminder);
            }
        }
        match self.connection {
            Connection::ThisMachine => warnings.push(Warning::OnlyHere),
            Connection::Gateway => warnings.push(Warning::Gateway),
            Connection::Allowed | Connection::Plain => {}
        }
        warnings
    }

    /// When invitations leave, if that is at night: at once, or as the first day begins.
    fn leaves_at_night(&self) -> Option<Timestamp> {
        let at = self.dates.opens_on?.start().max(self.now);
        let hour = |hours| at.day().start().plus_hours(hours);
        let is_by_day = (hour(DAY_BEGINS)..hour(NIGHT_BEGINS)).contains(&at);
        (!is_by_day).then_some(at)
    }
}

/// Channels that would tell of a few people, were they counted by themselves.
fn small_channels((pool, plan): (usize, &PoolPlan)) -> impl Iterator<Item = Warning> + '_ {
    let by_it = |channel: Channel| -> u32 {
        plan.audiences.iter().filter(|of| of.channel == channel).map(Audience::seats).sum()
    };
    Channel::ALL.iter().filter_map(move |channel| {
        let seats = by_it(*channel);
        let is_small = (1..GROUP_LEAST).contains(&seats) && seats < plan.seats();
        is_small.then_some(Warning::SmallChannel { pool, channel: *channel, seats })
    })
}

fn pool_lacks(place: usize, plan: &PoolPlan, missing: &mut Vec<Missing>) {
    for (audience, asked) in plan.audiences.iter().enumerate() {
        if asked.seats() == 0 {
            missing.push(Missing::List { pool: place, audience });
        }
    }
    let seats = plan.seats();
    // Without its lists nobody knows yet how small a pool is.
    if seats < INVITED_LEAST && plan.audiences.iter().all(|asked| asked.seats() > 0) {
        missing.push(Missing::Seats { pool: place, seats });
    }
    match &plan.asks {
        None => missing.push(Missing::Version { pool: place }),
        Some(document) if !plan.pool.broken_down_by.fit(document) => {
            missing.push(Missing::Attributes { pool: place });
        }
        Some(_) => {}
    }
}
