//! 岗位检查: who can still act, as the page shows it.

use super::suggestions::purge;
use super::{App, Result, require};
use crate::domain::people::{Act, Actor, Person, Unit};
use crate::domain::posts::{House, HouseStep, Step};
use crate::domain::time::Day;
use crate::store::{self, Tx};

/// Who can take which steps about a unit, by name.
pub type OfUnit = (Unit, Vec<(Step, Vec<String>)>);

/// Who can take which step: names, or nobody.
pub struct Posts {
    /// Steps of the whole house, and whether enough people are there.
    pub house: Vec<(HouseStep, Vec<String>, bool)>,
    /// Steps about each unit.
    pub units: Vec<OfUnit>,
    /// How many steps nobody can take.
    pub vacant: usize,
    /// The units of which nobody could record a leader's decision on paper (代录), beside whoever
    /// reviews their plans first.
    pub unrecorded: Vec<Unit>,
    /// The people of the office, of whom one reviews and another would record.
    pub office: Vec<String>,
    /// What is said about some units, and nobody can read.
    pub unread: Unread,
}

/// Units whose texts nobody can distil, or nobody clear.
#[derive(Default)]
pub struct Unread {
    /// The units.
    pub units: Vec<Unit>,
    /// The first day on which raw texts end at the latest, while there are any.
    pub until: Option<Day>,
}

/// Everyone who can act, and where nobody can.
pub async fn check(app: &App, actor: &Actor) -> Result<Posts> {
    require(actor, Act::ReadPosts)?;
    let mut tx = app.db.read("posts.check").await?;
    posts(&mut tx).await
}

/// Units whose texts lie on the desk, or may, and nobody can read them; none where no texts are.
/// Whether there are any about a unit is not asked: that would tell.
pub async fn unread(app: &App, actor: &Actor) -> Result<Unread> {
    if !actor.may(Act::ReadPosts) {
        return Ok(Unread::default());
    }
    let unread = check(app, actor).await?.unread;
    Ok(if unread.until.is_some() { unread } else { Unread::default() })
}

/// How many steps nobody can take, for the launch page.
pub async fn vacancies(app: &App, actor: &Actor) -> Result<usize> {
    Ok(check(app, actor).await?.vacant)
}

async fn posts(tx: &mut Tx) -> Result<Posts> {
    let people = store::people::all(tx).await?;
    let keys = store::discipline::in_use(tx).await?;
    let keys: Vec<_> = keys.into_iter().map(|key| key.person).collect();
    let house = House::of(&people, &keys);
    let mut units = store::units::all(tx).await?;
    units.retain(|unit| unit.active);
    let vacant = house.vacant(&units).len() + house.vacant_of_the_house().len();
    let lacks = |unit: &&Unit| house.recorders(unit.id).is_empty();
    let unrecorded = units.iter().filter(lacks).cloned().collect();
    let office = names(&house.office());
    let unread = Unread {
        units: house.unread(&units).into_iter().cloned().collect(),
        until: purge::first_end(tx).await?,
    };
    let of_unit = |unit: Unit| {
        let steps = Step::ALL.into_iter();
        let steps = steps.map(|step| (step, names(&house.about(unit.id, step)))).collect();
        (unit, steps)
    };
    let of_house = |step: HouseStep| {
        let able = house.able(step);
        (step, names(&able), able.len() >= step.least())
    };
    Ok(Posts {
        house: HouseStep::ALL.into_iter().map(of_house).collect(),
        units: units.into_iter().map(of_unit).collect(),
        vacant,
        unrecorded,
        office,
        unread,
    })
}

fn names(people: &[&Person]) -> Vec<String> {
    people.iter().map(|person| person.name.clone()).collect()
}
