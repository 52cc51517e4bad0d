//! R7: the least and the most that each hidden figure can be, as far as one sees by going through
//! the lines again and again: no figure is less than what the others of its line at most leave.

use super::lines::{Cells, Line, Whole};

/// Further rounds would only narrow spans that are narrow already.
const ROUNDS: usize = 50;

/// The span of each figure; a shown one has none.
pub(super) fn spans(cells: &Cells) -> Vec<(u32, u32)> {
    let span = |place: usize| match cells.counts[place] {
        count if !cells.hidden[place] => (count, count),
        _ => (cells.least[place], cells.most[place]),
    };
    let mut spans: Vec<(u32, u32)> = (0..cells.counts.len()).map(span).collect();
    for _ in 0..ROUNDS {
        let before = spans.clone();
        for line in &cells.lines {
            narrow(cells, line, &mut spans);
        }
        if spans == before {
            break;
        }
    }
    spans
}

fn narrow(cells: &Cells, line: &Line, spans: &mut [(u32, u32)]) {
    let (least, most) = line
        .parts
        .iter()
        .fold((0, 0), |(least, most), part| (least + spans[*part].0, most + spans[*part].1));
    let (whole_least, whole_most) = match line.whole {
        Whole::Known(size) => (size, size),
        Whole::Cell(whole) => {
            let span = &mut spans[whole];
            if cells.hidden[whole] {
                *span = (span.0.max(least), span.1.min(most));
            }
            *span
        }
    };
    for part in cells.hidden_parts(line) {
        let (low, high) = spans[part];
        let others_most = most - high;
        let others_least = least - low;
        spans[part] = (
            low.max(whole_least.saturating_sub(others_most)),
            high.min(whole_most.saturating_sub(others_least)),
        );
    }
}
