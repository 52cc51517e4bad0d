//! The ledger: from an accepted routing to an item closed by someone else, and everything that
//! must not happen on the way.

use axum::http::{Method, StatusCode};
use wenlian::domain::id::LedgerId;
use wenlian::domain::ledger::LedgerState;
use wenlian::domain::people::{Act, Role};
use wenlian::services::ledger;
use wenlian::web::routes::Who;

use crate::gallery::{is_well_made, walk};
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};

pub const TEXT: &str = "保证金退还不及时。建议公示退还时限。";
pub const PDF: &[u8] = b"%PDF-1.7 evidence";

/// The value of the first real choice of a select.
pub fn first_choice(page: &Reply, name: &str) -> String {
    let values = page.attributes(&format!("select[name={name}] option"), "value");
    values.into_iter().find(|value| !value.is_empty()).expect("something to choose")
}

/// Hands in a plan with two measures.
pub async fn submit_plan(scene: &mut LedgerScene, item: &str, level: &str, due: &str) -> Reply {
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    let (doer, leader) = (first_choice(&page, "person"), first_choice(&page, "leader"));
    let typed = [
        ("level", level),
        ("cause", "没有规定退还时限"),
        ("person", doer.as_str()),
        ("leader", leader.as_str()),
        ("due", due),
        ("measure-1", "公示保证金退还时限"),
        ("measure-2", "每周核对未退还清单"),
        ("go", "submit"),
    ];
    scene.head.submit(&page, &path, &typed).await
}

pub async fn approve(reviewer: &mut Browser, item: &str, further: &[(&str, &str)]) -> Reply {
    let path = format!("{item}/review");
    let page = reviewer.get(&path).await.ok();
    let typed = [&[("verdict", "approve")], further].concat();
    reviewer.submit(&page, &path, &typed).await
}

/// The pages of the measures' evidence, in order.
pub async fn evidence_pages(doer: &mut Browser, item: &str) -> Vec<String> {
    let page = doer.get(item).await.ok();
    let links = page.attributes("main a", "href");
    links.into_iter().filter(|link| link.contains("/measures/")).collect()
}

/// Files something for each measure that has nothing yet.
pub async fn file_all(doer: &mut Browser, item: &str) {
    for page in evidence_pages(doer, item).await {
        if doer.get(&page).await.ok().shown().contains("公示.pdf") {
            continue;
        }
        let typed = [("remark", "公示照片")];
        doer.upload(&page, &typed, ("file", "公示.pdf", PDF)).await.see_other();
    }
}

pub async fn ask_closing(head: &mut Browser, item: &str) -> Reply {
    let path = format!("{item}/closing");
    let page = head.get(&path).await.ok();
    let typed = [("completion", "时限已公示，每周核对"), ("go", "submit")];
    head.submit(&page, &path, &typed).await
}

pub async fn verify(verifier: &mut Browser, item: &str, verdict: &str) -> Reply {
    let path = format!("{item}/verify");
    let page = verifier.get(&path).await.ok();
    let typed = [
        ("verdict", verdict),
        ("words", "现场查看公示栏，逐项属实"),
        ("outcome", "保证金退还时限已公示并按周核对"),
    ];
    verifier.submit(&page, &path, &typed).await
}

/// An item in progress at level 1, due on a day.
pub async fn in_progress(scene: &mut LedgerScene, due: &str) -> String {
    let item = scene.opened(TEXT).await;
    submit_plan(scene, &item, "1", due).await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    item
}

/// The office takes a request up.
pub async fn take_up(office: &mut Browser, item: &str) -> Reply {
    let page = office.get(item).await.ok();
    office.submit(&page, &format!("{item}/take-up"), &[]).await
}

/// The same item, waiting for its verdict.
pub async fn in_verification(scene: &mut LedgerScene) -> String {
    let item = in_progress(scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();
    take_up(&mut scene.office, &item).await.see_other();
    item
}

fn id_of(item: &str) -> LedgerId {
    item.rsplit_once('/').unwrap().1.parse().unwrap()
}

pub async fn state(scene: &LedgerScene, item: &str) -> LedgerState {
    let office = scene.app.actor("office").await;
    ledger::one(&scene.app.app, &office, id_of(item)).await.unwrap().record.item.state
}

#[tokio::test]
async fn an_accepted_routing_becomes_an_item_closed_by_someone_else() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "2", "2026-04-30").await.see_other();
    let page = scene.office.get(&item).await.ok();
    assert!(page.shown().contains("2级（第二种形态）"), "{}", page.shown());

    let early = scene.leader.get(&format!("{item}/review")).await.ok();
    assert!(early.form_actions().is_empty(), "the office reviews first");
    approve(&mut scene.office, &item, &[]).await.see_other();
    approve(&mut scene.leader, &item, &[("words", "同意，抓紧落实")]).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);

    let path = format!("{item}/progress");
    let page = scene.doer.get(&path).await.ok();
    scene.doer.submit(&page, &path, &[("words", "时限已起草")]).await.see_other();
    file_all(&mut scene.doer, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();

    take_up(&mut scene.office, &item).await.see_other();
    verify(&mut scene.supervisor, &item, "close").await.see_other();

    let page = scene.head.get(&item).await.ok();
    let shown = page.shown();
    for told in [
        "已销号",
        "supervisor（督导组成员）",
        "现场查看公示栏，逐项属实",
        "保证金退还时限已公示并按周核对",
        "同意，抓紧落实",
        "时限已起草",
    ] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert_eq!(page.all_text("ol.history li").len(), 10, "{:?}", page.all_text("ol.history li"));
}

#[tokio::test]
async fn a_plan_handed_in_names_everything_that_is_missing_and_keeps_what_was_typed() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    let typed = [("cause", "没有规定退还时限"), ("measure-3", "只填了第三行"), ("go", "submit")];
    let page = scene.head.submit(&page, &path, &typed).await.refused();
    for missing in ["level", "person", "leader", "due"] {
        assert!(!page.all_text(&format!("#f-{missing}-error")).is_empty(), "{missing}");
    }
    let mistakes = page.all_text(".error-summary li");
    assert!(mistakes.contains(&"责任人：请填写这一项。".to_owned()), "{mistakes:?}");
    assert!(page.all_text("#f-measure-1-error").is_empty(), "a line is a line wherever it stands");
    assert!(page.text().contains("没有规定退还时限") && page.text().contains("只填了第三行"));
    let past = submit_plan(&mut scene, &item, "1", "2026-03-01").await.refused();
    assert!(past.shown().contains("完成时限 2026-03-01 已经过去"), "{}", past.shown());

    let page = scene.head.get(&path).await.ok();
    scene.head.submit(&page, &path, &[("measure-2", "草稿一行")]).await.see_other();
    let page = scene.doer.get(&path).await.ok();
    assert_eq!(page.all_text("textarea[name=measure-1]"), ["草稿一行"], "drafts close up");
    let names = page.field_names(&path);
    assert!(!names.contains(&"go".to_owned()), "only the head hands in: {names:?}");
    let typed = [("revision", "2"), ("name", "退还"), ("go", "submit")];
    let forced = scene.doer.post(&path, &typed).await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(state(&scene, &item).await, LedgerState::Open);
}

#[tokio::test]
async fn an_item_sent_back_says_why_and_is_reviewed_anew_from_the_start() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "2", "2026-04-30").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    let path = format!("{item}/review");
    let page = scene.leader.get(&path).await.ok();
    let bare = scene.leader.submit(&page, &path, &[("verdict", "send_back")]).await.refused();
    let mistakes = bare.all_text(".error-summary li");
    assert_eq!(mistakes, ["意见说明：请填写这一项。"], "the summary names the field");
    let typed = [("verdict", "send_back"), ("words", "措施太笼统")];
    scene.leader.submit(&page, &path, &typed).await.see_other();
    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("已退回，待修改") && shown.contains("措施太笼统"), "{shown}");
    let head = scene.app.actor("head").await;
    let waiting = ledger::waiting(&scene.app.app, &head).await.unwrap();
    assert_eq!((waiting.to_mend.count, waiting.to_plan.count), (1, 0));
    let plan = scene.head.get(&format!("{item}/plan")).await.ok();
    assert!(plan.shown().contains("措施太笼统"), "what to mend stands where it is mended");

    submit_plan(&mut scene, &item, "2", "2026-04-30").await.see_other();
    let out_of_turn = [("verdict", "approve"), ("revision", "5")];
    let refused = scene.leader.post(&path, &out_of_turn).await.refused();
    assert!(refused.shown().contains("轮到领导小组办公室"), "{}", refused.shown());
}

#[tokio::test]
async fn a_grave_point_passes_the_whole_chain_once_it_is_said_to_be_no_tip() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "4", "2026-04-30").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    approve(&mut scene.leader, &item, &[]).await.see_other();
    let asked = approve(&mut scene.discipline, &item, &[]).await.refused();
    assert!(asked.shown().contains("不属于问题线索"), "{}", asked.shown());
    approve(&mut scene.discipline, &item, &[("no_tip", "yes")]).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::PlanReview);
    approve(&mut scene.group_head, &item, &[]).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
}

#[tokio::test]
async fn closing_needs_evidence_for_each_measure() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    let page = ask_closing(&mut scene.head, &item).await.refused();
    assert!(page.shown().contains("第 1 项措施还没有佐证材料"), "{}", page.shown());
    assert!(page.text().contains("时限已公示，每周核对"), "what was typed is kept");
    let pages = evidence_pages(&mut scene.doer, &item).await;
    scene.doer.upload(&pages[0], &[], ("file", "一.pdf", PDF)).await.see_other();
    let page = ask_closing(&mut scene.head, &item).await.refused();
    assert!(page.shown().contains("第 2 项措施还没有佐证材料"), "{}", page.shown());
    scene.doer.upload(&pages[1], &[], ("file", "二.pdf", PDF)).await.see_other();
    ask_closing(&mut scene.head, &item).await.see_other();
}

/// Every address below one item, by method; ids of measures and files are made up.
fn routes_below(scene: &LedgerScene, item: &str) -> Vec<(Method, String, Option<Act>)> {
    let (_, record) = wenlian::web::routes(&scene.app.app);
    let below =
        record.into_iter().filter(|route| route.template.starts_with("/office/ledger/{id}"));
    below
        .map(|route| {
            let made_up = LedgerId::draw(scene.app.app.chance).to_string();
            let path = route.template.replace("/office/ledger/{id}", item);
            let path = path.replace("{measure}", &made_up).replace("{file}", &made_up);
            let act = match route.who {
                Who::May(act) => Some(act),
                _ => None,
            };
            (route.method, path, act)
        })
        .collect()
}

/// All that any form of the ledger asks for.
const EVERYTHING: &[(&str, &str)] = &[
    ("verdict", "close"),
    ("words", "属实"),
    ("outcome", "已整改"),
    ("completion", "已完成"),
    ("go", "submit"),
    ("due", "2026-12-31"),
    ("name", "保证金"),
];

#[tokio::test]
async fn nobody_of_the_unit_can_close_whatever_other_roles_they_hold() {
    let mut scene = LedgerScene::start().await;
    let every = [
        Role::UnitHead,
        Role::UnitMember,
        Role::OfficeLead,
        Role::Supervisor,
        Role::LeaderInCharge,
        Role::GroupHead,
    ];
    let mut insider = scene.app.person("insider", &every, Some(scene.unit)).await;
    let item = in_verification(&mut scene).await;
    let page = insider.get(&format!("{item}/verify")).await.ok();
    assert!(page.form_actions().is_empty() && page.shown().contains("回避"), "{}", page.shown());
    let office = scene.app.actor("office").await;
    let revision =
        ledger::one(&scene.app.app, &office, id_of(&item)).await.unwrap().record.revision;
    let revision = revision.to_string();
    let typed = [&[("revision", revision.as_str())], EVERYTHING].concat();
    let mut tried = 0;
    for (method, path, _) in routes_below(&scene, &item) {
        if method == Method::POST {
            for browser in [&mut insider, &mut scene.head, &mut scene.doer, &mut scene.leader] {
                browser.post(&path, &typed).await;
                tried += 1;
            }
        }
    }
    assert!(tried >= 8 * 4, "every route was tried: {tried}");
    assert_eq!(state(&scene, &item).await, LedgerState::Verifying);
    let forced = insider.post(&format!("{item}/verify"), &typed).await.refused();
    assert!(forced.shown().contains("回避"), "{}", forced.shown());
    // The control: the same words by someone outside the unit do close it.
    scene.supervisor.post(&format!("{item}/verify"), &typed).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::Closed);
}

#[tokio::test]
async fn a_foreign_item_is_as_missing_as_one_that_never_was() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let missing = format!("/office/ledger/{}", LedgerId::draw(scene.app.app.chance));
    let typed = [&[("revision", "1")], EVERYTHING].concat();
    let mut compared = 0;
    for (method, path, act) in routes_below(&scene, &item) {
        let other = path.replace(&item, &missing);
        let mut answers = Vec::new();
        for (path, address) in [(&path, &item), (&other, &missing)] {
            let reply = match method {
                Method::POST => scene.stranger.post(path, &typed).await,
                _ => scene.stranger.get(path).await,
            };
            let encoded: String = form_urlencoded::byte_serialize(address.as_bytes()).collect();
            answers.push((reply.status, reply.text().replace(&encoded, "")));
        }
        let own = matches!(act, Some(Act::ReadLedger | Act::WorkLedger));
        // What takes files reads them first: both are refused alike, and a file finds nothing below.
        let takes_files = method == Method::POST && path.ends_with("/at-once");
        if own && !path.contains("/measures/") && !takes_files {
            assert_eq!(answers[0].0, StatusCode::NOT_FOUND, "{method} {path}");
        }
        assert_eq!(answers[0], answers[1], "{method} {path}");
        compared += 1;
    }
    for address in [&item, &missing] {
        let path = format!("{address}/at-once");
        let reply = scene.stranger.upload(&path, EVERYTHING, ("file", "一.pdf", PDF)).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(compared > 15, "{compared}");
    assert!(!scene.stranger.get("/office/ledger").await.ok().shown().contains("保证金"));
    let stranger = scene.app.actor("stranger").await;
    let waiting = ledger::waiting(&scene.app.app, &stranger).await.unwrap();
    assert_eq!(waiting, ledger::Waiting::default());
    assert!(scene.head.get("/office/ledger").await.ok().shown().contains("保证金"));
}

#[tokio::test]
async fn lateness_is_counted_in_working_days() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-03").await;
    // 清明节: 4 to 6 April are off.
    for (day, standing) in [
        ("2026-03-31", "临期，还有 3 个工作日"),
        ("2026-04-03", "今日到期"),
        ("2026-04-05", "逾期"),
        ("2026-04-07", "逾期 1 个工作日"),
        ("2026-04-13", "逾期 5 个工作日"),
    ] {
        scene.go_to(day).await;
        let badges = scene.head.get(&item).await.ok().all_text(".facts .badge");
        assert!(badges.contains(&standing.to_owned()), "{day}: {badges:?}");
    }
    let late = scene.office.get("/office/ledger?standing=late").await.ok();
    assert!(late.shown().contains("逾期 5 个工作日"));
    let soon = scene.office.get("/office/ledger?standing=soon").await.ok();
    assert!(soon.shown().contains("没有符合条件的条目"));
    let supervisor = scene.app.actor("supervisor").await;
    let waiting = ledger::waiting(&scene.app.app, &supervisor).await.unwrap();
    assert_eq!((waiting.overdue.count, waiting.late_elsewhere.count), (0, 1));
}

/// A grey picture whose notes say where it was taken.
fn photograph_with_place() -> Vec<u8> {
    let mut drawn = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut drawn, 80);
    encoder.encode(&[128; 256], 16, 16, jpeg_encoder::ColorType::Luma).unwrap();
    [&drawn[..2], b"\xFF\xE1\x00\x0FExif\0\0 39.60N", &drawn[2..]].concat()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn a_file_that_is_not_taken_costs_nothing_that_was_typed() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    let page = evidence_pages(&mut scene.doer, &item).await.remove(0);
    scene.doer.get(&page).await.ok();
    let typed = [("remark", "三月公示栏")];
    let mut large = b"%PDF-1.7".to_vec();
    large.resize(11 * 1024 * 1024, b' ');
    for (name, bytes, told) in [
        ("公示.pdf", &b"MZ\x90\0 not a pdf"[..], "只接收 PDF、JPEG、PNG"),
        ("公示.pdf", &large, "文件超过 10 MB"),
        ("公示.jpg", b"\xFF\xD8\xFF\xE1\x00\x20Exif", "这份文件不完整"),
        ("公示.pdf", b"%PDF-1.7 <</OpenAction <</S /JavaScript>> >>", "这份 PDF 带有脚本"),
        ("", b"", "请选择一份文件"),
        ("公示.pdf", b"", "这份文件是空的"),
    ] {
        let reply = scene.doer.upload(&page, &typed, ("file", name, bytes)).await.refused();
        assert!(reply.shown().contains(told), "{told}: {}", reply.shown());
        assert_eq!(reply.attributes("input[name=remark]", "value"), ["三月公示栏"]);
    }
    let photograph = photograph_with_place();
    scene.doer.upload(&page, &typed, ("file", "a/公示.jpeg", &photograph)).await.see_other();
    let shown = scene.supervisor.get(&item).await.ok();
    assert!(shown.shown().contains("三月公示栏"));
    let file = scene.supervisor.get(&shown.link("公示.jpg")).await.ok();
    assert!(holds(&photograph, b"39.60N") && !holds(&file.bytes, b"39.60N"));
    assert!(file.bytes.starts_with(b"\xFF\xD8\xFF") && file.bytes.ends_with(b"\xFF\xD9"));
    let header = |name: &str| file.headers[name].to_str().unwrap().to_owned();
    assert!(header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
    assert_eq!(header("content-type"), "image/jpeg");
    assert!(header("content-security-policy").contains("sandbox"));
}

#[tokio::test]
async fn rework_and_reopening_give_reasons_and_start_the_proof_anew() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    verify(&mut scene.office, &item, "rework").await.see_other();
    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("整改中 退回整改") && !shown.contains("待修改"), "{shown}");
    let closing = scene.head.get(&format!("{item}/closing")).await.ok();
    assert!(closing.shown().contains("逐项属实"), "what lacks stands where it is mended");
    let files = evidence_pages(&mut scene.doer, &item).await.remove(0);
    assert!(!scene.doer.get(&files).await.ok().form_actions().is_empty(), "the control");
    ask_closing(&mut scene.head, &item).await.see_other();
    let closed = scene.doer.get(&files).await.ok();
    assert!(closed.form_actions().is_empty(), "nothing to fill in that would only be refused");
    take_up(&mut scene.office, &item).await.see_other();
    verify(&mut scene.supervisor, &item, "close").await.see_other();

    scene.go_to("2026-05-11").await;
    let path = format!("{item}/reopen");
    let page = scene.supervisor.get(&path).await.ok();
    let typed = [("words", "公示栏已撤除"), ("due", "2026-05-08")];
    let page = scene.supervisor.submit(&page, &path, &typed).await.refused();
    assert!(page.shown().contains("已经过去") && page.text().contains("公示栏已撤除"));
    scene.supervisor.submit(&page, &path, &[("due", "2026-06-30")]).await.see_other();
    let page = scene.head.get(&item).await.ok();
    assert!(page.shown().contains("第 2 轮整改") && page.shown().contains("2026-06-30"));
    let page = ask_closing(&mut scene.head, &item).await.refused();
    assert!(page.shown().contains("第 1 项措施还没有佐证材料"), "{}", page.shown());
}

#[tokio::test]
async fn changed_measures_are_reviewed_anew_and_keep_their_date_and_files() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    let names = page.field_names(&path);
    assert!(!names.contains(&"due".to_owned()), "the date is fixed: {names:?}");
    let typed =
        [("measure-1", "在大厅和网站公示时限"), ("measure-3", "新增一项"), ("go", "submit")];
    scene.head.submit(&page, &path, &typed).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::PlanReview);
    approve(&mut scene.office, &item, &[]).await.see_other();
    let page = scene.head.get(&item).await.ok();
    let measures = page.all_text("ol.measures li");
    assert_eq!(measures.len(), 3);
    assert!(
        measures[0].contains("在大厅和网站") && measures[0].contains("公示.pdf"),
        "{measures:?}"
    );
    assert!(measures[2].contains("未上传"), "{measures:?}");
    assert!(page.shown().contains("2026-04-30"));
}

#[tokio::test]
async fn a_unit_records_what_it_found_in_group_discussion() {
    let mut scene = LedgerScene::start().await;
    let page = scene.head.get("/office/ledger/new").await.ok();
    let campaign = first_choice(&page, "campaign");
    let typed = [
        ("campaign", campaign.as_str()),
        ("source", "collective"),
        ("name", "印章管理"),
        ("content", "印章由一人保管"),
        ("category", "institution"),
    ];
    let page = scene.head.submit(&page, "/office/ledger/new", &typed).await.refused();
    for missing in ["meeting_on", "meeting_place", "conclusion"] {
        assert!(!page.all_text(&format!("#f-{missing}-error")).is_empty(), "{missing}");
    }
    let more = [
        ("meeting_on", "2026-03-02"),
        ("meeting_place", "三楼会议室"),
        ("present-1", "甲"),
        ("voice-1", "yes"),
        ("present-2", "乙"),
        ("conclusion", "应双人保管"),
    ];
    let page = scene.head.submit(&page, "/office/ledger/new", &more).await.refused();
    assert_eq!(page.all_text("#f-voice-2-error"), ["请明确同意或者不同意。"]);
    let no = [("voice-2", "no")];
    let page = scene.head.submit(&page, "/office/ledger/new", &no).await.refused();
    assert!(page.shown().contains("同意的没有超过半数"), "{}", page.shown());
    let yes = [("voice-2", "yes")];
    let plan = scene.head.submit(&page, "/office/ledger/new", &yes).await.see_other();
    let item = plan.strip_suffix("/plan").unwrap().to_owned();
    let page = scene.head.get(&item).await.ok();
    assert!(page.shown().contains("到会 2 人，同意 2 人"), "{}", page.shown());
    assert!(!page.shown().contains("不得追查"), "nobody else raised it");
    let page = scene.doer.get("/office/ledger/new").await.ok();
    let typed = [
        ("campaign", campaign.as_str()),
        ("source", "self"),
        ("name", "钥匙"),
        ("content", "无人登记"),
        ("category", "conduct"),
    ];
    let page = scene.doer.submit(&page, "/office/ledger/new", &typed).await.refused();
    assert!(page.shown().contains("由单位主要负责人立账"), "{}", page.shown());
}

#[tokio::test]
async fn a_written_story_stays_as_it_is() {
    let mut scene = LedgerScene::start().await;
    scene.opened(TEXT).await;
    for sql in ["UPDATE ledger_event SET words = 'x'", "DELETE FROM ledger_event"] {
        let mut tx = scene.app.app.db.begin("test.forge").await.unwrap();
        assert!(tx.run(sql, []).await.is_err(), "{sql}");
    }
}

/// What the first screen says waits for this person, and what it asks them to watch.
async fn first_screen(browser: &mut Browser) -> [Vec<String>; 2] {
    let home = browser.get("/office/").await.ok();
    ["waiting", "watching"].map(|part| home.all_text(&format!("section.{part} .tile .label")))
}

#[tokio::test]
async fn who_rectifies_an_item_finds_it_on_the_first_screen() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    for browser in [&mut scene.head, &mut scene.doer] {
        let home = browser.get("/office/").await.ok();
        assert!(home.shown().contains("最早 2026-04-30 到期"), "{}", home.shown());
        let list = browser.get(&home.link("整改中")).await.ok();
        assert!(list.attributes("table a", "href").contains(&item), "{}", list.shown());
    }
    let home = scene.leader.get("/office/").await.ok();
    assert!(!home.shown().contains("整改中"), "it is not theirs to do: {}", home.shown());
}

#[tokio::test]
async fn the_first_screen_tells_ones_own_work_from_what_is_late_elsewhere() {
    let mut scene = LedgerScene::start().await;
    scene.opened("印章管理不严").await;
    let nothing: [Vec<String>; 2] = [vec![], vec![]];
    assert_eq!(first_screen(&mut scene.doer).await, nothing, "the head makes the plan");
    scene.go_to("2026-03-31").await;
    let late = || vec!["逾期事项".to_owned()];
    assert_eq!(first_screen(&mut scene.head).await, [vec!["待制定措施".to_owned()], vec![]]);
    assert_eq!(first_screen(&mut scene.doer).await, [vec![], late()]);
    // It is red by now: to supervision that is work of its own, found before the page answers.
    let red = vec!["红色督导待处理".to_owned()];
    assert_eq!(first_screen(&mut scene.supervisor).await, [red, late()]);
    assert_eq!(first_screen(&mut scene.leader).await, [vec![], late()]);
}

#[tokio::test]
async fn an_item_being_rectified_that_is_late_is_counted_once() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    scene.go_to("2026-05-20").await;
    for browser in [&mut scene.head, &mut scene.doer] {
        let home = browser.get("/office/").await.ok();
        assert_eq!(home.all_text(".tile .label"), ["整改已逾期"], "{}", home.shown());
        let list = browser.get(&home.link("整改已逾期")).await.ok();
        assert!(list.attributes("table a", "href").contains(&item), "{}", list.shown());
    }
    assert_eq!(first_screen(&mut scene.supervisor).await[1], ["逾期事项"]);
    file_all(&mut scene.doer, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();
    assert_eq!(first_screen(&mut scene.doer).await[0], [""; 0], "it waits for the office now");
}

#[tokio::test]
async fn each_person_is_told_what_waits_and_every_page_is_well_made() {
    let mut scene = LedgerScene::start().await;
    in_verification(&mut scene).await;
    let second = scene.opened("开标室录音不全").await;
    submit_plan(&mut scene, &second, "3", "2026-04-30").await.see_other();
    scene.opened("印章管理不严").await;
    scene.route(scene.unit, "专家抽取时间偏早").await;
    let count = async |login: &str| {
        let actor = scene.app.actor(login).await;
        let waiting = ledger::waiting(&scene.app.app, &actor).await.unwrap();
        [
            waiting.to_accept.count,
            waiting.to_plan.count,
            waiting.to_approve.count,
            waiting.to_take_up.count,
            waiting.to_verify.count,
        ]
    };
    assert_eq!(count("head").await, [1, 1, 0, 0, 0]);
    assert_eq!(count("office").await, [0, 0, 1, 0, 1]);
    assert_eq!(count("supervisor").await, [0, 0, 0, 0, 1]);
    assert_eq!(count("leader").await, [0; 5], "the office reviews first");
    let everyone = [
        &mut scene.head,
        &mut scene.doer,
        &mut scene.office,
        &mut scene.leader,
        &mut scene.discipline,
        &mut scene.group_head,
        &mut scene.supervisor,
    ];
    for browser in everyone {
        for lang in ["zh-CN", "en"] {
            let switch = format!("/office/view?lang={lang}&page=%2Foffice%2F");
            browser.post::<&str, &str>(&switch, &[]).await.see_other();
            let pages = walk(browser, "/office/ledger").await;
            assert!(pages.len() > 4, "{}", pages.len());
            for page in &pages {
                is_well_made(page);
            }
        }
    }
}

#[tokio::test]
async fn the_line_for_the_public_is_held_against_the_detector_and_all_it_finds_is_shown() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = format!("{item}/verify");
    let page = scene.office.get(&path).await.ok();
    assert!(!page.field_names(&path).contains(&"seen-hints".to_owned()), "nothing to look at yet");
    let typed = [
        ("verdict", "close"),
        ("words", "逐项属实"),
        ("outcome", "三标段已退还5000万，经办电话13812345678"),
    ];
    let asked = scene.office.submit(&page, &path, &typed).await.refused();
    let listed = asked.all_text("main ul li").join("\n");
    for found in ["5000万", "13812345678", "三标段"] {
        assert!(listed.contains(found), "{found}: {listed}");
    }
    assert_eq!(state(&scene, &item).await, LedgerState::Verifying, "nothing was written");
    let seen = [("seen-hints", "yes")];
    scene.office.submit(&asked, &path, &[&typed[..], &seen].concat()).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::Closed);
    // The control: a line that points to nobody is asked nothing.
    let item = in_verification(&mut scene).await;
    verify(&mut scene.office, &item, "close").await.see_other();
}
