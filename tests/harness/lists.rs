//! Lists the way the office imports them: a file, a look, a confirmation.

use std::time::Duration;

use super::{Browser, Reply};

/// Chooses a file on an audience's page and goes on to what it says.
pub async fn upload(office: &mut Browser, list: &str, name: &str, file: &[u8]) -> Reply {
    let to = office.upload(list, &[], ("file", name, file)).await.see_other();
    assert_eq!(to, format!("{list}/check"));
    once_read(office, list).await
}

/// The page of the check, once the file is read and its lines are judged: on a machine that has much
/// else to do even a short list goes on behind its page.
pub async fn once_read(office: &mut Browser, list: &str) -> Reply {
    for _ in 0..1200 {
        let page = office.get(&format!("{list}/check")).await.ok();
        if !["正在读取名单", "正在导入"].contains(&page.heading().as_str()) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the reading does not come to its end");
}

/// Presses a button of the page that says what would be imported.
pub async fn press(
    office: &mut Browser,
    page: &Reply,
    list: &str,
    button: &str,
    changes: &[(&str, &str)],
) -> Reply {
    let action = format!("{list}/check");
    let mut pairs = page.form(&action);
    for (name, value) in changes {
        assert!(page.field_names(&action).iter().any(|known| known == name), "no field {name}");
        pairs.retain(|(known, _)| known != name);
        pairs.push(((*name).to_owned(), (*value).to_owned()));
    }
    pairs.push(("do".to_owned(), button.to_owned()));
    office.post(&action, &pairs).await
}

/// Imports a file as it is proposed.
pub async fn import(office: &mut Browser, list: &str, name: &str, file: &[u8]) {
    let page = upload(office, list, name, file).await;
    let to = press(office, &page, list, "import", &[]).await.see_other();
    if list.starts_with(&to) {
        return;
    }
    // On a machine that has much else to do even a short list goes on behind its page.
    for _ in 0..1200 {
        let page = office.get(&to).await.ok();
        match page.heading().as_str() {
            "正在导入" | "正在读取名单" => {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            other => {
                assert!(!page.form_actions().contains(&to), "the list still waits: {other}");
                return;
            }
        }
    }
    panic!("the import does not come to its end");
}
