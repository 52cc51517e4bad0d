//! How large the answers to a document can be. Every sealed ballot of a pool has the size of the
//! largest possible one, so that its length says nothing about its content.

use super::super::questionnaires::{
    Asides, BLANK_LIMIT, Choice, Code, Document, Kind, LONG_LIMIT, Question, SHORT_LIMIT,
};

/// Bytes a UTF-16 unit takes at most in canonical form: three for a Chinese character. An emoji
/// takes four for two units, an escaped quotation mark or line feed two for one; characters with
/// a six-byte escape are refused in texts.
const BYTES_PER_UNIT: usize = 3;

/// Bytes of the largest canonical form that answers to this document can have; reached, not only
/// bounded.
pub fn worst_size(document: &Document) -> usize {
    enclosed(document.questions.iter().flat_map(members))
}

/// The name and value of each slot of a question.
fn members(question: &Question) -> Vec<usize> {
    let code = question.code.as_str();
    let part = |part: &Choice, value: usize| member(code, value) + 1 + part.code.as_str().len();
    match &question.kind {
        Kind::Matrix { lines, cell } => {
            lines.iter().filter_map(|line| Some(part(line, worst_value(cell)?))).collect()
        }
        Kind::Ranking { options, places, asides } => {
            let mut options: Vec<usize> =
                options.iter().map(|option| part(option, places.to_string().len())).collect();
            options.sort_unstable_by(|one, other| other.cmp(one));
            options.truncate(usize::from(*places));
            larger(options, instead(code, *asides))
        }
        // As if each part could be the whole.
        Kind::Shares { parts, total, asides, .. } => {
            let parts = parts.iter().map(|it| part(it, total.to_string().len() + 2));
            larger(parts.collect(), instead(code, *asides))
        }
        kind @ Kind::Blanks { .. } => {
            let blank = |blank: Code| member(code, text(BLANK_LIMIT)) + 1 + blank.as_str().len();
            kind.blanks().into_iter().map(blank).collect()
        }
        kind => {
            let whole = worst_value(kind).map(|value| member(code, value));
            let beside = kind.options().iter().filter(|choice| choice.other);
            let mut beside: Vec<usize> =
                beside.map(|choice| part(choice, text(SHORT_LIMIT))).collect();
            if !matches!(kind, Kind::Multiple { .. }) {
                // One option is chosen, and at most its own text is written.
                beside.sort_unstable_by(|one, other| other.cmp(one));
                beside.truncate(1);
            }
            whole.into_iter().chain(beside).collect()
        }
    }
}

/// What may be said instead of all parts.
fn instead(code: &str, asides: Asides) -> Option<usize> {
    asides.offered().map(|aside| member(code, aside.code().len() + 2)).max()
}

/// The members of the larger of two answers of which only one is given.
fn larger(parts: Vec<usize>, instead: Option<usize>) -> Vec<usize> {
    let alone: Vec<usize> = instead.into_iter().collect();
    if enclosed(parts.iter().copied()) < enclosed(alone.iter().copied()) { alone } else { parts }
}

fn worst_value(kind: &Kind) -> Option<usize> {
    match kind {
        Kind::Single { options } | Kind::Dropdown { options } => Some(worst_option(options)),
        Kind::Multiple { options, bounds } => {
            let together = options.iter().filter(|choice| !choice.exclusive).map(option);
            let mut together: Vec<usize> = together.collect();
            together.sort_unstable_by(|one, other| other.cmp(one));
            together.truncate(bounds.most.map_or(together.len(), usize::from));
            let alone = options.iter().filter(|choice| choice.exclusive).map(option);
            Some(enclosed(together).max(enclosed(alone.max())))
        }
        Kind::Scale { .. } | Kind::Nps { .. } => {
            let points = kind.points()?;
            let asides = points.asides.offered().map(|aside| points.value(aside));
            let aside = asides.filter(|value| *value != "0").map(|value| value.len() + 2).max();
            Some(points.last.to_string().len().max(aside.unwrap_or(0)))
        }
        // A minus, thirteen digits, a point and four more; a date and a time are shorter.
        Kind::Number { .. } => Some(19 + 2),
        Kind::Date { .. } => Some("2026-03-22".len() + 2),
        Kind::Time { .. } => Some("unwilling".len() + 2),
        Kind::ShortText => Some(text(SHORT_LIMIT)),
        Kind::LongText => Some(text(LONG_LIMIT)),
        Kind::Note
        | Kind::Section
        | Kind::Page
        | Kind::Matrix { .. }
        | Kind::Ranking { .. }
        | Kind::Shares { .. }
        | Kind::Blanks { .. } => None,
        Kind::Suggestion { about } => Some(block(about)),
    }
}

fn block(about: &[Question]) -> usize {
    let chosen =
        about.iter().map(|inner| member(inner.code.as_str(), worst_option(inner.options())));
    enclosed([member("about", enclosed(chosen)), member("text", text(LONG_LIMIT))])
}

fn worst_option(options: &[Choice]) -> usize {
    options.iter().map(option).max().unwrap_or(0)
}

/// A code in quotation marks.
fn option(choice: &Choice) -> usize {
    choice.code.as_str().len() + 2
}

fn text(limit: usize) -> usize {
    limit * BYTES_PER_UNIT + 2
}

/// A name in quotation marks, a colon, a value.
fn member(name: &str, value: usize) -> usize {
    name.len() + 3 + value
}

/// An object or an array: two brackets, commas between.
fn enclosed(members: impl IntoIterator<Item = usize>) -> usize {
    let (count, bytes) =
        members.into_iter().fold((0, 0), |(count, sum), size| (count + 1, sum + size));
    2 + bytes + usize::saturating_sub(count, 1)
}

#[cfg(test)]
mod tests {
    use super::super::Answers;
    use super::super::samples::{document, pairs};
    use super::*;

    fn largest() -> Vec<(String, String)> {
        pairs(&[
            ("q.one", "yes"),
            ("q.many", "a"),
            ("q.many", "b"),
            ("q.rate", "5"),
            ("q.line", &"长".repeat(SHORT_LIMIT)),
            ("q.essay", &"长".repeat(LONG_LIMIT)),
            ("q.idea.text", &"长".repeat(LONG_LIMIT)),
            ("q.idea.unit", "hall"),
        ])
    }

    fn size(fields: &[(String, String)], document: &Document) -> usize {
        Answers::from_form(fields, document).expect("good answers").canonical().len()
    }

    #[test]
    fn the_largest_answers_have_exactly_the_worst_size() {
        let document = document();
        assert_eq!(size(&largest(), &document), worst_size(&document));
    }

    #[test]
    fn no_writing_of_a_text_is_larger() {
        let document = document();
        for text in ["\"", "\\", "a\n", "😀", "\u{7FF}", "\u{FFFD}", "好\u{1820}\u{202F}"] {
            let mut fields = largest();
            fields[5].1 = text.repeat(LONG_LIMIT / super::super::units(text));
            assert!(size(&fields, &document) <= worst_size(&document), "{text:?}");
        }
    }

    #[test]
    fn an_exclusive_option_counts_alone() {
        let mut document = document();
        document.questions.truncate(2);
        let size_of = |document: &Document| worst_size(document);
        // {"many":["a","b"],"one":"yes"} is longer than with ["none"].
        assert_eq!(size_of(&document), 30);
        if let Kind::Multiple { options, .. } = &mut document.questions[1].kind {
            options.remove(0);
        }
        assert_eq!(size_of(&document), "{\"many\":[\"none\"],\"one\":\"yes\"}".len());
    }
}
