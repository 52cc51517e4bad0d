//! How long a questionnaire takes: said on its first screen, before anyone begins.

use super::super::questionnaires::{Document, Kind};

/// About how many minutes: ten seconds for a choice, half a minute for a text. At least two, since
/// the first screen is read, too.
pub fn minutes(document: &Document) -> usize {
    let sum: usize = document.questions.iter().map(|question| seconds(&question.kind)).sum();
    sum.div_ceil(60).max(2)
}

fn seconds(kind: &Kind) -> usize {
    match kind {
        Kind::Section | Kind::Page => 0,
        Kind::Note => 5,
        Kind::Single { .. }
        | Kind::Multiple { .. }
        | Kind::Dropdown { .. }
        | Kind::Scale { .. }
        | Kind::Nps { .. } => 10,
        Kind::Matrix { lines, cell } => 5 + lines.len() * seconds(cell) / 2,
        Kind::Number { .. } | Kind::Date { .. } | Kind::Time { .. } => 15,
        Kind::Ranking { options, .. } => 10 + 3 * options.len(),
        Kind::Shares { parts, .. } => 10 + 5 * parts.len(),
        kind @ Kind::Blanks { .. } => 10 * kind.blanks().len(),
        Kind::ShortText => 20,
        Kind::LongText => 30,
        Kind::Suggestion { about } => 30 + 10 * about.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::document;
    use super::*;

    #[test]
    fn a_longer_questionnaire_takes_longer() {
        let mut longer = document();
        longer.questions.extend(document().questions);
        longer.questions.extend(document().questions);
        assert!(minutes(&document()) >= 2 && minutes(&longer) > minutes(&document()));
    }
}
