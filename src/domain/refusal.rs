//! Why a rule said no. One variant for each rule, carrying what the sentence needs; the sentence
//! itself is written upstairs, in the reader's language.

use super::campaigns::DateFault;
use super::campaigns::cancelling::CancelRefusal;
use super::campaigns::cards::CardRefusal;
use super::campaigns::extension::ExtensionRefusal;
use super::campaigns::group_links::LinkRefusal;
use super::campaigns::later::LaterRefusal;
use super::campaigns::rooms::RoomRefusal;
use super::findings::AttributeFault;
use super::ledger::{DueExtensionRefusal, EvidenceRefusal, LedgerRefusal};
use super::lists::ListRefusal;
use super::openings::OpeningRefusal;
use super::passphrase::NotAPassphrase;
use super::passwords::PasswordRefusal;
use super::people::{RoleRefusal, SecondRefusal};
use super::routing::{CoUnitRefusal, RoutingRefusal};
use super::self_checks::SelfCheckRefusal;
use super::suggestions::DeskRefusal;
use super::time::{Day, Timestamp};

/// A rule said no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Name or password is wrong.
    WrongCredentials,
    /// Too many wrong tries; the next one is looked at after this many seconds.
    TryAgainIn(i64),
    /// The one-time link was used, replaced or has expired.
    LinkSpent,
    /// The login name belongs to someone else.
    LoginTaken,
    /// The unit's code belongs to another unit.
    UnitCodeTaken,
    /// The password was not taken.
    Password(PasswordRefusal),
    /// The roles were not taken.
    Roles(RoleRefusal),
    /// The last administrator cannot be deactivated or lose the role.
    LastAdministrator,
    /// A rule of routings.
    Routing(RoutingRefusal),
    /// A unit does not support an item.
    CoUnit(CoUnitRefusal),
    /// A form is not filled in on that day.
    FiledOn {
        /// The first day it may be.
        first: Day,
        /// The last.
        last: Day,
    },
    /// A rule of the ledger.
    Ledger(LedgerRefusal),
    /// An extension of a due date.
    DueExtension(DueExtensionRefusal),
    /// A file was not taken as evidence.
    Evidence(EvidenceRefusal),
    /// The measure is shown by this very file already.
    FiledAlready {
        /// What it is called there.
        name: String,
        /// Since when.
        at: Timestamp,
    },
    /// The opening was not begun or did not go on.
    Opening(OpeningRefusal),
    /// The campaign is launched: nothing of it changes any more.
    NotADraft,
    /// The days do not fit.
    Dates(DateFault),
    /// The campaign was not cancelled.
    Cancel(CancelRefusal),
    /// The last day was not extended.
    Extension(ExtensionRefusal),
    /// An address stands on two lists of one campaign; how many do.
    AddressesTwice(usize),
    /// An address cannot stand in place of a refused one: it is one of those shown beside it.
    AddressUnfit,
    /// A new address that waited to be confirmed stands on a list.
    AddressListed,
    /// The last day has passed: nothing is sent any more, so that no address changes either.
    SendingOver,
    /// Another audience of the campaign has the name.
    AudienceNameTaken,
    /// A group link answers in a pool of its own.
    GroupStaysAlone,
    /// Somebody is not the second person of a matter that asks for two.
    Second(SecondRefusal),
    /// A room was not opened.
    Room(RoomRefusal),
    /// The link of a group was not replaced.
    GroupLink(LinkRefusal),
    /// Seats were not added after the launch.
    Later(LaterRefusal),
    /// A list was not taken.
    List(ListRefusal),
    /// Results cannot be broken down so.
    BreakDown(AttributeFault),
    /// The address was changed once already.
    AddressChanged,
    /// The launch still waits for something; its page says for what.
    LaunchWaits,
    /// What was typed is no passphrase.
    Passphrase(NotAPassphrase),
    /// A passphrase, but not this one.
    WrongPassphrase,
    /// There is no passphrase to type back yet.
    NoPassphrase,
    /// The officer has a key in use; tips may be sealed to it.
    KeyInUse,
    /// Cards are printed from the launch until the last day.
    NotCollecting,
    /// Short messages of this kind left the house: neither words nor files change.
    MessagesOut,
    /// The messages of this occasion were exported anew since the page was drawn.
    MessagesOutAgain,
    /// There are no words to send, or they do not fit any more.
    NoMessageText,
    /// The office paused the mails and messages of the campaign: no file of them leaves either.
    SendingPaused,
    /// A rule of cards on paper.
    Cards(CardRefusal),
    /// Another question of the questionnaire has the code.
    QuestionCodeTaken,
    /// A question that repeats the answer to another cannot stand by itself in the bank.
    RepeatsAnotherQuestion,
    /// The bank's newest version asks the same.
    NothingNewForBank,
    /// The bank question is not offered any more.
    BankQuestionRetired,
    /// The draft has the bank question already.
    AlreadyInDraft,
    /// The questionnaire has as many further languages as it can.
    TooManyLanguages,
    /// The questionnaire holds as many questions as it can.
    TooManyQuestions,
    /// The vocabulary has another word with the code.
    WordCodeTaken,
    /// The calendar knows the year already.
    YearKnown,
    /// The draft has faults, or its answers would not fit a sealed ballot.
    QuestionnaireNotReady,
    /// The draft is what was published last.
    NothingToPublish,
    /// A rule of people's own searches.
    SelfCheck(SelfCheckRefusal),
    /// A rule of the desk.
    Desk(DeskRefusal),
    /// Too few raw texts stand behind what waits for a unit.
    BelowThreshold,
    /// No discipline officer has a key in use.
    NobodyForTips,
}

macro_rules! from_parts {
    ($($variant:ident($part:ty)),+ $(,)?) => {$(
        impl From<$part> for Refusal {
            fn from(part: $part) -> Self { Self::$variant(part) }
        }
    )+};
}
from_parts!(
    BreakDown(AttributeFault),
    Cancel(CancelRefusal),
    Cards(CardRefusal),
    CoUnit(CoUnitRefusal),
    Dates(DateFault),
    Desk(DeskRefusal),
    DueExtension(DueExtensionRefusal),
    Evidence(EvidenceRefusal),
    Extension(ExtensionRefusal),
    GroupLink(LinkRefusal),
    Later(LaterRefusal),
    Ledger(LedgerRefusal),
    List(ListRefusal),
    Opening(OpeningRefusal),
    Passphrase(NotAPassphrase),
    Password(PasswordRefusal),
    Roles(RoleRefusal),
    Room(RoomRefusal),
    Routing(RoutingRefusal),
    Second(SecondRefusal),
    SelfCheck(SelfCheckRefusal),
);
