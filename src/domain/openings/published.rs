//! What is published of an opening, and what anyone can check about it with nothing but the files
//! (`wenlian check-pool`): that the list is the one that was announced, that the counts fit each
//! other, and, with the auditor's package, that every ballot was issued.
//!
//! Not provable in public: that the figures are those of the opened ballots. Salts never leave the
//! opening, where the program computes every leaf anew before the auditor's eyes.

mod package;

use serde::{Deserialize, Serialize};

use super::super::audit::hex;
use super::super::campaigns::Channel;
use super::super::campaigns::cards::Tally;
use super::super::credentials::issuer::IssuerPublic;
use super::super::credentials::receipt::LeafList;
use super::super::credentials::token::PoolCode;
use super::super::disclosure::Frozen;
use super::super::id::PoolId;
use super::standing::{ChannelCount, TakingPart};
use super::totals;

/// The announcement of an opened pool, `close.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// What belongs to the pool, or to all pools that were opened as one.
    #[serde(flatten)]
    pub counts: Counts,
    /// The issuer's key. A joint pool has none of its own: each of its members has one.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Issuer>,
    /// SHA-256 of the leaf list, hexadecimal.
    pub leaves_sha256: String,
    /// The seal of the frozen findings, hexadecimal; nothing before they are frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub findings_sha256: Option<String>,
    /// What the findings call the pool; nothing before they are frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub findings_pool: Option<PoolId>,
    /// The pools that were opened as this one, where they were several: their counts alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
}

/// What is published of a pool that was opened together with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its counts.
    #[serde(flatten)]
    pub counts: Counts,
    /// Its issuer's key.
    #[serde(flatten)]
    pub issuer: Issuer,
}

/// How many were invited and took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Public code of the pool.
    pub pool: String,
    /// Seats and spent seats by channel; empty where a channel has too few seats to be told of.
    pub channels: Vec<Published>,
    /// Seats.
    pub invited: u64,
    /// Seats spent.
    pub issued: u64,
    /// Ballots opened.
    pub ballots: u64,
    /// Ballots that did not count.
    pub spoiled: u64,
    /// Cards on paper, where some were printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cards: Option<Cards>,
}

/// What is published of cards on paper (`anonymity`, A8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cards {
    /// Cards printed, each counted once.
    pub printed: u64,
    /// Cards printed anew for lost sheets, whose codes were voided.
    pub reprinted: u64,
    /// Unused cards that two persons counted and voided; nothing when nobody counted.
    pub returned: Option<u64>,
}

/// What is published of one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// How people were reached.
    pub channel: Channel,
    /// Seats.
    pub invited: u64,
    /// Seats spent.
    pub issued: u64,
}

/// The key that stamped the ballots of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// SHA-256 of the public key, hexadecimal. Its beginning is the fingerprint.
    pub key_id: String,
    /// The public key (SPKI, DER), hexadecimal.
    pub issuer_key: String,
}

impl Counts {
    /// What is published of these.
    pub fn of(pool: PoolCode, taking_part: &TakingPart, ballots: u64, spoiled: u64) -> Self {
        let publish = |of: &ChannelCount| Published {
            channel: of.channel,
            invited: of.invited.into(),
            issued: of.issued.into(),
        };
        Self {
            pool: pool.to_string(),
            channels: taking_part.channels.iter().map(publish).collect(),
            invited: taking_part.invited.into(),
            issued: taking_part.issued.into(),
            ballots,
            spoiled,
            cards: None,
        }
    }

    /// What is to be said about its cards. Nothing follows where so few people had one that the
    /// channel is not told.
    pub fn remark(&self) -> Option<Remark> {
        let cards = self.cards?;
        let by_card = self.channels.iter().find(|of| of.channel == Channel::Card)?;
        let handled = by_card.issued.saturating_add(cards.returned.unwrap_or_default());
        let used = handled.saturating_sub(cards.printed);
        (used > 0).then_some(Remark::CameBackUsed(used))
    }

    /// The same with what is known of its cards.
    #[must_use]
    pub fn with_cards(mut self, tally: Option<Tally>) -> Self {
        self.cards = tally.map(|of| Cards {
            printed: of.printed.into(),
            reprinted: of.reprinted.into(),
            returned: of.returned.map(u64::from),
        });
        self
    }
}

impl Issuer {
    /// What is published of this key.
    pub fn of(key: &IssuerPublic) -> Self {
        Self { key_id: hex(key.key_id().as_bytes()), issuer_key: hex(key.spki()) }
    }
}

impl Closing {
    /// The file.
    ///
    /// # Panics
    /// Never: numbers and hexadecimal digits are always JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("numbers and hexadecimal digits are JSON")
    }

    /// What is to be said about its cards: of the pool, or of all its members.
    pub fn remark(&self) -> Option<Remark> {
        let members = self.members.iter().filter_map(|member| member.counts.remark());
        let used = sum(members.map(|Remark::CameBackUsed(used)| used)).unwrap_or_default();
        let by_member = (used > 0).then_some(Remark::CameBackUsed(used));
        by_member.max(self.counts.remark())
    }

    /// The pools that had seats, with their keys: the pool itself, or its members.
    fn stamped(&self) -> Vec<(&Counts, &Issuer)> {
        let own = self.issuer.iter().map(|issuer| (&self.counts, issuer));
        own.chain(self.members.iter().map(|it| (&it.counts, &it.issuer))).collect()
    }

    fn all_counts(&self) -> impl Iterator<Item = &Counts> {
        std::iter::once(&self.counts).chain(self.members.iter().map(|member| &member.counts))
    }
}

/// What must hold of the files of an opening, in the order it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// `close.json` is a record of an opening.
    Record,
    /// `leaves.txt` is a list: ascending, no line twice.
    List,
    /// The list is the one that was announced.
    ListHash,
    /// The list has a line for each ballot.
    ListLength,
    /// The channels add up to invited and issued.
    Channels,
    /// ballots + spoiled ≤ issued ≤ invited.
    Bounds,
    /// returned ≤ printed ≤ invited, and no more seats spent by card than cards printed.
    Cards,
    /// The members of a joint pool add up to it.
    Members,
    /// Each key is the one its id names.
    KeyId,
    /// The findings are those that were frozen and announced.
    Findings,
    /// Each line of the findings is one that this program writes, about this pool, and the figures
    /// add up: to the ballots opened, and among themselves.
    Totals,
    /// The package has a credential for each ballot.
    PackageLength,
    /// No credential stands in it twice.
    Nonces,
    /// Every credential was signed by the pool's key, for this pool.
    Signatures,
}

impl Identity {
    /// All of them, in the order they are checked.
    pub const ALL: [Self; 14] = [
        Self::Record,
        Self::List,
        Self::ListHash,
        Self::ListLength,
        Self::Channels,
        Self::Bounds,
        Self::Cards,
        Self::Members,
        Self::KeyId,
        Self::Findings,
        Self::Totals,
        Self::PackageLength,
        Self::Nonces,
        Self::Signatures,
    ];
}

/// The files of an opening.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `close.json`
    pub close: String,
    /// `leaves.txt`
    pub leaves: String,
    /// The auditor's packages that are there, by the pool's public code.
    pub packages: Vec<(String, String)>,
    /// The files of frozen findings that are there, by the pool's public code.
    pub findings: Vec<(String, String)>,
}

/// What became of one identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It holds, and something is to be said about it.
    HoldsWith(Remark),
    /// It does not.
    Fails,
    /// What it is about is not there.
    Absent,
}

/// What is said about an identity that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// Of the cards that were counted back so many, at least, had been used before: more were used
    /// and counted back than were printed. That is no fault: a card that was used can come back as
    /// paper, and its ballot counts.
    CameBackUsed(u64),
}

/// Checks one identity after the other and stops at the first that does not hold.
pub fn check(files: &Files) -> Vec<(Identity, Outcome)> {
    let mut outcomes = Vec::new();
    let closing: Result<Closing, _> = serde_json::from_str(&files.close);
    let Ok(closing) = closing else {
        return vec![(Identity::Record, Outcome::Fails)];
    };
    for identity in Identity::ALL {
        let outcome = outcome(identity, &closing, files);
        outcomes.push((identity, outcome));
        if outcome == Outcome::Fails {
            break;
        }
    }
    outcomes
}

fn outcome(identity: Identity, closing: &Closing, files: &Files) -> Outcome {
    let holds = match identity {
        Identity::Record => !closing.stamped().is_empty(),
        Identity::List => LeafList::parse(&files.leaves).is_ok(),
        Identity::ListHash => LeafList::parse(&files.leaves)
            .is_ok_and(|list| hex(&list.hash()) == closing.leaves_sha256),
        Identity::ListLength => LeafList::parse(&files.leaves)
            .is_ok_and(|list| list.leaves().len() as u64 == closing.counts.ballots),
        Identity::Channels if closing.all_counts().all(|of| of.channels.is_empty()) => {
            return Outcome::Absent;
        }
        Identity::Channels => closing.all_counts().all(channels_add_up),
        Identity::Bounds => closing.all_counts().all(is_bounded),
        Identity::Cards if closing.all_counts().all(|of| of.cards.is_none()) => {
            return Outcome::Absent;
        }
        Identity::Cards => closing.all_counts().all(cards_fit),
        Identity::Members if closing.members.is_empty() => return Outcome::Absent,
        Identity::Members => members_add_up(closing),
        Identity::KeyId => {
            closing.stamped().iter().all(|(_, issuer)| package::public_key(issuer).is_some())
        }
        Identity::Findings | Identity::Totals if files.findings.is_empty() => {
            return Outcome::Absent;
        }
        Identity::Findings => files
            .findings
            .iter()
            .all(|(code, file)| *code == closing.counts.pool && are_announced(closing, file)),
        Identity::Totals => closing.findings_pool.is_some_and(|pool| {
            let add_up = |file: &str| totals::add_up(file, pool, closing.counts.ballots);
            files.findings.iter().all(|(_, file)| add_up(file))
        }),
        Identity::PackageLength | Identity::Nonces | Identity::Signatures
            if files.packages.is_empty() =>
        {
            return Outcome::Absent;
        }
        _ => files.packages.iter().all(|(code, package)| {
            let of_it = closing.stamped().into_iter().find(|(counts, _)| counts.pool == *code);
            of_it.is_some_and(|(counts, issuer)| package::holds(identity, counts, issuer, package))
        }),
    };
    match holds {
        false => Outcome::Fails,
        true if identity == Identity::Cards => {
            closing.remark().map_or(Outcome::Holds, Outcome::HoldsWith)
        }
        true => Outcome::Holds,
    }
}

/// A sum that a forged number cannot overflow.
fn sum(numbers: impl Iterator<Item = u64>) -> Option<u64> {
    numbers.into_iter().try_fold(0_u64, u64::checked_add)
}

fn channels_add_up(counts: &Counts) -> bool {
    sum(counts.channels.iter().map(|of| of.invited)) == Some(counts.invited)
        && sum(counts.channels.iter().map(|of| of.issued)) == Some(counts.issued)
        && counts.channels.iter().all(|of| of.issued <= of.invited)
}

fn is_bounded(counts: &Counts) -> bool {
    let handed_in = counts.ballots.checked_add(counts.spoiled);
    handed_in.is_some_and(|all| all <= counts.issued) && counts.issued <= counts.invited
}

fn cards_fit(counts: &Counts) -> bool {
    let Some(cards) = counts.cards else { return true };
    let by_card = counts.channels.iter().find(|of| of.channel == Channel::Card);
    let (invited, issued) = by_card.map_or((counts.invited, 0), |of| (of.invited, of.issued));
    cards.returned.unwrap_or_default() <= cards.printed
        && cards.printed <= invited
        && issued <= cards.printed
}

/// Whether a file of findings has the seal that was announced.
fn are_announced(closing: &Closing, file: &str) -> bool {
    let seal = Frozen::parse(file).map(|frozen| frozen.seal().to_string());
    seal.is_ok_and(|seal| closing.findings_sha256.as_ref() == Some(&seal))
}

fn members_add_up(closing: &Closing) -> bool {
    let adds_up = |of: fn(&Counts) -> u64| {
        sum(closing.members.iter().map(|member| of(&member.counts))) == Some(of(&closing.counts))
    };
    adds_up(|it| it.invited)
        && adds_up(|it| it.issued)
        && adds_up(|it| it.ballots)
        && adds_up(|it| it.spoiled)
}
