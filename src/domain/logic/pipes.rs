//! Earlier answers in later texts: `{q.code}` stands for what was answered to a question.

use super::super::questionnaires::Code;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// As it is written.
    Said(&'a str),
    /// The answer to a question.
    Answer(Code),
}

const OPEN: &str = "{q.";

/// The parts of a text. Braces around anything but a code are braces.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut said, mut from) = (0, 0);
    while let Some(open) = text[from..].find(OPEN).map(|at| from + at) {
        from = open + OPEN.len();
        let Some(close) = text[from..].find('}').map(|at| from + at) else { break };
        let Ok(code) = Code::parse(&text[from..close]) else { continue };
        if open > said {
            parts.push(Part::Said(&text[said..open]));
        }
        parts.push(Part::Answer(code));
        (said, from) = (close + 1, close + 1);
    }
    if said < text.len() {
        parts.push(Part::Said(&text[said..]));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let shown = |part: &Part<'_>| match part {
            Part::Said(said) => (*said).to_owned(),
            Part::Answer(code) => format!("<{code}>"),
        };
        parts(text).iter().map(shown).collect()
    }

    #[test]
    fn a_code_in_braces_is_an_answer_and_nothing_else_is() {
        assert_eq!(written("您对{q.unit}满意吗？"), ["您对", "<unit>", "满意吗？"]);
        assert_eq!(written("{q.a}{q.b}"), ["<a>", "<b>"]);
        for text in ["{q.A}", "{unit}", "{q.", "{q.a b}", "a } {", "{q.{q.a"] {
            assert_eq!(written(text).concat(), text);
        }
        assert_eq!(written("{q.{q.a}"), ["{q.", "<a>"]);
        assert_eq!(parts(""), []);
    }
}
