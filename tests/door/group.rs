//! One link for a group: a seat for each ballot until they are used up, and a sentence wherever the
//! ballots are counted that they are no number of people.

use axum::http::StatusCode;
use wenlian::domain::campaigns::Channel;
use wenlian::services::campaigns::{self, AudienceForm, MoveTo};
use wenlian::store::db::Unrecorded;
use wenlian::web::paths;

use super::kind;
use crate::harness::answering::{Survey, least_answers};
use crate::harness::blind::Script;
use crate::harness::door::{audience, count, group_code, issue, least, open, with_bits};
use crate::harness::openings;
use crate::harness::scenes;

const SAID: &str = "收到的份数不等于人数";

async fn group(seats: u32) -> (Survey, String) {
    let survey = open(&[(Channel::Group, seats)]).await;
    let code = group_code(&survey).await;
    (survey, code)
}

#[tokio::test]
async fn a_phone_finds_its_seat_again_and_another_gets_the_next() {
    let (survey, code) = group(10).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let page = phone.get(&paths::survey(survey.pool().code)).await.ok();
    assert!(page.shown().contains("群里的一个名额已经用掉"), "{}", page.shown());
    assert!(!page.shown().contains("答题码已经用过"), "the code is everyone's");
    let mine = with_bits(&code, 1);
    let first = script.issue(&mut phone, &mine).await.ok();
    assert_eq!(first.bytes, script.issue(&mut phone, &mine).await.ok().bytes, "sent again");
    assert_eq!(survey.spent().await, 1);
    // The same phone with another envelope is a second attempt on its seat; other bits are another.
    assert_eq!(kind(&issue(&survey, &mut phone, &mine).await), "spent-code");
    script.answer(&mut phone, &mine, &least(&survey)).await;
    let other = Script::draw(&survey.app, survey.pool().code).await;
    other.answer(&mut phone, &with_bits(&code, 2), &least(&survey)).await;
    assert_eq!((survey.spent().await, survey.ballots().await), (2, 2));
    let tokens = "SELECT CAST(COUNT(*) AS BIGINT) FROM token";
    assert_eq!(count(&survey.app, tokens).await, 2, "a token for each seat that was given");
}

#[tokio::test]
async fn it_gives_no_more_seats_than_it_has_and_none_for_another_code() {
    let (survey, code) = group(10).await;
    let mut phone = survey.app.visitor();
    for wrong in ["7K2M-0QXW-9ABC-DEFG-HJKM".to_owned(), with_bits("7K2M0QXW9ABCDEFGHJKM", 1)] {
        assert_eq!(kind(&issue(&survey, &mut phone, &wrong).await), "unknown-code");
    }
    assert_eq!(kind(&issue(&survey, &mut phone, &code).await), "unknown-code", "no bits, no seat");
    assert_eq!(survey.spent().await, 0);
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let first = script.issue(&mut phone, &with_bits(&code, 0)).await.ok();
    for other in 1..10 {
        issue(&survey, &mut phone, &with_bits(&code, other)).await.ok();
    }
    let late = issue(&survey, &mut phone, &with_bits(&code, 10)).await.is(StatusCode::CONFLICT);
    assert_eq!(kind(&late), "full-code");
    // Whoever has a seat finds it, however full it is.
    let again = script.issue(&mut phone, &with_bits(&code, 0)).await.ok();
    assert_eq!((first.bytes, survey.spent().await), (again.bytes, 10));
}

#[tokio::test]
async fn two_persons_replace_a_link_that_went_about_and_nobody_loses_a_seat() {
    let (survey, old) = group(10).await;
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let first = script.issue(&mut phone, &with_bits(&old, 0)).await.ok();
    let at = paths::group_link(survey.scene.campaign, audience(&survey, 0).await);
    let confirm = format!("{at}/confirm");
    let mut office = survey.app.signed_in("admin").await;
    let page = office.get(&at).await.ok();
    office.submit(&page, &at, &[]).await.refused();
    let next = office.submit(&page, &at, &[("reason", "链接传到了群外")]).await.see_other();
    let proposed = office.get(&next).await.ok().shown();
    assert!(proposed.contains("已提出更换"), "{proposed}");
    assert_eq!(proposed.matches("在那以前，旧链接仍然有效").count(), 1, "{proposed}");
    office.post::<&str, &str>(&confirm, &[]).await.is(StatusCode::FORBIDDEN);
    issue(&survey, &mut phone, &with_bits(&old, 1)).await.ok();

    let mut holder = survey.app.signed_in("dudao").await;
    assert!(holder.get("/office/").await.ok().shown().contains("更换群链接待确认"));
    let unseen = holder.get(&at).await.ok();
    office.submit(&unseen, &format!("{at}/decline"), &[]).await.see_other();
    office.submit(&page, &at, &[("reason", "换一个群")]).await.see_other();
    holder.submit(&unseen, &confirm, &[]).await.is(StatusCode::CONFLICT);
    office.submit(&unseen, &format!("{at}/decline"), &[]).await.see_other();
    office.submit(&page, &at, &[("reason", "链接传到了群外")]).await.see_other();
    let seen = holder.get(&at).await.ok();
    assert!(seen.shown().contains("链接传到了群外") && !seen.text().contains(&old));
    holder.submit(&seen, &confirm, &[]).await.see_other();
    holder.post::<&str, &str>(&confirm, &[]).await.refused();

    let new = group_code(&survey).await;
    assert_ne!(new, old);
    let late = issue(&survey, &mut phone, &with_bits(&old, 2)).await.is(StatusCode::GONE);
    assert_eq!(kind(&late), "replaced-code");
    // What the script says then lies in the page: of the group's link, and of no room.
    let open = phone.get(&paths::survey(survey.pool().code)).await.ok();
    let text = open.text();
    let said = text.split("<template id=\"words\">").nth(1).unwrap();
    let said = said.split("</template>").next().unwrap();
    for words in ["id=\"replaced-code\">这个群链接已经换成新的", "整条复制", "没有占用名额"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("现场") && !said.contains("通行证"), "{said}");
    // Without a script the answers stay, and the new link goes into the field as it came.
    let page = survey.page(&mut phone).await;
    let gone = survey.hand_in(&mut phone, &page, &old).await.refused();
    assert!(gone.shown().contains("群链接已经换成新的"), "{}", gone.shown());
    assert!(!gone.shown().contains("现场"), "{}", gone.shown());
    let again = script.issue(&mut phone, &with_bits(&old, 0)).await.ok();
    assert_eq!(first.bytes, again.bytes, "a seat that was given is found by the old link");
    let link = format!("https://wj.example.cn/s/x#{}.7K2M0QXW9ABCDEFG", new.replace('-', ""));
    let kept = gone.form(&survey.path());
    let typed = least_answers(&survey.pool().document);
    assert!(typed.iter().all(|answer| kept.contains(answer)), "answers stay: {kept:?}");
    survey.hand_in(&mut phone, &gone, &link).await.ok();
    for bits in 0..7 {
        issue(&survey, &mut phone, &with_bits(&new, bits)).await.ok();
    }
    assert_eq!(kind(&issue(&survey, &mut phone, &with_bits(&new, 8)).await), "full-code");
    assert_eq!(survey.spent().await, 10, "no seat more than before");
    assert!(office.get(&at).await.ok().shown().contains("这是第 2 个链接"));
}

#[tokio::test]
async fn no_seats_are_added_at_the_door_and_the_page_says_what_can_be_done() {
    let survey = open(&[(Channel::Group, 12), (Channel::Venue, 12)]).await;
    let page = paths::later_seats(survey.scene.campaign);
    let mut office = openings::office(&survey.app).await;
    let shown = office.get(&page).await.ok();
    for way in ["去更换链接", "去加开现场"] {
        office.get(&shown.link(way)).await.ok();
    }
    assert!(!shown.form_actions().contains(&page), "nothing to propose");
    let group = audience(&survey, 0).await.to_string();
    let typed = [("audience", group.as_str()), ("cards", "5"), ("reason", "不够")];
    office.post(&page, &typed).await.refused();
}

#[tokio::test]
async fn after_its_last_day_it_gives_no_seat_and_keeps_those_it_gave() {
    let (survey, code) = group(10).await;
    let mut tx = survey.app.app.db.begin("test").await.unwrap();
    tx.run("UPDATE audience SET until = '2026-03-10'", []).await.unwrap();
    tx.commit_unrecorded(Unrecorded::Start).await.unwrap();
    survey.app.app.respondents.forget(survey.pool().code);
    // Respondents and the poster say the link's own day.
    let shown = survey.app.visitor().get(&paths::survey(survey.pool().code)).await.ok().shown();
    assert!(shown.contains("2026-03-10 24:00：群链接到这时为止"), "{shown}");
    let mut office = openings::office(&survey.app).await;
    let poster = paths::pool_poster(survey.scene.campaign, survey.pool().id);
    let poster = office.get(&poster).await.ok().all_text("section.poster").join("");
    for said in ["2026-03-10 24:00", "点开群里的链接", "不用注册，不用登录"] {
        assert!(poster.contains(said), "{said}: {poster}");
    }
    let mut phone = survey.app.visitor();
    let script = Script::draw(&survey.app, survey.pool().code).await;
    let first = script.issue(&mut phone, &with_bits(&code, 1)).await.ok();
    survey.app.go_to("2026-03-11");
    let late = issue(&survey, &mut phone, &with_bits(&code, 2)).await.is(StatusCode::GONE);
    assert_eq!(kind(&late), "late-code");
    assert_eq!(first.bytes, script.issue(&mut phone, &with_bits(&code, 1)).await.ok().bytes);
    assert_eq!(survey.spent().await, 1);
}

#[tokio::test]
async fn without_a_script_a_page_sent_again_is_the_same_seat_and_a_new_page_another() {
    let (survey, code) = group(10).await;
    let mut phone = survey.app.visitor();
    let page = survey.page(&mut phone).await;
    let filled = survey.filled(&page, &code, "");
    for _ in 0..2 {
        phone.post(&survey.path(), &filled).await.ok();
        assert_eq!((survey.spent().await, survey.ballots().await), (1, 1));
    }
    let page = survey.page(&mut phone).await;
    survey.hand_in(&mut phone, &page, &code).await.ok();
    assert_eq!((survey.spent().await, survey.ballots().await), (2, 2));
    // A code that is wrong comes back with everything typed.
    let page = survey.page(&mut phone).await;
    let wrong = survey.hand_in(&mut phone, &page, "7K2M-0QXW-9ABC-DEFG-HJKM").await.refused();
    assert!(wrong.text().contains("7K2M-0QXW-9ABC-DEFG-HJKM"));
    assert_eq!(survey.spent().await, 2);
}

#[tokio::test]
async fn page_figures_and_check_page_say_that_its_ballots_are_no_number_of_people() {
    let (survey, code) = group(12).await;
    let mut phone = survey.app.visitor();
    let page = phone.get(&paths::survey(survey.pool().code)).await.ok();
    assert!(page.shown().contains(SAID), "{}", page.shown());
    assert!(page.shown().contains("最多收 12 份"), "{}", page.shown());
    let slashed = format!("{}/?lang=en", paths::survey(survey.pool().code));
    let slashed = phone.get(&slashed).await.is(StatusCode::PERMANENT_REDIRECT);
    let to = format!("{}?lang=en", paths::survey(survey.pool().code));
    assert_eq!(slashed.headers["location"], to.as_str(), "typed with a slash at its end");
    for bits in 0..12 {
        let script = Script::draw(&survey.app, survey.pool().code).await;
        script.answer(&mut phone, &with_bits(&code, bits), &least(&survey)).await;
    }
    survey.app.go_to("2026-03-21");
    let (mut office, _) = openings::open(&survey.app, &survey.scene).await;
    let figures = office.get(&paths::campaign_findings(survey.scene.campaign)).await.ok();
    assert!(figures.shown().contains(SAID), "{}", figures.shown());
    let figures = office.get(&paths::pool_findings(survey.scene.campaign, survey.pool().id)).await;
    assert!(figures.ok().shown().contains(SAID));
    let check = phone.get(&paths::check(survey.pool().code)).await.ok();
    assert!(check.shown().contains(SAID), "{}", check.shown());
    // The control: a survey by cards says nothing of the kind.
    let cards = Survey::open(10).await;
    let page = cards.app.visitor().get(&paths::survey(cards.pool().code)).await.ok();
    assert!(!page.shown().contains(SAID));
}

#[tokio::test]
async fn a_group_answers_in_a_pool_of_its_own() {
    let app = crate::harness::TestApp::start().await;
    let root = app.root().await;
    let (asked, _) = scenes::questionnaire(&app).await;
    let made = campaigns::create(&app.app, &root, &scenes::texts(), scenes::dates()).await;
    let campaign = made.unwrap();
    let form = |name: &str, channel| {
        let form = scenes::audience(name, 20, asked);
        AudienceForm { channel, ..form }
    };
    let add = async |name: &str, channel| {
        campaigns::add_audience(&app.app, &root, campaign, &form(name, channel)).await.unwrap()
    };
    let (group, cards) = (add("群", Channel::Group).await, add("卡", Channel::Card).await);
    let third = add("第三组", Channel::Card).await;
    let plan = campaigns::overview(&app.app, &root, campaign).await.unwrap();
    let pool = |of| MoveTo::Pool(plan.audience(of).unwrap().0.pool.id);
    for (who, to) in [(group, pool(cards)), (cards, pool(group))] {
        let moved = campaigns::move_audience(&app.app, &root, campaign, who, to).await;
        assert!(format!("{moved:?}").contains("GroupStaysAlone"), "{moved:?}");
    }
    campaigns::move_audience(&app.app, &root, campaign, third, pool(cards)).await.unwrap();
    let again =
        campaigns::add_audience(&app.app, &root, campaign, &form("群", Channel::Card)).await;
    assert!(format!("{again:?}").contains("AudienceNameTaken"), "{again:?}");
    let mut office = app.signed_in("admin").await;
    let edit = paths::audience(campaign, third);
    let page = office.get(&edit).await.ok();
    let idle = [("channel", "email"), ("cards", "5"), ("until", "2026-03-12"), ("name_zh", "群")];
    let refused = office.submit(&page, &edit, &idle).await.refused();
    assert!(refused.shown().contains("名额按名单计"), "{}", refused.shown());
    assert!(refused.shown().contains("只有群链接可以另定最后一天"), "{}", refused.shown());
    let taken = office.submit(&page, &edit, &[("name_zh", "群")]).await.refused();
    assert!(taken.shown().contains("已有同名的调查对象"), "{}", taken.shown());
    let page = office.get(&edit).await.ok();
    let refused = office.submit(&page, &edit, &[("channel", "group")]).await.refused();
    assert!(refused.shown().contains("只能单独成组"), "{}", refused.shown());
}
