//! The one integration binary: it links once and shares its harness.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod harness;

mod annexes;
mod attacks;
mod audit;
mod blind;
mod campaigns;
mod chain;
mod demo;
mod findings;
mod floors;
mod gallery;
mod headers;
mod invitations;
mod journeys;
mod ledger;
mod linkage;
mod model;
mod opening;
mod outages;
mod people;
mod permissions;
mod questionnaires;
mod respondents;
mod responses;
mod routings;
mod setup;
mod starting;
mod suggestions;
mod supply;
mod traces;
