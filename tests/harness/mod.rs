//! The house on trial: a whole service in a temporary directory, people who use it through their
//! browsers, and questions to the pages they see.

pub mod answering;
pub mod app;
pub mod axe;
pub mod ballots;
pub mod blind;
pub mod browser;
pub mod chromium;
pub mod desk_scene;
pub mod door;
pub mod hand;
pub mod kinds;
pub mod ledger_scene;
pub mod lists;
pub mod many;
pub mod node;
pub mod openings;
pub mod personas;
pub mod relay;
pub mod road;
pub mod scenes;

pub use app::TestApp;
pub use browser::{Browser, Reply};
