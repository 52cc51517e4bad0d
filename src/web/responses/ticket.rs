//! What one hands in by, in words: a code of one's own, that of a group, or a pass that the code of
//! a room is traded for. Each pool is told of the ways it has, and of no other.

use super::{blind_words, door_words, words};
use crate::domain::campaigns::Channel;
use crate::domain::lang::{Lang, Text};
use crate::services::responses::{CodeFault, Frozen};

/// The ways into a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ways {
    /// Everyone has a code of their own.
    Own,
    /// A group has one code.
    Group,
    /// The screen of a room shows one.
    Room,
    /// Some are in a room, others have a code of their own.
    RoomOrOwn,
}

impl Ways {
    /// Those of a pool.
    pub fn of(frozen: &Frozen) -> Self {
        let has_own = frozen.audiences.iter().any(|audience| !audience.channel.is_at_the_door());
        match (frozen.has(Channel::Group), frozen.has(Channel::Venue), has_own) {
            (true, ..) => Self::Group,
            (_, true, true) => Self::RoomOrOwn,
            (_, true, false) => Self::Room,
            (_, false, _) => Self::Own,
        }
    }

    /// Label and help of the field.
    pub fn field(self) -> (Text, Text) {
        match self {
            Self::Own => (words::CODE, words::CODE_HELP),
            Self::Group => (words::CODE, door_words::CODE_HELP_GROUP),
            Self::Room => (door_words::ROOM_CODE, door_words::CODE_HELP_ROOM),
            Self::RoomOrOwn => (door_words::CODE, door_words::CODE_HELP_EITHER),
        }
    }

    /// Nothing was typed.
    pub fn blank(self) -> Text {
        match self {
            Self::Own | Self::Group => words::CODE_BLANK,
            Self::Room => door_words::BLANK_ROOM,
            Self::RoomOrOwn => door_words::BLANK_EITHER,
        }
    }

    /// What was typed is none.
    pub fn malformed(self) -> Text {
        match self {
            Self::Own => words::CODE_MALFORMED,
            Self::Group => door_words::MALFORMED_GROUP,
            Self::Room => door_words::MALFORMED_ROOM,
            Self::RoomOrOwn => door_words::MALFORMED_EITHER,
        }
    }

    /// What is wrong with what was typed; `telephone` is whom to ask.
    pub fn fault(self, lang: Lang, fault: CodeFault, telephone: &str) -> String {
        let text = match fault {
            CodeFault::Blank => self.blank(),
            CodeFault::Malformed => self.malformed(),
            CodeFault::Unknown => return words::code_unknown(lang, telephone),
            CodeFault::Full if self == Self::Group => door_words::FULL_GROUP,
            CodeFault::Full => door_words::FULL_ROOM,
            CodeFault::Late if self == Self::Group => {
                return door_words::late_group(lang, telephone);
            }
            CodeFault::Late => door_words::LATE_ROOM,
            CodeFault::Replaced => return door_words::replaced(lang, telephone),
            CodeFault::NoRoom => door_words::ROOM_WRONG,
        };
        text.to(lang).to_owned()
    }

    /// What was handed in by has been used before: in short.
    pub fn spent_in_short(self) -> Text {
        match self {
            Self::Own | Self::RoomOrOwn => words::SPENT,
            Self::Group => door_words::SPENT_IN_SHORT_GROUP,
            Self::Room => door_words::SPENT_IN_SHORT_ROOM,
        }
    }

    /// The same at length, and what to do.
    pub fn spent(self, lang: Lang, telephone: &str) -> [String; 2] {
        let (first, then) = match self {
            Self::Own => (words::SPENT_FIRST, words::spent_call(lang, telephone)),
            Self::Group => (door_words::SPENT_GROUP, words::spent_ask(lang, telephone)),
            Self::Room => (door_words::SPENT_ROOM, door_words::SPENT_ROOM_THEN.to(lang).to_owned()),
            Self::RoomOrOwn => {
                (door_words::SPENT_EITHER, door_words::spent_either_then(lang, telephone))
            }
        };
        [first.to(lang).to_owned(), then]
    }

    /// What is not recorded, and what is.
    pub fn records(self) -> (Text, Text) {
        match self {
            Self::Own => (words::NOT_RECORDED_LINK, words::RECORDED_CODE),
            Self::Group => (door_words::NOT_RECORDED_SEAT, door_words::RECORDED_GROUP),
            Self::Room => (door_words::NOT_RECORDED_SEAT, door_words::RECORDED_ROOM),
            Self::RoomOrOwn => (door_words::NOT_RECORDED_SEAT, door_words::RECORDED_EITHER),
        }
    }

    /// How the script keeps code and answers apart.
    pub fn how(self) -> Text {
        if self == Self::Own { blind_words::HOW } else { door_words::HOW }
    }
}
