//! The official forms as files. What stands on a form `domain::annexes` says; here it gets paper,
//! fonts and borders.

mod lines;
mod xlsx;

pub use xlsx::write_form;
