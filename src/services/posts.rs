//! 岗位检查: who can still act, as the page shows it.

use super::{App, Result, require};
use crate::domain::people::{Act, Actor, Person, Unit};
use crate::domain::posts::{House, HouseStep, Step};
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
}

/// Everyone who can act, and where nobody can.
pub async fn check(app: &App, actor: &Actor) -> Result<Posts> {
    require(actor, Act::ReadPosts)?;
    let mut tx = app.db.read("posts.check").await?;
    posts(&mut tx).await
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
    })
}

fn names(people: &[&Person]) -> Vec<String> {
    people.iter().map(|person| person.name.clone()).collect()
}
