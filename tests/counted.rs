//! How many took part is published, but never of a channel so small that the count would name them:
//! an attacker with everything that is published tries to work it out.

use wenlian::domain::openings::published::{Closing, Counts};
use wenlian::store::db::Unrecorded;

use crate::harness::ballots::Respondents;
use crate::harness::openings::{begin, office, open_together, type_passphrase};
use crate::harness::scenes::{LaunchedScene, launched};
use crate::harness::{Browser, TestApp};

/// Twenty seats in each pool, so many of the first one's reached by e-mail; ballots in each.
async fn collected(by_mail: u32, ballots: &[usize]) -> (TestApp, LaunchedScene) {
    let app = TestApp::start().await;
    let seats: Vec<u32> = ballots.iter().map(|_| 20).collect();
    let scene = launched(&app, &seats).await;
    let mut tx = app.app.db.begin("story.channel").await.unwrap();
    tx.run(
        "UPDATE seat SET channel = 'email' WHERE id IN
         (SELECT id FROM seat WHERE pool = $1 ORDER BY id LIMIT $2)",
        [scene.pools[0].id.into(), by_mail.into()],
    )
    .await
    .unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    app.go_to("2026-03-10");
    for (pool, count) in scene.pools.iter().zip(ballots) {
        Respondents::of(&app, pool).await.hand_in(*count, "窗口").await;
    }
    app.go_to("2026-03-21");
    (app, scene)
}

async fn spent_by_mail(app: &TestApp, scene: &LaunchedScene) -> u64 {
    let mut tx = app.app.db.read("story.spent").await.unwrap();
    let sql = "SELECT CAST(SUM(issued) AS BIGINT) FROM seat WHERE pool = $1 AND channel = 'email'";
    let (spent,): (i64,) = tx.one(sql, [scene.pools[0].id.into()]).await.unwrap();
    u64::try_from(spent).unwrap()
}

async fn closing(app: &TestApp, code: &str) -> Closing {
    let file = app.visitor().get(&format!("/check/{code}/close.json")).await.ok();
    serde_json::from_str(&file.text()).unwrap()
}

/// Used codes by channel: read off, or worked out from the sum of a joint pool and its members.
fn derived(closing: &Closing) -> Vec<u64> {
    let read = |counts: &Counts| -> Vec<(String, u64)> {
        counts.channels.iter().map(|of| (of.channel.to_string(), of.issued)).collect()
    };
    let (sum, members) = (read(&closing.counts), &closing.members);
    let mut derived: Vec<u64> = sum.iter().map(|(_, issued)| *issued).collect();
    for (place, member) in members.iter().enumerate() {
        derived.extend(read(&member.counts).iter().map(|(_, issued)| *issued));
        let others = || members.iter().enumerate().filter(|(other, _)| *other != place);
        for (channel, issued) in &sum {
            let of_others: u64 = others()
                .flat_map(|(_, other)| read(&other.counts))
                .filter_map(|(other, issued)| (other == *channel).then_some(issued))
                .sum();
            derived.push(issued - of_others);
        }
    }
    derived
}

/// The lines of a table of counts: the check page's, then the findings'.
async fn lines(app: &TestApp, office: &mut Browser, scene: &LaunchedScene, code: &str) -> String {
    let check = app.visitor().get(&format!("/check/{code}")).await.ok();
    let findings = format!("/office/campaigns/{}/findings", scene.campaign);
    let page = office.get(&findings).await.ok();
    let rows = [check.all_text("tbody tr"), page.all_text("tbody tr")].concat();
    rows.join("\n")
}

async fn opened(app: &TestApp, scene: &LaunchedScene) -> Browser {
    let (mut office, mut holder) = (office(app).await, app.signed_in("dudao").await);
    begin(&mut office, scene).await;
    if scene.pools.len() > 1 {
        open_together(&mut office, &mut holder, scene).await;
    }
    type_passphrase(&mut holder, scene).await;
    office
}

/// The pool's public code, or that of the joint pool it was opened with.
async fn published_as(app: &TestApp, scene: &LaunchedScene) -> String {
    let own = scene.pools[0].code.to_string();
    if scene.pools.len() == 1 {
        return own;
    }
    let to = app.visitor().get(&format!("/check/{own}/close.json")).await.see_other();
    to.split('/').nth(2).unwrap().to_owned()
}

#[tokio::test]
async fn who_of_a_channel_of_three_took_part_is_told_nowhere() {
    let (app, scene) = collected(3, &[12]).await;
    let mut office = opened(&app, &scene).await;
    let code = published_as(&app, &scene).await;
    let closing = closing(&app, &code).await;
    assert_eq!(derived(&closing), Vec::<u64>::new());
    assert_eq!((closing.counts.invited, closing.counts.issued), (20, 12));
    let shown = lines(&app, &mut office, &scene, &code).await;
    assert!(!shown.contains("电子邮件") && !shown.contains("邀请卡"), "{shown}");
    assert!(shown.contains("合计"), "{shown}");
    let check = app.visitor().get(&format!("/check/{code}")).await.ok().shown();
    assert!(check.contains("不足 10 个名额"), "{check}");
}

#[tokio::test]
async fn a_joint_opening_does_not_tell_it_either() {
    let (app, scene) = collected(3, &[6, 7]).await;
    let mut office = opened(&app, &scene).await;
    let code = published_as(&app, &scene).await;
    assert_eq!(derived(&closing(&app, &code).await), Vec::<u64>::new());
    for code in [code, scene.pools[0].code.to_string(), scene.pools[1].code.to_string()] {
        let shown = lines(&app, &mut office, &scene, &code).await;
        assert!(!shown.contains("电子邮件") && !shown.contains("邀请卡"), "{shown}");
    }
}

#[tokio::test]
async fn the_attack_reads_a_channel_of_ten_which_may_be_told() {
    for ballots in [&[12][..], &[6, 7]] {
        let (app, scene) = collected(10, ballots).await;
        let spent = spent_by_mail(&app, &scene).await;
        let mut office = opened(&app, &scene).await;
        let code = published_as(&app, &scene).await;
        assert!(derived(&closing(&app, &code).await).contains(&spent));
        let shown = lines(&app, &mut office, &scene, &code).await;
        assert!(shown.contains("电子邮件") && shown.contains("邀请卡"), "{shown}");
    }
}
