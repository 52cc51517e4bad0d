//! Nobody has a view of office, supervision or leaders on the matters of their own unit: every page,
//! list and export answers them as it answers somebody who works there and is nothing else, and
//! as it answers a stranger where they do not even work there.

use axum::http::{Method, StatusCode};
use wenlian::domain::id::UnitId;
use wenlian::domain::people::{Role, Roles, may};
use wenlian::services::routings;
use wenlian::web::routes::Who;

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::ledger::{PDF, ask_closing, file_all, in_progress, take_up};

/// Roles that look at units from outside.
const OUTSIDE: [Role; 4] = [Role::OfficeLead, Role::Supervisor, Role::Discipline, Role::GroupHead];
/// What the unit's item and what it returned are called.
const NAMES: [&str; 2] = ["保证金退还不及时", "开标室门禁失灵"];

/// The pages of the unit's matters: each with the rows that guard it.
struct Doors {
    pages: Vec<String>,
    lists: Vec<String>,
}

/// An item of the unit that was late, has evidence and waits for its verdict, and a routing that the
/// unit returned.
async fn doors(scene: &mut LedgerScene) -> Doors {
    let item = in_progress(scene, "2026-03-20").await;
    let returned = scene.route(scene.unit, "开标室门禁失灵。建议更换。").await;
    let form = [("reason", "overlapping"), ("words", "由信息技术科负责"), ("proposed", "")];
    let elsewhere = scene.elsewhere.to_string();
    let form = form
        .map(|(name, value)| (name, if name == "proposed" { elsewhere.as_str() } else { value }));
    let path = format!("/office/routings/{returned}/return");
    scene.head.upload(&path, &form, ("file", "职责.pdf", PDF)).await.see_other();
    let head = scene.app.actor("head").await;
    let stored = routings::one(&scene.app.app, &head, returned).await.unwrap().0.stored;

    scene.go_to("2026-04-01").await;
    file_all(&mut scene.doer, &item).await;
    let paper = scene.office.get("/office/warnings").await.ok().link("问责建议书");
    ask_closing(&mut scene.head, &item).await.see_other();
    take_up(&mut scene.office, &item).await.see_other();

    let (_, record) = wenlian::web::routes(&scene.app.app);
    let below = record.iter().filter(|route| {
        route.method == Method::GET
            && route.template.starts_with("/office/ledger/{id}")
            && route.template.matches('{').count() == 1
    });
    let mut pages: Vec<String> =
        below.map(|route| route.template.replace("/office/ledger/{id}", &item)).collect();
    let files = scene.doer.get(&item).await.ok().attributes("main a", "href");
    pages.extend(files.into_iter().filter(|link| link.contains("/files/")).take(1));
    let (unit, campaign) = (scene.unit, scene.campaign);
    pages.extend([
        paper,
        format!("/office/unit-profiles/{unit}"),
        format!("/office/annexes/{campaign}/form.xlsx?annex=ledger&wording=corrected&unit={unit}"),
        format!("/office/annexes/{campaign}/paper?annex=ledger&wording=corrected&unit={unit}"),
        format!("/office/returns/{returned}"),
        format!("/office/returns/{returned}/slip"),
        format!("/office/returns/{returned}/scan"),
        format!("/office/returns/{returned}/file"),
        format!("/office/notices/{}/{unit}", stored.batch),
        format!("/office/items/{}", stored.item),
    ]);
    let lists = [
        "/office/ledger",
        "/office/ledger?state=verifying",
        "/office/ledger?turn=verify",
        "/office/ledger?standing=late",
        "/office/ledger/items.xlsx",
        "/office/warnings",
        "/office/warnings/warnings.xlsx",
        "/office/returns",
        "/office/returns/returns.xlsx",
        "/office/items",
        "/office/items/items.xlsx",
        "/office/audit",
        "/office/audit/audit.xlsx",
        "/office/metrics",
        "/office/metrics/metrics.xlsx",
    ];
    let mut lists = lists.map(str::to_owned).to_vec();
    lists.push(format!("/office/ledger?unit={unit}"));
    lists.push(format!("/office/annexes/{campaign}/form.xlsx?annex=ledger&wording=corrected"));
    Doors { pages, lists }
}

/// What a list tells of the unit: its names and, in figures, the unit itself with what is open.
fn told(reply: &Reply) -> Vec<String> {
    let text = if reply.path.contains(".xlsx") {
        // A workbook without a row is no table.
        let table = wenlian::services::tables::read_table(&reply.bytes, "表.xlsx");
        let rows = table.iter().flat_map(wenlian::services::tables::Table::rows);
        rows.map(|row| row.cells().join("|")).collect::<Vec<_>>().join("\n")
    } else {
        reply.all_text("main").join("\n")
    };
    let told = NAMES.iter().filter(|name| text.contains(**name)).map(|name| (*name).to_owned());
    let figures = reply.path.contains("metrics").then(|| text.contains("财务科").to_string());
    told.chain(figures).collect()
}

/// Asks as somebody whose roles the guard of the page lets in.
async fn ask(browser: &mut Browser, path: &str) -> Reply {
    let reply = browser.get(path).await;
    assert!(!reply.status.is_server_error(), "{path}: {}", reply.status);
    reply
}

async fn insider(scene: &LedgerScene, role: Role, works: bool, unit: UnitId) -> Browser {
    let place = if unit == scene.unit { "own" } else { "other" };
    let roles: Vec<Role> = [role].into_iter().chain(works.then_some(Role::UnitMember)).collect();
    scene.app.person(&format!("{role}.{place}.{works}"), &roles, Some(unit)).await
}

/// Whether the guard of an address lets a role in.
fn lets_in(scene: &LedgerScene, path: &str, role: Role) -> bool {
    let bare = path.split('?').next().unwrap_or(path);
    let (_, record) = wenlian::web::routes(&scene.app.app);
    let fits = |template: &str| {
        let (given, wanted): (Vec<&str>, Vec<&str>) =
            (bare.split('/').collect(), template.split('/').collect());
        given.len() == wanted.len()
            && wanted.iter().zip(&given).all(|(want, give)| want.starts_with('{') || want == give)
    };
    let fixed = |template: &str| template.matches('{').count();
    let mut routes: Vec<_> =
        record.iter().filter(|it| it.method == Method::GET && fits(it.template)).collect();
    routes.sort_by_key(|route| fixed(route.template));
    match routes.first().expect("a route").who {
        Who::May(act) => may(&Roles::stored([role]), act),
        _ => true,
    }
}

#[tokio::test]
async fn of_their_own_unit_nobody_sees_more_than_whoever_works_there() {
    let mut scene = LedgerScene::start().await;
    let doors = doors(&mut scene).await;
    let colleague = [Role::UnitMember];
    let mut colleague = scene.app.person("colleague", &colleague, Some(scene.unit)).await;
    let mut opened = 0;
    for role in OUTSIDE {
        let mut idle = insider(&scene, role, false, scene.unit).await;
        let mut works = insider(&scene, role, true, scene.unit).await;
        let mut other = insider(&scene, role, false, scene.elsewhere).await;
        for path in doors.pages.iter().filter(|path| lets_in(&scene, path, role)) {
            let status = ask(&mut idle, path).await.status;
            assert_eq!(status, StatusCode::NOT_FOUND, "{role}, who does not work there: {path}");
            let as_member = ask(&mut colleague, path).await;
            let as_both = ask(&mut works, path).await;
            if lets_in(&scene, path, Role::UnitMember) {
                assert_eq!(as_both.status, as_member.status, "{role} who works there: {path}");
            } else if as_both.status == StatusCode::OK {
                // The page of an act on an item they know: it offers them nothing.
                let acts = as_both.form_actions();
                assert!(path.contains("/office/ledger/") && acts.is_empty(), "{role}: {path}");
            }
            // The control: the same role elsewhere finds what there is.
            opened += u32::from(ask(&mut other, path).await.status == StatusCode::OK);
        }
        for path in doors.lists.iter().filter(|path| lets_in(&scene, path, role)) {
            let nothing = ask(&mut idle, path).await;
            let is_figures = path.contains("metrics");
            let expected = if is_figures { vec!["false".to_owned()] } else { Vec::new() };
            if nothing.status == StatusCode::OK {
                assert_eq!(told(&nothing), expected, "{role}, who does not work there: {path}");
            }
            let as_both = ask(&mut works, path).await;
            let as_member = ask(&mut colleague, path).await;
            if as_member.status == StatusCode::OK {
                assert_eq!(told(&as_both), told(&as_member), "{role} who works there: {path}");
            } else if as_both.status == StatusCode::OK {
                assert_eq!(told(&as_both), expected, "{role} who works there: {path}");
            }
            let control = ask(&mut other, path).await;
            opened += u32::from(control.status == StatusCode::OK && told(&control) != expected);
        }
    }
    assert!(opened > 60, "elsewhere the same roles see: {opened}");
}
