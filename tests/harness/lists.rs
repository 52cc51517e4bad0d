//! Lists the way the office imports them: a file, a look, a confirmation.

use super::{Browser, Reply};

/// Chooses a file on an audience's page and goes on to what it says.
pub async fn upload(office: &mut Browser, list: &str, name: &str, file: &[u8]) -> Reply {
    let to = office.upload(list, &[], ("file", name, file)).await.see_other();
    assert_eq!(to, format!("{list}/check"));
    office.get(&to).await.ok()
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
    assert!(list.starts_with(&to), "a short list is imported at once, not at {to}");
}
