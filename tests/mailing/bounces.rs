//! Letters that come back, and the one way in which an address may change.

use std::collections::BTreeSet;

use wenlian::domain::id::MailId;
use wenlian::services::worker;
use wenlian::store::db::Unrecorded;

use super::{FIRST_DAY, Launched, STATES, TOKENS, count, people, rows, sent};
use crate::harness::relay::{Answer, Relay};
use crate::harness::{Browser, TestApp};

/// A report as a mail system writes it.
fn report(letter: MailId, to: &str, action: &str, status: &str) -> String {
    format!(
        "From MAILER-DAEMON Mon Mar  9 10:00:00 2026\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\r\n\
         --b1\r\nContent-Type: text/plain\r\n\r\nSorry, {to}\r\n\
         --b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n\
         Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n\
         --b1\r\nContent-Type: text/rfc822-headers\r\n\r\n\
         Message-ID: <{letter}@wenlian.test>\r\n\r\n--b1--\r\n\r\n"
    )
}

async fn upload(office: &mut Browser, page: &str, file: &str) -> String {
    let to = format!("{page}/mailing/reports");
    let done = office.upload(&to, &[], ("file", "bounces.mbox", file.as_bytes())).await;
    let next = done.see_other();
    office.get(&next).await.ok().shown()
}

#[tokio::test]
async fn a_letter_that_came_back_for_good_takes_its_code_with_it_and_others_take_nothing() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let letters = sent(&app);
    let (one, other) = (&letters[0], &letters[1]);
    let mut office = app.signed_in("admin").await;
    let form = office.get(&format!("{}/mailing/reports", launched.page)).await.ok();
    assert!(form.shown().contains("正文不读取"), "{}", form.shown());

    // A delay, somebody else's address, an unknown letter, and no report at all.
    let idle = [
        report(one.id, one.to.as_str(), "delayed", "4.4.1"),
        report(one.id, "stranger@example.cn", "failed", "5.1.1"),
        report(MailId::draw(app.app.chance), one.to.as_str(), "failed", "5.1.1"),
        "From x Mon Mar  9 10:00:00 2026\r\nSubject: hello\r\n\r\nhello\r\n\r\n".to_owned(),
    ];
    let said = upload(&mut office, &launched.page, &idle.concat()).await;
    assert!(said.contains("登记了 0 封") && said.contains("2 封对不上"), "{said}");
    assert_eq!(count(&app, TOKENS).await, 12);

    let nameless = report(one.id, one.to.as_str(), "failed", "5.1.1").replace("Message-ID", "X");
    let said = upload(&mut office, &launched.page, &nameless).await;
    assert!(said.contains("登记了 0 封") && said.contains("0 封不是退信"), "{said}");
    assert!(said.contains("1 封没有写明是哪封邮件") && said.contains(".eml"), "{said}");
    assert!(!said.contains(one.to.as_str()));
    assert_eq!(count(&app, TOKENS).await, 12);

    // Of a letter that somebody else wrote: nothing is to be looked for.
    let ours = format!("<{}@wenlian.test>", one.id);
    let foreign = report(one.id, one.to.as_str(), "failed", "5.1.1").replace(&ours, "<a.b@c.cn>");
    let said = upload(&mut office, &launched.page, &foreign).await;
    assert!(
        said.contains("登记了 0 封") && said.contains("1 封退的不是这次专项工作的邮件"),
        "{said}"
    );
    assert!(!said.contains("没有写明是哪封邮件"), "{said}");
    assert_eq!(count(&app, TOKENS).await, 12);

    let twice = report(other.id, other.to.as_str(), "failed", "5.1.1").repeat(2);
    let said = upload(&mut office, &launched.page, &twice).await;
    assert!(said.contains("登记了 1 封") && said.contains("1 封对不上"), "{said}");
    assert!(said.contains(other.to.as_str()) && !said.contains(one.to.as_str()), "{said}");
    assert_eq!(count(&app, TOKENS).await, 11, "the code it carried is void");
    let states = rows(&app, STATES).await;
    assert_eq!(states.iter().filter(|state| *state == "parked bounced_5.1.1").count(), 1);
    let nothing = office
        .upload(&format!("{}/mailing/reports", launched.page), &[("x", "y")], ("other", "a", b"b"))
        .await;
    assert!(nothing.refused().shown().contains("请选择一个文件"));
    let reports = format!("{}/mailing/reports", launched.page);
    let empty = office.upload(&reports, &[("x", "y")], ("file", "a.eml", b"")).await.refused();
    assert!(empty.shown().contains("这个文件是空的"), "{}", empty.shown());
}

#[tokio::test]
async fn an_address_changes_after_a_refusal_by_two_persons_once_and_everyone_may_count() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let one = sent(&app)[0].clone();
    let mut office = app.signed_in("admin").await;
    let list = format!("{}/mailing/refused", launched.page);
    assert!(office.get(&list).await.ok().shown().contains("没有被退回的地址"));
    upload(&mut office, &launched.page, &report(one.id, one.to.as_str(), "failed", "5.1.1")).await;

    let change = office.get(&list).await.ok().link("更换地址");
    let shown = office.get(&list).await.ok().shown();
    assert!(shown.contains("投标人") && shown.contains("（5.1.1）"), "{shown}");
    office.post::<&str, &str>("/office/view?lang=en&page=/office/", &[]).await.see_other();
    let english = office.get(&list).await.ok().shown();
    assert!(english.contains("Tenderers") && !english.contains("投标人"), "{english}");
    office.post::<&str, &str>("/office/view?lang=zh&page=/office/", &[]).await.see_other();
    let form = office.get(&change).await.ok();
    // What stands on this very page is refused at once.
    let itself = office.submit(&form, &change, &[("address", one.to.as_str())]).await.refused();
    assert!(itself.shown().contains("不能换成这一个"), "{}", itself.shown());
    let shared = office.submit(&form, &change, &[("address", " Info@example.cn")]).await.refused();
    assert!(shared.shown().contains("公用邮箱"), "{}", shared.shown());
    assert!(!itself.shown().contains("公用邮箱"), "the control");
    office.submit(&shared, &change, &[]).await.see_other();
    assert!(office.get(&list).await.ok().shown().contains("Info@example.cn"), "twice is meant");
    let typo = office.submit(&form, &change, &[("address", "right@gmial.com")]).await.refused();
    assert!(typo.shown().contains("域名可能写错") && typo.shown().contains("right@gmail.com"));
    // As a Chinese keyboard writes it, and as a list puts it right.
    let wide = [("address", "ｒｉｇｈｔ＠example。cn")];
    office.submit(&form, &change, &wide).await.see_other();
    worker::tick(&app.app).await.unwrap();
    assert_eq!(sent(&app).len(), 12, "one person changes nothing");
    let confirm = format!("{change}/confirm");
    office
        .post(&confirm, &[("address", "right@example.cn")])
        .await
        .is(axum::http::StatusCode::FORBIDDEN);

    let mut holder = app.signed_in("dudao").await;
    let stale = holder.post(&confirm, &[("address", "wrong@example.cn")]).await;
    stale.is(axum::http::StatusCode::CONFLICT);
    let page = holder.get(&list).await.ok();
    assert!(page.shown().contains("right@example.cn"), "{}", page.shown());
    holder.submit(&page, &confirm, &[]).await.see_other();
    worker::tick(&app.app).await.unwrap();
    let letters = sent(&app);
    assert_eq!(letters.len(), 13);
    assert_eq!(letters[12].to.as_str(), "right@example.cn");
    assert_eq!(count(&app, TOKENS).await, 12, "one code for one seat");

    // The list of the launch stays what it was, and its hash; what was changed stands below.
    let refused = office.get(&list).await.ok();
    assert!(
        refused.shown().contains(one.to.as_str()),
        "the one that came back: {}",
        refused.shown()
    );
    let mut supervisor = app.signed_in("dudao").await;
    let campaign = supervisor.get(&launched.page).await.ok();
    let frozen = campaign.link("查看名单");
    let shown = supervisor.get(&frozen).await.ok();
    assert!(!shown.shown().contains("不一致"), "{}", shown.shown());
    let tables = shown.all_text("table");
    assert!(tables[0].contains(one.to.as_str()) && !tables[0].contains("right@example.cn"));
    assert!(tables[1].contains(one.to.as_str()) && tables[1].contains("right@example.cn"));
    assert!(tables[1].contains("dudao"), "who confirmed: {}", tables[1]);
    // Nobody is reached twice by it.
    let later = format!("{}/later-seats", launched.page);
    let form = office.get(&later).await.ok();
    let audience = form.attributes("select[name=audience] option", "value").pop().unwrap();
    let typed = [("audience", audience.as_str()), ("lines", one.to.as_str()), ("reason", "漏了")];
    office.submit(&form, &later, &typed).await.see_other();
    let waits = supervisor.get(&later).await.ok();
    let twice = supervisor.submit(&waits, &format!("{later}/confirm"), &[]).await.refused();
    assert!(twice.shown().contains("列出的第 1 个已在"), "{}", twice.shown());
    let again = office.post(&change, &[("address", "third@example.cn")]).await.refused();
    assert!(again.shown().contains("已经更换过一次"), "{}", again.shown());
    let code =
        wenlian::services::campaigns::overview(&app.app, &app.root().await, launched.campaign)
            .await
            .unwrap()
            .pools[0]
            .pool
            .code;
    let who = app.visitor().get(&format!("/s/{code}/who")).await.ok();
    assert!(who.shown().contains("更换过 1 个"), "{}", who.shown());
    app.go_to("2026-03-16");
    worker::tick(&app.app).await.unwrap();
    let reminded = sent(&app).split_off(13);
    assert_eq!(reminded.len(), 12);
    assert!(reminded.iter().any(|letter| letter.to.as_str() == "right@example.cn"));
    assert!(!reminded.iter().any(|letter| letter.to == one.to), "the old address gets nothing");
}

#[tokio::test]
async fn the_office_cannot_ask_the_frozen_list_who_is_on_it() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let (one, other) = (sent(&app)[0].clone(), sent(&app)[1].clone());
    let mut office = app.signed_in("admin").await;
    upload(&mut office, &launched.page, &report(one.id, one.to.as_str(), "failed", "5.1.1")).await;
    let list = format!("{}/mailing/refused", launched.page);
    let change = office.get(&list).await.ok().link("更换地址");
    let confirm = format!("{change}/confirm");
    let mut holder = app.signed_in("dudao").await;
    // The office is told the same of one who is on the list and of one who is not.
    let mut told = Vec::new();
    for new in [other.to.as_str(), "stranger@example.cn"] {
        let next = office.post(&change, &[("address", new)]).await.see_other();
        told.push((next.clone(), office.get(&next).await.ok().shown().replace(new, "…")));
        let page = holder.get(&list).await.ok();
        let confirmed = holder.submit(&page, &confirm, &[]).await;
        if new == "stranger@example.cn" {
            confirmed.see_other();
            continue;
        }
        // The second person is told which it is, on the page where it can be declined.
        let confirmed = confirmed.refused();
        assert!(confirmed.shown().contains("它在这项专项工作的名单里"), "{}", confirmed.shown());
        assert!(confirmed.form_actions().contains(&format!("{change}/decline")));
        let page = office.get(&list).await.ok().shown();
        assert!(!page.contains("它在这项专项工作的名单里"), "{page}");
        holder.post::<&str, &str>(&format!("{change}/decline"), &[]).await.see_other();
    }
    assert_eq!(told[0], told[1]);
    worker::tick(&app.app).await.unwrap();
    let letters = sent(&app);
    assert_eq!((letters.len(), letters[12].to.as_str()), (13, "stranger@example.cn"));
}

#[tokio::test]
async fn a_new_address_ends_what_the_old_mailbox_could_do() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let invited = sent(&app)[0].clone();
    app.go_to("2026-03-16");
    worker::tick(&app.app).await.unwrap();
    let reminded = sent(&app).split_off(12).into_iter().find(|letter| letter.to == invited.to);
    let reminded = reminded.unwrap();
    let mut office = app.signed_in("admin").await;
    let came_back = report(reminded.id, reminded.to.as_str(), "failed", "5.1.1");
    upload(&mut office, &launched.page, &came_back).await;
    assert_eq!(count(&app, TOKENS).await, 23, "the invitation's code is good");

    let list = format!("{}/mailing/refused", launched.page);
    let change = office.get(&list).await.ok().link("更换地址");
    office.post(&change, &[("address", "right@example.cn")]).await.see_other();
    let mut holder = app.signed_in("dudao").await;
    let page = holder.get(&list).await.ok();
    holder.submit(&page, &format!("{change}/confirm"), &[]).await.see_other();
    assert_eq!(count(&app, TOKENS).await, 22, "what the old mailbox holds opens nothing");
    worker::tick(&app.app).await.unwrap();
    let new = sent(&app).pop().unwrap();
    assert_eq!(new.to.as_str(), "right@example.cn");
    assert!(new.stop.is_some() && new.stop != invited.stop, "nor does it stop the new letters");
}

#[tokio::test]
async fn an_address_that_was_refused_for_good_is_reminded_of_nothing_whoever_answered() {
    let relay = Relay::open().await;
    let app = TestApp::start_with_relay(&relay).await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    relay.does(|to| if to == "person.3@example.cn" { Answer::Refuse(550) } else { Answer::Take });
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let letters = relay.letters();
    assert_eq!(letters.len(), 11);
    // One more comes back later. Half of the people have answered, and nobody here knows.
    let back = letters.iter().find(|letter| letter.to == "person.4@example.cn").unwrap();
    let id = back.id.trim_start_matches('<').split('@').next().unwrap().parse().unwrap();
    let mut office = app.signed_in("admin").await;
    upload(&mut office, &launched.page, &report(id, &back.to, "failed", "5.1.1")).await;
    let mut tx = app.app.db.begin("test.spend").await.unwrap();
    let half = "UPDATE seat SET issued = 1 WHERE id IN (SELECT id FROM seat ORDER BY id LIMIT 6)";
    tx.run(half, []).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Respondent).await.unwrap();

    relay.does(|_| Answer::Take);
    app.go_to("2026-03-16");
    worker::tick(&app.app).await.unwrap();
    let reminded: BTreeSet<String> =
        relay.letters().split_off(11).into_iter().map(|letter| letter.to).collect();
    assert_eq!(reminded.len(), 10, "the control: the others are reminded");
    assert!(!reminded.contains("person.3@example.cn") && !reminded.contains("person.4@example.cn"));
    let board = app.signed_in("admin").await.get(&format!("{}/mailing", launched.page)).await.ok();
    assert!(board.shown().contains("之前的邮件已被退回"), "{}", board.shown());

    // The relay was at fault, not the first address: the office has everything sent once more.
    let list = format!("{}/mailing/refused", launched.page);
    let mut office = app.signed_in("admin").await;
    let page = office.get(&list).await.ok();
    let said = office.submit(&page, &format!("{list}/again"), &[]).await.see_other();
    let said = office.get(&said).await.ok().shown();
    assert!(said.contains("1 件重新进入待发"), "{said}");
    worker::tick(&app.app).await.unwrap();
    let again: Vec<String> =
        relay.letters().split_off(21).into_iter().map(|letter| letter.to).collect();
    assert_eq!(again, ["person.3@example.cn"], "what came back later stays");
}

#[tokio::test]
async fn a_letter_that_a_rule_refused_is_lost_and_says_nothing_against_its_address() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let (by_rule, for_good) = (sent(&app)[0].clone(), sent(&app)[1].clone());
    let mut office = app.signed_in("admin").await;
    let came_back = report(by_rule.id, by_rule.to.as_str(), "failed", "5.7.1");
    let said = upload(&mut office, &launched.page, &came_back).await;
    for words in ["登记了 0 封", "另有 1 封被对方按规则拒收", "按规则被拒收的邮件 种类"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains("没有被退回的地址") && !said.contains(by_rule.to.as_str()), "{said}");
    assert_eq!(count(&app, TOKENS).await, 11, "the code it carried is void");
    // The control: an address that does not exist may be changed.
    let other = report(for_good.id, for_good.to.as_str(), "failed", "5.1.1");
    upload(&mut office, &launched.page, &other).await;
    let list = format!("{}/mailing/refused", launched.page);
    let page = office.get(&list).await.ok();
    assert_eq!(page.links("更换地址").len(), 1, "{}", page.shown());
    crate::gallery::is_well_made(&page);
    assert!(page.shown().contains(for_good.to.as_str()) && !page.shown().contains("5.7.1 更换"));
    let sql = "SELECT address.id FROM address JOIN invitation_mail AS mail
               ON mail.seat = address.seat WHERE mail.reason = 'lost_5.7.1'";
    let good = rows(&app, sql).await.remove(0);
    let change = format!("{list}/{good}");
    office.get(&change).await.is(axum::http::StatusCode::NOT_FOUND);
    let typed = [("address", "right@example.cn")];
    office.post(&change, &typed).await.is(axum::http::StatusCode::NOT_FOUND);

    // Once the cause is mended the letter goes again, and an old report says nothing of it.
    let again = format!("{list}/again");
    let said = office.submit(&page, &again, &[("by_a_rule", "1")]).await.see_other();
    assert!(office.get(&said).await.ok().shown().contains("1 件重新进入待发"));
    worker::tick(&app.app).await.unwrap();
    let letters = sent(&app).split_off(12);
    assert_eq!(letters.iter().map(|it| it.to.as_str()).collect::<Vec<_>>(), [by_rule.to.as_str()]);
    assert_ne!(letters[0].id, by_rule.id, "another Message-ID");
    let said = upload(&mut office, &launched.page, &came_back).await;
    assert!(said.contains("登记了 0 封") && said.contains("1 封对不上"), "{said}");
    assert_eq!(count(&app, TOKENS).await, 11, "of twelve, but the one that is refused");
    assert!(!office.get(&list).await.ok().shown().contains("按规则被拒收的邮件"));

    app.go_to("2026-03-16");
    worker::tick(&app.app).await.unwrap();
    let reminded: BTreeSet<String> =
        sent(&app).split_off(13).iter().map(|letter| letter.to.as_str().to_owned()).collect();
    assert_eq!(reminded.len(), 11);
    assert!(reminded.contains(by_rule.to.as_str()) && !reminded.contains(for_good.to.as_str()));
}

#[tokio::test]
async fn a_status_that_finds_fault_with_our_own_address_says_nothing_against_theirs() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let letters = sent(&app);
    let mut office = app.signed_in("admin").await;
    for (letter, status) in letters.iter().zip(["5.1.7", "5.1.8"]) {
        let came_back = report(letter.id, letter.to.as_str(), "failed", status);
        let said = upload(&mut office, &launched.page, &came_back).await;
        assert!(said.contains("登记了 0 封"), "{status}: {said}");
        assert!(said.contains("另有 1 封被对方按规则拒收"), "{status}: {said}");
    }
    let list = format!("{}/mailing/refused", launched.page);
    let page = office.get(&list).await.ok();
    assert!(page.links("更换地址").is_empty(), "{}", page.shown());
    // The control: a status that finds fault with the address it went to.
    let theirs = report(letters[2].id, letters[2].to.as_str(), "failed", "5.1.1");
    upload(&mut office, &launched.page, &theirs).await;
    assert_eq!(office.get(&list).await.ok().links("更换地址").len(), 1);
}

#[tokio::test]
async fn after_the_last_day_no_address_changes_and_nothing_is_sent_again() {
    let app = TestApp::start().await;
    let launched = Launched::with(&app, &people(12, "example.cn")).await;
    app.go_to(FIRST_DAY);
    worker::tick(&app.app).await.unwrap();
    let (one, other) = (sent(&app)[0].clone(), sent(&app)[1].clone());
    let mut office = app.signed_in("admin").await;
    let both = [&one, &other].map(|it| report(it.id, it.to.as_str(), "failed", "5.1.1"));
    upload(&mut office, &launched.page, &both.concat()).await;
    let list = format!("{}/mailing/refused", launched.page);
    let open = office.get(&list).await.ok();
    let [first, second] = open.links("更换地址").try_into().unwrap();
    office.post(&first, &[("address", "right@example.cn")]).await.see_other();

    app.go_to("2026-03-20");
    let mut holder = app.signed_in("dudao").await;
    assert!(holder.get("/office/").await.ok().shown().contains("待确认更换的地址"), "the control");
    let seen = holder.get(&list).await.ok();
    let mut office = app.signed_in("admin").await;
    assert_eq!(office.get(&list).await.ok().links("更换地址").len(), 2, "the control");
    let form = office.get(&second).await.ok();

    app.go_to("2026-03-21");
    let (mut office, mut holder) = (app.signed_in("admin").await, app.signed_in("dudao").await);
    let over = office.get(&list).await.ok();
    assert!(over.shown().contains("截止日已过，邮件和短信不再发出"), "{}", over.shown());
    assert!(over.shown().contains("这次更换已失效"), "{}", over.shown());
    assert!(over.form_actions().iter().all(|it| !it.contains("/refused")), "nothing to press");
    assert!(over.links("更换地址").is_empty(), "{}", over.shown());
    let late = office.submit(&form, &second, &[("address", "late@example.cn")]).await.refused();
    assert!(late.shown().contains("不能再更换地址"), "{}", late.shown());
    assert_eq!(late.form(&second).iter().filter(|it| it.1 == "late@example.cn").count(), 1);
    office.get(&second).await.refused();
    office.submit(&open, &format!("{list}/again"), &[]).await.refused();

    assert!(!holder.get("/office/").await.ok().shown().contains("待确认更换的地址"));
    let confirmed = holder.submit(&seen, &format!("{first}/confirm"), &[]).await.refused();
    assert!(confirmed.shown().contains("没有确认的更换不再生效"), "{}", confirmed.shown());
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM invitation_mail
               WHERE state = 'queued' AND kind = 'invitation'";
    assert_eq!(count(&app, sql).await, 0, "nothing waits for ever");
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM address_change WHERE confirmed_by IS NOT NULL";
    assert_eq!(count(&app, sql).await, 0);
}
