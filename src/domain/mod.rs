//! The ground floor: what things are and which rules hold. No async, no I/O, no SQL, no HTTP, no
//! HTML. Everything here is a value or a function of values; time and chance come in as arguments.

pub mod audit;
pub mod chance;
pub mod id;
pub mod lang;
pub mod people;
pub mod plan;
pub mod questionnaires;
pub mod refusal;
pub mod text;
pub mod time;
