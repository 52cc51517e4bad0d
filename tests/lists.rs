//! Lists of people: what a file says is seen before anything is imported, nobody stands on two
//! lists, and from the launch on the supervision group alone reads who was asked.

use std::sync::Arc;
use std::time::Duration;

use rust_xlsxwriter::Workbook;
use sha2::{Digest, Sha256};
use wenlian::domain::campaigns::Channel;
use wenlian::domain::id::{AudienceId, CampaignId, QuestionnaireId};
use wenlian::domain::people::Role;
use wenlian::services::campaigns::{self, AudienceForm};
use wenlian::services::lists::checking::Checks;
use wenlian::services::{closing_keys, launch, worker};
use wenlian::store;
use wenlian::store::db::Unrecorded;

use crate::harness::{Browser, Reply, TestApp, lists, scenes};

/// A draft and the browser of whoever sends.
pub struct Desk {
    pub app: TestApp,
    campaign: CampaignId,
    questionnaire: QuestionnaireId,
    pub office: Browser,
}

impl Desk {
    pub async fn open() -> Self {
        let app = TestApp::start().await;
        let root = app.root().await;
        let (questionnaire, _) = scenes::questionnaire(&app).await;
        let campaign =
            campaigns::create(&app.app, &root, &scenes::texts(), scenes::dates()).await.unwrap();
        let office = app.signed_in("admin").await;
        Self { app, campaign, questionnaire, office }
    }

    /// Adds an audience; the address of its list's page.
    pub async fn audience(&self, name: &str, channel: Channel) -> String {
        let form = AudienceForm { channel, ..scenes::audience(name, 0, self.questionnaire) };
        let root = self.app.root().await;
        let id: AudienceId =
            campaigns::add_audience(&self.app.app, &root, self.campaign, &form).await.unwrap();
        format!("{}/audiences/{id}/list", self.page())
    }

    fn page(&self) -> String {
        format!("/office/campaigns/{}", self.campaign)
    }

    async fn launch(&self) {
        let root = self.app.root().await;
        let (holder, officer, _) = scenes::holders(&self.app).await;
        let passphrase = closing_keys::draw(&self.app.app, &holder, self.campaign).await.unwrap();
        for person in [&holder, &officer] {
            closing_keys::hold(&self.app.app, person, self.campaign, passphrase.expose())
                .await
                .unwrap();
        }
        let plan = campaigns::overview(&self.app.app, &root, self.campaign).await.unwrap();
        launch::launch(&self.app.app, &root, self.campaign, plan.campaign.revision).await.unwrap();
    }
}

/// How many lines the page would take, take corrected, and leave out.
fn counts(page: &Reply) -> [String; 3] {
    ["taken", "corrected", "left"]
        .map(|name| page.attributes(&format!("input[name={name}]"), "value").remove(0))
}

fn people(count: usize) -> String {
    let line = |n| format!("某公司{n},person.{n}@example.cn\n");
    (0..count).map(line).collect()
}

#[tokio::test]
async fn files_are_read_as_offices_save_them() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let text = "单位,联系邮箱\r\n甲公司,a@example.cn\r\n乙公司,ｂ＠example.cn\r\n";
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    sheet.write_number(1, 2, 152_701_199_001_011_234.0).unwrap();
    let files: [(&str, Vec<u8>); 8] = [
        ("名单.csv", text.into()),
        ("名单.csv", format!("\u{feff}{text}").into()),
        ("名单.csv", gbk),
        ("名单.txt", [&[0xff, 0xfe][..], &utf16].concat()),
        ("名单.csv", text.replace(',', ";").into()),
        ("名单.txt", text.replace(',', "\t").into()),
        ("名单.csv", text.split_once("\r\n").unwrap().1.into()),
        ("名单.xlsx", book.save_to_buffer().unwrap()),
    ];
    for (place, (name, file)) in files.iter().enumerate() {
        let page = lists::upload(&mut desk.office, &list, name, file).await;
        assert_eq!(counts(&page), ["1", "1", "0"], "file {place}: {}", page.shown());
        assert!(page.shown().contains("b@example.cn"), "file {place}: the proposal");
    }
    let wrong = desk
        .office
        .upload(&list, &[], ("file", "名单.csv", "单位,电话\n甲,13800138000\n".as_bytes()))
        .await
        .refused();
    assert!(wrong.shown().contains("没有找到电子邮箱或手机号码"), "{}", wrong.shown());
}

const MIXED: &str = "单位,电子邮箱,备用邮箱
甲,a@example.cn,x@example.cn
乙,A@EXAMPLE.CN,
丙,c@gamil.com,
丁,office@example.cn,
戊,e@example.cn。,
己,不详,y@example.cn
庚,,
辛,d@example.cn,
";

#[tokio::test]
async fn nothing_is_imported_before_somebody_has_seen_what_and_confirms() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let page = lists::upload(&mut desk.office, &list, "名单.csv", MIXED.as_bytes()).await;
    assert_eq!(counts(&page), ["2", "2", "4"], "{}", page.shown());
    for told in [
        "域名可能写错",
        "c@gamil.com c@gmail.com",
        "公用邮箱",
        "e@example.cn。 e@example.cn",
        "与第 2 行相同，不导入",
        "7 不详 — 不导入",
        "没有填写",
        "确认导入 4 个",
    ] {
        assert!(page.shown().contains(told), "{told}: {}", page.shown());
    }
    let campaign = desk.office.get(&desk.page()).await.ok();
    assert!(campaign.shown().contains("0 个地址"), "{}", campaign.shown());
    assert!(campaign.shown().contains("有一份名单等待核对"), "the launch waits for it");

    // A decision together with the button that imports: the new numbers are shown first.
    let changes = [("all-typo", "written"), ("line-5", "written"), ("line-6", "out")];
    let again = lists::press(&mut desk.office, &page, &list, "import", &changes).await;
    let again = again.is(axum::http::StatusCode::CONFLICT);
    assert!(again.shown().contains("选择或数字有变化"), "{}", again.shown());
    assert_eq!(counts(&again), ["4", "0", "4"]);
    let stale = lists::press(&mut desk.office, &page, &list, "import", &changes).await;
    let stale = stale.is(axum::http::StatusCode::CONFLICT);
    assert_eq!(counts(&stale), ["4", "0", "4"], "an old page imports nothing else");

    let to = lists::press(&mut desk.office, &again, &list, "import", &[]).await.see_other();
    assert_eq!(to, desk.page());
    let campaign = desk.office.get(&desk.page()).await.ok();
    assert!(campaign.shown().contains("4 个地址"), "{}", campaign.shown());
    // Pressed twice, or back and again: it was imported once, and the page says so.
    let twice = lists::press(&mut desk.office, &again, &list, "import", &[]).await.see_other();
    let ended = desk.office.get(&twice).await.ok();
    assert!(ended.shown().contains("没有等待核对的名单"), "{}", ended.shown());
    assert!(ended.shown().contains("4 个地址"), "{}", ended.shown());
    let shown = desk.office.get(&format!("{list}/shown")).await.ok();
    let expected = ["a@example.cn", "c@gamil.com", "d@example.cn", "office@example.cn"];
    assert_eq!(shown.all_text("td code"), expected);
}

#[tokio::test]
async fn another_column_and_another_first_line_can_be_chosen() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let page = lists::upload(&mut desk.office, &list, "名单.csv", MIXED.as_bytes()).await;
    let to = lists::press(&mut desk.office, &page, &list, "count", &[("column", "2")]).await;
    let other = desk.office.get(&to.see_other()).await.ok();
    assert_eq!(counts(&other), ["2", "0", "6"], "{}", other.shown());
    let to = lists::press(&mut desk.office, &other, &list, "count", &[("first", "3")]).await;
    let later = desk.office.get(&to.see_other()).await.ok();
    assert_eq!(counts(&later), ["1", "0", "6"], "{}", later.shown());
    let above = "9 行，其中 2 行在名单第一行之前";
    assert!(later.shown().contains(above), "the figures add up: {}", later.shown());
    let to = desk.office.submit(&later, &format!("{list}/discard"), &[]).await.see_other();
    assert_eq!(to, desk.page());
    let page = desk.office.get(&desk.page()).await.ok();
    assert!(page.shown().contains("0 个地址") && !page.shown().contains("等待核对"));
}

#[tokio::test]
async fn nobody_stands_on_two_lists_of_a_campaign() {
    let mut desk = Desk::open().await;
    let bidders = desk.audience("投标人", Channel::Email).await;
    let experts = desk.audience("评审专家", Channel::Phone).await;
    let agencies = desk.audience("代理机构", Channel::Email).await;
    let first = "邮箱,手机\na@example.cn,13800138000\nb@example.cn,\n";
    lists::import(&mut desk.office, &bidders, "a.csv", first.as_bytes()).await;
    let again = "邮箱\nB@example.cn\nc@example.cn\n";
    let page = lists::upload(&mut desk.office, &agencies, "b.csv", again.as_bytes()).await;
    assert_eq!(counts(&page), ["1", "0", "1"]);
    assert!(page.shown().contains("已在“投标人”的名单里，不导入"), "{}", page.shown());
    let numbers = "手机,邮箱\n138-0013-8001,a@example.cn\n+86 138 0013 8002,\n13800138000,\n";
    let page = lists::upload(&mut desk.office, &experts, "c.csv", numbers.as_bytes()).await;
    assert_eq!(counts(&page), ["1", "1", "1"], "{}", page.shown());
    assert!(page.shown().contains("“投标人”的名单"), "the other channel: {}", page.shown());
    let kept = [("line-2", "meant")];
    let to = lists::press(&mut desk.office, &page, &experts, "count", &kept).await.see_other();
    let page = desk.office.get(&to).await.ok();
    assert_eq!(counts(&page), ["1", "2", "0"], "a number that several share may be taken");
    lists::press(&mut desk.office, &page, &experts, "import", &[]).await.see_other();

    // Two lists are looked at, then both are confirmed: the second one is asked about again.
    let late = lists::upload(&mut desk.office, &bidders, "d.csv", b"c@example.cn\nd@x.cn").await;
    assert_eq!(counts(&late), ["2", "0", "0"]);
    lists::import(&mut desk.office, &agencies, "b.csv", again.as_bytes()).await;
    let reply = lists::press(&mut desk.office, &late, &bidders, "import", &[]).await;
    let reply = reply.is(axum::http::StatusCode::CONFLICT);
    assert_eq!(counts(&reply), ["1", "0", "1"], "{}", reply.shown());
}

#[tokio::test]
async fn a_waiting_list_holds_nothing_in_the_clear_and_is_gone_after_a_day() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let file = format!("单位,邮箱\n某某独特公司,very.secret@example.cn\n{}", people(12));
    lists::upload(&mut desk.office, &list, "名单.csv", file.as_bytes()).await;
    let holds = |needle: &str| {
        let mut found = 0;
        for_each_file(desk.app.dir(), &mut |bytes| {
            found += usize::from(bytes.windows(needle.len()).any(|at| at == needle.as_bytes()));
        });
        found
    };
    assert_eq!(holds("very.secret@"), 0, "an address");
    assert_eq!(holds("某某独特公司"), 0, "another cell");
    if desk.app.app.db.is_embedded() {
        assert!(holds("请您抽出两分钟填写问卷") > 0, "the control: what is not sealed is found");
    }
    desk.app.go_to("2026-03-04");
    worker::tick(&desk.app.app).await.unwrap();
    desk.office = desk.app.signed_in("admin").await;
    let page = desk.office.get(&format!("{list}/check")).await.ok();
    assert!(page.shown().contains("没有等待核对的名单"), "{}", page.shown());
}

fn for_each_file(dir: &std::path::Path, look: &mut impl FnMut(&[u8])) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            for_each_file(&path, look);
        } else {
            look(&std::fs::read(&path).unwrap());
        }
    }
}

#[tokio::test]
async fn a_long_list_is_written_in_parts_and_one_that_was_cut_short_begins_anew() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let file = people(4100).into_bytes();
    let page = lists::upload(&mut desk.office, &list, "名单.csv", &file).await;
    // A node took the list up, wrote two addresses and died.
    let mut tx = desk.app.app.db.begin("test.cut_short").await.unwrap();
    let until = desk.app.app.now().plus_minutes(1);
    tx.run("UPDATE waiting_list SET whole = 4100, done = 2, lease_until = $1", [until.into()])
        .await
        .unwrap();
    let orphans = "INSERT INTO address (id, audience, h, sealed, opted_out)
                   SELECT 'orphan', id, $1, $1, FALSE FROM waiting_list";
    tx.run(orphans, [vec![0_u8; 32].into()]).await.unwrap();
    let unrecorded = wenlian::store::db::Unrecorded::ListChunk;
    tx.commit_unrecorded(unrecorded).await.unwrap();
    let to = lists::press(&mut desk.office, &page, &list, "import", &[]).await.see_other();
    let waits = desk.office.get(&to).await.ok();
    assert!(waits.shown().contains("正在导入") && waits.shown().contains("2 / 4100"));
    // Its last word is a minute old.
    assert!(waits.shown().contains("已有一段时间没有进展"), "{}", waits.shown());
    desk.app.app.clock.advance_ms(2 * 60_000);
    let page = desk.office.get(&to).await.ok();
    assert_eq!(counts(&page), ["4100", "0", "0"]);
    let mut to = lists::press(&mut desk.office, &page, &list, "import", &[]).await.see_other();
    while to != desk.page() {
        let page = desk.office.get(&to).await.ok();
        if page.shown().contains("没有等待核对的名单") {
            to = desk.page();
        }
    }
    let page = desk.office.get(&desk.page()).await.ok();
    assert!(page.shown().contains("4100 个地址"), "{}", page.shown());
}

/// A browser of the office at a node whose pages wait for nothing.
async fn impatient(desk: &Desk) -> Browser {
    let mut node = desk.app.another_node();
    Arc::get_mut(&mut node).unwrap().checks = Checks::patient(Duration::ZERO);
    desk.app.signed_in("admin").await.at(wenlian::app::router(&node))
}

#[tokio::test]
async fn a_file_is_read_and_judged_beside_its_page_which_says_how_far_it_is() {
    let desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let mut office = impatient(&desk).await;
    let check = format!("{list}/check");
    let file = people(20_000).into_bytes();
    let to = office.upload(&list, &[], ("file", "名单.csv", &file)).await.see_other();
    assert_eq!(to, check, "nobody waits for it");
    let other = office.upload(&list, &[], ("file", "b.csv", b"b@example.cn")).await.refused();
    assert!(other.shown().contains("正在读取或导入"), "one at a time: {}", other.shown());
    let under_way = office.get(&check).await.ok();
    assert_eq!(under_way.heading(), "正在读取名单");
    assert_eq!(under_way.headers["refresh"], "3", "without a script, too");
    assert!(under_way.shown().contains("现在还没有导入任何内容"), "{}", under_way.shown());
    let mut far = Vec::new();
    let page = loop {
        let page = office.get(&check).await.ok();
        if page.heading() != "正在读取名单" {
            break page;
        }
        far.extend(page.attributes("progress", "value"));
        assert!(!page.shown().contains("@example.cn"), "{}", page.shown());
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(counts(&page), ["20000", "0", "0"], "{}", page.shown());
    let mut far: Vec<u32> = far.iter().map(|lines| lines.parse().unwrap()).collect();
    assert!(far.is_sorted(), "{far:?}");
    far.dedup();
    assert!(far.len() > 1, "the page moves: {far:?}");

    // What is decided is counted in the same way, and so is what is confirmed.
    let to = lists::press(&mut office, &page, &list, "count", &[("first", "3")]).await.see_other();
    assert_eq!(office.get(&to).await.ok().heading(), "正在读取名单");
    let page = lists::once_read(&mut office, &list).await;
    assert_eq!(counts(&page), ["19998", "0", "0"], "{}", page.shown());
    assert_eq!(lists::press(&mut office, &page, &list, "import", &[]).await.see_other(), check);
    while ["正在读取名单", "正在导入"].contains(&office.get(&check).await.ok().heading().as_str())
    {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let page = office.get(&desk.page()).await.ok();
    assert!(page.shown().contains("19998 个地址"), "{}", page.shown());
}

#[tokio::test]
async fn a_node_that_was_silent_for_too_long_does_not_go_on_with_an_import_another_took_up() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let page = lists::upload(&mut desk.office, &list, "名单.csv", people(20).as_bytes()).await;
    let waiting = page.attributes("input[name=list]", "value")[0].parse().unwrap();
    let audience = list.rsplit('/').nth(1).unwrap().parse().unwrap();
    let mut tx = desk.app.app.db.begin("test.lists").await.unwrap();
    let (now, later) = (desk.app.app.now(), desk.app.app.now().plus_minutes(3));
    let begin = async |tx: &mut _, now| {
        store::lists::begin(tx, audience, waiting, 20, (now, now.plus_minutes(2))).await.unwrap()
    };
    assert!(begin(&mut tx, now).await);
    let go_on = async |tx: &mut _, steps| {
        store::lists::advance(tx, waiting, steps, later.plus_minutes(2)).await.unwrap()
    };
    assert!(go_on(&mut tx, (0, 10)).await, "the control: it goes on while nobody else does");
    let after = later.plus_minutes(3);
    assert!(begin(&mut tx, after).await, "another takes it up");
    assert!(!go_on(&mut tx, (10, 20)).await, "the first finds it elsewhere");
    assert!(go_on(&mut tx, (0, 10)).await);
}

#[tokio::test]
async fn every_node_says_that_a_file_is_read_and_by_whom_and_what_broke_off_is_to_come_again() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let check = format!("{list}/check");
    let mut elsewhere = impatient(&desk).await;
    let file = people(20_000).into_bytes();
    elsewhere.upload(&list, &[], ("file", "名单.csv", &file)).await.see_other();
    let here = desk.office.get(&check).await.ok();
    assert_eq!(here.heading(), "正在读取名单", "{}", here.shown());
    let root = desk.app.root().await;
    assert!(here.shown().contains(&format!("{} 于 ", root.name)), "{}", here.shown());
    let other = desk.office.upload(&list, &[], ("file", "b.csv", b"b@example.cn")).await.refused();
    assert!(other.shown().contains("正在读取或导入"), "one at a time: {}", other.shown());
    let read = lists::once_read(&mut desk.office, &list).await;
    assert_eq!(counts(&read), ["20000", "0", "0"], "{}", read.shown());

    // A node that was killed leaves what it had begun to say; the list before it still waits.
    let mut tx = desk.app.app.db.begin("test.killed").await.unwrap();
    let now = desk.app.app.now();
    tx.run(
        "INSERT INTO list_reading (audience, id, uploaded_by, begun_at, renewed_at)
         SELECT audience, 'killed', $1, $2, $2 FROM waiting_list",
        [root.person.into(), now.into()],
    )
    .await
    .unwrap();
    tx.commit_unrecorded(Unrecorded::ListChunk).await.unwrap();
    assert_eq!(desk.office.get(&check).await.ok().heading(), "正在读取名单");
    desk.app.app.clock.advance_ms(16_000);
    let broke_off = desk.office.get(&check).await.ok();
    assert_eq!(broke_off.heading(), "读取中断", "{}", broke_off.shown());
    assert!(broke_off.shown().contains("请重新上传"), "{}", broke_off.shown());
    assert_eq!(counts(&desk.office.get(&check).await.ok()), ["20000", "0", "0"], "as before");
    let page = lists::upload(&mut desk.office, &list, "b.csv", b"b@example.cn").await;
    assert_eq!(counts(&page), ["1", "0", "0"], "nothing is stuck");
}

#[tokio::test]
async fn the_longest_list_is_taken_beside_its_page() {
    let desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let mut office = impatient(&desk).await;
    let file = people(100_000).into_bytes();
    office.upload(&list, &[], ("file", "名单.csv", &file)).await.see_other();
    let page = office.get(&format!("{list}/check")).await.ok();
    assert_eq!(page.heading(), "正在读取名单");
    let page = lists::once_read(&mut office, &list).await;
    assert_eq!(counts(&page), ["100000", "0", "0"], "{}", page.shown());
}

#[tokio::test]
async fn whoever_left_while_a_file_was_read_is_told_once_why_it_was_not_taken() {
    let desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let mut office = impatient(&desk).await;
    // All of them are long: nobody waits for their end.
    let waits = people(20_000).into_bytes();
    lists::upload(&mut office, &list, "名单.csv", &waits).await;
    let none = "某公司,13800138000\n".repeat(20_000);
    let open = format!("{}\"某公司,x@example.cn\n", people(20_000));
    for (file, why) in [(none, "没有找到电子邮箱或手机号码"), (open, "引号")] {
        let file = ("file", "名单.csv", file.as_bytes());
        let to = office.upload(&list, &[], file).await.see_other();
        assert_eq!(to, format!("{list}/check"));
        let told = lists::once_read(&mut office, &list).await;
        assert_eq!(told.heading(), "没有读取成功");
        assert!(told.shown().contains(why), "{}", told.shown());
        assert!(!told.headers.contains_key("refresh"), "it stays to be read");
        let page = lists::once_read(&mut office, &list).await;
        assert_eq!(counts(&page), ["20000", "0", "0"], "the one that waited stays");
    }

    // Another list was imported after the page was drawn: its reader had left, and is told.
    let agencies = desk.audience("代理机构", Channel::Email).await;
    let page = lists::once_read(&mut office, &list).await;
    let mut other = desk.app.signed_in("admin").await;
    lists::import(&mut other, &agencies, "b.csv", b"person.1@example.cn\nc@example.cn").await;
    lists::press(&mut office, &page, &list, "import", &[]).await.see_other();
    let told = lists::once_read(&mut office, &list).await;
    assert!(told.shown().contains("选择或数字有变化"), "{}", told.shown());
    assert_eq!(counts(&told), ["19999", "0", "1"]);
    let page = lists::once_read(&mut office, &list).await;
    assert!(!page.shown().contains("选择或数字有变化"), "once: {}", page.shown());
}

#[tokio::test]
async fn a_list_that_is_thrown_away_while_it_is_read_does_not_come_back() {
    let desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let mut office = impatient(&desk).await;
    let file = people(20_000).into_bytes();
    let page = lists::upload(&mut office, &list, "名单.csv", b"a@example.cn").await;
    office.upload(&list, &[], ("file", "名单.csv", &file)).await.see_other();
    office.submit(&page, &format!("{list}/discard"), &[]).await.see_other();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let page = lists::once_read(&mut office, &list).await;
    assert!(page.shown().contains("没有等待核对的名单"), "{}", page.shown());
}

#[tokio::test]
async fn from_the_launch_on_the_supervision_group_alone_reads_the_frozen_list() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let phones = desk.audience("评审专家", Channel::Phone).await;
    lists::import(&mut desk.office, &list, "名单.csv", people(12).as_bytes()).await;
    let numbers: Vec<String> = (0..11).map(|n| format!("139001390{n:02}")).collect();
    let numbers = numbers.join("\n");
    lists::import(&mut desk.office, &phones, "numbers.txt", numbers.as_bytes()).await;
    desk.launch().await;
    let looked = desk.office.get(&format!("{list}/shown")).await.refused();
    assert!(!looked.shown().contains("再提交"), "nothing was sent: {}", looked.shown());
    desk.office.get(&format!("{list}/frozen")).await.is(axum::http::StatusCode::FORBIDDEN);
    desk.app.person("zu", &[Role::GroupHead], None).await;
    let mut head = desk.app.signed_in("zu").await;
    head.get(&format!("{list}/frozen")).await.is(axum::http::StatusCode::FORBIDDEN);

    let mut supervisor = desk.app.signed_in("dudao").await;
    let campaign = supervisor.get(&desk.page()).await.ok();
    for (list, count) in [(&list, 12), (&phones, 11)] {
        let page = supervisor.get(&format!("{list}/frozen")).await.ok();
        assert_eq!(page.all_text("td code").len(), count);
        let file = supervisor.get(&format!("{list}/frozen.txt")).await.ok().text();
        assert_eq!(file.lines().count(), count);
        let hash = wenlian::domain::audit::hex(&Sha256::digest(&file));
        assert!(page.shown().contains(&hash), "the page of the list: {}", page.shown());
        assert!(campaign.text().contains(&hash), "the page of the campaign");
        let trail = supervisor.get("/office/audit").await.ok();
        assert!(trail.text().contains(&hash), "the trail");
        assert!(trail.text().contains("查看名单") && !trail.text().contains("@example.cn"));
        // The control: a list that lacks one person has another hash.
        let fewer: String = file.lines().skip(1).flat_map(|line| [line, "\n"]).collect();
        assert_ne!(hash, wenlian::domain::audit::hex(&Sha256::digest(&fewer)));
    }
}

#[tokio::test]
async fn a_proposal_that_changes_an_address_is_taken_only_where_somebody_says_so() {
    let mut desk = Desk::open().await;
    let list = desk.audience("投标人", Channel::Email).await;
    let file = "电子邮箱\n a@example.cn \nｂ@example.cn。\nc d@example.cn\nuser..x@example.cn\n";
    let page = lists::upload(&mut desk.office, &list, "名单.csv", file.as_bytes()).await;
    assert!(page.shown().contains("改动了地址里面的字符"), "{}", page.shown());
    assert!(page.shown().contains("c d@example.cn cd@example.cn"), "{}", page.shown());
    assert!(page.shown().contains("确认导入 2 个"), "the harmless ones alone: {}", page.shown());
    let changes = [("line-4", "meant")];
    let again = lists::press(&mut desk.office, &page, &list, "import", &changes).await;
    let again = again.is(axum::http::StatusCode::CONFLICT);
    lists::press(&mut desk.office, &again, &list, "import", &[]).await.see_other();
    let shown = desk.office.get(&format!("{list}/shown")).await.ok();
    assert_eq!(shown.all_text("td code"), ["a@example.cn", "b@example.cn", "cd@example.cn"]);
}
