//! Questionnaires over HTTP: from an empty draft to a frozen version, and two people at one draft.

use axum::http::StatusCode;
use wenlian::domain::id::QuestionnaireId;
use wenlian::domain::logic::Logic;
use wenlian::domain::people::Role;
use wenlian::domain::questionnaires::{Code, Edit, Kind, Question, Words};
use wenlian::services::questionnaires::{self, Start};

use crate::harness::{Browser, Reply, TestApp};

const LIST: &str = "/office/questionnaires";

/// Makes an empty questionnaire through its form; its address.
async fn empty(browser: &mut Browser, title: &str) -> String {
    let page = browser.get(&format!("{LIST}/new")).await.ok();
    let made = browser.submit(&page, &format!("{LIST}/new"), &[("title_zh", title)]).await;
    made.see_other()
}

/// Adds a question of some kind through its form.
async fn add(browser: &mut Browser, at: &str, kind: &str, typed: &[(&str, &str)]) {
    let path = format!("{at}/add/{kind}");
    let page = browser.get(&path).await.ok();
    let to = browser.submit(&page, &path, typed).await.see_other();
    assert!(to.starts_with(&format!("{at}#q-")), "{to}");
}

/// The questions of an overview, in order.
fn order(overview: &Reply) -> Vec<String> {
    overview.all_text("form tbody th a")
}

async fn editor(app: &TestApp) -> Browser {
    app.person("wenjuan", &[Role::SurveyAdmin], None).await
}

#[tokio::test]
async fn a_questionnaire_is_made_edited_reordered_and_published() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;

    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("没有一道需要回答的题"), "{}", check.shown());
    let revision = check.attributes("input[name=revision]", "value");
    assert!(revision.is_empty(), "what cannot be published has no button");
    let forced = editor.post(&format!("{at}/publish"), &[("revision", "1")]).await.refused();
    assert!(forced.shown().contains("暂时不能发布"), "{}", forced.shown());

    let scale = [("text_zh", "您满意吗？"), ("low_zh", "不满意"), ("high_zh", "满意")];
    add(&mut editor, &at, "scale", &scale).await;
    let single = [
        ("text_zh", "在哪个环节等得最久？"),
        ("option.0_zh", "登记窗口"),
        ("option.1_zh", "开标"),
        ("option.2_zh", "不清楚"),
        ("option.2.code", "unsure"),
        ("option.2.alone", "yes"),
    ];
    add(&mut editor, &at, "single", &single).await;
    let overview = editor.get(&at).await.ok();
    assert_eq!(order(&overview), ["您满意吗？", "在哪个环节等得最久？"]);

    let moved = editor.submit(&overview, &at, &[("up", "q2")]).await.see_other();
    // The page goes on at the button that moved along; at the top, where it is gone, at the other.
    assert_eq!(moved, format!("{at}#down-q2"));
    let overview = editor.get(&at).await.ok();
    assert_eq!(order(&overview), ["在哪个环节等得最久？", "您满意吗？"]);
    assert_eq!(overview.attributes("button#down-q2", "value"), ["q2"]);
    assert!(overview.attributes("button#up-q2", "value").is_empty());

    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("没有发现需要修改的地方"), "{}", check.shown());
    let lacking = "第 1 项“在哪个环节等得最久？”： 缺英文：题目、3 个选项";
    assert!(check.shown().contains(lacking), "{}", check.shown());
    let lacking = "第 2 项“您满意吗？”： 缺英文：题目、两端的含义";
    assert!(check.shown().contains(lacking), "{}", check.shown());
    let version = editor.submit(&check, &format!("{at}/publish"), &[]).await.see_other();
    assert_eq!(version, format!("{at}/versions/1"));
    let version = editor.get(&version).await.ok();
    assert!(version.shown().contains("第 1 版已发布"), "{}", version.shown());
    let list = editor.get(LIST).await.ok();
    assert!(list.shown().contains("与最新版一致"), "{}", list.shown());
}

#[tokio::test]
async fn a_published_version_stays_when_the_draft_changes() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    add(&mut editor, &at, "long_text", &[("text_zh", "原来的问题")]).await;
    let check = editor.get(&format!("{at}/publish")).await.ok();
    let first = editor.submit(&check, &format!("{at}/publish"), &[]).await.see_other();
    let before = editor.get(&first).await.ok();
    let sha256 = before.all_text("dd code");

    let path = format!("{at}/q/q1");
    let page = editor.get(&path).await.ok();
    editor.submit(&page, &path, &[("text_zh", "改过的问题")]).await.see_other();
    let overview = editor.get(&at).await.ok();
    assert_eq!(order(&overview), ["改过的问题"]);
    assert!(overview.shown().contains("有未发布的改动"), "{}", overview.shown());
    let after = editor.get(&first).await.ok();
    assert!(after.shown().contains("原来的问题"), "{}", after.shown());
    assert_eq!(after.all_text("dd code"), sha256);

    let check = editor.get(&format!("{at}/publish")).await.ok();
    let second = editor.submit(&check, &format!("{at}/publish"), &[]).await.see_other();
    assert_eq!(second, format!("{at}/versions/2"));
    assert_ne!(editor.get(&second).await.ok().all_text("dd code"), sha256);
    let again = editor.submit(&check, &format!("{at}/publish"), &[]).await.refused();
    assert!(again.shown().contains("不需要再发布"), "{}", again.shown());
}

#[tokio::test]
async fn the_second_of_two_editors_is_told_and_loses_nothing() {
    let app = TestApp::start().await;
    let mut first = editor(&app).await;
    let mut second = app.person("lingdao", &[Role::OfficeLead], None).await;
    let at = empty(&mut first, "服务评价").await;
    add(&mut first, &at, "long_text", &[("text_zh", "原来的问题")]).await;

    let path = format!("{at}/q/q1");
    let seen = second.get(&path).await.ok();
    let page = first.get(&path).await.ok();
    first.submit(&page, &path, &[("text_zh", "第一人的改法")]).await.see_other();
    let told = second.submit(&seen, &path, &[("text_zh", "第二人的改法")]).await;
    let told = told.is(StatusCode::CONFLICT);
    assert!(told.shown().contains("其他人改过这份问卷"), "{}", told.shown());
    assert!(told.shown().contains("第一人的改法"), "what is stored now is shown");
    assert_eq!(told.all_text("textarea[name=text_zh]"), ["第二人的改法"]);
    second.submit(&told, &path, &[]).await.see_other();
    assert_eq!(order(&first.get(&at).await.ok()), ["第二人的改法"]);

    let seen = second.get(&path).await.ok();
    let page = first.get(&path).await.ok();
    first.submit(&page, &format!("{path}/remove"), &[]).await.see_other();
    let told = second.submit(&seen, &path, &[("text_zh", "留下的话")]).await;
    let told = told.is(StatusCode::CONFLICT);
    assert!(told.shown().contains("保存会作为新题加入"), "{}", told.shown());
    second.submit(&told, &format!("{at}/add/long_text"), &[]).await.see_other();
    assert_eq!(order(&first.get(&at).await.ok()), ["留下的话"]);
}

#[tokio::test]
async fn a_row_button_on_an_old_page_changes_nothing() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    for text in ["甲", "乙", "丙"] {
        add(&mut editor, &at, "short_text", &[("text_zh", text)]).await;
    }
    let old = editor.get(&at).await.ok();
    editor.submit(&old, &at, &[("copy", "q1")]).await.see_other();
    assert_eq!(order(&editor.get(&at).await.ok()), ["甲", "甲", "乙", "丙"]);
    editor.submit(&old, &at, &[("up", "q3")]).await.is(StatusCode::CONFLICT);
    assert_eq!(order(&editor.get(&at).await.ok()), ["甲", "甲", "乙", "丙"]);
}

#[tokio::test]
async fn a_suggestion_block_comes_with_its_questions_and_they_can_be_changed() {
    let app = TestApp::start().await;
    app.unit("kaibiao", "开标评标科").await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "意见征集").await;
    add(&mut editor, &at, "suggestion", &[("text_zh", "您最希望改进什么？")]).await;
    let block = format!("{at}/q/q1");
    let page = editor.get(&block).await.ok();
    assert_eq!(page.all_text("tbody code"), ["unit", "step", "category"]);

    let unit = format!("{block}/about/unit");
    let page = editor.get(&unit).await.ok();
    assert_eq!(page.attributes("input[name='option.0_zh']", "value"), ["开标评标科"]);
    assert_eq!(page.attributes("input[name='option.0.code']", "value"), ["kaibiao"]);
    let more = editor.submit(&page, &unit, &[("rows", "more")]).await.ok();
    assert_eq!(more.attributes("input[name='option.11_zh']", "value"), [""]);
    editor.submit(&more, &unit, &[("option.11_zh", "其他单位")]).await.see_other();
    let page = editor.get(&unit).await.ok();
    assert_eq!(page.attributes("input[name='option.2_zh']", "value"), ["其他单位"]);
    assert_eq!(page.attributes("input[name='option.2.code']", "value"), ["o1"]);

    let named_text =
        [("text_zh", "多余的题"), ("code", "text"), ("option.0_zh", "甲"), ("option.1_zh", "乙")];
    let add = editor.get(&format!("{block}/about")).await.ok();
    editor.submit(&add, &format!("{block}/about"), &named_text).await.see_other();
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("不能用代码“text”"), "{}", check.shown());
    let inner = editor.get(&format!("{block}/about/text")).await.ok();
    editor.submit(&inner, &format!("{block}/about/text/remove"), &[]).await.see_other();
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("没有发现需要修改的地方"), "{}", check.shown());
}

#[tokio::test]
async fn wrong_fields_are_named_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    let path = format!("{at}/add/single");
    let page = editor.get(&path).await.ok();
    let typed = [
        ("text_en", "Only English"),
        ("position", "7"),
        ("option.0_zh", "甲"),
        ("option.0.code", "UPPER"),
    ];
    let again = editor.submit(&page, &path, &typed).await.refused();
    let wrong = again.attributes(".error-summary a", "href");
    assert_eq!(wrong, ["#f-text_zh", "#f-option.0.code", "#f-position"], "in the page's order");
    assert_eq!(again.all_text("textarea[name=text_en]"), ["Only English"]);
    assert_eq!(again.attributes("input[name='option.0.code']", "value"), ["UPPER"]);

    let switch = format!("/office/view?lang=en&page={path}");
    let english = editor.post(&switch, &[("text_zh", "半")]).await.see_other();
    let page = editor.get(&english).await.ok();
    assert_eq!(page.all_text("textarea[name=text_zh]"), ["半"], "carried through the switch");
}

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

fn note(number: usize) -> Question {
    Question {
        code: Code::parse(&format!("q{number}")).unwrap(),
        text: Words::both(&format!("第 {number} 个问题"), &format!("Question {number}")),
        help: Words::default(),
        required: false,
        bank: None,
        logic: Logic::default(),
        kind: Kind::ShortText,
    }
}

#[tokio::test]
async fn three_hundred_questions_stay_usable() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let actor = app.actor("wenjuan").await;
    let start = Start::Empty(Words::both("长问卷", "Long"));
    let id: QuestionnaireId = questionnaires::create(&app.app, &actor, start).await.unwrap();
    for number in 1..=300 {
        let question = Box::new(note(number));
        let add = Edit::Add { block: None, position: 999, question };
        let revision = i64::try_from(number).unwrap();
        questionnaires::edit(&app.app, &actor, id, revision, add).await.unwrap();
    }
    let at = format!("{LIST}/{id}");
    let overview = editor.get(&at).await.ok();
    assert_eq!(order(&overview).len(), 300);
    assert!(overview.bytes.len() < 400_000, "{}", overview.bytes.len());
    let last = format!("{at}/q/q300");
    let page = editor.get(&last).await.ok();
    editor.submit(&page, &last, &[("position", "2")]).await.see_other();
    assert_eq!(order(&editor.get(&at).await.ok())[1], "第 300 个问题");
    let path = format!("{at}/add/note");
    let page = editor.get(&path).await.ok();
    let full = editor.submit(&page, &path, &[("text_zh", "多一题")]).await.refused();
    assert!(full.shown().contains("最多 300 题"), "{}", full.shown());
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("64 KiB"), "{}", check.shown());
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
async fn paper_and_list_number_questions_as_those_who_answer_see_them() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    add(&mut editor, &at, "note", &[("text_zh", "请先读这段话")]).await;
    add(&mut editor, &at, "nps", &[("text_zh", "愿意推荐吗")]).await;
    let asked = [("text_zh", "怎样改进"), ("show_if", "answered(q2)")];
    add(&mut editor, &at, "long_text", &asked).await;
    let paper = editor.get(&format!("{at}/paper")).await.ok();
    assert!(paper.shown().contains("如果第 1 题"), "{}", paper.shown());
    assert_eq!(paper.attributes("li[value]", "value"), ["1", "2"], "the note bears no number");
    assert_eq!(paper.all_text("li.unnumbered").len(), 1);
    let list = editor.get(&at).await.ok();
    assert!(list.all_text("tbody tr")[1].contains("第 1 题"), "beside its place in the list");
    editor.post(&format!("{at}/offer"), &[("offer", "zzz")]).await.is(StatusCode::NOT_FOUND);
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
async fn a_dropped_row_goes_where_it_was_dropped() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = empty(&mut editor, "服务评价").await;
    for text in ["甲？", "乙？", "丙？"] {
        add(&mut editor, &at, "short_text", &[("text_zh", text)]).await;
    }
    let page = editor.get(&at).await.ok();
    let revision = page.attributes("form[data-order] input[name=revision]", "value").concat();
    let drop = |to| [("revision", revision.as_str()), ("put", "q1"), ("to", to)];
    editor.post(&at, &drop("2")).await.see_other();
    assert_eq!(order(&editor.get(&at).await.ok()), ["乙？", "丙？", "甲？"]);
    assert_eq!(editor.post(&at, &drop("x")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(editor.post(&at, &drop("0")).await.status, StatusCode::CONFLICT, "it was moved");
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
