//! How long a questionnaire takes, said to whoever answers and to whoever writes it: what is read at
//! the pace of Chinese on a phone, and what each kind of question takes to be answered.

use super::super::lang::Lang;
use super::super::questionnaires::{Choice, Document, Kind, Question, Words};

/// Milliseconds for a character of what is read through: some 390 a minute, as adults read Chinese.
const READ: usize = 154;
/// The same of options, which are looked through until one fits.
const SCANNED: usize = 77;
/// Typing a text on a phone.
const LONG: usize = 60_000;
/// Typing a line.
const SHORT: usize = 15_000;
/// Deciding for an option or a point, and touching it.
const TOUCH: usize = 2_000;

/// About how many minutes. At least two, since the first screen is read, too.
pub fn minutes(document: &Document) -> usize {
    let heads = read(&document.title) + read(&document.intro);
    let sum: usize = document.questions.iter().map(question).sum();
    (heads + sum + 30_000).div_euclid(60_000).max(2)
}

/// Milliseconds of a question. Half of the people pass over a text that is not required; the block of
/// suggestions is for whoever has one, about every third.
fn question(question: &Question) -> usize {
    let heads = read(&question.text) + read(&question.help);
    let answer = answer(&question.kind);
    let share = match question.kind {
        _ if question.required => 1,
        Kind::Suggestion { .. } => 3,
        Kind::ShortText | Kind::LongText | Kind::Blanks { .. } => 2,
        _ => 1,
    };
    heads + answer / share
}

/// Milliseconds from the end of the question to its answer.
fn answer(kind: &Kind) -> usize {
    match kind {
        Kind::Section | Kind::Page | Kind::Note => 0,
        Kind::Single { options } => TOUCH + scanned(options),
        Kind::Multiple { options, .. } => TOUCH * 3 / 2 + scanned(options),
        // To be opened before it is looked through.
        Kind::Dropdown { options } => TOUCH * 2 + scanned(options),
        Kind::Scale { low, high, .. } | Kind::Nps { low, high, .. } => {
            TOUCH + (characters(low) + characters(high)) * SCANNED
        }
        Kind::Matrix { lines, cell } => {
            // The columns are read once.
            let each = match cell.as_ref() {
                Kind::ShortText => SHORT,
                Kind::Multiple { .. } => TOUCH * 3 / 2,
                _ => TOUCH,
            };
            let heads: usize = lines.iter().map(|line| read(&line.text)).sum();
            answer(cell).saturating_sub(each) + heads + lines.len() * each
        }
        Kind::Number { .. } | Kind::Date { .. } | Kind::Time { .. } => SHORT / 2,
        Kind::Ranking { options, places, .. } => {
            scanned(options) + usize::from(*places) * (TOUCH + 1_000)
        }
        Kind::Shares { parts, .. } => scanned(parts) + parts.len() * TOUCH * 2,
        kind @ Kind::Blanks { sentence } => read(sentence) + kind.blanks().len() * SHORT / 2,
        Kind::ShortText => SHORT,
        Kind::LongText => LONG,
        Kind::Suggestion { about } => LONG + about.iter().map(self::question).sum::<usize>(),
    }
}

fn scanned(options: &[Choice]) -> usize {
    // 不清楚, 不便说 are the same everywhere, and known after the first question.
    let options = options.iter().filter(|option| !option.exclusive);
    options.map(|option| characters(&option.text) * SCANNED).sum()
}

fn read(words: &Words) -> usize {
    characters(words) * READ
}

/// Characters of the Chinese text, where a word in letters or a number counts as two.
fn characters(words: &Words) -> usize {
    let mut in_word = false;
    let mut count = 0;
    for c in words.to(Lang::Zh).chars() {
        let is_letter = c.is_ascii_alphanumeric();
        count += match (is_letter, in_word) {
            (true, false) => 2,
            (false, _) if c.is_alphanumeric() => 1,
            _ => 0,
        };
        in_word = is_letter;
    }
    count
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

    #[test]
    fn what_is_read_is_counted_in_characters_and_words() {
        assert_eq!(characters(&Words::both("请拨打12388，谢谢！", "")), 7);
        assert_eq!(characters(&Words::both("e-mail", "")), 4);
    }
}
