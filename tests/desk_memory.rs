//! What the desk keeps in mind between two requests is shown to nobody who would not meet it without,
//! and is gone with the texts, on every node.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::domain::suggestions::AsideReason;
use wenlian::services::suggestions::{desk, recusals};
use wenlian::services::{App, tips, worker};

use crate::harness::desk_scene::Desk;

const RAW: &str = "窗口小年轻甩脸子，材料要求说不清楚，跑了三趟";
const SAME: &str = "窗口小年轻老甩脸子，材料要求说不清楚，跑了三趟";
const TEN_MINUTES: i64 = 10 * 60_000;

/// How many raw texts a node has in mind.
fn kept(node: &App) -> usize {
    node.desk_memory.count()
}

#[tokio::test]
async fn a_text_that_left_on_one_node_is_met_on_none_though_another_had_it_in_mind() {
    let desk = Desk::open().await;
    let (text, same) = (desk.text(RAW, None).await, desk.text(SAME, None).await);
    let (here, there) = (desk.house.app.clone(), desk.house.another_node());
    let author = desk.actor("jing.ban").await;
    let read = async |node: &App| desk::text(node, &author, desk.pool, text).await.unwrap();
    for node in [&here, &there] {
        let page = read(node).await;
        assert_eq!((page.text.as_str(), page.say_the_same), (RAW, 1), "the control");
        assert_eq!(kept(node), 2);
    }
    tips::hand_over(&there, &author, desk.pool, text, None, None).await.unwrap();
    for node in [&here, &there] {
        let page = read(node).await;
        assert!(page.text != RAW && page.say_the_same == 0, "{}", page.text);
        let other = desk::text(node, &author, desk.pool, same).await.unwrap();
        assert_eq!((other.text.as_str(), other.say_the_same), (SAME, 0));
    }
}

#[tokio::test]
async fn who_keeps_out_of_a_text_meets_neither_it_nor_its_likeness_though_it_is_kept_in_mind() {
    let desk = Desk::open().await;
    desk.house.person("di.san", &[Role::SecondReader], None).await;
    let (text, same) = (desk.text(RAW, None).await, desk.text(SAME, None).await);
    let app = &desk.house.app;
    let (reader, third) = (desk.actor("fu.he").await, desk.actor("di.san").await);
    let page = desk::text(app, &reader, desk.pool, text).await.unwrap();
    assert_eq!((page.say_the_same, page.texts.len()), (1, 1), "the control");
    recusals::keep_out_of_text(app, &reader, desk.pool, same, third.person).await.unwrap();
    let page = desk::text(app, &reader, desk.pool, text).await.unwrap();
    assert_eq!((page.say_the_same, page.texts.len()), (0, 0));
    let hidden = desk::text(app, &reader, desk.pool, same).await;
    assert!(matches!(hidden, Err(wenlian::services::Error::Missing)));
    let page = desk::text(app, &third, desk.pool, text).await.unwrap();
    assert_eq!((page.say_the_same, kept(app)), (1, 2), "others meet it as before");
}

#[tokio::test]
async fn what_is_kept_in_mind_ends_with_the_texts_wherever_they_were_destroyed_and_with_the_day() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, None).await;
    let (here, there) = (desk.house.app.clone(), desk.house.another_node());
    let author = desk.actor("jing.ban").await;
    let read = async |node: &App| desk::text(node, &author, desk.pool, text).await.map(|_| ());
    read(&here).await.unwrap();
    here.clock.advance_ms(TEN_MINUTES - 1);
    worker::tick(&here).await.unwrap();
    assert_eq!(kept(&here), 1, "somebody may still be at the desk");
    here.clock.advance_ms(1);
    worker::tick(&here).await.unwrap();
    assert_eq!(kept(&here), 0, "nobody is");

    desk.house.go_to("2026-08-29");
    read(&here).await.unwrap();
    read(&there).await.unwrap();
    worker::tick(&there).await.unwrap();
    assert_eq!((kept(&here), kept(&there)), (1, 0), "until this node looks again");
    let gone = desk.browser("jing.ban").await.get(&desk.at(text)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "it shows nothing of it meanwhile");
    worker::tick(&here).await.unwrap();
    assert_eq!(kept(&here), 0);
}

#[tokio::test]
async fn a_key_that_is_gone_takes_what_was_opened_with_it_along() {
    let desk = Desk::open().await;
    let text = desk.text(RAW, None).await;
    let (app, author) = (&desk.house.app, desk.actor("jing.ban").await);
    desk::text(app, &author, desk.pool, text).await.unwrap();
    app.keys.destroy_fleeting("text-7K2M0QXW").unwrap();
    assert!(desk::text(app, &author, desk.pool, text).await.is_err(), "nothing opens it any more");
    let aside = desk::set_aside(app, &author, desk.pool, text, AsideReason::TooVague).await;
    assert!(aside.is_err());
    worker::tick(app).await.unwrap();
    assert_eq!(kept(app), 0);
}
