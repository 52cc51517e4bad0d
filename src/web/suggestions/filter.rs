//! What the queue is narrowed to, in the address: a reader who goes from text to text keeps it,
//! since every link and form of the desk carries it along.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::super::error::Error;
use super::super::form::Form;
use super::super::paths;
use crate::domain::id::{PoolId, TextId};
use crate::domain::suggestions::AsideReason;
use crate::services::suggestions::queue::Filter;

/// The filter that a request's address carries.
pub struct Kept(pub Filter);

impl<S: Send + Sync> FromRequestParts<S> for Kept {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Ok(Self(parse(&query(parts.uri.query()))))
    }
}

/// The pairs of an address's query.
pub fn query(query: Option<&str>) -> Form {
    Form::decode(query.unwrap_or_default().as_bytes())
}

/// Reads it from the address's query.
fn parse(query: &Form) -> Filter {
    let code = |name| Some(query.text(name).to_owned()).filter(|code| !code.is_empty());
    let proposed = query.text("state") == "proposed";
    Filter {
        campaign: query.text("campaign").parse().ok(),
        pool: query.text("pool").parse().ok(),
        proposed,
        reason: AsideReason::from_code(query.text("reason")).filter(|_| proposed),
        category: code("category"),
        step: code("step"),
        unit: code("unit"),
    }
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
    add("state", filter.proposed.then(|| "proposed".to_owned()));
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
            proposed: true,
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
