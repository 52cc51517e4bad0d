//! What people are called, for pages that tell who proposed or confirmed something.

use crate::domain::id::PersonId;
use crate::services::Result;
use crate::store::{self, Tx};

/// Everybody's name.
#[derive(Debug)]
pub struct Names(Vec<(PersonId, String)>);

impl Names {
    /// Those of now.
    pub(in crate::services) async fn read(tx: &mut Tx) -> Result<Self> {
        let people = store::people::all(tx).await?;
        Ok(Self(people.into_iter().map(|person| (person.id, person.name)).collect()))
    }

    /// The name of one of them.
    pub fn of(&self, person: PersonId) -> &str {
        self.0.iter().find(|(id, _)| *id == person).map_or("", |(_, name)| name)
    }
}
