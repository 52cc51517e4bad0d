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
use crate::domain::id::{AudienceId, CampaignId, PersonId, UnitId};

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

    CAMPAIGNS = "/office/campaigns";
    CAMPAIGN_NEW = "/office/campaigns/new";
    CAMPAIGN, campaign(id: CampaignId) = "/office/campaigns/{id}";
    CAMPAIGN_EDIT, campaign_edit(id: CampaignId) = "/office/campaigns/{id}/edit";
    CAMPAIGN_COPY, campaign_copy(id: CampaignId) = "/office/campaigns/{id}/copy";
    CAMPAIGN_LAUNCH, campaign_launch(id: CampaignId) = "/office/campaigns/{id}/launch";
    CAMPAIGN_OPT_OUT, campaign_opt_out(id: CampaignId) = "/office/campaigns/{id}/opt-out";
    PASSPHRASE, passphrase(id: CampaignId) = "/office/campaigns/{id}/passphrase";
    PASSPHRASE_CHECK, passphrase_check(id: CampaignId) = "/office/campaigns/{id}/passphrase/check";
    AUDIENCE_NEW, audience_new(id: CampaignId) = "/office/campaigns/{id}/audiences/new";
    AUDIENCE, audience(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}";
    AUDIENCE_LIST, audience_list(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/list";
    AUDIENCE_POOL, audience_pool(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/pool";
    AUDIENCE_REMOVE, audience_remove(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/remove";
    AUDIENCE_CARDS, audience_cards(id: CampaignId, audience: AudienceId) =
        "/office/campaigns/{id}/audiences/{audience}/cards";

    DISCIPLINE_KEY = "/office/discipline/key";
    DISCIPLINE_KEY_CHECK = "/office/discipline/key/check";

    AUDIT = "/office/audit";
}
