//! Campaigns that are under way, built through the services in a few lines. Stories that are about
//! planning itself go through the pages instead.

use wenlian::domain::campaigns::cards::PerSheet;
use wenlian::domain::campaigns::launch::PoolPlan;
use wenlian::domain::campaigns::{Channel, Dates, Texts};
use wenlian::domain::credentials::token::PoolCode;
use wenlian::domain::id::{CampaignId, PoolId, QuestionnaireId};
use wenlian::domain::passphrase::Passphrase;
use wenlian::domain::people::{Actor, Role};
use wenlian::domain::questionnaires::{Code, Document};
use wenlian::domain::text::Line;
use wenlian::services::campaigns::{self, AudienceForm};
use wenlian::services::questionnaires::{self, Start};
use wenlian::services::{cards, closing_keys, discipline, launch};

use super::app::day;
use super::{TestApp, lists};

/// A campaign that was launched on 2026-03-02, collects from 2026-03-09 to 2026-03-20 and reminds
/// on 2026-03-16. All its seats are cards, and all cards are printed.
pub struct LaunchedScene {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its pools, in the order of the seats asked for.
    pub pools: Vec<ScenePool>,
    /// What opens it.
    pub passphrase: Passphrase,
    /// The officer's own passphrase, which opens tips.
    pub tips: Passphrase,
    /// The administrator, who is also survey administrator (`admin`).
    pub root: Actor,
}

/// A pool of the scene.
pub struct ScenePool {
    /// Id.
    pub id: PoolId,
    /// The public id in links.
    pub code: PoolCode,
    /// One code a seat, grouped as printed.
    pub tokens: Vec<String>,
    /// What it asks.
    pub document: Document,
}

/// The plan's questionnaire for tenderers, published.
pub async fn questionnaire(app: &TestApp) -> (QuestionnaireId, Document) {
    let root = app.root().await;
    // A suggestion asks which unit is meant, of two at least.
    app.unit("scene_hall", "开标评标科").await;
    app.unit("scene_desk", "综合科").await;
    let start = Start::Template("tenderers".to_owned());
    let id = questionnaires::create(&app.app, &root, start).await.unwrap();
    let opened = questionnaires::one(&app.app, &root, id).await.unwrap();
    let revision = opened.questionnaire.revision;
    let version = questionnaires::publish(&app.app, &root, id, revision).await.unwrap();
    (id, version.document)
}

/// What respondents read in the scenes.
pub fn texts() -> Texts {
    Texts {
        name_zh: "廉政风险大排查大整改".to_owned(),
        name_en: "Integrity risk campaign".to_owned(),
        issuer_zh: "鄂尔多斯市公共资源交易中心".to_owned(),
        issuer_en: "Ordos Public Resource Trading Centre".to_owned(),
        telephone: "0477-8580000".to_owned(),
        notice_url: "https://ggzyjy.example.cn/tz/1.html".to_owned(),
        privacy_zh: "邮箱地址仅用于发放问卷，启封后删除。".to_owned(),
        privacy_en: "Addresses serve for sending alone and are deleted at the opening.".to_owned(),
        tips_to: "0477-8580001".to_owned(),
        mail_subject: "请您填写廉政风险调查问卷".to_owned(),
        mail_text: "请您抽出两分钟填写问卷。".to_owned(),
    }
}

/// The days of the scenes.
pub fn dates() -> Dates {
    Dates {
        opens_on: Some(day("2026-03-09")),
        closes_on: Some(day("2026-03-20")),
        remind_on: [Some(day("2026-03-16")), None, None],
    }
}

/// A launched campaign with one pool of card seats for each number, all cards printed.
pub async fn launched(app: &TestApp, seats: &[u32]) -> LaunchedScene {
    launched_by(app, seats, &[]).await
}

/// The same, with the results of every pool broken down by these questions.
pub async fn launched_by(app: &TestApp, seats: &[u32], by: &[&str]) -> LaunchedScene {
    let mut scene = unprinted(app, seats, by).await;
    let plan = campaigns::overview(&app.app, &scene.root, scene.campaign).await.unwrap();
    for (plan, pool) in plan.pools.iter().zip(&mut scene.pools) {
        for audience in &plan.audiences {
            let printed =
                cards::print(&app.app, &scene.root, scene.campaign, audience.id, PerSheet::Ten);
            let tokens = printed.await.unwrap().tokens();
            pool.tokens.extend(tokens.iter().map(|token| token.grouped().to_string()));
        }
    }
    scene
}

/// The same, with no card printed yet.
pub async fn launched_unprinted(app: &TestApp, seats: &[u32]) -> LaunchedScene {
    unprinted(app, seats, &[]).await
}

async fn unprinted(app: &TestApp, seats: &[u32], by: &[&str]) -> LaunchedScene {
    let channel = |seats: u32| if seats == 0 { Channel::Email } else { Channel::Card };
    let audiences: Vec<_> = seats.iter().map(|seats| (channel(*seats), *seats)).collect();
    launched_as(app, &audiences, by).await
}

/// A launched campaign with one pool for each channel and number of seats.
pub async fn launched_as(
    app: &TestApp,
    audiences: &[(Channel, u32)],
    by: &[&str],
) -> LaunchedScene {
    let root = app.root().await;
    let (questionnaire, document) = questionnaire(app).await;
    let (holder, officer, tips) = holders(app).await;
    let campaign = campaigns::create(&app.app, &root, &texts(), dates()).await.unwrap();
    for (place, (channel, seats)) in audiences.iter().enumerate() {
        let mut form = audience(&format!("招标人{place}"), *seats, questionnaire);
        form.channel = *channel;
        campaigns::add_audience(&app.app, &root, campaign, &form).await.unwrap();
    }
    let by: Vec<Code> = by.iter().map(|code| Code::parse(code).unwrap()).collect();
    for plan in campaigns::overview(&app.app, &root, campaign).await.unwrap().pools {
        let pool = plan.pool.id;
        campaigns::declare_break_downs(&app.app, &root, campaign, pool, &by).await.unwrap();
    }
    let passphrase = closing_keys::draw(&app.app, &holder, campaign).await.unwrap();
    for person in [&holder, &officer] {
        closing_keys::hold(&app.app, person, campaign, passphrase.expose()).await.unwrap();
    }
    let plan = campaigns::overview(&app.app, &root, campaign).await.unwrap();
    launch::launch(&app.app, &root, campaign, plan.campaign.revision).await.unwrap();
    let of_pool = |plan: &PoolPlan| ScenePool {
        id: plan.pool.id,
        code: plan.pool.code,
        tokens: Vec::new(),
        document: document.clone(),
    };
    let pools = plan.pools.iter().map(of_pool).collect();
    LaunchedScene { campaign, pools, passphrase, tips, root }
}

/// An audience reached by so many cards, or by e-mail when there are none.
pub fn audience(name: &str, cards: u32, questionnaire: QuestionnaireId) -> AudienceForm {
    AudienceForm {
        name_zh: Line::parse(name).unwrap(),
        name_en: None,
        channel: if cards == 0 { Channel::Email } else { Channel::Card },
        cards,
        until: None,
        questionnaire,
    }
}

/// A supervisor and a discipline officer whose key is in use; made once.
pub async fn holders(app: &TestApp) -> (Actor, Actor, Passphrase) {
    app.person("dudao", &[Role::Supervisor], None).await;
    app.person("jiwei", &[Role::Discipline], None).await;
    let (holder, officer) = (app.actor("dudao").await, app.actor("jiwei").await);
    let tips = discipline::draw(&app.app, &officer).await.unwrap();
    discipline::confirm(&app.app, &officer, tips.expose()).await.unwrap();
    (holder, officer, tips)
}

/// A draft with one audience by e-mail that lacks nothing but its launch.
pub struct ReadyToMail {
    /// The campaign.
    pub campaign: CampaignId,
    /// The administrator.
    pub root: Actor,
}

/// A draft on these days whose mails go to these addresses.
pub async fn ready_to_mail(app: &TestApp, dates: Dates, addresses: &[String]) -> ReadyToMail {
    let root = app.root().await;
    let (questionnaire, _) = questionnaire(app).await;
    let (holder, officer, _) = holders(app).await;
    let campaign = campaigns::create(&app.app, &root, &texts(), dates).await.unwrap();
    let name_en = Some(Line::parse("Tenderers").unwrap());
    let form = AudienceForm { name_en, ..audience("投标人", 0, questionnaire) };
    let audience = campaigns::add_audience(&app.app, &root, campaign, &form).await.unwrap();
    let mut office = app.signed_in("admin").await;
    let list = format!("/office/campaigns/{campaign}/audiences/{audience}/list");
    let file = addresses.join("\n");
    let page = lists::upload(&mut office, &list, "list.csv", file.as_bytes()).await;
    lists::press(&mut office, &page, &list, "import", &[]).await.see_other();
    let listed = u32::try_from(addresses.len()).unwrap();
    loop {
        let seen = campaigns::overview(&app.app, &root, campaign).await.unwrap();
        if seen.pools[0].audiences[0].addresses == listed {
            break;
        }
        // A long list is written in the background.
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let passphrase = closing_keys::draw(&app.app, &holder, campaign).await.unwrap();
    for person in [&holder, &officer] {
        closing_keys::hold(&app.app, person, campaign, passphrase.expose()).await.unwrap();
    }
    ReadyToMail { campaign, root }
}

impl ReadyToMail {
    /// Launches it.
    pub async fn launch(&self, app: &TestApp) {
        let plan = campaigns::overview(&app.app, &self.root, self.campaign).await.unwrap();
        launch::launch(&app.app, &self.root, self.campaign, plan.campaign.revision).await.unwrap();
    }
}
