//! What of the ledger a person sees, and whose turn it is, in SQL: what `domain::ledger::Scope` and
//! `domain::ledger::Turn` say, for statements that read many items at once. `tests/many.rs` holds
//! the two against each other.

use std::collections::HashSet;

use super::items::joined;
use crate::domain::id::{ItemId, UnitId};
use crate::domain::ledger::{Bounds, Level, Scope, Who, chain};
use crate::domain::people::{Actor, Role};
use crate::store::{Result, Tx, Value};

/// Who looks, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct Onlooker<'a> {
    /// The person.
    pub actor: &'a Actor,
    /// What is late and due soon on that day.
    pub bounds: Bounds,
}

/// The points that a unit has a part of now, or units of a list have. They are asked once for a
/// statement and not for each of its rows: to most who look at many items it is no unit at all.
macro_rules! points {
    (of $unit:literal) => {
        concat!(
            "(SELECT beside.item FROM routing beside WHERE beside.unit = ",
            $unit,
            " AND ",
            crate::store::routings::parts::is_part!(),
            ")"
        )
    };
    (of_all $units:literal) => {
        concat!(
            "(SELECT beside.item FROM unit u CROSS JOIN routing beside
              WHERE ",
            $units,
            " <> '' AND ",
            $units,
            " LIKE '%' || u.id || '%' AND beside.unit = u.id AND ",
            crate::store::routings::parts::is_part!(),
            ")"
        )
    };
}

/// Whether units have nothing of the same point: one that works on a part of it neither approves
/// the whole nor verifies it.
macro_rules! not_beside {
    ($($units:tt)*) => {
        concat!(
            " AND (l.item IS NULL OR l.item NOT IN ",
            crate::store::ledger::sight::points!($($units)*),
            ")"
        )
    };
}

/// Whether the item is no other unit's part of a point that this one has something of.
macro_rules! not_shared {
    ($own:literal) => {
        concat!(
            " AND (l.unit = ",
            $own,
            " OR l.item IS NULL OR l.item NOT IN ",
            crate::store::ledger::sight::points!(of $own),
            ")"
        )
    };
}

/// Whose turn it is, for the values of [`asks`].
macro_rules! turn {
    ($me:literal, $own:literal, $leads:literal, $heads:literal, $works:literal, $reviews:literal,
     $takes_up:literal, $verifies:literal) => {
        concat!(
            "CASE
               WHEN l.state = 'open' AND ",
            $heads,
            " AND l.unit = ",
            $own,
            " THEN
                 CASE WHEN l.sent_back THEN 'mend' ELSE 'plan' END
               WHEN l.state = 'in_progress' AND l.unit = ",
            $own,
            "
                    AND (",
            $heads,
            " OR (",
            $works,
            "
                         AND COALESCE(l.person_responsible, '') = ",
            $me,
            ")) THEN
                 CASE WHEN l.sent_back THEN 'mend' ELSE 'carry_out' END
               WHEN l.state = 'plan_review' AND l.unit <> ",
            $own,
            " AND l.reviewer <> ''
                    AND ",
            $reviews,
            " LIKE '%' || l.reviewer || '%'
                    AND (l.reviewer <> 'leader_in_charge'
                         OR ",
            $leads,
            " LIKE '%' || l.unit || '%')
                    AND (l.approvers NOT LIKE '%' || ",
            $me,
            " || '%'
                         OR (l.reviewer = 'group_head'
                             AND RTRIM(l.approvers) LIKE '% ' || ",
            $me,
            " || ' %'))",
            crate::store::ledger::sight::not_beside!(of $own),
            " THEN
                 'approve'
               WHEN l.state = 'submitted' AND ",
            $takes_up,
            " AND l.unit <> ",
            $own,
            crate::store::ledger::sight::not_beside!(of $own),
            " THEN
                 'take_up'
               WHEN l.state = 'verifying' AND ",
            $verifies,
            " AND l.unit <> ",
            $own,
            "
                    AND COALESCE(l.person_responsible, '') <> ",
            $me,
            "
                    AND COALESCE(l.asked_by, '') <> ",
            $me,
            "
                    AND COALESCE(l.leader_in_charge, '') <> ",
            $me,
            "
                    AND NOT ",
            $leads,
            " LIKE '%' || l.unit || '%'
                    AND NOT ((COALESCE(l.level, 1) >= 3 OR COALESCE(l.opened_by, '') = ",
            $me,
            ")
                             AND l.approvers LIKE '%' || ",
            $me,
            " || '%')",
            crate::store::ledger::sight::not_beside!(of $own),
            crate::store::ledger::sight::not_beside!(of_all $leads),
            " THEN
                 'verify'
               ELSE '' END"
        )
    };
}

/// Whether it is late, for the bounds of a day.
macro_rules! late {
    ($late:literal) => {
        concat!(
            "CASE l.asked_standing WHEN '' THEN l.deadline <= ",
            $late,
            " ELSE l.asked_standing = 'late' END"
        )
    };
}

/// Whether it is due soon, for the bounds of a day.
macro_rules! soon {
    ($late:literal, $soon:literal) => {
        concat!(
            "CASE l.asked_standing WHEN '' THEN l.deadline > ",
            $late,
            " AND l.deadline <= ",
            $soon,
            " ELSE l.asked_standing = 'soon' END"
        )
    };
}

/// The points that a unit has a part of now.
pub async fn points_of(tx: &mut Tx, unit: UnitId) -> Result<HashSet<ItemId>> {
    const SQL: &str = concat!("SELECT shared.item FROM ", points!(of "$1"), " AS shared");
    let rows = tx.all::<(String,), 1>(SQL, [unit.into()]).await?;
    Ok(rows.into_iter().filter_map(|(item,)| item.parse().ok()).collect())
}

pub(super) use {late, not_beside, not_shared, points, soon, turn};

/// The units of a scope, nothing for all of them; the one that is not; and the one of whose points
/// others' parts are not.
pub(super) fn in_scope(scope: &Scope) -> [String; 3] {
    let named = |unit: Option<UnitId>| unit.map_or_else(String::new, |unit| unit.to_string());
    let (units, but) = match scope {
        Scope::Every { but, .. } => (String::new(), *but),
        Scope::Of { units, .. } if units.is_empty() => ("-".to_owned(), None),
        Scope::Of { units, .. } => (joined(units), None),
    };
    [units, named(but), named(scope.own())]
}

/// What of a person says whose turn it is, in the order of `turn!`.
pub(super) fn asks(actor: &Actor) -> [Value; 8] {
    let has = |role| actor.roles.has(role);
    let reviews = chain(Level::Fourth).iter().filter(|who| who.is_held_by(actor));
    let reviews = reviews.map(|who| who.code()).collect::<Vec<_>>().join(" ");
    let own = actor.unit.map_or_else(String::new, |unit| unit.to_string());
    [
        actor.person.to_string().into(),
        own.into(),
        joined(&actor.in_charge_of).into(),
        has(Role::UnitHead).into(),
        Who::ResponsiblePerson.is_held_by(actor).into(),
        reviews.into(),
        has(Role::OfficeLead).into(),
        (has(Role::OfficeLead) || has(Role::Supervisor)).into(),
    ]
}
