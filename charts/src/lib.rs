//! Draws accessible SVG charts with Chinese and English labels, and knows nothing of surveys or
//! databases. Its promise: any chart, however empty, long or strange, becomes one well-formed SVG
//! in which no label is cut, none covers another, no text is read as markup, no figure is made
//! up, and the same input gives the same bytes.
//!
//! # Size
//! The picture is laid out for a width in pixels and carries `viewBox`, `width` and `height`, so
//! that a style sheet may scale it (`.chart { width: 100%; height: auto }`). Below 520 pixels a
//! label stands above its bar, from there on beside it; a page for both serves both and shows
//! one. Large print is a smaller width scaled up. A style sheet leaves size and weight of the text
//! alone: the room for it is measured.
//!
//! # For readers who do not see it
//! `role="img"`, named by `<title>` and `<desc>`. The title is not painted: the page's own heading
//! is, and the figures belong beside the chart as a table.
//!
//! # Colours
//! Every shape has a class for the page's style sheet and a presentation attribute, which any
//! rule outranks, as the default; text, tracks and lines default to shades of `currentColor`, so
//! that dark pages and paper work without a rule. Neither `style=` nor `<style>` occurs. Fonts
//! are the page's.
//!
//! | class | on | what |
//! |---|---|---|
//! | `chart`, and `chart-bars`, `chart-likert` or `chart-heat` | `svg` | the whole picture |
//! | `chart-label`, `chart-note`, `chart-tick` | `text` | row and legend labels, figures, axis |
//! | `chart-on-dark`, `chart-on-light` | `text` | percentages inside segments |
//! | `chart-bar` | `rect` | a bar |
//! | `chart-c0` … `chart-c10` | `rect` | steps of a scale: 0 first, 5 the middle, 10 last; from 5 on, shades of a share |
//! | `chart-unsure` | `rect` | the answer beside the scale |
//! | `chart-track` | `rect` | what a bar could fill |
//! | `chart-grid` | `polyline` | light lines at the ticks |
//! | `chart-hatch` | `rect` | a bar whose figure is not shown; style `chart-hatch-line` instead |
//! | `chart-hatch-line` | `path` | its hatching |
//!
//! Steps 0, 1, 9 and 10 carry `chart-on-dark` text, the others `chart-on-light`: a theme that
//! replaces the colours keeps them that dark or that light.

#![warn(missing_docs)]

mod bars;
mod finish;
mod heat;
mod likert;
mod model;
mod paint;
#[cfg(test)]
mod properties;
mod rows;
mod sheet;
mod text;

pub use model::{Bar, Bars, Chart, Heat, HeatRow, Likert, LikertRow, Scale};

/// Narrower charts are laid out at this width and left to the page to scale.
pub const MIN_WIDTH: u32 = 200;
/// Wider charts are laid out at this width and left to the page to scale.
pub const MAX_WIDTH: u32 = 2400;

/// The chart as an SVG element `width` pixels wide.
///
/// `id` must be unique in the page: the ids inside are `{id}-title`, `{id}-desc` and, where
/// something is hatched, `{id}-hatch`. Characters other than ASCII letters, digits, `-` and `_`
/// become `-`.
pub fn render(chart: &Chart, id: &str, width: u32) -> String {
    finish::finish(chart, id, &lay_out(chart, width))
}

/// Decides where everything goes, before anything is drawn.
fn lay_out(chart: &Chart, width: u32) -> sheet::Sheet {
    let width = i32::try_from(width.clamp(MIN_WIDTH, MAX_WIDTH)).expect("the clamp is far below");
    match chart {
        Chart::Bars(bars) => bars::lay_out(bars, width),
        Chart::Likert(likert) => likert::lay_out(likert, width),
        Chart::Heat(heat) => heat::lay_out(heat, width),
    }
}
