//! The office writes conditions, is told what is wrong with one at its field, and reads them back
//! in words.

use wenlian::domain::people::Role;

use crate::gallery::is_well_made;
use crate::harness::{Browser, TestApp};

const LIST: &str = "/office/questionnaires";

async fn editor(app: &TestApp) -> Browser {
    app.person("wenjuan", &[Role::SurveyAdmin], None).await
}

async fn add(editor: &mut Browser, at: &str, kind: &str, typed: &[(&str, &str)]) {
    let path = format!("{at}/add/{kind}");
    let page = editor.get(&path).await.ok();
    editor.submit(&page, &path, typed).await.see_other();
}

/// A questionnaire with a choice and a scale; its address.
async fn started(editor: &mut Browser) -> String {
    let page = editor.get(&format!("{LIST}/new")).await.ok();
    let made = editor.submit(&page, &format!("{LIST}/new"), &[("title_zh", "办事情况")]).await;
    let at = made.see_other();
    let options = [
        ("text_zh", "您办过业务吗？"),
        ("code", "went"),
        ("option.0_zh", "办过"),
        ("option.0.code", "yes"),
        ("option.1_zh", "没有办过"),
        ("option.1.code", "no"),
    ];
    add(editor, &at, "single", &options).await;
    add(editor, &at, "scale", &[("text_zh", "您满意吗？"), ("code", "service")]).await;
    at
}

#[tokio::test]
async fn a_condition_is_written_read_in_words_and_published() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = started(&mut editor).await;
    let typed = [
        ("text_zh", "请说说{q.went}时哪里不满意"),
        ("code", "why"),
        ("show_if", "went＝“yes” 且 service<=2"),
        ("required_if", "service = 1"),
    ];
    add(&mut editor, &at, "long_text", &typed).await;
    let overview = editor.get(&at).await.ok();
    let said = "如果第 1 题选择了“办过”，并且第 2 题的答案不超过 2，请回答这一题；否则请跳过。";
    assert!(overview.shown().contains(said), "{}", overview.shown());

    let page = editor.get(&format!("{at}/q/why")).await.ok();
    let stored = page.attributes("input[name=show_if]", "value");
    assert_eq!(stored, ["went = 'yes' and service ≤ 2"], "written in one way");
    assert!(page.shown().contains("went 您办过业务吗？ 'yes' 办过"), "{}", page.shown());

    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("没有发现需要修改的地方"), "{}", check.shown());
    let version = editor.submit(&check, &format!("{at}/publish"), &[]).await.see_other();
    let version = editor.get(&version).await.ok();
    assert!(version.shown().contains(said), "{}", version.shown());
    assert!(version.shown().contains("如果第 2 题的答案等于 1，这一题必填"), "{}", version.shown());
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_field_in_both_languages_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = started(&mut editor).await;
    let path = format!("{at}/add/long_text");
    for (typed, zh) in [
        ("went = yes", "第 8 个字处：没有代码为“yes”的题。如果这是选项，请加引号：'yes'。"),
        ("went = 'maybe'", "第 8 个字处：题目“went”没有代码为“maybe”的选项，请核对。"),
        ("went > 2", "第 1 个字处：这里要用数字或量表题，选项没有大小。"),
        ("service <", "第 10 个字处：条件没有写完，请补全。"),
        ("service", "第 1 个字处：这里要写一个条件，例如 service = 5。"),
        ("<b>&\"", "第 4 个字处：不认识“&”，请删除或改写。"),
    ] {
        let page = editor.get(&path).await.ok();
        let again = editor.submit(&page, &path, &[("text_zh", "题"), ("show_if", typed)]).await;
        let again = again.refused();
        is_well_made(&again);
        assert_eq!(again.attributes(".error-summary a", "href"), ["#f-show_if"]);
        assert!(again.shown().contains(zh), "{typed}: {}", again.shown());
        assert_eq!(again.attributes("input[name=show_if]", "value"), [typed]);
    }
    editor.post::<&str, &str>("/office/view?lang=en&page=/office/", &[]).await.see_other();
    let page = editor.get(&path).await.ok();
    let typed = [("text_zh", "题"), ("required_if", "went = 'yes' or service.row = 1")];
    let again = editor.submit(&page, &path, &typed).await.refused();
    let en = "At character 17: The question “service” has no row “row”.";
    assert!(again.shown().contains(en), "{}", again.shown());
    assert_eq!(again.attributes(".error-summary a", "href"), ["#f-required_if"]);
}

#[tokio::test]
async fn a_question_may_read_itself_for_its_rule_and_only_there() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = started(&mut editor).await;
    let path = format!("{at}/q/service");
    let page = editor.get(&path).await.ok();
    let again = editor.submit(&page, &path, &[("show_if", "service = 1")]).await.refused();
    assert!(again.shown().contains("条件只能读取排在前面的题"), "{}", again.shown());
    let message = editor.submit(&page, &path, &[("valid_zh", "请改")]).await.refused();
    assert_eq!(message.attributes(".error-summary a", "href"), ["#f-valid_if"]);
    let rule = [("valid_if", "went = 'yes' or service > 2"), ("valid_zh", "没有办过的请勿打低分")];
    editor.submit(&page, &path, &rule).await.see_other();

    // The preview holds to it, with the office's own words.
    let preview = format!("{at}/preview");
    let low = [("q.went", "no"), ("q.service", "2")];
    let told = editor.post(&preview, &low).await.refused();
    assert!(told.shown().contains("没有办过的请勿打低分"), "{}", told.shown());
    let fits = [("q.went", "yes"), ("q.service", "2")];
    editor.post(&preview, &fits).await.ok();
}

#[tokio::test]
async fn what_moving_and_removing_breaks_is_found_before_publishing() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = started(&mut editor).await;
    let typed = [("text_zh", "哪里不满意"), ("code", "why"), ("show_if", "service ≤ 2")];
    add(&mut editor, &at, "long_text", &typed).await;
    let never = [("text_zh", "问不到的题"), ("show_if", "went = 'yes' and went = 'no'")];
    add(&mut editor, &at, "long_text", &never).await;
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("无论前面怎么回答，都问不到这一题"), "{}", check.shown());
    assert!(check.attributes("input[name=revision]", "value").is_empty());

    let overview = editor.get(&at).await.ok();
    assert!(!overview.shown().contains("读不到需要的题"), "{}", overview.shown());
    let to = editor.submit(&overview, &at, &[("up", "why")]).await.see_other();
    let told = editor.get(&to).await.ok();
    assert!(told.shown().contains("读不到需要的题了"), "said at once: {}", told.shown());
    assert!(told.shown().contains("题目“service”不在前面"), "{}", told.shown());
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("题目“service”不在前面"), "{}", check.shown());

    let page = editor.get(&format!("{at}/q/service")).await.ok();
    editor.submit(&page, &format!("{at}/q/service/remove"), &[]).await.see_other();
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("没有代码为“service”的题"), "{}", check.shown());
}

#[tokio::test]
async fn a_preview_repeats_what_was_answered_and_escapes_it() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = started(&mut editor).await;
    add(&mut editor, &at, "short_text", &[("text_zh", "您的行业"), ("code", "trade")]).await;
    let text = [("text_zh", "{q.trade}里{q.went}的人满意{q.service}吗"), ("code", "last")];
    add(&mut editor, &at, "long_text", &text).await;
    let preview = format!("{at}/preview");
    let page = editor.get(&preview).await.ok();
    let open = "（第 3 题的回答） 里 （第 1 题的回答） 的人满意 （第 2 题的回答） 吗";
    assert!(page.shown().contains(open), "{}", page.shown());
    let typed = [("q.trade", "<b>建筑</b>"), ("q.went", "yes"), ("q.service", "0")];
    let page = editor.post(&preview, &typed).await.ok();
    assert!(page.shown().contains("<b>建筑</b> 里 办过 的人满意 不清楚 吗"), "{}", page.shown());
    assert!(!page.text().contains("<b>建筑"), "escaped");

    add(&mut editor, &at, "suggestion", &[("text_zh", "建议"), ("code", "idea")]).await;
    add(&mut editor, &at, "long_text", &[("text_zh", "刚才您说{q.idea}")]).await;
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("文字里的 {q.idea} 不能用"), "{}", check.shown());
}
