//! What one hands in by, in words: a code of one's own, that of a group, or a pass that the code of
//! a room is traded for. Each pool is told of the ways it has, and of no other.

use super::{blind_words, door_words, words};
use crate::domain::campaigns::Channel;
use crate::domain::lang::{Lang, Text};
use crate::services::responses::{CodeFault, Frozen};

/// What brings codes of one's own to the people of a pool: where each finds theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brings {
    mail: bool,
    message: bool,
    card: bool,
}

impl Brings {
    fn of(frozen: &Frozen) -> Self {
        Self {
            mail: frozen.has(Channel::Email),
            message: frozen.has(Channel::Phone),
            card: frozen.has(Channel::Card),
        }
    }

    fn each(self, mail: Text, message: Text, card: Option<Text>) -> Vec<Text> {
        let each = [
            self.mail.then_some(mail),
            self.message.then_some(message),
            card.filter(|_| self.card),
        ];
        each.into_iter().flatten().collect()
    }

    /// Where a code stands. A text message has it in its link alone.
    fn place(self, lang: Lang) -> String {
        let places = self.each(words::IN_MAIL, words::IN_MESSAGE, Some(words::ON_CARD));
        words::either(lang, &places)
    }

    /// What is wrong with a code that is none, and what to open again where there is a link.
    fn malformed(self, lang: Lang) -> String {
        let sources = self.each(words::MAIL, words::MESSAGE, None);
        let malformed = words::code_malformed(lang, &self.place(lang));
        if sources.is_empty() {
            return malformed;
        }
        let cut = words::link_cut(lang, &words::either(lang, &sources));
        format!("{malformed}{}{cut}", if lang == Lang::En { " " } else { "" })
    }
}

/// Where the fingerprint of a pool stands beside its page: in the notice, and on what brings people
/// here.
pub fn fingerprint_stands(lang: Lang, frozen: Option<&Frozen>) -> String {
    let mut places = vec![words::IN_NOTICE];
    if let Some(frozen) = frozen {
        let message = words::AT_END_OF_MESSAGE;
        places.extend(Brings::of(frozen).each(words::IN_MAIL, message, Some(words::ON_CARD)));
        places.extend(frozen.has(Channel::Group).then_some(words::AT_END_OF_LINK));
        places.extend(frozen.has(Channel::Venue).then_some(words::ON_POSTER));
    }
    words::either(lang, &places)
}

/// The link was made for another key: whom to call, where the number is not this page's.
pub fn mismatch(frozen: &Frozen) -> Text {
    if frozen.has(Channel::Card) { words::MISMATCH_CARD } else { words::MISMATCH }
}

/// The ways into a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ways {
    /// Everyone has a code of their own.
    Own(Brings),
    /// A group has one code.
    Group,
    /// The screen of a room shows one.
    Room,
    /// Some are in a room, others have a code of their own.
    RoomOrOwn(Brings),
}

impl Ways {
    /// Those of a pool.
    pub fn of(frozen: &Frozen) -> Self {
        let has_own = frozen.audiences.iter().any(|audience| !audience.channel.is_at_the_door());
        match (frozen.has(Channel::Group), frozen.has(Channel::Venue), has_own) {
            (true, ..) => Self::Group,
            (_, true, true) => Self::RoomOrOwn(Brings::of(frozen)),
            (_, true, false) => Self::Room,
            (_, false, _) => Self::Own(Brings::of(frozen)),
        }
    }

    /// Label and help of the field.
    pub fn field(self, lang: Lang) -> (Text, String) {
        let said = |help: Text| help.to(lang).to_owned();
        match self {
            Self::Own(brings) => (words::CODE, words::code_help(lang, &brings.place(lang))),
            Self::Group => (words::CODE, said(door_words::CODE_HELP_GROUP)),
            Self::Room => (door_words::ROOM_CODE, said(door_words::CODE_HELP_ROOM)),
            Self::RoomOrOwn(brings) => {
                (door_words::CODE, door_words::code_help_either(lang, &brings.place(lang)))
            }
        }
    }

    /// Nothing was typed.
    pub fn blank(self) -> Text {
        match self {
            Self::Own(_) | Self::Group => words::CODE_BLANK,
            Self::Room => door_words::BLANK_ROOM,
            Self::RoomOrOwn(_) => door_words::BLANK_EITHER,
        }
    }

    /// What was typed is none.
    pub fn malformed(self, lang: Lang) -> String {
        match self {
            Self::Own(brings) => brings.malformed(lang),
            Self::Group => door_words::MALFORMED_GROUP.to(lang).to_owned(),
            Self::Room => door_words::MALFORMED_ROOM.to(lang).to_owned(),
            Self::RoomOrOwn(brings) => door_words::malformed_either(lang, &brings.place(lang)),
        }
    }

    /// What is wrong with what was typed; `telephone` is whom to ask.
    pub fn fault(self, lang: Lang, fault: CodeFault, telephone: &str) -> String {
        let text = match fault {
            CodeFault::Blank => self.blank(),
            CodeFault::Malformed => return self.malformed(lang),
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
            Self::Own(_) | Self::RoomOrOwn(_) => words::SPENT,
            Self::Group => door_words::SPENT_IN_SHORT_GROUP,
            Self::Room => door_words::SPENT_IN_SHORT_ROOM,
        }
    }

    /// The same at length, and what to do.
    pub fn spent(self, lang: Lang, telephone: &str) -> [String; 2] {
        let (first, then) = match self {
            Self::Own(_) => (words::SPENT_FIRST, words::spent_call(lang, telephone)),
            Self::Group => (door_words::SPENT_GROUP, words::spent_ask(lang, telephone)),
            Self::Room => (door_words::SPENT_ROOM, door_words::SPENT_ROOM_THEN.to(lang).to_owned()),
            Self::RoomOrOwn(_) => {
                (door_words::SPENT_EITHER, door_words::spent_either_then(lang, telephone))
            }
        };
        [first.to(lang).to_owned(), then]
    }

    /// What is not recorded, and what is.
    pub fn records(self) -> (Text, Text) {
        match self {
            Self::Own(_) => (words::NOT_RECORDED_LINK, words::RECORDED_CODE),
            Self::Group => (door_words::NOT_RECORDED_SEAT, door_words::RECORDED_GROUP),
            Self::Room => (door_words::NOT_RECORDED_SEAT, door_words::RECORDED_ROOM),
            Self::RoomOrOwn(_) => (door_words::NOT_RECORDED_SEAT, door_words::RECORDED_EITHER),
        }
    }

    /// How the script keeps code and answers apart.
    pub fn how(self) -> Text {
        if matches!(self, Self::Own(_)) { blind_words::HOW } else { door_words::HOW }
    }
}
