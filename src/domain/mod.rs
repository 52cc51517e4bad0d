//! The ground floor: what things are and which rules hold. No async, no I/O, no SQL, no HTTP, no
//! HTML. Everything here is a value or a function of values; time and chance come in as arguments.

pub mod annexes;
pub mod audit;
pub mod calendar;
pub mod campaigns;
pub mod chance;
pub mod credentials;
pub mod disclosure;
pub mod findings;
pub mod id;
pub mod lang;
pub mod ledger;
pub mod linkage;
pub mod lists;
pub mod logic;
pub mod openings;
pub mod passphrase;
pub mod passwords;
pub mod people;
pub mod plan;
pub mod posts;
pub mod profiles;
pub mod questionnaires;
pub mod refusal;
pub mod responses;
pub mod robots;
pub mod routing;
pub mod sealing;
pub mod self_checks;
pub mod stretching;
pub mod suggestions;
pub mod text;
pub mod time;
pub mod typed;
pub mod vocabularies;
pub mod wrapping;
