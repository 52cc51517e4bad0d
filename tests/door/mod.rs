//! Seats that are given at the door: by the link of a group, and in a room with a head count.

mod group;
mod nodes;
mod rooms;
mod together;

use crate::harness::Reply;

/// The kind of a problem.
fn kind(reply: &Reply) -> String {
    assert_eq!(reply.headers["content-type"], "application/problem+json", "{}", reply.text());
    reply.json()["type"].as_str().unwrap().to_owned()
}
