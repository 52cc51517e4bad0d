//! What everyone may see of a pool afterwards: `close.json`, beside the list of leaves. Counts and
//! public hashes only; a pool that was destroyed unopened says so and says nothing else of ballots.

use serde::Serialize;

use super::super::audit::hex;
use super::super::credentials::fingerprint::KeyId;
use super::super::credentials::token::PoolCode;
use super::super::time::Day;

/// How many were invited by one channel, and how many took their ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChannelCount {
    /// The channel's word: email, card.
    pub channel: String,
    /// Seats.
    pub invited: u32,
    /// Seats that were used.
    pub issued: u32,
}

/// `close.json`: the end of a pool in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Close {
    /// The pool's public id.
    pub pool: String,
    /// Hexadecimal SHA-256 of the issuer key's SubjectPublicKeyInfo.
    pub key_id: String,
    /// By channel, in the order of their words.
    pub channels: Vec<ChannelCount>,
    /// The end itself.
    #[serde(flatten)]
    pub end: End,
}

/// How a pool ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum End {
    /// Its ballots were opened.
    Opened {
        /// At UTC+8.
        on: Day,
        /// Ballots that count.
        ballots: u32,
        /// Ballots that do not.
        spoiled: u32,
        /// Hexadecimal SHA-256 of the list of leaves.
        leaves_sha256: String,
    },
    /// Too few ballots: destroyed by two persons, unopened.
    Destroyed {
        /// At UTC+8.
        on: Day,
    },
}

impl Close {
    /// Puts it together; channels are sorted so that one end has one writing.
    pub fn of(pool: PoolCode, key: KeyId, mut channels: Vec<ChannelCount>, end: End) -> Self {
        channels.sort_unstable_by(|one, other| one.channel.cmp(&other.channel));
        Self { pool: pool.to_string(), key_id: hex(key.as_bytes()), channels, end }
    }

    /// The file.
    ///
    /// # Panics
    /// Never: numbers and words are always JSON.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("numbers and words are JSON");
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(end: End) -> String {
        let count =
            |channel: &str| ChannelCount { channel: channel.to_owned(), invited: 20, issued: 15 };
        let pool = "7K2M0QXW".parse().expect("a code");
        let channels = vec![count("email"), count("card")];
        Close::of(pool, KeyId::from([0xab; 32]), channels, end).to_json()
    }

    #[test]
    fn an_opened_pool_publishes_its_counts_and_the_hash_of_its_leaves() {
        let on = "2026-04-21".parse().expect("a day");
        let json = close(End::Opened { on, ballots: 28, spoiled: 2, leaves_sha256: "ff".into() });
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read["pool"], "7K2M0QXW");
        assert_eq!(read["key_id"].as_str().map(str::len), Some(64));
        assert_eq!(read["channels"][0]["channel"], "card");
        assert_eq!((read["state"].as_str(), read["ballots"].as_u64()), (Some("opened"), Some(28)));
        assert_eq!(read["on"], "2026-04-21");
    }

    #[test]
    fn a_destroyed_pool_says_nothing_of_ballots() {
        let json = close(End::Destroyed { on: "2026-04-21".parse().expect("a day") });
        assert!(json.contains("\"destroyed\""), "{json}");
        assert!(!json.contains("ballots") && !json.contains("leaves"), "{json}");
    }
}
