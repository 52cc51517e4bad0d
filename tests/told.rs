//! What respondents are told, and what they can check for themselves.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use thirtyfour::prelude::*;
use wenlian::domain::audit::hex;
use wenlian::domain::chance::Chance;
use wenlian::domain::suggestions::{HintKind, identity_hints};
use wenlian::store::db::Unrecorded;
use wenlian::web::paths;

use crate::gallery::is_well_made;
use crate::harness::answering::{Survey, receipt};
use crate::harness::chromium::{Chromium, Scripts, shows};
use crate::harness::node::ask_node;

/// What the desk's rules find of the writer.
fn of_the_writer(text: &str) -> Vec<&'static str> {
    let found = identity_hints(text);
    let is_found = |kind: &HintKind| found.iter().any(|hint| hint.kind == *kind);
    let told = HintKind::OF_THE_WRITER.into_iter().filter(is_found);
    told.map(HintKind::tag).collect()
}

const ALL_KINDS: &str = "(texts) => texts.map(file('hints.js'))";

#[test]
fn the_browser_finds_what_the_table_says() {
    let table = include_str!("../src/domain/suggestions/hints/cases.json");
    let table: Value = serde_json::from_str(table).unwrap();
    let column = |name: &str| -> Value {
        table.as_array().unwrap().iter().map(|case| case[name].clone()).collect()
    };
    let Some(found) = ask_node(ALL_KINDS, &column("text")) else { return };
    assert_eq!(found, column("kinds"));
}

#[test]
fn browser_and_desk_find_the_same_in_any_text() {
    const PIECES: &[&str] = &[
        "我叫",
        "了",
        "呼和",
        "本人姓",
        "my name is",
        "138",
        "12345678",
        "0477-",
        "86",
        "+",
        " ",
        "-",
        "@",
        "qq",
        ".cn",
        "QQ",
        "扣扣",
        "号",
        "：",
        "微信",
        "wechat",
        "abc_",
        "x",
        "7",
        "蒙",
        "K",
        "·",
        "A1B2C",
        "我是",
        "本人系",
        "我在",
        "财务",
        "科",
        "长",
        "副",
        "会计",
        "公司",
        "工作",
        "，",
        "。",
        "１２３",
        "2026",
        "2026.5.18",
        "/",
        "_",
        "O",
        "的",
        "15010219900101123",
        "X",
    ];
    let piece = || PIECES[usize::from(Chance.bytes::<1>()[0]) % PIECES.len()];
    let texts: Vec<String> =
        (0..4000).map(|place| (0..2 + place % 9).map(|_| piece()).collect::<String>()).collect();
    let Some(found) = ask_node(ALL_KINDS, &json!(texts)) else { return };
    let mut hits = 0;
    for (text, found) in texts.iter().zip(found.as_array().unwrap()) {
        assert_eq!(*found, json!(of_the_writer(text)), "{text}");
        hits += usize::from(found != &json!([]));
    }
    assert!(hits > 400, "only {hits} texts of {} hold anything", texts.len());
}

#[test]
fn the_browsers_own_sha_256_is_the_usual_one() {
    let lengths = [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 70_000];
    let texts: Vec<String> = lengths.iter().map(|length| "廉a7".repeat(*length)).collect();
    let hash = "(texts) => { const sha256 = new Function(code('sha256.js') + 'return sha256')();
                return texts.map((text) => sha256(Buffer.from(text))); }";
    let Some(found) = ask_node(hash, &json!(texts)) else { return };
    let expected: Vec<String> = texts.iter().map(|text| hex(&Sha256::digest(text))).collect();
    assert_eq!(found, json!(expected));
}

#[tokio::test]
async fn one_page_says_who_can_see_what_in_both_languages() {
    let survey = Survey::open(10).await;
    let mut reader = survey.app.visitor();
    let first = survey.page(&mut reader).await;
    let stamped = reader.get(&paths::survey(survey.pool().code)).await.ok();
    assert_eq!(stamped.link("谁能看到什么"), first.link("谁能看到什么"));
    let page = reader.get(&first.link("谁能看到什么")).await.ok();
    is_well_made(&page);
    let parties = page.all_text(".who tbody th");
    for party in ["办公室", "复核人", "科室", "督导组", "纪委", "机器", "邀请卡", "网络"]
    {
        assert!(parties.iter().any(|name| name.contains(party)), "{party}: {parties:?}");
    }
    assert!(page.shown().contains("普通页"), "{}", page.shown());
    assert_eq!(page.attributes(".who tbody td", "data-label").len(), 2 * parties.len());

    let english = reader.get(&page.link("English")).await.ok();
    is_well_made(&english);
    assert_eq!(english.heading(), "Who can see what");
    assert_eq!(english.all_text(".who tbody th").len(), parties.len());
    let chinese = english.all_text("main section, main h1").join(" ");
    let issued = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    assert!(!chinese.contains(issued), "{chinese}");

    // The same for everyone in the pool, and there before and after the opening.
    let again = survey.app.visitor().get(&page.path).await.ok();
    assert_eq!(again.bytes, page.bytes);
    survey.publish().await;
    let check = reader.get(&paths::check(survey.pool().code)).await.ok();
    assert_eq!(reader.get(&check.link("谁能看到什么")).await.ok().bytes, page.bytes);
    reader.get("/s/00000000/who").await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_hashes_on_the_page_are_those_of_the_files_that_are_served() {
    let survey = Survey::open(10).await;
    let mut reader = survey.app.visitor();
    let first = survey.page(&mut reader).await;
    let page = reader.get(&paths::survey_who(survey.pool().code)).await.ok();
    let fingerprint = first.all_text("#fingerprint").remove(0);
    let codes = page.all_text("dd code");
    assert_eq!(codes[0], fingerprint);
    let files = page.attributes("dd a", "href");
    let stamped = reader.get(&paths::survey(survey.pool().code)).await.ok();
    let take = reader.get(&paths::survey_take(survey.pool().code)).await.ok();
    let taken = reader.get(&paths::survey_taken(survey.pool().code)).await.ok();
    let pages = [&first, &stamped, &take, &taken];
    let mut scripts = pages.map(|page| page.attributes("script", "src")).concat();
    scripts.extend(stamped.attributes("#main-form", "data-hints"));
    assert_eq!(scripts.len(), 6, "{scripts:?}");
    for script in scripts {
        assert!(files.contains(&script), "{script} is not among {files:?}");
    }
    for (file, hash) in files.iter().zip(&codes[1..]) {
        let served = reader.get(file).await.ok().bytes;
        assert_eq!(*hash, hex(&Sha256::digest(&served)), "{file}");
        assert!(file.contains(&hash[..12]), "{file}");
    }
    assert_eq!(files.len(), codes.len() - 1);
}

/// Addresses the page has asked for since it was loaded, but for the icon, which comes when it
/// likes.
async fn asked_for(phone: &WebDriver) -> Vec<String> {
    let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)
                  .filter((name) => !name.endsWith('.svg'))";
    phone.execute(script, vec![]).await.unwrap().convert().unwrap()
}

#[tokio::test]
async fn a_text_that_names_its_writer_is_told_so_and_nobody_else_is() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    phone.goto(format!("http://{site}{}", survey.path())).await.unwrap();
    let before = asked_for(&phone).await;
    let area = phone.find(By::Css("textarea")).await.unwrap();
    area.send_keys("我叫张三，电话13812345678").await.unwrap();
    let said = shows(&phone, ".hint", "电话号码").await;
    assert!(said.contains("姓名") && !said.contains("微信"), "{said}");

    area.clear().await.unwrap();
    area.send_keys("窗口可以再多开一个").await.unwrap();
    for _ in 0..50 {
        if phone.find(By::Css(".hint")).await.unwrap().text().await.unwrap().is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(phone.find(By::Css(".hint")).await.unwrap().text().await.unwrap(), "");
    assert_eq!(asked_for(&phone).await, before, "typing asks for nothing");
    let kept = "return localStorage.length + sessionStorage.length + document.cookie.length";
    assert_eq!(phone.execute(kept, vec![]).await.unwrap().json(), &json!(0));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn on_the_sealed_page_the_words_come_with_the_first_touch_of_whatever_field() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    let page = format!("http://{site}{}", paths::survey(survey.pool().code));
    phone.goto(&page).await.unwrap();
    let mut asked = asked_for(&phone).await;
    assert!(!asked.iter().any(|address| address.contains("hints")), "{asked:?}");
    // A choice, not a text: whether somebody writes is not to be seen from outside.
    phone.find(By::Css(".choices label")).await.unwrap().click().await.unwrap();
    phone.query(By::Css(".hint[role=status]")).exists().await.unwrap();
    let now = asked_for(&phone).await;
    assert!(now.last().unwrap().contains("/static/hints."), "{now:?}");
    asked.push(now.last().unwrap().clone());
    assert_eq!(now, asked, "one file more, and nothing else");

    let area = phone.find(By::Css("textarea")).await.unwrap();
    area.send_keys("我叫张三，电话13812345678").await.unwrap();
    let said = shows(&phone, ".hint", "电话号码").await;
    assert!(said.contains("姓名") && !said.contains("微信"), "{said}");
    assert_eq!(asked_for(&phone).await, asked, "writing asks for nothing");
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn a_receipt_is_compared_in_the_browser_and_never_leaves_it() {
    let Some(chromium) = Chromium::start().await else { return };
    let survey = Survey::open(10).await;
    let mut visitor = survey.app.visitor();
    let page = survey.page(&mut visitor).await;
    let receipt = receipt(&survey.hand_in(&mut visitor, &page, survey.code(0)).await.ok());
    survey.publish().await;
    let site = survey.app.listen().await;
    let phone = chromium.phone(Scripts::On).await;
    let address = format!("http://{site}{}", paths::check(survey.pool().code));
    phone.goto(&address).await.unwrap();
    assert!(phone.find(By::Id("stays-here")).await.unwrap().is_displayed().await.unwrap());
    assert!(!phone.find(By::Id("server-sees")).await.unwrap().is_displayed().await.unwrap());

    let field = phone.find(By::Id("f-receipt")).await.unwrap();
    let answer = ".notice:not([hidden])";
    for (typed, words) in [
        ("0000", "16 个字母和数字"),
        ("0000-0000-0000-0000", "清单中没有"),
        (&*receipt.to_lowercase().replace('-', " "), "找到了"),
    ] {
        field.clear().await.unwrap();
        field.send_keys(typed.to_owned() + Key::Enter).await.unwrap();
        shows(&phone, answer, words).await;
    }
    let asked = asked_for(&phone).await;
    let leaves = paths::check_leaves(survey.pool().code);
    assert!(asked.iter().any(|address| address.ends_with(&leaves)), "{asked:?}");
    let tail = receipt.rsplit('-').next().unwrap();
    assert!(!asked.iter().any(|address| address.contains(tail)), "{asked:?}");

    // A switch of language posts the form, without the receipt.
    phone.find(By::Css(".switches button[lang=en]")).await.unwrap().click().await.unwrap();
    shows(&phone, "#stays-here", "in your browser").await;
    let field = phone.find(By::Id("f-receipt")).await.unwrap();
    assert_eq!(field.prop("value").await.unwrap().unwrap_or_default(), "");

    // The control: a list that is not the one announced on the page proves nothing.
    let mut tx = survey.app.app.db.begin("test").await.unwrap();
    tx.run("DELETE FROM leaf WHERE pool = $1", [survey.pool().id.into()]).await.unwrap();
    tx.commit_unrecorded(Unrecorded::OpeningChunk).await.unwrap();
    field.send_keys(receipt).await.unwrap();
    phone.find(By::Css("#compare button")).await.unwrap().click().await.unwrap();
    shows(&phone, answer, "is not the one").await;
    phone.quit().await.unwrap();
}
