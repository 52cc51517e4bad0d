//! Lists, mails and cards: who is reached, by what, and what nobody keeps.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use wenlian::domain::campaigns::Channel;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::id::{CampaignId, QuestionnaireId, SeatId};
use wenlian::domain::people::Role;
use wenlian::domain::text::EmailAddress;
use wenlian::services::campaigns::AudienceForm;
use wenlian::services::mail::{Letter, Mail};
use wenlian::services::{App, campaigns, closing_keys, launch, worker};
use wenlian::store;

use crate::harness::{Browser, TestApp, lists, scenes};

/// A draft with one audience by e-mail, ready but for its list and its passphrase.
struct Draft {
    campaign: CampaignId,
    page: String,
    list: String,
    office: Browser,
    questionnaire: QuestionnaireId,
}

async fn draft(app: &TestApp) -> Draft {
    let root = app.root().await;
    let (questionnaire, _) = scenes::questionnaire(app).await;
    let campaign =
        campaigns::create(&app.app, &root, &scenes::texts(), scenes::dates()).await.unwrap();
    let form = scenes::audience("投标人", 0, questionnaire);
    let audience = campaigns::add_audience(&app.app, &root, campaign, &form).await.unwrap();
    let page = format!("/office/campaigns/{campaign}");
    let list = format!("{page}/audiences/{audience}/list");
    let office = app.signed_in("admin").await;
    Draft { campaign, page, list, office, questionnaire }
}

fn csv(addresses: &[String]) -> Vec<u8> {
    format!(
        "单位,电子邮箱\n{}\n",
        addresses.iter().map(|a| format!("某公司,{a}")).collect::<Vec<_>>().join("\n")
    )
    .into_bytes()
}

fn addresses(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("person.{n}@example.cn")).collect()
}

/// Imports so many addresses and launches.
async fn launch_mails(app: &TestApp, count: usize) -> Draft {
    let mut draft = draft(app).await;
    launch_draft(app, &mut draft, count).await;
    draft
}

/// Imports so many addresses into the draft's first list and launches.
async fn launch_draft(app: &TestApp, draft: &mut Draft, count: usize) {
    let file = csv(&addresses(count));
    lists::import(&mut draft.office, &draft.list, "list.csv", &file).await;
    let root = app.root().await;
    let (holder, officer, _) = scenes::holders(app).await;
    let passphrase = closing_keys::draw(&app.app, &holder, draft.campaign).await.unwrap();
    for person in [&holder, &officer] {
        closing_keys::hold(&app.app, person, draft.campaign, passphrase.expose()).await.unwrap();
    }
    let overview = campaigns::overview(&app.app, &root, draft.campaign).await.unwrap();
    let revision = overview.campaign.revision;
    launch::launch(&app.app, &root, draft.campaign, revision).await.unwrap();
}

fn letters(app: &TestApp) -> Vec<Letter> {
    app.letters.lock().unwrap().clone()
}

/// The code in a letter's link.
fn token(letter: &Letter) -> Token {
    let link = letter.text.lines().find(|line| line.contains("/s/") && line.contains('#'));
    let (_, fragment) = link.unwrap().split_once('#').unwrap();
    Token::parse(fragment.split('.').next().unwrap()).unwrap()
}

/// The first letter that went to somebody else.
fn letter_but_to(app: &TestApp, but: &str) -> Letter {
    let mut sent = letters(app);
    sent.retain(|letter| !letter.to.as_str().starts_with(but));
    sent.swap_remove(0)
}

/// The seat a code reaches.
async fn seat_of(app: &App, token: &Token) -> Option<SeatId> {
    let hash = token.hash(&app.keys.token_key());
    let mut tx = app.db.read("test.seat").await.unwrap();
    let row = tx
        .maybe::<(String,), 1>(
            "SELECT seat FROM token WHERE h = $1",
            [hash.as_bytes().as_slice().into()],
        )
        .await
        .unwrap();
    row.map(|(seat,)| seat.parse().unwrap())
}

#[tokio::test]
async fn each_mail_carries_a_working_code_of_its_own_that_nobody_keeps() {
    let app = TestApp::start().await;
    let mut draft = launch_mails(&app, 12).await;
    worker::tick(&app.app).await.unwrap();
    assert!(letters(&app).is_empty(), "nothing is due before the first day");
    app.go_to("2026-03-09");
    draft.office = app.signed_in("admin").await;
    worker::tick(&app.app).await.unwrap();
    let sent = letters(&app);
    assert_eq!(sent.len(), 12);
    let mut seats = HashSet::new();
    let mut written = Vec::new();
    for letter in &sent {
        let token = token(letter);
        assert!(letter.html.contains(token.compact().as_str()));
        assert!(letter.text.contains(token.grouped().as_str()));
        assert!(letter.subject.as_str().contains("问卷"));
        seats.insert(seat_of(&app.app, &token).await.expect("a seat"));
        written.push(token);
    }
    assert_eq!(seats.len(), 12, "one seat each");
    assert!(seat_of(&app.app, &Token::draw(app.app.chance)).await.is_none(), "the control");
    let mut searched = 0;
    for_each_file(app.dir(), &mut |bytes| {
        searched += 1;
        for (token, letter) in written.iter().zip(&sent) {
            for secret in [token.compact().as_str(), token.grouped().as_str(), letter.to.as_str()] {
                assert!(!holds(bytes, secret.as_bytes()), "a code or an address lies on the disk");
            }
        }
    });
    assert!(searched >= 3, "the directories were searched");
    let page = draft.office.get(&draft.page).await.ok();
    assert!(page.all_text(".badge.good").contains(&"已发".to_owned()), "{}", page.shown());
    assert!(!page.text().contains("@example.cn"));
}

fn for_each_file(dir: &std::path::Path, look: &mut impl FnMut(&[u8])) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            for_each_file(&path, look);
        } else {
            look(&std::fs::read(&path).unwrap());
        }
    }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn numbers_get_seats_of_their_own_and_no_mail() {
    let app = TestApp::start().await;
    let root = app.root().await;
    let mut draft = draft(&app).await;
    let form = AudienceForm {
        channel: Channel::Phone,
        ..scenes::audience("评审专家", 0, draft.questionnaire)
    };
    let phones = campaigns::add_audience(&app.app, &root, draft.campaign, &form).await.unwrap();
    let list = format!("{}/audiences/{phones}/list", draft.page);
    let numbers: Vec<String> = (0..11).map(|n| format!("138001380{n:02}")).collect();
    let file = format!("手机号码\n{}\n", numbers.join("\n")).into_bytes();
    lists::import(&mut draft.office, &list, "numbers.csv", &file).await;
    let page = draft.office.get(&draft.page).await.ok();
    assert!(page.shown().contains("11 个手机号码"), "{}", page.shown());
    assert!(page.shown().contains("短信要通过短信网关发送"), "{}", page.shown());
    launch_draft(&app, &mut draft, 12).await;
    let mut tx = app.app.db.read("test.seats").await.unwrap();
    let sql =
        "SELECT seat.channel, CAST(COUNT(address.id) AS BIGINT), CAST(COUNT(mail.id) AS BIGINT)
               FROM seat JOIN address ON address.seat = seat.id
               LEFT JOIN invitation_mail AS mail ON mail.seat = seat.id AND mail.kind = 'invitation'
               GROUP BY seat.channel ORDER BY seat.channel";
    let counts = tx.all::<(String, i64, i64), 0>(sql, []).await.unwrap();
    assert_eq!(counts, [("email".to_owned(), 12, 12), ("phone".to_owned(), 11, 0)]);
}

#[tokio::test]
async fn two_workers_never_send_the_same_mail_twice() {
    let app = TestApp::start().await;
    launch_mails(&app, 20).await;
    app.go_to("2026-03-09");
    let (one, other) = tokio::join!(worker::tick(&app.app), worker::tick(&app.app));
    one.unwrap();
    other.unwrap();
    worker::tick(&app.app).await.unwrap();
    let sent = letters(&app);
    let people: HashSet<&str> = sent.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!((sent.len(), people.len()), (20, 20));
}

#[tokio::test]
async fn reminders_go_to_everyone_alike_but_those_who_want_none() {
    let app = TestApp::start().await;
    let mut draft = launch_mails(&app, 12).await;
    app.go_to("2026-03-09");
    worker::tick(&app.app).await.unwrap();
    let answered = seat_of(&app.app, &token(&letter_but_to(&app, "person.3@"))).await.unwrap();
    let mut tx = app.app.db.begin("test.spend").await.unwrap();
    tx.run("UPDATE seat SET issued = 1 WHERE id = $1", [answered.into()]).await.unwrap();
    tx.commit_unrecorded(store::db::Unrecorded::Respondent).await.unwrap();

    draft.office = app.signed_in("admin").await;
    let opt_out = format!("{}/opt-out", draft.page);
    let form = draft.office.get(&opt_out).await.ok();
    let to = draft.office.submit(&form, &opt_out, &[("address", "Person.3@example.cn")]).await;
    assert_eq!(to.see_other(), draft.page);

    app.go_to("2026-03-16");
    worker::tick(&app.app).await.unwrap();
    let reminders = letters(&app).split_off(12);
    assert_eq!(reminders.len(), 11, "all but the one who asked for none");
    assert!(reminders.iter().all(|letter| letter.text.contains("如果您已经提交答卷")));
    let mut reached = HashSet::new();
    for letter in &reminders {
        reached.insert(seat_of(&app.app, &token(letter)).await.unwrap());
        assert_ne!(letter.to, EmailAddress::parse("person.3@example.cn").unwrap());
    }
    assert!(reached.contains(&answered), "who answered is reminded like everyone");
    let first = token(&letters(&app)[0]);
    assert!(seat_of(&app.app, &first).await.is_some(), "older links keep working");
}

#[tokio::test]
async fn an_extension_is_told_to_everyone_alike_but_those_who_want_no_mail() {
    let app = TestApp::start().await;
    // Let in before the campaign began: one hand is not two persons.
    app.person("second", &[Role::Supervisor], None).await;
    let mut draft = launch_mails(&app, 12).await;
    app.go_to("2026-03-18");
    worker::tick(&app.app).await.unwrap();
    let answered = seat_of(&app.app, &token(&letter_but_to(&app, "person.3@"))).await.unwrap();
    let mut tx = app.app.db.begin("test.spend").await.unwrap();
    tx.run("UPDATE seat SET issued = 1 WHERE id = $1", [answered.into()]).await.unwrap();
    tx.commit_unrecorded(store::db::Unrecorded::Respondent).await.unwrap();
    draft.office = app.signed_in("admin").await;
    let opt_out = format!("{}/opt-out", draft.page);
    draft.office.post(&opt_out, &[("address", "person.3@example.cn")]).await.see_other();

    let extension = format!("{}/extension", draft.page);
    let mut days = vec![("closes_on", "2026-03-27"), ("reason", "回收偏少")];
    let silent = draft.office.post(&extension, &days).await.refused();
    assert!(silent.shown().contains("请填写发送延期通知的日期"), "{}", silent.shown());
    days.push(("remind_on", "2026-03-23"));
    draft.office.post(&extension, &days).await.see_other();
    let mut holder = app.signed_in("second").await;
    let page = holder.get(&extension).await.ok();
    holder.submit(&page, &format!("{extension}/confirm"), &[]).await.see_other();

    let before = letters(&app).len();
    app.go_to("2026-03-22");
    worker::tick(&app.app).await.unwrap();
    assert_eq!(letters(&app).len(), before, "not before its day");
    app.go_to("2026-03-23");
    worker::tick(&app.app).await.unwrap();
    let told = letters(&app).split_off(before);
    assert_eq!(told.len(), 11, "all but the one who asked for none");
    let mut reached = HashSet::new();
    for letter in &told {
        assert!(letter.subject.as_str().starts_with("延期："), "{}", letter.subject.as_str());
        assert!(letter.text.contains("现在到 2026-03-27 24:00 为止"), "{}", letter.text);
        assert!(letter.text.contains("如果您已经提交答卷"), "{}", letter.text);
        reached.insert(seat_of(&app.app, &token(letter)).await.unwrap());
    }
    assert!(reached.contains(&answered), "who answered is told like everyone");
}

#[tokio::test]
async fn nothing_is_sent_after_the_last_day() {
    let app = TestApp::start().await;
    launch_mails(&app, 12).await;
    app.go_to("2026-03-21");
    worker::tick(&app.app).await.unwrap();
    assert!(letters(&app).is_empty());
}

#[tokio::test]
async fn participation_is_one_coarse_step_a_day() {
    let app = TestApp::start().await;
    let scene = scenes::launched(&app, &[40]).await;
    let page = format!("/office/campaigns/{}", scene.campaign);
    app.go_to("2026-03-09");
    worker::tick(&app.app).await.unwrap();
    let mut office = app.signed_in("admin").await;
    let first = office.get(&page).await.ok().shown();
    assert!(first.contains("不足 10 份 截至 2026-03-09 0 时"), "{first}");
    let mut tx = app.app.db.begin("test.spend").await.unwrap();
    tx.run("UPDATE seat SET issued = 1 WHERE id IN (SELECT id FROM seat ORDER BY id LIMIT 13)", [])
        .await
        .unwrap();
    tx.commit_unrecorded(store::db::Unrecorded::Respondent).await.unwrap();
    worker::tick(&app.app).await.unwrap();
    let same = office.get(&page).await.ok().shown();
    assert!(same.contains("不足 10 份"), "not before midnight: {same}");
    app.go_to("2026-03-10");
    worker::tick(&app.app).await.unwrap();
    let next = app.signed_in("admin").await.get(&page).await.ok().shown();
    assert!(next.contains("至少 25% 截至 2026-03-10 0 时"), "{next}");

    // At the beginning of the day it is launched on, a campaign had no participation.
    let app = TestApp::start().await;
    app.go_to("2026-03-09");
    let page = format!("/office/campaigns/{}", scenes::launched(&app, &[40]).await.campaign);
    worker::tick(&app.app).await.unwrap();
    let same_day = app.signed_in("admin").await.get(&page).await.ok().shown();
    assert!(!same_day.contains("截至"), "{same_day}");
    app.go_to("2026-03-10");
    worker::tick(&app.app).await.unwrap();
    let next = app.signed_in("admin").await.get(&page).await.ok().shown();
    assert!(next.contains("不足 10 份 截至 2026-03-10 0 时"), "{next}");
}

/// A relay that speaks SMTP on a real socket and keeps what it is given.
struct Sink {
    port: u16,
    letters: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let letters = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&letters);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&kept)));
            }
        });
        Self { port, letters }
    }
}

/// Refuses one recipient for good and takes everything else.
async fn converse(stream: TcpStream, letters: Arc<Mutex<Vec<String>>>) {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink\r\n").await.unwrap();
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let reply = match line.split([' ', ':']).next().unwrap().trim() {
            "RCPT" if line.contains("person.5@") => "550 no such mailbox",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.unwrap();
                let mut letter = String::new();
                while !letter.ends_with("\r\n.\r\n") {
                    stream.read_line(&mut letter).await.unwrap();
                }
                letters.lock().unwrap().push(letter);
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        stream.write_all(format!("{reply}\r\n").as_bytes()).await.unwrap();
    }
}

#[tokio::test]
async fn letters_reach_a_relay_over_a_real_socket_and_what_it_refuses_is_parked() {
    let sink = Sink::open().await;
    let url = format!("smtp://127.0.0.1:{}", sink.port);
    let app = TestApp::start_with_mail(Mail::from_url(&url, None).unwrap()).await;
    let mut draft = launch_mails(&app, 12).await;
    app.go_to("2026-03-09");
    draft.office = app.signed_in("admin").await;
    worker::tick(&app.app).await.unwrap();
    let letters = sink.letters.lock().unwrap().clone();
    assert_eq!(letters.len(), 11);
    for letter in &letters {
        for header in ["multipart/alternative", "text/plain", "text/html", "Auto-Submitted"] {
            assert!(letter.contains(header), "{header}: {letter}");
        }
        assert!(letter.contains("From: ") && letter.contains("<wj@wenlian.test>"), "{letter}");
        assert!(letter.contains("Subject: =?utf-8?"), "a Chinese subject is encoded: {letter}");
    }
    let page = draft.office.get(&draft.page).await.ok();
    assert!(
        page.shown().contains("发不出")
            && page.shown().contains("对方拒收（550）")
            && !page.shown().contains("smtp_"),
        "{}",
        page.shown()
    );
    assert!(!page.text().contains("person.5"), "no address on the page");
}
