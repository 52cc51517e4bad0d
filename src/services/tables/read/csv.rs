//! CSV as offices save it: UTF-8 with or without a mark, GB18030 from Excel in China, UTF-16 from
//! its "Unicode text"; comma, semicolon or tab between the cells.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord, Terminator};
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{Bounds, Gathered, Row, TableRefusal, tidy};
use crate::services::tables::{GUARD, needs_guard};

/// Stands alone on a line after the last one. A quotation mark left open swallows it, and its
/// absence tells; no text that is taken contains it.
const END: &str = "\u{1}";

/// The rows of a CSV file.
pub(super) fn rows(bytes: &[u8], bounds: Bounds) -> Result<Vec<Row>, TableRefusal> {
    let text = decode(bytes)?.replace("\r\n", "\n").replace('\r', "\n");
    let delimiter = delimiter_of(&text);
    records(&format!("{text}\n{END}"), delimiter, bounds)
}

/// The text of a file, in whichever of these ways it is written.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TableRefusal> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        }
        None => [UTF_8, GB18030].into_iter().find_map(|encoding| {
            encoding.decode_without_bom_handling_and_without_replacement(bytes)
        }),
    };
    text.filter(|text| !text.chars().any(|c| c.is_ascii_control() && !"\t\r\n".contains(c)))
        .ok_or(TableRefusal::NotATable)
}

/// The separator that stands most often in the first line that has any.
fn delimiter_of(text: &str) -> u8 {
    let candidates = [b',', b';', b'\t'];
    let mut counts = [0_usize; 3];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && counts != [0; 3] => break,
            _ if quoted => {}
            _ => {
                if let Some(which) = candidates.iter().position(|c| *c == byte) {
                    counts[which] += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let which = counts.iter().position(|count| *count == most).unwrap_or_default();
    candidates[which]
}

fn records(text: &str, delimiter: u8, bounds: Bounds) -> Result<Vec<Row>, TableRefusal> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let mut gathered = Gathered::within(bounds);
    let mut record = StringRecord::new();
    let mut line = 0;
    let mut last_end = 0;
    loop {
        // The reader passes over blank lines, a spreadsheet counts them.
        line += 1 + line_feeds_at(text, last_end);
        if !reader.read_record(&mut record).map_err(|_| TableRefusal::NotATable)? {
            return Err(TableRefusal::OpenQuote { line: line - 1 });
        }
        last_end = usize::try_from(reader.position().byte()).expect("no longer than the text");
        if record.len() == 1 && &record[0] == END {
            return Ok(gathered.rows);
        }
        gathered.take(line, record.iter().map(without_guard).map(tidy).collect())?;
    }
}

fn line_feeds_at(text: &str, at: usize) -> u32 {
    let feeds = text.bytes().skip(at).take_while(|byte| *byte == b'\n').count();
    u32::try_from(feeds).expect("no more than the text has bytes")
}

/// The cell as it was before an export guarded it.
fn without_guard(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(rest) if needs_guard(rest) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::tables::read_table;

    /// The lines and the cells of a table of two columns, 姓名 and 单位.
    fn cells(bytes: &[u8]) -> Vec<(u32, String, String)> {
        let table = read_table(bytes, "名单.csv").expect("a table");
        let name = table.required(&["姓名"]).expect("a column");
        let unit = table.required(&["单位"]).expect("a column");
        let row = |row: &Row| (row.line(), row.cell(name).to_owned(), row.cell(unit).to_owned());
        table.rows().iter().map(row).collect()
    }

    fn zhang() -> Vec<(u32, String, String)> {
        vec![(2, "张三".to_owned(), "镕基公司".to_owned())]
    }

    #[test]
    fn every_encoding_an_office_saves_is_read() {
        let text = "姓名,单位\r\n张三,镕基公司\r\n";
        assert_eq!(cells(text.as_bytes()), zhang());
        assert_eq!(cells(format!("\u{feff}{text}").as_bytes()), zhang());
        assert_eq!(cells(&GB18030.encode(text).0), zhang());
        let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes);
        assert_eq!(cells(&[0xff, 0xfe].into_iter().chain(utf16).collect::<Vec<_>>()), zhang());
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for bytes in [b"a,b\n\0,1\n".as_slice(), b"a,b\n\xff\xff\xff,1\n", b"a\x01b,c\n1,2\n"] {
            assert_eq!(read_table(bytes, "a.csv"), Err(TableRefusal::NotATable));
        }
    }

    #[test]
    fn the_separator_is_found_out() {
        assert_eq!(cells("姓名;单位\n张三;镕基公司\n".as_bytes()), zhang());
        assert_eq!(cells("姓名\t单位\n张三\t镕基公司".as_bytes()), zhang());
        assert_eq!(cells("\"姓名\";\"单位\"\n张三;镕基公司".as_bytes()), zhang());
        assert_eq!(delimiter_of("名单\n\"甲,乙,丙\";单位\n"), b';');
    }

    #[test]
    fn lines_are_counted_as_the_spreadsheet_shows_them() {
        let text = "\n姓名,单位\n\n\n\"张\n三\",甲\n , \n李四,\"他说\"\"好\"\"\"\n\n";
        let expected = [(5, "张\n三", "甲"), (7, "李四", "他说\"好\"")];
        let expected = expected.map(|(line, name, unit)| (line, name.to_owned(), unit.to_owned()));
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(cells(text.replace('\n', end).as_bytes()), expected, "{end:?}");
        }
    }

    #[test]
    fn a_quotation_mark_left_open_is_told_by_line() {
        let open = "姓名,单位\n张三,甲\n李四,\"乙\n王五,丙\n";
        assert_eq!(read_table(open.as_bytes(), "a.csv"), Err(TableRefusal::OpenQuote { line: 3 }));
        let closed = "姓名,单位\n张三,甲\n李四,\"乙\n\"";
        assert_eq!(cells(closed.as_bytes()).len(), 2);
    }

    #[test]
    fn numbers_keep_their_zeros() {
        let table = read_table("编号\n00123\n".as_bytes(), "a.csv").expect("a table");
        let number = table.required(&["编号"]).expect("a column");
        assert_eq!(table.rows()[0].cell(number), "00123");
    }
}
