//! The layout of a grid of shades: the columns numbered and named above, then a row of cells a
//! line, the darker the larger its share, with the percentage in it where it fits.

use crate::model::Heat;
use crate::paint::text_on;
use crate::rows::{Columns, body_line, wrapped};
use crate::sheet::{Area, Ink, MARGIN, Pen, SMALL, Sheet, Side, block_height, line_height, whole};
use crate::text;

/// The middle of the ramp is the lightest of the shades.
const LIGHT: u8 = 5;
/// The end of the ramp is the darkest.
const DARK: u8 = 10;
/// Between cells.
const SEAM: i32 = 1;

/// Places everything.
pub fn lay_out(chart: &Heat, width: i32) -> Sheet {
    let mut sheet = Sheet::new(width);
    let mut bottom = add_names(&mut sheet, chart);
    let texts = chart.rows.iter().map(|row| (row.label.as_str(), row.note.as_str()));
    let columns = Columns::fitting(width, texts);
    bottom = add_numbers(&mut sheet, columns.bar(width), chart.columns.len(), bottom);
    for row in &chart.rows {
        let top = if bottom > MARGIN { bottom + columns.gap() / 2 } else { bottom };
        let (slot, row_bottom) = columns.write_row(&mut sheet, top, &row.label, &row.note);
        for (place, value) in row.cells.iter().take(chart.columns.len()).enumerate() {
            add_cell(
                &mut sheet,
                cell(slot, chart.columns.len(), place),
                *value,
                row.texts.get(place).map(String::as_str),
            );
        }
        bottom = row_bottom;
    }
    sheet.height = bottom + MARGIN;
    sheet
}

/// The names of the columns by their numbers, flowing like text; returns where they end.
fn add_names(sheet: &mut Sheet, chart: &Heat) -> i32 {
    const APART: i32 = 18;
    let right = sheet.width - MARGIN;
    let (mut x, mut y, mut bottom) = (MARGIN, MARGIN, MARGIN);
    for (number, name) in (1..).zip(&chart.columns) {
        let (lines, width) = wrapped(&numbered(number, name), right - MARGIN);
        if x > MARGIN && x + width > right {
            (x, y) = (MARGIN, bottom + 2);
        }
        bottom = bottom.max(y + block_height(&lines).max(body_line()));
        sheet.write(lines, Pen::body(x, y, Side::Start, Ink::Label));
        x += width + APART;
    }
    bottom
}

/// A name with its number, unless it is a number and begins with just this.
fn numbered(number: usize, name: &str) -> String {
    let rest = name.strip_prefix(&number.to_string());
    let begins = rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()));
    if begins { name.to_owned() } else { format!("{number} {name}") }
}

fn add_numbers(sheet: &mut Sheet, (x, width): (i32, i32), count: usize, top: i32) -> i32 {
    for place in 0..count {
        let slot = Area { x, y: top, width, height: line_height(SMALL) };
        let Area { x, width, .. } = cell(slot, count, place);
        let pen = Pen::small(x + width / 2, top, Side::Middle, Ink::Tick);
        sheet.write([(place + 1).to_string()], pen);
    }
    if count > 0 { top + line_height(SMALL) } else { top }
}

/// The part of a row that belongs to one of so many columns.
fn cell(slot: Area, count: usize, place: usize) -> Area {
    let count = i32::try_from(count).unwrap_or(i32::MAX).max(1);
    let place = i32::try_from(place).unwrap_or(i32::MAX);
    let edge = |place: i32| {
        let share = f64::from(slot.width) * f64::from(place) / f64::from(count);
        slot.x + whole(share)
    };
    let (left, right) = (edge(place), edge(place + 1));
    Area { x: left, width: right - left - SEAM, ..slot }
}

fn add_cell(sheet: &mut Sheet, area: Area, value: Option<f64>, written: Option<&str>) {
    let Some(value) = value.filter(|value| value.is_finite()) else {
        sheet.fill(area, Ink::Hatch);
        return;
    };
    let value = value.clamp(0.0, 100.0);
    let shades = [20.0, 40.0, 60.0, 80.0];
    let passed = shades.iter().filter(|shade| value >= **shade).count();
    let darker = u8::try_from(passed).unwrap_or(0) + u8::from(value > 0.0);
    let ink = Ink::Step((LIGHT + darker).min(DARK));
    sheet.fill(area, ink);
    let words = written.map_or_else(|| format!("{value:.0}%"), text::clean);
    if text::width(&words, SMALL) + 4.0 > f64::from(area.width) {
        return;
    }
    let y = area.y + (area.height - line_height(SMALL)) / 2;
    let pen = Pen::small(area.x + area.width / 2, y, Side::Middle, text_on(ink));
    sheet.write([words], pen);
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_point_of_a_scale_is_not_numbered_twice() {
        assert_eq!(numbered(1, "1（不满意）"), "1（不满意）");
        assert_eq!(numbered(2, "2"), "2");
        assert_eq!(numbered(1, "10"), "1 10");
        assert_eq!(numbered(3, "电话"), "3 电话");
    }
}
