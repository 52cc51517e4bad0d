//! Attempts to undo the rules. They are written against what is published and share nothing with
//! the rules but the numbers of the law; each has a control that must succeed.

mod added_up;
mod alpha;
mod fractions;
mod narrow;
mod parts;
mod reader;
mod surveys;
mod tables;
