//! Charts on a page: laid out twice, for phones and for wide screens; the style sheet shows one.
//! Where print is large they are laid out narrower and come out at the same width, larger.

use maud::{Markup, PreEscaped, html};
use wenlian_charts::{Chart, render};

use crate::web::page::{Print, View};

/// Widths for phones and for wide screens.
fn widths(print: Print) -> (u32, u32) {
    match print {
        Print::Normal => (340, 560),
        Print::Large => (200, 400),
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

#[cfg(test)]
mod tests {
    use wenlian_charts::{Bars, Scale};

    use super::*;

    #[test]
    fn in_large_print_a_chart_is_laid_out_narrower_so_that_its_text_comes_out_larger() {
        let chart = Chart::Bars(Bars {
            title: "甲".to_owned(),
            description: "乙".to_owned(),
            bars: Vec::new(),
            scale: Scale::Percent,
        });
        let drawn = |print| figure(View { print, ..View::default() }, &chart, "c").into_string();
        let widths = |drawn: &str| -> Vec<String> {
            let boxes = drawn.split("viewBox=\"0 0 ").skip(1);
            boxes.filter_map(|rest| rest.split(' ').next().map(str::to_owned)).collect()
        };
        assert_eq!(widths(&drawn(Print::Normal)), ["340", "560"]);
        assert_eq!(widths(&drawn(Print::Large)), ["200", "400"]);
    }
}
