//! What two sign, office and supervision: 转长期 and 作废. One alone moves nothing.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::services::people;

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::ledger::in_verification;

const REASON: (&str, &str) = ("words", "流程已改，需长期坚持按周核对");

async fn sign(browser: &mut Browser, path: &str, typed: &[(&str, &str)]) -> Reply {
    let page = browser.get(path).await.ok();
    browser.submit(&page, path, typed).await
}

/// The number at the end of an item's address.
fn id_in(item: &str) -> &str {
    item.rsplit('/').next().unwrap()
}

async fn state(browser: &mut Browser, item: &str) -> Vec<String> {
    browser.get(item).await.ok().all_text(".facts .badge")
}

#[tokio::test]
async fn an_item_moves_to_long_term_when_office_and_supervision_have_signed() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = format!("{item}/long-term");
    let far = [REASON, ("review_on", "2027-03-01")];
    let far = sign(&mut scene.office, &path, &far).await.refused();
    assert!(far.all_text(".error-summary li")[0].starts_with("复查日期："), "{}", far.shown());
    let half_a_year = [REASON, ("review_on", "2026-08-31")];
    assert_eq!(sign(&mut scene.office, &path, &half_a_year).await.see_other(), item);
    assert_eq!(state(&mut scene.head, &item).await[0], "核验", "one signature moves nothing");
    let page = scene.office.get(&path).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let both = [("go", "countersign"), ("revision", revision.as_str())];
    let alone = scene.office.post(&path, &both).await.refused();
    assert!(alone.shown().contains("须由两位不同的人员"), "{}", alone.shown());

    let home = scene.supervisor.get("/office/").await.ok();
    assert_eq!(home.link("待会签"), path);
    let page = scene.supervisor.get(&path).await.ok();
    assert!(page.shown().contains(REASON.1) && page.shown().contains("2026-08-31"));
    let signed = scene.supervisor.submit(&page, &path, &[("go", "countersign")]).await;
    assert_eq!(signed.see_other(), item);
    let shown = scene.head.get(&item).await.ok();
    assert_eq!(shown.all_text(".facts .badge")[0], "转长期");
    assert!(shown.shown().contains("复查日期 2026-08-31"), "{}", shown.shown());

    let typed = [("words", "又出现退还不及时"), ("due", "2026-09-30")];
    sign(&mut scene.supervisor, &format!("{item}/reopen"), &typed).await.see_other();
    assert!(!scene.head.get(&item).await.ok().shown().contains("复查日期"));
}

#[tokio::test]
async fn who_signed_first_reads_what_they_signed_and_who_signs_next() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = format!("{item}/long-term");
    let typed = [REASON, ("review_on", "2026-08-31")];
    sign(&mut scene.office, &path, &typed).await.see_other();
    let page = scene.office.get(&path).await.ok();
    crate::gallery::is_well_made(&page);
    let shown = page.shown();
    for told in [REASON.1, "2026-08-31", "office（领导小组办公室）", "等待会签：supervisor。"]
    {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert_eq!(page.attributes("details[open]", "class"), [""; 0], "no form lies open");
    assert_eq!(page.all_text("details textarea[name=words]"), [REASON.1], "nor is it empty");
    let now = scene.office.get(&item).await.ok();
    assert!(now.shown().contains("已签署，等待另一方会签"), "{}", now.shown());
    assert!(!now.all_text("main a.button").contains(&"转长期".to_owned()), "it is not offered");
    let next = scene.supervisor.get(&item).await.ok();
    assert!(next.all_text("main a").contains(&"转长期".to_owned()), "the control: to who is next");
    // What was signed can still be mended, in place of what stood there.
    let mended = [("words", "流程已改，需长期坚持按月核对"), ("review_on", "2026-07-31")];
    sign(&mut scene.office, &path, &mended).await.see_other();
    let page = scene.supervisor.get(&path).await.ok();
    assert!(page.shown().contains("按月核对") && page.shown().contains("2026-07-31"));
    assert!(!page.shown().contains(REASON.1), "{}", page.shown());
}

#[tokio::test]
async fn a_change_of_the_item_takes_the_first_signature_back() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = format!("{item}/long-term");
    let typed = [REASON, ("review_on", "2026-08-31")];
    sign(&mut scene.office, &path, &typed).await.see_other();
    let stale = scene.supervisor.get(&path).await.ok();
    let verify = format!("{item}/verify");
    let typed = [("verdict", "rework"), ("words", "第二项没有证据")];
    sign(&mut scene.supervisor, &verify, &typed).await.see_other();
    let late = scene.supervisor.submit(&stale, &path, &[("go", "countersign")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    // Whoever only pressed a button is not told that what they wrote is kept.
    let told = late.shown();
    assert!(told.contains("这一步没有办理") && !told.contains("没有丢失"), "{told}");
    assert_eq!(state(&mut scene.head, &item).await[0], "整改中");
    assert_eq!(scene.supervisor.get("/office/").await.ok().all_text(".tile .label"), [""; 0]);
}

#[tokio::test]
async fn a_mistaken_item_is_voided_by_two_and_never_by_its_unit() {
    let mut scene = LedgerScene::start().await;
    let whole = scene.opened("保证金退还").await;
    let item = scene.opened("重复立账的一条").await;
    let path = format!("{item}/void");
    let reason = [("words", "与另一条重复"), ("merged_into", id_in(&whole))];
    for own in [&mut scene.head, &mut scene.doer, &mut scene.leader] {
        assert_eq!(own.post(&path, &reason).await.status, StatusCode::FORBIDDEN);
    }
    for wrong in ["", "x", id_in(&item)] {
        let typed = [("words", "与另一条重复"), ("merged_into", wrong)];
        let refused = sign(&mut scene.supervisor, &path, &typed).await;
        assert!(refused.status.is_client_error(), "{wrong}: {}", refused.status);
        assert!(refused.text().contains("与另一条重复"), "{wrong}: what was typed is there");
    }
    sign(&mut scene.supervisor, &path, &reason).await.see_other();
    let page = scene.office.get(&path).await.ok();
    assert!(page.shown().contains("与另一条重复"), "{}", page.shown());
    assert!(page.shown().contains("并入条目 保证金退还"), "{}", page.shown());
    scene.office.submit(&page, &path, &[("go", "countersign")]).await.see_other();
    let shown = scene.head.get(&item).await.ok();
    assert_eq!(shown.all_text(".facts .badge")[0], "作废");
    assert!(shown.shown().contains("签署（待会签）"), "the story tells who signed first");
    assert!(shown.attributes(".facts a", "href").contains(&whole), "{}", shown.shown());
}

#[tokio::test]
async fn the_signature_of_someone_whose_account_was_closed_counts_no_more() {
    let mut scene = LedgerScene::start().await;
    let mut other = scene.app.person("supervisor.two", &[Role::Supervisor], None).await;
    let item = scene.opened("重复立账的一条").await;
    let path = format!("{item}/void");
    sign(&mut other, &path, &[("words", "立错"), ("merged_into", "none")]).await.see_other();
    let page = scene.office.get(&path).await.ok();
    assert!(page.text().contains("countersign"), "the control: it waits for the office");
    let gone = scene.app.actor("supervisor.two").await.person;
    let root = scene.app.root().await;
    let closed = people::Standing::Deactivated;
    people::set_standing(&scene.app.app, &root, gone, closed).await.unwrap();
    let late = scene.office.submit(&page, &path, &[("go", "countersign")]).await;
    assert!(late.status.is_client_error(), "{}", late.status);
    assert_eq!(state(&mut scene.head, &item).await[0], "立账");
    let home = scene.office.get("/office/").await.ok();
    assert!(!home.shown().contains("待会签"), "nothing waits for the office");
    sign(&mut scene.supervisor, &path, &[("words", "立错"), ("merged_into", "none")])
        .await
        .see_other();
    let page = scene.office.get(&path).await.ok();
    scene.office.submit(&page, &path, &[("go", "countersign")]).await.see_other();
    assert_eq!(state(&mut scene.head, &item).await[0], "作废");
}

#[tokio::test]
async fn what_a_duplicate_may_be_part_of_names_no_point_that_the_officers_unit_has_a_part_in() {
    let mut scene = LedgerScene::start().await;
    let shared = scene.route(scene.unit, "专家抽取时间偏早").await;
    scene.support(shared, scene.elsewhere).await;
    let accept = format!("/office/routings/{shared}/accept");
    let shared = scene.head.post::<&str, &str>(&accept, &[]).await.see_other();
    let plain = scene.opened("保证金退还慢").await;
    let duplicate = scene.opened("重复立账的一条").await;
    let path = format!("{duplicate}/void");
    let offered = |page: &Reply| page.all_text("select[name=merged_into] option").join("|");
    let roles = [Role::Supervisor];
    let mut beside = scene.app.person("beside", &roles, Some(scene.elsewhere)).await;
    let told = offered(&beside.get(&path).await.ok());
    assert!(told.contains("保证金退还慢") && !told.contains("专家抽取"), "{told}");
    let typed = [("words", "与另一条重复"), ("merged_into", id_in(&shared))];
    let forced = sign(&mut beside, &path, &typed).await;
    assert!(forced.status.is_client_error(), "{}", forced.status);
    assert!(!forced.shown().contains("专家抽取"), "{}", forced.shown());
    // The control: an officer of no unit, and one of a third unit, read the name.
    let units = people::units(&scene.app.app).await.unwrap();
    let third =
        units.iter().find(|unit| ![scene.unit, scene.elsewhere].contains(&unit.id)).unwrap();
    let mut third = scene.app.person("third", &roles, Some(third.id)).await;
    for other in [&mut third, &mut scene.supervisor] {
        let told = offered(&other.get(&path).await.ok());
        assert!(told.contains("保证金退还慢") && told.contains("专家抽取时间偏早"), "{told}");
    }
    // What somebody else chose is no more told to them than what they could choose.
    sign(&mut scene.supervisor, &path, &typed).await.see_other();
    let page = scene.office.get(&path).await.ok();
    assert!(page.shown().contains("并入条目 专家抽取时间偏早"), "{}", page.shown());
    for path in [&path, &duplicate] {
        assert!(!beside.get(path).await.ok().shown().contains("专家抽取"), "{path}");
    }
    scene.office.submit(&page, &path, &[("go", "countersign")]).await.see_other();
    assert!(!beside.get(&duplicate).await.ok().shown().contains("专家抽取"));
    assert!(third.get(&duplicate).await.ok().shown().contains("专家抽取时间偏早"), "the control");
    drop(plain);
}

#[tokio::test]
async fn a_paper_names_both_who_signed_though_the_first_holds_both_roles() {
    let mut scene = LedgerScene::start().await;
    let roles = [Role::OfficeLead, Role::Supervisor];
    let mut both = scene.app.person("both", &roles, None).await;
    for first_is_both in [true, false] {
        let item = in_verification(&mut scene).await;
        let path = format!("{item}/long-term");
        let typed = [REASON, ("review_on", "2026-08-31")];
        let (first, second) = if first_is_both {
            (&mut both, &mut scene.office)
        } else {
            (&mut scene.office, &mut both)
        };
        sign(first, &path, &typed).await.see_other();
        sign(second, &path, &[("go", "countersign")]).await.see_other();
        let slip = scene.supervisor.get(&format!("{item}/slip")).await.ok();
        let rows = slip.all_text(".paper tbody tr");
        let row = |who: &str| rows.iter().find(|row| row.starts_with(who)).unwrap().clone();
        let (office, group) = (row("领导小组办公室"), row("督导组成员"));
        assert!(office.contains("同意。office"), "{office}");
        assert!(group.contains("同意。both"), "{group}");
    }
}

#[tokio::test]
async fn a_unit_excused_from_its_part_reads_that_and_not_that_it_is_void() {
    let mut scene = LedgerScene::start().await;
    scene.leader_of_the_other_unit().await;
    let lead = scene.route(scene.unit, "专家抽取时间偏早").await;
    scene.support(lead, scene.elsewhere).await;
    let routing = scene.stranger.get("/office/routings").await.ok().link("专家抽取");
    let page = scene.stranger.get(&routing).await.ok();
    let part = scene.stranger.submit(&page, &format!("{routing}/accept"), &[]).await.see_other();
    let excuse = format!("{part}/excuse");
    sign(&mut scene.office, &excuse, &[("words", "不再需要协办")]).await.see_other();
    for path in [excuse.clone(), part.clone(), format!("{part}/mark")] {
        let shown = scene.office.get(&path).await.ok().shown();
        assert!(!shown.contains("作废"), "{path}: {shown}");
    }
    for path in [format!("{part}/plan"), format!("{part}/progress"), format!("{part}/closing")] {
        let shown = scene.stranger.get(&path).await.ok().shown();
        assert!(shown.contains("已经免去协办") && !shown.contains("作废"), "{path}: {shown}");
    }
    let again = scene.office.post(&excuse, &[("words", "再免一次"), ("revision", "2")]).await;
    assert!(!again.shown().contains("作废"), "{}", again.shown());
}
