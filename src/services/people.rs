//! Signing in, sessions, accounts and units.

mod accounts;
mod links;
mod names;
mod sessions;
mod units;

pub use accounts::{Standing, change, create, create_all, list, names, one, set_standing};
pub use links::{
    LinkFor, admin_link, first_link, look_at_link, password_link, set_password, set_up,
};
pub use names::Names;
pub use sessions::{IDLE_HOURS, SESSION_HOURS, SignedIn, authenticate, carry, sign_in, sign_out};
pub use units::{change_unit, create_units, unit, units};

use super::App;

/// The most people or units one spreadsheet may bring: far more than an authority has, and few
/// enough to be written while others wait.
pub const MOST_IMPORTED: usize = 1_000;

/// A secret that is shown once: a session cookie or a one-time link.
pub struct Secret(String);

impl Secret {
    fn draw(app: &App) -> Self {
        Self(crate::domain::audit::hex(&app.chance.bytes::<32>()))
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}
