//! An opened pool with texts on the desk, and the people around it. Rows are laid in below the
//! services, because what is on trial here begins after the opening.

use wenlian::domain::chance::Chance;
use wenlian::domain::id::{
    CampaignId, ItemId, PersonId, PoolId, QuestionnaireId, TextId, UnitId, VersionId,
};
use wenlian::domain::people::{Actor, Role};
use wenlian::domain::plan::keywords::keywords;
use wenlian::domain::plan::questionnaires::TEMPLATES;
use wenlian::domain::plan::vocabularies::VOCABULARIES;
use wenlian::domain::questionnaires::{Code, Words};
use wenlian::domain::sealing::SecretKey;
use wenlian::domain::suggestions::{Distilled, SampleVerdict};
use wenlian::domain::vocabularies::{Keywords, Word};
use wenlian::services::discipline;
use wenlian::services::suggestions::reading::{self, Verdict};
use wenlian::services::suggestions::{Draft, desk, sample};

use super::TestApp;

/// The service with an opened pool.
pub struct Desk {
    /// The service.
    pub house: TestApp,
    /// The campaign.
    pub campaign: CampaignId,
    /// Its pool.
    pub pool: PoolId,
    /// 开标评标科
    pub bids: UnitId,
    /// 财务科
    pub finance: UnitId,
    key: SecretKey,
    passphrase: String,
}

impl Desk {
    /// Two units, an opened pool of twelve ballots without texts, and the desk's people: `jing.ban`
    /// distils, `fu.he` reads, `fu.ze` releases, `ji.wei` receives tips.
    pub async fn open() -> Self {
        let house = TestApp::start().await;
        let bids = house.unit("kaibiao", "开标评标科").await;
        let finance = house.unit("caiwu", "财务科").await;
        house.person("jing.ban", &[Role::Triager], None).await;
        house.person("fu.he", &[Role::SecondReader], None).await;
        house.person("fu.ze", &[Role::OfficeLead], None).await;
        house.person("ji.wei", &[Role::Discipline], None).await;
        let (key, pool) = (SecretKey::draw(Chance), PoolId::draw(Chance));
        house.app.keys.put_fleeting("text-7K2M0QXW", key.expose()).unwrap();
        let campaign = CampaignId::draw(Chance);
        lay_rows(&house, campaign, pool).await;
        let officer = house.actor("ji.wei").await;
        let passphrase = discipline::draw(&house.app, &officer).await.unwrap();
        let passphrase = passphrase.expose().to_owned();
        discipline::confirm(&house.app, &officer, &passphrase).await.unwrap();
        Self { house, campaign, pool, bids, finance, key, passphrase }
    }

    /// What the discipline officer has on paper.
    pub fn passphrase(&self) -> &str {
        &self.passphrase
    }

    /// Lays a text on the desk that names a unit by its code, or none.
    pub async fn text(&self, text: &str, unit: Option<&str>) -> TextId {
        self.text_in(self.pool, text, unit).await
    }

    /// Lays a text of another pool on the desk.
    pub async fn text_in(&self, pool: PoolId, text: &str, unit: Option<&str>) -> TextId {
        let id = TextId::draw(Chance);
        let about = unit.map_or_else(
            || serde_json::json!({}),
            |unit| serde_json::json!({ "unit": unit, "step": "bid_opening", "category": "conduct" }),
        );
        let json = serde_json::json!({ "text": text, "about": about, "question": "suggestion" });
        let aad = format!("{pool} {id}");
        let sealed = self.key.seal(Chance, aad.as_bytes(), json.to_string().as_bytes());
        let mut tx = self.house.app.db.begin("test.text").await.unwrap();
        tx.run(
            "INSERT INTO text (pool, id, sealed) VALUES ($1, $2, $3)",
            [pool.into(), id.into(), sealed.into()],
        )
        .await
        .unwrap();
        tx.commit_unrecorded(wenlian::store::db::Unrecorded::OpeningChunk).await.unwrap();
        id
    }

    /// Another campaign with an opened pool of its own.
    pub async fn second_pool(&self) -> PoolId {
        let (campaign, pool) = (CampaignId::draw(Chance), PoolId::draw(Chance));
        self.house.app.keys.put_fleeting("text-8M2N0QXW", self.key.expose()).unwrap();
        let mut tx = self.house.app.db.begin("test.second_pool").await.unwrap();
        tx.run(
            "INSERT INTO campaign (id, state, name_zh, name_en, issuer_zh, issuer_en, telephone,
                 notice_url, privacy_zh, privacy_en, tips_to, mail_subject, mail_text, plain_path,
                 revision, created_at)
             SELECT $1, state, '窗口作风调查', 'Counters', issuer_zh, issuer_en, '', '', '', '', '',
                 '', '', TRUE, 1, 1 FROM campaign WHERE id = $2",
            [campaign.into(), self.campaign.into()],
        )
        .await
        .unwrap();
        tx.run(
            "INSERT INTO pool (id, campaign, code, state, name_zh, name_en, questionnaire, version,
                 position, ballots, spoiled, opened_at)
             SELECT $1, $2, '8M2N0QXW', state, name_zh, name_en, questionnaire, version, 1, 12, 0,
                 opened_at FROM pool WHERE id = $3",
            [pool.into(), campaign.into(), self.pool.into()],
        )
        .await
        .unwrap();
        tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
        pool
    }

    /// A person as services see them.
    pub async fn actor(&self, login: &str) -> Actor {
        self.house.actor(login).await
    }

    /// A browser of one of the desk's people.
    pub async fn browser(&self, login: &str) -> super::Browser {
        let password = super::personas::PASSWORD;
        let session =
            wenlian::services::people::sign_in(&self.house.app, login, password).await.unwrap();
        self.house.with_session(session.reveal())
    }

    /// A text's address.
    pub fn at(&self, text: TextId) -> String {
        format!("/office/desk/{}/{text}", self.pool)
    }

    /// What an author writes.
    pub fn draft(words: &str, unit: UnitId) -> Draft {
        Draft {
            text: Distilled::parse(words).unwrap(),
            category: "conduct".to_owned(),
            area: None,
            aspect: None,
            unit,
        }
    }

    /// Distils a text as `jing.ban`.
    pub async fn distil(&self, text: TextId, words: &str, unit: UnitId) -> ItemId {
        let draft = Self::draft(words, unit);
        let author = self.actor("jing.ban").await;
        desk::distil(&self.house.app, &author, self.pool, text, &draft).await.unwrap()
    }

    /// Joins a text to an item as `jing.ban`.
    pub async fn link(&self, text: TextId, item: ItemId) {
        let author = self.actor("jing.ban").await;
        desk::link(&self.house.app, &author, self.pool, text, item).await.unwrap();
    }

    /// Clears an item as `fu.he`.
    pub async fn clear(&self, item: ItemId) {
        self.clear_as("fu.he", item).await;
    }

    /// Clears an item as somebody.
    pub async fn clear_as(&self, login: &str, item: ItemId) {
        let reader = self.actor(login).await;
        let review = reading::item(&self.house.app, &reader, item).await.unwrap();
        let revision = review.item.revision;
        reading::judge(&self.house.app, &reader, item, revision, Verdict::Clear(None))
            .await
            .unwrap();
    }

    /// Names `di.san` and reads the whole sample as them; who they are is drawn up on the way.
    pub async fn read_sample(&self) {
        self.house.person("du.dao", &[Role::Supervisor], None).await;
        self.house.person("di.san", &[Role::SecondReader], None).await;
        let (app, supervisor) = (&self.house.app, self.actor("du.dao").await);
        let reader = self.actor("di.san").await;
        sample::draw(app, &supervisor, self.campaign, reader.person).await.unwrap();
        let readings = sample::readings(app, &reader).await.unwrap();
        for text in &readings[0].to_read {
            let verdict = (SampleVerdict::Faithful, None);
            sample::judge(app, &reader, self.campaign, *text, verdict).await.unwrap();
        }
    }

    /// A number out of the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.house.app.db.read("test.count").await.unwrap();
        tx.one::<(i64,), 0>(sql, []).await.unwrap().0
    }
}

async fn lay_rows(house: &TestApp, campaign: CampaignId, pool: PoolId) {
    let units = [("kaibiao", "开标评标科"), ("caiwu", "财务科")]
        .map(|(code, name)| (Code::parse(code).unwrap(), Words::both(name, code)));
    let document = TEMPLATES[2].document(&units);
    let json = serde_json::to_string(&document).unwrap();
    let (questionnaire, version) = (QuestionnaireId::draw(Chance), VersionId::draw(Chance));
    let root: PersonId = house.root().await.person;
    let mut tx = house.app.db.begin("test.desk").await.unwrap();
    for vocabulary in VOCABULARIES {
        for (position, entry) in vocabulary.entries.iter().enumerate() {
            let word = Word {
                set: vocabulary.set,
                code: Code::parse(entry.code).unwrap(),
                zh: entry.text.zh.to_owned(),
                en: entry.text.en.to_owned(),
                position: i64::try_from(position).unwrap(),
                unit: None,
                keywords: Keywords::parse(keywords(vocabulary.set, entry.code)).unwrap(),
                active: true,
            };
            assert!(wenlian::store::vocabularies::insert(&mut tx, &word).await.unwrap());
        }
    }
    tx.run(
        "INSERT INTO questionnaire (id, draft, revision, retired, position)
         VALUES ($1, $2, 1, FALSE, 1)",
        [questionnaire.into(), json.as_str().into()],
    )
    .await
    .unwrap();
    tx.run(
        "INSERT INTO questionnaire_version
             (id, questionnaire, number, document, sha256, published_at, published_by)
         VALUES ($1, $2, 1, $3, $5, 0, $4)",
        [
            version.into(),
            questionnaire.into(),
            json.as_str().into(),
            root.into(),
            "0".repeat(64).into(),
        ],
    )
    .await
    .unwrap();
    tx.run(
        "INSERT INTO campaign (id, state, name_zh, name_en, issuer_zh, issuer_en, telephone,
             notice_url, privacy_zh, privacy_en, tips_to, mail_subject, mail_text, plain_path,
             revision, created_at)
         VALUES ($1, 'opened', '廉政风险大排查', 'Risk search', '市公共资源交易管理局', 'Authority',
             '', '', '', '', '', '', '', TRUE, 1, 0)",
        [campaign.into()],
    )
    .await
    .unwrap();
    tx.run(
        "INSERT INTO pool (id, campaign, code, state, name_zh, name_en, questionnaire, version,
             position, ballots, spoiled, opened_at)
         VALUES ($1, $2, '7K2M0QXW', 'opened', '投标人', 'Bidders', $3, $4, 1, 12, 0, $5)",
        [
            pool.into(),
            campaign.into(),
            questionnaire.into(),
            version.into(),
            house.app.clock.now().into(),
        ],
    )
    .await
    .unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
}
