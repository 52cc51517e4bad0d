//! Cards on paper: printed once, lost sheets, what comes back, and whether a camera reads them.

use std::collections::HashSet;

use serde_json::{Value, json};
use wenlian::domain::credentials::token::Token;
use wenlian::domain::openings::published::{Closing, Files, Identity, Outcome, Remark, check};
use wenlian::domain::people::Role;
use wenlian::store;
use wenlian::web::paths;

use crate::harness::answering::Survey;
use crate::harness::ballots::Respondents;
use crate::harness::door::issue;
use crate::harness::openings::{self, open};
use crate::harness::scenes::{LaunchedScene, launched, launched_unprinted};
use crate::harness::{Browser, Reply, TestApp};

pub async fn office(app: &TestApp) -> Browser {
    app.person("office", &[Role::SurveyAdmin], None).await
}

pub async fn cards_of(app: &TestApp, scene: &LaunchedScene) -> String {
    let plan = wenlian::services::campaigns::overview(&app.app, &scene.root, scene.campaign).await;
    let audience = plan.unwrap().pools[0].audiences[0].id;
    format!("/office/campaigns/{}/audiences/{audience}/cards", scene.campaign)
}

/// Which of these codes reach a seat, by whatever is stored of them.
async fn living(app: &TestApp, codes: &[String]) -> Vec<bool> {
    let key = app.app.keys.token_key();
    let mut tx = app.app.db.read("test.living").await.unwrap();
    let mut living = Vec::new();
    for code in codes {
        let hash = Token::parse(code).unwrap().hash(&key);
        let sql = "SELECT seat FROM token WHERE h = $1";
        let row = tx.maybe::<(String,), 1>(sql, [(&hash).into()]).await.unwrap();
        living.push(row.is_some());
    }
    living
}

#[tokio::test]
async fn cards_are_printed_once_with_a_code_each() {
    let app = TestApp::start().await;
    let scene = launched_unprinted(&app, &[23]).await;
    let mut office = office(&app).await;
    let page = office.get(&format!("/office/campaigns/{}", scene.campaign)).await.ok();
    let cards = page.link("打印邀请卡");
    let before = office.get(&cards).await.ok();
    assert!(before.shown().contains("只显示这一次"), "{}", before.shown());
    let neither = office.submit(&before, &cards, &[("per_sheet", "9")]).await.refused();
    assert!(neither.shown().contains("每张 A4 纸印几张卡"), "{}", neither.shown());
    let sheets = office.submit(&before, &cards, &[("per_sheet", "8")]).await.ok();
    assert_eq!(sheets.all_text("section.sheet.eight").len(), 3);
    assert_eq!(sheets.attributes("svg.marks", "viewBox").len(), 3, "cut marks on each");
    assert_eq!(sheets.attributes(".slip-qr svg", "viewBox").len(), 23);
    let codes: Vec<String> = sheets.all_text(".slip-code");
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 23);
    for code in &codes {
        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 5], "groups of four");
    }
    assert_eq!(living(&app, &codes).await, [true; 23]);
    let address = format!("wenlian.test/s/{}", scene.pools[0].code);
    assert_eq!(sheets.all_text(".slip-address span:first-child"), vec![address; 23]);
    let who = app.visitor().get(&format!("/s/{}/who", scene.pools[0].code)).await.ok();
    for foot in sheets.all_text(".slip-address") {
        let (_, fingerprint) = foot.split_once("Fingerprint").expect("what to compare");
        assert!(who.shown().contains(fingerprint.trim()), "{fingerprint}");
    }
    for line in sheets.all_text(".slip-line") {
        assert!(line.contains("截止 Until 2026-03-20 24:00") && line.contains("匿名"), "{line}");
        assert!(line.contains("Anonymous"), "{line}");
    }
    let numbers = sheets.all_text(".sheet-number");
    assert!(numbers[2].contains("第 3 页，共 3 页"), "{numbers:?}");
    assert!(!sheets.all_text(".slip").join("").contains("页"), "no card tells its sheet");

    let again = office.submit(&before, &cards, &[("per_sheet", "8")]).await.refused();
    assert!(again.shown().contains("不能再次显示"), "{}", again.shown());
    let after = office.get(&cards).await.ok();
    assert!(after.shown().contains("3 页，23 张卡"), "{}", after.shown());
    let paper = office.get(&after.link("发放须知（打印给发卡的人）")).await.ok();
    for rule in ["充分混匀", "由本人从箱中随机抽取一张", "不得登记姓名", "交回张数"]
    {
        assert!(paper.shown().contains(rule), "{rule}: {}", paper.shown());
    }
}

#[tokio::test]
async fn a_card_says_who_issued_it_and_whom_to_call_and_its_page_what_to_do_with_it() {
    let app = TestApp::start().await;
    let scene = launched_unprinted(&app, &[12]).await;
    let mut office = office(&app).await;
    let cards = cards_of(&app, &scene).await;
    let before = office.get(&cards).await.ok();
    assert!(!before.shown().contains("也不要另存"), "{}", before.shown());
    let sheets = office.submit(&before, &cards, &[("per_sheet", "10")]).await.ok();
    let issuer = "鄂尔多斯市公共资源交易中心 咨询核实 Questions 0477-8580000";
    assert_eq!(sheets.all_text(".slip-issuer"), [issuer; 12]);
    let warned = sheets.all_text(".no-print .notice").join("");
    for said in ["在这台电脑上打印", "不要另存", "不要刷新", "重印遗失的整页", "全部作废"]
    {
        assert!(warned.contains(said), "{said}: {warned}");
    }
    assert!(before.shown().contains("在这台电脑上打印"), "{}", before.shown());
    let again = format!("{cards}/reprint");
    let page = office.get(&cards).await.ok();
    let seen = office.submit(&page, &again, &[("sheets", "1")]).await.ok();
    let anew = office.submit(&seen, &again, &[]).await.ok();
    assert!(anew.all_text(".no-print .notice").join("").contains("不要刷新"), "{}", anew.shown());
}

/// The sheets without their codes, pictures and numbers: whatever else differs would tell something.
fn shape(sheets: &Reply) -> (usize, Vec<String>, Vec<String>) {
    let slips = sheets.all_text("article.slip");
    let codes = sheets.all_text(".slip-code");
    let bare = slips.iter().zip(&codes).map(|(slip, code)| slip.replace(code, ""));
    let margins = sheets.all_text(".sheet-number");
    let margins = margins.iter().map(|it| it.replace("第 1 页", "").replace("第 2 页", ""));
    let margins = margins.map(|it| it.replace("Sheet 1", "").replace("Sheet 2", ""));
    (slips.len(), bare.collect(), margins.collect())
}

#[tokio::test]
async fn a_lost_sheet_is_printed_anew_for_the_same_seats_spent_or_not() {
    let survey = Survey::open(20).await;
    let (app, scene) = (&survey.app, &survey.scene);
    let mut visitor = app.visitor();
    let page = survey.page(&mut visitor).await;
    survey.hand_in(&mut visitor, &page, survey.code(0)).await.ok();
    let mut office = office(app).await;
    let cards = cards_of(app, scene).await;
    let reprint = format!("{cards}/reprint");
    let form = office.get(&cards).await.ok();
    for (typed, said) in [("", "请填页号"), ("一", "请填页号"), ("7", "没有第 7 页")] {
        let refused = office.submit(&form, &reprint, &[("sheets", typed)]).await.refused();
        assert!(refused.shown().contains(said), "{typed}: {}", refused.shown());
        assert_eq!(refused.form(&reprint)[0].1, typed, "what was typed stays");
    }

    // What was named is shown before it is void.
    let checked = office.submit(&form, &reprint, &[("sheets", "1、2")]).await.ok();
    assert!(checked.shown().contains("2 页上的全部 20 张卡"), "{}", checked.shown());
    assert_eq!(living(app, &survey.pool().tokens).await, [true; 20], "nothing is void yet");

    // The first sheet has a spent seat, the second has none: nobody could tell.
    let looked = office.submit(&form, &reprint, &[("sheets", "1")]).await.ok();
    let first = office.submit(&looked, &reprint, &[]).await.ok();
    let other = office.submit(&form, &reprint, &[("sheets", "2")]).await.ok();
    let second = office.submit(&other, &reprint, &[]).await.ok();
    // Sent again, neither page voids what was just printed.
    for page in [&looked, &checked] {
        let again = office.submit(page, &reprint, &[]).await;
        assert_eq!(again.status, axum::http::StatusCode::CONFLICT, "{}", again.shown());
        assert!(
            again.shown().contains("第 1 页在此期间已重印（第 2 次打印）"),
            "{}",
            again.shown()
        );
    }
    assert_eq!(shape(&first), shape(&second));
    assert!(first.all_text(".sheet-number")[0].contains("第 2 次打印"), "{:?}", shape(&first));
    let old = &survey.pool().tokens;
    assert_eq!(living(app, old).await, [false; 20], "every code of the lost sheets is void");
    let fresh = first.all_text(".slip-code");
    assert_eq!(living(app, &fresh).await, [true; 10]);

    // The same seats: one of the fresh codes finds its seat spent, and there are no more than before.
    let mut spent = 0;
    for code in &fresh {
        let mut visitor = app.visitor();
        let page = survey.page(&mut visitor).await;
        let reply = survey.hand_in(&mut visitor, &page, code).await;
        spent += i64::from(reply.status == axum::http::StatusCode::CONFLICT);
    }
    assert_eq!((spent, survey.spent().await), (1, 10));
    let mut visitor = app.visitor();
    let page = survey.page(&mut visitor).await;
    let void = survey.hand_in(&mut visitor, &page, &old[1]).await;
    assert_eq!(void.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY, "{}", void.shown());
    let who = visitor.get(&format!("/s/{}/who", survey.pool().code)).await.ok();
    assert!(who.shown().contains("印制 20 张，其中整页遗失后作废重印 20 张；收回的卡未清点。"));
}

#[tokio::test]
async fn cards_that_come_back_are_void_once_a_second_person_counts_the_same() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[30]).await;
    let codes = scene.pools[0].tokens.clone();
    app.go_to("2026-03-10");
    Respondents::of(&app, &scene.pools[0]).await.hand_in(12, "").await;
    app.go_to("2026-03-21");
    let mut office = office(&app).await;
    let opening = format!("/office/campaigns/{}/opening", scene.campaign);
    let returned = office.get(&opening).await.ok().link("清点收回的邀请卡");
    let form = office.get(&returned).await.ok();

    let nothing = office.submit(&form, &returned, &[]).await.refused();
    assert!(nothing.shown().contains("请填答题码或页号"), "{}", nothing.shown());
    let scanned =
        format!("https://wenlian.test/s/x#{}.7K2M0QXW9ABCDEFG", codes[1].replace('-', ""));
    let foreign = "7K2M-0QXW-9ABC-DEFG-HJKM";
    let typed = format!("{}\n{foreign}\n", codes[0]);
    let unknown = office.submit(&form, &returned, &[("codes", &typed)]).await.refused();
    assert!(unknown.shown().contains("第 2 行的答题码不属于"), "{}", unknown.shown());
    assert!(unknown.shown().contains(&codes[0]), "what was typed stays");
    let torn = office.submit(&form, &returned, &[("codes", "7K2M")]).await.refused();
    assert!(torn.shown().contains("第 1 行不是答题码"), "{}", torn.shown());

    // Two by code, one of them twice; ten as a sheet nobody cut. Some of them were spent: whoever
    // lists them meets no difference.
    let typed = format!("{}\n{scanned}\n\n{}", codes[0].to_lowercase(), codes[0]);
    let list = [("codes", typed.as_str()), ("sheets", "3")];
    office.submit(&form, &returned, &list).await.see_other();
    let waits = office.get(&returned).await.ok();
    assert!(waits.shown().contains("已登记 12 张"), "{}", waits.shown());
    let confirm = format!("{returned}/confirm");
    assert!(!waits.form_actions().contains(&confirm), "the office does not count what it listed");
    office
        .post_from(&returned, &confirm, &[("count", "12")])
        .await
        .is(axum::http::StatusCode::FORBIDDEN);
    let reprint = returned.replace("returned", "reprint");
    office.post(&reprint, &[("sheets", "1")]).await.refused();
    assert_eq!(living(&app, &codes).await, [true; 30], "nothing is void before it was counted");

    let mut holder = app.signed_in("dudao").await;
    assert!(holder.get("/office/").await.ok().shown().contains("收回的邀请卡待清点"));
    let seen = holder.get(&returned).await.ok();
    assert!(!seen.shown().contains("12"), "who counts is not told: {}", seen.shown());
    let wrong = holder.submit(&seen, &confirm, &[("count", "11")]).await.refused();
    assert!(wrong.shown().contains("不一致"), "{}", wrong.shown());
    assert_eq!(living(&app, &codes).await, [true; 30]);
    // Who listed them can look the list through, and is told so where they look.
    let to_settle = "收回的邀请卡清点数与登记不一致";
    assert!(office.get("/office/").await.ok().shown().contains(to_settle));
    assert!(!holder.get("/office/").await.ok().shown().contains(to_settle), "the control");
    // A second guess takes the list back, and the trail has both.
    holder.submit(&wrong, &confirm, &[("count", "11")]).await.refused();
    let void = holder.submit(&wrong, &confirm, &[("count", "13")]).await.see_other();
    assert!(holder.get(&void).await.ok().shown().contains("这次登记已作废"));
    holder.submit(&wrong, &confirm, &[("count", "12")]).await.refused();
    let mut tx = app.app.db.read("test.trail").await.unwrap();
    let sql = "SELECT detail FROM audit_entry WHERE act = 'returned_cards.miscount' ORDER BY seq";
    let lines = tx.all::<(String,), 0>(sql, []).await.unwrap();
    drop(tx);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[2].0.ends_with("counted=13 taken_back=true"), "{lines:?}");
    let home = office.get("/office/").await.ok();
    assert!(home.shown().contains(to_settle), "nobody else has it now: {}", home.shown());
    let taken_back = office.get(&returned).await.ok();
    assert!(taken_back.shown().contains("请办公室逐张重新登记"), "{}", taken_back.shown());
    office.submit(&form, &returned, &[("sheets", "3")]).await.see_other();
    assert!(!office.get("/office/").await.ok().shown().contains(to_settle), "it is seen to");
    let unseen = holder.get(&returned).await.ok();
    office.submit(&form, &returned, &[("codes", &typed)]).await.see_other();
    let stale = holder.submit(&unseen, &confirm, &[("count", "12")]).await;
    assert_eq!(stale.status, axum::http::StatusCode::CONFLICT, "more was listed meanwhile");
    assert_eq!(living(&app, &codes).await, [true; 30]);
    let seen = holder.get(&returned).await.ok();
    holder.submit(&seen, &confirm, &[("count", "12")]).await.see_other();
    let mut expected = vec![true; 30];
    expected[..2].fill(false);
    expected[20..].fill(false);
    assert_eq!(living(&app, &codes).await, expected, "these twelve and no others");
    let void = office.submit(&form, &returned, &[("codes", &codes[0])]).await.refused();
    assert!(void.shown().contains("已经作废"), "{}", void.shown());

    // Both numbers are published, before the opening and with it, and the paper trail is gone.
    let said = "印制 30 张；没有发出、由两人清点作废 12 张。";
    let code = scene.pools[0].code;
    let who = app.visitor().get(&format!("/s/{code}/who")).await.ok();
    assert!(who.shown().contains(said), "{}", who.shown());
    open(&app, &scene).await;
    let check = app.visitor().get(&format!("/check/{code}")).await.ok();
    assert!(check.shown().contains(said), "{}", check.shown());
    let close: Value = app.visitor().get(&format!("/check/{code}/close.json")).await.ok().json();
    assert_eq!(close["cards"], json!({ "printed": 30, "reprinted": 0, "returned": 12 }));
    let mut tx = app.app.db.read("test.gone").await.unwrap();
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM card";
    assert_eq!(tx.one::<(i64,), 0>(sql, []).await.unwrap().0, 0);
    let late = holder.get(&returned).await.ok();
    assert!(late.form_actions().iter().all(|it| !it.contains("/cards/")), "nothing more to do");
}

/// Used cards come back as paper, too. That more came back and were used than were printed is said,
/// and is no fault.
#[tokio::test]
async fn more_cards_used_and_handed_back_than_printed_is_said_wherever_they_are_told() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[30]).await;
    app.go_to("2026-03-10");
    Respondents::of(&app, &scene.pools[0]).await.hand_in(12, "").await;
    app.go_to("2026-03-21");
    let mut clerk = office(&app).await;
    let returned = format!("{}/returned", cards_of(&app, &scene).await);
    let form = clerk.get(&returned).await.ok();
    clerk.submit(&form, &returned, &[("sheets", "1、2")]).await.see_other();
    let mut holder = app.signed_in("dudao").await;
    let seen = holder.get(&returned).await.ok();
    holder.submit(&seen, &format!("{returned}/confirm"), &[("count", "20")]).await.see_other();
    let (_, mut holder) = open(&app, &scene).await;

    // 12 used and 20 back are two more than 30.
    let said = "交回的卡中至少有 2 张在交回以前已经用过";
    let code = scene.pools[0].code;
    let check_page = app.visitor().get(&format!("/check/{code}")).await.ok();
    assert!(check_page.shown().contains(said), "{}", check_page.shown());
    let package = holder.get(&openings::page_of(scene.campaign)).await.ok();
    assert!(package.shown().contains(said), "{}", package.shown());
    let text =
        async |name: &str| app.visitor().get(&format!("/check/{code}/{name}")).await.ok().text();
    let files = Files {
        close: text("close.json").await,
        leaves: text("leaves.txt").await,
        ..Files::default()
    };
    let remark = Outcome::HoldsWith(Remark::CameBackUsed(2));
    let outcomes = check(&files);
    assert!(outcomes.contains(&(Identity::Cards, remark)), "{outcomes:?}");
    assert!(outcomes.iter().all(|(_, outcome)| *outcome != Outcome::Fails), "{outcomes:?}");
    // The control: as many as were printed, and nothing is said.
    let mut closing: Closing = serde_json::from_str(&files.close).unwrap();
    closing.counts.cards.as_mut().unwrap().returned = Some(18);
    let files = Files { close: closing.to_json(), ..files };
    assert!(check(&files).contains(&(Identity::Cards, Outcome::Holds)));
}

#[tokio::test]
async fn a_later_card_has_a_seat_of_its_own_whatever_came_back_before() {
    let survey = Survey::open(12).await;
    let (app, scene) = (&survey.app, &survey.scene);
    // Every card is used, and comes back as if none had been.
    let respondents = Respondents::of(app, survey.pool()).await;
    for _ in 0..12 {
        respondents.spend_a_seat().await;
    }
    let mut office = openings::office(app).await;
    let cards = cards_of(app, scene).await;
    let returned = format!("{cards}/returned");
    let form = office.get(&returned).await.ok();
    office.submit(&form, &returned, &[("sheets", "1、2")]).await.see_other();
    let mut holder = app.signed_in("dudao").await;
    let seen = holder.get(&returned).await.ok();
    holder.submit(&seen, &format!("{returned}/confirm"), &[("count", "12")]).await.see_other();

    let page = paths::later_seats(scene.campaign);
    let form = office.get(&page).await.ok();
    let audience = cards.split('/').nth(5).unwrap();
    let typed = [("audience", audience), ("cards", "10"), ("reason", "漏发一个科室")];
    office.submit(&form, &page, &typed).await.see_other();
    let seen = holder.get(&page).await.ok();
    holder.submit(&seen, &format!("{page}/confirm"), &[]).await.see_other();
    let campaign = office.get(&paths::campaign(scene.campaign)).await.ok();
    let print = campaign.link("打印邀请卡");
    let form = office.get(&print).await.ok();
    let later = office.submit(&form, &print, &[]).await.ok().all_text(".slip-code");
    assert_eq!(later.len(), 10);
    for code in &later {
        issue(&survey, &mut app.visitor(), code).await.ok();
    }
    assert_eq!(survey.spent().await, 22);
    assert_eq!(living(app, &survey.pool().tokens).await, [false; 12], "those that came back");
}

#[tokio::test]
async fn a_list_can_be_taken_back_and_none_at_all_is_counted_too() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[12]).await;
    let mut office = office(&app).await;
    let returned = format!("{}/returned", cards_of(&app, &scene).await);
    let form = office.get(&returned).await.ok();
    office.submit(&form, &returned, &[("sheets", "1")]).await.see_other();
    let mut holder = app.signed_in("dudao").await;
    let forget = format!("{returned}/forget");
    let seen = holder.get(&returned).await.ok();
    holder.submit(&seen, &forget, &[]).await.see_other();
    holder.post_from(&returned, &forget, &[]).await.refused();
    office.submit(&form, &returned, &[("none", "1")]).await.see_other();
    let seen = holder.get(&returned).await.ok();
    holder.submit(&seen, &format!("{returned}/confirm"), &[("count", "0")]).await.see_other();
    assert_eq!(living(&app, &scene.pools[0].tokens).await, [true; 12]);
    let mut tx = app.app.db.read("test.tally").await.unwrap();
    let tally = store::cards::tally(&mut tx, scene.pools[0].id).await.unwrap().unwrap();
    assert_eq!((tally.printed, tally.returned), (12, Some(0)));
}

#[tokio::test]
async fn a_poster_says_who_asks_until_when_and_what_to_compare() {
    let app = TestApp::start().await;
    let scene = launched(&app, &[12]).await;
    let mut office = office(&app).await;
    let page = office.get(&format!("/office/campaigns/{}", scene.campaign)).await.ok();
    let poster = office.get(&format!("{}?paper=a3", page.link("海报"))).await.ok();
    let shown = poster.all_text("section.poster.a3").join("");
    for said in
        ["2026-03-20 24:00", "12388", "核验码 Fingerprint", "抽一张邀请卡", "draw one", "不用注册"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(!shown.contains('#'), "no code: {shown}");
    assert!(shown.contains("answering is voluntary") && !shown.contains("is free"), "{shown}");
    for said in ["鄂尔多斯市公共资源交易中心", "0477-8580000"] {
        assert!(shown.contains(said), "who issued it and whom to call: {said}: {shown}");
    }
}
