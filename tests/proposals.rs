//! What the program proposes at the desk: from the words the office keeps, from what the desk
//! decided before, and nothing where it knows nothing.

use wenlian::domain::people::Role;

use crate::harness::desk_scene::Desk;
use crate::harness::{Browser, Reply};

/// Nothing here is in any vocabulary of the plan.
const CANTEEN: [&str; 3] =
    ["食堂饭菜偏咸，价格也贵", "食堂饭菜不新鲜，味道差", "食堂打饭的队伍太长，饭菜都凉了"];

fn selected(page: &Reply, field: &str) -> Vec<String> {
    page.attributes(&format!("select[name={field}] option[selected]"), "value")
}

async fn open(browser: &mut Browser, desk: &Desk, text: &str) -> Reply {
    let text = desk.text(text, None).await;
    browser.get(&desk.at(text)).await.ok()
}

#[tokio::test]
async fn words_of_a_vocabulary_are_proposed_with_their_grounds_and_silence_is_said() {
    let desk = Desk::open().await;
    let mut author = desk.browser("jing.ban").await;
    let page = open(&mut author, &desk, "保证金退还太慢，一个多月没到账").await;
    assert_eq!(selected(&page, "area"), ["finance"]);
    for said in ["财务管理（系统建议，把握", "“保证金”", "见词表“十个重点”中的“财务管理”"]
    {
        assert!(page.shown().contains(said), "{said} in {}", page.shown());
    }
    assert_eq!(selected(&page, "unit"), [""; 0], "no unit answers for it yet");

    let unknown = open(&mut author, &desk, CANTEEN[0]).await;
    assert!(unknown.shown().contains("依据不足，系统不作建议"), "{}", unknown.shown());
    for field in ["category", "area", "unit"] {
        assert_eq!(selected(&unknown, field), [""; 0], "{field}");
    }
}

#[tokio::test]
async fn the_respondents_own_choice_comes_first_and_the_program_may_differ() {
    let desk = Desk::open().await;
    let mut author = desk.browser("jing.ban").await;
    let own = desk.text("有人请客送礼、搞利益输送，串标围标成风", Some("kaibiao")).await;
    let page = author.get(&desk.at(own)).await.ok();
    assert_eq!(selected(&page, "category"), ["conduct"], "as the respondent chose");
    assert_eq!(selected(&page, "unit"), [desk.bids.to_string()]);
    for said in ["作风效能（答卷人所选）", "外部环境（系统建议，把握"] {
        assert!(page.shown().contains(said), "{said} in {}", page.shown());
    }
}

#[tokio::test]
async fn what_the_office_says_people_call_it_is_found_from_then_on() {
    let desk = Desk::open().await;
    let (mut office, mut author) = (desk.browser("fu.ze").await, desk.browser("jing.ban").await);
    let said = "押金退得太慢";
    assert!(open(&mut author, &desk, said).await.shown().contains("依据不足"));

    let path = "/office/setup/vocabularies/step/refund";
    let page = office.get(path).await.ok();
    let finance = desk.finance.to_string();
    let wrong = [("keywords", "退押金\n钱"), ("unit", finance.as_str())];
    let refused = office.submit(&page, path, &wrong).await.refused();
    assert!(refused.shown().contains("“钱”区分不出意见内容"), "{}", refused.shown());
    assert_eq!(refused.all_text("textarea[name=keywords]"), ["退押金 钱"], "all typed is kept");
    office.submit(&refused, path, &[("keywords", "退押金、押金")]).await.see_other();
    let kept = office.get(path).await.ok();
    assert_eq!(kept.all_text("textarea[name=keywords]"), ["退押金 押金"]);

    let page = open(&mut author, &desk, said).await;
    assert_eq!(selected(&page, "unit"), [finance]);
    assert!(
        page.shown().contains("“押金”，见词表“环节”中的“签合同与退保证金”"),
        "{}",
        page.shown()
    );
}

#[tokio::test]
async fn the_desk_is_followed_in_what_it_decided_and_a_units_member_learns_nothing_of_it() {
    let desk = Desk::open().await;
    for canteen in CANTEEN {
        let text = desk.text(canteen, None).await;
        desk.distil(text, "建议改进后勤保障，定期听取意见。", desk.bids).await;
    }
    let waiting = desk.text("食堂的饭菜又咸又贵", None).await;
    let mut author = desk.browser("jing.ban").await;
    let page = author.get(&desk.at(waiting)).await.ok();
    assert_eq!(selected(&page, "unit"), [desk.bids.to_string()]);
    assert_eq!(selected(&page, "category"), ["conduct"]);
    let ground = "以往办理的相似意见 3 条中，有 3 条如此办理";
    assert!(page.shown().contains(ground), "{}", page.shown());

    desk.house.person("zi.jiren", &[Role::Triager], Some(desk.bids)).await;
    let mut near = desk.browser("zi.jiren").await;
    let page = near.get(&desk.at(waiting)).await.ok();
    assert!(page.shown().contains("依据不足"), "{}", page.shown());
}
