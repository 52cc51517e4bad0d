//! What both charts share: rows of a label, a slot for the bar, and a note. On wide sheets the
//! three stand side by side in columns as wide as their longest text needs, within limits; on
//! narrow ones label and note stand above the bar.

use crate::sheet::{
    Area, BODY, Ink, MARGIN, Pen, Sheet, Side, block_height, block_width, line_height,
};
use crate::text;

/// From this width on, labels stand beside their bars.
const BESIDE_FROM: i32 = 520;
/// Between columns.
const GUTTER: i32 = 14;

/// The columns of a sheet.
pub enum Columns {
    Beside { label: i32, note: i32 },
    Above,
}

impl Columns {
    /// Measures the texts of all rows, so that bars of all rows begin and end alike.
    pub fn fitting<'a>(width: i32, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        if width < BESIDE_FROM {
            return Self::Above;
        }
        let (most_label, most_note) = (width * 2 / 5, width / 5);
        let (mut label, mut note) = (0, 0);
        for (label_text, note_text) in texts {
            label = label.max(wrapped(label_text, most_label).1);
            note = note.max(wrapped(note_text, most_note).1);
        }
        Self::Beside { label, note }
    }

    /// Where bars begin, and how wide a full one is.
    pub fn bar(&self, width: i32) -> (i32, i32) {
        match *self {
            Self::Beside { label, note } => {
                let start = MARGIN + with_gutter(label);
                (start, width - MARGIN - with_gutter(note) - start)
            }
            Self::Above => (MARGIN, width - 2 * MARGIN),
        }
    }

    /// Between one row and the next.
    pub fn gap(&self) -> i32 {
        match self {
            Self::Beside { .. } => 12,
            Self::Above => 16,
        }
    }

    /// Writes label and note of the row that begins at `top`, and returns the slot of its bar
    /// with the height where the row ends.
    pub fn write_row(&self, sheet: &mut Sheet, top: i32, label: &str, note: &str) -> (Area, i32) {
        match *self {
            Self::Beside { label: most_label, note: most_note } => {
                let label = wrapped(label, most_label).0;
                let note = wrapped(note, most_note).0;
                self.write_beside(sheet, top, label, note)
            }
            Self::Above => self.write_above(sheet, top, label, note),
        }
    }

    fn write_beside(
        &self,
        sheet: &mut Sheet,
        top: i32,
        label: Vec<String>,
        note: Vec<String>,
    ) -> (Area, i32) {
        const BAR: i32 = 24;
        let (label_height, note_height) = (block_height(&label), block_height(&note));
        let height = BAR.max(label_height).max(note_height);
        let middle = |part: i32| top + (height - part) / 2;
        let right = sheet.width - MARGIN;
        sheet.write(label, Pen::body(MARGIN, middle(label_height), Side::Start, Ink::Label));
        sheet.write(note, Pen::body(right, middle(note_height), Side::End, Ink::Note));
        let (x, width) = self.bar(sheet.width);
        (Area { x, y: middle(BAR), width, height: BAR }, top + height)
    }

    fn write_above(&self, sheet: &mut Sheet, top: i32, label: &str, note: &str) -> (Area, i32) {
        const BAR: i32 = 20;
        let inner = sheet.width - 2 * MARGIN;
        let (note, note_width) = wrapped(note, inner * 2 / 5);
        let label = wrapped(label, inner - with_gutter(note_width)).0;
        let (label_height, note_height) = (block_height(&label), block_height(&note));
        let words = label_height.max(note_height);
        let right = sheet.width - MARGIN;
        let note_top = top + words - note_height;
        sheet.write(label, Pen::body(MARGIN, top, Side::Start, Ink::Label));
        sheet.write(note, Pen::body(right, note_top, Side::End, Ink::Note));
        let (x, width) = self.bar(sheet.width);
        let y = if words > 0 { top + words + 4 } else { top };
        (Area { x, y, width, height: BAR }, y + BAR)
    }
}

/// Body text in lines, with the width of the widest.
pub fn wrapped(words: &str, most: i32) -> (Vec<String>, i32) {
    let lines = text::wrap(words, BODY, f64::from(most));
    let width = block_width(lines.iter().map(String::as_str));
    (lines, width)
}

/// A column without text needs no gutter either.
fn with_gutter(width: i32) -> i32 {
    if width > 0 { width + GUTTER } else { 0 }
}

/// One line of body text.
pub fn body_line() -> i32 {
    line_height(BODY)
}
