//! Where a person on a list is reached.

use std::fmt;

use super::super::campaigns::Channel;
use super::super::text::{EmailAddress, TextRefusal};
use super::MobileNumber;

/// Where a person on a list is reached: the channel of the audience says by what.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Destination {
    /// By [`Channel::Email`].
    Mail(EmailAddress),
    /// By [`Channel::Phone`].
    Mobile(MobileNumber),
}

impl Destination {
    /// Reads what a channel needs; a channel without lists takes nothing.
    pub fn parse(channel: Channel, raw: &str) -> Result<Self, TextRefusal> {
        match channel {
            Channel::Email => EmailAddress::parse(raw).map(Self::Mail),
            Channel::Phone => MobileNumber::parse(raw).map(Self::Mobile),
            Channel::Card | Channel::Group | Channel::Venue => Err(TextRefusal::Malformed),
        }
    }

    /// Reads either: nothing is both.
    pub fn parse_any(raw: &str) -> Result<Self, TextRefusal> {
        match MobileNumber::parse(raw) {
            Ok(number) => Ok(Self::Mobile(number)),
            Err(_) => EmailAddress::parse(raw).map(Self::Mail),
        }
    }

    /// By what it is reached.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Mail(_) => Channel::Email,
            Self::Mobile(_) => Channel::Phone,
        }
    }

    /// The address or the number.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mail(address) => address.as_str(),
            Self::Mobile(number) => number.as_str(),
        }
    }

    /// What is equal for two writings of one destination: mail servers tell no capitals apart.
    pub fn key(&self) -> String {
        self.as_str().to_lowercase()
    }
}

impl fmt::Debug for Destination {
    /// Addresses and numbers stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Destination(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_takes_only_what_it_can_reach() {
        let (mail, mobile) = ("Zhang@Example.cn", "13800138000");
        assert!(Destination::parse(Channel::Email, mail).is_ok());
        assert!(Destination::parse(Channel::Email, mobile).is_err());
        assert!(Destination::parse(Channel::Phone, mobile).is_ok());
        assert!(Destination::parse(Channel::Phone, mail).is_err());
        assert!(Destination::parse(Channel::Card, mail).is_err());
        for either in [mail, mobile] {
            assert_eq!(Destination::parse_any(either).expect("read").as_str(), either);
        }
    }

    #[test]
    fn addresses_differ_by_more_than_capitals() {
        let key = |raw| Destination::parse_any(raw).expect("an address").key();
        assert_eq!(key("Zhang@Example.cn"), key("zhang@example.CN"));
        assert_ne!(key("zhang@example.cn"), key("zhang1@example.cn"));
    }
}
