//! The layout of stacked bars: the legend in as many rows as it needs, then a bar of 100 % a row,
//! whose segments carry their percentage where it fits.

use crate::model::{Likert, LikertRow};
use crate::paint::text_on;
use crate::rows::{Columns, body_line, wrapped};
use crate::sheet::{Area, Ink, MARGIN, Pen, SMALL, Sheet, Side, block_height, line_height, whole};
use crate::text;

/// The last step of the ramp of colours.
const LAST_STEP: usize = 10;
/// Between segments, so that neighbours of like colours stay apart on paper too.
const SEAM: i32 = 1;

/// Places everything.
pub fn lay_out(chart: &Likert, width: i32) -> Sheet {
    let mut sheet = Sheet::new(width);
    let inks = inks(chart);
    let mut bottom = add_legend(&mut sheet, chart, &inks);
    let texts = chart.rows.iter().map(|row| (row.label.as_str(), row.note.as_str()));
    let columns = Columns::fitting(width, texts);
    for row in &chart.rows {
        let top = if bottom > MARGIN { bottom + columns.gap() } else { bottom };
        let (slot, row_bottom) = columns.write_row(&mut sheet, top, &row.label, &row.note);
        fill_slot(&mut sheet, slot, row, &inks);
        bottom = row_bottom;
    }
    sheet.height = bottom + MARGIN;
    sheet
}

/// One ink per share: the steps spread over the ramp, both ends alike, then the grey one.
fn inks(chart: &Likert) -> Vec<Ink> {
    let last = chart.legend.len().saturating_sub(1);
    let step = |index: usize| {
        let nearest = |index: usize| (2 * index * LAST_STEP + last) / (2 * last).max(1);
        let step = match index {
            _ if last == 0 => LAST_STEP,
            low if 2 * low <= last => nearest(low),
            high => LAST_STEP - nearest(last - high),
        };
        Ink::Step(u8::try_from(step).expect("a step is at most ten"))
    };
    (0..chart.legend.len()).map(step).chain(chart.unsure.iter().map(|_| Ink::Unsure)).collect()
}

/// Swatches with their words, flowing like text; returns where the legend ends.
fn add_legend(sheet: &mut Sheet, chart: &Likert, inks: &[Ink]) -> i32 {
    const SWATCH: i32 = 12;
    const INDENT: i32 = SWATCH + 6;
    const APART: i32 = 18;
    let right = sheet.width - MARGIN;
    let (mut x, mut y, mut bottom) = (MARGIN, MARGIN, MARGIN);
    for (words, ink) in chart.legend.iter().chain(&chart.unsure).zip(inks) {
        let (lines, width) = wrapped(words, right - MARGIN - INDENT);
        if x > MARGIN && x + INDENT + width > right {
            (x, y) = (MARGIN, bottom + 2);
        }
        let swatch_top = y + (body_line() - SWATCH) / 2;
        sheet.fill(Area { x, y: swatch_top, width: SWATCH, height: SWATCH }, *ink);
        bottom = bottom.max(y + block_height(&lines).max(body_line()));
        sheet.write(lines, Pen::body(x + INDENT, y, Side::Start, Ink::Label));
        x += INDENT + width + APART;
    }
    bottom
}

fn fill_slot(sheet: &mut Sheet, slot: Area, row: &LikertRow, inks: &[Ink]) {
    let Some(shares) = row.shares.as_deref().filter(|shares| can_be_drawn(shares, inks)) else {
        sheet.fill(slot, Ink::Hatch);
        return;
    };
    sheet.fill(slot, Ink::Track);
    let scale = f64::from(slot.width) / whole_bar(shares);
    let mut sum = 0.0;
    let mut left = slot.x;
    for (share, ink) in shares.iter().zip(inks) {
        sum += share.max(0.0);
        let right = slot.x + whole(sum * scale).min(slot.width);
        let seam = if right < slot.x + slot.width { SEAM } else { 0 };
        add_segment(sheet, Area { x: left, width: right - left - seam, ..slot }, *share, *ink);
        left = right;
    }
}

fn can_be_drawn(shares: &[f64], inks: &[Ink]) -> bool {
    shares.len() == inks.len() && shares.iter().all(|share| share.is_finite())
}

/// The sum that fills the bar: 100, unless the shares miss it by no more than rounding each of
/// them explains, or exceed it.
fn whole_bar(shares: &[f64]) -> f64 {
    let sum: f64 = shares.iter().map(|share| share.max(0.0)).sum();
    let rounding: f64 = shares.iter().map(|_| 0.5).sum();
    if sum.is_finite() && sum >= 100.0 - rounding { sum.max(1.0) } else { 100.0 }
}

fn add_segment(sheet: &mut Sheet, area: Area, share: f64, ink: Ink) {
    sheet.fill(area, ink);
    let percent = format!("{share:.0}%");
    if text::width(&percent, SMALL) + 4.0 > f64::from(area.width) {
        return;
    }
    let x = area.x + area.width / 2;
    let y = area.y + (area.height - line_height(SMALL)) / 2;
    sheet.write([percent], Pen::small(x, y, Side::Middle, text_on(ink)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(count: usize) -> Vec<Ink> {
        inks(&Likert { legend: vec![String::new(); count], ..Likert::default() })
    }

    #[test]
    fn steps_spread_evenly_from_both_ends_and_only_odd_scales_have_a_middle() {
        assert_eq!(steps(2), [Ink::Step(0), Ink::Step(10)]);
        assert_eq!(steps(5), [0, 3, 5, 7, 10].map(Ink::Step));
        for count in 2..=11 {
            let steps = steps(count);
            let mirrored: Vec<Ink> = steps.iter().rev().copied().map(mirror).collect();
            assert_eq!(steps, mirrored, "{count}");
            assert_eq!(steps.contains(&Ink::Step(5)), count % 2 == 1, "{count}");
            assert!(steps.windows(2).all(|pair| pair[0] != pair[1]), "{count}");
        }
    }

    fn mirror(ink: Ink) -> Ink {
        match ink {
            Ink::Step(step) => Ink::Step(10 - step),
            other => other,
        }
    }

    #[test]
    fn rounded_shares_fill_the_bar_and_missing_ones_do_not() {
        assert!((whole_bar(&[33.0, 33.0, 33.0]) - 99.0).abs() < 1e-9);
        assert!((whole_bar(&[34.0, 34.0, 33.0]) - 101.0).abs() < 1e-9);
        assert!((whole_bar(&[40.0, 20.0]) - 100.0).abs() < 1e-9);
        assert!((whole_bar(&[]) - 100.0).abs() < 1e-9);
    }
}
