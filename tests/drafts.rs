//! What becomes of a questionnaire besides its questions: it is looked at, checked, printed, put by,
//! and taken back to an older draft.

use axum::http::StatusCode;
use wenlian::domain::people::Role;
use wenlian::services::questionnaires::{self, Start};

use crate::harness::{Reply, TestApp};
use crate::questionnaires::{LIST, add, editor, empty, order};

async fn counts(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    let mut tx = app.app.db.read("test.counts").await.unwrap();
    for sql in [
        "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry",
        "SELECT CAST(SUM(revision) AS BIGINT) FROM questionnaire",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM questionnaire_version",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM staging",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM sheet",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM text",
    ] {
        let (count,): (i64,) = tx.one(sql, []).await.unwrap();
        counts.push(count);
    }
    counts
}

#[tokio::test]
async fn a_preview_checks_in_earnest_and_stores_nothing() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let actor = app.actor("wenjuan").await;
    let start = Start::Template("bidders".to_owned());
    let id = questionnaires::create(&app.app, &actor, start).await.unwrap();
    let path = format!("{LIST}/{id}/preview");
    let before = counts(&app).await;

    let page = editor.get(&path).await.ok();
    assert!(page.text().contains("respond."), "the respondent's own face");
    assert!(page.shown().contains("预览"), "{}", page.shown());
    let wrong = editor.submit(&page, &path, &[]).await.refused();
    assert!(!wrong.attributes(".error-summary a", "href").is_empty());
    let typed = [("q.suggestion.text", "多开窗口")];
    let english = editor.submit(&wrong, &path, &typed).await.refused();
    let switch = english.attributes("button[formaction]", "formaction");
    let english = editor.post(&switch[0], &typed).await.ok();
    assert!(english.shown().contains("Preview"), "{}", english.shown());
    assert_eq!(english.all_text("textarea[name='q.suggestion.text']"), ["多开窗口"]);
    let sent_to = english.attributes("#main-form", "action").concat();
    let told = editor.submit(&english, &sent_to, &typed).await.refused();
    assert!(told.shown().contains("Please choose one"), "the language stays: {}", told.shown());

    let required: Vec<_> = wrong.attributes(".error-summary a", "href");
    let mut answers = vec![("q.suggestion.text".to_owned(), "多开窗口".to_owned())];
    for name in required.iter().filter_map(|link| link.strip_prefix("#f-")) {
        let offered = page.attributes(&format!("input[name='{name}']"), "value");
        answers.push((name.to_owned(), offered[0].clone()));
    }
    let fits = editor.post(&path, &answers).await.ok();
    assert!(fits.shown().contains("没有保存任何内容"), "{}", fits.shown());
    assert_eq!(counts(&app).await, before);
}

#[tokio::test]
async fn readers_see_a_questionnaire_and_cannot_change_it() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    add(&mut editor, &at, "long_text", &[("text_zh", "问题")]).await;
    let mut reader = app.person("duban", &[Role::Supervisor], None).await;
    let page = reader.get(&at).await.ok();
    assert!(page.shown().contains("问题"));
    assert!(page.form_actions().is_empty(), "{:?}", page.form_actions());
    reader.post(&at, &[("up", "q1"), ("revision", "2")]).await.is(StatusCode::FORBIDDEN);
    reader.get(&format!("{at}/q/q1")).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_retired_questionnaire_can_be_taken_up_again() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    let page = editor.get(&at).await.ok();
    editor.submit(&page, &format!("{at}/offer"), &[]).await.see_other();
    assert!(editor.get(LIST).await.ok().shown().contains("已停用"));
    let page = editor.get(&at).await.ok();
    editor.submit(&page, &format!("{at}/offer"), &[]).await.see_other();
    assert!(!editor.get(LIST).await.ok().shown().contains("已停用"));
}

#[tokio::test]
async fn what_changed_can_be_read_and_an_older_draft_comes_back() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    let options = [("text_zh", "办事快吗？"), ("option.0_zh", "快"), ("option.1_zh", "慢")];
    add(&mut editor, &at, "single", &options).await;
    let page = editor.get(&format!("{at}/publish")).await.ok();
    editor.submit(&page, &format!("{at}/publish"), &[]).await.see_other();
    add(&mut editor, &at, "long_text", &[("text_zh", "还有什么要说的？")]).await;
    let question = format!("{at}/q/q1");
    let page = editor.get(&question).await.ok();
    let changed = [("text_zh", "窗口办事快吗？"), ("option.1_zh", "不快")];
    editor.submit(&page, &question, &changed).await.see_other();

    let history = editor.get(&format!("{at}/history")).await.ok();
    let links = history.attributes("ol.history a", "href");
    assert_eq!(links.len(), 4, "three older states and a version: {links:?}");
    assert!(history.shown().contains("修改题目"), "{}", history.shown());
    assert!(history.shown().contains("现在的草稿"), "{}", history.shown());

    let since = editor.get(&format!("{at}/history/v1")).await.ok();
    let shown = since.shown();
    for said in ["题目文字", "修改选项", "“慢”", "“不快”", "新增", "还有什么要说的？"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(!shown.contains("选项顺序"), "what is the same is not named: {shown}");

    let back = editor.submit(&since, &format!("{at}/history/v1"), &[]).await.see_other();
    assert_eq!(back, at);
    assert_eq!(order(&editor.get(&at).await.ok()), ["办事快吗？"]);
    let same = editor.get(&format!("{at}/history/v1")).await.ok();
    assert!(same.shown().contains("完全一样"), "{}", same.shown());
    // And from there to what it was before: nothing was lost.
    let forth = editor.get(&format!("{at}/history/r4")).await.ok();
    editor.submit(&forth, &format!("{at}/history/r4"), &[]).await.see_other();
    assert_eq!(order(&editor.get(&at).await.ok()), ["窗口办事快吗？", "还有什么要说的？"]);
}

#[tokio::test]
async fn going_back_never_overwrites_what_someone_else_saved_meanwhile() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    add(&mut editor, &at, "long_text", &[("text_zh", "有什么建议？")]).await;
    let past = format!("{at}/history/r1");
    let seen = editor.get(&past).await.ok();
    add(&mut editor, &at, "short_text", &[("text_zh", "哪个窗口？")]).await;
    let refused = editor.submit(&seen, &past, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shown().contains("没有恢复"), "{}", refused.shown());
    assert_eq!(order(&editor.get(&at).await.ok()).len(), 2);
    for none in ["r99", "v1", "x1", "r"] {
        let missing = editor.get(&format!("{at}/history/{none}")).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn the_check_names_questions_that_ask_who_one_is_and_a_form_that_is_too_long() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    add(&mut editor, &at, "short_text", &[("text_zh", "您的手机号和姓名")]).await;
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("好像在问姓名、电话、邮箱或账号"), "{}", check.shown());
    assert!(!check.shown().contains("超过两分钟"), "{}", check.shown());
    for _ in 0..5 {
        add(&mut editor, &at, "long_text", &[("text_zh", "请说说。")]).await;
    }
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("超过两分钟"), "{}", check.shown());
    assert!(!check.attributes("input[name=revision]", "value").is_empty(), "both only warn");
}

#[tokio::test]
async fn no_questionnaire_of_the_plan_is_said_to_take_longer_than_was_promised() {
    let app = TestApp::start().await;
    let mut office = app.person("bangongshi", &[Role::OfficeLead], None).await;
    let setup = office.get("/office/setup").await.ok();
    office.submit(&setup, "/office/setup", &[]).await.see_other();
    let mut editor = app.person("wenjuan2", &[Role::SurveyAdmin], None).await;
    let actor = app.actor("wenjuan2").await;
    let all = questionnaires::list(&app.app, &actor).await.unwrap();
    assert_eq!(all.len(), 6);
    for one in all {
        let at = format!("/office/questionnaires/{}", one.questionnaire.id);
        let check = editor.get(&format!("{at}/publish")).await.ok().shown();
        assert!(check.contains("约 2 分钟") && !check.contains("超过两分钟"), "{check}");
    }
}

#[tokio::test]
async fn a_questionnaire_prints_for_signing_with_everything_it_asks() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    let options = [("text_zh", "办事快吗？"), ("option.0_zh", "快"), ("option.1_zh", "慢")];
    add(&mut editor, &at, "single", &options).await;
    let paper = editor.get(&format!("{at}/paper")).await.ok();
    for said in ["服务评价", "草稿第 2 稿", "办事快吗？", "慢", "拟稿人", "签发人"]
    {
        assert!(paper.shown().contains(said), "{said}: {}", paper.shown());
    }
    let page = editor.get(&format!("{at}/publish")).await.ok();
    let version = editor.submit(&page, &format!("{at}/publish"), &[]).await.see_other();
    let frozen = editor.get(&version).await.ok();
    let sha256 = frozen.all_text("dl.facts code").concat();
    let paper = editor.get(&format!("{version}/paper")).await.ok();
    assert!(paper.shown().contains(&sha256), "what is signed is named by its checksum");
}

#[tokio::test]
async fn only_the_preview_may_stand_inside_a_page_of_ours() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    let framed = |reply: &Reply| {
        let policy = reply.headers["content-security-policy"].to_str().unwrap().to_owned();
        (reply.headers["x-frame-options"].to_str().unwrap().to_owned(), policy)
    };
    let (old, policy) = framed(&editor.get(&format!("{at}/preview")).await.ok());
    assert_eq!(old, "SAMEORIGIN");
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    let (old, policy) = framed(&editor.get(&at).await.ok());
    assert_eq!(old, "DENY");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
}

#[tokio::test]
async fn what_is_typed_can_be_looked_at_and_nothing_of_it_is_stored() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    add(&mut editor, &at, "long_text", &[("text_zh", "原来的问题")]).await;
    let before = counts(&app).await;
    let path = format!("{at}/q/q1");
    let page = editor.get(&path).await.ok();
    let framed = page.headers["content-security-policy"].to_str().unwrap();
    assert!(framed.contains("frame-src 'self'"), "{framed}");
    let mut typed = page.form(&path);
    typed.retain(|(name, _)| name != "text_zh");
    typed.extend(
        [("text_zh", "改到一半<b>"), ("look", "yes")].map(|(n, v)| (n.to_owned(), v.to_owned())),
    );
    let seen = editor.post(&path, &typed).await.ok();
    assert!(seen.shown().contains("1. 改到一半<b>"), "{}", seen.shown());
    assert!(seen.text().contains("respond."), "in the respondents' own face");
    assert!(seen.attributes("textarea", "name") == ["q.q1"], "{}", seen.text());
    let inside = seen.headers["content-security-policy"].to_str().unwrap();
    assert!(inside.contains("frame-ancestors 'self'"), "{inside}");
    typed.retain(|(name, _)| name != "text_zh");
    let not_yet = editor.post(&path, &typed).await.ok();
    assert!(not_yet.shown().contains("填好以后，这里显示"), "{}", not_yet.shown());
    let new = editor.get(&format!("{at}/add/single")).await.ok();
    let mut typed = new.form(&format!("{at}/add/single"));
    let more =
        [("text_zh", "哪一项？"), ("option.0_zh", "甲"), ("option.1_zh", "乙"), ("look", "yes")];
    typed.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    typed.extend(more.map(|(n, v)| (n.to_owned(), v.to_owned())));
    let seen = editor.post(&format!("{at}/add/single"), &typed).await.ok();
    assert!(seen.shown().contains("2. 哪一项？ 甲 乙"), "{}", seen.shown());
    assert_eq!(counts(&app).await, before);
    assert_eq!(order(&editor.get(&at).await.ok()), ["原来的问题"]);
}
