//! Hostile content: markup in every field, spreadsheets that hurt, forms no page of ours sends.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use rust_xlsxwriter::{Formula, Workbook};
use wenlian::domain::people::Role;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::harness::{Reply, TestApp};

/// Breaks out of text, of quoted and unquoted attributes, and of scripts.
const CANARY: &str = "'\"></title></textarea><svg/onload=canary(1)>{{7*7}}";
const FLASH: &str = "__Secure-wl-flash";
const IMPORT: &str = "/office/people/import";

#[track_caller]
fn caged(reply: &Reply) {
    let text = reply.text();
    assert!(!text.contains("<svg/onload"), "{}: {text}", reply.path);
}

#[tokio::test]
async fn markup_in_any_field_stays_text_on_every_page() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let typed = [("name", CANARY), ("login", "canary"), ("email", CANARY), ("unit", CANARY)];
    let refused = admin.post("/office/people/new", &typed).await.refused();
    assert_eq!(refused.attributes("input[name=name]", "value"), [CANARY]);
    caged(&refused);
    let typed = [("name", CANARY), ("login", "canary"), ("role", "unit_head")];
    caged(&admin.post("/office/people/new", &typed).await);
    let unit = [("name_zh", CANARY), ("name_en", CANARY), ("kind", "section")];
    caged(&admin.post("/office/units/new", &[unit.as_slice(), &[("code", CANARY)]].concat()).await);
    admin
        .post("/office/units/new", &[unit.as_slice(), &[("code", "kaibiao")]].concat())
        .await
        .see_other();
    let typed = [("name", CANARY), ("login", "canary")];
    let made = admin.post("/office/people/new", &typed).await.ok();
    assert!(made.shown().contains("svg/onload"), "the name is shown as text");
    caged(&made);

    let line = CANARY.replace('"', "\"\"");
    let people = format!("姓名,账号,单位,角色\n\"{line}\",\"{line}\",\"{line}\",\"{line}\"\n");
    let mistakes = admin.upload(IMPORT, &[], (CANARY, "a.csv", people.as_bytes())).await.refused();
    caged(&mistakes);
    let mistakes = admin.upload(IMPORT, &[], ("file", "a.csv", people.as_bytes())).await.refused();
    assert!(mistakes.shown().contains("svg/onload"), "the mistake quotes the cell");
    caged(&mistakes);

    let mut auditor = app.person("auditor", &[Role::Supervisor], None).await;
    caged(&auditor.get("/office/audit").await.ok());
    let list = admin.get("/office/people").await.ok();
    let units = admin.get("/office/units").await.ok();
    assert!(list.shown().contains("svg/onload") && units.shown().contains("svg/onload"));
    for address in [list.attributes("main a", "href"), units.attributes("main a", "href")].concat()
    {
        caged(&admin.get(&address).await);
    }
    let query: String = form_urlencoded::byte_serialize(CANARY.as_bytes()).collect();
    for address in ["/office/", "/office/sign-in", "/office/nowhere", "/nowhere", "/office/people"]
    {
        caged(&admin.get(&format!("{address}?to={query}&page={query}&lang={query}")).await);
        caged(&app.visitor().get(&format!("{address}?to={query}&lang={query}")).await);
    }
}

#[tokio::test]
async fn a_planted_message_is_text_and_sets_no_header() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    for planted in ["%3Csvg/onload%3Dcanary(1)%3E", "%0D%0Aset-cookie:%20a=b", "%FF%00", "&x=y"] {
        admin.set_cookie(FLASH, planted, "/office");
        let page = admin.get("/office/people").await.ok();
        caged(&page);
        let lines = page.headers.get_all("set-cookie").iter();
        assert!(lines.map(|line| line.to_str().unwrap()).all(|line| line.starts_with(FLASH)));
    }
}

/// A workbook of people, some of its parts replaced.
fn book_with(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["姓名", "账号", "角色"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.write_string(1, 0, "王五").unwrap();
    sheet.write_formula(1, 1, Formula::new("=\"wang\"&\".wu\"").set_result("wang.wu")).unwrap();
    sheet.write_string(1, 2, "经办人").unwrap();
    let good = book.save_to_buffer().unwrap();
    let mut from = ZipArchive::new(Cursor::new(good)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        to.start_file(&*name, SimpleFileOptions::default()).unwrap();
        match parts.iter().find(|(changed, _)| *changed == name) {
            Some((_, part)) => to.write_all(part.as_bytes()).unwrap(),
            None => drop(std::io::copy(&mut entry, &mut to).unwrap()),
        }
    }
    to.finish().unwrap().into_inner()
}

fn sheet_of(cells: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
    )
}

#[tokio::test]
async fn a_formula_cell_gives_its_value() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    admin.upload(IMPORT, &[], ("file", "人员.xlsx", &book_with(&[]))).await.ok();
    assert!(admin.get("/office/people").await.text().contains("wang.wu"));
}

#[tokio::test]
async fn malformed_workbooks_are_refused_in_words() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let sheets = [
        r#"<row r="1"><c r="A0"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="ZZZZZZZZZZ1"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="A99999999999"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="1A"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="" t="s"><v>99999999</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="s"><v>-1</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="d"><v>x</v></c></row>"#,
        r#"<row r="1"><c r="A1" s="99999"><v>1e999</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a"#,
        r#"<row r="1"><c r="A1"><f t="shared" si="4294967295" ref="A1:ZZ9"></f><v>1</v></c></row>"#,
        r#"<row r="1"><c r="A1"><f t="shared" si="0" ref="">A1</f><v>1</v></c></row>"#,
    ];
    let mut files: Vec<Vec<u8>> = sheets
        .iter()
        .map(|cells| book_with(&[("xl/worksheets/sheet1.xml", &sheet_of(cells))]))
        .collect();
    for part in ["xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"] {
        for content in ["", "<", "<a>", "\u{feff}", "<a b='&#0;'/>", "&bogus;"] {
            files.push(book_with(&[(part, content)]));
        }
    }
    let whole = book_with(&[]);
    files.extend((1..8).map(|eighth| whole[..whole.len() * eighth / 8].to_vec()));
    for (number, file) in files.iter().enumerate() {
        let reply = admin.upload(IMPORT, &[], ("file", "人员.xlsx", file)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}: {}", reply.shown());
        assert!(reply.shown().contains("没有导入任何内容"), "{number}");
    }
}

#[tokio::test]
async fn tables_without_people_or_with_wrong_columns_are_refused_in_words() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    for table in
        ["", "\n", "姓名,账号,角色\n", "姓名,密码\n王五,x\n", "\u{feff}姓名,账号\n王五,w\n"]
    {
        let reply = admin.upload(IMPORT, &[], ("file", "a.csv", table.as_bytes())).await.refused();
        assert!(reply.shown().contains("没有导入任何内容"), "{table}");
    }
}

fn list_of(count: u32, role: &str) -> String {
    let line = |n| format!("某人{n},someone.{n},{role}\n");
    ["姓名,账号,角色\n".to_owned()].into_iter().chain((0..count).map(line)).collect()
}

#[tokio::test]
async fn a_long_list_is_answered_soon_and_takes_nothing_from_others() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    for (list, status) in [
        (list_of(20_000, "经办人"), 422),
        (list_of(1_000, "没有的角色"), 422),
        (list_of(1_000, "经办人"), 200),
    ] {
        let mut other = admin.clone();
        let begun = Instant::now();
        let (reply, ()) =
            tokio::join!(admin.upload(IMPORT, &[], ("file", "a.csv", list.as_bytes())), async {
                for _ in 0..10 {
                    let begun = Instant::now();
                    other.get("/office/people/new").await.ok();
                    let took = begun.elapsed();
                    assert!(took < Duration::from_secs(3), "another page took {took:?}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            });
        assert_eq!(reply.status.as_u16(), status, "{}", reply.heading());
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
        assert!(status == 200 || reply.bytes.len() < 64 * 1024, "{} bytes", reply.bytes.len());
    }
}

#[tokio::test]
async fn a_unit_of_a_spreadsheet_is_held_to_the_rules_of_the_form() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let long = "x".repeat(30_000);
    let table = format!("单位名称,代码,类别,英文名称\n开标评标科,kaibiao,市直科室,{long}\n");
    admin.upload("/office/units/import", &[], ("file", "a.csv", table.as_bytes())).await.refused();
}

#[tokio::test]
async fn more_fields_than_any_page_has_are_refused() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let fields = "a=&".repeat(80_000);
    for (address, status) in [("/office/people/new", 413), ("/office/sign-in", 413)] {
        let request = Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(fields.clone()))
            .unwrap();
        let begun = Instant::now();
        let reply = admin.send(address, request).await;
        assert_eq!(reply.status.as_u16(), status, "{address}");
        assert!(begun.elapsed() < Duration::from_secs(2));
    }
}

#[tokio::test]
async fn bodies_that_are_no_forms_are_client_errors() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    for (kind, body) in [
        ("application/json", "{\"name\":\"x\"}"),
        ("text/plain", "name=x"),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=a", "--a\r\nContent-Disposition: form-data; name=\"file\""),
        ("", "name=x"),
    ] {
        for address in ["/office/people/new", IMPORT, "/office/sign-in"] {
            let mut request = Request::post(address);
            if !kind.is_empty() {
                request = request.header("content-type", kind);
            }
            let reply = admin.send(address, request.body(Body::from(body)).unwrap()).await;
            assert!(reply.status.is_client_error(), "{kind} {address}: {}", reply.status);
        }
    }
    let broken = "name=%FF%FE%ZZ%&login=%C3%28&role=%80";
    let request = Request::post("/office/people/new")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(broken))
        .unwrap();
    admin.send("/office/people/new", request).await.refused();
}

#[tokio::test]
async fn fields_that_no_form_has_give_no_rights() {
    let app = TestApp::start().await;
    let mut admin = app.administrator().await;
    let typed = [
        ("name", "李四"),
        ("login", "li.si"),
        ("role", "triager"),
        ("role", "no_such_role"),
        ("password", "草原上的白云跑得快极了呀"),
        ("active", "false"),
        ("has_password", "true"),
        ("id", "00000000000000000000000000"),
    ];
    admin.post("/office/people/new", &typed).await.ok();
    let list = admin.get("/office/people").await.ok();
    assert!(list.shown().contains("尚未设置密码"), "{}", list.shown());
    let mut li_si = app.visitor();
    let typed = [("login", "li.si"), ("password", "草原上的白云跑得快极了呀")];
    li_si.post("/office/sign-in", &typed).await.refused();
}
