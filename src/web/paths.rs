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
use crate::domain::id::{CampaignId, EvidenceId, LedgerId, MeasureId, PersonId, RoutingId, UnitId};

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

    ROUTINGS = "/office/routings";
    ROUTING, routing(id: RoutingId) = "/office/routings/{id}";
    ROUTING_ACCEPT, routing_accept(id: RoutingId) = "/office/routings/{id}/accept";
    ROUTING_RETURN, routing_return(id: RoutingId) = "/office/routings/{id}/return";
    RETURNS = "/office/returns";
    RETURNED, returned(id: RoutingId) = "/office/returns/{id}";
    RETURN_FILE, return_file(id: RoutingId) = "/office/returns/{id}/file";

    LEDGER = "/office/ledger";
    LEDGER_NEW = "/office/ledger/new";
    LEDGER_ITEM, ledger_item(id: LedgerId) = "/office/ledger/{id}";
    PLAN, plan(id: LedgerId) = "/office/ledger/{id}/plan";
    REVIEW, review(id: LedgerId) = "/office/ledger/{id}/review";
    PROGRESS, progress(id: LedgerId) = "/office/ledger/{id}/progress";
    EVIDENCE, evidence(id: LedgerId, measure: MeasureId) = "/office/ledger/{id}/measures/{measure}";
    EVIDENCE_FILE, evidence_file(id: LedgerId, file: EvidenceId) = "/office/ledger/{id}/files/{file}";
    CLOSING, closing(id: LedgerId) = "/office/ledger/{id}/closing";
    TAKE_UP, take_up(id: LedgerId) = "/office/ledger/{id}/take-up";
    VERIFY, verify(id: LedgerId) = "/office/ledger/{id}/verify";
    REOPEN, reopen(id: LedgerId) = "/office/ledger/{id}/reopen";

    ANNEXES = "/office/annexes";
    CAMPAIGN_ANNEXES, campaign_annexes(id: CampaignId) = "/office/annexes/{id}";
    ANNEX_HEADINGS, annex_headings(id: CampaignId) = "/office/annexes/{id}/headings";
    ANNEX_FILE, annex_file(id: CampaignId) = "/office/annexes/{id}/form.xlsx";
    ANNEX_PAPER, annex_paper(id: CampaignId) = "/office/annexes/{id}/paper";

    AUDIT = "/office/audit";
}
