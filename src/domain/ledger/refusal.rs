//! The rules of the ledger that say no. A refusal names the rule and carries what its sentence
//! needs; the sentence itself is the web's.

use super::{Act, LedgerState, Level, Source, Who};
use crate::domain::routing::PartStanding;
use crate::domain::time::Day;

/// The rule that says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerRefusal {
    /// Nothing of the kind happens to an item in this state.
    WrongState {
        /// Where the item stands.
        state: LedgerState,
        /// What was wanted.
        act: Act,
    },
    /// The unit was excused from its part: it is done with it.
    ExcusedFromPart,
    /// None of the person's roles takes this act.
    NotYourPart {
        /// What was wanted.
        act: Act,
    },
    /// Items of this source are opened by someone else.
    NotYoursToOpen {
        /// Where the point came from.
        source: Source,
        /// Who opens them.
        opener: Who,
    },
    /// Another reviewer has to agree first.
    OutOfTurn {
        /// Whose turn it is.
        turn: Who,
    },
    /// The person agreed to this plan already, as another link of its chain.
    AgreedAlready {
        /// The link that somebody else signs.
        turn: Who,
    },
    /// Acts in this capacity are done in person, never recorded for someone.
    InPersonOnly {
        /// In what capacity.
        who: Who,
    },
    /// The one who agreed to the plan for the office does not record the next link of its chain.
    RecorderAgreed,
    /// Recording for leaders is the office's part, and never for oneself.
    NotYoursToRecord,
    /// The day on a signed paper is still to come.
    SignedInTheFuture,
    /// Nobody signs what was not yet handed in.
    SignedTooEarly {
        /// The day it was handed in.
        handed_in: Day,
    },
    /// The meeting that is said to have found the point is still to come.
    MeetingToCome,
    /// Fewer than two were present.
    MeetingOfOne,
    /// Someone stands twice on the record of a meeting.
    PresentTwice,
    /// No more than half of those present agreed.
    MeetingDisagreed,
    /// The item is another unit's. To whom this is said, the item does not exist.
    OtherUnit,
    /// The person belongs to the unit whose item this is, and acts for office, supervision or
    /// leaders.
    OwnUnit,
    /// The person is not the leader in charge of this unit.
    NotInCharge,
    /// Two have to sign, and this is but one.
    SecondSignatureMissing,
    /// Two have to sign, and both are the same person.
    SignedTwice,
    /// The plan has no level.
    LevelMissing,
    /// The plan does not say what caused the point (成因).
    CauseMissing,
    /// The plan has no measure.
    MeasuresMissing,
    /// The plan names no 责任人.
    PersonResponsibleMissing,
    /// The plan names no 责任领导.
    LeaderInChargeMissing,
    /// No due date is given.
    DueMissing,
    /// The due date has passed already.
    DueInThePast {
        /// The date given.
        due: Day,
    },
    /// The due date is more than a year away: a slip of the year, or no due date at all.
    DueTooFar {
        /// The latest day possible.
        latest: Day,
    },
    /// The due date was fixed at approval; only an extension changes it.
    DueIsFixed {
        /// The date that counts.
        due: Day,
    },
    /// A point of this level is not put right without a reviewed plan.
    TooGraveAtOnce {
        /// How grave it is.
        level: Level,
    },
    /// A plan that was handed in once, or has its date, goes its way again, whole.
    ReviewedBefore,
    /// The level was agreed to: what is found graver goes up, nothing comes down.
    LevelStands {
        /// The level agreed to.
        level: Level,
    },
    /// What is sent as a change of the plan is the approved plan, word for word.
    NothingChanged,
    /// Supervision starred the item, and it alone takes the star off.
    StarStands,
    /// 机关纪委 has not said yet whether this point of level 4 is a tip.
    TipQuestionOpen,
    /// 完成情况 is blank.
    CompletionMissing,
    /// Nothing shows that a measure was carried out.
    EvidenceMissing {
        /// Which measure, counted from 1 as on the form.
        measure: usize,
    },
    /// The act needs a reason.
    ReasonMissing {
        /// What was wanted.
        act: Act,
    },
    /// A progress note without words.
    ProgressMissing,
    /// Closing without the verifier's conclusion.
    ConclusionMissing,
    /// A supporting unit is not done with its part, and the lead closes last.
    PartOutstanding {
        /// How far it has come.
        standing: PartStanding,
    },
    /// The unit has the whole point, and nobody takes that from it here.
    NoPart,
    /// The unit has a part of the point, which is taken back from it and never void.
    PartIsExcused,
    /// The lead unit is done with the point: it begins again there, before a part of it does.
    LeadHasEnded,
    /// The supervision group has to look on the spot first.
    VisitMissing,
    /// The line for the public names a person or the level (`domain` 3.9).
    OutcomeNames,
    /// The line for the public holds what may point to somebody, and nobody says that they looked at
    /// just this line.
    OutcomeUnseen,
    /// Long-term without a date of review, or with one that is past or too far off.
    ReviewDate {
        /// The last day it may be.
        latest: Day,
    },
    /// The verifier acted for the unit when this item was planned or rectified.
    ActedForUnit,
    /// The verifier carried the measures out.
    VerifierIsResponsible,
    /// The verifier asked for closing.
    VerifierAskedForClosing,
    /// The verifier leads the unit as 分管领导.
    VerifierInCharge,
    /// The verifier agreed to the plan of a grave item.
    VerifierApproved {
        /// How grave it is.
        level: Level,
    },
    /// The verifier put the point into the ledger and agreed to its plan: nobody is all three.
    VerifierOpened,
    /// Whoever looks on the spot for supervision agreed to the plan.
    VisitorApproved,
}

impl LedgerRefusal {
    /// Whether somebody else could: it is what the person did or where they belong that stands in
    /// the way.
    pub fn is_about_the_person(&self) -> bool {
        matches!(
            self,
            Self::OwnUnit
                | Self::AgreedAlready { .. }
                | Self::ActedForUnit
                | Self::VerifierIsResponsible
                | Self::VerifierAskedForClosing
                | Self::VerifierInCharge
                | Self::VerifierApproved { .. }
                | Self::VerifierOpened
                | Self::VisitorApproved
        )
    }
}
