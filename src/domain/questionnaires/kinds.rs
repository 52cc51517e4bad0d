//! The kinds of questions. A kind says what its question offers and, by that, what an answer may
//! be; how answers are read, sized and counted follows from it (`responses`, `findings`).

use serde::{Deserialize, Serialize};

use super::choices::{Aside, Asides, Bounds, Choice};
use super::measures::{Amount, Clock, Measure, Measured};
use super::{Code, Question, Words};
use crate::domain::lang::Lang;
use crate::domain::time::Day;

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// 单选题: one of the options.
    Single {
        /// What is offered.
        options: Vec<Choice>,
    },
    /// 多选题: any of the options.
    Multiple {
        /// What is offered.
        options: Vec<Choice>,
        /// How many go together.
        #[serde(flatten)]
        bounds: Bounds,
    },
    /// 下拉题: one of the options, folded into a list.
    Dropdown {
        /// What is offered.
        options: Vec<Choice>,
    },
    /// 量表题: 1 to `points`, ends labelled.
    Scale {
        /// How many points, 3 to 10.
        points: u8,
        /// What 1 means.
        low: Words,
        /// What the highest point means.
        high: Words,
        /// What may be said instead. 不清楚 is stored as 0.
        #[serde(flatten)]
        asides: Asides,
        /// 星级题: the points are drawn as stars.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        stars: bool,
    },
    /// 推荐度题（NPS）: 0 to 10.
    Nps {
        /// What 0 means.
        low: Words,
        /// What 10 means.
        high: Words,
        /// What may be said instead.
        #[serde(flatten)]
        asides: Asides,
    },
    /// 矩阵题: the same question for each line.
    Matrix {
        /// What is asked about.
        lines: Vec<Choice>,
        /// What is asked of each: a single or multiple choice, a scale or a short text.
        cell: Box<Kind>,
    },
    /// 排序题: the first `places` of the options, in order.
    Ranking {
        /// What is put in order.
        options: Vec<Choice>,
        /// How many places are given, at least one.
        places: u8,
        /// What may be said instead of all of them.
        #[serde(flatten)]
        asides: Asides,
    },
    /// 数字题: a number.
    Number {
        /// Limits and bins.
        #[serde(flatten)]
        measured: Measured<Amount>,
        /// How many decimals it may have.
        #[serde(default)]
        decimals: u8,
        /// What it counts, said behind the field.
        #[serde(default, skip_serializing_if = "Words::is_blank")]
        unit: Words,
    },
    /// 比重题: whole numbers that add up to a total.
    Shares {
        /// What the total is divided among.
        parts: Vec<Choice>,
        /// What they add up to.
        total: u32,
        /// What is divided, said behind each field.
        #[serde(default, skip_serializing_if = "Words::is_blank")]
        unit: Words,
        /// Where each further bin begins.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cuts: Vec<u32>,
        /// What may be said instead of all of them.
        #[serde(flatten)]
        asides: Asides,
    },
    /// 多项填空: a sentence with blanks, each marked by three or more underscores.
    Blanks {
        /// The sentence. Every language has as many blanks as Chinese.
        sentence: Words,
    },
    /// 日期题: a day.
    Date {
        /// Limits and bins.
        #[serde(flatten)]
        measured: Measured<Day>,
    },
    /// 时间题: a time of day.
    Time {
        /// Limits and bins.
        #[serde(flatten)]
        measured: Measured<Clock>,
    },
    /// 单行填空.
    ShortText,
    /// 多行填空.
    LongText,
    /// 说明: text only, no answer.
    Note,
    /// 小节: a heading.
    Section,
    /// 分页: a heading where a script may turn the page.
    Page,
    /// 意见建议: a free text with closed questions of its own. It leaves the ballot whole at
    /// the opening and never meets the other answers again.
    Suggestion {
        /// Questions inside the block, single choice only. The codes `unit`, `step` and
        /// `category` are read by the desk.
        about: Vec<Question>,
    },
}

/// The points of a scale, whatever it looks like.
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    /// The lowest.
    pub first: u8,
    /// The highest.
    pub last: u8,
    /// What the lowest means.
    pub low: &'a Words,
    /// What the highest means.
    pub high: &'a Words,
    /// What may be said instead.
    pub asides: Asides,
    /// Drawn as stars.
    pub stars: bool,
}

impl Points<'_> {
    /// What a form sends for 不清楚 or 不便说: on a scale that begins at 1, 不清楚 is 0.
    pub fn value(&self, aside: Aside) -> &'static str {
        if aside == Aside::Unsure && self.first > 0 { "0" } else { aside.code() }
    }
}

impl Kind {
    /// Whether it takes an answer at all.
    pub fn asks(&self) -> bool {
        !matches!(self, Self::Note | Self::Section | Self::Page)
    }

    /// What is asked of each line of a matrix; of other questions, what they ask.
    pub fn cell(&self) -> &Self {
        match self {
            Self::Matrix { cell, .. } => cell,
            _ => self,
        }
    }

    /// The lines of a matrix, the parts of a sum; empty for the others.
    pub fn lines(&self) -> &[Choice] {
        match self {
            Self::Matrix { lines, .. } | Self::Shares { parts: lines, .. } => lines,
            _ => &[],
        }
    }

    /// What each part of an answer is about: lines, parts of a sum, options put in order.
    pub fn parts(&self) -> &[Choice] {
        match self {
            Self::Ranking { options, .. } => options,
            _ => self.lines(),
        }
    }

    /// Whether anything can be written that is not counted.
    pub fn takes_text(&self) -> bool {
        match self {
            Self::ShortText | Self::LongText | Self::Blanks { .. } | Self::Suggestion { .. } => {
                true
            }
            Self::Matrix { cell, .. } => cell.takes_text(),
            Self::Number { measured, .. } => measured.cuts.is_empty(),
            Self::Date { measured } => measured.cuts.is_empty(),
            Self::Time { measured } => measured.cuts.is_empty(),
            Self::Shares { cuts, .. } => cuts.is_empty(),
            _ => self.options().iter().any(|option| option.other),
        }
    }

    /// What may be said instead of all parts together: of a ranking, and of shares.
    pub fn asides_of_parts(&self) -> Asides {
        match self {
            Self::Ranking { asides, .. } | Self::Shares { asides, .. } => *asides,
            _ => Asides::default(),
        }
    }

    /// Where each further bin of a number, a date, a time or a share begins, as conditions write it.
    pub fn cuts(&self) -> Vec<f64> {
        match self {
            Self::Number { measured, .. } => numbers(&measured.cuts),
            Self::Date { measured } => numbers(&measured.cuts),
            Self::Time { measured } => numbers(&measured.cuts),
            Self::Shares { cuts, .. } => cuts.iter().map(|cut| f64::from(*cut)).collect(),
            _ => Vec::new(),
        }
    }

    /// The codes of the blanks of a sentence, `b1`, `b2`, …; none for the others.
    ///
    /// # Panics
    /// Never: a letter and a number are a code.
    pub fn blanks(&self) -> Vec<Code> {
        let Self::Blanks { sentence } = self else {
            return Vec::new();
        };
        let count = blanks_in(sentence.to(Lang::Zh)).len().saturating_sub(1);
        (1..=count)
            .map(|at| Code::parse(&format!("b{at}")).expect("a letter and a number"))
            .collect()
    }

    /// The options of a choice, or of the choices of a matrix; empty for the others.
    pub fn options(&self) -> &[Choice] {
        match self.cell() {
            Self::Single { options }
            | Self::Multiple { options, .. }
            | Self::Dropdown { options }
            | Self::Ranking { options, .. } => options,
            _ => &[],
        }
    }

    /// The points of a scale, or of the scales of a matrix.
    pub fn points(&self) -> Option<Points<'_>> {
        match self.cell() {
            Self::Scale { points, low, high, asides, stars } => {
                Some(Points { first: 1, last: *points, low, high, asides: *asides, stars: *stars })
            }
            Self::Nps { low, high, asides } => {
                Some(Points { first: 0, last: 10, low, high, asides: *asides, stars: false })
            }
            _ => None,
        }
    }

    /// Whether the smallest style sheet and script do for it; pages without other kinds load those.
    pub fn is_basic(&self) -> bool {
        match self {
            Self::Multiple { bounds, .. } if *bounds != Bounds::default() => false,
            Self::Single { options } | Self::Multiple { options, .. } => {
                options.iter().all(|choice| !choice.other && !choice.moves)
            }
            Self::Scale { stars, .. } => !stars,
            Self::ShortText | Self::LongText | Self::Note | Self::Suggestion { .. } => true,
            Self::Dropdown { .. }
            | Self::Nps { .. }
            | Self::Matrix { .. }
            | Self::Ranking { .. }
            | Self::Number { .. }
            | Self::Shares { .. }
            | Self::Blanks { .. }
            | Self::Date { .. }
            | Self::Time { .. }
            | Self::Section
            | Self::Page => false,
        }
    }
}

fn numbers<T: Measure>(cuts: &[T]) -> Vec<f64> {
    cuts.iter().map(|cut| cut.number()).collect()
}

/// A sentence cut at its blanks: one piece more than there are blanks.
pub fn blanks_in(sentence: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = sentence;
    while let Some(at) = rest.find("___") {
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(&rest[..at]);
        }
        rest = rest[at..].trim_start_matches('_');
        pieces.push(String::new());
    }
    if let Some(piece) = pieces.last_mut() {
        piece.push_str(rest);
    }
    pieces
}

impl Question {
    /// What somebody has read who is about to write: the question, its help, the lines or the sentence
    /// that are written into, the options that take a text.
    pub fn words_beside_texts(&self) -> Vec<&Words> {
        let lines = self.kind.lines().iter().filter(|_| self.kind.takes_text());
        let options = self.kind.options().iter().filter(|option| option.other);
        let sentence = match &self.kind {
            Kind::Blanks { sentence } => Some(sentence),
            _ => None,
        };
        let parts = lines.chain(options).map(|it| &it.text);
        [&self.text, &self.help].into_iter().chain(parts).chain(sentence).collect()
    }

    /// The options of a choice question, or of the choices of a matrix; empty for the others.
    pub fn options(&self) -> &[Choice] {
        self.kind.options()
    }
}
