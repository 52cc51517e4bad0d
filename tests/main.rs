//! The one integration binary: it links once and shares its harness.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod harness;

mod annexes;
mod attacks;
mod audit;
mod blind;
mod blind_page;
mod break_downs;
mod campaigns;
mod chain;
mod counted;
mod crashes;
mod demo;
mod expiry;
mod extension;
mod findings;
mod floors;
mod gallery;
mod headers;
mod invitations;
mod joint;
mod journeys;
mod kinds;
mod ledger;
mod linkage;
mod logic;
mod model;
mod opening;
mod outages;
mod overtaken;
mod people;
mod permissions;
mod public_check;
mod purge;
mod questionnaires;
mod respondents;
mod responses;
mod routings;
mod scripts;
mod setup;
mod starting;
mod suggestions;
mod supply;
mod told;
mod traces;
