//! What a launch waits for, and what it warns of (`anonymity`, decisions 4, 5 and 13). The office
//! reads it as a list; the launch itself asks again.

use super::super::disclosure::{GROUP_LEAST, INVITED_LEAST, INVITED_WARN};
use super::super::id::AudienceId;
use super::super::questionnaires::{Document, Question};
use super::super::time::Timestamp;
use super::{Audience, Channel, DateFault, Dates, Pool};

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

#[cfg(test)]
mod tests {
    use super::super::super::chance::Chance;
    use super::super::super::credentials::token::PoolCode;
    use super::super::super::findings::Attributes;
    use super::super::super::id::{CampaignId, PoolId};
    use super::super::super::questionnaires::Words;
    use super::super::super::time::Day;
    use super::super::PoolState;
    use super::*;

    fn pool_of(seats: u32) -> PoolPlan {
        let pool = Pool {
            id: PoolId::draw(Chance),
            campaign: CampaignId::draw(Chance),
            code: PoolCode::draw(Chance),
            state: PoolState::Planned,
            name_zh: "投标人".to_owned(),
            name_en: String::new(),
            questionnaire: None,
            version: None,
            broken_down_by: Attributes::default(),
            closing_public: Some(vec![0; 32]),
            issuer_spki: None,
            fingerprint: None,
            ballot_size: None,
            invited: None,
            later: 0,
            later_on: None,
            joint: None,
        };
        let audience = Audience {
            id: AudienceId::draw(Chance),
            pool: pool.id,
            name_zh: "投标人".to_owned(),
            name_en: String::new(),
            channel: Channel::Card,
            cards: seats,
            until: None,
            printed: false,
            addresses: 0,
            list_hash: None,
            added_on: None,
        };
        let asks = Some(Document::empty(Words::default()));
        PoolPlan { pool, audiences: vec![audience], asks, has_unpublished: false }
    }

    fn ready(pools: &[PoolPlan]) -> Plan<'_> {
        Plan {
            dates: Dates {
                opens_on: "2026-03-09".parse().ok(),
                closes_on: "2026-03-20".parse().ok(),
                remind_on: Default::default(),
            },
            pools,
            holders: 2,
            discipline: DisciplineKey::Ready,
            connection: Connection::Allowed,
            relay: Relay::Configured,
            messages: Relay::None,
            lists_wait: &[],
            worded: &[],
            now: "2026-03-02".parse::<Day>().expect("a date").start(),
        }
    }

    #[test]
    fn nine_seats_are_refused_and_thirty_nine_are_warned_about() {
        let missing = |seats| ready(&[pool_of(seats)]).missing();
        assert_eq!(missing(9), [Missing::Seats { pool: 0, seats: 9 }]);
        assert_eq!(missing(10), []);
        let warnings = |seats| ready(&[pool_of(seats)]).warnings();
        assert_eq!(warnings(39), [Warning::SmallPool { pool: 0, seats: 39 }]);
        assert_eq!(warnings(40), []);
    }

    #[test]
    fn a_list_that_nobody_confirmed_holds_up_the_launch() {
        let pools = [pool_of(40)];
        let waiting = [pools[0].audiences[0].id];
        let plan = Plan { lists_wait: &waiting, ..ready(&pools) };
        assert_eq!(plan.missing(), [Missing::ListWaits { pool: 0, audience: 0 }]);
    }

    #[test]
    fn numbers_without_a_way_to_write_to_them_are_warned_about() {
        let mut pool = pool_of(40);
        pool.audiences[0].channel = Channel::Phone;
        pool.audiences[0].addresses = 40;
        let worded = [pool.audiences[0].id];
        let plan = Plan { worded: &worded, ..ready(std::slice::from_ref(&pool)) };
        assert_eq!(plan.warnings(), [Warning::NumbersWait]);
        let wordless = ready(std::slice::from_ref(&pool)).warnings();
        assert!(wordless.contains(&Warning::NoMessageWords { pool: 0, audience: 0 }));
        let plan = Plan { messages: Relay::Configured, ..ready(std::slice::from_ref(&pool)) };
        assert!(!plan.warnings().contains(&Warning::NumbersWait), "a gateway writes to them");
    }

    #[test]
    fn letters_that_would_leave_at_night_are_warned_about_with_the_hour() {
        let mut pool = pool_of(40);
        pool.audiences[0].channel = Channel::Email;
        pool.audiences[0].addresses = 40;
        let first = "2026-03-09".parse::<Day>().expect("a date").start();
        let warned = |now: Timestamp, relay: Relay| {
            let mut warnings = Plan { relay, now, ..ready(std::slice::from_ref(&pool)) }.warnings();
            warnings.retain(|warning| matches!(warning, Warning::AtNight { .. }));
            warnings
        };
        let at_once = |minutes| warned(first.plus_minutes(minutes), Relay::Configured);
        for by_day in [8 * 60, 14 * 60, 21 * 60 - 1] {
            assert_eq!(at_once(by_day), [], "{by_day}");
        }
        for night in [2 * 60 + 7, 8 * 60 - 1, 21 * 60, 24 * 60 - 1] {
            assert_eq!(at_once(night), [Warning::AtNight { at: first.plus_minutes(night) }]);
        }
        let days_before = first.plus_hours(-40);
        let as_it_begins = [Warning::AtNight { at: first }];
        assert_eq!(warned(days_before, Relay::Configured), as_it_begins);
        assert_eq!(warned(days_before, Relay::None), [], "they wait for a mail server");
    }

    #[test]
    fn a_channel_of_nine_seats_is_warned_about_and_one_of_ten_is_not() {
        let of = |cards, addresses| {
            let mut pool = pool_of(cards);
            let by_mail =
                Audience { channel: Channel::Email, addresses, ..pool.audiences[0].clone() };
            pool.audiences.push(by_mail);
            let mut plan = ready(std::slice::from_ref(&pool)).warnings();
            plan.retain(|warning| matches!(warning, Warning::SmallChannel { .. }));
            plan
        };
        let warning = |channel, seats| Warning::SmallChannel { pool: 0, channel, seats };
        assert_eq!(of(50, 9), [warning(Channel::Email, 9)]);
        assert_eq!(of(1, 50), [warning(Channel::Card, 1)]);
        assert_eq!(of(10, 10), [], "the control");
    }

    #[test]
    fn links_that_only_this_machine_can_open_are_warned_about() {
        let pools = [pool_of(50)];
        let mut plan = ready(&pools);
        assert_eq!(plan.warnings(), [], "the control: over HTTPS everyone can");
        plan.connection = Connection::ThisMachine;
        assert_eq!(plan.missing(), [], "someone may try it out alone");
        assert_eq!(plan.warnings(), [Warning::OnlyHere]);
    }

    #[test]
    fn what_stands_in_front_is_warned_about() {
        let pools = [pool_of(50)];
        let mut plan = ready(&pools);
        plan.connection = Connection::Gateway;
        assert_eq!((plan.missing(), plan.warnings()), (vec![], vec![Warning::Gateway]));
    }

    #[test]
    fn small_audiences_count_together_in_a_joint_pool() {
        let (mut joint, other) = (pool_of(5), pool_of(6));
        joint.audiences.extend(other.audiences);
        assert!(joint.is_joint());
        assert_eq!(ready(&[joint]).missing(), []);
    }

    #[test]
    fn nothing_is_launched_without_two_holders_and_keys_for_every_pool() {
        let mut pools = [pool_of(50), pool_of(50)];
        let mut plan = ready(&pools);
        plan.holders = 1;
        assert_eq!(plan.missing(), [Missing::Holders { have: 1 }]);
        pools[1].pool.closing_public = None;
        assert_eq!(ready(&pools).missing(), [Missing::ClosingKeys]);
    }

    #[test]
    fn a_version_that_no_longer_asks_for_an_attribute_is_not_launched() {
        let mut pool = pool_of(50);
        pool.pool.broken_down_by = "unit".parse().expect("an attribute");
        assert_eq!(ready(&[pool]).missing(), [Missing::Attributes { pool: 0 }]);
    }

    #[test]
    fn an_empty_draft_lacks_everything() {
        let mut plan = ready(&[]);
        plan.dates = Dates::default();
        plan.holders = 0;
        plan.discipline = DisciplineKey::None;
        plan.connection = Connection::Plain;
        assert_eq!(
            plan.missing(),
            [
                Missing::Days,
                Missing::Audiences,
                Missing::ClosingKeys,
                Missing::Holders { have: 0 },
                Missing::DisciplineKey,
                Missing::Connection,
            ]
        );
    }
}
