//! The names of the kinds, as the designer offers them: some kinds have several, by their parts.

use super::{Kind, Question};

/// The closed set of kinds, for choosing one in the designer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KindName {
    /// 单选题
    Single,
    /// 多选题
    Multiple,
    /// 是非题: a single choice that comes with 是 and 否.
    YesNo,
    /// 下拉题
    Dropdown,
    /// 量表题
    Scale,
    /// 星级题
    Stars,
    /// 推荐度题
    Nps,
    /// 矩阵单选题
    MatrixSingle,
    /// 矩阵多选题
    MatrixMultiple,
    /// 矩阵量表题
    MatrixScale,
    /// 矩阵填空题
    MatrixText,
    /// 排序题
    Ranking,
    /// 数字题
    Number,
    /// 比重题
    Shares,
    /// 多项填空
    Blanks,
    /// 日期题
    Date,
    /// 时间题
    Time,
    /// 单行填空
    ShortText,
    /// 多行填空
    LongText,
    /// 说明
    Note,
    /// 小节
    Section,
    /// 分页
    Page,
    /// 意见建议
    Suggestion,
}

impl KindName {
    /// In the order offices use them.
    pub const ALL: [Self; 23] = [
        Self::Single,
        Self::Multiple,
        Self::YesNo,
        Self::Dropdown,
        Self::Scale,
        Self::Stars,
        Self::Nps,
        Self::MatrixSingle,
        Self::MatrixMultiple,
        Self::MatrixScale,
        Self::MatrixText,
        Self::ShortText,
        Self::LongText,
        Self::Ranking,
        Self::Number,
        Self::Shares,
        Self::Blanks,
        Self::Date,
        Self::Time,
        Self::Note,
        Self::Section,
        Self::Page,
        Self::Suggestion,
    ];

    /// The word used in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::YesNo => "yes_no",
            Self::Dropdown => "dropdown",
            Self::Scale => "scale",
            Self::Stars => "stars",
            Self::Nps => "nps",
            Self::MatrixSingle => "matrix_single",
            Self::MatrixMultiple => "matrix_multiple",
            Self::MatrixScale => "matrix_scale",
            Self::MatrixText => "matrix_text",
            Self::Ranking => "ranking",
            Self::Number => "number",
            Self::Shares => "shares",
            Self::Blanks => "blanks",
            Self::Date => "date",
            Self::Time => "time",
            Self::ShortText => "short_text",
            Self::LongText => "long_text",
            Self::Note => "note",
            Self::Section => "section",
            Self::Page => "page",
            Self::Suggestion => "suggestion",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether its questions offer options to choose from.
    pub fn has_options(self) -> bool {
        matches!(
            self,
            Self::Single
                | Self::Multiple
                | Self::YesNo
                | Self::Dropdown
                | Self::MatrixSingle
                | Self::MatrixMultiple
                | Self::Ranking
        )
    }

    /// Whether its questions have points.
    pub fn has_points(self) -> bool {
        matches!(self, Self::Scale | Self::Stars | Self::Nps | Self::MatrixScale)
    }

    /// Whether its questions ask about several lines.
    pub fn has_lines(self) -> bool {
        matches!(
            self,
            Self::MatrixSingle
                | Self::MatrixMultiple
                | Self::MatrixScale
                | Self::MatrixText
                | Self::Shares
        )
    }

    /// Whether it takes an answer.
    pub fn asks(self) -> bool {
        !matches!(self, Self::Note | Self::Section | Self::Page)
    }
}

impl Question {
    /// The name of its kind.
    pub fn kind_name(&self) -> KindName {
        match &self.kind {
            Kind::Single { .. } => KindName::Single,
            Kind::Multiple { .. } => KindName::Multiple,
            Kind::Dropdown { .. } => KindName::Dropdown,
            Kind::Scale { stars: false, .. } => KindName::Scale,
            Kind::Scale { stars: true, .. } => KindName::Stars,
            Kind::Nps { .. } => KindName::Nps,
            Kind::Matrix { cell, .. } => match **cell {
                Kind::Multiple { .. } => KindName::MatrixMultiple,
                Kind::Scale { .. } => KindName::MatrixScale,
                Kind::ShortText => KindName::MatrixText,
                _ => KindName::MatrixSingle,
            },
            Kind::Ranking { .. } => KindName::Ranking,
            Kind::Number { .. } => KindName::Number,
            Kind::Shares { .. } => KindName::Shares,
            Kind::Blanks { .. } => KindName::Blanks,
            Kind::Date { .. } => KindName::Date,
            Kind::Time { .. } => KindName::Time,
            Kind::ShortText => KindName::ShortText,
            Kind::LongText => KindName::LongText,
            Kind::Note => KindName::Note,
            Kind::Section => KindName::Section,
            Kind::Page => KindName::Page,
            Kind::Suggestion { .. } => KindName::Suggestion,
        }
    }
}
