//! The pages that people answer on, and what they tell of whoever looks: nothing. They are small, set
//! nothing, and are the same for everyone.

use std::io::Read as _;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use wenlian::domain::campaigns::Channel;
use wenlian::services::campaigns;
use wenlian::web::paths;

use crate::harness::answering::{Survey, as_older_browsers_post, receipt};
use crate::harness::personas::PASSWORD;
use crate::harness::{Browser, TestApp, scenes};
use crate::responses::number;

#[tokio::test]
async fn each_kind_of_pool_is_told_what_is_true_of_its_addresses() {
    let (kept, none) = ("加密保存；2026-03-20 以后启封，启封后销毁", "也不登记谁拿了卡、扫了码");
    let app = TestApp::start().await;
    let by = [(Channel::Card, 12), (Channel::Group, 12), (Channel::Venue, 12)];
    let scene = scenes::launched_as(&app, &by, &[]).await;
    app.go_to("2026-03-09");
    for pool in &scene.pools {
        for path in [format!("/s/{}", pool.code), paths::survey_who(pool.code)] {
            let shown = app.visitor().get(&path).await.ok().shown();
            assert!(shown.contains("我们没有您的联系方式") && shown.contains(none), "{shown}");
            for of_lists in [kept, "您的联系方式由谁处理", "更换过"] {
                assert!(!shown.contains(of_lists), "{of_lists}: {shown}");
            }
        }
    }
    // The control: whoever is on a list.
    let app = TestApp::start().await;
    let people: Vec<String> = (0..12).map(|place| format!("p{place}@example.cn")).collect();
    let ready = scenes::ready_to_mail(&app, scenes::dates(), &people).await;
    ready.launch(&app).await;
    app.go_to("2026-03-09");
    let plan = campaigns::overview(&app.app, &ready.root, ready.campaign).await.unwrap();
    for path in [paths::survey, paths::survey_who] {
        let shown = app.visitor().get(&path(plan.pools[0].pool.code)).await.ok().shown();
        assert!(shown.contains("鄂尔多斯市公共资源交易中心只用于发放和提醒"), "{shown}");
        assert!(shown.contains(kept) && !shown.contains(none), "{shown}");
    }
}

#[tokio::test]
async fn looking_and_switching_spend_nothing_and_lose_nothing() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let head = Request::head(survey.path()).body(Body::empty()).unwrap();
    phone.send(&survey.path(), head).await.is(StatusCode::OK);

    let typed = survey.filled(&page, survey.code(0), "");
    let switches = page.attributes("button[formaction]", "formaction");
    assert_eq!(switches.len(), 2, "language and print");
    for address in &switches {
        let drawn = phone.post(address, &typed).await.ok();
        let kept = drawn.form(&survey.path());
        let lost: Vec<_> = typed
            .iter()
            .filter(|(name, _)| name != "lang" && name != "print")
            .filter(|pair| !kept.contains(pair))
            .collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
    let english = phone.post(&switches[0], &typed).await.ok();
    assert!(english.shown().contains("Hand in") && english.shown().contains("sealed until"));
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));

    let thanks = phone.submit(&english, &survey.path(), &[]).await.ok();
    assert_eq!(thanks.heading(), "Thank you", "the language stays");
}

#[tokio::test]
async fn no_cookie_of_staff_comes_along_and_none_is_set() {
    let survey = Survey::open(10).await;
    let mut staff = survey.app.visitor();
    let door = staff.get(paths::SIGN_IN).await.ok();
    let typed = [("login", "admin"), ("password", PASSWORD)];
    assert_eq!(staff.submit(&door, paths::SIGN_IN, &typed).await.see_other(), paths::HOME);
    let page = survey.page(&mut staff).await;
    let thanks = survey.hand_in(&mut staff, &page, survey.code(0)).await.ok();
    for reply in [&page, &thanks] {
        assert!(!reply.headers.contains_key("set-cookie"));
    }
    assert_eq!(staff.cookies_for(&survey.path()), Vec::<String>::new());
    assert_ne!(staff.cookies_for(paths::HOME), Vec::<String>::new(), "the control");
}

#[tokio::test]
async fn an_older_browser_hands_in_and_cannot_be_made_to_act_in_the_office() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let typed = survey.filled(&page, survey.code(0), "");
    let request = as_older_browsers_post(survey.pool().code, &typed);
    phone.send(&survey.path(), request).await.ok();

    let mut forged = as_older_browsers_post(survey.pool().code, &typed);
    *forged.uri_mut() = paths::SIGN_IN.parse().unwrap();
    phone.send(paths::SIGN_IN, forged).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn two_visitors_get_the_same_bytes_but_for_the_hidden_number() {
    let survey = Survey::open(10).await;
    let one = survey.page(&mut survey.app.visitor()).await;
    let other = survey.page(&mut survey.app.visitor()).await;
    assert_ne!(number(&one), number(&other));
    assert_eq!(one.text().replace(&number(&one), ""), other.text().replace(&number(&other), ""));
    assert_eq!(one.headers, other.headers);
}

#[tokio::test]
async fn both_pages_with_all_they_load_are_small() {
    let survey = Survey::open(10).await;
    survey.ask_the_bidders().await;
    let mut phone = survey.app.visitor();
    for path in [survey.path(), paths::survey(survey.pool().code)] {
        let page = phone.get(&path).await.ok();
        assert!(page.heading().contains("投标人"), "{}", page.heading());
        let mut loaded = page.attributes("link[rel=stylesheet]", "href");
        loaded.extend(page.attributes("script[src], img[src]", "src"));
        let mut sizes = vec![page.bytes.len()];
        for address in &loaded {
            sizes.push(phone.get(address).await.ok().bytes.len());
        }
        // The page itself is the first of three requests.
        assert_eq!(loaded.len(), 2, "{loaded:?}");
        assert!(sizes.iter().sum::<usize>() <= 45 * 1024, "{path}: {sizes:?}");
    }
}

/// What a phone that reads gzip gets at an address: the coding, and the bytes as they came.
async fn asked_for_gzip(phone: &mut Browser, path: &str) -> (Option<String>, Vec<u8>) {
    let asked = Request::get(path).header("accept-encoding", "gzip, deflate, br");
    let reply = phone.send(path, asked.body(Body::empty()).unwrap()).await.ok();
    let coding = reply.headers.get("content-encoding");
    (coding.map(|coding| coding.to_str().unwrap().to_owned()), reply.bytes)
}

#[tokio::test]
async fn the_page_everyone_sees_alike_is_sent_compressed_and_no_other() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let alike = paths::survey(survey.pool().code);
    let page = phone.get(&alike).await.ok();
    let (coding, bytes) = asked_for_gzip(&mut phone, &alike).await;
    assert_eq!(coding.as_deref(), Some("gzip"));
    assert!(bytes.len() < page.bytes.len() / 2, "{} of {}", bytes.len(), page.bytes.len());
    let mut read = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut read).unwrap();
    assert_eq!(read, page.bytes, "the same bytes for all");
    // A number of its own stands on the plain page: its length must say nothing.
    let (coding, _) = asked_for_gzip(&mut phone, &survey.path()).await;
    assert_eq!(coding, None);
}

#[tokio::test]
async fn the_check_page_says_when_and_then_answers_receipts() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let thanks = survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    let check = thanks.link("核对页");
    let before = phone.get(&check).await.ok();
    assert!(before.shown().contains("2026-03-20 24:00 以后统一启封"), "{}", before.shown());
    phone.get(&paths::check_leaves(survey.pool().code)).await.is(StatusCode::NOT_FOUND);
    phone.get(&paths::check_close(survey.pool().code)).await.is(StatusCode::NOT_FOUND);

    survey.publish().await;
    let page = phone.get(&check).await.ok();
    assert!(page.shown().contains("启封的答卷"), "{}", page.shown());
    for run in wenlian::domain::linkage::measured() {
        for told in [run.database.name(), &run.day.to_string(), &run.commit[..12]] {
            assert!(page.shown().contains(told), "the audit of this build: {told}");
        }
    }
    let found = phone.submit(&page, &check, &[("receipt", &receipt(&thanks))]).await.ok();
    assert!(found.shown().contains("找到了"), "{}", found.shown());
    let other = phone.submit(&page, &check, &[("receipt", "0000-0000-0000-0000")]).await.ok();
    assert!(other.shown().contains("清单中没有"), "{}", other.shown());
    phone.submit(&page, &check, &[("receipt", "0000")]).await.refused();

    let leaves = phone.get(&page.link("leaves.txt")).await.ok();
    assert_eq!(leaves.text().lines().count(), 1);
    let close = phone.get(&page.link("close.json")).await.ok();
    let close: serde_json::Value = serde_json::from_slice(&close.bytes).unwrap();
    assert_eq!(close["pool"], survey.pool().code.to_string());
    assert_eq!((&close["invited"], &close["ballots"]), (&10.into(), &1.into()));
}
