//! Double clicks, two windows and answers that were lost: a form that creates something creates one.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::services::{campaigns, questionnaires};
use wenlian::store;

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply, scenes};
use crate::ledger::{PDF, TEXT, file_all, first_choice, in_progress, in_verification, submit_plan};

const DRAWS: &str = "/office/ledger/draws";

/// How many draws are kept, and how many items they marked.
async fn drawn(scene: &LedgerScene) -> (u64, usize) {
    let mut tx = scene.app.app.db.read("test.drawn").await.unwrap();
    let draws = store::ledger::count_draws(&mut tx).await.unwrap();
    let items = store::ledger::all(&mut tx).await.unwrap();
    (draws, items.iter().filter(|record| record.item.watch.drawn).count())
}

#[tokio::test]
async fn of_two_presses_at_once_one_draws_and_the_other_is_shown_the_draw() {
    let mut scene = LedgerScene::start().await;
    for _ in 0..3 {
        in_verification(&mut scene).await;
    }
    let page = scene.supervisor.get(DRAWS).await.ok();
    let mut window = scene.again("supervisor").await;
    let one = [("count", "1")];
    let (first, second) = tokio::join!(
        scene.supervisor.submit(&page, DRAWS, &one),
        window.submit(&page, DRAWS, &one),
    );
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    assert_eq!(drawn(&scene).await, (1, 1), "one draw, one item");
    // The same form once more, later: the draw is there.
    let late = scene.supervisor.submit(&page, DRAWS, &one).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let shown = late.shown();
    assert!(shown.contains("没有再抽") && shown.contains("从 3 条中抽取 1 条"), "{shown}");
    assert_eq!(drawn(&scene).await, (1, 1));
    // The control: whoever saw the draw and means another one gets it.
    scene.supervisor.submit(&late, DRAWS, &one).await.see_other();
    assert_eq!(drawn(&scene).await, (2, 2));
    // The page as a workbook.
    let book = scene.supervisor.get(&format!("{DRAWS}/draws.xlsx")).await.ok();
    let table = wenlian::services::tables::read_table(&book.bytes, "抽查.xlsx").unwrap();
    assert_eq!(table.rows().len(), 2, "a row for each draw");
    let row = table.rows()[0].cells().join("|");
    assert!(row.contains("supervisor") && row.contains("保证金"), "{row}");
}

#[tokio::test]
async fn a_point_sent_twice_is_one_item_and_another_one_is_asked_about() {
    let mut scene = LedgerScene::start().await;
    for (path, source) in
        [("/office/ledger/new", "officials"), ("/office/ledger/record", "inspection")]
    {
        let is_own = path.ends_with("new");
        let browser = if is_own { &mut scene.head } else { &mut scene.office };
        let page = browser.get(path).await.ok();
        let (campaign, unit) = (first_choice(&page, "campaign"), scene.unit.to_string());
        let mut typed = vec![
            ("campaign", campaign.as_str()),
            ("source", source),
            ("name", "钥匙管理"),
            ("content", "档案室钥匙无人登记"),
            ("category", "institution"),
        ];
        if !is_own {
            typed.push(("unit", unit.as_str()));
        }
        let before = scene.seen_by("group.head").await.len();
        let mut window = scene.again(if is_own { "head" } else { "office" }).await;
        let browser = if is_own { &mut scene.head } else { &mut scene.office };
        let (first, second) =
            tokio::join!(browser.submit(&page, path, &typed), window.submit(&page, path, &typed),);
        assert_eq!(first.see_other(), second.see_other(), "both are led to the one item");
        assert_eq!(scene.seen_by("group.head").await.len(), before + 1, "{path}");
        // Gone back to the form and written another point: nothing is lost, nothing is passed over.
        typed.retain(|(name, _)| *name != "name");
        typed.push(("name", "印章管理"));
        let asked = window.submit(&page, path, &typed).await;
        assert_eq!(asked.status, StatusCode::CONFLICT);
        assert!(asked.shown().contains("已经提交过一次"), "{}", asked.shown());
        assert!(asked.text().contains("印章管理"), "what was typed is there");
        assert_eq!(scene.seen_by("group.head").await.len(), before + 1);
        window.submit(&asked, path, &typed).await.see_other();
        assert_eq!(scene.seen_by("group.head").await.len(), before + 2);
    }
}

#[tokio::test]
async fn campaigns_their_copies_and_questionnaires_are_created_once() {
    let scene = LedgerScene::start().await;
    let app = &scene.app.app;
    let mut admin = scene.app.person("survey", &[Role::SurveyAdmin], None).await;
    let by = scene.app.actor("survey").await;
    let count = async || campaigns::list(app, &by).await.unwrap().len();

    let path = "/office/campaigns/new";
    let page = admin.get(path).await.ok();
    let mut typed = page.form(path);
    let texts = scenes::texts();
    let named = [("name_zh", texts.name_zh.clone()), ("telephone", "0477-8581234".to_owned())];
    typed.retain(|(name, _)| named.iter().all(|(known, _)| known != name));
    typed.extend(named.map(|(name, value)| (name.to_owned(), value)));
    let issuer = ["issuer_zh", "tips_to"].map(|name| (name.to_owned(), "0477-8581235".to_owned()));
    typed.retain(|(name, _)| name != "issuer_zh" && name != "tips_to");
    typed.extend(issuer);
    let before = count().await;
    let first = admin.post(path, &typed).await.see_other();
    let second = admin.post(path, &typed).await.see_other();
    assert_eq!((first.clone(), count().await), (second, before + 1), "one campaign");

    let page = admin.get(&first).await.ok();
    let copy = format!("{first}/copy");
    let once = admin.submit(&page, &copy, &[]).await.see_other();
    let twice = admin.submit(&page, &copy, &[]).await.see_other();
    assert_eq!((once, count().await), (twice, before + 2), "one copy");
    // The control: the button of the page as it stands now copies again.
    let page = admin.get(&first).await.ok();
    admin.submit(&page, &copy, &[]).await.see_other();
    assert_eq!(count().await, before + 3);

    let count = async || questionnaires::list(app, &by).await.unwrap().len();
    let path = "/office/questionnaires/new";
    let page = admin.get(path).await.ok();
    let before = count().await;
    let typed = [("start", ""), ("title_zh", "一份问卷")];
    let first = admin.submit(&page, path, &typed).await.see_other();
    assert_eq!(admin.submit(&page, path, &typed).await.see_other(), first);
    assert_eq!(count().await, before + 1, "one questionnaire");
    let other = [("start", ""), ("title_zh", "另一份问卷")];
    let asked = admin.submit(&page, path, &other).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    admin.submit(&asked, path, &other).await.see_other();
    assert_eq!(count().await, before + 2);
}

#[tokio::test]
async fn questions_of_a_draft_and_of_the_bank_are_made_once_and_nobody_is_said_to_have_been_faster()
{
    let scene = LedgerScene::start().await;
    let mut editor = scene.app.person("survey", &[Role::SurveyAdmin], None).await;
    let new = "/office/questionnaires/new";
    let page = editor.get(new).await.ok();
    let at = editor.submit(&page, new, &[("title_zh", "甲卷")]).await.see_other();
    let text = "窗口排队久吗？";

    // A question of the draft, with its code left to the program, and with one of one's own.
    for (place, code) in ["", "queue"].into_iter().enumerate() {
        let add = format!("{at}/add/single");
        let page = editor.get(&add).await.ok();
        let typed =
            [("text_zh", text), ("code", code), ("option.0_zh", "很久"), ("option.1_zh", "不久")];
        let first = editor.submit(&page, &add, &typed).await.see_other();
        assert_eq!(editor.submit(&page, &add, &typed).await.see_other(), first);
        let all = editor.get(&at).await.ok();
        let shown = all.all_text("tbody tr").iter().filter(|row| row.contains(text)).count();
        assert_eq!(shown, place + 1, "{}", all.shown());
        // The control: another question from the same page is told that the draft moved on.
        let mut other = typed;
        (other[0].1, other[1].1) = ("窗口态度好吗？", "manner");
        let told = editor.submit(&page, &add, &other).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
    }

    // Into the bank, and as its next version.
    let keep = format!("{at}/q/queue/bank");
    let page = editor.get(&keep).await.ok();
    for _ in 0..2 {
        assert_eq!(editor.submit(&page, &keep, &[("act", "keep")]).await.see_other(), keep);
    }
    let bank = editor.get("/office/bank").await.ok();
    let kept: Vec<String> = bank.attributes("tbody a", "href");
    let kept = kept.into_iter().find(|it| it.starts_with("/office/bank/")).unwrap();
    let edit = format!("{kept}/edit");
    let page = editor.get(&edit).await.ok();
    for _ in 0..2 {
        let to = editor.submit(&page, &edit, &[("text_zh", "窗口排队久不久？")]).await;
        assert_eq!(to.see_other(), kept);
    }
    let versions = editor.get(&kept).await.ok().shown();
    assert!(versions.contains("第 2 版") && !versions.contains("第 3 版"), "{versions}");

    // Out of the bank, into another draft.
    let page = editor.get(new).await.ok();
    let second = editor.submit(&page, new, &[("title_zh", "乙卷")]).await.see_other();
    let take = format!("{second}/bank");
    let id = kept.rsplit('/').next().unwrap().to_owned();
    let offered = async |editor: &mut Browser| {
        let page = editor.get(&take).await.ok();
        let revision = page.attributes("input[name=revision]", "value").remove(0);
        [("revision", revision), ("position", "1".to_owned()), ("bank", id.clone())]
    };
    let button = offered(&mut editor).await;
    let first = editor.post(&take, &button).await.see_other();
    assert_eq!(editor.post(&take, &button).await.see_other(), first);
    let all = editor.get(&second).await.ok();
    assert_eq!(all.all_text("tbody tr").len(), 1, "{}", all.shown());
    // The control: somebody who asks for it again from the page as it stands is told.
    let button = offered(&mut editor).await;
    editor.post(&take, &button).await.refused();
}

#[tokio::test]
async fn an_opinion_sent_twice_is_said_to_be_there_once_and_not_to_be_overtaken() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "2", "2026-04-30").await.see_other();
    let path = format!("{item}/review");
    let page = scene.office.get(&path).await.ok();
    let typed = [("verdict", "approve")];
    scene.office.submit(&page, &path, &typed).await.see_other();
    let again = scene.office.submit(&page, &path, &typed).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let shown = again.shown();
    assert!(shown.contains("自己已经办理过这个条目"), "{shown}");
    assert!(
        shown.contains("已经提交，不会重复办理")
            && !shown.contains("有人先改动了")
            && !shown.contains("审核意见已提交"),
        "{shown}"
    );
    // The control: somebody else's change is told as theirs.
    let item = scene.opened("开标室录音不全。").await;
    submit_plan(&mut scene, &item, "1", "2026-04-30").await.see_other();
    let path = format!("{item}/review");
    let page = scene.office.get(&path).await.ok();
    let mut colleague = scene.app.person("colleague", &[Role::OfficeLead], None).await;
    colleague.submit(&page, &path, &typed).await.see_other();
    let late = scene.office.submit(&page, &path, &typed).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shown().contains("有人先改动了"), "{}", late.shown());
}

/// Both presses read the draft before either has written: the second one lands where the first did.
#[tokio::test]
async fn two_presses_at_the_very_same_moment_add_one_question_and_land_at_the_same_place() {
    let scene = LedgerScene::start().await;
    let mut editor = scene.app.person("survey", &[Role::SurveyAdmin], None).await;
    let mut window = scene.again("survey").await;
    let new = "/office/questionnaires/new";
    let page = editor.get(new).await.ok();
    let at = editor.submit(&page, new, &[("title_zh", "甲卷")]).await.see_other();
    for round in 0..4 {
        let add = format!("{at}/add/single");
        let page = editor.get(&add).await.ok();
        let text = format!("窗口排队久吗，第 {round} 次？");
        let code = format!("queue{round}");
        let code = if round % 2 == 0 { "" } else { code.as_str() };
        let typed = [
            ("text_zh", text.as_str()),
            ("code", code),
            ("option.0_zh", "很久"),
            ("option.1_zh", "不久"),
        ];
        let (first, second) =
            tokio::join!(editor.submit(&page, &add, &typed), window.submit(&page, &add, &typed));
        assert_eq!(first.see_other(), second.see_other(), "round {round}");
        let all = editor.get(&at).await.ok();
        assert_eq!(all.all_text("tbody tr").len(), round + 1, "{}", all.shown());
    }

    // Into the bank, as its next version, and out of it.
    let keep = format!("{at}/q/queue1/bank");
    let page = editor.get(&keep).await.ok();
    let typed = [("act", "keep")];
    let (first, second) =
        tokio::join!(editor.submit(&page, &keep, &typed), window.submit(&page, &keep, &typed));
    assert_eq!((first.see_other(), second.see_other()), (keep.clone(), keep));
    let bank = editor.get("/office/bank").await.ok();
    let kept: Vec<String> = bank.attributes("tbody a", "href");
    let kept = kept.into_iter().find(|it| it.starts_with("/office/bank/")).unwrap();
    let edit = format!("{kept}/edit");
    let page = editor.get(&edit).await.ok();
    let typed = [("text_zh", "窗口排队久不久？")];
    let (first, second) =
        tokio::join!(editor.submit(&page, &edit, &typed), window.submit(&page, &edit, &typed));
    assert_eq!((first.see_other(), second.see_other()), (kept.clone(), kept.clone()));
    let versions = editor.get(&kept).await.ok().shown();
    assert!(versions.contains("第 2 版") && !versions.contains("第 3 版"), "{versions}");

    let page = editor.get(new).await.ok();
    let other = editor.submit(&page, new, &[("title_zh", "乙卷")]).await.see_other();
    let take = format!("{other}/bank");
    let page = editor.get(&take).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let id = kept.rsplit('/').next().unwrap().to_owned();
    let button = [("revision", revision), ("position", "1".to_owned()), ("bank", id)];
    let (first, second) = tokio::join!(editor.post(&take, &button), window.post(&take, &button));
    assert_eq!(first.see_other(), second.see_other());
    assert_eq!(editor.get(&other).await.ok().all_text("tbody tr").len(), 1, "once");
}

/// The page says that it is written, and nothing of the opposite.
fn says_it_is_written(told: Reply, way: &str) {
    let told = told.is(StatusCode::CONFLICT);
    let shown = told.shown();
    assert!(shown.contains("您已经办过这一步，内容已写入"), "{shown}");
    for wrong in ["没有写入", "没有保存", "有人先", "请填写", "请从列出的选项中选择"]
    {
        assert!(!shown.contains(wrong), "{wrong}: {shown}");
    }
    assert!(told.attributes("main a", "href").iter().any(|link| link == way), "{way}");
}

#[tokio::test]
async fn a_step_sent_again_by_the_same_person_is_said_to_be_written() {
    let mut scene = LedgerScene::start().await;
    // 申请销号
    let item = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    let path = format!("{item}/closing");
    let page = scene.head.get(&path).await.ok();
    let typed = [("completion", "时限已公示"), ("go", "submit")];
    scene.head.submit(&page, &path, &typed).await.see_other();
    says_it_is_written(scene.head.submit(&page, &path, &typed).await, &item);
    // The control: other words were not written, and are shown.
    let other = [("completion", "另一种说法"), ("go", "submit")];
    let other = scene.head.submit(&page, &path, &other).await.is(StatusCode::CONFLICT);
    assert!(other.shown().contains("还没有写入") && other.text().contains("另一种说法"));
    // 受理核验
    let page = scene.office.get(&item).await.ok();
    let take_up = format!("{item}/take-up");
    scene.office.submit(&page, &take_up, &[]).await.see_other();
    says_it_is_written(scene.office.submit(&page, &take_up, &[]).await, &item);
    // 代录, of what changes nothing of the item
    let path = format!("{item}/on-behalf");
    let page = scene.office.get(&path).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let leader = format!("{} closing", scene.app.actor("leader").await.person);
    let typed = [
        ("revision", revision.as_str()),
        ("leader", leader.as_str()),
        ("verdict", "yes"),
        ("words", "同意"),
        ("signed_on", "2026-03-02"),
    ];
    let scan = || ("scan", "批示.pdf", PDF);
    scene.office.upload(&path, &typed, scan()).await.see_other();
    says_it_is_written(scene.office.upload(&path, &typed, scan()).await, &item);
    // 转长期
    let path = format!("{item}/long-term");
    let page = scene.office.get(&path).await.ok();
    let typed = [("words", "须长期坚持"), ("review_on", "2026-08-31")];
    scene.office.submit(&page, &path, &typed).await.see_other();
    says_it_is_written(scene.office.submit(&page, &path, &typed).await, &item);
    // 核验销号
    let path = format!("{item}/verify");
    let page = scene.office.get(&path).await.ok();
    let typed = [("verdict", "close"), ("words", "逐项属实"), ("outcome", "退还时限已公示")];
    scene.office.submit(&page, &path, &typed).await.see_other();
    says_it_is_written(scene.office.submit(&page, &path, &typed).await, &item);
}

#[tokio::test]
async fn what_is_put_right_at_once_or_answered_twice_is_said_to_be_written() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let path = format!("{item}/at-once");
    let page = scene.head.get(&path).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let (doer, leader) = (first_choice(&page, "person"), first_choice(&page, "leader"));
    let typed = [
        ("revision", revision.as_str()),
        ("name", "保证金退还不及时"),
        ("level", "1"),
        ("cause", "没有规定时限"),
        ("person", doer.as_str()),
        ("leader", leader.as_str()),
        ("measure", "公示退还时限"),
        ("completion", "已公示"),
    ];
    let file = || ("file", "公示.pdf", PDF);
    scene.head.upload(&path, &typed, file()).await.see_other();
    says_it_is_written(scene.head.upload(&path, &typed, file()).await, &item);
    // 接收
    let id = scene.route(scene.unit, "窗口多次往返。建议一次告知。").await;
    let way = format!("/office/routings/{id}");
    let page = scene.head.get(&way).await.ok();
    let accept = format!("{way}/accept");
    scene.head.submit(&page, &accept, &[]).await.see_other();
    says_it_is_written(scene.head.submit(&page, &accept, &[]).await, &way);
}
