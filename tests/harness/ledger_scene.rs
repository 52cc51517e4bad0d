//! The scene of the ledger: a unit with its head and its member, everyone around it, a campaign,
//! and distilled items routed to units. Rows of other areas are written as those areas write them.

use wenlian::domain::chance::Chance;
use wenlian::domain::id::{BatchId, CampaignId, ItemId, RoutingId, UnitId};
use wenlian::domain::people::{Login, PersonForm, Role, Roles};
use wenlian::domain::routing::{Duty, RoutingState, due_accept};
use wenlian::domain::text::Line;
use wenlian::services::ledger::{self, Listed, Narrowed};
use wenlian::services::{Stretch, people, setup};
use wenlian::store::db::Unrecorded;
use wenlian::store::suggestions::batches::{self, NewRouting};
use wenlian::store::{self, Tx};

use super::personas::PASSWORD;
use super::{Browser, TestApp};

/// A unit, its ledger, and everyone around it.
pub struct LedgerScene {
    /// The service.
    pub app: TestApp,
    /// The campaign.
    pub campaign: CampaignId,
    /// 财务科, whose items these are.
    pub unit: UnitId,
    /// 信息技术科, which has nothing to do with them.
    pub elsewhere: UnitId,
    /// 单位主要负责人 of the unit.
    pub head: Browser,
    /// 责任人 of the unit.
    pub doer: Browser,
    /// 单位主要负责人 of the other unit.
    pub stranger: Browser,
    /// 领导小组办公室负责人.
    pub office: Browser,
    /// 分管领导 of the unit.
    pub leader: Browser,
    /// 机关纪委.
    pub discipline: Browser,
    /// 领导小组组长.
    pub group_head: Browser,
    /// 督导组成员.
    pub supervisor: Browser,
}

impl LedgerScene {
    /// Everyone signed in, on Monday 2026-03-02; nothing routed yet.
    pub async fn start() -> Self {
        Self::on(TestApp::start().await).await
    }

    /// The same on a service of some kind.
    pub async fn on(app: TestApp) -> Self {
        setup::load_plan(&app.app, &app.root().await).await.unwrap();
        let units = people::units(&app.app).await.unwrap();
        let unit = |code: &str| units.iter().find(|unit| unit.code == code).unwrap().id;
        let (unit, elsewhere) = (unit("caiwu"), unit("xinxi_jishu"));
        let campaign = CampaignId::draw(Chance);
        let mut tx = app.app.db.begin("test.scene").await.unwrap();
        insert_campaign(&mut tx, campaign).await;
        tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
        Self {
            head: app.person("head", &[Role::UnitHead], Some(unit)).await,
            doer: app.person("doer", &[Role::UnitMember], Some(unit)).await,
            stranger: app.person("stranger", &[Role::UnitHead], Some(elsewhere)).await,
            office: app.person("office", &[Role::OfficeLead], None).await,
            leader: leader_of(&app, "leader", unit).await,
            discipline: app.person("discipline", &[Role::Discipline], None).await,
            group_head: app.person("group.head", &[Role::GroupHead], None).await,
            supervisor: app.person("supervisor", &[Role::Supervisor], None).await,
            app,
            campaign,
            unit,
            elsewhere,
        }
    }

    /// Routes a distilled item to a unit, today.
    pub async fn route(&self, unit: UnitId, text: &str) -> RoutingId {
        let by = self.app.actor("office").await.person;
        let now = self.app.app.now();
        let (item, batch) = (ItemId::draw(Chance), BatchId::draw(Chance));
        let mut tx = self.app.app.db.begin("test.route").await.unwrap();
        tx.run(
            "INSERT INTO item (id, campaign, state, text, category, unit, author, revision)
             VALUES ($1, $2, 'routed', $3, 'power', $4, $5, $6)",
            [item.into(), self.campaign.into(), text.into(), unit.into(), by.into(), 1_i64.into()],
        )
        .await
        .unwrap();
        batches::insert(&mut tx, batch, self.campaign, now, by).await.unwrap();
        let calendar = store::calendar::calendar(&mut tx).await.unwrap();
        let routing = NewRouting {
            id: RoutingId::draw(Chance),
            item,
            unit,
            duty: Duty::Lead,
            batch,
            state: RoutingState::Routed,
            at: now,
            due_accept: due_accept(now.day(), &calendar),
        };
        batches::route(&mut tx, &routing).await.unwrap();
        store::routings::issue(&mut tx, routing.item, routing.at).await.unwrap();
        tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
        routing.id
    }

    /// Gives the other unit a 分管领导 of its own.
    pub async fn leader_of_the_other_unit(&self) -> Browser {
        leader_of(&self.app, "other.leader", self.elsewhere).await
    }

    /// Lets another unit support what a routing carries.
    pub async fn support(&self, lead: RoutingId, unit: UnitId) {
        let mut tx = self.app.app.db.begin("test.support").await.unwrap();
        let stored = store::routings::one(&mut tx, lead).await.unwrap();
        let routing = NewRouting {
            id: RoutingId::draw(Chance),
            item: stored.item,
            unit,
            duty: Duty::Co,
            batch: stored.batch,
            state: RoutingState::Routed,
            at: stored.routed_at,
            due_accept: stored.due_accept,
        };
        batches::route(&mut tx, &routing).await.unwrap();
        store::routings::issue(&mut tx, routing.item, routing.at).await.unwrap();
        tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    }

    /// Routes an item to the unit and lets its head accept; the address of the ledger item.
    pub async fn opened(&mut self, text: &str) -> String {
        let routing = self.route(self.unit, text).await;
        self.head
            .post::<&str, &str>(&format!("/office/routings/{routing}/accept"), &[])
            .await
            .see_other()
    }

    /// The items someone finds in the ledger, all pages of it.
    pub async fn seen_by(&self, login: &str) -> Vec<Listed> {
        let actor = self.app.actor(login).await;
        ledger::list(&self.app.app, &actor, &Narrowed::default(), Stretch::ALL).await.unwrap().items
    }

    /// Signs someone in anew: their session ended while the clock went on.
    pub async fn again(&self, login: &str) -> Browser {
        let session = people::sign_in(&self.app.app, login, PASSWORD).await.unwrap();
        self.app.with_session(session.reveal())
    }

    /// Moves the clock to 09:00 of a later day; everyone signs in anew.
    pub async fn go_to(&mut self, date: &str) {
        self.app.go_to(date);
        self.head = self.again("head").await;
        self.doer = self.again("doer").await;
        self.stranger = self.again("stranger").await;
        self.office = self.again("office").await;
        self.leader = self.again("leader").await;
        self.discipline = self.again("discipline").await;
        self.group_head = self.again("group.head").await;
        self.supervisor = self.again("supervisor").await;
    }
}

async fn insert_campaign(tx: &mut Tx, id: CampaignId) {
    tx.run(
        "INSERT INTO campaign (id, state, name_zh, name_en, issuer_zh, issuer_en, telephone,
             notice_url, privacy_zh, privacy_en, tips_to, mail_subject, mail_text, plain_path,
             revision, created_at)
         VALUES ($1, 'opened', $2, '', '', '', '', '', '', '', '', '', '', $3, $4, $5)",
        [id.into(), "廉政风险大排查".into(), true.into(), 1_i64.into(), 0_i64.into()],
    )
    .await
    .unwrap();
}

async fn leader_of(app: &TestApp, login: &str, unit: UnitId) -> Browser {
    let root = app.root().await;
    let form = PersonForm {
        name: Line::parse(login).unwrap(),
        login: Login::parse(login).unwrap(),
        email: None,
        unit: None,
        roles: Roles::stored([Role::LeaderInCharge]),
        in_charge_of: vec![unit],
    };
    let (_, secret) = people::create(&app.app, &root, &form).await.unwrap();
    let session = people::set_password(&app.app, secret.reveal(), PASSWORD).await.unwrap();
    app.with_session(session.reveal())
}
