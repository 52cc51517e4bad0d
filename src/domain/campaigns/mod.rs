//! A campaign (专项工作): its pools, its audiences, when it collects. What must be there before it
//! is launched stands in `launch`, what everyone may see of participation in `progress`.

pub mod cancelling;
pub mod cards;
pub mod extension;
pub mod group_links;
pub mod later;
pub mod launch;
pub mod mailing;
pub mod progress;
pub mod rooms;
pub mod short_text;
pub mod steps;
pub mod template;

use super::credentials::fingerprint::Fingerprint;
use super::credentials::size::BallotSize;
use super::credentials::token::PoolCode;
use super::findings::Attributes;
use super::id::{AudienceId, CampaignId, PoolId, QuestionnaireId, VersionId};
use super::lang::Lang;
use super::text::{Line, NonBlank, TextRefusal, word_enum};
use super::time::{Day, Timestamp};

/// The longest a campaign collects, in days, an extension included.
pub const LONGEST_DAYS: i64 = 90;
/// The most reminders of a campaign.
pub const MOST_REMINDERS: usize = 3;
/// The most cards of one audience, and the most seats of a group link or a venue.
pub const MOST_CARDS: u32 = 2000;

word_enum! {
    /// How far a campaign is.
    pub enum CampaignState {
        /// 准备: everything can still be changed.
        Draft = "draft",
        /// 发放: keys, lists and versions are frozen.
        Launched = "launched",
        /// 启封: its pools were opened.
        Opened = "opened",
        /// 撤销: keys and ballots were destroyed, nothing was opened.
        Cancelled = "cancelled",
        /// 归档: nothing more happens.
        Archived = "archived",
    }
}

word_enum! {
    /// How far a pool is.
    pub enum PoolState {
        /// Its campaign is not launched.
        Planned = "planned",
        /// It takes ballots within its window.
        Collecting = "collecting",
        /// The opening has begun.
        Opening = "opening",
        /// Its figures are computed.
        Opened = "opened",
        /// It was opened together with others, as one.
        Joined = "joined",
        /// Too few ballots came; it was destroyed unopened.
        Destroyed = "destroyed",
    }
}

word_enum! {
    /// How an audience is reached.
    pub enum Channel {
        /// 电子邮件: each address gets a link of its own.
        Email = "email",
        /// 短信: each mobile number gets a link of its own.
        Phone = "phone",
        /// 邀请卡: printed slips, handed out without a list.
        Card = "card",
        /// 群链接: one link for all, a seat for each ballot until they are used up.
        Group = "group",
        /// 现场: whoever is in the room gets a seat from the screen there.
        Venue = "venue",
    }
}

word_enum! {
    /// What a mail to a respondent is.
    pub enum MailKind {
        /// 邀请, on the first day.
        Invitation = "invitation",
        /// 提醒, on a day fixed before the launch, to everyone alike.
        Reminder = "reminder",
        /// 第二次提醒, likewise.
        SecondReminder = "reminder_2",
        /// 第三次提醒, likewise.
        ThirdReminder = "reminder_3",
        /// 延期, on a day fixed with the extension, to everyone alike.
        Extension = "extension",
        /// 撤销, to everyone alike who was written to.
        Cancellation = "cancellation",
    }
}

impl MailKind {
    /// The reminders, in the order of their days.
    pub const REMINDERS: [Self; MOST_REMINDERS] =
        [Self::Reminder, Self::SecondReminder, Self::ThirdReminder];

    /// It reminds of a mail that came before.
    pub fn is_reminder(self) -> bool {
        Self::REMINDERS.contains(&self)
    }
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Id.
    pub id: CampaignId,
    /// How far it is.
    pub state: CampaignState,
    /// What the office filled in.
    pub texts: Texts,
    /// When it collects and reminds.
    pub dates: Dates,
    /// The last day as it was announced first, if it was extended.
    pub extended_from: Option<Day>,
    /// The office paused its mails.
    pub mail_paused: bool,
    /// The day it was cancelled, if it was.
    pub cancelled_on: Option<Day>,
    /// The path without script is offered.
    pub plain_path: bool,
    /// Counts changes, so that two editors cannot overwrite each other.
    pub revision: i64,
    /// When it was launched.
    pub launched_at: Option<Timestamp>,
    /// When its pools were opened.
    pub opened_at: Option<Timestamp>,
}

impl Campaign {
    /// The name in a language; Chinese where no English one was given.
    pub fn name(&self, lang: Lang) -> &str {
        in_lang(lang, &self.texts.name_zh, &self.texts.name_en)
    }

    /// The issuing body's full name.
    pub fn issuer(&self, lang: Lang) -> &str {
        in_lang(lang, &self.texts.issuer_zh, &self.texts.issuer_en)
    }

    /// Who handles addresses, why, how long.
    pub fn privacy(&self, lang: Lang) -> &str {
        in_lang(lang, &self.texts.privacy_zh, &self.texts.privacy_en)
    }

    /// When it collects, once both days are set.
    pub fn window(&self) -> Option<Window> {
        Some(Window { opens_on: self.dates.opens_on?, closes_on: self.dates.closes_on? })
    }
}

fn in_lang<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::En && !en.is_empty() { en } else { zh }
}

/// What respondents read of a campaign. English texts may be empty: Chinese stands for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// 专项工作名称
    pub name_zh: String,
    /// Its English name.
    pub name_en: String,
    /// Full name of the issuing body.
    pub issuer_zh: String,
    /// Its English name.
    pub issuer_en: String,
    /// Whom respondents may call.
    pub telephone: String,
    /// The issuing body's own notice: an http or https address, or empty.
    pub notice_url: String,
    /// Who handles addresses, why, how long, contact (个人信息保护法).
    pub privacy_zh: String,
    /// The same in English.
    pub privacy_en: String,
    /// Telephone of the discipline commission, beside 12388.
    pub tips_to: String,
    /// Subject of the invitations.
    pub mail_subject: String,
    /// The office's own words above the link.
    pub mail_text: String,
}

impl Texts {
    /// The texts of a copy: its name says so, once, unless it would grow too long.
    #[must_use]
    pub fn copied(&self) -> Self {
        let marked = |name: &str, mark: &str| match Line::parse(&format!("{name}{mark}")) {
            Ok(marked) if !name.is_empty() && !name.ends_with(mark) => marked.into(),
            _ => name.to_owned(),
        };
        Self {
            name_zh: marked(&self.name_zh, "（副本）"),
            name_en: marked(&self.name_en, " (copy)"),
            ..self.clone()
        }
    }
}

/// The days of a campaign; a draft may lack them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Collecting begins at 00:00 of this day.
    pub opens_on: Option<Day>,
    /// Collecting ends at 24:00 of this day.
    pub closes_on: Option<Day>,
    /// The days on which everyone is reminded.
    pub remind_on: [Option<Day>; MOST_REMINDERS],
}

/// Which of the days does not fit, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It opens before today.
    OpensInThePast,
    /// It closes before it opens.
    ClosesBeforeOpening,
    /// It collects for more than [`LONGEST_DAYS`].
    TooLong,
    /// The reminder of this place lies outside the days after the first one.
    ReminderOutside(usize),
    /// The reminder of this place does not follow the one before it.
    ReminderNotLater(usize),
}

impl Dates {
    /// The first thing wrong with the days that are set.
    pub fn fault(&self, today: Day) -> Option<DateFault> {
        self.faults(today).into_iter().next()
    }

    /// What is wrong with the days that are set: of each day the first thing.
    pub fn faults(&self, today: Day) -> Vec<DateFault> {
        let mut faults = Vec::new();
        if self.opens_on.is_some_and(|opens| opens < today) {
            faults.push(DateFault::OpensInThePast);
        }
        if self.closes_on.is_some_and(|closes| closes < self.opens_on.unwrap_or(today)) {
            faults.push(DateFault::ClosesBeforeOpening);
        } else if let (Some(opens), Some(closes)) = (self.opens_on, self.closes_on)
            && closes.days_since(opens) >= LONGEST_DAYS
        {
            faults.push(DateFault::TooLong);
        }
        let outside = |remind: Day| {
            self.opens_on.is_some_and(|opens| remind <= opens)
                || self.closes_on.is_some_and(|closes| remind > closes)
        };
        let mut before = None;
        for (place, day) in self.reminders() {
            if outside(day) {
                faults.push(DateFault::ReminderOutside(place));
            } else if before.is_some_and(|before| day <= before) {
                faults.push(DateFault::ReminderNotLater(place));
            }
            before = Some(day);
        }
        faults
    }

    /// The days of the reminders that are set, with their places.
    pub fn reminders(&self) -> impl Iterator<Item = (usize, Day)> {
        self.remind_on.into_iter().enumerate().filter_map(|(place, day)| Some((place, day?)))
    }
}

/// When a campaign collects: from 00:00 of one day until 24:00 of another, by the clock alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub opens_on: Day,
    /// The last day.
    pub closes_on: Day,
}

/// Where an instant lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Collecting has not begun.
    Ahead,
    /// Ballots are taken.
    Open,
    /// Nothing more is taken.
    Over,
}

impl Window {
    /// Where an instant lies.
    pub fn at(self, now: Timestamp) -> Standing {
        if now < self.opens_on.start() {
            Standing::Ahead
        } else if now < self.closes_on.end() {
            Standing::Open
        } else {
            Standing::Over
        }
    }
}

/// A pool (调查组).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Id.
    pub id: PoolId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The public id in links.
    pub code: PoolCode,
    /// How far it is.
    pub state: PoolState,
    /// 中文名称
    pub name_zh: String,
    /// English name, or empty.
    pub name_en: String,
    /// What it asks.
    pub questionnaire: Option<QuestionnaireId>,
    /// The version frozen at launch.
    pub version: Option<VersionId>,
    /// By what its results are broken down; frozen at launch.
    pub broken_down_by: Attributes,
    /// The public closing key, once the passphrase was drawn.
    pub closing_public: Option<Vec<u8>>,
    /// The public issuer key (SPKI, DER), from the launch on.
    pub issuer_spki: Option<Vec<u8>>,
    /// Its fingerprint, from the launch on.
    pub fingerprint: Option<Fingerprint>,
    /// What every ballot is filled up to before it is sealed, from the launch on.
    pub ballot_size: Option<BallotSize>,
    /// Seats, from the launch on; those added later are among them.
    pub invited: Option<u32>,
    /// Seats added after the launch.
    pub later: u32,
    /// The day the last of them were added.
    pub later_on: Option<Day>,
    /// The pool it is opened with, where several are opened as one.
    pub joint: Option<PoolId>,
}

impl Pool {
    /// The name in a language; Chinese where no English one was given.
    pub fn name(&self, lang: Lang) -> &str {
        in_lang(lang, &self.name_zh, &self.name_en)
    }
}

/// An audience (调查对象) of a pool.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Id.
    pub id: AudienceId,
    /// The pool it answers in.
    pub pool: PoolId,
    /// 中文名称
    pub name_zh: String,
    /// English name, or empty.
    pub name_en: String,
    /// How it is reached.
    pub channel: Channel,
    /// Seats the office asks for: cards to print, or how often a link or a venue gives one.
    pub cards: u32,
    /// The last day of its link, for [`Channel::Group`]; none: that of the campaign.
    pub until: Option<Day>,
    /// The cards were printed.
    pub printed: bool,
    /// Addresses or numbers on its list, for channels that have one.
    pub addresses: u32,
    /// SHA-256 of its list, sorted, in hexadecimal: from the launch on.
    pub list_hash: Option<String>,
    /// The day its seats were added, if that was after the launch.
    pub added_on: Option<Day>,
}

impl Channel {
    /// Whether people are reached through a list of addresses or numbers.
    pub fn has_list(self) -> bool {
        matches!(self, Self::Email | Self::Phone)
    }

    /// Seats are given at the door, to whoever comes: a phone that keeps nothing may get a second.
    pub fn is_at_the_door(self) -> bool {
        matches!(self, Self::Group | Self::Venue)
    }
}

impl Audience {
    /// The name in a language; Chinese where no English one was given.
    pub fn name(&self, lang: Lang) -> &str {
        in_lang(lang, &self.name_zh, &self.name_en)
    }

    /// How many seats it brings to its pool.
    pub fn seats(&self) -> u32 {
        match self.channel {
            Channel::Email | Channel::Phone => self.addresses,
            Channel::Card | Channel::Group | Channel::Venue => self.cards,
        }
    }
}

/// A link to the issuing body's notice: http or https, so that no page of ours runs a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeLink(String);

impl NoticeLink {
    /// Checks the scheme and that there is a host without blanks.
    pub fn parse(raw: &str) -> Result<Self, TextRefusal> {
        let text = NonBlank::<300>::parse(raw)?;
        let link = text.as_str();
        let host = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
        let fits = host.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
            && !link.chars().any(|c| c.is_whitespace() || c.is_control());
        if fits { Ok(Self(link.to_owned())) } else { Err(TextRefusal::Malformed) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn dates(opens: &str, closes: &str, remind: Option<&str>) -> Dates {
        Dates {
            opens_on: Some(day(opens)),
            closes_on: Some(day(closes)),
            remind_on: [remind.map(day), None, None],
        }
    }

    #[test]
    fn collecting_is_a_matter_of_the_clock_alone() {
        let window = Window { opens_on: day("2026-03-09"), closes_on: day("2026-03-20") };
        let first = day("2026-03-09").start();
        assert_eq!(window.at(first.plus_ms(-1)), Standing::Ahead);
        assert_eq!(window.at(first), Standing::Open);
        assert_eq!(window.at(day("2026-03-21").start().plus_ms(-1)), Standing::Open);
        assert_eq!(window.at(day("2026-03-21").start()), Standing::Over);
    }

    #[test]
    fn days_that_cannot_be_kept_are_named() {
        let today = day("2026-03-02");
        let fault = |dates: Dates| dates.fault(today);
        assert_eq!(fault(Dates::default()), None);
        assert_eq!(fault(dates("2026-03-02", "2026-03-02", None)), None);
        assert_eq!(fault(dates("2026-03-02", "2026-03-09", Some("2026-03-09"))), None);
        let past = dates("2026-03-01", "2026-03-09", None);
        assert_eq!(fault(past), Some(DateFault::OpensInThePast));
        let backwards = dates("2026-03-09", "2026-03-08", None);
        assert_eq!(fault(backwards), Some(DateFault::ClosesBeforeOpening));
        assert_eq!(fault(dates("2026-03-02", "2026-05-30", None)), None);
        assert_eq!(fault(dates("2026-03-02", "2026-05-31", None)), Some(DateFault::TooLong));
        for remind in ["2026-03-02", "2026-03-10"] {
            let dates = dates("2026-03-02", "2026-03-09", Some(remind));
            assert_eq!(fault(dates), Some(DateFault::ReminderOutside(0)), "{remind}");
        }
    }

    #[test]
    fn reminders_follow_one_another() {
        let fault = |days: [Option<&str>; MOST_REMINDERS]| {
            let remind_on = days.map(|text| text.map(day));
            Dates { remind_on, ..dates("2026-03-02", "2026-03-09", None) }.fault(day("2026-03-02"))
        };
        assert_eq!(fault([Some("2026-03-04"), None, Some("2026-03-07")]), None);
        for second in ["2026-03-04", "2026-03-03"] {
            let later = Some(DateFault::ReminderNotLater(1));
            assert_eq!(fault([Some("2026-03-04"), Some(second), None]), later);
        }
        let outside = Some(DateFault::ReminderOutside(2));
        assert_eq!(fault([Some("2026-03-04"), None, Some("2026-03-10")]), outside);
    }

    #[test]
    fn each_day_that_cannot_be_kept_is_told_at_once() {
        let remind_on = [Some(day("2026-03-10")), Some(day("2026-03-01")), None];
        let all = Dates { remind_on, ..dates("2026-03-01", "2026-02-28", None) };
        let told = [
            DateFault::OpensInThePast,
            DateFault::ClosesBeforeOpening,
            DateFault::ReminderOutside(0),
            DateFault::ReminderOutside(1),
        ];
        assert_eq!(all.faults(day("2026-03-02")), told);
    }

    #[test]
    fn a_notice_is_a_page_on_the_web_and_never_a_script() {
        assert!(NoticeLink::parse("https://ggzyjy.ordos.gov.cn/tz/1.html").is_ok());
        for wrong in ["javascript:alert(1)", "https://", "http:///x", "ftp://a.cn", "https://a b"] {
            assert_eq!(NoticeLink::parse(wrong), Err(TextRefusal::Malformed), "{wrong}");
        }
    }
}
