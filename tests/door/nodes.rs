//! Several nodes give seats of one room at the same time: as many as there are, none twice, and one
//! to each phone.

use std::collections::BTreeSet;
use std::sync::Arc;

use wenlian::domain::campaigns::Channel;

use crate::harness::Browser;
use crate::harness::answering::Survey;
use crate::harness::blind::Script;
use crate::harness::door::{count, open, open_room, pass, rooms};
use crate::harness::openings::office;

const TOKENS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM token";
const SEATS: &str = "SELECT CAST(COUNT(DISTINCT seat) AS BIGINT) FROM token";

async fn crowded() -> (Survey, [Browser; 2]) {
    let survey = open(&[(Channel::Venue, 40)]).await;
    let (mut office, at) = (office(&survey.app).await, rooms(&survey).await);
    open_room(&mut office, &at, 20).await.see_other();
    let other = Browser::new(wenlian::app::router(&survey.app.another_node()));
    let here = survey.app.visitor();
    (survey, [here, other])
}

#[tokio::test]
async fn two_nodes_give_each_seat_once_and_none_twice() {
    let (survey, nodes) = crowded().await;
    let mut asking = Vec::new();
    for phone in 0..30 {
        let script = Script::draw(&survey.app, survey.pool().code).await;
        let (mut node, pass) = (nodes[phone % 2].clone(), pass(&survey, 1));
        asking.push(tokio::spawn(
            async move { script.issue(&mut node, &pass).await.status.as_u16() },
        ));
    }
    let mut told = Vec::new();
    for asked in asking {
        told.push(asked.await.unwrap());
    }
    told.sort_unstable();
    assert_eq!((&told[..20], &told[20..]), (&[200; 20][..], &[409; 10][..]));
    assert_eq!(survey.spent().await, 20);
    assert_eq!((count(&survey.app, TOKENS).await, count(&survey.app, SEATS).await), (20, 20));
}

#[tokio::test]
async fn one_phone_on_two_nodes_at_once_is_given_one_seat() {
    let (survey, nodes) = crowded().await;
    for _ in 0..4 {
        let before = survey.spent().await;
        let script = Arc::new(Script::draw(&survey.app, survey.pool().code).await);
        let pass = pass(&survey, 1);
        let ask = |node: &Browser| {
            let (mut node, script, pass) = (node.clone(), Arc::clone(&script), pass.clone());
            tokio::spawn(async move { script.issue(&mut node, &pass).await.ok().bytes })
        };
        let asking: Vec<_> = nodes.iter().chain(&nodes).map(ask).collect();
        let mut stamps = BTreeSet::new();
        for asked in asking {
            stamps.insert(asked.await.unwrap());
        }
        assert_eq!(stamps.len(), 1, "the same stamp for all");
        assert_eq!(survey.spent().await, before + 1);
    }
    assert_eq!(count(&survey.app, TOKENS).await, 4);
}
