//! Ways round a rule of the ledger that somebody tried, and that lead nowhere.

use wenlian::domain::ledger::{LedgerRefusal, LedgerState};
use wenlian::domain::people::{Login, PersonForm, Role, Roles};
use wenlian::domain::refusal::Refusal;
use wenlian::domain::text::{Line, Paragraph};
use wenlian::services::ledger::{self, Verdict};
use wenlian::services::{Error, people};

use crate::harness::Reply;
use crate::harness::ledger_scene::LedgerScene;
use crate::ledger::{
    PDF, TEXT, approve, ask_closing, file_all, first_choice, in_progress, in_verification, state,
    submit_plan, take_up, verify,
};

#[tokio::test]
async fn a_level_that_was_agreed_to_does_not_come_down_with_a_changed_plan() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "2", "2026-04-30").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    approve(&mut scene.leader, &item, &[]).await.see_other();
    let path = format!("{item}/plan");
    for go in ["submit", "save"] {
        let page = scene.head.get(&path).await.ok();
        let lower = [("level", "1"), ("cause", "没有规定时限，也没有公示"), ("go", go)];
        let refused = scene.head.submit(&page, &path, &lower).await;
        assert!(refused.status.is_client_error(), "{go}: {}", refused.status);
        assert!(refused.text().contains("没有规定时限，也没有公示"), "{go}: what was typed");
    }
    let page = scene.head.get(&path).await.ok();
    let lower =
        scene.head.submit(&page, &path, &[("level", "1"), ("go", "submit")]).await.refused();
    assert!(lower.shown().contains("等级不能调低"), "{}", lower.shown());
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
    // Graver goes up, and its chain is the longer one.
    let page = scene.head.get(&path).await.ok();
    scene.head.submit(&page, &path, &[("level", "3"), ("go", "submit")]).await.see_other();
    for reviewer in [&mut scene.office, &mut scene.leader] {
        approve(reviewer, &item, &[]).await.see_other();
    }
    assert_eq!(state(&scene, &item).await, LedgerState::PlanReview, "a third one is asked");
}

#[tokio::test]
async fn neither_a_draft_nor_a_level_that_was_sent_back_moves_the_one_agreed_to() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let (path, review) = (format!("{item}/plan"), format!("{item}/review"));
    submit_plan(&mut scene, &item, "2", "2026-04-30").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    approve(&mut scene.leader, &item, &[]).await.see_other();
    for (level, why) in [("3", "等级应为2级"), ("2", "措施还要再细一些")] {
        let page = scene.head.get(&path).await.ok();
        let changed = [("level", level), ("cause", why), ("go", "submit")];
        scene.head.submit(&page, &path, &changed).await.see_other();
        let page = scene.office.get(&review).await.ok();
        let back = [("verdict", "send_back"), ("words", why)];
        scene.office.submit(&page, &review, &back).await.see_other();
    }
    // The level that only a change proposed, and that was sent back, came down again. The one agreed
    // to does not, whatever was saved of it in between.
    let page = scene.head.get(&path).await.ok();
    scene.head.submit(&page, &path, &[("level", ""), ("go", "save")]).await.see_other();
    let page = scene.head.get(&path).await.ok();
    let lower =
        scene.head.submit(&page, &path, &[("level", "1"), ("go", "submit")]).await.refused();
    assert!(lower.shown().contains("等级不能调低"), "{}", lower.shown());
    assert_eq!(state(&scene, &item).await, LedgerState::Open);
    // Control: as it was agreed to, it goes the way of its level.
    let page = scene.head.get(&path).await.ok();
    scene.head.submit(&page, &path, &[("level", "2"), ("go", "submit")]).await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::PlanReview, "the leader is asked, too");
    approve(&mut scene.leader, &item, &[]).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
}

#[tokio::test]
async fn what_a_reviewer_sent_back_is_not_put_right_past_the_reviewer() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let path = format!("{item}/at-once");
    let form = scene.head.get(&path).await.ok();
    let (doer, leader) = (first_choice(&form, "person"), first_choice(&form, "leader"));
    submit_plan(&mut scene, &item, "1", "2026-04-30").await.see_other();
    let review = format!("{item}/review");
    let page = scene.office.get(&review).await.ok();
    let back = [("verdict", "send_back"), ("words", "措施太笼统")];
    scene.office.submit(&page, &review, &back).await.see_other();

    let closed = scene.head.get(&path).await.ok();
    assert!(closed.form_actions().is_empty() && closed.shown().contains("已经送审过"));
    let page = scene.head.get(&format!("{item}/plan")).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let typed = [
        ("revision", revision.as_str()),
        ("draft", "replace"),
        ("name", "保证金退还"),
        ("level", "1"),
        ("cause", "没有公示"),
        ("person", doer.as_str()),
        ("leader", leader.as_str()),
        ("measure", "当日公示退还时限"),
        ("completion", "已在大厅和网站公示"),
    ];
    let refused = scene.head.upload(&path, &typed, ("file", "公示.pdf", PDF)).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert_eq!(state(&scene, &item).await, LedgerState::Open);
}

/// The form as it stands, with the box of the star emptied.
fn without_star(page: &Reply, path: &str) -> Vec<(String, String)> {
    let mut pairs = page.form(path);
    pairs.retain(|(name, _)| name != "starred");
    pairs
}

#[tokio::test]
async fn the_star_of_supervision_is_supervisions_to_take_off_and_long_term_waits_for_its_visit() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = format!("{item}/mark");
    let page = scene.supervisor.get(&path).await.ok();
    scene
        .supervisor
        .submit(&page, &path, &[("starred", "yes"), ("means", "talk")])
        .await
        .see_other();

    let page = scene.office.get(&path).await.ok();
    let refused = scene.office.post(&path, &without_star(&page, &path)).await.refused();
    assert!(refused.shown().contains("须由督导组取消"), "{}", refused.shown());
    let long_term = format!("{item}/long-term");
    let page = scene.office.get(&long_term).await.ok();
    let typed = [("words", "需长期坚持按周核对"), ("review_on", "2026-08-31")];
    let early = scene.office.submit(&page, &long_term, &typed).await.refused();
    assert!(early.shown().contains("须先由督导组现场核验"), "{}", early.shown());

    let page = scene.supervisor.get(&path).await.ok();
    scene.supervisor.post(&path, &without_star(&page, &path)).await.see_other();
    assert!(scene.head.get(&item).await.ok().shown().contains("取消重点标注"));
    let page = scene.office.get(&long_term).await.ok();
    scene.office.submit(&page, &long_term, &typed).await.see_other();
}

/// Makes someone hold this role alone, and belong to no unit.
pub async fn moves_to(scene: &LedgerScene, login: &str, role: Role) {
    let (root, person) = (scene.app.root().await, scene.app.actor(login).await.person);
    let form = PersonForm {
        name: Line::parse(login).unwrap(),
        login: Login::parse(login).unwrap(),
        email: None,
        unit: None,
        roles: Roles::parse([role], None).unwrap(),
        in_charge_of: Vec::new(),
    };
    people::change(&scene.app.app, &root, person, &form).await.unwrap();
}

#[tokio::test]
async fn a_draft_or_an_answer_for_the_unit_is_a_hand_in_it_though_the_story_tells_of_no_act() {
    let mut scene = LedgerScene::start().await;
    // One accepts it, another drafts the plan, a third notes the completion; a fourth hands all in.
    let item = scene.opened(TEXT).await;
    let [mut drafts, mut notes, mut submits] = {
        let head = |login| scene.app.person(login, &[Role::UnitHead], Some(scene.unit));
        [head("drafts").await, head("notes").await, head("submits").await]
    };
    let plan = format!("{item}/plan");
    let page = drafts.get(&plan).await.ok();
    drafts.submit(&page, &plan, &[("cause", "没有规定时限"), ("go", "save")]).await.see_other();
    std::mem::swap(&mut scene.head, &mut submits);
    submit_plan(&mut scene, &item, "1", "2026-04-30").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    file_all(&mut scene.doer, &item).await;
    let closing = format!("{item}/closing");
    let page = notes.get(&closing).await.ok();
    let typed = [("completion", "时限已公示，每周核对"), ("go", "save")];
    notes.submit(&page, &closing, &typed).await.see_other();
    ask_closing(&mut scene.head, &item).await.see_other();
    take_up(&mut scene.office, &item).await.see_other();
    for login in ["head", "drafts", "notes"] {
        moves_to(&scene, login, Role::Supervisor).await;
        let mut former = scene.again(login).await;
        let refused = verify(&mut former, &item, "close").await.refused();
        assert!(refused.shown().contains("曾代表责任单位办理"), "{login}: {}", refused.shown());
    }
    verify(&mut scene.supervisor, &item, "close").await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::Closed, "the control: another one may");
}

#[tokio::test]
async fn a_line_far_too_long_is_refused_without_looking_through_all_of_it() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = format!("{item}/verify");
    let page = scene.supervisor.get(&path).await.ok();
    let long = "1".repeat(100_000);
    let typed = [("verdict", "close"), ("words", "属实"), ("outcome", long.as_str())];
    let refused = scene.supervisor.submit(&page, &path, &typed).await.refused();
    assert!(refused.text().contains(&long[..4000]), "what was typed stays");
    assert_eq!(state(&scene, &item).await, LedgerState::Verifying);
}

#[tokio::test]
async fn whoever_planned_for_the_unit_judges_nothing_of_it_from_another_chair() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    let mut next = scene.app.person("head.two", &[Role::UnitHead], Some(scene.unit)).await;
    ask_closing(&mut next, &item).await.see_other();
    take_up(&mut scene.office, &item).await.see_other();
    moves_to(&scene, "head", Role::Supervisor).await;
    let mut former = scene.again("head").await;
    let refused = verify(&mut former, &item, "close").await.refused();
    assert!(refused.shown().contains("曾代表责任单位办理"), "{}", refused.shown());
    verify(&mut scene.supervisor, &item, "close").await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::Closed, "the control: another one may");
}

#[tokio::test]
async fn one_person_with_several_roles_signs_one_link_of_a_chain_and_is_told_who_else_can() {
    let mut scene = LedgerScene::start().await;
    let roles = [Role::OfficeLead, Role::Discipline, Role::GroupHead, Role::Supervisor];
    let mut every = scene.app.person("every", &roles, None).await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "3", "2026-04-30").await.see_other();
    let review = format!("{item}/review");
    approve(&mut every, &item, &[]).await.see_other();
    approve(&mut scene.leader, &item, &[]).await.see_other();

    let page = every.get(&review).await.ok();
    assert!(page.form_actions().is_empty(), "no form that would only be refused");
    let shown = page.shown();
    assert!(shown.contains("同意过这次报审的措施") && shown.contains("discipline"), "{shown}");
    let home = every.get("/office/").await.ok().shown();
    assert!(!home.contains("待审核的措施"), "{home}");
    let home = scene.discipline.get("/office/").await.ok().shown();
    assert!(home.contains("待审核的措施"), "the control: {home}");
    let revision = scene.discipline.get(&review).await.ok();
    let revision = revision.attributes("input[name=revision]", "value").remove(0);
    for verdict in ["approve", "send_back"] {
        let typed = [("revision", revision.as_str()), ("verdict", verdict), ("words", "我也同意")];
        let refused = every.post(&review, &typed).await.refused();
        let shown = refused.shown();
        assert!(shown.contains("“机关纪委”这一级请由其他同事审核"), "{verdict}: {shown}");
    }
    crate::many::lists_say_what_the_rules_say(&scene).await;
    approve(&mut scene.discipline, &item, &[]).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
    crate::many::lists_say_what_the_rules_say(&scene).await;
}

#[tokio::test]
async fn whoever_opened_an_item_and_agreed_to_its_plan_leaves_the_verdict_to_others() {
    let mut scene = LedgerScene::start().await;
    let record = "/office/ledger/record";
    let page = scene.office.get(record).await.ok();
    let unit = scene.unit.to_string();
    let campaign = scene.campaign.to_string();
    let typed = [
        ("campaign", campaign.as_str()),
        ("unit", unit.as_str()),
        ("source", "inspection"),
        ("name", "印章管理"),
        ("content", "印章由一人保管"),
        ("category", "institution"),
    ];
    let opened = scene.office.submit(&page, record, &typed).await.see_other();
    let item = opened.strip_suffix("/plan").unwrap_or(&opened).to_owned();
    submit_plan(&mut scene, &item, "1", "2026-04-30").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    file_all(&mut scene.doer, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();
    take_up(&mut scene.office, &item).await.see_other();
    crate::many::lists_say_what_the_rules_say(&scene).await;
    let page = scene.office.get(&format!("{item}/verify")).await.ok();
    let shown = page.shown();
    assert!(page.form_actions().is_empty() && shown.contains("这个条目由您立账"), "{shown}");
    assert!(shown.contains("可以办理的人员：supervisor"), "{shown}");
    assert!(!scene.office.get("/office/").await.ok().shown().contains("待核验销号"));
    verify(&mut scene.supervisor, &item, "close").await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::Closed);
    // The control: an item that the public raised is closed by the office that agreed to its plan.
    let other = in_verification(&mut scene).await;
    verify(&mut scene.office, &other, "close").await.see_other();
}

#[tokio::test]
async fn a_change_of_a_plan_that_changes_nothing_goes_to_no_reviewer() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    let same = scene.head.submit(&page, &path, &[("go", "submit")]).await.refused();
    assert!(same.shown().contains("没有变更，不需要报审"), "{}", same.shown());
    assert_eq!(same.all_text("textarea[name=measure-1]"), ["公示保证金退还时限"]);
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
    let mut reviewer = scene.again("office").await;
    assert!(!reviewer.get("/office/").await.ok().shown().contains("待审核的措施"));
    // The control: a word changed is a change, and so is another order, or what is not in the paper.
    let way = first_choice(&page, "monitoring");
    let changes =
        [("measure-1", "在大厅公示保证金退还时限"), ("place-1", "2"), ("monitoring", way.as_str())];
    for changed in changes {
        let page = scene.head.get(&path).await.ok();
        let typed = [changed, ("go", "submit")];
        scene.head.submit(&page, &path, &typed).await.see_other();
        assert_eq!(state(&scene, &item).await, LedgerState::PlanReview, "{changed:?}");
        approve(&mut scene.office, &item, &[]).await.see_other();
    }
}

#[tokio::test]
async fn the_line_for_the_public_is_looked_at_whoever_asks_for_the_closing_and_in_just_that_line() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = format!("{item}/verify");
    // Ticked beside one line, and another one sent: it was not looked at.
    let page = scene.office.get(&path).await.ok();
    let typed = |line| [("verdict", "close"), ("words", "逐项属实"), ("outcome", line)];
    let asked = scene.office.submit(&page, &path, &typed("三标段已退还")).await.refused();
    let other = [&typed("三标段已退还5000万")[..], &[("seen-hints", "yes")]].concat();
    let asked = scene.office.submit(&asked, &path, &other).await.refused();
    let listed = asked.all_text("main ul li").join("\n");
    assert!(listed.contains("5000万"), "{listed}");
    assert!(asked.attributes("input[name=seen-hints][checked]", "value").is_empty());
    assert_eq!(state(&scene, &item).await, LedgerState::Verifying);

    let (app, office) = (&scene.app.app, scene.app.actor("office").await);
    let id = item.rsplit_once('/').unwrap().1.parse().unwrap();
    let revision = ledger::one(app, &office, id).await.unwrap().record.revision;
    let conclusion = Paragraph::parse("逐项属实").unwrap();
    let close = async |line: &str, looked_at: Option<&str>| {
        let outcome = Line::parse(line).unwrap();
        let verdict = Verdict::Close { conclusion: &conclusion, outcome: &outcome, looked_at };
        ledger::verify(app, &office, id, revision, verdict).await
    };
    let line = "三标段已退还5000万";
    for looked_at in [None, Some("三标段已退还")] {
        let refused = close(line, looked_at).await;
        let unseen = Refusal::Ledger(LedgerRefusal::OutcomeUnseen);
        assert!(matches!(&refused, Err(Error::Refused(it)) if *it == unseen), "{refused:?}");
        assert_eq!(state(&scene, &item).await, LedgerState::Verifying, "{looked_at:?}");
    }
    // The control: whoever looked at the line closes with it.
    close(line, Some(line)).await.unwrap();
    assert_eq!(state(&scene, &item).await, LedgerState::Closed);
}
