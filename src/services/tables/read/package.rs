//! What an XLSX file may unpack to, checked before calamine parses any of it. The same zip crate
//! as calamine's looks inside, so that both see the same entries; sizes the archive claims are
//! believed only when they lead to a refusal, everything else is counted while it unpacks.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::TableRefusal;

/// The most entries.
const MAX_ENTRIES: usize = 200;
/// The most bytes all entries unpack to: 50 MiB.
const MAX_UNPACKED: u64 = 50 * 1024 * 1024;
/// The most bytes the styles unpack to. calamine copies fonts and number formats into every
/// style, so that they grow far beyond their file.
const MAX_STYLES: usize = 1024 * 1024;
/// The longest tag of the styles, for the same reason; a format code has at most 255 characters.
const MAX_STYLE_TAG: usize = 2048;
/// The fewest bytes one shared text takes: `<si/>`.
const MIN_SHARED_TEXT: usize = 5;

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
    let mut room = MAX_UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| TableRefusal::Damaged)?;
        let name = entry.name().map_err(|_| TableRefusal::Damaged)?.to_ascii_lowercase();
        let mut part = Vec::new();
        let unpacked = entry.take(room + 1).read_to_end(&mut part);
        let unpacked = unpacked.map_err(|_| TableRefusal::Damaged)?;
        room = u64::try_from(unpacked)
            .ok()
            .and_then(|unpacked| room.checked_sub(unpacked))
            .ok_or(TableRefusal::TooMuchInside)?;
        check_part(&name, &part)?;
    }
    Ok(())
}

fn check_part(name: &str, part: &[u8]) -> Result<(), TableRefusal> {
    let has_macros = name.ends_with("vbaproject.bin")
        || name.contains("macrosheets/")
        || (name == "[content_types].xml" && contains(part, b"macroEnabled"));
    if has_macros {
        return Err(TableRefusal::Macros);
    }
    if !name.rsplit('.').next().is_some_and(|end| ["xml", "rels"].contains(&end)) {
        return Ok(());
    }
    // Spreadsheets write UTF-8; a NUL betrays UTF-16, in which the searches below see nothing.
    if part.contains(&0) || contains(part, b"<!DOCTYPE") || contains(part, b"<!ENTITY") {
        return Err(TableRefusal::Damaged);
    }
    if claims_too_many_texts(part) {
        return Err(TableRefusal::TooMuchInside);
    }
    if name.ends_with("styles.xml") { check_styles(part) } else { Ok(()) }
}

/// calamine reserves room for as many shared texts as the file claims to hold.
fn claims_too_many_texts(part: &[u8]) -> bool {
    const CLAIM: &[u8] = b"uniqueCount";
    let most = part.len() / MIN_SHARED_TEXT;
    positions(part, CLAIM).any(|at| {
        let claim =
            part[at + CLAIM.len()..].iter().skip_while(|byte| b" \t\r\n='\"+".contains(byte));
        let claimed = claim.take_while(|byte| byte.is_ascii_digit()).fold(0_usize, |sum, digit| {
            sum.saturating_mul(10).saturating_add(usize::from(digit - b'0'))
        });
        claimed > most
    })
}

fn check_styles(part: &[u8]) -> Result<(), TableRefusal> {
    if part.len() > MAX_STYLES || longest_tag(part) > MAX_STYLE_TAG {
        return Err(TableRefusal::TooMuchInside);
    }
    // Comments and the like may hold quotation marks, which `longest_tag` would pair wrongly. No
    // spreadsheet writes them here.
    if contains(part, b"<!") { Err(TableRefusal::Damaged) } else { Ok(()) }
}

/// The length of the longest tag; `>` within quotation marks ends none.
fn longest_tag(xml: &[u8]) -> usize {
    let (mut longest, mut start, mut quote) = (0, None, None);
    for (at, byte) in xml.iter().copied().enumerate() {
        match (start, quote) {
            (None, _) => start = (byte == b'<').then_some(at),
            (Some(_), Some(open)) if byte == open => quote = None,
            (Some(_), None) if byte == b'"' || byte == b'\'' => quote = Some(byte),
            (Some(begun), None) if byte == b'>' => {
                longest = longest.max(at - begun);
                start = None;
            }
            _ => {}
        }
    }
    longest.max(start.map_or(0, |begun| xml.len() - begun))
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
