//! The page that says who can see what: of the ways in which this pool is reached, and of no other.

use wenlian::domain::campaigns::Channel;
use wenlian::domain::credentials::token::PoolCode;
use wenlian::domain::id::CampaignId;
use wenlian::services::campaigns;
use wenlian::web::paths;

use super::launched_as_files;
use crate::harness::{TestApp, door};

/// Parties that hold a way into a survey, by the way; and a word of theirs in English.
const PARTIES: [(Channel, &[&str], &str); 5] = [
    (Channel::Email, &["邮件管理员", "邮件里的答题码"], "Mail administrators"),
    (
        Channel::Phone,
        &["短信平台和运营商", "导出号码和链接的人", "能抢先用掉任何一个"],
        "SMS platform",
    ),
    (Channel::Card, &["印制、发放邀请卡的人", "邀请卡上的答题码"], "prints or hands out the cards"),
    (Channel::Group, &["拿到群链接的任何人", "聊天软件的运营者"], "anybody with the group's link"),
    (Channel::Venue, &["主持现场的人", "提供现场平板的人"], "Whoever holds the room"),
];

/// What is said to the people of a pool.
async fn says(app: &TestApp, pool: PoolCode, of: Channel) {
    let path = paths::survey_who(pool);
    let chinese = app.visitor().get(&path).await.ok().shown();
    let english = app.visitor().get(&format!("{path}?lang=en")).await.ok().shown();
    for (channel, parties, party) in PARTIES {
        let is_theirs = channel == of;
        for said in parties {
            assert_eq!(chinese.contains(said), is_theirs, "{of:?}, {said}: {chinese}");
        }
        assert_eq!(english.contains(party), is_theirs, "{of:?}, {party}: {english}");
    }
}

async fn code(app: &TestApp, campaign: CampaignId) -> PoolCode {
    let root = app.root().await;
    campaigns::overview(&app.app, &root, campaign).await.unwrap().pools[0].pool.code
}

#[tokio::test]
async fn people_read_who_holds_their_own_way_into_the_survey_and_of_no_other() {
    for channel in [Channel::Card, Channel::Group, Channel::Venue] {
        let survey = door::open(&[(channel, 12)]).await;
        says(&survey.app, survey.pool().code, channel).await;
    }
    let (app, campaign, _) = launched_as_files().await;
    let pool = code(&app, campaign).await;
    says(&app, pool, Channel::Phone).await;
    let shown = app.visitor().get(&paths::survey_who(pool)).await.ok().shown();
    assert!(shown.contains("名单上的手机号码") && !shown.contains("邮箱只有"), "{shown}");

    let app = TestApp::start().await;
    let page = crate::cancelling::mailed(&app, "请您填写问卷").await;
    let campaign = page.rsplit('/').next().unwrap().parse().unwrap();
    let pool = code(&app, campaign).await;
    says(&app, pool, Channel::Email).await;
    let shown = app.visitor().get(&paths::survey_who(pool)).await.ok().shown();
    assert!(shown.contains("名单上的邮箱只有") && !shown.contains("手机号码只有"), "{shown}");
}

#[tokio::test]
async fn a_pool_without_codes_of_its_own_is_told_of_seats_and_not_of_a_code() {
    let codes = ["记下这个答题码已经用过", "哪个答题码用过", "能看到答题码和答卷"];
    for (channel, noted, used) in [
        (Channel::Card, codes[0], codes[1]),
        (Channel::Group, "记下群里的一个名额已经用掉", "群里的名额用掉了几个"),
        (Channel::Venue, "记下现场的一个名额已经用掉", "现场的名额用掉了几个"),
    ] {
        let survey = crate::harness::door::open(&[(channel, 20)]).await;
        let page = paths::survey_who(survey.pool().code);
        let shown = survey.app.visitor().get(&page).await.ok().shown();
        assert!(shown.contains(noted) && shown.contains(used), "{channel:?}: {shown}");
        let of_codes = codes.iter().filter(|said| shown.contains(**said)).count();
        assert_eq!(of_codes, if channel == Channel::Card { 3 } else { 0 }, "{channel:?}: {shown}");
    }
}
