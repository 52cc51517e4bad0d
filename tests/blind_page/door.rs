//! Seats at the door, as phones and a tablet meet them: the link of a group, a room, a kiosk.

use wenlian::domain::campaigns::Channel;
use wenlian::domain::credentials::door::RoomNumber;
use wenlian::store::db::Unrecorded;

use super::*;
use crate::harness::chromium::{arrives_at, shows};
use crate::harness::door;
use crate::harness::openings::office;
use crate::harness::personas::PASSWORD;
use crate::harness::road::Fault;

impl Scene {
    /// A pool whose seats are given at the door.
    async fn at_the_door(channel: Channel) -> Option<Self> {
        let chromium = Chromium::start().await?;
        let (survey, road) = (door::open(&[(channel, 40)]).await, Road::default());
        let (site, served) = road.to(&survey.app, None).await;
        Some(Self { survey, road, site, served, chromium })
    }

    async fn fingerprint(&self) -> String {
        let page = self.survey.page(&mut self.survey.app.visitor()).await;
        page.all_text("#fingerprint").remove(0).replace('-', "")
    }

    /// A room is opened; what its QR code opens, and its code.
    async fn room(&self) -> (String, String) {
        let (mut office, at) = (office(&self.survey.app).await, door::rooms(&self.survey).await);
        door::open_room(&mut office, &at, 12).await.see_other();
        let code = door::on_the_screen(&mut office, &at, 1).await;
        let scan = paths::survey_enter(self.survey.pool().code, &code.replace('-', ""));
        (format!("http://{}{scan}", self.site), code)
    }
}

#[tokio::test]
async fn a_phone_in_a_group_keeps_its_bits_until_its_ballot_is_in() {
    let Some(scene) = Scene::at_the_door(Channel::Group).await else { return };
    let code = door::group_code(&scene.survey).await;
    let link = format!("{}#{}.{}", scene.page(), code.replace('-', ""), scene.fingerprint().await);
    let phone = scene.phone(&link).await;
    assert_eq!(code_of(&phone).await, code);
    answer(&phone, &scene.survey).await;
    assert!(scene.road.passed("/issue").is_empty());
    // The reply to the envelope is lost, and so is the page: the next one finds the same seat.
    scene.road.next("/issue", Fault::LostReply, 1);
    scene.road.block("/ballot", Fault::Busy);
    send(&phone).await;
    says(&phone, UNSENT).await;
    phone.refresh().await.unwrap();
    says(&phone, UNSENT).await;
    scene.road.clear();
    press(&phone, "#state button").await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    assert_eq!(kept(&phone).await, [""; 0]);
    let sent = scene.road.passed("/issue");
    assert!(sent.iter().all(|other| other.body == sent[0].body), "one envelope, one phone");

    // Nothing keeps it from a second seat, as its page says.
    phone.goto("about:blank").await.unwrap();
    phone.goto(&link).await.unwrap();
    answer(&phone, &scene.survey).await;
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (2, 2));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn what_was_filled_in_by_a_link_that_was_replaced_goes_in_by_the_new_one() {
    let Some(scene) = Scene::at_the_door(Channel::Group).await else { return };
    let link = async || {
        let code = door::group_code(&scene.survey).await.replace('-', "");
        format!("{}#{code}.{}", scene.page(), scene.fingerprint().await)
    };
    let replace = async || {
        let mut tx = scene.survey.app.app.db.begin("test.replace").await.unwrap();
        tx.run("UPDATE audience SET links = links + 1", []).await.unwrap();
        tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    };
    let phone = scene.phone(&link().await).await;
    answer(&phone, &scene.survey).await;
    replace().await;
    send(&phone).await;
    shows(&phone, "#state", "群链接已经换成新的").await;
    assert!(holds_answers(&phone, &scene.survey).await);
    assert_eq!(scene.rows().await, (0, 0));
    // Pasted whole, as a group passes it round.
    phone.find(By::Id("f-code")).await.unwrap().clear().await.unwrap();
    type_in(&phone, "#f-code", link().await).await;
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));

    // Opened in the same tab, the new link finds what was filled in.
    phone.goto("about:blank").await.unwrap();
    phone.goto(&link().await).await.unwrap();
    answer(&phone, &scene.survey).await;
    replace().await;
    phone.goto(&link().await).await.unwrap();
    assert_eq!(code_of(&phone).await, door::group_code(&scene.survey).await);
    assert!(holds_answers(&phone, &scene.survey).await);
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (2, 2));
    phone.quit().await.unwrap();
}

#[tokio::test]
async fn in_a_room_a_scan_or_a_typed_code_brings_a_pass() {
    let Some(scene) = Scene::at_the_door(Channel::Venue).await else { return };
    let (scan, code) = scene.room().await;
    let phone = scene.phone(&scan).await;
    assert_eq!(phone.current_url().await.unwrap().as_str(), scene.page(), "the pass is gone");
    let first = code_of(&phone).await;
    assert_eq!(first.replace('-', "").len(), 48);
    answer(&phone, &scene.survey).await;
    // Scanned once more in the same tab, as for another room: a new pass, and what was filled in.
    let scan_again = async || {
        phone.goto("about:blank").await.unwrap();
        phone.goto(&scan).await.unwrap();
    };
    scan_again().await;
    assert_ne!(code_of(&phone).await, first);
    assert!(holds_answers(&phone, &scene.survey).await);
    // What stands beside a code of one's own is a person's: nobody who scans after them sees it.
    phone.find(By::Id("f-code")).await.unwrap().clear().await.unwrap();
    type_in(&phone, "#f-code", "7K2M-0QXW-9ABC-DEFG-HJKM").await;
    scan_again().await;
    assert!(!holds_answers(&phone, &scene.survey).await);
    answer(&phone, &scene.survey).await;
    send(&phone).await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));

    phone.goto(scene.page()).await.unwrap();
    type_in(&phone, "#f-code", "0000-0000").await;
    answer(&phone, &scene.survey).await;
    shows(&phone, "#code-said", "已经换了新的").await;
    // The right one is typed last, and the button touched while the field still has the focus.
    let retype = async || {
        phone.find(By::Id("f-code")).await.unwrap().clear().await.unwrap();
        type_in(&phone, "#f-code", code.to_lowercase()).await;
        send(&phone).await;
    };
    scene.road.next("/pass", Fault::Busy, 1);
    retype().await;
    shows(&phone, "#f-code-error", "现场码没有核对").await;
    assert_eq!(scene.rows().await, (1, 1));
    let asked = scene.road.passed("/pass").len();
    retype().await;
    arrives_at(&phone, THANKS).await;
    assert_eq!(scene.rows().await, (2, 2));
    assert_eq!(scene.road.passed("/pass").len(), asked + 1, "field and button make one request");
    // A pass for another key than the page's: nothing is offered.
    let other = format!("{}#{}.{}", scene.page(), door::pass(&scene.survey, 1), "7K2M0QXW9ABCDEFG");
    phone.goto("about:blank").await.unwrap();
    phone.goto(&other).await.unwrap();
    assert!(is_in_sight(&phone, "#mismatch").await && !is_in_sight(&phone, "#main-form").await);
    phone.quit().await.unwrap();
}

/// What stays on a tablet: the key of its room.
const KEY: [&str; 1] = ["wenlian.kiosk"];

#[tokio::test]
async fn a_kiosk_leaves_nothing_of_one_person_to_the_next() {
    let Some(scene) = Scene::at_the_door(Channel::Venue).await else { return };
    scene.room().await;
    let (app, pool) = (&scene.survey.app.app, scene.survey.pool().code);
    let room = RoomNumber::new(1).unwrap();
    let key = app.keys.door_key().kiosk_key(pool, room, app.clock.today());
    let kiosk = format!("http://{}{}", scene.site, paths::survey_kiosk(pool));
    let link = format!("{kiosk}#{}.{}", *key.written(), scene.fingerprint().await);
    let tablet = scene.phone(&link).await;
    assert_eq!(tablet.current_url().await.unwrap().as_str(), kiosk, "the key is gone");
    assert!(!is_in_sight(&tablet, "#main-form").await);

    // After the ballot: no receipt, and back leads to the door.
    press(&tablet, "#begin").await;
    shows(&tablet, "#main-form", "提交答卷").await;
    answer(&tablet, &scene.survey).await;
    send(&tablet).await;
    arrives_at(&tablet, THANKS).await;
    assert_eq!(scene.rows().await, (1, 1));
    assert!(tablet.find_all(By::Css(".receipt")).await.unwrap().is_empty());
    assert_eq!(kept(&tablet).await, KEY);
    press(&tablet, "#next").await;
    shows(&tablet, "#kiosk", "开始作答").await;
    for way in ["history.back()", "history.back()", "history.forward()", "location.reload()"] {
        let _: Option<u8> = eval(&tablet, &format!("{way}; return null")).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(tablet.current_url().await.unwrap().as_str(), kiosk, "{way}");
        shows(&tablet, "#kiosk", "开始作答").await;
        assert_eq!(code_of(&tablet).await, "");
        assert!(!holds_answers(&tablet, &scene.survey).await, "{way}");
    }
    // Who can see what: read without leaving, and left by itself.
    press(&tablet, "#begin").await;
    shows(&tablet, "#main-form", "提交答卷").await;
    press(&tablet, "a[href*='kiosk=1']").await;
    shows(&tablet, "#main", "返回自助终端").await;
    go_by(&tablet, 61).await;
    shows(&tablet, "#kiosk", "开始作答").await;

    // Someone goes away in the middle: a minute later all of it is erased.
    press(&tablet, "#begin").await;
    shows(&tablet, "#main-form", "提交答卷").await;
    answer(&tablet, &scene.survey).await;
    assert!(kept(&tablet).await.len() > 1, "the control: a draft is kept meanwhile");
    go_by(&tablet, 45).await;
    shows(&tablet, "#soon", "还在填写吗？1").await;
    press(&tablet, "#soon button").await;
    assert!(holds_answers(&tablet, &scene.survey).await, "whoever is still there goes on");
    go_by(&tablet, 61).await;
    shows(&tablet, "#kiosk", "开始作答").await;
    assert_eq!(kept(&tablet).await, KEY);
    assert!(!holds_answers(&tablet, &scene.survey).await);
    assert_eq!(scene.rows().await, (1, 1), "what was not handed in took no seat");

    // Someone hands in without a network and goes away: off the screen, and sent all the same.
    a_ballot_waits(&scene, &tablet).await;
    tablet.refresh().await.unwrap();
    shows(&tablet, "#state", "还没有送到").await;
    go_by(&tablet, 61).await;
    shows(&tablet, "#aside", "还没有送到").await;
    assert!(!is_in_sight(&tablet, "#begin").await && !is_in_sight(&tablet, "#main-form").await);
    assert!(!holds_answers(&tablet, &scene.survey).await);
    tablet.goto("about:blank").await.unwrap();
    scene.road.clear();
    tablet.goto(&link).await.unwrap();
    for _ in 0..200 {
        if kept(&tablet).await == KEY {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(
        (kept(&tablet).await, scene.rows().await),
        (KEY.map(str::to_owned).to_vec(), (2, 2))
    );
    shows(&tablet, "#begin", "开始作答").await;

    // The staff give it up: whoever comes next reads that it does not count.
    a_ballot_waits(&scene, &tablet).await;
    go_by(&tablet, 61).await;
    shows(&tablet, "#aside", "还没有送到").await;
    press(&tablet, "#aside summary").await;
    press(&tablet, "#drop").await;
    shows(&tablet, "#kiosk-said", "没有计入").await;
    assert_eq!(kept(&tablet).await, KEY);
    assert_eq!(scene.rows().await.1, 2);
    tablet.quit().await.unwrap();
}

/// Lets so many seconds of the tablet's clock go by, once the page has come to rest: it scrolls to
/// what it says, which counts as a touch in the frame after.
async fn go_by(tablet: &WebDriver, seconds: u32) {
    let later = format!(
        "const real = Date.now, later = () => real() + {seconds}000, frame = requestAnimationFrame;
         return new Promise((rest) => frame(() => frame(() => rest(Date.now = later))))
             .then(() => null)"
    );
    let _: Option<u8> = eval(tablet, &later).await;
}

/// The next person at a kiosk hands in, and the ballot finds no way.
async fn a_ballot_waits(scene: &Scene, tablet: &WebDriver) {
    scene.road.block("/ballot", Fault::Busy);
    press(tablet, "#begin").await;
    shows(tablet, "#main-form", "提交答卷").await;
    answer(tablet, &scene.survey).await;
    send(tablet).await;
    shows(tablet, "#state", "还没有送到").await;
}

#[tokio::test]
async fn a_screen_says_that_the_network_is_lost_and_goes_on() {
    let Some(scene) = Scene::at_the_door(Channel::Venue).await else { return };
    scene.room().await;
    let screen = format!("http://{}{}/1/screen", scene.site, door::rooms(&scene.survey).await);
    let projector = scene.phone(&screen).await;
    type_in(&projector, "[name=login]", "bangongshi").await;
    type_in(&projector, "[name=password]", PASSWORD).await;
    type_in(&projector, "[name=password]", Key::Enter + "").await;
    let first = shows(&projector, ".room-code", "-").await;
    scene.road.block("/screen", Fault::Busy);
    shows(&projector, ".lost", "网络断了").await;
    assert_eq!(shows(&projector, ".room-code", "-").await, first, "the room's screen stays");
    scene.road.clear();
    door::wait_for_codes(&scene.survey, 1);
    for _ in 0..200 {
        if eval(&projector, "return document.querySelector('.lost').hidden").await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_ne!(shows(&projector, ".room-code", "-").await, first);
    projector.quit().await.unwrap();
}
