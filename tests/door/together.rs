//! Pools whose seats were given at the door, opened as one because each ended below ten.

use wenlian::domain::campaigns::Channel;
use wenlian::store;
use wenlian::web::paths;

use crate::harness::blind::Script;
use crate::harness::door::{
    group_code, issue, least, open, open_room, pass_of, rooms_of, with_bits,
};
use crate::harness::openings;

#[tokio::test]
async fn a_group_and_a_venue_open_as_one_which_says_what_their_ballots_are() {
    let survey = open(&[(Channel::Group, 20), (Channel::Venue, 20)]).await;
    let (app, scene) = (&survey.app, &survey.scene);
    let (code, [group, venue]) =
        (group_code(&survey).await, [0, 1].map(|place| &scene.pools[place]));
    let mut office = openings::office(app).await;
    let at = rooms_of(&survey, 1).await;
    open_room(&mut office, &at, 12).await.see_other();
    let mut phone = app.visitor();
    let answers = least(&survey);
    for bits in 0..5 {
        let script = Script::draw(app, group.code).await;
        script.answer(&mut phone, &with_bits(&code, bits), &answers).await;
    }
    for _ in 0..6 {
        let script = Script::draw(app, venue.code).await;
        script.answer(&mut phone, &pass_of(&survey, 1, 1), &answers).await;
    }
    app.go_to("2026-03-21");
    let mut office = app.signed_in("bangongshi").await;
    let mut holder = app.signed_in("dudao").await;
    openings::begin(&mut office, scene).await;
    openings::open_together(&mut office, &mut holder, scene).await;
    openings::type_passphrase(&mut holder, scene).await;

    let mut tx = app.app.db.read("test.joint").await.unwrap();
    let pools = store::openings::pools(&mut tx, scene.campaign).await.unwrap();
    drop(tx);
    let joint = pools.into_iter().find(|pool| pool.is_joint).unwrap();
    assert_eq!(joint.ballots, Some(11));
    let both = ["收到的份数不等于人数", "扫码不占名额，交卷才占"];
    let findings = office.get(&paths::pool_findings(scene.campaign, joint.id)).await.ok();
    let check = phone.get(&paths::check(joint.code)).await.ok();
    for page in [findings, check] {
        for said in both {
            assert!(page.shown().contains(said), "{said}: {}", page.shown());
        }
    }
    // How many took part by each channel, and of neither pool anything more.
    for (pool, took_part) in [(group, 5), (venue, 6)] {
        let close = format!("{}/close.json", paths::check(joint.code));
        let close = phone.get(&close).await.ok().json();
        let members = close["members"].as_array().unwrap();
        assert!(members.iter().any(|it| it["ballots"] == took_part), "{close}");
        let apart = office.get(&paths::pool_findings(scene.campaign, pool.id)).await.ok();
        assert!(apart.shown().contains("不单独公布结果"), "{}", apart.shown());
    }
    let late = issue(&survey, &mut phone, &with_bits(&code, 9)).await;
    assert_eq!(super::kind(&late), "over");
}
