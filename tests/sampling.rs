//! The faithfulness sample: somebody named by the supervision group reads some texts again beside
//! what became of them, and supervision learns numbers.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::domain::suggestions::AsideReason;
use wenlian::services;
use wenlian::services::suggestions::{batches, desk, reading, sample};

use crate::gallery::is_well_made;
use crate::harness::Reply;
use crate::harness::desk_scene::Desk;

const RAW: &str = "窗口小年轻老是甩脸子";
const PROSE: &str = "建议改进窗口服务态度，落实一次性告知。";

/// Five texts behind a released item and eight that were set aside.
async fn settled() -> Desk {
    let desk = Desk::open().await;
    let first = desk.text(&format!("{RAW}0"), None).await;
    let item = desk.distil(first, PROSE, desk.bids).await;
    for number in 1..5 {
        desk.link(desk.text(&format!("{RAW}{number}"), None).await, item).await;
    }
    let (app, author, reader) =
        (&desk.house.app, desk.actor("jing.ban").await, desk.actor("fu.he").await);
    for number in 0..8 {
        let text = desk.text(&format!("大厅太吵{number}"), None).await;
        desk::set_aside(app, &author, desk.pool, text, AsideReason::Emotion).await.unwrap();
        reading::confirm(app, &reader, desk.pool, text).await.unwrap();
    }
    desk.clear(item).await;
    let lead = desk.actor("fu.ze").await;
    batches::release(app, &lead, desk.campaign, &[desk.bids]).await.unwrap();
    desk
}

#[tokio::test]
async fn a_named_reader_reads_ten_pairs_again_and_supervision_sees_numbers() {
    let desk = settled().await;
    let mut supervisor = desk.house.person("du.dao", &[Role::Supervisor], None).await;
    let mut third = desk.house.person("di.san", &[Role::SecondReader], None).await;
    desk.house.person("jin.qin", &[Role::SecondReader], Some(desk.bids)).await;
    let page = supervisor.get("/office/sampling").await.ok();
    is_well_made(&page);
    let named = page.all_text("main details.confirm summary");
    assert_eq!(named, ["指定di.san并抽取"], "neither the desk's two nor a member of the unit");
    let home = supervisor.get("/office/").await.ok().shown();
    assert!(home.contains("待指定抽样复读人") && home.contains("2026-08-29"), "{home}");

    let to = format!("/office/sampling/{}", desk.campaign);
    let near = desk.actor("fu.he").await.person.to_string();
    let refused = supervisor.post(&to, &[("reader", near.as_str())]).await.refused();
    assert!(refused.shown().contains("这位人员不能复读"), "{}", refused.shown());
    let reader = desk.actor("di.san").await.person.to_string();
    supervisor.post(&to, &[("reader", reader.as_str())]).await.see_other();
    let again = supervisor.post(&to, &[("reader", reader.as_str())]).await;
    assert_ne!(again.status, StatusCode::SEE_OTHER, "drawn once");

    let home = third.get("/office/").await.ok().shown();
    assert!(home.contains("抽样复读待办"), "{home}");
    let list = third.get("/office/sample").await.ok();
    assert!(list.shown().contains("还有 10 条由您复读"), "{}", list.shown());
    let mut here = list.link("开始复读");
    let (mut aside, mut distilled) = (0, 0);
    for number in 0..10 {
        let pair = third.get(&here).await.ok();
        is_well_made(&pair);
        let shown = pair.shown();
        if shown.contains(PROSE) {
            distilled += 1;
        } else {
            aside += 1;
        }
        assert!(shown.contains(RAW) || shown.contains("情绪表达"), "{shown}");
        let verdict = if number == 0 { "unfaithful" } else { "faithful" };
        if number == 0 {
            let hasty = third.submit(&pair, &here, &[("verdict", verdict)]).await;
            hasty.refused();
        }
        let pairs = [("verdict", verdict), ("remark", "漏了一层意思")];
        here = third.submit(&pair, &here, &pairs).await.see_other();
    }
    assert_eq!(here, "/office/sample");
    assert!(distilled >= 2 && aside >= 5, "ten of five and eight: {distilled}, {aside}");

    let home = third.get("/office/").await.ok().shown();
    assert!(!home.contains("抽样复读待办"), "{home}");
    let page = supervisor.get("/office/sampling").await.ok();
    let shown = page.shown();
    assert!(shown.contains("按种子重新抽取，结果一致"), "{shown}");
    assert!(!page.text().contains("甩脸子") && !page.text().contains("漏了一层意思"));
    let author = desk.browser("jing.ban").await.get("/office/sample").await.ok();
    assert!(author.shown().contains("不相符：漏了一层意思"), "the desk learns: {}", author.shown());

    let actor = desk.actor("du.dao").await;
    let overview = sample::overview(&desk.house.app, &actor).await.unwrap();
    let sample::Standing::Drawn(drawn) = &overview[0].standing else { panic!("drawn") };
    let told = (drawn.frame, drawn.drawn, drawn.faithful, drawn.unfaithful, drawn.holds);
    assert_eq!(told, (13, 10, 9, 1, true));
    // The control: a draw that was tampered with is told.
    let mut tx = desk.house.app.db.begin("test.tamper").await.unwrap();
    tx.run("UPDATE desk_sample_text SET is_drawn = NOT is_drawn", []).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    assert!(supervisor.get("/office/sampling").await.ok().shown().contains("结果不一致"));
}

#[tokio::test]
async fn nobody_but_the_named_reader_opens_a_pair_and_nothing_is_drawn_while_a_text_waits() {
    let desk = settled().await;
    desk.house.person("du.dao", &[Role::Supervisor], None).await;
    let mut third = desk.house.person("di.san", &[Role::SecondReader], None).await;
    let waiting = desk.text("还有一条", None).await;
    let (app, supervisor) = (&desk.house.app, desk.actor("du.dao").await);
    let reader = desk.actor("di.san").await;
    let early = sample::draw(app, &supervisor, desk.campaign, reader.person).await;
    assert!(matches!(early, Err(services::Error::Stale)), "{early:?}");
    let told = desk.browser("du.dao").await.get("/office/sampling").await.ok().shown();
    assert!(told.replace("（条） ", "（条）").contains("待处理的意见（条）1"), "{told}");
    assert!(told.contains("2026-07-30 起也可以抽取"), "{told}");
    let (author, second) = (desk.actor("jing.ban").await, desk.actor("fu.he").await);
    desk::set_aside(app, &author, desk.pool, waiting, AsideReason::Thanks).await.unwrap();
    reading::confirm(app, &second, desk.pool, waiting).await.unwrap();
    sample::draw(app, &supervisor, desk.campaign, reader.person).await.unwrap();
    let readings = sample::readings(app, &reader).await.unwrap();
    let pair = format!("/office/sample/{}/{}", desk.campaign, readings[0].to_read[0]);
    third.get(&pair).await.ok();
    for (login, status) in [
        ("fu.he", StatusCode::NOT_FOUND),
        ("jing.ban", StatusCode::FORBIDDEN),
        ("du.dao", StatusCode::FORBIDDEN),
        ("fu.ze", StatusCode::FORBIDDEN),
    ] {
        assert_eq!(desk.browser(login).await.get(&pair).await.status, status, "{login}");
    }
}

#[tokio::test]
async fn what_the_reader_found_unfaithful_is_opened_and_dealt_with_and_a_verdict_is_given_once() {
    let desk = settled().await;
    let mut supervisor = desk.house.person("du.dao", &[Role::Supervisor], None).await;
    let mut third = desk.house.person("di.san", &[Role::SecondReader], None).await;
    let (app, reader) = (&desk.house.app, desk.actor("di.san").await);
    let named_by = desk.actor("du.dao").await;
    sample::draw(app, &named_by, desk.campaign, reader.person).await.unwrap();
    let readings = sample::readings(app, &reader).await.unwrap();
    let mut aside = None;
    for text in &readings[0].to_read {
        let here = format!("/office/sample/{}/{text}", desk.campaign);
        let pair = third.get(&here).await.ok();
        let said = [("verdict", "unfaithful"), ("remark", "应当采纳")];
        third.submit(&pair, &here, &said).await.see_other();
        if !pair.shown().contains(PROSE) {
            aside = Some(*text);
        }
        // The other window: nothing typed there is lost, and nothing is changed by it.
        let other = [("verdict", "faithful"), ("remark", "另一个窗口写的")];
        let twice = third.submit(&pair, &here, &other).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        for kept in ["另一个窗口写的", "应当采纳", "这一条您已经提交过", "提交过的不能更改"]
        {
            assert!(twice.shown().contains(kept), "{kept}: {}", twice.shown());
        }
    }
    let mut author = desk.browser("jing.ban").await;
    let list = author.get("/office/sample").await.ok();
    is_well_made(&list);
    assert!(list.shown().contains("查看提炼条"), "{}", list.shown());
    author.get(&list.link("查看提炼条")).await.ok();
    let text = author.get(&desk.at(aside.unwrap())).await.ok();
    let take_up = format!("{}/take-up", desk.at(aside.unwrap()));
    author.submit(&text, &take_up, &[]).await.see_other();
    let text = author.get(&desk.at(aside.unwrap())).await.ok();
    assert!(text.shown().contains("待处理"), "it lies before the desk again");
    // Nobody settles what was found of their own work, neither who distilled nor who read second.
    let of_aside = format!("/office/sample/{}/{}/dealt-with", desk.campaign, aside.unwrap());
    let settles = |page: &Reply| {
        let mut forms = page.form_actions().into_iter();
        forms.find(|to| to.ends_with("/dealt-with") && *to != of_aside)
    };
    assert!(settles(&list).is_none(), "{}", list.shown());
    assert!(
        list.shown().contains("由没有经手这条意见的人员记为已处理：di.san"),
        "{}",
        list.shown()
    );
    let list = third.get("/office/sample").await.ok();
    let noted = settles(&list).unwrap();
    for own in ["jing.ban", "fu.he"] {
        for finding in [&noted, &of_aside] {
            let refused = desk.browser(own).await.post::<&str, &str>(finding, &[]).await.refused();
            assert!(refused.shown().contains("您提炼或者复核过这条意见"), "{}", refused.shown());
        }
    }
    third.submit(&list, &of_aside, &[]).await.see_other();
    third.submit(&list, &noted, &[]).await.see_other();
    assert_eq!(third.post::<&str, &str>(&noted, &[]).await.status, StatusCode::CONFLICT);
    let shown = supervisor.get("/office/sampling").await.ok().shown();
    assert!(shown.contains("不相符的，已处理"), "{shown}");
    let overview = sample::overview(app, &named_by).await.unwrap();
    let sample::Standing::Drawn(drawn) = &overview[0].standing else { panic!("drawn") };
    assert_eq!((drawn.unfaithful, drawn.dealt_with, drawn.holds), (10, 2, true));
}
