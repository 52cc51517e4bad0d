//! Cards and posters on paper: what the browser prints, and what a camera reads of it.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use thirtyfour::prelude::*;
use wenlian::web::paths;

use crate::cards::{cards_of, office};
use crate::harness::TestApp;
use crate::harness::chromium::{Chromium, Scripts};
use crate::harness::personas::PASSWORD;
use crate::harness::scenes::launched_unprinted;

/// Signs in and comes to a page.
async fn sign_in(window: &WebDriver, address: &str) {
    window.goto(address).await.unwrap();
    window.find(By::Name("login")).await.unwrap().send_keys("office").await.unwrap();
    let password = window.find(By::Name("password")).await.unwrap();
    password.send_keys(PASSWORD).await.unwrap();
    password.send_keys(thirtyfour::Key::Enter + "").await.unwrap();
}

/// The pages of the PDF that goes to the print shop, each by its width and height in points.
async fn paper(window: &WebDriver) -> Vec<String> {
    let by_style = json!({ "preferCSSPageSize": true, "printBackground": false });
    let pdf = window.cdp().send_raw("Page.printToPDF", by_style).await.unwrap();
    let pdf = STANDARD.decode(pdf["data"].as_str().unwrap()).unwrap();
    let text = String::from_utf8_lossy(&pdf).into_owned();
    let boxes = text.split("/MediaBox [").skip(1).map(|rest| rest.split(']').next().unwrap());
    let points = |size: &str| format!("{:.0}", size.parse::<f64>().unwrap());
    let sides = |size: &str| size.split_whitespace().skip(2).map(points).collect::<Vec<_>>();
    boxes.map(|size| sides(size).join(" ")).collect()
}

/// Everything zbar reads in a picture; nothing where there is no zbar.
fn read_all(picture: &[u8]) -> Option<Vec<String>> {
    let file = tempfile::NamedTempFile::with_suffix(".png").unwrap();
    std::fs::write(file.path(), picture).unwrap();
    let Ok(read) = Command::new("zbarimg").args(["-q", "--raw"]).arg(file.path()).output() else {
        assert!(std::env::var_os("WENLIAN_BROWSER").is_none(), "zbarimg is missing");
        return None;
    };
    Some(String::from_utf8(read.stdout).unwrap().lines().map(str::to_owned).collect())
}

/// Millimetres to the pixels of a style sheet.
const PX: f64 = 96.0 / 25.4;

/// The page as the printer draws it, with so many dots to an inch.
async fn as_printed(window: &WebDriver, dots: f64) {
    let cdp = window.cdp();
    let paper = json!({ "width": (210.0 * PX).ceil(), "height": (297.0 * PX).ceil(),
                        "deviceScaleFactor": dots / 96.0, "mobile": false });
    cdp.send_raw("Emulation.setDeviceMetricsOverride", paper).await.unwrap();
    cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await.unwrap();
}

/// Looks at a card as a hand and a camera do, and reads what is there.
async fn read(window: &WebDriver, card: u32, transform: &str, filter: &str) -> Option<Vec<String>> {
    let selector = format!(".sheet:first-of-type .slip:nth-last-child({card})");
    let script = "const card = document.querySelector(arguments[0]);
                  card.style.transform = arguments[1]; card.style.filter = arguments[2];";
    window.execute(script, vec![json!(selector), json!(transform), json!(filter)]).await.unwrap();
    let card = window.find(By::Css(&selector)).await.unwrap();
    read_all(&card.screenshot_as_png().await.unwrap())
}

/// Out of focus, in poor light.
const POOR: &str = "blur(.6px) contrast(.55) brightness(.8)";
/// How a hand holds a phone while it aims: what a camera's film shows one after the other, of
/// which any one read is enough. zbar misses about one in thirteen of the first at 150 dots.
const HAND: [&str; 3] = [
    "perspective(700px) rotateX(16deg) rotateY(-12deg) rotateZ(7deg)",
    "perspective(700px) rotateX(9deg) rotateY(-8deg) rotateZ(5deg)",
    "perspective(700px) rotateX(-6deg) rotateY(10deg) rotateZ(-4deg)",
];

/// A card before a camera, and the link that stands on it.
struct Photographed<'a> {
    desk: &'a WebDriver,
    card: u32,
    link: String,
}

impl Photographed<'_> {
    /// Whether its link is read in one of these pictures.
    async fn is_read(&self, dots: f64, held: &[&str], light: &str) -> bool {
        as_printed(self.desk, dots).await;
        for tilt in held {
            let read = read(self.desk, self.card, tilt, light).await.expect("zbar read before");
            if read.iter().any(|read| read.contains(&self.link)) {
                return true;
            }
        }
        false
    }
}

#[tokio::test]
async fn printed_cards_are_read_from_paper_and_from_a_photograph() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = TestApp::start().await;
    let scene = launched_unprinted(&app, &[20]).await;
    office(&app).await;
    let site = app.listen().await;
    let desk = chromium.phone(Scripts::On).await;
    sign_in(&desk, &format!("http://{site}{}", cards_of(&app, &scene).await)).await;
    desk.query(By::Css("details.confirm summary")).first().await.unwrap().click().await.unwrap();
    desk.find(By::Css("details.confirm button")).await.unwrap().click().await.unwrap();
    desk.query(By::Css(".sheet")).first().await.unwrap();

    assert_eq!(paper(&desk).await, ["595 842"; 2], "an A4 page for each sheet");

    as_printed(&desk, 300.0).await;
    let edge = "const rect = document.querySelector('.slip-qr path').getBoundingClientRect();
                return rect.width / 96 * 25.4";
    let width: f64 = desk.execute(edge, vec![]).await.unwrap().convert().unwrap();
    assert!((25.0..28.0).contains(&width), "{width} mm from edge to edge of the code");
    let hidden = "const [title, ground] = ['h2', '.slip-qr svg'].map((part) =>
                      document.querySelector('.slip ' + part).getBoundingClientRect());
                  return title.bottom - ground.top";
    let hidden: f64 = desk.execute(hidden, vec![]).await.unwrap().convert().unwrap();
    assert!(hidden < 0.5, "the code's white ground hides {hidden} px of the title");
    let codes = desk.find_all(By::Css(".sheet:first-of-type .slip-code")).await.unwrap();
    assert_eq!(codes.len(), 10);
    let code = codes[9].text().await.unwrap().replace(['-', '\n'], "");
    let link = format!("/s/{}#{code}.", scene.pools[0].code);
    let Some(clear) = read(&desk, 1, "none", "none").await else { return };
    assert!(clear.len() == 1 && clear[0].contains(&link), "its own picture: {}", clear.len());

    // The control first: too blurred for any camera, however the hand moves.
    let card = Photographed { desk: &desk, card: 1, link: link.clone() };
    assert!(!card.is_read(150.0, &HAND, "blur(6px)").await, "the control");
    for (place, card) in (1..=10).rev().enumerate() {
        let code = codes[place].text().await.unwrap().replace(['-', '\n'], "");
        let link = format!("/s/{}#{code}.", scene.pools[0].code);
        let card = Photographed { desk: &desk, card, link };
        let still = [HAND[place % HAND.len()]];
        assert!(card.is_read(200.0, &still, POOR).await, "one picture of a camera, card {place}");
        assert!(card.is_read(150.0, &HAND, POOR).await, "a poor camera's film, card {place}");
    }

    let poster = format!("/office/campaigns/{}/pools/{}/poster", scene.campaign, scene.pools[0].id);
    for (asked, size) in [("a4", "595 842"), ("a3", "842 1191")] {
        desk.goto(format!("http://{site}{poster}?paper={asked}")).await.unwrap();
        assert_eq!(paper(&desk).await, [size], "{asked}: one page");
    }
    desk.quit().await.unwrap();
}

/// Prints an audience's cards, so many on a sheet, and stays on the page with them.
async fn print_sheets(desk: &WebDriver, at: &str, per_sheet: &str) {
    let cdp = desk.cdp();
    cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "" })).await.unwrap();
    cdp.send_raw("Emulation.clearDeviceMetricsOverride", json!({})).await.unwrap();
    desk.goto(at).await.unwrap();
    desk.query(By::Css("details.confirm summary")).first().await.unwrap().click().await.unwrap();
    let choice = format!("details.confirm input[value=\"{per_sheet}\"]");
    desk.find(By::Css(&choice)).await.unwrap().click().await.unwrap();
    desk.find(By::Css("details.confirm button")).await.unwrap().click().await.unwrap();
    desk.query(By::Css(".sheet .slip")).first().await.unwrap();
}

/// What stands outside its card or is cut in itself, but for titles, which give way.
const CUT: &str = "return [...document.querySelectorAll('.slip')].flatMap((slip) => {
    const card = slip.getBoundingClientRect();
    const parts = [...slip.querySelectorAll('.slip-qr svg, .slip-code, .slip-line, .slip-address, .slip-issuer')];
    const isCut = (part) => {
        const it = part.getBoundingClientRect();
        const edge = 3;
        const outside = it.bottom > card.bottom - edge || it.right > card.right - edge || it.left < card.left;
        return outside || part.scrollWidth > part.clientWidth + 1;
    };
    const cut = parts.filter(isCut).map((part) => part.getAttribute('class') ?? part.tagName);
    const title = slip.querySelector('h2').getBoundingClientRect();
    const code = slip.querySelector('.slip-qr path').getBoundingClientRect();
    if (code.top < title.top || slip.querySelector('.slip-line').getBoundingClientRect().bottom
        > slip.querySelector('.slip-address').getBoundingClientRect().top + 1) cut.push('over another');
    return cut;
})";
/// The longest names an office writes, as issuer and as title.
const LONG: &str = "for (const slip of document.querySelectorAll('.slip')) {
    const issuer = slip.querySelector('.slip-issuer');
    issuer.firstChild.data = arguments[0];
    issuer.classList.add('long');
    slip.querySelector('h2').firstChild.data = arguments[1];
}";

#[tokio::test]
async fn every_card_of_every_sheet_is_read_at_the_resolution_of_a_photograph() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = TestApp::start().await;
    let scene = launched_unprinted(&app, &[20, 16]).await;
    office(&app).await;
    let site = app.listen().await;
    let desk = chromium.phone(Scripts::On).await;
    let plan = wenlian::services::campaigns::overview(&app.app, &scene.root, scene.campaign).await;
    let plan = plan.unwrap();
    sign_in(&desk, &format!("http://{site}/office/")).await;
    desk.query(By::Css(".waiting")).first().await.unwrap();
    for (place, per_sheet, cards) in [(0, "10", 20), (1, "8", 16)] {
        let audience = plan.pools[place].audiences[0].id;
        let at = format!("http://{site}{}", paths::audience_cards(scene.campaign, audience));
        print_sheets(&desk, &at, per_sheet).await;
        as_printed(&desk, 150.0).await;
        let cut: Vec<String> = desk.execute(CUT, vec![]).await.unwrap().convert().unwrap();
        assert!(cut.is_empty(), "what does not fit its card, {per_sheet} on a sheet: {cut:?}");
        let long = vec![json!("全".repeat(34)), json!("全".repeat(60))];
        desk.execute(LONG, long).await.unwrap();
        let cut: Vec<String> = desk.execute(CUT, vec![]).await.unwrap().convert().unwrap();
        assert!(cut.is_empty(), "long names, {per_sheet} on a sheet: {cut:?}");
        let slips = desk.find_all(By::Css(".slip")).await.unwrap();
        assert_eq!(slips.len(), cards);
        let mut unread = 0;
        for slip in slips {
            let code = slip.find(By::Css(".slip-code")).await.unwrap().text().await.unwrap();
            let link = format!("#{}.", code.replace(['-', '\n'], ""));
            let Some(read) = read_all(&slip.screenshot_as_png().await.unwrap()) else { return };
            unread += usize::from(!read.iter().any(|it| it.contains(&link)));
        }
        assert_eq!(unread, 0, "cards that no camera reads, of {cards} with {per_sheet} on a sheet");
    }
    desk.quit().await.unwrap();
}
