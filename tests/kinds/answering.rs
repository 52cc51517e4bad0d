//! The plain page of a questionnaire with every kind: it takes what it offers, and says what is
//! wrong with anything else.

use axum::http::StatusCode;
use wenlian::domain::responses::{Answers, worst_size};
use wenlian::web::paths;

use crate::gallery::is_well_made;
use crate::harness::Reply;
use crate::harness::answering::Survey;
use crate::harness::kinds::{code, document, filled};

async fn asked() -> Survey {
    let survey = Survey::open(10).await;
    survey.ask(&document()).await;
    survey
}

/// A page filled in whole, with some fields typed otherwise.
fn typed(survey: &Survey, page: &Reply, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let shown = page.form(&survey.path()).into_iter();
    let mut pairs: Vec<_> = shown.filter(|(name, _)| !name.starts_with("q.")).collect();
    pairs.retain(|(name, _)| name != "code");
    pairs.push(("code".to_owned(), survey.code(0).to_owned()));
    let is_typed = |name: &str| changes.iter().any(|(other, _)| *other == name);
    pairs.extend(filled().into_iter().filter(|(name, _)| !is_typed(name)));
    pairs.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    pairs
}

#[tokio::test]
async fn a_ballot_of_every_kind_arrives_as_it_was_filled_in() {
    let survey = asked().await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    is_well_made(&page);
    for name in filled().iter().map(|(name, _)| name) {
        assert!(page.text().contains(&format!("name=\"{name}\"")), "{name}");
    }
    phone.post(&survey.path(), &typed(&survey, &page, &[])).await.ok();
    let opened = survey.opened().await.remove(0);
    assert_eq!(
        opened.answers.as_str(),
        "{\"again\":0,\"day\":\"2026-03-05\",\"days\":\"12.5\",\"fee\":\"else\",\"fee-else\":\"打印费\",\"hour\":\"09:30\",\"met-bond\":\"unwilling\",\
         \"met-guide\":\"never\",\"met-window\":\"often\",\"often-b1\":\"6\",\"often-b2\":\"90\",\"order-agent\":2,\"order-print\":1,\"place\":\"remote\",\"price\":\"3.5\",\"rated-bond\":\
         \"unwilling\",\"rated-guide\":5,\"rated-window\":0,\"share-paper\":\"0\",\"share-queue\":\"70\",\"share-road\":\"30\",\"stars\":4,\"used-bond\":[\"net\"],\
         \"used-guide\":[\"none\"],\"used-window\":[\"phone\",\"window\"],\"ways\":[\"net\",\
         \"phone\"],\"wish-bond\":\"按时退\",\"wish-guide\":\"写短一些\",\"wish-window\":\"多开一个\"}"
    );
    assert!(Answers::from_canonical(opened.answers.as_bytes(), &document()).is_ok());
    assert!(opened.answers.len() <= worst_size(&document()));
}

#[test]
fn no_ballot_of_these_kinds_is_larger_than_the_worst() {
    let document = document();
    let long = "长".repeat(200);
    let mut pairs = filled();
    for (name, value) in [
        ("q.fee-else", &*long),
        ("q.place", "else"),
        ("q.place-else", &long),
        ("q.stars", "unwilling"),
        ("q.again", "unwilling"),
        ("q.met-guide", "unwilling"),
        ("q.met-window", "unwilling"),
        ("q.rated-guide", "unwilling"),
        ("q.rated-window", "unwilling"),
        ("q.wish-guide", &long),
        ("q.wish-window", &long),
        ("q.wish-bond", &long),
        ("q.days", "unwilling"),
        ("q.price", "unwilling"),
        ("q.often-b1", &"长".repeat(60)),
        ("q.often-b2", &"长".repeat(60)),
        ("q.hour", "unwilling"),
    ] {
        pairs.retain(|(other, _)| other != name);
        pairs.push((name.to_owned(), value.to_owned()));
    }
    let all = ["phone", "window", "net"];
    pairs.retain(|(name, _)| !name.starts_with("q.used"));
    for line in ["guide", "window", "bond"] {
        pairs.extend(all.map(|way| (format!("q.used-{line}"), way.to_owned())));
    }
    let size = Answers::from_form(&pairs, &document).unwrap().canonical().len();
    let worst = worst_size(&document);
    // What a number and shares could be at most is not reached by these limits.
    assert!(size <= worst && size + 40 > worst, "{size} of {worst}");
}

#[tokio::test]
async fn three_hundred_questions_of_all_kinds_are_one_page() {
    let survey = Survey::open(10).await;
    let mut long = document();
    let kinds = long.questions.clone();
    long.questions = (0..300)
        .map(|at| {
            let mut question = kinds[at % kinds.len()].clone();
            question.code = code(&format!("n{at}"));
            question
        })
        .collect();
    survey.ask(&long).await;
    let mut phone = survey.app.visitor();
    let started = std::time::Instant::now();
    let page = survey.page(&mut phone).await;
    let took = started.elapsed();
    println!("300 questions of all kinds: {} bytes, {took:?}", page.bytes.len());
    assert!(page.bytes.len() < 1 << 20, "{}", page.bytes.len());
    let mut open = page.form(&survey.path());
    open.retain(|(name, _)| name != "code");
    open.push(("code".to_owned(), survey.code(0).to_owned()));
    let again = phone.post(&survey.path(), &open).await.refused();
    assert!(again.attributes(".error-summary a", "href").len() > 250);
}

#[tokio::test]
async fn what_is_wrong_with_a_kind_is_said_at_its_field_and_all_typed_stays() {
    let survey = asked().await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    for (name, value, said) in [
        ("q.ways", "phone", "第 2 题：请至少选择 2 项"),
        ("q.fee", "agent", "却没有选对应的选项"),
        ("q.place", "", "第 3 题：请选择一项"),
        ("q.stars", "6", "不在所列选项中"),
        ("q.again", "11", "不在所列选项中"),
        ("q.met-guide", "", "第 6 题（办事指南）：请选择一项"),
        ("q.met-window", "nowhere", "第 6 题（登记窗口）：您的选择不在所列选项中"),
        ("q.used-guide", "", "第 7 题（办事指南）：请至少选择一项"),
        ("q.rated-bond", "", "第 8 题（保证金退还）：请选择一项"),
        ("q.wish-window", " ", "第 9 题（登记窗口）：请填写这一项"),
        ("q.order-agent", "1", "第 10 题（文件费收取）：这个名次已经给了别的选项"),
        ("q.order-agent", "", "名次 1 到 2 都要给出"),
        ("q.order-bond", "3", "不在所列选项中"),
        ("q.days", "十二", "第 11 题：请填写数字"),
        ("q.days", "", "第 11 题：请填写这一项"),
        ("q.days", "1.255", "小数最多 2 位"),
        ("q.days", "1000", "应在 0 到 999 之间"),
        ("q.price", "-1", "应在 0 到 999 之间"),
        ("q.share-road", "31", "各项相加应为 100，现在是 101"),
        ("q.share-queue", "3.5", "请填写 0 到 100 的整数"),
        ("q.often-b2", "", "第 14 题：请填写这一项"),
        ("q.day", "2026-02-30", "请填写日期"),
        ("q.hour", "24:00", "请填写时间"),
        ("q.met-nothing", "x", "与这份问卷不符"),
        ("q.place-else", "别处", "却没有选对应的选项"),
    ] {
        let sent = typed(&survey, &page, &[(name, value)]);
        let again = phone.post(&survey.path(), &sent).await.refused();
        let shown = again.shown();
        assert!(shown.contains(said), "{name}={value}: {shown}");
        let error = again.attributes(".error-summary a", "href").remove(0);
        let at = match name {
            "q.fee" => "q.fee-else",
            "q.order-agent" if value == "1" => "q.order-print",
            other => other,
        };
        assert!(error == format!("#f-{at}") || name == "q.met-nothing", "{error}");
        is_well_made(&again);
        let kept = again.attributes("input[name='q.wish-bond']", "value");
        assert_eq!(kept, ["按时退"], "{name}");
    }
    let three = [("q.ways", "phone"), ("q.ways", "net"), ("q.ways", "window")];
    let again = phone.post(&survey.path(), &typed(&survey, &page, &three)).await.refused();
    assert!(again.shown().contains("最多选择 2 项，请去掉 1 项"), "{}", again.shown());
    // Nothing at all in parts that are answered together: what is wanted is said.
    for (parts, said) in [("q.order-", "名次 1 到 2 都要给出"), ("q.share-", "请把 100 分给各项")]
    {
        let mut none = typed(&survey, &page, &[]);
        none.retain(|(name, _)| !name.starts_with(parts));
        let again = phone.post(&survey.path(), &none).await.refused();
        assert!(again.shown().contains(said), "{}", again.shown());
    }
    // What is too long comes back whole, with how much too long it is: no browser cuts it before.
    let long = "长".repeat(205);
    let sent = typed(&survey, &page, &[("q.wish-window", &long)]);
    let again = phone.post(&survey.path(), &sent).await.refused();
    assert!(again.shown().contains("最多 200 字，请删去 5 字"), "{}", again.shown());
    assert_eq!(again.attributes("input[name='q.wish-window']", "value"), [long]);
    assert!(again.attributes("[name^='q.'][maxlength]", "name").is_empty());
    // What is said instead of all parts leaves no room for them, and is one thing.
    for (name, number) in [("q.order", "10"), ("q.share", "13")] {
        let beside = typed(&survey, &page, &[(name, "unsure")]);
        let again = phone.post(&survey.path(), &beside).await.refused();
        let said = format!("第 {number} 题：这一项和上面的填写只能留一样");
        assert!(again.shown().contains(&said), "{}", again.shown());
        assert_eq!(again.attributes(".error-summary a", "href"), [format!("#f-{name}")]);
        assert_eq!(again.attributes("input[name='q.share-queue']", "value"), ["70"]);
        is_well_made(&again);
        let mut both = typed(&survey, &page, &[(name, "unsure"), (name, "unwilling")]);
        both.retain(|(other, _)| !other.starts_with(&format!("{name}-")));
        let again = phone.post(&survey.path(), &both).await.refused();
        assert!(again.shown().contains("这一题只能选一项"), "{}", again.shown());
    }
    // One that stands alone is enough, however many are asked for.
    let mut instead = typed(&survey, &page, &[("q.ways", "none"), ("q.order", "unwilling")]);
    instead.push(("q.share".to_owned(), "unsure".to_owned()));
    instead.retain(|(name, _)| !name.starts_with("q.order-") && !name.starts_with("q.share-"));
    phone.post(&survey.path(), &instead).await.ok();
    let opened = survey.opened().await.remove(0);
    let opened = opened.answers.as_str();
    assert!(opened.contains(r#""order":"unwilling""#), "{opened}");
    assert!(opened.contains(r#""share":"unsure""#), "{opened}");
    assert!(Answers::from_canonical(opened.as_bytes(), &document()).is_ok());
}

#[tokio::test]
async fn only_a_page_that_needs_them_loads_the_files_of_more_kinds() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let blind = paths::survey(survey.pool().code);
    let loaded = |page: &Reply| {
        let mut loaded = page.attributes("link[rel=stylesheet]", "href");
        loaded.extend(page.attributes("script[src]", "src"));
        loaded
    };
    let least = loaded(&phone.get(&blind).await.ok());
    assert!(least.iter().all(|file| !file.contains("whole")), "{least:?}");
    survey.ask(&document()).await;
    survey.app.app.respondents.forget(survey.pool().code);
    let page = phone.get(&blind).await.ok();
    is_well_made(&page);
    let whole = loaded(&page);
    assert_eq!(whole.iter().filter(|file| file.contains("whole")).count(), 2, "{whole:?}");
    assert_eq!(whole.len(), least.len(), "as many requests");
    for file in &whole {
        phone.get(file).await.is(StatusCode::OK);
    }
    // Who wants to compare the script finds the one that this page runs.
    let who = phone.get(&paths::survey_who(survey.pool().code)).await.ok();
    assert!(who.text().contains(whole.last().unwrap()), "{whole:?}");
}
