//! Files made anew: whose links that voids, which page may ask for it, and what is noted of it.

use wenlian::services::invitations;

use super::{export, launched_as_files, number, rows, seats};

/// Voiding concerns the links of every occasion: a page that does not show all files voids none.
#[tokio::test]
async fn an_older_page_voids_no_links_of_a_file_that_it_never_showed() {
    let (app, _, page) = launched_as_files().await;
    app.go_to("2026-03-16");
    let mut office = app.signed_in("admin").await;
    export(&mut office, &page, &[("kind", "invitation")]).await.ok();
    let old = office.get(&page).await.ok();
    assert_eq!(old.attributes("input[name=again]", "value"), ["1"]);
    app.app.clock.advance_ms(60_000);
    let reminded = rows(&export(&mut office, &page, &[("kind", "reminder")]).await.ok());
    let stale = [("kind", "invitation"), ("again", "1")];
    let refused = export(&mut office, &page, &stale).await.refused();
    assert!(refused.shown().contains("没有再作废"), "{}", refused.shown());
    assert_eq!(seats(&app, &reminded).await.len(), 12, "its links work");
    assert!(!refused.shown().contains("后来重新导出过别的一次"), "{}", refused.shown());

    // The control: whoever sees both files may void both, and reads afterwards that both are void.
    assert_eq!(refused.attributes("input[name=again]", "value"), ["2", "2"]);
    app.app.clock.advance_ms(60_000);
    let seen = [("kind", "invitation"), ("again", "2")];
    let anew = rows(&export(&mut office, &page, &seen).await.ok());
    assert_eq!(seats(&app, &anew).await.len(), 12);
    assert!(seats(&app, &reminded).await.is_empty());
    let shown = office.get(&page).await.ok().shown();
    assert_eq!(shown.matches("后来重新导出过别的一次").count(), 1, "{shown}");
    assert_eq!(shown.matches("第 2 次，之前的链接已作废").count(), 1, "{shown}");
}

/// The office stops a number between two files: no figure tells whether it is on the list.
#[tokio::test]
async fn what_is_noted_of_a_file_counts_its_list_whoever_opted_out() {
    let (mut boards, mut pages) = (Vec::new(), Vec::new());
    for stopped in [number(3), number(77)] {
        let (app, campaign, page) = launched_as_files().await;
        app.go_to("2026-03-16");
        let root = app.root().await;
        invitations::opt_out(&app.app, &root, campaign, &stopped).await.unwrap();
        let mut office = app.signed_in("admin").await;
        let file = rows(&export(&mut office, &page, &[("kind", "invitation")]).await.ok());
        assert_eq!(file.len(), if stopped == number(3) { 11 } else { 12 }, "the control");
        let board = format!("/office/campaigns/{campaign}/mailing?stay=1");
        boards.push(office.get(&board).await.ok().shown());
        let shown = office.get(&page).await.ok().shown();
        let (_, noted) = shown.split_once("12 个号码，管理员").expect(&shown);
        pages.push(noted.to_owned());
    }
    for said in ["已导出 12 个号码", "退订的不在文件里，照常计入"] {
        assert!(boards[0].contains(said), "{said}: {}", boards[0]);
    }
    assert_eq!(boards[0], boards[1]);
    assert_eq!(pages[0], pages[1]);
}
