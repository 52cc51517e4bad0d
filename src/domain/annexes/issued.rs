//! The forms as the plan issued them: names, columns, notes, misprints. Nothing here knows a
//! campaign or a risk.

use super::Letterhead;
use crate::domain::lang::Text;
use crate::domain::text::word_enum;

word_enum! {
    /// A form of the plan that the ledger fills: one record at two moments.
    pub enum Annex {
        /// 附件四 整改计划表: the plan as it was approved.
        Plan = "plan",
        /// 附件六 落实台账: the ledger as it stands on a day.
        Ledger = "ledger",
    }
}

word_enum! {
    /// Which words a form is printed in.
    pub enum Wording {
        /// Misprints of the plan put right.
        Corrected = "corrected",
        /// 原样: as the plan was issued, misprints included.
        AsIssued = "as_issued",
    }
}

impl Annex {
    /// The number on top of the form.
    pub fn number(self) -> &'static str {
        match self {
            Self::Plan => "附件四",
            Self::Ledger => "附件六",
        }
    }

    /// The name of the form, which follows the prefix in its title.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "整改计划表",
            Self::Ledger => "落实台账",
        }
    }

    /// What lists of forms call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Plan => ("附件四 整改计划表", "Annex 4: plan of rectification"),
            Self::Ledger => ("附件六 落实台账", "Annex 6: ledger of rectification"),
        };
        Text { zh, en }
    }

    /// The columns in their order.
    pub fn columns(self, wording: Wording) -> [FormColumn; 9] {
        let responsible = match (self, wording) {
            (Self::Plan, _) => "责任单位（部门）及责任人",
            (Self::Ledger, Wording::Corrected) => "责任单位（处室）及责任人",
            (Self::Ledger, Wording::AsIssued) => "责任单（处室）及责任人",
        };
        match self {
            Self::Plan => [
                FormColumn::centred("序号", 5),
                FormColumn::running("风险点名称", 13),
                FormColumn::centred("风险等级", 18),
                FormColumn::running("主要内容及表现形式", 24),
                FormColumn::running("拟采取措施", 25),
                FormColumn::centred("计划完成时限", 14),
                FormColumn::centred(responsible, 15),
                FormColumn::centred("分管领导", 9),
                FormColumn::running("备注", 11),
            ],
            Self::Ledger => [
                FormColumn::centred("序号", 5),
                FormColumn::running("风险点名称", 13),
                FormColumn::running("主要内容及表现形式", 24),
                FormColumn::running("整改措施", 23),
                FormColumn::running("完成情况", 19),
                FormColumn::centred("完成时限", 14),
                FormColumn::centred(responsible, 15),
                FormColumn::centred("分管领导", 9),
                FormColumn::running("备注", 12),
            ],
        }
    }

    /// How many rows the form was issued with; blank ones fill it up when there are fewer.
    pub(super) fn rows_as_issued(self) -> usize {
        match self {
            Self::Plan => 7,
            Self::Ledger => 8,
        }
    }

    fn filers(self, wording: Wording, letterhead: &Letterhead) -> &str {
        match (wording, self) {
            (Wording::Corrected, _) => &letterhead.filers,
            (Wording::AsIssued, Self::Plan) => "旗区交易中心、市直科室中心",
            (Wording::AsIssued, Self::Ledger) => "旗区公共资源交易中心、市直科室中心",
        }
    }

    pub(super) fn notes(self, wording: Wording, letterhead: &Letterhead) -> Vec<String> {
        let filers = self.filers(wording, letterhead);
        let until = letterhead.until();
        let first = format!("注：1.内容填写不下，可附续表；2.填报单位为{filers}；3.此表{until}");
        match self {
            Self::Plan => vec![first, "4.风险等级要结合“四种形态”进行确定。".to_owned()],
            Self::Ledger => vec![first],
        }
    }
}

/// A column of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormColumn {
    /// The heading, verbatim.
    pub heading: &'static str,
    /// Width in digits of the body text; a Chinese character takes two.
    pub width: u8,
    /// Where the text stands in its cells.
    pub align: Align,
}

/// Where text stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// In the middle: numbers, names, dates.
    Centre,
    /// From the left: sentences.
    Left,
}

impl FormColumn {
    pub(super) fn centred(heading: &'static str, width: u8) -> Self {
        Self { heading, width, align: Align::Centre }
    }

    pub(super) fn running(heading: &'static str, width: u8) -> Self {
        Self { heading, width, align: Align::Left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(annex: Annex, wording: Wording) -> [&'static str; 9] {
        annex.columns(wording).map(|column| column.heading)
    }

    #[test]
    fn the_columns_of_annex_four_are_verbatim() {
        let verbatim = [
            "序号",
            "风险点名称",
            "风险等级",
            "主要内容及表现形式",
            "拟采取措施",
            "计划完成时限",
            "责任单位（部门）及责任人",
            "分管领导",
            "备注",
        ];
        for wording in Wording::ALL {
            assert_eq!(headings(Annex::Plan, *wording), verbatim);
        }
    }

    #[test]
    fn the_columns_of_annex_six_are_verbatim_and_its_misprint_a_choice() {
        let mut verbatim = [
            "序号",
            "风险点名称",
            "主要内容及表现形式",
            "整改措施",
            "完成情况",
            "完成时限",
            "责任单（处室）及责任人",
            "分管领导",
            "备注",
        ];
        assert_eq!(headings(Annex::Ledger, Wording::AsIssued), verbatim);
        verbatim[6] = "责任单位（处室）及责任人";
        assert_eq!(headings(Annex::Ledger, Wording::Corrected), verbatim);
    }
}
