//! Kinds that not every questionnaire has, from the designer to the figures.

mod answering;
mod designer;
pub mod figures;
mod journeys;
mod pages;
