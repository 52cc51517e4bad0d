//! Answering by the plain path, through the pages respondents see: what comes in once, what comes
//! in never, and what answering leaves behind.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use wenlian::domain::credentials::plain::PageSecret;
use wenlian::domain::credentials::receipt::Tracker;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::id::PoolId;
use wenlian::domain::responses::Answers;
use wenlian::services::responses::{Issue, Issued, Staged, Taken};

use crate::harness::Reply;
use crate::harness::answering::{Survey, least_answers, receipt};

#[tokio::test]
async fn a_questionnaire_is_answered_and_received() {
    let survey = Survey::open(40).await;
    let mut phone = survey.app.visitor();
    let link = format!("/s/{}", survey.pool().code);
    assert_eq!(phone.get(&link).await.ok().link("不需要脚本的页面"), survey.path());

    let page = survey.page(&mut phone).await;
    for said in [
        "鄂尔多斯市公共资源交易中心",
        "0477-8580000",
        "共邀请 40 人，都用邀请卡",
        "分钟，不用登录，不记名",
        "2026-03-20 24:00",
        "12388",
        "0477-8580001",
        "任何人都不得要求您截图",
        "邮箱地址仅用于发放问卷",
    ] {
        assert!(page.shown().contains(said), "{said}: {}", page.shown());
    }
    assert_eq!(page.link("通知"), "https://ggzyjy.example.cn/tz/1.html");

    let thanks = survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    assert_eq!(thanks.heading(), "谢谢您的答卷");
    assert_eq!(receipt(&thanks).len(), 19);
    assert!(thanks.shown().contains("2026-03-20 24:00 以后统一启封"), "{}", thanks.shown());
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));

    let ballot = survey.opened().await.remove(0);
    assert_eq!(Tracker::of(ballot.leaf()).to_string(), receipt(&thanks));
    let answers =
        Answers::from_form(&least_answers(&survey.pool().document), &survey.pool().document);
    assert_eq!(ballot.answers.as_bytes(), answers.unwrap().canonical());
}

#[tokio::test]
async fn a_code_is_taken_however_it_is_typed() {
    let survey = Survey::open(10).await;
    let full_width = |code: &str| -> String {
        let widened = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
        code.chars().map(|c| if c == '-' { '－' } else { widened(c) }).collect()
    };
    let typed = [
        survey.code(0).to_lowercase(),
        survey.code(1).replace('-', " "),
        survey.code(2).replace('-', ""),
        full_width(survey.code(3)),
        survey.code(4).replace('0', "O").replace('1', "l"),
    ];
    for code in &typed {
        let mut phone = survey.app.visitor();
        let page = survey.page(&mut phone).await;
        survey.hand_in(&mut phone, &page, code).await.ok();
    }
    assert_eq!(survey.ballots().await, 5);
}

#[tokio::test]
async fn a_missing_answer_keeps_everything_typed_and_spends_nothing() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let (name, value) = least_answers(&survey.pool().document).remove(0);
    let typed = [("code", survey.code(0)), (name.as_str(), value.as_str())];
    let again = phone.submit(&page, &survey.path(), &typed).await.refused();
    assert!(again.shown().contains("还没有提交"), "{}", again.shown());
    assert!(!again.all_text(".error-summary li").is_empty());
    assert_eq!(again.attributes("input[name=code]", "value"), [survey.code(0)]);
    assert_eq!(number(&again), number(&page), "it is the same page still");
    assert!(again.form(&survey.path()).contains(&(name, value)));
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));

    let mut both = again.form(&survey.path());
    both.retain(|(name, _)| name != "q.risk");
    both.extend(["none", "power"].map(|value| ("q.risk".to_owned(), value.to_owned())));
    let refused = phone.post(&survey.path(), &both).await.refused();
    assert!(refused.shown().contains("不能与其他选项同时选择"), "{}", refused.shown());
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));

    survey.hand_in(&mut phone, &again, survey.code(0)).await.ok();
    assert_eq!(survey.ballots().await, 1);
}

#[tokio::test]
async fn a_code_that_is_none_of_this_pool_says_so_and_keeps_everything_typed() {
    let survey = Survey::of(&[10, 10]).await;
    let foreign = survey.scene.pools[1].tokens[0].clone();
    let unknown = Token::draw(survey.app.app.chance).grouped().to_string();
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    for (code, said) in [
        ("", "请填写答题码"),
        ("7K2M", "应是 20 个字母和数字"),
        (unknown.as_str(), "没有这个答题码，或者它属于另一份问卷、已经作废。请对照检查，或拨打 0"),
        (foreign.as_str(), "没有这个答题码，或者它属于另一份问卷、已经作废。请对照检查，或拨打 0"),
    ] {
        let again = survey.hand_in(&mut phone, &page, code).await.refused();
        assert!(again.shown().contains(said), "{code}: {}", again.shown());
        let kept = again.form(&survey.path());
        assert!(least_answers(&survey.pool().document).iter().all(|pair| kept.contains(pair)));
        assert!(kept.contains(&("code".to_owned(), code.to_owned())));
    }
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));
}

#[tokio::test]
async fn the_same_page_sent_again_is_the_same_ballot() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let first = survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    let reloaded = survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    let retyped = survey.hand_in(&mut phone, &page, &survey.code(0).to_lowercase()).await.ok();
    assert_eq!(receipt(&first), receipt(&reloaded));
    assert_eq!(receipt(&first), receipt(&retyped));
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));
}

#[tokio::test]
async fn another_page_or_other_answers_with_a_used_code_are_refused() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    let before = survey.staged().await;

    let another = survey.page(&mut phone).await;
    let refused = survey.hand_in(&mut phone, &another, survey.code(0)).await;
    let refused = refused.is(StatusCode::CONFLICT);
    assert_eq!(refused.heading(), "这个答题码已经用过");
    assert!(refused.shown().contains("0477-8580000"));

    let changed = survey.filled(&page, survey.code(0), "后来想改的话");
    phone.post(&survey.path(), &changed).await.is(StatusCode::CONFLICT);
    assert_eq!(survey.staged().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_submits_of_one_code_store_one_ballot() {
    let survey = std::sync::Arc::new(Survey::open(10).await);
    let shared = std::sync::Arc::new(survey.page(&mut survey.app.visitor()).await.text());
    let places = std::sync::Arc::new(tokio::sync::Semaphore::new(64));
    let mut tasks = tokio::task::JoinSet::new();
    for turn in 0..1000 {
        let (survey, shared, places) = (survey.clone(), shared.clone(), places.clone());
        tasks.spawn(async move {
            let _place = places.acquire().await.unwrap();
            let mut browser = survey.app.visitor();
            // Every second one is the same page sent again, the others are pages of their own.
            let mut page = survey.page(&mut browser).await;
            if turn % 2 == 0 {
                page.bytes = shared.as_bytes().to_vec();
            }
            let reply = survey.hand_in(&mut browser, &page, survey.code(0)).await;
            (number(&page), reply)
        });
    }
    let (mut receipts, mut winners) = (BTreeSet::new(), BTreeSet::new());
    while let Some(done) = tasks.join_next().await {
        let (page, reply) = done.unwrap();
        match reply.status {
            StatusCode::OK => {
                receipts.insert(receipt(&reply));
                winners.insert(page);
            }
            StatusCode::CONFLICT => {}
            other => panic!("{other}: {}", reply.shown()),
        }
    }
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));
    assert_eq!((receipts.len(), winners.len()), (1, 1));
}

#[tokio::test]
async fn a_crash_between_issue_and_ballot_is_mended_by_sending_again() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;

    // All that is left of a process that died after the first of the two transactions.
    let app = &survey.app.app;
    let token = Token::parse(survey.code(0)).unwrap();
    let secret: PageSecret = number(&page).parse().unwrap();
    let issue = || Issue {
        code: token.hash(&app.keys.token_key()),
        pool: survey.pool().id,
        mark: secret.derive(survey.pool().code, &token).mark,
    };
    assert_eq!(app.respondents.issue(issue()).await.unwrap(), Issued::Granted);
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 0));

    let first = survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    let second = survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    assert_eq!(receipt(&first), receipt(&second));
    assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));
}

#[tokio::test]
async fn nothing_is_taken_before_the_first_day_or_after_the_last() {
    let app = crate::harness::TestApp::start().await;
    let scene = crate::harness::scenes::launched(&app, &[10]).await;
    let survey = Survey { app, scene };
    let mut phone = survey.app.visitor();
    let early = survey.page(&mut phone).await;
    assert!(early.shown().contains("从 2026-03-09 00:00 开始"), "{}", early.shown());
    assert!(early.form_actions().is_empty(), "there is nothing to fill in yet");
    let mut typed = least_answers(&survey.pool().document);
    typed.push(("code".to_owned(), survey.code(0).to_owned()));
    typed.push(("r".to_owned(), "0".repeat(64)));
    let refused = phone.post(&survey.path(), &typed).await.is(StatusCode::FORBIDDEN);
    assert!(refused.shown().contains("没有提交"), "{}", refused.shown());

    survey.app.go_to("2026-03-20");
    let page = survey.page(&mut phone).await;
    survey.app.go_to("2026-03-21");
    let late = survey.hand_in(&mut phone, &page, survey.code(0)).await.is(StatusCode::GONE);
    assert!(late.shown().contains("2026-03-20 24:00 截止"), "{}", late.shown());
    assert!(late.shown().contains("没有提交，也没有保存"), "{}", late.shown());
    phone.get(&survey.path()).await.is(StatusCode::GONE);
    assert_eq!((survey.spent().await, survey.ballots().await), (0, 0));
}

#[tokio::test]
async fn those_who_share_a_commit_are_each_told_what_came_of_their_own() {
    let survey = Survey::open(10).await;
    let (app, pool) = (&survey.app.app, survey.pool().id);
    let issue = |code: &str, mark: u8| {
        let code = Token::parse(code).unwrap().hash(&app.keys.token_key());
        app.respondents.issue(Issue { code, pool, mark: [mark; 32].into() })
    };
    let nobodys = Token::draw(app.chance).compact();
    let (first, second) = (survey.code(0), survey.code(1));
    // On one thread the queue runs only when all wait.
    let (one, again, other, next, unknown) = tokio::join!(
        issue(first, 1),
        issue(first, 1),
        issue(first, 2),
        issue(second, 1),
        issue(&nobodys, 1)
    );
    let told = [one, again, other, next, unknown].map(|issued| issued.unwrap());
    let first_won = [Issued::Granted, Issued::Granted, Issued::Spent];
    let other_won = [Issued::Spent, Issued::Spent, Issued::Granted];
    assert!(told[..3] == first_won || told[..3] == other_won, "{told:?}");
    assert_eq!(told[3..], [Issued::Granted, Issued::Unknown]);
    assert_eq!(survey.spent().await, 2);

    let stage = |pool: PoolId, nullifier: u8, check: u8| {
        let (nullifier, check) = ([nullifier; 32].into(), [check; 16].into());
        app.respondents.stage(Staged { pool, nullifier, check, sealed: vec![0; 64].into() })
    };
    let nowhere = PoolId::draw(app.chance);
    let (one, again, other, next, lost) = tokio::join!(
        stage(pool, 1, 1),
        stage(pool, 1, 1),
        stage(pool, 1, 2),
        stage(pool, 2, 1),
        stage(nowhere, 3, 1)
    );
    let told = [one, again, other, next, lost].map(|taken| taken.unwrap());
    let first_won = [Taken::Kept, Taken::Kept, Taken::Other];
    let other_won = [Taken::Other, Taken::Other, Taken::Kept];
    assert!(told[..3] == first_won || told[..3] == other_won, "{told:?}");
    assert_eq!(told[3..], [Taken::Kept, Taken::Over]);
    assert_eq!(survey.ballots().await, 2);
}

#[tokio::test]
async fn an_opening_that_has_begun_takes_nothing_more() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let sql = "UPDATE pool SET state = 'opening' WHERE id = $1";
    let mut tx = survey.app.app.db.begin("test").await.unwrap();
    tx.run(sql, [survey.pool().id.into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::OpeningChunk).await.unwrap();
    survey.hand_in(&mut phone, &page, survey.code(0)).await.is(StatusCode::GONE);

    // Even a request that passed the first look is stopped by the statement that spends.
    let token = Token::parse(survey.code(0)).unwrap();
    let app = &survey.app.app;
    let mark = PageSecret::draw(app.chance).derive(survey.pool().code, &token).mark;
    let issue = Issue { code: token.hash(&app.keys.token_key()), pool: survey.pool().id, mark };
    assert_eq!(app.respondents.issue(issue).await.unwrap(), Issued::Over);
    assert_eq!(survey.spent().await, 0);
}

#[tokio::test]
async fn all_sealed_ballots_are_equally_long() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    survey.hand_in(&mut phone, &page, survey.code(0)).await.ok();
    let page = survey.page(&mut phone).await;
    let typed = survey.filled(&page, survey.code(1), &"长".repeat(1000));
    phone.post(&survey.path(), &typed).await.ok();
    let lengths: BTreeSet<usize> = survey.staged().await.iter().map(Vec::len).collect();
    assert_eq!(lengths.len(), 1, "{lengths:?}");
    assert_eq!(survey.ballots().await, 2);
}

#[tokio::test]
async fn a_database_without_a_hand_free_loses_nothing_that_was_typed() {
    let survey = Survey::open(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    survey.app.app.db.close().await;
    let typed = survey.filled(&page, survey.code(0), "窗口可以再多开一个");
    let busy = phone.post(&survey.path(), &typed).await.is(StatusCode::SERVICE_UNAVAILABLE);
    assert!(busy.headers.contains_key("retry-after"));
    assert!(busy.shown().contains("还没有确认收到"), "{}", busy.shown());
    let kept = busy.form(&survey.path());
    let lost: Vec<_> = typed.iter().filter(|pair| !kept.contains(pair)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[tokio::test]
async fn no_transaction_could_join_a_seat_to_a_ballot() {
    let survey = Survey::open(10).await;
    let mut tx = survey.app.app.db.begin("test").await.unwrap();
    assert!(tx.all::<(String,), 0>("SELECT id FROM seat", []).await.is_ok());
    assert!(tx.all::<(Vec<u8>,), 0>("SELECT nf FROM staging", []).await.is_err());
}

#[tokio::test]
async fn answering_leaves_nothing_in_the_log() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let survey = Survey::open(10).await;
    let _guard = tracing::subscriber::set_default(subscriber);
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    survey.hand_in(&mut phone, &page, "7K2M-0QXW-9ABC-DEFG-HJKM").await.refused();
    let typed = survey.filled(&page, survey.code(0), "加强现场监管");
    phone.post(&survey.path(), &typed).await.ok();
    phone.post(&survey.path(), &typed).await.ok();
    let written = log.text();
    let compact = survey.code(0).replace('-', "");
    for secret in [survey.code(0), &compact, "加强现场监管", &number(&page), "/s/", "7K2M"] {
        assert!(!written.contains(secret), "{secret}: {written}");
    }

    // The control: what is logged is found.
    tracing::info!(code = survey.code(0), "a slip");
    assert!(log.text().contains(survey.code(0)));
}

/// The hidden number of a page.
pub fn number(page: &Reply) -> String {
    page.attributes("input[name=r]", "value").remove(0)
}

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> tracing_subscriber::fmt::MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
