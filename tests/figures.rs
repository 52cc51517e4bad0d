//! The figures of the ledger: what SQL counts is what the stories of the items tell, one by one.

use wenlian::domain::id::UnitId;
use wenlian::domain::ledger::{
    Act, Acts, Deed, Drawn, Due, Ends, Items, LedgerState, Legs, Past, Record, Same, Scope, Since,
    Version,
};
use wenlian::domain::routing::{Duty, PartStanding};
use wenlian::domain::time::{Day, Timestamp};
use wenlian::services::Stretch;
use wenlian::store;
use wenlian::store::db::Unrecorded;

use crate::harness::ledger_scene::LedgerScene;
use crate::harness::{Browser, Reply};
use crate::ledger::{TEXT, ask_closing, file_all, in_progress, in_verification, take_up, verify};

/// Each of what is counted, as often as it is there, in some order of its own.
fn spread<T: std::fmt::Debug>(all: &[Same<T>]) -> Vec<String> {
    let each = |same: &Same<T>| {
        let told = format!("{} {:?}", same.unit, same.of);
        std::iter::repeat_n(told, usize::try_from(same.count).unwrap())
    };
    let mut each: Vec<String> = all.iter().flat_map(each).collect();
    each.sort();
    each
}

/// What one item adds to the figures.
#[derive(Default)]
struct Told {
    items: Vec<Same<Items>>,
    past: Vec<Same<Past>>,
    since: Vec<Same<Since>>,
    extended: Vec<Same<()>>,
    acts: Vec<Same<Acts>>,
    ends: Vec<Same<Ends>>,
    drawn: Vec<Same<Drawn>>,
}

fn one<T>(unit: UnitId, of: T) -> Same<T> {
    Same { unit, of, count: 1 }
}

impl Told {
    fn add(&mut self, told: &Story<'_>) {
        let Story { record, since, moments: story, versions, is_extended } = told;
        let (item, since) = (&record.item, *since);
        let unit = item.unit;
        self.items.push(one(
            unit,
            Items {
                duty: item.duty,
                category: record.category.clone(),
                level: item.plan.level,
                state: item.state,
                due_original: item.due.map(Due::original),
                due: item.due.map(Due::current),
                asked_on: item.closing_request.map(|asked| asked.on),
            },
        ));
        if item.duty == Duty::Co {
            return;
        }
        self.since.push(one(unit, Since { state: item.state, since }));
        if item.state == LedgerState::Void {
            return;
        }
        if *is_extended && item.due.is_some() {
            self.extended.push(one(unit, ()));
        }
        self.past.extend(past_cycles(story, versions).map(|past| one(unit, past)));
        let (mut asked, mut ended) = (None, false);
        for (place, (deed, day)) in story.iter().enumerate() {
            let later = &story[place + 1..];
            match deed {
                Deed::Acted(act @ (Act::AskClosing | Act::FixAtOnce)) => {
                    asked = Some(*day);
                    self.acts.push(one(unit, Acts { act: *act }));
                }
                Deed::Acted(Act::Rework) => {
                    asked = None;
                    self.acts.push(one(unit, Acts { act: Act::Rework }));
                }
                Deed::Acted(act @ (Act::Close | Act::MoveToLongTerm)) => {
                    let reopened = later.iter().find(|(deed, _)| *deed == Deed::Acted(Act::Reopen));
                    self.ends.push(one(
                        unit,
                        Ends {
                            act: *act,
                            asked_on: asked.take(),
                            ended_on: *day,
                            first_since: (!ended).then_some(since),
                            reopened_on: reopened.map(|(_, day)| *day),
                        },
                    ));
                    ended = true;
                }
                Deed::Drawn => {
                    let verdict = later.iter().find_map(|(deed, _)| match deed {
                        Deed::Acted(act @ (Act::Close | Act::MoveToLongTerm | Act::Rework)) => {
                            Some(*act)
                        }
                        _ => None,
                    });
                    self.drawn.push(one(unit, Drawn { verdict }));
                }
                _ => {}
            }
        }
    }
}

/// One item: what is told of it, and what its forms showed from revision to revision.
struct Story<'a> {
    record: &'a Record,
    since: Day,
    moments: Vec<(Deed, Day)>,
    versions: Vec<Version>,
    is_extended: bool,
}

/// The cycles before the present one: the dates as the forms showed them when the cycle was first at
/// work and when it had ended, and the last request before it was undone.
fn past_cycles(story: &[(Deed, Day)], versions: &[Version]) -> impl Iterator<Item = Past> {
    let has_ended = |of: &Version| matches!(of.state, LedgerState::Closed | LedgerState::LongTerm);
    let is_at_work =
        |of: &Version| matches!(of.state, LedgerState::InProgress | LedgerState::Submitted);
    let (mut past, mut from) = (Vec::new(), 0);
    let mut requests = story.split(|(deed, _)| *deed == Deed::Acted(Act::Reopen));
    for place in 1..versions.len() {
        let (before, now) = (&versions[place - 1], &versions[place]);
        if !(has_ended(before) && now.state == LedgerState::InProgress) {
            continue;
        }
        let first = versions[from..place].iter().find(|version| is_at_work(version)).unwrap();
        let asks = |deed: &Deed| matches!(deed, Deed::Acted(Act::AskClosing | Act::FixAtOnce));
        let asked = requests.next().unwrap().iter().rfind(|(deed, _)| asks(deed)).unwrap();
        past.push(Past {
            due_original: first.due.unwrap(),
            due: before.due.unwrap(),
            asked_on: asked.1,
        });
        from = place;
    }
    past.into_iter()
}

/// Holds what SQL counts against the stories of all items; how many requests for closing were told.
pub async fn figures_say_what_the_stories_say(scene: &LedgerScene) -> usize {
    let mut tx = scene.app.app.db.read("figures.stories").await.unwrap();
    let records = store::ledger::all(&mut tx).await.unwrap();
    let granted = "SELECT ledger_item FROM ledger_extension WHERE granted";
    let granted = tx.all::<(String,), 0>(granted, []).await.unwrap();
    let (mut stories, mut legs) = (Vec::new(), Vec::new());
    for record in &records {
        let since = match record.routing {
            Some(routing) => store::routings::one(&mut tx, routing).await.unwrap().routed_at,
            None => record.opened_at,
        };
        let story = store::ledger::story(&mut tx, record.item.id).await.unwrap();
        let story: Vec<_> = story.iter().map(|event| (event.deed, event.at.day())).collect();
        let is_extended = granted.contains(&(record.item.id.to_string(),));
        let (since, mut versions) = (since.day(), Vec::new());
        for revision in 0..=record.revision {
            let kept = store::ledger::version(&mut tx, record.item.id, revision).await.unwrap();
            versions.extend(kept.map(|kept| kept.version));
        }
        stories.push(Story { record, since, moments: story, versions, is_extended });
    }
    let units = store::units::all(&mut tx).await.unwrap();
    let units: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
    for unit in units.iter().copied() {
        for stored in store::routings::of_unit(&mut tx, unit, Stretch::ALL).await.unwrap() {
            let parts = store::routings::parts::of_item(&mut tx, stored.item).await.unwrap();
            let parts = parts.into_iter().map(|(_, part)| part);
            let has_part = parts.filter(|part| part.standing != PartStanding::Excused);
            let beside: Vec<UnitId> =
                has_part.map(|part| part.unit).filter(|it| *it != unit).collect();
            let leg = one(
                unit,
                Legs {
                    state: stored.state,
                    due_accept: stored.due_accept,
                    answered_on: stored.answered_at.map(Timestamp::day),
                    is_returned: stored.returned.is_some(),
                },
            );
            legs.push((leg, beside));
        }
    }
    // Of each unit and of all of them, and what somebody knows who belongs to one of those beside.
    let busy = |unit: &UnitId| legs.iter().any(|(leg, _)| leg.unit == *unit);
    let busy: Vec<UnitId> = units.iter().copied().filter(busy).collect();
    let every = |own| Scope::Every { but: None, own };
    let led = |unit: UnitId, own| Scope::Of { units: vec![unit], own };
    let mut scopes = vec![every(None)];
    for unit in units {
        scopes.extend([every(Some(unit)), led(unit, None), led(unit, Some(unit))]);
        scopes.extend(busy.iter().map(|beside| led(*beside, Some(unit))));
    }
    for scope in scopes {
        let mut told = Told::default();
        for story in stories.iter().filter(|story| scope.sees(&story.record.item)) {
            told.add(story);
        }
        let legs = legs.iter().filter(|(leg, beside)| {
            scope.covers(leg.unit) && !scope.own().is_some_and(|own| beside.contains(&own))
        });
        let legs: Vec<Same<Legs>> = legs.map(|(leg, _)| leg.clone()).collect();
        let counted = store::ledger::counted(&mut tx, &scope).await.unwrap();
        assert_eq!(spread(&counted.items), spread(&told.items), "{scope:?}");
        assert_eq!(spread(&counted.past), spread(&told.past), "{scope:?}");
        assert_eq!(spread(&counted.since), spread(&told.since), "{scope:?}");
        assert_eq!(spread(&counted.extended), spread(&told.extended), "{scope:?}");
        assert_eq!(spread(&counted.acts), spread(&told.acts), "{scope:?}");
        assert_eq!(spread(&counted.ends), spread(&told.ends), "{scope:?}");
        assert_eq!(spread(&counted.drawn), spread(&told.drawn), "{scope:?}");
        assert_eq!(spread(&counted.legs), spread(&legs), "{scope:?}");
    }
    let mut told = Told::default();
    for story in &stories {
        told.add(story);
    }
    told.acts.len()
}

/// What writes the cycles of old rows.
fn past_cycles_of_old_rows() -> &'static str {
    let migration = if std::env::var_os("TEST_DATABASE_URL").is_some() {
        include_str!("../migrations/postgres/0896_past_cycles.sql")
    } else {
        include_str!("../migrations/sqlite/0896_past_cycles.sql")
    };
    &migration[migration.find("INSERT").unwrap()..]
}

#[tokio::test]
async fn an_item_that_was_closed_late_stays_late_when_it_is_reopened() {
    let mut scene = LedgerScene::start().await;
    let late = in_verification(&mut scene).await;
    let shown = async |scene: &mut LedgerScene| {
        let page = scene.office.get("/office/metrics").await.ok();
        let rows = page.all_text("tbody tr");
        let row = |label: &str| rows.iter().find(|row| row.starts_with(label)).unwrap().clone();
        (row("按期率（原定时限）"), row("按期率（现时限）"))
    };
    // Its date passes before the request that is verified.
    scene.go_to("2026-05-11").await;
    verify(&mut scene.office, &late, "rework").await.see_other();
    file_all_anew(&mut scene, &late).await;
    ask_closing(&mut scene.head, &late).await.see_other();
    take_up(&mut scene.office, &late).await.see_other();
    verify(&mut scene.supervisor, &late, "close").await.see_other();
    let (original, current) = shown(&mut scene).await;
    assert!(original.contains("0/1") && current.contains("0/1"), "{original} {current}");
    scene.go_to("2026-05-12").await;
    reopen(&mut scene.supervisor, &late, "2026-07-31").await.see_other();
    let (original, current) = shown(&mut scene).await;
    assert!(original.contains("0/1") && current.contains("0/1"), "{original} {current}");
    assert!(original.contains("每轮整改各计一次"), "{original}");
    // The new round has its own date, and counts once that has come.
    scene.go_to("2026-08-03").await;
    let (original, _) = shown(&mut scene).await;
    assert!(original.contains("0/2"), "{original}");
}

#[tokio::test]
async fn no_figure_of_items_has_what_was_voided() {
    let mut scene = LedgerScene::start().await;
    let kept = in_verification(&mut scene).await;
    let void = in_verification(&mut scene).await;
    let page = scene.supervisor.get("/office/ledger/draws").await.ok();
    scene.supervisor.submit(&page, "/office/ledger/draws", &[("count", "2")]).await.see_other();
    scene.go_to("2026-03-05").await;
    for item in [&kept, &void] {
        verify(&mut scene.office, item, "rework").await.see_other();
        file_all_anew(&mut scene, item).await;
        ask_closing(&mut scene.head, item).await.see_other();
        take_up(&mut scene.office, item).await.see_other();
        let path = format!("{item}/visit");
        let page = scene.supervisor.get(&path).await.ok();
        scene.supervisor.submit(&page, &path, &[("words", "现场查看，属实")]).await.see_other();
        verify(&mut scene.supervisor, item, "close").await.see_other();
    }
    let rows = async |scene: &mut LedgerScene| {
        let page = scene.office.get("/office/metrics").await.ok();
        page.all_text("tbody tr")
    };
    let row = |rows: &[String], label: &str| {
        rows.iter().find(|row| row.starts_with(label)).unwrap().clone()
    };
    let before = rows(&mut scene).await;
    for (label, rate) in [("退回整改率", "2/4"), ("反弹率", "0/2"), ("抽查符合率", "0/2")]
    {
        assert!(row(&before, label).contains(rate), "the control: {}", row(&before, label));
    }
    assert!(row(&before, "整改天数").contains("2 件") && row(&before, "核验天数").contains("2 件"));
    scene.go_to("2026-04-01").await;
    reopen(&mut scene.supervisor, &void, "2026-05-29").await.see_other();
    amend(&mut scene.head, &void).await.see_other();
    let path = format!("{void}/void");
    let page = scene.office.get(&path).await.ok();
    let mistake = [("words", "立错"), ("merged_into", "none")];
    scene.office.submit(&page, &path, &mistake).await.see_other();
    let page = scene.supervisor.get(&path).await.ok();
    scene.supervisor.submit(&page, &path, &[("go", "countersign")]).await.see_other();
    figures_say_what_the_stories_say(&scene).await;
    let after = rows(&mut scene).await;
    for (label, rate) in [("退回整改率", "1/2"), ("反弹率", "0/1"), ("抽查符合率", "0/1")]
    {
        assert!(row(&after, label).contains(rate), "{}", row(&after, label));
    }
    assert!(row(&after, "整改天数").contains("1 件") && row(&after, "核验天数").contains("1 件"));
}

/// Hands in a changed plan.
pub async fn amend(head: &mut Browser, item: &str) -> Reply {
    let path = format!("{item}/plan");
    let page = head.get(&path).await.ok();
    let typed = [("measure-1", "在大厅和网站公示时限"), ("go", "submit")];
    head.submit(&page, &path, &typed).await
}

async fn reopen(browser: &mut Browser, item: &str, due: &str) -> Reply {
    let path = format!("{item}/reopen");
    let page = browser.get(&path).await.ok();
    browser.submit(&page, &path, &[("words", "又有反映"), ("due", due)]).await
}

#[tokio::test]
async fn the_figures_are_those_of_the_stories_and_alike_ones_are_read_as_one_row() {
    let mut scene = LedgerScene::start().await;
    // Sent back, closed, undone; another closed at once; a third that waits, and one just opened.
    let undone = in_verification(&mut scene).await;
    let others = [in_verification(&mut scene).await, in_verification(&mut scene).await];
    in_progress(&mut scene, "2026-04-30").await;
    in_progress(&mut scene, "2026-04-30").await;
    scene.opened(TEXT).await;
    let page = scene.supervisor.get("/office/ledger/draws").await.ok();
    let three = [("count", "3")];
    scene.supervisor.submit(&page, "/office/ledger/draws", &three).await.see_other();
    scene.go_to("2026-03-05").await;
    verify(&mut scene.office, &undone, "rework").await.see_other();
    file_all_anew(&mut scene, &undone).await;
    scene.go_to("2026-03-09").await;
    ask_closing(&mut scene.head, &undone).await.see_other();
    take_up(&mut scene.office, &undone).await.see_other();
    for item in [&undone, &others[0]] {
        let path = format!("{item}/visit");
        let page = scene.supervisor.get(&path).await.ok();
        let seen = [("words", "现场查看，属实")];
        scene.supervisor.submit(&page, &path, &seen).await.see_other();
        verify(&mut scene.supervisor, item, "close").await.see_other();
    }
    scene.go_to("2026-04-01").await;
    reopen(&mut scene.supervisor, &undone, "2026-05-29").await.see_other();
    assert_eq!(figures_say_what_the_stories_say(&scene).await, 5);
    // Rows of before: what the forms showed tells of the cycles that ended.
    let mut tx = scene.app.app.db.begin("test.old_rows").await.unwrap();
    assert_eq!(tx.run("DELETE FROM ledger_past_cycle", []).await.unwrap(), 1, "the control");
    assert_eq!(tx.run(past_cycles_of_old_rows(), []).await.unwrap(), 1);
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    assert_eq!(figures_say_what_the_stories_say(&scene).await, 5);

    let shown = scene.office.get("/office/metrics").await.ok();
    let rows = shown.all_text("tbody tr");
    let row = |label: &str| rows.iter().find(|row| row.starts_with(label)).unwrap().clone();
    for (label, rate) in [
        ("退回整改率", "1/4"),
        ("反弹率", "1/2"),
        ("抽查符合率", "1/2"),
        ("接收及时率", "6/6"),
        ("延期率", "0/5"),
    ] {
        assert!(row(label).contains(rate), "{label}: {}", row(label));
    }
    // From 2026-03-02: five working days to the second request, and none to the other.
    assert!(row("整改天数").contains("中位 2.5 天"), "{}", row("整改天数"));
    let mut tx = scene.app.app.db.read("figures.rows").await.unwrap();
    let counted =
        store::ledger::counted(&mut tx, &Scope::Every { but: None, own: None }).await.unwrap();
    let rows = counted.items.len();
    let items: u32 = counted.items.iter().map(|same| same.count).sum();
    assert!(rows < 6 && items == 6, "two in progress are one row: {rows} of {items}");
}

/// What was sent back is shown by its files still.
async fn file_all_anew(scene: &mut LedgerScene, item: &str) {
    let page = scene.doer.get(item).await.ok();
    if page.all_text("ol.measures code").is_empty() {
        file_all(&mut scene.doer, item).await;
    }
}
