//! How free text is written down before anyone reads it: small habits of typing (spaces, doubled
//! marks, skin tones, invisible characters) say who wrote and nothing about the matter. The
//! browser's script follows the same rules, so they are few and none makes a text longer.
//!
//! 1. Line endings become line feeds; other white space becomes one space; none at the ends of a
//!    line, at most one blank line in a row.
//! 2. Invisible characters, variation selectors and skin tones go. What joins Mongolian letters
//!    stays where it joins them.
//! 3. Full-width letters and digits become narrow ones; all quotation marks become " or '.
//! 4. After a Chinese character or mark `, ; : ? !` become full-width.
//! 5. A mark repeated in a row is written once.
//! 6. Control characters other than line feed and tab are refused.

/// The text holds a control character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a control character")]
pub struct ControlCharacter;

/// Length as browsers count it for `maxlength`: UTF-16 units.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Rewrites a text by the rules above; what was rewritten stays as it is when rewritten again.
pub fn normalise(raw: &str) -> Result<String, ControlCharacter> {
    let mut text = String::with_capacity(raw.len());
    let mut gap = Gap::None;
    for character in raw.replace("\r\n", "\n").chars() {
        let before = if gap == Gap::None { text.chars().next_back() } else { None };
        match fold(character, before) {
            Fold::Line => gap = gap.widened(),
            Fold::Space if gap == Gap::None => gap = Gap::Space,
            Fold::Space | Fold::Nothing => {}
            Fold::Visible(visible) => {
                if !text.is_empty() {
                    text.push_str(gap.written());
                }
                text.push(visible);
                gap = Gap::None;
            }
            Fold::Refused => return Err(ControlCharacter),
        }
    }
    Ok(text)
}

/// White space since the last visible character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

impl Gap {
    /// One line feed more.
    fn widened(self) -> Self {
        match self {
            Self::None | Self::Space => Self::Line,
            Self::Line | Self::Paragraph => Self::Paragraph,
        }
    }

    fn written(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Space => " ",
            Self::Line => "\n",
            Self::Paragraph => "\n\n",
        }
    }
}

/// What becomes of a character.
enum Fold {
    Visible(char),
    Space,
    Line,
    Nothing,
    Refused,
}

/// Folds one character, knowing the visible one directly before it.
fn fold(character: char, before: Option<char>) -> Fold {
    let joins_mongolian = matches!(character, '\u{200C}' | '\u{200D}' | '\u{202F}')
        && before.is_some_and(|letter| matches!(letter, '\u{1800}'..='\u{18AF}'));
    match character {
        _ if joins_mongolian => Fold::Visible(character),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Fold::Line,
        '\t' => Fold::Space,
        _ if character.is_control() => Fold::Refused,
        _ if character.is_whitespace() => Fold::Space,
        _ if is_invisible(character) => Fold::Nothing,
        _ => {
            let plain = widened(narrowed(character), before);
            if is_mark(plain) && before == Some(plain) {
                Fold::Nothing
            } else {
                Fold::Visible(plain)
            }
        }
    }
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Rule 3.
fn narrowed(character: char) -> char {
    match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '“' | '”' | '„' | '‟' | '＂' | '「' | '」' | '『' | '』' | '〝' | '〞' => {
            '"'
        }
        '‘' | '’' | '‚' | '‛' | '＇' | '`' | '´' => '\'',
        _ => character,
    }
}

/// Rule 4.
fn widened(character: char, before: Option<char>) -> char {
    if !before.is_some_and(is_chinese) {
        return character;
    }
    match character {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => character,
    }
}

fn is_chinese(character: char) -> bool {
    matches!(
        character,
        '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
            | '，' | '；' | '：' | '？' | '！' | '。' | '、' | '）' | '》' | '】'
    )
}

fn is_mark(character: char) -> bool {
    "，；：？！。、,;:?!.~～…—".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chance::Chance;

    fn assert_written(raw: &str, expected: &str) {
        assert_eq!(normalise(raw).expect("no control character"), expected);
    }

    #[test]
    fn habits_of_typing_leave_no_trace() {
        assert_written("\u{3000} 窗口\u{A0}\t排队 \r\n\r\n\r\n 太久\r", "窗口 排队\n\n太久");
        assert_written("太慢了!!!真的,真的……", "太慢了！真的，真的…");
        assert_written("“Ａ１”「科」‘x’", "\"A1\"\"科\"'x'");
        assert_written("好👍🏿️\u{200B}的\u{202E}", "好👍的");
        assert_written("10:30, 1.5", "10:30, 1.5");
        assert_written(" \u{FEFF}\u{200D}\n\t", "");
    }

    #[test]
    fn what_joins_mongolian_letters_stays() {
        let word = "\u{182E}\u{200D}\u{182D}\u{202F}\u{1824}\u{180E}\u{1820}";
        assert_written(word, word);
        assert_written("a\u{202F}b\u{200D}", "a b");
    }

    #[test]
    fn control_characters_are_refused_but_line_feeds_and_tabs_are_not() {
        for refused in ['\0', '\u{8}', '\u{B}', '\u{1B}', '\u{7F}', '\u{85}'] {
            assert_eq!(normalise(&format!("a{refused}b")), Err(ControlCharacter));
        }
        assert_written("a\tb\nc", "a b\nc");
    }

    #[test]
    fn a_rewritten_text_stays_as_it_is_and_is_never_longer() {
        let alphabet: Vec<char> =
            "好a１5,，!！?。.…“\"' \t\n\r\u{3000}\u{2028}\u{200D}\u{202F}\u{1820}\u{FE0F}👍🏿—~"
                .chars()
                .collect();
        for _ in 0..20_000 {
            let length = Chance.below(12);
            let raw: String = (0..length).map(|_| alphabet[Chance.below(alphabet.len())]).collect();
            let once = normalise(&raw).expect("no control character");
            assert_eq!(normalise(&once).as_ref(), Ok(&once), "{raw:?}");
            assert!(units(&once) <= units(&raw), "{raw:?}");
        }
    }
}
