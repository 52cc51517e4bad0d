//! The ceremony as two people go through it, each in their own browser.

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
}
