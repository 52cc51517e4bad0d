//! The official forms as files. What stands on a form `domain::annexes` says; here it gets paper,
//! fonts and borders.

mod export;
mod lines;
mod search;
mod search_xlsx;
mod xlsx;

pub(in crate::services) use export::letterhead;
pub use export::{Asked, Headings, Offer, form, headings, offer, set_headings};
pub use search::{SearchPaper, departments};
pub use search_xlsx::write_search_forms;
pub use xlsx::write_form;
