//! How a campaign's opening stands, as it is stored and shown: the ceremony, its pools, what was
//! decided about them, how many took part.

use super::super::campaigns::Channel;
use super::super::credentials::token::PoolCode;
use super::super::disclosure::GROUP_LEAST;
use super::super::id::{CampaignId, PersonId, PoolId, VersionId};
use super::super::lang::Lang;
use super::super::time::{Day, Timestamp};
use super::{Matter, Side, Step};

/// What an opening needs to know of a campaign.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Id.
    pub id: CampaignId,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// The last day of collecting.
    pub closes_on: Option<Day>,
    /// The ceremony, once it was begun.
    pub ceremony: Option<Ceremony>,
}

/// A ceremony that was begun.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// The office person who began it; nobody, when the program did to end what waited too long.
    pub begun_by: Option<PersonId>,
    /// When.
    pub begun_at: Timestamp,
    /// Who typed the passphrase last.
    pub run_by: Option<PersonId>,
    /// A run is under way until then.
    pub lease_until: Timestamp,
}

/// A pool on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Id.
    pub id: PoolId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Its public id.
    pub code: PoolCode,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// The frozen questionnaire.
    pub version: Option<VersionId>,
    /// The issuer's public key.
    pub issuer_spki: Option<Vec<u8>>,
    /// How far it is; nothing before collecting has ended.
    pub standing: Option<Standing>,
    /// Good ballots, once it is opened.
    pub ballots: Option<u32>,
    /// It is several pools that open as one.
    pub is_joint: bool,
    /// Seats added after the launch, of all its pools if they are several.
    pub later: u32,
    /// The joint pool it is opened with; nothing when it opens by itself.
    pub joint: Option<PoolId>,
}

/// How far a pool is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The step.
    pub step: Step,
    /// Sealed ballots when collecting had ended.
    pub staged: u32,
    /// Hexadecimal SHA-256 of their sorted nullifiers.
    pub staged_hash: String,
    /// Ballots that do not count, as the newest run found.
    pub spoiled: Option<u32>,
    /// When it was opened or destroyed.
    pub settled_at: Option<Timestamp>,
}

/// What one of the two persons decided.
#[derive(Clone, Debug)]
pub struct Decision {
    /// About which pool.
    pub pool: PoolId,
    /// About what.
    pub matter: Matter,
    /// For which side.
    pub side: Side,
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// How many were invited by one channel, and how many took their ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelCount {
    /// How they were reached.
    pub channel: Channel,
    /// Seats.
    pub invited: u32,
    /// Seats that were used.
    pub issued: u32,
}

/// How many were invited and took their ballot, as far as anyone may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakingPart {
    /// Seats.
    pub invited: u32,
    /// Seats that were used.
    pub issued: u32,
    /// The same by channel; empty where that would tell of a few people who took part.
    pub channels: Vec<ChannelCount>,
}

impl TakingPart {
    /// What may be known of these counts. `smallest` is the channel with the fewest seats among
    /// them and the counts of all pools that were opened together with this one: what is withheld
    /// of one pool could else be worked out from the sum and the others.
    pub fn of(counts: Vec<ChannelCount>, smallest: u32) -> Self {
        let invited = counts.iter().map(|of| of.invited).sum();
        let issued = counts.iter().map(|of| of.issued).sum();
        let channels = if smallest < GROUP_LEAST { Vec::new() } else { counts };
        Self { invited, issued, channels }
    }
}

/// What is known of a pool's taking part, from the opening on.
#[derive(Clone, Debug)]
pub struct Participation {
    /// Ballots that count.
    pub ballots: u32,
    /// Ballots that do not.
    pub spoiled: u32,
}

impl Campaign {
    /// Its name in a language; Chinese where no English one was given.
    pub fn name(&self, lang: Lang) -> &str {
        name(lang, &self.name_zh, &self.name_en)
    }
}

impl Pool {
    /// Its name in a language; Chinese where no English one was given.
    pub fn name(&self, lang: Lang) -> &str {
        name(lang, &self.name_zh, &self.name_en)
    }

    /// How far it is; nothing before it was counted.
    pub fn step(&self) -> Option<Step> {
        self.standing.as_ref().map(|standing| standing.step)
    }
}

fn name<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::En && !en.is_empty() { en } else { zh }
}
