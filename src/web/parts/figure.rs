//! Charts on a page: laid out twice, for phones and for wide screens; the style sheet shows one.
//! Where print is large they are laid out narrower and come out at the same width, larger.

use maud::{Markup, PreEscaped, html};
use wenlian_charts::{Chart, render};

use crate::web::page::{Print, View};

/// Widths for phones and for wide screens.
fn widths(print: Print) -> (u32, u32) {
    match print {
        Print::Normal => (340, 720),
        Print::Large => (272, 576),
    }
}

/// Both layouts of a chart; `id` is unique in the page.
pub fn figure(view: View, chart: &Chart, id: &str) -> Markup {
    let (phone, wide) = widths(view.print);
    html! {
        div.figure {
            div.chart-phone { (PreEscaped(render(chart, &format!("{id}-phone"), phone))) }
            div.chart-wide { (PreEscaped(render(chart, &format!("{id}-wide"), wide))) }
        }
    }
}
