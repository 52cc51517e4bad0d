//! Attacks on the house, each with the rule it tries to break in its name: sessions, one-time
//! links, guessing, carried forms, forged and malformed requests, hostile files and texts.

mod carried;
mod guessing;
mod hostile;
mod links;
mod sessions;
mod today;
mod wire;
