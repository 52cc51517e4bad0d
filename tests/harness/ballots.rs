//! Ballots handed in below HTTP: a seat is spent and a sealed row staged, each in a transaction of
//! its own, exactly as answering does it. For stories that begin when collecting is over.

use wenlian::domain::credentials::ballot::{Ballot, SealedBallot};
use wenlian::domain::credentials::issuer::IssuerKey;
use wenlian::domain::credentials::plain::PageSecret;
use wenlian::domain::credentials::size::BallotSize;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::responses::Answers;
use wenlian::domain::sealing::SealingKey;
use wenlian::store::db::Unrecorded;
use zeroize::Zeroizing;

use super::TestApp;
use super::scenes::ScenePool;

/// Answers to the tenderers' questionnaire, a little different for each place; with a text or
/// without.
pub fn answers(place: usize, text: Option<&str>) -> Vec<(String, String)> {
    let improved = ["much", "some"][place % 2];
    let service = (place % 2 + 4).to_string();
    let mut pairs = vec![
        ("q.service", service.as_str()),
        ("q.improved", improved),
        ("q.risk", "power"),
        ("q.risk", "conduct"),
        ("q.behaviours", "slow_action"),
    ];
    if let Some(text) = text {
        pairs.extend([("q.suggestion.text", text), ("q.suggestion.category", "conduct")]);
    }
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Those who answer in one pool.
pub struct Respondents<'a> {
    app: &'a TestApp,
    pool: &'a ScenePool,
    issuer: IssuerKey,
    key: SealingKey,
    size: BallotSize,
}

impl<'a> Respondents<'a> {
    /// The respondents of a pool that collects.
    pub async fn of(app: &'a TestApp, pool: &'a ScenePool) -> Self {
        let der = app.app.keys.fleeting(&format!("issuer-{}", pool.code)).unwrap();
        let mut tx = app.app.db.read("scene.pool").await.unwrap();
        let row = wenlian::store::campaigns::pools::one(&mut tx, pool.id).await.unwrap();
        Self {
            app,
            pool,
            issuer: IssuerKey::from_der(&der).unwrap(),
            key: SealingKey::from_bytes(&row.closing_public.unwrap()).unwrap(),
            size: row.ballot_size.unwrap(),
        }
    }

    /// Hands in so many ballots; every third carries a text that begins with `marker`.
    pub async fn hand_in(&self, count: usize, marker: &str) {
        for place in 0..count {
            let text = format!("{marker}第{place}条");
            let pairs = answers(place, (place % 3 == 0).then_some(text.as_str()));
            self.stage(&self.ballot(place, &pairs)).await;
        }
    }

    /// A signed ballot for a seat.
    pub fn ballot(&self, seat: usize, pairs: &[(String, String)]) -> Ballot {
        let answers = Answers::from_form(pairs, &self.pool.document).expect("answers that fit");
        self.signed(seat, String::from_utf8(answers.canonical()).unwrap())
    }

    /// A signed ballot with any text in place of its answers.
    pub fn signed(&self, seat: usize, answers: String) -> Ballot {
        let token = Token::parse(&self.pool.tokens[seat]).unwrap();
        let page = PageSecret::draw(self.app.app.chance).derive(self.pool.code, &token);
        page.sign(&self.issuer, self.pool.code, Zeroizing::new(answers)).unwrap()
    }

    /// A ballot as it is staged.
    pub fn sealed(&self, ballot: &Ballot) -> SealedBallot {
        ballot.seal(&self.key, self.pool.code, self.size).unwrap()
    }

    /// Spends a seat and stages the ballot.
    pub async fn stage(&self, ballot: &Ballot) {
        self.spend_a_seat().await;
        let sealed = self.sealed(ballot);
        let mut tx = self.app.app.db.begin("scene.stage").await.unwrap();
        tx.run(
            "INSERT INTO staging (pool, nf, chk, sealed) VALUES ($1, $2, $3, $4)",
            [
                self.pool.id.into(),
                ballot.nullifier().as_bytes().as_slice().into(),
                ballot.check().as_bytes().as_slice().into(),
                sealed.as_bytes().into(),
            ],
        )
        .await
        .unwrap();
        tx.commit_unrecorded(Unrecorded::Respondent).await.unwrap();
    }

    /// Spends one seat of the pool.
    pub async fn spend_a_seat(&self) {
        let mut tx = self.app.app.db.begin("scene.spend").await.unwrap();
        let spent = tx
            .run(
                "UPDATE seat SET issued = 1 WHERE id =
                 (SELECT id FROM seat WHERE pool = $1 AND issued = 0 ORDER BY id LIMIT 1)",
                [self.pool.id.into()],
            )
            .await
            .unwrap();
        assert_eq!(spent, 1, "a seat is left");
        tx.commit_unrecorded(Unrecorded::Respondent).await.unwrap();
    }
}
