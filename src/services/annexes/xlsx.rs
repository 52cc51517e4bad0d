//! A form as an XLSX sheet that prints on A4 across: fonts of official papers, a frame around
//! every cell, headings again on each page, room for the stamp.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::lines::Lines;
use crate::domain::annexes::{Align, Form, FormColumn};
use crate::services::tables::{NotWritten, dateless_workbook};

pub(super) const A4: u8 = 9;
/// 小标宋 is the face of official titles; where it is missing the family and the character set
/// lead to another Song face.
pub(super) const TITLE_FACE: &str = "方正小标宋简体";
pub(super) const BODY_FACE: &str = "宋体";
pub(super) const HEADING_FACE: &str = "黑体";
const ROMAN_FAMILY: u8 = 1;
const GB2312: u8 = 134;

/// Points. At 10.5 points a Chinese character is as wide as two units of column width.
pub(super) const BODY_SIZE: f64 = 10.5;
/// Pixels: height and width of a row and a column nothing is set for, at this size.
pub(super) const DEFAULT_ROW: u32 = 18;
pub(super) const DEFAULT_COLUMN: u32 = 64;
const LINE_HEIGHT: f64 = 15.0;
pub(super) const CELL_PADDING: f64 = 6.0;
const TITLE_HEIGHT: f64 = 40.0;
const NUMBER_HEIGHT: f64 = 22.0;
/// The stamp is set over the unit's name and reaches beyond this row.
const UNIT_HEIGHT: f64 = 36.0;
const HEADING_HEIGHT: f64 = 38.0;
const NOTE_HEIGHT: f64 = 20.0;
/// The height of A4 across within the margins, with a little to spare for rounding.
const PAGE_HEIGHT: f64 = 495.0;
/// A row of more lines would not fit below the head of the first page (nor, beyond 27, be higher
/// than the 409 points a row can have).
const MOST_LINES: usize = 22;

/// The row of the headings, and the one below it.
const HEADINGS: u32 = 3;
const FIRST_ROW: u32 = 4;

/// Writes a form as a workbook of one sheet.
pub fn write_form(form: &Form) -> Result<Vec<u8>, NotWritten> {
    let mut book = dateless_workbook();
    // Widths of columns count digits of the default face, so that it has to be the one used.
    book.set_default_format(&face(BODY_FACE, BODY_SIZE), DEFAULT_ROW, DEFAULT_COLUMN)?;
    let sheet = book.add_worksheet();
    sheet.set_name(form.name)?;
    set_page(sheet)?;
    for (column, of) in (0..).zip(&form.columns) {
        sheet.set_column_width(column, of.width)?;
    }
    write_head(sheet, form)?;
    let below = write_rows(sheet, form)?;
    write_notes(sheet, form, below)?;
    Ok(book.save_to_buffer()?)
}

fn set_page(sheet: &mut Worksheet) -> Result<(), NotWritten> {
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    // Inches: left, right, top, bottom, header, footer.
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    sheet.set_print_center_horizontally(true);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
    sheet.set_freeze_panes(FIRST_ROW, 0)?;
    sheet.set_footer("&C&9第 &P 页，共 &N 页");
    Ok(())
}

fn write_head(sheet: &mut Worksheet, form: &Form) -> Result<(), NotWritten> {
    let last = last_column(form);
    let split = column_before_right_third(&form.columns);
    let number = face(HEADING_FACE, 14.0).set_align(FormatAlign::VerticalCenter);
    let title = face(TITLE_FACE, 20.0)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_shrink();
    let line = face(BODY_FACE, 12.0).set_align(FormatAlign::VerticalCenter);
    sheet.merge_range(0, 0, 0, last, form.number, &number)?;
    sheet.merge_range(1, 0, 1, last, &form.title, &title)?;
    sheet.merge_range(2, 0, 2, split, &form.unit_line, &line)?;
    sheet.merge_range(2, split + 1, 2, last, &form.date_line, &line)?;
    let heading = framed(face(BODY_FACE, 11.0).set_bold(), Align::Centre);
    for (column, of) in (0..).zip(&form.columns) {
        sheet.write_string_with_format(HEADINGS, column, of.heading, &heading)?;
    }
    for (row, height) in (0..).zip([NUMBER_HEIGHT, TITLE_HEIGHT, UNIT_HEIGHT, HEADING_HEIGHT]) {
        sheet.set_row_height(row, height)?;
    }
    Ok(())
}

/// Writes the rows and gives the row below them. Filled rows are as high as their text, but at
/// least as high as blank ones; blank ones end with the first page.
fn write_rows(sheet: &mut Worksheet, form: &Form) -> Result<u32, NotWritten> {
    let formats: Vec<Format> =
        form.columns.iter().map(|of| framed(face(BODY_FACE, BODY_SIZE), of.align)).collect();
    let room = room_for_rows(form);
    let rows_as_issued = u32::try_from(form.rows.len()).unwrap_or(u32::MAX).clamp(1, 8);
    let least = (room / f64::from(rows_as_issued)).floor().clamp(LINE_HEIGHT * 2.0, 52.0);
    let mut used = 0.0;
    let mut next = FIRST_ROW;
    for row in &form.rows {
        let is_blank = row.iter().all(String::is_empty);
        if is_blank && used + least > room {
            break;
        }
        for piece in pieces(row, &form.columns) {
            for ((column, text), format) in (0..).zip(&piece.cells).zip(&formats) {
                sheet.write_string_with_format(next, column, text, format)?;
            }
            let height = piece.height.max(least);
            sheet.set_row_height(next, height)?;
            used += height;
            next += 1;
        }
    }
    Ok(next)
}

fn write_notes(sheet: &mut Worksheet, form: &Form, below: u32) -> Result<(), NotWritten> {
    let note = face(BODY_FACE, BODY_SIZE).set_align(FormatAlign::VerticalCenter).set_text_wrap();
    for (row, text) in (below..).zip(&form.notes) {
        sheet.merge_range(row, 0, row, last_column(form), text, &note)?;
        sheet.set_row_height(row, note_height(text, form))?;
    }
    Ok(())
}

/// A part of a row that fits one row of the sheet.
struct Piece {
    cells: Vec<String>,
    height: f64,
}

/// Cuts a row whose text is longer than a sheet's row can be high. The parts that follow carry
/// 「（续）」 after the number.
fn pieces(row: &[String], columns: &[FormColumn]) -> Vec<Piece> {
    let cut: Vec<Vec<String>> = row
        .iter()
        .zip(columns)
        .map(|(text, of)| Lines::of(text, text_width(of)).pieces(MOST_LINES))
        .collect();
    let count = cut.iter().map(Vec::len).max().unwrap_or(0).max(1);
    (0..count)
        .map(|part| {
            let mut cells: Vec<String> =
                cut.iter().map(|parts| parts.get(part).cloned().unwrap_or_default()).collect();
            if part > 0
                && let (Some(first), Some(number)) = (cells.first_mut(), row.first())
            {
                *first = format!("{number}\n（续）");
            }
            let height = height_of(&cells, columns);
            Piece { cells, height }
        })
        .collect()
}

fn height_of(cells: &[String], columns: &[FormColumn]) -> f64 {
    let lines = cells.iter().zip(columns).map(|(text, of)| Lines::of(text, text_width(of)).count());
    points(lines.max().unwrap_or(0)) + CELL_PADDING
}

pub(super) fn points(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * LINE_HEIGHT
}

/// A digit less than the column: punctuation that may not begin a line is moved to the next with
/// the character before it.
pub(super) fn text_width(column: &FormColumn) -> usize {
    usize::from(column.width).saturating_sub(1)
}

fn note_height(text: &str, form: &Form) -> f64 {
    let width: usize = form.columns.iter().map(text_width).sum();
    points(Lines::of(text, width).count()).max(NOTE_HEIGHT)
}

fn room_for_rows(form: &Form) -> f64 {
    let notes: f64 = form.notes.iter().map(|note| note_height(note, form)).sum();
    PAGE_HEIGHT - NUMBER_HEIGHT - TITLE_HEIGHT - UNIT_HEIGHT - HEADING_HEIGHT - notes
}

fn last_column(form: &Form) -> u16 {
    u16::try_from(form.columns.len() - 1).expect("a form has a handful of columns")
}

/// The last column of the left two thirds, where the unit's line ends and the date begins.
fn column_before_right_third(columns: &[FormColumn]) -> u16 {
    let all: u32 = columns.iter().map(|of| u32::from(of.width)).sum();
    let mut left = 0;
    let within = columns.iter().take_while(|of| {
        left += u32::from(of.width);
        left * 3 <= all * 2
    });
    u16::try_from(within.count().max(1) - 1).expect("a form has a handful of columns")
}

pub(super) fn face(name: &str, size: f64) -> Format {
    Format::new()
        .set_font_name(name)
        .set_font_family(ROMAN_FAMILY)
        .set_font_charset(GB2312)
        .set_font_size(size)
}

pub(super) fn framed(format: Format, align: Align) -> Format {
    let horizontal = match align {
        Align::Centre => FormatAlign::Center,
        Align::Left => FormatAlign::Left,
    };
    format
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(horizontal)
        .set_align(FormatAlign::VerticalCenter)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use super::*;
    use crate::domain::annexes::{Annex, AnnexRow, Filing, Letterhead, Wording, fill};
    use crate::domain::time::Day;

    fn form(annex: Annex, rows: &[AnnexRow]) -> Form {
        let letterhead = Letterhead {
            title_prefix: "全市公共资源交易系统廉政风险大排查大整改工作".to_owned(),
            filers: "旗区交易中心、市直科室、中心".to_owned(),
            recipient: "市公管办机关党委".to_owned(),
            due: Day::of(2019, 3, 29),
        };
        let filing = Filing { unit: "=1+1".to_owned(), on: Day::of(2019, 3, 28) };
        fill(annex, Wording::Corrected, &letterhead, &filing, rows)
    }

    fn risk(content: &str) -> AnnexRow {
        AnnexRow {
            name: "=HYPERLINK(\"http://example.com\")".to_owned(),
            level: Some(2),
            content: content.to_owned(),
            due: "2019年6月29日".to_owned(),
            unit: "招标科".to_owned(),
            person: "张三".to_owned(),
            ..AnnexRow::default()
        }
    }

    fn part(book: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(book)).expect("an archive");
        let mut xml = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut xml).expect("text");
        xml
    }

    #[test]
    fn a_form_prints_across_with_its_headings_on_each_page_and_without_formulas() {
        let book = write_form(&form(Annex::Plan, &[risk("未公开评分标准")])).expect("a workbook");
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert!(
            sheet.contains(r#"<pageSetup paperSize="9" fitToHeight="0" orientation="landscape""#)
        );
        assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink"));
        let names = part(&book, "xl/workbook.xml");
        assert!(names.contains("整改计划表!$4:$4"), "{names}");
        let texts = part(&book, "xl/sharedStrings.xml");
        assert!(texts.contains("2级（第二种形态）") && texts.contains("填报单位（盖章）：=1+1"));
    }

    #[test]
    fn a_row_longer_than_a_sheet_allows_goes_on_in_the_next() {
        let long = "招标文件设置倾向性条款。".repeat(150);
        let form = form(Annex::Ledger, &[risk(&long)]);
        let pieces = pieces(&form.rows[0], &form.columns);
        assert!(pieces.len() > 1);
        assert!(pieces.iter().all(|piece| piece.height < 409.0));
        let again: String = pieces.iter().map(|piece| piece.cells[2].as_str()).collect();
        assert_eq!(again, long);
        assert_eq!(pieces[1].cells[0], "1\n（续）");
        assert!(write_form(&form).is_ok());
    }

    #[test]
    fn blank_rows_end_with_the_first_page() {
        let rows_written = |rows: &[AnnexRow]| {
            let book = write_form(&form(Annex::Ledger, rows)).expect("a workbook");
            part(&book, "xl/worksheets/sheet1.xml").matches("<row ").count()
        };
        let around = 4 + 1;
        assert_eq!(rows_written(&[]), around + 8);
        let half_a_page = risk(&"招标文件设置倾向性条款。".repeat(14));
        assert_eq!(rows_written(&[half_a_page.clone(), half_a_page]), around + 2);
    }
}
