//! The guards of the desk's two machines: whether a step exists, whether it is this person's part,
//! and whether the person stands too near, as author or as a member of the unit concerned.

use super::{
    ITEM_TRANSITIONS, ItemAct, ItemState, Part, TEXT_TRANSITIONS, TextAct, TextState, Transition,
};
use crate::domain::id::{PersonId, UnitId};
use crate::domain::people::{Actor, Role};

/// The rule that says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskRefusal {
    /// Nothing of the kind happens in this state: someone was faster.
    WrongState,
    /// None of the person's roles takes this act.
    NotYourPart,
    /// Nobody is second reader of their own work.
    OwnWork,
    /// The person belongs to the unit it is about, or keeps out. To them it does not exist.
    OwnUnit,
    /// The item left the desk, and with it the view of its raw texts.
    LeftTheDesk,
    /// The sample is not this person's to read.
    NotThisReader,
    /// Whoever distilled a text or read it second does not settle what was found of it.
    HadAHand,
    /// Nobody is left who could read in the place of whoever keeps out.
    NobodyStandsIn,
}

/// A raw text as far as the rules go.
#[derive(Clone, Debug)]
pub struct TextCase {
    /// Where it stands.
    pub state: TextState,
    /// Who dealt with it so far.
    pub author: Option<PersonId>,
    /// The units it is about: named by the respondent, or aimed at by its item.
    pub units: Vec<UnitId>,
    /// Who keeps out of it.
    pub kept_out: Vec<PersonId>,
    /// Where its item stands, if it has one.
    pub item: Option<ItemState>,
}

/// A distilled item as far as the rules go.
#[derive(Clone, Debug)]
pub struct ItemCase {
    /// Where it stands.
    pub state: ItemState,
    /// Who wrote it as it is.
    pub author: PersonId,
    /// The unit it is to go to.
    pub unit: UnitId,
    /// Who keeps out of it.
    pub kept_out: Vec<PersonId>,
}

impl TextCase {
    /// Whether this person must not know of it: a member of a unit concerned, or someone who keeps
    /// out.
    pub fn is_too_near(&self, actor: &Actor) -> bool {
        self.units.iter().any(|unit| actor.belongs_to(*unit))
            || self.kept_out.contains(&actor.person)
    }
}

impl ItemCase {
    /// Whether this person must not know of it, like a text.
    pub fn is_too_near(&self, actor: &Actor) -> bool {
        actor.belongs_to(self.unit) || self.kept_out.contains(&actor.person)
    }
}

/// Where the act leads, if this person may take it.
pub fn text_step(case: &TextCase, act: TextAct, actor: &Actor) -> Result<TextState, DeskRefusal> {
    if case.is_too_near(actor) {
        return Err(DeskRefusal::OwnUnit);
    }
    let step = find(TEXT_TRANSITIONS, case.state, act)?;
    check_part(step.part, case.author, actor)?;
    match case.item {
        Some(item) if !item.is_at_desk() => Err(DeskRefusal::LeftTheDesk),
        _ => Ok(step.to),
    }
}

/// Where the act leads, if this person may take it.
pub fn item_step(case: &ItemCase, act: ItemAct, actor: &Actor) -> Result<ItemState, DeskRefusal> {
    if case.is_too_near(actor) {
        return Err(DeskRefusal::OwnUnit);
    }
    let step = find(ITEM_TRANSITIONS, case.state, act)?;
    check_part(step.part, Some(case.author), actor)?;
    Ok(step.to)
}

fn find<S: Copy + PartialEq, A: Copy + PartialEq>(
    transitions: &[Transition<S, A>],
    from: S,
    act: A,
) -> Result<Transition<S, A>, DeskRefusal> {
    let found = transitions.iter().find(|step| step.from == from && step.act == act);
    found.copied().ok_or(DeskRefusal::WrongState)
}

fn check_part(part: Part, author: Option<PersonId>, actor: &Actor) -> Result<(), DeskRefusal> {
    let has = |role| actor.roles.has(role);
    let takes_part = match part {
        Part::Triager => has(Role::Triager),
        Part::Author => has(Role::Triager) && author == Some(actor.person),
        Part::SecondReader => has(Role::SecondReader),
        Part::Desk => has(Role::Triager) || has(Role::SecondReader),
        Part::OfficeLead => has(Role::OfficeLead),
    };
    if !takes_part {
        return Err(DeskRefusal::NotYourPart);
    }
    match part {
        Part::SecondReader if author == Some(actor.person) => Err(DeskRefusal::OwnWork),
        _ => Ok(()),
    }
}
