//! The ceremony as two people go through it, each in their own browser.

use std::time::Duration;

use wenlian::domain::id::CampaignId;
use wenlian::domain::people::Role;

use super::scenes::LaunchedScene;
use super::{Browser, TestApp};

/// The address of a campaign's ceremony.
pub fn page_of(campaign: CampaignId) -> String {
    format!("/office/campaigns/{campaign}/opening")
}

/// The head of the campaign office (`bangongshi`), signed in.
pub async fn office(app: &TestApp) -> Browser {
    app.person("bangongshi", &[Role::OfficeLead], None).await
}

/// The office begins; the holder types the passphrase. Their browsers, in this order.
pub async fn open(app: &TestApp, scene: &LaunchedScene) -> (Browser, Browser) {
    let (mut office, mut holder) = (office(app).await, app.signed_in("dudao").await);
    begin(&mut office, scene).await;
    type_passphrase(&mut holder, scene).await;
    (office, holder)
}

/// The office counts and begins.
pub async fn begin(office: &mut Browser, scene: &LaunchedScene) {
    let page = page_of(scene.campaign);
    let shown = office.get(&page).await.ok();
    office.submit(&shown, &format!("{page}/begin"), &[]).await.see_other();
}

/// The holder types the passphrase, and the run comes to its end.
pub async fn type_passphrase(holder: &mut Browser, scene: &LaunchedScene) {
    let page = page_of(scene.campaign);
    let shown = holder.get(&page).await.ok();
    let typed = [("passphrase", scene.passphrase.expose())];
    assert_eq!(holder.submit(&shown, &page, &typed).await.see_other(), page);
    // On a machine that has much else to do the page does not wait for the end.
    for _ in 0..1200 {
        if !holder.get(&page).await.ok().text().contains("启封正在进行") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the run does not come to its end");
}

/// The office chooses pools to open together with these changes to the form; the holder confirms.
pub async fn open_together(office: &mut Browser, holder: &mut Browser, scene: &LaunchedScene) {
    let joint = format!("{}/joint", page_of(scene.campaign));
    let form = office.get(&joint).await.ok();
    let reason = [("reason", "两组各不足十份")];
    assert_eq!(office.submit(&form, &joint, &reason).await.see_other(), joint);
    let seen = holder.get(&joint).await.ok();
    let confirmed = holder.submit(&seen, &format!("{joint}/confirm"), &[]).await;
    assert_eq!(confirmed.see_other(), page_of(scene.campaign));
}
