//! What an XLSX file may unpack to, checked before calamine parses any of it. The same zip crate
//! as calamine's looks inside, so that both see the same entries; sizes the archive claims are
//! believed only when they lead to a refusal, everything else is counted while it streams past.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::TableRefusal;
use super::markup::{Pieces, opened};

/// The most entries.
const MAX_ENTRIES: usize = 200;
/// The most bytes all entries unpack to: 50 MiB.
const MAX_UNPACKED: u64 = 50 * 1024 * 1024;
/// The most bytes of the parts that are no XML, pictures for example, which hardly pack.
const MAX_OTHERS: u64 = 10 * 1024 * 1024;
/// The most bytes the styles unpack to. calamine copies fonts and number formats into every
/// style, so that they grow far beyond their file.
const MAX_STYLES: u64 = 1024 * 1024;
/// The longest tag of the styles, for the same reason; a format code has at most 255 characters.
const MAX_STYLE_TAG: usize = 2048;
/// The most shared texts: five of its own for each row of the longest list. An empty one takes five
/// bytes in the file, of which an archive makes one in a thousand, and 24 in memory.
const MAX_SHARED_TEXTS: usize = 1 << 19;
/// The most sheets, names and ways to other parts together, each of which takes 100 bytes and more.
const MAX_ENTRIES_OF_BOOK: usize = 100_000;

/// Unpacks every entry and throws it away again.
pub(super) fn check(bytes: &[u8]) -> Result<(), TableRefusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableRefusal::Damaged)?;
    if archive.len() > MAX_ENTRIES {
        return Err(TableRefusal::TooMuchInside);
    }
    if archive.decompressed_size().is_some_and(|claimed| claimed > u128::from(MAX_UNPACKED)) {
        return Err(TableRefusal::TooMuchInside);
    }
    let overlaps = archive.has_overlapping_files().map_err(|_| TableRefusal::Damaged)?;
    if overlaps || archive.has_duplicate_names() {
        return Err(TableRefusal::Damaged);
    }
    let (mut room, mut room_for_others) = (MAX_UNPACKED, MAX_OTHERS);
    let mut kept = Kept::default();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| TableRefusal::Damaged)?;
        let name = entry.name().map_err(|_| TableRefusal::Damaged)?.to_ascii_lowercase();
        if name.ends_with("vbaproject.bin") || name.contains("macrosheets/") {
            return Err(TableRefusal::Macros);
        }
        let is_markup = name.rsplit('.').next().is_some_and(|end| ["xml", "rels"].contains(&end));
        if is_markup {
            room -= check_markup(BufReader::new(entry), &name, room, &mut kept)?;
        } else {
            let most = room.min(room_for_others);
            let unpacked = io::copy(&mut entry.take(most + 1), &mut io::sink());
            let unpacked = unpacked.map_err(|_| TableRefusal::Damaged)?;
            room_for_others = most.checked_sub(unpacked).ok_or(TableRefusal::TooMuchInside)?;
            room -= unpacked;
        }
    }
    Ok(())
}

/// What the reader keeps of the whole book, counted.
#[derive(Default)]
struct Kept {
    shared_texts: usize,
    entries_of_book: usize,
}

impl Kept {
    fn count(&mut self, element: &[u8]) -> Result<(), TableRefusal> {
        let (count, most) = match element {
            b"si" => (&mut self.shared_texts, MAX_SHARED_TEXTS),
            b"sheet" | b"definedName" | b"Relationship" => {
                (&mut self.entries_of_book, MAX_ENTRIES_OF_BOOK)
            }
            _ => return Ok(()),
        };
        *count += 1;
        if *count > most { Err(TableRefusal::TooMuchInside) } else { Ok(()) }
    }
}

/// Checks a part as it streams past, and tells what it unpacked to.
fn check_markup(
    mut entry: impl BufRead,
    name: &str,
    room: u64,
    kept: &mut Kept,
) -> Result<u64, TableRefusal> {
    let most = if is_styles(name) { room.min(MAX_STYLES) } else { room };
    let mut pieces = Pieces::default();
    let mut unpacked = 0;
    loop {
        let bytes = entry.fill_buf().map_err(|_| TableRefusal::Damaged)?;
        if bytes.is_empty() {
            pieces.finish(|piece| check_piece(name, piece, kept))?;
            return Ok(unpacked);
        }
        // Spreadsheets write UTF-8; a NUL betrays UTF-16, in which nothing below is seen.
        if bytes.contains(&0) {
            return Err(TableRefusal::Damaged);
        }
        pieces.take(bytes, |piece| check_piece(name, piece, kept))?;
        let length = bytes.len();
        entry.consume(length);
        unpacked += length as u64;
        if unpacked > most {
            return Err(TableRefusal::TooMuchInside);
        }
    }
}

fn is_styles(name: &str) -> bool {
    name.ends_with("styles.xml")
}

fn check_piece(name: &str, piece: &[u8], kept: &mut Kept) -> Result<(), TableRefusal> {
    if piece.starts_with(b"<!") {
        // Document types and their entities; and no spreadsheet writes anything else of the kind
        // into its styles.
        let is_known = piece.starts_with(b"<!--") || piece.starts_with(b"<![CDATA[");
        return if is_known && !is_styles(name) { Ok(()) } else { Err(TableRefusal::Damaged) };
    }
    if is_styles(name) && piece.starts_with(b"<") && piece.len() > MAX_STYLE_TAG {
        return Err(TableRefusal::TooMuchInside);
    }
    if name == "[content_types].xml" && contains(piece, b"macroEnabled") {
        return Err(TableRefusal::Macros);
    }
    let Some(element) = opened(piece) else { return Ok(()) };
    if element == b"sst" && claims_too_many_texts(piece) {
        return Err(TableRefusal::TooMuchInside);
    }
    kept.count(element)
}

/// calamine reserves room for as many shared texts as the file claims to hold.
fn claims_too_many_texts(mark: &[u8]) -> bool {
    const CLAIM: &[u8] = b"uniqueCount";
    positions(mark, CLAIM).any(|at| {
        let claim =
            mark[at + CLAIM.len()..].iter().skip_while(|byte| b" \t\r\n='\"+".contains(byte));
        let claimed = claim.take_while(|byte| byte.is_ascii_digit()).fold(0_usize, |sum, digit| {
            sum.saturating_mul(10).saturating_add(usize::from(digit - b'0'))
        });
        claimed > MAX_SHARED_TEXTS
    })
}

fn contains(part: &[u8], wanted: &[u8]) -> bool {
    positions(part, wanted).next().is_some()
}

fn positions<'a>(part: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    part.windows(wanted.len())
        .enumerate()
        .filter(move |(_, window)| *window == wanted)
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::time::{Duration, Instant};

    use rust_xlsxwriter::Workbook;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// A good workbook, its parts changed or added to.
    fn book_with(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "姓名").expect("a cell");
        sheet.write_string(1, 0, "张三").expect("a cell");
        let good = book.save_to_buffer().expect("a workbook");
        let mut from = ZipArchive::new(Cursor::new(good)).expect("an archive");
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..from.len() {
            let mut entry = from.by_index(index).expect("an entry");
            let name = entry.name().expect("a name").into_owned();
            if parts.iter().all(|(changed, _)| *changed != name) {
                to.start_file(name, SimpleFileOptions::default()).expect("an entry");
                std::io::copy(&mut entry, &mut to).expect("a copy");
            }
        }
        for (name, part) in parts {
            to.start_file(*name, SimpleFileOptions::default()).expect("an entry");
            to.write_all(part).expect("a part");
        }
        to.finish().expect("an archive").into_inner()
    }

    fn size(bytes: u64) -> usize {
        usize::try_from(bytes).expect("a size")
    }

    #[test]
    fn a_good_workbook_passes() {
        assert_eq!(check(&book_with(&[])), Ok(()));
        assert_eq!(check(&book_with(&[("xl/media/a.png", b"\0<!DOCTYPE")])), Ok(()));
    }

    #[test]
    fn a_zip_bomb_is_refused_quickly() {
        let blanks = vec![b' '; 51 * 1024 * 1024];
        let honest = book_with(&[("xl/worksheets/sheet9.xml", &blanks)]);
        assert!(honest.len() < 200_000, "a bomb is small");
        // The zip crate stops at the size that was claimed and calls more than that an error.
        let some = &blanks[..1 << 20];
        let lying = with_claimed_size(book_with(&[("a.xml", some)]), some.len(), 100);
        for (bomb, refusal) in
            [(honest, TableRefusal::TooMuchInside), (lying, TableRefusal::Damaged)]
        {
            let begun = Instant::now();
            assert_eq!(check(&bomb), Err(refusal));
            assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        }
    }

    /// Replaces the size an archive claims for an entry, wherever it stands.
    fn with_claimed_size(mut archive: Vec<u8>, honest: usize, claimed: u32) -> Vec<u8> {
        let honest = u32::try_from(honest).expect("a size").to_le_bytes();
        let places: Vec<usize> = positions(&archive, &honest).collect();
        assert!(!places.is_empty(), "the size stands in the archive");
        for at in places {
            archive[at..at + 4].copy_from_slice(&claimed.to_le_bytes());
        }
        archive
    }

    #[test]
    fn more_entries_than_a_table_needs_are_refused() {
        let names: Vec<String> = (0..MAX_ENTRIES).map(|n| format!("xl/media/{n}.png")).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
        assert_eq!(check(&book_with(&parts)), Err(TableRefusal::TooMuchInside));
    }

    #[test]
    fn macros_are_refused_whatever_the_file_is_called() {
        let types = b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>";
        for (name, part) in [
            ("xl/vbaProject.bin", &b"x"[..]),
            ("xl/macrosheets/sheet1.xml", b"<a/>"),
            ("[Content_Types].xml", types),
        ] {
            assert_eq!(check(&book_with(&[(name, part)])), Err(TableRefusal::Macros), "{name}");
        }
    }

    #[test]
    fn document_types_and_entities_are_refused() {
        let xxe =
            br#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a/>"#;
        let wide: Vec<u8> = "<!DOCTYPE a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for part in [&xxe[..], &wide] {
            let book = book_with(&[("xl/sharedStrings.xml", part)]);
            assert_eq!(check(&book), Err(TableRefusal::Damaged));
        }
    }

    #[test]
    fn what_the_reader_would_keep_is_counted_before_it_keeps_it() {
        let refused = |name, part: &[u8]| check(&book_with(&[(name, part)]));
        for (name, most, one) in [
            ("xl/sharedStrings.xml", MAX_SHARED_TEXTS, "<si/>"),
            ("xl/other.xml", MAX_SHARED_TEXTS, "<x:si></x:si>"),
            ("xl/workbook.xml", MAX_ENTRIES_OF_BOOK, "<sheet/>"),
        ] {
            // The good workbook has one text, one sheet and six ways to other parts.
            let few = format!("<a>{}</a>", one.repeat(most - 10));
            assert_eq!(refused(name, few.as_bytes()), Ok(()), "{name}");
            let many = format!("<a>{}</a>", one.repeat(most + 1));
            let packed = book_with(&[(name, many.as_bytes())]);
            assert!(packed.len() < 100_000, "it is small as long as it is packed");
            assert_eq!(check(&packed), Err(TableRefusal::TooMuchInside), "{name}");
        }
        let long = "长".repeat(size(MAX_UNPACKED) / 4);
        let long = format!("<sst><si><t>{long}</t></si></sst>");
        let refusal = refused("xl/sharedStrings.xml", long.as_bytes());
        assert_eq!(refusal, Err(TableRefusal::TooMuchInside));
        let picture = vec![b' '; size(MAX_OTHERS)];
        assert_eq!(refused("xl/media/a.bmp", &picture), Ok(()));
        let larger = [&picture[..], b" "].concat();
        assert_eq!(refused("xl/media/a.bmp", &larger), Err(TableRefusal::TooMuchInside));
    }

    #[test]
    fn the_longest_list_of_ordinary_rows_is_taken() {
        let text = |row| format!("<si><t>person.{row}@example.cn</t></si>");
        let cell = |row| format!("<row><c t=\"s\"><v>{row}</v></c></row>");
        let texts: Vec<String> = (0..100_000).map(text).collect();
        let cells: Vec<String> = (0..100_000).map(cell).collect();
        let texts = format!("<sst>{}</sst>", texts.concat());
        let cells = cells.concat();
        let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
        let book = book_with(&[
            ("xl/sharedStrings.xml", texts.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ]);
        let rows = crate::services::tables::read_list(&book, "名单.xlsx").expect("a list");
        let last = &rows[99_999];
        assert_eq!(
            (rows.len(), last.cells()),
            (100_000, &["person.99999@example.cn".to_owned()][..])
        );
    }

    #[test]
    fn claims_that_would_take_memory_are_refused() {
        let claim = br#"<sst count="1" uniqueCount = '4000000000'><si><t>a</t></si></sst>"#;
        let format = format!(r#"<numFmt formatCode="{}"/>"#, ">".repeat(3000));
        let refused = |name, part: &[u8]| check(&book_with(&[(name, part)]));
        assert_eq!(refused("xl/sharedStrings.xml", claim), Err(TableRefusal::TooMuchInside));
        assert_eq!(refused("xl/styles.xml", format.as_bytes()), Err(TableRefusal::TooMuchInside));
        let hidden = br#"<styleSheet><!-- " --></styleSheet>"#;
        assert_eq!(refused("xl/styles.xml", hidden), Err(TableRefusal::Damaged));
    }
}
