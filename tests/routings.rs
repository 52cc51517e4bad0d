//! Routings: a unit's head accepts or returns, the office and the leading group decide on
//! returns, and silence counts as acceptance.

use axum::http::StatusCode;
use wenlian::domain::id::RoutingId;
use wenlian::domain::people::Role;
use wenlian::services::{self, Stretch, ledger, routings};

use crate::clock::put_holiday;
use crate::gallery::is_well_made;
use crate::harness::Browser;
use crate::harness::ledger_scene::LedgerScene;

const TEXT: &str = "保证金退还不及时。建议公示退还时限。";

fn page_of(id: RoutingId) -> String {
    format!("/office/routings/{id}")
}

/// Returns a routing as not within the unit's duties, pointing to another unit.
async fn give_back(head: &mut Browser, id: RoutingId, proposed: &str) -> crate::harness::Reply {
    let path = format!("{}/return", page_of(id));
    head.get(&path).await.ok();
    let typed =
        [("reason", "not_ours"), ("words", "退还保证金由另一科室负责"), ("proposed", proposed)];
    head.upload(&path, &typed, ("file", "", b"")).await
}

#[tokio::test]
async fn the_inbox_shows_what_is_routed_with_the_rule_on_sources() {
    let mut scene = LedgerScene::start().await;
    let id = scene.route(scene.unit, TEXT).await;
    let inbox = scene.head.get("/office/routings").await.ok();
    assert!(inbox.shown().contains(TEXT) && inbox.shown().contains("权力运行"));
    assert!(inbox.shown().contains("不得追查、猜测意见来源"));
    assert!(inbox.shown().contains("2026-03-04"), "two working days: {}", inbox.shown());
    let page = scene.head.get(&page_of(id)).await.ok();
    assert!(page.shown().contains("不得追查、猜测意见来源"));
    assert!(!scene.stranger.get("/office/routings").await.ok().shown().contains(TEXT));
}

#[tokio::test]
async fn another_units_routing_is_as_missing_as_one_that_never_was() {
    let mut scene = LedgerScene::start().await;
    let foreign = page_of(scene.route(scene.unit, TEXT).await);
    let missing = page_of(RoutingId::draw(scene.app.app.chance));
    for below in ["", "/return"] {
        let theirs = scene.stranger.get(&format!("{foreign}{below}")).await;
        let nobodys = scene.stranger.get(&format!("{missing}{below}")).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        let without =
            |reply: &crate::harness::Reply, address: &str| reply.text().replace(address, "");
        assert_eq!(
            without(&theirs, &urlencoded(&foreign)),
            without(&nobodys, &urlencoded(&missing)),
            "the same page but for the address asked for"
        );
    }
    let accept = format!("{foreign}/accept");
    let refused = scene.stranger.post::<&str, &str>(&accept, &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let typed = [("reason", "unclear"), ("words", "不清楚")];
    let returned =
        scene.stranger.upload(&format!("{foreign}/return"), &typed, ("file", "", b"")).await;
    assert_eq!(returned.status, StatusCode::NOT_FOUND);
    scene.head.get(&foreign).await.ok();
}

fn urlencoded(path: &str) -> String {
    form_urlencoded::byte_serialize(path.as_bytes()).collect()
}

#[tokio::test]
async fn acceptance_opens_one_ledger_item() {
    let mut scene = LedgerScene::start().await;
    let id = scene.route(scene.unit, TEXT).await;
    let page = scene.head.get(&page_of(id)).await.ok();
    let accept = format!("{}/accept", page_of(id));
    let item = scene.head.submit(&page, &accept, &[]).await.see_other();
    let item = scene.head.get(&item).await.ok();
    assert_eq!(item.heading(), "保证金退还不及时");
    assert!(item.shown().contains(TEXT) && item.shown().contains("群众提"));
    let again = scene.head.post::<&str, &str>(&accept, &[]).await.is(StatusCode::CONFLICT);
    assert!(again.shown().contains("您已经办过这一步"), "{}", again.shown());
    assert_eq!(scene.seen_by("office").await.len(), 1);
}

#[tokio::test]
async fn a_return_needs_its_reason_and_keeps_what_was_typed() {
    let mut scene = LedgerScene::start().await;
    let id = scene.route(scene.unit, TEXT).await;
    let path = format!("{}/return", page_of(id));
    let typed = [("reason", "not_ours"), ("words", ""), ("proposed", "")];
    let page = scene.head.upload(&path, &typed, ("file", "", b"")).await.refused();
    assert_eq!(page.attributes("input[name=reason][checked]", "value"), ["not_ours"]);
    let typed = [("reason", "not_ours"), ("words", "不归我科"), ("proposed", "")];
    let page = scene.head.upload(&path, &typed, ("file", "", b"")).await.refused();
    assert!(page.shown().contains("须填写建议承办单位"), "{}", page.shown());
    assert!(page.all_text("textarea[name=words]").contains(&"不归我科".to_owned()));
    let typed = [("reason", "already_rectified"), ("words", "上月已公示时限"), ("proposed", "")];
    let page = scene.head.upload(&path, &typed, ("file", "", b"")).await.refused();
    assert!(page.shown().contains("须上传佐证材料"), "{}", page.shown());
    let wrong = scene.head.upload(&path, &typed, ("file", "a.pdf", b"MZ..")).await.refused();
    assert!(wrong.shown().contains("只接收 PDF、JPEG、PNG"), "{}", wrong.shown());
    scene.head.upload(&path, &typed, ("file", "公示.pdf", b"%PDF-1.7")).await.see_other();
    let file = format!("/office/returns/{id}/file");
    let read = scene.office.get(&file).await.ok();
    assert_eq!(read.bytes, b"%PDF-1.7");
    assert_eq!(scene.stranger.get(&file).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_unit_returns_once_and_the_office_upholds_with_a_reason() {
    let mut scene = LedgerScene::start().await;
    let id = scene.route(scene.unit, TEXT).await;
    let elsewhere = scene.elsewhere.to_string();
    give_back(&mut scene.head, id, &elsewhere).await.see_other();
    let page = scene.head.get(&page_of(id)).await.ok();
    assert!(page.form_actions().is_empty(), "nothing to do but wait: {:?}", page.form_actions());
    let form = scene.head.get(&format!("{}/return", page_of(id))).await.ok();
    assert!(form.shown().contains("不能再退回"), "{}", form.shown());
    assert!(form.form_actions().is_empty(), "no form that could only be refused");

    let decide = format!("/office/returns/{id}");
    let list = scene.office.get("/office/returns").await.ok();
    assert_eq!(list.link("保证金"), decide);
    let page = scene.office.get(&decide).await.ok();
    let bare = scene.office.submit(&page, &decide, &[("verdict", "uphold")]).await.refused();
    assert!(bare.shown().contains("请填写这一项"), "a reason is needed");
    let typed = [("verdict", "uphold"), ("words", "职责清单第三条")];
    scene.office.submit(&page, &decide, &typed).await.see_other();
    // Another window of the office had the same form open.
    let late =
        [("verdict", "reroute"), ("to", elsewhere.as_str()), ("words", "按职责清单应交信息科")];
    let late = scene.office.submit(&page, &decide, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for kept in
        ["有人先作出了决定", "按职责清单应交信息科", "另行交办：信息技术科", "职责清单第三条"]
    {
        assert!(late.shown().contains(kept), "{kept}: {}", late.shown());
    }

    let page = scene.head.get(&page_of(id)).await.ok();
    assert!(page.shown().contains("维持交办") && page.shown().contains("职责清单第三条"));
    let again = give_back(&mut scene.head, id, &elsewhere).await.refused();
    assert!(again.shown().contains("不能再次退回"), "{}", again.shown());
    scene.head.submit(&page, &format!("{}/accept", page_of(id)), &[]).await.see_other();
    let page = scene.head.get(&page_of(id)).await.ok();
    assert!(page.shown().contains("维持交办 · 2026-03"), "what was decided: {}", page.shown());
}

#[tokio::test]
async fn whoever_returned_a_matter_for_the_unit_does_not_decide_on_it_from_another_chair() {
    let mut scene = LedgerScene::start().await;
    let id = scene.route(scene.unit, TEXT).await;
    let elsewhere = scene.elsewhere.to_string();
    give_back(&mut scene.head, id, &elsewhere).await.see_other();
    crate::kept_rules::moves_to(&scene, "head", Role::OfficeLead).await;
    let mut former = scene.again("head").await;
    let decide = format!("/office/returns/{id}");
    let page = former.get(&decide).await.ok();
    let typed = [("verdict", "reroute"), ("to", elsewhere.as_str()), ("words", "应交信息科")];
    let refused = former.submit(&page, &decide, &typed).await.refused();
    assert!(refused.shown().contains("您代表单位退回的"), "{}", refused.shown());
    assert!(refused.shown().contains("应交信息科"), "what was typed stays");
    // The control: a colleague decides.
    let page = scene.office.get(&decide).await.ok();
    scene.office.submit(&page, &decide, &typed).await.see_other();
}

#[tokio::test]
async fn two_returns_go_to_the_head_of_the_leading_group() {
    let mut scene = LedgerScene::start().await;
    let id = scene.route(scene.unit, TEXT).await;
    let (unit, elsewhere) = (scene.unit.to_string(), scene.elsewhere.to_string());
    give_back(&mut scene.head, id, &elsewhere).await.see_other();
    let decide = format!("/office/returns/{id}");
    let page = scene.office.get(&decide).await.ok();
    let typed = [("verdict", "reroute"), ("to", elsewhere.as_str()), ("words", "属信息技术科")];
    let early = scene.group_head.get(&decide).await.ok();
    assert!(early.form_actions().is_empty(), "after one return the office decides");
    scene.app.app.clock.advance_ms(60_000);
    scene.office.submit(&page, &decide, &typed).await.see_other();

    let inbox = scene.stranger.get("/office/routings").await.ok();
    let second: RoutingId = inbox.link("保证金").rsplit_once('/').unwrap().1.parse().unwrap();
    scene.app.app.clock.advance_ms(60_000);
    give_back(&mut scene.stranger, second, &unit).await.see_other();
    let decide = format!("/office/returns/{second}");
    let office = scene.office.get(&decide).await.ok();
    assert!(office.form_actions().is_empty() && office.shown().contains("由领导小组组长会商裁定"));
    let forced = scene.office.post(&decide, &[("verdict", "uphold"), ("words", "维持")]).await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Who decides sees both returns and why the office routed it on; the first recipient leads
    // unless another is chosen.
    let page = scene.group_head.get(&decide).await.ok();
    is_well_made(&page);
    let slip = scene.office.get(&format!("{decide}/slip")).await.ok().all_text(".paper").join("");
    assert!(slip.contains("会商裁定的呈批件") && slip.contains("签字："), "{slip}");
    for told in ["财务科", "信息技术科", "退还保证金由另一科室负责", "另行交办", "属信息技术科"]
    {
        assert!(page.shown().contains(told) && slip.contains(told), "{told}: {slip}");
    }
    assert!(slip.contains("首个接收单位 财务科"), "{slip}");
    assert_eq!(page.attributes("input[name=verdict][checked]", "value"), ["first"]);
    assert!(
        page.shown().contains("会商裁定由财务科主办")
            && page.shown().contains("会商裁定由信息技术科主办")
    );
    let path = format!("{decide}/on-behalf");
    let page = scene.office.get(&path).await.ok();
    assert_eq!(page.attributes("input[name=verdict][checked]", "value"), ["first"]);
    let leader = page.attributes("input[name=leader]", "value").remove(0);
    let typed = |day| {
        [
            ("leader", leader.as_str()),
            ("verdict", "adjudicate"),
            ("words", "3月2日会议，参会五人，均同意"),
            ("signed_on", day),
        ]
    };
    let scan = || ("scan", "签字页.pdf", crate::ledger::PDF);
    assert_eq!(
        scene.group_head.upload(&path, &typed("2026-03-02"), scan()).await.status,
        StatusCode::FORBIDDEN
    );
    let early = scene.office.upload(&path, &typed("2026-03-09"), scan()).await.refused();
    assert!(early.shown().contains("批示日期还没有到") && early.text().contains("参会五人"));
    scene.office.upload(&path, &typed("2026-03-02"), scan()).await.see_other();
    let slip = scene.group_head.get(&format!("{decide}/slip")).await.ok();
    let slip = slip.all_text(".paper").join("");
    for told in ["会商裁定：信息技术科", "group.head 2026-03-02", "office 代录", "参会五人"]
    {
        assert!(slip.contains(told), "{told}: {slip}");
    }
    let late = scene.office.upload(&path, &typed("2026-03-02"), scan()).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let told = late.shown();
    assert!(told.contains("您已经办过这一步，内容已写入") && told.contains("参会五人"), "{told}");
    assert!(!told.contains("有人先作出了决定"), "it was oneself: {told}");
    let kept = scene.office.get(&format!("{decide}/scan")).await.ok();
    assert_eq!(kept.bytes, crate::ledger::PDF);
    assert_eq!(scene.stranger.get(&format!("{decide}/scan")).await.status, StatusCode::FORBIDDEN);
    let page = scene.stranger.get(&page_of(second)).await.ok();
    let accept = format!("{}/accept", page_of(second));
    scene.stranger.submit(&page, &accept, &[]).await.see_other();
}

#[tokio::test]
async fn after_two_returns_the_first_recipient_leads_unless_another_is_chosen() {
    let mut scene = LedgerScene::start().await;
    let first = scene.route(scene.unit, TEXT).await;
    let (unit, elsewhere) = (scene.unit.to_string(), scene.elsewhere.to_string());
    give_back(&mut scene.head, first, &elsewhere).await.see_other();
    scene.app.app.clock.advance_ms(60_000);
    let typed = [("verdict", "reroute"), ("to", elsewhere.as_str()), ("words", "属信息技术科")];
    scene.office.post(&format!("/office/returns/{first}"), &typed).await.see_other();
    let inbox = scene.stranger.get("/office/routings").await.ok();
    let second: RoutingId = inbox.link("保证金").rsplit_once('/').unwrap().1.parse().unwrap();
    give_back(&mut scene.stranger, second, &unit).await.see_other();
    let decide = format!("/office/returns/{second}");
    let page = scene.group_head.get(&decide).await.ok();
    let mut typed = page.form(&decide);
    typed.retain(|(name, _)| name != "words");
    typed.push(("words".to_owned(), "3月2日会议，参会五人，均同意".to_owned()));
    scene.group_head.post(&decide, &typed).await.see_other();
    let decided = scene.office.get(&decide).await.ok();
    assert!(decided.shown().contains("会商裁定：财务科"), "{}", decided.shown());
    // It is the first recipient's for good.
    let inbox = scene.head.get("/office/routings").await.ok();
    let third = inbox.link("保证金");
    let page = scene.head.get(&third).await.ok();
    assert!(
        page.shown().contains("会商裁定")
            && !page.form_actions().contains(&format!("{third}/return"))
    );
    // A paper that was signed for does not grow: what came later has one of its own.
    let papers =
        [page.link("督办通知书"), scene.head.get(&page_of(first)).await.ok().link("督办通知书")];
    assert_ne!(papers[0], papers[1]);
    for paper in papers {
        let sheet = scene.head.get(&paper).await.ok().all_text(".paper").join("");
        assert!(sheet.contains("提炼的 1 项内容"), "{sheet}");
    }
    scene.head.submit(&page, &format!("{third}/accept"), &[]).await.see_other();
}

#[tokio::test]
async fn a_return_of_their_own_unit_does_not_exist_for_whoever_decides() {
    use wenlian::domain::people::Role;
    let mut scene = LedgerScene::start().await;
    let roles = [Role::OfficeLead, Role::UnitMember];
    let mut insider = scene.app.person("insider", &roles, Some(scene.unit)).await;
    let id = scene.route(scene.unit, TEXT).await;
    let elsewhere = scene.elsewhere.to_string();
    give_back(&mut scene.head, id, &elsewhere).await.see_other();
    let decide = format!("/office/returns/{id}");
    let listed = |page: &crate::harness::Reply| page.shown().contains("保证金");
    assert!(listed(&scene.office.get("/office/returns").await.ok()), "the control");
    assert!(!listed(&insider.get("/office/returns").await.ok()));
    assert_eq!(insider.get(&decide).await.status, StatusCode::NOT_FOUND);
    let typed = [("verdict", "reroute"), ("to", elsewhere.as_str()), ("words", "不归本单位")];
    assert_eq!(insider.post(&decide, &typed).await.status, StatusCode::NOT_FOUND);
    scene.office.get(&decide).await.ok();
}

#[tokio::test]
async fn silence_counts_as_acceptance_once_the_limit_has_passed() {
    let mut scene = LedgerScene::start().await;
    // Friday 2026-02-27 would count Saturday 02-28 as worked; from Monday 03-02 it is Wednesday.
    let id = scene.route(scene.unit, TEXT).await;
    scene.go_to("2026-03-04").await;
    assert_eq!(routings::sweep(&scene.app.app).await.unwrap(), 0, "until 24:00 of the day");
    scene.head.get(&page_of(id)).await.ok();
    scene.go_to("2026-03-05").await;
    let page = scene.head.get(&page_of(id)).await.ok();
    assert!(page.shown().contains("视为接收"), "seen without any worker: {}", page.shown());
    assert_eq!(routings::sweep(&scene.app.app).await.unwrap(), 0, "once only");
    let items = scene.seen_by("head").await;
    assert_eq!(items.len(), 1);
    let due_plan = items[0].item.deadline.map(|day| day.to_string());
    assert_eq!(
        due_plan.as_deref(),
        Some("2026-03-09"),
        "five working days from routing, not from acceptance"
    );
    let late = give_back(&mut scene.head, id, &scene.elsewhere.to_string()).await.refused();
    assert!(late.shown().contains("视为接收"), "{}", late.shown());
}

#[tokio::test]
async fn a_day_to_answer_by_that_became_a_day_off_is_kept_on_the_next_working_day() {
    let mut scene = LedgerScene::start().await;
    let id = scene.route(scene.unit, TEXT).await;
    put_holiday(&scene, "2026-03-04").await;
    scene.go_to("2026-03-05").await;
    assert_eq!(routings::sweep(&scene.app.app).await.unwrap(), 0, "until 24:00 of the day after");
    let page = scene.head.get(&page_of(id)).await.ok();
    scene.head.submit(&page, &format!("{}/accept", page_of(id)), &[]).await.see_other();
    let reader = scene.app.actor("head").await;
    let rate =
        ledger::metrics::metrics(&scene.app.app, &reader).await.unwrap().metrics.answered_in_time;
    assert_eq!((rate.of, rate.among), (1, 1));
    // The control: the day after that is too late.
    let other = scene.route(scene.unit, "开标室录音不全").await;
    scene.go_to("2026-03-10").await;
    assert_eq!(routings::sweep(&scene.app.app).await.unwrap(), 1);
    assert!(scene.head.get(&page_of(other)).await.ok().shown().contains("视为接收"));
}

#[tokio::test]
async fn waiting_counts_what_the_head_has_to_answer() {
    let scene = LedgerScene::start().await;
    scene.route(scene.unit, TEXT).await;
    scene.route(scene.unit, "开标室录音不全").await;
    scene.route(scene.elsewhere, "系统卡顿").await;
    let head = scene.app.actor("head").await;
    let waiting = ledger::waiting(&scene.app.app, &head).await.unwrap();
    assert_eq!(
        (waiting.to_accept.count, waiting.to_accept.first.unwrap().to_string()),
        (2, "2026-03-04".to_owned())
    );
    let office = scene.app.actor("office").await;
    let waiting = ledger::waiting(&scene.app.app, &office).await.unwrap();
    assert_eq!(waiting, ledger::Waiting::default(), "{waiting:?}");
    let inbox = routings::inbox(&scene.app.app, &office, Stretch::ALL).await;
    assert!(matches!(inbox, Err(services::Error::Forbidden)));
}

#[tokio::test]
async fn one_page_shows_the_way_an_item_went_and_who_decided() {
    use wenlian::domain::people::Role;
    let mut scene = LedgerScene::start().await;
    let roles = [Role::Supervisor, Role::UnitMember];
    let mut insider = scene.app.person("insider", &roles, Some(scene.elsewhere)).await;
    let id = scene.route(scene.unit, TEXT).await;
    let head = scene.app.actor("head").await;
    let (routed, _) = routings::one(&scene.app.app, &head, id).await.unwrap();
    let way = format!("/office/items/{}", routed.stored.item);
    insider.get(&way).await.ok();
    give_back(&mut scene.head, id, &scene.elsewhere.to_string()).await.see_other();
    let decide = format!("/office/returns/{id}");
    let page = scene.office.get(&decide).await.ok();
    let elsewhere = scene.elsewhere.to_string();
    let typed = [("verdict", "reroute"), ("to", elsewhere.as_str()), ("words", "属信息技术科")];
    scene.app.app.clock.advance_ms(60_000);
    scene.office.submit(&page, &decide, &typed).await.see_other();
    scene.go_to("2026-03-05").await;
    insider = scene.again("insider").await;

    let page = scene.supervisor.get(&way).await.ok();
    let moments = page.all_text(".history li").join("\n");
    let told = [
        "批次交办",
        "交办财务科，答复期限 2026-03-04",
        "送达",
        "财务科退回：非本部门职责",
        "属信息技术科",
        "交办信息技术科",
        "信息技术科逾期未答复，视为接收（答复期限 2026-03-04 届满，所列时间是系统登记的时间）",
        "没有人打开过",
    ];
    let places: Vec<Option<usize>> = told.iter().map(|words| moments.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {moments}");
    assert!(page.shown().contains("head") && page.shown().contains("office"), "by name");
    let ledger = page.link("信息技术科");
    scene.supervisor.get(&ledger).await.ok();

    // The papers are shown to whoever may read them: the office and the supervision group.
    for reader in ["supervisor", "office"] {
        let mut browser = scene.again(reader).await;
        let papers = browser.get(&way).await.ok().attributes("main a[href*='/notices/']", "href");
        assert_eq!(papers.len(), 2, "{reader}: {papers:?}");
        for paper in papers {
            browser.get(&paper).await.ok();
        }
    }
    for (reader, role) in [("jing", Role::Triager), ("fu", Role::SecondReader)] {
        let mut browser = scene.app.person(reader, &[role], None).await;
        let links = browser.get(&way).await.ok().attributes("main a", "href");
        assert!(links.iter().all(|link| !link.contains("/notices/")), "{reader}: {links:?}");
    }

    let own = insider.get(&way).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND, "no supervision view of the own unit's items");
    assert!(scene.head.get(&way).await.status.is_client_error(), "nor for the unit itself");
}

#[tokio::test]
async fn the_notice_of_a_release_prints_with_a_slip_to_sign() {
    let mut scene = LedgerScene::start().await;
    let id = scene.route(scene.unit, TEXT).await;
    let paper = scene.head.get(&page_of(id)).await.ok().link("督办通知书");
    // The supervision group reads everything but raw texts.
    for reader in [&mut scene.head, &mut scene.office, &mut scene.group_head, &mut scene.supervisor]
    {
        let page = reader.get(&paper).await.ok();
        let sheet = page.all_text(".paper").join("\n");
        for words in [
            "财务科：",
            "廉政风险大排查",
            TEXT,
            "2026-03-04",
            "自交办之日起五个工作日内",
            "签收人",
            "不得追查",
        ] {
            assert!(sheet.contains(words), "{words} in {sheet}");
        }
    }
    for stranger in [&mut scene.stranger, &mut scene.doer, &mut scene.discipline] {
        assert_eq!(stranger.get(&paper).await.status, StatusCode::NOT_FOUND);
    }
}
