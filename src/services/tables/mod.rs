//! Tables as files: what people upload (CSV, XLSX) becomes rows of text, what the program exports
//! becomes CSV or XLSX. Functions on bytes, without I/O, so that every area reads and writes
//! tables by the same limits and the same protection against formulas.

mod read;
mod refusal;
mod write;

pub use read::{Column, MAX_COLUMNS, Row, Table, decode_text, letter_of, read_list, read_table};
pub use refusal::TableRefusal;
pub(in crate::services) use write::dateless_workbook;
pub use write::{Cell, NotWritten, SheetToWrite, write_csv, write_xlsx};

/// The same on a thread of its own: a large workbook takes a second to read, and the reader may
/// panic on one that is malformed in a new way, which calamine's author advises to expect.
pub async fn read_upload(bytes: Vec<u8>, file_name: String) -> Result<Table, TableRefusal> {
    let read = tokio::task::spawn_blocking(move || read_table(&bytes, &file_name));
    read.await.unwrap_or(Err(TableRefusal::Damaged))
}

/// [`read_list`] on a thread of its own, likewise.
pub async fn read_list_upload(bytes: Vec<u8>, file_name: String) -> Result<Vec<Row>, TableRefusal> {
    let read = tokio::task::spawn_blocking(move || read_list(&bytes, &file_name));
    read.await.unwrap_or(Err(TableRefusal::Damaged))
}

/// The mark that makes a spreadsheet take a CSV cell as text.
const GUARD: char = '\'';

/// Whether a spreadsheet that opens the CSV could take this text for a formula: spaces and control
/// characters before the sign do not stop every one of them, nor does the full-width form.
fn could_be_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\0'])
        || text
            .trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}')
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Whether this text gets a guard when it is written, and loses one when it is read. Guards that
/// were in the text from the start count too, so that reading gives back what was written.
fn needs_guard(text: &str) -> bool {
    could_be_formula(text.trim_start_matches(GUARD))
}
