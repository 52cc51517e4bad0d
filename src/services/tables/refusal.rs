//! Why an uploaded table was not taken, and the sentence that says so with what to do next. Lines
//! are counted as the spreadsheet shows them.

use crate::domain::lang::{Lang, words};

use super::read::MAX_COLUMNS;

/// Why a file was not taken as a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableRefusal {
    /// No row but perhaps the headings.
    #[error("no rows")]
    Empty,
    /// More bytes than are read.
    #[error("too many bytes")]
    TooLarge {
        /// How many are, in MiB.
        mib: usize,
    },
    /// Neither text nor a workbook, or not what the file name says.
    #[error("not a table")]
    NotATable,
    /// A workbook in the format before 2007, or one with a password: from outside they look alike.
    #[error("an old or encrypted workbook")]
    OldOrEncrypted,
    /// A workbook that carries programs.
    #[error("a workbook with macros")]
    Macros,
    /// A workbook that unpacks to more than it may.
    #[error("a workbook that unpacks to too much")]
    TooMuchInside,
    /// A workbook that cannot be read.
    #[error("a damaged workbook")]
    Damaged,
    /// More rows than are read.
    #[error("too many rows")]
    TooManyRows {
        /// How many are.
        most: usize,
    },
    /// A row with more columns than `MAX_COLUMNS`.
    #[error("too many columns in line {line}")]
    TooManyColumns {
        /// The line.
        line: u32,
    },
    /// A quotation mark of a CSV file that nothing closes.
    #[error("an open quotation mark in line {line}")]
    OpenQuote {
        /// The line where the row with the mark begins.
        line: u32,
    },
    /// Text in a column that has no heading.
    #[error("text beyond the headings in line {line}")]
    BeyondHeadings {
        /// The line.
        line: u32,
    },
    /// Two columns of one name.
    #[error("a heading twice")]
    HeadingTwice {
        /// The heading as it stands in the file.
        heading: String,
    },
    /// No column of a name that is needed.
    #[error("the column {heading} is missing")]
    MissingColumn {
        /// The first of the accepted names.
        heading: &'static str,
    },
    /// A number of more than 15 digits, whose last digits the spreadsheet has already replaced.
    #[error("digits lost in line {line}")]
    DigitsLost {
        /// The line.
        line: u32,
        /// The letter of the column.
        column: String,
    },
    /// A formula that came to an error, `#N/A` for example.
    #[error("an error value in line {line}")]
    ErrorValue {
        /// The line.
        line: u32,
        /// The letter of the column.
        column: String,
    },
}

impl TableRefusal {
    /// What to tell the person who uploaded the file.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => EMPTY.to(lang).to_owned(),
            Self::TooLarge { mib } => too_large(lang, *mib),
            Self::NotATable => NOT_A_TABLE.to(lang).to_owned(),
            Self::OldOrEncrypted => OLD_OR_ENCRYPTED.to(lang).to_owned(),
            Self::Macros => MACROS.to(lang).to_owned(),
            Self::TooMuchInside => TOO_MUCH_INSIDE.to(lang).to_owned(),
            Self::Damaged => DAMAGED.to(lang).to_owned(),
            Self::TooManyRows { most } => too_many_rows(lang, *most),
            Self::TooManyColumns { line } => too_many_columns(lang, *line, MAX_COLUMNS),
            Self::OpenQuote { line } => open_quote(lang, *line),
            Self::BeyondHeadings { line } => beyond_headings(lang, *line),
            Self::HeadingTwice { heading } => heading_twice(lang, heading),
            Self::MissingColumn { heading } => missing_column(lang, heading),
            Self::DigitsLost { line, column } => digits_lost(lang, *line, column),
            Self::ErrorValue { line, column } => error_value(lang, *line, column),
        }
    }
}

words! {
    EMPTY = "表格中没有数据行。请填写后再上传。",
            "The table has no rows. Fill it in, then upload it again.";
    too_large(mib: usize) = "文件超过 {mib} MB。请拆分后再上传。",
                            "The file is larger than {mib} MB. Split it, then upload the parts.";
    NOT_A_TABLE = "文件不是 XLSX 或 CSV 表格，或者扩展名与内容不符。请另存为 .xlsx 后再上传。",
                  "The file is no XLSX or CSV table, or its name says otherwise. Save it as .xlsx, then upload it again.";
    OLD_OR_ENCRYPTED = "文件是旧版 .xls 格式或设有密码。请取消密码，另存为 .xlsx 后再上传。",
                       "The file is in the old .xls format or has a password. Remove the password, save it as .xlsx, then upload it again.";
    MACROS = "文件带有宏，不能接收。请另存为不带宏的 .xlsx 后再上传。",
             "The file has macros and cannot be taken. Save it as .xlsx without macros, then upload it again.";
    TOO_MUCH_INSIDE = "文件展开后过大，不能接收。请把需要的内容复制到新工作簿后再上传。",
                      "The file unpacks to too much and cannot be taken. Copy what is needed to a new workbook, then upload that.";
    DAMAGED = "文件无法读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。",
              "The file cannot be read. Open it in Excel or WPS, save it as .xlsx, then upload it again.";
    too_many_rows(most: usize) = "表格超过 {most} 行。请拆分后再上传。",
                                 "The table has more than {most} rows. Split it, then upload the parts.";
    too_many_columns(line: u32, most: usize) = "第 {line} 行超过 {most} 列。请删去多余的列后再上传。",
                                               "Line {line} has more than {most} columns. Remove those not needed, then upload it again.";
    open_quote(line: u32) = "第 {line} 行的引号没有配对。请补上或删去后再上传。",
                            "Line {line} has a quotation mark that nothing closes. Close or remove it, then upload it again.";
    beyond_headings(line: u32) = "第 {line} 行在没有表头的列中有内容。请检查是否多了分隔符，改正后再上传。",
                                 "Line {line} has text in a column without a heading. Look for a separator too many, then upload it again.";
    heading_twice(heading: &str) = "表头「{heading}」出现不止一次。请只保留一列。",
                                   "The heading “{heading}” stands there more than once. Keep one column of it.";
    missing_column(heading: &str) = "缺少「{heading}」一列。请补上表头后再上传。",
                                    "The column “{heading}” is missing. Add its heading, then upload it again.";
    digits_lost(line: u32, column: &str) = "第 {line} 行 {column} 列的数字超过 15 位，表格软件已改变末尾数字。请将该列设为文本格式并重新填写。",
                                           "Line {line}, column {column}: the number has more than 15 digits and the spreadsheet changed the last ones. Format the column as text and type it again.";
    error_value(line: u32, column: &str) = "第 {line} 行 {column} 列是公式错误值。请改正后再上传。",
                                           "Line {line}, column {column}: the formula came to an error. Correct it, then upload it again.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_line_in_both_languages() {
        let refusal = TableRefusal::DigitsLost { line: 12, column: "C".to_owned() };
        for lang in Lang::ALL {
            let sentence = refusal.sentence(lang);
            assert!(sentence.contains("12") && sentence.contains('C'), "{sentence}");
        }
    }
}
