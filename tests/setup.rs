//! Setting up over HTTP: the plan is loaded, loaded again, and then edited.

use wenlian::domain::people::Role;
use wenlian::domain::plan::vocabularies::WordSet;
use wenlian::domain::questionnaires::Kind;
use wenlian::services::{calendar, people, questionnaires, setup, vocabularies};

use crate::harness::app::day;
use crate::harness::{Browser, TestApp};

const SETUP: &str = "/office/setup";

async fn load(browser: &mut Browser) -> String {
    let page = browser.get(SETUP).await.ok();
    browser.submit(&page, SETUP, &[]).await.see_other();
    browser.get(SETUP).await.ok().shown()
}

#[tokio::test]
async fn the_plan_is_loaded_once_however_often_the_button_is_pressed() {
    let app = TestApp::start().await;
    let mut office = app.person("bangongshi", &[Role::OfficeLead], None).await;
    let page = office.get(SETUP).await.ok();
    let shown = load(&mut office).await;
    assert!(shown.contains("都已在系统里"), "{shown}");
    let first = counts(&app).await;
    assert!(first.iter().all(|count| *count > 0), "{first:?}");

    // The button is gone now; a page that stayed open still has it.
    office.submit(&page, SETUP, &[]).await.see_other();
    assert!(office.get(SETUP).await.ok().shown().contains("没有新增"));
    assert_eq!(counts(&app).await, first);
}

async fn counts(app: &TestApp) -> [usize; 4] {
    let actor = app.actor("bangongshi").await;
    let units = people::units(&app.app).await.unwrap();
    let words = vocabularies::all(&app.app, &actor).await.unwrap();
    let (_, days) = calendar::years(&app.app, &actor).await.unwrap();
    let made = questionnaires::list(&app.app, &actor).await.unwrap();
    [units.len(), words.len(), days.len(), made.len()]
}

#[tokio::test]
async fn loading_again_undoes_no_edit() {
    let app = TestApp::start().await;
    let mut office = app.person("bangongshi", &[Role::OfficeLead], None).await;
    load(&mut office).await;
    let path = format!("{SETUP}/vocabularies/step/window");
    let page = office.get(&path).await.ok();
    assert_eq!(page.attributes("input[name=zh]", "value"), ["登记窗口、业务受理"]);
    office.submit(&page, &path, &[("zh", "受理大厅"), ("unit", "")]).await.see_other();

    let year = format!("{SETUP}/calendar/2026");
    let page = office.get(&year).await.ok();
    office.submit(&page, &format!("{year}/plain"), &[("day", "2026-01-04")]).await.see_other();
    office.post::<&str, &str>(SETUP, &[]).await.see_other();

    let words = vocabularies::of(&app.app, WordSet::Steps).await.unwrap();
    let window = words.iter().find(|word| word.code.as_str() == "window").unwrap();
    assert_eq!((window.zh.as_str(), window.unit), ("受理大厅", None));
    let calendar = calendar::calendar(&app.app).await.unwrap();
    assert!(!calendar.is_working(day("2026-01-04")), "a plain Sunday again");
    assert!(calendar.is_working(day("2026-02-14")), "the other make-up days stay");
}

#[tokio::test]
async fn questionnaires_ask_about_the_units_of_this_house() {
    let app = TestApp::start().await;
    app.unit("dating", "政务大厅").await;
    let mut office = app.person("bangongshi", &[Role::OfficeLead], None).await;
    load(&mut office).await;
    let actor = app.actor("bangongshi").await;
    let made = questionnaires::list(&app.app, &actor).await.unwrap();
    assert_eq!(made.len(), 6);
    for opened in &made {
        let draft = &opened.questionnaire.draft;
        assert_eq!(draft.faults(), []);
        let Kind::Suggestion { about } = &draft.question("suggestion").unwrap().kind else {
            panic!("a suggestion is a block");
        };
        let offered = |code: &str| about[0].options().iter().any(|o| o.code.as_str() == code);
        assert!(offered("dating") && offered("caiwu"), "units of the table");
        assert!(!offered("jiguan_jiwei"), "who hears accusations is not offered");
        let publish = format!("/office/questionnaires/{}/publish", opened.questionnaire.id);
        let page = office.get(&publish).await.ok();
        office.submit(&page, &publish, &[]).await.see_other();
    }
}

#[tokio::test]
async fn a_word_is_added_and_its_code_is_not_given_twice() {
    let app = TestApp::start().await;
    let mut office = app.person("bangongshi", &[Role::OfficeLead], None).await;
    load(&mut office).await;
    let path = format!("{SETUP}/vocabularies/source");
    let page = office.get(&path).await.ok();
    let typed = [("zh", "信访转来"), ("code", "survey")];
    let again = office.submit(&page, &path, &typed).await.refused();
    assert!(again.shown().contains("已有这个代码"), "{}", again.shown());
    office.submit(&again, &path, &[("code", "")]).await.see_other();
    let words = vocabularies::of(&app.app, WordSet::Sources).await.unwrap();
    assert_eq!(words.last().unwrap().zh, "信访转来");
    office.get(&format!("{SETUP}/vocabularies/nonsense")).await.is(http("404"));
}

fn http(code: &str) -> axum::http::StatusCode {
    code.parse().unwrap()
}

#[tokio::test]
async fn a_year_is_imported_whole_or_not_at_all() {
    let app = TestApp::start().await;
    let mut office = app.person("bangongshi", &[Role::OfficeLead], None).await;
    load(&mut office).await;
    let path = format!("{SETUP}/calendar/2027/import");
    let source = [("source", "《2027年部分节假日安排的通知》")];
    let wrong =
        "日期,类别,名称\n2027-01-01,放假,元旦\n2027-01-04,调休上班,元旦\n2026-05-01,放假,劳动节\n";
    let again = office.upload(&path, &source, ("file", "2027.csv", wrong.as_bytes())).await;
    let again = again.refused();
    assert!(again.shown().contains("第 3 行：2027-01-04 本来就是工作日"), "{}", again.shown());
    assert!(again.shown().contains("第 4 行：2026-05-01 不在这一年"), "{}", again.shown());
    let new_year = day("2027-01-01");
    assert!(calendar::calendar(&app.app).await.unwrap().is_working(new_year));
    let none = office.upload(&path, &source, ("file", "", b"")).await.refused();
    let said = none.all_text("main").join("").matches("请选择一个文件").count();
    assert_eq!(said, 2, "in the summary and beside the field: {}", none.shown());
    assert!(!none.shown().contains("没有导入任何内容"), "nothing was there to be mended");

    let right = "2027-01-01,放假,元旦\n";
    let done = office.upload(&path, &source, ("file", "2027.csv", right.as_bytes())).await;
    let year = office.get(&done.see_other()).await.ok();
    assert!(year.shown().contains("已公布"), "{}", year.shown());
    let calendar = calendar::calendar(&app.app).await.unwrap();
    assert!(!calendar.is_working(new_year) && !calendar.is_provisional(new_year));
}

#[tokio::test]
async fn a_day_is_set_and_a_year_added() {
    let app = TestApp::start().await;
    let mut office = app.person("bangongshi", &[Role::OfficeLead], None).await;
    load(&mut office).await;
    let list = format!("{SETUP}/calendar");
    let page = office.get(&list).await.ok();
    let again = office.submit(&page, &list, &[("year", "2026")]).await.refused();
    assert!(again.shown().contains("已有这一年"), "{}", again.shown());
    let year = office.submit(&again, &list, &[("year", "2028")]).await.see_other();
    let page = office.get(&year).await.ok();
    let wrong = [("day", "2027-01-01"), ("kind", "holiday"), ("name", "元旦")];
    let again = office.submit(&page, &year, &wrong).await.refused();
    assert!(again.shown().contains("请填写 2028 年的日期"), "{}", again.shown());
    office.submit(&again, &year, &[("day", "2028-01-03")]).await.see_other();
    assert!(!calendar::calendar(&app.app).await.unwrap().is_working(day("2028-01-03")));
    let standing = format!("{year}/standing");
    let page = office.get(&standing).await.ok();
    office.submit(&page, &standing, &[("standing", "published")]).await.refused();
}

#[tokio::test]
async fn a_new_administrator_is_led_from_the_plan_to_people_and_a_campaign() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let home = admin.get("/office/").await.ok();
    assert_eq!(home.link("尚未载入方案"), SETUP);
    assert_eq!(home.link("只有您一个账号"), "/office/people");
    assert_eq!(home.link("还没有专项工作"), "/office/campaigns");
    load(&mut admin).await;
    app.person("bangongshi", &[Role::OfficeLead], None).await;
    let home = admin.get("/office/").await.ok();
    for done in ["尚未载入方案", "只有您一个账号"] {
        assert!(!home.shown().contains(done), "{done}: {}", home.shown());
    }
}

#[tokio::test]
async fn a_house_from_before_the_keywords_gets_them_once_and_keeps_what_it_changed() {
    let app = TestApp::start().await;
    let mut office = app.person("bangongshi", &[Role::OfficeLead], None).await;
    load(&mut office).await;
    let actor = app.actor("bangongshi").await;
    let mut tx = app.app.db.begin("test.before_keywords").await.unwrap();
    tx.run("UPDATE vocabulary SET keywords = ''", []).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    let words = async || vocabularies::all(&app.app, &actor).await.unwrap();
    let with_keywords = async || -> Vec<String> {
        let words = words().await.into_iter();
        let with = words.filter(|word| word.keywords.iter().next().is_some());
        with.map(|word| format!("{}.{}", word.set, word.code)).collect()
    };
    assert!(with_keywords().await.is_empty());
    let changed = words().await.into_iter().find(|word| word.code.as_str() == "refund").unwrap();
    vocabularies::change(&app.app, &actor, &changed).await.unwrap();

    setup::fill_keywords(&app.app).await.unwrap();
    let filled = with_keywords().await;
    assert!(filled.len() > 20, "{filled:?}");
    assert!(filled.contains(&"key_area.finance".to_owned()), "{filled:?}");
    assert!(!filled.iter().any(|word| word.ends_with(".refund")), "it was changed by the office");
    let mut emptied =
        words().await.into_iter().find(|word| word.code.as_str() == "finance").unwrap();
    emptied.keywords = wenlian::domain::vocabularies::Keywords::default();
    vocabularies::change(&app.app, &actor, &emptied).await.unwrap();
    setup::fill_keywords(&app.app).await.unwrap();
    assert_eq!(with_keywords().await.len(), filled.len() - 1, "once, and never again");
}
