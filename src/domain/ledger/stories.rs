//! What happens to an item, told as stories of acts and of what refuses them.

use super::scene::{Office, day, person, words};
use super::{
    Act, Due, Hand, LedgerItem, LedgerRefusal, LedgerState, Level, Plan, Request, Source, Standing,
    TipQuestion, Who, chain,
};
use crate::domain::calendar::{Calendar, SHIPPED};
use crate::domain::chance::Chance;
use crate::domain::id::LedgerId;
use crate::domain::people::{Actor, Role, Roles};
use crate::domain::text::Paragraph;

fn request<'a>(act: Act, by: &'a Actor, reason: &'a Paragraph) -> Request<'a> {
    Request { act, by, second: None, words: Some(reason), date: None, today: day("2026-05-06") }
}

#[test]
fn an_item_of_every_level_goes_from_opening_to_closed() {
    for level in Level::ALL {
        let office = Office::new();
        let reason = words("核验属实");
        let mut item = office.item(level);
        let act = |item: &mut LedgerItem, act, by| item.carry_out(&request(act, by, &reason));
        assert_eq!(act(&mut item, Act::SubmitPlan, &office.head), Ok(LedgerState::PlanReview));
        item.tip_question = TipQuestion::NoTip;
        for who in chain(level) {
            assert_eq!(item.next_reviewer(), Some(*who));
            assert_eq!(item.due, None);
            act(&mut item, Act::Approve, office.reviewer(*who)).expect("their turn");
        }
        assert_eq!(item.state, LedgerState::InProgress);
        assert_eq!(item.due, Some(Due::fixed(day("2026-06-30"))));
        act(&mut item, Act::Report, &office.doer).expect("the person responsible");
        item.completion = Some(words("已完成"));
        let unproven = LedgerRefusal::EvidenceMissing { measure: 1 };
        assert_eq!(act(&mut item, Act::AskClosing, &office.head), Err(unproven));
        item.plan.measures[0].evidence = 1;
        let unproven = LedgerRefusal::EvidenceMissing { measure: 2 };
        assert_eq!(act(&mut item, Act::AskClosing, &office.head), Err(unproven));
        item.plan.measures[1].evidence = 1;
        act(&mut item, Act::AskClosing, &office.head).expect("all is shown");
        act(&mut item, Act::TakeUp, &office.lead).expect("the office");
        if level >= Level::Third {
            let unseen = act(&mut item, Act::Close, &office.supervisor);
            assert_eq!(unseen, Err(LedgerRefusal::VisitMissing), "{level:?}");
            act(&mut item, Act::Visit, &office.lead).expect_err("not the office");
            act(&mut item, Act::Visit, &office.supervisor).expect("supervision looks");
        }
        assert_eq!(act(&mut item, Act::Close, &office.supervisor), Ok(LedgerState::Closed));
    }
}

#[test]
fn what_is_put_right_at_once_goes_straight_to_whoever_verifies() {
    let office = Office::new();
    let reason = words("已改好");
    let fix = |item: &mut LedgerItem, by| item.carry_out(&request(Act::FixAtOnce, by, &reason));
    let mut item = office.item(Level::First);
    assert_eq!(fix(&mut item, &office.head), Err(LedgerRefusal::CompletionMissing));
    item.completion = Some(words("已改好"));
    for measure in &mut item.plan.measures {
        measure.evidence = 1;
    }
    let mut grave = item.clone();
    grave.plan.level = Some(Level::Third);
    let too_grave = LedgerRefusal::TooGraveAtOnce { level: Level::Third };
    assert_eq!(fix(&mut grave, &office.head), Err(too_grave));
    fix(&mut item, &office.doer).expect_err("the head signs");
    assert_eq!(fix(&mut item, &office.head), Ok(LedgerState::Submitted));
    assert_eq!(item.due, item.plan.due.map(Due::fixed));
    let verdict = |item: &mut LedgerItem, act, by| item.carry_out(&request(act, by, &reason));
    verdict(&mut item, Act::TakeUp, &office.lead).expect("the office");
    verdict(&mut item, Act::Close, &office.head).expect_err("someone else");
    // Sent back, its date rules.
    let mut back = item.clone();
    assert_eq!(verdict(&mut back, Act::Rework, &office.supervisor), Ok(LedgerState::InProgress));
    assert_eq!(back.due, item.due);
    assert_eq!(verdict(&mut item, Act::Close, &office.supervisor), Ok(LedgerState::Closed));
}

#[test]
fn a_look_on_the_spot_counts_for_the_request_it_was_made_for() {
    let office = Office::new();
    let reason = words("现场属实");
    let mut item = office.item_in(LedgerState::Verifying, Level::Third, 0);
    item.completion = Some(words("已完成"));
    for measure in &mut item.plan.measures {
        measure.evidence = 1;
    }
    let act = |item: &mut LedgerItem, act, by| item.carry_out(&request(act, by, &reason));
    assert!(item.watch.visited_by.is_some());
    act(&mut item, Act::Rework, &office.supervisor).expect("a verifier");
    act(&mut item, Act::AskClosing, &office.head).expect("once more");
    act(&mut item, Act::TakeUp, &office.lead).expect("the office");
    let unseen = act(&mut item, Act::Close, &office.supervisor);
    assert_eq!(unseen, Err(LedgerRefusal::VisitMissing));
    act(&mut item, Act::Visit, &office.supervisor).expect("supervision looks again");
    assert_eq!(act(&mut item, Act::Close, &office.supervisor), Ok(LedgerState::Closed));
}

#[test]
fn reviewers_agree_in_turn() {
    let office = Office::new();
    let reason = words("同意");
    let mut item = office.item_in(LedgerState::PlanReview, Level::Third, 0);
    let early = item.carry_out(&request(Act::Approve, &office.leader, &reason));
    assert_eq!(early, Err(LedgerRefusal::OutOfTurn { turn: Who::Office }));
    assert_eq!(item.approvals, [], "a refused act changes nothing");
    item.carry_out(&request(Act::Approve, &office.lead, &reason)).expect("the office's turn");
    let stranger = person(&[Role::LeaderInCharge], office.elsewhere, &[office.elsewhere]);
    let other = item.carry_out(&request(Act::Approve, &stranger, &reason));
    assert_eq!(other, Err(LedgerRefusal::NotInCharge));
    item.carry_out(&request(Act::SendBack, &office.leader, &reason)).expect("the leader's turn");
    assert_eq!((item.state, item.next_reviewer()), (LedgerState::Open, Some(Who::Office)));
}

#[test]
fn one_person_is_one_link_of_the_chain_whatever_roles_they_hold() {
    let office = Office::new();
    let reason = words("同意");
    let every = person(Role::ALL, office.elsewhere, &[office.unit]);
    let mut item = office.item_in(LedgerState::PlanReview, Level::Fourth, 0);
    item.tip_question = TipQuestion::NoTip;
    item.carry_out(&request(Act::Approve, &every, &reason)).expect("as the office");
    for turn in [Who::LeaderInCharge, Who::SupervisionHead, Who::GroupHead] {
        let again = Err(LedgerRefusal::AgreedAlready { turn });
        for act in [Act::Approve, Act::SendBack] {
            assert_eq!(item.permit(act, &every), again.map(|()| turn), "{act} as {turn}");
        }
        item.carry_out(&request(Act::Approve, office.reviewer(turn), &reason)).expect("another");
    }
    assert_eq!(item.state, LedgerState::InProgress);
    // Seven people are enough: the one leader signs as leader in charge and as head of the group.
    let one = person(&[Role::LeaderInCharge, Role::GroupHead], office.elsewhere, &[office.unit]);
    let mut item = office.item_in(LedgerState::PlanReview, Level::Fourth, 1);
    item.tip_question = TipQuestion::NoTip;
    for by in [&one, &office.discipline, &one] {
        item.carry_out(&request(Act::Approve, by, &reason)).expect("their turn");
    }
    assert_eq!(item.state, LedgerState::InProgress);
}

#[test]
fn nobody_opens_an_item_agrees_to_its_plan_and_closes_it() {
    let office = Office::new();
    let mut item = office.item_in(LedgerState::Verifying, Level::First, 1);
    assert_eq!(item.permit(Act::Close, &office.lead), Ok(Who::Office), "a mild one, not opened");
    item.opened_by = Some(office.lead.person);
    assert_eq!(item.permit(Act::Close, &office.lead), Err(LedgerRefusal::VerifierOpened));
    let moved = item.permit(Act::MoveToLongTerm, &office.lead);
    assert_eq!(moved, Ok(Who::Office), "two sign that");
    assert_eq!(item.permit(Act::Close, &office.supervisor), Ok(Who::Supervisor));
    // Nor does the office look on the spot, under another hat, at what it agreed to.
    let both =
        Actor { roles: Roles::stored([Role::OfficeLead, Role::Supervisor]), ..office.lead.clone() };
    item.opened_by = None;
    assert_eq!(item.permit(Act::Visit, &both), Err(LedgerRefusal::VisitorApproved));
    assert_eq!(item.permit(Act::Visit, &office.supervisor), Ok(Who::Supervisor));
}

#[test]
fn what_was_handed_in_once_is_not_put_right_at_once_any_more() {
    let office = Office::new();
    let reason = words("太笼统");
    let mut item = office.item(Level::First);
    assert_eq!(item.permit(Act::FixAtOnce, &office.head), Ok(Who::UnitHead), "the control");
    item.carry_out(&request(Act::SubmitPlan, &office.head, &reason)).expect("handed in");
    item.carry_out(&request(Act::SendBack, &office.lead, &reason)).expect("sent back");
    let again = item.permit(Act::FixAtOnce, &office.head);
    assert_eq!(again, Err(LedgerRefusal::ReviewedBefore));
}

#[test]
fn a_tip_at_level_4_is_asked_for_before_the_head_of_supervision_agrees() {
    let office = Office::new();
    let reason = words("同意");
    let mut item = office.item_in(LedgerState::PlanReview, Level::Fourth, 2);
    let agree = request(Act::Approve, &office.discipline, &reason);
    assert_eq!(item.advance(&agree), Err(LedgerRefusal::TipQuestionOpen));
    item.tip_question = TipQuestion::NoTip;
    assert_eq!(item.advance(&agree), Ok(LedgerState::PlanReview));
}

#[test]
fn the_original_due_date_outlives_extension_and_every_change_of_plan() {
    let office = Office::new();
    let reason = words("情况变化");
    let (original, granted) = (day("2026-06-30"), day("2026-07-14"));
    let mut item = office.item_in(LedgerState::InProgress, Level::First, 1);
    item.due = item.due.map(|due| due.extended(granted));
    for wished in [original, day("2026-12-31")] {
        item.plan.due = Some(wished);
        let refused = item.carry_out(&request(Act::Amend, &office.head, &reason));
        assert_eq!(refused, Err(LedgerRefusal::DueIsFixed { due: granted }), "{wished}");
    }
    item.plan.due = Some(granted);
    for (act, by) in [
        (Act::Amend, &office.head),
        (Act::SendBack, &office.lead),
        (Act::SubmitPlan, &office.head),
        (Act::Approve, &office.lead),
    ] {
        item.carry_out(&request(act, by, &reason)).expect("the round of a changed plan");
        let due = item.due.expect("a fixed date");
        assert_eq!((due.original(), due.current()), (original, granted), "{act}");
    }
    assert_eq!(item.state, LedgerState::InProgress);
}

#[test]
fn an_extension_never_moves_a_date_earlier() {
    let due = Due::fixed(day("2026-06-30"));
    assert_eq!(due.extended(day("2026-06-01")), due);
    let extended = due.extended(day("2026-07-14"));
    assert_eq!(extended.current(), day("2026-07-14"));
    assert_eq!(extended.extended(day("2026-07-01")), extended);
}

#[test]
fn changing_the_plan_does_not_stop_the_clock_but_asking_for_closing_does() {
    let office = Office::new();
    let calendar = Calendar::new(
        SHIPPED.iter().flat_map(|year| year.days()),
        SHIPPED.iter().map(|year| year.calendar_year()),
    );
    let today = day("2026-07-02");
    let late = Some(Standing::Overdue { working_days: 2 });
    let standing = |state| {
        let mut item = office.item_in(state, Level::First, 0);
        item.due = Some(Due::fixed(day("2026-06-30")));
        item.standing(today, &calendar)
    };
    assert_eq!(standing(LedgerState::PlanReview), late);
    assert_eq!(standing(LedgerState::InProgress), late);
    assert_eq!(standing(LedgerState::Verifying), Some(Standing::OnTime));
    assert_eq!(standing(LedgerState::Closed), None);
}

#[test]
fn a_reopened_item_proves_everything_again() {
    let office = Office::new();
    let reason = words("抽查发现反弹");
    let mut item = office.item_in(LedgerState::Closed, Level::First, 1);
    item.completion = Some(words("已完成"));
    for measure in &mut item.plan.measures {
        measure.evidence = 1;
    }
    let reopen = request(Act::Reopen, &office.supervisor, &reason);
    assert_eq!(item.carry_out(&reopen), Err(LedgerRefusal::DueMissing));
    item.carry_out(&Request { date: Some(day("2026-09-01")), ..reopen }).expect("reopened");
    assert_eq!((item.state, item.cycle), (LedgerState::InProgress, 2));
    assert_eq!(item.due, Some(Due::fixed(day("2026-09-01"))));
    assert_eq!(
        item.completion_faults(),
        [
            LedgerRefusal::CompletionMissing,
            LedgerRefusal::EvidenceMissing { measure: 1 },
            LedgerRefusal::EvidenceMissing { measure: 2 },
        ]
    );
}

#[test]
fn every_gap_of_a_plan_is_told() {
    let office = Office::new();
    let mut item = office.item(Level::First);
    item.plan = Plan { due: Some(day("2026-05-05")), ..Plan::default() };
    assert_eq!(
        item.plan_faults(day("2026-05-06")),
        [
            LedgerRefusal::LevelMissing,
            LedgerRefusal::CauseMissing,
            LedgerRefusal::MeasuresMissing,
            LedgerRefusal::PersonResponsibleMissing,
            LedgerRefusal::LeaderInChargeMissing,
            LedgerRefusal::DueInThePast { due: day("2026-05-05") },
        ]
    );
}

#[test]
fn a_due_date_more_than_a_year_away_is_taken_for_a_slip() {
    let office = Office::new();
    let mut item = office.item(Level::First);
    for (due, faults) in [
        ("2027-05-06", vec![]),
        ("2027-05-07", vec![LedgerRefusal::DueTooFar { latest: day("2027-05-06") }]),
    ] {
        item.plan.due = Some(day(due));
        assert_eq!(item.plan_faults(day("2026-05-06")), faults, "{due}");
    }
}

#[test]
fn acts_that_need_words_are_refused_without() {
    let office = Office::new();
    for (state, act, by, refusal) in [
        (
            LedgerState::PlanReview,
            Act::SendBack,
            &office.lead,
            LedgerRefusal::ReasonMissing { act: Act::SendBack },
        ),
        (LedgerState::InProgress, Act::Report, &office.head, LedgerRefusal::ProgressMissing),
        (
            LedgerState::Verifying,
            Act::Rework,
            &office.lead,
            LedgerRefusal::ReasonMissing { act: Act::Rework },
        ),
        (LedgerState::Verifying, Act::Close, &office.lead, LedgerRefusal::ConclusionMissing),
        (
            LedgerState::Closed,
            Act::Reopen,
            &office.lead,
            LedgerRefusal::ReasonMissing { act: Act::Reopen },
        ),
    ] {
        let mut item = office.item_in(state, Level::First, 0);
        item.completion = Some(words("已完成"));
        for measure in &mut item.plan.measures {
            measure.evidence = 1;
        }
        let silent =
            Request { act, by, second: None, words: None, date: None, today: day("2026-05-06") };
        assert_eq!(item.advance(&silent), Err(refusal), "{act}");
    }
}

#[test]
fn points_are_opened_by_whom_their_source_says() {
    let office = Office::new();
    let open = |source, hand| {
        LedgerItem::open(LedgerId::draw(Chance), office.unit, source, hand).map(|item| item.state)
    };
    assert_eq!(open(Source::SelfFound, Hand::Person(&office.head)), Ok(LedgerState::Open));
    assert_eq!(open(Source::Review, Hand::Person(&office.lead)), Ok(LedgerState::Open));
    let refused = LedgerRefusal::NotYoursToOpen { source: Source::Survey, opener: Who::System };
    assert_eq!(open(Source::Survey, Hand::Person(&office.head)), Err(refused));
    let other_head = person(&[Role::UnitHead], office.elsewhere, &[]);
    assert_eq!(open(Source::SelfFound, Hand::Person(&other_head)), Err(LedgerRefusal::OtherUnit));
    for source in Source::ALL {
        assert_eq!(open(*source, Hand::Program).is_ok(), *source == Source::Survey, "{source}");
    }
}
