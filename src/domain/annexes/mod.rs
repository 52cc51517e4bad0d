//! The official forms as titled tables, independent of XLSX, paper and screen. Columns and notes
//! are those of the plan's annexes (附件四, 附件六); prefix of the title, recipient and dates are
//! data of the campaign. The forms are Chinese documents and exist in no other language.

mod issued;
mod search;

use super::time::Day;

pub use issued::{Align, Annex, FormColumn, Wording};
pub use search::{Filled, FoundPoint, ReviewBox, Search, SearchForm, fill_search};

/// What the campaign prints on its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// What every title begins with: 「全市公共资源交易系统廉政风险大排查大整改工作」.
    pub title_prefix: String,
    /// Who fills the form: 「旗区交易中心、市直科室、中心」. In the wording of the plan its own words
    /// stand instead.
    pub filers: String,
    /// Whom it is sent to: 「市公管办机关党委」.
    pub recipient: String,
    /// The last day to send it; left to the pen where nobody set one.
    pub due: Option<Day>,
}

/// Where the day to send a form by is written by hand.
const BLANK_DAY: &str = "　月　日前上报";

impl Letterhead {
    /// By when it is sent, and to whom.
    fn until(&self) -> String {
        let recipient = &self.recipient;
        match self.due {
            Some(due) => format!("{}月{}日前上报{recipient}。", due.month(), due.day_of_month()),
            None => format!("{BLANK_DAY}{recipient}。"),
        }
    }
}

/// Whether these notes leave the day to send the form by to the pen.
pub fn leave_day_blank(notes: &[String]) -> bool {
    notes.iter().any(|note| note.contains(BLANK_DAY))
}

/// Who fills a form and when; both may be left to the pen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filing {
    /// 填报单位, over which the stamp is set.
    pub unit: String,
    /// 填报时间.
    pub on: Option<Day>,
}

/// One risk as the forms show it. What is not known yet is empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnexRow {
    /// 风险点名称
    pub name: String,
    /// 风险等级, 1 (mildest) to 4 (gravest), by the four forms.
    pub level: Option<u8>,
    /// 主要内容及表现形式
    pub content: String,
    /// 拟采取措施, 整改措施
    pub measures: String,
    /// 完成情况, on the ledger only.
    pub completion: String,
    /// 计划完成时限, 完成时限: the date that holds now. A prolonged one is told in the remark.
    pub due: String,
    /// 责任单位
    pub unit: String,
    /// 责任人
    pub person: String,
    /// 分管领导
    pub leader: String,
    /// 备注
    pub remark: String,
}

/// A filled form: what stands on the paper, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Which form it is.
    pub annex: Annex,
    /// 附件四, above the title.
    pub number: &'static str,
    /// The name of the form without its prefix.
    pub name: &'static str,
    /// The full title.
    pub title: String,
    /// 填报单位（盖章）：…
    pub unit_line: String,
    /// 填报时间：…
    pub date_line: String,
    /// The columns.
    pub columns: Vec<FormColumn>,
    /// The rows, each with a cell for every column. Blank ones come last.
    pub rows: Vec<Vec<String>>,
    /// The paragraphs below the table.
    pub notes: Vec<String>,
}

/// Fills a form with rows in their order; their numbers are counted here.
pub fn fill(
    annex: Annex,
    wording: Wording,
    letterhead: &Letterhead,
    filing: &Filing,
    rows: &[AnnexRow],
) -> Form {
    let columns = annex.columns(wording).to_vec();
    let blank = vec![String::new(); columns.len()];
    let filled = (1..).zip(rows).map(|(number, row)| cells(annex, number, row));
    let missing = annex.rows_as_issued().saturating_sub(rows.len());
    Form {
        annex,
        number: annex.number(),
        name: annex.name(),
        title: format!("{}{}", letterhead.title_prefix, annex.name()),
        unit_line: format!("填报单位（盖章）：{}", filing.unit),
        date_line: format!("填报时间：{}", filing.on.map_or_else(String::new, date_in_words)),
        rows: filled.chain(std::iter::repeat_n(blank, missing)).collect(),
        notes: annex.notes(wording, letterhead),
        columns,
    }
}

fn cells(annex: Annex, number: usize, row: &AnnexRow) -> Vec<String> {
    let level = row.level.map_or_else(String::new, level_in_words);
    let middle = match annex {
        Annex::Plan => [&level, &row.content, &row.measures],
        Annex::Ledger => [&row.content, &row.measures, &row.completion],
    };
    let number = number.to_string();
    let responsible = lines([&row.unit, &row.person]);
    let end = [&row.due, &responsible, &row.leader, &row.remark];
    [&number, &row.name].into_iter().chain(middle).chain(end).cloned().collect()
}

/// 「2级（第二种形态）」. The bare number would say nothing: elsewhere 1 is the gravest.
fn level_in_words(level: u8) -> String {
    match level {
        1 => "1级（第一种形态）".to_owned(),
        2 => "2级（第二种形态）".to_owned(),
        3 => "3级（第三种形态）".to_owned(),
        4 => "4级（第四种形态）".to_owned(),
        _ => format!("{level}级"),
    }
}

/// 「2026年6月30日」, as the forms write dates.
pub fn date_in_words(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day_of_month())
}

fn lines<const N: usize>(parts: [&String; N]) -> String {
    let written: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    written.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letterhead() -> Letterhead {
        Letterhead {
            title_prefix: "全市公共资源交易系统廉政风险大排查大整改工作".to_owned(),
            filers: "旗区交易中心、市直科室、中心".to_owned(),
            recipient: "市公管办机关党委".to_owned(),
            due: Day::of(2019, 3, 29),
        }
    }

    fn row() -> AnnexRow {
        AnnexRow {
            name: "开标".to_owned(),
            level: Some(2),
            measures: "双人双锁".to_owned(),
            unit: "招标科".to_owned(),
            person: "张三".to_owned(),
            ..AnnexRow::default()
        }
    }

    fn form(annex: Annex, wording: Wording, rows: &[AnnexRow]) -> Form {
        fill(annex, wording, &letterhead(), &Filing::default(), rows)
    }

    #[test]
    fn titles_and_notes_are_those_of_the_plan() {
        let plan = form(Annex::Plan, Wording::AsIssued, &[]);
        assert_eq!(plan.title, "全市公共资源交易系统廉政风险大排查大整改工作整改计划表");
        assert_eq!(
            plan.notes,
            [
                "注：1.内容填写不下，可附续表；2.填报单位为旗区交易中心、市直科室中心；\
                 3.此表3月29日前上报市公管办机关党委。",
                "4.风险等级要结合“四种形态”进行确定。",
            ]
        );
        let ledger = form(Annex::Ledger, Wording::AsIssued, &[]);
        assert_eq!(ledger.title, "全市公共资源交易系统廉政风险大排查大整改工作落实台账");
        assert!(ledger.notes[0].contains("旗区公共资源交易中心、市直科室中心"));
        let corrected = form(Annex::Ledger, Wording::Corrected, &[]);
        assert!(corrected.notes[0].contains("旗区交易中心、市直科室、中心；"));
    }

    #[test]
    fn every_cell_stands_under_its_heading() {
        let plan = form(Annex::Plan, Wording::Corrected, &[row()]);
        let responsible = "招标科\n张三";
        let expected = ["1", "开标", "2级（第二种形态）", "", "双人双锁", "", responsible, "", ""];
        assert_eq!(plan.rows[0], expected);
        let ledger = form(Annex::Ledger, Wording::Corrected, &[row(), row()]);
        assert_eq!(ledger.rows[1], ["2", "开标", "", "双人双锁", "", "", responsible, "", ""]);
    }

    #[test]
    fn blank_rows_fill_the_form_as_it_was_issued() {
        let is_blank = |row: &&Vec<String>| row.iter().all(String::is_empty);
        for (annex, filled, blank) in
            [(Annex::Plan, 2, 5), (Annex::Ledger, 0, 8), (Annex::Plan, 9, 0)]
        {
            let form = form(annex, Wording::Corrected, &vec![row(); filled]);
            assert_eq!(form.rows.iter().filter(is_blank).count(), blank);
            assert_eq!(form.rows.len(), filled + blank);
        }
    }

    #[test]
    fn unit_and_day_are_printed_or_left_to_the_pen() {
        let filing = Filing { unit: "招标科".to_owned(), on: Day::of(2026, 3, 9) };
        let filled = fill(Annex::Plan, Wording::Corrected, &letterhead(), &filing, &[]);
        assert_eq!(filled.unit_line, "填报单位（盖章）：招标科");
        assert_eq!(filled.date_line, "填报时间：2026年3月9日");
        let blank = form(Annex::Plan, Wording::Corrected, &[]);
        assert_eq!(blank.date_line, "填报时间：");
    }
}
