//! The whole chain in one journey: a newcomer with a phone of 360 pixels and without JavaScript,
//! in front of the demo as the README starts it. From their own ballot as the thirteenth to a
//! ledger item that someone else closes, through nothing but pages.

use std::io::Write;
use std::time::Duration;

use thirtyfour::prelude::*;
use wenlian::domain::time::{Clock, Day};

use crate::demo::{Running, start};
use crate::harness::chromium::{Chromium, Scripts};

const DISTILLED: &str = "个别环节办理不规范，答复不及时，建议明确时限和责任。";

/// A phone in someone's hand.
struct Phone {
    driver: WebDriver,
    base: String,
    password: String,
}

impl Phone {
    async fn open(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.base)).await.unwrap();
        self.fits(path).await;
    }

    /// No page is wider than the phone. A page that is just being left has no width any more.
    async fn fits(&self, what: &str) {
        for _ in 0..50 {
            if let Some(width) = self.width().await {
                assert!(width <= 360, "{what} is wider than the phone: {width}");
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{what} does not come to rest");
    }

    async fn width(&self) -> Option<i64> {
        let page = self.driver.find(By::Css("html")).await.ok()?;
        page.prop("scrollWidth").await.ok()??.parse().ok()
    }

    async fn one(&self, xpath: &str) -> WebElement {
        let Ok(element) = self.driver.query(By::XPath(xpath)).first().await else {
            panic!("no {xpath} on {}: {}", self.at().await, self.shown().await);
        };
        element
    }

    async fn at(&self) -> String {
        let url = self.driver.current_url().await.unwrap().to_string();
        url.strip_prefix(&self.base).unwrap_or(&url).to_owned()
    }

    async fn shown(&self) -> String {
        self.driver.find(By::Css("main")).await.unwrap().text().await.unwrap()
    }

    /// Insists on words of the page.
    async fn says(&self, words: &str) {
        self.one(&format!("//main[contains(., '{words}')]")).await;
    }

    /// Presses a button and waits until its page has gone: what is opened next would otherwise be
    /// overtaken by where the form leads.
    async fn press(&self, label: &str) {
        let page = self.one("/html").await;
        let button = self.one(&format!("//main//button[normalize-space()='{label}']")).await;
        button.click().await.unwrap();
        for _ in 0..400 {
            if page.tag_name().await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        self.fits(label).await;
    }

    async fn unfold(&self, label: &str) {
        let fold = format!("//main//summary[normalize-space()='{label}']");
        self.one(&fold).await.click().await.unwrap();
    }

    async fn follow(&self, label: &str) {
        let link = format!("//main//a[contains(normalize-space(.), '{label}')]");
        self.one(&link).await.click().await.unwrap();
        self.fits(label).await;
    }

    async fn fill(&self, name: &str, text: &str) {
        let field = self.one(&format!("//main//*[@name='{name}']")).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses among radio buttons or boxes by what stands beside them.
    async fn choose(&self, name: &str, value: &str) {
        let box_of = format!("//main//input[@name='{name}'][@value='{value}']");
        self.one(&box_of).await.click().await.unwrap();
    }

    async fn select(&self, name: &str, label: &str) {
        let option = format!(
            "//main//select[@name='{name}']/option[contains(normalize-space(.), '{label}')]"
        );
        self.one(&option).await.click().await.unwrap();
    }

    /// Types a date as browsers of the language or of the machine want it.
    async fn date(&self, name: &str, day: Day) {
        let field = self.one(&format!("//main//input[@name='{name}']")).await;
        let (year, month, date) = (day.year(), day.month(), day.day_of_month());
        let next = Key::Right + "";
        let ways =
            [format!("{year}{next}{month:02}{date:02}"), format!("{month:02}{date:02}{year}")];
        for typed in ways {
            field.clear().await.unwrap();
            field.send_keys(typed).await.unwrap();
            if field.value().await.unwrap() == Some(day.to_string()) {
                return;
            }
        }
        panic!("the date cannot be typed: {:?}", field.value().await);
    }

    /// Someone else takes the phone.
    async fn hand_to(&self, login: &str) {
        self.driver.delete_all_cookies().await.unwrap();
        self.open("/office/sign-in").await;
        self.fill("login", login).await;
        self.fill("password", &self.password).await;
        let field = self.one("//main//*[@name='password']").await;
        field.send_keys(Key::Enter + "").await.unwrap();
        self.one("//h1[normalize-space()='待办']").await;
    }

    async fn addresses(&self, label: &str) -> Vec<String> {
        let links = format!("//main//a[starts-with(normalize-space(.), '{label}')]");
        let mut addresses = Vec::new();
        for link in self.driver.find_all(By::XPath(links)).await.unwrap() {
            addresses.push(link.attr("href").await.unwrap().unwrap());
        }
        addresses
    }
}

#[tokio::test]
async fn a_newcomer_walks_from_a_ballot_to_a_closed_item_on_a_phone_without_javascript() {
    let Some(chromium) = Chromium::start().await else { return };
    let dir = tempfile::tempdir().unwrap();
    let demo = start(dir.path(), &["demo"]);
    let phone = Phone {
        driver: chromium.phone(Scripts::Off).await,
        base: format!("http://127.0.0.1:{}", demo.port),
        password: demo.after("所有模拟账号"),
    };
    answer(&phone, &demo).await;
    open_the_pool(&phone, &demo).await;
    distil(&phone).await;
    clear_and_release(&phone).await;
    let item = accept_and_plan(&phone).await;
    carry_out(&phone, &item, dir.path()).await;
    close(&phone, &item).await;
    phone.driver.quit().await.unwrap();
}

/// The thirteenth ballot; the code is typed from the card.
async fn answer(phone: &Phone, demo: &Running) {
    let card = demo.addresses("/s/").remove(0);
    let (survey, code) = card.split_once('#').unwrap();
    phone.open(survey).await;
    phone.follow("不需要脚本的页面").await;
    phone.fill("code", code.split('.').next().unwrap()).await;
    phone.choose("q.service", "4").await;
    phone.choose("q.improved", "some").await;
    phone.choose("q.risk", "institution").await;
    phone.choose("q.behaviours", "slow_action").await;
    phone.fill("q.suggestion.text", "中标通知书要到现场领取，希望网上直接下载。").await;
    let unit = "//main//*[@name='q.suggestion.unit']";
    match phone.one(unit).await.tag_name().await.unwrap().as_str() {
        "select" => phone.select("q.suggestion.unit", "建设工程交易中心").await,
        _ => phone.choose("q.suggestion.unit", "jianshe_gongcheng").await,
    }
    phone.press("提交答卷").await;
    phone.says("谢谢您的答卷").await;
}

async fn open_the_pool(phone: &Phone, demo: &Running) {
    phone.hand_to("bangongshi").await;
    phone.open("/office/campaigns").await;
    for _ in 0..2 {
        let next = phone.one("//button[contains(normalize-space(.), '下一天')]").await;
        next.click().await.unwrap();
        phone.fits("下一天").await;
        assert_eq!(phone.at().await, "/office/campaigns", "the next morning is on the same page");
    }
    phone.open("/office/campaigns").await;
    phone.follow("（模拟）").await;
    let opening = format!("{}/opening", phone.at().await);
    phone.open(&opening).await;
    phone.unfold("清点答卷，开始启封").await;
    phone.press("开始").await;
    phone.says("13").await;
    phone.hand_to("dudao").await;
    phone.open(&opening).await;
    phone.fill("passphrase", &demo.after("启封口令（")).await;
    phone.press("启封").await;
    phone.says("已启封").await;
    // Of thirteen ballots most figures are nobody's business; what two halves said may be told.
    phone.follow("查看调查结果").await;
    phone.follow("投标人").await;
    phone.says("54%").await;
}

/// One item from five texts about the same unit; the accusation among them is left alone.
async fn distil(phone: &Phone) {
    phone.hand_to("jingban").await;
    phone.open("/office/desk").await;
    let mut dealt_with = 0;
    for text in phone.addresses("建设工程交易中心").await {
        phone.open(&text).await;
        if phone.shown().await.contains("购物卡") {
            continue;
        }
        if dealt_with == 0 {
            phone.fill("text", DISTILLED).await;
            phone.select("category", "制度机制").await;
            phone.press("提交复核").await;
        } else {
            // Texts that are worded otherwise than the item find it one press further.
            let fold = "//main//details[not(@open)][.//input[@name='item']]/summary";
            for fold in phone.driver.find_all(By::XPath(fold)).await.unwrap() {
                fold.click().await.unwrap();
            }
            phone.one("//main//input[@name='item']").await.click().await.unwrap();
            phone.press("归并").await;
        }
        dealt_with += 1;
        if dealt_with == 5 {
            return;
        }
    }
    panic!("only {dealt_with} texts name the unit");
}

async fn clear_and_release(phone: &Phone) {
    phone.hand_to("fuhe").await;
    phone.open("/office/desk").await;
    phone.follow("个别环节办理不规范").await;
    let boxes = phone.driver.find_all(By::Css("main input[name=checked]")).await.unwrap();
    for tick in boxes {
        tick.click().await.unwrap();
    }
    phone.press("复核通过").await;
    phone.hand_to("bangongshi").await;
    phone.open("/office/release").await;
    phone.one("//main//input[@name='unit']").await.click().await.unwrap();
    phone.press("按批次交办").await;
    phone.says("交办，并进入其待办").await;
}

async fn accept_and_plan(phone: &Phone) -> String {
    phone.hand_to("jianshe").await;
    phone.open("/office/routings").await;
    phone.follow("个别环节办理不规范").await;
    phone.press("接收").await;
    phone.says("已接收并立账").await;
    let item = phone.at().await;
    phone.open(&format!("{item}/plan")).await;
    phone.choose("level", "1").await;
    phone.fill("cause", "没有规定答复时限。").await;
    phone.select("person", "责任人").await;
    phone.select("leader", "分管领导").await;
    phone.date("due", Clock::System.today().plus_days(40)).await;
    phone.fill("measure-1", "明确答复时限并公布").await;
    phone.press("报审措施").await;
    phone.says("措施待审").await;
    item
}

async fn carry_out(phone: &Phone, item: &str, dir: &std::path::Path) {
    phone.hand_to("bangongshi").await;
    phone.open(&format!("{item}/review")).await;
    phone.choose("verdict", "approve").await;
    phone.press("审核措施").await;
    phone.says("整改中").await;
    phone.hand_to("jianshe.zeren").await;
    phone.open(item).await;
    phone.follow("第 1 项措施").await;
    let file = dir.join("evidence.pdf");
    std::fs::File::create(&file).unwrap().write_all(b"%PDF-1.4\n%%EOF\n").unwrap();
    let field = phone.one("//main//input[@name='file']").await;
    field.send_keys(file.to_str().unwrap()).await.unwrap();
    phone.press("上传佐证材料").await;
    phone.says("evidence.pdf").await;
    phone.hand_to("jianshe").await;
    phone.open(&format!("{item}/closing")).await;
    phone.fill("completion", "时限已经公布，运行良好。").await;
    phone.press("申请销号").await;
}

/// Someone outside the unit closes, and everyone in the scope sees it.
async fn close(phone: &Phone, item: &str) {
    phone.hand_to("bangongshi").await;
    phone.open(item).await;
    phone.press("受理核验").await;
    phone.hand_to("dudao").await;
    phone.open(&format!("{item}/verify")).await;
    phone.choose("verdict", "close").await;
    phone.fill("words", "经核验，措施落实到位，同意销号。").await;
    phone.fill("outcome", "答复时限已经公布。").await;
    phone.press("核验").await;
    phone.says("已销号").await;
    phone.hand_to("jianshe").await;
    phone.open(item).await;
    phone.says("已销号").await;
}
