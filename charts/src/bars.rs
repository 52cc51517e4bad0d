//! The layout of single bars: a light track as long as 100 %, the bar in it, and on wide sheets
//! an axis with fine lines.

use crate::model::{Bars, Scale};
use crate::rows::Columns;
use crate::sheet::{Area, Ink, MARGIN, Mark, Pen, SMALL, Sheet, Side, line_height, whole};

/// A shorter axis has no room for the quarters.
const QUARTERS_FROM: i32 = 260;

/// Places everything.
pub fn lay_out(chart: &Bars, width: i32) -> Sheet {
    let mut sheet = Sheet::new(width);
    let texts = chart.bars.iter().map(|bar| (bar.label.as_str(), bar.note.as_str()));
    let columns = Columns::fitting(width, texts);
    let mut bottom = MARGIN;
    for (index, bar) in chart.bars.iter().enumerate() {
        let top = if index == 0 { bottom } else { bottom + columns.gap() };
        let (slot, row_bottom) = columns.write_row(&mut sheet, top, &bar.label, &bar.note);
        fill_slot(&mut sheet, slot, bar.value);
        bottom = row_bottom;
    }
    let has_axis = chart.scale == Scale::Percent && !chart.bars.is_empty();
    if has_axis && matches!(columns, Columns::Beside { .. }) {
        bottom = add_axis(&mut sheet, columns.bar(width), bottom + 6);
    }
    sheet.height = bottom + MARGIN;
    sheet
}

fn fill_slot(sheet: &mut Sheet, slot: Area, value: Option<f64>) {
    let Some(value) = value.filter(|value| value.is_finite()) else {
        sheet.fill(slot, Ink::Hatch);
        return;
    };
    sheet.fill(slot, Ink::Track);
    let exact = f64::from(slot.width) * value.clamp(0.0, 100.0) / 100.0;
    // What is not nothing must not look like nothing.
    let width = if exact > 0.0 { whole(exact).max(1) } else { 0 };
    sheet.fill(Area { width, ..slot }, Ink::Bar);
}

/// Ticks below the rows, their lines behind everything; returns where the axis ends.
fn add_axis(sheet: &mut Sheet, (start, length): (i32, i32), top: i32) -> i32 {
    let percents: &[i32] =
        if length < QUARTERS_FROM { &[0, 50, 100] } else { &[0, 25, 50, 75, 100] };
    let ticks = percents.iter().map(|percent| (*percent, start + length * percent / 100));
    let lines = ticks.clone().map(|(_, x)| Mark::Upright { x, from: MARGIN, to: top });
    sheet.marks.splice(0..0, lines);
    for (percent, x) in ticks {
        let side = match percent {
            0 => Side::Start,
            100 => Side::End,
            _ => Side::Middle,
        };
        sheet.write([format!("{percent}%")], Pen::small(x, top + 2, side, Ink::Tick));
    }
    top + 2 + line_height(SMALL)
}
