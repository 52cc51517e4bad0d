//! What the queue is narrowed to, in the address: a reader who goes from text to text keeps it,
//! since every link and form of the desk carries it along.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::super::error::Error;
use super::super::form::Form;
use super::super::paths;
use crate::domain::id::{PoolId, TextId};
use crate::domain::plan::vocabularies::WordSet;
use crate::domain::suggestions::{AsideReason, TextState};
use crate::services::suggestions::queue::{Filter, Queue};

/// The filter that a request's address carries.
pub struct Kept(pub Filter);

impl<S: Send + Sync> FromRequestParts<S> for Kept {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Ok(Self(parse(&query(parts.uri.query()))))
    }
}

/// What can be narrowed, by the names in the address.
const FIELDS: [&str; 7] = ["campaign", "pool", "state", "reason", "category", "step", "unit"];
/// The piles beside the texts that wait.
const ASIDE: [TextState; 2] = [TextState::Proposed, TextState::SetAside];

/// The pairs of an address's query.
pub fn query(query: Option<&str>) -> Form {
    Form::decode(query.unwrap_or_default().as_bytes())
}

/// Reads it from the address's query.
fn parse(query: &Form) -> Filter {
    let code = |name| Some(query.text(name).to_owned()).filter(|code| !code.is_empty());
    let set_aside = TextState::from_code(query.text("state")).filter(|state| ASIDE.contains(state));
    Filter {
        campaign: query.text("campaign").parse().ok(),
        pool: query.text("pool").parse().ok(),
        set_aside,
        reason: AsideReason::from_code(query.text("reason")).filter(|_| set_aside.is_some()),
        category: code("category"),
        step: code("step"),
        unit: code("unit"),
    }
}

/// The fields by which an address asks for what nobody knows.
pub fn unknown(query: &Form, queue: &Queue) -> Vec<&'static str> {
    let word = |set, code: &str| {
        queue.words.iter().any(|word| word.set == set && word.code.as_str() == code)
    };
    let is_known = |name: &str, asked: &str| match name {
        "campaign" => queue.campaigns.iter().any(|known| known.id.to_string() == asked),
        "pool" => queue.pools.iter().any(|(id, ..)| id.to_string() == asked),
        "state" => TextState::from_code(asked)
            .is_some_and(|state| state == TextState::Received || ASIDE.contains(&state)),
        "reason" => AsideReason::from_code(asked).is_some(),
        "category" => word(WordSet::RiskCategories, asked),
        "step" => word(WordSet::Steps, asked),
        _ => queue.units.iter().any(|unit| unit.code == asked),
    };
    let asked = |name: &&str| !query.text(name).is_empty() && !is_known(name, query.text(name));
    FIELDS.into_iter().filter(asked).collect()
}

/// The filter without these fields.
pub fn without(mut filter: Filter, fields: &[&str]) -> Filter {
    for field in fields {
        match *field {
            "campaign" => filter.campaign = None,
            "pool" => filter.pool = None,
            "state" => filter.set_aside = None,
            "reason" => filter.reason = None,
            "category" => filter.category = None,
            "step" => filter.step = None,
            _ => filter.unit = None,
        }
    }
    filter
}

/// Writes it behind a path; nothing for what is not narrowed.
pub fn at(path: &str, filter: &Filter) -> String {
    let mut query = Form::default();
    let mut add = |name, value: Option<String>| {
        if let Some(value) = value {
            query.push(name, value);
        }
    };
    add("campaign", filter.campaign.map(|id| id.to_string()));
    add("pool", filter.pool.map(|id| id.to_string()));
    add("state", filter.set_aside.map(|state| state.code().to_owned()));
    add("reason", filter.reason.map(|reason| reason.code().to_owned()));
    add("category", filter.category.clone());
    add("step", filter.step.clone());
    add("unit", filter.unit.clone());
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.encode()) }
}

/// The queue, narrowed.
pub fn queue(filter: &Filter) -> String {
    at(paths::DESK, filter)
}

/// One page of the queue, narrowed.
pub fn page(filter: &Filter, page: u64) -> String {
    with(&queue(filter), "page", page)
}

/// The way to the text after this one.
pub fn next(filter: &Filter, pool: PoolId, text: TextId) -> String {
    with(&at(paths::DESK_NEXT, filter), "after", format!("{pool}.{text}"))
}

/// Reads after which text the next is wanted.
pub fn after(query: &Form) -> Option<(PoolId, TextId)> {
    let (pool, text) = query.text("after").split_once('.')?;
    Some((pool.parse().ok()?, text.parse().ok()?))
}

fn with(address: &str, name: &str, value: impl std::fmt::Display) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}{name}={value}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;
    use crate::domain::id::CampaignId;

    #[test]
    fn a_filter_comes_back_from_its_address_and_the_whole_desk_has_the_plain_one() {
        assert_eq!(queue(&Filter::default()), paths::DESK);
        let narrow = Filter {
            campaign: Some(CampaignId::draw(Chance)),
            pool: Some(PoolId::draw(Chance)),
            set_aside: Some(TextState::Proposed),
            reason: Some(AsideReason::TooVague),
            category: Some("conduct".to_owned()),
            step: Some("a&b=c".to_owned()),
            unit: Some("kaibiao".to_owned()),
        };
        let (pool, text) = (PoolId::draw(Chance), TextId::draw(Chance));
        let address = next(&narrow, pool, text);
        let query = Form::decode(address.split_once('?').expect("a query").1.as_bytes());
        assert_eq!((parse(&query), after(&query)), (narrow, Some((pool, text))));
        assert_eq!(page(&Filter::default(), 2), "/office/desk?page=2");
    }
}
