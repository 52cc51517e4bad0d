//! Questions of every kind made in the designer, looked at, tried out and published.

use crate::harness::{Browser, TestApp};
use wenlian::domain::people::Role;
use wenlian::domain::questionnaires::KindName;

const LIST: &str = "/office/questionnaires";

async fn empty(browser: &mut Browser) -> String {
    let page = browser.get(&format!("{LIST}/new")).await.ok();
    browser.submit(&page, &format!("{LIST}/new"), &[("title_zh", "各种题型")]).await.see_other()
}

/// What one types for a kind beside its text.
fn typed(kind: KindName) -> Vec<(&'static str, &'static str)> {
    let options = [("option.0_zh", "甲"), ("option.1_zh", "乙"), ("option.2_zh", "其他")];
    let lines = [("line.0_zh", "窗口"), ("line.1_zh", "指南")];
    let mut typed = match kind {
        KindName::Blanks => vec![("sentence_zh", "来过____次")],
        KindName::Number => {
            vec![("from", "0"), ("to", "９９．５"), ("decimals", "1"), ("cuts", "5，10、20")]
        }
        KindName::Date => vec![("cuts", "2026年1月1日")],
        KindName::Time => vec![("from", "8:00"), ("cuts", "12:00")],
        KindName::Shares => vec![("cuts", "50")],
        _ => Vec::new(),
    };
    if kind.has_options() && kind != KindName::YesNo {
        typed.extend(options);
    }
    if kind.has_lines() {
        typed.extend(lines);
    }
    typed
}

#[tokio::test]
async fn every_kind_is_made_previewed_and_published_through_its_forms() {
    let app = TestApp::start().await;
    app.unit("kaibiao", "开标评标科").await;
    let mut editor = app.person("wenjuan", &[Role::SurveyAdmin], None).await;
    let at = empty(&mut editor).await;
    for kind in KindName::ALL {
        let path = format!("{at}/add/{}", kind.code());
        let page = editor.get(&path).await.ok();
        crate::gallery::is_well_made(&page);
        let mut fields = vec![("text_zh", kind.code())];
        fields.extend(typed(kind));
        let to = editor.submit(&page, &path, &fields).await.see_other();
        assert!(to.starts_with(&format!("{at}#q-")), "{to}");
    }
    let overview = editor.get(&at).await.ok();
    let edits = overview.attributes("form tbody th a", "href");
    assert_eq!(edits.len(), KindName::ALL.len());
    for edit in edits {
        // What was saved stands in the form, and saving it again changes nothing.
        let page = editor.get(&edit).await.ok();
        editor.submit(&page, &edit, &[]).await.see_other();
    }
    let preview = editor.get(&format!("{at}/preview")).await.ok();
    for name in ["q.q3", "q.q4", "q.q8-r2", "q.q11-r1", "q.q14-o3", "q.q16-r1", "q.q17-b1"] {
        assert!(preview.text().contains(&format!("name=\"{name}\"")), "{name}");
    }
    crate::gallery::is_well_made(&preview);
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("没有发现需要修改的地方"), "{}", check.shown());
    let version = editor.submit(&check, &format!("{at}/publish"), &[]).await.see_other();
    let version = editor.get(&version).await.ok();
    for said in [
        "矩阵单选题",
        "是非题",
        "下拉题",
        "星级题",
        "推荐度题",
        "小节标题",
        "不便说",
        "排序题",
        "比重题",
        "多项填空",
    ] {
        let is_there = version.shown().contains(said);
        // A yes-or-no question is a single choice from then on.
        assert_eq!(is_there, said != "是非题", "{said}: {}", version.shown());
    }
}

#[tokio::test]
async fn limits_and_ranges_that_cannot_be_are_refused_where_they_are_typed() {
    let app = TestApp::start().await;
    let mut editor = app.person("wenjuan", &[Role::SurveyAdmin], None).await;
    let at = empty(&mut editor).await;
    for (kind, name, value) in [
        ("number", "from", "一"),
        ("number", "decimals", "5"),
        ("number", "cuts", "10, 5"),
        ("number", "cuts", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21"),
        ("date", "to", "2026-02-30"),
        ("time", "cuts", "25:00"),
        ("shares", "total", "0"),
        ("shares", "cuts", "1.5"),
        ("ranking", "places", "x"),
        ("blanks", "sentence_zh", ""),
    ] {
        let path = format!("{at}/add/{kind}");
        let page = editor.get(&path).await.ok();
        let fields = [("text_zh", "多少？"), (name, value)];
        let again = editor.submit(&page, &path, &fields).await.refused();
        let wrong = again.attributes(".error-summary a", "href");
        assert_eq!(wrong, [format!("#f-{name}")], "{kind} {name}={value}");
        assert_eq!(again.all_text("textarea[name=text_zh]"), ["多少？"]);
    }
    // A row is named, and what cannot be seen is said in plain words.
    let path = format!("{at}/add/single");
    let page = editor.get(&path).await.ok();
    let fields = [
        ("text_zh", "多少？\u{202e}"),
        ("option.0_zh", "甲"),
        ("option.1_zh", "乙"),
        ("option.1.place", "二"),
        ("option.2_zh", "\u{200b}"),
        ("code", "count"),
    ];
    let again = editor.submit(&page, &path, &fields).await.refused();
    let mistakes = again.all_text(".error-summary li");
    for (said, mistake) in [
        "里面有看不见的控制字符",
        "选项 2：“顺序”请填写整数",
        "选项 3：这里只有看不见的字符",
        "“count”在条件里另有含义",
    ]
    .into_iter()
    .zip(&mistakes)
    {
        assert!(mistake.contains(said), "{said}: {mistakes:?}");
    }
    assert_eq!(mistakes.len(), 4, "{mistakes:?}");
    assert_eq!(again.attributes("input[name='option.1.place']", "value"), ["二"]);
    // What only the whole shows is said by the check.
    let path = format!("{at}/add/number");
    let page = editor.get(&path).await.ok();
    let fields = [("text_zh", "多少？"), ("from", "9"), ("to", "1")];
    editor.submit(&page, &path, &fields).await.see_other();
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("最小值（最早）大于最大值（最晚）"), "{}", check.shown());
    assert!(!check.shown().contains("小数位数"), "nothing else is wrong: {}", check.shown());
}

#[tokio::test]
async fn marks_bounds_and_lines_come_back_as_they_were_set() {
    let app = TestApp::start().await;
    let mut editor = app.person("wenjuan", &[Role::SurveyAdmin], None).await;
    let at = empty(&mut editor).await;
    let path = format!("{at}/add/multiple");
    let page = editor.get(&path).await.ok();
    let fields = [
        ("text_zh", "您用过哪些办法？"),
        ("least", "1"),
        ("most", "2"),
        ("shuffle", "yes"),
        ("option.0_zh", "电话"),
        ("option.1_zh", "窗口"),
        ("option.1.fixed", "yes"),
        ("option.2_zh", "其他"),
        ("option.2.other", "yes"),
        ("option.3_zh", "不便说"),
        ("option.3.code", "unwilling"),
        ("option.3.alone", "yes"),
    ];
    editor.submit(&page, &path, &fields).await.see_other();
    let page = editor.get(&format!("{at}/q/q1")).await.ok();
    let checked = page.attributes("input[type=checkbox][checked]", "name");
    assert_eq!(checked, ["option.1.fixed", "option.2.other", "option.3.alone", "shuffle"]);
    assert_eq!(page.attributes("input[name=least], input[name=most]", "value"), ["1", "2"]);
    let preview = editor.get(&format!("{at}/preview")).await.ok();
    assert!(preview.shown().contains("选 1 到 2 项"), "{}", preview.shown());
    assert_eq!(preview.attributes("label[data-moves]", "data-moves").len(), 1);
    assert_eq!(preview.attributes("input[name='q.q1-o3']", "data-max"), ["200"]);

    // Asking for more than there is cannot be published.
    editor.submit(&page, &format!("{at}/q/q1"), &[("most", "9")]).await.see_other();
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("要选的项数比能一起选的选项还多"), "{}", check.shown());
    let page = editor.get(&format!("{at}/q/q1")).await.ok();
    for wrong in ["0", "-1", "二", "1000", "1e9"] {
        let again = editor.submit(&page, &format!("{at}/q/q1"), &[("most", wrong)]).await.refused();
        assert!(again.shown().contains("1 到 100 的整数"), "{}", again.shown());
        assert_eq!(again.attributes("input[name=most]", "value"), [wrong]);
    }
}
