//! The official forms as files. What stands on a form `domain::annexes` says; here it gets paper,
//! fonts and borders.

mod export;
mod lines;
mod xlsx;

pub use export::{Asked, Headings, Offer, form, headings, offer, set_headings};
pub use xlsx::write_form;
