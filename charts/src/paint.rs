//! Colours, and the drawing itself. Plotters paints every mark with a key colour that stands for
//! its ink; `finish` replaces the keys by classes and real colours, which plotters cannot write.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::sheet::{Ink, Mark, Pen, Sheet, Side, line_height};

/// Every ink once: the position of an ink here is its key.
pub const INKS: [Ink; 21] = [
    Ink::Label,
    Ink::Note,
    Ink::Tick,
    Ink::OnDark,
    Ink::OnLight,
    Ink::Bar,
    Ink::Track,
    Ink::Grid,
    Ink::Hatch,
    Ink::Unsure,
    Ink::Step(0),
    Ink::Step(1),
    Ink::Step(2),
    Ink::Step(3),
    Ink::Step(4),
    Ink::Step(5),
    Ink::Step(6),
    Ink::Step(7),
    Ink::Step(8),
    Ink::Step(9),
    Ink::Step(10),
];

/// Ochre to blue, which colour-blind readers tell apart; the ochre end is lighter than the blue
/// one, so that a copy in grey still has a direction.
const RAMP: [&str; 11] = [
    "#96511a", "#ab6220", "#d99a58", "#e6b988", "#f0d7b8", "#dcdfe1", "#c2d6e6", "#9bbdd8",
    "#76a3c7", "#3a75a5", "#1d5382",
];
const UNSURE: &str = "#a7adb3";
const DARK_TEXT: &str = "#1b232b";
const LIGHT_TEXT: &str = "#ffffff";

/// The ink of text inside a segment.
pub fn text_on(segment: Ink) -> Ink {
    match segment {
        Ink::Step(0 | 1 | 9 | 10) => Ink::OnDark,
        _ => Ink::OnLight,
    }
}

/// The attributes that take the place of an ink's key colour.
pub fn attributes(ink: Ink, id: &str) -> String {
    match ink {
        Ink::Label => r#"class="chart-label" fill="currentColor""#.into(),
        Ink::Note => r#"class="chart-note" fill="currentColor""#.into(),
        Ink::Tick => r#"class="chart-tick" fill="currentColor" fill-opacity="0.75""#.into(),
        Ink::OnDark => format!(r#"class="chart-on-dark" fill="{LIGHT_TEXT}""#),
        Ink::OnLight => format!(r#"class="chart-on-light" fill="{DARK_TEXT}""#),
        Ink::Bar => format!(r#"class="chart-bar" fill="{}""#, RAMP[9]),
        Ink::Track => r#"class="chart-track" fill="currentColor" fill-opacity="0.07""#.into(),
        Ink::Grid => r#"class="chart-grid" stroke="currentColor" stroke-opacity="0.14""#.into(),
        Ink::Hatch => format!(r#"class="chart-hatch" fill="url(#{id}-hatch)""#),
        Ink::Unsure => format!(r#"class="chart-unsure" fill="{UNSURE}""#),
        Ink::Step(step) => {
            format!(r#"class="chart-c{step}" fill="{}""#, RAMP[usize::from(step)])
        }
    }
}

/// The key colour as plotters writes it.
pub fn key_text(ink: Ink) -> String {
    let RGBColor(red, green, blue) = key(ink);
    format!("#{red:02X}{green:02X}{blue:02X}")
}

fn key(ink: Ink) -> RGBColor {
    let position = INKS.iter().position(|known| *known == ink).expect("INKS holds every ink");
    RGBColor(0, 0, u8::try_from(position).expect("there are fewer than 256 inks"))
}

/// The marks as plotters draws them, in key colours.
pub fn draw(sheet: &Sheet) -> String {
    let mut svg = String::new();
    let size = (sheet.width.unsigned_abs(), sheet.height.unsigned_abs());
    let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    for mark in &sheet.marks {
        let drawn = match mark {
            Mark::Area(area, ink) => {
                let far = (area.x + area.width, area.y + area.height);
                root.draw(&Rectangle::new([(area.x, area.y), far], key(*ink).filled()))
            }
            Mark::Upright { x, from, to } => {
                root.draw(&PathElement::new([(*x, *from), (*x, *to)], key(Ink::Grid)))
            }
            Mark::Line(line) => root.draw(&Text::new(
                line.text.as_str(),
                (line.pen.x, text_top(line.pen)),
                style(line.pen),
            )),
        };
        drawn.expect("writing to a string does not fail");
    }
    root.present().expect("writing to a string does not fail");
    drop(root);
    svg
}

/// Plotters puts the baseline 0.76 of the size below the point it is given. In the fonts of
/// Chinese pages the middle of a character stands 0.38 of the size above the baseline, so half
/// the line minus 0.38 of the size brings it to the middle of the line.
fn text_top(pen: Pen) -> i32 {
    pen.y + line_height(pen.size) / 2 - pen.size * 38 / 100
}

fn style(pen: Pen) -> TextStyle<'static> {
    let across = match pen.side {
        Side::Start => HPos::Left,
        Side::Middle => HPos::Center,
        Side::End => HPos::Right,
    };
    // Plotters writes font sizes divided by 1.24.
    ("inherit", f64::from(pen.size) * 1.24)
        .into_font()
        .color(&key(pen.ink))
        .pos(Pos::new(across, VPos::Top))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value =
                f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits")) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        (one / other).max(other / one)
    }

    #[test]
    fn percentages_are_readable_on_every_segment() {
        let steps = RAMP.iter().zip(0..).map(|(colour, step)| (*colour, Ink::Step(step)));
        for (colour, ink) in steps.chain([(UNSURE, Ink::Unsure)]) {
            let text = if text_on(ink) == Ink::OnDark { LIGHT_TEXT } else { DARK_TEXT };
            assert!(contrast(text, colour) >= 4.5, "{ink:?}: {:.2}", contrast(text, colour));
        }
    }

    #[test]
    fn every_ink_has_a_key_of_its_own() {
        let keys: std::collections::HashSet<String> = INKS.map(key_text).into();
        assert_eq!(keys.len(), INKS.len());
    }
}
