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
