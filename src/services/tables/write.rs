//! Tables the program gives out. Text stays text: a CSV cell that a spreadsheet could take for a
//! formula is guarded, an XLSX cell is written as a string or as a number and as nothing else.

use std::collections::HashSet;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{GUARD, needs_guard};
use crate::domain::numbers::rounded;

/// The most UTF-16 units in the name of a sheet.
const MAX_SHEET_NAME: usize = 31;
const A4: u8 = 9;
/// The narrowest and the widest column, in digits.
const COLUMN_WIDTHS: (usize, usize) = (8, 60);

/// A cell of an exported table.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// Text, never a formula.
    Text(String),
    /// A number, which a spreadsheet can add up.
    Number(f64),
    /// A share of the whole, 1 for all of it, which a spreadsheet shows in per cent.
    Share(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// A sheet of a workbook.
pub struct SheetToWrite {
    /// The name on its tab; what a spreadsheet does not allow in it is taken out.
    pub name: String,
    /// A line above the headings.
    pub title: Option<String>,
    /// The headings.
    pub header: Vec<String>,
    /// The rows below.
    pub rows: Vec<Vec<Cell>>,
}

/// A workbook beyond what the format holds: over a million rows, or a text of over 32,767
/// characters.
#[derive(Debug, thiserror::Error)]
#[error("the workbook does not fit the format")]
pub struct NotWritten(#[from] XlsxError);

/// Rows as CSV (RFC 4180): UTF-8 with its mark, by which Excel knows it, every cell quoted.
///
/// # Panics
/// Never: writing to memory does not fail.
pub fn write_csv(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(csv_text)).expect("memory takes every row");
    }
    writer.into_inner().expect("memory takes every row")
}

fn csv_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if needs_guard(text) => format!("{GUARD}{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) if number.is_finite() => number.to_string(),
        Cell::Share(share) if share.is_finite() => percent(*share),
        Cell::Number(_) | Cell::Share(_) => String::new(),
    }
}

/// A share as pages show it.
fn percent(share: f64) -> String {
    format!("{}%", rounded(share * 100.0, 0))
}

/// Sheets as an XLSX workbook: title, headings that stay in sight, rows.
pub fn write_xlsx(sheets: &[SheetToWrite]) -> Result<Vec<u8>, NotWritten> {
    let mut book = dateless_workbook();
    let names = sheet_names(sheets.iter().map(|sheet| sheet.name.as_str()));
    for (sheet, name) in sheets.iter().zip(names) {
        fill(book.add_worksheet().set_name(name)?, sheet)?;
    }
    Ok(book.save_to_buffer()?)
}

/// A workbook that does not tell when it was made: the same table gives the same bytes.
///
/// # Panics
/// Never: the date is one.
pub(in crate::services) fn dateless_workbook() -> Workbook {
    let date = ExcelDateTime::from_ymd(2000, 1, 1).expect("a date");
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&date));
    book
}

fn fill(paper: &mut Worksheet, sheet: &SheetToWrite) -> Result<(), NotWritten> {
    let heading = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_background_color("#EEF2F6")
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let in_per_cent = body.clone().set_num_format("0%");
    paper.set_paper_size(A4);
    paper.set_landscape();
    paper.set_print_fit_to_pages(1, 0);
    let mut next = 0;
    if let Some(title) = &sheet.title {
        let large = Format::new().set_bold().set_font_size(14);
        paper.write_string_with_format(next, 0, title, &large)?;
        next += 1;
    }
    for (column, text) in (0..).zip(&sheet.header) {
        paper.write_string_with_format(next, column, text, &heading)?;
    }
    next += 1;
    paper.set_freeze_panes(next, 0)?;
    for (line, row) in (next..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Text(text) => paper.write_string_with_format(line, column, text, &body)?,
                Cell::Number(number) if number.is_finite() => {
                    paper.write_number_with_format(line, column, *number, &body)?
                }
                Cell::Share(share) if share.is_finite() => {
                    paper.write_number_with_format(line, column, *share, &in_per_cent)?
                }
                Cell::Number(_) | Cell::Share(_) => paper.write_blank(line, column, &body)?,
            };
        }
    }
    set_widths(paper, sheet)
}

fn set_widths(paper: &mut Worksheet, sheet: &SheetToWrite) -> Result<(), NotWritten> {
    let columns = sheet.rows.iter().map(Vec::len).chain([sheet.header.len()]).max().unwrap_or(0);
    for (number, column) in (0..columns).zip(0..) {
        let heading = sheet.header.get(number).map_or(0, |text| digits_wide(text));
        let cells = sheet.rows.iter().filter_map(|row| row.get(number)).map(|cell| match cell {
            Cell::Text(text) => digits_wide(text),
            Cell::Number(number) => number.to_string().len(),
            Cell::Share(share) => percent(*share).len(),
        });
        let widest = cells.chain([heading]).max().unwrap_or(0) + 2;
        let width = widest.clamp(COLUMN_WIDTHS.0, COLUMN_WIDTHS.1);
        paper.set_column_width(column, u32::try_from(width).expect("at most 60"))?;
    }
    Ok(())
}

/// The width of the longest line, where a Chinese character is two digits wide.
fn digits_wide(text: &str) -> usize {
    let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    text.lines().map(width).max().unwrap_or(0)
}

/// Names a spreadsheet accepts: none empty, too long, reserved or twice (case does not tell them
/// apart), none with `[]:*?/\`.
fn sheet_names<'a>(raw: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::from(["history".to_owned()]);
    raw.map(|raw| {
        let base = allowed_name(raw);
        let numbered = (2..).map(|n| {
            let suffix = format!(" ({n})");
            format!("{}{suffix}", cut(&base, MAX_SHEET_NAME - suffix.len()))
        });
        let mut names = std::iter::once(cut(&base, MAX_SHEET_NAME).to_owned()).chain(numbered);
        names.find(|name| taken.insert(name.to_lowercase())).expect("numbers do not run out")
    })
    .collect()
}

fn allowed_name(raw: &str) -> String {
    let allowed: String =
        raw.chars().filter(|c| !c.is_control() && !"[]:*?/\\'".contains(*c)).collect();
    let trimmed = allowed.trim();
    if trimmed.is_empty() { "Sheet".to_owned() } else { trimmed.to_owned() }
}

/// The beginning of a text that fits into this many UTF-16 units.
fn cut(text: &str, units: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        used += c.len_utf16();
        (used > units).then_some(at)
    });
    text[..end.unwrap_or(text.len())].trim_end()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use rust_xlsxwriter::Formula;
    use zip::ZipArchive;

    use super::*;
    use crate::services::tables::read_table;

    const HOSTILE: [&str; 16] = [
        "=1+1",
        "+86 477 1234567",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "\u{feff}=1",
        "'=1",
        "''+1",
        "他说\"好\"; 是,的\n第二行",
        "_x003D_1",
    ];

    fn cells(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|text| Cell::from(*text)).collect()
    }

    fn sheet(name: &str, texts: &[&str]) -> SheetToWrite {
        SheetToWrite {
            name: name.to_owned(),
            title: Some("=标题".to_owned()),
            header: vec!["=序号".to_owned(), "＝内容".to_owned()],
            rows: texts.iter().map(|text| vec![Cell::Number(-2.0), Cell::from(*text)]).collect(),
        }
    }

    /// All XML of a workbook.
    fn xml_of(book: &[u8]) -> String {
        let mut archive = ZipArchive::new(Cursor::new(book)).expect("an archive");
        let mut xml = String::new();
        for index in 0..archive.len() {
            archive.by_index(index).expect("a part").read_to_string(&mut xml).expect("text");
        }
        xml
    }

    fn has_formula(xml: &str) -> bool {
        xml.contains("<f>") || xml.contains("<f ") || xml.contains("<hyperlink")
    }

    #[test]
    fn no_csv_cell_begins_like_a_formula() {
        let written =
            String::from_utf8(write_csv(&[cells(&HOSTILE), cells(&["\0=1"])])).expect("UTF-8");
        assert!(written.starts_with("\u{feff}\"'=1+1\",\"'+86"), "{written}");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(written.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records() {
            for cell in &record.expect("a record") {
                assert!(!super::super::could_be_formula(cell), "{cell:?}");
            }
        }
    }

    #[test]
    fn a_csv_file_reads_back_as_it_was() {
        let mut rows = vec![cells(&["内容"])];
        rows.extend(HOSTILE.iter().map(|text| cells(&[text])));
        let table = read_table(&write_csv(&rows), "a.csv").expect("a table");
        let column = table.required(&["内容"]).expect("a column");
        let back: Vec<&str> = table.rows().iter().map(|row| row.cell(column)).collect();
        // A spreadsheet's cells are read without the white space around them.
        assert_eq!(back, HOSTILE.map(str::trim));
    }

    #[test]
    fn numbers_of_our_own_stay_numbers() {
        let csv = write_csv(&[vec![Cell::from(-2.5), Cell::from(3_u32), Cell::from(f64::NAN)]]);
        assert_eq!(csv, "\u{feff}\"-2.5\",\"3\",\"\"\r\n".as_bytes());
        let xml = xml_of(&write_xlsx(&[sheet("表", &["a"])]).expect("a workbook"));
        assert!(xml.contains("<v>-2</v>"), "{xml}");
    }

    #[test]
    fn a_share_is_a_number_that_is_shown_in_per_cent() {
        let eighth = vec![vec![Cell::Share(0.125)]];
        assert_eq!(write_csv(&eighth), "\u{feff}\"13%\"\r\n".as_bytes(), "as Excel shows it");
        let shares = vec![vec![Cell::Share(0.14), Cell::Share(f64::NAN)]];
        assert_eq!(write_csv(&shares), "\u{feff}\"14%\",\"\"\r\n".as_bytes());
        let book = SheetToWrite { rows: shares, ..sheet("表", &[]) };
        let xml = xml_of(&write_xlsx(&[book]).expect("a workbook"));
        assert!(xml.contains("<v>0.14</v>"), "{xml}");
        assert!(xml.contains(r#"<numFmt numFmtId="164" formatCode="0%"/>"#), "{xml}");
        assert!(xml.contains(r#"<xf numFmtId="164""#), "a cell is written in it: {xml}");
        assert!(!xml.contains("14%"), "{xml}");
    }

    #[test]
    fn no_workbook_holds_a_formula() {
        let sheets =
            [sheet("=1+1", &HOSTILE), sheet("http://example.com", &["http://example.com"])];
        let book = write_xlsx(&sheets).expect("a workbook");
        assert!(!has_formula(&xml_of(&book)));
        let table = read_table(&book, "a.xlsx").expect("a table");
        let column = table.required(&["=内容"]).expect("a column");
        let back: Vec<&str> = table.rows().iter().map(|row| row.cell(column)).collect();
        assert_eq!(back, HOSTILE.map(str::trim));

        let mut control = Workbook::new();
        control.add_worksheet().write_formula(0, 0, Formula::new("=1+1")).expect("a cell");
        assert!(has_formula(&xml_of(&control.save_to_buffer().expect("a workbook"))));
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let [first, second] =
            [0, 1].map(|_| write_xlsx(&[sheet("表", &["a"])]).expect("a workbook"));
        assert_eq!(first, second);
    }

    #[test]
    fn sheet_names_are_made_acceptable() {
        let long = "超长的工作表名称".repeat(5);
        let raw =
            ["a/b[1]:*?\\'", "AB1", "", "''", "History", &long, &long, "😀".repeat(20).as_str()]
                .map(str::to_owned);
        let names = sheet_names(raw.iter().map(String::as_str));
        assert_eq!(names[..5], ["ab1", "AB1 (2)", "Sheet", "Sheet (2)", "History (2)"]);
        assert!(names.iter().all(|name| name.encode_utf16().count() <= MAX_SHEET_NAME));
        assert!(names[6].ends_with(" (2)"));
        let sheets: Vec<SheetToWrite> = raw.iter().map(|name| sheet(name, &["a"])).collect();
        assert!(write_xlsx(&sheets).is_ok());
    }
}
