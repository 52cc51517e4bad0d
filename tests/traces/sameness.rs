//! Runs that differ only in who answered look the same to everyone before the opening: on every
//! page of the office and of the survey, in the outbox, to the mail system, in the trail. Nor does
//! it show that one person more or less answered, but where the public step of participation
//! moves; then nothing else does.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::people::Role;
use wenlian::store::db::Unrecorded;
use zip::ZipArchive;

use crate::harness::{Browser, Reply};
use crate::linkage::world::World;

const PEOPLE: usize = 24;
/// The step of participation below ten answers of 24, and the one above.
const STEPS: [&str; 2] = ["不足 10 份 <span", "至少 41% <span"];
/// Every route there is.
const ROUTES: &str = include_str!("../permissions.txt");

/// Who asked for what, and the reply.
#[derive(Clone, PartialEq)]
struct Page {
    asked: String,
    reply: String,
}

/// What can be seen of a run, every random id in it replaced.
#[derive(Clone)]
struct Seen {
    pages: Vec<Page>,
    letters: BTreeSet<String>,
    outbox: Vec<String>,
    trail: Vec<String>,
    tokens: Vec<String>,
    sending: Vec<String>,
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
        sending: sending(&world, &drawn).await,
    }
}

/// Every page there is, as everyone in the office who has to do with a campaign sees it, and as
/// anyone sees those of the survey.
async fn pages(world: &World, drawn: &[String]) -> Vec<Page> {
    let people = [
        ("admin", world.app.signed_in("admin").await),
        ("office", world.app.person("bangongshi", &[Role::OfficeLead], None).await),
        ("triager", world.app.person("fenjian", &[Role::Triager], None).await),
        ("supervisor", world.app.signed_in("dudao").await),
        ("discipline", world.app.signed_in("jiwei").await),
        ("anyone", world.app.visitor()),
    ];
    let places = Places::of(world).await;
    let mut pages = Vec::new();
    for (who, mut browser) in people {
        let mine = |path: &String| path.starts_with("/office") != (who == "anyone");
        for path in places.paths().into_iter().filter(mine) {
            pages.push(page(who, &mut browser, &path, drawn).await);
        }
    }
    pages
}

async fn page(who: &str, browser: &mut Browser, path: &str, drawn: &[String]) -> Page {
    let reply = browser.get(path).await;
    let shown = format!("{} {}", reply.status, written(&reply));
    Page { asked: without_ids(drawn, &format!("{who} {path}")), reply: without_ids(drawn, &shown) }
}

/// What a reply says; of a workbook what each of its parts does, for in its bytes nothing can be
/// told from what is drawn anew in each run.
pub(super) fn written(reply: &Reply) -> String {
    let Ok(mut book) = ZipArchive::new(Cursor::new(&reply.bytes)) else {
        return reply.text().clone();
    };
    let mut text = String::new();
    for part in 0..book.len() {
        let mut part = book.by_index(part).unwrap();
        text.push_str(&part.name().unwrap());
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    text
}

/// What stands in the place of each name in a route.
struct Places {
    campaign: String,
    pool: String,
    code: String,
    audience: String,
    questionnaire: String,
}

impl Places {
    async fn of(world: &World) -> Self {
        let pool = &world.scene.pools[0];
        let one = async |sql| {
            let mut tx = world.app.app.db.read("traces.place").await.unwrap();
            tx.one::<(String,), 0>(sql, []).await.unwrap().0
        };
        Self {
            campaign: world.scene.campaign.to_string(),
            pool: pool.id.to_string(),
            code: pool.code.to_string(),
            audience: one("SELECT id FROM audience").await,
            questionnaire: one("SELECT id FROM questionnaire").await,
        }
    }

    /// The address of every page that can exist before the opening.
    fn paths(&self) -> Vec<String> {
        let templates = ROUTES.lines().filter_map(|row| row.strip_prefix("GET "));
        let paths = templates.map(|row| row.split(' ').next().unwrap());
        let path = |template: &str| {
            let is_public = ["/s/", "/check/"].iter().any(|start| template.starts_with(start));
            let path = template
                .replace("/campaigns/{id}", &format!("/campaigns/{}", self.campaign))
                .replace("/pools/{id}", &format!("/pools/{}", self.pool))
                .replace("/questionnaires/{id}", &format!("/questionnaires/{}", self.questionnaire))
                .replace("{audience}", &self.audience)
                .replace("{number}", "1")
                .replace("{pool}", if is_public { &self.code } else { &self.pool });
            (!path.contains('{')).then_some(path)
        };
        paths.filter_map(path).collect()
    }
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

/// What mailing keeps beside its mails: codes by mail, links that stop them, what was sent when.
async fn sending(world: &World, drawn: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    for sql in [
        "SELECT CAST(COUNT(*) AS TEXT) FROM mail_token GROUP BY mail ORDER BY 1",
        "SELECT CAST(COUNT(*) AS TEXT) FROM opt_out",
        "SELECT way || ' ' || day || ' ' || CAST(sent AS TEXT) FROM sent_day ORDER BY 1",
        "SELECT CAST(minute AS TEXT) || ' ' || CAST(sent AS TEXT) FROM sent_minute ORDER BY 1",
        "SELECT way || ' ' || CAST(share AS TEXT) || ' ' || CAST(sent AS TEXT) FROM plan_share
         ORDER BY 1",
        "SELECT CAST(COUNT(*) AS TEXT) FROM domain_pace",
        "SELECT CAST(COUNT(*) AS TEXT) FROM address WHERE opted_out",
    ] {
        kept.extend(rows(world, drawn, sql).await);
    }
    kept
}

/// Codes of this world, in every writing: each run draws its own.
async fn drawn(world: &World) -> Vec<String> {
    let pool = &world.scene.pools[0];
    let mut tx = world.app.app.db.read("traces.pool").await.unwrap();
    let row = wenlian::store::campaigns::pools::one(&mut tx, pool.id).await.unwrap();
    let fingerprint = row.fingerprint.unwrap();
    let mut drawn = vec![fingerprint.compact(), fingerprint.to_string(), pool.code.to_string()];
    drawn.push(STANDARD.encode(row.issuer_spki.unwrap()));
    for person in &world.people[0] {
        for token in [Some(&person.token), person.reminded.as_ref()].into_iter().flatten() {
            let token = Token::parse(token).unwrap();
            drawn.extend([token.compact().to_string(), token.grouped().to_string()]);
        }
    }
    drawn
}

/// A text without what is drawn anew in each run: those codes, also where they are drawn as a
/// picture, ids of 26 characters, hashes and numbers of 64.
pub(super) fn without_ids(drawn: &[String], text: &str) -> String {
    let mut text = without_pictures(&text.replace("%2F", "/"));
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

/// A text without the modules of its QR codes: the poster's holds the pool's random code.
fn without_pictures(text: &str) -> String {
    let mut parts = text.split(" d=\"M");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (modules, rest) = part.split_once('"').unwrap_or((part, ""));
        let is_code = modules.len() > 2000;
        kept.extend([" d=\"M", if is_code { "#" } else { modules }, "\"", rest]);
    }
    kept
}

/// Where two runs differ, if they do; of pages also how, for they are the administrator's.
fn difference(one: &Seen, other: &Seen) -> Option<String> {
    assert_eq!(one.pages.len(), other.pages.len());
    for (one, other) in one.pages.iter().zip(&other.pages) {
        assert_eq!(one.asked, other.asked);
        let apart =
            one.reply.chars().zip(other.reply.chars()).position(|(one, other)| one != other);
        if let Some(at) = apart {
            let around =
                |page: &Page| page.reply.chars().skip(at.saturating_sub(60)).take(120).collect();
            let (asked, one, other): (_, String, String) = (&one.asked, around(one), around(other));
            return Some(format!("pages: {asked}: {one:?} and {other:?}"));
        }
        if one.reply != other.reply {
            return Some(format!("pages: {}: one is longer", one.asked));
        }
    }
    let parts = [
        ("letters", one.letters == other.letters),
        ("outbox", one.outbox == other.outbox),
        ("trail", one.trail == other.trail),
        ("codes", one.tokens == other.tokens),
        ("sending", one.sending == other.sending),
    ];
    parts.into_iter().find(|(_, same)| !same).map(|(name, _)| name.to_owned())
}

/// A run without the public step of participation.
fn without_step(seen: &Seen) -> Seen {
    let mut seen = seen.clone();
    for page in &mut seen.pages {
        for step in STEPS {
            page.reply = page.reply.replace(step, "§");
        }
    }
    seen
}

fn shows(seen: &Seen, step: &str) -> usize {
    seen.pages.iter().filter(|page| page.reply.contains(step)).count()
}

#[tokio::test]
async fn nobody_sees_who_answered() {
    let first = run(|number| number < PEOPLE / 2).await;
    let second = run(|number| number >= PEOPLE / 2).await;
    assert_eq!(first.letters.len(), PEOPLE, "everyone is reminded");
    let opened = first.pages.iter().filter(|page| page.reply.starts_with("200")).count();
    assert!(opened >= 80, "pages are compared, not refusals: {opened}");
    assert_eq!(difference(&first, &second), None);
}

#[tokio::test]
async fn nobody_sees_that_one_more_answered() {
    let thirteen = run(|number| number < 13).await;
    for fewer in [12, 11] {
        // The thirteenth is missing, or another one and the thirteenth.
        let run = run(|number| number < 13 && number % 13 >= 13 - fewer).await;
        assert_eq!(difference(&thirteen, &run), None, "13 and {fewer}");
    }

    // Nine are below the step: on the pages that show it, and nowhere else.
    let nine = run(|number| number < 9).await;
    let both = |seen: &Seen| STEPS.map(|step| shows(seen, step));
    let [_, on_pages] = both(&thirteen);
    assert!(on_pages > 0, "the step is shown");
    assert_eq!((both(&thirteen), both(&nine)), ([0, on_pages], [on_pages, 0]));
    assert!(difference(&thirteen, &nine).is_some_and(|told| told.starts_with("pages")));
    assert_eq!(difference(&without_step(&thirteen), &without_step(&nine)), None);
}

/// The reminders of a run in which these of the people have answered, as whoever keeps the relay
/// sees them: to whom. In the control a step of mailing looks at who answered, as it never may.
async fn reminded(answers: impl Fn(usize) -> bool, looks_at_answers: bool) -> BTreeSet<String> {
    let mut world = World::launch(&[12]).await;
    world.people[0].sort_by(|one, other| one.address.cmp(&other.address));
    world.app.go_to("2026-03-11");
    for number in (0..12).filter(|number| answers(*number)) {
        world.hand_in(0, number).await;
    }
    if looks_at_answers {
        let mut tx = world.app.app.db.begin("traces.control").await.unwrap();
        let leave_out = "DELETE FROM invitation_mail
                         WHERE kind = 'reminder' AND seat IN (SELECT id FROM seat WHERE issued = 1)";
        tx.run(leave_out, []).await.unwrap();
        tx.commit_unrecorded(Unrecorded::Outbox).await.unwrap();
    }
    world.receive_reminders().await;
    world.letters.iter().map(|letter| letter.split(' ').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn mailing_that_looked_at_who_answered_would_be_seen() {
    let (even, odd) = (|number: usize| number.is_multiple_of(2), |number: usize| number % 2 == 1);
    assert_eq!(reminded(even, false).await.len(), 12, "everyone is reminded");
    assert_ne!(reminded(even, true).await, reminded(odd, true).await);
}
