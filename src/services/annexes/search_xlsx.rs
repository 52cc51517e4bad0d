//! Forms of the search (附件一、附件二) as workbooks that print on A4 upright, a sheet for each.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

use super::lines::Lines;
use super::xlsx::{
    A4, BODY_FACE, BODY_SIZE, CELL_PADDING, DEFAULT_COLUMN, DEFAULT_ROW, HEADING_FACE, TITLE_FACE,
    face, framed, points, text_width,
};
use crate::domain::annexes::{Align, SearchForm};
use crate::services::tables::{NotWritten, dateless_workbook};

/// Points; a blank row leaves room for the pen.
const LEAST_ROW: f64 = 48.0;
const DUTIES_ROW: f64 = 72.0;
const OPINION_ROW: f64 = 84.0;
const LINE_ROW: f64 = 30.0;
const MOST_ROW: f64 = 400.0;
const HEADINGS: u32 = 4;

/// Writes forms as a workbook, each under its filer's name.
pub fn write_search_forms(forms: &[SearchForm]) -> Result<Vec<u8>, NotWritten> {
    let mut book = dateless_workbook();
    book.set_default_format(&face(BODY_FACE, BODY_SIZE), DEFAULT_ROW, DEFAULT_COLUMN)?;
    for (place, form) in (1..).zip(forms) {
        let sheet = book.add_worksheet();
        let name = if forms.len() == 1 {
            form.number.to_owned()
        } else {
            format!("{}-{place}", form.number)
        };
        sheet.set_name(name)?;
        Written { sheet, form, row: 0 }.all()?;
    }
    Ok(book.save_to_buffer()?)
}

/// A sheet as far as it is written.
struct Written<'a> {
    sheet: &'a mut Worksheet,
    form: &'a SearchForm,
    row: u32,
}

impl Written<'_> {
    fn all(mut self) -> Result<(), NotWritten> {
        self.page()?;
        self.head()?;
        self.table()?;
        self.below()
    }

    fn page(&mut self) -> Result<(), NotWritten> {
        self.sheet.set_portrait();
        self.sheet.set_paper_size(A4);
        // Inches: left, right, top, bottom, header, footer.
        self.sheet.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
        self.sheet.set_print_center_horizontally(true);
        self.sheet.set_print_fit_to_pages(1, 0);
        for (column, of) in (0..).zip(&self.form.columns) {
            self.sheet.set_column_width(column, of.width)?;
        }
        Ok(())
    }

    fn last(&self) -> u16 {
        u16::try_from(self.form.columns.len() - 1).expect("a form has a handful of columns")
    }

    /// A text over the whole width.
    fn across(&mut self, text: &str, format: &Format, height: f64) -> Result<(), NotWritten> {
        self.sheet.merge_range(self.row, 0, self.row, self.last(), text, format)?;
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn head(&mut self) -> Result<(), NotWritten> {
        let form = self.form;
        let centred = |format: Format| {
            format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
        };
        let number = face(HEADING_FACE, 14.0).set_align(FormatAlign::VerticalCenter);
        self.across(form.number, &number, 22.0)?;
        let title = centred(face(TITLE_FACE, 16.0)).set_shrink();
        self.across(&form.prefix, &title, LINE_ROW)?;
        self.across(form.name, &centred(face(TITLE_FACE, 20.0)), 36.0)?;
        let line = face(BODY_FACE, 12.0).set_align(FormatAlign::VerticalCenter);
        let last = self.last();
        self.sheet.merge_range(self.row, 0, self.row, last - 1, &form.filer_line, &line)?;
        self.sheet.write_string_with_format(self.row, last, &form.date_line, &line)?;
        self.sheet.set_row_height(self.row, LINE_ROW)?;
        self.row = HEADINGS;
        Ok(())
    }

    fn table(&mut self) -> Result<(), NotWritten> {
        let form = self.form;
        let bold = framed(face(BODY_FACE, 11.0).set_bold(), Align::Centre);
        let body = framed(face(BODY_FACE, BODY_SIZE), Align::Left);
        let last = self.last();
        if let Some(duties) = &form.duties {
            self.sheet.write_string_with_format(self.row, 0, "职能职责", &bold)?;
            self.sheet.merge_range(self.row, 1, self.row, last, duties, &body)?;
            let width = form.columns[1..].iter().map(text_width).sum();
            let height = points(Lines::of(duties, width).count()) + CELL_PADDING;
            self.sheet.set_row_height(self.row, height.clamp(DUTIES_ROW, MOST_ROW))?;
            self.row += 1;
        }
        for (column, of) in (0..).zip(&form.columns) {
            self.sheet.write_string_with_format(self.row, column, of.heading, &bold)?;
        }
        self.sheet.set_row_height(self.row, LINE_ROW)?;
        self.sheet.set_repeat_rows(self.row, self.row)?;
        self.row += 1;
        for (kind, rows) in &form.kinds {
            let first = self.row;
            for row in rows {
                self.point(row)?;
            }
            match rows.len() {
                1 => {
                    self.sheet.write_string_with_format(first, 0, kind, &bold)?;
                }
                _ => {
                    self.sheet.merge_range(first, 0, self.row - 1, 0, kind, &bold)?;
                }
            }
        }
        Ok(())
    }

    fn point(&mut self, row: &[String]) -> Result<(), NotWritten> {
        let columns = &self.form.columns[1..];
        let mut lines = 0;
        for ((column, text), of) in (1..).zip(row).zip(columns) {
            let format = framed(face(BODY_FACE, BODY_SIZE), of.align);
            self.sheet.write_string_with_format(self.row, column, text, &format)?;
            lines = lines.max(Lines::of(text, text_width(of)).count());
        }
        let height = points(lines) + CELL_PADDING;
        self.sheet.set_row_height(self.row, height.clamp(LEAST_ROW, MOST_ROW))?;
        self.row += 1;
        Ok(())
    }

    fn below(&mut self) -> Result<(), NotWritten> {
        let form = self.form;
        let width: usize = form.columns.iter().map(text_width).sum();
        if let Some([opinion, signed]) = &form.review {
            let top = framed(face(BODY_FACE, BODY_SIZE), Align::Left).set_align(FormatAlign::Top);
            let height = points(Lines::of(opinion, width).count()) + CELL_PADDING;
            self.across(opinion, &top, height.clamp(OPINION_ROW, MOST_ROW))?;
            let line = framed(face(BODY_FACE, BODY_SIZE), Align::Left);
            self.across(signed, &line, LINE_ROW)?;
        }
        let note =
            face(BODY_FACE, BODY_SIZE).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        for text in &form.notes {
            self.across(text, &note, points(Lines::of(text, width).count()).max(20.0))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use super::*;
    use crate::domain::annexes::{
        Filled, FoundPoint, Letterhead, ReviewBox, Search, Wording, fill_search,
    };
    use crate::domain::time::Day;

    fn form(search: Search) -> SearchForm {
        let letterhead = Letterhead {
            title_prefix: "廉政风险大排查大整改工作".to_owned(),
            filers: "科室".to_owned(),
            recipient: "机关党委".to_owned(),
            due: Day::of(2019, 3, 29),
        };
        let point =
            FoundPoint {
                name: "=1+1".to_owned(), content: "钥匙一人保管".repeat(40), level: None
            };
        let kinds =
            [("权力运行".to_owned(), vec![point.clone(), point]), ("其他".to_owned(), vec![])];
        let filled = Filled {
            filer: "张三",
            on: None,
            duties: "保管档案",
            kinds: &kinds,
            review: &ReviewBox::default(),
        };
        fill_search(search, Wording::Corrected, &letterhead, &filled)
    }

    #[test]
    fn each_form_has_a_sheet_upright_with_its_kinds_joined_and_no_formula() {
        let forms = [form(Search::Department), form(Search::Department)];
        let book = write_search_forms(&forms).expect("a workbook");
        let mut archive = ZipArchive::new(Cursor::new(&book)).expect("an archive");
        let mut part = |name: &str| {
            let mut xml = String::new();
            archive.by_name(name).expect("a part").read_to_string(&mut xml).expect("text");
            xml
        };
        let sheet = part("xl/worksheets/sheet2.xml");
        assert!(sheet.contains(r#"orientation="portrait""#) && !sheet.contains("<f>"), "{sheet}");
        assert!(sheet.contains(r#"<mergeCell ref="A7:A8"/>"#), "{sheet}");
        let texts = part("xl/sharedStrings.xml");
        assert!(texts.contains("职能职责") && texts.contains("部门风险点排查情况登记表"));
        assert!(write_search_forms(&[form(Search::Personal)]).is_ok());
    }
}
