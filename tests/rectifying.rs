//! The forms of whoever rectifies and reviews: what two people send at once, measures as rows, and
//! the files that show that something was done.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use wenlian::domain::audit::hex;

use crate::harness::Reply;
use crate::harness::ledger_scene::LedgerScene;
use crate::ledger::{PDF, TEXT, ask_closing, evidence_pages, file_all, in_progress, submit_plan};

/// A row of the comparison: what stands there now, what is on the page, who changed it.
fn compared(page: &Reply, label: &str) -> Option<[String; 3]> {
    let names = page.all_text(".panel tbody th");
    let place = names.iter().position(|name| name == label)?;
    let cells = page.all_text(".panel tbody td");
    Some([0, 1, 2].map(|cell| cells[place * 3 + cell].clone()))
}

fn texts(of: [&str; 3]) -> [String; 3] {
    of.map(str::to_owned)
}

#[tokio::test]
async fn a_plan_sent_late_shows_both_versions_and_goes_through_in_one_press() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let path = format!("{item}/plan");
    let first = scene.head.get(&path).await.ok();
    let second = scene.doer.get(&path).await.ok();
    let typed = [("cause", "负责人写的成因"), ("measure-1", "负责人的措施"), ("level", "2")];
    scene.head.submit(&first, &path, &typed).await.see_other();
    // A mistake mended in between does not hide what happened meanwhile.
    let wrong = [("cause", "责任人写的成因"), ("level", "1"), ("name", "")];
    let page = scene.doer.submit(&second, &path, &wrong).await.refused();
    let late = scene.doer.submit(&page, &path, &[("name", "保证金")]).await;
    let late = late.is(StatusCode::CONFLICT);
    assert!(late.shown().contains("最近一次改动：head，2026-03-02 09:00"), "{}", late.shown());
    assert_eq!(
        compared(&late, "成因"),
        Some(texts(["负责人写的成因", "责任人写的成因", "两边不同"]))
    );
    assert_eq!(compared(&late, "整改措施"), Some(texts(["负责人的措施", "—", "他人已改动"])));
    let levels = ["2级（第二种形态）", "1级（第一种形态）", "两边不同"];
    assert_eq!(compared(&late, "风险等级"), Some(texts(levels)));
    assert_eq!(compared(&late, "完成时限"), Some(texts(["—", "—", "一致"])));
    assert_eq!(compared(&late, "风险点名称").unwrap()[1..], ["保证金", "您的改动"]);

    let stored = scene.head.get(&path).await.ok();
    assert!(stored.text().contains("负责人写的成因") && !stored.text().contains("责任人写的成因"));
    assert_eq!(late.all_text("button[name=go]"), ["以我的内容为准，保存草稿"], "as it was sent");
    scene.doer.submit(&late, &path, &[("go", "")]).await.see_other();
    let stored = scene.head.get(&path).await.ok();
    assert!(stored.text().contains("责任人写的成因") && !stored.text().contains("负责人的措施"));
    let told = scene.supervisor.get(&item).await.ok().all_text(".history li").join("\n");
    assert!(told.contains("覆盖了他人的改动") && told.contains("head，2026-03-02 09:00"), "{told}");
}

#[tokio::test]
async fn a_reviewer_does_not_approve_a_plan_that_changed_since_it_was_read() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    submit_plan(&mut scene, &item, "1", "2026-04-30").await.see_other();
    let path = format!("{item}/review");
    let read = scene.office.get(&path).await.ok();
    let mut colleague = scene.again("office").await;
    let page = colleague.get(&path).await.ok();
    let back = [("verdict", "send_back"), ("words", "措施太笼统")];
    colleague.submit(&page, &path, &back).await.see_other();

    // While the unit works on it there is no form to go on with, and nothing typed is lost.
    let agrees = [("verdict", "approve"), ("words", "同意，抓紧落实")];
    let late = scene.office.submit(&read, &path, &agrees).await.is(StatusCode::CONFLICT);
    // The other window was one of the same person.
    assert_eq!(compared(&late, "状态"), Some(texts(["立账", "措施待审", "打开本页后已改动"])));
    assert_eq!(compared(&late, "您填写的说明").unwrap()[1], "同意，抓紧落实");
    assert!(late.form_actions().is_empty() && late.shown().contains("现在不能填写"));

    let plan = format!("{item}/plan");
    let page = scene.head.get(&plan).await.ok();
    let typed = [("measure-1", "每月核对"), ("go", "submit")];
    scene.head.submit(&page, &plan, &typed).await.see_other();
    let late = scene.office.submit(&read, &path, &agrees).await.is(StatusCode::CONFLICT);
    let now = "每月核对 每周核对未退还清单";
    let before = "公示保证金退还时限 每周核对未退还清单";
    assert_eq!(compared(&late, "整改措施"), Some(texts([now, before, "他人已改动"])));
    assert!(late.text().contains("同意，抓紧落实"));
    scene.office.submit(&late, &path, &[("go", "")]).await.see_other();
    assert!(scene.office.get(&item).await.ok().shown().contains("整改中"));
}

#[tokio::test]
async fn progress_and_completion_sent_late_are_held_against_what_stands_there() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    let (progress, closing) = (format!("{item}/progress"), format!("{item}/closing"));
    let note = scene.doer.get(&progress).await.ok();
    let done = scene.doer.get(&closing).await.ok();
    ask_closing(&mut scene.head, &item).await.see_other();
    let late = scene.doer.submit(&note, &progress, &[("words", "已起草")]).await;
    let late = late.is(StatusCode::CONFLICT);
    assert_eq!(compared(&late, "状态"), Some(texts(["申请销号", "整改中", "他人已改动"])));
    assert!(late.text().contains("已起草"));
    let late = scene.doer.submit(&done, &closing, &[("completion", "我写的完成情况")]).await;
    let late = late.is(StatusCode::CONFLICT);
    let both = ["时限已公示，每周核对", "我写的完成情况", "两边不同"];
    assert_eq!(compared(&late, "完成情况"), Some(texts(both)));
    // The control: sent in time, a note is taken.
    let other = in_progress(&mut scene, "2026-04-30").await;
    let path = format!("{other}/progress");
    let page = scene.doer.get(&path).await.ok();
    scene.doer.submit(&page, &path, &[("words", "已起草")]).await.see_other();
}

#[tokio::test]
async fn measures_come_from_a_pasted_table_and_from_samples_and_are_shown_before_they_are_kept() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let path = format!("{item}/plan");
    let page = scene.head.get(&path).await.ok();
    let typed = [
        ("cause", "没有规定退还时限"),
        ("measure-2", "第一项"),
        ("paste", "序号\t拟采取措施\n1\t公示时限\n2\t每周核对"),
        ("sample-finance", "finance-split"),
        ("rows", "add"),
    ];
    let shown = scene.head.submit(&page, &path, &typed).await.ok();
    assert!(shown.shown().contains("已加入 3 项，尚未保存"), "{}", shown.shown());
    let rows: Vec<String> = shown.all_text("textarea[name^=measure-]");
    assert_eq!(rows[..3], ["第一项", "公示时限", "每周核对"]);
    assert!(rows[3].contains("印章和网银密钥分人保管"), "{rows:?}");
    assert!(shown.text().contains("没有规定退还时限"), "what was typed is kept");
    let stored = scene.head.get(&path).await.ok();
    assert_eq!(stored.all_text("textarea[name=measure-1]"), [""], "nothing is stored yet");

    // Handing in with something still pasted shows it first, too.
    let unseen = [("paste", "轮岗"), ("go", "submit")];
    let shown = scene.head.submit(&shown, &path, &unseen).await.ok();
    assert_eq!(shown.all_text("textarea[name=measure-5]"), ["轮岗"]);
    let moved = [("place-5", "1"), ("measure-3", "")];
    scene.head.submit(&shown, &path, &moved).await.see_other();
    let kept = scene.head.get(&item).await.ok().all_text("ol.measures li p:first-child");
    assert_eq!(kept[..3], ["轮岗", "第一项", "公示时限"]);

    let page = scene.head.get(&path).await.ok();
    let many = "每周核对\n".repeat(30);
    let page = scene.head.submit(&page, &path, &[("paste", many.as_str())]).await.refused();
    assert!(page.shown().contains("最多 20 项措施"), "{}", page.shown());
    let kept = page.all_text("textarea[name=paste]").remove(0);
    assert_eq!(kept.matches("每周核对").count(), 30, "it can be shortened");
}

#[tokio::test]
async fn a_measure_is_shown_by_several_files_and_a_wrong_one_is_taken_away() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    let page = evidence_pages(&mut scene.doer, &item).await.remove(0);
    let heic = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic";
    let refused = scene.doer.upload(&page, &[], ("file", "公示.jpg", heic)).await.refused();
    assert!(refused.shown().contains("HEIC 照片") && refused.shown().contains("兼容性最佳"));
    let other: &[u8] = b"%PDF-1.7 another page";
    for (name, bytes) in [("一.pdf", PDF), ("二.pdf", other)] {
        scene.doer.upload(&page, &[], ("file", name, bytes)).await.see_other();
    }
    let shown = scene.supervisor.get(&item).await.ok();
    let measure = &shown.all_text("ol.measures li")[0];
    assert!(measure.contains("一.pdf") && measure.contains("二.pdf"), "{measure}");
    // Both came at one moment of the clock: which stands first is nobody's promise.
    let hashes = BTreeSet::from([PDF, other].map(|bytes| hex(&Sha256::digest(bytes))));
    assert_eq!(BTreeSet::from_iter(shown.all_text("ol.measures code")), hashes);

    let file = shown.link("一.pdf");
    let take_away = format!("{file}/take-away");
    let forbidden = scene.supervisor.post::<&str, &str>(&take_away, &[]).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let foreign = scene.stranger.post::<&str, &str>(&take_away, &[]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    scene.doer.post::<&str, &str>(&take_away, &[]).await.see_other();
    let shown = scene.head.get(&item).await.ok();
    assert!(!shown.all_text("ol.measures li")[0].contains("一.pdf"));
    let told = shown.all_text("ol.history li").join("\n");
    assert!(told.contains("撤下佐证材料") && told.contains("一.pdf（SHA-256 "), "{told}");
    let gone = scene.head.get(&file).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);

    // What was asked to be verified stays as it is.
    file_all(&mut scene.doer, &item).await;
    ask_closing(&mut scene.head, &item).await.see_other();
    let file = scene.head.get(&item).await.ok().link("二.pdf");
    let late = scene.doer.post::<&str, &str>(&format!("{file}/take-away"), &[]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_somebody_changed_in_another_window_of_their_own_is_not_laid_to_others() {
    let mut scene = LedgerScene::start().await;
    let item = scene.opened(TEXT).await;
    let path = format!("{item}/plan");
    let (first, second) = (scene.head.get(&path).await.ok(), scene.head.get(&path).await.ok());
    let typed = [("cause", "没有公示"), ("measure-1", "公示退还时限")];
    scene.head.submit(&first, &path, &typed).await.see_other();
    let late = scene.head.submit(&second, &path, &[("cause", "没有规定")]).await;
    let late = late.is(StatusCode::CONFLICT);
    assert!(late.shown().contains("自己已经办理过这个条目"), "{}", late.shown());
    let since = texts(["公示退还时限", "—", "打开本页后已改动"]);
    assert_eq!(compared(&late, "整改措施"), Some(since));
    assert!(!late.shown().contains("他人已改动"), "{}", late.shown());
}
