//! What is missing before a launch, and what is warned of.

use super::super::PoolState;
use super::*;
use crate::domain::chance::Chance;
use crate::domain::credentials::token::PoolCode;
use crate::domain::findings::Attributes;
use crate::domain::id::{CampaignId, PoolId};
use crate::domain::questionnaires::Words;
use crate::domain::time::Day;

fn pool_of(seats: u32) -> PoolPlan {
    let pool = Pool {
        id: PoolId::draw(Chance),
        campaign: CampaignId::draw(Chance),
        code: PoolCode::draw(Chance),
        state: PoolState::Planned,
        name_zh: "投标人".to_owned(),
        name_en: String::new(),
        questionnaire: None,
        version: None,
        broken_down_by: Attributes::default(),
        closing_public: Some(vec![0; 32]),
        issuer_spki: None,
        fingerprint: None,
        ballot_size: None,
        invited: None,
        later: 0,
        later_on: None,
        joint: None,
    };
    let audience = Audience {
        id: AudienceId::draw(Chance),
        pool: pool.id,
        name_zh: "投标人".to_owned(),
        name_en: String::new(),
        channel: Channel::Card,
        cards: seats,
        until: None,
        printed: false,
        addresses: 0,
        list_hash: None,
        added_on: None,
    };
    let asks = Some(Document::empty(Words::default()));
    PoolPlan { pool, audiences: vec![audience], asks, has_unpublished: false }
}

fn ready(pools: &[PoolPlan]) -> Plan<'_> {
    Plan {
        dates: Dates {
            opens_on: "2026-03-09".parse().ok(),
            closes_on: "2026-03-20".parse().ok(),
            remind_on: Default::default(),
        },
        pools,
        holders: 2,
        discipline: DisciplineKey::Ready,
        connection: Connection::Allowed,
        relay: Relay::Configured,
        messages: Relay::None,
        lists_wait: &[],
        worded: &[],
        now: "2026-03-02".parse::<Day>().expect("a date").start(),
    }
}

#[test]
fn nine_seats_are_refused_and_thirty_nine_are_warned_about() {
    let missing = |seats| ready(&[pool_of(seats)]).missing();
    assert_eq!(missing(9), [Missing::Seats { pool: 0, seats: 9 }]);
    assert_eq!(missing(10), []);
    let warnings = |seats| ready(&[pool_of(seats)]).warnings();
    assert_eq!(warnings(39), [Warning::SmallPool { pool: 0, seats: 39 }]);
    assert_eq!(warnings(40), []);
}

#[test]
fn a_list_that_nobody_confirmed_holds_up_the_launch() {
    let pools = [pool_of(40)];
    let waiting = [pools[0].audiences[0].id];
    let plan = Plan { lists_wait: &waiting, ..ready(&pools) };
    assert_eq!(plan.missing(), [Missing::ListWaits { pool: 0, audience: 0 }]);
}

#[test]
fn numbers_without_a_way_to_write_to_them_are_warned_about() {
    let mut pool = pool_of(40);
    pool.audiences[0].channel = Channel::Phone;
    pool.audiences[0].addresses = 40;
    let worded = [pool.audiences[0].id];
    let plan = Plan { worded: &worded, ..ready(std::slice::from_ref(&pool)) };
    assert_eq!(plan.warnings(), [Warning::NumbersWait]);
    let wordless = ready(std::slice::from_ref(&pool)).warnings();
    assert!(wordless.contains(&Warning::NoMessageWords { pool: 0, audience: 0 }));
    let plan = Plan { messages: Relay::Configured, ..ready(std::slice::from_ref(&pool)) };
    assert!(!plan.warnings().contains(&Warning::NumbersWait), "a gateway writes to them");
}

#[test]
fn letters_that_would_leave_at_night_are_warned_about_with_the_hour() {
    let mut pool = pool_of(40);
    pool.audiences[0].channel = Channel::Email;
    pool.audiences[0].addresses = 40;
    let first = "2026-03-09".parse::<Day>().expect("a date").start();
    let warned = |now: Timestamp, relay: Relay| {
        let mut warnings = Plan { relay, now, ..ready(std::slice::from_ref(&pool)) }.warnings();
        warnings.retain(|warning| matches!(warning, Warning::AtNight { .. }));
        warnings
    };
    let at_once = |minutes| warned(first.plus_minutes(minutes), Relay::Configured);
    for by_day in [8 * 60, 14 * 60, 21 * 60 - 1] {
        assert_eq!(at_once(by_day), [], "{by_day}");
    }
    for night in [2 * 60 + 7, 8 * 60 - 1, 21 * 60, 24 * 60 - 1] {
        assert_eq!(at_once(night), [Warning::AtNight { at: first.plus_minutes(night) }]);
    }
    let days_before = first.plus_hours(-40);
    let as_it_begins = [Warning::AtNight { at: first }];
    assert_eq!(warned(days_before, Relay::Configured), as_it_begins);
    assert_eq!(warned(days_before, Relay::None), [], "they wait for a mail server");
}

#[test]
fn a_channel_of_nine_seats_is_warned_about_and_one_of_ten_is_not() {
    let of = |cards, addresses| {
        let mut pool = pool_of(cards);
        let by_mail = Audience { channel: Channel::Email, addresses, ..pool.audiences[0].clone() };
        pool.audiences.push(by_mail);
        let mut plan = ready(std::slice::from_ref(&pool)).warnings();
        plan.retain(|warning| matches!(warning, Warning::SmallChannel { .. }));
        plan
    };
    let warning = |channel, seats| Warning::SmallChannel { pool: 0, channel, seats };
    assert_eq!(of(50, 9), [warning(Channel::Email, 9)]);
    assert_eq!(of(1, 50), [warning(Channel::Card, 1)]);
    assert_eq!(of(10, 10), [], "the control");
}

#[test]
fn links_that_only_this_machine_can_open_are_warned_about() {
    let pools = [pool_of(50)];
    let mut plan = ready(&pools);
    assert_eq!(plan.warnings(), [], "the control: over HTTPS everyone can");
    plan.connection = Connection::ThisMachine;
    assert_eq!(plan.missing(), [], "someone may try it out alone");
    assert_eq!(plan.warnings(), [Warning::OnlyHere]);
}

#[test]
fn what_stands_in_front_is_warned_about() {
    let pools = [pool_of(50)];
    let mut plan = ready(&pools);
    plan.connection = Connection::Gateway;
    assert_eq!((plan.missing(), plan.warnings()), (vec![], vec![Warning::Gateway]));
}

#[test]
fn small_audiences_count_together_in_a_joint_pool() {
    let (mut joint, other) = (pool_of(5), pool_of(6));
    joint.audiences.extend(other.audiences);
    assert!(joint.is_joint());
    assert_eq!(ready(&[joint]).missing(), []);
}

#[test]
fn nothing_is_launched_without_two_holders_and_keys_for_every_pool() {
    let mut pools = [pool_of(50), pool_of(50)];
    let mut plan = ready(&pools);
    plan.holders = 1;
    assert_eq!(plan.missing(), [Missing::Holders { have: 1 }]);
    pools[1].pool.closing_public = None;
    assert_eq!(ready(&pools).missing(), [Missing::ClosingKeys]);
}

#[test]
fn a_version_that_no_longer_asks_for_an_attribute_is_not_launched() {
    let mut pool = pool_of(50);
    pool.pool.broken_down_by = "unit".parse().expect("an attribute");
    assert_eq!(ready(&[pool]).missing(), [Missing::Attributes { pool: 0 }]);
}

#[test]
fn an_empty_draft_lacks_everything() {
    let mut plan = ready(&[]);
    plan.dates = Dates::default();
    plan.holders = 0;
    plan.discipline = DisciplineKey::None;
    plan.connection = Connection::Plain;
    assert_eq!(
        plan.missing(),
        [
            Missing::Days,
            Missing::Audiences,
            Missing::ClosingKeys,
            Missing::Holders { have: 0 },
            Missing::DisciplineKey,
            Missing::Connection,
        ]
    );
}
