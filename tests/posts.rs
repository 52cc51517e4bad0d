//! 岗位检查: before the launch the house is told where nobody could go on.

use wenlian::domain::campaigns::Dates;
use wenlian::domain::people::Role;
use wenlian::services::campaigns;
use wenlian::web::paths;

use crate::gallery::is_well_made;
use crate::harness::desk_scene::Desk;
use crate::harness::{TestApp, scenes};

#[tokio::test]
async fn the_page_names_who_can_act_and_where_nobody_can() {
    let desk = Desk::open().await;
    let mut office = desk.browser("fu.ze").await;
    let page = office.get("/office/posts").await.ok();
    is_well_made(&page);
    let shown = page.shown();
    assert!(shown.contains("jing.ban") && shown.contains("fu.he"), "{shown}");
    assert!(shown.contains("没有人能办理的环节") && shown.contains("接收并整改"), "{shown}");
    // A row for each unit; its steps with their names are one press away.
    let unit = office.get(&page.link("开标评标科")).await.ok();
    is_well_made(&unit);
    assert!(unit.shown().contains("核验3至4级") && !unit.shown().contains("不分单位的环节"));
    let all = page.all_text("main tbody tr").len();
    let lacking = office.get("/office/posts?gaps=yes").await.ok().all_text("main tbody tr").len();
    assert_eq!(lacking, all, "both units lack their head");
    let unknown = office.get("/office/posts?unit=nowhere").await.ok();
    assert!(unknown.shown().contains("没有这个单位"), "{}", unknown.shown());

    desk.house.person("ke.zhang", &[Role::UnitHead], Some(desk.bids)).await;
    let before = vacant(&shown);
    let after = vacant(&office.get("/office/posts").await.ok().shown());
    assert_eq!(after, before - 1, "the unit has its head now");
}

#[tokio::test]
async fn where_nobody_could_record_a_paper_the_page_says_so_and_counts_no_vacancy() {
    let desk = Desk::open().await;
    let mut office = desk.browser("fu.ze").await;
    let page = office.get("/office/posts").await.ok();
    is_well_made(&page);
    let shown = page.shown();
    assert!(shown.contains("都没有第二个人可以代录") && shown.contains("fu.ze"), "{shown}");
    let before = vacant(&shown);
    desk.house.person("fu.ze.2", &[Role::OfficeLead], None).await;
    let after = office.get("/office/posts").await.ok().shown();
    assert!(!after.contains("可以代录"), "{after}");
    assert_eq!(vacant(&after), before, "as long as leaders sign in themselves nothing is missing");
}

#[tokio::test]
async fn texts_that_nobody_may_read_are_told_with_their_end_and_the_way_out() {
    let desk = Desk::open().await;
    let (mut office, home) = (desk.browser("fu.ze").await, "/office/");
    let told = "没有人能提炼、复核";
    assert!(!office.get(home).await.ok().shown().contains(told), "the control");
    assert!(!office.get("/office/posts").await.ok().shown().contains("到期未办理"));
    // The only second reader now belongs to the unit.
    let reader = desk.actor("fu.he").await.person;
    let mut tx = desk.house.app.db.begin("test.move").await.unwrap();
    tx.run("UPDATE person SET unit = $1 WHERE id = $2", [desk.bids.into(), reader.into()])
        .await
        .unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();

    let waiting = office.get(home).await.ok();
    assert!(waiting.shown().contains(told), "{}", waiting.shown());
    let page = office.get(&waiting.link(told)).await.ok();
    is_well_made(&page);
    for said in ["开标评标科。", "最迟保存到 2026-08-29", "到期未办理", "报请上级机关指派"]
    {
        assert!(page.shown().contains(said), "{said}: {}", page.shown());
    }
    assert!(!page.all_text(".notice").join(" ").contains("财务科"), "others can still be read");
    desk.house.person("shang.ji", &[Role::SecondReader], None).await;
    assert!(!office.get(home).await.ok().shown().contains(told));
}

fn vacant(shown: &str) -> usize {
    let (_, rest) = shown.split_once("有 ").expect("a number of steps");
    rest.split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
}

#[tokio::test]
async fn people_and_launch_pages_lead_to_it() {
    let app = TestApp::start().await;
    let mut root = app.person("xi.tong", &[Role::Sysadmin], None).await;
    let people = root.get("/office/people").await.ok();
    let posts = root.get(&people.link("岗位检查")).await.ok();
    assert!(posts.shown().contains("人员不足"), "{}", posts.shown());

    let mut office = app.signed_in("admin").await;
    let (by, texts) = (app.root().await, scenes::texts());
    let draft = campaigns::create(&app.app, &by, &texts, Dates::default()).await.unwrap();
    let launch = office.get(&paths::campaign_launch(draft)).await.ok();
    assert_eq!(vacant(&launch.shown()), vacant(&posts.shown()));
    assert!(launch.link("岗位检查").ends_with("/office/posts"));
}
