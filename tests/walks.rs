//! Random walks of everyone through the ledger's own pages: people press whatever the pages offer
//! them, days pass, and the invariants of the house hold all the way (`domain` 3.10: plans and
//! their hashes, original dates, evidence, warnings told once, the trail, other units).

use std::collections::{HashMap, HashSet};

use axum::http::StatusCode;
use wenlian::domain::annexes::{Annex, AnnexRow, Wording};
use wenlian::domain::chance::Chance;
use wenlian::domain::id::LedgerId;
use wenlian::domain::ledger::LedgerState;
use wenlian::domain::people::{Actor, Role};
use wenlian::domain::routing::{Duty, PartStanding};
use wenlian::domain::time::Day;
use wenlian::services::annexes::{self, Asked};
use wenlian::services::audit::{self, Verdict};
use wenlian::services::{ledger, worker};
use wenlian::store;
use wenlian::store::db::Unrecorded;

use crate::figures::figures_say_what_the_stories_say;
use crate::harness::hand::Hand;
use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::many::lists_say_what_the_rules_say;

/// The walks: the luck each goes out with, and its presses. Beside these one goes out with a luck of
/// its own each time. The same luck does not lead the same way twice, as lists are in the order of
/// ids that are drawn: two walks always go out, the others where those before did not get far.
const WALKS: [(u64, usize); 8] = [
    (20_260_302, 120),
    (20_261_127, 100),
    (20_261_128, 100),
    (20_261_129, 100),
    (20_261_130, 100),
    (20_261_201, 100),
    (20_261_202, 100),
    (20_261_203, 100),
];
/// Walks that always go out.
const ALWAYS: usize = 2;
/// Presses of the walk whose luck is new.
const PRESSES_OF_CHANCE: usize = 60;
/// Where walks go out from.
const DOORS: [&str; 4] = ["/office/", "/office/ledger", "/office/ledger", "/office/routings"];
/// Where somebody of the desk goes out from.
const DOORS_OF_THE_DESK: [&str; 4] =
    ["/office/", "/office/desk", "/office/items", "/office/ledger"];
/// The steps of an item, in its pages' addresses.
const STEPS: [&str; 6] = ["/plan", "/review", "/measures/", "/closing", "/verify", "/routings/"];
/// Points that are raised on the way.
const POINTS: [&str; 3] = ["退还不及时。", "通知过早。", "窗口多次往返。"];

/// What was seen so far and may not change.
#[derive(Default)]
struct Seen {
    originals: HashMap<(LedgerId, u32), Day>,
    states: HashSet<LedgerState>,
}

#[tokio::test]
async fn whatever_people_press_the_invariants_of_the_ledger_hold() {
    let mut far = Went::default();
    for (number, (luck, presses)) in WALKS.into_iter().enumerate() {
        if number < ALWAYS || far.is_short_of().is_some() {
            far.goes_on(walk(luck, presses).await);
        }
    }
    assert_eq!(far.is_short_of(), None, "the control: the walks went somewhere: {far:?}");
}

#[tokio::test]
async fn nor_does_a_walk_of_chance_break_them() {
    let luck = u64::from_be_bytes(Chance.bytes());
    // Told when it fails, so that it can be walked again.
    println!("walked with luck {luck}");
    walk(luck, PRESSES_OF_CHANCE).await;
}

/// How far walks went.
#[derive(Debug, Default)]
struct Went {
    presses: usize,
    states: HashSet<LedgerState>,
    /// Presses that changed something.
    changed: usize,
    /// What was found waiting for somebody.
    waited: usize,
    /// Warnings told.
    told: usize,
    /// Items whose dates were looked at.
    looked: i64,
}

impl Went {
    fn goes_on(&mut self, another: Self) {
        self.presses += another.presses;
        self.states.extend(another.states);
        self.changed += another.changed;
        self.waited += another.waited;
        self.told += another.told;
        self.looked += another.looked;
    }

    /// What must have been met for the invariants to have been tried at all, and was not.
    fn is_short_of(&self) -> Option<&'static str> {
        let met = [
            ("items in six states", self.states.len() >= 6),
            ("a change by every fourth press", self.changed > self.presses / 4),
            ("something that waited for somebody", self.waited > 10),
            ("weeks that passed", self.told > 0),
            ("dates that were looked at", self.looked > 0),
        ];
        met.into_iter().find_map(|(what, is_met)| (!is_met).then_some(what))
    }
}

/// One walk.
async fn walk(luck: u64, presses: usize) -> Went {
    let mut scene = LedgerScene::start().await;
    scene.app.person("desk", &[Role::Triager], None).await;
    let (mut hand, mut seen) = (Hand::with_luck(luck), Seen::default());
    let (mut changed, mut waited) = (0, 0);
    let mut desk = scene.again("desk").await;
    for press in 0..presses {
        if press % 30 == 0 {
            for point in POINTS {
                scene.route(scene.unit, point).await;
            }
            let crossed = scene.route(scene.unit, "岗位职责交叉。").await;
            scene.support(crossed, scene.elsewhere).await;
        }
        if press % 15 == 14 {
            let next = scene.app.app.clock.today().plus_days(1);
            scene.go_to(&next.to_string()).await;
            worker::tick(&scene.app.app).await.unwrap();
            desk = scene.again("desk").await;
        }
        // The desk reads what became of its items, and has no part in mending.
        if press % 10 == 5 {
            look_around(&mut hand, &mut desk).await;
        }
        let today = scene.app.app.clock.today();
        let mut answer = None;
        while answer.is_none() {
            let browser = one_of_them(&mut scene, &mut hand);
            answer = walk_and_press(&mut hand, browser, today).await;
        }
        if let Some(reply) = answer {
            assert!(reply.status.as_u16() < 500, "{}: {}", reply.path, reply.heading());
            changed += usize::from(reply.status == StatusCode::SEE_OTHER);
        }
        if press % 3 == 0 {
            check(&scene, &mut seen).await;
        }
        if press % 30 == 0 {
            waited += lists_say_what_the_rules_say(&scene).await;
            figures_say_what_the_stories_say(&scene).await;
        }
    }
    check(&scene, &mut seen).await;
    waited += lists_say_what_the_rules_say(&scene).await;
    figures_say_what_the_stories_say(&scene).await;
    let whole = audit::verify(&scene.app.app.db).await.unwrap();
    assert!(matches!(whole, Verdict::Whole { .. }), "{whole:?}");
    let (told, looked) = each_warning_was_told_once(&scene).await;
    others_see_nothing(&mut scene).await;
    Went { presses, states: seen.states, changed, waited, told, looked }
}

/// Somebody of the desk follows links: no page breaks, none that is shown to them is shut, and none of
/// the ledger lets them press anything.
async fn look_around(hand: &mut Hand, desk: &mut Browser) {
    let mut page = desk.get(hand.one_of(&DOORS_OF_THE_DESK).unwrap()).await;
    for _ in 0..4 {
        assert!(page.status.as_u16() < 500, "{}: {}", page.path, page.heading());
        if page.path.starts_with("/office/ledger/") {
            assert!(page.form_actions().is_empty(), "{}: {:?}", page.path, page.form_actions());
        }
        let links = page.attributes("main a[href^='/office/']", "href");
        let pages = |link: &&String| !link.contains(".xlsx");
        let links: Vec<_> = links.iter().filter(pages).collect();
        let Some(link) = hand.one_of(&links) else { break };
        let from = page.path.clone();
        page = desk.get(link.as_str()).await;
        assert!(!page.status.is_client_error(), "{from} shows the way to {link}: {}", page.status);
    }
}

fn one_of_them<'a>(scene: &'a mut LedgerScene, hand: &mut Hand) -> &'a mut Browser {
    match hand.below(12) {
        0..4 => &mut scene.head,
        4..6 => &mut scene.doer,
        6..8 => &mut scene.office,
        8 => &mut scene.leader,
        9 => &mut scene.supervisor,
        10 => &mut scene.discipline,
        _ => {
            if hand.below(2) == 0 {
                &mut scene.group_head
            } else {
                &mut scene.stranger
            }
        }
    }
}

/// Follows a few links and presses a form of the page where they end.
async fn walk_and_press(hand: &mut Hand, browser: &mut Browser, today: Day) -> Option<Reply> {
    let door = *hand.one_of(&DOORS)?;
    let mut page = browser.get(door).await;
    for _ in 0..4 {
        assert!(page.status.as_u16() < 500, "{}: {}", page.path, page.heading());
        let has_form = page.status == StatusCode::OK && !page.form_actions().is_empty();
        if has_form && hand.below(2) == 0 {
            break;
        }
        let links = page.attributes("main a[href^='/office/']", "href");
        let leads_on = |link: &&String| {
            ["/office/ledger/", "/office/routings/", "/office/returns"]
                .iter()
                .any(|way| link.starts_with(way))
                && !["xlsx", "/slip"].iter().any(|end| link.ends_with(end))
        };
        let links: Vec<_> = links.iter().filter(leads_on).collect();
        // People mostly do what is due; the rest of a page tempts them now and then.
        let is_due = |link: &&&String| STEPS.iter().any(|step| link.contains(step));
        let due: Vec<_> = links.iter().filter(is_due).copied().collect();
        let tempted = due.is_empty() || hand.below(4) == 0;
        let Some(link) = hand.one_of(if tempted { &links } else { &due }) else { break };
        page = browser.get(link.as_str()).await;
    }
    hand.press(browser, &page, today).await
}

/// What holds of every item after whatever anyone pressed.
async fn check(scene: &LedgerScene, seen: &mut Seen) {
    let office = scene.app.actor("group.head").await;
    let mut plans = Vec::new();
    let mut tx = scene.app.app.db.read("walks.items").await.unwrap();
    let records = store::ledger::all(&mut tx).await.unwrap();
    drop(tx);
    for record in &records {
        let item = &record.item;
        seen.states.insert(item.state);
        if let Some(due) = item.due {
            let first = seen.originals.entry((item.id, item.cycle)).or_insert(due.original());
            assert_eq!(*first, due.original(), "an original date changed");
            assert!(due.current() >= due.original());
        }
        if item.state == LedgerState::Closed {
            assert!(item.completion.is_some() && item.closing_request.is_some());
            assert!(item.plan.measures.iter().all(|measure| measure.evidence > 0));
            assert!(!item.needs_visit() || item.watch.visited_by.is_some(), "not looked at");
        }
        if item.state == LedgerState::Closed && item.duty == Duty::Lead {
            assert!(
                item.others.iter().all(|part| part.standing >= PartStanding::Ended),
                "not last"
            );
        }
        let runs = matches!(
            item.state,
            LedgerState::InProgress | LedgerState::Submitted | LedgerState::Verifying
        );
        assert!(!runs || record.approved.is_some(), "worked on without an approved plan");
        // 作废: opened by mistake, and on no form.
        if let Some(plan) = record.approved.as_ref().filter(|_| item.state != LedgerState::Void) {
            assert_eq!(hash_of(scene, item.id).await, Some(plan.hash()));
            plans.push(plan.row());
        }
    }
    let mut printed = annex_4(scene, &office).await;
    printed.sort();
    let mut approved: Vec<_> = plans.into_iter().map(line_of).collect();
    approved.sort();
    assert_eq!(printed, approved, "annex 4 is what was approved");
}

async fn hash_of(scene: &LedgerScene, id: LedgerId) -> Option<String> {
    let mut tx = scene.app.app.db.read("walks.hash").await.unwrap();
    let sql = "SELECT plan_hash FROM ledger_item WHERE id = $1";
    tx.one::<(Option<String>,), 1>(sql, [id.into()]).await.unwrap().0
}

/// What annex 4 says of an approved plan: name, level, what it is, measures, date, unit and person,
/// leader.
fn line_of(row: AnnexRow) -> Vec<String> {
    let forms = ["", "第一", "第二", "第三", "第四"];
    let level = row.level.map_or_else(String::new, |level| {
        format!("{level}级（{}种形态）", forms[usize::from(level)])
    });
    let responsible = format!("{}\n{}", row.unit, row.person);
    vec![row.name, level, row.content, row.measures, row.due, responsible, row.leader]
}

/// The same of the lines that annex 4 prints.
async fn annex_4(scene: &LedgerScene, reader: &Actor) -> Vec<Vec<String>> {
    let asked = Asked { annex: Annex::Plan, wording: Wording::Corrected, unit: None, on: None };
    let form = annexes::form(&scene.app.app, reader, scene.campaign, &asked).await.unwrap();
    let filled = form.rows.into_iter().filter(|row| !row[1].is_empty());
    filled.map(|row| row[1..8].to_vec()).collect()
}

/// How many were told, and of how many items the dates were looked at.
async fn each_warning_was_told_once(scene: &LedgerScene) -> (usize, i64) {
    // The last press may have made something due: an approved plan that ends within days.
    ledger::warnings::sweep(&scene.app.app).await.unwrap();
    let mut tx = scene.app.app.db.read("walks.warnings").await.unwrap();
    let sql = "SELECT ledger_item, cycle, due, of_plan, rung, COUNT(*) FROM warning
               GROUP BY ledger_item, cycle, due, of_plan, rung ORDER BY 1, 2, 3, 4, 5";
    let told = tx.all::<(String, i64, String, bool, String, i64), 0>(sql, []).await.unwrap();
    assert!(told.iter().all(|(.., times)| *times == 1));
    drop(tx);
    assert_eq!(
        ledger::warnings::sweep(&scene.app.app).await.unwrap(),
        0,
        "nothing is left to tell"
    );
    // Nor is there where every date is looked at, and not only those that something is due of.
    let mut tx = scene.app.app.db.begin("walks.look").await.unwrap();
    let looked = "SELECT CAST(COUNT(*) AS BIGINT) FROM ledger_item
                  WHERE look_on <> '' AND state = 'in_progress'";
    let (looked,) = tx.one::<(i64,), 0>(looked, []).await.unwrap();
    store::ledger::look_again(&mut tx).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Look).await.unwrap();
    assert_eq!(ledger::warnings::sweep(&scene.app.app).await.unwrap(), 0, "nothing was missed");
    (told.len(), looked)
}

/// To the other unit the items do not exist, and their number is in none of its pages.
async fn others_see_nothing(scene: &mut LedgerScene) {
    let own = scene.seen_by("stranger").await;
    assert!(!own.is_empty(), "the control: what it supports it does see");
    assert!(own.iter().all(|listed| listed.item.unit == scene.elsewhere));
    for listed in scene.seen_by("group.head").await {
        if listed.item.unit == scene.unit {
            let page = format!("/office/ledger/{}", listed.item.id);
            assert_eq!(scene.stranger.get(&page).await.status, StatusCode::NOT_FOUND);
            assert_eq!(scene.head.get(&page).await.status, StatusCode::OK, "the control");
        }
    }
}
