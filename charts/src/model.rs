//! What a caller may ask for: finished words and percentages. The crate neither counts nor
//! decides what may be shown; a figure that may not be shown is absent here.

/// A chart with its name and description for readers who do not see it.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// One bar a row, for the options of a question.
    Bars(Bars),
    /// One stacked bar a row, for questions on the same scale.
    Likert(Likert),
    /// A grid of shades, for the same answers to several questions.
    Heat(Heat),
}

/// Horizontal bars.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// The accessible name.
    pub title: String,
    /// What a reader should learn from the picture; left out where blank.
    pub description: String,
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// What the length of a bar means.
    pub scale: Scale,
}

/// What lengths are measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// From 0 to 100 %, with an axis on wide sheets.
    #[default]
    Percent,
    /// By one another: 100 is the longest bar. There is no axis; the notes carry the figures.
    Relative,
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// What the bar stands for.
    pub label: String,
    /// Percent, drawn between 0 and 100. `None`, or what is no finite number, is drawn hatched.
    pub value: Option<f64>,
    /// The figure as the reader sees it, such as "34%", or the symbol for a suppressed one.
    pub note: String,
}

/// Stacked horizontal bars that share one scale of answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likert {
    /// The accessible name.
    pub title: String,
    /// What a reader should learn from the picture; left out where blank.
    pub description: String,
    /// The steps of the scale in order. Up to eleven get colours of their own.
    pub legend: Vec<String>,
    /// The answer that is no step of the scale, such as 不清楚: it comes last, in grey.
    pub unsure: Option<String>,
    /// From top to bottom.
    pub rows: Vec<LikertRow>,
}

/// One stacked bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LikertRow {
    /// What the bar stands for.
    pub label: String,
    /// Beside the bar: the number of answers, or the symbol for a suppressed row.
    pub note: String,
    /// Percent per step of the legend, then for `unsure` where there is one. Sums that miss 100
    /// by rounding fill the bar, smaller ones leave the rest of it empty, larger ones are scaled
    /// down. `None`, a number missing or too many, or one that is not finite: drawn hatched.
    pub shares: Option<Vec<f64>>,
}

/// A grid of shades.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// The accessible name.
    pub title: String,
    /// What a reader should learn from the picture; left out where blank.
    pub description: String,
    /// The answers, from left to right.
    pub columns: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<HeatRow>,
}

/// One row of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatRow {
    /// What the row stands for.
    pub label: String,
    /// Beside the row: the number of answers, or the symbol for a suppressed row.
    pub note: String,
    /// Percent per column. `None`, or what is no finite number, is drawn hatched.
    pub cells: Vec<Option<f64>>,
    /// What stands in the cells, where they fit, instead of the percentages; empty for these.
    pub texts: Vec<String>,
}

impl Chart {
    /// The accessible name.
    pub(crate) fn title(&self) -> &str {
        match self {
            Self::Bars(bars) => &bars.title,
            Self::Likert(likert) => &likert.title,
            Self::Heat(heat) => &heat.title,
        }
    }

    /// The accessible description, possibly blank.
    pub(crate) fn description(&self) -> &str {
        match self {
            Self::Bars(bars) => &bars.description,
            Self::Likert(likert) => &likert.description,
            Self::Heat(heat) => &heat.description,
        }
    }
}
