//! Turns what plotters wrote into what a page can use: classes for key colours, an accessible
//! name, the pattern for hatching. It edits text, safely: plotters escapes the quotes in labels,
//! so that no label can hold an attribute, and labels hold no line break.

use std::fmt::Write as _;

use crate::model::Chart;
use crate::paint::{INKS, attributes, draw, key_text};
use crate::sheet::{Ink, Mark, Sheet};
use crate::text::clean;

/// Attributes plotters writes that say what holds anyway.
const NEEDLESS: [&str; 5] = [
    r#" opacity="1""#,
    r#" stroke="none""#,
    r#" font-family="inherit""#,
    r#" text-anchor="start""#,
    r#" stroke-width="1""#,
];

/// The sheet as a finished SVG element.
pub fn finish(chart: &Chart, id: &str, sheet: &Sheet) -> String {
    let id = safe_id(id);
    let mut svg = opening(chart, &id, sheet);
    if sheet.marks.iter().any(|mark| matches!(mark, Mark::Area(_, Ink::Hatch))) {
        svg.push_str(&hatching(&id));
    }
    svg.push_str(&body(sheet, &id));
    svg
}

fn opening(chart: &Chart, id: &str, sheet: &Sheet) -> String {
    let kind = match chart {
        Chart::Bars(_) => "chart-bars",
        Chart::Likert(_) => "chart-likert",
        Chart::Heat(_) => "chart-heat",
    };
    let (width, height) = (sheet.width, sheet.height);
    let (title, description) = (clean(chart.title()), clean(chart.description()));
    let described = !description.trim().is_empty();
    let names = if described { format!("{id}-title {id}-desc") } else { format!("{id}-title") };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {kind}\" role=\"img\" \
         aria-labelledby=\"{names}\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n<title id=\"{id}-title\">{}</title>\n",
        escape(&title)
    );
    if described {
        writeln!(svg, "<desc id=\"{id}-desc\">{}</desc>", escape(&description))
            .expect("writing to a string does not fail");
    }
    svg
}

fn hatching(id: &str) -> String {
    format!(
        "<defs><pattern id=\"{id}-hatch\" width=\"7\" height=\"7\" \
         patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <path class=\"chart-hatch-line\" d=\"M0 0V7\" stroke=\"currentColor\" \
         stroke-opacity=\"0.28\" stroke-width=\"1.5\"/></pattern></defs>\n"
    )
}

/// Everything after plotters' own opening tag.
fn body(sheet: &Sheet, id: &str) -> String {
    let drawn = draw(sheet);
    let mut body = String::with_capacity(drawn.len());
    for line in drawn.lines().skip(1) {
        let opens_text = line.starts_with("<text");
        if line.starts_with("</text") {
            body.pop();
        }
        body.push_str(line);
        if !opens_text {
            body.push('\n');
        }
    }
    for needless in NEEDLESS {
        body = body.replace(needless, "");
    }
    for ink in INKS {
        let painted = attributes(ink, id);
        for property in ["fill", "stroke"] {
            body = body.replace(&format!("{property}=\"{}\"", key_text(ink)), &painted);
        }
    }
    body
}

/// Ids stand in `aria-labelledby` and `url(#…)`, where spaces and brackets would end them.
fn safe_id(id: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let id: String = id.chars().map(|c| if allowed(c) { c } else { '-' }).collect();
    if id.is_empty() { "chart".into() } else { id }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
