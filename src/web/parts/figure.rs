//! Charts on a page: laid out twice, for phones and for wide screens; the style sheet shows one.

use maud::{Markup, PreEscaped, html};
use wenlian_charts::{Chart, render};

const PHONE: u32 = 340;
const WIDE: u32 = 720;

/// Both layouts of a chart; `id` is unique in the page.
pub fn figure(chart: &Chart, id: &str) -> Markup {
    html! {
        div.figure {
            div.chart-phone { (PreEscaped(render(chart, &format!("{id}-phone"), PHONE))) }
            div.chart-wide { (PreEscaped(render(chart, &format!("{id}-wide"), WIDE))) }
        }
    }
}
