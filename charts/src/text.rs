//! How wide a label is and where it may break. No font is at hand, and the page's font is
//! unknown, so widths are estimates on the wide side: a label that fits here fits in the browser.
//! Line breaks follow the habits of Chinese (between any two characters, but no comma at the
//! start of a line) and of English (between words).

/// The estimated width of one line in pixels.
pub fn width(text: &str, size: i32) -> f64 {
    text.chars().map(ems).sum::<f64>() * f64::from(size)
}

/// Breaks a label into lines not wider than `limit` pixels. A word longer than a line is cut;
/// a blank label has no line.
pub fn wrap(text: &str, size: i32, limit: f64) -> Vec<String> {
    let mut lines = Lines::within(limit / f64::from(size));
    for piece in pieces(text) {
        let gap = if piece.spaced && !lines.open.is_empty() { " " } else { "" };
        if lines.fits(gap.chars().chain(piece.text.chars())) {
            lines.push(gap.chars().chain(piece.text.chars()));
            continue;
        }
        lines.close();
        for c in piece.text.chars() {
            if !lines.fits([c]) {
                lines.close();
            }
            lines.push([c]);
        }
    }
    lines.close();
    lines.closed
}

/// Lines being filled, measured in ems.
struct Lines {
    closed: Vec<String>,
    open: String,
    used: f64,
    limit: f64,
}

impl Lines {
    fn within(limit: f64) -> Self {
        Self { closed: Vec::new(), open: String::new(), used: 0.0, limit }
    }

    /// There is room for more, or it needs none, as accents do.
    fn fits(&self, more: impl IntoIterator<Item = char>) -> bool {
        let needed: f64 = more.into_iter().map(ems).sum();
        needed <= 0.0 || self.used + needed <= self.limit
    }

    fn push(&mut self, more: impl IntoIterator<Item = char>) {
        for c in more {
            self.open.push(c);
            self.used += ems(c);
        }
    }

    fn close(&mut self) {
        self.used = 0.0;
        if !self.open.is_empty() {
            self.closed.push(std::mem::take(&mut self.open));
        }
    }
}

/// The text as one line without what XML forbids and without direction overrides, by which a
/// label could turn its neighbourhood around.
pub fn clean(text: &str) -> String {
    let visible = text.chars().filter_map(|c| match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => None,
        c if c.is_whitespace() && !is_tight_space(c) => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    visible.collect()
}

/// What stays together on a line, and whether a space goes before it.
struct Piece {
    text: String,
    spaced: bool,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before: Option<char> = None;
    let mut spaced = false;
    for c in clean(text).chars() {
        if c == ' ' {
            before = None;
            spaced = true;
            continue;
        }
        match pieces.last_mut() {
            Some(piece) if before.is_some_and(|before| !may_break(before, c)) => piece.text.push(c),
            _ => pieces.push(Piece { text: c.into(), spaced }),
        }
        before = Some(c);
        spaced = false;
    }
    pieces
}

/// A line may end between these two characters.
fn may_break(before: char, after: char) -> bool {
    const NEVER_LAST: &str = "（《〈【「『〔“‘([{";
    const NEVER_FIRST: &str = "，。、；：？！）》〉】」』〕”’…—·％%,.;:?!)]}";
    let stuck = ems(after) == 0.0 || NEVER_FIRST.contains(after) || NEVER_LAST.contains(before);
    let open = is_wide(before) || is_wide(after) || matches!(before, '-' | '/');
    open && !stuck
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// A space that holds its neighbours together.
fn is_tight_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}')
}

/// The width of a character as a share of the font size, in regular weight. Latin is measured on
/// DejaVu Sans, the widest of the fonts a page falls back to; scripts not listed count as wide as
/// Chinese.
fn ems(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' => 0.34,
        ' ' | '\u{A0}' | '\u{202F}' | 'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '!' => {
            0.42
        }
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        'a'..='z' | '0'..='9' | '"' | '$' | '*' | '?' | '\\' | '_' | '`' | '{' | '}' => 0.64,
        '\u{200B}'..='\u{200F}' | '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => {
            0.0
        }
        '!'..='~' | '\u{A1}'..='\u{6FF}' | '\u{1800}'..='\u{18AF}' => 0.84,
        '\u{1F000}'..='\u{1FAFF}' => 1.4,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_between_characters_and_keeps_punctuation_with_them() {
        assert_eq!(wrap("公共资源交易", 10, 30.0), ["公共资", "源交易"]);
        assert_eq!(wrap("收费，退还", 10, 20.0), ["收", "费，", "退还"]);
        assert_eq!(wrap("不清楚（含其他）", 10, 40.0), ["不清楚", "（含其", "他）"]);
    }

    #[test]
    fn english_breaks_between_words_and_cuts_only_what_fits_no_line() {
        assert_eq!(wrap("Return of the deposit", 10, 80.0), ["Return of the", "deposit"]);
        let lines = wrap(&"x".repeat(50), 10, 70.0);
        assert_eq!(lines.concat(), "x".repeat(50));
        assert!(lines.iter().all(|line| width(line, 10) <= 70.0));
    }

    #[test]
    fn a_line_is_never_wider_than_its_limit() {
        let text = "招标代理机构 tender agencies（含分支机构）：MMMMWWWW 100 % e\u{301}e\u{301} 喆䶮，“廉”。";
        for limit in 20..200 {
            for line in wrap(text, 14, f64::from(limit)) {
                let punctuation_alone = line.chars().count() <= 1;
                assert!(
                    punctuation_alone || width(&line, 14) <= f64::from(limit),
                    "{limit} {line}"
                );
            }
        }
    }

    #[test]
    fn spaces_vanish_at_line_ends_only_and_tight_spaces_never_break() {
        assert_eq!(wrap("  a \t\n b  ", 10, 500.0), ["a b"]);
        assert_eq!(wrap("34\u{A0}% x", 10, 36.0), ["34\u{A0}%", "x"]);
        assert!(wrap(" \n ", 10, 50.0).is_empty());
    }

    #[test]
    fn what_xml_forbids_is_dropped() {
        assert_eq!(clean("a\u{0}b\u{7}\u{202E}c\nd\u{FFFF}"), "abc d");
    }
}
