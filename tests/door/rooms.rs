//! Rooms: a head count that cannot grow, a code that lives a minute, a pass that gives one seat.

use axum::http::StatusCode;
use serde_json::json;
use wenlian::domain::campaigns::Channel;
use wenlian::domain::chance::Chance;
use wenlian::web::paths;

use super::kind;
use crate::gallery::is_well_made as gallery_of;
use crate::harness::answering::Survey;
use crate::harness::blind::Script;
use crate::harness::door::{
    count, issue, least, on_the_screen, open, open_room, pass, pass_in, rooms, scan, trade,
    trade_code, wait_for_codes,
};
use crate::harness::node::ask_node;
use crate::harness::openings::office;
use crate::harness::{Browser, TestApp};

/// A venue of forty seats with one room of so many, its office and the address of its rooms.
async fn room_of(seats: u32) -> (Survey, Browser, String) {
    let survey = open(&[(Channel::Venue, 40)]).await;
    let (mut office, at) = (office(&survey.app).await, rooms(&survey).await);
    open_room(&mut office, &at, seats).await.see_other();
    (survey, office, at)
}

#[tokio::test]
async fn whoever_scans_the_screen_gets_one_seat_and_finds_it_again() {
    let (survey, mut office, at) = room_of(12).await;
    let mut phone = survey.app.visitor();
    let code = on_the_screen(&mut office, &at, 1).await;
    // As often as scanners and previews like: nothing is written.
    let before = count(&survey.app, "SELECT CAST(COUNT(*) AS BIGINT) FROM token").await;
    for _ in 0..3 {
        scan(&survey, &mut phone, &code).await.see_other();
    }
    let link = scan(&survey, &mut phone, &code).await.see_other();
    assert!(link.starts_with(&paths::survey(survey.pool().code)), "{link}");
    assert_eq!((before, survey.spent().await), (0, 0));

    let pass = pass_in(&link);
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let first = script.issue(&mut phone, &pass).await.ok();
    assert_eq!(first.bytes, script.issue(&mut phone, &pass).await.ok().bytes);
    assert_eq!(kind(&issue(&survey, &mut phone, &pass).await), "spent-code");
    script.answer(&mut phone, &pass, &least(&survey)).await;
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));
}

#[tokio::test]
async fn a_code_typed_by_hand_does_the_same_with_and_without_a_script() {
    let (survey, mut office, at) = room_of(12).await;
    let mut phone = survey.app.visitor();
    let code = on_the_screen(&mut office, &at, 1).await;
    let traded = trade_code(&survey, &mut phone, &code.to_lowercase()).await.ok();
    issue(&survey, &mut phone, traded.json()["p"].as_str().unwrap()).await.ok();

    let door = paths::survey_room(survey.pool().code);
    let form = phone.get(&door).await.ok();
    let link = phone.post(&door, &[("room", &*code)]).await.see_other();
    issue(&survey, &mut phone, &pass_in(&link)).await.ok();

    // No script: the same button, the pass stands in the form, and the page sent twice is one ballot.
    let instead = r#"<noscript><input type="hidden" name="plain" value="1"></noscript>"#;
    assert!(form.text().contains(instead), "{}", form.text());
    let plain = phone.post(&door, &[("room", &*code), ("plain", "1")]).await.ok();
    let pass = plain.form(&survey.path()).into_iter().find(|(name, _)| name == "code").unwrap().1;
    let filled = survey.filled(&plain, &pass, "");
    for _ in 0..2 {
        phone.post(&survey.path(), &filled).await.ok();
    }
    assert_eq!((survey.spent().await, survey.ballots().await), (3, 1));
    let wrong = phone.submit(&form, &door, &[("room", "7K2M-0QXW")]).await.refused();
    assert!(wrong.shown().contains("现场码不对") && wrong.text().contains("7K2M-0QXW"));
}

#[tokio::test]
async fn a_plain_page_takes_the_code_of_the_room_and_sent_again_is_the_same_ballot() {
    let (survey, mut office, at) = room_of(12).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let help = page.all_text("#f-code-help").remove(0);
    assert!(help.contains("8 位现场码"), "{help}");
    let blind = phone.get(&paths::survey(survey.pool().code)).await.ok();
    assert!(blind.text().contains(&survey.path()), "without a script the blind page leads there");
    // Nobody here has a card or a mail, and nobody is told of one.
    assert!(blind.shown().contains("现场的一个名额已经用掉"), "{}", blind.shown());
    for of_others in ["20 位", "答题码已经用过", "答题码一人一份"] {
        assert!(!blind.shown().contains(of_others), "{}", blind.shown());
    }
    let code = on_the_screen(&mut office, &at, 1).await.to_lowercase();
    let sent = survey.filled(&page, &code, "");
    // A reply was lost, and the page is sent again: at once, and when the room shows other codes.
    for _ in 0..2 {
        phone.post(&survey.path(), &sent).await.ok();
        wait_for_codes(&survey, 7);
    }
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));

    // What is wanting is told with the pass in place of the code, which will be old by then.
    let code = on_the_screen(&mut office, &at, 1).await;
    let page = survey.page(&mut phone).await;
    let mut wanting = survey.filled(&page, &code, "");
    wanting.retain(|(name, _)| !name.starts_with("q."));
    let again = phone.post(&survey.path(), &wanting).await.refused();
    assert_eq!(survey.spent().await, 1, "nothing was spent");
    wait_for_codes(&survey, 7);
    let pass = again.form(&survey.path()).into_iter().find(|(name, _)| name == "code").unwrap().1;
    assert_eq!(pass.replace('-', "").len(), 48);
    phone.post(&survey.path(), &survey.filled(&again, &pass, "")).await.ok();
    assert_eq!((survey.spent().await, survey.ballots().await), (2, 2));
    // A colleague to whom the link was passed on.
    let page = survey.page(&mut phone).await;
    let passed_on = survey.hand_in(&mut phone, &page, &pass).await.is(StatusCode::CONFLICT);
    assert_eq!(passed_on.heading(), "这次扫码已经交过一份");
    assert!(passed_on.shown().contains("填屏幕上现在的现场码"), "{}", passed_on.shown());

    // The controls: an old code gives nobody a seat, and no other page finds one by it.
    for wrong in [code.as_str(), "7K2M-0QXW"] {
        let page = survey.page(&mut phone).await;
        let refused = survey.hand_in(&mut phone, &page, wrong).await.refused();
        assert!(refused.shown().contains("已经换了新的"), "{}", refused.shown());
        assert!(refused.text().contains(wrong), "what was typed stays");
    }
    assert_eq!((survey.spent().await, survey.ballots().await), (2, 2));
}

#[tokio::test]
async fn a_code_lives_a_minute_and_a_pass_three_quarters_of_an_hour() {
    let (survey, mut office, at) = room_of(12).await;
    let mut phone = survey.app.visitor();
    let code = on_the_screen(&mut office, &at, 1).await;
    let early = pass_in(&scan(&survey, &mut phone, &code).await.see_other());
    let used = pass_in(&scan(&survey, &mut phone, &code).await.see_other());
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let stamp = script.issue(&mut phone, &used).await.ok();
    wait_for_codes(&survey, 5);
    scan(&survey, &mut phone, &code).await.see_other();
    wait_for_codes(&survey, 1);
    let gone = scan(&survey, &mut phone, &code).await.refused();
    assert!(gone.shown().contains("已经换了新的"), "{}", gone.shown());
    assert_eq!(kind(&trade_code(&survey, &mut phone, &code).await), "no-pass");

    survey.app.app.clock.advance_ms(45 * 60_000);
    let late = issue(&survey, &mut phone, &early).await.is(StatusCode::GONE);
    assert_eq!(kind(&late), "late-code");
    assert_eq!(stamp.bytes, script.issue(&mut phone, &used).await.ok().bytes, "a lost reply");
    assert_eq!(survey.spent().await, 1);
}

#[tokio::test]
async fn wrong_codes_and_passes_of_elsewhere_take_no_seat() {
    let (survey, _, _) = room_of(12).await;
    let (elsewhere, _, _) = room_of(12).await;
    let mut phone = survey.app.visitor();
    for _ in 0..200 {
        let code = format!("{:08X}", u32::from_be_bytes(Chance.bytes()));
        assert_eq!(kind(&trade_code(&survey, &mut phone, &code).await), "no-pass", "{code}");
    }
    let mut forged = pass(&survey, 1);
    let last = if forged.ends_with('7') { "8" } else { "7" };
    forged.replace_range(47.., last);
    for wrong in [forged, pass(&elsewhere, 1), pass(&survey, 2)] {
        assert_eq!(kind(&issue(&survey, &mut phone, &wrong).await), "unknown-code");
    }
    assert_eq!(survey.spent().await, 0);
    issue(&survey, &mut phone, &pass(&survey, 1)).await.ok();
}

#[tokio::test]
async fn a_head_count_cannot_grow_and_a_further_room_asks_for_a_second_person() {
    let (survey, mut office, at) = room_of(12).await;
    let mut holder = survey.app.signed_in("dudao").await;
    let mut phone = survey.app.visitor();
    for _ in 0..12 {
        issue(&survey, &mut phone, &pass(&survey, 1)).await.ok();
    }
    let full = issue(&survey, &mut phone, &pass(&survey, 1)).await;
    assert_eq!(kind(&full), "full-code", "though the venue has seats left");
    // Whoever scans now is told before they answer, as the screen tells everyone.
    let code = on_the_screen(&mut office, &at, 1).await;
    let scanned = scan(&survey, &mut phone, &code).await.is(StatusCode::CONFLICT);
    assert!(scanned.shown().contains("不用再填问卷"), "{}", scanned.shown());

    let mended = open_room(&mut office, &at, 29).await.refused();
    assert!(mended.shown().contains("还剩 28 个"), "{}", mended.shown());
    assert!(mended.text().contains("三楼评标室"), "what was typed stays");
    open_room(&mut office, &at, 20).await.see_other();
    let confirm = format!("{at}/2/confirm");
    assert_eq!(office.post::<&str, &str>(&confirm, &[]).await.status, StatusCode::FORBIDDEN);
    office.get(&format!("{at}/2/screen")).await.refused();
    assert!(holder.get("/office/").await.ok().shown().contains("加开现场待确认"));
    // The office takes it back and proposes more under the same number: a button drawn before that
    // confirms nothing.
    let unseen = holder.get(&at).await.ok();
    office.post::<&str, &str>(&format!("{at}/2/decline"), &[]).await.see_other();
    open_room(&mut office, &at, 28).await.see_other();
    holder.submit(&unseen, &confirm, &[]).await.is(StatusCode::CONFLICT);
    office.get(&format!("{at}/2/screen")).await.refused();
    office.post::<&str, &str>(&format!("{at}/2/decline"), &[]).await.see_other();
    open_room(&mut office, &at, 20).await.see_other();
    let seen = holder.get(&at).await.ok();
    assert_eq!(holder.submit(&seen, &confirm, &[]).await.see_other(), at);
    holder.post::<&str, &str>(&confirm, &[]).await.refused();

    for _ in 0..20 {
        issue(&survey, &mut phone, &pass(&survey, 2)).await.ok();
    }
    assert_eq!(kind(&issue(&survey, &mut phone, &pass(&survey, 2)).await), "full-code");
    assert_eq!(survey.spent().await, 32);
    let mut tx = survey.app.app.db.read("test.audit").await.unwrap();
    let lines = "SELECT act FROM audit_entry WHERE act IN ('rooms.open', 'rooms.confirm')
                 ORDER BY seq";
    let acts: Vec<(String,)> = tx.all::<(String,), 0>(lines, []).await.unwrap();
    let acts: Vec<_> = acts.iter().map(|(act,)| act.as_str()).collect();
    assert_eq!(acts, ["rooms.open", "rooms.confirm"]);
}

#[tokio::test]
async fn a_room_opened_twice_from_one_page_is_one_room_and_no_proposal() {
    let survey = open(&[(Channel::Venue, 40)]).await;
    let (mut office, at) = (office(&survey.app).await, rooms(&survey).await);
    let page = office.get(&at).await.ok();
    let typed = [("name", "三楼评标室"), ("seats", "12")];
    office.submit(&page, &at, &typed).await.see_other();
    let again = office.submit(&page, &at, &typed).await.is(StatusCode::CONFLICT);
    assert!(again.shown().contains("已经有人开了一场"), "{}", again.shown());
    assert!(again.text().contains("value=\"12\""), "what was typed stays");
    let mut holder = survey.app.signed_in("dudao").await;
    assert!(!holder.get("/office/").await.ok().shown().contains("加开现场待确认"));
    // Who sees that there is one may propose another.
    office.submit(&again, &at, &typed).await.see_other();
    assert!(holder.get("/office/").await.ok().shown().contains("加开现场待确认"));
}

#[tokio::test]
async fn a_proposal_is_declined_or_taken_back_and_a_room_is_open_on_its_day_alone() {
    let (survey, mut office, at) = room_of(12).await;
    let mut holder = survey.app.signed_in("dudao").await;
    for who in [0, 1] {
        open_room(&mut office, &at, 20).await.see_other();
        let decline = format!("{at}/2/decline");
        let answer = if who == 0 { &mut holder } else { &mut office };
        answer.post::<&str, &str>(&decline, &[]).await.see_other();
    }
    let code = on_the_screen(&mut office, &at, 1).await;
    survey.app.go_to("2026-03-11");
    let mut office = survey.app.signed_in("bangongshi").await;
    let gone = office.get(&format!("{at}/1/screen")).await.refused();
    assert!(gone.shown().contains("今天无效"), "{}", gone.shown());
    assert_eq!(kind(&trade_code(&survey, &mut survey.app.visitor(), &code).await), "no-pass");
    survey.app.go_to("2026-03-21");
    assert_eq!(kind(&trade_code(&survey, &mut survey.app.visitor(), &code).await), "over");
    let mut office = survey.app.signed_in("bangongshi").await;
    let page = office.get(&at).await.ok();
    assert!(page.shown().contains("之间可以开现场"), "{}", page.shown());
    let late = office.post(&at, &[("name", "二楼"), ("seats", "5")]).await.refused();
    assert!(late.shown().contains("不在作答时间内"), "{}", late.shown());
}

#[tokio::test]
async fn a_screen_says_nothing_that_follows_the_press_of_a_button() {
    let (survey, mut office, at) = room_of(10).await;
    let said = async |office: &mut Browser| {
        let screen = office.get(&format!("{at}/1/screen")).await.ok();
        screen.all_text(".fill").remove(0)
    };
    let mut phone = survey.app.visitor();
    assert!(said(&mut office).await.contains("还有名额"));
    for _ in 0..10 {
        issue(&survey, &mut phone, &pass(&survey, 1)).await.ok();
        assert!(said(&mut office).await.contains("还有名额"), "within one step of the clock");
    }
    survey.app.app.clock.advance_ms(5 * 60_000);
    assert!(said(&mut office).await.contains("名额已满"));
}

#[test]
fn a_screen_asks_not_to_sleep_and_asks_again_whenever_it_is_seen_again() {
    let run = "(canAsk) => {
        const asked = [], heard = {};
        const request = (what) => { asked.push(what); return Promise.resolve(); };
        const navigator = canAsk ? { wakeLock: { request } } : {};
        const document = { visibilityState: 'visible', getElementById: () => ({}),
                           addEventListener: (name, then) => { heard[name] = then; } };
        new Function('document', 'navigator', 'setTimeout', code('screen.js'))(
            document, navigator, () => {});
        for (document.visibilityState of ['hidden', 'visible']) heard.visibilitychange();
        return asked;
    }";
    let Some(asked) = ask_node(run, &json!(true)) else { return };
    assert_eq!(asked, json!(["screen", "screen"]));
    assert_eq!(
        ask_node(run, &json!(false)),
        Some(json!([])),
        "an old browser shows it all the same"
    );
}

#[tokio::test]
async fn a_kiosk_has_a_key_of_its_room_and_no_session() {
    let (survey, mut office, at) = room_of(12).await;
    let there = office.post::<&str, &str>(&format!("{at}/1/kiosk"), &[]).await.see_other();
    assert!(there.starts_with(&paths::survey_kiosk(survey.pool().code)), "{there}");
    let key = pass_in(&there);
    assert_eq!(office.get("/office/").await.status, StatusCode::SEE_OTHER, "signed out");
    let mut tablet = survey.app.visitor();
    let kiosk = paths::survey_kiosk(survey.pool().code);
    let page = tablet.get(&kiosk).await.ok();
    // What one person typed is offered to no other, not even by a browser that fills fields in.
    assert_eq!(page.attributes("#main-form", "autocomplete"), ["off"]);
    let typed = "input:not([type=radio], [type=checkbox], [type=hidden]), textarea";
    let (all, offered) = (page.attributes(typed, "id"), page.attributes(typed, "autocomplete"));
    assert!(!all.is_empty() && offered == vec!["off"; all.len()], "{all:?}");
    // The page that the kiosk's script leads to has one way: back.
    let who = format!("{}?kiosk=1", paths::survey_who(survey.pool().code));
    let ways = tablet.get(&who).await.ok().attributes("main a", "href");
    assert_eq!(ways, [kiosk]);
    let given = trade(&survey, &mut tablet, json!({ "v": 1, "k": key })).await.ok();
    issue(&survey, &mut tablet, given.json()["p"].as_str().unwrap()).await.ok();
    assert_eq!(survey.spent().await, 1);
    survey.app.go_to("2026-03-11");
    let next_day = trade(&survey, &mut tablet, json!({ "v": 1, "k": key })).await;
    assert_eq!(kind(&next_day), "no-pass");
}

#[tokio::test]
async fn no_row_says_which_seats_a_room_has_or_when_they_were_given() {
    let (survey, mut office, at) = room_of(12).await;
    let dump = async |app: &TestApp| {
        let mut tx = app.app.db.read("test.dump").await.unwrap();
        let sql = "SELECT pool || ' ' || CAST(number AS TEXT) || ' ' || audience || ' ' || name || ' '
                   || CAST(seats AS TEXT) || ' ' || CAST(first AS TEXT) || ' ' || day || ' ' || state
                   || ' ' || opened_by FROM room ORDER BY number";
        let rows = tx.all::<(String,), 0>(sql, []).await.unwrap();
        let seats = "SELECT id FROM seat ORDER BY id";
        let seats = tx.all::<(String,), 0>(seats, []).await.unwrap();
        (rows, seats)
    };
    let before = dump(&survey.app).await;
    let mut phone = survey.app.visitor();
    let code = on_the_screen(&mut office, &at, 1).await;
    for _ in 0..5 {
        let pass = pass_in(&scan(&survey, &mut phone, &code).await.see_other());
        issue(&survey, &mut phone, &pass).await.ok();
    }
    let after = dump(&survey.app).await;
    assert_eq!(before, after, "rooms and the ids of seats are what they were");
    let seats: Vec<_> = after.1.iter().map(|(id,)| id.as_str()).collect();
    for (row,) in &after.0 {
        assert!(seats.iter().all(|seat| !row.contains(seat)), "{row}");
    }
    // The control: the seats did change.
    assert_eq!(survey.spent().await, 5);
}

#[tokio::test]
async fn its_pages_are_well_made_in_both_languages() {
    let (survey, mut office, at) = room_of(12).await;
    let pool = survey.pool().code;
    for lang in ["zh-CN", "en"] {
        office.post::<&str, &str>(&format!("/office/view?lang={lang}&page=/office/"), &[]).await;
        for page in [at.clone(), format!("{at}/1/screen")] {
            gallery_of(&office.get(&page).await.ok());
        }
        let mut phone = survey.app.visitor();
        for page in [paths::survey(pool), paths::survey_room(pool), paths::survey_kiosk(pool)] {
            gallery_of(&phone.get(&format!("{page}?lang={lang}")).await.ok());
        }
    }
}
