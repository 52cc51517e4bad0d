//! The words of an audience's letter: written, looked at, tried on oneself, frozen; and reminders
//! on several days.

use wenlian::domain::id::{AudienceId, CampaignId};
use wenlian::domain::people::{Login, PersonForm, Role, Roles};
use wenlian::domain::text::{EmailAddress, Line};
use wenlian::services::{campaigns, people as accounts, worker};

use super::{FIRST_DAY, Launched, people, sent};
use crate::harness::personas::PASSWORD;
use crate::harness::{TestApp, scenes};

/// The login of whoever writes a letter here, and may try it.
const WRITER: &str = "bangong";

/// A draft with an audience by mail; whoever writes its letter has an address to try it on.
async fn draft_of_a_letter(app: &TestApp) -> (CampaignId, AudienceId) {
    let root = app.root().await;
    let (questionnaire, _) = scenes::questionnaire(app).await;
    let campaign =
        campaigns::create(&app.app, &root, &scenes::texts(), scenes::dates()).await.unwrap();
    let form = scenes::audience("投标人", 0, questionnaire);
    let audience = campaigns::add_audience(&app.app, &root, campaign, &form).await.unwrap();
    let person = PersonForm {
        name: Line::parse("办公室").unwrap(),
        login: Login::parse(WRITER).unwrap(),
        email: EmailAddress::parse("office@example.cn").ok(),
        unit: None,
        roles: Roles::parse([Role::SurveyAdmin], None).unwrap(),
        in_charge_of: Vec::new(),
    };
    let (_, secret) = accounts::create(&app.app, &root, &person).await.unwrap();
    accounts::set_password(&app.app, secret.reveal(), PASSWORD).await.unwrap();
    (campaign, audience)
}

#[tokio::test]
async fn the_words_of_a_letter_are_checked_shown_as_on_a_phone_and_tried_on_oneself() {
    let app = TestApp::start().await;
    let (campaign, audience) = draft_of_a_letter(&app).await;
    let mut office = app.signed_in(WRITER).await;
    let overview = office.get(&format!("/office/campaigns/{campaign}")).await.ok();
    let path = overview.link("邮件文字");
    assert_eq!(path, format!("/office/campaigns/{campaign}/audiences/{audience}/letter"));

    let launch = office.get(&format!("/office/campaigns/{campaign}/launch")).await.ok().shown();
    for said in ["2026-03-16，当天 9:00", "邀请会在夜里发出（2026-03-09 00:00）"] {
        assert!(launch.contains(said), "{said}: {launch}");
    }

    let form = office.get(&path).await.ok();
    assert!(form.text().contains(&scenes::texts().mail_subject), "the campaign's words stand");
    for (name, wrong, said) in [
        ("text", "{姓名}您好", "“姓名”不能填入"),
        ("text", "请在{截止日期前填写", "大括号没有成对"),
        ("subject", "请看 https://evil.example", "这里不能写网址"),
        ("link_text", "打开 www.evil.example", "这里不能写网址"),
    ] {
        let refused = office.submit(&form, &path, &[(name, wrong)]).await.refused();
        assert!(refused.shown().contains(said), "{said}: {}", refused.shown());
        assert!(refused.text().contains(wrong), "what was typed stays");
    }
    let words = [
        ("subject", "致{调查对象}：{专项工作}"),
        ("text", "请在{截止日期}前填写<谢谢>。{发起单位}"),
        ("link_text", "点这里："),
    ];
    let looked: Vec<(&str, &str)> = words.into_iter().chain([("look", "yes")]).collect();
    let preview = office.submit(&form, &path, &looked).await.ok();
    let shown = preview.shown();
    for part in
        ["致投标人：廉政风险大排查大整改", "请在2026-03-20前填写<谢谢>。", "点这里：", "12388"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!preview.text().contains("<谢谢>"), "words are words");
    assert!(shown.contains("提醒：致投标人") && shown.contains("请不必理会这封邮件"), "{shown}");
    let below = words.into_iter().chain([("look", "below")]).collect::<Vec<_>>();
    let below = office.submit(&form, &path, &below).await.ok();
    assert!(below.shown().contains("致投标人：廉政风险大排查大整改"), "{}", below.shown());
    assert!(below.text().contains("致{调查对象}：{专项工作}"), "the form stands above, as typed");
    assert!(below.form_actions().contains(&path), "it can be saved from there");
    // Where it is drawn beside the form it is drawn nowhere else.
    assert_eq!(below.all_text(".handset-else .letter").len(), below.all_text(".letter").len());
    assert_eq!(form.attributes(".handset-else button", "value"), ["below"]);
    let links = preview.attributes(".letter a", "href");
    assert_eq!(preview.all_text(".letter a"), links, "a link reads as where it leads");
    assert!(
        office.get(&path).await.ok().text().contains(&scenes::texts().mail_subject),
        "kept nothing"
    );

    office.submit(&form, &path, &words).await.see_other();
    let saved = office.get(&path).await.ok();
    let tested = office.submit(&saved, &path, &[("test", "yes")]).await.ok();
    assert!(tested.shown().contains("已交给邮件服务器。"), "{}", tested.shown());
    assert!(!tested.shown().contains("还没有保存"), "{}", tested.shown());
    let test = sent(&app).pop().expect("a test");
    assert_eq!(test.to.as_str(), "office@example.cn");
    assert_eq!(test.subject.as_str(), "测试：致投标人：廉政风险大排查大整改");
    // What was typed since is what is tried, and it still stands there afterwards.
    let typed =
        [("subject", "还没有保存的主题"), ("text", "改到一半的{截止日期}"), ("link_text", "")];
    let typed_and = |more| typed.into_iter().chain([more]).collect::<Vec<(&str, &str)>>();
    let tested = office.submit(&saved, &path, &typed_and(("test", "yes"))).await.ok();
    assert!(tested.shown().contains("还没有保存"), "{}", tested.shown());
    let kept = tested.form(&path);
    for (name, value) in typed {
        assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}: {kept:?}");
    }
    let test = sent(&app).pop().expect("another test");
    assert_eq!(test.subject.as_str(), "测试：还没有保存的主题");
    assert!(test.text.contains("改到一半的2026-03-20"), "{}", test.text);
    let preview = office.submit(&saved, &path, &typed_and(("look", "yes"))).await.ok().shown();
    assert!(preview.contains("改到一半的2026-03-20"), "as the preview shows it: {preview}");
    let before = sent(&app).len();
    let wrong = [("subject", "{姓名}"), ("test", "yes")];
    let refused = office.submit(&saved, &path, &wrong).await.refused();
    assert!(refused.shown().contains("“姓名”不能填入") && refused.text().contains("{姓名}"));
    assert_eq!(sent(&app).len(), before, "nothing is sent in words that no letter can have");
    assert!(office.get(&path).await.ok().text().contains("致{调查对象}"), "nothing was saved");
    office.submit(&saved, &format!("{path}/usual"), &[]).await.see_other();
    assert!(office.get(&path).await.ok().text().contains(&scenes::texts().mail_subject));
}

#[tokio::test]
async fn reminders_go_out_on_each_of_their_days() {
    let app = TestApp::start().await;
    let mut dates = scenes::dates();
    dates.remind_on[2] = Some("2026-03-18".parse().unwrap());
    let launched = Launched::on(&app, dates, &people(10, "example.cn")).await;
    for (day, subject, all) in [
        (FIRST_DAY, "请您填写", 10),
        ("2026-03-16", "提醒：请您填写", 20),
        ("2026-03-17", "提醒：请您填写", 20),
        ("2026-03-18", "提醒：请您填写", 30),
    ] {
        app.go_to(day);
        worker::tick(&app.app).await.unwrap();
        let letters = sent(&app);
        assert_eq!(letters.len(), all, "{day}");
        assert!(letters[all - 1].subject.as_str().starts_with(subject), "{day}");
    }
    let mut office = app.signed_in("admin").await;
    let board = office.get(&format!("{}/mailing", launched.page)).await.ok().shown();
    assert!(board.contains("2026-03-16、2026-03-18，当天 9:00"), "{board}");
    let shown = office.get(&launched.page).await.ok().shown();
    assert!(shown.contains("2026-03-16、2026-03-18，当天 9:00"), "{shown}");
    assert!(shown.contains("第三次提醒") && !shown.contains("第二次提醒"), "{shown}");
}

#[tokio::test]
async fn a_test_that_is_pressed_twice_is_sent_once() {
    let app = TestApp::start().await;
    let (campaign, audience) = draft_of_a_letter(&app).await;
    let path = format!("/office/campaigns/{campaign}/audiences/{audience}/letter");
    let mut office = app.signed_in(WRITER).await;
    let page = office.get(&path).await.ok();
    let mut window = app.signed_in(WRITER).await;
    let test = [("test", "yes")];
    let (one, other) =
        tokio::join!(office.submit(&page, &path, &test), window.submit(&page, &path, &test));
    assert_eq!(sent(&app).len(), 1);
    let said = [one.ok(), other.ok()].map(|it| it.shown().contains("没有再发第二封"));
    assert!(said[0] != said[1], "one is told of the other");
    let again = office.submit(&page, &path, &test).await.ok();
    assert_eq!(sent(&app).len(), 1, "and so is a later one");
    office.submit(&again, &path, &test).await.ok();
    assert_eq!(sent(&app).len(), 2, "the control: whoever means another one gets it");
}
