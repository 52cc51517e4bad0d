//! The first visible sheet of a workbook, cell by cell: a sheet may claim to reach to the last
//! column of the last row, and a reader that allots the whole rectangle runs out of memory.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{
    Bounds, CellCount, Column, Gathered, MAX_ABOVE, MAX_COLUMNS, Row, TableRefusal, package, tidy,
};

/// The most text all cells together may hold. A workbook writes a long text once and points to it
/// from any number of cells.
const MAX_TEXT: usize = 20 * 1024 * 1024;
/// From here on a spreadsheet does not keep every digit of a whole number.
const DIGITS_END: f64 = 1e15;

/// The rows of the first sheet.
pub(super) fn rows(bytes: &[u8], bounds: Bounds) -> Result<Vec<Row>, TableRefusal> {
    package::check(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let is_table = |typ, visible| typ == SheetType::WorkSheet && visible == SheetVisible::Visible;
    let sheets = book.sheets_metadata();
    let first = sheets.iter().find(|sheet| is_table(sheet.typ, sheet.visible));
    let name = first.ok_or(TableRefusal::Empty)?.name.clone();
    let mut filled = FilledCells { rows: BTreeMap::new(), text: 0, cells: CellCount(0), bounds };
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        filled.take(cell.get_position(), cell.get_value())?;
    }
    filled.into_rows()
}

// calamine's reasons speak of XML; the person can only save the file anew.
fn damaged(_: XlsxError) -> TableRefusal {
    TableRefusal::Damaged
}

/// The cells that hold something, by row.
struct FilledCells {
    rows: BTreeMap<u32, Vec<String>>,
    text: usize,
    cells: CellCount,
    bounds: Bounds,
}

impl FilledCells {
    fn take(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), TableRefusal> {
        let line = row.saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if matches!(value, DataRef::Empty) {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(TableRefusal::TooManyColumns { line });
        }
        let text = match text_of(value, line, Column(column)) {
            Err(_) if !self.bounds.every_cell => spoiled(value),
            text => tidy(&text?),
        };
        self.text += text.len();
        if self.text > MAX_TEXT {
            return Err(TableRefusal::TooMuchInside);
        }
        if text.is_empty() {
            return Ok(());
        }
        let cells = self.rows.entry(row).or_default();
        let missing = (column + 1).saturating_sub(cells.len());
        self.cells.add(missing)?;
        cells.reserve_exact(missing);
        cells.resize(cells.len() + missing, String::new());
        cells[column] = text;
        // Whether it is one row too many is known when the headings are: this is for memory.
        if self.rows.len() > self.bounds.rows + MAX_ABOVE + 1 {
            return Err(TableRefusal::TooManyRows { most: self.bounds.rows });
        }
        Ok(())
    }

    fn into_rows(self) -> Result<Vec<Row>, TableRefusal> {
        let mut gathered = Gathered::within(self.bounds);
        for (row, cells) in self.rows {
            gathered.take(row.saturating_add(1), cells)?;
        }
        Ok(gathered.rows)
    }
}

fn text_of(value: &DataRef<'_>, line: u32, column: Column) -> Result<String, TableRefusal> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.abs() >= DIGITS_END => {
            return Err(TableRefusal::DigitsLost { line, column: column.letter() });
        }
        DataRef::Float(number) => shown(*number),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(at) => shown_date(at),
        DataRef::Error(_) => {
            return Err(TableRefusal::ErrorValue { line, column: column.letter() });
        }
    })
}

/// What is left of a cell that the spreadsheet has spoiled, where it need not count.
fn spoiled(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Float(number) => shown(*number),
        _ => "#".to_owned(),
    }
}

/// A number with the 15 digits a spreadsheet shows: 0.3 where the sum came to
/// 0.30000000000000004, and no point after a telephone number.
fn shown(number: f64) -> String {
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

/// A date as `2026-03-22`, with the time of day if there is one; a time alone as `14:05`.
fn shown_date(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}");
    if at.is_duration() || at.as_f64() < 1.0 {
        time
    } else if at.as_f64().fract() == 0.0 {
        date
    } else {
        format!("{date} {time}")
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime as Date, Format, Formula, Workbook, Worksheet};

    use super::*;
    use crate::services::tables::{Table, read_table};

    fn read(fill: impl FnOnce(&mut Worksheet)) -> Result<Table, TableRefusal> {
        let mut book = Workbook::new();
        fill(book.add_worksheet());
        read_table(&book.save_to_buffer().expect("a workbook"), "名单.xlsx")
    }

    fn only(table: &Table, heading: &'static str) -> String {
        let column = table.required(&[heading]).expect("a column");
        table.rows()[0].cell(column).to_owned()
    }

    #[test]
    fn numbers_and_dates_become_what_the_sheet_shows() {
        let table = read(|sheet| {
            let headings = ["手机", "得分", "日期", "时刻", "在岗", "备注", "总分"];
            for (column, heading) in (0..).zip(headings) {
                sheet.write_string(2, column, heading).expect("a cell");
            }
            sheet.write_number(4, 0, 13_800_138_000.0).expect("a cell");
            sheet.write_number(4, 1, 0.1 + 0.2).expect("a cell");
            let day = Format::new().set_num_format("yyyy-mm-dd");
            let date = Date::from_ymd(2026, 3, 22).expect("a date");
            sheet.write_datetime_with_format(4, 2, &date, &day).expect("a cell");
            let date = date.and_hms(14, 5, 0).expect("a time");
            sheet.write_datetime_with_format(4, 3, &date, &day).expect("a cell");
            sheet.write_boolean(4, 4, true).expect("a cell");
            sheet.write_string(4, 5, " 一行\r\n二行\u{3000}").expect("a cell");
            sheet.write_formula(4, 6, Formula::new("=1+1").set_result("2")).expect("a cell");
        });
        let table = table.expect("a table");
        assert_eq!(table.rows()[0].line(), 5);
        assert_eq!(only(&table, "手机"), "13800138000");
        assert_eq!(only(&table, "得分"), "0.3");
        assert_eq!(only(&table, "日期"), "2026-03-22");
        assert_eq!(only(&table, "时刻"), "2026-03-22 14:05");
        assert_eq!(only(&table, "在岗"), "TRUE");
        assert_eq!(only(&table, "备注"), "一行\n二行");
        assert_eq!(only(&table, "总分"), "2");
    }

    #[test]
    fn a_number_that_lost_digits_is_no_identity_number() {
        let refusal = read(|sheet| {
            sheet.write_string(0, 1, "证件号码").expect("a cell");
            sheet.write_number(7, 1, 152_701_199_001_011_234.0).expect("a cell");
        });
        let lost = TableRefusal::DigitsLost { line: 8, column: "B".to_owned() };
        assert_eq!(refusal, Err(lost));
    }

    #[test]
    fn a_sheet_that_reaches_far_takes_no_memory() {
        let refusal = read(|sheet| {
            sheet.write_string(0, 0, "姓名").expect("a cell");
            sheet.write_string(99_999, 16_383, "远").expect("a cell");
        });
        assert_eq!(refusal, Err(TableRefusal::TooManyColumns { line: 100_000 }));
        let far = read(|sheet| {
            sheet.write_string(0, 0, "姓名").expect("a cell");
            sheet.write_string(99_999, 0, "远").expect("a cell");
        });
        assert_eq!(far.expect("a table").rows()[0].line(), 100_000);
    }

    #[test]
    fn a_long_text_in_every_cell_is_refused() {
        let long = "长".repeat(10_000);
        let refusal = read(|sheet| {
            for row in 0..1_000 {
                sheet.write_string(row, 0, &long).expect("a cell");
            }
        });
        assert_eq!(refusal, Err(TableRefusal::TooMuchInside));
    }

    #[test]
    fn cells_that_are_empty_take_room_too() {
        let refusal = read(|sheet| {
            for row in 0..20_001 {
                sheet.write_number(row, 49, row).expect("a cell");
            }
        });
        assert_eq!(refusal, Err(TableRefusal::TooMuchInside));
    }

    #[test]
    fn more_rows_than_fit_are_refused_before_the_end() {
        let refusal = read(|sheet| {
            for row in 0..100_000 {
                sheet.write_number(row, 0, row).expect("a cell");
            }
        });
        assert_eq!(refusal, Err(TableRefusal::TooManyRows { most: 20_000 }));
    }

    #[test]
    fn hidden_sheets_are_not_the_first() {
        let mut book = Workbook::new();
        book.add_worksheet().set_hidden(true).write_string(0, 0, "隐").expect("a cell");
        let shown = book.add_worksheet();
        shown.set_active(true);
        shown.write_string(0, 0, "姓名").expect("a cell");
        shown.write_string(1, 0, "张三").expect("a cell");
        let table = read_table(&book.save_to_buffer().expect("a workbook"), "a.xlsx");
        assert_eq!(only(&table.expect("a table"), "姓名"), "张三");
    }
}
