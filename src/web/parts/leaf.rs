//! Which page of a long list an address asks for.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::Pager;
use crate::services::Stretch;
use crate::web::form::Form;

/// How many rows a page of a list holds.
const ROWS: i64 = 50;
/// The last page there is a place for.
const LAST: i64 = 1_000_000;

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf(i64);

impl Leaf {
    /// The page an address asks for; the first unless it names one.
    pub fn of(asked: &Form) -> Self {
        Self(asked.text("page").parse().unwrap_or(1).clamp(1, LAST))
    }

    /// Its rows.
    pub fn part(self) -> Stretch {
        Stretch { after: (self.0 - 1) * ROWS, count: ROWS }
    }

    /// Where one is, among so many rows: on the last page, where an address asks for one behind it,
    /// as [`Stretch::within`] reads it.
    pub fn among(self, total: u64) -> Pager {
        let asked = Pager { page: self.0.unsigned_abs(), size: ROWS.unsigned_abs(), total };
        Pager { page: asked.page.min(asked.pages()), ..asked }
    }
}

impl<S: Sync> FromRequestParts<S> for Leaf {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&Form::decode(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}
