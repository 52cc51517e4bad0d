//! R4: lines of figures that add up. In a line with one hidden figure that figure is what the
//! others leave, and hidden figures that add up to little are as good as shown; so one more is
//! hidden, the smallest that is not 0, until nothing changes any more.

use super::{CELL_LEAST, INTERVAL_LEAST, interval, linear};

/// What the figures of a line add up to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whole {
    /// Another figure of the table.
    Cell(usize),
    /// A published size.
    Known(u32),
}

/// Figures that add up.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub whole: Whole,
    pub parts: Vec<usize>,
}

/// A broken-down table while it is decided about: its figures by place, and its lines.
#[derive(Default)]
pub(super) struct Cells {
    pub counts: Vec<u32>,
    pub hidden: Vec<bool>,
    /// Decided elsewhere: the pool's own table shows or hides it already.
    pub is_settled: Vec<bool>,
    /// The least that a reader knows a figure to be if it is hidden: 1 where a 0 would be shown.
    pub least: Vec<u32>,
    /// The most it can be: the people of its group, or of the smallest published one around it.
    pub most: Vec<u32>,
    pub lines: Vec<Line>,
}

impl Cells {
    /// Adds a figure at the next place.
    pub(super) fn push(
        &mut self,
        count: u32,
        is_hidden: bool,
        is_settled: bool,
        (least, most): (u32, u32),
    ) {
        self.counts.push(count);
        self.hidden.push(is_hidden);
        self.is_settled.push(is_settled);
        self.least.push(least);
        self.most.push(most);
    }

    /// R4.
    pub(super) fn protect_each_other(&mut self) {
        while let Some(place) = self.next_in_a_revealing_line() {
            self.hide(place);
        }
    }

    fn next_in_a_revealing_line(&self) -> Option<usize> {
        let mut revealing = (0..self.lines.len()).filter(|line| self.reveals(&self.lines[*line]));
        revealing.find_map(|line| self.next_to_hide(line))
    }

    fn reveals(&self, line: &Line) -> bool {
        let hidden: Vec<u32> = self.hidden_parts(line).map(|part| self.counts[part]).collect();
        let sum: u32 = hidden.iter().sum();
        match line.whole {
            Whole::Cell(whole) if self.hidden[whole] => hidden.is_empty() && self.counts[whole] > 0,
            Whole::Cell(_) | Whole::Known(_) => sum > 0 && (hidden.len() == 1 || sum < CELL_LEAST),
        }
    }

    pub(super) fn hidden_parts(&self, line: &Line) -> impl Iterator<Item = usize> {
        line.parts.iter().copied().filter(|part| self.hidden[*part])
    }

    /// The smallest part that can still be hidden, a 0 last; then the whole.
    fn next_to_hide(&self, line: usize) -> Option<usize> {
        let line = &self.lines[line];
        let can_hide = |place: &usize| !self.hidden[*place] && !self.is_settled[*place];
        let parts = line.parts.iter().copied().filter(can_hide);
        let smallest = parts.min_by_key(|part| (self.counts[*part] == 0, self.counts[*part]));
        let whole = match line.whole {
            Whole::Cell(whole) => Some(whole).filter(can_hide),
            Whole::Known(_) => None,
        };
        smallest.or(whole)
    }

    /// Hides one more figure in a line of this one, or else anywhere. Gives whether there was one.
    pub(super) fn hide_beside(&mut self, place: usize) -> bool {
        let touches = |line: &Line| {
            line.parts.contains(&place)
                || matches!(line.whole, Whole::Cell(whole) if whole == place)
        };
        let by_count = |place: &usize| (self.counts[*place] == 0, self.counts[*place]);
        let beside = (0..self.lines.len())
            .filter(|line| touches(&self.lines[*line]))
            .filter_map(|line| self.next_to_hide(line))
            .min_by_key(by_count);
        let anywhere = || {
            (0..self.counts.len())
                .filter(|place| !self.hidden[*place] && !self.is_settled[*place])
                .min_by_key(by_count)
        };
        let next = beside.or_else(anywhere);
        if let Some(next) = next {
            self.hide(next);
        }
        next.is_some()
    }

    fn hide(&mut self, place: usize) {
        self.hidden[place] = true;
        if self.counts[place] == 0 {
            // Once a 0 is hidden, hidden no longer means somebody.
            self.least.fill(0);
        }
    }

    /// R6: a hidden figure that follows from what is shown.
    pub(super) fn computable(&self) -> Option<usize> {
        let sums: Vec<Vec<(usize, i8)>> =
            self.lines.iter().map(|line| self.unknown(line)).collect();
        let sums = sums.iter().filter(|sum| !sum.is_empty()).map(Vec::as_slice);
        let doubt = linear::Known::of(self.counts.len(), sums).doubt();
        let mut hidden = (0..self.counts.len()).filter(|place| self.hidden[*place]);
        hidden.find(|place| self.counts[*place] > 0 && linear::is_certain(&doubt, [(*place, 1)]))
    }

    /// The hidden figures of a line, the whole counted against its parts.
    fn unknown(&self, line: &Line) -> Vec<(usize, i8)> {
        let whole = match line.whole {
            Whole::Cell(whole) if self.hidden[whole] => Some((whole, -1)),
            Whole::Cell(_) | Whole::Known(_) => None,
        };
        self.hidden_parts(line).map(|part| (part, 1)).chain(whole).collect()
    }

    /// R7: a hidden figure that cannot be much less or much more than it is.
    pub(super) fn narrow(&self) -> Option<usize> {
        let spans = interval::spans(self);
        let mut hidden = (0..self.counts.len()).filter(|place| self.hidden[*place]);
        hidden.find(|place| {
            let (least, most) = spans[*place];
            let is_ours = self.counts[*place] > 0 && !self.is_settled[*place];
            is_ours && most.saturating_sub(least) < INTERVAL_LEAST
        })
    }
}
