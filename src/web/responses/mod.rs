//! What a respondent sees and sends.

pub mod problems;
pub mod questions;
