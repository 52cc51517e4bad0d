//! Who asks for more time, who grants it, and what it moves.

use super::super::Due;
use super::super::scene::{Office, day, words};
use super::*;
use crate::domain::calendar::SHIPPED;

fn calendar() -> Calendar {
    Calendar::new(
        SHIPPED.iter().flat_map(|year| year.days()),
        SHIPPED.iter().map(|year| year.calendar_year()),
    )
}

fn in_progress(office: &Office, level: Level, due: &str) -> LedgerItem {
    let mut item = office.item(level);
    item.state = LedgerState::InProgress;
    item.due = Some(Due::fixed(day(due)));
    item
}

fn asked(office: &Office, on: &str, to: &str) -> Extension {
    let asked = Asked {
        by: office.head.person,
        on: day(on),
        reason: ExtensionReason::Others,
        words: words("需与财政部门协调"),
        progress: words("已完成第一项"),
        to: day(to),
        is_late: false,
    };
    Extension { asked, decided: None, plan: None }
}

fn granted(office: &Office, on: &str, to: &str) -> Extension {
    let by = office.lead.person;
    let decided = Decided { by, on: day(on), granted: true, words: None };
    Extension { decided: Some(decided), ..asked(office, on, to) }
}

#[test]
fn it_is_asked_for_three_working_days_ahead_or_once_the_date_has_passed() {
    let office = Office::new();
    // 10 October 2026 is a Saturday that is worked on; the days before are a holiday.
    let item = in_progress(&office, Level::First, "2026-10-10");
    let offer = |on: &str| item.extension_offer(&office.head, &[], day(on), &calendar());
    let ten = Offer { first: day("2026-10-11"), last: day("2026-10-23"), is_late: false };
    assert_eq!(offer("2026-09-30"), Ok(ten));
    let too_near = DueExtensionRefusal::TooNear { last: day("2026-09-30") };
    assert_eq!(offer("2026-10-08"), Err(too_near));
    assert_eq!(offer("2026-10-10"), Err(too_near));
    let late = Offer { first: day("2026-10-13"), last: day("2026-10-26"), is_late: true };
    assert_eq!(offer("2026-10-12"), Ok(late));
}

#[test]
fn only_the_head_of_the_unit_asks_and_only_while_it_is_being_rectified() {
    let office = Office::new();
    let mut item = in_progress(&office, Level::First, "2026-10-30");
    for other in [&office.doer, &office.lead, &office.supervisor, &office.group_head] {
        let refused = item.extension_offer(other, &[], day("2026-10-12"), &calendar());
        assert_eq!(refused, Err(DueExtensionRefusal::HeadAsks));
    }
    for state in [LedgerState::Open, LedgerState::Submitted, LedgerState::Closed] {
        item.state = state;
        let refused = item.extension_offer(&office.head, &[], day("2026-10-12"), &calendar());
        assert_eq!(refused, Err(DueExtensionRefusal::NotInProgress));
    }
}

#[test]
fn a_cycle_has_two_extensions_one_after_the_other() {
    let office = Office::new();
    let item = in_progress(&office, Level::First, "2026-10-30");
    let offer = |before: &[Extension]| {
        item.extension_offer(&office.head, before, day("2026-10-13"), &calendar())
    };
    let waiting = asked(&office, "2026-10-12", "2026-11-02");
    assert_eq!(offer(&[waiting]), Err(DueExtensionRefusal::OneWaits));
    let silent = asked(&office, "2026-10-08", "2026-11-02");
    assert!(offer(std::slice::from_ref(&silent)).is_ok(), "silence refused it");
    let one = granted(&office, "2026-10-08", "2026-11-02");
    assert!(offer(&[silent, one.clone()]).is_ok());
    assert_eq!(offer(&[one.clone(), one]), Err(DueExtensionRefusal::NoneLeft));
}

#[test]
fn the_level_says_who_decides_and_never_someone_of_the_unit() {
    let office = Office::new();
    for (level, decides) in [
        (Level::First, &office.lead),
        (Level::Second, &office.leader),
        (Level::Third, &office.group_head),
        (Level::Fourth, &office.group_head),
    ] {
        let item = in_progress(&office, level, "2026-10-30");
        let who = decider(level);
        assert_eq!(item.may_decide_extension(decides), Ok(who));
        for actor in office.everyone() {
            let leads = who != Who::LeaderInCharge || actor.in_charge_of.contains(&office.unit);
            let may = who.is_held_by(&actor) && leads && !actor.belongs_to(office.unit);
            let outcome = item.may_decide_extension(&actor);
            assert_eq!(outcome.is_ok(), may, "{level:?} {:?}: {outcome:?}", actor.roles);
        }
    }
}

#[test]
fn nothing_is_asked_of_anyone_once_closing_was_asked_for() {
    let office = Office::new();
    let mut item = in_progress(&office, Level::First, "2026-10-30");
    item.state = LedgerState::Submitted;
    let refused = item.may_decide_extension(&office.lead);
    assert_eq!(refused, Err(DueExtensionRefusal::NothingWaits));
}

#[test]
fn what_is_granted_moves_the_date_that_counts_and_the_original_stays() {
    let office = Office::new();
    let mut item = in_progress(&office, Level::First, "2026-10-30");
    let request = asked(&office, "2026-10-12", "2026-11-06");
    let answer = |on: &str, granted| {
        let by = office.lead.person;
        Decided { by, on: day(on), granted, words: None }
    };
    let mut decide =
        |decided: &Decided| item.decide_extension(&office.lead, &request, decided, &calendar());
    assert_eq!(decide(&answer("2026-10-13", false)), Err(DueExtensionRefusal::NoReason));
    assert_eq!(decide(&answer("2026-10-15", true)), Err(DueExtensionRefusal::NothingWaits));
    assert_eq!(decide(&answer("2026-10-14", true)), Ok(Who::Office));
    let due = item.due.expect("a date");
    assert_eq!((due.original(), due.current()), (day("2026-10-30"), day("2026-11-06")));
}
