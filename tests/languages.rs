//! Further languages: an office adds them and translates; respondents read them; the ballot knows
//! nothing of it.

use std::collections::BTreeSet;
use std::io::Cursor;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use calamine::{Reader, Xlsx, open_workbook_from_rs};
use wenlian::domain::lang::{Lang, Tag};
use wenlian::domain::people::Role;
use wenlian::domain::plan::questionnaires::TEMPLATES;
use wenlian::domain::plan::units::asked_about;
use wenlian::domain::questionnaires::{Document, Edit, Language, Writing};

use crate::harness::answering::Survey;
use crate::harness::scenes::launched_unprinted;
use crate::harness::{Browser, Reply, TestApp};

const LIST: &str = "/office/questionnaires";

/// An editor and a questionnaire with a blank sentence and a choice.
async fn edited(app: &TestApp) -> (Browser, String) {
    let mut editor = app.person("wenjuan", &[Role::SurveyAdmin], None).await;
    let new = format!("{LIST}/new");
    let page = editor.get(&new).await.ok();
    let at = editor.submit(&page, &new, &[("title_zh", "服务评价")]).await.see_other();
    for (kind, typed) in [
        (
            "single",
            &[("text_zh", "排队久吗？"), ("option.0_zh", "久"), ("option.1_zh", "不久")][..],
        ),
        ("blanks", &[("text_zh", "请填空"), ("sentence_zh", "排了___天，找了___个窗口")][..]),
    ] {
        let path = format!("{at}/add/{kind}");
        let page = editor.get(&path).await.ok();
        editor.submit(&page, &path, typed).await.see_other();
    }
    (editor, at)
}

async fn add(editor: &mut Browser, at: &str, tag: &str, name: &str, writing: &str) -> Reply {
    let path = format!("{at}/languages");
    let page = editor.get(&path).await.ok();
    let typed = [("tag", tag), ("name", name), ("writing", writing)];
    editor.submit(&page, &path, &typed).await
}

/// Types translations on the page of a language.
async fn translate(editor: &mut Browser, at: &str, tag: &str, typed: &[(&str, &str)]) -> Reply {
    let path = format!("{at}/languages/{tag}");
    let page = editor.get(&path).await.ok();
    editor.submit(&page, &format!("{path}?page=1"), typed).await
}

#[tokio::test]
async fn a_language_is_added_translated_and_what_is_missing_is_told_before_publishing() {
    let app = TestApp::start().await;
    let (mut editor, at) = edited(&app).await;
    for (tag, said) in [("zh-CN", "不能是中文或英文"), ("", "必填"), ("维文", "不能是中文或英文")]
    {
        let wrong = add(&mut editor, &at, tag, "x", "leftward").await.refused();
        assert!(wrong.shown().contains(said), "{tag}: {}", wrong.shown());
    }
    add(&mut editor, &at, "UG", "ئۇيغۇرچە", "leftward").await.see_other();
    let list = editor.get(&format!("{at}/languages")).await.ok();
    assert!(list.all_text("td code").contains(&"ug".to_owned()), "{}", list.shown());
    // A second of the same code is not taken for the first, unless this is what is wanted.
    let there = add(&mut editor, &at, "ug", "维吾尔文", "rightward").await.refused();
    assert!(
        there.shown().contains("这份问卷已经有“ug”（ئۇيغۇرچە），没有再加"),
        "{}",
        there.shown()
    );
    assert_eq!(there.attributes("input[name=name]", "value"), ["维吾尔文"], "what was typed stays");
    let languages = format!("{at}/languages");
    let anew = [("anew", "yes"), ("name", "ئۇيغۇرچە"), ("writing", "leftward")];
    editor.submit(&there, &languages, &anew).await.see_other();

    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("ئۇيغۇرچە：还有 6 处没有译文"), "{}", check.shown());
    let fields = [("t.title", "مۇلازىمەت"), ("t.q.q1.option.o1", "ئۇزۇن")];
    translate(&mut editor, &at, "ug", &fields).await.see_other();
    let page = editor.get(&format!("{at}/languages/ug")).await.ok();
    assert_eq!(page.all_text("textarea[name='t.title']"), ["مۇلازىمەت"]);
    assert_eq!(page.attributes("textarea[name='t.title']", "dir"), ["rtl"]);
    assert_eq!(page.attributes("textarea[name='t.title']", "lang"), ["ug"]);
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(check.shown().contains("还有 4 处没有译文"), "{}", check.shown());
    let version = editor.submit(&check, &format!("{at}/publish"), &[]).await.see_other();
    editor.get(&version).await.ok();

    // The form of a question shows Chinese and English, and loses nothing else.
    let path = format!("{at}/q/q1");
    let page = editor.get(&path).await.ok();
    editor.submit(&page, &path, &[("text_en", "Long queue?")]).await.see_other();
    let page = editor.get(&format!("{at}/languages/ug")).await.ok();
    assert_eq!(page.all_text("textarea[name='t.q.q1.option.o1']"), ["ئۇزۇن"]);

    let list = editor.get(&format!("{at}/languages")).await.ok();
    editor.submit(&list, &format!("{at}/languages/ug/remove"), &[]).await.see_other();
    editor.get(&format!("{at}/languages/ug")).await.is(StatusCode::NOT_FOUND);
    let check = editor.get(&format!("{at}/publish")).await.ok();
    assert!(!check.shown().contains("ئۇيغۇرچە"), "{}", check.shown());
    let history = editor.get(&format!("{at}/history")).await.ok();
    assert!(history.shown().contains("修改译文") && history.shown().contains("增减文字"));
}

#[tokio::test]
async fn a_translation_has_the_blanks_of_the_chinese_sentence_when_it_is_saved() {
    let app = TestApp::start().await;
    let (mut editor, at) = edited(&app).await;
    let wrong = [("t.q.q2.sentence", "queued ___ days")];
    let told = translate(&mut editor, &at, "en", &wrong).await.refused();
    assert!(told.shown().contains("空数应与中文一致：2 个"), "{}", told.shown());
    assert_eq!(told.all_text("textarea[name='t.q.q2.sentence']"), ["queued ___ days"]);
    let good = [("t.q.q2.sentence", "queued ___ days at ___ windows")];
    translate(&mut editor, &at, "en", &good).await.see_other();

    let path = format!("{at}/q/q2");
    let page = editor.get(&path).await.ok();
    let told = editor.submit(&page, &path, &[("sentence_en", "none at all")]).await.refused();
    assert!(told.shown().contains("空数应与中文一致：2 个"), "{}", told.shown());
}

#[tokio::test]
async fn translations_go_out_as_a_workbook_and_come_back() {
    let app = TestApp::start().await;
    let (mut editor, at) = edited(&app).await;
    add(&mut editor, &at, "bo", "བོད་ཡིག", "rightward").await.see_other();
    let file = editor.get(&format!("{at}/languages/bo/file")).await.ok();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file.bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> =
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows[0], ["名称", "中文", "英文", "译文"]);
    assert_eq!(rows[1][..2], ["title", "服务评价"]);

    let import = format!("{at}/languages/bo/import");
    let page = editor.get(&import).await.ok();
    let revision = page.attributes("input[name=revision]", "value").remove(0);
    let pairs = [("revision", revision.as_str())];
    let csv = |rows: &str| format!("名称,中文,译文\n{rows}").into_bytes();
    let wrong = csv(
        "title,另一个标题,བཀོལ\nq.ghost.text,什么,x\nq.q2.sentence,排了___天，找了___个窗口,x\n",
    );
    let told = editor.upload(&import, &pairs, ("file", "t.csv", &wrong)).await.refused();
    for said in ["第 2 行：中文原文已经改过", "第 3 行", "q.ghost.text", "第 4 行：空数"]
    {
        assert!(told.shown().contains(said), "{said}: {}", told.shown());
    }
    let good = csv("title,服务评价,ཞབས་ཞུ\nq.q1.text,排队久吗？,\n");
    editor.upload(&import, &pairs, ("file", "t.csv", &good)).await.see_other();
    let page = editor.get(&format!("{at}/languages/bo")).await.ok();
    assert_eq!(page.all_text("textarea[name='t.title']"), ["ཞབས་ཞུ"]);
    let stale = editor.upload(&import, &pairs, ("file", "t.csv", &good)).await;
    stale.is(StatusCode::CONFLICT);
}

/// The bidders' questionnaire with Uyghur and vertical Mongolian.
fn translated() -> Document {
    let bidders = TEMPLATES.iter().find(|template| template.audience == "bidders").unwrap();
    let mut document = bidders.document(&asked_about());
    let language = |tag: &str, name: &str, writing| Language {
        tag: Tag::parse(tag).unwrap(),
        name: name.to_owned(),
        writing,
    };
    for (language, title) in [
        (language("ug", "ئۇيغۇرچە", Writing::Leftward), "سوئالنامە"),
        (language("mn-Mong", "ᠮᠣᠩᠭᠣᠯ", Writing::Downward), "ᠠᠰᠠᠭᠤᠯᠲᠠ"),
    ] {
        let tag = language.tag.to_string();
        document.apply(Edit::Speak(language)).unwrap();
        let texts =
            [("title", title), ("q.service.text", title), ("q.improved.option.much", title)];
        let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
        document.apply(Edit::Translate { tag, texts }).unwrap();
    }
    document
}

/// Names and values of everything that can be filled in.
fn offered(page: &Reply) -> BTreeSet<(String, String)> {
    let html = page.html();
    let controls = scraper::Selector::parse("#sheet [name], #sheet option, form [name]").unwrap();
    html.select(&controls)
        .map(|it| {
            let attr = |name| it.attr(name).unwrap_or_default().to_owned();
            (attr("name"), attr("value"))
        })
        .filter(|(name, _)| name != "r" && name != "lang")
        .collect()
}

#[tokio::test]
async fn respondents_read_a_further_language_and_are_told_what_stays_chinese() {
    let survey = Survey::open(40).await;
    survey.ask(&translated()).await;
    let mut phone = survey.app.visitor();
    for path in [format!("/s/{}", survey.pool().code), survey.path()] {
        let plain = phone.get(&path).await.ok();
        let uyghur = phone.get(&format!("{path}?lang=ug&print=normal")).await.ok();
        assert!(uyghur.shown().contains("您选了ئۇيغۇرچە"), "{path}: {}", uyghur.shown());
        assert_eq!(uyghur.attributes("h1 span", "lang"), ["ug"], "{path}");
        assert_eq!(uyghur.attributes("h1 span", "dir"), ["rtl"], "{path}");
        assert!(uyghur.attributes(".choices span[lang=ug]", "dir").len() == 1, "{path}");
        assert!(uyghur.text().contains("<html lang=\"zh-CN\""), "{path}");
        assert!(!plain.shown().contains("您选了") && !plain.text().contains("سوئالنامە"));
        let names = plain.all_text(".switches .quiet");
        assert_eq!(names[..3], ["English", "ئۇيغۇرچە", "ᠮᠣᠩᠭᠣᠯ"], "{path}");
        let names = uyghur.all_text(".switches .quiet");
        assert_eq!(names[..3], ["中文", "English", "ᠮᠣᠩᠭᠣᠯ"], "{path}");
        assert!(!uyghur.text().contains("upright"), "{path}");
        // Still three requests: the faces come with the one style sheet.
        assert_eq!(uyghur.attributes("link[rel=stylesheet]", "href").len(), 1, "{path}");

        let mongolian = phone.get(&format!("{path}?lang=mn-Mong&print=normal")).await.ok();
        assert_eq!(mongolian.attributes("h1.upright span", "lang"), ["mn-Mong"], "{path}");
        // What can be filled in is the same in every language, and the script is told of none.
        assert_eq!(offered(&plain), offered(&uyghur), "{path}");
        assert_eq!(offered(&plain), offered(&mongolian), "{path}");
        let strange = phone.get(&format!("{path}?lang=bo&print=normal")).await.ok();
        let shown = |page: &Reply| page.shown();
        assert_eq!(shown(&strange), shown(&plain), "a language that is not offered is Chinese");
    }
}

#[tokio::test]
async fn the_language_a_ballot_was_filled_in_with_is_no_part_of_it() {
    let survey = Survey::open(40).await;
    survey.ask(&translated()).await;
    for (seat, lang) in ["zh-CN", "en", "ug", "mn-Mong"].into_iter().enumerate() {
        let mut phone = survey.app.visitor();
        let page = phone.get(&format!("{}?lang={lang}&print=normal", survey.path())).await.ok();
        assert_eq!(page.attributes("input[name=lang]", "value"), [lang], "the page remembers it");
        survey.hand_in(&mut phone, &page, survey.code(seat)).await.ok();
    }
    let ballots = survey.opened().await;
    let answers: BTreeSet<Vec<u8>> =
        ballots.iter().map(|ballot| ballot.answers.as_bytes().to_vec()).collect();
    assert_eq!((ballots.len(), answers.len()), (4, 1), "four languages, one and the same ballot");
    let only = String::from_utf8(answers.first().unwrap().clone()).unwrap();
    for mark in ["ug", "mn-Mong", "lang", "zh-CN", "سوئالنامە"] {
        assert!(!only.contains(mark), "{mark}: {only}");
    }
}

#[tokio::test]
async fn a_mistake_on_a_page_in_a_further_language_keeps_language_and_answers() {
    let survey = Survey::open(10).await;
    survey.ask(&translated()).await;
    let mut phone = survey.app.visitor();
    let page = phone.get(&format!("{}?lang=ug&print=normal", survey.path())).await.ok();
    let again = phone.submit(&page, &survey.path(), &[("q.service", "3")]).await.refused();
    assert_eq!(again.attributes("input[name=lang]", "value"), ["ug"]);
    assert_eq!(again.attributes("h1 span", "lang"), ["ug"]);
    assert!(again.form(&survey.path()).contains(&("q.service".to_owned(), "3".to_owned())));
}

#[tokio::test]
async fn a_preview_is_read_in_every_language_and_a_switch_checks_nothing() {
    let app = TestApp::start().await;
    let (mut editor, at) = edited(&app).await;
    add(&mut editor, &at, "mn-Mong", "ᠮᠣᠩᠭᠣᠯ", "downward").await.see_other();
    translate(&mut editor, &at, "mn-Mong", &[("t.title", "ᠠᠰᠠᠭᠤᠯᠲᠠ")]).await.see_other();
    let preview = format!("{at}/preview");
    let page = editor.get(&preview).await.ok();
    let switched = editor.submit(&page, &preview, &[("q.q1", "o1")]).await;
    let fits = switched.ok();
    assert!(fits.shown().contains("这样填写可以提交"), "{}", fits.shown());
    let form = page.form(&preview);
    let read = editor.post(&format!("{preview}?lang=mn-Mong&print=normal"), &form).await.ok();
    assert_eq!(read.attributes("h1.upright span", "lang"), ["mn-Mong"]);
    assert!(!read.shown().contains("这样填写可以提交"), "a switch is no submit");
    assert_eq!(read.attributes("input[name=lang]", "value"), ["mn-Mong"]);
    let sent = editor.submit(&read, &preview, &[("q.q1", "o1")]).await.ok();
    assert!(sent.shown().contains("这样填写可以提交"), "{}", sent.shown());
    assert_eq!(sent.attributes("h1.upright span", "lang"), ["mn-Mong"], "the language stays");
}

/// The bidders' questionnaire, every text of it written in a language: as many letters as English
/// has, of that script.
fn written_in(tag: &str, writing: Writing, letter: char) -> Document {
    let bidders = TEMPLATES.iter().find(|template| template.audience == "bidders").unwrap();
    let mut document = bidders.document(&asked_about());
    let language = Language { tag: Tag::parse(tag).unwrap(), name: letter.to_string(), writing };
    document.apply(Edit::Speak(language)).unwrap();
    let written = |text: &str| -> String {
        text.chars().map(|c| if c.is_alphabetic() { letter } else { c }).collect()
    };
    let texts = document.texts().into_iter();
    let texts = texts.map(|(name, words)| (name, written(words.to(Lang::En)))).collect();
    document.apply(Edit::Translate { tag: tag.to_owned(), texts }).unwrap();
    assert_eq!(document.missing(tag), [] as [String; 0]);
    document
}

#[tokio::test]
async fn a_page_in_a_further_language_is_three_requests_of_45_kilobytes() {
    for (tag, writing, letter) in
        [("ug", Writing::Leftward, 'ۇ'), ("mn-Mong", Writing::Downward, 'ᠠ')]
    {
        let survey = Survey::open(10).await;
        survey.ask(&written_in(tag, writing, letter)).await;
        let mut phone = survey.app.visitor();
        for path in [survey.path(), format!("/s/{}", survey.pool().code)] {
            for asked in ["zh-CN", tag] {
                let page = phone.get(&format!("{path}?lang={asked}&print=normal")).await.ok();
                let mut loaded = page.attributes("link[rel=stylesheet]", "href");
                loaded.extend(page.attributes("script[src], img[src]", "src"));
                let mut sizes = vec![page.bytes.len()];
                for address in &loaded {
                    // As every browser asks that this is for.
                    let asks = Request::get(address).header("accept-encoding", "gzip, deflate");
                    let asks = asks.body(Body::empty()).unwrap();
                    sizes.push(phone.send(address, asks).await.ok().bytes.len());
                }
                let whole: usize = sizes.iter().sum();
                println!("{path} in {asked}: {sizes:?}, together {whole}");
                assert_eq!(loaded.len(), 2, "{loaded:?}");
                assert!(whole <= 45 * 1024, "{path} in {asked}: {sizes:?}");
                // Only the language that was asked for is sent.
                assert_eq!(page.text().contains(&letter.to_string().repeat(3)), asked == tag);
            }
        }
    }
}

#[tokio::test]
async fn a_card_bears_the_title_in_every_language_and_mongolian_stands_upright() {
    let app = TestApp::start().await;
    let scene = launched_unprinted(&app, &[10]).await;
    let json = serde_json::to_string(&translated()).unwrap();
    let mut tx = app.app.db.begin("test").await.unwrap();
    let sql = "UPDATE questionnaire_version SET document = $1";
    tx.run(sql, [json.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    let mut office = app.person("office", &[Role::SurveyAdmin], None).await;
    let page = office.get(&format!("/office/campaigns/{}", scene.campaign)).await.ok();
    let cards = page.link("打印邀请卡");
    let before = office.get(&cards).await.ok();
    let sheets = office.submit(&before, &cards, &[]).await.ok();
    for (tag, title, upright, dir) in
        [("mn-Mong", "ᠠᠰᠠᠭᠤᠯᠲᠠ", true, None), ("ug", "سوئالنامە", false, Some("rtl"))]
    {
        let titles = format!("h2 span[lang='{tag}']");
        assert_eq!(sheets.all_text(&titles), vec![title; 10], "on each of ten cards");
        assert_eq!(
            sheets.all_text(&format!("{titles}.upright")).len(),
            if upright { 10 } else { 0 }
        );
        let dirs = sheets.attributes(&titles, "dir");
        assert_eq!(dirs, vec![dir.unwrap_or_default(); if dir.is_some() { 10 } else { 0 }]);
    }
}
