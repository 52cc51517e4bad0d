//! Words of the desk and of the release, a file for each page or two.

mod done;
mod empties;
mod grounds;
mod item;
mod queue;
mod recusals;
mod release;
mod text;
mod tips;

pub use done::*;
pub use empties::*;
pub use grounds::*;
pub use item::*;
pub use queue::*;
pub use recusals::*;
pub use release::*;
pub use text::*;
pub use tips::*;
