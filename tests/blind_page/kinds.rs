//! Kinds that not every questionnaire has, in the browser: what the script reads is what the server
//! would have read.

use wenlian::domain::responses::Answers;

use super::*;
use crate::harness::chromium::arrives_at;
use crate::harness::kinds::{document, filled};

/// Fills in one field as a hand would.
async fn fill(phone: &WebDriver, name: &str, value: &str) {
    let css = format!("[name='{name}']");
    let control = phone.find(By::Css(&css)).await.unwrap();
    match (control.tag_name().await.unwrap().as_str(), control.attr("type").await.unwrap()) {
        (_, Some(kind)) if kind == "radio" || kind == "checkbox" => {
            choose(phone, name, value).await;
        }
        ("select", _) => press(phone, &format!("{css} option[value='{value}']")).await,
        // How these are typed depends on where the browser comes from.
        (_, Some(kind)) if kind == "date" || kind == "time" => {
            let set = format!(
                "const it = document.querySelector(\"{css}\"); it.value = '{value}'; \
                 it.dispatchEvent(new Event('input', {{ bubbles: true }}))"
            );
            phone.execute(set, Vec::new()).await.unwrap();
        }
        _ => control.send_keys(value).await.unwrap(),
    }
}

async fn asked() -> Option<Scene> {
    let scene = Scene::open().await?;
    scene.survey.ask(&document()).await;
    Some(scene)
}

#[tokio::test]
async fn every_further_kind_is_written_as_the_server_writes_it() {
    let Some(scene) = asked().await else { return };
    let phone = scene.phone(&scene.link(0).await).await;
    let typed: Vec<_> = filled().into_iter().filter(|(_, value)| !value.is_empty()).collect();
    for (name, value) in &typed {
        fill(&phone, name, value).await;
    }
    let fits: bool = eval(&phone, "return document.documentElement.scrollWidth <= 360").await;
    assert!(fits, "wider than the phone");
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    let expected = Answers::from_form(&typed, &document()).unwrap().canonical();
    assert_eq!(scene.survey.opened().await.remove(0).answers.as_bytes(), expected);
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn the_script_finds_the_mistakes_that_the_server_would_find() {
    let Some(scene) = asked().await else { return };
    let phone = scene.phone(&scene.link(0).await).await;
    for (name, value) in filled() {
        if !value.is_empty() && name != "q.ways" && name != "q.met-bond" {
            fill(&phone, &name, &value).await;
        }
    }
    choose(&phone, "q.ways", "net").await;
    choose(&phone, "q.fee", "agent").await;
    for (name, more) in [("q.days", "x"), ("q.price", "55"), ("q.share-road", "1")] {
        fill(&phone, name, more).await;
    }
    fill(&phone, "q.order-bond", "2").await;
    choose(&phone, "q.day", "unsure").await;
    send(&phone).await;
    let summary = phone.active_element().await.unwrap().text().await.unwrap();
    for line in [
        "第 2 题：请至少选择 2 项。",
        "却没有选对应的选项",
        "第 6 题（保证金退还）：请选择一项。",
        "第 10 题（退还保证金）：这个名次已经给了别的选项",
        "第 11 题：请填写数字",
        "第 12 题：小数最多 2 位",
        "第 13 题（路上）：请填写 0 到 100 的整数",
        "第 15 题：这一题只能选一项",
    ] {
        assert!(summary.contains(line), "{line}: {summary}");
    }
    assert_eq!(summary.lines().count(), 9, "a heading and eight mistakes: {summary}");
    choose(&phone, "q.ways", "phone").await;
    choose(&phone, "q.met-bond", "never").await;
    for (name, better) in [("q.days", "3"), ("q.price", "3.55"), ("q.share-road", "20")] {
        phone.find(By::Css(format!("[name='{name}']"))).await.unwrap().clear().await.unwrap();
        fill(&phone, name, better).await;
    }
    fill(&phone, "q.order-bond", "").await;
    choose(&phone, "q.day", "unsure").await;
    send(&phone).await;
    says(&phone, "各项相加应为 100，现在是 90").await;
    fill(&phone, "q.share-paper", "10").await;
    // What is said instead of all parts leaves no room for them.
    choose(&phone, "q.share", "unsure").await;
    send(&phone).await;
    says(&phone, "第 13 题：这一项和上面的填写只能留一样").await;
    choose(&phone, "q.share", "unsure").await;
    for option in ["agent", "print"] {
        fill(&phone, &format!("q.order-{option}"), "").await;
    }
    choose(&phone, "q.order", "unwilling").await;
    // What stands alone leaves nothing beside it, and gives way to anything else.
    let ways = "return [...document.getElementsByName('q.ways')].filter((it) => it.checked).length";
    choose(&phone, "q.ways", "none").await;
    assert_eq!(eval::<u32>(&phone, ways).await, 1, "alone");
    choose(&phone, "q.ways", "net").await;
    choose(&phone, "q.ways", "phone").await;
    assert_eq!(eval::<u32>(&phone, ways).await, 2, "and gone again");
    // What is pasted is not cut, but counted, and refused with everything kept.
    let paste = "const line = document.getElementsByName('q.wish-bond')[0];
        line.value = '长'.repeat(203); line.dispatchEvent(new Event('input', { bubbles: true }))";
    phone.execute(paste, Vec::new()).await.unwrap();
    says(&phone, "已写 203 字，多出 3 字。").await;
    send(&phone).await;
    says(&phone, "最多 200 字，请删去 3 字").await;
    let mend = "document.getElementsByName('q.wish-bond')[0].value = '按时退'";
    phone.execute(mend, Vec::new()).await.unwrap();
    // Writing the text chooses its option.
    fill(&phone, "q.fee-else", "等").await;
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    let sent = scene.survey.opened().await.remove(0).answers.to_string();
    assert!(sent.contains("\"fee\":\"else\",\"fee-else\":\"打印费等\""), "the text is there");
    assert!(sent.contains("\"order\":\"unwilling\",") && !sent.contains("\"share\":"), "{sent}");
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn options_that_move_stand_in_another_order_on_another_page_and_the_rest_stay() {
    let Some(scene) = asked().await else { return };
    let phone = scene.phone(&scene.page()).await;
    let script = "return Array.from(document.getElementsByName('q.fee'), (it) => it.value)";
    let mut orders = std::collections::BTreeSet::new();
    for _ in 0..40 {
        says(&phone, "说不清楚").await;
        let order: Vec<String> = eval(&phone, script).await;
        assert_eq!(order[3..], ["else", "unsure"]);
        let mut moving = order[..3].to_vec();
        orders.insert(order);
        moving.sort();
        assert_eq!(moving, ["agent", "bond", "print"]);
        phone.refresh().await.unwrap();
    }
    // Six orders in forty draws: that fewer than four were seen happens once in 10^11.
    assert!(orders.len() >= 4, "{orders:?}");
    phone.quit().await.unwrap();
}
