//! Lists of people (名单): where a respondent is reached.

mod destination;
mod mobile;

pub use destination::Destination;
pub use mobile::MobileNumber;
