//! What is there already is not kept a second time: a file that shows a measure, a version of a year.
//! A double press is answered as the first one, and whoever means it is told what is there.

use axum::http::StatusCode;
use wenlian::domain::calendar::CalendarDay;
use wenlian::domain::ledger::EvidenceFile;
use wenlian::services::calendar;

use crate::harness::Reply;
use crate::harness::ledger_scene::LedgerScene;
use crate::ledger::{PDF, ask_closing, evidence_pages, file_all, in_progress};

fn key_of(page: &Reply) -> String {
    page.attributes("input[name=key]", "value").remove(0)
}

/// The names of the files of each measure, and how often the story tells that one was filed.
async fn filed(scene: &mut LedgerScene, item: &str) -> (Vec<usize>, usize) {
    let page = scene.head.get(item).await.ok();
    let measures = page.all_text("ol.measures li");
    let files = measures.iter().map(|measure| measure.matches(".pdf").count()).collect();
    let story = page.all_text("ol.history li");
    (files, story.iter().filter(|told| told.contains("（SHA-256 ")).count())
}

#[tokio::test]
async fn the_same_evidence_sent_twice_is_one_piece_and_a_second_upload_says_it_is_there() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    let pages = evidence_pages(&mut scene.doer, &item).await;
    let form = scene.doer.get(&pages[0]).await.ok();
    let key = key_of(&form);
    let typed = [("key", key.as_str()), ("remark", "公示照片")];
    let mut window = scene.again("doer").await;
    let file = ("file", "公示.pdf", PDF);
    let (first, second) = tokio::join!(
        scene.doer.upload(&pages[0], &typed, file),
        window.upload(&pages[0], &typed, file),
    );
    assert_eq!(first.see_other(), second.see_other(), "both are answered alike");
    assert_eq!(filed(&mut scene, &item).await, (vec![1, 0], 1));

    // By a form of its own, under another name: it says what is there and since when, and keeps what
    // was typed.
    let form = scene.doer.get(&pages[0]).await.ok();
    let other_key = key_of(&form);
    assert_ne!(key, other_key, "each form is a piece of its own");
    let typed = [("key", other_key.as_str()), ("remark", "三月公示栏")];
    let again = scene.doer.upload(&pages[0], &typed, ("file", "公示栏.pdf", PDF)).await.refused();
    let told = "已经是本项措施的佐证材料：“公示.pdf”，2026-03-02 09:0";
    assert!(again.shown().contains(told), "{}", again.shown());
    assert_eq!(again.attributes("input[name=remark]", "value"), ["三月公示栏"]);
    assert_eq!(filed(&mut scene, &item).await, (vec![1, 0], 1));

    // The controls: another measure may be shown by it, and another file shows this one. The second
    // comes by the first form, as from a page gone back to: it is no resend.
    scene.doer.upload(&pages[1], &[], file).await.see_other();
    let typed = [("key", key.as_str())];
    let page = b"%PDF-1.7 another page";
    scene.doer.upload(&pages[0], &typed, ("file", "另页.pdf", page)).await.see_other();
    assert_eq!(filed(&mut scene, &item).await, (vec![2, 1], 3));

    // A resend that comes late, when closing was asked for, is answered as the first one was.
    ask_closing(&mut scene.head, &item).await.see_other();
    let typed = [("key", key.as_str())];
    scene.doer.upload(&pages[0], &typed, file).await.see_other();
    let late = scene.doer.upload(&pages[0], &[], ("file", "新.pdf", b"%PDF-1.7 new")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "the control: nothing new is taken");
    assert_eq!(filed(&mut scene, &item).await, (vec![2, 1], 3));
}

#[tokio::test]
async fn what_was_taken_away_can_be_filed_again() {
    let mut scene = LedgerScene::start().await;
    let item = in_progress(&mut scene, "2026-04-30").await;
    file_all(&mut scene.doer, &item).await;
    let file = scene.doer.get(&item).await.ok().link("公示.pdf");
    scene.doer.post::<&str, &str>(&format!("{file}/take-away"), &[]).await.see_other();
    assert_eq!(filed(&mut scene, &item).await.0, [0, 1]);
    let page = evidence_pages(&mut scene.doer, &item).await.remove(0);
    scene.doer.upload(&page, &[], ("file", "公示.pdf", PDF)).await.see_other();
    assert_eq!(filed(&mut scene, &item).await.0, [1, 1]);
}

const YEAR: &str = "/office/setup/calendar/2026";
const SOURCE: &str = "国办发明电〔2025〕7号";

fn lines(days: &[CalendarDay]) -> String {
    let line = |day: &CalendarDay| format!("{},{},{}\n", day.day, day.kind, day.name);
    days.iter().map(line).collect()
}

#[tokio::test]
async fn a_year_imported_twice_is_kept_once_and_says_that_nothing_changed() {
    let mut scene = LedgerScene::start().await;
    let app = scene.app.app.clone();
    let office = scene.app.actor("office").await;
    let (_, mut days) = calendar::year(&app, &office, 2026).await.unwrap();
    let kept = async || calendar::versions(&app, &office, 2026).await.unwrap().len();
    assert_eq!(kept().await, 0, "as it was loaded");
    let csv = lines(&days);
    let import = format!("{YEAR}/import");
    let typed = [("source", SOURCE)];
    let file = ("file", "2026.csv", csv.as_bytes());
    let mut window = scene.again("office").await;
    let (first, second) = tokio::join!(
        scene.office.upload(&import, &typed, file),
        window.upload(&import, &typed, file),
    );
    assert_eq!(first.see_other(), second.see_other());
    assert_eq!(kept().await, 1, "of a double press one version");
    scene.office.get(YEAR).await.ok();
    let to = scene.office.upload(&import, &typed, file).await.see_other();
    let said = scene.office.get(&to).await.ok();
    assert!(said.shown().contains("没有变化，没有另存版本"), "{}", said.shown());
    assert_eq!(kept().await, 1);

    // Its document is something new, once.
    let document = |text: &str| EvidenceFile::parse("通知.pdf", text.as_bytes()).unwrap();
    let notice = document("%PDF-1.7 notice");
    let import = async |notice: Option<&EvidenceFile>, days: &[CalendarDay]| {
        calendar::replace_year(&app, &office, 2026, (SOURCE, notice), days).await.unwrap()
    };
    assert!(import(Some(&notice), &days).await);
    assert!(!import(Some(&notice), &days).await, "the same days from the same document");
    assert!(!import(None, &days).await, "no document takes none away");
    assert_eq!(kept().await, 2);
    assert!(import(Some(&document("%PDF-1.7 other")), &days).await, "another document");
    assert!(!import(Some(&notice), &days).await, "kept before with just these days");
    let taken_out = days.pop().unwrap();
    assert!(import(None, &days).await, "the control: a day less");
    assert_eq!(kept().await, 4);

    // A single day and the standing alike.
    assert!(calendar::put_day(&app, &office, &taken_out).await.unwrap());
    assert!(!calendar::put_day(&app, &office, &taken_out).await.unwrap());
    let (stored, _) = calendar::year(&app, &office, 2026).await.unwrap();
    assert!(!calendar::set_standing(&app, &office, &stored).await.unwrap());
    assert_eq!(kept().await, 5);
}
