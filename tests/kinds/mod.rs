//! Kinds that not every questionnaire has, from the designer to the figures.

mod answering;
mod designer;
mod figures;
