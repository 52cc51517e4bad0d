//! The forms of the search for risk points (附件一 of a person, 附件二 of a unit): five kinds of
//! risk, each with as many points as there are, and on 附件一 the review of the head.

use super::{FormColumn, Letterhead, Wording, date_in_words, level_in_words};
use crate::domain::lang::Text;
use crate::domain::ledger::Level;
use crate::domain::text::word_enum;
use crate::domain::time::Day;

word_enum! {
    /// A form of the search.
    pub enum Search {
        /// 附件一 个人风险点排查情况登记表
        Personal = "personal",
        /// 附件二 部门风险点排查情况登记表
        Department = "department",
    }
}

/// A point as these forms show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPoint {
    /// 风险点名称
    pub name: String,
    /// 主要内容及表现形式
    pub content: String,
    /// 风险等级, on 附件一 only.
    pub level: Option<Level>,
}

/// What the head says of a person's points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewBox {
    /// 部门负责人审核意见
    pub opinion: String,
    /// 部门负责人审核签字
    pub name: String,
    /// 时间
    pub on: Option<Day>,
}

/// A filled form of the search, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchForm {
    /// 附件一, above the title.
    pub number: &'static str,
    /// The title's first line.
    pub prefix: String,
    /// Its second.
    pub name: &'static str,
    /// 填报人员 or 填报单位（盖章）.
    pub filer_line: String,
    /// 填报时间
    pub date_line: String,
    /// 职能职责, the first row of 附件二.
    pub duties: Option<String>,
    /// The columns; the first holds the kinds of risk.
    pub columns: Vec<FormColumn>,
    /// Each kind of risk with its points, a cell for every further column; a blank row where there
    /// is none.
    pub kinds: Vec<(String, Vec<Vec<String>>)>,
    /// The box below the table of 附件一.
    pub review: Option<[String; 2]>,
    /// The paragraphs below.
    pub notes: Vec<String>,
}

impl Search {
    /// The number on top of the form.
    pub fn number(self) -> &'static str {
        match self {
            Self::Personal => "附件一",
            Self::Department => "附件二",
        }
    }

    /// The name of the form, the second line of its title.
    pub fn name(self) -> &'static str {
        match self {
            Self::Personal => "个人风险点排查情况登记表",
            Self::Department => "部门风险点排查情况登记表",
        }
    }

    /// What lists of forms call it.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Personal => {
                ("附件一 个人风险点排查情况登记表", "Annex 1: a person's risk points")
            }
            Self::Department => {
                ("附件二 部门风险点排查情况登记表", "Annex 2: a unit's risk points")
            }
        };
        Text { zh, en }
    }

    fn columns(self) -> Vec<FormColumn> {
        let first = FormColumn::centred("风险类别", 10);
        match self {
            Self::Personal => vec![
                first,
                FormColumn::running("风险点名称", 20),
                FormColumn::running("主要内容及表现形式", 38),
                FormColumn::centred("风险等级", 18),
            ],
            Self::Department => vec![
                first,
                FormColumn::running("风险点名称", 26),
                FormColumn::running("主要内容及表现形式", 50),
            ],
        }
    }

    fn cells(self, point: &FoundPoint) -> Vec<String> {
        let mut cells = vec![point.name.clone(), point.content.clone()];
        if self == Self::Personal {
            let level = point.level.and_then(|level| u8::try_from(level.number()).ok());
            cells.push(level.map_or_else(String::new, level_in_words));
        }
        cells
    }

    /// What stands below, with the comma and the stop of the plan where it is printed as issued.
    fn notes(self, wording: Wording, letterhead: &Letterhead) -> Vec<String> {
        let (filers, until) = (&letterhead.filers, letterhead.until());
        vec![match (self, wording) {
            (Self::Personal, Wording::AsIssued) => format!(
                "注：1、内容填写不下，可附续表；2、填报单位为旗区交易中心、市直科室、中心工作人员；\
                 3、此表{until}4.风险等级要结合“四种形态”进行确定。"
            ),
            (Self::Personal, Wording::Corrected) => format!(
                "注：1.内容填写不下，可附续表；2.填报人员为{filers}工作人员；3.此表{until}\
                 4.风险等级要结合“四种形态”进行确定。"
            ),
            (Self::Department, Wording::AsIssued) => format!(
                "注：1.内容填写不下，可附续表；2.填报单位为旗区交易中心、市直科室中心；3.此表{until}"
            ),
            (Self::Department, Wording::Corrected) => {
                format!("注：1.内容填写不下，可附续表；2.填报单位为{filers}；3.此表{until}")
            }
        }]
    }
}

/// What is filled into a form of the search.
pub struct Filled<'a> {
    /// Whose form it is; empty to be left to the pen.
    pub filer: &'a str,
    /// 填报时间
    pub on: Option<Day>,
    /// 职能职责, on 附件二.
    pub duties: &'a str,
    /// Each kind of risk with its points, in the order of the form.
    pub kinds: &'a [(String, Vec<FoundPoint>)],
    /// The review, on 附件一.
    pub review: &'a ReviewBox,
}

/// Fills a form of the search.
pub fn fill_search(
    form: Search,
    wording: Wording,
    letterhead: &Letterhead,
    filled: &Filled<'_>,
) -> SearchForm {
    let day = |on: Option<Day>| on.map_or_else(String::new, date_in_words);
    let columns = form.columns();
    let blank = vec![String::new(); columns.len() - 1];
    let rows = |points: &Vec<FoundPoint>| match &points[..] {
        [] => vec![blank.clone()],
        points => points.iter().map(|point| form.cells(point)).collect(),
    };
    let ReviewBox { opinion, name, on } = filled.review;
    let (filer, review, duties) = match form {
        Search::Personal => {
            let signed = format!("部门负责人审核签字：{name}　　　　　　　　时间：{}", day(*on));
            ("填报人员：", Some([format!("部门负责人审核意见：{opinion}"), signed]), None)
        }
        Search::Department => ("填报单位（盖章）：", None, Some(filled.duties.to_owned())),
    };
    SearchForm {
        number: form.number(),
        prefix: letterhead.title_prefix.clone(),
        name: form.name(),
        filer_line: format!("{filer}{}", filled.filer),
        date_line: format!("填报时间：{}", day(filled.on)),
        duties,
        kinds: filled.kinds.iter().map(|(kind, points)| (kind.clone(), rows(points))).collect(),
        review,
        notes: form.notes(wording, letterhead),
        columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(form: Search, wording: Wording) -> SearchForm {
        let letterhead = Letterhead {
            title_prefix: "全市公共资源交易系统廉政风险大排查大整改工作".to_owned(),
            filers: "旗区交易中心、市直科室、中心".to_owned(),
            recipient: "市公管办机关党委".to_owned(),
            due: Day::of(2019, 3, 29),
        };
        let point = |name: &str| FoundPoint {
            name: name.to_owned(),
            content: "钥匙一人保管".to_owned(),
            level: Some(Level::Second),
        };
        let kinds = [
            ("权力运行".to_owned(), vec![point("档案"), point("印章")]),
            ("其他".to_owned(), vec![]),
        ];
        let review = ReviewBox {
            opinion: "同意".to_owned(),
            name: "李四".to_owned(),
            on: Day::of(2019, 3, 28),
        };
        let filled = Filled {
            filer: "张三",
            on: Day::of(2019, 3, 27),
            duties: "保管档案",
            kinds: &kinds,
            review: &review,
        };
        fill_search(form, wording, &letterhead, &filled)
    }

    #[test]
    fn a_person_form_has_levels_and_the_review_of_the_head() {
        let form = form(Search::Personal, Wording::AsIssued);
        let headings: Vec<_> = form.columns.iter().map(|column| column.heading).collect();
        assert_eq!(headings, ["风险类别", "风险点名称", "主要内容及表现形式", "风险等级"]);
        assert_eq!(form.kinds[0].1[1], ["印章", "钥匙一人保管", "2级（第二种形态）"]);
        assert_eq!(form.kinds[1].1, [["", "", ""]], "a blank row for the pen");
        assert_eq!((form.filer_line.as_str(), form.duties), ("填报人员：张三", None));
        let [opinion, signed] = form.review.expect("the box");
        assert_eq!(opinion, "部门负责人审核意见：同意");
        assert!(
            signed.starts_with("部门负责人审核签字：李四") && signed.ends_with("2019年3月28日")
        );
        assert_eq!(
            form.notes,
            ["注：1、内容填写不下，可附续表；2、填报单位为旗区交易中心、市直科室、中心工作人员；\
              3、此表3月29日前上报市公管办机关党委。4.风险等级要结合“四种形态”进行确定。"]
        );
    }

    #[test]
    fn a_unit_form_begins_with_its_duties_and_has_neither_level_nor_review() {
        let form = form(Search::Department, Wording::Corrected);
        let headings: Vec<_> = form.columns.iter().map(|column| column.heading).collect();
        assert_eq!(headings, ["风险类别", "风险点名称", "主要内容及表现形式"]);
        assert_eq!(form.duties.as_deref(), Some("保管档案"));
        assert_eq!(form.kinds[0].1[0], ["档案", "钥匙一人保管"]);
        assert_eq!((form.filer_line.as_str(), form.review), ("填报单位（盖章）：张三", None));
    }
}
