//! Text messages that a gateway sends: over the outbox, at a plan of their own, and what a silent or
//! refusing gateway costs.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wenlian::domain::id::CampaignId;
use wenlian::services::sms::{Client, Message, Sms, Template};
use wenlian::services::{cancelling, invitations, worker};

use super::{draft, export, launch, number, seats, write_words};
use crate::harness::TestApp;

/// A campaign on its first day whose messages go by a gateway.
async fn launched_over(sms: Sms) -> (TestApp, CampaignId) {
    let app = TestApp::start_with_sms(sms).await;
    let (campaign, page) = draft(&app).await;
    let mut office = app.signed_in("admin").await;
    write_words(&mut office, &page).await;
    launch(&app, campaign).await;
    app.go_to("2026-03-09");
    (app, campaign)
}

/// The same, once the gateway was asked to send.
pub(super) async fn tried_over(sms: Sms) -> (TestApp, CampaignId) {
    let (app, campaign) = launched_over(sms).await;
    worker::tick(&app.app).await.unwrap();
    (app, campaign)
}

#[tokio::test]
async fn the_gateway_gets_a_message_for_each_number_over_the_outbox() {
    let sent = Arc::new(Mutex::new(Vec::<Message>::new()));
    let app = TestApp::start_with_sms(Sms::Memory(Arc::clone(&sent))).await;
    let (campaign, page) = draft(&app).await;
    let mut office = app.signed_in("admin").await;
    assert!(office.get(&page).await.ok().shown().contains("由程序按日期"), "nothing to export");
    let before = office.get(&format!("/office/campaigns/{campaign}/launch")).await.ok().shown();
    assert!(before.contains("“投标人”的短信内容还没有写"), "{before}");
    launch(&app, campaign).await;
    app.go_to("2026-03-09");
    worker::tick(&app.app).await.unwrap();
    assert!(sent.lock().unwrap().is_empty(), "without words they wait");
    let mut office = app.signed_in("admin").await;
    let home = office.get("/office/").await.ok().shown();
    assert!(home.contains("短信内容待写，写好以前不发送 1"), "{home}");
    let refused = export(&mut office, &page, &[("kind", "invitation")]).await;
    refused.refused();
    write_words(&mut office, &page).await;
    worker::tick(&app.app).await.unwrap();
    let messages = std::mem::take(&mut *sent.lock().unwrap());
    let people: HashSet<&str> = messages.iter().map(|it| it.to.as_str()).collect();
    assert_eq!((messages.len(), people.len()), (12, 12));
    let links = messages.iter().map(|it| {
        let link = it.text.strip_prefix("请匿名填写 ").unwrap();
        [String::new(), link.to_owned(), String::new()]
    });
    assert_eq!(seats(&app, &links.collect::<Vec<_>>()).await.len(), 12, "a seat each");
    worker::tick(&app.app).await.unwrap();
    assert!(sent.lock().unwrap().is_empty(), "once");
    let root = app.root().await;
    invitations::opt_out(&app.app, &root, campaign, &number(3)).await.unwrap();
    app.go_to("2026-03-17");
    worker::tick(&app.app).await.unwrap();
    let reminded = sent.lock().unwrap().clone();
    assert!(reminded.iter().all(|it| it.text.starts_with("提醒，已答请忽略：")));
    assert!(reminded.iter().all(|it| it.to.as_str() != number(3).as_str()));
    assert_eq!(reminded.len(), 11, "everyone alike but those who want none");

    // After a cancelling the office reads whom it has to tell by itself.
    let board = format!("/office/campaigns/{campaign}/mailing");
    let mut office = app.signed_in("admin").await;
    assert!(!office.get(&board).await.ok().shown().contains("系统通知不到"), "the control");
    let why = "问卷发错了版本";
    cancelling::propose(&app.app, &root, campaign, why.to_owned()).await.unwrap();
    let holder = app.actor("dudao").await;
    cancelling::confirm(&app.app, &holder, campaign, why).await.unwrap();
    let shown = office.get(&board).await.ok().shown();
    assert!(shown.contains("名单上的 12 个手机号码，系统通知不到"), "{shown}");
}

/// The office stops a number while nothing can leave yet: what it reads must not tell whether that
/// number is on the list.
#[tokio::test]
async fn a_stopped_number_moves_no_figure_while_messages_wait_for_their_words() {
    let mut boards = Vec::new();
    for stopped in [false, true] {
        let sms = Sms::Memory(Arc::new(Mutex::new(Vec::new())));
        let app = TestApp::start_with_sms(sms).await;
        let (campaign, _) = draft(&app).await;
        launch(&app, campaign).await;
        if stopped {
            let root = app.root().await;
            invitations::opt_out(&app.app, &root, campaign, &number(3)).await.unwrap();
        }
        app.go_to("2026-03-09");
        worker::tick(&app.app).await.unwrap();
        let board = format!("/office/campaigns/{campaign}/mailing?stay=1");
        boards.push(app.signed_in("admin").await.get(&board).await.ok().shown());
    }
    assert!(
        boards[0].contains("已发 0") && boards[0].contains("还没有写短信内容"),
        "{}",
        boards[0]
    );
    assert_eq!(boards[0], boards[1]);
}

#[tokio::test]
async fn messages_leave_at_a_plan_of_their_own_and_stand_apart_from_mails() {
    let sent = Arc::new(Mutex::new(Vec::<Message>::new()));
    let app = TestApp::start_with_sms(Sms::Memory(Arc::clone(&sent))).await;
    let (campaign, page) = draft(&app).await;
    let mut office = app.signed_in("admin").await;
    write_words(&mut office, &page).await;
    // What stands beside a campaign is copied with it.
    let here = format!("/office/campaigns/{campaign}");
    let copy = office.post_from(&here, &format!("{here}/copy"), &[]).await.see_other();
    let copied = office.get(&copy).await.ok().link("短信");
    assert!(office.get(&copied).await.ok().shown().contains("请匿名填写"), "the words are copied");

    let path = "/office/setup/messages";
    let form = office.get(path).await.ok();
    let wrong = office.submit(&form, path, &[("per_minute", "0")]).await.refused();
    assert!(wrong.shown().contains("1 至 1000000"), "{}", wrong.shown());
    office.submit(&wrong, path, &[("per_minute", "5"), ("per_day", "8")]).await.see_other();
    launch(&app, campaign).await;
    app.go_to("2026-03-09");
    for (minute, out) in [5, 8, 8].into_iter().enumerate() {
        worker::tick(&app.app).await.unwrap();
        worker::tick(&app.app).await.unwrap();
        assert_eq!(sent.lock().unwrap().len(), out, "minute {minute}");
        app.app.clock.advance_ms(60_000);
    }
    let mut office = app.signed_in("admin").await;
    let board = office.get(&format!("{here}/mailing")).await.ok().shown();
    for words in ["短信", "待发 16", "已发 8", "今天 8", "每分钟 5，每天 8", "不再重发"]
    {
        assert!(board.contains(words), "{words}: {board}");
    }
    assert!(!board.contains("没有配置邮件服务器"), "mails are not its business: {board}");
    app.go_to("2026-03-10");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent.lock().unwrap().len(), 12, "the next day goes on, {}", 8 + 4);
}

/// What a gateway answers to a message to somebody; nothing, where it is silent.
type Rule = Arc<Mutex<fn(&str) -> Option<u16>>>;

/// A gateway that answers by a rule, and what it was given.
pub(super) async fn gateway(body: &str, rule: Rule) -> (Sms, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let got = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&got);
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((mut line, _)) = listener.accept().await {
            let (mut said, mut bytes) = (String::new(), [0; 4096]);
            while !said.contains("&t=") {
                let count = line.read(&mut bytes).await.unwrap();
                said.push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
            let answer = (rule.lock().unwrap())(&mobile_in(&said));
            kept.lock().unwrap().push(said);
            if let Some(status) = answer {
                let answer = format!("HTTP/1.1 {status} said\r\ncontent-length: 0\r\n\r\n");
                line.write_all(answer.as_bytes()).await.unwrap();
            }
            held.push(line);
        }
    });
    let file = serde_json::json!({
        "url": format!("http://127.0.0.1:{port}/send"),
        "headers": { "Content-Type": "application/x-www-form-urlencoded" },
        "body": body,
    });
    let template = Template::parse(&file.to_string()).unwrap();
    let client = Client::new(template, None, Duration::from_millis(300)).unwrap();
    (Sms::Gateway(Arc::new(client)), got)
}

fn mobile_in(post: &str) -> String {
    post.split("m=").nth(1).unwrap().split('&').next().unwrap().to_owned()
}

fn link_in(post: &str) -> String {
    let body = &post[post.find("m=").unwrap()..];
    let (_, text) = form_urlencoded::parse(body.as_bytes()).find(|(name, _)| name == "t").unwrap();
    text.split_whitespace().find(|word| word.contains('#')).unwrap().to_owned()
}

#[tokio::test]
async fn a_message_that_a_silent_gateway_may_have_sent_is_posted_again_only_under_its_number() {
    for (body, is_repeated) in
        [("m={mobile}&t={text}", false), ("n={id}&m={mobile}&t={text}", true)]
    {
        let (sms, got) = gateway(body, Arc::new(Mutex::new(|_| None))).await;
        let app = TestApp::start_with_sms(sms).await;
        let (campaign, page) = draft(&app).await;
        let mut office = app.signed_in("admin").await;
        let form = office.get(&page).await.ok();
        office.submit(&form, &page, &[("words", "请匿名填写 {链接}")]).await.see_other();
        launch(&app, campaign).await;
        app.go_to("2026-03-09");
        for _ in 0..2 {
            // The gateway rests after each silence.
            worker::tick(&app.app).await.unwrap();
            app.app.clock.advance_ms(60_000);
        }
        let number = |post: &String| {
            (
                mobile_in(post),
                post.split("n=").nth(1).map(|n| n.split('&').next().unwrap().to_owned()),
            )
        };
        let asked: Vec<_> = got.lock().unwrap().iter().map(number).collect();
        assert_eq!(asked.len(), 2, "{asked:?}");
        assert_ne!(asked[0].0, asked[1].0, "the first one waits or is parked");
        let board = format!("/office/campaigns/{campaign}/mailing");
        let board = app.signed_in("admin").await.get(&board).await.ok().shown();
        let (parked, reason) =
            if is_repeated { (0, "没有回应") } else { (2, "可能已经发出") };
        assert!(board.contains(&format!("发不出 {parked}")) && board.contains(reason), "{board}");
        if is_repeated {
            app.app.clock.advance_ms(10 * 60_000);
            let mut seen = asked.len();
            while seen < 15 {
                worker::tick(&app.app).await.unwrap();
                app.app.clock.advance_ms(10 * 60_000);
                seen = got.lock().unwrap().len();
            }
            let asked: Vec<_> = got.lock().unwrap().iter().map(number).collect();
            let again = asked.iter().filter(|it| it.0 == asked[0].0).collect::<Vec<_>>();
            assert!(again.len() > 1 && again.iter().all(|it| **it == asked[0]), "{again:?}");
        }
    }
}

/// The office stops numbers while the gateway is broken: what was stopped does not count as sent before
/// anything leaves.
#[tokio::test]
async fn a_number_that_is_stopped_while_the_gateway_is_broken_waits_like_the_others() {
    let rule: Rule = Arc::new(Mutex::new(|_| Some(503)));
    let (sms, got) = gateway("m={mobile}&i={id}&t={text}", Arc::clone(&rule)).await;
    let (app, campaign) = tried_over(sms).await;
    let root = app.root().await;
    for stopped in 0..6 {
        invitations::opt_out(&app.app, &root, campaign, &number(stopped)).await.unwrap();
    }
    let states = async || {
        let mut tx = app.app.db.read("test.states").await.unwrap();
        let sql = "SELECT state, reason FROM invitation_mail WHERE kind = 'invitation'";
        tx.all::<(String, String), 0>(sql, []).await.unwrap()
    };
    for _ in 0..4 {
        app.app.clock.advance_ms(60 * 60_000);
        worker::tick(&app.app).await.unwrap();
    }
    let waiting = states().await;
    assert!(waiting.iter().all(|(state, _)| state == "queued"), "{waiting:?}");
    *rule.lock().unwrap() = |_| Some(200);
    got.lock().unwrap().clear();
    for _ in 0..3 {
        app.app.clock.advance_ms(60 * 60_000);
        worker::tick(&app.app).await.unwrap();
    }
    let passed = states().await.into_iter().filter(|(_, reason)| reason == "opted_out").count();
    assert_eq!(passed, 6, "the control: they are passed over once it takes messages");
    assert_eq!(got.lock().unwrap().len(), 6);
}

#[tokio::test]
async fn a_number_that_the_gateway_refuses_is_changed_by_two_persons_and_its_trouble_costs_none() {
    let rule: Rule = Arc::new(Mutex::new(|_| Some(503)));
    let (sms, got) = gateway("m={mobile}&t={text}", Arc::clone(&rule)).await;
    let (app, campaign) = launched_over(sms).await;
    let minutes = async |count: usize| {
        for _ in 0..count {
            worker::tick(&app.app).await.unwrap();
            app.app.clock.advance_ms(60_000);
        }
    };
    minutes(3).await;
    let mut office = app.signed_in("admin").await;
    let board = format!("/office/campaigns/{campaign}/mailing");
    let shown = office.get(&board).await.ok().shown();
    for said in ["短信网关自身有故障", "与名单上的号码无关", "待发 12", "发不出 0"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let home = office.get("/office/").await.ok().shown();
    assert!(home.contains("短信等待发出：短信网关发不出短信 12"), "{home}");

    *rule.lock().unwrap() = |to| Some(if to == "13800138003" { 400 } else { 200 });
    minutes(10).await;
    let shown = office.get(&board).await.ok();
    assert!(shown.shown().contains("已发 11") && shown.shown().contains("发不出 1"));
    let list = shown.link("被退回的地址和号码（1）");
    let refused = office.get(&list).await.ok();
    assert!(refused.shown().contains("13800138003") && refused.shown().contains("没有接受"));
    let change = refused.link("更换号码");
    let form = office.get(&change).await.ok();
    for wrong in ["right@example.cn", "1390013900"] {
        let wrong = office.submit(&form, &change, &[("address", wrong)]).await.refused();
        assert!(wrong.shown().contains("应是 11 位数字"), "{}", wrong.shown());
    }
    let itself = [("address", "13800138003")];
    let itself = office.submit(&form, &change, &itself).await.refused();
    assert!(itself.shown().contains("不能换成这一个"), "{}", itself.shown());
    let wide = [("address", "１３９ ００１３ ９０００")];
    office.submit(&form, &change, &wide).await.see_other();
    let before = got.lock().unwrap().len();
    minutes(1).await;
    assert_eq!(got.lock().unwrap().len(), before, "one person changes nothing");
    let mut holder = app.signed_in("dudao").await;
    let waits = holder.get(&list).await.ok();
    assert!(waits.shown().contains("13900139000"), "{}", waits.shown());
    holder.submit(&waits, &format!("{change}/confirm"), &[]).await.see_other();
    minutes(1).await;
    let posts = got.lock().unwrap().clone();
    assert_eq!(
        (posts.len(), mobile_in(posts.last().unwrap()).as_str()),
        (before + 1, "13900139000")
    );
    // Of the number that was refused no code lives on, whatever it was sent while the gateway was in
    // trouble; the new one's does.
    let told = |to: &str| -> Vec<[String; 3]> {
        let to_them = posts.iter().filter(|post| mobile_in(post) == to);
        to_them.map(|post| [String::new(), link_in(post), String::new()]).collect()
    };
    assert_eq!(seats(&app, &told("13800138003")).await.len(), 0);
    assert_eq!(seats(&app, &told("13900139000")).await.len(), 1);

    app.go_to("2026-03-17");
    minutes(1).await;
    let reminded = got.lock().unwrap().split_off(posts.len());
    assert_eq!(reminded.len(), 12);
    assert!(!reminded.iter().any(|post| mobile_in(post) == "13800138003"), "gets nothing more");
}

#[tokio::test]
async fn a_gateway_that_refuses_every_number_is_left_alone_before_the_list_is_gone() {
    let rule: Rule = Arc::new(Mutex::new(|_| Some(400)));
    let (sms, _) = gateway("m={mobile}&t={text}", Arc::clone(&rule)).await;
    let (app, campaign) = tried_over(sms).await;
    let board = format!("/office/campaigns/{campaign}/mailing");
    let mut office = app.signed_in("admin").await;
    let shown = office.get(&board).await.ok();
    assert!(shown.shown().contains("连续拒收了每一条"), "{}", shown.shown());
    assert!(shown.shown().contains("发不出 10") && shown.shown().contains("待发 2"));
    *rule.lock().unwrap() = |_| Some(200);
    let list = shown.link("被退回的地址和号码（10）");
    let refused = office.get(&list).await.ok();
    office.submit(&refused, &format!("{list}/again"), &[]).await.see_other();
    app.app.clock.advance_ms(60_000);
    worker::tick(&app.app).await.unwrap();
    let shown = office.get(&board).await.ok().shown();
    assert!(shown.contains("已发 12"), "{shown}");
}
