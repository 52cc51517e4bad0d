//! From text to text: by keyboard, in an order of one's own, with the filter kept; and what a slip
//! at the desk can take back.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use wenlian::domain::id::TextId;
use wenlian::domain::people::Role;
use wenlian::domain::suggestions::{AsideReason, Remark, TextState};
use wenlian::services::suggestions::queue::{self, Filter};
use wenlian::services::suggestions::{AsRead, desk, reading};
use wenlian::services::{self, audit, tips, worker};

use crate::gallery::is_well_made;
use crate::harness::desk_scene::Desk;

const PROSE: &str = "建议改进窗口服务态度，落实一次性告知。";
const ROWS: &str = "main table tbody a:not([href*='/together'])";

async fn lay(desk: &Desk, count: usize) -> Vec<TextId> {
    let mut texts = Vec::new();
    for number in 0..count {
        texts.push(desk.text(&format!("第{number}条：大厅指示不清"), Some("kaibiao")).await);
    }
    texts
}

#[tokio::test]
async fn a_reader_goes_from_text_to_text_in_an_order_of_their_own_until_none_is_left() {
    let desk = Desk::open().await;
    let texts = lay(&desk, 9).await;
    desk.house.person("ling.yi", &[Role::Triager], None).await;
    let mut author = desk.browser("jing.ban").await;
    let list = author.get("/office/desk").await.ok();
    let order = list.attributes(ROWS, "href");
    assert_eq!(author.get("/office/desk").await.ok().attributes(ROWS, "href"), order);
    let other = desk.browser("ling.yi").await.get("/office/desk").await.ok();
    assert_ne!(other.attributes(ROWS, "href"), order, "another reader, another order");
    desk.house.go_to("2026-03-03");
    let mut author = desk.browser("jing.ban").await;
    let list = author.get("/office/desk").await.ok();
    let tomorrow = list.attributes(ROWS, "href");
    assert_ne!(tomorrow, order, "another day, another order");

    let mut here = list.link("逐条办理");
    let mut met = Vec::new();
    for left in (0..texts.len()).rev() {
        let page = author.get(&here).await.ok();
        is_well_made(&page);
        met.push(here.clone());
        let keys: BTreeSet<String> =
            page.attributes("[accesskey]", "accesskey").into_iter().collect();
        for key in ["n", "l", "t", "1", "2", "3", "4", "5", "6", "7"] {
            assert!(keys.contains(key), "{key}: {keys:?}");
        }
        let aside = format!("{here}/set-aside");
        here = author.submit(&page, &aside, &[("reason", "too_vague")]).await.see_other();
        let then = author.get(&here).await.ok();
        assert!(then.shown().contains("已搁置，等待复核人确认"), "{}", then.shown());
        assert_eq!(here == "/office/desk", left == 0, "{here}");
    }
    assert_eq!(met, tomorrow);
}

#[tokio::test]
async fn passing_a_text_by_comes_round_to_it_again_and_leaves_it_waiting() {
    let desk = Desk::open().await;
    lay(&desk, 3).await;
    let mut author = desk.browser("jing.ban").await;
    let order = author.get("/office/desk").await.ok().attributes(ROWS, "href");
    let mut here = order[0].clone();
    for expected in [&order[1], &order[2], &order[0]] {
        let next = author.get(&here).await.ok().link("下一条");
        here = author.get(&next).await.see_other();
        assert_eq!(&here, expected);
    }
    let back = author.get(&here).await.ok().link("返回列表");
    assert_eq!(author.get(&back).await.ok().attributes(ROWS, "href"), order);
}

#[tokio::test]
async fn a_filter_is_kept_from_text_to_text_and_two_campaigns_do_not_hide_each_other() {
    let desk = Desk::open().await;
    let second = desk.second_pool().await;
    let about =
        [desk.text("大厅太暗", Some("kaibiao")).await, desk.text("太吵", Some("kaibiao")).await];
    let money = desk.text("退款慢", Some("caiwu")).await;
    let elsewhere = desk.text_in(second, "窗口少", None).await;
    desk.text_in(second, "无", None).await;
    let mut author = desk.browser("jing.ban").await;
    let all = author.get("/office/desk").await.ok();
    assert_eq!(all.attributes(ROWS, "href").len(), 4, "both campaigns");
    assert!(all.shown().contains("窗口作风调查：“无”"), "{}", all.shown());

    let narrow = author.get("/office/desk?unit=kaibiao&step=bid_opening").await.ok();
    let rows = narrow.attributes(ROWS, "href");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| about.iter().any(|text| row.contains(&text.to_string()))));
    assert!(rows.iter().all(|row| row.ends_with("?step=bid_opening&unit=kaibiao")), "{rows:?}");
    let page = author.get(&rows[0]).await.ok();
    let aside = page.form_actions().into_iter().find(|to| to.contains("/set-aside")).unwrap();
    let next = author.submit(&page, &aside, &[("reason", "emotion")]).await.see_other();
    assert_eq!(next, rows[1], "the next of those, not of all");
    let only = author.get(&next).await.ok().link("返回列表");
    assert_eq!(author.get(&only).await.ok().attributes(ROWS, "href"), [next]);

    let actor = desk.actor("jing.ban").await;
    let shown = |filter: Filter| {
        let (app, actor) = (&desk.house.app, &actor);
        async move {
            let queue = queue::open(app, actor, &filter).await.unwrap().unwrap();
            queue.texts.iter().map(|text| text.id).collect::<Vec<_>>()
        }
    };
    let proposed = Filter { set_aside: Some(TextState::Proposed), ..Filter::default() };
    assert_eq!(shown(proposed.clone()).await.len(), 1);
    let reason = |reason| Filter { reason: Some(reason), ..proposed.clone() };
    assert_eq!(shown(reason(AsideReason::Emotion)).await.len(), 1);
    assert!(shown(reason(AsideReason::Thanks)).await.is_empty());
    let by_pool = Filter { pool: Some(second), ..Filter::default() };
    assert_eq!(shown(by_pool).await, [elsewhere]);
    let by_category = Filter { unit: Some("caiwu".to_owned()), ..Filter::default() };
    assert_eq!(shown(by_category).await, [money]);
}

#[tokio::test]
async fn what_one_set_aside_is_taken_back_until_another_confirmed_it() {
    let desk = Desk::open().await;
    let text = lay(&desk, 1).await[0];
    let (app, author) = (&desk.house.app, desk.actor("jing.ban").await);
    desk::set_aside(app, &author, desk.pool, text, AsideReason::Emotion).await.unwrap();
    let mut browser = desk.browser("jing.ban").await;
    let page = browser.get(&desk.at(text)).await.ok();
    let back = format!("{}/take-back", desk.at(text));
    let here = browser.submit(&page, &back, &[]).await.see_other();
    assert_eq!(here, desk.at(text), "it lies before the same reader");
    assert_eq!(browser.post::<&str, &str>(&back, &[]).await.status, StatusCode::CONFLICT);

    desk::set_aside(app, &author, desk.pool, text, AsideReason::Emotion).await.unwrap();
    desk.house.person("ling.yi", &[Role::Triager], None).await;
    let mut other = desk.browser("ling.yi").await;
    assert_eq!(other.post::<&str, &str>(&back, &[]).await.status, StatusCode::FORBIDDEN);
    let reader = desk.actor("fu.he").await;
    reading::confirm(app, &reader, desk.pool, text).await.unwrap();
    assert_eq!(browser.post::<&str, &str>(&back, &[]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_text_joined_by_mistake_comes_off_its_item_which_is_read_anew() {
    let desk = Desk::open().await;
    let texts = lay(&desk, 3).await;
    let item = desk.distil(texts[0], PROSE, desk.bids).await;
    desk.link(texts[1], item).await;
    desk.link(texts[2], item).await;
    let address = format!("/office/desk/items/{item}");
    let reader = desk.actor("fu.he").await;
    let app = &desk.house.app;
    let seen = reading::item(app, &reader, item).await.unwrap();
    assert_eq!(seen.sources.len(), 3);

    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&address).await.ok();
    assert!(page.shown().contains("意见原文（3 条）"), "{}", page.shown());
    let unlink = format!("{}/unlink", desk.at(texts[1]));
    let back = author.submit(&page, &unlink, &[]).await.see_other();
    assert_eq!(back, address);
    let page = author.get(&back).await.ok();
    assert!(page.shown().contains("意见原文（2 条）") && page.shown().contains("解除归并一条意见"));
    let waiting = author.get("/office/desk").await.ok().attributes(ROWS, "href");
    assert!(waiting.contains(&desk.at(texts[1])), "the original waits again: {waiting:?}");
    let verdict = reading::Verdict::Clear(None);
    let stale = reading::judge(app, &reader, item, seen.item.revision, verdict).await;
    assert!(matches!(stale, Err(services::Error::Stale)), "what was read is what is judged");

    // The last text takes the item along; a text of a cleared item stays.
    let person = desk.actor("jing.ban").await;
    desk::unlink(app, &person, desk.pool, texts[0]).await.unwrap();
    assert_eq!(desk::unlink(app, &person, desk.pool, texts[2]).await.unwrap(), None);
    author.get(&address).await.is(StatusCode::NOT_FOUND);
    assert_eq!(desk.count("SELECT CAST(COUNT(*) AS BIGINT) FROM lineage").await, 0);
    let item = desk.distil(texts[0], PROSE, desk.bids).await;
    desk.clear(item).await;
    let late = desk::unlink(app, &person, desk.pool, texts[0]).await;
    assert!(matches!(late, Err(services::Error::Refused(_))), "{late:?}");
    let queue = queue::open(app, &person, &Filter::default()).await.unwrap().unwrap();
    assert_eq!((queue.totals.waiting, queue.totals.distilled), (2, 1));

    let officer = desk.actor("ji.wei").await;
    let lines = audit::page(app, &officer, None, 1000).await.unwrap();
    let acts: BTreeSet<&str> =
        lines.iter().map(|line| line.act.as_str()).filter(|act| act.starts_with("sugg")).collect();
    let told = BTreeSet::from(["suggestions.handle", "suggestions.clear"]);
    assert_eq!(acts, told, "the trail does not tell one act at the desk from another");
}

#[tokio::test]
async fn author_and_second_reader_are_warned_of_every_hit_by_its_words() {
    let desk = Desk::open().await;
    let text =
        desk.text("东胜区第一中学改扩建工程开标那天窗口让我们跑了三趟", Some("kaibiao")).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(text)).await.ok();
    let copied = "反映窗口让我们跑了三趟：王科长、李建国主任上周三在第二开标室，3月5日收5000元和8000元，\
                  东胜区第一中学改扩建工程三标段，电话13812345678、0477-8581234。";
    let warned = author.submit(&page, &desk.at(text), &[("text", copied)]).await.refused();
    let hits = [
        "窗口让我们跑了三趟",
        "王科长",
        "李建国主任",
        "上周三",
        "第二开标室",
        "3月5日",
        "5000元",
        "8000元",
        "东胜区第一中学改扩建工程",
        "三标段",
        "13812345678",
        "0477-8581234",
    ];
    author.submit(&warned, &desk.at(text), &[("looked", "yes")]).await.see_other();
    let item = author.get("/office/desk").await.ok().link("王科长");
    let edit = author.get(&item).await.ok().link("修改提炼条");
    let mut reader = desk.browser("fu.he").await;
    let pages = [warned, author.get(&edit).await.ok(), reader.get(&item).await.ok()];
    for page in pages {
        for hit in hits {
            assert!(page.shown().contains(&format!("“{hit}”")), "{}: {hit}", page.path);
        }
    }
}

/// Numbers that follow from a seed, so that a walk that fails can be walked again.
struct Walk(u64);

impl Walk {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(bound).unwrap()).unwrap()
    }
}

#[tokio::test]
async fn totals_balance_after_every_step_of_a_random_walk_and_after_the_purge() {
    let desk = Desk::open().await;
    let texts = lay(&desk, 16).await;
    desk.house.person("di.san", &[Role::SecondReader], None).await;
    let app = &desk.house.app;
    let (author, reader) = (desk.actor("jing.ban").await, desk.actor("fu.he").await);
    let seed = u64::from_le_bytes(app.chance.bytes());
    let (mut walk, mut done) = (Walk(seed), 0);
    let filter = Filter::default();
    for step in 0.. {
        if step >= 90 && done > 20 {
            break;
        }
        assert!(step < 900, "the walk of seed {seed} goes nowhere: {done}");
        let text = texts[walk.below(texts.len())];
        let (pool, queue) = (desk.pool, queue::open(app, &author, &filter).await.unwrap().unwrap());
        let item = (!queue.items.is_empty()).then(|| &queue.items[walk.below(queue.items.len())]);
        let taken = match (walk.below(10), item) {
            (0 | 1, _) => {
                let draft = Desk::draft(PROSE, desk.finance);
                desk::distil(app, &author, pool, text, &draft).await.map(|_| ())
            }
            (2 | 3, Some(item)) => desk::link(app, &author, pool, text, item.id).await,
            (4, _) => desk::unlink(app, &author, pool, text).await.map(|_| ()),
            (5, _) => desk::set_aside(app, &author, pool, text, AsideReason::TooVague).await,
            (6, _) => match walk.below(4) {
                0 => desk::take_up(app, &reader, pool, text).await,
                1 => desk::take_back(app, &author, pool, text).await,
                2 => reading::reopen(app, &reader, pool, text).await,
                _ => reading::confirm(app, &reader, pool, text).await,
            },
            (7, Some(item)) => {
                let verdict = match walk.below(2) {
                    0 => reading::Verdict::Clear(None),
                    _ => reading::Verdict::SendBack(Remark::parse("请改").unwrap()),
                };
                reading::judge(app, &reader, item.id, item.revision, verdict).await.map(|_| ())
            }
            (8, _) if walk.below(3) == 0 => match walk.below(2) {
                0 => tips::hand_over(app, &author, pool, text, None, None).await,
                _ => match desk::text(app, &author, pool, text).await {
                    Ok(letter) => {
                        tips::send_up(app, &author, pool, AsRead::marked(text, &letter.seen)).await
                    }
                    Err(hidden) => Err(hidden),
                },
            },
            _ => continue,
        };
        match taken {
            Ok(()) => done += 1,
            Err(services::Error::Broken(error)) => panic!("step {step} of seed {seed}: {error}"),
            Err(_) => {}
        }
        for actor in [&author, &reader] {
            let queue = queue::open(app, actor, &filter).await.unwrap().unwrap();
            let totals = queue.totals;
            assert_eq!(totals.received(), texts.len(), "step {step} of seed {seed}: {totals:?}");
            assert_eq!(queue.texts.len(), totals.waiting, "step {step} of seed {seed}");
        }
    }
    desk.house.go_to("2026-08-29");
    worker::tick(app).await.unwrap();
    let queue = queue::open(app, &author, &filter).await.unwrap().unwrap();
    assert_eq!(queue.totals.received(), texts.len(), "seed {seed}: {:?}", queue.totals);
}

#[tokio::test]
async fn however_many_items_there_are_the_nearest_are_all_offered_and_of_the_others_a_pageful() {
    let desk = Desk::open().await;
    let text = desk.text("大厅进去不知道往哪走", None).await;
    let author = desk.actor("jing.ban").await.person;
    let mut tx = desk.house.app.db.begin("test.many_items").await.unwrap();
    for number in 0..330 {
        let words = match number % 3 {
            0 => format!("大厅进去不知道往哪走，第{number}处。"),
            _ => format!("评标专家抽取名单公布较晚（{number}）。"),
        };
        tx.run(
            "INSERT INTO item (id, campaign, state, text, category, unit, author, revision)
             VALUES ($1, $2, 'queued', $3, 'power', $4, $5, 1)",
            [
                wenlian::domain::id::ItemId::draw(wenlian::domain::chance::Chance).into(),
                desk.campaign.into(),
                words.into(),
                desk.finance.into(),
                author.into(),
            ],
        )
        .await
        .unwrap();
    }
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    let mut browser = desk.browser("jing.ban").await;
    let page = browser.get(&desk.at(text)).await.ok();
    let choices = page.attributes("input[name=item]", "value");
    assert_eq!(choices.len(), 110 + 100, "all that are alike, and a hundred of the others");
    assert!(page.shown().contains("字面差别更大的 120 条没有列出"), "{}", page.shown());
    assert_eq!(BTreeSet::from_iter(&choices).len(), choices.len());
}
