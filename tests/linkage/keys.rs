//! Attacks that compute instead of looking: from the signature of an opened ballot to the mark of
//! a seat, and from whatever lies in the keys directory to a sealed ballot.

use std::collections::HashSet;
use std::path::Path;

use openssl::rsa::{Padding, Rsa};
use serde_json::json;
use wenlian::domain::credentials::ballot::SealedBallot;
use wenlian::domain::credentials::issuer::IssuerPublic;
use wenlian::domain::credentials::token::{IssueMark, PoolCode};
use wenlian::domain::sealing::{OpeningKey, SecretKey};
use wenlian::web::paths;

use super::truth::opened;
use super::world::World;
use crate::harness::answering::{Survey, least_answers};
use crate::harness::blind::{Script, b64};
use crate::harness::scenes::ScenePool;
use crate::harness::{Reply, TestApp};

/// The marks that the seats of a pool remember.
async fn marks(app: &TestApp, pool: &ScenePool) -> HashSet<Vec<u8>> {
    let mut tx = app.app.db.read("audit.marks").await.unwrap();
    let sql = "SELECT bh FROM seat WHERE pool = $1";
    let rows = tx.all::<(Vec<u8>,), 1>(sql, [pool.id.into()]).await.unwrap();
    rows.into_iter().map(|(mark,)| mark).collect()
}

async fn issuer(app: &TestApp, pool: &ScenePool) -> IssuerPublic {
    let mut tx = app.app.db.read("audit.issuer").await.unwrap();
    let row = wenlian::store::campaigns::pools::one(&mut tx, pool.id).await.unwrap();
    IssuerPublic::from_spki(&row.issuer_spki.unwrap()).unwrap()
}

/// The mark a seat would carry if what was signed had not been blinded: H(signature^e).
fn mark_of(issuer: &IssuerPublic, signature: &[u8]) -> Vec<u8> {
    let key = Rsa::public_key_from_der(issuer.spki()).unwrap();
    let mut encoded = [0; 256];
    key.public_decrypt(signature, &mut encoded, Padding::NONE).unwrap();
    IssueMark::of_blinded(&encoded).as_bytes().to_vec()
}

/// Raises every opened signature to e, and looks for the seat that remembers the result.
pub async fn no_signature_leads_to_a_seat(world: &World) {
    for (pool, people) in world.scene.pools.iter().zip(&world.people) {
        let (marks, issuer) = (marks(&world.app, pool).await, issuer(&world.app, pool).await);
        let credentials = opened(&world.app, pool, "credential").await;
        assert_eq!((marks.len(), credentials.len()), (people.len(), people.len()));
        for (_, credential) in credentials {
            assert!(!marks.contains(&mark_of(&issuer, &credential[32..])));
        }
    }
}

#[tokio::test]
async fn a_signature_that_was_not_blinded_would_lead_to_its_seat() {
    let survey = Survey::open(10).await;
    let pool = survey.pool();
    let mut bare: [u8; 256] = survey.app.app.chance.bytes();
    bare[0] = 0;
    let sent = json!({ "v": 1, "t": survey.code(0), "b": b64(&bare) });
    let reply = survey.app.visitor().post_json(&paths::survey_issue(pool.code), &sent).await.ok();
    let mark = mark_of(&issuer(&survey.app, pool).await, &stamp(&reply));
    assert!(marks(&survey.app, pool).await.contains(&mark));
}

fn stamp(reply: &Reply) -> Vec<u8> {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    URL_SAFE_NO_PAD.decode(reply.json()["s"].as_str().unwrap()).unwrap()
}

/// Tries every 32 bytes that stand anywhere in the files of a directory as closing key.
fn opens_with_something_in(dir: &Path, pool: PoolCode, sealed: &SealedBallot) -> bool {
    std::fs::read_dir(dir).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return opens_with_something_in(&path, pool, sealed);
        }
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(32).any(|window| {
            let key = OpeningKey::from_secret(&SecretKey::from_bytes(window).unwrap());
            sealed.open(&key, pool).is_ok()
        })
    })
}

#[tokio::test]
async fn nothing_in_the_keys_directory_opens_a_ballot() {
    let survey = Survey::open(10).await;
    let document = &survey.pool().document;
    let answers =
        wenlian::domain::responses::Answers::from_form(&least_answers(document), document);
    let canonical = String::from_utf8(answers.unwrap().canonical()).unwrap();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    script.answer(&mut survey.app.visitor(), survey.code(0), &canonical).await;
    let sealed = SealedBallot::from(survey.staged().await.remove(0));
    let (keys, code) = (survey.app.dir().join("keys"), survey.pool().code);
    assert!(!opens_with_something_in(&keys, code, &sealed));

    // The control: a closing key that lies there unwrapped.
    let key = survey.closing_key();
    std::fs::write(keys.join("fleeting/slip"), key.to_secret().expose()).unwrap();
    assert!(opens_with_something_in(&keys, code, &sealed));
}
