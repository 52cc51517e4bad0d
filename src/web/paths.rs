//! Every address, once: a constant with its template for the router, a function for links.

/// Declares addresses: `NAME = "/path"`, or `NAME, name(id: Type) = "/path/{id}"`.
macro_rules! paths {
    () => {};
    ($name:ident = $path:literal; $($rest:tt)*) => {
        pub const $name: &str = $path;
        paths!($($rest)*);
    };
    ($name:ident, $function:ident($($arg:ident: $type:ty),+) = $path:literal; $($rest:tt)*) => {
        pub const $name: &str = $path;
        pub fn $function($($arg: $type),+) -> String { format!($path) }
        paths!($($rest)*);
    };
}
use crate::domain::credentials::token::PoolCode;
use crate::domain::id::{PersonId, UnitId};

paths! {
    HEALTH = "/healthz";
    STATIC = "/static/{file}";
    ROOT = "/";

    HOME = "/office/";
    OFFICE = "/office";
    SIGN_IN = "/office/sign-in";
    SIGN_OUT = "/office/sign-out";
    VIEW = "/office/view";
    NEXT_DAY = "/office/next-day";
    LINK, link(secret: &str) = "/office/link/{secret}";

    PEOPLE = "/office/people";
    PERSON_NEW = "/office/people/new";
    PEOPLE_IMPORT = "/office/people/import";
    PERSON, person(id: PersonId) = "/office/people/{id}";
    PERSON_LINK, person_link(id: PersonId) = "/office/people/{id}/link";
    PERSON_STANDING, person_standing(id: PersonId) = "/office/people/{id}/standing";
    UNITS = "/office/units";
    UNIT_NEW = "/office/units/new";
    UNITS_IMPORT = "/office/units/import";
    UNIT, unit(id: UnitId) = "/office/units/{id}";

    AUDIT = "/office/audit";

    SURVEY = "/s/{pool}";
    SURVEY_PLAIN, survey_plain(pool: PoolCode) = "/s/{pool}/plain";
    CHECK, check(pool: PoolCode) = "/check/{pool}";
    CHECK_LEAVES, check_leaves(pool: PoolCode) = "/check/{pool}/leaves.txt";
    CHECK_CLOSE, check_close(pool: PoolCode) = "/check/{pool}/close.json";
}
