//! Recusal: whoever keeps out of a text or a unit names somebody first, and meets nothing of it
//! from then on.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::services::suggestions::queue::{self, Filter, Totals};
use wenlian::services::suggestions::recusals;
use wenlian::services::{self, audit};

use crate::gallery::is_well_made;
use crate::harness::desk_scene::Desk;

const PROSE: &str = "建议改进窗口服务态度，落实一次性告知。";
const ROWS: &str = "main table tbody a";

async fn totals(desk: &Desk, login: &str) -> Totals {
    let actor = desk.actor(login).await;
    queue::open(&desk.house.app, &actor, &Filter::default()).await.unwrap().unwrap().totals
}

#[tokio::test]
async fn whoever_keeps_out_of_a_text_meets_neither_row_nor_number_of_it() {
    let desk = Desk::open().await;
    let text = desk.text("大厅的人是我亲戚", None).await;
    desk.text("大厅太暗", None).await;
    let mut reader = desk.browser("fu.he").await;
    let keep_out = format!("{}/keep-out", desk.at(text));
    let page = reader.get(&desk.at(text)).await.ok();
    assert!(page.shown().contains("现在没有人能接替您"), "{}", page.shown());
    assert!(!page.form_actions().contains(&keep_out), "no form that could only be refused");
    reader.post(&keep_out, &[("substitute", "")]).await.refused();
    assert_eq!(totals(&desk, "fu.he").await.waiting, 2, "nobody to read instead, nothing done");

    desk.house.person("di.san", &[Role::SecondReader], None).await;
    desk.house.person("ling.yi", &[Role::Triager], None).await;
    let page = reader.get(&desk.at(text)).await.ok();
    is_well_made(&page);
    let (third, author) = (desk.actor("di.san").await, desk.actor("ling.yi").await);
    let wrong = [("substitute", author.person.to_string())];
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, id)| (*name, id.as_str())).collect();
    let refused = reader.submit(&page, &keep_out, &wrong).await.refused();
    assert!(refused.shown().contains("所选接替人不能接替"), "{}", refused.shown());
    let named = third.person.to_string();
    reader.submit(&page, &keep_out, &[("substitute", &named)]).await.see_other();

    assert_eq!(reader.get(&desk.at(text)).await.status, StatusCode::NOT_FOUND);
    let list = reader.get("/office/desk").await.ok();
    assert_eq!(list.attributes(ROWS, "href").len(), 1);
    let seen = totals(&desk, "fu.he").await;
    assert_eq!((seen.waiting, seen.received()), (1, 1), "no number tells of it");
    assert_eq!(totals(&desk, "di.san").await.waiting, 2, "the other one reads it");

    // Nor of what becomes of it.
    let item = desk.distil(text, PROSE, desk.finance).await;
    let address = format!("/office/desk/items/{item}");
    assert_eq!(reader.get(&address).await.status, StatusCode::NOT_FOUND);
    assert!(!reader.get("/office/desk").await.ok().text().contains("一次性告知"));
    assert_eq!(totals(&desk, "fu.he").await.received(), 1);
    let mut other = desk.browser("di.san").await;
    other.get(&address).await.ok();

    let officer = desk.actor("ji.wei").await;
    let lines = audit::page(&desk.house.app, &officer, None, 1000).await.unwrap();
    let told = lines.iter().filter(|line| line.act.starts_with("suggestions."));
    assert!(told.clone().all(|line| line.act == "suggestions.handle" && line.detail.is_empty()));
    assert!(!format!("{lines:?}").contains(&text.to_string()));
}

#[tokio::test]
async fn whoever_keeps_out_of_a_unit_meets_nothing_about_it_in_this_campaign() {
    let desk = Desk::open().await;
    desk.house.person("di.san", &[Role::SecondReader], None).await;
    let second = desk.second_pool().await;
    let about = desk.text("大厅太暗", Some("kaibiao")).await;
    let open = desk.text("饭堂太小", None).await;
    desk.text_in(second, "灯太亮", Some("kaibiao")).await;
    let item = desk.distil(open, PROSE, desk.bids).await;
    let mut reader = desk.browser("fu.he").await;
    let address = format!("/office/desk/recusals/{}", desk.campaign);
    let page = reader.get(&address).await.ok();
    is_well_made(&page);
    let (unit, third) = (desk.bids.to_string(), desk.actor("di.san").await.person.to_string());
    let pairs = [("unit", unit.as_str()), ("substitute", third.as_str())];
    reader.submit(&page, &address, &pairs).await.see_other();
    assert!(reader.get(&address).await.ok().shown().contains("开标评标科：由di.san接替"));

    let hidden = [desk.at(about), desk.at(open), format!("/office/desk/items/{item}")];
    for path in hidden {
        assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let seen = totals(&desk, "fu.he").await;
    assert_eq!((seen.waiting, seen.received()), (1, 1), "the other campaign's alone");

    // The one who reads instead cannot keep out as well, while nobody is left.
    let actor = desk.actor("di.san").await;
    let reader = desk.actor("fu.he").await.person;
    let again =
        recusals::keep_out_of_unit(&desk.house.app, &actor, desk.campaign, desk.bids, reader).await;
    assert!(matches!(again, Err(services::Error::Refused(_))), "{again:?}");
    desk.clear_as("di.san", item).await;
    // Cleared, it is on the list of items for others: its way, too, is closed to who keeps out.
    let way = format!("/office/items/{item}");
    assert_eq!(desk.browser("di.san").await.get(&way).await.status, StatusCode::OK, "the control");
    assert_eq!(desk.browser("fu.he").await.get(&way).await.status, StatusCode::NOT_FOUND);
}
