//! Two houses in which the same people do the same, but that in one of them some texts are handed
//! over as tips which in the other go an ordinary way. Nobody but the discipline officer can tell
//! the houses apart: not by a count, a list, an id or a page, nor by the lines of the trail.

use axum::http::StatusCode;
use wenlian::domain::id::{ItemId, TextId};
use wenlian::domain::people::Role;

use super::sameness::{without_ids, written};
use crate::harness::Browser;
use crate::harness::desk_scene::Desk;

/// Every route there is.
const ROUTES: &str = include_str!("../permissions.txt");
/// What was written: alike neither one another nor what the desk distilled.
const RAW: [&str; 7] = [
    "他们把搬来的柜子又抬走了",
    "夜里灯亮着却锁着门",
    "楼下车位画得太窄",
    "饮水机三个月没换滤芯",
    "钥匙挂在谁都够得着的钉子上",
    "复印机旁总堆着旧报纸",
    "传达室收了两箱苹果",
];
/// Where others than the desk see something of it.
const COUNTED: [&str; 3] = ["/office/", "/office/items", "/office/sampling"];
const PROSE: &str = "建议改进窗口作风，落实一次性告知。";

/// A house, and what was written into it.
struct House {
    desk: Desk,
    tips: bool,
    texts: Vec<TextId>,
    items: Vec<ItemId>,
}

/// What can be seen of a house.
#[derive(PartialEq)]
struct Seen {
    pages: Vec<(String, Vec<String>)>,
    trail: Vec<String>,
}

impl House {
    async fn build(tips: bool) -> Self {
        let desk = Desk::open().await;
        for (login, role) in [
            ("du.dao", Role::Supervisor),
            ("zu.zhang", Role::GroupHead),
            ("fen.guan", Role::LeaderInCharge),
            ("diao.cha", Role::SurveyAdmin),
        ] {
            desk.house.person(login, &[role], None).await;
        }
        desk.house.person("ke.zhang", &[Role::UnitHead], Some(desk.bids)).await;
        let mut texts = Vec::new();
        for (number, raw) in RAW.iter().enumerate() {
            texts.push(desk.text(raw, (number % 2 == 0).then_some("kaibiao")).await);
        }
        for number in 0..3 {
            desk.text("无", None).await;
            desk.text(&format!("大厅第{number}个窗口排队的人最多"), None).await;
        }
        // One item stands on the fifth text alone, one on the sixth and another.
        let alone = desk.distil(texts[4], PROSE, desk.finance).await;
        let shared = desk.distil(texts[5], "建议定期清理公共区域。", desk.finance).await;
        let other = desk.text("走廊尽头那排椅子坏了", None).await;
        desk.link(other, shared).await;
        Self { desk, tips, texts, items: vec![alone, shared] }
    }

    /// Opens a text and does something with it: one thing where it is a tip, another where not.
    async fn deal(&self, login: &str, text: usize, tip: Act, other: Act) {
        let mut browser = self.desk.browser(login).await;
        let at = self.desk.at(self.texts[text]);
        let page = browser.get(&at).await.ok();
        let (act, pairs) = if self.tips { tip } else { other };
        if act == "look" {
            browser.get(&at).await.ok();
        } else {
            browser.submit(&page, &format!("{at}/{act}"), pairs).await.see_other();
        }
    }

    /// What everyone but the officer can open: of everything, or of the desk and what counts it.
    async fn seen(&self, everything: bool) -> Seen {
        let mut hidden = Vec::new();
        let mut author = self.desk.browser("jing.ban").await;
        for (number, text) in self.texts.iter().enumerate() {
            let page = author.get(&self.desk.at(*text)).await;
            let quotes = page.all_text("blockquote.quote");
            // What it says is the one thing that differs.
            hidden.push(quotes.into_iter().next().unwrap_or_else(|| RAW[number].to_owned()));
        }
        let mut pages = Vec::new();
        let people = [
            "jing.ban", "fu.he", "fu.ze", "du.dao", "zu.zhang", "fen.guan", "diao.cha", "ke.zhang",
        ];
        for login in people {
            let mut browser = self.desk.browser(login).await;
            let is_of_desk = ["jing.ban", "fu.he"].contains(&login);
            let paths = match everything {
                true => self.every_path(),
                false if is_of_desk => self.paths_of_desk(),
                false => COUNTED.map(str::to_owned).to_vec(),
            };
            for path in paths {
                pages.push(page(login, &mut browser, &path, &hidden).await);
            }
        }
        let mut tx = self.desk.house.app.db.read("traces.trail").await.unwrap();
        let lines = "SELECT person.login || ' ' || act || ' ' || subject || ' ' || detail
                     FROM audit_entry JOIN person ON person.id = audit_entry.actor ORDER BY seq";
        let trail = tx.all::<(String,), 0>(lines, []).await.unwrap();
        Seen { pages, trail: trail.into_iter().map(|(line,)| without_ids(&[], &line)).collect() }
    }

    fn every_path(&self) -> Vec<String> {
        let templates = ROUTES.lines().filter_map(|row| row.strip_prefix("GET /office"));
        let paths = templates.map(|row| format!("/office{}", row.split(' ').next().unwrap()));
        let campaign = self.desk.campaign.to_string();
        let of_campaign = |path: String| {
            let path = path
                .replace("/recusals/{id}", &format!("/recusals/{campaign}"))
                .replace("/empty/{id}", &format!("/empty/{campaign}"))
                .replace("/release/{id}", &format!("/release/{campaign}"))
                .replace("/campaigns/{id}", &format!("/campaigns/{campaign}"))
                .replace("/pools/{id}", &format!("/pools/{}", self.desk.pool));
            (!path.contains('{')).then_some(path)
        };
        let mut paths: Vec<String> = paths.filter_map(of_campaign).collect();
        paths.extend(self.paths_of_desk());
        paths
    }

    fn paths_of_desk(&self) -> Vec<String> {
        let mut paths = COUNTED.map(str::to_owned).to_vec();
        paths.push("/office/desk".to_owned());
        paths.push(format!("/office/desk/empty/{}", self.desk.campaign));
        for state in ["proposed", "set_aside"] {
            paths.push(format!("/office/desk?state={state}"));
        }
        paths.extend(self.texts.iter().map(|text| self.desk.at(*text)));
        paths.extend(self.items.iter().map(|item| format!("/office/desk/items/{item}")));
        paths
    }
}

/// What is sent to which of a text's addresses; `look` sends nothing.
type Act = (&'static str, &'static [(&'static str, &'static str)]);

const TIP: Act = ("hand-over", &[("note", "详见原文")]);
const SPLIT: Act = ("hand-over", &[("general", "公共物品放在大家看得见的地方。")]);
const ASIDE: Act = ("set-aside", &[("reason", "empty")]);
const CONFIRM: Act = ("confirm", &[]);
const UNLINK: Act = ("unlink", &[]);
const LOOK: Act = ("look", &[]);

/// A page without what is drawn anew in each house, its parts in an order that no chance made.
async fn page(
    who: &str,
    browser: &mut Browser,
    path: &str,
    hidden: &[String],
) -> (String, Vec<String>) {
    let reply = browser.get(path).await;
    let mut shown = written(&reply);
    for words in hidden {
        shown = shown.replace(words.as_str(), "§");
    }
    let shown = without_ids(&[], &shown);
    let mut parts: Vec<String> = shown.split('<').map(without_likeness).collect();
    parts.push(reply.status.to_string());
    parts.sort();
    (without_ids(&[], &format!("{who} {path}")), parts)
}

/// How alike a text is to others follows from what it says.
fn without_likeness(part: &str) -> String {
    match part.split_once("相似度 ") {
        Some((before, after)) => {
            format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        None => part.to_owned(),
    }
}

/// Where two houses differ, if they do.
fn difference(one: &Seen, other: &Seen) -> Option<String> {
    for ((asked, one), (also, other)) in one.pages.iter().zip(&other.pages) {
        assert_eq!(asked, also);
        let apart = one.iter().zip(other).find(|(one, other)| one != other);
        if let Some((one, other)) = apart {
            return Some(format!("{asked}: {one:?} and {other:?}"));
        }
        if one.len() != other.len() {
            return Some(format!("{asked}: more on one"));
        }
    }
    (one.trail != other.trail).then(|| format!("trail: {:?} and {:?}", one.trail, other.trail))
}

/// The house with tips beside the other, after both did something.
struct Two(House, House);

impl Two {
    async fn deal(&self, login: &str, text: usize, tip: Act, other: Act) {
        self.0.deal(login, text, tip, other).await;
        self.1.deal(login, text, tip, other).await;
    }

    async fn compare(&self, everything: bool, when: &str) {
        let (one, other) = (self.0.seen(everything).await, self.1.seen(everything).await);
        let opened = one.pages.iter().filter(|(_, parts)| parts.contains(&"200 OK".to_owned()));
        assert!(opened.count() >= 30, "pages are compared, not refusals");
        assert_eq!(difference(&one, &other), None, "{when}");
    }
}

/// What the officer does in a room with a tip, and in one without.
async fn officer(house: &House) {
    let mut officer = house.desk.browser("ji.wei").await;
    let list = officer.get("/office/tips").await.ok();
    if !house.tips {
        return;
    }
    for sealed in list.attributes("main a[href^='/office/tips/']", "href") {
        let locked = officer.get(&sealed).await.ok();
        let passphrase = [("passphrase", house.desk.passphrase())];
        let opened = officer.submit(&locked, &sealed, &passphrase).await.ok();
        let back = format!("{sealed}/give-back");
        if opened.form_actions().contains(&back) {
            officer.submit(&opened, &back, &passphrase).await.see_other();
            officer.get("/office/tips").await.ok();
        }
    }
}

#[tokio::test]
async fn a_tip_cannot_be_told_from_an_ordinary_text_by_counts_lists_ids_pages_or_the_trail() {
    let two = Two(House::build(true).await, House::build(false).await);
    // The author hands over, or sets aside; the second reader confirms what lies there.
    two.deal("jing.ban", 0, TIP, ASIDE).await;
    two.compare(false, "handed over").await;
    two.deal("fu.he", 0, CONFIRM, CONFIRM).await;
    // The second reader hands over what was to be set aside, or confirms it.
    two.deal("jing.ban", 1, ASIDE, ASIDE).await;
    two.deal("fu.he", 1, TIP, CONFIRM).await;
    // The second reader hands over what waits, or looks at it twice; behind an item, or parts it.
    two.deal("fu.he", 2, TIP, LOOK).await;
    two.deal("fu.he", 4, TIP, UNLINK).await;
    two.deal("jing.ban", 5, TIP, UNLINK).await;
    two.compare(true, "handed over by either").await;

    // A tip for the level above leaves on paper; one with a general part comes back.
    for house in [&two.0, &two.1] {
        let mut author = house.desk.browser("jing.ban").await;
        let at = house.desk.at(house.texts[3]);
        let page = author.get(&at).await.ok();
        if house.tips {
            let letter = author.get(&format!("{at}/upwards")).await.ok();
            let sealed = [("sealed", "yes")];
            author.submit(&letter, &format!("{at}/upwards"), &sealed).await.see_other();
        } else {
            author.submit(&page, &format!("{at}/set-aside"), ASIDE.1).await.see_other();
        }
    }
    two.deal("jing.ban", 6, SPLIT, ASIDE).await;
    two.deal("fu.he", 6, CONFIRM, CONFIRM).await;
    officer(&two.0).await;
    officer(&two.1).await;
    two.compare(false, "sent up, and given back").await;
    // What came back stays in the dark while its place is set aside as saying nothing.
    for house in [&two.0, &two.1] {
        let mut author = house.desk.browser("jing.ban").await;
        let place = author.get(&house.desk.at(house.texts[6])).await.ok();
        assert!(!place.shown().contains("公共物品放在大家看得见的地方"), "{}", place.shown());
    }
    two.deal("jing.ban", 6, ("take-up", &[]), ("take-up", &[])).await;
    two.compare(false, "taken up again").await;
    let mut author = two.0.desk.browser("jing.ban").await;
    let back = author.get(&two.0.desk.at(two.0.texts[6])).await.ok();
    assert!(back.shown().contains("公共物品放在大家看得见的地方"), "{}", back.shown());

    // The control: a text that merely leaves, as tips once did, is told at once.
    let gone = two.0.desk.at(two.0.texts[2]);
    let mut tx = two.0.desk.house.app.db.begin("traces.control").await.unwrap();
    tx.run("DELETE FROM text WHERE id = $1", [two.0.texts[2].into()]).await.unwrap();
    tx.commit_unrecorded(wenlian::store::db::Unrecorded::Start).await.unwrap();
    let seen = (two.0.seen(false).await, two.1.seen(false).await);
    assert!(difference(&seen.0, &seen.1).is_some());
    assert_eq!(author.get(&gone).await.status, StatusCode::NOT_FOUND);
}
