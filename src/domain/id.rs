//! Typed ids: 128 random bits, written as 26 Crockford characters. Random, because an id that
//! counts would tell order and number to whoever sees two of them.

use std::fmt;
use std::str::FromStr;

use super::chance::Chance;

/// Crockford's base-32 alphabet: digits and capitals without I, L, O and U.
pub const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The value of a Crockford character, taking lower case and the look-alikes O, I and L for what
/// the writer meant.
pub fn crockford_value(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let position = CROCKFORD.iter().position(|known| char::from(*known) == upper)?;
    u8::try_from(position).ok()
}

/// Text that is no id of the expected kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

/// Writes 128 bits as 26 Crockford characters, the first of which holds three bits.
fn write(bits: u128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for place in (0..26).rev() {
        let digit = usize::try_from((bits >> (place * 5)) & 31).map_err(|_| fmt::Error)?;
        write!(f, "{}", char::from(CROCKFORD[digit]))?;
    }
    Ok(())
}

fn read(text: &str) -> Result<u128, NotAnId> {
    if text.len() != 26 {
        return Err(NotAnId);
    }
    let mut bits = 0_u128;
    for (place, byte) in text.bytes().enumerate() {
        // Only the canonical writing is an id, so that one record has one address.
        let digit = CROCKFORD.iter().position(|known| *known == byte).ok_or(NotAnId)?;
        if place == 0 && digit > 7 {
            return Err(NotAnId);
        }
        bits = bits << 5 | u128::try_from(digit).map_err(|_| NotAnId)?;
    }
    Ok(bits)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// Draws a new id.
            pub fn draw(chance: Chance) -> Self {
                Self(u128::from_be_bytes(chance.bytes()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                read(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

ids! {
    /// A person with an account.
    PersonId,
    /// A section, centre or banner centre (科室、中心).
    UnitId,
    /// A one-time link for setting a password.
    LinkId,
    /// A questionnaire with its drafts and versions.
    QuestionnaireId,
    /// A question of the bank (题库).
    BankId,
    /// A frozen version of a questionnaire.
    VersionId,
    /// A campaign (专项工作).
    CampaignId,
    /// A pool (调查组): an audience of a campaign, or several that open together.
    PoolId,
    /// An audience (调查对象) of a pool.
    AudienceId,
    /// A list of addresses that waits to be confirmed.
    ListId,
    /// A respondent's address, encrypted, as long as mail is sent.
    AddressId,
    /// A seat (答卷名额).
    SeatId,
    /// A sheet of cards (邀请卡), as it was printed.
    CardSheetId,
    /// Unused cards that came back together.
    CardReturnId,
    /// A mail in the outbox.
    MailId,
    /// A press of a button that sends something at once.
    PressId,
    /// What stands in the link that stops the mails to an address.
    OptOutId,
    /// A detached suggestion text.
    TextId,
    /// An opened ballot's closed answers.
    SheetId,
    /// The credential of an opened ballot, for the auditor.
    CredentialId,
    /// A distilled item (提炼条).
    ItemId,
    /// A routing of a distilled item to a unit (交办).
    RoutingId,
    /// A release of distilled items to units (批次).
    BatchId,
    /// A ledger item (台账条目).
    LedgerId,
    /// A measure of a ledger item (整改措施).
    MeasureId,
    /// An evidence file.
    EvidenceId,
    /// A sealed tip (问题线索).
    TipId,
    /// A person's own search for risk points (附件一).
    SelfCheckId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_wrote() {
        for _ in 0..100 {
            let id = PersonId::draw(Chance);
            assert_eq!(id.to_string().len(), 26);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn only_the_canonical_writing_is_an_id() {
        let id = UnitId::draw(Chance).to_string();
        assert!(
            UnitId::from_str(&id.to_lowercase()).is_err() || id.bytes().all(|b| b.is_ascii_digit())
        );
        assert!(UnitId::from_str(&id[1..]).is_err());
        assert!(UnitId::from_str("ZZZZZZZZZZZZZZZZZZZZZZZZZZ").is_err());
        assert!(UnitId::from_str("").is_err());
    }
}
