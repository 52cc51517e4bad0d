//! What else stands around an item: where it came from, what is put right at once, what supervision
//! asks, and what leaders sign on paper.

use axum::http::StatusCode;
use wenlian::domain::ledger::LedgerState;
use wenlian::domain::people::Role;

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::ledger::{
    PDF, TEXT, approve, first_choice, in_progress, in_verification, state, submit_plan, take_up,
    verify,
};

/// What every point that no questionnaire raised is described by.
fn point<'a>(campaign: &'a str, source: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("campaign", campaign),
        ("source", source),
        ("name", "钥匙管理"),
        ("content", "档案室钥匙无人登记"),
        ("category", "institution"),
    ]
}

#[tokio::test]
async fn the_office_opens_what_inspection_found_and_the_unit_plans_it() {
    let mut scene = LedgerScene::start().await;
    let page = scene.office.get("/office/ledger/record").await.ok();
    assert!(page.shown().contains("是问题线索，不在这里立账"), "{}", page.shown());
    let (campaign, unit) = (first_choice(&page, "campaign"), scene.unit.to_string());
    let typed = [point(&campaign, "inspection"), vec![("unit", unit.as_str())]].concat();
    let path = "/office/ledger/record";
    let item = scene.office.submit(&page, path, &typed).await.see_other();
    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("监督检查发现") && shown.contains("2026-03-09"), "{shown}");
    let plan = scene.head.get(&format!("{item}/plan")).await.ok();
    assert!(!plan.attributes("input[name=gap]", "value").is_empty(), "制度机制 has gaps to tick");
    assert_eq!(scene.stranger.get(&item).await.status, StatusCode::NOT_FOUND);
    // A unit does not say that inspection found what it did not find.
    let page = scene.head.get("/office/ledger/new").await.ok();
    let forged = point(&campaign, "inspection");
    scene.head.submit(&page, "/office/ledger/new", &forged).await.refused();
    let action = point(&campaign, "officials");
    scene.head.submit(&page, "/office/ledger/new", &action).await.see_other();
}

async fn at_once(scene: &mut LedgerScene, item: &str, level: &str) -> Reply {
    let path = format!("{item}/at-once");
    let page = scene.head.get(&path).await.ok();
    let (doer, leader) = (first_choice(&page, "person"), first_choice(&page, "leader"));
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let typed = [
        ("revision", revision.as_str()),
        ("name", "保证金退还"),
        ("level", level),
        ("cause", "没有公示"),
        ("person", doer.as_str()),
        ("leader", leader.as_str()),
        ("measure", "当日公示退还时限"),
        ("completion", "已在大厅和网站公示"),
    ];
    scene.head.upload(&path, &typed, ("file", "公示.pdf", PDF)).await
}

#[tokio::test]
async fn putting_right_at_once_asks_what_becomes_of_a_stored_draft_and_keeps_it() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let plan = format!("{item}/plan");
    let page = scene.head.get(&plan).await.ok();
    let draft = [("measure-1", "每周核对未退还清单"), ("due", "2026-04-30")];
    scene.head.submit(&page, &plan, &draft).await.see_other();
    let asked = at_once(&mut scene, &item, "1").await.refused();
    let shown = asked.shown();
    assert!(shown.contains("已有草稿") && shown.contains("每周核对未退还清单"), "{shown}");
    assert!(shown.contains("2026-04-30") && asked.text().contains("当日公示退还时限"), "{shown}");
    assert!(scene.head.get(&plan).await.ok().text().contains("每周核对未退还清单"), "as it was");
    let path = format!("{item}/at-once");
    let typed: Vec<(String, String)> = asked.form(&path);
    let mut typed: Vec<(&str, &str)> =
        typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    typed.retain(|(name, _)| !["file", "draft"].contains(name));
    typed.push(("draft", "keep"));
    scene.head.upload(&path, &typed, ("file", "公示.pdf", PDF)).await.see_other();
    let kept = scene.head.get(&item).await.ok().all_text("ol.measures li");
    assert!(kept[0].contains("每周核对未退还清单") && kept[1].contains("当日公示"), "{kept:?}");
    assert!(kept.iter().all(|measure| measure.contains("公示.pdf")), "{kept:?}");
}

#[tokio::test]
async fn what_is_put_right_at_once_is_reported_on_one_page_and_verified_by_someone_else() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let refused = at_once(&mut scene, &item, "3").await.refused();
    assert!(refused.shown().contains("不能立查立改"), "{}", refused.shown());
    assert!(refused.text().contains("已在大厅和网站公示"), "what was typed is kept");
    assert_eq!(state(&scene, &item).await, LedgerState::Open);
    at_once(&mut scene, &item, "1").await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::Submitted);
    let page = scene.head.get(&item).await.ok();
    assert!(page.shown().contains("立查立改，待核验"), "{}", page.shown());
    assert!(!page.shown().contains("已审核的整改计划"), "nobody has agreed to it yet");
    let slips = scene.office.get(&format!("{item}/slip")).await.ok().shown();
    assert!(!slips.contains("关于审定整改计划"), "{slips}");
    for annex in ["plan", "ledger"] {
        let path = format!(
            "/office/annexes/{}/paper?annex={annex}&wording=corrected&unit=&on=",
            scene.campaign
        );
        let paper = scene.office.get(&path).await.ok().shown();
        assert!(paper.contains("立查立改，待核验"), "{paper}");
    }
    assert!(page.all_text("ol.measures li")[0].contains("公示.pdf"));
    take_up(&mut scene.office, &item).await.see_other();
    verify(&mut scene.supervisor, &item, "close").await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::Closed);
    let page = scene.head.get(&item).await.ok().shown();
    assert!(page.contains("立查立改，已核验") && !page.contains("待核验"), "{page}");
}

#[tokio::test]
async fn notes_on_progress_are_offered_where_they_are_wanted_and_nowhere_else() {
    let mut scene = LedgerScene::start().await;
    // Twelve working days, and sixty.
    let short = in_progress(&mut scene, "2026-03-18").await;
    let long = in_progress(&mut scene, "2026-05-29").await;
    let offers = async |browser: &mut Browser, item: &str| {
        let ways = browser.get(item).await.ok().attributes("main a", "href");
        ways.contains(&format!("{item}/progress"))
    };
    assert!(!offers(&mut scene.doer, &short).await);
    assert!(offers(&mut scene.doer, &long).await);
    assert!(scene.doer.get(&short).await.ok().text().contains("/measures/"), "files can be put");
    scene.go_to("2026-03-20").await;
    assert!(offers(&mut scene.doer, &short).await, "what is late is asked how far it is");
}

#[tokio::test]
async fn a_result_that_was_returned_is_not_called_a_plan_that_was_sent_back() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    verify(&mut scene.office, &item, "rework").await.see_other();
    let page = scene.doer.get(&item).await.ok().shown();
    assert!(page.contains("退回整改") && !page.contains("已退回，待修改"), "{page}");
    let list = scene.office.get("/office/ledger").await.ok().all_text("tbody tr").remove(0);
    assert!(list.contains("退回整改") && !list.contains("待修改"), "{list}");
    let book = scene.office.get("/office/ledger/items.xlsx").await.ok();
    let table = wenlian::services::tables::read_table(&book.bytes, "台账.xlsx").unwrap();
    let state = table.required(&["状态"]).unwrap();
    assert_eq!(table.rows()[0].cell(state), "整改中（退回整改）");
    // The control: a plan that is sent back waits to be mended.
    let plan = scene.opened("专家抽取通知过早。").await;
    submit_plan(&mut scene, &plan, "1", "2026-04-30").await.see_other();
    let path = format!("{plan}/review");
    let review = scene.office.get(&path).await.ok();
    let typed = [("verdict", "send_back"), ("words", "请细化措施")];
    scene.office.submit(&review, &path, &typed).await.see_other();
    assert!(scene.head.get(&plan).await.ok().shown().contains("已退回，待修改"));
}

async fn mark(browser: &mut Browser, item: &str) -> Reply {
    let path = format!("{item}/mark");
    let page = browser.get(&path).await.ok();
    browser.submit(&page, &path, &[("starred", "yes"), ("means", "talk")]).await
}

#[tokio::test]
async fn a_starred_item_is_looked_at_on_the_spot_before_it_is_closed() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    assert_eq!(scene.head.get(&format!("{item}/mark")).await.status, StatusCode::FORBIDDEN);
    let path = format!("{item}/mark");
    let nothing = scene.supervisor.get(&path).await.ok();
    let nothing = scene.supervisor.submit(&nothing, &path, &[]).await.refused();
    assert!(nothing.shown().contains("标注没有变化"), "{}", nothing.shown());
    mark(&mut scene.supervisor, &item).await.see_other();
    let shown = scene.head.get(&item).await.ok().shown();
    assert!(shown.contains("重点标注") && shown.contains("谈话提醒"), "{shown}");
    let early = verify(&mut scene.office, &item, "close").await.refused();
    assert!(early.shown().contains("须先由督导组现场核验"), "{}", early.shown());
    let path = format!("{item}/visit");
    let page = scene.office.get(&path).await.ok();
    assert!(page.form_actions().is_empty(), "the office does not look on the spot");
    let page = scene.supervisor.get(&path).await.ok();
    let seen = [("words", "大厅公示栏、网站均已公示")];
    scene.supervisor.submit(&page, &path, &seen).await.see_other();
    verify(&mut scene.office, &item, "close").await.see_other();
    assert!(scene.head.get(&item).await.ok().shown().contains("大厅公示栏、网站均已公示"));
}

#[tokio::test]
async fn what_is_drawn_by_lot_is_looked_at_on_the_spot_and_the_draw_can_be_made_again() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let path = "/office/ledger/draws";
    assert_eq!(scene.head.get(path).await.status, StatusCode::FORBIDDEN);
    let page = scene.supervisor.get(path).await.ok();
    assert!(page.shown().contains("现在可抽 1 条"), "{}", page.shown());
    for count in ["0", "3"] {
        let refused = scene.supervisor.submit(&page, path, &[("count", count)]).await.refused();
        assert!(refused.shown().contains("请填写 1 至 1"), "{}", refused.shown());
    }
    scene.supervisor.submit(&page, path, &[("count", "1")]).await.see_other();
    let page = scene.supervisor.get(path).await.ok();
    let nothing = scene.supervisor.submit(&page, path, &[("count", "1")]).await.refused();
    assert!(nothing.shown().contains("没有可抽的条目"), "{}", nothing.shown());
    let page = scene.supervisor.get(path).await.ok();
    assert!(page.shown().contains("从 1 条中抽取 1 条") && page.shown().contains("现在可抽 0 条"));
    assert!(page.attributes("main li a", "href").contains(&item), "drawn again from its seed");
    let early = verify(&mut scene.office, &item, "close").await.refused();
    assert!(early.shown().contains("须先由督导组现场核验"), "{}", early.shown());
}

#[tokio::test]
async fn a_leader_signs_on_paper_and_the_office_records_it_with_both_names() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "2", "2026-04-30").await.see_other();
    let path = format!("{item}/on-behalf");
    scene.app.person("colleague", &[Role::OfficeLead], None).await;
    let early = scene.office.get(&path).await.ok();
    assert!(early.form_actions().is_empty(), "the office's own review is not recorded for anyone");
    approve(&mut scene.office, &item, &[]).await.see_other();
    scene.go_to("2026-03-03").await;
    let both = scene.office.get(&path).await.ok();
    assert!(both.form_actions().is_empty(), "nobody is two links of one chain");
    assert!(both.shown().contains("由办公室另一位同事代录"), "{}", both.shown());
    let mut colleague = scene.again("colleague").await;
    let slip = scene.office.get(&format!("{item}/slip")).await.ok();
    let paper = slip.all_text(".paper").join("");
    assert!(paper.contains("关于审定整改计划的呈批件") && paper.contains("分管领导"), "{paper}");
    assert!(paper.contains("同意。office") && paper.contains("签字："), "{paper}");

    let page = colleague.get(&path).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let leader = page.attributes("input[name=leader]", "value").remove(0);
    let typed = |day| {
        [
            ("revision", revision.clone()),
            ("leader", leader.clone()),
            ("verdict", "yes".to_owned()),
            ("words", "同意，抓紧落实".to_owned()),
            ("signed_on", day),
        ]
    };
    let send = async |browser: &mut Browser, day: &str| {
        let typed = typed(day.to_owned());
        let pairs = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
        browser.upload(&path, &pairs, ("scan", "签字页.pdf", PDF)).await
    };
    let unit = send(&mut scene.head, "2026-03-02").await;
    assert_eq!(unit.status, StatusCode::FORBIDDEN);
    let both = send(&mut scene.office, "2026-03-02").await;
    assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", both.shown());
    let early = send(&mut colleague, "2026-03-04").await.refused();
    assert!(early.shown().contains("批示日期还没有到") && early.text().contains("同意，抓紧落实"));
    let before = send(&mut colleague, "2026-03-01").await.refused();
    assert!(before.shown().contains("批示日期早于报送日期（2026-03-02）"), "{}", before.shown());
    let other = ("scan", "签字页.docx", &b"MZ\x90\0"[..]);
    let other = colleague.upload(&path, &[], other).await.refused().shown();
    assert!(other.contains("这里上传签字页的扫描件") && !other.contains("Word"), "{other}");
    send(&mut colleague, "2026-03-02").await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
    let page = scene.supervisor.get(&item).await.ok();
    let told = "leader（分管领导） 2026-03-02 书面签署，colleague 代录";
    assert!(page.shown().contains(told), "{}", page.shown());
    let slip = scene.supervisor.get(&format!("{item}/slip")).await.ok();
    let paper = slip.all_text(".paper").join("");
    assert!(paper.contains("同意。leader 2026-03-02"), "the day of the paper: {paper}");
    assert!(paper.contains("书面签署，colleague 代录") && paper.contains("抓紧落实"), "{paper}");
    let scan = scene.supervisor.get(&page.link("签字页.pdf")).await.ok();
    assert_eq!(scan.bytes, PDF);
    assert_eq!(scene.stranger.get(&page.link("签字页.pdf")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_the_discipline_commission_says_is_never_recorded_for_it() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "4", "2026-04-30").await.see_other();
    approve(&mut scene.office, &item, &[]).await.see_other();
    let mut colleague = scene.app.person("colleague", &[Role::OfficeLead], None).await;
    let path = format!("{item}/on-behalf");
    let leaders = async |office: &mut Browser| {
        office.get(&path).await.ok().attributes("input[name=leader]", "value").len()
    };
    assert_eq!(leaders(&mut colleague).await, 1, "分管领导");
    approve(&mut scene.leader, &item, &[]).await.see_other();
    assert_eq!(leaders(&mut colleague).await, 0, "机关纪委 says in person that it is no tip");
    for office in [&mut colleague, &mut scene.office] {
        let told = office.get(&path).await.ok().shown();
        assert!(told.contains("机关纪委的意见须本人办理，不能代录"), "the true reason: {told}");
    }
    approve(&mut scene.discipline, &item, &[("no_tip", "yes")]).await.see_other();
    assert_eq!(leaders(&mut colleague).await, 1, "组长");
}

/// Records what the leader in charge said on the paper that waits.
async fn instruct(scene: &mut LedgerScene, item: &str, on: &str, verdict: &str) -> Reply {
    let path = format!("{item}/on-behalf");
    let leader = format!("{} {on}", scene.app.actor("leader").await.person);
    let office = &mut scene.office;
    let page = office.get(&path).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    assert!(page.attributes("input[name=leader]", "value").contains(&leader));
    let typed = [
        ("revision", revision.as_str()),
        ("leader", leader.as_str()),
        ("verdict", verdict),
        ("words", "请继续跟踪"),
        ("signed_on", "2026-03-02"),
    ];
    office.upload(&path, &typed, ("scan", "批示.pdf", PDF)).await
}

async fn paper(browser: &mut Browser, item: &str, on: &str) -> String {
    let slip = browser.get(&format!("{item}/slip?on={on}")).await.ok();
    slip.all_text(".paper").join("")
}

#[tokio::test]
async fn what_others_sign_goes_to_leaders_on_paper_and_moves_by_its_signers_alone() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let closing = paper(&mut scene.office, &item, "").await;
    assert!(closing.contains("关于销号的呈批件") && closing.contains("督导组成员"), "{closing}");
    instruct(&mut scene, &item, "closing", "yes").await.see_other();
    let closing = paper(&mut scene.office, &item, "closing").await;
    assert!(closing.contains("同意。leader 2026-03-02") && closing.contains("office 代录"));
    assert_eq!(state(&scene, &item).await, LedgerState::Verifying, "a verifier judges in person");

    let path = format!("{item}/long-term");
    let page = scene.office.get(&path).await.ok();
    let typed = [("words", "需长期坚持按周核对"), ("review_on", "2026-08-31")];
    scene.office.submit(&page, &path, &typed).await.see_other();
    let asked = paper(&mut scene.supervisor, &item, "").await;
    for told in ["关于转为长期整改的呈批件", "需长期坚持按周核对", "2026-08-31", "同意。office"]
    {
        assert!(asked.contains(told), "{told}: {asked}");
    }
    instruct(&mut scene, &item, "long_term", "yes").await.see_other();
    let page = scene.supervisor.get(&path).await.ok();
    scene.supervisor.submit(&page, &path, &[("go", "countersign")]).await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::LongTerm);
    let done = paper(&mut scene.head, &item, "long_term").await;
    for told in ["同意。office", "同意。supervisor", "同意。leader", "请继续跟踪"] {
        assert!(done.contains(told), "{told}: {done}");
    }

    let other = scene.opened(TEXT).await;
    let path = format!("{other}/void");
    let page = scene.supervisor.get(&path).await.ok();
    scene
        .supervisor
        .submit(&page, &path, &[("words", "立错"), ("merged_into", "none")])
        .await
        .see_other();
    let stale = scene.office.get(&path).await.ok();
    instruct(&mut scene, &other, "void", "no").await.see_other();
    let late = scene.office.submit(&stale, &path, &[("go", "countersign")]).await;
    assert!(late.status.is_client_error(), "the leader declined: the first signature fell");
    assert_eq!(state(&scene, &other).await, LedgerState::Open);
}

#[tokio::test]
async fn nobody_closes_what_a_leader_did_not_agree_to_on_paper() {
    let mut scene = LedgerScene::start().await;
    let item = in_verification(&mut scene).await;
    let seen_before = scene.office.get(&format!("{item}/verify")).await.ok();
    instruct(&mut scene, &item, "closing", "no").await.see_other();
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress, "sent back");
    let typed = [("verdict", "close"), ("words", "已核验"), ("outcome", "已整改")];
    let late = scene.office.submit(&seen_before, &format!("{item}/verify"), &typed).await;
    assert!(late.status.is_client_error(), "{}", late.status);
    assert_eq!(state(&scene, &item).await, LedgerState::InProgress);
    let page = scene.head.get(&item).await.ok().shown();
    let told = "leader（分管领导） 2026-03-02 书面签署，office 代录";
    for told in [told, "退回整改", "请继续跟踪"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let slip = paper(&mut scene.office, &item, "closing").await;
    assert!(!slip.contains("关于销号的呈批件"), "no paper says 同意 over it: {slip}");
}

#[tokio::test]
async fn a_unit_says_what_it_does_and_only_those_of_its_scope_read_it() {
    let mut scene = LedgerScene::start().await;
    let path = format!("/office/unit-profiles/{}", scene.unit);
    let edit = format!("{path}/edit");
    let first = scene.head.get(&edit).await.ok();
    let typed = [
        ("duties", "管理保证金和经费"),
        ("post-1", "出纳"),
        ("duties-1", "保管网银密钥"),
        ("step-1", "refund"),
    ];
    let nameless = [("duties", "管理保证金"), ("duties-2", "没有名称的岗位")];
    let page = scene.head.submit(&first, &edit, &nameless).await.refused();
    assert_eq!(page.all_text("#f-post-2-error"), ["请填写岗位名称。"]);
    scene.head.submit(&first, &edit, &typed).await.see_other();
    let late = scene.head.submit(&first, &edit, &[("duties", "另一份")]).await;
    let late = late.is(StatusCode::CONFLICT);
    assert!(late.shown().contains("管理保证金和经费") && late.text().contains("另一份"));
    for browser in [&mut scene.office, &mut scene.supervisor, &mut scene.doer] {
        let shown = browser.get(&path).await.ok().shown();
        for told in ["管理保证金和经费", "出纳", "签合同与退保证金", "财务管理"]
        {
            assert!(shown.contains(told), "{told}: {shown}");
        }
    }
    assert_eq!(scene.stranger.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.doer.get(&edit).await.status, StatusCode::NOT_FOUND);
}
