//! A table someone uploaded, as rows of trimmed text with the line numbers their spreadsheet
//! shows. This file knows what a table is and which file is one; `csv` and `xlsx` take the two
//! formats apart.

mod csv;
mod markup;
mod package;
mod xlsx;

pub use csv::decode as decode_text;

use std::collections::HashSet;
use std::fmt;

use super::TableRefusal;

/// How much of a file is read, and how exactly.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The largest file.
    pub bytes: usize,
    /// The most rows below the headings.
    pub rows: usize,
    /// Every cell counts: one that the spreadsheet has spoiled is a reason to refuse the file.
    pub every_cell: bool,
}

/// What a table with headings may hold.
const TABLE: Bounds = Bounds { bytes: 5 * 1024 * 1024, rows: 20_000, every_cell: true };
/// What a list of people may hold. Of its columns one counts, and what is spoiled there is seen.
const LIST: Bounds = Bounds { bytes: 10 * 1024 * 1024, rows: 100_000, every_cell: false };
/// The most cells, counting those in front of a filled one: ten in each row of the longest list.
const MAX_CELLS: usize = 1_000_000;
/// The most columns.
pub const MAX_COLUMNS: usize = 50;

/// The most rows above the headings.
const MAX_ABOVE: usize = 9;

/// A column of a table, found by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(usize);

impl Column {
    /// The letter the spreadsheet shows above it: A to Z, then AA to AX.
    pub fn letter(self) -> String {
        letter_of(self.0)
    }
}

/// The letter the spreadsheet shows above a column, counted from 0.
///
/// # Panics
/// Never: the remainder of 26 is a letter.
pub fn letter_of(column: usize) -> String {
    let letter = |of: usize| char::from(b'A' + u8::try_from(of % 26).expect("below 26"));
    let first = (column >= 26).then(|| letter(column / 26 - 1));
    first.into_iter().chain([letter(column)]).collect()
}

/// A row that is not blank.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    line: u32,
    cells: Vec<String>,
}

impl Row {
    /// The number of the row in the spreadsheet, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The text in a column, trimmed; empty when nothing stands there.
    pub fn cell(&self, column: Column) -> &str {
        self.cells.get(column.0).map_or("", String::as_str)
    }

    /// The text in a column the table may not have.
    pub fn cell_if(&self, column: Option<Column>) -> &str {
        column.map_or("", |column| self.cell(column))
    }

    /// Its cells in their order, up to the last filled one.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

impl fmt::Debug for Row {
    /// Cells stay out of logs: they hold addresses and answers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row(line {})", self.line)
    }
}

/// A row of headings and at least one row below it.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    headings: Row,
    rows: Vec<Row>,
}

impl Table {
    /// The headings in order, empty ones included.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.headings.cells.iter().map(String::as_str)
    }

    /// The rows below the headings; blank ones are left out.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The column of the first of these names that is a heading. Case, white space, the width of
    /// letters and signs, a closing colon and the star of a required column do not matter.
    pub fn column(&self, names: &[&str]) -> Option<Column> {
        let headings: Vec<String> = self.headings().map(plain_heading).collect();
        names.iter().find_map(|name| {
            let wanted = plain_heading(name);
            headings.iter().position(|heading| *heading == wanted).map(Column)
        })
    }

    /// The same for a column that must be there; the refusal asks for the first name.
    ///
    /// # Panics
    /// When no name is given.
    pub fn required(&self, names: &[&'static str]) -> Result<Column, TableRefusal> {
        let heading = names.first().expect("a column has a name");
        self.column(names).ok_or(TableRefusal::MissingColumn { heading })
    }

    fn of(rows: Vec<Row>) -> Result<Self, TableRefusal> {
        let above = rows_above_headings(&rows);
        let mut rows = rows.into_iter().skip(above);
        let headings = rows.next().ok_or(TableRefusal::Empty)?;
        let rows: Vec<Row> = rows.collect();
        check_headings(&headings)?;
        let stray = |row: &&Row| {
            row.cells.iter().enumerate().any(|(index, cell)| {
                !cell.is_empty() && headings.cells.get(index).is_none_or(String::is_empty)
            })
        };
        if let Some(row) = rows.iter().find(stray) {
            return Err(TableRefusal::BeyondHeadings { line: row.line });
        }
        match rows.len() {
            0 => Err(TableRefusal::Empty),
            len if len > TABLE.rows => Err(TableRefusal::TooManyRows { most: TABLE.rows }),
            _ => Ok(Self { headings, rows }),
        }
    }
}

/// How many rows stand above the headings: titles and lines like 填报单位. Headings are the first
/// row that fills more than half as many columns as the fullest near the top.
fn rows_above_headings(rows: &[Row]) -> usize {
    let top = &rows[..rows.len().min(MAX_ABOVE + 1)];
    let fullest = top.iter().map(Row::filled).max().unwrap_or(0);
    top.iter().take_while(|row| row.filled() * 2 <= fullest).count()
}

/// Reads an uploaded file. The name only ever leads to a refusal: what the file is, its first
/// bytes say.
pub fn read_table(bytes: &[u8], file_name: &str) -> Result<Table, TableRefusal> {
    Table::of(rows(bytes, file_name, TABLE)?)
}

/// Reads a list of people, with headings or without; where they stand is found out later.
pub fn read_list(bytes: &[u8], file_name: &str) -> Result<Vec<Row>, TableRefusal> {
    let rows = rows(bytes, file_name, LIST)?;
    if rows.is_empty() { Err(TableRefusal::Empty) } else { Ok(rows) }
}

fn rows(bytes: &[u8], file_name: &str, bounds: Bounds) -> Result<Vec<Row>, TableRefusal> {
    if bytes.len() > bounds.bytes {
        return Err(TableRefusal::TooLarge { mib: bounds.bytes / 1024 / 1024 });
    }
    let extension = file_name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    match (extension.as_str(), Content::of(bytes)) {
        ("xlsm" | "xltm" | "xlsb" | "xlam", _) => Err(TableRefusal::Macros),
        (_, Content::OldWorkbook) => Err(TableRefusal::OldOrEncrypted),
        ("xlsx", Content::Archive) => xlsx::rows(bytes, bounds),
        ("csv" | "tsv" | "txt", Content::Other) => csv::rows(bytes, bounds),
        _ => Err(TableRefusal::NotATable),
    }
}

/// What the first bytes of a file say it is.
enum Content {
    Archive,
    OldWorkbook,
    Other,
}

impl Content {
    fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            Self::Archive
        } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            Self::OldWorkbook
        } else {
            Self::Other
        }
    }
}

/// Rows as they come out of a file: blank ones left out, counted, cut to their last filled cell.
struct Gathered {
    rows: Vec<Row>,
    most: usize,
    cells: CellCount,
}

impl Gathered {
    fn within(bounds: Bounds) -> Self {
        Self { rows: Vec::new(), most: bounds.rows, cells: CellCount(0) }
    }

    fn take(&mut self, line: u32, mut cells: Vec<String>) -> Result<(), TableRefusal> {
        let width = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if width == 0 {
            return Ok(());
        }
        if width > MAX_COLUMNS {
            return Err(TableRefusal::TooManyColumns { line });
        }
        if self.rows.len() > self.most + MAX_ABOVE {
            return Err(TableRefusal::TooManyRows { most: self.most });
        }
        self.cells.add(width)?;
        cells.truncate(width);
        cells.shrink_to_fit();
        self.rows.push(Row { line, cells });
        Ok(())
    }
}

/// How many cells were read so far. An empty cell takes one byte of a file and 24 in memory.
struct CellCount(usize);

impl CellCount {
    fn add(&mut self, more: usize) -> Result<(), TableRefusal> {
        self.0 += more;
        if self.0 > MAX_CELLS { Err(TableRefusal::TooMuchInside) } else { Ok(()) }
    }
}

/// A cell's text without the white space around it and with one kind of line end.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn check_headings(headings: &Row) -> Result<(), TableRefusal> {
    let mut seen = HashSet::new();
    let twice = headings
        .cells
        .iter()
        .find(|heading| !heading.is_empty() && !seen.insert(plain_heading(heading)));
    match twice {
        Some(heading) => Err(TableRefusal::HeadingTwice { heading: heading.clone() }),
        None => Ok(()),
    }
}

fn plain_heading(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(half_width)
        .filter(|c| *c != '*')
        .collect::<String>()
        .trim_end_matches(':')
        .to_lowercase()
}

/// The ASCII character of which this one is the full-width form, or itself.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> Result<Table, TableRefusal> {
        read_table(text.as_bytes(), "名单.csv")
    }

    #[test]
    fn a_column_is_found_by_any_of_its_names() {
        let table = csv("* 姓 名：,Ｍｏｂｉｌｅ（手机）\n张三,13800138000\n").expect("a table");
        let name = table.column(&["name", "姓名"]).expect("a column");
        let phone = table.required(&["mobile(手机)"]).expect("a column");
        assert_eq!(table.rows()[0].cell(name), "张三");
        assert_eq!(table.rows()[0].cell(phone), "13800138000");
        assert_eq!(table.column(&["邮箱"]), None);
        assert_eq!(
            table.required(&["邮箱", "email"]),
            Err(TableRefusal::MissingColumn { heading: "邮箱" })
        );
    }

    #[test]
    fn a_title_above_the_headings_is_passed_over() {
        let titled = csv("评审专家名单,\n姓名,单位\n张三,甲公司\n").expect("a table");
        assert_eq!(titled.headings().collect::<Vec<_>>(), ["姓名", "单位"]);
        let form = "附件四\n计划表\n填报单位：,,,填报时间：\n序号,名称,等级,内容,措施\n1,开标\n";
        let form = csv(form);
        assert_eq!(form.expect("a table").rows()[0].line(), 5);
        let narrow = csv("姓名\n张三\n李四\n").expect("a table");
        assert_eq!(narrow.rows().len(), 2);
    }

    #[test]
    fn mistakes_are_told_by_line() {
        assert_eq!(
            csv("姓名,单位\n张三,甲\n\n李四,乙,丙\n"),
            Err(TableRefusal::BeyondHeadings { line: 4 })
        );
        assert_eq!(
            csv("姓名,单位,姓 名\n张三,甲,乙\n"),
            Err(TableRefusal::HeadingTwice { heading: "姓 名".to_owned() })
        );
        let wide = format!("姓名\n张三{}末\n", ",".repeat(MAX_COLUMNS));
        assert_eq!(csv(&wide), Err(TableRefusal::TooManyColumns { line: 2 }));
    }

    #[test]
    fn more_rows_than_fit_are_refused() {
        let most = format!("编号\n{}", "1\n".repeat(TABLE.rows));
        assert_eq!(csv(&most).expect("a table").rows().len(), TABLE.rows);
        assert_eq!(
            csv(&format!("{most}1\n1\n")),
            Err(TableRefusal::TooManyRows { most: TABLE.rows })
        );
        assert_eq!(csv("编号\n"), Err(TableRefusal::Empty));
        assert_eq!(csv(" \n"), Err(TableRefusal::Empty));
    }

    #[test]
    fn a_list_holds_five_times_as_many_and_needs_no_headings() {
        let list = |count| "13800138000\n".repeat(count);
        let read = |text: &str| read_list(text.as_bytes(), "名单.csv");
        assert_eq!(read(&list(LIST.rows)).expect("a list").len(), LIST.rows);
        let most = LIST.rows + MAX_ABOVE + 2;
        assert_eq!(read(&list(most)), Err(TableRefusal::TooManyRows { most: LIST.rows }));
        assert_eq!(read("\n\n"), Err(TableRefusal::Empty));
    }

    #[test]
    fn empty_cells_take_room_too() {
        let row = format!("{}1\n", ",".repeat(MAX_COLUMNS - 1));
        let read = |rows| read_list(row.repeat(rows).as_bytes(), "名单.csv");
        let most = MAX_CELLS / MAX_COLUMNS;
        assert_eq!(read(most).expect("a list").len(), most);
        assert_eq!(read(most + 1), Err(TableRefusal::TooMuchInside));
    }

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        let refusal = |bytes: &[u8], name| read_table(bytes, name).expect_err("no table");
        assert_eq!(refusal(b"PK\x03\x04...", "a.csv"), TableRefusal::NotATable);
        assert_eq!(refusal(b"a,b\n1,2\n", "a.xlsx"), TableRefusal::NotATable);
        assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0\0", "a.csv"), TableRefusal::NotATable);
        assert_eq!(refusal(b"<svg/>", "a.svg"), TableRefusal::NotATable);
        assert_eq!(refusal(b"PK\x03\x04...", "a.XLSM"), TableRefusal::Macros);
        let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....";
        assert_eq!(refusal(old, "a.xlsx"), TableRefusal::OldOrEncrypted);
        assert_eq!(
            refusal(&vec![b' '; TABLE.bytes + 1], "a.csv"),
            TableRefusal::TooLarge { mib: 5 }
        );
    }

    #[test]
    fn columns_have_the_letters_of_the_spreadsheet() {
        let letters = [0, 25, 26, 49].map(|index| Column(index).letter());
        assert_eq!(letters, ["A", "Z", "AA", "AX"]);
    }

    #[test]
    fn cells_stay_out_of_logs() {
        let table = csv("邮箱\nzhang@example.com\n").expect("a table");
        assert!(!format!("{table:?}").contains("zhang"));
    }
}
