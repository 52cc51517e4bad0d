//! What 载入方案 (load the plan) puts into an empty installation: example units, the closed
//! vocabularies of the plan and a questionnaire for each audience; and the sample measures that units
//! begin from. Plain values; storing them is
//! the work of the floors above, and from then on the office edits its own copy.

pub mod keywords;
pub mod measures;
pub mod questionnaires;
pub mod units;
pub mod vocabularies;
