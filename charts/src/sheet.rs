//! A laid-out chart: marks in pixels, in the order of painting. Layout ends here and drawing
//! begins, so that tests can ask where every label stands without reading SVG.

use crate::text;

/// Size of labels, notes and legend in pixels.
pub const BODY: i32 = 14;
/// Size of ticks and of percentages inside segments.
pub const SMALL: i32 = 12;
/// Free space around the whole picture.
pub const MARGIN: i32 = 4;

/// A finished layout.
pub struct Sheet {
    pub width: i32,
    pub height: i32,
    pub marks: Vec<Mark>,
}

/// One thing to paint.
pub enum Mark {
    Area(Area, Ink),
    /// An upright line from the first height down to the second.
    Upright {
        x: i32,
        from: i32,
        to: i32,
    },
    Line(Line),
}

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// One line of text.
pub struct Line {
    pub text: String,
    pub pen: Pen,
}

/// Where and how text is written; `y` is the top of a line `line_height(size)` high.
#[derive(Clone, Copy)]
pub struct Pen {
    pub x: i32,
    pub y: i32,
    pub size: i32,
    pub side: Side,
    pub ink: Ink,
}

/// Which part of a line stands at its `x`.
#[derive(Clone, Copy)]
pub enum Side {
    Start,
    Middle,
    End,
}

/// What a mark means; `paint` gives it a class and a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Label,
    Note,
    Tick,
    OnDark,
    OnLight,
    Bar,
    Track,
    Grid,
    Hatch,
    Unsure,
    /// A step of the ramp, 0 to 10.
    Step(u8),
}

impl Sheet {
    /// A sheet without a height yet.
    pub fn new(width: i32) -> Self {
        Self { width, height: 0, marks: Vec::new() }
    }

    /// Adds a rectangle unless nothing of it would be seen.
    pub fn fill(&mut self, area: Area, ink: Ink) {
        if area.width > 0 && area.height > 0 {
            self.marks.push(Mark::Area(area, ink));
        }
    }

    /// Adds lines of text below each other.
    pub fn write(&mut self, lines: impl IntoIterator<Item = String>, mut pen: Pen) {
        for text in lines {
            self.marks.push(Mark::Line(Line { text, pen }));
            pen.y += line_height(pen.size);
        }
    }
}

impl Pen {
    /// For labels, notes and the legend.
    pub fn body(x: i32, y: i32, side: Side, ink: Ink) -> Self {
        Self { x, y, size: BODY, side, ink }
    }

    /// For ticks and percentages.
    pub fn small(x: i32, y: i32, side: Side, ink: Ink) -> Self {
        Self { x, y, size: SMALL, side, ink }
    }
}

/// The height of one line of text.
pub fn line_height(size: i32) -> i32 {
    size + 6
}

/// The height of body lines below each other.
pub fn block_height(lines: &[String]) -> i32 {
    lines.iter().map(|_| line_height(BODY)).sum()
}

/// The width of the widest line of body text, in whole pixels.
pub fn block_width<'a>(lines: impl IntoIterator<Item = &'a str>) -> i32 {
    lines.into_iter().map(|line| whole(text::width(line, BODY).ceil())).max().unwrap_or(0)
}

/// The nearest whole pixel.
#[expect(clippy::cast_possible_truncation, reason = "rounded, and a cast of f64 saturates")]
pub fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
