//! Text messages as a file: what their words may hold, and who gets a link.

mod anew;
mod gateway;
mod pausing;
mod removing;
mod who;

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use wenlian::domain::campaigns::Channel;
use wenlian::domain::credentials::token::Token;
use wenlian::domain::id::CampaignId;
use wenlian::domain::lists::Destination;
use wenlian::services::{campaigns, cancelling, closing_keys, digests, invitations, launch};
use wenlian::web::paths;

use self::gateway::{gateway, tried_over};
use crate::gallery;
use crate::harness::{Browser, Reply, TestApp, lists, scenes};

/// A campaign with twelve mobile numbers on its list, not launched yet; its page for messages.
async fn draft(app: &TestApp) -> (CampaignId, String) {
    let root = app.root().await;
    // Before the campaign: whose password is as old can be its second person.
    scenes::holders(app).await;
    let (questionnaire, _) = scenes::questionnaire(app).await;
    let (texts, dates) = (scenes::texts(), scenes::dates());
    let campaign = campaigns::create(&app.app, &root, &texts, dates).await.unwrap();
    let mut form = scenes::audience("投标人", 12, questionnaire);
    form.channel = Channel::Phone;
    let audience = campaigns::add_audience(&app.app, &root, campaign, &form).await.unwrap();
    let numbers: Vec<String> = (0..12).map(|place| number(place).as_str().to_owned()).collect();
    let file = format!("手机号码\n{}\n", numbers.join("\n"));
    let list = format!("/office/campaigns/{campaign}/audiences/{audience}/list");
    lists::import(&mut app.signed_in("admin").await, &list, "名单.csv", file.as_bytes()).await;
    (campaign, format!("/office/campaigns/{campaign}/audiences/{audience}/messages"))
}

fn number(place: usize) -> Destination {
    Destination::parse(Channel::Phone, &format!("138001380{place:02}")).unwrap()
}

async fn launch(app: &TestApp, campaign: CampaignId) {
    let root = app.root().await;
    let (holder, officer) = (app.actor("dudao").await, app.actor("jiwei").await);
    let passphrase = closing_keys::draw(&app.app, &holder, campaign).await.unwrap();
    for person in [&holder, &officer] {
        closing_keys::hold(&app.app, person, campaign, passphrase.expose()).await.unwrap();
    }
    let plan = campaigns::overview(&app.app, &root, campaign).await.unwrap();
    launch::launch(&app.app, &root, campaign, plan.campaign.revision).await.unwrap();
}

/// The rows of an exported file without its heading: number, link, message.
fn rows(file: &Reply) -> Vec<[String; 3]> {
    let text = file.text();
    let lines = text.trim_start_matches('\u{feff}').lines().skip(1);
    let cells = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('"').split("\",\"").collect();
        [0, 1, 2].map(|at| cells[at].to_owned())
    };
    lines.map(cells).collect()
}

fn hash_of(app: &TestApp, link: &str) -> wenlian::domain::credentials::token::TokenHash {
    let (_, fragment) = link.split_once('#').unwrap();
    let token = Token::parse(fragment.split('.').next().unwrap()).unwrap();
    token.hash(&app.app.keys.token_key())
}

/// The seats that links reach; those of void links are not among them.
async fn seats(app: &TestApp, rows: &[[String; 3]]) -> HashSet<String> {
    let mut tx = app.app.db.read("test.seats").await.unwrap();
    let mut seats = HashSet::new();
    for [_, link, _] in rows {
        let hash = hash_of(app, link);
        let sql = "SELECT seat FROM token WHERE h = $1";
        let found = tx.maybe::<(String,), 1>(sql, [(&hash).into()]).await.unwrap();
        seats.extend(found.map(|(seat,)| seat));
    }
    seats
}

async fn export(office: &mut Browser, page: &str, pairs: &[(&str, &str)]) -> Reply {
    let csv = [&[("format", "csv")], pairs].concat();
    office.post_from(page, &format!("{page}/export"), &csv).await
}

/// Writes the words of an audience's messages.
async fn write_words(office: &mut Browser, page: &str) {
    let form = office.get(page).await.ok();
    office.submit(&form, page, &[("words", "请匿名填写 {链接}")]).await.see_other();
}

/// The campaign with its words, launched where no gateway is: its messages leave as files.
async fn launched_as_files() -> (TestApp, CampaignId, String) {
    let app = TestApp::start().await;
    let (campaign, page) = draft(&app).await;
    write_words(&mut app.signed_in("admin").await, &page).await;
    launch(&app, campaign).await;
    (app, campaign, page)
}

/// Gives a seat to a number that was forgotten; a second person confirms it.
async fn one_number_more(office: &mut Browser, holder: &mut Browser, campaign: CampaignId) {
    let later = format!("/office/campaigns/{campaign}/later-seats");
    let form = office.get(&later).await.ok();
    let audience = form.attributes("select[name=audience] option", "value").pop().unwrap();
    let typed = [("audience", audience.as_str()), ("lines", "13900139000"), ("reason", "漏了")];
    office.submit(&form, &later, &typed).await.see_other();
    let seen = holder.get(&later).await.ok();
    holder.submit(&seen, &format!("{later}/confirm"), &[]).await.see_other();
}

#[tokio::test]
async fn words_fit_two_messages_with_the_link_in_them() {
    let app = TestApp::start().await;
    let (_, page) = draft(&app).await;
    let mut office = app.signed_in("admin").await;
    let form = office.get(&page).await.ok();
    assert!(form.shown().contains("签名"), "{}", form.shown());
    // With a link of 69 and a reminder's words these fit two parts, but not with the signature.
    let long = format!("{}{{链接}}", "请".repeat(50));
    for (words, said) in [
        ("", "请填写短信内容"),
        ("请填写", "{链接} 必须出现一次"),
        ("{链接} {姓名}", "“{姓名}”不认识"),
        ("请填写\n{链接}", "不能换行"),
        (long.as_str(), "超过两条短信的 134 个字"),
    ] {
        let refused = office.submit(&form, &page, &[("words", words)]).await.refused();
        assert!(refused.shown().contains(said), "{words}: {}", refused.shown());
        let kept = refused.form(&page).into_iter().find(|(name, _)| name == "words").unwrap().1;
        assert_eq!(kept.replace("\r\n", "\n"), words, "what was typed stays");
    }
    let words = "匿名问卷，{截止}止：{链接}";
    office.submit(&form, &page, &[("words", words)]).await.see_other();
    let shown = office.get(&page).await.ok();
    assert!(shown.shown().contains("匿名问卷，2026-03-20止： https://"), "{}", shown.shown());
    assert!(shown.shown().contains("平台加的签名（留 12 个字）"), "{}", shown.shown());
    assert!(shown.shown().contains("分 2 条计费"), "{}", shown.shown());
    let previews = shown.all_text(".text-message");
    assert_eq!(previews.len(), 2, "{previews:?}");
    assert!(previews[1].starts_with("提醒，已答请忽略：匿名问卷"), "{previews:?}");
    assert!(previews[1].contains(" https://wenlian.test/s/xxxxxxxx#x"), "{previews:?}");
    let early = export(&mut office, &page, &[("kind", "invitation")]).await;
    assert!(early.refused().shown().contains("启动之后"), "not before the launch");
}

#[tokio::test]
async fn numbers_and_links_leave_the_house_once_for_everyone_alike() {
    let app = TestApp::start().await;
    let (campaign, page) = draft(&app).await;
    let mut office = app.signed_in("admin").await;
    let form = office.get(&page).await.ok();
    office.submit(&form, &page, &[("words", "请匿名填写 {链接} 谢谢")]).await.see_other();
    launch(&app, campaign).await;
    let invited = export(&mut office, &page, &[("kind", "invitation")]).await.ok();
    let first = rows(&invited);
    let numbers: HashSet<&str> = first.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        numbers,
        (0..12)
            .map(number)
            .map(|it| it.as_str().to_owned())
            .collect::<Vec<_>>()
            .iter()
            .map(String::as_str)
            .collect()
    );
    for [_, link, message] in &first {
        assert_eq!(message, &format!("请匿名填写 {link} 谢谢"));
        assert_eq!(link.split("/s/").nth(1).unwrap().len() + 3, 49, "{link}");
    }
    let given = seats(&app, &first).await;
    assert_eq!(given.len(), 12, "a seat each");
    let again = export(&mut office, &page, &[("kind", "invitation")]).await.refused();
    assert!(again.shown().contains("已经导出过"), "{}", again.shown());
    // Whoever pressed on a page that stayed open reads how it stands now, and goes on from there.
    assert!(again.shown().contains("12 个号码，管理员"), "{}", again.shown());
    let now = office.get(&page).await.ok();
    for stands in [&again, &now] {
        assert!(stands.form_actions().contains(&format!("{page}/export")));
        let dangers = stands.all_text("form .button.danger");
        let named = ["作废旧链接，重新导出为 CSV", "作废旧链接，重新导出为 XLSX"];
        assert_eq!(dangers, named, "either voids every link");
    }
    let late = office.post_from(&page, &page, &[("words", "{链接}")]).await;
    assert!(late.refused().shown().contains("内容也不能再改"), "what is out stays as it is");
    let early = export(&mut office, &page, &[("kind", "reminder")]).await;
    early.refused();

    // The reminder reads nothing of who has answered, and leaves out who asked to be left alone.
    app.go_to("2026-03-16");
    let mut tx = app.app.db.begin("test.spend").await.unwrap();
    let sql = "UPDATE seat SET issued = 1 WHERE id IN (SELECT id FROM seat ORDER BY id LIMIT 5)";
    tx.run(sql, []).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Respondent).await.unwrap();
    let root = app.root().await;
    invitations::opt_out(&app.app, &root, campaign, &number(3)).await.unwrap();
    let mut office = app.signed_in("admin").await;
    let reminded = rows(&export(&mut office, &page, &[("kind", "reminder")]).await.ok());
    let left_out: Vec<&str> = first
        .iter()
        .map(|row| row[0].as_str())
        .filter(|it| !reminded.iter().any(|row| row[0] == *it))
        .collect();
    assert_eq!(left_out, [number(3).as_str()]);
    assert!(reminded.iter().all(|row| row[2].starts_with("提醒，已答请忽略：")));
    assert!(seats(&app, &reminded).await.is_subset(&given), "the same seats");
    assert_eq!(seats(&app, &first).await, given, "earlier links keep working");

    // A file that was lost on its way: everything that went before to who gets a new link is void.
    // Whoever opted out gets none, and can still answer with the former one.
    app.app.clock.advance_ms(60_000);
    let anew =
        rows(&export(&mut office, &page, &[("kind", "invitation"), ("again", "2")]).await.ok());
    assert_eq!(seats(&app, &anew).await.len(), 11);
    assert!(seats(&app, &reminded).await.is_empty());
    let (kept, void): (Vec<_>, Vec<_>) =
        first.iter().cloned().partition(|row| row[0] == number(3).as_str());
    assert!(seats(&app, &void).await.is_empty());
    let kept = seats(&app, &kept).await;
    assert!(kept.len() == 1 && kept.is_disjoint(&seats(&app, &anew).await), "its own seat");
    // Pressed twice, it is made anew once: what the first press made is the file to be sent.
    let twice = export(&mut office, &page, &[("kind", "invitation"), ("again", "2")]).await;
    let twice = twice.refused();
    assert!(twice.shown().contains("没有再作废"), "{}", twice.shown());
    assert_eq!(seats(&app, &anew).await.len(), 11, "its links work");
    let shown = office.get(&page).await.ok();
    assert_eq!(shown.attributes("input[name=again]", "value"), ["3", "3"], "as many as were made");
    assert!(shown.shown().contains("第 2 次，之前的链接已作废"), "{}", shown.shown());
    assert!(!shown.text().contains("13800138"), "no number on the page");
}

#[tokio::test]
async fn without_a_gateway_the_office_is_told_which_file_waits_from_its_day_on() {
    let app = TestApp::start().await;
    let (campaign, page) = draft(&app).await;
    let here = format!("/office/campaigns/{campaign}");
    let mut office = app.signed_in("admin").await;
    let form = office.get(&page).await.ok();
    office.submit(&form, &page, &[("words", "请匿名填写 {链接} 谢谢")]).await.see_other();
    // Before the launch it says what will have to be done, and when.
    for said in [
        office.get(&format!("{here}/launch")).await.ok().shown(),
        office.get(&page).await.ok().shown(),
        office.get(&format!("{here}/mailing")).await.ok().shown(),
    ] {
        assert!(said.contains("2026-03-09") && said.contains("2026-03-16"), "{said}");
        assert!(said.contains("没有人"), "{said}");
    }
    launch(&app, campaign).await;
    let waits = "短信待导出";
    assert!(!office.get("/office/").await.ok().shown().contains(waits), "its day has not come");
    app.go_to("2026-03-09");
    let mut office = app.signed_in("admin").await;
    let home = office.get("/office/").await.ok();
    assert!(home.shown().contains("最早一次应在 2026-03-09"), "{}", home.shown());
    export(&mut office, &page, &[("kind", "invitation")]).await.ok();
    assert!(!office.get("/office/").await.ok().shown().contains(waits), "it was fetched");

    app.go_to("2026-03-16");
    let mut office = app.signed_in("admin").await;
    let home = office.get("/office/").await.ok();
    assert!(home.shown().contains("最早一次应在 2026-03-16"), "{}", home.shown());
    assert!(!app.signed_in("dudao").await.get("/office/").await.ok().shown().contains(waits));
    let board = office.get(&format!("{here}/mailing")).await.ok();
    let shown = board.shown();
    for said in ["名单上 12 个号码", "邀请 2026-03-09 已导出 12 个号码", "2026-03-16 待导出"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert_eq!(board.link("去导出"), page);
    gallery::is_well_made(&board);
    let overview = office.get(&here).await.ok();
    assert_eq!(overview.link("发送情况"), format!("{here}/mailing"));
    let root = app.root().await;
    let told = async || digests::counts(&app.app, &root).await.unwrap().campaigns;
    let before = told().await;
    export(&mut office, &page, &[("kind", "reminder")]).await.ok();
    assert_eq!(told().await, before - 1, "the daily notice counts it, too");
    assert!(!office.get("/office/").await.ok().shown().contains(waits), "it was fetched");
    let shown = office.get(&format!("{here}/mailing")).await.ok().shown();
    assert!(!shown.contains("待导出"), "{shown}");
}

#[tokio::test]
async fn whoever_is_added_later_is_invited_by_a_file_and_not_reminded_of_what_was_before() {
    let (app, campaign, page) = launched_as_files().await;
    app.go_to("2026-03-16");
    let mut office = app.signed_in("admin").await;
    for kind in ["invitation", "reminder"] {
        export(&mut office, &page, &[("kind", kind)]).await.ok();
    }
    assert!(!office.get("/office/").await.ok().shown().contains("短信待导出"), "the control");
    app.go_to("2026-03-17");
    let (mut office, mut holder) = (app.signed_in("admin").await, app.signed_in("dudao").await);
    one_number_more(&mut office, &mut holder, campaign).await;
    let home = office.get("/office/").await.ok();
    assert!(home.shown().contains("最早一次应在 2026-03-17"), "{}", home.shown());
    let board = office.get(&format!("/office/campaigns/{campaign}/mailing")).await.ok().shown();
    let (_, added) = board.split_once("投标人（补发）").unwrap();
    assert!(added.contains("邀请 2026-03-17 待导出") && !added.contains("提醒 2026"), "{added}");
}

/// The one text message's page once its last day has passed, and the campaign's own page while it
/// collects: who has got no link, and who has to do what by when.
#[tokio::test]
async fn an_invitation_that_nobody_took_is_named_while_it_can_be_mended_and_after() {
    let (app, campaign, page) = launched_as_files().await;
    let here = format!("/office/campaigns/{campaign}");
    let mut office = app.signed_in("admin").await;
    let shown = office.get(&here).await.ok().shown();
    let duty = "问卷管理员或办公室负责人：2026-03-09 导出“投标人”的短信“邀请”（12 个号码）";
    assert!(shown.contains(duty), "{shown}");
    assert!(shown.contains("2026-03-16：由办公室当天导出短信"), "{shown}");
    for of_mail in ["邮件由系统按日期发出", "当天 9:00"] {
        assert!(!shown.contains(of_mail), "nobody is reached by mail: {shown}");
    }
    assert!(!office.get(&page).await.ok().shown().contains("没有收到链接"), "its day is ahead");

    app.go_to("2026-03-10");
    let mut office = app.signed_in("admin").await;
    let shown = office.get(&here).await.ok().shown();
    assert!(
        shown.contains("问卷管理员或办公室负责人：马上导出“投标人”的短信“邀请”（12 个号码）"),
        "{shown}"
    );
    let shown = office.get(&page).await.ok().shown();
    assert!(shown.contains("名单上 12 个号码都没有收到链接，不能作答。请马上导出"), "{shown}");
    assert!(shown.contains("以上是打开本页时的情况，下载文件不会改变本页"), "{shown}");
    let extension = office.get(&format!("{here}/extension")).await.ok().shown();
    assert!(extension.contains("请导出“延期通知”的短信文件"), "{extension}");
    assert!(!extension.contains("邀请卡"), "nobody has a card: {extension}");

    app.go_to("2026-03-21");
    let mut office = app.signed_in("admin").await;
    let over = office.get(&page).await.ok();
    let shown = over.shown();
    for said in [
        "截止日已过",
        "名单上 12 个号码从来没有收到链接",
        "复制为新的专项工作",
        "邀请 2026-03-09 没有导出",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    for as_before in
        ["写好内容", "启动之后可以导出", "马上导出", "到日子没有导出的", "保存并预览", "系统会加上"]
    {
        assert!(!shown.contains(as_before), "{as_before}: {shown}");
    }
    gallery::is_well_made(&over);
    let late = office.post_from(&here, &page, &[("words", "{链接}")]).await;
    late.refused();
    export(&mut office, &page, &[("kind", "invitation")]).await.refused();
}

#[tokio::test]
async fn a_page_that_is_over_says_what_left_in_all_and_not_the_files_alone() {
    let (app, campaign, page) = launched_as_files().await;
    app.go_to("2026-03-09");
    let mut office = app.signed_in("admin").await;
    export(&mut office, &page, &[("kind", "invitation")]).await.ok();
    // Another audience was written to over the gateway; of its messages only the counts are left.
    let mut tx = app.app.db.begin("test.ended").await.unwrap();
    for (kind, state, mails) in
        [("invitation", "sent", 30), ("reminder", "sent", 29), ("reminder", "parked", 1)]
    {
        let sql = "INSERT INTO mail_end (campaign, way, kind, state, reason, mails)
                   VALUES ($1, 'phone', $2, $3, '', $4)";
        let mails = i64::from(mails);
        tx.run(sql, [campaign.into(), kind.into(), state.into(), mails.into()]).await.unwrap();
    }
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Outbox).await.unwrap();
    assert!(!office.get(&page).await.ok().shown().contains("发出合计"), "it still goes on");

    app.go_to("2026-03-21");
    let over = app.signed_in("admin").await.get(&page).await.ok();
    let shown = over.shown();
    for said in ["发出合计", "12 条，1 份文件", "邀请 30、提醒 29", "不分调查对象"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    gallery::is_well_made(&over);
}

#[tokio::test]
async fn the_page_of_a_pool_speaks_of_what_brings_its_codes_and_of_nothing_else() {
    let (app, campaign, _) = launched_as_files().await;
    app.go_to("2026-03-09");
    let root = app.root().await;
    let pool = campaigns::overview(&app.app, &root, campaign).await.unwrap().pools[0].pool.code;
    let link = "短信链接的 # 后面";
    for path in [paths::survey(pool), paths::survey_plain(pool)] {
        let page = app.visitor().get(&path).await.ok();
        let text = page.text();
        for said in [link, "从短信重新打开", "应与通知上或短信链接末尾的一致", "拨打通知上的电话"]
        {
            assert!(text.contains(said), "{path}, {said}: {text}");
        }
        for of_others in ["邮件里", "邀请卡", "从邮件", "卡上的电话"] {
            assert!(!text.contains(of_others), "{path}, {of_others}: {text}");
        }
        let english = app.visitor().get(&format!("{path}?lang=en")).await.ok().text();
        assert!(english.contains("behind the # of the link in your text message"), "{english}");
        assert!(!english.contains("your mail") && !english.contains("your card"), "{english}");
    }
    let shared = paths::survey(pool);
    let other = app.visitor().get(&shared).await.ok().bytes;
    assert_eq!(app.visitor().get(&shared).await.ok().bytes, other, "the same for the whole pool");
    let who = app.visitor().get(&paths::survey_who(pool)).await.ok().shown();
    assert!(who.contains("短信平台") && !who.contains("邀请卡"), "{who}");

    // What a link is cut to is told of the text message; it is what the whole link is taken for.
    let plain = paths::survey_plain(pool);
    let mut phone = app.visitor();
    let page = phone.get(&plain).await.ok();
    let again = phone.submit(&page, &plain, &[("code", "ABCDE")]).await.refused().shown();
    assert!(
        again.contains("请对照短信链接的 # 后面的检查。链接断了的，请从短信重新打开"),
        "{again}"
    );

    // The control: a pool that is reached by cards.
    let app = TestApp::start().await;
    let scene = scenes::launched_as(&app, &[(Channel::Card, 12)], &[]).await;
    app.go_to("2026-03-09");
    let text = app.visitor().get(&paths::survey(scene.pools[0].code)).await.ok().text();
    for said in ["在邀请卡上，20 位", "应与通知上或邀请卡上的一致", "拨打通知或卡上的电话"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("短信") && !text.contains("邮件里"), "{text}");
}

#[tokio::test]
async fn the_pile_of_files_says_how_many_people_still_wait() {
    let (app, campaign, page) = launched_as_files().await;
    app.go_to("2026-03-09");
    let mut office = app.signed_in("admin").await;
    let home = office.get("/office/").await.ok().shown();
    assert!(home.contains("还有 12 个号码没有收到应发的短信；最早一次应在 2026-03-09"), "{home}");
    export(&mut office, &page, &[("kind", "invitation")]).await.ok();
    // One is added later: the others have theirs.
    app.go_to("2026-03-12");
    let (mut office, mut holder) = (app.signed_in("admin").await, app.signed_in("dudao").await);
    one_number_more(&mut office, &mut holder, campaign).await;
    let home = office.get("/office/").await.ok().shown();
    assert!(home.contains("还有 1 个号码没有收到应发的短信"), "{home}");
    assert!(!home.contains("没有人收到"), "{home}");
    // Two files wait for one of them, and they are thirteen people all the same.
    app.go_to("2026-03-16");
    let home = app.signed_in("admin").await.get("/office/").await.ok().shown();
    assert!(home.contains("还有 13 个号码没有收到应发的短信"), "{home}");
    let here = format!("/office/campaigns/{campaign}");
    let shown = app.signed_in("admin").await.get(&here).await.ok().shown();
    assert!(shown.contains("马上导出“投标人”的短信“提醒”（12 个号码）"), "{shown}");
    assert!(shown.contains("马上导出“投标人（补发）”的短信“邀请”（1 个号码）"), "{shown}");
}

/// What a page of sending must not say once the campaign was cancelled and nothing leaves.
async fn is_at_rest(app: &TestApp, campaign: CampaignId) -> String {
    let mut office = app.signed_in("admin").await;
    let board = office.get(&format!("/office/campaigns/{campaign}/mailing")).await.ok();
    let shown = board.shown();
    for running in [
        "都在等待",
        "自动再试",
        "预计发完",
        "发送速度",
        "发送限额",
        "自动刷新",
        "以后的提醒照发",
        "待导出",
        "未到日期",
        "去导出",
        "暂停发送",
    ] {
        assert!(!shown.contains(running), "{running}: {shown}");
    }
    let home = office.get("/office/").await.ok().shown();
    assert!(!home.contains("短信"), "{home}");
    shown
}

async fn cancel(app: &TestApp, campaign: CampaignId) {
    let (root, why) = (app.root().await, "问卷发错了版本");
    cancelling::propose(&app.app, &root, campaign, why.to_owned()).await.unwrap();
    let holder = app.actor("dudao").await;
    cancelling::confirm(&app.app, &holder, campaign, why).await.unwrap();
}

#[tokio::test]
async fn after_a_cancelling_nothing_of_the_text_messages_waits_or_runs() {
    // As files: one was fetched, the others never will be.
    let (app, campaign, page) = launched_as_files().await;
    app.go_to("2026-03-09");
    export(&mut app.signed_in("admin").await, &page, &[("kind", "invitation")]).await.ok();
    cancel(&app, campaign).await;
    let shown = is_at_rest(&app, campaign).await;
    for said in [
        "系统通知不到",
        "请督导组的同志在本专项工作页面打开“查看名单”",
        "已撤销，不再发送短信",
        "邀请 2026-03-09 已导出",
        "已取消",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }

    // By a gateway that is in trouble: messages were tried and put off.
    let (sms, _) = gateway("m={mobile}&t={text}", Arc::new(Mutex::new(|_| Some(503)))).await;
    let (app, campaign) = tried_over(sms).await;
    let board = format!("/office/campaigns/{campaign}/mailing");
    let mut office = app.signed_in("admin").await;
    let running = office.get(&board).await.ok().shown();
    assert!(running.contains("自动再试") && running.contains("预计发完"), "the control: {running}");
    // What is said of a time that has come names no time that has passed.
    app.app.clock.advance_ms(600_000);
    let later = office.get(&board).await.ok().shown();
    assert!(later.contains("即将自动再试"), "{later}");
    cancel(&app, campaign).await;
    let shown = is_at_rest(&app, campaign).await;
    assert!(shown.contains("待发 0"), "{shown}");
    let page = office.get(&format!("/office/campaigns/{campaign}")).await.ok();
    let rows = page.all_text("tbody tr").join("\n");
    assert!(rows.contains("发不出"), "{rows}");
    assert!(
        !rows.contains("待发") && !rows.contains("稍后再试"),
        "both pages say one thing: {rows}"
    );
}
