//! Campaigns from the first draft to the launch, and what the law refuses on the way.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use wenlian::domain::id::{CampaignId, QuestionnaireId};
use wenlian::domain::people::Role;
use wenlian::domain::questionnaires::{Edit, Place};
use wenlian::services::discipline;
use wenlian::services::launch::Launches;
use wenlian::services::questionnaires;
use wenlian::store::Tx;
use wenlian::store::db::Unrecorded;

use crate::harness::answering::Survey;
use crate::harness::door::count;
use crate::harness::{Browser, Reply, TestApp, scenes};

const CAMPAIGNS: &str = "/office/campaigns";
const NEW: &str = "/office/campaigns/new";

/// Fills in the form of a new campaign; the address of its page.
async fn plan_campaign(office: &mut Browser) -> String {
    let page = office.get(NEW).await.ok();
    let typed = [
        ("name_zh", "廉政风险大排查大整改"),
        ("issuer_zh", "鄂尔多斯市公共资源交易中心"),
        ("telephone", "0477-8580000"),
        ("tips_to", "0477-8580001"),
        ("notice_url", "https://ggzyjy.example.cn/tz/1.html"),
        ("opens_on", "2026-03-09"),
        ("closes_on", "2026-03-20"),
        ("remind_on", "2026-03-16"),
    ];
    office.submit(&page, NEW, &typed).await.see_other()
}

/// Adds an audience reached by cards; the campaign's page.
async fn add_cards(office: &mut Browser, campaign: &str, name: &str, cards: &str) -> Reply {
    let new = format!("{campaign}/audiences/new");
    let page = office.get(&new).await.ok();
    let asked = page.attributes("select[name=questionnaire] option", "value");
    let asked = asked.iter().find(|id| !id.is_empty()).unwrap().clone();
    let typed =
        [("name_zh", name), ("channel", "card"), ("cards", cards), ("questionnaire", &asked)];
    let to = office.submit(&page, &new, &typed).await.see_other();
    office.get(&to).await.ok()
}

/// Draws the passphrase on its page and reads it there.
async fn draw(holder: &mut Browser, campaign: &str) -> String {
    let passphrase = format!("{campaign}/passphrase");
    let page = holder.get(&passphrase).await.ok();
    let shown = holder.submit(&page, &passphrase, &[]).await.ok();
    shown.all_text(".paper code").remove(0)
}

async fn type_back(holder: &mut Browser, campaign: &str, words: &str) -> Reply {
    let check = format!("{campaign}/passphrase/check");
    let page = holder.get(&check).await.ok();
    holder.submit(&page, &check, &[("password", words)]).await
}

/// A discipline officer who has made the key for tips on the page after the first sign-in.
async fn officer_with_key(app: &TestApp) -> Browser {
    let mut officer = app.person("jiwei", &[Role::Discipline], None).await;
    let key = "/office/discipline/key";
    let page = officer.get(key).await.ok();
    let shown = officer.submit(&page, key, &[]).await.ok();
    let words = shown.all_text(".paper code").remove(0);
    let check = format!("{key}/check");
    let page = officer.get(&check).await.ok();
    let wrong = officer.submit(&page, &check, &[("password", "muye fudi")]).await.refused();
    assert!(wrong.shown().contains("7 个词"), "{}", wrong.shown());
    assert_eq!(
        wrong.all_text("label[for=f-password]"),
        ["线索口令 必填"],
        "not that of the opening"
    );
    officer.submit(&page, &check, &[("password", &words)]).await.see_other();
    assert!(officer.get(key).await.ok().shown().contains("已经启用"));
    officer
}

#[tokio::test]
async fn a_campaign_goes_from_draft_to_launch_through_its_pages() {
    let app = TestApp::start().await;
    let mut office = app.administrator().await;
    let (asked, _) = scenes::questionnaire(&app).await;
    let campaign = plan_campaign(&mut office).await;
    let page = office.get(&campaign).await.ok();
    assert_eq!(page.all_text(".steps li > :first-child").len(), 8);
    assert!(page.shown().contains("启封之前没有任何结果"), "{}", page.shown());
    assert!(page.shown().contains("至少一个调查对象"), "{}", page.shown());
    let page = add_cards(&mut office, &campaign, "招标人（采购人）", "12").await;
    assert!(page.shown().contains("12 张邀请卡"), "{}", page.shown());
    assert!(page.shown().contains("少于 40 个"), "warned: {}", page.shown());

    let mut holder = app.person("dudao", &[Role::Supervisor], None).await;
    let home = holder.get("/office/").await.ok();
    assert_eq!(home.link("启封口令待保管"), format!("{campaign}/passphrase"));
    let words = draw(&mut holder, &campaign).await;
    assert_eq!(words.split(' ').count(), 7);
    let again = holder.get(&format!("{campaign}/passphrase")).await.ok();
    assert!(!again.text().contains(&words), "it is shown once");
    type_back(&mut holder, &campaign, &words.to_uppercase()).await.see_other();
    type_back(&mut holder, &campaign, &words).await.see_other();
    let home = holder.get("/office/").await.ok();
    assert!(!home.shown().contains("启封口令待保管"), "kept: {}", home.shown());
    assert_eq!(office.get("/office/").await.ok().link("筹备中，待启动"), campaign);
    let launch = format!("{campaign}/launch");
    let waiting = office.get(&launch).await.ok();
    assert!(waiting.shown().contains("目前 1 人"), "one person twice: {}", waiting.shown());
    assert!(waiting.shown().contains("线索口令"), "{}", waiting.shown());
    assert!(!waiting.form_actions().contains(&launch), "no button before everything is there");
    office.post(&launch, &[("revision", "1")]).await.refused();

    let mut officer = officer_with_key(&app).await;
    let wrong = type_back(&mut officer, &campaign, "muye fudi helu gatu nibo qiwa yizu").await;
    assert!(wrong.refused().shown().contains("口令不对"));
    type_back(&mut officer, &campaign, &words).await.see_other();
    let ready = office.get(&launch).await.ok();
    assert!(ready.shown().contains("启动条件已经齐备"), "{}", ready.shown());
    assert!(!ready.shown().contains("有改动还没有发布"), "{}", ready.shown());
    take_a_question_out(&app, asked).await;
    let ready = office.get(&launch).await.ok();
    assert!(ready.shown().contains("有改动还没有发布"), "{}", ready.shown());
    assert_eq!(office.submit(&ready, &launch, &[]).await.see_other(), campaign);

    let page = office.get(&campaign).await.ok();
    assert_eq!(page.all_text(".steps li.now > :first-child"), ["发放"]);
    for after in ["edit", "launch", "audiences/new"] {
        let closed = office.get(&format!("{campaign}/{after}")).await.refused();
        assert!(closed.shown().contains("已经启动"), "{after}: {}", closed.shown());
    }
    holder.get(&format!("{campaign}/passphrase")).await.refused();
    // A window that was opened before the launch.
    let late = office.post(&format!("{campaign}/edit"), &[("telephone", "110")]).await.refused();
    assert!(late.shown().contains("修改以后再提交也一样"), "{}", late.shown());
    assert!(!late.shown().contains("请返回上一页修改"), "{}", late.shown());
}

/// A change of the questionnaire that nobody publishes.
async fn take_a_question_out(app: &TestApp, asked: QuestionnaireId) {
    let root = app.root().await;
    let opened = questionnaires::one(&app.app, &root, asked).await.unwrap().questionnaire;
    let code = opened.draft.questions[0].code.clone();
    let remove = Edit::Remove(Place { block: None, code });
    questionnaires::edit(&app.app, &root, asked, opened.revision, remove).await.unwrap();
}

/// Something that has the draft in its hands, so that a launch waits.
async fn holding(app: &TestApp, campaign: CampaignId) -> Tx {
    let mut tx = app.app.db.begin("test.hold").await.unwrap();
    let sql = "UPDATE campaign SET revision = revision WHERE id = $1";
    tx.run(sql, [campaign.into()]).await.unwrap();
    tx
}

/// The page of a launch once it is no longer under way.
async fn when_it_has_ended(office: &mut Browser, launch: &str) -> Reply {
    loop {
        let reply = office.get(launch).await;
        if !reply.headers.contains_key("refresh") {
            return reply;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Seats and mails of all campaigns.
async fn written(app: &TestApp) -> (i64, i64) {
    let seats = "SELECT CAST(COUNT(*) AS BIGINT) FROM seat";
    let mails = "SELECT CAST(COUNT(*) AS BIGINT) FROM invitation_mail";
    (count(app, seats).await, count(app, mails).await)
}

#[tokio::test]
async fn a_long_launch_goes_on_by_itself_and_happens_whole_or_not_at_all() {
    let app = TestApp::start().await;
    let people: Vec<String> = (0..12).map(|place| format!("person.{place}@example.cn")).collect();
    let ready = scenes::ready_to_mail(&app, scenes::dates(), &people).await;
    let campaign = format!("/office/campaigns/{}", ready.campaign);
    let launch = format!("{campaign}/launch");
    let mut node = app.another_node();
    Arc::get_mut(&mut node).unwrap().launches = Launches::patient(Duration::from_millis(20));
    let mut office = app.signed_in("admin").await.at(wenlian::app::router(&node));

    // Somebody else changes the draft meanwhile: nothing of the launch stays.
    let page = office.get(&launch).await.ok();
    let mut other = holding(&app, ready.campaign).await;
    assert_eq!(office.submit(&page, &launch, &[]).await.see_other(), launch, "nobody waits for it");
    let under_way = office.get(&launch).await.ok();
    assert!(under_way.shown().contains("正在启动"), "{}", under_way.shown());
    assert_eq!(under_way.headers["refresh"], "3");
    let sql = "UPDATE campaign SET revision = revision + 1 WHERE id = $1";
    other.run(sql, [ready.campaign.into()]).await.unwrap();
    other.commit_unrecorded(Unrecorded::Outbox).await.unwrap();
    let failed = when_it_has_ended(&mut office, &launch).await.ok();
    assert!(failed.shown().contains("什么都没有改变"), "{}", failed.shown());
    assert_eq!(written(&app).await, (0, 0));

    let other = holding(&app, ready.campaign).await;
    assert_eq!(office.submit(&failed, &launch, &[]).await.see_other(), launch);
    let again = office.post(&launch, &[("revision", "1")]).await.see_other();
    assert_eq!(again, launch, "pressed twice, it is launched once");
    drop(other);
    let done = when_it_has_ended(&mut office, &launch).await;
    assert_eq!(done.see_other(), campaign, "its page leads on in the end");
    assert!(office.get(&campaign).await.ok().shown().contains("已启动"));
    assert_eq!(written(&app).await, (12, 24), "an invitation and a reminder each");
}

#[tokio::test]
async fn a_day_of_reminder_promises_only_what_holds_and_whose_turn_it_is_names_who_may_act() {
    let app = TestApp::start().await;
    let mut office = app.administrator().await;
    let form = office.get("/office/campaigns/new").await.ok().shown();
    assert!(!form.contains("当天 9:00 发给名单上的每一位"), "no channel is known: {form}");
    for said in ["邮件由系统 9:00 发出", "没有的由办公室当天导出", "没有名单，不发提醒"]
    {
        assert!(form.contains(said), "{said}: {form}");
    }
    scenes::questionnaire(&app).await;
    let campaign = plan_campaign(&mut office).await;
    let page = office.get(&campaign).await.ok().shown();
    assert!(page.contains("没有人会收到提醒"), "nobody is asked yet: {page}");
    add_cards(&mut office, &campaign, "评标专家", "40").await;
    let page = office.get(&campaign).await.ok().shown();
    assert!(page.contains("没有人会收到提醒"), "cards alone: {page}");
    assert!(page.contains("问卷管理员或办公室负责人：完成准备"), "{page}");

    // They have the buttons; the others of the office, who are not named, have none.
    let mut buttons = Vec::new();
    for (login, role) in
        [("wenjuan", Role::SurveyAdmin), ("fuze", Role::OfficeLead), ("jingban", Role::Triager)]
    {
        let mut browser = app.person(login, &[role], None).await;
        let edit = browser.get(&format!("{campaign}/edit")).await;
        buttons.push(edit.status.is_success());
    }
    assert_eq!(buttons, [true, true, false]);
}

#[tokio::test]
async fn blank_fields_are_named_one_by_one() {
    let app = TestApp::start().await;
    let mut office = app.administrator().await;
    let page = office.get("/office/campaigns/new").await.ok();
    let page = office.submit(&page, "/office/campaigns/new", &[]).await.refused();
    let mistakes = page.all_text(".error-summary li");
    assert_eq!(mistakes.len(), 4, "{mistakes:?}");
    for (place, field) in
        ["专项工作名称", "发起单位全称", "咨询电话", "机关纪委电话"].iter().enumerate()
    {
        assert_eq!(mistakes[place], format!("{field}：请填写这一项。"));
    }
}

#[tokio::test]
async fn all_that_is_wrong_with_an_audience_is_said_at_once_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    let mut office = app.administrator().await;
    scenes::questionnaire(&app).await;
    let campaign = plan_campaign(&mut office).await;
    add_cards(&mut office, &campaign, "评标专家", "40").await;
    let new = format!("{campaign}/audiences/new");
    let page = office.get(&new).await.ok();
    let typed = [("name_zh", "评标专家"), ("cards", "许多"), ("until", "2026-13-40")];
    let refused = office.submit(&page, &new, &typed).await.refused();
    let mistakes = refused.all_text(".error-summary li");
    for field in ["名称", "问卷", "发放方式", "张数或名额数", "群链接的最后一天"]
    {
        let of = format!("{field}：");
        assert_eq!(mistakes.iter().filter(|it| it.starts_with(&of)).count(), 1, "{mistakes:?}");
    }
    assert_eq!(mistakes.len(), 5, "{mistakes:?}");
    let form = refused.form(&new);
    for (name, value) in typed {
        assert!(form.contains(&(name.to_owned(), value.to_owned())), "{name}: {form:?}");
    }
}

#[tokio::test]
async fn nine_seats_are_refused_with_the_ways_out() {
    let app = TestApp::start().await;
    let mut office = app.administrator().await;
    scenes::questionnaire(&app).await;
    let campaign = plan_campaign(&mut office).await;
    let page = add_cards(&mut office, &campaign, "主管部门", "9").await;
    for way in ["少于 10 个不能匿名调查", "多印几张邀请卡", "合并为一个调查组", "征求意见函"]
    {
        assert!(page.shown().contains(way), "{way}: {}", page.shown());
    }

    // A joint pool with another audience is one of the ways.
    let page = add_cards(&mut office, &campaign, "代理机构", "8").await;
    let pool = page.link("编入其他调查组");
    let choice = office.get(&pool).await.ok();
    let target = choice.attributes("input[name=pool]", "value").remove(0);
    office.submit(&choice, &pool, &[("pool", &target)]).await.see_other();
    let page = office.get(&campaign).await.ok();
    assert!(page.shown().contains("17 个名额"), "{}", page.shown());
    assert!(!page.shown().contains("少于 10 个不能匿名调查"), "{}", page.shown());

    // And back into a pool of its own.
    let choice = office.get(&pool).await.ok();
    office.submit(&choice, &pool, &[("pool", "own")]).await.see_other();
    let page = office.get(&campaign).await.ok();
    assert!(page.shown().contains("只有 8 个名额"), "{}", page.shown());
}

#[tokio::test]
async fn who_runs_the_campaign_never_sees_the_passphrase() {
    let app = TestApp::start().await;
    let mut office = app.administrator().await;
    scenes::questionnaire(&app).await;
    let campaign = plan_campaign(&mut office).await;
    add_cards(&mut office, &campaign, "投标人", "50").await;
    let passphrase = format!("{campaign}/passphrase");
    let mut lead = app.person("zhuren", &[Role::OfficeLead, Role::Supervisor], None).await;
    for browser in [&mut office, &mut lead] {
        browser.get(&passphrase).await.is(StatusCode::FORBIDDEN);
        browser.post::<&str, &str>(&passphrase, &[]).await.is(StatusCode::FORBIDDEN);
        let check = format!("{passphrase}/check");
        browser.post(&check, &[("password", "x")]).await.is(StatusCode::FORBIDDEN);
    }
    let mut holder = app.person("dudao", &[Role::Supervisor], None).await;
    let first = draw(&mut holder, &campaign).await;
    type_back(&mut holder, &campaign, &first).await.see_other();
    let second = draw(&mut holder, &campaign).await;
    assert_ne!(first, second);
    let page = holder.get(&passphrase).await.ok();
    assert!(page.shown().contains("暂无"), "a new draw forgets its holders: {}", page.shown());
    assert!(type_back(&mut holder, &campaign, &first).await.refused().shown().contains("口令不对"));

    // A pool that is added afterwards has no key: the passphrase must be drawn anew.
    let page = add_cards(&mut office, &campaign, "专家", "50").await;
    assert!(page.shown().contains("增减调查组之后要重新生成"), "{}", page.shown());
    let refused = type_back(&mut holder, &campaign, &second).await.refused();
    assert!(refused.shown().contains("重新生成"), "{}", refused.shown());
}

#[tokio::test]
async fn no_key_of_a_passphrase_lies_open_on_the_disk() {
    let app = TestApp::start().await;
    let scene = scenes::launched(&app, &[10]).await;
    let words = scene.passphrase.expose().to_owned();
    let joined = words.replace(' ', "");
    let mut files = 0;
    for_each_file(app.dir(), &mut |path, bytes| {
        files += 1;
        for secret in [words.as_bytes(), joined.as_bytes(), scene.tips.expose().as_bytes()] {
            assert!(!holds(bytes, secret), "a passphrase stands in {}", path.display());
        }
    });
    assert!(files >= 3, "the directories were searched");
    let closing = app.dir().join("keys/fleeting").join(format!("closing-{}", scene.pools[0].code));
    assert!(closing.exists(), "the wrapped key is there");
}

fn for_each_file(dir: &std::path::Path, look: &mut impl FnMut(&std::path::Path, &[u8])) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            for_each_file(&path, look);
        } else {
            look(&path, &std::fs::read(&path).unwrap());
        }
    }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn an_officer_without_a_key_is_led_to_it_when_signing_in() {
    let app = TestApp::start().await;
    app.person("jiwei", &[Role::Discipline], None).await;
    let mut visitor = app.visitor();
    let page = visitor.get("/office/sign-in").await.ok();
    let typed = [("login", "jiwei"), ("password", crate::harness::personas::PASSWORD)];
    let to = visitor.submit(&page, "/office/sign-in", &typed).await.see_other();
    assert_eq!(to, "/office/discipline/key");
    let officer = app.actor("jiwei").await;
    let words = discipline::draw(&app.app, &officer).await.unwrap();
    discipline::confirm(&app.app, &officer, words.expose()).await.unwrap();
    assert!(discipline::draw(&app.app, &officer).await.is_err(), "a key in use stays");
    let to = visitor.submit(&page, "/office/sign-in", &typed).await.see_other();
    assert_eq!(to, "/office/");
}

#[tokio::test]
async fn a_copy_has_audiences_questionnaires_and_texts_and_no_lists() {
    let app = TestApp::start().await;
    let scene = scenes::launched(&app, &[12, 40]).await;
    let mut office = app.person("office", &[Role::SurveyAdmin], None).await;
    let campaign = format!("{CAMPAIGNS}/{}", scene.campaign);
    let page = office.get(&campaign).await.ok();
    let copy = office.submit(&page, &format!("{campaign}/copy"), &[]).await.see_other();
    assert_ne!(copy, campaign);
    let page = office.get(&copy).await.ok();
    assert_eq!(page.all_text(".steps li.now > :first-child"), ["准备"]);
    let title = format!("{}（副本）", scenes::texts().name_zh);
    assert_eq!(page.all_text("h1"), [title.as_str()]);
    let again = office.submit(&page, &format!("{copy}/copy"), &[]).await.see_other();
    assert_eq!(office.get(&again).await.ok().all_text("h1"), [title.as_str()], "marked once");
    for kept in ["招标人0", "招标人1", "40 张邀请卡", "开始日期和截止日期"] {
        assert!(page.shown().contains(kept), "{kept}: {}", page.shown());
    }
    assert!(!page.shown().contains("尚未发布") && !page.shown().contains("还没有发布"));
    let original = office.get(&campaign).await.ok();
    assert!(!original.shown().contains("开始日期和截止日期"), "the original stays as it was");
}

#[tokio::test]
async fn days_and_links_that_do_not_fit_are_named_beside_their_fields() {
    let app = TestApp::start().await;
    let mut office = app.administrator().await;
    let page = office.get(NEW).await.ok();
    let typed = [
        ("name_zh", "专项工作"),
        ("issuer_zh", "交易中心"),
        ("telephone", "12345"),
        ("tips_to", "2"),
        ("notice_url", "javascript:alert(1)"),
        ("opens_on", "2026-03-09"),
    ];
    let wrong = office.submit(&page, NEW, &typed).await.refused();
    assert!(wrong.all_text("#f-notice_url-error")[0].contains("https://"));
    // All that is wrong at once.
    let typed = [
        ("telephone", ""),
        ("opens_on", "2026-03-01"),
        ("remind_on", "2026-02-27"),
        ("mail_text", "{姓名}您好，见 www.example.cn，{截止日期"),
    ];
    let wrong = office.submit(&wrong, NEW, &typed).await.refused();
    assert!(wrong.all_text("#f-opens_on-error")[0].contains("今天"));
    assert_eq!(wrong.all_text("#f-remind_on-error").len(), 1);
    assert_eq!(wrong.all_text("#f-telephone-error").len(), 1);
    assert!(wrong.all_text("#f-tips_to-error")[0].contains("电话号码"));
    let letter = wrong.all_text("#f-mail_text-error").remove(0);
    for said in ["“姓名”不能填入", "大括号没有成对", "不能写网址"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    assert_eq!(wrong.all_text("#f-notice_url-error").len(), 1);
    let typed = [
        ("telephone", "12345"),
        ("tips_to", "12388"),
        ("notice_url", ""),
        ("opens_on", "2026-03-02"),
        ("closes_on", "2026-06-30"),
    ];
    let wrong = office.submit(&wrong, NEW, &typed).await.refused();
    assert!(wrong.all_text("#f-closes_on-error")[0].contains("90 天"));
    assert_eq!(wrong.attributes("input[name=name_zh]", "value"), ["专项工作"]);
}

#[tokio::test]
async fn two_editors_do_not_overwrite_each_other() {
    let app = TestApp::start().await;
    let mut office = app.administrator().await;
    let campaign = plan_campaign(&mut office).await;
    let edit = format!("{campaign}/edit");
    let (one, other) = (office.get(&edit).await.ok(), office.get(&edit).await.ok());
    office.submit(&one, &edit, &[("telephone", "110")]).await.see_other();
    office.submit(&other, &edit, &[("telephone", "119")]).await.is(StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_fingerprint_is_asked_into_the_notice_before_and_not_once_answering_is_over() {
    let survey = Survey::open(20).await;
    let page = format!("{CAMPAIGNS}/{}", survey.scene.campaign);
    let ask = "请把核验码登在官方公告里";
    let shown = survey.app.signed_in("admin").await.get(&page).await.ok().shown();
    assert!(shown.contains(ask), "{shown}");
    survey.app.go_to("2026-03-23");
    let shown = survey.app.signed_in("admin").await.get(&page).await.ok().shown();
    assert!(!shown.contains(ask) && shown.contains("作答已经结束"), "{shown}");
}
