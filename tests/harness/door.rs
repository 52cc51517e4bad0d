//! Campaigns in which seats are given at the door: the link of a group, and rooms.

use serde_json::{Value, json};
use wenlian::domain::campaigns::Channel;
use wenlian::domain::credentials::door::{CODE_SHOWN_MS, RoomNumber};
use wenlian::domain::id::AudienceId;
use wenlian::domain::responses::Answers;
use wenlian::services::campaigns;
use wenlian::web::paths;

use super::answering::{Survey, least_answers};
use super::blind::Script;
use super::{Browser, Reply, TestApp, scenes};

/// A launched campaign on the second of its days.
pub async fn open(audiences: &[(Channel, u32)]) -> Survey {
    let app = TestApp::start().await;
    let scene = scenes::launched_as(&app, audiences, &[]).await;
    app.go_to("2026-03-10");
    Survey { app, scene }
}

/// The audience of a pool.
pub async fn audience(survey: &Survey, place: usize) -> AudienceId {
    let scene = &survey.scene;
    let plan = campaigns::overview(&survey.app.app, &scene.root, scene.campaign).await.unwrap();
    plan.pools[place].audiences[0].id
}

/// The code of the first pool's group, as its page shows it to the office.
pub async fn group_code(survey: &Survey) -> String {
    let of = audience(survey, 0).await;
    let mut office = survey.app.signed_in("admin").await;
    let page = office.get(&paths::group_link(survey.scene.campaign, of)).await.ok();
    page.all_text("dd code").remove(1)
}

/// What a phone adds to the code of its group.
pub fn with_bits(code: &str, phone: u8) -> String {
    format!("{}.{}", code.replace('-', ""), format!("{phone:02x}").repeat(16))
}

/// The address of the first pool's rooms.
pub async fn rooms(survey: &Survey) -> String {
    rooms_of(survey, 0).await
}

/// The same of another pool.
pub async fn rooms_of(survey: &Survey, place: usize) -> String {
    paths::rooms(survey.scene.campaign, audience(survey, place).await)
}

/// The office opens a room, or proposes one.
pub async fn open_room(office: &mut Browser, rooms: &str, seats: u32) -> Reply {
    let page = office.get(rooms).await.ok();
    let typed = [("name", "三楼评标室"), ("seats", &*seats.to_string())];
    office.submit(&page, rooms, &typed).await
}

/// The code that a room's screen shows now.
pub async fn on_the_screen(office: &mut Browser, rooms: &str, room: u16) -> String {
    let screen = office.get(&format!("{rooms}/{room}/screen")).await.ok();
    screen.all_text(".room-code").remove(0)
}

/// The pass behind an address on to the questionnaire.
pub fn pass_in(address: &str) -> String {
    let (_, fragment) = address.split_once('#').expect("a fragment");
    fragment.split_once('.').expect("pass and fingerprint").0.to_owned()
}

/// Scans what a screen shows.
pub async fn scan(survey: &Survey, phone: &mut Browser, code: &str) -> Reply {
    phone.get(&paths::survey_enter(survey.pool().code, &code.replace('-', ""))).await
}

/// A pass for whoever stands in a room: the number is known, its screen is not looked at.
pub fn pass(survey: &Survey, room: u16) -> String {
    pass_of(survey, 0, room)
}

/// The same in another pool.
pub fn pass_of(survey: &Survey, place: usize, room: u16) -> String {
    let app = &survey.app.app;
    let (room, pool) = (RoomNumber::new(room).unwrap(), survey.scene.pools[place].code);
    app.keys.door_key().draw_pass(app.chance, pool, room, app.now()).written().to_string()
}

/// The least answers of the first pool's questionnaire, in canonical form.
pub fn least(survey: &Survey) -> String {
    let document = &survey.pool().document;
    let answers = Answers::from_form(&least_answers(document), document).unwrap();
    String::from_utf8(answers.canonical()).unwrap()
}

/// Asks for a stamp with a fresh envelope.
pub async fn issue(survey: &Survey, phone: &mut Browser, ticket: &str) -> Reply {
    Script::draw(&survey.app, survey.pool().code).await.issue(phone, ticket).await
}

/// Trades a room's code for a pass, as a script does.
pub async fn trade(survey: &Survey, phone: &mut Browser, asked: Value) -> Reply {
    phone.post_json(&paths::survey_pass(survey.pool().code), &asked).await
}

/// The same with a code.
pub async fn trade_code(survey: &Survey, phone: &mut Browser, code: &str) -> Reply {
    trade(survey, phone, json!({ "v": 1, "c": code })).await
}

/// Lets so many codes of a screen go by.
pub fn wait_for_codes(survey: &Survey, codes: i64) {
    survey.app.app.clock.advance_ms(codes * CODE_SHOWN_MS);
}

/// How many rows a table has.
pub async fn count(app: &TestApp, sql: &'static str) -> i64 {
    let mut tx = app.app.db.read("test.count").await.unwrap();
    tx.one::<(i64,), 0>(sql, []).await.unwrap().0
}
