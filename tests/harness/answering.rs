//! Respondents: they open a link, fill in what stands on the page and hand it in. What they left
//! behind is counted in the tables, and opened with the campaign's passphrase.

use axum::body::Body;
use axum::http::{Request, header};
use wenlian::domain::audit::hex;
use wenlian::domain::credentials::ballot::{Ballot, SealedBallot};
use wenlian::domain::credentials::receipt::LeafList;
use wenlian::domain::credentials::token::PoolCode;
use wenlian::domain::plan::questionnaires::TEMPLATES;
use wenlian::domain::plan::units::asked_about;
use wenlian::domain::questionnaires::{Document, Kind};
use wenlian::domain::sealing::OpeningKey;
use wenlian::domain::wrapping;
use wenlian::services::closing_keys;
use wenlian::store::db::Unrecorded;
use wenlian::web::paths;

use super::scenes::{LaunchedScene, ScenePool, launched};
use super::{Browser, Reply, TestApp};

/// A launched campaign on the second of its days, as its respondents meet it.
pub struct Survey {
    /// The service.
    pub app: TestApp,
    /// The campaign.
    pub scene: LaunchedScene,
}

impl Survey {
    /// One pool with so many card seats.
    pub async fn open(seats: u32) -> Self {
        Self::of(&[seats]).await
    }

    /// A pool for each number.
    pub async fn of(seats: &[u32]) -> Self {
        let app = TestApp::start().await;
        let scene = launched(&app, seats).await;
        app.go_to("2026-03-10");
        Self { app, scene }
    }

    /// The first pool.
    pub fn pool(&self) -> &ScenePool {
        &self.scene.pools[0]
    }

    /// A code of the first pool.
    pub fn code(&self, place: usize) -> &str {
        &self.pool().tokens[place]
    }

    /// Where the first pool is answered.
    pub fn path(&self) -> String {
        paths::survey_plain(self.pool().code)
    }

    /// Opens the plain page of the first pool.
    pub async fn page(&self, browser: &mut Browser) -> Reply {
        browser.get(&self.path()).await.ok()
    }

    /// All a page sends when it is filled in with this code, the least answers, and this text
    /// wherever one may be written; an empty one is left out.
    pub fn filled(&self, page: &Reply, code: &str, text: &str) -> Vec<(String, String)> {
        let mut filled = least_answers(&self.pool().document);
        filled.push(("code".to_owned(), code.to_owned()));
        if !text.is_empty() {
            let areas = page.attributes("textarea", "name");
            filled.retain(|(name, _)| !areas.contains(name));
            filled.extend(areas.into_iter().map(|area| (area, text.to_owned())));
        }
        let shown = page.form(&self.path());
        let untouched = shown.into_iter().filter(|(name, _)| filled.iter().all(|(n, _)| n != name));
        let untouched: Vec<_> = untouched.collect();
        filled.extend(untouched);
        filled
    }

    /// Fills in a page with this code and sends it.
    pub async fn hand_in(&self, browser: &mut Browser, page: &Reply, code: &str) -> Reply {
        browser.post(&self.path(), &self.filled(page, code, "")).await
    }

    /// How many ballots are staged.
    pub async fn ballots(&self) -> i64 {
        let mut tx = self.app.app.db.read("test").await.unwrap();
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM staging";
        tx.one::<(i64,), 0>(sql, []).await.unwrap().0
    }

    /// How many seats are spent.
    pub async fn spent(&self) -> i64 {
        let mut tx = self.app.app.db.read("test").await.unwrap();
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM seat WHERE issued = 1";
        tx.one::<(i64,), 0>(sql, []).await.unwrap().0
    }

    /// The bytes of every staged ballot of the first pool.
    pub async fn staged(&self) -> Vec<Vec<u8>> {
        let mut tx = self.app.app.db.read("test").await.unwrap();
        let sql = "SELECT sealed FROM staging WHERE pool = $1 ORDER BY nf";
        let rows = tx.all::<(Vec<u8>,), 1>(sql, [self.pool().id.into()]).await.unwrap();
        rows.into_iter().map(|(sealed,)| sealed).collect()
    }

    /// The closing key of the first pool, unwrapped with the passphrase.
    pub fn closing_key(&self) -> OpeningKey {
        let code = self.pool().code;
        let wrapped = self.app.app.keys.fleeting(&closing_keys::name(code)).unwrap();
        let secret = wrapping::unwrap(&wrapped, &self.scene.passphrase, &code.to_bytes()).unwrap();
        OpeningKey::from_secret(&secret)
    }

    /// The staged ballots of the first pool, opened with the passphrase.
    pub async fn opened(&self) -> Vec<Ballot> {
        let (code, key) = (self.pool().code, self.closing_key());
        let open = |sealed| SealedBallot::from(sealed).open(&key, code).unwrap();
        self.staged().await.into_iter().map(open).collect()
    }

    /// What the opening of the first pool leaves to be checked: totals and leaves.
    pub async fn publish(&self) {
        let leaves = self.opened().await.iter().map(Ballot::leaf).collect();
        let list = LeafList::of(leaves).unwrap();
        let id = self.pool().id;
        let mut tx = self.app.app.db.begin("test").await.unwrap();
        for leaf in list.leaves() {
            let sql = "INSERT INTO leaf (pool, leaf) VALUES ($1, $2)";
            tx.run(sql, [id.into(), leaf.as_bytes().as_slice().into()]).await.unwrap();
        }
        let count = i64::try_from(list.leaves().len()).unwrap();
        tx.run(
            "UPDATE pool SET state = 'opened', ballots = $2, spoiled = 0, leaf_hash = $3
             WHERE id = $1",
            [id.into(), count.into(), hex(&list.hash()).into()],
        )
        .await
        .unwrap();
        tx.run(
            "INSERT INTO pool_close (pool, channel, invited, issued) VALUES ($1, 'card', 10, $2)",
            [id.into(), count.into()],
        )
        .await
        .unwrap();
        tx.commit_unrecorded(Unrecorded::OpeningChunk).await.unwrap();
        self.app.app.respondents.forget(self.pool().code);
    }

    /// Puts the questionnaire for bidders, with all units to choose from, before the respondents
    /// of every pool.
    pub async fn ask_the_bidders(&self) {
        let bidders = TEMPLATES.iter().find(|template| template.audience == "bidders").unwrap();
        self.ask(&bidders.document(&asked_about())).await;
    }

    /// Puts these questions before the respondents of every pool.
    pub async fn ask(&self, document: &Document) {
        let document = serde_json::to_string(document).unwrap();
        let mut tx = self.app.app.db.begin("test").await.unwrap();
        let sql = "UPDATE questionnaire_version SET document = $1";
        tx.run(sql, [document.into()]).await.unwrap();
        tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    }

    /// Switches the plain path off.
    pub async fn without_the_plain_path(&self) {
        let mut tx = self.app.app.db.begin("test").await.unwrap();
        tx.run("UPDATE campaign SET plain_path = FALSE", []).await.unwrap();
        tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    }
}

/// The first answer offered to every question that needs one.
pub fn least_answers(document: &Document) -> Vec<(String, String)> {
    let needed = document.questions.iter().filter(|question| question.required);
    let answer = |kind: &Kind| match kind {
        Kind::Scale { .. } | Kind::Nps { .. } => "3".to_owned(),
        Kind::ShortText | Kind::LongText | Kind::Suggestion { .. } => {
            "窗口可以再多开一个".to_owned()
        }
        kind if !kind.options().is_empty() => kind.options()[0].code.to_string(),
        _ => String::new(),
    };
    needed.map(|question| (format!("q.{}", question.code), answer(&question.kind))).collect()
}

/// The receipt on a thank-you page.
#[track_caller]
pub fn receipt(thanks: &Reply) -> String {
    let receipts = thanks.all_text(".receipt code");
    assert_eq!(receipts.len(), 1, "{}: {}", thanks.heading(), thanks.shown());
    receipts[0].clone()
}

/// A POST as a browser sends it that knows no `Sec-Fetch-Site`, from a page without referrer.
pub fn as_older_browsers_post(pool: PoolCode, pairs: &[(String, String)]) -> Request<Body> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Request::post(paths::survey_plain(pool))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::HOST, "wenlian.test")
        .header(header::ORIGIN, "null")
        .body(Body::from(body))
        .unwrap()
}
