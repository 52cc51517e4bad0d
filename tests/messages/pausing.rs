//! Files of text messages while sending is paused.

use super::{export, launched_as_files};

/// Whoever pauses means that nobody is written to; a file would be sent by somebody else at once.
#[tokio::test]
async fn no_file_leaves_while_sending_is_paused_and_the_page_says_where_it_goes_on() {
    let (app, campaign, page) = launched_as_files().await;
    app.go_to("2026-03-09");
    let here = format!("/office/campaigns/{campaign}");
    let board = format!("{here}/mailing");
    let mut office = app.signed_in("admin").await;
    assert!(office.get("/office/").await.ok().shown().contains("短信待导出"), "the control");
    office.post::<&str, &str>(&format!("{board}/pause"), &[]).await.see_other();
    let home = office.get("/office/").await.ok();
    assert_eq!(home.link("发送已暂停，待继续"), board);
    assert!(!home.shown().contains("短信待导出"), "{}", home.shown());
    let turns = office.get(&here).await.ok().shown();
    assert!(
        turns.contains("问卷管理员或办公室负责人：发送已暂停") && !turns.contains("马上导出"),
        "{turns}"
    );
    let paused = office.get(&page).await.ok();
    assert_eq!(paused.link("去发送情况"), board);
    assert!(!paused.form_actions().contains(&format!("{page}/export")), "{}", paused.shown());
    assert!(!paused.shown().contains("马上导出"), "{}", paused.shown());
    let refused = export(&mut office, &page, &[("kind", "invitation")]).await.refused();
    assert!(refused.shown().contains("短信文件也不能导出"), "{}", refused.shown());
    assert_eq!(refused.link("去发送情况"), board);
    office.post::<&str, &str>(&format!("{board}/resume"), &[]).await.see_other();
    export(&mut office, &page, &[("kind", "invitation")]).await.ok();
}
