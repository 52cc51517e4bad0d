//! The question bank over HTTP: a question goes in, comes out in another questionnaire, gets a newer
//! version, and the findings of both lie side by side.

use axum::http::StatusCode;
use wenlian::domain::chance::Chance;
use wenlian::domain::id::{BankId, VersionId};
use wenlian::domain::people::Role;
use wenlian::domain::questionnaires::{Banked, Choice, Code, Document, Kind, Words};
use wenlian::store::db::Unrecorded;

use crate::gallery::is_well_made;
use crate::harness::ballots::{Respondents, answers};
use crate::harness::openings::open;
use crate::harness::scenes::{LaunchedScene, launched};
use crate::harness::{Browser, Reply, TestApp};

const BANK: &str = "/office/bank";
const LIST: &str = "/office/questionnaires";

async fn editor(app: &TestApp) -> Browser {
    app.person("wenjuan", &[Role::SurveyAdmin], None).await
}

async fn empty(browser: &mut Browser, title: &str) -> String {
    let new = format!("{LIST}/new");
    let page = browser.get(&new).await.ok();
    browser.submit(&page, &new, &[("title_zh", title)]).await.see_other()
}

/// A questionnaire with one question of two options.
async fn with_question(browser: &mut Browser, title: &str, code: &str) -> String {
    let at = empty(browser, title).await;
    let path = format!("{at}/add/single");
    let page = browser.get(&path).await.ok();
    let typed = [
        ("text_zh", "窗口排队久吗？"),
        ("code", code),
        ("option.0_zh", "很久"),
        ("option.1_zh", "不久"),
    ];
    browser.submit(&page, &path, &typed).await.see_other();
    at
}

/// Presses a button of a question's page of the bank.
async fn press(browser: &mut Browser, at: &str, code: &str, act: &str) -> Reply {
    let path = format!("{at}/q/{code}/bank");
    let page = browser.get(&path).await.ok();
    browser.submit(&page, &path, &[("act", act)]).await
}

/// Takes a bank question into a draft, at a position.
async fn take(browser: &mut Browser, at: &str, bank: &str, position: &str) -> Reply {
    let path = format!("{at}/bank");
    let page = browser.get(&format!("{at}/head")).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let pairs = [("revision", revision.as_str()), ("position", position), ("bank", bank)];
    browser.post(&path, &pairs).await
}

/// The ids of the questions that a page of the bank shows.
fn shown_ids(page: &Reply) -> Vec<String> {
    let links = page.attributes("tbody a", "href");
    let ids = links.iter().filter_map(|link| link.strip_prefix("/office/bank/"));
    ids.map(str::to_owned).collect()
}

async fn publish(browser: &mut Browser, at: &str) -> String {
    let path = format!("{at}/publish");
    let check = browser.get(&path).await.ok();
    browser.submit(&check, &path, &[]).await.see_other()
}

#[tokio::test]
async fn a_question_goes_into_the_bank_and_comes_out_in_another_questionnaire() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let nothing = editor.get(BANK).await.ok();
    assert!(nothing.shown().contains("题库还是空的"), "{}", nothing.shown());

    let first = with_question(&mut editor, "甲卷", "queue").await;
    press(&mut editor, &first, "queue", "keep").await.see_other();
    let bank = editor.get(BANK).await.ok();
    assert!(bank.shown().contains("窗口排队久吗？"), "{}", bank.shown());
    assert!(bank.shown().contains("草稿 1 份，已发布 0 版"), "{}", bank.shown());
    let id = shown_ids(&bank).remove(0);

    let second = empty(&mut editor, "乙卷").await;
    let to = take(&mut editor, &second, &id, "1").await.see_other();
    assert_eq!(to, format!("{second}#q-queue"), "it keeps its code");
    let overview = editor.get(&second).await.ok();
    assert!(overview.shown().contains("题库第 1 版"), "{}", overview.shown());
    let twice = take(&mut editor, &second, &id, "1").await.refused();
    assert!(twice.shown().contains("已经有这道题"), "{}", twice.shown());
    let far = take(&mut editor, &second, &id, "9").await.refused();
    assert!(far.shown().contains("列表范围内"), "{}", far.shown());

    let third = with_question(&mut editor, "丙卷", "queue").await;
    let to = take(&mut editor, &third, &id, "1").await.see_other();
    assert_eq!(to, format!("{third}#q-q1"), "another question of that code stays what it is");
    let history = editor.get(&format!("{third}/history")).await.ok();
    assert!(history.shown().contains("从题库加入题目"), "{}", history.shown());

    // The page offers no button for what the bank has already; a press of an old page is refused.
    let revision = editor.get(&format!("{first}/head")).await.ok();
    let revision = revision.attributes("input[name=revision]", "value").remove(0);
    let pairs = [("act", "keep"), ("revision", revision.as_str()), ("seen", "1")];
    let same = editor.post(&format!("{first}/q/queue/bank"), &pairs).await.refused();
    assert!(same.shown().contains("完全一样"), "{}", same.shown());
}

#[tokio::test]
async fn a_newer_version_is_told_shown_and_taken_and_changes_nothing_published() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let first = with_question(&mut editor, "甲卷", "queue").await;
    press(&mut editor, &first, "queue", "keep").await.see_other();
    let id = shown_ids(&editor.get(BANK).await.ok()).remove(0);
    let second = empty(&mut editor, "乙卷").await;
    take(&mut editor, &second, &id, "1").await.see_other();
    let published = publish(&mut editor, &second).await;
    let before = editor.get(&published).await.ok().all_text("dd code");

    let path = format!("{first}/q/queue");
    let page = editor.get(&path).await.ok();
    let more = [("option.2_zh", "说不好"), ("show_if", "")];
    editor.submit(&page, &path, &more).await.see_other();
    let changed = editor.get(&first).await.ok();
    assert!(changed.shown().contains("在这里改过"), "{}", changed.shown());
    press(&mut editor, &first, "queue", "keep").await.see_other();

    let told = editor.get(&second).await.ok();
    assert!(told.shown().contains("题库有新版"), "{}", told.shown());
    let check = editor.get(&format!("{second}/publish")).await.ok();
    assert!(check.shown().contains("题库里已经有新版"), "{}", check.shown());
    let here = format!("{second}/q/queue/bank");
    let compared = editor.get(&here).await.ok();
    assert!(compared.shown().contains("新增选项") && compared.shown().contains("说不好"));
    assert!(!compared.shown().contains("这些改动会被换掉"), "nothing was changed here");
    editor.submit(&compared, &here, &[("act", "renew")]).await.see_other();
    let renewed = editor.get(&here).await.ok();
    assert!(renewed.shown().contains("题库第 2 版"), "{}", renewed.shown());
    assert!(renewed.shown().contains("与题库最新的一版一致"), "{}", renewed.shown());
    assert_eq!(editor.get(&published).await.ok().all_text("dd code"), before);
    let frozen = editor.get(&published).await.ok();
    assert!(!frozen.shown().contains("说不好"), "{}", frozen.shown());

    // Whoever looked before the newer version came is told and changes nothing.
    let stale = editor.submit(&compared, &here, &[("act", "renew")]).await;
    let stale = stale.is(StatusCode::CONFLICT);
    assert!(stale.shown().contains("草稿或题库又有改动"), "{}", stale.shown());
    let page = editor.get(&format!("{BANK}/{id}")).await.ok();
    for said in ["第 2 版", "第 1 版", "乙卷", "第 1 版（题库第 1 版）"] {
        assert!(page.shown().contains(said), "{said}: {}", page.shown());
    }
}

#[tokio::test]
async fn a_retired_question_is_offered_to_nobody_and_stays_where_it_is() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let first = with_question(&mut editor, "甲卷", "queue").await;
    press(&mut editor, &first, "queue", "keep").await.see_other();
    let id = shown_ids(&editor.get(BANK).await.ok()).remove(0);
    let page = editor.get(&format!("{BANK}/{id}")).await.ok();
    let offer = format!("{BANK}/{id}/offer");
    editor.submit(&page, &offer, &[]).await.see_other();

    let second = empty(&mut editor, "乙卷").await;
    let offers = editor.get(&format!("{second}/bank")).await.ok();
    assert!(offers.shown().contains("题库里没有可以加入的题"), "{}", offers.shown());
    let refused = take(&mut editor, &second, &id, "1").await.refused();
    assert!(refused.shown().contains("已停用"), "{}", refused.shown());
    assert!(editor.get(&first).await.ok().shown().contains("窗口排队久吗？"));
    assert_eq!(shown_ids(&editor.get(&format!("{BANK}?state=offered")).await.ok()), [""; 0]);
    assert_eq!(shown_ids(&editor.get(&format!("{BANK}?state=retired")).await.ok()).len(), 1);

    let page = editor.get(&format!("{BANK}/{id}")).await.ok();
    editor.submit(&page, &offer, &[]).await.see_other();
    take(&mut editor, &second, &id, "1").await.see_other();
}

#[tokio::test]
async fn what_repeats_another_answer_stays_out_of_the_bank() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = with_question(&mut editor, "甲卷", "queue").await;
    let path = format!("{at}/add/short_text");
    let page = editor.get(&path).await.ok();
    let typed = [("text_zh", "为什么说{q.queue}？"), ("code", "why")];
    editor.submit(&page, &path, &typed).await.see_other();
    let refused = press(&mut editor, &at, "why", "keep").await.refused();
    assert!(refused.shown().contains("引用了另一题的回答"), "{}", refused.shown());
    assert!(editor.get(BANK).await.ok().shown().contains("题库还是空的"));
}

#[tokio::test]
async fn the_plan_brings_its_shared_core_once() {
    let app = TestApp::start().await;
    let mut root = app.administrator().await;
    for _ in 0..2 {
        let page = root.get("/office/setup").await.ok();
        if !page.form_actions().is_empty() {
            root.submit(&page, "/office/setup", &[]).await.see_other();
        }
    }
    let bank = root.get(BANK).await.ok();
    let codes = bank.all_text("tbody code");
    for core in wenlian::domain::plan::questionnaires::CORE {
        assert_eq!(codes.iter().filter(|code| *code == core).count(), 1, "{core}: {codes:?}");
    }
    assert!(bank.shown().contains("草稿 6 份"), "{}", bank.shown());
    let found = root.get(&format!("{BANK}?text=%E6%BB%A1%E6%84%8F")).await.ok();
    assert!(found.shown().contains("您对公共资源交易服务满意吗"), "{}", found.shown());
    assert!(shown_ids(&found).len() < codes.len());
    let scales = root.get(&format!("{BANK}?kind=scale")).await.ok();
    assert!(!shown_ids(&scales).is_empty() && shown_ids(&scales).len() < codes.len());
    let none = root.get(&format!("{BANK}?text=zzz")).await.ok();
    assert!(none.shown().contains("没有符合条件的题"), "{}", none.shown());
    let list = root.get(LIST).await.ok();
    let own = list.link("廉政风险排查调查问卷 · 投标人（供应商）卷");
    let overview = root.get(&own).await.ok();
    assert!(overview.shown().contains("题库第 1 版"), "{}", overview.shown());
    assert!(!overview.shown().contains("在这里改过"), "{}", overview.shown());
}

#[tokio::test]
async fn a_bank_question_is_changed_where_it_stands_and_drafts_are_told() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let draft = with_question(&mut editor, "甲卷", "queue").await;
    press(&mut editor, &draft, "queue", "keep").await.see_other();
    let id = shown_ids(&editor.get(BANK).await.ok()).remove(0);
    let own = editor.get(&format!("{BANK}/{id}")).await.ok();
    let path = own.link("修改这道题");
    let page = editor.get(&path).await.ok();

    let same = editor.submit(&page, &path, &[]).await.refused();
    assert!(same.shown().contains("完全一样"), "{}", same.shown());
    let wrong = editor.submit(&page, &path, &[("text_zh", " "), ("text_en", "Queues?")]).await;
    let wrong = wrong.refused();
    assert_eq!(wrong.attributes(".error-summary a", "href"), ["#f-text_zh"]);
    assert_eq!(wrong.all_text("textarea[name=text_en]"), ["Queues?"], "what was typed stays");
    let piped = editor.submit(&page, &path, &[("text_zh", "关于{q.a}？")]).await.refused();
    assert!(piped.shown().contains("引用了另一题"), "{}", piped.shown());

    // A line more; the old options keep their codes, and a look stores nothing.
    let more = [("option.2_zh", "说不好"), ("look", "yes")];
    let mut looked = page.form(&path);
    looked.retain(|(name, _)| name != "option.2_zh");
    looked.extend(more.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let seen = editor.post(&path, &looked).await.ok();
    assert!(
        seen.shown().contains("说不好") && seen.attributes("input", "value").contains(&"o1".into())
    );
    let to = editor.submit(&page, &path, &more[..1]).await.see_other();
    assert_eq!(to, format!("{BANK}/{id}"));
    let own = editor.get(&to).await.ok();
    assert!(own.shown().contains("已作为第 2 版放入题库") && own.shown().contains("新增选项"));
    let overview = editor.get(&draft).await.ok().shown();
    assert!(overview.contains("题库有新版") && !overview.contains("在这里改过"), "{overview}");
    assert!(!editor.get(&format!("{draft}/preview")).await.ok().shown().contains("说不好"));

    // Whoever began before is told, loses nothing, and saves after a second look.
    let late = editor.submit(&page, &path, &[("text_zh", "窗口要排多久？")]).await;
    let late = late.is(StatusCode::CONFLICT);
    assert!(late.shown().contains("题库里又有了新版"), "{}", late.shown());
    assert_eq!(late.all_text("textarea[name=text_zh]"), ["窗口要排多久？"]);
    editor.submit(&late, &path, &[]).await.see_other();
    assert!(editor.get(&to).await.ok().shown().contains("第 3 版"));
}

#[tokio::test]
async fn a_translation_alone_does_not_count_as_a_change_of_the_question() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let draft = with_question(&mut editor, "甲卷", "queue").await;
    press(&mut editor, &draft, "queue", "keep").await.see_other();
    let path = format!("{draft}/q/queue");
    let page = editor.get(&path).await.ok();
    editor.submit(&page, &path, &[("text_en", "Is the queue long?")]).await.see_other();
    let languages = format!("{draft}/languages");
    let page = editor.get(&languages).await.ok();
    let uyghur = [("tag", "ug"), ("name", "ئۇيغۇرچە"), ("writing", "leftward")];
    editor.submit(&page, &languages, &uyghur).await.see_other();
    let path = format!("{languages}/ug");
    let page = editor.get(&path).await.ok();
    let typed = [("t.q.queue.option.o1", "ئۇزۇن")];
    editor.submit(&page, &format!("{path}?page=1"), &typed).await.see_other();
    let overview = editor.get(&draft).await.ok().shown();
    assert!(!overview.contains("在这里改过") && overview.contains("译文与题库不同"), "{overview}");
    // The bank takes the translations as a version of their own.
    press(&mut editor, &draft, "queue", "keep").await.see_other();
    let overview = editor.get(&draft).await.ok().shown();
    assert!(overview.contains("题库第 2 版") && !overview.contains("译文与题库不同"), "{overview}");
}

/// Gives the second pool a version of its own, made from that of the first.
async fn ask_otherwise(app: &TestApp, scene: &mut LaunchedScene, first: &Document, own: Document) {
    let mut tx = app.app.db.begin("story.bank").await.unwrap();
    let json = serde_json::to_string(first).unwrap();
    tx.run("UPDATE questionnaire_version SET document = $1", [json.into()]).await.unwrap();
    let version = VersionId::draw(app.app.chance);
    let json = serde_json::to_string(&own).unwrap();
    tx.run(
        "INSERT INTO questionnaire_version
             (id, questionnaire, number, document, sha256, published_at, published_by)
         SELECT $1, questionnaire, number + 1, $2, sha256, published_at, published_by
         FROM questionnaire_version",
        [version.into(), json.into()],
    )
    .await
    .unwrap();
    let pool = scene.pools[1].id;
    tx.run("UPDATE pool SET version = $1 WHERE id = $2", [version.into(), pool.into()])
        .await
        .unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    scene.pools[1].document = own;
}

fn change(
    document: &mut Document,
    code: &str,
    change: impl FnOnce(&mut wenlian::domain::questionnaires::Question),
) {
    let question = document.questions.iter_mut().find(|it| it.code.as_str() == code).unwrap();
    change(question);
}

/// Two pools of 36 and 12 ballots; the second was asked "improved" under another code and with one
/// more option, as a newer version of the same bank question, or of another.
async fn opened(app: &TestApp, ids: [BankId; 2]) -> (LaunchedScene, Browser) {
    let mut scene = launched(app, &[50, 20]).await;
    let mut first = scene.pools[0].document.clone();
    change(&mut first, "improved", |it| it.bank = Some(Banked { id: ids[0], version: 1 }));
    let mut own = first.clone();
    change(&mut own, "improved", |question| {
        question.bank = Some(Banked { id: ids[1], version: 2 });
        question.code = Code::parse("bettered").unwrap();
        let Kind::Single { options } = &mut question.kind else { panic!("a choice") };
        options[0].text = Words::both("好多了", "Much better");
        let more = Choice::new(Code::parse("mixed").unwrap(), Words::both("有好有坏", "Mixed"));
        options.push(more);
    });
    ask_otherwise(app, &mut scene, &first, own).await;
    app.go_to("2026-03-10");
    for (at, count) in [(0, 36), (1, 18)] {
        let respondents = Respondents::of(app, &scene.pools[at]).await;
        for place in 0..count {
            let mut pairs = answers(place, None);
            if at == 1 {
                pairs.retain(|(name, _)| name != "q.improved");
                let said = if place < 9 { "much" } else { "mixed" };
                pairs.push(("q.bettered".to_owned(), said.to_owned()));
            }
            respondents.stage(&respondents.ballot(place, &pairs)).await;
        }
    }
    app.go_to("2026-03-21");
    open(app, &scene).await;
    let reader = app.person("kezhang", &[Role::GroupHead], None).await;
    (scene, reader)
}

#[tokio::test]
async fn versions_of_one_bank_question_lie_side_by_side_and_say_where_they_differ() {
    let app = TestApp::start().await;
    let id = BankId::draw(Chance);
    let (scene, mut reader) = opened(&app, [id, id]).await;
    let base = format!("/office/campaigns/{}/findings", scene.campaign);
    let page = reader.get(&base).await.ok();
    let shown = page.shown();
    for said in
        ["题库第 1 版", "题库第 2 版", "“有好有坏”不是每一组都有", "“明显改善”各组的说法不同"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(page.all_text("td").iter().any(|cell| cell == "无此项"), "{shown}");
    // The files say of each question where it comes from, and what it can be compared with.
    let csv = reader.get(&format!("{base}.csv")).await.ok();
    let mut lines = csv::ReaderBuilder::new().flexible(true).from_reader(csv.bytes.as_slice());
    let lines: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    for (pool, version, other) in [("招标人0", "1", "招标人1"), ("招标人1", "2", "招标人0")]
    {
        let told =
            lines.iter().find(|line| &line[0] == pool && line.get(10) == Some(&*id.to_string()));
        let told = told.unwrap();
        assert_eq!(&told[11], version);
        for said in [other, "对照；各组的这道题不完全一样", "“有好有坏”不是每一组都有"]
        {
            assert!(told[12].contains(said), "{said}: {}", &told[12]);
        }
        let alike = lines.iter().find(|line| &line[0] == pool && line.get(10) == Some(""));
        let said = format!("可与{other}对照");
        assert_eq!(alike.map(|line| &line[12]), Some(said.as_str()), "a core question of no bank");
    }
    // Side by side stands what each pool's own page shows, and not a figure more.
    for (pool, name) in scene.pools.iter().zip(["招标人0", "招标人1"]) {
        let own = reader.get(&format!("{base}/{}", pool.id)).await.ok();
        let own: Vec<String> = own.all_text(".panel td");
        for (row, cells) in rows(&page) {
            if row != name {
                continue;
            }
            for figure in cells.iter().filter_map(|cell| cell.split(' ').next()) {
                let is_figure = figure.ends_with('%');
                let stands = own.iter().any(|cell| cell == figure);
                assert!(!is_figure || stands, "{name}: {figure} is not on its own page: {own:?}");
            }
        }
    }
}

#[tokio::test]
async fn questions_of_two_bank_questions_do_not_lie_side_by_side() {
    let app = TestApp::start().await;
    let (scene, mut reader) = opened(&app, [BankId::draw(Chance), BankId::draw(Chance)]).await;
    let page = reader.get(&format!("/office/campaigns/{}/findings", scene.campaign)).await.ok();
    assert!(!page.shown().contains("有好有坏"), "{}", page.shown());
    assert!(page.shown().contains("共同问题"), "the others still do");
}

/// The rows of the tables of shared questions: the pool and its cells.
fn rows(page: &Reply) -> Vec<(String, Vec<String>)> {
    let html = page.html();
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let words = |cell: scraper::ElementRef<'_>| cell.text().collect::<String>().trim().to_owned();
    html.select(&select("tbody tr"))
        .filter_map(|row| {
            let name = row.select(&select("th")).map(words).next()?;
            Some((name, row.select(&select("td")).map(words).collect()))
        })
        .collect()
}

#[tokio::test]
async fn the_pages_of_bank_and_languages_are_well_made_in_both_languages() {
    let app = TestApp::start().await;
    let mut editor = editor(&app).await;
    let at = with_question(&mut editor, "甲卷", "queue").await;
    press(&mut editor, &at, "queue", "keep").await.see_other();
    let id = shown_ids(&editor.get(BANK).await.ok()).remove(0);
    let path = format!("{at}/q/queue");
    let page = editor.get(&path).await.ok();
    editor.submit(&page, &path, &[("option.2_zh", "说不好")]).await.see_other();
    let languages = format!("{at}/languages");
    let page = editor.get(&languages).await.ok();
    let typed = [("tag", "ug"), ("name", "ئۇيغۇرچە"), ("writing", "leftward")];
    editor.submit(&page, &languages, &typed).await.see_other();
    let second = empty(&mut editor, "乙卷").await;
    for lang in ["zh-CN", "en"] {
        let switch = format!("/office/view?lang={lang}&page=/office/");
        editor.post::<&str, &str>(&switch, &[]).await.see_other();
        for path in [
            BANK.to_owned(),
            format!("{BANK}/{id}"),
            format!("{BANK}/{id}/edit"),
            at.clone(),
            format!("{at}/q/queue"),
            format!("{at}/q/queue/bank"),
            format!("{second}/bank"),
            languages.clone(),
            format!("{languages}/ug"),
            format!("{languages}/ug/import"),
            format!("{at}/publish"),
            format!("{at}/history/r1"),
        ] {
            let page = editor.get(&path).await.ok();
            is_well_made(&page);
            assert!(page.text().contains(&format!("<html lang=\"{lang}\"")), "{path}");
        }
    }
}
