//! The story, stage after stage. Each goes on where the one before stopped.

use super::Stage;
use super::notes::Notes;
use super::texts::Suggestion;
use crate::services::{App, Result};
