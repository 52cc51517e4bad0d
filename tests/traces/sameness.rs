//! Two runs that differ only in who answered look the same to everyone before the opening: to the
//! administrator, in the outbox, to the mail system, in the trail.

use std::collections::BTreeSet;

use wenlian::domain::credentials::token::Token;

use crate::harness::openings::page_of;
use crate::linkage::world::World;

const PEOPLE: usize = 24;

/// What can be seen of a run, every random id in it replaced.
struct Seen {
    pages: Vec<String>,
    letters: BTreeSet<String>,
    outbox: Vec<String>,
    trail: Vec<String>,
    tokens: Vec<String>,
}

/// Runs a campaign in which these of the people, in the order of their addresses, answer.
async fn run(answers: impl Fn(usize) -> bool) -> Seen {
    let mut world = World::launch(&[PEOPLE]).await;
    world.people[0].sort_by(|one, other| one.address.cmp(&other.address));
    world.app.go_to("2026-03-11");
    for number in (0..PEOPLE).filter(|number| answers(*number)) {
        world.hand_in(0, number).await;
    }
    world.receive_reminders().await;
    let drawn = drawn(&world).await;
    Seen {
        pages: pages(&world, &drawn).await,
        letters: letters(&world, &drawn),
        outbox: rows(
            &world,
            &drawn,
            "SELECT kind || ' ' || state || ' ' || CAST(due_at AS TEXT) || ' '
                    || CAST(attempts AS TEXT) || ' ' || reason
             FROM invitation_mail ORDER BY 1",
        )
        .await,
        trail: rows(&world, &drawn, "SELECT act || ' ' || detail FROM audit_entry ORDER BY seq")
            .await,
        tokens: rows(
            &world,
            &drawn,
            "SELECT CAST(COUNT(*) AS TEXT) FROM token GROUP BY seat ORDER BY 1",
        )
        .await,
    }
}

/// Every page that shows something of a campaign that collects.
async fn pages(world: &World, drawn: &[String]) -> Vec<String> {
    let campaign = page_of(world.scene.campaign);
    let campaign = campaign.trim_end_matches("/opening");
    let mut admin = world.app.signed_in("admin").await;
    let mut pages = Vec::new();
    for path in ["/office/", "/office/campaigns", campaign, &format!("{campaign}/opening")] {
        pages.push(without_ids(drawn, &admin.get(path).await.ok().text()));
    }
    let code = world.scene.pools[0].code;
    let mut anyone = world.app.visitor();
    for path in [format!("/s/{code}/plain"), format!("/check/{code}")] {
        pages.push(without_ids(drawn, &anyone.get(&path).await.ok().text()));
    }
    pages
}

/// The letters of the reminder: to whom, and what.
fn letters(world: &World, drawn: &[String]) -> BTreeSet<String> {
    world.letters.iter().map(|letter| without_ids(drawn, letter)).collect()
}

async fn rows(world: &World, drawn: &[String], sql: &'static str) -> Vec<String> {
    let mut tx = world.app.app.db.read("traces.rows").await.unwrap();
    let rows = tx.all::<(String,), 0>(sql, []).await.unwrap();
    rows.into_iter().map(|(row,)| without_ids(drawn, &row)).collect()
}

/// Codes of this world, in every writing: each run draws its own.
async fn drawn(world: &World) -> Vec<String> {
    let pool = &world.scene.pools[0];
    let mut tx = world.app.app.db.read("traces.pool").await.unwrap();
    let row = wenlian::store::campaigns::pools::one(&mut tx, pool.id).await.unwrap();
    let fingerprint = row.fingerprint.unwrap();
    let mut drawn = vec![fingerprint.compact(), fingerprint.to_string(), pool.code.to_string()];
    for person in &world.people[0] {
        for token in [Some(&person.token), person.reminded.as_ref()].into_iter().flatten() {
            let token = Token::parse(token).unwrap();
            drawn.extend([token.compact().to_string(), token.grouped().to_string()]);
        }
    }
    drawn
}

/// A text without what is drawn anew in each run: those codes, ids of 26 characters, hashes and
/// numbers of 64.
fn without_ids(drawn: &[String], text: &str) -> String {
    let mut text = text.replace("%2F", "/");
    for code in drawn {
        text = text.replace(code, "#");
    }
    let is_id = |word: &str| {
        let is_hash = word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
        let is_id = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase();
        is_hash || (word.len() == 26 && word.bytes().all(is_id))
    };
    let parts = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    parts
        .map(|part| {
            let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            if is_id(word) { part.replace(word, "#") } else { part.to_owned() }
        })
        .collect()
}

/// Where two runs differ, if they do; of pages also how, for they are the administrator's.
fn difference(one: &Seen, other: &Seen) -> Option<String> {
    for (one, other) in one.pages.iter().zip(&other.pages) {
        let apart = one.chars().zip(other.chars()).position(|(one, other)| one != other);
        if let Some(at) = apart {
            let around = |page: &str| page.chars().skip(at.saturating_sub(60)).take(120).collect();
            let (one, other): (String, String) = (around(one), around(other));
            return Some(format!("pages: {one:?} and {other:?}"));
        }
    }
    let parts = [
        ("letters", one.letters == other.letters),
        ("outbox", one.outbox == other.outbox),
        ("trail", one.trail == other.trail),
        ("codes", one.tokens == other.tokens),
    ];
    parts.into_iter().find(|(_, same)| !same).map(|(name, _)| name.to_owned())
}

#[tokio::test]
async fn nobody_sees_who_answered() {
    let first = run(|number| number < PEOPLE / 2).await;
    let second = run(|number| number >= PEOPLE / 2).await;
    assert_eq!(first.letters.len(), PEOPLE, "everyone is reminded");
    assert_eq!(difference(&first, &second), None);

    // The control: a run in which all answered shows, in steps of ten seats.
    let third = run(|_| true).await;
    assert!(difference(&first, &third).is_some_and(|told| told.starts_with("pages")));
}
