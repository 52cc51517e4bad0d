//! From the least to the most that a figure can be, and what follows where figures add up.

use std::iter::Sum;

use super::super::super::disclosure::{GROUP_LEAST, percent, size};
use super::super::super::findings::{Cell, Row, Size};

/// A hidden figure of a question by itself stands for somebody: a 0 is shown.
pub(super) const HIDDEN: u32 = 1;

/// From the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    least: u64,
    most: u64,
}

impl Span {
    /// Of what nothing is known.
    pub(super) const ANYTHING: Self = Self { least: 0, most: u32::MAX as u64 };

    /// A figure that is known.
    pub(super) fn of(count: u32) -> Self {
        Self { least: count.into(), most: count.into() }
    }

    /// Nothing, so many, or anything between.
    pub(super) fn up_to(most: u32) -> Self {
        Self { least: 0, most: most.into() }
    }

    /// The figure, if it can be but one.
    pub(super) fn known(self) -> Option<u32> {
        u32::try_from(self.least).ok().filter(|_| self.least == self.most)
    }

    /// Whether two figures can be the same.
    pub(super) fn meets(self, other: Self) -> bool {
        self.least <= other.most && other.least <= self.most
    }

    /// Either of two.
    pub(super) fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    /// Both at once.
    pub(super) fn within(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.min(other.most) }
    }

    /// What this leaves of it.
    pub(super) fn less(self, part: Self) -> Self {
        Self {
            least: self.least.saturating_sub(part.most),
            most: self.most.saturating_sub(part.least),
        }
    }
}

impl Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::of(0), |sum, span| Self {
            least: sum.least.saturating_add(span.least),
            most: sum.most.saturating_add(span.most),
        })
    }
}

/// A group: its values, what its size can be, and each of its figures.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    pub(super) values: &'a [Row],
    pub(super) size: Span,
    pub(super) cells: Vec<Span>,
}

impl Column<'_> {
    /// What it can be in either of two cases.
    pub(super) fn or(mut self, other: &Self) -> Self {
        self.size = self.size.or(other.size);
        for (cell, other) in self.cells.iter_mut().zip(&other.cells) {
            *cell = cell.or(*other);
        }
        self
    }

    /// Whether size and figures are those of these groups together.
    pub(super) fn consists_of<'a>(&self, parts: impl IntoIterator<Item = &'a Column<'a>>) -> bool {
        let parts: Vec<_> = parts.into_iter().collect();
        let of_row = |row: usize| -> Span { parts.iter().map(|part| part.cells[row]).sum() };
        self.size.meets(parts.iter().map(|part| part.size).sum())
            && self.cells.iter().enumerate().all(|(row, cell)| cell.meets(of_row(row)))
    }
}

/// What a row counts, one by one.
pub(super) fn leaves(row: &Row) -> Vec<&Row> {
    match row {
        Row::Together(rows) => rows.iter().flat_map(leaves).collect(),
        one => vec![one],
    }
}

/// The numbers of people that are told like this.
pub(super) fn sizes(told: Size, ballots: u32) -> impl Iterator<Item = u32> {
    let (least, most) = match told {
        Size::Exactly(count) => (count, count),
        Size::TenToTwentyNine => (GROUP_LEAST, 29),
    };
    (least..=most.min(ballots)).filter(move |count| size(*count) == told)
}

/// What a figure of so many people can be; a hidden one is so many at least. Nothing where it is
/// none of theirs: below the number from which counts are told, a percentage is one count or none.
pub(super) fn figure(cell: Cell, of: u32, hidden: u32) -> Option<Span> {
    let Cell::Shown { percent: told, count } = cell else {
        return Some(Span { least: hidden.into(), most: of.into() });
    };
    let is_counted = matches!(size(of), Size::Exactly(_));
    let nearest = || u32::try_from((u64::from(told) * u64::from(of) + 50) / 100).ok();
    let count = if is_counted { count? } else { nearest().filter(|_| count.is_none())? };
    (count <= of && percent(count, of) == told).then(|| Span::of(count))
}

/// What the figures of so many people can be, row by row; a hidden one is so many at least. Nothing
/// where they do not add up.
pub(super) fn cells(
    multiple: bool,
    rows: &[&Row],
    figures: &[Cell],
    (size, hidden): (u32, u32),
) -> Option<Vec<Span>> {
    let spans: Option<Vec<Span>> = figures.iter().map(|cell| figure(*cell, size, hidden)).collect();
    spans.filter(
        |spans| {
            if multiple { may_overlap(rows, spans, size) } else { part(rows, spans, size) }
        },
    )
}

/// Everyone stands in one row.
fn part(rows: &[&Row], spans: &[Span], size: u32) -> bool {
    let excludes = |row: &&Row| matches!(row, Row::Exclusive(_));
    !rows.iter().any(excludes) && Span::of(size).meets(spans.iter().copied().sum())
}

/// Everyone stands in one row at least; whoever stands in an option may stand in others, whoever
/// stands in another row stands in no option.
fn may_overlap(rows: &[&Row], spans: &[Span], size: u32) -> bool {
    let is_fit = |row: &&Row| matches!(row, Row::Option(_) | Row::Exclusive(_) | Row::Blank);
    let is_free = |row: &Row| matches!(row, Row::Option(_));
    let all = || rows.iter().zip(spans);
    let apart: Span = all().filter(|(row, _)| !is_free(row)).map(|(_, span)| *span).sum();
    let free = || all().filter(|(row, _)| is_free(row)).map(|(_, span)| *span);
    let largest = free().map(|span| span.least).max().unwrap_or_default();
    let chose = Span { least: largest, most: free().sum::<Span>().most };
    rows.iter().all(is_fit) && Span::of(size).meets([apart, chose].into_iter().sum())
}
