//! Questionnaires over HTTP: from an empty draft to a frozen version, and two people at one draft.

use axum::http::StatusCode;
use wenlian::domain::id::QuestionnaireId;
use wenlian::domain::logic::Logic;
use wenlian::domain::people::Role;
use wenlian::domain::questionnaires::{Code, Edit, Kind, Question, Words};
use wenlian::services::questionnaires::{self, Start};

use crate::harness::{Browser, Reply, TestApp};

pub const LIST: &str = "/office/questionnaires";

/// Makes an empty questionnaire through its form; its address.
pub async fn empty(browser: &mut Browser, title: &str) -> String {
    let page = browser.get(&format!("{LIST}/new")).await.ok();
    let made = browser.submit(&page, &format!("{LIST}/new"), &[("title_zh", title)]).await;
    made.see_other()
}

/// Adds a question of some kind through its form.
pub async fn add(browser: &mut Browser, at: &str, kind: &str, typed: &[(&str, &str)]) {
    let path = format!("{at}/add/{kind}");
    let page = browser.get(&path).await.ok();
    let to = browser.submit(&page, &path, typed).await.see_other();
    assert!(to.starts_with(&format!("{at}#q-")), "{to}");
}

/// The questions of an overview, in order.
pub fn order(overview: &Reply) -> Vec<String> {
    overview.all_text("form tbody th a")
}

pub async fn editor(app: &TestApp) -> Browser {
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
