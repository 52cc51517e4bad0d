//! How many lines a text takes in a cell of a given width. A spreadsheet fits the height of a row
//! only when someone opens and touches it, and no row grows beyond 409 points: heights and breaks
//! are reckoned here.

/// Text broken into lines, each with what ends it.
pub(super) struct Lines(Vec<Line>);

struct Line {
    text: String,
    end: End,
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    /// The line was full; the paragraph goes on.
    Full,
    /// The paragraph ends here.
    Paragraph,
}

impl Lines {
    /// Breaks a text at `width` digits; other than ASCII every character is two digits wide.
    /// Words are broken anywhere, as Chinese is.
    pub(super) fn of(text: &str, width: usize) -> Self {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            let mut used = 0;
            for c in paragraph.chars() {
                let wide = if c.is_ascii() { 1 } else { 2 };
                if used + wide > width && !line.is_empty() {
                    lines.push(Line { text: std::mem::take(&mut line), end: End::Full });
                    used = 0;
                }
                line.push(c);
                used += wide;
            }
            lines.push(Line { text: line, end: End::Paragraph });
        }
        Self(lines)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The text again, in pieces of at most `most` lines; no piece when there is no text.
    pub(super) fn pieces(&self, most: usize) -> Vec<String> {
        self.0.chunks(most).map(joined).collect()
    }
}

fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        text.push_str(&line.text);
        if line.end == End::Paragraph && index + 1 < lines.len() {
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_twice_the_room() {
        assert_eq!(Lines::of("", 10).count(), 0);
        assert_eq!(Lines::of("一二三四五", 10).count(), 1);
        assert_eq!(Lines::of("一二三四五六", 10).count(), 2);
        assert_eq!(Lines::of("1234567890", 10).count(), 1);
        assert_eq!(Lines::of("一\n\n二", 10).count(), 3);
        assert_eq!(Lines::of("一", 1).count(), 1);
    }

    #[test]
    fn pieces_put_together_are_the_text() {
        let text = "一二三四五六七\n八九\n\n十";
        let pieces = Lines::of(text, 6).pieces(2);
        assert_eq!(pieces, ["一二三四五六", "七\n八九", "\n十"]);
    }
}
