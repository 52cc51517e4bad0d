//! A short message (短信): the office's words with a place for the link, at most two parts long with
//! the link in it. Parts are counted as phones do for Chinese: in UTF-16 units, 70 for one message,
//! 67 for each part of a longer one.

use super::super::id::PersonId;
use super::super::text::names_web_address;
use super::super::time::{Day, Timestamp};
use super::{Campaign, MailKind};

/// Units of a message that goes in one piece.
const ALONE: usize = 70;
/// Units of each part of a longer one.
const PART: usize = 67;
/// The most parts.
pub const MOST_PARTS: usize = 2;
/// Units kept for the signature (【…】) that the platform puts before or behind the words: the brackets
/// and the name of an office, which the program does not know.
pub const SIGNATURE: usize = 12;
/// The most units, the signature included.
pub const LONGEST: usize = MOST_PARTS * PART;

/// Where the link goes.
pub const LINK: &str = "{链接}";
/// Where the last day goes.
pub const UNTIL: &str = "{截止}";

/// What stands before the words on an occasion. Reminders go to everyone alike, so that they say
/// whom they do not concern.
fn occasion(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Invitation | MailKind::Cancellation => "",
        MailKind::Reminder | MailKind::SecondReminder | MailKind::ThirdReminder => {
            "提醒，已答请忽略："
        }
        MailKind::Extension => "已延期，已答请忽略：",
    }
}

/// The longest of them: what was written must leave room for it.
pub fn longest_occasion() -> &'static str {
    let longest = MailKind::ALL.iter().map(|kind| occasion(*kind));
    longest.max_by_key(|words| words.encode_utf16().count()).unwrap_or_default()
}

/// What everyone on a list is written for, and the day on which they are; none for an extension, which
/// is told as soon as it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// What it is.
    pub kind: MailKind,
    /// Its day.
    pub day: Option<Day>,
}

/// The occasions on which a campaign writes text messages. None tells of a cancelling: it would carry a
/// link that leads nowhere any more, and the survey's page says it.
pub fn occasions(campaign: &Campaign) -> Vec<Occasion> {
    let invitation = Occasion { kind: MailKind::Invitation, day: campaign.dates.opens_on };
    let reminders = campaign.dates.reminders();
    let reminders =
        reminders.map(|(place, day)| Occasion { kind: MailKind::REMINDERS[place], day: Some(day) });
    let extension =
        campaign.extended_from.map(|_| Occasion { kind: MailKind::Extension, day: None });
    [invitation].into_iter().chain(reminders).chain(extension).collect()
}

/// A file of messages that left the house.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// The occasion.
    pub kind: MailKind,
    /// 1, and one more each time all links were voided and made anew.
    pub times: u32,
    /// Numbers on the list at the time of the newest file, those it passed over among them.
    pub numbers: u32,
    /// Who took it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The words of a short message, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortText(String);

/// Why words make no short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShortTextFault {
    /// There are none.
    Blank,
    /// The link stands nowhere, or more than once.
    LinkOnce,
    /// Something else in braces, or a brace alone.
    Unknown(String),
    /// An address of the web beside the link.
    Address,
    /// Line breaks and other control characters, which gateways cut at.
    Control,
    /// So many units with the link in it, where [`LONGEST`] fit.
    TooLong(usize),
}

impl ShortText {
    /// Checks words, with a link of so many units in them.
    pub fn parse(raw: &str, link: usize) -> Result<Self, ShortTextFault> {
        let text = Self::reread(raw, link)?;
        let units = text.units(link);
        if units > LONGEST { Err(ShortTextFault::TooLong(units)) } else { Ok(text) }
    }

    /// Reads words that were checked when they were written: those from before room was kept for the
    /// signature are sent as they are.
    pub fn reread(raw: &str, link: usize) -> Result<Self, ShortTextFault> {
        let words = raw.trim();
        if words.is_empty() {
            return Err(ShortTextFault::Blank);
        }
        if words.chars().any(char::is_control) {
            return Err(ShortTextFault::Control);
        }
        if words.matches(LINK).count() != 1 {
            return Err(ShortTextFault::LinkOnce);
        }
        let rest = words.replace(LINK, "").replace(UNTIL, "");
        if let Some(at) = rest.find(['{', '}']) {
            return Err(ShortTextFault::Unknown(rest[at..].chars().take(8).collect()));
        }
        if names_web_address(&rest) {
            return Err(ShortTextFault::Address);
        }
        let text = Self(words.to_owned());
        let units = text.units(link);
        if units > LONGEST + SIGNATURE { Err(ShortTextFault::TooLong(units)) } else { Ok(text) }
    }

    /// The words as they were written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The message on an occasion, with a link and the last day in it. Blanks part the link from its
    /// neighbours: phones take whatever touches it for a piece of it.
    pub fn message(&self, kind: MailKind, link: &str, until: Day) -> String {
        let (before, after) = self.0.split_once(LINK).unwrap_or((&self.0, ""));
        let words = |text: &str| text.replace(UNTIL, &until.to_string());
        let before = format!("{}{}", occasion(kind), words(before));
        let gap = |is_needed: bool| if is_needed { " " } else { "" };
        let first = gap(!before.is_empty() && !before.ends_with(char::is_whitespace));
        let second = gap(!after.is_empty() && !after.starts_with(char::is_whitespace));
        format!("{before}{first}{link}{second}{}", words(after))
    }

    /// How long it is with a link of so many units and the platform's signature, on the occasion that
    /// takes the most words. Every day is as long as any other.
    pub fn units(&self, link: usize) -> usize {
        let (link, day) = ("x".repeat(link), Timestamp(0).day());
        let units = |kind: &MailKind| self.message(*kind, &link, day).encode_utf16().count();
        SIGNATURE + MailKind::ALL.iter().map(units).max().unwrap_or_default()
    }
}

/// In how many parts a message of so many units goes.
pub fn parts(units: usize) -> usize {
    if units <= ALONE { 1 } else { units.div_ceil(PART) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `https://wj.example.cn` and the 49 characters behind it.
    const LINK_UNITS: usize = 70;

    #[test]
    fn the_link_counts_and_two_parts_are_the_most() {
        let words = |count: usize| format!("{}{LINK}", "请".repeat(count));
        let fits = LONGEST - SIGNATURE - LINK_UNITS - 1 - "已延期，已答请忽略：".chars().count();
        assert!(ShortText::parse(&words(fits), LINK_UNITS).is_ok());
        let long = ShortText::parse(&words(fits + 1), LINK_UNITS);
        assert_eq!(long, Err(ShortTextFault::TooLong(LONGEST + 1)));
        let before = |more: usize| ShortText::reread(&words(fits + more), LINK_UNITS).is_ok();
        assert!(before(SIGNATURE) && !before(SIGNATURE + 1), "what was written before still goes");
        let picture = format!("{}😀{LINK}", "请".repeat(fits - 1));
        assert!(ShortText::parse(&picture, LINK_UNITS).is_err(), "a picture is two units");
        assert_eq!((parts(70), parts(71), parts(134), parts(135)), (1, 2, 2, 3));
    }

    #[test]
    fn only_known_places_stand_in_braces() {
        let fault = |words: &str| ShortText::parse(words, 70).err();
        assert_eq!(fault("填写 {链接} 至{截止}"), None);
        assert_eq!(fault(" "), Some(ShortTextFault::Blank));
        assert_eq!(fault("填写"), Some(ShortTextFault::LinkOnce));
        assert_eq!(fault("{链接} {链接}"), Some(ShortTextFault::LinkOnce));
        assert_eq!(fault("{链接} {姓名}"), Some(ShortTextFault::Unknown("{姓名}".to_owned())));
        assert_eq!(fault("{链接} }"), Some(ShortTextFault::Unknown("}".to_owned())));
        assert_eq!(fault("填写\n{链接}"), Some(ShortTextFault::Control));
        assert_eq!(fault("evil.cn/x {链接}"), Some(ShortTextFault::Address));
    }

    #[test]
    fn nothing_touches_the_link() {
        let day: Day = "2026-03-20".parse().expect("a day");
        let text = ShortText::parse("请填：{链接}，{截止}止", 70).expect("words");
        assert_eq!(
            text.message(MailKind::Invitation, "https://a.cn", day),
            "请填： https://a.cn ，2026-03-20止"
        );
        let bare = ShortText::parse("{链接}", 70).expect("words");
        assert_eq!(
            bare.message(MailKind::Reminder, "https://a.cn", day),
            "提醒，已答请忽略： https://a.cn"
        );
    }
}
